//! `StreamExt`: its closures return values, not futures as those of `futures` do.

use std::future::Future;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::Stream;
use crate::collect::{Collect, FromStream};
use crate::items::{Filter, FilterMap, MapWhile, Skip, SkipWhile, Take, TakeWhile};
use crate::timed::{ChunksTimeout, Throttle, Timeout, TimeoutRepeating};
use crate::transform::{Chain, Fuse, Map, Merge, Peekable, Then};

pub trait StreamExt: Stream {
    fn next(&mut self) -> Next<'_, Self>
    where
        Self: Unpin,
    {
        Next {
            stream: self,
            _pin: PhantomPinned,
        }
    }
    fn try_next<T, E>(&mut self) -> TryNext<'_, Self>
    where
        Self: Stream<Item = Result<T, E>> + Unpin,
    {
        TryNext {
            stream: self,
            _pin: PhantomPinned,
        }
    }
    fn map<T, F>(self, f: F) -> Map<Self, F>
    where
        F: FnMut(Self::Item) -> T,
        Self: Sized,
    {
        Map::new(self, f)
    }
    fn map_while<T, F>(self, f: F) -> MapWhile<Self, F>
    where
        F: FnMut(Self::Item) -> Option<T>,
        Self: Sized,
    {
        MapWhile::new(self, f)
    }
    fn then<F, Fut>(self, f: F) -> Then<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future,
        Self: Sized,
    {
        Then::new(self, f)
    }
    fn merge<U>(self, other: U) -> Merge<Self, U>
    where
        U: Stream<Item = Self::Item>,
        Self: Sized,
    {
        Merge::new(self, other)
    }
    fn filter<F>(self, f: F) -> Filter<Self, F>
    where
        F: FnMut(&Self::Item) -> bool,
        Self: Sized,
    {
        Filter::new(self, f)
    }
    fn filter_map<T, F>(self, f: F) -> FilterMap<Self, F>
    where
        F: FnMut(Self::Item) -> Option<T>,
        Self: Sized,
    {
        FilterMap::new(self, f)
    }
    fn fuse(self) -> Fuse<Self>
    where
        Self: Sized,
    {
        Fuse::new(self)
    }
    fn take(self, n: usize) -> Take<Self>
    where
        Self: Sized,
    {
        Take::new(self, n)
    }
    fn take_while<F>(self, f: F) -> TakeWhile<Self, F>
    where
        F: FnMut(&Self::Item) -> bool,
        Self: Sized,
    {
        TakeWhile::new(self, f)
    }
    fn skip(self, n: usize) -> Skip<Self>
    where
        Self: Sized,
    {
        Skip::new(self, n)
    }
    fn skip_while<F>(self, f: F) -> SkipWhile<Self, F>
    where
        F: FnMut(&Self::Item) -> bool,
        Self: Sized,
    {
        SkipWhile::new(self, f)
    }
    fn all<F>(&mut self, f: F) -> AllFuture<'_, Self, F>
    where
        Self: Unpin,
        F: FnMut(Self::Item) -> bool,
    {
        AllFuture {
            stream: self,
            f,
            _pin: PhantomPinned,
        }
    }
    fn any<F>(&mut self, f: F) -> AnyFuture<'_, Self, F>
    where
        Self: Unpin,
        F: FnMut(Self::Item) -> bool,
    {
        AnyFuture {
            stream: self,
            f,
            _pin: PhantomPinned,
        }
    }
    fn chain<U>(self, other: U) -> Chain<Self, U>
    where
        U: Stream<Item = Self::Item>,
        Self: Sized,
    {
        Chain::new(self, other)
    }
    fn fold<B, F>(self, init: B, f: F) -> FoldFuture<Self, B, F>
    where
        Self: Sized,
        F: FnMut(B, Self::Item) -> B,
    {
        FoldFuture {
            stream: self,
            acc: Some(init),
            f,
            _pin: PhantomPinned,
        }
    }
    fn collect<T>(self) -> Collect<Self, T, T::InternalCollection>
    where
        T: FromStream<Self::Item>,
        Self: Sized,
    {
        Collect::new(self)
    }
    fn timeout(self, duration: Duration) -> Timeout<Self>
    where
        Self: Sized,
    {
        Timeout::new(self, duration)
    }
    fn timeout_repeating(self, interval: tokio::time::Interval) -> TimeoutRepeating<Self>
    where
        Self: Sized,
    {
        TimeoutRepeating::new(self, interval)
    }
    fn throttle(self, duration: Duration) -> Throttle<Self>
    where
        Self: Sized,
    {
        Throttle::new(self, duration)
    }
    #[track_caller]
    fn chunks_timeout(self, max_size: usize, duration: Duration) -> ChunksTimeout<Self>
    where
        Self: Sized,
    {
        assert!(max_size > 0, "`max_size` must be non-zero.");
        ChunksTimeout::new(self, max_size, duration)
    }
    fn peekable(self) -> Peekable<Self>
    where
        Self: Sized,
    {
        Peekable::new(self)
    }
}
impl<St: ?Sized + Stream> StreamExt for St {}

#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Next<'a, St: ?Sized> {
    stream: &'a mut St,
    _pin: PhantomPinned,
}
impl<St: ?Sized + Stream + Unpin> Future for Next<'_, St> {
    type Output = Option<St::Item>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *unsafe { self.get_unchecked_mut() }.stream).poll_next(cx)
    }
}

#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryNext<'a, St: ?Sized> {
    stream: &'a mut St,
    _pin: PhantomPinned,
}
impl<T, E, St: ?Sized + Stream<Item = Result<T, E>> + Unpin> Future for TryNext<'_, St> {
    type Output = Result<Option<T>, E>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *unsafe { self.get_unchecked_mut() }.stream)
            .poll_next(cx)
            .map(Option::transpose)
    }
}

/// How many items `all` and `any` look at before they let others run.
const ITEMS_A_POLL: usize = 32;

macro_rules! until {
    ($($T:ident found $found:literal)*) => { $(
        #[derive(Debug)]
        #[must_use = "futures do nothing unless you `.await` or poll them"]
        pub struct $T<'a, St: ?Sized, F> {
            stream: &'a mut St,
            f: F,
            _pin: PhantomPinned,
        }
        impl<St, F> Future for $T<'_, St, F>
        where
            St: ?Sized + Stream + Unpin,
            F: FnMut(St::Item) -> bool,
        {
            type Output = bool;
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
                let this = unsafe { self.get_unchecked_mut() };
                for _ in 0..ITEMS_A_POLL {
                    match ready!(Pin::new(&mut *this.stream).poll_next(cx)) {
                        Some(item) => {
                            if (this.f)(item) == $found {
                                return Poll::Ready($found);
                            }
                        }
                        None => return Poll::Ready(!$found),
                    }
                }
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    )* };
}
until! { AllFuture found false AnyFuture found true }

#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct FoldFuture<St, B, F> {
    stream: St,
    acc: Option<B>,
    f: F,
    _pin: PhantomPinned,
}
impl<St, B, F> Future for FoldFuture<St, B, F>
where
    St: Stream,
    F: FnMut(B, St::Item) -> B,
{
    type Output = B;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<B> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            let next = ready!(unsafe { Pin::new_unchecked(&mut this.stream) }.poll_next(cx));
            let acc = this.acc.take().unwrap();
            match next {
                Some(item) => this.acc = Some((this.f)(acc, item)),
                None => return Poll::Ready(acc),
            }
        }
    }
}
