//! The loop: one thread's turn.
//!
//! The current function's window, the program counter and the steps that are left live in local variables;
//! whatever leaves the loop writes them back first. Steps are counted where control is transferred, by the
//! length of the straight run before. A turn ends only at jumps back and at calls of the visitor's functions, so
//! that what the library does inline (an atomic operation) is never interrupted.

use std::rc::Rc;

use bytecode::function_at;

use super::arith;
use super::{Frame, FrameKind, Machine, Stop, Thread};
use crate::code::{Inst, Trap};
use crate::memory::raw::Fetch;
use crate::{Halt, Host};

impl Machine {
    pub(super) fn turn(&mut self, thread: &mut Thread, steps: u64, host: &mut dyn Host) -> Stop {
        let code = Rc::clone(&self.code);
        let insts = Fetch::new(&code.insts);
        let steps = i64::try_from(steps).unwrap_or(i64::MAX);
        let before = self.steps;
        let mut left = steps;
        let mut pc = thread.pc as usize;
        let mut start = pc;
        let Some(mut w) = self.top_window(thread) else {
            return Stop::Halted(lost_frame());
        };

        /// Writes the state back.
        macro_rules! sync {
            () => {
                left -= (pc - start) as i64;
                thread.pc = pc as u32;
                self.steps = before + (steps - left) as u64;
            };
        }
        macro_rules! stop {
            ($stop:expr) => {{
                sync!();
                return $stop;
            }};
        }
        /// Goes on elsewhere.
        macro_rules! transfer {
            ($to:expr) => {
                left -= (pc - start) as i64;
                pc = $to as usize;
                start = pc;
            };
        }
        macro_rules! jump {
            ($to:expr) => {{
                let to = $to as usize;
                let back = to < pc;
                transfer!(to);
                if left <= 0 && back {
                    stop!(Stop::Preempted);
                }
            }};
        }
        /// Something outside of the loop, which may change everything.
        macro_rules! outside {
            ($call:expr) => {{
                sync!();
                if let Err(stop) = $call {
                    return stop;
                }
                pc = thread.pc as usize;
                start = pc;
                match self.top_window(thread) {
                    Some(top) => w = top,
                    None => return Stop::Halted(lost_frame()),
                }
            }};
        }
        macro_rules! memory {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(bad) => {
                        sync!();
                        return Stop::Halted(self.fault(thread, bad));
                    }
                }
            };
        }
        macro_rules! trap {
            ($trap:expr) => {
                outside!(self.trap(thread, host, $trap))
            };
        }
        macro_rules! checked {
            ($ty:ty, $method:ident, $trap:ident, $dst:expr, $a:expr, $b:expr) => {
                match w.get::<$ty>($a).$method(w.get::<$ty>($b)) {
                    Some(value) => w.set::<$ty>($dst, value),
                    None => trap!(Trap::$trap),
                }
            };
        }
        macro_rules! wrapping {
            ($method:ident, $dst:expr, $a:expr, $b:expr) => {
                w.set::<u64>($dst, w.get::<u64>($a).$method(w.get::<u64>($b)))
            };
        }
        macro_rules! cmp {
            ($ty:ty, $op:tt, $dst:expr, $a:expr, $b:expr) => {
                w.set::<u8>($dst, u8::from(w.get::<$ty>($a) $op w.get::<$ty>($b)))
            };
        }
        macro_rules! cmp_jump {
            ($ty:ty, $op:tt, $when:expr, $dst:expr, $a:expr, $b:expr, $to:expr) => {{
                let holds = w.get::<$ty>(u32::from($a)) $op w.get::<$ty>(u32::from($b));
                w.set::<u8>(u32::from($dst), u8::from(holds));
                pc += 1;
                if holds == $when {
                    transfer!($to);
                }
            }};
        }
        macro_rules! checked_imm {
            ($ty:ty, $method:ident, $trap:ident, $dst:expr, $a:expr, $imm:expr) => {
                match w.get::<$ty>($a).$method($imm as $ty) {
                    Some(value) => w.set::<$ty>($dst, value),
                    None => trap!(Trap::$trap),
                }
            };
        }
        macro_rules! cmp_imm {
            ($ty:ty, $op:tt, $dst:expr, $a:expr, $imm:expr) => {
                w.set::<u8>($dst, u8::from(w.get::<$ty>($a) $op $imm as $ty))
            };
        }
        macro_rules! cmp_imm_jump {
            ($ty:ty, $op:tt, $when:expr, $dst:expr, $a:expr, $imm:expr, $to:expr) => {{
                let holds = w.get::<$ty>(u32::from($a)) $op $imm as $ty;
                w.set::<u8>(u32::from($dst), u8::from(holds));
                pc += 1;
                if holds == $when {
                    transfer!($to);
                }
            }};
        }
        macro_rules! jump_is {
            ($ty:ty, $is:expr, $slot:expr, $value:expr, $to:expr) => {
                if (u64::from(w.get::<$ty>($slot)) == u64::from($value)) == $is {
                    jump!($to);
                }
            };
        }
        macro_rules! address {
            ($ptr:expr, $offset:expr) => {
                w.get::<u64>($ptr).wrapping_add_signed(i64::from($offset))
            };
        }

        loop {
            let inst = insts.at(pc);
            pc += 1;
            match *inst {
                Inst::Const8 { dst, imm } => w.set(dst, imm),
                Inst::Const16 { dst, imm } => w.set(dst, imm),
                Inst::Const32 { dst, imm } => w.set(dst, imm),
                Inst::Const64 { dst, imm } => w.set(dst, imm),
                Inst::ConstBytes { dst, at, len } => {
                    let fp = thread.frames.last().map_or(0, |frame| frame.fp);
                    let bytes = code
                        .image
                        .get(at as usize..at as usize + len as usize)
                        .unwrap_or(&[]);
                    memory!(self.memory.put(fp + u64::from(dst), bytes));
                }
                Inst::Zero { dst, len } => w.zero(dst, len),

                Inst::Copy8 { dst, src } => w.set(dst, w.get::<u8>(src)),
                Inst::Copy16 { dst, src } => w.set(dst, w.get::<u16>(src)),
                Inst::Copy32 { dst, src } => w.set(dst, w.get::<u32>(src)),
                Inst::Copy64 { dst, src } => w.set(dst, w.get::<u64>(src)),
                Inst::Copy { dst, src, len } => w.copy(dst, src, len),
                Inst::Addr { dst, slot } => {
                    let fp = thread.frames.last().map_or(0, |frame| frame.fp);
                    w.set(dst, fp + u64::from(slot));
                }

                Inst::Offset { dst, ptr, imm } => w.set(dst, address!(ptr, imm)),
                Inst::Element { dst, ptr, index } => wrapping!(wrapping_add, dst, ptr, index),
                Inst::Scale { dst, index, size } => {
                    w.set(dst, w.get::<u64>(index).wrapping_mul(u64::from(size)));
                }
                Inst::Load8 { dst, ptr, offset } => {
                    w.set(dst, memory!(self.memory.load::<u8>(address!(ptr, offset))))
                }
                Inst::Load16 { dst, ptr, offset } => {
                    w.set(dst, memory!(self.memory.load::<u16>(address!(ptr, offset))))
                }
                Inst::Load32 { dst, ptr, offset } => {
                    w.set(dst, memory!(self.memory.load::<u32>(address!(ptr, offset))))
                }
                Inst::Load64 { dst, ptr, offset } => {
                    w.set(dst, memory!(self.memory.load::<u64>(address!(ptr, offset))))
                }
                Inst::Load { dst, ptr, len } => {
                    let fp = thread.frames.last().map_or(0, |frame| frame.fp);
                    memory!(
                        self.memory
                            .copy(fp + u64::from(dst), w.get(ptr), u64::from(len))
                    );
                }
                Inst::Store8 { ptr, src, offset } => {
                    memory!(self.memory.store(address!(ptr, offset), w.get::<u8>(src)))
                }
                Inst::Store16 { ptr, src, offset } => {
                    memory!(self.memory.store(address!(ptr, offset), w.get::<u16>(src)))
                }
                Inst::Store32 { ptr, src, offset } => {
                    memory!(self.memory.store(address!(ptr, offset), w.get::<u32>(src)))
                }
                Inst::Store64 { ptr, src, offset } => {
                    memory!(self.memory.store(address!(ptr, offset), w.get::<u64>(src)))
                }
                Inst::Store { ptr, src, len } => {
                    let fp = thread.frames.last().map_or(0, |frame| frame.fp);
                    memory!(
                        self.memory
                            .copy(w.get(ptr), fp + u64::from(src), u64::from(len))
                    );
                }
                Inst::MemCopy { dst, src, len } => {
                    memory!(self.memory.copy(w.get(dst), w.get(src), u64::from(len)))
                }

                Inst::AddI32 { dst, a, b } => checked!(i32, checked_add, Add, dst, a, b),
                Inst::SubI32 { dst, a, b } => checked!(i32, checked_sub, Sub, dst, a, b),
                Inst::MulI32 { dst, a, b } => checked!(i32, checked_mul, Mul, dst, a, b),
                Inst::AddU32 { dst, a, b } => checked!(u32, checked_add, Add, dst, a, b),
                Inst::SubU32 { dst, a, b } => checked!(u32, checked_sub, Sub, dst, a, b),
                Inst::MulU32 { dst, a, b } => checked!(u32, checked_mul, Mul, dst, a, b),
                Inst::AddI64 { dst, a, b } => checked!(i64, checked_add, Add, dst, a, b),
                Inst::SubI64 { dst, a, b } => checked!(i64, checked_sub, Sub, dst, a, b),
                Inst::MulI64 { dst, a, b } => checked!(i64, checked_mul, Mul, dst, a, b),
                Inst::AddU64 { dst, a, b } => checked!(u64, checked_add, Add, dst, a, b),
                Inst::SubU64 { dst, a, b } => checked!(u64, checked_sub, Sub, dst, a, b),
                Inst::MulU64 { dst, a, b } => checked!(u64, checked_mul, Mul, dst, a, b),
                Inst::RemU64 { dst, a, b } => checked!(u64, checked_rem, RemZero, dst, a, b),
                Inst::WrapAddU64 { dst, a, b } => wrapping!(wrapping_add, dst, a, b),
                Inst::WrapSubU64 { dst, a, b } => wrapping!(wrapping_sub, dst, a, b),
                Inst::WrapMulU64 { dst, a, b } => wrapping!(wrapping_mul, dst, a, b),
                Inst::AndU64 { dst, a, b } => w.set(dst, w.get::<u64>(a) & w.get::<u64>(b)),
                Inst::XorU64 { dst, a, b } => w.set(dst, w.get::<u64>(a) ^ w.get::<u64>(b)),
                Inst::Arith { op, ty, dst, a, b } => {
                    if let Err(trap) = arith::arith(op, ty, w, dst, a, b) {
                        trap!(trap);
                    }
                }

                Inst::Eq8 { dst, a, b } => cmp!(u8, ==, dst, a, b),
                Inst::Ne8 { dst, a, b } => cmp!(u8, !=, dst, a, b),
                Inst::Eq32 { dst, a, b } => cmp!(u32, ==, dst, a, b),
                Inst::Ne32 { dst, a, b } => cmp!(u32, !=, dst, a, b),
                Inst::Eq64 { dst, a, b } => cmp!(u64, ==, dst, a, b),
                Inst::Ne64 { dst, a, b } => cmp!(u64, !=, dst, a, b),
                Inst::LtI32 { dst, a, b } => cmp!(i32, <, dst, a, b),
                Inst::LeI32 { dst, a, b } => cmp!(i32, <=, dst, a, b),
                Inst::GtI32 { dst, a, b } => cmp!(i32, >, dst, a, b),
                Inst::GeI32 { dst, a, b } => cmp!(i32, >=, dst, a, b),
                Inst::LtU32 { dst, a, b } => cmp!(u32, <, dst, a, b),
                Inst::LeU32 { dst, a, b } => cmp!(u32, <=, dst, a, b),
                Inst::GtU32 { dst, a, b } => cmp!(u32, >, dst, a, b),
                Inst::GeU32 { dst, a, b } => cmp!(u32, >=, dst, a, b),
                Inst::LtI64 { dst, a, b } => cmp!(i64, <, dst, a, b),
                Inst::LeI64 { dst, a, b } => cmp!(i64, <=, dst, a, b),
                Inst::GtI64 { dst, a, b } => cmp!(i64, >, dst, a, b),
                Inst::GeI64 { dst, a, b } => cmp!(i64, >=, dst, a, b),
                Inst::LtU64 { dst, a, b } => cmp!(u64, <, dst, a, b),
                Inst::LeU64 { dst, a, b } => cmp!(u64, <=, dst, a, b),
                Inst::GtU64 { dst, a, b } => cmp!(u64, >, dst, a, b),
                Inst::GeU64 { dst, a, b } => cmp!(u64, >=, dst, a, b),
                Inst::Cmp { op, ty, dst, a, b } => {
                    w.set(dst, u8::from(arith::compare(op, ty, w, a, b)))
                }

                Inst::JumpEq8 { dst, a, b, to } => cmp_jump!(u8, ==, true, dst, a, b, to),
                Inst::JumpNotEq8 { dst, a, b, to } => cmp_jump!(u8, ==, false, dst, a, b, to),
                Inst::JumpNe8 { dst, a, b, to } => cmp_jump!(u8, !=, true, dst, a, b, to),
                Inst::JumpNotNe8 { dst, a, b, to } => cmp_jump!(u8, !=, false, dst, a, b, to),
                Inst::JumpEq32 { dst, a, b, to } => cmp_jump!(u32, ==, true, dst, a, b, to),
                Inst::JumpNotEq32 { dst, a, b, to } => cmp_jump!(u32, ==, false, dst, a, b, to),
                Inst::JumpNe32 { dst, a, b, to } => cmp_jump!(u32, !=, true, dst, a, b, to),
                Inst::JumpNotNe32 { dst, a, b, to } => cmp_jump!(u32, !=, false, dst, a, b, to),
                Inst::JumpEq64 { dst, a, b, to } => cmp_jump!(u64, ==, true, dst, a, b, to),
                Inst::JumpNotEq64 { dst, a, b, to } => cmp_jump!(u64, ==, false, dst, a, b, to),
                Inst::JumpNe64 { dst, a, b, to } => cmp_jump!(u64, !=, true, dst, a, b, to),
                Inst::JumpNotNe64 { dst, a, b, to } => cmp_jump!(u64, !=, false, dst, a, b, to),
                Inst::JumpLtI32 { dst, a, b, to } => cmp_jump!(i32, <, true, dst, a, b, to),
                Inst::JumpNotLtI32 { dst, a, b, to } => cmp_jump!(i32, <, false, dst, a, b, to),
                Inst::JumpLeI32 { dst, a, b, to } => cmp_jump!(i32, <=, true, dst, a, b, to),
                Inst::JumpNotLeI32 { dst, a, b, to } => cmp_jump!(i32, <=, false, dst, a, b, to),
                Inst::JumpGtI32 { dst, a, b, to } => cmp_jump!(i32, >, true, dst, a, b, to),
                Inst::JumpNotGtI32 { dst, a, b, to } => cmp_jump!(i32, >, false, dst, a, b, to),
                Inst::JumpGeI32 { dst, a, b, to } => cmp_jump!(i32, >=, true, dst, a, b, to),
                Inst::JumpNotGeI32 { dst, a, b, to } => cmp_jump!(i32, >=, false, dst, a, b, to),
                Inst::JumpLtU32 { dst, a, b, to } => cmp_jump!(u32, <, true, dst, a, b, to),
                Inst::JumpNotLtU32 { dst, a, b, to } => cmp_jump!(u32, <, false, dst, a, b, to),
                Inst::JumpLeU32 { dst, a, b, to } => cmp_jump!(u32, <=, true, dst, a, b, to),
                Inst::JumpNotLeU32 { dst, a, b, to } => cmp_jump!(u32, <=, false, dst, a, b, to),
                Inst::JumpGtU32 { dst, a, b, to } => cmp_jump!(u32, >, true, dst, a, b, to),
                Inst::JumpNotGtU32 { dst, a, b, to } => cmp_jump!(u32, >, false, dst, a, b, to),
                Inst::JumpGeU32 { dst, a, b, to } => cmp_jump!(u32, >=, true, dst, a, b, to),
                Inst::JumpNotGeU32 { dst, a, b, to } => cmp_jump!(u32, >=, false, dst, a, b, to),
                Inst::JumpLtI64 { dst, a, b, to } => cmp_jump!(i64, <, true, dst, a, b, to),
                Inst::JumpNotLtI64 { dst, a, b, to } => cmp_jump!(i64, <, false, dst, a, b, to),
                Inst::JumpLeI64 { dst, a, b, to } => cmp_jump!(i64, <=, true, dst, a, b, to),
                Inst::JumpNotLeI64 { dst, a, b, to } => cmp_jump!(i64, <=, false, dst, a, b, to),
                Inst::JumpGtI64 { dst, a, b, to } => cmp_jump!(i64, >, true, dst, a, b, to),
                Inst::JumpNotGtI64 { dst, a, b, to } => cmp_jump!(i64, >, false, dst, a, b, to),
                Inst::JumpGeI64 { dst, a, b, to } => cmp_jump!(i64, >=, true, dst, a, b, to),
                Inst::JumpNotGeI64 { dst, a, b, to } => cmp_jump!(i64, >=, false, dst, a, b, to),
                Inst::JumpLtU64 { dst, a, b, to } => cmp_jump!(u64, <, true, dst, a, b, to),
                Inst::JumpNotLtU64 { dst, a, b, to } => cmp_jump!(u64, <, false, dst, a, b, to),
                Inst::JumpLeU64 { dst, a, b, to } => cmp_jump!(u64, <=, true, dst, a, b, to),
                Inst::JumpNotLeU64 { dst, a, b, to } => cmp_jump!(u64, <=, false, dst, a, b, to),
                Inst::JumpGtU64 { dst, a, b, to } => cmp_jump!(u64, >, true, dst, a, b, to),
                Inst::JumpNotGtU64 { dst, a, b, to } => cmp_jump!(u64, >, false, dst, a, b, to),
                Inst::JumpGeU64 { dst, a, b, to } => cmp_jump!(u64, >=, true, dst, a, b, to),
                Inst::JumpNotGeU64 { dst, a, b, to } => cmp_jump!(u64, >=, false, dst, a, b, to),

                Inst::AddI32Imm { dst, a, imm } => checked_imm!(i32, checked_add, Add, dst, a, imm),
                Inst::SubI32Imm { dst, a, imm } => checked_imm!(i32, checked_sub, Sub, dst, a, imm),
                Inst::MulI32Imm { dst, a, imm } => checked_imm!(i32, checked_mul, Mul, dst, a, imm),
                Inst::DivI32Imm { dst, a, imm } => {
                    checked_imm!(i32, checked_div, DivZero, dst, a, imm)
                }
                Inst::RemI32Imm { dst, a, imm } => {
                    checked_imm!(i32, checked_rem, RemZero, dst, a, imm)
                }
                Inst::AddU32Imm { dst, a, imm } => checked_imm!(u32, checked_add, Add, dst, a, imm),
                Inst::SubU32Imm { dst, a, imm } => checked_imm!(u32, checked_sub, Sub, dst, a, imm),
                Inst::MulU32Imm { dst, a, imm } => checked_imm!(u32, checked_mul, Mul, dst, a, imm),
                Inst::DivU32Imm { dst, a, imm } => {
                    checked_imm!(u32, checked_div, DivZero, dst, a, imm)
                }
                Inst::RemU32Imm { dst, a, imm } => {
                    checked_imm!(u32, checked_rem, RemZero, dst, a, imm)
                }
                Inst::AddI64Imm { dst, a, imm } => checked_imm!(i64, checked_add, Add, dst, a, imm),
                Inst::SubI64Imm { dst, a, imm } => checked_imm!(i64, checked_sub, Sub, dst, a, imm),
                Inst::MulI64Imm { dst, a, imm } => checked_imm!(i64, checked_mul, Mul, dst, a, imm),
                Inst::DivI64Imm { dst, a, imm } => {
                    checked_imm!(i64, checked_div, DivZero, dst, a, imm)
                }
                Inst::RemI64Imm { dst, a, imm } => {
                    checked_imm!(i64, checked_rem, RemZero, dst, a, imm)
                }
                Inst::AddU64Imm { dst, a, imm } => checked_imm!(u64, checked_add, Add, dst, a, imm),
                Inst::SubU64Imm { dst, a, imm } => checked_imm!(u64, checked_sub, Sub, dst, a, imm),
                Inst::MulU64Imm { dst, a, imm } => checked_imm!(u64, checked_mul, Mul, dst, a, imm),
                Inst::DivU64Imm { dst, a, imm } => {
                    checked_imm!(u64, checked_div, DivZero, dst, a, imm)
                }
                Inst::RemU64Imm { dst, a, imm } => {
                    checked_imm!(u64, checked_rem, RemZero, dst, a, imm)
                }
                Inst::WrapAdd32Imm { dst, a, imm } => {
                    w.set(dst, w.get::<u32>(a).wrapping_add(imm as u32))
                }
                Inst::WrapAdd64Imm { dst, a, imm } => {
                    w.set(dst, w.get::<u64>(a).wrapping_add(imm as u64))
                }
                Inst::WrapMulU64Imm { dst, a, imm } => {
                    w.set(dst, w.get::<u64>(a).wrapping_mul(imm as u64))
                }
                Inst::AndU32Imm { dst, a, imm } => w.set(dst, w.get::<u32>(a) & imm as u32),
                Inst::AndU64Imm { dst, a, imm } => w.set(dst, w.get::<u64>(a) & imm as u64),
                Inst::Eq32Imm { dst, a, imm } => cmp_imm!(u32, ==, dst, a, imm),
                Inst::JumpEq32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, ==, true, dst, a, imm, to)
                }
                Inst::JumpNotEq32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, ==, false, dst, a, imm, to)
                }
                Inst::Ne32Imm { dst, a, imm } => cmp_imm!(u32, !=, dst, a, imm),
                Inst::JumpNe32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, !=, true, dst, a, imm, to)
                }
                Inst::JumpNotNe32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, !=, false, dst, a, imm, to)
                }
                Inst::Eq64Imm { dst, a, imm } => cmp_imm!(u64, ==, dst, a, imm),
                Inst::JumpEq64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, ==, true, dst, a, imm, to)
                }
                Inst::JumpNotEq64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, ==, false, dst, a, imm, to)
                }
                Inst::Ne64Imm { dst, a, imm } => cmp_imm!(u64, !=, dst, a, imm),
                Inst::JumpNe64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, !=, true, dst, a, imm, to)
                }
                Inst::JumpNotNe64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, !=, false, dst, a, imm, to)
                }
                Inst::LtI32Imm { dst, a, imm } => cmp_imm!(i32, <, dst, a, imm),
                Inst::JumpLtI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, <, true, dst, a, imm, to)
                }
                Inst::JumpNotLtI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, <, false, dst, a, imm, to)
                }
                Inst::LeI32Imm { dst, a, imm } => cmp_imm!(i32, <=, dst, a, imm),
                Inst::JumpLeI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, <=, true, dst, a, imm, to)
                }
                Inst::JumpNotLeI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, <=, false, dst, a, imm, to)
                }
                Inst::GtI32Imm { dst, a, imm } => cmp_imm!(i32, >, dst, a, imm),
                Inst::JumpGtI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, >, true, dst, a, imm, to)
                }
                Inst::JumpNotGtI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, >, false, dst, a, imm, to)
                }
                Inst::GeI32Imm { dst, a, imm } => cmp_imm!(i32, >=, dst, a, imm),
                Inst::JumpGeI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, >=, true, dst, a, imm, to)
                }
                Inst::JumpNotGeI32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i32, >=, false, dst, a, imm, to)
                }
                Inst::LtU32Imm { dst, a, imm } => cmp_imm!(u32, <, dst, a, imm),
                Inst::JumpLtU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, <, true, dst, a, imm, to)
                }
                Inst::JumpNotLtU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, <, false, dst, a, imm, to)
                }
                Inst::LeU32Imm { dst, a, imm } => cmp_imm!(u32, <=, dst, a, imm),
                Inst::JumpLeU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, <=, true, dst, a, imm, to)
                }
                Inst::JumpNotLeU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, <=, false, dst, a, imm, to)
                }
                Inst::GtU32Imm { dst, a, imm } => cmp_imm!(u32, >, dst, a, imm),
                Inst::JumpGtU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, >, true, dst, a, imm, to)
                }
                Inst::JumpNotGtU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, >, false, dst, a, imm, to)
                }
                Inst::GeU32Imm { dst, a, imm } => cmp_imm!(u32, >=, dst, a, imm),
                Inst::JumpGeU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, >=, true, dst, a, imm, to)
                }
                Inst::JumpNotGeU32Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u32, >=, false, dst, a, imm, to)
                }
                Inst::LtI64Imm { dst, a, imm } => cmp_imm!(i64, <, dst, a, imm),
                Inst::JumpLtI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, <, true, dst, a, imm, to)
                }
                Inst::JumpNotLtI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, <, false, dst, a, imm, to)
                }
                Inst::LeI64Imm { dst, a, imm } => cmp_imm!(i64, <=, dst, a, imm),
                Inst::JumpLeI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, <=, true, dst, a, imm, to)
                }
                Inst::JumpNotLeI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, <=, false, dst, a, imm, to)
                }
                Inst::GtI64Imm { dst, a, imm } => cmp_imm!(i64, >, dst, a, imm),
                Inst::JumpGtI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, >, true, dst, a, imm, to)
                }
                Inst::JumpNotGtI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, >, false, dst, a, imm, to)
                }
                Inst::GeI64Imm { dst, a, imm } => cmp_imm!(i64, >=, dst, a, imm),
                Inst::JumpGeI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, >=, true, dst, a, imm, to)
                }
                Inst::JumpNotGeI64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(i64, >=, false, dst, a, imm, to)
                }
                Inst::LtU64Imm { dst, a, imm } => cmp_imm!(u64, <, dst, a, imm),
                Inst::JumpLtU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, <, true, dst, a, imm, to)
                }
                Inst::JumpNotLtU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, <, false, dst, a, imm, to)
                }
                Inst::LeU64Imm { dst, a, imm } => cmp_imm!(u64, <=, dst, a, imm),
                Inst::JumpLeU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, <=, true, dst, a, imm, to)
                }
                Inst::JumpNotLeU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, <=, false, dst, a, imm, to)
                }
                Inst::GtU64Imm { dst, a, imm } => cmp_imm!(u64, >, dst, a, imm),
                Inst::JumpGtU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, >, true, dst, a, imm, to)
                }
                Inst::JumpNotGtU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, >, false, dst, a, imm, to)
                }
                Inst::GeU64Imm { dst, a, imm } => cmp_imm!(u64, >=, dst, a, imm),
                Inst::JumpGeU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, >=, true, dst, a, imm, to)
                }
                Inst::JumpNotGeU64Imm { dst, a, imm, to } => {
                    cmp_imm_jump!(u64, >=, false, dst, a, imm, to)
                }
                Inst::JumpIs8 { slot, value, to } => jump_is!(u8, true, slot, value, to),
                Inst::JumpIsNot8 { slot, value, to } => jump_is!(u8, false, slot, value, to),
                Inst::JumpIs32 { slot, value, to } => jump_is!(u32, true, slot, value, to),
                Inst::JumpIsNot32 { slot, value, to } => jump_is!(u32, false, slot, value, to),
                Inst::JumpIs64 { slot, value, to } => jump_is!(u64, true, slot, value, to),
                Inst::JumpIsNot64 { slot, value, to } => jump_is!(u64, false, slot, value, to),

                Inst::Overflows { op, ty, dst, a, b } => {
                    w.set(dst, u8::from(arith::overflows(op, ty, w, a, b)))
                }
                Inst::Unary { op, ty, dst, a } => {
                    if let Err(trap) = arith::unary(op, ty, w, dst, a) {
                        trap!(trap);
                    }
                }
                Inst::NotBool { dst, a } => w.set(dst, u8::from(w.get::<u8>(a) == 0)),
                Inst::Cast { from, to, dst, src } => arith::cast(from, to, w, dst, src),
                Inst::BoundsCheck { index, len } => {
                    let (index, len) = (w.get::<u64>(index), w.get::<u64>(len));
                    if index >= len {
                        outside!(self.out_of_bounds(thread, host, index, len));
                    }
                }

                Inst::Jump { to } => {
                    transfer!(to);
                }
                Inst::JumpBack { to } => {
                    transfer!(to);
                    if left <= 0 {
                        stop!(Stop::Preempted);
                    }
                }
                Inst::JumpIf { cond, to } => {
                    if w.get::<u8>(cond) != 0 {
                        jump!(to);
                    }
                }
                Inst::JumpIfNot { cond, to } => {
                    if w.get::<u8>(cond) == 0 {
                        jump!(to);
                    }
                }
                Inst::Switch { slot, table } => {
                    let table = &code.switches[table as usize];
                    let value = match table.size {
                        1 => u128::from(w.get::<u8>(slot)),
                        2 => u128::from(w.get::<u16>(slot)),
                        4 => u128::from(w.get::<u32>(slot)),
                        8 => u128::from(w.get::<u64>(slot)),
                        _ => w.get::<u128>(slot),
                    };
                    let to = if table.arms.is_empty() {
                        usize::try_from(value)
                            .ok()
                            .and_then(|index| table.dense.get(index))
                            .copied()
                    } else {
                        table
                            .arms
                            .binary_search_by_key(&value, |arm| arm.0)
                            .ok()
                            .map(|found| table.arms[found].1)
                    };
                    jump!(to.unwrap_or(table.default));
                }
                Inst::Call { site } => {
                    let site = &code.sites[site as usize];
                    let callee = &code.functions[site.func as usize];
                    let fp = thread.sp;
                    let sp = fp + u64::from(callee.stack_size);
                    let Some(frame) = self
                        .memory
                        .window(fp, callee.frame_size)
                        .filter(|_| sp <= thread.stack_end)
                    else {
                        stop!(Stop::Halted(Halt::StackOverflow {
                            thread: thread.display_name().to_string()
                        }));
                    };
                    for part in &code.moves[site.moves.start as usize..site.moves.end as usize] {
                        w.pass(part.from, frame, part.to, part.len);
                    }
                    if callee.zeroed.1 > 0 {
                        frame.zero(callee.zeroed.0, callee.zeroed.1);
                    }
                    thread.frames.push(Frame {
                        func: site.func,
                        kind: FrameKind::Call,
                        cleaning: false,
                        ret_pc: pc as u32,
                        ret: site.ret,
                        fp,
                        sp: fp,
                        extra: 0,
                    });
                    thread.sp = sp;
                    w = frame;
                    transfer!(callee.entry);
                    if left <= 0 && callee.own {
                        stop!(Stop::Preempted);
                    }
                }
                Inst::Return => {
                    if let [.., caller, frame] = thread.frames.as_slice()
                        && frame.kind == FrameKind::Call
                    {
                        let caller_size = code.functions[caller.func as usize].frame_size;
                        let Some(caller_w) = self.memory.window(caller.fp, caller_size) else {
                            return Stop::Halted(lost_frame());
                        };
                        w.pass(
                            0,
                            caller_w,
                            frame.ret,
                            code.functions[frame.func as usize].ret_size,
                        );
                        w = caller_w;
                        thread.sp = frame.sp;
                        transfer!(frame.ret_pc);
                        thread.frames.pop();
                    } else {
                        outside!(self.return_slow(thread, host));
                    }
                }
                Inst::CallPtr { ptr, site } => match function_at(w.get(ptr)) {
                    Some(func) => {
                        outside!(self.call_dynamic(thread, host, func, site));
                        if left <= 0
                            && thread
                                .frames
                                .last()
                                .is_some_and(|frame| code.functions[frame.func as usize].own)
                        {
                            stop!(Stop::Preempted);
                        }
                    }
                    None => {
                        sync!();
                        let address: u64 = w.get(ptr);
                        return Stop::Halted(self.fault_text(
                            thread,
                            format!("call of what is no function (address {address:#x})"),
                        ));
                    }
                },
                Inst::Poll { site } => {
                    let func = code.sites[site as usize].func;
                    outside!(self.call_dynamic(thread, host, func, site));
                    if left <= 0 && code.functions[func as usize].own {
                        stop!(Stop::Preempted);
                    }
                }
                Inst::Intrinsic { id, site } => outside!(self.intrinsic(thread, host, id, site)),
                Inst::Panic { message } => {
                    outside!(self.panic_message(thread, host, message as usize))
                }
                Inst::ResumeUnwind => outside!(self.resume_unwind(thread, host)),
                Inst::Suspend { point } => outside!(self.suspend(thread, host, point)),
                Inst::Finish => self.finish(thread),
                Inst::DropFuture { func, ptr } => {
                    let at = w.get(ptr);
                    outside!(self.drop_future(thread, host, func, at));
                }
                Inst::Unreachable => {
                    sync!();
                    return Stop::Halted(Halt::Internal {
                        message: self.unreachable_text(thread),
                    });
                }
            }
        }
    }
}

fn lost_frame() -> Halt {
    Halt::Internal {
        message: "a thread without a frame".to_string(),
    }
}
