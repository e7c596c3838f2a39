//! A channel for one message.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex};

struct State<T> {
    value: Option<T>,
    /// One of the two ends is gone, or the receiver closed.
    complete: bool,
    rx_task: Option<Waker>,
    tx_task: Option<Waker>,
}
type Inner<T> = Arc<Mutex<State<T>>>;

pub struct Sender<T> {
    inner: Inner<T>,
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Receiver<T> {
    inner: Inner<T>,
}
impl<T> Unpin for Sender<T> {}
impl<T> Unpin for Receiver<T> {}

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let state = State {
        value: None,
        complete: false,
        rx_task: None,
        tx_task: None,
    };
    let inner = Arc::new(Mutex::new(state));
    (Sender { inner: inner.clone() }, Receiver { inner })
}

impl<T> Sender<T> {
    pub fn send(self, t: T) -> Result<(), T> {
        let mut state = self.inner.lock().unwrap();
        if state.complete {
            return Err(t);
        }
        state.value = Some(t);
        Ok(())
        // The receiver is woken when this sender is dropped, right after.
    }
    pub fn poll_canceled(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.inner.lock().unwrap();
        if state.complete {
            return Poll::Ready(());
        }
        state.tx_task = Some(cx.waker().clone());
        Poll::Pending
    }
    pub fn cancellation(&mut self) -> Cancellation<'_, T> {
        Cancellation { sender: self }
    }
    pub fn is_canceled(&self) -> bool {
        self.inner.lock().unwrap().complete
    }
    pub fn is_connected_to(&self, receiver: &Receiver<T>) -> bool {
        Arc::ptr_eq(&self.inner, &receiver.inner)
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = self.inner.lock().unwrap();
        state.complete = true;
        let (rx, tx) = (state.rx_task.take(), state.tx_task.take());
        drop(state);
        if let Some(waker) = rx {
            waker.wake();
        }
        drop(tx);
    }
}
pub struct Cancellation<'a, T> {
    sender: &'a mut Sender<T>,
}
impl<T> Future for Cancellation<'_, T> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.sender.poll_canceled(cx)
    }
}

impl<T> Receiver<T> {
    pub fn close(&mut self) {
        let mut state = self.inner.lock().unwrap();
        state.complete = true;
        let (rx, tx) = (state.rx_task.take(), state.tx_task.take());
        drop(state);
        drop(rx);
        if let Some(waker) = tx {
            waker.wake();
        }
    }
    pub fn try_recv(&mut self) -> Result<Option<T>, Canceled> {
        let mut state = self.inner.lock().unwrap();
        if !state.complete {
            return Ok(None);
        }
        match state.value.take() {
            Some(t) => Ok(Some(t)),
            None => Err(Canceled),
        }
    }
}
impl<T> Future for Receiver<T> {
    type Output = Result<T, Canceled>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Canceled>> {
        let mut state = self.inner.lock().unwrap();
        if !state.complete {
            state.rx_task = Some(cx.waker().clone());
            crate::waits::on("the value");
            return Poll::Pending;
        }
        Poll::Ready(state.value.take().ok_or(Canceled))
    }
}
impl<T> crate::future::FusedFuture for Receiver<T> {
    fn is_terminated(&self) -> bool {
        let state = self.inner.lock().unwrap();
        state.complete && state.value.is_none()
    }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.close()
    }
}
impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("complete", &self.is_canceled()).finish()
    }
}
impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("complete", &self.inner.lock().unwrap().complete)
            .finish()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Canceled;
impl fmt::Display for Canceled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("oneshot canceled")
    }
}
impl std::error::Error for Canceled {}
