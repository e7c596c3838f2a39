//! The budget of a poll: after 128 steps of tokio's own futures a task must let others go first.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::runtime::context;

/// Gives the step back unless it made progress.
#[must_use]
#[derive(Debug)]
pub struct RestoreOnPending {
    before: Option<u8>,
    restore: Cell<bool>,
}
impl RestoreOnPending {
    pub fn made_progress(&self) {
        self.restore.set(false);
    }
}
impl Drop for RestoreOnPending {
    fn drop(&mut self) {
        if self.restore.get() {
            context::set_budget(self.before);
        }
    }
}

pub fn has_budget_remaining() -> bool {
    context::budget() != Some(0)
}

/// Takes a step of the budget; pending, with a wake to come, when there is none left.
pub fn poll_proceed(cx: &mut Context<'_>) -> Poll<RestoreOnPending> {
    let before = context::budget();
    match before {
        Some(0) => {
            context::defer(cx.waker());
            return Poll::Pending;
        }
        Some(left) => {
            context::set_budget(Some(left - 1));
        }
        None => {}
    }
    Poll::Ready(RestoreOnPending {
        before,
        restore: Cell::new(before.is_some()),
    })
}
#[doc(hidden)]
pub fn poll_budget_available(cx: &mut Context<'_>) -> Poll<()> {
    if has_budget_remaining() {
        return Poll::Ready(());
    }
    context::defer(cx.waker());
    Poll::Pending
}

/// Polls something without a budget.
pub(crate) fn unlimited<R>(poll: impl FnOnce() -> R) -> R {
    context::with_budget(None, poll)
}

/// A step of the budget that does nothing else.
pub async fn consume_budget() {
    let mut status = Poll::Pending;
    std::future::poll_fn(move |cx| {
        if status.is_ready() {
            return status;
        }
        status = poll_proceed(cx).map(|restore| restore.made_progress());
        status
    })
    .await
}

/// A future that is polled without a budget.
#[must_use = "Unconstrained does nothing unless polled"]
pub struct Unconstrained<F> {
    inner: F,
}
pub fn unconstrained<F>(inner: F) -> Unconstrained<F> {
    Unconstrained { inner }
}
impl<F: Future> Future for Unconstrained<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let inner = unsafe { self.map_unchecked_mut(|this| &mut this.inner) };
        unlimited(|| inner.poll(cx))
    }
}

/// A future whose readiness takes a step of the budget.
#[must_use = "futures do nothing unless polled"]
pub struct Coop<F> {
    fut: F,
}
pub fn cooperative<F: Future>(fut: F) -> Coop<F> {
    Coop { fut }
}
impl<F: Future> Future for Coop<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let coop = std::task::ready!(poll_proceed(cx));
        let output = std::task::ready!(unsafe { self.map_unchecked_mut(|this| &mut this.fut) }.poll(cx));
        coop.made_progress();
        Poll::Ready(output)
    }
}
