//! Streams that are made from something else.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::Stream;
use crate::transform::{Hint, pin};

/// How many items an iterator gives before it lets others run.
const ITEMS_A_TURN: usize = 32;

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Iter<I> {
    iter: I,
    yield_amt: usize,
}
impl<I> Unpin for Iter<I> {}
pub fn iter<I: IntoIterator>(i: I) -> Iter<I::IntoIter> {
    Iter {
        iter: i.into_iter(),
        yield_amt: 0,
    }
}
impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<I::Item>> {
        if self.yield_amt >= ITEMS_A_TURN {
            self.yield_amt = 0;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.yield_amt += 1;
        Poll::Ready(self.iter.next())
    }
    fn size_hint(&self) -> Hint {
        self.iter.size_hint()
    }
}

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Once<T> {
    value: Option<T>,
}
impl<T> Unpin for Once<T> {}
pub fn once<T>(value: T) -> Once<T> {
    Once { value: Some(value) }
}
impl<T> Stream for Once<T> {
    type Item = T;
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.value.take())
    }
    fn size_hint(&self) -> Hint {
        let left = usize::from(self.value.is_some());
        (left, Some(left))
    }
}

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Empty<T>(PhantomData<T>);
impl<T> Unpin for Empty<T> {}
pub const fn empty<T>() -> Empty<T> {
    Empty(PhantomData)
}
impl<T> Stream for Empty<T> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(None)
    }
    fn size_hint(&self) -> Hint {
        (0, Some(0))
    }
}

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Pending<T>(PhantomData<T>);
impl<T> Unpin for Pending<T> {}
pub const fn pending<T>() -> Pending<T> {
    Pending(PhantomData)
}
impl<T> Stream for Pending<T> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Pending
    }
}

/// Says `None` as an item when the stream is over.
#[must_use = "streams do nothing unless polled"]
pub struct StreamNotifyClose<S> {
    inner: Option<S>,
}
impl<S> StreamNotifyClose<S> {
    pub fn new(stream: S) -> Self {
        StreamNotifyClose { inner: Some(stream) }
    }
    pub fn into_inner(self) -> Option<S> {
        self.inner
    }
}
impl<S: Stream> Stream for StreamNotifyClose<S> {
    type Item = Option<S::Item>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        let Some(stream) = &mut this.inner else {
            return Poll::Ready(None);
        };
        let next = ready!(pin!(*stream).poll_next(cx));
        if next.is_none() {
            this.inner = None;
        }
        Poll::Ready(Some(next))
    }
    fn size_hint(&self) -> Hint {
        let Some(inner) = &self.inner else {
            return (0, Some(0));
        };
        let (low, high) = inner.size_hint();
        (low.saturating_add(1), high.and_then(|high| high.checked_add(1)))
    }
}
