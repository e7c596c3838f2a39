//! A lock whose waiting does not block the thread.

use core::cell::UnsafeCell;
use core::fmt;
use core::future::Future;
use core::ops::{Deref, DerefMut};
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::collections::VecDeque;

struct State {
    locked: bool,
    next: u64,
    waiting: VecDeque<(u64, Waker)>,
}
pub struct Mutex<T: ?Sized> {
    state: std::sync::Mutex<State>,
    value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T> Mutex<T> {
    pub const fn new(t: T) -> Mutex<T> {
        let state = State {
            locked: false,
            next: 0,
            waiting: VecDeque::new(),
        };
        Mutex {
            state: std::sync::Mutex::new(state),
            value: UnsafeCell::new(t),
        }
    }
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}
impl<T: ?Sized> Mutex<T> {
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        let mut state = self.state.lock().unwrap();
        if state.locked {
            return None;
        }
        state.locked = true;
        Some(MutexGuard { mutex: self })
    }
    pub fn lock(&self) -> MutexLockFuture<'_, T> {
        MutexLockFuture { mutex: self, key: None }
    }
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
    fn unlock(&self) {
        let mut state = self.state.lock().unwrap();
        state.locked = false;
        let waker = state.waiting.front().map(|(_, waker)| waker.clone());
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
impl<T: Default> Default for Mutex<T> {
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}
impl<T: ?Sized> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mutex").finish_non_exhaustive()
    }
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct MutexLockFuture<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    key: Option<u64>,
}
impl<'a, T: ?Sized> Future for MutexLockFuture<'a, T> {
    type Output = MutexGuard<'a, T>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<MutexGuard<'a, T>> {
        let mutex = self.mutex;
        let mut state = mutex.state.lock().unwrap();
        if !state.locked {
            state.locked = true;
            if let Some(key) = self.key.take() {
                state.waiting.retain(|(k, _)| *k != key);
            }
            return Poll::Ready(MutexGuard { mutex });
        }
        match self.key {
            Some(key) => {
                if let Some(entry) = state.waiting.iter_mut().find(|(k, _)| *k == key) {
                    entry.1 = cx.waker().clone();
                }
            }
            None => {
                let key = state.next;
                state.next += 1;
                state.waiting.push_back((key, cx.waker().clone()));
                self.key = Some(key);
            }
        }
        crate::waits::on("the lock");
        Poll::Pending
    }
}
impl<T: ?Sized> Drop for MutexLockFuture<'_, T> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            let mut state = self.mutex.state.lock().unwrap();
            state.waiting.retain(|(k, _)| *k != key);
            // The wake that it may have been given is somebody else's now.
            let waker = if state.locked {
                None
            } else {
                state.waiting.front().map(|(_, waker)| waker.clone())
            };
            drop(state);
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }
}
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
}
unsafe impl<T: ?Sized + Send> Send for MutexGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        self.mutex.unlock()
    }
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.mutex.value.get() }
    }
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.mutex.value.get() }
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MutexGuard")
            .field("value", &&**self)
            .finish_non_exhaustive()
    }
}
