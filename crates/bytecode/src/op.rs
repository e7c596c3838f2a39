//! The instruction set.
//!
//! A function runs in a *frame*: `frame_size` bytes of linear memory that start at the frame pointer.
//! A [`Slot`] is a byte offset into the frame; every operand is a slot unless it says otherwise. There
//! are no other registers, so a local has a real address (`frame pointer + slot`) from the start.
//! Integers are little endian; pointers and `usize` have 64 bits; a fat pointer is two words, the
//! address first, the length or vtable second. `bool` is a byte of 0 or 1, `char` a `u32`.

use serde::{Deserialize, Serialize};

/// A byte offset from the frame pointer.
pub type Slot = u32;
/// An index into a function's `ops`.
pub type Target = u32;
/// An index into `Program::functions`.
pub type FuncId = u32;

/// The type of a scalar operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Num {
    I8,
    I16,
    I32,
    I64,
    I128,
    U8,
    U16,
    U32,
    U64,
    U128,
    F32,
    F64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum ArithOp {
    /// These five panic as a debug build does: overflow, division by zero.
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    /// Wrapping forms, for the library (`wrapping_add` …) and pointer arithmetic. Division has none.
    WrapAdd,
    WrapSub,
    WrapMul,
    And,
    Or,
    Xor,
    /// Right operand is a `u32`; panics when it is not less than the width.
    Shl,
    Shr,
    /// Right operand is a `u32`, masked to the width.
    WrapShl,
    WrapShr,
}

impl ArithOp {
    /// Is there an [`Op::ArithImm`] of it with this constant? A divisor is positive, so that it cannot fail.
    pub fn takes_imm(self, ty: Num, imm: i32) -> bool {
        match self {
            ArithOp::Add | ArithOp::Sub | ArithOp::Mul => ty.takes_imm(),
            ArithOp::Div | ArithOp::Rem => ty.takes_imm() && imm > 0,
            ArithOp::WrapAdd => ty.takes_imm(),
            ArithOp::WrapMul => ty == Num::U64,
            ArithOp::And => matches!(ty, Num::U32 | Num::U64),
            _ => false,
        }
    }
}

impl Num {
    /// Has it comparisons with constants?
    pub fn takes_imm(self) -> bool {
        matches!(self, Num::I32 | Num::I64 | Num::U32 | Num::U64)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum CmpOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum UnaryOp {
    /// Panics on the least value of a signed integer.
    Neg,
    /// Bitwise for integers.
    Not,
}

/// One instruction. At most 16 bytes, so that a function's code is compact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    // -- constants --
    Const8 {
        dst: Slot,
        imm: u8,
    },
    Const16 {
        dst: Slot,
        imm: u16,
    },
    Const32 {
        dst: Slot,
        imm: u32,
    },
    Const64 {
        dst: Slot,
        imm: u64,
    },
    /// Copies `len` bytes from `Program::data` at offset `at` (an offset, not an address) to the frame.
    ConstBytes {
        dst: Slot,
        at: u32,
        len: u32,
    },
    /// Sets `len` bytes of the frame to zero.
    Zero {
        dst: Slot,
        len: u32,
    },
    /// `dst: u64` = the address of `Program::data[at]`.
    DataAddr {
        dst: Slot,
        at: u32,
    },
    /// `dst: u64` = the code address of a function (see `program::code_address`).
    FuncAddr {
        dst: Slot,
        func: FuncId,
    },

    // -- inside the frame --
    Copy8 {
        dst: Slot,
        src: Slot,
    },
    Copy16 {
        dst: Slot,
        src: Slot,
    },
    Copy32 {
        dst: Slot,
        src: Slot,
    },
    Copy64 {
        dst: Slot,
        src: Slot,
    },
    /// `len` bytes; source and destination may overlap.
    Copy {
        dst: Slot,
        src: Slot,
        len: u32,
    },
    /// `dst: u64` = frame pointer + slot. No more than `len` bytes from there are reached through the address.
    Addr {
        dst: Slot,
        slot: Slot,
        len: u32,
    },

    // -- through a pointer --
    /// `dst: u64` = `ptr + imm`, wrapping (the address of a field).
    Offset {
        dst: Slot,
        ptr: Slot,
        imm: i32,
    },
    /// `dst: u64` = `ptr + index`, wrapping, both `u64` slots. No check: see `BoundsCheck`. An index of
    /// elements larger than a byte is scaled first.
    Element {
        dst: Slot,
        ptr: Slot,
        index: Slot,
    },
    /// `dst: u64` = `index * size`, wrapping.
    Scale {
        dst: Slot,
        index: Slot,
        size: u32,
    },
    Load8 {
        dst: Slot,
        ptr: Slot,
        offset: i32,
    },
    Load16 {
        dst: Slot,
        ptr: Slot,
        offset: i32,
    },
    Load32 {
        dst: Slot,
        ptr: Slot,
        offset: i32,
    },
    Load64 {
        dst: Slot,
        ptr: Slot,
        offset: i32,
    },
    /// Copies `len` bytes from memory at `*ptr` into the frame.
    Load {
        dst: Slot,
        ptr: Slot,
        len: u32,
    },
    Store8 {
        ptr: Slot,
        src: Slot,
        offset: i32,
    },
    Store16 {
        ptr: Slot,
        src: Slot,
        offset: i32,
    },
    Store32 {
        ptr: Slot,
        src: Slot,
        offset: i32,
    },
    Store64 {
        ptr: Slot,
        src: Slot,
        offset: i32,
    },
    Store {
        ptr: Slot,
        src: Slot,
        len: u32,
    },
    /// Copies `len` bytes from `*src` to `*dst` (both pointers in slots); may overlap.
    MemCopy {
        dst: Slot,
        src: Slot,
        len: u32,
    },

    // -- computing --
    Arith {
        op: ArithOp,
        ty: Num,
        dst: Slot,
        a: Slot,
        b: Slot,
    },
    /// The same with a constant on the right, sign-extended; see [`ArithOp::takes_imm`].
    ArithImm {
        op: ArithOp,
        ty: Num,
        dst: Slot,
        a: Slot,
        imm: i32,
    },
    /// `dst: bool` = would `Add`, `Sub` or `Mul` (no other) of integers overflow?
    Overflows {
        op: ArithOp,
        ty: Num,
        dst: Slot,
        a: Slot,
        b: Slot,
    },
    /// `dst: bool`. Floats compare as IEEE 754.
    Cmp {
        op: CmpOp,
        ty: Num,
        dst: Slot,
        a: Slot,
        b: Slot,
    },
    /// The same with a constant on the right, sign-extended. Only integers of 32 and 64 bits.
    CmpImm {
        op: CmpOp,
        ty: Num,
        dst: Slot,
        a: Slot,
        imm: i32,
    },
    Unary {
        op: UnaryOp,
        ty: Num,
        dst: Slot,
        a: Slot,
    },
    /// `dst: bool` = logical not.
    NotBool {
        dst: Slot,
        a: Slot,
    },
    /// Rust's `as` between scalars (saturating from float to integer; bool and char come as U8 and U32).
    Cast {
        from: Num,
        to: Num,
        dst: Slot,
        src: Slot,
    },
    /// Panics with "index out of bounds: the len is … but the index is …" unless `index < len` (u64 slots).
    BoundsCheck {
        index: Slot,
        len: Slot,
    },

    // -- control --
    Jump {
        to: Target,
    },
    JumpIf {
        cond: Slot,
        to: Target,
    },
    JumpIfNot {
        cond: Slot,
        to: Target,
    },
    /// Compares the integer in `slot` with a table of `Function::switches[table]`; falls to its default.
    Switch {
        slot: Slot,
        table: u32,
    },
    /// Calls `func` with the arguments listed in `Function::calls[args]`, result into that entry's `ret`.
    Call {
        func: FuncId,
        args: u32,
    },
    /// The same through a code address in `ptr: u64`; panics nowhere, but halts on what is no code address.
    /// It gives at most `result` bytes.
    CallPtr {
        ptr: Slot,
        args: u32,
        result: u32,
    },
    /// An operation of the machine or the world; arguments as for `Call`.
    Intrinsic {
        id: crate::Intrinsic,
        args: u32,
    },
    /// Returns; the result is at slot 0 of the frame.
    Return,
    /// Begins to unwind with a message of `Program::messages`.
    Panic {
        message: u32,
    },
    /// Goes on unwinding: the end of a function's cleanup.
    ResumeUnwind,
    /// Should never be reached: a bug of the compiler if it is.
    Unreachable,

    // -- coroutines (see `program::Coroutine`) --
    /// Suspends the coroutine: its next poll goes on at suspend point `point` of `Coroutine::points`.
    /// Returns with the bytes of the frame at slot 0 as they are (the caller wrote `Poll::Pending` there).
    Suspend {
        point: u32,
    },
    /// Marks the coroutine as finished; the next op is `Return`.
    Finish,
    /// Drops the future at `*ptr`: enters `func` at its `Coroutine::drop` with the frame pointer there.
    DropFuture {
        func: FuncId,
        ptr: Slot,
    },
}
