//! `timeout`: a future that must be ready in time.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::{Elapsed, Instant, Sleep, sleep_until};
use crate::task::coop;

#[must_use = "futures do nothing unless you `.await` or poll them"]
#[derive(Debug)]
pub struct Timeout<T> {
    value: T,
    delay: Sleep,
}

#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    let delay = match Instant::now().checked_add(duration) {
        Some(deadline) => sleep_until(deadline),
        None => Sleep::far_future(),
    };
    Timeout {
        value: future.into_future(),
        delay,
    }
}
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    Timeout {
        value: future.into_future(),
        delay: sleep_until(deadline),
    }
}

impl<T> Timeout<T> {
    pub fn get_ref(&self) -> &T {
        &self.value
    }
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }
    pub fn into_inner(self) -> T {
        self.value
    }
}
impl<T: Future> Future for Timeout<T> {
    type Output = Result<T::Output, Elapsed>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        let had_budget = coop::has_budget_remaining();
        if let Poll::Ready(value) = unsafe { Pin::new_unchecked(&mut this.value) }.poll(cx) {
            return Poll::Ready(Ok(value));
        }
        let delay = unsafe { Pin::new_unchecked(&mut this.delay) };
        // A value that uses up the budget must not outlive its time for that.
        let polled = if had_budget && !coop::has_budget_remaining() {
            coop::unlimited(|| delay.poll(cx))
        } else {
            delay.poll(cx)
        };
        polled.map(|()| Err(Elapsed::new()))
    }
}
