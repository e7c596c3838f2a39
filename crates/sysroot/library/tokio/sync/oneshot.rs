//! A channel for one value.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};

use self::error::{RecvError, TryRecvError};
use super::block_on;
use crate::runtime::waits;
use crate::task::coop;

struct State<T> {
    value: Option<T>,
    /// The sender has sent or is gone.
    complete: bool,
    /// The receiver is gone or wants no value any more.
    closed: bool,
    receiver: Option<Waker>,
    sender: Option<Waker>,
}
type Inner<T> = Arc<Mutex<State<T>>>;

pub struct Sender<T> {
    inner: Option<Inner<T>>,
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Receiver<T> {
    /// None when the value, or that there is none, has been told.
    inner: Option<Inner<T>>,
}

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let inner = Arc::new(Mutex::new(State {
        value: None,
        complete: false,
        closed: false,
        receiver: None,
        sender: None,
    }));
    (
        Sender {
            inner: Some(inner.clone()),
        },
        Receiver { inner: Some(inner) },
    )
}

/// The sender has nothing more to say.
fn complete<T>(inner: &Inner<T>) {
    let mut state = inner.lock().unwrap();
    if state.complete {
        return;
    }
    state.complete = true;
    let (receiver, sender) = (state.receiver.take(), state.sender.take());
    drop(state);
    drop(sender);
    if let Some(waker) = receiver {
        waker.wake();
    }
}

impl<T> Sender<T> {
    pub fn send(mut self, t: T) -> Result<(), T> {
        let Some(inner) = self.inner.take() else {
            return Err(t);
        };
        let mut state = inner.lock().unwrap();
        if state.closed {
            return Err(t);
        }
        state.value = Some(t);
        drop(state);
        complete(&inner);
        Ok(())
    }
    pub async fn closed(&mut self) {
        std::future::poll_fn(|cx| self.poll_closed(cx)).await
    }
    pub fn is_closed(&self) -> bool {
        self.inner.as_ref().is_none_or(|inner| inner.lock().unwrap().closed)
    }
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let coop = ready!(coop::poll_proceed(cx));
        let Some(inner) = &self.inner else {
            return Poll::Ready(());
        };
        let mut state = inner.lock().unwrap();
        if state.closed {
            coop.made_progress();
            return Poll::Ready(());
        }
        let old = state.sender.replace(cx.waker().clone());
        drop(state);
        drop(old);
        waits::on("the receiver to be gone");
        Poll::Pending
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if let Some(inner) = &self.inner {
            complete(inner);
        }
    }
}

impl<T> Receiver<T> {
    pub fn close(&mut self) {
        let Some(inner) = &self.inner else { return };
        let mut state = inner.lock().unwrap();
        state.closed = true;
        let sender = state.sender.take();
        drop(state);
        if let Some(waker) = sender {
            waker.wake();
        }
    }
    pub fn is_terminated(&self) -> bool {
        self.inner.is_none()
    }
    pub fn is_empty(&self) -> bool {
        self.inner
            .as_ref()
            .is_none_or(|inner| inner.lock().unwrap().value.is_none())
    }
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let Some(inner) = &self.inner else {
            return Err(TryRecvError::Closed);
        };
        let mut state = inner.lock().unwrap();
        let result = if state.complete {
            state.value.take().ok_or(TryRecvError::Closed)
        } else if state.closed {
            Err(TryRecvError::Closed)
        } else {
            return Err(TryRecvError::Empty);
        };
        drop(state);
        self.inner = None;
        result
    }
    #[track_caller]
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        block_on(self)
    }
}
impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, RecvError>> {
        let Some(inner) = &self.inner else {
            panic!("called after complete");
        };
        let coop = ready!(coop::poll_proceed(cx));
        let mut state = inner.lock().unwrap();
        if !state.complete && !state.closed {
            let old = match &state.receiver {
                Some(old) if old.will_wake(cx.waker()) => None,
                _ => state.receiver.replace(cx.waker().clone()),
            };
            drop(state);
            drop(old);
            waits::on("the value");
            return Poll::Pending;
        }
        coop.made_progress();
        let value = state.value.take().ok_or(RecvError(()));
        drop(state);
        self.inner = None;
        Poll::Ready(value)
    }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.close();
        if let Some(inner) = &self.inner {
            let value = inner.lock().unwrap().value.take();
            drop(value);
        }
    }
}
impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}
impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

pub mod error {
    //! Errors of one-shot channels.

    use std::fmt;

    #[derive(Debug, Eq, PartialEq, Clone)]
    pub struct RecvError(pub(super) ());
    impl fmt::Display for RecvError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("channel closed")
        }
    }
    impl std::error::Error for RecvError {}

    #[derive(Debug, Eq, PartialEq, Clone)]
    pub enum TryRecvError {
        Empty,
        Closed,
    }
    impl fmt::Display for TryRecvError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(match self {
                TryRecvError::Empty => "channel empty",
                TryRecvError::Closed => "channel closed",
            })
        }
    }
    impl std::error::Error for TryRecvError {}
}
