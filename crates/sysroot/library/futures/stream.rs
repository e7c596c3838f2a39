//! Streams: values that come one after the other, each when it is ready.

mod adapters;
mod buffered;
mod ext;
mod futures_unordered;
mod select_all;
mod sources;
mod terminal;
mod try_adapters;
mod try_buffered;
mod try_ext;
mod try_more;

pub use adapters::*;
pub use buffered::{BufferUnordered, Buffered, ForEachConcurrent, FuturesOrdered};
pub use ext::StreamExt;
pub use futures_unordered::FuturesUnordered;
pub use select_all::{SelectAll, select_all};
pub use sources::*;
pub use terminal::*;
pub use try_adapters::{AndThen, TryFilter, TryFilterMap};
pub use try_buffered::{TryBufferUnordered, TryBuffered, TryForEachConcurrent};
pub use try_more::{
    ErrInto, InspectErr, InspectOk, IntoStream, OrElse, TryChunks, TryChunksError, TryConcat, TryFlatten, TryTest, TryWhile,
};
pub use try_ext::{MapErr, MapOk, TryCollect, TryFold, TryForEach, TryNext, TryStream, TryStreamExt};

use core::ops::DerefMut;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;

#[must_use = "streams do nothing unless polled"]
pub trait Stream {
    type Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>>;
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, None)
    }
}
impl<S: ?Sized + Stream + Unpin> Stream for &mut S {
    type Item = S::Item;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        S::poll_next(Pin::new(&mut **self), cx)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (**self).size_hint()
    }
}
impl<S: ?Sized + Stream + Unpin> Stream for Box<S> {
    type Item = S::Item;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        S::poll_next(Pin::new(&mut **self), cx)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (**self).size_hint()
    }
}
impl<P> Stream for Pin<P>
where
    P: DerefMut<Target: Stream> + Unpin,
{
    type Item = <P::Target as Stream>::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().as_mut().poll_next(cx)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (**self).size_hint()
    }
}
/// A stream that knows when it is over.
pub trait FusedStream: Stream {
    fn is_terminated(&self) -> bool;
}
impl<S: ?Sized + FusedStream + Unpin> FusedStream for &mut S {
    fn is_terminated(&self) -> bool {
        (**self).is_terminated()
    }
}
impl<P> FusedStream for Pin<P>
where
    P: DerefMut<Target: FusedStream> + Unpin,
{
    fn is_terminated(&self) -> bool {
        (**self).is_terminated()
    }
}
pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;
pub type LocalBoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + 'a>>;
impl<A: Stream, B: Stream<Item = A::Item>> Stream for crate::future::Either<A, B> {
    type Item = A::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<A::Item>> {
        match unsafe { self.get_unchecked_mut() } {
            crate::future::Either::Left(a) => unsafe { Pin::new_unchecked(a) }.poll_next(cx),
            crate::future::Either::Right(b) => unsafe { Pin::new_unchecked(b) }.poll_next(cx),
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            crate::future::Either::Left(a) => a.size_hint(),
            crate::future::Either::Right(b) => b.size_hint(),
        }
    }
}
