//! The output of a spawned task: [`JoinHandle`].

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Weak;
use std::task::{Context, Poll};

use super::Inner;
use super::task::Joining;

/// Awaits a spawned task's output. Dropping it lets the task run on by itself.
pub struct JoinHandle<T> {
    pub(super) task: Joining<T>,
    pub(super) executor: Weak<Inner>,
}

impl<T> JoinHandle<T> {
    /// Ends the task: its future is dropped at once, or, when the task does this to itself, as soon as its
    /// poll has ended pending. A no-op if the task is finished.
    pub fn abort(&self) {
        if let Some(executor) = self.executor.upgrade() {
            executor.abort(self.task.target().key);
        }
    }

    /// Whether the task has ended in whatever way.
    pub fn is_finished(&self) -> bool {
        self.task.is_finished()
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context) -> Poll<Self::Output> {
        self.task.poll(cx.waker())
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}

/// Why a task has no output.
#[derive(thiserror::Error)]
pub enum JoinError {
    /// By [`JoinHandle::abort`], or because its executor was dropped.
    #[error("the task was aborted")]
    Aborted,
    /// With what it panicked with.
    #[error("the task panicked: {}", message(.0.as_ref()).unwrap_or("(no message)"))]
    Panicked(Box<dyn Any + Send>),
}

impl JoinError {
    /// The message of the panic, if it was one with a text.
    pub fn panic_message(&self) -> Option<&str> {
        match self {
            JoinError::Aborted => None,
            JoinError::Panicked(payload) => message(payload.as_ref()),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            JoinError::Aborted => f.write_str("Aborted"),
            JoinError::Panicked(_) => f
                .debug_tuple("Panicked")
                .field(&self.panic_message())
                .finish(),
        }
    }
}

/// The text a panic was raised with: `panic!("…")` carries a `&str`, one with arguments a `String`.
fn message(payload: &(dyn Any + Send)) -> Option<&str> {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}
