//! Streams that change, join or put in line what other streams give.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures::stream::FusedStream;

use crate::{Stream, StreamExt};

/// Pins a field of a pinned struct that never moves it.
macro_rules! pin {
    ($place:expr) => {
        unsafe { ::std::pin::Pin::new_unchecked(&mut $place) }
    };
}
/// `Debug` as the real ones have it: the stream and no closure.
macro_rules! shows_stream {
    ($($T:ident <$St:ident $(, $P:ident)*> $(and $field:ident)*;)*) => { $(
        impl<$St: ::std::fmt::Debug $(, $P)*> ::std::fmt::Debug for $T<$St $(, $P)*> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($T))
                    .field("stream", &self.stream)
                    $(.field(stringify!($field), &self.$field))*
                    .finish()
            }
        }
    )* };
}
pub(crate) use {pin, shows_stream};

pub(crate) type Hint = (usize, Option<usize>);

/// How many items two streams give together.
fn both((left_low, left_high): Hint, (right_low, right_high): Hint) -> Hint {
    let high = match (left_high, right_high) {
        (Some(left), Some(right)) => left.checked_add(right),
        _ => None,
    };
    (left_low.saturating_add(right_low), high)
}
/// A size with `count` items more.
fn more((low, high): Hint, count: usize) -> Hint {
    (low.saturating_add(count), high.and_then(|high| high.checked_add(count)))
}

/// A stream that is dropped when it is over.
#[derive(Debug)]
pub struct Fuse<T> {
    stream: Option<T>,
}
impl<T: Stream> Fuse<T> {
    pub(crate) fn new(stream: T) -> Fuse<T> {
        Fuse { stream: Some(stream) }
    }
}
impl<T: Stream> Stream for Fuse<T> {
    type Item = T::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        let Some(stream) = &mut this.stream else {
            return Poll::Ready(None);
        };
        let next = ready!(pin!(*stream).poll_next(cx));
        if next.is_none() {
            this.stream = None;
        }
        Poll::Ready(next)
    }
    fn size_hint(&self) -> Hint {
        self.stream.as_ref().map_or((0, Some(0)), |stream| stream.size_hint())
    }
}
impl<T: Stream> FusedStream for Fuse<T> {
    fn is_terminated(&self) -> bool {
        self.stream.is_none()
    }
}

#[must_use = "streams do nothing unless polled"]
pub struct Map<St, F> {
    stream: St,
    f: F,
}
shows_stream! { Map<St, F>; Then<St, Fut, F>; }
impl<St: Unpin, F> Unpin for Map<St, F> {}
impl<St, F> Map<St, F> {
    pub(crate) fn new(stream: St, f: F) -> Self {
        Map { stream, f }
    }
}
impl<St, F, T> Stream for Map<St, F>
where
    St: Stream,
    F: FnMut(St::Item) -> T,
{
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = unsafe { self.get_unchecked_mut() };
        pin!(this.stream).poll_next(cx).map(|next| next.map(|item| (this.f)(item)))
    }
    fn size_hint(&self) -> Hint {
        self.stream.size_hint()
    }
}

#[must_use = "streams do nothing unless polled"]
pub struct Then<St, Fut, F> {
    stream: St,
    future: Option<Fut>,
    f: F,
}
impl<St: Unpin, Fut: Unpin, F> Unpin for Then<St, Fut, F> {}
impl<St, Fut, F> Then<St, Fut, F> {
    pub(crate) fn new(stream: St, f: F) -> Self {
        Then {
            stream,
            future: None,
            f,
        }
    }
}
impl<St, Fut, F> Stream for Then<St, Fut, F>
where
    St: Stream,
    Fut: Future,
    F: FnMut(St::Item) -> Fut,
{
    type Item = Fut::Output;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Fut::Output>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let output = ready!(pin!(*future).poll(cx));
                this.future = None;
                return Poll::Ready(Some(output));
            }
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => this.future = Some((this.f)(item)),
                None => return Poll::Ready(None),
            }
        }
    }
    fn size_hint(&self) -> Hint {
        more(self.stream.size_hint(), usize::from(self.future.is_some()))
    }
}

/// Two streams as one, each asked first every other time.
pub struct Merge<T, U> {
    a: Fuse<T>,
    b: Fuse<U>,
    a_first: bool,
}
impl<T: Stream, U: Stream> Merge<T, U> {
    pub(crate) fn new(a: T, b: U) -> Self {
        Merge {
            a: Fuse::new(a),
            b: Fuse::new(b),
            a_first: true,
        }
    }
}
impl<T: fmt::Debug, U: fmt::Debug> fmt::Debug for Merge<T, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merge")
            .field("a", &self.a)
            .field("b", &self.b)
            .field("a_first", &self.a_first)
            .finish()
    }
}
fn first_of<T, U>(first: Pin<&mut T>, second: Pin<&mut U>, cx: &mut Context<'_>) -> Poll<Option<T::Item>>
where
    T: Stream,
    U: Stream<Item = T::Item>,
{
    let first = first.poll_next(cx);
    if let Poll::Ready(Some(_)) = first {
        return first;
    }
    match second.poll_next(cx) {
        Poll::Ready(None) => first,
        second => second,
    }
}
impl<T, U> Stream for Merge<T, U>
where
    T: Stream,
    U: Stream<Item = T::Item>,
{
    type Item = T::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        let a_first = this.a_first;
        this.a_first = !a_first;
        if a_first {
            first_of(pin!(this.a), pin!(this.b), cx)
        } else {
            first_of(pin!(this.b), pin!(this.a), cx)
        }
    }
    fn size_hint(&self) -> Hint {
        both(self.a.size_hint(), self.b.size_hint())
    }
}

/// One stream, and then the other.
pub struct Chain<T, U> {
    a: Fuse<T>,
    b: U,
}
impl<T: Stream, U> Chain<T, U> {
    pub(crate) fn new(a: T, b: U) -> Self {
        Chain { a: Fuse::new(a), b }
    }
}
impl<T: fmt::Debug, U: fmt::Debug> fmt::Debug for Chain<T, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("a", &self.a).field("b", &self.b).finish()
    }
}
impl<T, U> Stream for Chain<T, U>
where
    T: Stream,
    U: Stream<Item = T::Item>,
{
    type Item = T::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        match ready!(pin!(this.a).poll_next(cx)) {
            None => pin!(this.b).poll_next(cx),
            item => Poll::Ready(item),
        }
    }
    fn size_hint(&self) -> Hint {
        both(self.a.size_hint(), self.b.size_hint())
    }
}

/// A stream whose next item can be looked at before it is taken.
pub struct Peekable<T: Stream> {
    peek: Option<T::Item>,
    stream: Fuse<T>,
}
impl<T: Stream + Unpin> Unpin for Peekable<T> {}
impl<T: Stream> Peekable<T> {
    pub(crate) fn new(stream: T) -> Self {
        Peekable {
            peek: None,
            stream: Fuse::new(stream),
        }
    }
    pub async fn peek(&mut self) -> Option<&T::Item>
    where
        T: Unpin,
    {
        if self.peek.is_none() {
            self.peek = self.next().await;
        }
        self.peek.as_ref()
    }
}
impl<T: Stream> Stream for Peekable<T> {
    type Item = T::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        match this.peek.take() {
            None => pin!(this.stream).poll_next(cx),
            item => Poll::Ready(item),
        }
    }
    fn size_hint(&self) -> Hint {
        more(self.stream.size_hint(), usize::from(self.peek.is_some()))
    }
}
