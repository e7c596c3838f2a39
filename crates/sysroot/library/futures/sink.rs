//! Where values can be sent to.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

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
