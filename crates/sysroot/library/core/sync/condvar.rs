//! `Condvar`.

use super::futex::Futex;
use super::mutex::MutexGuard;
use super::poison::{LockResult, PoisonError};
use crate::fmt;
use crate::time::{Duration, Instant};

#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);
impl WaitTimeoutResult {
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

/// Counts the notifications.
pub struct Condvar {
    notified: Futex,
}
impl Condvar {
    pub const fn new() -> Condvar {
        Condvar {
            notified: Futex::new(0),
        }
    }
    /// Lets go of the lock, waits, takes it again. False when the time was over.
    fn sleep<T: ?Sized>(&self, guard: &MutexGuard<'_, T>, timeout: Option<Duration>) -> bool {
        let seen = self.notified.load();
        guard.mutex.lock.unlock();
        let notified = self.notified.wait(seen, timeout, "condition");
        guard.mutex.lock.lock();
        notified
    }
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.sleep(&guard, None);
        let poisoned = guard.mutex.poison.get();
        if poisoned {
            Err(PoisonError::new(guard))
        } else {
            Ok(guard)
        }
    }
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>> {
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        dur: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let notified = self.sleep(&guard, Some(dur));
        let poisoned = guard.mutex.poison.get();
        let result = (guard, WaitTimeoutResult(!notified));
        if poisoned {
            Err(PoisonError::new(result))
        } else {
            Ok(result)
        }
    }
    pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(
        &self,
        mut guard: MutexGuard<'a, T>,
        dur: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let start = Instant::now();
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let timeout = match dur.checked_sub(start.elapsed()) {
                Some(timeout) => timeout,
                None => return Ok((guard, WaitTimeoutResult(true))),
            };
            guard = self.wait_timeout(guard, timeout)?.0;
        }
    }
    pub fn notify_one(&self) {
        self.notified.add(1);
        self.notified.wake(1);
    }
    pub fn notify_all(&self) {
        self.notified.add(1);
        self.notified.wake(u32::MAX);
    }
}
impl Default for Condvar {
    fn default() -> Condvar {
        Condvar::new()
    }
}
impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}
