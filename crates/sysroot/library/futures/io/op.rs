//! One operation on a reader or writer, as a future.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

type Step<T, S, O> = fn(&mut T, &mut S, &mut Context<'_>) -> Poll<O>;

/// What the methods of the extension traits return: how far the operation is, and how it goes on.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Op<'a, T: ?Sized, S, O> {
    io: &'a mut T,
    state: S,
    step: Step<T, S, O>,
}
impl<'a, T: ?Sized, S, O> Op<'a, T, S, O> {
    pub(super) fn new(io: &'a mut T, state: S, step: Step<T, S, O>) -> Self {
        Op { io, state, step }
    }
}
impl<T: ?Sized, S, O> Unpin for Op<'_, T, S, O> {}
impl<T: ?Sized, S, O> Future for Op<'_, T, S, O> {
    type Output = O;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<O> {
        let this = &mut *self;
        (this.step)(this.io, &mut this.state, cx)
    }
}
