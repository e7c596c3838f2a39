//! `RwLock`: many readers or one writer. A reader takes one permit, a writer all; it is fair.

use core::cell::UnsafeCell;
use std::fmt;
use std::sync::Arc;

use super::permits::Permits;
use super::rwlock_guards::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLockReadGuard, RwLockWriteGuard};
use super::{TryLockError, block_on};

const MAX_READS: u32 = u32::MAX >> 3;

pub struct RwLock<T: ?Sized> {
    max_reads: u32,
    pub(super) permits: Permits,
    pub(super) value: UnsafeCell<T>,
}
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}

impl<T> RwLock<T> {
    pub fn new(value: T) -> RwLock<T> {
        RwLock::const_new(value)
    }
    pub const fn const_new(value: T) -> RwLock<T> {
        RwLock {
            max_reads: MAX_READS,
            permits: Permits::new(MAX_READS as usize),
            value: UnsafeCell::new(value),
        }
    }
    #[track_caller]
    pub fn with_max_readers(value: T, max_reads: u32) -> RwLock<T> {
        assert!(
            max_reads <= MAX_READS,
            "a RwLock may not be created with more than {} readers",
            MAX_READS
        );
        RwLock {
            max_reads,
            permits: Permits::new(max_reads as usize),
            value: UnsafeCell::new(value),
        }
    }
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}
impl<T: ?Sized> RwLock<T> {
    async fn acquire(&self, permits: u32) {
        // Nobody closes it.
        let _ = self.permits.acquire(permits as usize, "the lock").await;
    }
    fn try_acquire(&self, permits: u32) -> Result<(), TryLockError> {
        self.permits.try_acquire(permits as usize).map_err(|_| TryLockError(()))
    }
    pub async fn read(&self) -> RwLockReadGuard<'_, T> {
        self.acquire(1).await;
        RwLockReadGuard { lock: self, permits: 1 }
    }
    pub async fn write(&self) -> RwLockWriteGuard<'_, T> {
        self.acquire(self.max_reads).await;
        RwLockWriteGuard {
            lock: self,
            permits: self.max_reads,
        }
    }
    pub async fn read_owned(self: Arc<Self>) -> OwnedRwLockReadGuard<T> {
        self.acquire(1).await;
        OwnedRwLockReadGuard { lock: self, permits: 1 }
    }
    pub async fn write_owned(self: Arc<Self>) -> OwnedRwLockWriteGuard<T> {
        self.acquire(self.max_reads).await;
        OwnedRwLockWriteGuard {
            permits: self.max_reads,
            lock: self,
        }
    }
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        self.try_acquire(1)?;
        Ok(RwLockReadGuard { lock: self, permits: 1 })
    }
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        self.try_acquire(self.max_reads)?;
        Ok(RwLockWriteGuard {
            lock: self,
            permits: self.max_reads,
        })
    }
    #[track_caller]
    pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {
        block_on(self.read())
    }
    #[track_caller]
    pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {
        block_on(self.write())
    }
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}
impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
    }
}
impl<T: Default> Default for RwLock<T> {
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(inner) => out.field("data", &&*inner),
            Err(_) => out.field("data", &format_args!("<locked>")),
        };
        out.finish()
    }
}
