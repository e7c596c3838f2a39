//! Runs a program: the machine with simulated clock and threads, recorded as a trace.
//!
//! [`Run`] drives the machine in slices, so that whoever holds it can stop it, and ends it when a budget is used up.
//! `world` is the machine's host: virtual time, simulated threads, tasks, output; `net` its network. The same program with the same
//! options makes the same events, byte for byte, however it is sliced.

mod end;
mod net;
mod options;
mod run;
mod world;

pub use end::{End, EndKind};
pub use options::Options;
pub use run::{Run, Status};
pub use trace::Stream;
pub use vm::{Limits, NewError};
