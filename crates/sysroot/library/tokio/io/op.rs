//! What the methods of the `…Ext` traits return: an operation on a stream, with what it has done so far.

use std::future::Future;
use std::io::Result;
use std::pin::Pin;
use std::task::{Context, Poll};

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Op<'a, T: ?Sized, S, R> {
    io: &'a mut T,
    state: S,
    step: Step<T, S, R>,
}
/// Goes on with the operation as far as it can be gone.
pub(super) type Step<T, S, R> = fn(Pin<&mut T>, &mut S, &mut Context<'_>) -> Poll<Result<R>>;

impl<'a, T: ?Sized, S, R> Op<'a, T, S, R> {
    pub(super) fn new(io: &'a mut T, state: S, step: Step<T, S, R>) -> Op<'a, T, S, R> {
        Op { io, state, step }
    }
}
impl<T: ?Sized, S, R> Unpin for Op<'_, T, S, R> {}
impl<T: ?Sized + Unpin, S, R> Future for Op<'_, T, S, R> {
    type Output = Result<R>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<R>> {
        let this = self.get_mut();
        (this.step)(Pin::new(&mut *this.io), &mut this.state, cx)
    }
}
