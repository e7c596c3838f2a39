//! What is left of a lock whose holder panicked.

use crate::sync::atomic::{AtomicBool, Ordering};
use crate::{fmt, thread};

pub type LockResult<T> = Result<T, PoisonError<T>>;
pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;

pub(super) struct Flag {
    failed: AtomicBool,
}
impl Flag {
    pub(super) const fn new() -> Flag {
        Flag {
            failed: AtomicBool::new(false),
        }
    }
    pub(super) fn get(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
    pub(super) fn clear(&self) {
        self.failed.store(false, Ordering::Relaxed)
    }
    /// When a guard goes: poisoned if a panic began while it was held.
    pub(super) fn done(&self, panicking_before: bool) {
        if !panicking_before && thread::panicking() {
            self.failed.store(true, Ordering::Relaxed)
        }
    }
    pub(super) fn result<T>(&self, guard: T) -> LockResult<T> {
        if self.get() {
            Err(PoisonError::new(guard))
        } else {
            Ok(guard)
        }
    }
}

pub struct PoisonError<T> {
    data: T,
}
impl<T> PoisonError<T> {
    pub fn new(data: T) -> PoisonError<T> {
        PoisonError { data }
    }
    pub fn into_inner(self) -> T {
        self.data
    }
    pub fn get_ref(&self) -> &T {
        &self.data
    }
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.data
    }
}
impl<T> fmt::Debug for PoisonError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PoisonError").finish_non_exhaustive()
    }
}
impl<T> fmt::Display for PoisonError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("poisoned lock: another task failed inside")
    }
}
impl<T> crate::error::Error for PoisonError<T> {}

pub enum TryLockError<T> {
    Poisoned(PoisonError<T>),
    WouldBlock,
}
impl<T> From<PoisonError<T>> for TryLockError<T> {
    fn from(err: PoisonError<T>) -> TryLockError<T> {
        TryLockError::Poisoned(err)
    }
}
impl<T> fmt::Debug for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryLockError::Poisoned(..) => f.pad("Poisoned(..)"),
            TryLockError::WouldBlock => f.pad("WouldBlock"),
        }
    }
}
impl<T> fmt::Display for TryLockError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            TryLockError::Poisoned(..) => "poisoned lock: another task failed inside",
            TryLockError::WouldBlock => "try_lock failed because the operation would block",
        })
    }
}
impl<T> crate::error::Error for TryLockError<T> {}
