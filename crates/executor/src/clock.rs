//! Where the time comes from: [`VirtualClock`] jumps, [`RealClock`] passes.

use std::cell::Cell;
use std::rc::Rc;

use trace::Nanos;

/// A clock an executor goes by. Time never goes back.
pub trait Clock {
    /// Nanoseconds since the clock was made.
    fn now(&self) -> Nanos;

    /// Asked when nothing can run before `at`: a virtual clock goes there at once and says true, one that
    /// only passes says false and the executor waits.
    fn jump_to(&self, at: Nanos) -> bool;
}

/// A clock that stands still until it is told, or everything waits: a run under it takes no time and is the
/// same every time. Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct VirtualClock {
    now: Rc<Cell<Nanos>>,
}

impl VirtualClock {
    pub fn new() -> Self {
        VirtualClock::default()
    }

    pub fn advance(&self, by: Nanos) {
        self.now.set(self.now.get().saturating_add(by));
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Nanos {
        self.now.get()
    }

    fn jump_to(&self, at: Nanos) -> bool {
        self.now.set(self.now.get().max(at));
        true
    }
}

/// The time that passes: `Instant` natively, `performance.now` in the browser.
#[derive(Clone, Copy, Debug)]
pub struct RealClock {
    start: Start,
}

#[cfg(not(target_arch = "wasm32"))]
type Start = std::time::Instant;

#[cfg(target_arch = "wasm32")]
type Start = f64;

impl Default for RealClock {
    fn default() -> Self {
        RealClock::new()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl RealClock {
    pub fn new() -> Self {
        RealClock {
            start: std::time::Instant::now(),
        }
    }

    fn elapsed(&self) -> Nanos {
        let elapsed = self.start.elapsed();
        elapsed.as_secs() * 1_000_000_000 + Nanos::from(elapsed.subsec_nanos())
    }
}

#[cfg(target_arch = "wasm32")]
impl RealClock {
    pub fn new() -> Self {
        RealClock {
            start: crate::browser::performance_now(),
        }
    }

    fn elapsed(&self) -> Nanos {
        ((crate::browser::performance_now() - self.start) * 1e6) as Nanos
    }
}

impl Clock for RealClock {
    fn now(&self) -> Nanos {
        self.elapsed()
    }

    fn jump_to(&self, _at: Nanos) -> bool {
        false
    }
}
