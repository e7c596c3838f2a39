//! Futures and their combinators.

mod combinators;
mod join;
mod select;
mod try_join;

pub use combinators::*;
pub use join::*;
pub use select::*;
pub use try_join::*;

pub use core::future::{Future, IntoFuture, Pending, PollFn, Ready, pending, poll_fn, ready};

use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;

/// A boxed future that may be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A boxed future that stays on its thread.
pub type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A future that is ready with `Ok`.
pub fn ok<T, E>(value: T) -> Ready<Result<T, E>> {
    ready(Ok(value))
}

/// A future that is ready with `Err`.
pub fn err<T, E>(error: E) -> Ready<Result<T, E>> {
    ready(Err(error))
}

/// A future of a `Result`.
pub trait TryFuture: Future {
    type Ok;
    type Error;
    fn try_poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Self::Ok, Self::Error>>;
}

impl<F: ?Sized + Future<Output = Result<T, E>>, T, E> TryFuture for F {
    type Ok = T;
    type Error = E;
    fn try_poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, E>> {
        self.poll(cx)
    }
}

/// A future, then its output until that is taken.
pub enum MaybeDone<F: Future> {
    Future(F),
    Done(F::Output),
    Gone,
}

pub fn maybe_done<F: Future>(future: F) -> MaybeDone<F> {
    MaybeDone::Future(future)
}

impl<F: Future> MaybeDone<F> {
    pub fn take_output(self: Pin<&mut Self>) -> Option<F::Output> {
        // Only the output is moved out; the future stays where it is until it is dropped in place.
        let this = unsafe { self.get_unchecked_mut() };
        match this {
            MaybeDone::Done(_) => match core::mem::replace(this, MaybeDone::Gone) {
                MaybeDone::Done(output) => Some(output),
                _ => None,
            },
            _ => None,
        }
    }
    pub fn output_mut(self: Pin<&mut Self>) -> Option<&mut F::Output> {
        match unsafe { self.get_unchecked_mut() } {
            MaybeDone::Done(output) => Some(output),
            _ => None,
        }
    }
}

impl<F: Future> Future for MaybeDone<F> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = unsafe { self.as_mut().get_unchecked_mut() };
        match this {
            MaybeDone::Future(future) => match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(output) => {
                    *this = MaybeDone::Done(output);
                    Poll::Ready(())
                }
                Poll::Pending => Poll::Pending,
            },
            MaybeDone::Done(_) => Poll::Ready(()),
            MaybeDone::Gone => panic!("MaybeDone polled after value taken"),
        }
    }
}
