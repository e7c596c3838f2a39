//! The queue for permits that semaphores, locks and bounded channels are made of. It is fair: who asked first is
//! served first, and permits that are too few for him are kept for him.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker, ready};
use std::vec::Vec;

use crate::runtime::waits;
use crate::task::coop;

pub(crate) const MAX_PERMITS: usize = usize::MAX >> 3;

pub(crate) struct Permits {
    state: Mutex<State>,
}
struct State {
    /// None while somebody waits.
    free: usize,
    closed: bool,
    next: u64,
    waiting: VecDeque<Waiting>,
}
struct Waiting {
    key: u64,
    /// How many are missing.
    missing: usize,
    waker: Option<Waker>,
}

impl Permits {
    pub(crate) const fn new(permits: usize) -> Permits {
        assert!(
            permits <= MAX_PERMITS,
            "a semaphore may not have more than MAX_PERMITS permits (2305843009213693951)"
        );
        Permits {
            state: Mutex::new(State {
                free: permits,
                closed: false,
                next: 0,
                waiting: VecDeque::new(),
            }),
        }
    }
    pub(crate) fn available(&self) -> usize {
        self.state.lock().unwrap().free
    }
    pub(crate) fn is_closed(&self) -> bool {
        self.state.lock().unwrap().closed
    }
    pub(crate) fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        let waiting = core::mem::take(&mut state.waiting);
        drop(state);
        for it in waiting {
            if let Some(waker) = it.waker {
                waker.wake();
            }
        }
    }
    pub(crate) fn try_acquire(&self, count: usize) -> Result<(), TryAcquireError> {
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Err(TryAcquireError::Closed);
        }
        if state.free < count {
            return Err(TryAcquireError::NoPermits);
        }
        state.free -= count;
        Ok(())
    }
    /// Takes away up to so many of the free ones.
    pub(crate) fn forget(&self, count: usize) -> usize {
        let mut state = self.state.lock().unwrap();
        let taken = count.min(state.free);
        state.free -= taken;
        taken
    }
    pub(crate) fn release(&self, count: usize) {
        if count > 0 {
            give(self.state.lock().unwrap(), count);
        }
    }
    /// `what` is told to people: “waits for `what`”.
    pub(crate) fn acquire(&self, count: usize, what: &'static str) -> Acquire<'_> {
        Acquire {
            permits: self,
            count,
            what,
            key: None,
        }
    }
}

impl fmt::Debug for Permits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore").field("permits", &self.available()).finish()
    }
}

/// Gives permits to those who wait, and keeps the rest.
fn give(mut state: MutexGuard<'_, State>, count: usize) {
    let mut left = count;
    let mut served = Vec::new();
    while let Some(first) = state.waiting.front_mut() {
        let given = left.min(first.missing);
        first.missing -= given;
        left -= given;
        if first.missing > 0 {
            break;
        }
        if let Some(it) = state.waiting.pop_front()
            && let Some(waker) = it.waker
        {
            served.push(waker);
        }
    }
    assert!(
        state.free + left <= MAX_PERMITS,
        "number of added permits ({}) would overflow MAX_PERMITS ({})",
        left,
        MAX_PERMITS
    );
    state.free += left;
    drop(state);
    for waker in served {
        waker.wake();
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub(crate) struct Acquire<'a> {
    permits: &'a Permits,
    count: usize,
    what: &'static str,
    /// While it waits, or has been served and does not know it yet.
    key: Option<u64>,
}
impl Future for Acquire<'_> {
    type Output = Result<(), AcquireError>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let coop = ready!(coop::poll_proceed(cx));
        let mut state = self.permits.state.lock().unwrap();
        if state.closed {
            coop.made_progress();
            return Poll::Ready(Err(AcquireError(())));
        }
        let Some(key) = self.key else {
            if state.free >= self.count {
                state.free -= self.count;
                coop.made_progress();
                return Poll::Ready(Ok(()));
            }
            let key = state.next;
            state.next += 1;
            let missing = self.count - state.free;
            state.free = 0;
            state.waiting.push_back(Waiting {
                key,
                missing,
                waker: Some(cx.waker().clone()),
            });
            drop(state);
            self.key = Some(key);
            waits::on(self.what);
            return Poll::Pending;
        };
        match state.waiting.iter_mut().find(|it| it.key == key) {
            Some(it) => {
                if !it.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker())) {
                    let old = it.waker.replace(cx.waker().clone());
                    drop(state);
                    drop(old);
                }
                waits::on(self.what);
                Poll::Pending
            }
            None => {
                drop(state);
                self.key = None;
                coop.made_progress();
                Poll::Ready(Ok(()))
            }
        }
    }
}
impl Drop for Acquire<'_> {
    fn drop(&mut self) {
        let Some(key) = self.key else { return };
        let mut state = self.permits.state.lock().unwrap();
        let mut acquired = self.count;
        let mut waker = None;
        if let Some(at) = state.waiting.iter().position(|it| it.key == key)
            && let Some(it) = state.waiting.remove(at)
        {
            acquired -= it.missing;
            waker = it.waker;
        }
        if acquired > 0 {
            give(state, acquired);
        } else {
            drop(state);
        }
        drop(waker);
    }
}

#[derive(Debug)]
pub struct AcquireError(());
impl fmt::Display for AcquireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("semaphore closed")
    }
}
impl std::error::Error for AcquireError {}

#[derive(Debug, PartialEq, Eq)]
pub enum TryAcquireError {
    Closed,
    NoPermits,
}
impl fmt::Display for TryAcquireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryAcquireError::Closed => "semaphore closed",
            TryAcquireError::NoPermits => "no permits available",
        })
    }
}
impl std::error::Error for TryAcquireError {}
