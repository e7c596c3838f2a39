//! `AtomicWaker`.

use core::fmt;
use core::task::Waker;
use std::sync::Mutex;

/// The waker of the one task that waits, changed and used from any thread.
pub struct AtomicWaker {
    waker: Mutex<Option<Waker>>,
}
impl AtomicWaker {
    pub const fn new() -> AtomicWaker {
        AtomicWaker {
            waker: Mutex::new(None),
        }
    }
    pub fn register(&self, waker: &Waker) {
        let mut slot = self.waker.lock().unwrap();
        match &*slot {
            Some(old) if old.will_wake(waker) => {}
            _ => *slot = Some(waker.clone()),
        }
    }
    pub fn wake(&self) {
        if let Some(waker) = self.take() {
            waker.wake();
        }
    }
    pub fn take(&self) -> Option<Waker> {
        self.waker.lock().unwrap().take()
    }
}
impl Default for AtomicWaker {
    fn default() -> AtomicWaker {
        AtomicWaker::new()
    }
}
impl fmt::Debug for AtomicWaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AtomicWaker")
    }
}
