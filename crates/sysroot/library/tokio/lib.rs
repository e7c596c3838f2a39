//! The `tokio` crate, version 1: runtimes, tasks, time, synchronisation and I/O, with the real paths and orders.

pub mod fs;
pub mod io;
pub mod net;
pub mod runtime;
pub mod signal;
pub mod sync;
pub mod task;
pub mod time;

#[doc(hidden)]
pub mod macros;

pub use pollscope_macros::{tokio_main as main, tokio_test as test};
pub use task::spawn;
