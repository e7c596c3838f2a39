//! A channel whose messages all receivers get. It keeps the last ones; who is too slow misses the older.

pub mod error;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};

use self::error::{RecvError, SendError, TryRecvError};
use super::{Notify, block_on};
use crate::runtime::waits;
use crate::task::coop;

struct Shared<T> {
    state: Mutex<State<T>>,
    capacity: usize,
    closing: Notify,
}
// Messages need not be `Sync`: as in the real one.
unsafe impl<T: Send> Send for Shared<T> {}
unsafe impl<T: Send> Sync for Shared<T> {}
struct State<T> {
    /// The last messages, at most `capacity`.
    slots: VecDeque<Slot<T>>,
    /// The number of the next message.
    tail: u64,
    senders: usize,
    receivers: usize,
    closed: bool,
    next: u64,
    waiting: VecDeque<(u64, Waker)>,
}
struct Slot<T> {
    /// Gone when all have seen it.
    value: Option<Arc<T>>,
    left: usize,
}

pub struct Sender<T> {
    shared: Arc<Shared<T>>,
}
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    /// The number of the next message for this one.
    next: u64,
}
impl<T> Unpin for Receiver<T> {}

#[track_caller]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let sender = Sender::new(capacity);
    let receiver = sender.subscribe();
    (sender, receiver)
}

impl<T> State<T> {
    fn head(&self) -> u64 {
        self.tail - self.slots.len() as u64
    }
    /// One receiver has no use for this message any more.
    fn seen(&mut self, at: u64) -> Option<Arc<T>> {
        let index = at.checked_sub(self.head())?;
        let slot = self.slots.get_mut(index as usize)?;
        slot.left -= 1;
        if slot.left == 0 { slot.value.take() } else { None }
    }
}
impl<T> Shared<T> {
    fn wake_all(&self) {
        let waiting = core::mem::take(&mut self.state.lock().unwrap().waiting);
        for (_, waker) in waiting {
            waker.wake();
        }
    }
}

impl<T> Sender<T> {
    #[track_caller]
    pub fn new(capacity: usize) -> Sender<T> {
        assert!(capacity > 0, "broadcast channel capacity cannot be zero");
        assert!(
            capacity <= usize::MAX >> 1,
            "broadcast channel capacity exceeded `usize::MAX / 2`"
        );
        Sender {
            shared: Arc::new(Shared {
                state: Mutex::new(State {
                    slots: VecDeque::new(),
                    tail: 0,
                    senders: 1,
                    receivers: 0,
                    closed: false,
                    next: 0,
                    waiting: VecDeque::new(),
                }),
                capacity: capacity.next_power_of_two(),
                closing: Notify::new(),
            }),
        }
    }
    /// How many receivers the message is for.
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        let mut state = self.shared.state.lock().unwrap();
        let receivers = state.receivers;
        if receivers == 0 {
            return Err(SendError(value));
        }
        let old = if state.slots.len() == self.shared.capacity {
            state.slots.pop_front()
        } else {
            None
        };
        state.slots.push_back(Slot {
            value: Some(Arc::new(value)),
            left: receivers,
        });
        state.tail += 1;
        drop(state);
        drop(old);
        self.shared.wake_all();
        Ok(receivers)
    }
    pub fn subscribe(&self) -> Receiver<T> {
        subscribe(&self.shared)
    }
    /// How many messages somebody has still to receive.
    pub fn len(&self) -> usize {
        let state = self.shared.state.lock().unwrap();
        state.slots.iter().filter(|slot| slot.left > 0).count()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub fn receiver_count(&self) -> usize {
        self.shared.state.lock().unwrap().receivers
    }
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
    pub async fn closed(&self) {
        loop {
            let closing = self.shared.closing.notified();
            if self.receiver_count() == 0 {
                return;
            }
            closing.await;
        }
    }
}
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.shared.state.lock().unwrap().senders += 1;
        Sender {
            shared: self.shared.clone(),
        }
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap();
        state.senders -= 1;
        if state.senders == 0 {
            state.closed = true;
            drop(state);
            self.shared.wake_all();
        }
    }
}
impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broadcast::Sender")
    }
}

impl<T> Receiver<T> {
    pub fn len(&self) -> usize {
        let state = self.shared.state.lock().unwrap();
        (state.tail - self.next) as usize
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub fn is_closed(&self) -> bool {
        self.shared.state.lock().unwrap().closed
    }
    pub fn same_channel(&self, other: &Receiver<T>) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
    pub fn sender_strong_count(&self) -> usize {
        self.shared.state.lock().unwrap().senders
    }
    /// A receiver of what is sent from now on.
    pub fn resubscribe(&self) -> Receiver<T> {
        subscribe(&self.shared)
    }
}
fn subscribe<T>(shared: &Arc<Shared<T>>) -> Receiver<T> {
    let mut state = shared.state.lock().unwrap();
    state.receivers += 1;
    Receiver {
        shared: shared.clone(),
        next: state.tail,
    }
}
impl<T: Clone> Receiver<T> {
    pub async fn recv(&mut self) -> Result<T, RecvError> {
        let mut waiting = Waiting {
            shared: self.shared.clone(),
            key: None,
        };
        std::future::poll_fn(|cx| self.poll(&mut waiting, cx)).await
    }
    fn poll(&mut self, waiting: &mut Waiting<T>, cx: &mut Context<'_>) -> Poll<Result<T, RecvError>> {
        let coop = ready!(coop::poll_proceed(cx));
        let result = match self.try_recv() {
            Err(TryRecvError::Empty) => {
                waiting.register(self.next, cx.waker());
                waits::on("a message in the channel");
                return Poll::Pending;
            }
            Ok(value) => Ok(value),
            Err(TryRecvError::Lagged(missed)) => Err(RecvError::Lagged(missed)),
            Err(TryRecvError::Closed) => Err(RecvError::Closed),
        };
        coop.made_progress();
        Poll::Ready(result)
    }
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let mut state = self.shared.state.lock().unwrap();
        let head = state.head();
        if self.next < head {
            let missed = head - self.next;
            self.next = head;
            return Err(TryRecvError::Lagged(missed));
        }
        let value = match state.slots.get((self.next - head) as usize) {
            Some(slot) => slot.value.clone(),
            None if state.closed => return Err(TryRecvError::Closed),
            None => return Err(TryRecvError::Empty),
        };
        let last = state.seen(self.next);
        self.next += 1;
        drop(state);
        drop(last);
        match value {
            Some(value) => Ok((*value).clone()),
            None => Err(TryRecvError::Empty),
        }
    }
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        block_on(self.recv())
    }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap();
        state.receivers -= 1;
        let last = state.receivers == 0;
        let mut unseen = VecDeque::new();
        for at in self.next.max(state.head())..state.tail {
            unseen.extend(state.seen(at));
        }
        drop(state);
        drop(unseen);
        if last {
            self.shared.closing.notify_waiters();
        }
    }
}
impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broadcast::Receiver")
    }
}

/// The place of one receiver among those that wait.
struct Waiting<T> {
    shared: Arc<Shared<T>>,
    key: Option<u64>,
}
impl<T> Waiting<T> {
    fn register(&mut self, next: u64, waker: &Waker) {
        let mut state = self.shared.state.lock().unwrap();
        if state.tail > next || state.closed {
            // Something has come since it looked.
            drop(state);
            return waker.wake_by_ref();
        }
        if let Some(key) = self.key
            && let Some((_, old)) = state.waiting.iter_mut().find(|(other, _)| *other == key)
        {
            if !old.will_wake(waker) {
                let old = core::mem::replace(old, waker.clone());
                drop(state);
                drop(old);
            }
            return;
        }
        let key = state.next;
        state.next += 1;
        state.waiting.push_back((key, waker.clone()));
        self.key = Some(key);
    }
}
impl<T> Drop for Waiting<T> {
    fn drop(&mut self) {
        let Some(key) = self.key else { return };
        let mut state = self.shared.state.lock().unwrap();
        let removed = match state.waiting.iter().position(|(other, _)| *other == key) {
            Some(at) => state.waiting.remove(at),
            None => None,
        };
        drop(state);
        drop(removed);
    }
}
