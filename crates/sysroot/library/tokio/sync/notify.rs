//! `Notify`: wakes one or all that wait, without a value.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};
use std::vec::Vec;

use crate::runtime::waits;
use crate::task::coop;

pub struct Notify {
    state: Mutex<State>,
}
struct State {
    /// Somebody notified one while nobody waited.
    permit: bool,
    /// How often all were notified.
    rounds: u64,
    next: u64,
    waiting: VecDeque<(u64, Option<Waker>)>,
    /// Those that have been notified and do not know it yet; true where it was only them.
    notified: BTreeMap<u64, bool>,
}

impl Notify {
    pub fn new() -> Notify {
        Notify::const_new()
    }
    pub const fn const_new() -> Notify {
        Notify {
            state: Mutex::new(State {
                permit: false,
                rounds: 0,
                next: 0,
                waiting: VecDeque::new(),
                notified: BTreeMap::new(),
            }),
        }
    }
    pub fn notified(&self) -> Notified<'_> {
        Notified(Waiter::new(self))
    }
    pub fn notified_owned(self: Arc<Self>) -> OwnedNotified {
        OwnedNotified(Waiter::new(self))
    }
    /// Wakes the one that has waited longest, or the next that comes.
    pub fn notify_one(&self) {
        self.notify(true)
    }
    /// Wakes the one that came last, or the next that comes.
    pub fn notify_last(&self) {
        self.notify(false)
    }
    fn notify(&self, first: bool) {
        let mut state = self.state.lock().unwrap();
        let one = if first {
            state.waiting.pop_front()
        } else {
            state.waiting.pop_back()
        };
        match one {
            Some((key, waker)) => {
                state.notified.insert(key, true);
                drop(state);
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
            None => state.permit = true,
        }
    }
    /// Wakes all that wait now.
    pub fn notify_waiters(&self) {
        let mut state = self.state.lock().unwrap();
        state.rounds += 1;
        let mut wakers = Vec::new();
        while let Some((key, waker)) = state.waiting.pop_front() {
            state.notified.insert(key, false);
            wakers.extend(waker);
        }
        drop(state);
        for waker in wakers {
            waker.wake();
        }
    }
}
impl Default for Notify {
    fn default() -> Notify {
        Notify::new()
    }
}
impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notify").finish_non_exhaustive()
    }
}

/// What both kinds of future are.
struct Waiter<N: Deref<Target = Notify>> {
    notify: N,
    phase: Phase,
}
enum Phase {
    /// Not polled yet; what notified all since this round counts.
    Init(u64),
    Waiting(u64),
    Done,
}
impl<N: Deref<Target = Notify>> Waiter<N> {
    fn new(notify: N) -> Waiter<N> {
        let rounds = notify.state.lock().unwrap().rounds;
        Waiter {
            notify,
            phase: Phase::Init(rounds),
        }
    }
    fn poll(&mut self, waker: Option<&Waker>) -> Poll<()> {
        let mut state = self.notify.state.lock().unwrap();
        match self.phase {
            Phase::Done => Poll::Ready(()),
            Phase::Init(rounds) => {
                if rounds != state.rounds || core::mem::take(&mut state.permit) {
                    self.phase = Phase::Done;
                    return Poll::Ready(());
                }
                let key = state.next;
                state.next += 1;
                state.waiting.push_back((key, waker.cloned()));
                self.phase = Phase::Waiting(key);
                waits::on("a notification");
                Poll::Pending
            }
            Phase::Waiting(key) => {
                if state.notified.remove(&key).is_some() {
                    self.phase = Phase::Done;
                    return Poll::Ready(());
                }
                if let Some((_, slot)) = state.waiting.iter_mut().find(|(other, _)| *other == key)
                    && let Some(waker) = waker
                    && !slot.as_ref().is_some_and(|old| old.will_wake(waker))
                {
                    let old = slot.replace(waker.clone());
                    drop(state);
                    drop(old);
                }
                waits::on("a notification");
                Poll::Pending
            }
        }
    }
    fn leave(&mut self) {
        let Phase::Waiting(key) = self.phase else { return };
        let mut state = self.notify.state.lock().unwrap();
        let unheard = state.notified.remove(&key);
        let waiting = match state.waiting.iter().position(|(other, _)| *other == key) {
            Some(at) => state.waiting.remove(at),
            None => None,
        };
        drop(state);
        drop(waiting);
        if unheard == Some(true) {
            // It was meant for one: then for the next.
            self.notify.notify_one();
        }
    }
}

macro_rules! notified {
    ($Notified:ident $($lifetime:lifetime)?, $N:ty) => {
        #[must_use = "futures do nothing unless you `.await` or poll them"]
        pub struct $Notified $(<$lifetime>)? (Waiter<$N>);
        impl $(<$lifetime>)? $Notified $(<$lifetime>)? {
            /// Begins to wait without being polled. True when it was notified already.
            pub fn enable(self: Pin<&mut Self>) -> bool {
                unsafe { self.get_unchecked_mut() }.0.poll(None).is_ready()
            }
        }
        impl $(<$lifetime>)? Future for $Notified $(<$lifetime>)? {
            type Output = ();
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
                let coop = ready!(coop::poll_proceed(cx));
                ready!(unsafe { self.get_unchecked_mut() }.0.poll(Some(cx.waker())));
                coop.made_progress();
                Poll::Ready(())
            }
        }
        impl $(<$lifetime>)? Drop for $Notified $(<$lifetime>)? {
            fn drop(&mut self) {
                self.0.leave();
            }
        }
        impl $(<$lifetime>)? fmt::Debug for $Notified $(<$lifetime>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Notified)).finish_non_exhaustive()
            }
        }
    };
}
notified!(Notified 'a, &'a Notify);
notified!(OwnedNotified, Arc<Notify>);
