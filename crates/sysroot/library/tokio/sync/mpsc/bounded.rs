//! Channels with room for so many messages: who sends waits for room.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use std::vec::Vec;

use super::chan::{Chan, Room};
use super::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
use super::permit::{OwnedPermit, Permit, PermitIterator};
use crate::sync::block_on;
use crate::sync::permits::TryAcquireError;

pub struct Sender<T> {
    pub(super) chan: Arc<Chan<T>>,
}
/// A sender that does not keep the channel open.
pub struct WeakSender<T> {
    chan: Arc<Chan<T>>,
}
pub struct Receiver<T> {
    chan: Arc<Chan<T>>,
}
impl<T> Unpin for Receiver<T> {}

#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    assert!(buffer > 0, "mpsc bounded channel requires buffer > 0");
    let chan = Arc::new(Chan::new(Some(buffer)));
    (Sender { chan: chan.clone() }, Receiver { chan })
}

fn room<T>(chan: &Chan<T>) -> &Room {
    match &chan.room {
        Some(room) => room,
        None => unreachable!(),
    }
}

impl<T> Sender<T> {
    async fn take_room(&self, count: usize) -> Result<(), SendError<()>> {
        let room = room(&self.chan);
        if count > room.bound {
            return Err(SendError(()));
        }
        room.permits.acquire(count, "room in the channel").await.map_err(|_| SendError(()))
    }
    fn try_take_room(&self, count: usize) -> Result<(), TrySendError<()>> {
        let room = room(&self.chan);
        if count > room.bound {
            return Err(TrySendError::Full(()));
        }
        room.permits.try_acquire(count).map_err(|error| match error {
            TryAcquireError::Closed => TrySendError::Closed(()),
            TryAcquireError::NoPermits => TrySendError::Full(()),
        })
    }
    pub async fn send(&self, value: T) -> Result<(), SendError<T>> {
        match self.take_room(1).await {
            Ok(()) => {
                self.chan.push(value);
                Ok(())
            }
            Err(_) => Err(SendError(value)),
        }
    }
    pub async fn closed(&self) {
        self.chan.closed().await
    }
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        match self.try_take_room(1) {
            Ok(()) => {
                self.chan.push(message);
                Ok(())
            }
            Err(TrySendError::Full(())) => Err(TrySendError::Full(message)),
            Err(TrySendError::Closed(())) => Err(TrySendError::Closed(message)),
        }
    }
    pub async fn send_timeout(&self, value: T, timeout: Duration) -> Result<(), SendTimeoutError<T>> {
        match crate::time::timeout(timeout, self.take_room(1)).await {
            Ok(Ok(())) => {
                self.chan.push(value);
                Ok(())
            }
            Ok(Err(_)) => Err(SendTimeoutError::Closed(value)),
            Err(_) => Err(SendTimeoutError::Timeout(value)),
        }
    }
    #[track_caller]
    pub fn blocking_send(&self, value: T) -> Result<(), SendError<T>> {
        block_on(self.send(value))
    }
    pub fn is_closed(&self) -> bool {
        self.chan.is_closed()
    }
    pub async fn reserve(&self) -> Result<Permit<'_, T>, SendError<()>> {
        self.take_room(1).await?;
        Ok(Permit { chan: &self.chan })
    }
    pub async fn reserve_many(&self, n: usize) -> Result<PermitIterator<'_, T>, SendError<()>> {
        self.take_room(n).await?;
        Ok(PermitIterator { chan: &self.chan, n })
    }
    pub async fn reserve_owned(self) -> Result<OwnedPermit<T>, SendError<()>> {
        self.take_room(1).await?;
        Ok(OwnedPermit { sender: Some(self) })
    }
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        self.try_take_room(1)?;
        Ok(Permit { chan: &self.chan })
    }
    pub fn try_reserve_many(&self, n: usize) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        self.try_take_room(n)?;
        Ok(PermitIterator { chan: &self.chan, n })
    }
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        match self.try_take_room(1) {
            Ok(()) => Ok(OwnedPermit { sender: Some(self) }),
            Err(TrySendError::Full(())) => Err(TrySendError::Full(self)),
            Err(TrySendError::Closed(())) => Err(TrySendError::Closed(self)),
        }
    }
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.chan, &other.chan)
    }
    pub fn capacity(&self) -> usize {
        room(&self.chan).permits.available()
    }
    pub fn max_capacity(&self) -> usize {
        room(&self.chan).bound
    }
    pub fn downgrade(&self) -> WeakSender<T> {
        self.chan.count_weak(true);
        WeakSender {
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
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.chan.add_sender();
        Sender {
            chan: self.chan.clone(),
        }
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.chan.drop_sender();
    }
}
impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> WeakSender<T> {
    pub fn upgrade(&self) -> Option<Sender<T>> {
        self.chan.upgrade().then(|| Sender {
            chan: self.chan.clone(),
        })
    }
    pub fn strong_count(&self) -> usize {
        self.chan.senders()
    }
    pub fn weak_count(&self) -> usize {
        self.chan.weak_senders()
    }
}
impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> WeakSender<T> {
        self.chan.count_weak(true);
        WeakSender {
            chan: self.chan.clone(),
        }
    }
}
impl<T> Drop for WeakSender<T> {
    fn drop(&mut self) {
        self.chan.count_weak(false);
    }
}
impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakSender").finish()
    }
}

impl<T> Receiver<T> {
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
    #[track_caller]
    pub fn blocking_recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
        block_on(self.recv_many(buffer, limit))
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
    pub fn capacity(&self) -> usize {
        room(&self.chan).permits.available()
    }
    pub fn max_capacity(&self) -> usize {
        room(&self.chan).bound
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
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.chan.abandon();
    }
}
impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
