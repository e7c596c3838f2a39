//! Several futures of a stream at once; those of streams of results are in `try_buffered`.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::collections::BinaryHeap;

use super::adapters::{pin, ready};
use super::{Fuse, FusedStream, FuturesUnordered, Stream};

/// A future with its place in the order, and then its output.
struct Order<T> {
    data: T,
    index: i64,
}
impl<T> PartialEq for Order<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Order<T> {}
impl<T> PartialOrd for Order<T> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Order<T> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        // The heap gives its greatest: that is the earliest.
        other.index.cmp(&self.index)
    }
}
impl<T: Future> Future for Order<T> {
    type Output = Order<T::Output>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Order<T::Output>> {
        let index = self.index;
        unsafe { self.map_unchecked_mut(|this| &mut this.data) }
            .poll(cx)
            .map(|data| Order { data, index })
    }
}

/// Runs like `FuturesUnordered` and gives the outputs in the order of the futures.
#[must_use = "streams do nothing unless polled"]
pub struct FuturesOrdered<Fut: Future> {
    running: FuturesUnordered<Order<Fut>>,
    done: BinaryHeap<Order<Fut::Output>>,
    next_in: i64,
    next_out: i64,
}
impl<Fut: Future> Unpin for FuturesOrdered<Fut> {}
impl<Fut: Future> FuturesOrdered<Fut> {
    pub fn new() -> FuturesOrdered<Fut> {
        FuturesOrdered {
            running: FuturesUnordered::new(),
            done: BinaryHeap::new(),
            next_in: 0,
            next_out: 0,
        }
    }
    pub fn len(&self) -> usize {
        self.running.len() + self.done.len()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub fn push_back(&mut self, future: Fut) {
        self.running.push(Order {
            data: future,
            index: self.next_in,
        });
        self.next_in += 1;
    }
    pub fn push_front(&mut self, future: Fut) {
        self.next_out -= 1;
        self.running.push(Order {
            data: future,
            index: self.next_out,
        });
    }
}
impl<Fut: Future> Default for FuturesOrdered<Fut> {
    fn default() -> Self {
        FuturesOrdered::new()
    }
}
impl<Fut: Future> Stream for FuturesOrdered<Fut> {
    type Item = Fut::Output;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Fut::Output>> {
        let this = &mut *self;
        loop {
            if this.done.peek().map_or(false, |first| first.index == this.next_out) {
                this.next_out += 1;
                return Poll::Ready(this.done.pop().map(|first| first.data));
            }
            match ready!(Pin::new(&mut this.running).poll_next(cx)) {
                Some(output) => this.done.push(output),
                None => return Poll::Ready(None),
            }
        }
    }
}
impl<Fut: Future> FromIterator<Fut> for FuturesOrdered<Fut> {
    fn from_iter<I: IntoIterator<Item = Fut>>(iter: I) -> Self {
        let mut all = FuturesOrdered::new();
        for future in iter {
            all.push_back(future);
        }
        all
    }
}

macro_rules! buffers {
    ($($Name:ident $Set:ident $push:ident;)*) => { $(
        #[must_use = "streams do nothing unless polled"]
        pub struct $Name<St: Stream<Item: Future>> {
            stream: Fuse<St>,
            running: $Set<St::Item>,
            max: usize,
        }
        impl<St: Stream<Item: Future>> $Name<St> {
            pub(super) fn new(stream: St, max: usize) -> Self {
                $Name { stream: Fuse { stream, done: false }, running: $Set::new(), max }
            }
        }
        impl<St: Stream<Item: Future>> Stream for $Name<St> {
            type Item = <St::Item as Future>::Output;
            fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                let this = unsafe { self.get_unchecked_mut() };
                while this.running.len() < this.max {
                    match pin!(this.stream).poll_next(cx) {
                        Poll::Ready(Some(future)) => this.running.$push(future),
                        _ => break,
                    }
                }
                match Pin::new(&mut this.running).poll_next(cx) {
                    Poll::Pending => Poll::Pending,
                    Poll::Ready(Some(output)) => Poll::Ready(Some(output)),
                    Poll::Ready(None) if this.stream.done => Poll::Ready(None),
                    Poll::Ready(None) => Poll::Pending,
                }
            }
        }
    )* };
}
buffers! { Buffered FuturesOrdered push_back; BufferUnordered FuturesUnordered push; }
impl<St: Stream<Item: Future>> FusedStream for BufferUnordered<St> {
    fn is_terminated(&self) -> bool {
        self.running.is_terminated() && self.stream.done
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct ForEachConcurrent<St, Fut, F> {
    stream: Option<St>,
    f: F,
    running: FuturesUnordered<Fut>,
    limit: Option<usize>,
}
impl<St, Fut, F> ForEachConcurrent<St, Fut, F> {
    pub(super) fn new(stream: St, limit: Option<usize>, f: F) -> Self {
        let limit = if limit == Some(0) { None } else { limit };
        ForEachConcurrent {
            stream: Some(stream),
            f,
            running: FuturesUnordered::new(),
            limit,
        }
    }
}
impl<St: Stream, Fut: Future<Output = ()>, F: FnMut(St::Item) -> Fut> Future for ForEachConcurrent<St, Fut, F> {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            let mut progress = false;
            if this.limit.map_or(true, |limit| limit > this.running.len()) {
                let mut over = false;
                if let Some(stream) = &mut this.stream {
                    match pin!(*stream).poll_next(cx) {
                        Poll::Ready(Some(item)) => {
                            progress = true;
                            this.running.push((this.f)(item));
                        }
                        Poll::Ready(None) => over = true,
                        Poll::Pending => {}
                    }
                }
                if over {
                    this.stream = None;
                }
            }
            match Pin::new(&mut this.running).poll_next(cx) {
                Poll::Ready(Some(())) => progress = true,
                Poll::Ready(None) if this.stream.is_none() => return Poll::Ready(()),
                _ => {}
            }
            if !progress {
                return Poll::Pending;
            }
        }
    }
}
