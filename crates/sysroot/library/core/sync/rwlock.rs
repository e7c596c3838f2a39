//! `RwLock`: the state counts readers, or is `WRITER`; a second word changes whenever the lock may be free.

use super::futex::Futex;
use super::poison::{Flag, LockResult, PoisonError, TryLockError, TryLockResult};
use crate::cell::UnsafeCell;
use crate::ops::{Deref, DerefMut};
use crate::{fmt, thread};

const WRITER: u32 = 0xffff_ffff;

pub struct RwLock<T: ?Sized> {
    state: Futex,
    changed: Futex,
    /// Writers that wait go before readers that come later.
    writers_waiting: Futex,
    poison: Flag,
    data: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}

#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
}
impl<T: ?Sized> !Send for RwLockReadGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    panicking: bool,
}
impl<T: ?Sized> !Send for RwLockWriteGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}

impl<T> RwLock<T> {
    pub const fn new(t: T) -> RwLock<T> {
        RwLock {
            state: Futex::new(0),
            changed: Futex::new(0),
            writers_waiting: Futex::new(0),
            poison: Flag::new(),
            data: UnsafeCell::new(t),
        }
    }
    pub fn into_inner(self) -> LockResult<T> {
        if self.poison.get() {
            Err(PoisonError::new(self.data.into_inner()))
        } else {
            Ok(self.data.into_inner())
        }
    }
}
impl<T: ?Sized> RwLock<T> {
    fn enter_read(&self) -> bool {
        loop {
            let state = self.state.load();
            if state == WRITER {
                return false;
            }
            if self.state.exchange(state, state + 1) {
                return true;
            }
        }
    }
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        loop {
            let seen = self.changed.load();
            if self.writers_waiting.load() == 0 && self.enter_read() {
                return self.poison.result(RwLockReadGuard { lock: self });
            }
            self.changed.wait(seen, None, "read lock");
        }
    }
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        if self.enter_read() {
            Ok(self.poison.result(RwLockReadGuard { lock: self })?)
        } else {
            Err(TryLockError::WouldBlock)
        }
    }
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let mut waiting = false;
        loop {
            let seen = self.changed.load();
            if self.state.exchange(0, WRITER) {
                if waiting {
                    self.writers_waiting.add(WRITER);
                }
                return self.poison.result(RwLockWriteGuard {
                    lock: self,
                    panicking: thread::panicking(),
                });
            }
            if !waiting {
                waiting = true;
                self.writers_waiting.add(1);
            }
            self.changed.wait(seen, None, "write lock");
        }
    }
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        if self.state.exchange(0, WRITER) {
            Ok(self.poison.result(RwLockWriteGuard {
                lock: self,
                panicking: thread::panicking(),
            })?)
        } else {
            Err(TryLockError::WouldBlock)
        }
    }
    fn freed(&self) {
        self.changed.add(1);
        self.changed.wake(u32::MAX);
    }
    pub fn is_poisoned(&self) -> bool {
        self.poison.get()
    }
    pub fn clear_poison(&self) {
        self.poison.clear()
    }
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.poison.get();
        let data = self.data.get_mut();
        if poisoned {
            Err(PoisonError::new(data))
        } else {
            Ok(data)
        }
    }
}
impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// From the one writer to the first reader, with nobody between.
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {
        let lock = s.lock;
        crate::mem::forget(s);
        lock.state.store(1);
        lock.freed();
        RwLockReadGuard { lock }
    }
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.lock.data.get() }
    }
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.lock.data.get() }
    }
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.lock.data.get() }
    }
}
impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        if self.lock.state.add(WRITER) == 1 {
            self.lock.freed();
        }
    }
}
impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.poison.done(self.panicking);
        self.lock.state.store(0);
        self.lock.freed();
    }
}
impl<T: Default> Default for RwLock<T> {
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}
impl<T> From<T> for RwLock<T> {
    fn from(t: T) -> RwLock<T> {
        RwLock::new(t)
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => d.field("data", &&*guard),
            Err(TryLockError::Poisoned(err)) => d.field("data", &&**err.get_ref()),
            Err(TryLockError::WouldBlock) => d.field("data", &format_args!("<locked>")),
        };
        d.field("poisoned", &self.poison.get());
        d.finish_non_exhaustive()
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
