//! Putting a thread to sleep until somebody has something for it.

use core::intrinsics;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::io::Driver;

/// 0: nothing has happened; 1: something has, since the last time that the thread looked.
pub(crate) struct Parker {
    token: AtomicU32,
}
impl Parker {
    pub(crate) const fn new() -> Parker {
        Parker {
            token: AtomicU32::new(0),
        }
    }
    /// Whether somebody has unparked, without waiting for it.
    pub(crate) fn take(&self) -> bool {
        self.token.swap(0, Ordering::SeqCst) == 1
    }
    /// `reason` is shown to people.
    pub(crate) fn park(&self, limit: Option<Duration>, reason: &str) {
        self.park_with(None, limit, reason)
    }
    /// As `park`, but news of the network end it too.
    pub(super) fn park_with(&self, io: Option<&Driver>, limit: Option<Duration>, reason: &str) {
        if self.take() {
            return;
        }
        let nanos = match limit {
            None => u64::MAX,
            Some(limit) if limit.is_zero() => return,
            Some(limit) => u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX - 1),
        };
        let word = self.token.as_ptr() as *const u32;
        match io {
            Some(io) => intrinsics::net_park(io.poller, word, 0, nanos, reason.as_ptr(), reason.len()),
            None => {
                intrinsics::futex_wait(word, 0, nanos, reason.as_ptr(), reason.len());
            }
        }
        self.take();
    }
    pub(crate) fn unpark(&self) {
        if self.token.swap(1, Ordering::SeqCst) == 0 {
            intrinsics::futex_wake(self.token.as_ptr() as *const u32, 1);
        }
    }
}
