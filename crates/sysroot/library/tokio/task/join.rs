//! `JoinHandle`: a task's output, when it is there.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::{AbortHandle, Id, JoinError, coop};
use crate::runtime::task::{Output, Task, TracedWake};
use crate::runtime::waits;

/// The task runs whether the handle is awaited or not; without the handle its output is lost.
pub struct JoinHandle<T> {
    task: Arc<Task>,
    output: Output<T>,
}
unsafe impl<T: Send> Send for JoinHandle<T> {}
unsafe impl<T: Send> Sync for JoinHandle<T> {}
impl<T> Unpin for JoinHandle<T> {}
impl<T> std::panic::UnwindSafe for JoinHandle<T> {}
impl<T> std::panic::RefUnwindSafe for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    pub(crate) fn new(task: Arc<Task>, output: Output<T>) -> JoinHandle<T> {
        JoinHandle { task, output }
    }
    pub fn abort(&self) {
        self.task.abort()
    }
    pub fn is_finished(&self) -> bool {
        self.task.is_finished()
    }
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle::new(self.task.clone())
    }
    pub fn id(&self) -> Id {
        self.task.id
    }
    /// Leaves a waker for when the task has ended. False when it has.
    pub(crate) fn will_wake(&mut self, waker: &std::task::Waker) -> bool {
        !self.task.poll_end(&mut Context::from_waker(waker))
    }
}
impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let coop = std::task::ready!(coop::poll_proceed(cx));
        if !self.task.poll_end(cx) {
            waits::on_task(self.task.trace());
            return Poll::Pending;
        }
        coop.made_progress();
        match self.output.lock().unwrap().take() {
            Some(output) => Poll::Ready(output),
            None => panic!("JoinHandle polled after completion"),
        }
    }
}
impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        if self.task.detach() {
            let output = self.output.lock().unwrap().take();
            drop(output);
        }
    }
}
impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").field("id", &self.task.id).finish()
    }
}
