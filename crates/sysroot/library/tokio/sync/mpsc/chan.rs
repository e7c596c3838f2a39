//! What both kinds of channel are made of.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker, ready};
use std::vec::Vec;

use super::error::TryRecvError;
use crate::sync::Notify;
use crate::sync::permits::Permits;
use crate::runtime::waits;
use crate::task::coop;

pub(super) struct Chan<T> {
    state: Mutex<State<T>>,
    /// The room that is left, in a bounded channel.
    pub(super) room: Option<Room>,
    /// Notified when the receiver wants no more.
    closing: Notify,
}
pub(super) struct Room {
    pub(super) permits: Permits,
    pub(super) bound: usize,
}
struct State<T> {
    queue: VecDeque<T>,
    senders: usize,
    weak: usize,
    /// The receiver is gone or wants no more.
    closed: bool,
    receiver: Option<Waker>,
}

impl<T> Chan<T> {
    pub(super) fn new(bound: Option<usize>) -> Chan<T> {
        Chan {
            state: Mutex::new(State {
                queue: VecDeque::new(),
                senders: 1,
                weak: 0,
                closed: false,
                receiver: None,
            }),
            room: bound.map(|bound| Room {
                permits: Permits::new(bound),
                bound,
            }),
            closing: Notify::new(),
        }
    }
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap()
    }
    /// Puts a message into the queue, where there is room for it, and wakes the receiver.
    pub(super) fn push(&self, value: T) {
        let mut state = self.state();
        state.queue.push_back(value);
        wake(state);
    }
    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }
    pub(super) fn len(&self) -> usize {
        self.state().queue.len()
    }
    pub(super) async fn closed(&self) {
        let closing = self.closing.notified();
        if !self.is_closed() {
            closing.await;
        }
    }

    pub(super) fn add_sender(&self) {
        self.state().senders += 1;
    }
    /// Another sender, unless there is none any more.
    pub(super) fn upgrade(&self) -> bool {
        let mut state = self.state();
        if state.senders == 0 {
            return false;
        }
        state.senders += 1;
        true
    }
    pub(super) fn drop_sender(&self) {
        let mut state = self.state();
        state.senders -= 1;
        if state.senders == 0 {
            wake(state);
        }
    }
    pub(super) fn senders(&self) -> usize {
        self.state().senders
    }
    pub(super) fn count_weak(&self, more: bool) {
        let mut state = self.state();
        if more {
            state.weak += 1;
        } else {
            state.weak -= 1;
        }
    }
    pub(super) fn weak_senders(&self) -> usize {
        self.state().weak
    }

    pub(super) fn close(&self) {
        self.state().closed = true;
        if let Some(room) = &self.room {
            room.permits.close();
        }
        self.closing.notify_waiters();
    }
    /// The receiver is gone, and with it all messages.
    pub(super) fn abandon(&self) {
        self.close();
        let mut state = self.state();
        let queue = core::mem::take(&mut state.queue);
        let receiver = state.receiver.take();
        drop(state);
        self.give_back(queue.len());
        drop(queue);
        drop(receiver);
    }
    /// Room that was taken and is free again.
    pub(super) fn give_back(&self, count: usize) {
        if let Some(room) = &self.room {
            room.permits.release(count);
        }
    }
    /// As `give_back`, for room that no message was put into: a closed channel may have come to its end by that.
    pub(super) fn give_back_unused(&self, count: usize) {
        self.give_back(count);
        let state = self.state();
        if state.closed {
            wake(state);
        }
    }
    /// Nobody will send any more: not a sender, nor somebody who has room already.
    fn is_over(&self, state: &State<T>) -> bool {
        let idle = self
            .room
            .as_ref()
            .is_none_or(|room| room.permits.available() == room.bound);
        state.senders == 0 || state.closed && idle
    }
    pub(super) fn try_recv(&self) -> Result<T, TryRecvError> {
        let mut state = self.state();
        match state.queue.pop_front() {
            Some(value) => {
                drop(state);
                self.give_back(1);
                Ok(value)
            }
            None if self.is_over(&state) => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }
    pub(super) fn recv(&self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let coop = ready!(coop::poll_proceed(cx));
        let mut state = self.state();
        if let Some(value) = state.queue.pop_front() {
            drop(state);
            self.give_back(1);
            coop.made_progress();
            return Poll::Ready(Some(value));
        }
        if self.is_over(&state) {
            coop.made_progress();
            return Poll::Ready(None);
        }
        register(state, cx);
        waits::on("a message in the channel");
        Poll::Pending
    }
    pub(super) fn recv_many(&self, cx: &mut Context<'_>, buffer: &mut Vec<T>, limit: usize) -> Poll<usize> {
        let coop = ready!(coop::poll_proceed(cx));
        if limit == 0 {
            coop.made_progress();
            return Poll::Ready(0);
        }
        let mut state = self.state();
        let count = limit.min(state.queue.len());
        if count > 0 {
            buffer.extend(state.queue.drain(..count));
            drop(state);
            self.give_back(count);
            coop.made_progress();
            return Poll::Ready(count);
        }
        if self.is_over(&state) {
            coop.made_progress();
            return Poll::Ready(0);
        }
        register(state, cx);
        waits::on("a message in the channel");
        Poll::Pending
    }
}

fn register<T>(mut state: MutexGuard<'_, State<T>>, cx: &mut Context<'_>) {
    if state.receiver.as_ref().is_some_and(|old| old.will_wake(cx.waker())) {
        return;
    }
    let old = state.receiver.replace(cx.waker().clone());
    drop(state);
    drop(old);
}
fn wake<T>(mut state: MutexGuard<'_, State<T>>) {
    let receiver = state.receiver.take();
    drop(state);
    if let Some(waker) = receiver {
        waker.wake();
    }
}
