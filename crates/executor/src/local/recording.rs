//! An executor's recording, and how it saves readings of the clock.
//!
//! Reading a real clock costs as much as a whole poll. Two readings are saved without telling a wrong time:
//! - A poll that follows another at once begins when that one ended.
//! - A task's wake of itself has no effect before its poll has ended, and mostly is the last thing the poll
//!   does: it is recorded with the time of the event that follows it.

use std::cell::{Cell, RefCell};

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
        self.write(clock.now(), thread, kind);
    }

    #[inline]
    pub(super) fn poll_start(&self, clock: &dyn Clock, task: TaskId) {
        let at = self.poll_ended.take().unwrap_or_else(|| clock.now());
        self.write(at, THREAD, &Kind::PollStart { task });
    }

    #[inline]
    pub(super) fn poll_end(&self, clock: &dyn Clock, task: TaskId, outcome: Outcome) {
        let at = clock.now();
        self.write(at, THREAD, &Kind::PollEnd { task, outcome });
        self.poll_ended.set(Some(at));
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
        if self.self_wake.get().is_some() {
            self.flush(clock.now());
        }
        f(&mut self.recorder.borrow_mut())
    }

    #[inline]
    fn write(&self, at: Nanos, thread: ThreadId, kind: &Kind) {
        if self.self_wake.get().is_some() {
            self.flush(at);
        }
        self.recorder.borrow_mut().record(at, thread, None, kind);
    }

    #[inline]
    fn flush(&self, at: Nanos) {
        if let Some((task, queued)) = self.self_wake.take() {
            let wake = Kind::Wake {
                task,
                by: WakeCause::Itself,
                queued,
            };
            self.recorder.borrow_mut().record(at, THREAD, None, &wake);
        }
    }
}
