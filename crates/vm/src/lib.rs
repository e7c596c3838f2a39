//! The machine: threads, frames, coroutines and panics over a linear memory.
//!
//! It runs a [`bytecode::Program`] and knows nothing of Rust's types, of schedulers or of time: what a program
//! asks of the world goes to a [`Host`]. It does no I/O, reads no clock and takes no chance, so the same
//! program with the same answers of the host runs the same way everywhere, natively and in wasm. No program
//! can make it panic or leave its memory: whatever goes wrong in a run is a [`Halt`].
//!
//! In reading order: [`halt`](Halt) and [`host`](Host), the edges; `memory`, with addresses, heap and the
//! detection of bad accesses; `code`, a program verified and laid out for running; `machine`, the loop,
//! calls, coroutines, panics and intrinsics; `inspect`, for those who look in from outside.

mod code;
mod halt;
mod host;
mod inspect;
mod machine;
mod memory;

pub use halt::Halt;
pub use host::{Call, Host, HostResult, NetCall, PollOutcome, Site, WakerUse};
pub use inspect::{FrameView, FutureView, LocalView};
pub use machine::{Limits, Machine, NewError, Stop, ThreadId};
