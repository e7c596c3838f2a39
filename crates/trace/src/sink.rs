//! Where events of native code go: [`Sink`], the shared recorder [`Tracer`], and who is running.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Kind, Limits, Nanos, Recorder, TaskId, ThreadId, WakeCause};

/// Takes events from tasks and from their wakers, which may be on any thread. Time and thread are the sink's
/// to know.
pub trait Sink: Send + Sync + 'static {
    /// A number for a new task, its own in the recording.
    fn new_task(&self) -> TaskId;

    /// Who wakes, when a wake comes from the calling thread while it polls no task: the thread itself, or
    /// what it acts for, such as a timer.
    fn waking(&self) -> WakeCause;

    fn record(&self, kind: &Kind);
}

/// A [`Recorder`] for many threads, with a clock. Threads are numbered as they appear; the one that makes
/// the tracer is 1.
pub struct Tracer {
    now: Box<dyn Fn() -> Nanos + Send + Sync>,
    next_task: AtomicU32,
    inner: Mutex<(Recorder, Threads)>,
}

impl Tracer {
    /// `now` gives the nanoseconds since the start, and never goes back.
    pub fn new(limits: Limits, now: impl Fn() -> Nanos + Send + Sync + 'static) -> Self {
        Tracer {
            now: Box::new(now),
            next_task: AtomicU32::new(1),
            inner: Mutex::new((Recorder::new(limits), Threads::starting_here())),
        }
    }

    /// Gives access to the recorder, to drain it.
    pub fn with_recorder<R>(&self, f: impl FnOnce(&mut Recorder) -> R) -> R {
        f(&mut self.lock().0)
    }

    /// A panic elsewhere leaves the recorder whole: every record is either there or not.
    fn lock(&self) -> MutexGuard<'_, (Recorder, Threads)> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Tracer {
    fn new_task(&self) -> TaskId {
        TaskId(self.next_task.fetch_add(1, Ordering::Relaxed))
    }

    fn waking(&self) -> WakeCause {
        WakeCause::Thread(self.lock().1.number_here())
    }

    fn record(&self, kind: &Kind) {
        let (recorder, threads) = &mut *self.lock();
        // The clock is read under the lock, so that the events are in the order of their times.
        recorder.record((self.now)(), threads.number_here(), None, kind);
    }
}

/// Numbers threads in the order in which they appear, from 1.
#[derive(Debug)]
pub struct Threads(Vec<std::thread::ThreadId>);

impl Threads {
    /// The calling thread is number 1.
    pub fn starting_here() -> Self {
        Threads(vec![std::thread::current().id()])
    }

    /// The number of the calling thread.
    pub fn number_here(&mut self) -> ThreadId {
        let id = std::thread::current().id();
        let index = self
            .0
            .iter()
            .position(|&seen| seen == id)
            .unwrap_or_else(|| {
                self.0.push(id);
                self.0.len() - 1
            });
        ThreadId(index as u32 + 1)
    }
}

thread_local! {
    static CURRENT: Cell<Option<TaskId>> = const { Cell::new(None) };
}

/// The innermost task that the calling thread is polling.
#[inline]
pub fn current_task() -> Option<TaskId> {
    CURRENT.try_with(Cell::get).unwrap_or(None)
}

/// From now until the guard is dropped, the calling thread polls `task`.
#[inline]
#[must_use]
pub fn enter_task(task: TaskId) -> Entered {
    Entered {
        before: CURRENT.with(|current| current.replace(Some(task))),
    }
}

/// Ends the poll that [`enter_task`] began.
#[derive(Debug)]
pub struct Entered {
    before: Option<TaskId>,
}

impl Drop for Entered {
    #[inline]
    fn drop(&mut self) {
        // Not `LocalKey::set`, which is not inlined.
        CURRENT.with(|current| current.set(self.before));
    }
}
