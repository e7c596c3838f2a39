//! The scheduler core and a single-threaded executor for real futures, native and in the browser.

pub mod core;
pub mod timer;

mod rng;

pub use core::{Key, Policy, Requeue, Scheduler, State, Woken};
pub use rng::SplitMix64;
pub use timer::TimerQueue;
