//! Channels from many threads to one.

use crate::collections::VecDeque;
use crate::fmt;
use crate::sync::{Arc, Condvar, Mutex};
use crate::time::{Duration, Instant};

struct State<T> {
    queue: VecDeque<T>,
    /// Room for messages; `None` is endless, zero a rendezvous.
    bound: Option<usize>,
    senders: usize,
    receiver: bool,
    /// How many messages have been taken: a rendezvous waits for its own.
    taken: u64,
    sent: u64,
}
struct Channel<T> {
    state: Mutex<State<T>>,
    message: Condvar,
    room: Condvar,
}
fn new<T>(bound: Option<usize>) -> Arc<Channel<T>> {
    Arc::new(Channel {
        state: Mutex::new(State {
            queue: VecDeque::new(),
            bound,
            senders: 1,
            receiver: true,
            taken: 0,
            sent: 0,
        }),
        message: Condvar::new(),
        room: Condvar::new(),
    })
}
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = new(None);
    (
        Sender {
            channel: channel.clone(),
        },
        Receiver { channel },
    )
}
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let channel = new(Some(bound));
    (
        SyncSender {
            channel: channel.clone(),
        },
        Receiver { channel },
    )
}

pub struct Sender<T> {
    channel: Arc<Channel<T>>,
}
pub struct SyncSender<T> {
    channel: Arc<Channel<T>>,
}
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
}
unsafe impl<T: Send> Send for Sender<T> {}
unsafe impl<T: Send> Sync for Sender<T> {}
unsafe impl<T: Send> Send for SyncSender<T> {}
unsafe impl<T: Send> Sync for SyncSender<T> {}
unsafe impl<T: Send> Send for Receiver<T> {}
impl<T> !Sync for Receiver<T> {}

impl<T> Sender<T> {
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        let mut state = self.channel.state.lock().unwrap();
        if !state.receiver {
            return Err(SendError(t));
        }
        state.queue.push_back(t);
        drop(state);
        self.channel.message.notify_one();
        Ok(())
    }
}
impl<T> SyncSender<T> {
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        let mut state = self.channel.state.lock().unwrap();
        let bound = state.bound.unwrap_or(0);
        while state.receiver && bound > 0 && state.queue.len() >= bound {
            state = self.channel.room.wait(state).unwrap();
        }
        if !state.receiver {
            return Err(SendError(t));
        }
        state.queue.push_back(t);
        state.sent += 1;
        let ticket = state.sent;
        self.channel.message.notify_one();
        if bound == 0 {
            while state.receiver && state.taken < ticket {
                state = self.channel.room.wait(state).unwrap();
            }
            if state.taken < ticket {
                if let Some(t) = state.queue.pop_back() {
                    return Err(SendError(t));
                }
            }
        }
        Ok(())
    }
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        let mut state = self.channel.state.lock().unwrap();
        if !state.receiver {
            return Err(TrySendError::Disconnected(t));
        }
        if state.queue.len() >= state.bound.unwrap_or(0) {
            return Err(TrySendError::Full(t));
        }
        state.queue.push_back(t);
        state.sent += 1;
        drop(state);
        self.channel.message.notify_one();
        Ok(())
    }
}
macro_rules! senders {
    ($($Name:ident)*) => { $(
        impl<T> Clone for $Name<T> {
            fn clone(&self) -> $Name<T> {
                self.channel.state.lock().unwrap().senders += 1;
                $Name { channel: self.channel.clone() }
            }
        }
        impl<T> Drop for $Name<T> {
            fn drop(&mut self) {
                let mut state = self.channel.state.lock().unwrap();
                state.senders -= 1;
                let last = state.senders == 0;
                drop(state);
                if last {
                    self.channel.message.notify_all();
                }
            }
        }
        impl<T> fmt::Debug for $Name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Name)).finish_non_exhaustive()
            }
        }
    )* };
}
senders! { Sender SyncSender }

impl<T> Receiver<T> {
    fn take(&self, state: &mut State<T>) -> Option<T> {
        let t = state.queue.pop_front()?;
        state.taken += 1;
        if state.bound.is_some() {
            self.channel.room.notify_all();
        }
        Some(t)
    }
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        let mut state = self.channel.state.lock().unwrap();
        match self.take(&mut state) {
            Some(t) => Ok(t),
            None if state.senders == 0 => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }
    pub fn recv(&self) -> Result<T, RecvError> {
        let mut state = self.channel.state.lock().unwrap();
        loop {
            if let Some(t) = self.take(&mut state) {
                return Ok(t);
            }
            if state.senders == 0 {
                return Err(RecvError);
            }
            state = self.channel.message.wait(state).unwrap();
        }
    }
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        let deadline = Instant::now() + timeout;
        let mut state = self.channel.state.lock().unwrap();
        loop {
            if let Some(t) = self.take(&mut state) {
                return Ok(t);
            }
            if state.senders == 0 {
                return Err(RecvTimeoutError::Disconnected);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(RecvTimeoutError::Timeout);
            }
            state = self.channel.message.wait_timeout(state, left).unwrap().0;
        }
    }
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { rx: self }
    }
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { rx: self }
    }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut state = self.channel.state.lock().unwrap();
        state.receiver = false;
        // A rendezvous gets its message back; otherwise nobody will ever see what is left.
        let left = if state.bound == Some(0) {
            VecDeque::new()
        } else {
            crate::mem::take(&mut state.queue)
        };
        drop(state);
        self.channel.room.notify_all();
        drop(left);
    }
}
impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    rx: &'a Receiver<T>,
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.rx.recv().ok()
    }
}
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> {
    rx: &'a Receiver<T>,
}
impl<'a, T> Iterator for TryIter<'a, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.rx.try_recv().ok()
    }
}
#[derive(Debug)]
pub struct IntoIter<T> {
    rx: Receiver<T>,
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.rx.recv().ok()
    }
}
impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}
impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { rx: self }
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
pub struct SendError<T>(pub T);
impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendError").finish_non_exhaustive()
    }
}
impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("sending on a closed channel")
    }
}
impl<T> crate::error::Error for SendError<T> {}
#[derive(PartialEq, Eq, Clone, Copy)]
pub enum TrySendError<T> {
    Full(T),
    Disconnected(T),
}
impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            TrySendError::Full(..) => "TrySendError::Full(..)",
            TrySendError::Disconnected(..) => "TrySendError::Disconnected(..)",
        })
    }
}
impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            TrySendError::Full(..) => "sending on a full channel",
            TrySendError::Disconnected(..) => "sending on a closed channel",
        })
    }
}
impl<T> crate::error::Error for TrySendError<T> {}
macro_rules! errors {
    ($($t:ty, |$e:ident| $text:expr;)*) => { $(
        impl fmt::Display for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $e = self;
                f.pad($text)
            }
        }
        impl crate::error::Error for $t {}
    )* };
}
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub struct RecvError;
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum TryRecvError {
    Empty,
    Disconnected,
}
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum RecvTimeoutError {
    Timeout,
    Disconnected,
}
errors! {
    RecvError, |_e| "receiving on a closed channel";
    TryRecvError, |e| match e {
        TryRecvError::Empty => "receiving on an empty channel",
        TryRecvError::Disconnected => "receiving on a closed channel",
    };
    RecvTimeoutError, |e| match e {
        RecvTimeoutError::Timeout => "timed out waiting on channel",
        RecvTimeoutError::Disconnected => "channel is empty and sending half is closed",
    };
}
