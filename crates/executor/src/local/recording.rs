//! An executor's recording, and how it saves readings of the clock.
//!
//! Reading a real clock costs as much as a whole poll. Two readings are saved without telling a wrong time:
//! - A poll that follows another at once begins when that one ended.
//! - A task's wake of itself has no effect before its poll has ended, and mostly is the last thing the poll
//!   does: it is recorded with the time of the event that follows it.

use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;

use trace::{Kind, Limits, Nanos, Outcome, Recorder, TaskId, ThreadId, WakeCause};

use crate::clock::Clock;

/// The executor's own thread in the recording.
pub(super) const THREAD: ThreadId = ThreadId(1);

pub(super) struct Recording {
    recorder: RefCell<Recorder>,
    /// A wake of a task by itself that waits for its time: the task, and whether it was queued.
    self_wake: Cell<Option<(TaskId, bool)>>,
    /// When the last poll ended, if nothing has happened since.
    poll_ended: Cell<Option<Nanos>>,
}

impl Recording {
    pub(super) fn new(limits: Limits) -> Self {
        Recording {
            recorder: RefCell::new(Recorder::new(limits)),
            self_wake: Cell::new(None),
            poll_ended: Cell::new(None),
        }
    }

    #[inline]
    pub(super) fn record(&self, clock: &dyn Clock, thread: ThreadId, kind: &Kind) {
        self.time_passes();
        let at = clock.now();
        let recorder = &mut self.recorder.borrow_mut();
        self.flush(at, recorder);
        recorder.record(at, thread, None, kind);
    }

    #[inline]
    pub(super) fn poll_start(&self, clock: &dyn Clock, task: TaskId) {
        let at = self.poll_ended.take().unwrap_or_else(|| clock.now());
        let recorder = &mut self.recorder.borrow_mut();
        self.flush(at, recorder);
        record_owning_nothing(recorder, at, Kind::PollStart { task });
    }

    #[inline]
    pub(super) fn poll_end(&self, clock: &dyn Clock, task: TaskId, outcome: Outcome) {
        let at = clock.now();
        self.poll_ended.set(Some(at));
        let recorder = &mut self.recorder.borrow_mut();
        self.flush(at, recorder);
        record_owning_nothing(recorder, at, Kind::PollEnd { task, outcome });
    }

    #[inline]
    pub(super) fn wake(&self, clock: &dyn Clock, task: TaskId, by: WakeCause, queued: bool) {
        if by != WakeCause::Itself || self.self_wake.get().is_some() {
            self.record(clock, THREAD, &Kind::Wake { task, by, queued });
        } else {
            self.self_wake.set(Some((task, queued)));
        }
    }

    /// The next poll does not follow the last one at once.
    #[inline]
    pub(super) fn time_passes(&self) {
        self.poll_ended.set(None);
    }

    pub(super) fn with_recorder<R>(
        &self,
        clock: &dyn Clock,
        f: impl FnOnce(&mut Recorder) -> R,
    ) -> R {
        self.time_passes();
        let recorder = &mut self.recorder.borrow_mut();
        if self.self_wake.get().is_some() {
            self.flush(clock.now(), recorder);
        }
        f(recorder)
    }

    /// Records the wake that waits, now that its time is known.
    #[inline]
    fn flush(&self, at: Nanos, recorder: &mut Recorder) {
        if let Some((task, queued)) = self.self_wake.take() {
            let by = WakeCause::Itself;
            record_owning_nothing(recorder, at, Kind::Wake { task, by, queued });
        }
    }
}

/// For the events of every poll. They own no text, so that their destructor need not be called.
#[inline(always)]
fn record_owning_nothing(recorder: &mut Recorder, at: Nanos, kind: Kind) {
    recorder.record_inlined(at, THREAD, None, &ManuallyDrop::new(kind));
}
