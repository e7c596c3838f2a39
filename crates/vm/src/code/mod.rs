//! A program laid out for running: verified, flattened, its texts placed in memory.

mod inst;
mod load;

use std::rc::Rc;

use bytecode::{FuncId, Place, Program, Slot};

pub use inst::Inst;

/// A place in `Code::insts`.
pub type Pc = u32;

pub struct Code {
    pub program: Rc<Program>,
    /// All functions' instructions, one after the other.
    pub insts: Vec<Inst>,
    pub functions: Vec<Func>,
    /// Call sites of all functions.
    pub sites: Vec<CallSite>,
    pub moves: Vec<Move>,
    pub switches: Vec<Switch>,
    /// Program data and the machine's texts: what memory begins with.
    pub image: Vec<u8>,
    /// Address and length: of `Program::messages`, then of [`Trap`]s.
    pub messages: Vec<(u64, u64)>,
    /// Address and length of `Program::files`.
    pub files: Vec<(u64, u64)>,
}

/// What the loop needs of a function; the rest is in `Program::functions`.
pub struct Func {
    pub entry: Pc,
    pub frame_size: u32,
    /// The same, as the step of the stack: a multiple of 16 and not 0.
    pub stack_size: u32,
    pub ret_size: u32,
    pub zeroed: (Slot, u32),
    pub cleanup: Option<Pc>,
    pub own: bool,
}

/// Where arguments come from and the result goes.
pub struct CallSite {
    /// The callee, if it is known.
    pub func: FuncId,
    pub ret: Slot,
    /// In `Code::moves`. For a known callee with destinations.
    pub moves: std::ops::Range<u32>,
}

#[derive(Clone, Copy)]
pub struct Move {
    pub from: Slot,
    pub to: Slot,
    pub len: u32,
}

pub struct Switch {
    pub size: u8,
    pub default: Pc,
    /// Targets of 0, 1, 2 … where the values are dense and small, else empty.
    pub dense: Vec<Pc>,
    /// Sorted by value; empty if `dense` is not.
    pub arms: Vec<(u128, Pc)>,
}

/// The machine's own panics with fixed texts, as rustc's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    Add,
    Sub,
    Mul,
    Div,
    DivZero,
    Rem,
    RemZero,
    Shl,
    Shr,
    Neg,
}

pub const TRAPS: [&str; 10] = [
    "attempt to add with overflow",
    "attempt to subtract with overflow",
    "attempt to multiply with overflow",
    "attempt to divide with overflow",
    "attempt to divide by zero",
    "attempt to calculate the remainder with overflow",
    "attempt to calculate the remainder with a divisor of zero",
    "attempt to shift left with overflow",
    "attempt to shift right with overflow",
    "attempt to negate with overflow",
];

impl Code {
    /// The place of an instruction.
    pub fn place_of(&self, func: FuncId, pc: Pc) -> Option<Place> {
        let spans = &self.program.functions.get(func as usize)?.spans;
        let local = pc.checked_sub(self.functions[func as usize].entry)?;
        let next = spans.partition_point(|span| span.from <= local);
        Some(spans.get(next.checked_sub(1)?)?.place)
    }

    /// The place of an instruction if it is in the visitor's own text.
    pub fn own_place_of(&self, func: FuncId, pc: Pc) -> Option<Place> {
        if !self.functions[func as usize].own {
            return None;
        }
        self.place_of(func, pc)
            .filter(|place| place.file < self.program.own_files)
    }
}
