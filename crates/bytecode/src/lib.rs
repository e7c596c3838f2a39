//! The instruction set of the machine, programs, their wire format and disassembler.

pub mod disasm;
mod intrinsic;
mod op;
mod operands;
mod program;
mod verify;
mod wire;

pub use intrinsic::*;
pub use op::*;
pub use operands::{Access, size_of};
pub use program::*;
pub use verify::VerifyError;
pub use wire::WireError;
