//! What the macros' expansions call.

pub use pollscope_macros::tokio_clean_pattern as clean_pattern;
pub use std::future::{Future, IntoFuture, poll_fn};
pub use std::pin::Pin;
pub use std::task::{Context, Poll};

pub use crate::task::coop::poll_budget_available;

/// A branch: its future, then its output.
pub enum MaybeDone<F: Future> {
    Future(F),
    Done(F::Output),
    Gone,
}
pub fn maybe_done<F: IntoFuture>(future: F) -> MaybeDone<F::IntoFuture> {
    MaybeDone::Future(future.into_future())
}
impl<F: Future> MaybeDone<F> {
    /// Whether the output is there.
    pub fn step(&mut self, cx: &mut Context<'_>) -> bool {
        let future = match self {
            MaybeDone::Future(future) => unsafe { Pin::new_unchecked(future) },
            MaybeDone::Done(_) => return true,
            MaybeDone::Gone => panic!("MaybeDone polled after value taken"),
        };
        match future.poll(cx) {
            Poll::Ready(output) => {
                *self = MaybeDone::Done(output);
                true
            }
            Poll::Pending => false,
        }
    }
    pub fn take(&mut self) -> F::Output {
        match core::mem::replace(self, MaybeDone::Gone) {
            MaybeDone::Done(output) => output,
            _ => panic!("expected completed future"),
        }
    }
}
impl<F: Future<Output = Result<T, E>>, T, E> MaybeDone<F> {
    pub fn take_error(&mut self) -> Option<E> {
        if !matches!(self, MaybeDone::Done(Err(_))) {
            return None;
        }
        self.take().err()
    }
    pub fn take_ok(&mut self) -> T {
        match self.take() {
            Ok(value) => value,
            Err(_) => panic!("expected Ok(_)"),
        }
    }
}

/// Which of `count` branches is polled first: another one each time, or always the first.
pub struct Rotator {
    next: usize,
    rotates: bool,
}
impl Rotator {
    pub fn new(rotates: bool) -> Rotator {
        Rotator { next: 0, rotates }
    }
    pub fn first(&mut self, count: usize) -> usize {
        let first = self.next;
        if self.rotates {
            self.next = (first + 1) % count;
        }
        first
    }
}

/// Which of `count` branches of `select!` is polled first: any, by the run's seed.
pub fn any(count: usize) -> usize {
    (core::intrinsics::host_random() % count as u64) as usize
}
pub fn first(_count: usize) -> usize {
    0
}

/// A branch of `select!` that is still to be polled, or not: disabled or over.
pub fn poll_branch<F: Future>(future: &mut F, cx: &mut Context<'_>) -> Poll<F::Output> {
    unsafe { Pin::new_unchecked(future) }.poll(cx)
}
