//! Streams made from streams.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::vec::Vec;

use super::{FusedStream, Stream};

/// Pins a field of a pinned struct. The struct must not move the field, nor be `Unpin` where the field is not.
macro_rules! pin {
    ($place:expr) => {
        unsafe { Pin::new_unchecked(&mut $place) }
    };
}
/// The value of a `Poll`, or `return Poll::Pending`.
macro_rules! ready {
    ($e:expr) => {
        match $e {
            Poll::Ready(x) => x,
            Poll::Pending => return Poll::Pending,
        }
    };
}
pub(super) use {pin, ready};

pub struct Map<St, F> {
    pub(super) stream: St,
    pub(super) f: F,
}
impl<St: Stream, T, F: FnMut(St::Item) -> T> Stream for Map<St, F> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = unsafe { self.get_unchecked_mut() };
        Poll::Ready(match ready!(pin!(this.stream).poll_next(cx)) {
            Some(x) => Some((this.f)(x)),
            None => None,
        })
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}
impl<St: FusedStream, T, F: FnMut(St::Item) -> T> FusedStream for Map<St, F> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated()
    }
}

pub struct Enumerate<St> {
    pub(super) stream: St,
    pub(super) count: usize,
}
impl<St: Stream> Stream for Enumerate<St> {
    type Item = (usize, St::Item);
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<(usize, St::Item)>> {
        let this = unsafe { self.get_unchecked_mut() };
        Poll::Ready(ready!(pin!(this.stream).poll_next(cx)).map(|x| {
            let i = this.count;
            this.count += 1;
            (i, x)
        }))
    }
}

pub struct Inspect<St, F> {
    pub(super) stream: St,
    pub(super) f: F,
}
impl<St: Stream, F: FnMut(&St::Item)> Stream for Inspect<St, F> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        let item = ready!(pin!(this.stream).poll_next(cx));
        if let Some(x) = &item {
            (this.f)(x);
        }
        Poll::Ready(item)
    }
}

pub struct Filter<St: Stream, Fut, F> {
    pub(super) stream: St,
    pub(super) f: F,
    pub(super) pending: Option<Fut>,
    pub(super) item: Option<St::Item>,
}
impl<St: Stream, Fut: Future<Output = bool>, F: FnMut(&St::Item) -> Fut> Stream for Filter<St, Fut, F> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.pending {
                let keep = ready!(pin!(*future).poll(cx));
                this.pending = None;
                let item = this.item.take();
                if keep {
                    return Poll::Ready(item);
                }
            }
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => {
                    this.pending = Some((this.f)(&item));
                    this.item = Some(item);
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

pub struct FilterMap<St, Fut, F> {
    pub(super) stream: St,
    pub(super) f: F,
    pub(super) pending: Option<Fut>,
}
impl<St: Stream, T, Fut: Future<Output = Option<T>>, F: FnMut(St::Item) -> Fut> Stream for FilterMap<St, Fut, F> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.pending {
                let item = ready!(pin!(*future).poll(cx));
                this.pending = None;
                if item.is_some() {
                    return Poll::Ready(item);
                }
            }
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => this.pending = Some((this.f)(item)),
                None => return Poll::Ready(None),
            }
        }
    }
}

pub struct Then<St, Fut, F> {
    pub(super) stream: St,
    pub(super) f: F,
    pub(super) pending: Option<Fut>,
}
impl<St: Stream, Fut: Future, F: FnMut(St::Item) -> Fut> Stream for Then<St, Fut, F> {
    type Item = Fut::Output;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Fut::Output>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.pending {
                let item = ready!(pin!(*future).poll(cx));
                this.pending = None;
                return Poll::Ready(Some(item));
            }
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => this.pending = Some((this.f)(item)),
                None => return Poll::Ready(None),
            }
        }
    }
}

macro_rules! whiles {
    ($($Name:ident |$this:ident, $item:ident, $holds:ident| $decide:expr;)*) => { $(
        pub struct $Name<St: Stream, Fut, F> {
            pub(super) stream: St,
            pub(super) f: F,
            pub(super) pending: Option<Fut>,
            pub(super) item: Option<St::Item>,
            pub(super) done: bool,
        }
        impl<St: Stream, Fut: Future<Output = bool>, F: FnMut(&St::Item) -> Fut> $Name<St, Fut, F> {
            /// The next item and what the test says of it.
            fn poll_tested(&mut self, cx: &mut Context<'_>) -> Poll<Option<(St::Item, bool)>> {
                if self.pending.is_none() {
                    match ready!(pin!(self.stream).poll_next(cx)) {
                        Some(item) => {
                            self.pending = Some((self.f)(&item));
                            self.item = Some(item);
                        }
                        None => return Poll::Ready(None),
                    }
                }
                let holds = match &mut self.pending {
                    Some(future) => ready!(pin!(*future).poll(cx)),
                    None => return Poll::Ready(None),
                };
                self.pending = None;
                Poll::Ready(self.item.take().map(|item| (item, holds)))
            }
        }
        impl<St: Stream, Fut: Future<Output = bool>, F: FnMut(&St::Item) -> Fut> Stream for $Name<St, Fut, F> {
            type Item = St::Item;
            fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
                let $this = unsafe { self.get_unchecked_mut() };
                $decide(cx)
            }
        }
    )* };
}
whiles! {
    TakeWhile |this, item, holds| |cx: &mut Context<'_>| {
        if this.done {
            return Poll::Ready(None);
        }
        match ready!(this.poll_tested(cx)) {
            Some((item, true)) => Poll::Ready(Some(item)),
            Some((_, false)) => {
                this.done = true;
                Poll::Ready(None)
            }
            None => Poll::Ready(None),
        }
    };
    SkipWhile |this, item, holds| |cx: &mut Context<'_>| {
        while !this.done {
            match ready!(this.poll_tested(cx)) {
                Some((_, true)) => {}
                Some((item, false)) => {
                    this.done = true;
                    return Poll::Ready(Some(item));
                }
                None => return Poll::Ready(None),
            }
        }
        pin!(this.stream).poll_next(cx)
    };
}

pub struct Scan<St, S, Fut, F> {
    pub(super) stream: St,
    pub(super) state: Option<S>,
    pub(super) f: F,
    pub(super) future: Option<Fut>,
}
impl<St: Stream, S, B, Fut: Future<Output = Option<B>>, F: FnMut(&mut S, St::Item) -> Fut> Stream
    for Scan<St, S, Fut, F>
{
    type Item = B;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<B>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let item = ready!(pin!(*future).poll(cx));
                this.future = None;
                if item.is_none() {
                    this.state = None;
                }
                return Poll::Ready(item);
            }
            let Some(state) = &mut this.state else {
                return Poll::Ready(None);
            };
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => this.future = Some((this.f)(state, item)),
                None => return Poll::Ready(None),
            }
        }
    }
}

pub struct Take<St> {
    pub(super) stream: St,
    pub(super) remaining: usize,
}
impl<St: Stream> Stream for Take<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.remaining == 0 {
            return Poll::Ready(None);
        }
        let item = ready!(pin!(this.stream).poll_next(cx));
        if item.is_some() {
            this.remaining -= 1
        } else {
            this.remaining = 0
        }
        Poll::Ready(item)
    }
}
impl<St: FusedStream> FusedStream for Take<St> {
    fn is_terminated(&self) -> bool {
        self.remaining == 0 || self.stream.is_terminated()
    }
}

pub struct Skip<St> {
    pub(super) stream: St,
    pub(super) remaining: usize,
}
impl<St: Stream> Stream for Skip<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        while this.remaining > 0 {
            if ready!(pin!(this.stream).poll_next(cx)).is_none() {
                return Poll::Ready(None);
            }
            this.remaining -= 1;
        }
        pin!(this.stream).poll_next(cx)
    }
}

pub struct TakeUntil<St, Fut> {
    pub(super) stream: St,
    pub(super) until: Option<Fut>,
}
impl<St: Stream, Fut: Future> Stream for TakeUntil<St, Fut> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        match &mut this.until {
            Some(until) => {
                if pin!(*until).poll(cx).is_ready() {
                    this.until = None;
                    return Poll::Ready(None);
                }
            }
            None => return Poll::Ready(None),
        }
        pin!(this.stream).poll_next(cx)
    }
}

pub struct Fuse<St> {
    pub(super) stream: St,
    pub(super) done: bool,
}
impl<St: Stream> Stream for Fuse<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.done {
            return Poll::Ready(None);
        }
        let item = ready!(pin!(this.stream).poll_next(cx));
        this.done = item.is_none();
        Poll::Ready(item)
    }
}
impl<St: Stream> FusedStream for Fuse<St> {
    fn is_terminated(&self) -> bool {
        self.done
    }
}

pub struct Flatten<St, U> {
    pub(super) stream: St,
    pub(super) inner: Option<U>,
}
impl<St: Stream<Item = U>, U: Stream> Stream for Flatten<St, U> {
    type Item = U::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<U::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(inner) = &mut this.inner {
                match ready!(pin!(*inner).poll_next(cx)) {
                    None => this.inner = None,
                    item => return Poll::Ready(item),
                }
            }
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(inner) => this.inner = Some(inner),
                None => return Poll::Ready(None),
            }
        }
    }
}

pub struct Zip<A: Stream, B: Stream> {
    pub(super) a: Fuse<A>,
    pub(super) b: Fuse<B>,
    pub(super) left: Option<A::Item>,
    pub(super) right: Option<B::Item>,
}
impl<A: Stream, B: Stream> Stream for Zip<A, B> {
    type Item = (A::Item, B::Item);
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<(A::Item, B::Item)>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.left.is_none() {
            if let Poll::Ready(Some(x)) = pin!(this.a).poll_next(cx) {
                this.left = Some(x);
            }
        }
        if this.right.is_none() {
            if let Poll::Ready(Some(x)) = pin!(this.b).poll_next(cx) {
                this.right = Some(x);
            }
        }
        if this.left.is_some() && this.right.is_some() {
            return Poll::Ready(this.left.take().zip(this.right.take()));
        }
        if this.a.done || this.b.done {
            Poll::Ready(None)
        } else {
            Poll::Pending
        }
    }
}

pub struct Chain<A, B> {
    pub(super) first: Option<A>,
    pub(super) second: B,
}
impl<A: Stream, B: Stream<Item = A::Item>> Stream for Chain<A, B> {
    type Item = A::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<A::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Some(first) = &mut this.first {
            match ready!(pin!(*first).poll_next(cx)) {
                None => this.first = None,
                item => return Poll::Ready(item),
            }
        }
        pin!(this.second).poll_next(cx)
    }
}

pub struct Peekable<St: Stream> {
    pub(super) stream: Fuse<St>,
    pub(super) peeked: Option<St::Item>,
}
/// The future of [`Peekable::peek`].
#[must_use = "futures do nothing unless polled"]
pub struct Peek<'a, St: Stream> {
    inner: Option<Pin<&'a mut Peekable<St>>>,
}
impl<St: Stream> Unpin for Peek<'_, St> {}
impl<'a, St: Stream> Future for Peek<'a, St> {
    type Output = Option<&'a St::Item>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<&'a St::Item>> {
        match &mut self.inner {
            Some(peekable) => {
                ready!(peekable.as_mut().poll_peek(cx));
            }
            None => panic!("Peek polled after completion"),
        }
        match self.inner.take() {
            Some(peekable) => peekable.poll_peek(cx),
            None => Poll::Pending,
        }
    }
}
impl<St: Stream> Peekable<St> {
    /// The next item, without taking it.
    pub fn peek(self: Pin<&mut Self>) -> Peek<'_, St> {
        Peek { inner: Some(self) }
    }
    pub fn poll_peek(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<&St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.peeked.is_none() {
            this.peeked = ready!(pin!(this.stream).poll_next(cx));
        }
        Poll::Ready(this.peeked.as_ref())
    }
}
impl<St: Stream> Stream for Peekable<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        match this.peeked.take() {
            None => pin!(this.stream).poll_next(cx),
            item => Poll::Ready(item),
        }
    }
}

pub struct Chunks<St: Stream> {
    pub(super) stream: Fuse<St>,
    pub(super) items: Vec<St::Item>,
    pub(super) capacity: usize,
}
impl<St: Stream> Stream for Chunks<St> {
    type Item = Vec<St::Item>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<St::Item>>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => {
                    this.items.push(item);
                    if this.items.len() >= this.capacity {
                        return Poll::Ready(Some(core::mem::take(&mut this.items)));
                    }
                }
                None if this.items.is_empty() => return Poll::Ready(None),
                None => return Poll::Ready(Some(core::mem::take(&mut this.items))),
            }
        }
    }
}

pub struct ReadyChunks<St> {
    pub(super) stream: Fuse<St>,
    pub(super) capacity: usize,
}
impl<St: Stream> Stream for ReadyChunks<St> {
    type Item = Vec<St::Item>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<St::Item>>> {
        let this = unsafe { self.get_unchecked_mut() };
        let mut items = Vec::new();
        loop {
            match pin!(this.stream).poll_next(cx) {
                Poll::Pending if items.is_empty() => return Poll::Pending,
                Poll::Pending => return Poll::Ready(Some(items)),
                Poll::Ready(Some(item)) => {
                    items.push(item);
                    if items.len() >= this.capacity {
                        return Poll::Ready(Some(items));
                    }
                }
                Poll::Ready(None) => return Poll::Ready(if items.is_empty() { None } else { Some(items) }),
            }
        }
    }
}

/// Both streams in turns; ends with the later one.
pub fn select<A: Stream, B: Stream<Item = A::Item>>(a: A, b: B) -> Select<A, B> {
    Select {
        a: Fuse { stream: a, done: false },
        b: Fuse { stream: b, done: false },
        b_first: false,
    }
}
pub struct Select<A, B> {
    a: Fuse<A>,
    b: Fuse<B>,
    b_first: bool,
}
impl<A: Stream, B: Stream<Item = A::Item>> Stream for Select<A, B> {
    type Item = A::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<A::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        for turn in 0..2 {
            let polled = if (turn == 0) == this.b_first {
                pin!(this.b).poll_next(cx)
            } else {
                pin!(this.a).poll_next(cx)
            };
            if let Poll::Ready(Some(item)) = polled {
                if turn == 0 {
                    this.b_first = !this.b_first;
                }
                return Poll::Ready(Some(item));
            }
        }
        if this.a.done && this.b.done {
            Poll::Ready(None)
        } else {
            Poll::Pending
        }
    }
}

/// A stream that begins anew when it ends.
#[must_use = "streams do nothing unless polled"]
pub struct Cycle<St> {
    pub(super) first: St,
    pub(super) stream: St,
}
impl<St: Clone + Stream> Stream for Cycle<St> {
    type Item = St::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        match ready!(pin!(this.stream).poll_next(cx)) {
            None => {
                this.stream = this.first.clone();
                pin!(this.stream).poll_next(cx)
            }
            item => Poll::Ready(item),
        }
    }
}
