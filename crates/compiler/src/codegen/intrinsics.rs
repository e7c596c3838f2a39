//! The intrinsics that need types: answered here, so that they never reach the machine.
//!
//! Atomics are plain loads and stores: the machine changes threads only at calls and backward jumps, and
//! the code of each has neither.

use analysis::{
    thir::BinOp,
    ty::{Arg, Args, Ty, TyKind},
};
use bytecode::{ArithOp, CmpOp, Intrinsic, Num, Op, Slot};

use super::{
    Error,
    func::{At, Func, Val},
    types::num_of,
};

impl Func<'_, '_, '_> {
    pub fn intrinsic_call(
        &mut self,
        name: &str,
        args: Args,
        vals: &[Val],
        dst: Val,
    ) -> Result<(), Error> {
        let types: Vec<Ty> = args
            .iter()
            .filter_map(|arg| {
                if let Arg::Ty(ty) = arg {
                    Some(*ty)
                } else {
                    None
                }
            })
            .collect();
        let of = |index: usize| {
            types
                .get(index)
                .copied()
                .ok_or_else(|| Error::new(format!("`{name}` without type")))
        };
        let val = |index: usize| {
            vals.get(index)
                .copied()
                .ok_or_else(|| Error::new(format!("`{name}` without argument")))
        };
        match name {
            "size_of" | "min_align_of" | "align_of" | "needs_drop" | "type_id" | "type_name" => {
                let ty = of(0)?;
                self.write_to(dst, |f, slot| f.type_fact(name, ty, slot))
            }
            "size_of_val" | "align_of_val" => {
                let what = self.deref(val(0)?)?;
                let word = if name == "size_of_val" {
                    self.size_of(what)?
                } else {
                    self.align_of(what)?
                };
                self.copy(dst.at, At::Frame(word), 8);
                Ok(())
            }
            "transmute" | "transmute_unchecked" => {
                let (from, to) = (val(0)?, dst.ty);
                if self.cx.size(from.ty)? != self.cx.size(to)? {
                    return Err(Error::new("transmute between types of different sizes"));
                }
                self.copy_val(dst, from)
            }
            "black_box" => self.copy_val(dst, val(0)?),
            "forget" | "assume" | "uninit" => Ok(()),
            "zeroed" => self.zero(dst),
            "unreachable" => {
                self.op(Op::Unreachable);
                Ok(())
            }
            "discriminant_value" => {
                let what = self.deref(val(0)?)?;
                self.write_to(dst, |f, slot| f.discriminant(what, slot))
            }
            "raw_read" | "read" => {
                let what = self.deref(val(0)?)?;
                self.copy_val(dst, what)
            }
            "raw_write" | "write" => {
                let what = self.deref(val(0)?)?;
                self.copy_val(what, val(1)?)
            }
            "drop_in_place" => {
                let what = self.deref(val(0)?)?;
                self.drop_val(what)
            }
            "copy" | "copy_nonoverlapping" => self.copy_many(of(0)?, val(0)?, val(1)?, val(2)?),
            "write_bytes" => {
                let (to, byte, count) = (
                    self.in_slot(val(0)?)?,
                    self.in_slot(val(1)?)?,
                    self.in_slot(val(2)?)?,
                );
                let bytes = self.bytes_of(of(0)?, count)?;
                let ret = self.word();
                self.intrinsic(Intrinsic::MemSet, ret, vec![(to, 8), (byte, 1), (bytes, 8)]);
                Ok(())
            }
            "ptr_offset" | "ptr_offset_mut" => {
                let (base, count) = (self.in_slot(val(0)?)?, self.in_slot(val(1)?)?);
                let size = self.cx.layout(of(0)?)?.size;
                let at = self.advance(base, count, size)?;
                self.copy(dst.at, At::Frame(at), 8);
                Ok(())
            }
            "slice_from_raw" | "slice_from_raw_mut" | "str_from_raw" | "str_from_raw_mut" => {
                let (data, len) = (self.in_slot(val(0)?)?, self.in_slot(val(1)?)?);
                // The arguments may lie where the result goes.
                let pair = self.temp(16, 8);
                self.copy_slots(pair, data, 8);
                self.copy_slots(pair + 8, len, 8);
                self.copy(dst.at, At::Frame(pair), 16);
                Ok(())
            }
            "slice_ptr_len" | "ptr_metadata_word" => {
                let pointer = val(0)?;
                match self.cx.size(pointer.ty)? {
                    16 => self.copy(dst.at, pointer.part(8, pointer.ty).at, 8),
                    _ => {
                        let zero = self.word_const(0);
                        self.copy(dst.at, At::Frame(zero), 8);
                    }
                }
                Ok(())
            }
            "call_once_boxed" => self.call_once_boxed(of(0)?, vals, dst),
            "wrapping_add" | "wrapping_sub" | "wrapping_mul" | "wrapping_shl" | "wrapping_shr" => {
                let op = match name {
                    "wrapping_add" => ArithOp::WrapAdd,
                    "wrapping_sub" => ArithOp::WrapSub,
                    "wrapping_mul" => ArithOp::WrapMul,
                    "wrapping_shl" => ArithOp::WrapShl,
                    _ => ArithOp::WrapShr,
                };
                let ty = num_of(of(0)?)?;
                let (a, b) = (self.in_slot(val(0)?)?, self.in_slot(val(1)?)?);
                self.write_to(dst, |f, slot| {
                    f.op(Op::Arith {
                        op,
                        ty,
                        dst: slot,
                        a,
                        b,
                    });
                    Ok(())
                })
            }
            "add_with_overflow" => self.with_overflow(
                ArithOp::Add,
                ArithOp::WrapAdd,
                of(0)?,
                val(0)?,
                val(1)?,
                dst,
            ),
            "sub_with_overflow" => self.with_overflow(
                ArithOp::Sub,
                ArithOp::WrapSub,
                of(0)?,
                val(0)?,
                val(1)?,
                dst,
            ),
            "mul_with_overflow" => self.with_overflow(
                ArithOp::Mul,
                ArithOp::WrapMul,
                of(0)?,
                val(0)?,
                val(1)?,
                dst,
            ),
            "unchecked_div" | "unchecked_rem" => {
                let op = if name == "unchecked_div" {
                    BinOp::Div
                } else {
                    BinOp::Rem
                };
                let (ty, a, b) = (of(0)?, val(0)?, val(1)?);
                self.write_to(dst, |f, slot| f.binary(op, ty, a, b, ty, slot))
            }
            "int_to_u128" => {
                let src = self.in_slot(val(0)?)?;
                let size = self.cx.size(of(0)?)?;
                self.write_to(dst, |f, slot| {
                    let from = super::types::unsigned(size.into());
                    f.op(Op::Cast {
                        from,
                        to: Num::U128,
                        dst: slot,
                        src,
                    });
                    Ok(())
                })
            }
            _ if name.starts_with("atomic_") => self.atomic(name, of(0)?, vals, dst),
            _ => match Intrinsic::from_name(name) {
                Some(id) => self.machine_call(id, vals, dst),
                None => Err(Error::new(format!("the intrinsic `{name}` is not known"))),
            },
        }
    }

    fn machine_call(&mut self, id: Intrinsic, vals: &[Val], dst: Val) -> Result<(), Error> {
        let mut args = Vec::new();
        for val in vals {
            args.push((self.in_slot(*val)?, self.cx.size(val.ty)?));
        }
        self.write_to(dst, |f, ret| {
            f.intrinsic(id, ret, args);
            Ok(())
        })
    }

    fn type_fact(&mut self, name: &str, ty: Ty, dst: Slot) -> Result<(), Error> {
        match name {
            "size_of" => {
                let size = self.cx.size(ty)?;
                self.constant(dst, 8, size.into());
            }
            "needs_drop" => {
                let needs = self.cx.needs_drop(ty)?;
                self.constant(dst, 1, needs.into());
            }
            "type_id" => {
                let number = self.cx.type_number(ty);
                // Spread, so that no one takes it for an index.
                self.constant(
                    dst,
                    16,
                    u128::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835),
                );
            }
            "type_name" => {
                let name = self.cx.session.type_name(ty);
                self.text(&name, dst);
            }
            _ => {
                let align = self.cx.layout(ty)?.align;
                self.constant(dst, 8, align.into());
            }
        }
        Ok(())
    }

    /// `count * size_of::<T>()`
    fn bytes_of(&mut self, ty: Ty, count: Slot) -> Result<Slot, Error> {
        match self.cx.size(ty)? {
            1 => Ok(count),
            size => {
                let dst = self.word();
                self.op(Op::Scale {
                    dst,
                    index: count,
                    size,
                });
                Ok(dst)
            }
        }
    }

    fn copy_many(&mut self, ty: Ty, from: Val, to: Val, count: Val) -> Result<(), Error> {
        let (from, to, count) = (self.in_slot(from)?, self.in_slot(to)?, self.in_slot(count)?);
        let bytes = self.bytes_of(ty, count)?;
        let ret = self.word();
        self.intrinsic(
            Intrinsic::MemCopy,
            ret,
            vec![(to, 8), (from, 8), (bytes, 8)],
        );
        Ok(())
    }

    fn with_overflow(
        &mut self,
        op: ArithOp,
        wrapping: ArithOp,
        ty: Ty,
        a: Val,
        b: Val,
        dst: Val,
    ) -> Result<(), Error> {
        let num = num_of(ty)?;
        let (a, b) = (self.in_slot(a)?, self.in_slot(b)?);
        // The operands may lie where the result goes.
        let (value, over) = (self.temp_for(ty)?, self.temp(1, 1));
        self.op(Op::Arith {
            op: wrapping,
            ty: num,
            dst: value,
            a,
            b,
        });
        self.op(Op::Overflows {
            op,
            ty: num,
            dst: over,
            a,
            b,
        });
        let first = self.field(dst, None, 0)?;
        self.copy_val(first, Val::frame(value, ty))?;
        let second = self.field(dst, None, 1)?;
        self.copy(second.at, At::Frame(over), 1);
        Ok(())
    }

    fn atomic(&mut self, name: &str, ty: Ty, vals: &[Val], dst: Val) -> Result<(), Error> {
        let [pointer, rest @ ..] = vals else {
            return Err(Error::new("an atomic without pointer"));
        };
        let ptr = self.in_slot(*pointer)?;
        let cell = Val::memory(ptr, ty);
        let mut slots = Vec::new();
        for val in rest {
            slots.push(self.in_slot(*val)?);
        }
        let old = self.temp_for(ty)?;
        self.copy_val(Val::frame(old, ty), cell)?;
        let num = match ty.kind() {
            // `AtomicBool` may hold its `bool` as such.
            TyKind::Bool => Num::U8,
            _ => num_of(ty)?,
        };
        match (name, slots.as_slice()) {
            ("atomic_load", []) => {}
            ("atomic_store", [value]) => return self.copy_val(cell, Val::frame(*value, ty)),
            ("atomic_swap", [value]) => self.copy_val(cell, Val::frame(*value, ty))?,
            ("atomic_compare_exchange", [expected, new]) => {
                let (same, done) = (self.temp(1, 1), self.label());
                self.op(Op::Cmp {
                    op: CmpOp::Eq,
                    ty: num,
                    dst: same,
                    a: old,
                    b: *expected,
                });
                self.jump_if_not(same, done);
                self.copy_val(cell, Val::frame(*new, ty))?;
                self.bind(done);
                let first = self.field(dst, None, 0)?;
                self.copy_val(first, Val::frame(old, ty))?;
                let second = self.field(dst, None, 1)?;
                self.copy(second.at, At::Frame(same), 1);
                return Ok(());
            }
            ("atomic_max" | "atomic_min", [value]) => {
                let (keep, done) = (self.temp(1, 1), self.label());
                let op = if name == "atomic_max" {
                    CmpOp::Ge
                } else {
                    CmpOp::Le
                };
                self.op(Op::Cmp {
                    op,
                    ty: num,
                    dst: keep,
                    a: old,
                    b: *value,
                });
                self.jump_if(keep, done);
                self.copy_val(cell, Val::frame(*value, ty))?;
                self.bind(done);
            }
            (_, [value]) => {
                let new = self.temp_for(ty)?;
                let op = match name {
                    "atomic_add" => ArithOp::WrapAdd,
                    "atomic_sub" => ArithOp::WrapSub,
                    "atomic_and" | "atomic_nand" => ArithOp::And,
                    "atomic_or" => ArithOp::Or,
                    "atomic_xor" => ArithOp::Xor,
                    _ => return Err(Error::new(format!("the intrinsic `{name}` is not known"))),
                };
                self.op(Op::Arith {
                    op,
                    ty: num,
                    dst: new,
                    a: old,
                    b: *value,
                });
                if name == "atomic_nand" {
                    self.op(match ty.kind() {
                        TyKind::Bool => Op::NotBool { dst: new, a: new },
                        _ => Op::Unary {
                            op: bytecode::UnaryOp::Not,
                            ty: num,
                            dst: new,
                            a: new,
                        },
                    });
                }
                self.copy_val(cell, Val::frame(new, ty))?;
            }
            _ => return Err(Error::new(format!("the intrinsic `{name}` is not known"))),
        }
        self.copy_val(dst, Val::frame(old, ty))
    }
}
