//! Futures and their combinators.

mod abortable;
mod combinators;
mod join;
mod select;
mod shared;
mod try_combinators;
mod try_join;

pub use abortable::{AbortHandle, AbortRegistration, Abortable, Aborted, abortable};
pub use combinators::*;
pub use join::*;
pub use select::*;
pub use shared::{Shared, WeakShared};
pub use try_combinators::*;
pub use try_join::*;

pub use core::future::{Future, IntoFuture};

use crate::channel::oneshot;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;

/// A boxed future that may be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A boxed future that stays on its thread.
pub type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A future that knows when it must not be polled again.
pub trait FusedFuture: Future {
    fn is_terminated(&self) -> bool;
}
impl<F: FusedFuture + ?Sized + Unpin> FusedFuture for &mut F {
    fn is_terminated(&self) -> bool {
        (**self).is_terminated()
    }
}
impl<P> FusedFuture for Pin<P>
where
    P: core::ops::DerefMut + Unpin,
    P::Target: FusedFuture,
{
    fn is_terminated(&self) -> bool {
        (**self).is_terminated()
    }
}
impl<F: FusedFuture + ?Sized + Unpin> FusedFuture for Box<F> {
    fn is_terminated(&self) -> bool {
        (**self).is_terminated()
    }
}

/// A future that is ready at once.
#[derive(Debug, Clone)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Ready<T>(Option<T>);
impl<T> Unpin for Ready<T> {}
impl<T> Ready<T> {
    pub fn into_inner(mut self) -> T {
        self.0.take().unwrap()
    }
}
impl<T> Future for Ready<T> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<T> {
        Poll::Ready(self.0.take().expect("Ready polled after completion"))
    }
}
impl<T> FusedFuture for Ready<T> {
    fn is_terminated(&self) -> bool {
        self.0.is_none()
    }
}
pub fn ready<T>(t: T) -> Ready<T> {
    Ready(Some(t))
}
/// A future that is ready with `Ok`.
pub fn ok<T, E>(value: T) -> Ready<Result<T, E>> {
    ready(Ok(value))
}
/// A future that is ready with `Err`.
pub fn err<T, E>(error: E) -> Ready<Result<T, E>> {
    ready(Err(error))
}

/// A future that is never ready.
#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Pending<T> {
    of: core::marker::PhantomData<T>,
}
impl<T> Unpin for Pending<T> {}
pub fn pending<T>() -> Pending<T> {
    Pending {
        of: core::marker::PhantomData,
    }
}
impl<T> Future for Pending<T> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<T> {
        Poll::Pending
    }
}
impl<T> FusedFuture for Pending<T> {
    fn is_terminated(&self) -> bool {
        true
    }
}

/// A future of a closure.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct PollFn<F> {
    f: F,
}
impl<F> Unpin for PollFn<F> {}
pub fn poll_fn<T, F: FnMut(&mut Context<'_>) -> Poll<T>>(f: F) -> PollFn<F> {
    PollFn { f }
}
impl<T, F: FnMut(&mut Context<'_>) -> Poll<T>> Future for PollFn<F> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        (&mut self.f)(cx)
    }
}

/// The other end of a task that was spawned with a handle.
#[must_use = "dropping a remote handle cancels the underlying future"]
pub struct RemoteHandle<T> {
    rx: oneshot::Receiver<T>,
    detached: bool,
}
impl<T> RemoteHandle<T> {
    pub(crate) fn new(rx: oneshot::Receiver<T>) -> RemoteHandle<T> {
        RemoteHandle { rx, detached: false }
    }
    /// Lets the task go on without anybody waiting for it.
    pub fn forget(mut self) {
        self.detached = true;
        core::mem::forget(self);
    }
}
impl<T: 'static> Future for RemoteHandle<T> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        match Pin::new(&mut self.rx).poll(cx) {
            Poll::Ready(Ok(output)) => Poll::Ready(output),
            Poll::Ready(Err(e)) => panic!("{e}"),
            Poll::Pending => Poll::Pending,
        }
    }
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
impl<F: Future> FusedFuture for MaybeDone<F> {
    fn is_terminated(&self) -> bool {
        !matches!(self, MaybeDone::Future(_))
    }
}
