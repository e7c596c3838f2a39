//! `Handle`: a runtime as its tasks and other threads see it.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

use super::{Kind, RuntimeMetrics, Shared, context, task};
use crate::task::{Id, JoinHandle};

#[derive(Clone)]
pub struct Handle {
    pub(crate) shared: Arc<Shared>,
}

#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuntimeFlavor {
    CurrentThread,
    MultiThread,
}

impl Handle {
    #[track_caller]
    pub fn current() -> Handle {
        match Handle::try_current() {
            Ok(handle) => handle,
            Err(e) => panic!("{}", e),
        }
    }
    pub fn try_current() -> Result<Handle, TryCurrentError> {
        context::current().ok_or(TryCurrentError {
            kind: TryCurrentErrorKind::NoContext,
        })
    }
    pub fn enter(&self) -> EnterGuard<'_> {
        context::push(self.clone());
        EnterGuard {
            _leave: Leave,
            of: PhantomData,
        }
    }
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.spawn_any(future)
    }
    /// Without asking for `Send`: for futures that are known to stay on their thread.
    pub(crate) fn spawn_any<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let (task, handle) = task::new(future, self.shared.clone(), Id::next());
        if self.shared.owned.insert(&task) {
            task::Schedule::schedule(&*self.shared, task, false);
        } else {
            task.shut_down();
        }
        handle
    }
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, func: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        self.shared.blocking.spawn(self, func)
    }
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        context::block_on_thread(self, matches!(self.shared.kind, Kind::Multi(_)), future)
    }
    pub fn runtime_flavor(&self) -> RuntimeFlavor {
        match self.shared.kind {
            Kind::Current(_) => RuntimeFlavor::CurrentThread,
            Kind::Multi(_) => RuntimeFlavor::MultiThread,
        }
    }
    pub fn metrics(&self) -> RuntimeMetrics {
        RuntimeMetrics::new(self.clone())
    }
}
impl std::panic::UnwindSafe for Handle {}
impl std::panic::RefUnwindSafe for Handle {}
impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

/// While it lives, the runtime is the current one of its thread.
#[must_use = "Creating and dropping a guard does nothing"]
pub struct EnterGuard<'a> {
    _leave: Leave,
    of: PhantomData<(&'a Handle, *mut ())>,
}
/// Knows nothing of the lifetime: the runtime may be gone before the guard.
struct Leave;
impl Drop for Leave {
    fn drop(&mut self) {
        context::pop();
    }
}
impl fmt::Debug for EnterGuard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnterGuard").finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub struct TryCurrentError {
    kind: TryCurrentErrorKind,
}
#[derive(Debug)]
enum TryCurrentErrorKind {
    NoContext,
}
impl TryCurrentError {
    pub fn is_missing_context(&self) -> bool {
        matches!(self.kind, TryCurrentErrorKind::NoContext)
    }
    pub fn is_thread_local_destroyed(&self) -> bool {
        false
    }
}
impl fmt::Display for TryCurrentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no reactor running, must be called from the context of a Tokio 1.x runtime")
    }
}
impl Error for TryCurrentError {}
