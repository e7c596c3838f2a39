//! The instruction set of the machine, programs, their wire format and disassembler.

mod intrinsic;
mod op;
mod program;

pub use intrinsic::*;
pub use op::*;
pub use program::*;
