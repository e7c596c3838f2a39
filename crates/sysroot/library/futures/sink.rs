//! Where values can be sent to.

mod places;
mod unfold;

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::stream::{Fuse, Stream, StreamExt, TryStream};
pub use places::{Drain, With, drain};
pub use unfold::{Unfold, unfold};

pub trait Sink<Item> {
    type Error;
    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>>;
    fn start_send(self: Pin<&mut Self>, item: Item) -> Result<(), Self::Error>;
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>>;
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>>;
}

pub trait SinkExt<Item>: Sink<Item> {
    fn send(&mut self, item: Item) -> Send<'_, Self, Item>
    where
        Self: Unpin,
    {
        Send {
            sink: self,
            item: Some(item),
        }
    }
    fn feed(&mut self, item: Item) -> Feed<'_, Self, Item>
    where
        Self: Unpin,
    {
        Feed {
            sink: self,
            item: Some(item),
        }
    }
    fn flush(&mut self) -> Flush<'_, Self, Item>
    where
        Self: Unpin,
    {
        Flush {
            sink: self,
            of: core::marker::PhantomData,
        }
    }
    /// Sends all that a stream gives, and flushes once.
    fn send_all<'a, St>(&'a mut self, stream: &'a mut St) -> SendAll<'a, Self, St>
    where
        St: TryStream<Ok = Item, Error = Self::Error> + Stream + Unpin + ?Sized,
        Self: Unpin,
    {
        SendAll {
            sink: self,
            stream: stream.fuse(),
            buffered: None,
        }
    }
    fn with<U, Fut, F, E>(self, f: F) -> With<Self, Item, U, Fut, F>
    where
        F: FnMut(U) -> Fut,
        Fut: Future<Output = Result<Item, E>>,
        E: From<Self::Error>,
        Self: Sized,
    {
        With::new(self, f)
    }
    fn sink_map_err<E, F: FnOnce(Self::Error) -> E>(self, f: F) -> SinkMapErr<Self, F>
    where
        Self: Sized,
    {
        SinkMapErr { sink: self, f: Some(f) }
    }
    fn close(&mut self) -> Close<'_, Self, Item>
    where
        Self: Unpin,
    {
        Close {
            sink: self,
            of: core::marker::PhantomData,
        }
    }
}
impl<T: ?Sized + Sink<Item>, Item> SinkExt<Item> for T {}

impl<S: ?Sized + Sink<Item> + Unpin, Item> Sink<Item> for &mut S {
    type Error = S::Error;
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Pin::new(&mut **self).poll_ready(cx)
    }
    fn start_send(mut self: Pin<&mut Self>, item: Item) -> Result<(), S::Error> {
        Pin::new(&mut **self).start_send(item)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Pin::new(&mut **self).poll_flush(cx)
    }
    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Pin::new(&mut **self).poll_close(cx)
    }
}

pub struct Feed<'a, S: ?Sized, Item> {
    sink: &'a mut S,
    item: Option<Item>,
}
impl<S: ?Sized, Item> Unpin for Feed<'_, S, Item> {}
impl<S: ?Sized + Sink<Item> + Unpin, Item> Future for Feed<'_, S, Item> {
    type Output = Result<(), S::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        let this = self.get_mut();
        match Pin::new(&mut *this.sink).poll_ready(cx) {
            Poll::Ready(Ok(())) => {}
            other => return other,
        }
        let item = this.item.take().expect("polled Feed after completion");
        Poll::Ready(Pin::new(&mut *this.sink).start_send(item))
    }
}
pub struct Send<'a, S: ?Sized, Item> {
    sink: &'a mut S,
    item: Option<Item>,
}
impl<S: ?Sized, Item> Unpin for Send<'_, S, Item> {}
impl<S: ?Sized + Sink<Item> + Unpin, Item> Future for Send<'_, S, Item> {
    type Output = Result<(), S::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        let this = self.get_mut();
        if this.item.is_some() {
            match Pin::new(&mut *this.sink).poll_ready(cx) {
                Poll::Ready(Ok(())) => {}
                other => return other,
            }
            let item = this.item.take().unwrap();
            if let Err(e) = Pin::new(&mut *this.sink).start_send(item) {
                return Poll::Ready(Err(e));
            }
        }
        Pin::new(&mut *this.sink).poll_flush(cx)
    }
}
pub struct Flush<'a, S: ?Sized, Item> {
    sink: &'a mut S,
    of: core::marker::PhantomData<fn(Item)>,
}
impl<S: ?Sized, Item> Unpin for Flush<'_, S, Item> {}
impl<S: ?Sized + Sink<Item> + Unpin, Item> Future for Flush<'_, S, Item> {
    type Output = Result<(), S::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Pin::new(&mut *self.get_mut().sink).poll_flush(cx)
    }
}
pub struct Close<'a, S: ?Sized, Item> {
    sink: &'a mut S,
    of: core::marker::PhantomData<fn(Item)>,
}
impl<S: ?Sized, Item> Unpin for Close<'_, S, Item> {}
impl<S: ?Sized + Sink<Item> + Unpin, Item> Future for Close<'_, S, Item> {
    type Output = Result<(), S::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Pin::new(&mut *self.get_mut().sink).poll_close(cx)
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct SendAll<'a, S: ?Sized, St: ?Sized + TryStream> {
    sink: &'a mut S,
    stream: Fuse<&'a mut St>,
    buffered: Option<St::Ok>,
}
impl<S: ?Sized + Unpin, St: ?Sized + TryStream + Unpin> Unpin for SendAll<'_, S, St> {}
impl<S, St, T, E> Future for SendAll<'_, S, St>
where
    S: ?Sized + Sink<T, Error = E> + Unpin,
    St: ?Sized + Stream<Item = Result<T, E>> + Unpin,
{
    type Output = Result<(), E>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.buffered.take() {
                match Pin::new(&mut *this.sink).poll_ready(cx) {
                    Poll::Ready(Ok(())) => {}
                    other => {
                        this.buffered = Some(item);
                        return other;
                    }
                }
                if let Err(e) = Pin::new(&mut *this.sink).start_send(item) {
                    return Poll::Ready(Err(e));
                }
            }
            match Pin::new(&mut this.stream).try_poll_next(cx) {
                Poll::Ready(Some(Ok(item))) => this.buffered = Some(item),
                Poll::Ready(Some(Err(e))) => return Poll::Ready(Err(e)),
                Poll::Ready(None) => return Pin::new(&mut *this.sink).poll_flush(cx),
                Poll::Pending => {
                    return match Pin::new(&mut *this.sink).poll_flush(cx) {
                        Poll::Ready(Err(e)) => Poll::Ready(Err(e)),
                        _ => Poll::Pending,
                    };
                }
            }
        }
    }
}

/// A sink whose error is another one.
pub struct SinkMapErr<S, F> {
    sink: S,
    f: Option<F>,
}
impl<S, F> SinkMapErr<S, F> {
    fn take(self: Pin<&mut Self>) -> F {
        let this = unsafe { self.get_unchecked_mut() };
        this.f.take().expect("polled MapErr after completion")
    }
    fn inner(self: Pin<&mut Self>) -> Pin<&mut S> {
        unsafe { self.map_unchecked_mut(|this| &mut this.sink) }
    }
}
impl<S: Sink<Item>, F: FnOnce(S::Error) -> E, E, Item> Sink<Item> for SinkMapErr<S, F> {
    type Error = E;
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        self.as_mut().inner().poll_ready(cx).map_err(|e| self.take()(e))
    }
    fn start_send(mut self: Pin<&mut Self>, item: Item) -> Result<(), E> {
        self.as_mut().inner().start_send(item).map_err(|e| self.take()(e))
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        self.as_mut().inner().poll_flush(cx).map_err(|e| self.take()(e))
    }
    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        self.as_mut().inner().poll_close(cx).map_err(|e| self.take()(e))
    }
}
