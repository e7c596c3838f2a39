//! Streams that watch the clock.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::vec::Vec;

use tokio::time::{Instant, Interval, Sleep, sleep, sleep_until};

use crate::Stream;
use crate::transform::{Fuse, Hint, pin};

/// A stream did not give its item in time.
#[derive(Debug, PartialEq, Eq)]
pub struct Elapsed(());
impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "deadline has elapsed".fmt(f)
    }
}
impl std::error::Error for Elapsed {}
impl From<Elapsed> for io::Error {
    fn from(_: Elapsed) -> io::Error {
        io::ErrorKind::TimedOut.into()
    }
}

/// Says once for each wait that an item is late.
#[must_use = "streams do nothing unless polled"]
#[derive(Debug)]
pub struct Timeout<S> {
    stream: Fuse<S>,
    deadline: Sleep,
    duration: Duration,
    poll_deadline: bool,
}
impl<S: Stream> Timeout<S> {
    pub(crate) fn new(stream: S, duration: Duration) -> Self {
        Timeout {
            stream: Fuse::new(stream),
            deadline: sleep_until(Instant::now() + duration),
            duration,
            poll_deadline: true,
        }
    }
}
impl<S: Stream> Stream for Timeout<S> {
    type Item = Result<S::Item, Elapsed>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Poll::Ready(next) = pin!(this.stream).poll_next(cx) {
            if next.is_some() {
                pin!(this.deadline).reset(Instant::now() + this.duration);
                this.poll_deadline = true;
            }
            return Poll::Ready(next.map(Ok));
        }
        if !this.poll_deadline {
            return Poll::Pending;
        }
        ready!(pin!(this.deadline).poll(cx));
        this.poll_deadline = false;
        Poll::Ready(Some(Err(Elapsed(()))))
    }
    fn size_hint(&self) -> Hint {
        let (low, high) = self.stream.size_hint();
        let high = high.and_then(|high| high.checked_mul(2)?.checked_add(1));
        (low, high)
    }
}

/// Says at each tick that an item is late.
#[must_use = "streams do nothing unless polled"]
#[derive(Debug)]
pub struct TimeoutRepeating<S> {
    stream: Fuse<S>,
    interval: Interval,
}
impl<S: Stream> TimeoutRepeating<S> {
    pub(crate) fn new(stream: S, interval: Interval) -> Self {
        TimeoutRepeating {
            stream: Fuse::new(stream),
            interval,
        }
    }
}
impl<S: Stream> Stream for TimeoutRepeating<S> {
    type Item = Result<S::Item, Elapsed>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Poll::Ready(next) = pin!(this.stream).poll_next(cx) {
            if next.is_some() {
                this.interval.reset();
            }
            return Poll::Ready(next.map(Ok));
        }
        ready!(this.interval.poll_tick(cx));
        Poll::Ready(Some(Err(Elapsed(()))))
    }
    fn size_hint(&self) -> Hint {
        (self.stream.size_hint().0, None)
    }
}

/// Lets at most one item through in each span of time.
#[must_use = "streams do nothing unless polled"]
#[derive(Debug)]
pub struct Throttle<T> {
    delay: Sleep,
    duration: Duration,
    has_delayed: bool,
    stream: T,
}
impl<T: Stream> Throttle<T> {
    pub(crate) fn new(stream: T, duration: Duration) -> Self {
        Throttle {
            delay: sleep_until(Instant::now() + duration),
            duration,
            has_delayed: true,
            stream,
        }
    }
}
impl<T> Throttle<T> {
    pub fn get_ref(&self) -> &T {
        &self.stream
    }
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.stream
    }
    pub fn into_inner(self) -> T {
        self.stream
    }
}
impl<T: Stream> Stream for Throttle<T> {
    type Item = T::Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        let waits = !this.duration.is_zero();
        if !this.has_delayed && waits {
            ready!(pin!(this.delay).poll(cx));
            this.has_delayed = true;
        }
        let next = ready!(pin!(this.stream).poll_next(cx));
        if next.is_some() {
            if waits {
                pin!(this.delay).reset(Instant::now() + this.duration);
            }
            this.has_delayed = false;
        }
        Poll::Ready(next)
    }
}

/// Gathers items until there are enough or the first one has waited long enough.
#[must_use = "streams do nothing unless polled"]
#[derive(Debug)]
pub struct ChunksTimeout<S: Stream> {
    stream: Fuse<S>,
    deadline: Option<Sleep>,
    duration: Duration,
    items: Vec<S::Item>,
    cap: usize,
}
impl<S: Stream> ChunksTimeout<S> {
    pub(crate) fn new(stream: S, cap: usize, duration: Duration) -> Self {
        ChunksTimeout {
            stream: Fuse::new(stream),
            deadline: None,
            duration,
            items: Vec::with_capacity(cap),
            cap,
        }
    }
    pub fn into_remainder(self: Pin<&mut Self>) -> Vec<S::Item> {
        std::mem::take(&mut unsafe { self.get_unchecked_mut() }.items)
    }
}
impl<S: Stream> Stream for ChunksTimeout<S> {
    type Item = Vec<S::Item>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<S::Item>>> {
        let this = unsafe { self.get_unchecked_mut() };
        while let Poll::Ready(next) = pin!(this.stream).poll_next(cx) {
            let Some(item) = next else {
                let last = std::mem::take(&mut this.items);
                return Poll::Ready((!last.is_empty()).then_some(last));
            };
            if this.items.is_empty() {
                this.deadline = Some(sleep(this.duration));
                this.items.reserve_exact(this.cap);
            }
            this.items.push(item);
            if this.items.len() >= this.cap {
                return Poll::Ready(Some(std::mem::take(&mut this.items)));
            }
        }
        if this.items.is_empty() {
            return Poll::Pending;
        }
        if let Some(deadline) = &mut this.deadline {
            ready!(pin!(*deadline).poll(cx));
        }
        Poll::Ready(Some(std::mem::take(&mut this.items)))
    }
    fn size_hint(&self) -> Hint {
        let waiting = usize::from(!self.items.is_empty());
        let (low, high) = self.stream.size_hint();
        (
            (low / self.cap).saturating_add(waiting),
            high.and_then(|high| high.checked_add(waiting)),
        )
    }
}
