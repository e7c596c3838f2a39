//! What an op reads and writes in its frame, besides the arguments and results of calls.

use crate::op::{ArithOp, Num, Op, Slot};
use crate::program::SwitchTable;

/// What an op does to the bytes at a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
}

impl Op {
    /// Shows each slot with its bytes, those that are read first. A slot whose address is taken is neither read nor
    /// written. The table of a switch that is not there counts as one of no bytes.
    pub fn operands(
        &mut self,
        switches: &[SwitchTable],
        see: &mut dyn FnMut(&mut Slot, u32, Access),
    ) {
        use Access::{Read, Write};
        use Op::*;
        match self {
            Const8 { dst, .. } => see(dst, 1, Write),
            Const16 { dst, .. } => see(dst, 2, Write),
            Const32 { dst, .. } => see(dst, 4, Write),
            Const64 { dst, .. } | DataAddr { dst, .. } | FuncAddr { dst, .. } => see(dst, 8, Write),
            ConstBytes { dst, len, .. } | Zero { dst, len } => see(dst, *len, Write),
            Copy8 { dst, src } => both(see, src, dst, 1),
            Copy16 { dst, src } => both(see, src, dst, 2),
            Copy32 { dst, src } => both(see, src, dst, 4),
            Copy64 { dst, src } => both(see, src, dst, 8),
            Copy { dst, src, len } => both(see, src, dst, *len),
            Addr { dst, .. } => see(dst, 8, Write),
            Offset { dst, ptr, .. } => both(see, ptr, dst, 8),
            Element { dst, ptr, index } => {
                see(ptr, 8, Read);
                both(see, index, dst, 8);
            }
            Scale { dst, index, .. } => both(see, index, dst, 8),
            Load8 { dst, ptr, .. } => load(see, ptr, dst, 1),
            Load16 { dst, ptr, .. } => load(see, ptr, dst, 2),
            Load32 { dst, ptr, .. } => load(see, ptr, dst, 4),
            Load64 { dst, ptr, .. } => load(see, ptr, dst, 8),
            Load { dst, ptr, len } => load(see, ptr, dst, *len),
            Store8 { ptr, src, .. } => store(see, ptr, src, 1),
            Store16 { ptr, src, .. } => store(see, ptr, src, 2),
            Store32 { ptr, src, .. } => store(see, ptr, src, 4),
            Store64 { ptr, src, .. } => store(see, ptr, src, 8),
            Store { ptr, src, len } => store(see, ptr, src, *len),
            MemCopy { dst, src, .. } => {
                see(dst, 8, Read);
                see(src, 8, Read);
            }
            Arith { op, ty, dst, a, b } => {
                let size = size_of(*ty);
                let right = match op {
                    ArithOp::Shl | ArithOp::Shr | ArithOp::WrapShl | ArithOp::WrapShr => 4,
                    _ => size,
                };
                see(a, size, Read);
                see(b, right, Read);
                see(dst, size, Write);
            }
            ArithImm { ty, dst, a, .. } => both(see, a, dst, size_of(*ty)),
            CmpImm { ty, dst, a, .. } => {
                see(a, size_of(*ty), Read);
                see(dst, 1, Write);
            }
            Overflows { ty, dst, a, b, .. } | Cmp { ty, dst, a, b, .. } => {
                see(a, size_of(*ty), Read);
                see(b, size_of(*ty), Read);
                see(dst, 1, Write);
            }
            Unary { ty, dst, a, .. } => both(see, a, dst, size_of(*ty)),
            NotBool { dst, a } => both(see, a, dst, 1),
            Cast { from, to, dst, src } => {
                see(src, size_of(*from), Read);
                see(dst, size_of(*to), Write);
            }
            BoundsCheck { index, len } => {
                see(index, 8, Read);
                see(len, 8, Read);
            }
            JumpIf { cond, .. } | JumpIfNot { cond, .. } => see(cond, 1, Read),
            Switch { slot, table } => {
                let size = switches.get(*table as usize).map_or(0, |table| table.size);
                see(slot, size.into(), Read);
            }
            CallPtr { ptr, .. } | DropFuture { ptr, .. } => see(ptr, 8, Read),
            Jump { .. }
            | Call { .. }
            | Intrinsic { .. }
            | Return
            | Panic { .. }
            | ResumeUnwind
            | Unreachable
            | Suspend { .. }
            | Finish => {}
        }
    }
}

type See<'a> = &'a mut dyn FnMut(&mut Slot, u32, Access);

fn both(see: See<'_>, src: &mut Slot, dst: &mut Slot, len: u32) {
    see(src, len, Access::Read);
    see(dst, len, Access::Write);
}

fn load(see: See<'_>, ptr: &mut Slot, dst: &mut Slot, len: u32) {
    see(ptr, 8, Access::Read);
    see(dst, len, Access::Write);
}

fn store(see: See<'_>, ptr: &mut Slot, src: &mut Slot, len: u32) {
    see(ptr, 8, Access::Read);
    see(src, len, Access::Read);
}

/// The size of a number in bytes.
pub fn size_of(num: Num) -> u32 {
    match num {
        Num::I8 | Num::U8 => 1,
        Num::I16 | Num::U16 => 2,
        Num::I32 | Num::U32 | Num::F32 => 4,
        Num::I64 | Num::U64 | Num::F64 => 8,
        Num::I128 | Num::U128 => 16,
    }
}
