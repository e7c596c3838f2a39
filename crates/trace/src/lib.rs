//! The vocabulary of what happens in an async program: events, ids, recorder, wire format.
//!
//! Everything that runs (the machine in the page, a native executor, the native server) tells its
//! story in these words, and everything that shows a story reads them. This crate knows neither.

mod event;
mod names;
mod recorder;
mod sink;
pub mod text;
mod traced;
pub mod wire;

pub use event::*;
pub use names::KindName;
pub use recorder::{Dropped, Limits, Recorder, Recording};
pub use sink::{Entered, Sink, Threads, Tracer, current_task, enter_task};
pub use traced::Traced;
