//! Channels, locks and other ways of tasks to meet.

mod barrier;
pub mod broadcast;
pub mod mpsc;
mod mutex;
mod notify;
mod once_cell;
pub mod oneshot;
mod permits;
mod rwlock;
mod rwlock_guards;
mod semaphore;
pub mod watch;

pub use barrier::{Barrier, BarrierWaitResult};
pub use mutex::{MappedMutexGuard, Mutex, MutexGuard, OwnedMutexGuard, TryLockError};
pub use notify::Notify;
pub use once_cell::{OnceCell, SetError};
pub use permits::{AcquireError, TryAcquireError};
pub use rwlock::RwLock;
pub use rwlock_guards::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLockReadGuard, RwLockWriteGuard};
pub use semaphore::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

/// Futures of this module.
pub mod futures {
    pub use super::notify::{Notified, OwnedNotified};
}

use std::future::Future;

/// Waits on a thread that drives no runtime.
#[track_caller]
fn block_on<F: Future>(future: F) -> F::Output {
    crate::runtime::context::block_on_blocking(future)
}
