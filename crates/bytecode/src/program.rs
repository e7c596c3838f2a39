//! A whole program as the machine runs it: owned, serialisable, with nothing of the compiler in it.

use serde::{Deserialize, Serialize};

use crate::op::{FuncId, Op, Slot, Target};

/// Where `Program::data` lies in linear memory; below it nothing is valid, so null and near-null fault.
pub const DATA_BASE: u64 = 0x1000;

/// Function pointers are addresses that lie in no memory.
pub const CODE_BASE: u64 = 0xC0DE_0000_0000_0000;

/// The code address of a function.
pub fn code_address(func: FuncId) -> u64 {
    CODE_BASE + u64::from(func) * 16
}

/// The function at a code address.
pub fn function_at(address: u64) -> Option<FuncId> {
    let offset = address.checked_sub(CODE_BASE)?;
    (offset % 16 == 0)
        .then(|| u32::try_from(offset / 16).ok())
        .flatten()
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Program {
    pub functions: Vec<Function>,
    /// `fn(ret, no arguments)`: the wrapper around `main` that reports a returned error and gives the exit code (`i32` at slot 0).
    pub entry: FuncId,
    /// Literals, vtables and statics with their initial bytes; at `DATA_BASE`, 16-aligned. Writable.
    pub data: Vec<u8>,
    /// Messages of `Op::Panic`.
    pub messages: Vec<String>,
    /// File names for places; those before `own_files` are the visitor's.
    pub files: Vec<String>,
    pub own_files: u16,
    /// `fn(message: *const u8, len: usize) -> !` of the library: how the machine's own panics
    /// (overflow, bounds …) begin, with hook, message and unwinding.
    pub panic_entry: Option<FuncId>,
}

/// How values travel: the callee's frame holds its result at slot 0 and its parameters at `params`.
/// Frames begin at multiples of 16.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// As a person would write it: `do_work`, `<Vec<i32> as Drop>::drop`.
    pub name: String,
    pub frame_size: u32,
    pub ret_size: u32,
    /// Slot and size of each parameter.
    pub params: Vec<(Slot, u32)>,
    /// Bytes of the frame that are zero on entry: the drop flags.
    pub zeroed: (Slot, u32),
    pub ops: Vec<Op>,
    pub calls: Vec<CallArgs>,
    pub switches: Vec<SwitchTable>,
    /// Where a panic goes on in this function: drops what its flags say is live, then `ResumeUnwind`.
    pub cleanup: Option<Target>,
    pub coroutine: Option<Coroutine>,
    /// Sorted by `from`: the place of the ops from there to the next entry.
    pub spans: Vec<Span>,
    /// Where it is defined.
    pub place: Option<Place>,
    /// True for what the visitor wrote (a breakpoint for the eye: its lines are shown).
    pub own: bool,
    /// `#[track_caller]`: its panics are placed where it was called.
    pub track_caller: bool,
    /// The named locals, for the inspector.
    pub locals: Vec<LocalInfo>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CallArgs {
    /// Where the result goes; its size is the callee's `ret_size`.
    pub ret: Slot,
    /// Slot and size of each argument.
    pub args: Vec<(Slot, u32)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwitchTable {
    /// Bytes of the integer that is compared: 1, 2, 4, 8 or 16.
    pub size: u8,
    /// Values zero-extended from that size.
    pub arms: Vec<(u128, Target)>,
    pub default: Target,
}

/// A function whose frame is the future itself.
///
/// Its one visible parameter pair is `(self: *mut frame, cx: *mut Context)` given as in a call of
/// `Future::poll`: the machine takes the first argument as the *frame pointer*, copies the second to
/// slot `cx`, and goes on at the state's point. So a local of an async body lives in the future, at the
/// same address across its polls, and a call from the body gets its frame on the thread's stack.
/// A future value is `frame_size` bytes: a fresh one has its captures in place and zeroes elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coroutine {
    /// Slot of the state, a `u32`: 0 not started, 1 finished, 2 panicked, 3 + n suspended at point n.
    pub state: Slot,
    /// Slot of a `u32` that the machine gives the trace's number of this future at its first poll (0 before).
    pub trace_id: Slot,
    pub cx: Slot,
    /// Where the body begins.
    pub start: Target,
    pub points: Vec<SuspendPoint>,
    /// Bytes of the frame that hold a value when it was never polled: (slot, size) of the captures.
    pub captures: Vec<(Slot, u32)>,
    /// Drops a future in any state: at this op, with the frame pointer at the future; ends with `Return`.
    pub drop: Target,
    /// "`async fn` resumed after completion" and after panicking: messages.
    pub resumed_done: u32,
    pub resumed_panicked: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuspendPoint {
    pub resume: Target,
    /// The `.await`.
    pub place: Option<Place>,
}

/// A place in the text; lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub file: u16,
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: Target,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LocalInfo {
    pub name: String,
    pub ty: String,
    pub slot: Slot,
    pub size: u32,
    /// The flag that says it is initialised, for those that have one.
    pub flag: Option<Slot>,
}
