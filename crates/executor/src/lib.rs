//! The scheduler core and a single-threaded executor for real futures, native and in the browser.
//!
//! [`core`] decides who is polled next and what a wake does, [`timer`] and [`clock`] know the time; these do no
//! I/O and are used by the host of the machine in the page as well. [`LocalExecutor`] polls real futures by them.

pub mod clock;
pub mod core;
pub mod timer;

#[cfg(target_arch = "wasm32")]
pub mod browser;

mod local;
mod rng;

pub use clock::{Clock, RealClock, VirtualClock};
pub use core::{Key, Policy, Requeue, Scheduler, State, Woken};
pub use local::{
    Config, JoinError, JoinHandle, LocalExecutor, Sleep, YieldNow, sleep, spawn, spawn_named,
    yield_now,
};
pub use rng::SplitMix64;
pub use timer::TimerQueue;
