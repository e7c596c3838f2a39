//! `Semaphore`: so many at a time.

use std::fmt;
use std::sync::Arc;

use super::permits::{self, AcquireError, Permits, TryAcquireError};

pub struct Semaphore {
    permits: Permits,
}
impl Semaphore {
    pub const MAX_PERMITS: usize = permits::MAX_PERMITS;
    pub fn new(permits: usize) -> Semaphore {
        Semaphore::const_new(permits)
    }
    pub const fn const_new(permits: usize) -> Semaphore {
        Semaphore {
            permits: Permits::new(permits),
        }
    }
    pub fn available_permits(&self) -> usize {
        self.permits.available()
    }
    pub fn add_permits(&self, n: usize) {
        self.permits.release(n)
    }
    pub fn forget_permits(&self, n: usize) -> usize {
        self.permits.forget(n)
    }
    pub async fn acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.acquire_many(1).await
    }
    pub async fn acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.permits.acquire(n as usize, "a permit").await?;
        Ok(SemaphorePermit { sem: self, permits: n })
    }
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_many(1)
    }
    pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.permits.try_acquire(n as usize)?;
        Ok(SemaphorePermit { sem: self, permits: n })
    }
    pub async fn acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.acquire_many_owned(1).await
    }
    pub async fn acquire_many_owned(self: Arc<Self>, n: u32) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.permits.acquire(n as usize, "a permit").await?;
        Ok(OwnedSemaphorePermit { sem: self, permits: n })
    }
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_acquire_many_owned(1)
    }
    pub fn try_acquire_many_owned(self: Arc<Self>, n: u32) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.permits.try_acquire(n as usize)?;
        Ok(OwnedSemaphorePermit { sem: self, permits: n })
    }
    pub fn close(&self) {
        self.permits.close()
    }
    pub fn is_closed(&self) -> bool {
        self.permits.is_closed()
    }
}
impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore").field("ll_sem", &self.permits).finish()
    }
}

macro_rules! permit {
    ($Permit:ident $($lifetime:lifetime)?, $Sem:ty, $same:path) => {
        /// Gives its permits back when it is dropped.
        #[must_use]
        #[derive(Debug)]
        pub struct $Permit $(<$lifetime>)? {
            sem: $Sem,
            permits: u32,
        }
        impl $(<$lifetime>)? $Permit $(<$lifetime>)? {
            pub fn forget(mut self) {
                self.permits = 0;
            }
            #[track_caller]
            pub fn merge(&mut self, mut other: Self) {
                assert!($same(&self.sem, &other.sem), "merging permits from different semaphore instances");
                self.permits += other.permits;
                other.permits = 0;
            }
            pub fn split(&mut self, n: usize) -> Option<Self> {
                let n = u32::try_from(n).ok()?;
                if n > self.permits {
                    return None;
                }
                self.permits -= n;
                Some($Permit { sem: self.sem.clone(), permits: n })
            }
            pub fn num_permits(&self) -> usize {
                self.permits as usize
            }
        }
        impl $(<$lifetime>)? Drop for $Permit $(<$lifetime>)? {
            fn drop(&mut self) {
                self.sem.add_permits(self.permits as usize);
            }
        }
    };
}
fn same(a: &&Semaphore, b: &&Semaphore) -> bool {
    core::ptr::eq(*a, *b)
}
permit!(SemaphorePermit 'a, &'a Semaphore, same);
permit!(OwnedSemaphorePermit, Arc<Semaphore>, Arc::ptr_eq);
impl OwnedSemaphorePermit {
    pub fn semaphore(&self) -> &Arc<Semaphore> {
        &self.sem
    }
}
