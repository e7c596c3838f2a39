//! A sink that is a function: each value goes, with a state, through a future that gives the next state.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::Sink;

#[must_use = "sinks do nothing unless polled"]
pub struct Unfold<T, F, R> {
    function: F,
    /// Gone while a future holds it.
    state: Option<T>,
    future: Option<R>,
}
impl<T, F, R: Unpin> Unpin for Unfold<T, F, R> {}

pub fn unfold<T, F, R, Item, E>(init: T, function: F) -> Unfold<T, F, R>
where
    F: FnMut(T, Item) -> R,
    R: Future<Output = Result<T, E>>,
{
    Unfold {
        function,
        state: Some(init),
        future: None,
    }
}
impl<T, F, R, Item, E> Sink<Item> for Unfold<T, F, R>
where
    F: FnMut(T, Item) -> R,
    R: Future<Output = Result<T, E>>,
{
    type Error = E;
    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        self.poll_flush(cx)
    }
    fn start_send(self: Pin<&mut Self>, item: Item) -> Result<(), E> {
        let this = unsafe { self.get_unchecked_mut() };
        let state = this
            .state
            .take()
            .expect("start_send called on sink that is not ready");
        this.future = Some((this.function)(state, item));
        Ok(())
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        let this = unsafe { self.get_unchecked_mut() };
        let Some(future) = &mut this.future else {
            return Poll::Ready(Ok(()));
        };
        let state = match unsafe { Pin::new_unchecked(future) }.poll(cx) {
            Poll::Ready(state) => state,
            Poll::Pending => return Poll::Pending,
        };
        this.future = None;
        this.state = Some(state?);
        Poll::Ready(Ok(()))
    }
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        self.poll_flush(cx)
    }
}
