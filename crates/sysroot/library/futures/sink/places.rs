//! Sinks that keep what they get, drop it, or pass it on.

use core::convert::Infallible;
use core::future::Future;
use core::ops::DerefMut;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::collections::VecDeque;
use std::vec::Vec;

use super::Sink;

macro_rules! keeps {
    ($($T:ident $push:ident)*) => { $(
        impl<T> Sink<T> for $T<T> {
            type Error = Infallible;
            fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
                Poll::Ready(Ok(()))
            }
            fn start_send(self: Pin<&mut Self>, item: T) -> Result<(), Infallible> {
                unsafe { self.get_unchecked_mut() }.$push(item);
                Ok(())
            }
            fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
                Poll::Ready(Ok(()))
            }
            fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
                Poll::Ready(Ok(()))
            }
        }
    )* };
}
keeps! { Vec push VecDeque push_back Drain swallow }

/// A sink that drops what it gets.
#[derive(Debug, Clone)]
pub struct Drain<T> {
    of: core::marker::PhantomData<fn(T)>,
}
pub fn drain<T>() -> Drain<T> {
    Drain {
        of: core::marker::PhantomData,
    }
}
impl<T> Drain<T> {
    fn swallow(&mut self, _: T) {}
}

macro_rules! passes_on {
    (|$this:ident| $inner:expr) => {
        fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            let $this = self;
            $inner.poll_ready(cx)
        }
        fn start_send(self: Pin<&mut Self>, item: Item) -> Result<(), Self::Error> {
            let $this = self;
            $inner.start_send(item)
        }
        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            let $this = self;
            $inner.poll_flush(cx)
        }
        fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            let $this = self;
            $inner.poll_close(cx)
        }
    };
}
impl<S: ?Sized + Sink<Item> + Unpin, Item> Sink<Item> for Box<S> {
    type Error = S::Error;
    passes_on! { |this| Pin::new(&mut **this.get_mut()) }
}
impl<P, Item> Sink<Item> for Pin<P>
where
    P: DerefMut<Target: Sink<Item>> + Unpin,
{
    type Error = <P::Target as Sink<Item>>::Error;
    passes_on! { |this| this.get_mut().as_mut() }
}

/// A sink before which each value goes through a future.
#[must_use = "sinks do nothing unless polled"]
pub struct With<Si, Item, U, Fut, F> {
    sink: Si,
    f: F,
    state: Option<Fut>,
    of: core::marker::PhantomData<fn(U) -> Item>,
}
impl<Si, Item, U, Fut, F> With<Si, Item, U, Fut, F> {
    pub(super) fn new(sink: Si, f: F) -> Self {
        With {
            sink,
            f,
            state: None,
            of: core::marker::PhantomData,
        }
    }
}
impl<Si: Unpin, Item, U, Fut: Unpin, F> Unpin for With<Si, Item, U, Fut, F> {}
impl<Si, Item, U, Fut, F, E> With<Si, Item, U, Fut, F>
where
    Si: Sink<Item>,
    F: FnMut(U) -> Fut,
    Fut: Future<Output = Result<Item, E>>,
    E: From<Si::Error>,
{
    fn settle(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Some(future) = &mut this.state {
            let item = match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(item) => item,
                Poll::Pending => return Poll::Pending,
            };
            this.state = None;
            let sink = unsafe { Pin::new_unchecked(&mut this.sink) };
            sink.start_send(item?)?;
        }
        Poll::Ready(Ok(()))
    }
    fn inner(self: Pin<&mut Self>) -> Pin<&mut Si> {
        unsafe { self.map_unchecked_mut(|this| &mut this.sink) }
    }
}
impl<Si, Item, U, Fut, F, E> Sink<U> for With<Si, Item, U, Fut, F>
where
    Si: Sink<Item>,
    F: FnMut(U) -> Fut,
    Fut: Future<Output = Result<Item, E>>,
    E: From<Si::Error>,
{
    type Error = E;
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        match self.as_mut().settle(cx) {
            Poll::Ready(Ok(())) => self.inner().poll_ready(cx).map_err(E::from),
            other => other,
        }
    }
    fn start_send(self: Pin<&mut Self>, item: U) -> Result<(), E> {
        let this = unsafe { self.get_unchecked_mut() };
        this.state = Some((this.f)(item));
        Ok(())
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        match self.as_mut().settle(cx) {
            Poll::Ready(Ok(())) => self.inner().poll_flush(cx).map_err(E::from),
            other => other,
        }
    }
    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        match self.as_mut().settle(cx) {
            Poll::Ready(Ok(())) => self.inner().poll_close(cx).map_err(E::from),
            other => other,
        }
    }
}
