//! Runtimes: what drives tasks and timers.
//!
//! `current_thread` and `multi_thread` have the two schedulers, `task` the life of one task, `driver` the timers
//! and the clock, `io` the readiness of sockets, `blocking` the threads for blocking work, `context` what each thread knows of all this.

mod blocking;
mod builder;
pub(crate) mod context;
mod current_thread;
pub(crate) mod driver;
mod handle;
pub(crate) mod io;
mod metrics;
mod multi_thread;
mod park;
pub(crate) mod task;
pub(crate) mod waits;

pub use builder::{Builder, UnhandledPanic};
pub use handle::{EnterGuard, Handle, RuntimeFlavor, TryCurrentError};
pub use metrics::RuntimeMetrics;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use std::fmt;

use crate::task::JoinHandle;

/// What all threads of a runtime share.
pub(crate) struct Shared {
    pub(crate) kind: Kind,
    pub(crate) owned: task::Owned,
    /// None when the builder enabled no time.
    pub(crate) time: Option<driver::Driver>,
    /// None when the builder enabled no I/O.
    pub(crate) io: Option<io::Driver>,
    pub(crate) blocking: blocking::Pool,
}
pub(crate) enum Kind {
    Current(current_thread::Scheduler),
    Multi(multi_thread::Scheduler),
}
impl task::Schedule for Shared {
    fn schedule(&self, task: Arc<task::Task>, yielded: bool) {
        match &self.kind {
            Kind::Current(scheduler) => scheduler.schedule(self, task),
            Kind::Multi(scheduler) => scheduler.schedule(self, task, yielded),
        }
    }
    fn release(&self, task: &task::Task) {
        self.owned.remove(task)
    }
}
impl Shared {
    /// The thread has nothing to do: it waits for timers and the network, and up to an unpark or `limit`.
    fn park(&self, parker: &park::Parker, limit: Option<Duration>) {
        match &self.time {
            Some(time) => time.park(parker, self.io.as_ref(), limit),
            None => {
                parker.park_with(self.io.as_ref(), limit, driver::IDLE);
                if let Some(io) = &self.io {
                    io.turn();
                }
            }
        }
    }
    /// A new timer is due before all others: whoever waits for timers waits too long.
    pub(crate) fn timer_is_sooner(&self) {
        match &self.kind {
            Kind::Current(scheduler) => scheduler.unpark_other(self),
            Kind::Multi(scheduler) => scheduler.unpark_driver(),
        }
    }
}

pub struct Runtime {
    handle: Handle,
    /// The end of the runtime was asked for, and is not to be waited for.
    in_background: bool,
}
impl Runtime {
    pub fn new() -> std::io::Result<Runtime> {
        Builder::new_multi_thread().enable_all().build()
    }
    pub fn handle(&self) -> &Handle {
        &self.handle
    }
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.handle.spawn(future)
    }
    pub fn spawn_blocking<F, R>(&self, func: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        self.handle.spawn_blocking(func)
    }
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let _enter = self.handle.enter();
        match &self.handle.shared.kind {
            Kind::Current(scheduler) => scheduler.block_on(&self.handle.shared, future),
            Kind::Multi(_) => context::block_on_thread(&self.handle, true, future),
        }
    }
    pub fn enter(&self) -> EnterGuard<'_> {
        self.handle.enter()
    }
    pub fn shutdown_timeout(mut self, duration: Duration) {
        self.in_background = true;
        self.shut_down();
        self.handle.shared.blocking.shut_down(Some(duration));
    }
    pub fn shutdown_background(self) {
        self.shutdown_timeout(Duration::from_nanos(0))
    }
    pub fn metrics(&self) -> RuntimeMetrics {
        self.handle.metrics()
    }
    /// Drops all tasks.
    fn shut_down(&self) {
        let shared = &self.handle.shared;
        // What is dropped may still ask for the runtime.
        let _enter = self.handle.enter();
        match &shared.kind {
            Kind::Current(scheduler) => scheduler.shut_down(shared),
            Kind::Multi(scheduler) => scheduler.shut_down(shared),
        }
        if let Some(io) = &shared.io {
            io.shut_down();
        }
    }
}
impl Drop for Runtime {
    fn drop(&mut self) {
        if !self.in_background {
            if context::is_entered() && !std::thread::panicking() {
                panic!(
                    "Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context."
                );
            }
            self.shut_down();
            self.handle.shared.blocking.shut_down(None);
        }
    }
}
impl std::panic::UnwindSafe for Runtime {}
impl std::panic::RefUnwindSafe for Runtime {}
impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}
