//! Arithmetic that is not frequent enough for an instruction of its own, for every type.

use bytecode::{ArithOp, CmpOp, Num, UnaryOp};

use crate::code::Trap;
use crate::memory::raw::Window;

/// Runs a macro with the Rust type of a [`Num`].
macro_rules! with_int {
    ($num:expr, $ty:ident => $body:expr, float $fty:ident => $float:expr) => {
        match $num {
            Num::I8 => {
                type $ty = i8;
                $body
            }
            Num::I16 => {
                type $ty = i16;
                $body
            }
            Num::I32 => {
                type $ty = i32;
                $body
            }
            Num::I64 => {
                type $ty = i64;
                $body
            }
            Num::I128 => {
                type $ty = i128;
                $body
            }
            Num::U8 => {
                type $ty = u8;
                $body
            }
            Num::U16 => {
                type $ty = u16;
                $body
            }
            Num::U32 => {
                type $ty = u32;
                $body
            }
            Num::U64 => {
                type $ty = u64;
                $body
            }
            Num::U128 => {
                type $ty = u128;
                $body
            }
            Num::F32 => {
                type $fty = f32;
                $float
            }
            Num::F64 => {
                type $fty = f64;
                $float
            }
        }
    };
}

pub fn arith(op: ArithOp, ty: Num, w: Window, dst: u32, a: u32, b: u32) -> Result<(), Trap> {
    with_int!(ty,
        T => {
            let left: T = w.get(a);
            let value = match op {
                // The right operand of a shift is a u32, whatever the left one is.
                ArithOp::Shl => left.checked_shl(w.get(b)).ok_or(Trap::Shl)?,
                ArithOp::Shr => left.checked_shr(w.get(b)).ok_or(Trap::Shr)?,
                ArithOp::WrapShl => left.wrapping_shl(w.get(b)),
                ArithOp::WrapShr => left.wrapping_shr(w.get(b)),
                op => {
                    let right: T = w.get(b);
                    match op {
                        ArithOp::Add => left.checked_add(right).ok_or(Trap::Add)?,
                        ArithOp::Sub => left.checked_sub(right).ok_or(Trap::Sub)?,
                        ArithOp::Mul => left.checked_mul(right).ok_or(Trap::Mul)?,
                        ArithOp::Div if right == 0 => return Err(Trap::DivZero),
                        ArithOp::Div => left.checked_div(right).ok_or(Trap::Div)?,
                        ArithOp::Rem if right == 0 => return Err(Trap::RemZero),
                        ArithOp::Rem => left.checked_rem(right).ok_or(Trap::Rem)?,
                        ArithOp::WrapAdd => left.wrapping_add(right),
                        ArithOp::WrapSub => left.wrapping_sub(right),
                        ArithOp::WrapMul => left.wrapping_mul(right),
                        ArithOp::And => left & right,
                        ArithOp::Or => left | right,
                        ArithOp::Xor => left ^ right,
                        ArithOp::Shl | ArithOp::Shr | ArithOp::WrapShl | ArithOp::WrapShr => left,
                    }
                }
            };
            w.set(dst, value);
        },
        float F => {
            let (left, right): (F, F) = (w.get(a), w.get(b));
            let value = match op {
                ArithOp::Add => left + right,
                ArithOp::Sub => left - right,
                ArithOp::Mul => left * right,
                ArithOp::Div => left / right,
                // The verifier lets no other through.
                _ => left % right,
            };
            w.set(dst, value);
        }
    );
    Ok(())
}

pub fn compare(op: CmpOp, ty: Num, w: Window, a: u32, b: u32) -> bool {
    fn holds<T: PartialOrd>(op: CmpOp, a: T, b: T) -> bool {
        match op {
            CmpOp::Eq => a == b,
            CmpOp::Ne => a != b,
            CmpOp::Lt => a < b,
            CmpOp::Le => a <= b,
            CmpOp::Gt => a > b,
            CmpOp::Ge => a >= b,
        }
    }
    with_int!(ty,
        T => holds::<T>(op, w.get(a), w.get(b)),
        float F => holds::<F>(op, w.get(a), w.get(b))
    )
}

pub fn unary(op: UnaryOp, ty: Num, w: Window, dst: u32, a: u32) -> Result<(), Trap> {
    with_int!(ty,
        T => {
            let value: T = w.get(a);
            w.set(dst, match op {
                UnaryOp::Neg => value.checked_neg().ok_or(Trap::Neg)?,
                UnaryOp::Not => !value,
            });
        },
        // The verifier lets no Not of floats through.
        float F => w.set(dst, -w.get::<F>(a))
    );
    Ok(())
}

pub fn cast(from: Num, to: Num, w: Window, dst: u32, src: u32) {
    with_int!(from,
        T => { let value: T = w.get(src); with_int!(to, U => w.set(dst, value as U), float F => w.set(dst, value as F)) },
        float T => { let value: T = w.get(src); with_int!(to, U => w.set(dst, value as U), float F => w.set(dst, value as F)) }
    );
}

pub fn overflows(op: ArithOp, ty: Num, w: Window, a: u32, b: u32) -> bool {
    with_int!(ty,
        T => {
            let (left, right): (T, T) = (w.get(a), w.get(b));
            match op {
                ArithOp::Add => left.checked_add(right),
                ArithOp::Sub => left.checked_sub(right),
                // The verifier lets no other through.
                _ => left.checked_mul(right),
            }
            .is_none()
        },
        float _F => false
    )
}
