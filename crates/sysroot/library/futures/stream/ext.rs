//! `StreamExt`.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;

use super::*;

pub trait StreamExt: Stream {
    fn next(&mut self) -> Next<'_, Self>
    where
        Self: Unpin,
    {
        Next { stream: self }
    }
    fn into_future(self) -> StreamFuture<Self>
    where
        Self: Sized + Unpin,
    {
        StreamFuture { stream: Some(self) }
    }
    fn map<T, F: FnMut(Self::Item) -> T>(self, f: F) -> Map<Self, F>
    where
        Self: Sized,
    {
        Map { stream: self, f }
    }
    fn enumerate(self) -> Enumerate<Self>
    where
        Self: Sized,
    {
        Enumerate { stream: self, count: 0 }
    }
    fn filter<Fut: Future<Output = bool>, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> Filter<Self, Fut, F>
    where
        Self: Sized,
    {
        Filter {
            stream: self,
            f,
            pending: None,
            item: None,
        }
    }
    fn filter_map<Fut: Future<Output = Option<T>>, T, F: FnMut(Self::Item) -> Fut>(
        self,
        f: F,
    ) -> FilterMap<Self, Fut, F>
    where
        Self: Sized,
    {
        FilterMap {
            stream: self,
            f,
            pending: None,
        }
    }
    fn then<Fut: Future, F: FnMut(Self::Item) -> Fut>(self, f: F) -> Then<Self, Fut, F>
    where
        Self: Sized,
    {
        Then {
            stream: self,
            f,
            pending: None,
        }
    }
    fn collect<C: Default + Extend<Self::Item>>(self) -> Collect<Self, C>
    where
        Self: Sized,
    {
        Collect {
            stream: self,
            collection: C::default(),
        }
    }
    fn concat(self) -> Concat<Self>
    where
        Self: Sized,
        Self::Item: Extend<<Self::Item as IntoIterator>::Item> + IntoIterator + Default,
    {
        Concat {
            stream: self,
            acc: None,
        }
    }
    fn count(self) -> Count<Self>
    where
        Self: Sized,
    {
        Count { stream: self, count: 0 }
    }
    fn fold<T, Fut: Future<Output = T>, F: FnMut(T, Self::Item) -> Fut>(self, init: T, f: F) -> Fold<Self, Fut, T, F>
    where
        Self: Sized,
    {
        Fold {
            stream: self,
            f,
            acc: Some(init),
            future: None,
        }
    }
    fn any<Fut: Future<Output = bool>, F: FnMut(Self::Item) -> Fut>(self, f: F) -> Any<Self, Fut, F>
    where
        Self: Sized,
    {
        Any {
            stream: self,
            f,
            future: None,
        }
    }
    fn all<Fut: Future<Output = bool>, F: FnMut(Self::Item) -> Fut>(self, f: F) -> All<Self, Fut, F>
    where
        Self: Sized,
    {
        All {
            stream: self,
            f,
            future: None,
        }
    }
    fn for_each<Fut: Future<Output = ()>, F: FnMut(Self::Item) -> Fut>(self, f: F) -> ForEach<Self, Fut, F>
    where
        Self: Sized,
    {
        ForEach {
            stream: self,
            f,
            future: None,
        }
    }
    fn for_each_concurrent<Fut: Future<Output = ()>, F: FnMut(Self::Item) -> Fut>(
        self,
        limit: impl Into<Option<usize>>,
        f: F,
    ) -> ForEachConcurrent<Self, Fut, F>
    where
        Self: Sized,
    {
        ForEachConcurrent::new(self, limit.into(), f)
    }
    fn flatten(self) -> Flatten<Self, Self::Item>
    where
        Self: Sized,
        Self::Item: Stream,
    {
        Flatten {
            stream: self,
            inner: None,
        }
    }
    fn flat_map<U: Stream, F: FnMut(Self::Item) -> U>(self, f: F) -> Flatten<Map<Self, F>, U>
    where
        Self: Sized,
    {
        Flatten {
            stream: Map { stream: self, f },
            inner: None,
        }
    }
    fn scan<S, B, Fut: Future<Output = Option<B>>, F: FnMut(&mut S, Self::Item) -> Fut>(
        self,
        initial_state: S,
        f: F,
    ) -> Scan<Self, S, Fut, F>
    where
        Self: Sized,
    {
        Scan {
            stream: self,
            state: Some(initial_state),
            f,
            future: None,
        }
    }
    fn take_while<Fut: Future<Output = bool>, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> TakeWhile<Self, Fut, F>
    where
        Self: Sized,
    {
        TakeWhile {
            stream: self,
            f,
            pending: None,
            item: None,
            done: false,
        }
    }
    fn skip_while<Fut: Future<Output = bool>, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> SkipWhile<Self, Fut, F>
    where
        Self: Sized,
    {
        SkipWhile {
            stream: self,
            f,
            pending: None,
            item: None,
            done: false,
        }
    }
    fn take(self, n: usize) -> Take<Self>
    where
        Self: Sized,
    {
        Take {
            stream: self,
            remaining: n,
        }
    }
    fn skip(self, n: usize) -> Skip<Self>
    where
        Self: Sized,
    {
        Skip {
            stream: self,
            remaining: n,
        }
    }
    fn take_until<Fut: Future>(self, fut: Fut) -> TakeUntil<Self, Fut>
    where
        Self: Sized,
    {
        TakeUntil {
            stream: self,
            until: Some(fut),
        }
    }
    fn cycle(self) -> Cycle<Self>
    where
        Self: Sized + Clone,
    {
        Cycle {
            first: self.clone(),
            stream: self,
        }
    }
    fn left_stream<B: Stream<Item = Self::Item>>(self) -> crate::future::Either<Self, B>
    where
        Self: Sized,
    {
        crate::future::Either::Left(self)
    }
    fn right_stream<B: Stream<Item = Self::Item>>(self) -> crate::future::Either<B, Self>
    where
        Self: Sized,
    {
        crate::future::Either::Right(self)
    }
    fn fuse(self) -> Fuse<Self>
    where
        Self: Sized,
    {
        Fuse {
            stream: self,
            done: false,
        }
    }
    fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Inspect<Self, F>
    where
        Self: Sized,
    {
        Inspect { stream: self, f }
    }
    fn by_ref(&mut self) -> &mut Self {
        self
    }
    fn boxed<'a>(self) -> BoxStream<'a, Self::Item>
    where
        Self: Sized + Send + 'a,
    {
        Box::pin(self)
    }
    fn boxed_local<'a>(self) -> LocalBoxStream<'a, Self::Item>
    where
        Self: Sized + 'a,
    {
        Box::pin(self)
    }
    fn buffered(self, n: usize) -> Buffered<Self>
    where
        Self: Sized,
        Self::Item: Future,
    {
        Buffered::new(self, n)
    }
    fn buffer_unordered(self, n: usize) -> BufferUnordered<Self>
    where
        Self: Sized,
        Self::Item: Future,
    {
        BufferUnordered::new(self, n)
    }
    fn zip<St: Stream>(self, other: St) -> Zip<Self, St>
    where
        Self: Sized,
    {
        Zip {
            a: Fuse {
                stream: self,
                done: false,
            },
            b: Fuse {
                stream: other,
                done: false,
            },
            left: None,
            right: None,
        }
    }
    fn chain<St: Stream<Item = Self::Item>>(self, other: St) -> Chain<Self, St>
    where
        Self: Sized,
    {
        Chain {
            first: Some(self),
            second: other,
        }
    }
    fn peekable(self) -> Peekable<Self>
    where
        Self: Sized,
    {
        Peekable {
            stream: Fuse {
                stream: self,
                done: false,
            },
            peeked: None,
        }
    }
    fn chunks(self, capacity: usize) -> Chunks<Self>
    where
        Self: Sized,
    {
        assert!(capacity > 0);
        Chunks {
            stream: Fuse {
                stream: self,
                done: false,
            },
            items: std::vec::Vec::new(),
            capacity,
        }
    }
    fn ready_chunks(self, capacity: usize) -> ReadyChunks<Self>
    where
        Self: Sized,
    {
        assert!(capacity > 0);
        ReadyChunks {
            stream: Fuse {
                stream: self,
                done: false,
            },
            capacity,
        }
    }
    fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> Unzip<Self, FromA, FromB>
    where
        Self: Sized + Stream<Item = (A, B)>,
    {
        Unzip {
            stream: self,
            left: FromA::default(),
            right: FromB::default(),
        }
    }
    fn forward<S>(self, sink: S) -> Forward<Self, S, Self::Item>
    where
        Self: Sized,
    {
        Forward {
            stream: Some(self),
            sink,
            item: None,
        }
    }
    fn select_next_some(&mut self) -> SelectNextSome<'_, Self>
    where
        Self: Unpin + FusedStream,
    {
        SelectNextSome { stream: self }
    }
    fn poll_next_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Option<Self::Item>>
    where
        Self: Unpin,
    {
        Pin::new(self).poll_next(cx)
    }
}
impl<T: ?Sized + Stream> StreamExt for T {}
