//! Waiting for a word of memory to change, and the lock that everything else is built on.

use crate::cell::UnsafeCell;
use crate::intrinsics;
use crate::time::Duration;

/// A word that threads wait on.
pub(super) struct Futex {
    v: UnsafeCell<u32>,
}
unsafe impl Sync for Futex {}
unsafe impl Send for Futex {}
impl Futex {
    pub(super) const fn new(v: u32) -> Futex {
        Futex { v: UnsafeCell::new(v) }
    }
    pub(super) fn load(&self) -> u32 {
        intrinsics::atomic_load(self.v.get() as *const u32)
    }
    pub(super) fn store(&self, v: u32) {
        intrinsics::atomic_store(self.v.get(), v)
    }
    pub(super) fn swap(&self, v: u32) -> u32 {
        intrinsics::atomic_swap(self.v.get(), v)
    }
    pub(super) fn add(&self, v: u32) -> u32 {
        intrinsics::atomic_add(self.v.get(), v)
    }
    pub(super) fn exchange(&self, old: u32, new: u32) -> bool {
        intrinsics::atomic_compare_exchange(self.v.get(), old, new).1
    }
    /// While the word is `expected`; false when the time was over. `reason` is shown to people.
    pub(super) fn wait(&self, expected: u32, timeout: Option<Duration>, reason: &str) -> bool {
        let nanos = match timeout {
            Some(timeout) => timeout.as_clock(),
            None => u64::MAX,
        };
        intrinsics::futex_wait(
            self.v.get() as *const u32,
            expected,
            nanos,
            reason.as_ptr(),
            reason.len(),
        )
    }
    pub(super) fn wake(&self, count: u32) {
        intrinsics::futex_wake(self.v.get() as *const u32, count);
    }
}

/// 0 free, 1 held, 2 held and somebody waits.
pub(crate) struct RawLock {
    state: Futex,
}
impl RawLock {
    pub(crate) const fn new() -> RawLock {
        RawLock { state: Futex::new(0) }
    }
    pub(crate) fn try_lock(&self) -> bool {
        self.state.exchange(0, 1)
    }
    pub(crate) fn lock(&self) {
        if !self.state.exchange(0, 1) {
            while self.state.swap(2) != 0 {
                self.state.wait(2, None, "lock");
            }
        }
    }
    pub(crate) fn unlock(&self) {
        if self.state.swap(0) == 2 {
            self.state.wake(1);
        }
    }
}
