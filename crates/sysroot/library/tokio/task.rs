//! Tasks: spawning, joining, aborting and yielding.

mod abort;
pub mod coop;
mod error;
mod id;
mod join;
pub mod join_set;
mod local;
mod task_local;

pub use abort::AbortHandle;
pub use coop::{consume_budget, unconstrained};
pub use error::JoinError;
pub use id::{Id, id, try_id};
pub use join::JoinHandle;
pub use join_set::JoinSet;
pub use local::{LocalEnterGuard, LocalSet, spawn_local};
pub use task_local::LocalKey;

/// Futures of this module.
pub mod futures {
    pub use super::task_local::TaskLocalFuture;
}

use std::future::Future;
use std::task::Poll;

use crate::runtime::{Handle, context, waits};

/// Starts a task on the current runtime.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    Handle::current().spawn(future)
}

/// Runs work that blocks on a thread for such.
#[track_caller]
pub fn spawn_blocking<F, R>(f: F) -> JoinHandle<R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    Handle::current().spawn_blocking(f)
}

/// Runs work that blocks on this thread, while others do what the thread had to do.
#[track_caller]
pub fn block_in_place<F: FnOnce() -> R, R>(f: F) -> R {
    context::block_in_place(f)
}

/// Lets the others that are ready go first.
pub async fn yield_now() {
    let mut yielded = false;
    std::future::poll_fn(|cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context::defer(cx.waker());
        waits::on("its next turn");
        Poll::Pending
    })
    .await
}
