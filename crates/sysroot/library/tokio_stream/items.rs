//! Streams that let only some of the items of another one through.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::Stream;
use crate::transform::{Hint, pin, shows_stream};

macro_rules! chooses {
    ($($T:ident $({ $done:ident })?)*) => { $(
        #[must_use = "streams do nothing unless polled"]
        pub struct $T<St, F> {
            stream: St,
            f: F,
            $($done: bool,)?
        }
        impl<St: Unpin, F> Unpin for $T<St, F> {}
        impl<St, F> $T<St, F> {
            pub(crate) fn new(stream: St, f: F) -> Self {
                $T {
                    stream,
                    f,
                    $($done: false,)?
                }
            }
        }
    )* };
}
chooses! { Filter FilterMap MapWhile { done } TakeWhile { done } SkipWhile { done } }
shows_stream! {
    Filter<St, F>;
    FilterMap<St, F>;
    MapWhile<St, F> and done;
    TakeWhile<St, F> and done;
    SkipWhile<St, F>;
    Take<St>;
    Skip<St>;
}

impl<St, F> Stream for Filter<St, F>
where
    St: Stream,
    F: FnMut(&St::Item) -> bool,
{
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) if !(this.f)(&item) => {}
                next => return Poll::Ready(next),
            }
        }
    }
    fn size_hint(&self) -> Hint {
        (0, self.stream.size_hint().1)
    }
}
impl<St, F, T> Stream for FilterMap<St, F>
where
    St: Stream,
    F: FnMut(St::Item) -> Option<T>,
{
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            let Some(item) = ready!(pin!(this.stream).poll_next(cx)) else {
                return Poll::Ready(None);
            };
            if let Some(item) = (this.f)(item) {
                return Poll::Ready(Some(item));
            }
        }
    }
    fn size_hint(&self) -> Hint {
        (0, self.stream.size_hint().1)
    }
}
impl<St, F, T> Stream for MapWhile<St, F>
where
    St: Stream,
    F: FnMut(St::Item) -> Option<T>,
{
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.done {
            return Poll::Ready(None);
        }
        let next = ready!(pin!(this.stream).poll_next(cx)).and_then(&mut this.f);
        this.done = next.is_none();
        Poll::Ready(next)
    }
    fn size_hint(&self) -> Hint {
        match self.done {
            true => (0, Some(0)),
            false => (0, self.stream.size_hint().1),
        }
    }
}
impl<St, F> Stream for TakeWhile<St, F>
where
    St: Stream,
    F: FnMut(&St::Item) -> bool,
{
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.done {
            return Poll::Ready(None);
        }
        let next = ready!(pin!(this.stream).poll_next(cx)).filter(&mut this.f);
        this.done = next.is_none();
        Poll::Ready(next)
    }
    fn size_hint(&self) -> Hint {
        match self.done {
            true => (0, Some(0)),
            false => (0, self.stream.size_hint().1),
        }
    }
}
impl<St, F> Stream for SkipWhile<St, F>
where
    St: Stream,
    F: FnMut(&St::Item) -> bool,
{
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) if !this.done && (this.f)(&item) => {}
                Some(item) => {
                    this.done = true;
                    return Poll::Ready(Some(item));
                }
                None => return Poll::Ready(None),
            }
        }
    }
    fn size_hint(&self) -> Hint {
        let (low, high) = self.stream.size_hint();
        (if self.done { low } else { 0 }, high)
    }
}

#[must_use = "streams do nothing unless polled"]
pub struct Take<St> {
    stream: St,
    remaining: usize,
}
impl<St> Take<St> {
    pub(crate) fn new(stream: St, remaining: usize) -> Self {
        Take { stream, remaining }
    }
}
impl<St: Stream> Stream for Take<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.remaining == 0 {
            return Poll::Ready(None);
        }
        let next = ready!(pin!(this.stream).poll_next(cx));
        this.remaining = if next.is_some() { this.remaining - 1 } else { 0 };
        Poll::Ready(next)
    }
    fn size_hint(&self) -> Hint {
        if self.remaining == 0 {
            return (0, Some(0));
        }
        let (low, high) = self.stream.size_hint();
        let high = high.map_or(self.remaining, |high| high.min(self.remaining));
        (low.min(self.remaining), Some(high))
    }
}

#[must_use = "streams do nothing unless polled"]
pub struct Skip<St> {
    stream: St,
    remaining: usize,
}
impl<St> Skip<St> {
    pub(crate) fn new(stream: St, remaining: usize) -> Self {
        Skip { stream, remaining }
    }
}
impl<St: Stream> Stream for Skip<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            let next = ready!(pin!(this.stream).poll_next(cx));
            if next.is_none() || this.remaining == 0 {
                return Poll::Ready(next);
            }
            this.remaining -= 1;
        }
    }
    fn size_hint(&self) -> Hint {
        let (low, high) = self.stream.size_hint();
        (
            low.saturating_sub(self.remaining),
            high.map(|high| high.saturating_sub(self.remaining)),
        )
    }
}
