//! Readiness of sockets. A runtime hears what has changed on the network when it has nothing else to do, and every
//! 61 polls; until then a socket is taken to be as it was.

use std::collections::BTreeMap;
use std::future::Future;
use std::io::{Error, Result};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};
use std::vec::Vec;

use core::intrinsics;

use crate::task::coop;

/// What a socket is ready for, as bits of the network.
pub(crate) const READABLE: u64 = 1;
pub(crate) const WRITABLE: u64 = 2;
pub(crate) const READ_CLOSED: u64 = 4;
pub(crate) const WRITE_CLOSED: u64 = 8;
pub(crate) const ERROR: u64 = 32;
/// What ends a wait for reading, or for writing.
pub(crate) const FOR_READING: u64 = READABLE | READ_CLOSED;
pub(crate) const FOR_WRITING: u64 = WRITABLE | WRITE_CLOSED;

pub(crate) struct Driver {
    pub(super) poller: u64,
    sockets: Mutex<Sockets>,
}
struct Sockets {
    by_id: BTreeMap<u64, Arc<ScheduledIo>>,
    shut_down: bool,
}
impl Driver {
    pub(super) fn new() -> Driver {
        Driver {
            poller: intrinsics::net_poller(),
            sockets: Mutex::new(Sockets {
                by_id: BTreeMap::new(),
                shut_down: false,
            }),
        }
    }
    pub(crate) fn register(&self, socket: u64) -> Result<Arc<ScheduledIo>> {
        let mut sockets = self.sockets.lock().unwrap();
        if sockets.shut_down {
            return Err(gone());
        }
        let io = Arc::new(ScheduledIo {
            socket,
            state: Mutex::new(State::default()),
        });
        sockets.by_id.insert(socket, io.clone());
        drop(sockets);
        match intrinsics::net_watch(self.poller, socket) {
            0 => Ok(io),
            error => Err(Error::from_raw_os_error(-error as i32)),
        }
    }
    pub(crate) fn deregister(&self, socket: u64) {
        let io = self.sockets.lock().unwrap().by_id.remove(&socket);
        if let Some(io) = io {
            io.clear_wakers();
        }
    }
    /// Hears what has changed, and wakes who waits for it.
    pub(super) fn turn(&self) {
        loop {
            let event = intrinsics::net_event(self.poller);
            if event == 0 {
                return;
            }
            let io = self.sockets.lock().unwrap().by_id.get(&(event >> 8)).cloned();
            if let Some(io) = io {
                io.set_ready(event & 0xff);
            }
        }
    }
    pub(super) fn shut_down(&self) {
        let mut sockets = self.sockets.lock().unwrap();
        sockets.shut_down = true;
        let all = core::mem::take(&mut sockets.by_id);
        drop(sockets);
        for io in all.into_values() {
            io.state.lock().unwrap().shut_down = true;
            io.wake(FOR_READING | FOR_WRITING);
        }
    }
}
fn gone() -> Error {
    Error::other("A Tokio 1.x context was found, but it is being shutdown.")
}

/// What is known of a socket, and who waits for it.
pub(crate) struct ScheduledIo {
    socket: u64,
    state: Mutex<State>,
}
#[derive(Default)]
struct State {
    ready: u64,
    /// Counts the events, so that nobody takes back what has been heard meanwhile.
    tick: u64,
    shut_down: bool,
    /// Those that poll wait here, one for each direction.
    reader: Option<Waker>,
    writer: Option<Waker>,
    /// Those that await, with what they wait for.
    waiters: Vec<(u64, u64, Waker)>,
    next_waiter: u64,
}
#[derive(Clone, Copy)]
pub(crate) struct Event {
    pub(crate) ready: u64,
    tick: u64,
    shut_down: bool,
}
impl Event {
    fn check(self) -> Result<Event> {
        if self.shut_down { Err(gone()) } else { Ok(self) }
    }
}
impl State {
    fn event(&self, mask: u64) -> Option<Event> {
        let ready = self.ready & mask;
        (ready != 0 || self.shut_down).then_some(Event {
            ready,
            tick: self.tick,
            shut_down: self.shut_down,
        })
    }
}
impl ScheduledIo {
    fn set_ready(&self, ready: u64) {
        let mut state = self.state.lock().unwrap();
        state.tick += 1;
        state.ready |= ready;
        drop(state);
        self.wake(ready);
    }
    /// Nothing has been heard yet: the first operation may as well be tried.
    pub(crate) fn assume_ready(&self, ready: u64) {
        let mut state = self.state.lock().unwrap();
        if state.tick == 0 {
            state.ready |= ready;
        }
    }
    fn wake(&self, ready: u64) {
        let mut wakers = Vec::new();
        let mut state = self.state.lock().unwrap();
        if ready & FOR_READING != 0 {
            wakers.extend(state.reader.take());
        }
        if ready & FOR_WRITING != 0 {
            wakers.extend(state.writer.take());
        }
        for (_, mask, waker) in &state.waiters {
            if ready & mask != 0 {
                wakers.push(waker.clone());
            }
        }
        state.waiters.retain(|(_, mask, _)| ready & mask == 0);
        drop(state);
        for waker in wakers {
            waker.wake();
        }
    }
    fn clear_wakers(&self) {
        let mut state = self.state.lock().unwrap();
        let wakers = (state.reader.take(), state.writer.take());
        drop(state);
        drop(wakers);
    }
    /// It was not ready after all, or is not any more. What is closed stays closed.
    pub(crate) fn clear_ready(&self, event: Event) {
        let mut state = self.state.lock().unwrap();
        if state.tick == event.tick {
            state.ready &= !(event.ready & !(READ_CLOSED | WRITE_CLOSED));
        }
    }
    pub(crate) fn poll_ready(&self, cx: &mut Context<'_>, mask: u64) -> Poll<Result<Event>> {
        let coop = ready!(coop::poll_proceed(cx));
        let mut state = self.state.lock().unwrap();
        if let Some(event) = state.event(mask) {
            drop(state);
            let event = event.check()?;
            coop.made_progress();
            return Poll::Ready(Ok(event));
        }
        let slot = if mask == FOR_READING {
            &mut state.reader
        } else {
            &mut state.writer
        };
        if !slot.as_ref().is_some_and(|old| old.will_wake(cx.waker())) {
            let old = slot.replace(cx.waker().clone());
            drop(state);
            drop(old);
        }
        self.tell(mask);
        Poll::Pending
    }
    /// Tells what it is that somebody waits for.
    fn tell(&self, mask: u64) {
        super::waits::on_socket(self.socket, mask & FOR_READING == 0)
    }
    /// What it is ready for now, without waiting.
    pub(crate) fn now(&self, mask: u64) -> Option<Event> {
        self.state.lock().unwrap().event(mask)
    }
    pub(crate) async fn ready(&self, mask: u64) -> Result<Event> {
        Readiness {
            io: self,
            mask,
            waiter: None,
        }
        .await
        .check()
    }
}

struct Readiness<'a> {
    io: &'a ScheduledIo,
    mask: u64,
    /// Its place among those that wait.
    waiter: Option<u64>,
}
impl Future for Readiness<'_> {
    type Output = Event;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Event> {
        let mut state = self.io.state.lock().unwrap();
        if let Some(event) = state.event(self.mask) {
            return Poll::Ready(event);
        }
        let waker = cx.waker().clone();
        let mine = self.waiter;
        let old = match state.waiters.iter_mut().find(|waiter| Some(waiter.0) == mine) {
            Some(waiter) => Some(core::mem::replace(&mut waiter.2, waker)),
            None => {
                let number = state.next_waiter;
                state.next_waiter += 1;
                state.waiters.push((number, self.mask, waker));
                self.waiter = Some(number);
                None
            }
        };
        drop(state);
        drop(old);
        self.io.tell(self.mask);
        Poll::Pending
    }
}
impl Drop for Readiness<'_> {
    fn drop(&mut self) {
        if let Some(number) = self.waiter {
            let mut state = self.io.state.lock().unwrap();
            let at = state.waiters.iter().position(|waiter| waiter.0 == number);
            let waiter = at.map(|at| state.waiters.remove(at));
            drop(state);
            drop(waiter);
        }
    }
}
