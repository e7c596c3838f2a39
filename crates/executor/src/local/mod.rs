//! [`LocalExecutor`]: real futures on one thread, by the policy of [`core`](crate::core).
//!
//! Here is the interface; [`inner`] drives, `task` allocates, `remote` and `current` bring wakes home.

mod current;
mod future;
mod inner;
mod join;
mod recording;
mod remote;
mod task;
mod wake;

use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use trace::{Limits, Nanos, Recorder, Sink};

pub use future::{Sleep, YieldNow, sleep, yield_now};
pub(crate) use inner::Inner;
pub use join::{JoinError, JoinHandle};

use crate::clock::{Clock, RealClock};
use crate::core::Policy;

/// How an executor is made.
pub struct Config {
    pub policy: Policy,
    pub clock: Rc<dyn Clock>,
    /// Bounds of a recording; none: nothing is recorded, and it costs nothing. The executor's thread is 1 in it.
    pub record: Option<Limits>,
}

impl Default for Config {
    /// First in, first out, by the real clock, without a recording.
    fn default() -> Self {
        Config {
            policy: Policy::default(),
            clock: Rc::new(RealClock::new()),
            record: None,
        }
    }
}

/// An executor for futures that need not be `Send`, on the thread that made it. Its wakers may go to any
/// thread and may outlive it.
///
/// Dropping it drops all its futures; their handles then say [`JoinError::Aborted`].
pub struct LocalExecutor {
    inner: Rc<Inner>,
}

impl Default for LocalExecutor {
    fn default() -> Self {
        LocalExecutor::new()
    }
}

impl LocalExecutor {
    pub fn new() -> Self {
        LocalExecutor::with_config(Config::default())
    }

    pub fn with_config(config: Config) -> Self {
        LocalExecutor {
            inner: Rc::new(Inner::new(config)),
        }
    }

    /// Adds a task; it is polled when the executor runs next.
    pub fn spawn<F: Future + 'static>(&self, future: F) -> JoinHandle<F::Output> {
        self.spawn_named("", future)
    }

    /// Adds a task that has a name in the recording.
    pub fn spawn_named<F: Future + 'static>(&self, name: &str, future: F) -> JoinHandle<F::Output> {
        Inner::spawn(&self.inner, name, future)
    }

    /// Runs until `future` is finished, and gives its output. Other tasks run meanwhile; those that are not
    /// finished then stay for the next time.
    ///
    /// # Panics
    /// If an executor is already running on this thread, and with the panic of `future`. In a page nothing can
    /// be waited for: there it panics when no task is ready, unless a virtual clock can jump to a timer.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        Inner::block_on(&self.inner, future)
    }

    /// Runs until no task is ready and no timer is due, without waiting for any.
    ///
    /// # Panics
    /// If an executor is already running on this thread.
    pub fn run_until_stalled(&self) {
        Inner::run_until_stalled(&self.inner);
    }

    /// Polls up to `polls` ready tasks; says whether there are more.
    ///
    /// # Panics
    /// If an executor is already running on this thread.
    pub fn run_some(&self, polls: usize) -> bool {
        Inner::run_some(&self.inner, polls)
    }

    /// When the first timer is due, by the executor's clock.
    pub fn next_timer(&self) -> Option<Nanos> {
        self.inner.next_timer()
    }

    /// Tasks that are not finished.
    pub fn len(&self) -> usize {
        self.inner.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives access to the recording, to drain it; none if nothing is recorded.
    pub fn with_recorder<R>(&self, f: impl FnOnce(&mut Recorder) -> R) -> Option<R> {
        self.inner.with_recorder(f)
    }

    /// Takes events into this executor's recording: for [`Traced`](trace::Traced) futures inside its tasks.
    pub fn sink(&self) -> Arc<dyn Sink> {
        self.inner.sink()
    }

    #[cfg(target_arch = "wasm32")]
    pub(crate) fn inner(&self) -> &Rc<Inner> {
        &self.inner
    }
}

impl Drop for LocalExecutor {
    fn drop(&mut self) {
        Inner::close(&self.inner);
    }
}

/// Adds a task to the executor that is running on this thread.
///
/// # Panics
/// If none is.
pub fn spawn<F: Future + 'static>(future: F) -> JoinHandle<F::Output> {
    spawn_named("", future)
}

/// Adds a task that has a name in the recording to the executor that is running on this thread.
///
/// # Panics
/// If none is.
pub fn spawn_named<F: Future + 'static>(name: &str, future: F) -> JoinHandle<F::Output> {
    let executor = current::get().expect("spawn is called by a task of a LocalExecutor");
    Inner::spawn(&executor, name, future)
}
