//! One value that changes, and those that watch it: they see the last one, not each.

pub mod error;

use std::fmt;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, RwLock, RwLockReadGuard};

use self::error::{RecvError, SendError};
use super::Notify;
use crate::task::coop::cooperative;

struct Shared<T> {
    value: RwLock<T>,
    version: AtomicU64,
    closed: AtomicBool,
    senders: AtomicUsize,
    receivers: AtomicUsize,
    changed: Notify,
    unwatched: Notify,
}

pub struct Sender<T> {
    shared: Arc<Shared<T>>,
}
pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    /// The version that it has seen.
    version: u64,
}

pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let sender = Sender::new(init);
    let receiver = sender.subscribe();
    (sender, receiver)
}

/// The value, which cannot change while this lives.
pub struct Ref<'a, T> {
    inner: RwLockReadGuard<'a, T>,
    has_changed: bool,
}
impl<T> Ref<'_, T> {
    pub fn has_changed(&self) -> bool {
        self.has_changed
    }
}
impl<T> Deref for Ref<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}
impl<T: fmt::Debug> fmt::Debug for Ref<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ref")
            .field("inner", &self.inner)
            .field("has_changed", &self.has_changed)
            .finish()
    }
}

fn subscribe<T>(shared: &Arc<Shared<T>>, version: u64) -> Receiver<T> {
    shared.receivers.fetch_add(1, Ordering::SeqCst);
    Receiver {
        shared: shared.clone(),
        version,
    }
}
impl<T> Shared<T> {
    fn version(&self) -> u64 {
        self.version.load(Ordering::SeqCst)
    }
    fn read(&self) -> RwLockReadGuard<'_, T> {
        self.value.read().unwrap()
    }
    async fn changed(&self, seen: &mut u64) -> Result<(), RecvError> {
        loop {
            let changed = self.changed.notified();
            let version = self.version();
            if *seen != version {
                *seen = version;
                return Ok(());
            }
            if self.closed.load(Ordering::SeqCst) {
                return Err(RecvError(()));
            }
            changed.await;
        }
    }
    async fn wait_for(&self, seen: &mut u64, mut f: impl FnMut(&T) -> bool) -> Result<Ref<'_, T>, RecvError> {
        let mut closed = false;
        loop {
            {
                let inner = self.read();
                let version = self.version();
                let has_changed = *seen != version;
                *seen = version;
                if (!closed || has_changed) && f(&inner) {
                    return Ok(Ref { inner, has_changed });
                }
            }
            if closed {
                return Err(RecvError(()));
            }
            closed = self.changed(seen).await.is_err();
        }
    }
}

impl<T> Sender<T> {
    pub fn new(init: T) -> Sender<T> {
        Sender {
            shared: Arc::new(Shared {
                value: RwLock::new(init),
                version: AtomicU64::new(0),
                closed: AtomicBool::new(false),
                senders: AtomicUsize::new(1),
                receivers: AtomicUsize::new(0),
                changed: Notify::new(),
                unwatched: Notify::new(),
            }),
        }
    }
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        if self.receiver_count() == 0 {
            return Err(SendError(value));
        }
        self.send_replace(value);
        Ok(())
    }
    pub fn send_replace(&self, mut value: T) -> T {
        self.send_modify(|old| core::mem::swap(old, &mut value));
        value
    }
    pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {
        self.send_if_modified(|value| {
            modify(value);
            true
        });
    }
    pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        let mut value = self.shared.value.write().unwrap();
        if !modify(&mut value) {
            return false;
        }
        self.shared.version.fetch_add(1, Ordering::SeqCst);
        drop(value);
        self.shared.changed.notify_waiters();
        true
    }
    pub fn borrow(&self) -> Ref<'_, T> {
        Ref {
            inner: self.shared.read(),
            has_changed: false,
        }
    }
    pub fn is_closed(&self) -> bool {
        self.receiver_count() == 0
    }
    pub async fn closed(&self) {
        while !self.is_closed() {
            let unwatched = self.shared.unwatched.notified();
            if self.is_closed() {
                return;
            }
            unwatched.await;
        }
    }
    pub fn subscribe(&self) -> Receiver<T> {
        subscribe(&self.shared, self.shared.version())
    }
    pub fn receiver_count(&self) -> usize {
        self.shared.receivers.load(Ordering::SeqCst)
    }
    pub fn sender_count(&self) -> usize {
        self.shared.senders.load(Ordering::SeqCst)
    }
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.shared.senders.fetch_add(1, Ordering::SeqCst);
        Sender {
            shared: self.shared.clone(),
        }
    }
}
impl<T: Default> Default for Sender<T> {
    fn default() -> Sender<T> {
        Sender::new(T::default())
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.shared.senders.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.shared.closed.store(true, Ordering::SeqCst);
            self.shared.changed.notify_waiters();
        }
    }
}
impl<T: fmt::Debug> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> Receiver<T> {
    pub fn borrow(&self) -> Ref<'_, T> {
        let inner = self.shared.read();
        Ref {
            has_changed: self.version != self.shared.version(),
            inner,
        }
    }
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        let inner = self.shared.read();
        let version = self.shared.version();
        let has_changed = self.version != version;
        self.version = version;
        Ref { inner, has_changed }
    }
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        if self.shared.closed.load(Ordering::SeqCst) {
            return Err(RecvError(()));
        }
        Ok(self.version != self.shared.version())
    }
    pub fn mark_changed(&mut self) {
        self.version = self.version.wrapping_sub(1);
    }
    pub fn mark_unchanged(&mut self) {
        self.version = self.shared.version();
    }
    /// Waits for a version that it has not seen.
    pub async fn changed(&mut self) -> Result<(), RecvError> {
        cooperative(self.shared.changed(&mut self.version)).await
    }
    pub async fn wait_for(&mut self, f: impl FnMut(&T) -> bool) -> Result<Ref<'_, T>, RecvError> {
        cooperative(self.shared.wait_for(&mut self.version, f)).await
    }
    pub fn same_channel(&self, other: &Receiver<T>) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}
impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Receiver<T> {
        subscribe(&self.shared, self.version)
    }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if self.shared.receivers.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.shared.unwatched.notify_waiters();
        }
    }
}
impl<T: fmt::Debug> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
