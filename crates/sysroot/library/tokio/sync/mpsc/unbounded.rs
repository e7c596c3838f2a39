//! Channels without a limit: sending never waits.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::vec::Vec;

use super::chan::Chan;
use super::error::{SendError, TryRecvError};
use crate::sync::block_on;

pub struct UnboundedSender<T> {
    chan: Arc<Chan<T>>,
}
pub struct WeakUnboundedSender<T> {
    chan: Arc<Chan<T>>,
}
pub struct UnboundedReceiver<T> {
    chan: Arc<Chan<T>>,
}
impl<T> Unpin for UnboundedReceiver<T> {}

pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let chan = Arc::new(Chan::new(None));
    (UnboundedSender { chan: chan.clone() }, UnboundedReceiver { chan })
}

impl<T> UnboundedSender<T> {
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        if self.chan.is_closed() {
            return Err(SendError(message));
        }
        self.chan.push(message);
        Ok(())
    }
    pub async fn closed(&self) {
        self.chan.closed().await
    }
    pub fn is_closed(&self) -> bool {
        self.chan.is_closed()
    }
    pub fn same_channel(&self, other: &UnboundedSender<T>) -> bool {
        Arc::ptr_eq(&self.chan, &other.chan)
    }
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        self.chan.count_weak(true);
        WeakUnboundedSender {
            chan: self.chan.clone(),
        }
    }
    pub fn strong_count(&self) -> usize {
        self.chan.senders()
    }
    pub fn weak_count(&self) -> usize {
        self.chan.weak_senders()
    }
}
impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> UnboundedSender<T> {
        self.chan.add_sender();
        UnboundedSender {
            chan: self.chan.clone(),
        }
    }
}
impl<T> Drop for UnboundedSender<T> {
    fn drop(&mut self) {
        self.chan.drop_sender();
    }
}
impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedSender").finish_non_exhaustive()
    }
}

impl<T> WeakUnboundedSender<T> {
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        self.chan.upgrade().then(|| UnboundedSender {
            chan: self.chan.clone(),
        })
    }
}
impl<T> Clone for WeakUnboundedSender<T> {
    fn clone(&self) -> WeakUnboundedSender<T> {
        self.chan.count_weak(true);
        WeakUnboundedSender {
            chan: self.chan.clone(),
        }
    }
}
impl<T> Drop for WeakUnboundedSender<T> {
    fn drop(&mut self) {
        self.chan.count_weak(false);
    }
}
impl<T> fmt::Debug for WeakUnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakUnboundedSender").finish()
    }
}

impl<T> UnboundedReceiver<T> {
    pub async fn recv(&mut self) -> Option<T> {
        std::future::poll_fn(|cx| self.chan.recv(cx)).await
    }
    pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
        std::future::poll_fn(|cx| self.chan.recv_many(cx, buffer, limit)).await
    }
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.chan.try_recv()
    }
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Option<T> {
        block_on(self.recv())
    }
    pub fn close(&mut self) {
        self.chan.close()
    }
    pub fn is_closed(&self) -> bool {
        self.chan.is_closed() || self.chan.senders() == 0
    }
    pub fn is_empty(&self) -> bool {
        self.chan.len() == 0
    }
    pub fn len(&self) -> usize {
        self.chan.len()
    }
    pub fn sender_strong_count(&self) -> usize {
        self.chan.senders()
    }
    pub fn sender_weak_count(&self) -> usize {
        self.chan.weak_senders()
    }
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.chan.recv(cx)
    }
    pub fn poll_recv_many(&mut self, cx: &mut Context<'_>, buffer: &mut Vec<T>, limit: usize) -> Poll<usize> {
        self.chan.recv_many(cx, buffer, limit)
    }
}
impl<T> Drop for UnboundedReceiver<T> {
    fn drop(&mut self) {
        self.chan.abandon();
    }
}
impl<T> fmt::Debug for UnboundedReceiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedReceiver").finish_non_exhaustive()
    }
}
