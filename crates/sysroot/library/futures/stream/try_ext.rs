//! Streams of results.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::Stream;
use super::adapters::{pin, ready};
use super::try_adapters::{AndThen, TryFilter, TryFilterMap};
use super::try_more::{
    ErrInto, InspectErr, InspectOk, IntoStream, OrElse, TryChunks, TryConcat, TryFlatten, TryTest, TryWhile,
};
use super::try_buffered::{TryBufferUnordered, TryBuffered, TryForEachConcurrent};
use crate::future::TryFuture;

pub trait TryStream: Stream {
    type Ok;
    type Error;
    fn try_poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Self::Ok, Self::Error>>>;
}
impl<S: ?Sized + Stream<Item = Result<T, E>>, T, E> TryStream for S {
    type Ok = T;
    type Error = E;
    fn try_poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        self.poll_next(cx)
    }
}
pub trait TryStreamExt: TryStream {
    fn try_next(&mut self) -> TryNext<'_, Self>
    where
        Self: Unpin,
    {
        TryNext { stream: self }
    }
    fn map_ok<T, F: FnMut(Self::Ok) -> T>(self, f: F) -> MapOk<Self, F>
    where
        Self: Sized,
    {
        MapOk { stream: self, f }
    }
    fn map_err<E, F: FnMut(Self::Error) -> E>(self, f: F) -> MapErr<Self, F>
    where
        Self: Sized,
    {
        MapErr { stream: self, f }
    }
    /// Runs one more future for each `Ok`.
    fn and_then<Fut, F>(self, f: F) -> AndThen<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: TryFuture<Error = Self::Error>,
        Self: Sized,
    {
        AndThen::new(self, f)
    }
    /// Runs a future for each error.
    fn or_else<Fut, F>(self, f: F) -> OrElse<Self, Fut, F>
    where
        F: FnMut(Self::Error) -> Fut,
        Fut: TryFuture<Ok = Self::Ok>,
        Self: Sized,
    {
        OrElse {
            stream: self,
            future: None,
            f,
        }
    }
    fn inspect_ok<F: FnMut(&Self::Ok)>(self, f: F) -> InspectOk<Self, F>
    where
        Self: Sized,
    {
        InspectOk { stream: self, f }
    }
    fn inspect_err<F: FnMut(&Self::Error)>(self, f: F) -> InspectErr<Self, F>
    where
        Self: Sized,
    {
        InspectErr { stream: self, f }
    }
    /// The stream itself, for what wants a `Stream` of results.
    fn into_stream(self) -> IntoStream<Self>
    where
        Self: Sized,
    {
        IntoStream { stream: self }
    }
    fn err_into<E>(self) -> ErrInto<Self, fn(Self::Error) -> E>
    where
        Self: Sized,
        Self::Error: Into<E>,
    {
        ErrInto {
            stream: self,
            f: Into::into,
        }
    }
    fn try_skip_while<Fut, F>(self, f: F) -> TryWhile<Self, Fut, F>
    where
        F: FnMut(&Self::Ok) -> Fut,
        Fut: TryFuture<Ok = bool, Error = Self::Error>,
        Self: Sized,
    {
        TryWhile {
            stream: self,
            future: None,
            item: None,
            f,
            skip: true,
            decided: false,
        }
    }
    fn try_take_while<Fut, F>(self, f: F) -> TryWhile<Self, Fut, F>
    where
        F: FnMut(&Self::Ok) -> Fut,
        Fut: TryFuture<Ok = bool, Error = Self::Error>,
        Self: Sized,
    {
        TryWhile {
            stream: self,
            future: None,
            item: None,
            f,
            skip: false,
            decided: false,
        }
    }
    fn try_chunks(self, capacity: usize) -> TryChunks<Self>
    where
        Self: Sized,
    {
        assert!(capacity > 0);
        TryChunks {
            stream: self,
            items: Default::default(),
            size: capacity,
        }
    }
    fn try_flatten(self) -> TryFlatten<Self>
    where
        Self::Ok: TryStream,
        <Self::Ok as TryStream>::Error: From<Self::Error>,
        Self: Sized,
    {
        TryFlatten {
            stream: self,
            inner: None,
        }
    }
    fn try_concat(self) -> TryConcat<Self>
    where
        Self::Ok: Extend<<Self::Ok as IntoIterator>::Item> + IntoIterator + Default,
        Self: Sized,
    {
        TryConcat {
            stream: self,
            all: None,
        }
    }
    fn try_any<Fut: Future<Output = bool>, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> TryTest<Self, Fut, F>
    where
        Self: Sized,
    {
        TryTest {
            stream: self,
            future: None,
            f,
            any: true,
        }
    }
    fn try_all<Fut: Future<Output = bool>, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> TryTest<Self, Fut, F>
    where
        Self: Sized,
    {
        TryTest {
            stream: self,
            future: None,
            f,
            any: false,
        }
    }
    fn try_filter<Fut, F>(self, f: F) -> TryFilter<Self, Fut, F>
    where
        F: FnMut(&Self::Ok) -> Fut,
        Fut: Future<Output = bool>,
        Self: Sized,
    {
        TryFilter::new(self, f)
    }
    fn try_filter_map<Fut, F, T>(self, f: F) -> TryFilterMap<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: TryFuture<Ok = Option<T>, Error = Self::Error>,
        Self: Sized,
    {
        TryFilterMap::new(self, f)
    }
    fn try_collect<C: Default + Extend<Self::Ok>>(self) -> TryCollect<Self, C>
    where
        Self: Sized,
    {
        TryCollect {
            stream: self,
            collection: C::default(),
        }
    }
    fn try_for_each<F, Fut>(self, f: F) -> TryForEach<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: Future<Output = Result<(), Self::Error>>,
        Self: Sized,
    {
        TryForEach {
            stream: self,
            f,
            future: None,
        }
    }
    fn try_for_each_concurrent<F, Fut>(
        self,
        limit: impl Into<Option<usize>>,
        f: F,
    ) -> TryForEachConcurrent<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: Future<Output = Result<(), Self::Error>>,
        Self: Sized,
    {
        TryForEachConcurrent::new(self, limit.into(), f)
    }
    fn try_buffered(self, n: usize) -> TryBuffered<Self>
    where
        Self::Ok: TryFuture<Error = Self::Error>,
        Self: Sized,
    {
        TryBuffered::new(self, n)
    }
    fn try_buffer_unordered(self, n: usize) -> TryBufferUnordered<Self>
    where
        Self::Ok: TryFuture<Error = Self::Error>,
        Self: Sized,
    {
        TryBufferUnordered::new(self, n)
    }
    fn try_fold<T, F, Fut>(self, init: T, f: F) -> TryFold<Self, Fut, T, F>
    where
        F: FnMut(T, Self::Ok) -> Fut,
        Fut: Future<Output = Result<T, Self::Error>>,
        Self: Sized,
    {
        TryFold {
            stream: self,
            f,
            acc: Some(init),
            future: None,
        }
    }
}
impl<S: ?Sized + TryStream> TryStreamExt for S {}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryNext<'a, St: ?Sized> {
    stream: &'a mut St,
}
impl<St: ?Sized + TryStream + Unpin> Future for TryNext<'_, St> {
    type Output = Result<Option<St::Ok>, St::Error>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *self.stream).try_poll_next(cx).map(Option::transpose)
    }
}
pub struct MapOk<St, F> {
    stream: St,
    f: F,
}
impl<St: TryStream, T, F: FnMut(St::Ok) -> T> Stream for MapOk<St, F> {
    type Item = Result<T, St::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        Poll::Ready(match ready!(pin!(this.stream).try_poll_next(cx)) {
            Some(Ok(x)) => Some(Ok((this.f)(x))),
            Some(Err(e)) => Some(Err(e)),
            None => None,
        })
    }
}
pub struct MapErr<St, F> {
    stream: St,
    f: F,
}
impl<St: TryStream, E, F: FnMut(St::Error) -> E> Stream for MapErr<St, F> {
    type Item = Result<St::Ok, E>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        Poll::Ready(match ready!(pin!(this.stream).try_poll_next(cx)) {
            Some(Ok(x)) => Some(Ok(x)),
            Some(Err(e)) => Some(Err((this.f)(e))),
            None => None,
        })
    }
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryCollect<St, C> {
    stream: St,
    collection: C,
}
impl<St: TryStream, C: Default + Extend<St::Ok>> Future for TryCollect<St, C> {
    type Output = Result<C, St::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(x)) => this.collection.extend(Some(x)),
                Some(Err(e)) => return Poll::Ready(Err(e)),
                None => return Poll::Ready(Ok(core::mem::take(&mut this.collection))),
            }
        }
    }
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryForEach<St, Fut, F> {
    stream: St,
    f: F,
    future: Option<Fut>,
}
impl<St, Fut, F> Future for TryForEach<St, Fut, F>
where
    St: TryStream,
    F: FnMut(St::Ok) -> Fut,
    Fut: Future<Output = Result<(), St::Error>>,
{
    type Output = Result<(), St::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let result = ready!(pin!(*future).poll(cx));
                this.future = None;
                if result.is_err() {
                    return Poll::Ready(result);
                }
            }
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(x)) => this.future = Some((this.f)(x)),
                Some(Err(e)) => return Poll::Ready(Err(e)),
                None => return Poll::Ready(Ok(())),
            }
        }
    }
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryFold<St, Fut, T, F> {
    stream: St,
    f: F,
    acc: Option<T>,
    future: Option<Fut>,
}
impl<St, Fut, T, F> Future for TryFold<St, Fut, T, F>
where
    St: TryStream,
    F: FnMut(T, St::Ok) -> Fut,
    Fut: Future<Output = Result<T, St::Error>>,
{
    type Output = Result<T, St::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let result = ready!(pin!(*future).poll(cx));
                this.future = None;
                match result {
                    Ok(acc) => this.acc = Some(acc),
                    Err(e) => return Poll::Ready(Err(e)),
                }
            }
            let item = ready!(pin!(this.stream).try_poll_next(cx));
            let acc = this.acc.take().expect("Fold polled after completion");
            match item {
                Some(Ok(x)) => this.future = Some((this.f)(acc, x)),
                Some(Err(e)) => return Poll::Ready(Err(e)),
                None => return Poll::Ready(Ok(acc)),
            }
        }
    }
}
