//! Rvalues: what an assignment computes.

use analysis::{
    AdtKind,
    thir::{BinOp, UnOp},
    ty::{Ty, TyKind},
};
use bytecode::{ArithOp, CmpOp, Intrinsic, Num, Op, Slot, UnaryOp};

use super::{
    Error,
    body::Body,
    func::{At, Func, Val},
    layout::{Shape, Tag},
    types::{num_of, num_size, unsigned},
};
use crate::mir::{Aggregate, Operand, Place, Rvalue};

impl Body<'_, '_, '_, '_> {
    /// Computes `rvalue` into `dst` and marks what it moved.
    pub fn rvalue(&mut self, rvalue: &Rvalue, place: &Place) -> Result<(), Error> {
        if let Rvalue::Aggregate(kind, operands) = rvalue {
            return self.aggregate(kind, operands, place);
        }
        let dst = self.place(place)?;
        match rvalue {
            Rvalue::Use(operand) => {
                self.operand_into(operand, dst)?;
                self.consume(operand);
            }
            Rvalue::Ref(_, of) | Rvalue::RawPtr(_, of) => {
                let of = self.place(of)?;
                self.f.write_to(dst, |f, slot| {
                    f.address_into(slot, of);
                    Ok(())
                })?;
            }
            Rvalue::Binary(op, ty, a, b, right) => {
                let (ty, right) = (self.f.ty(*ty), self.f.ty(*right));
                let (a, b) = (self.operand(a)?, self.operand(b)?);
                self.f
                    .write_to(dst, |f, slot| f.binary(*op, ty, a, b, right, slot))?;
            }
            Rvalue::Unary(op, ty, a) => {
                let ty = self.f.ty(*ty);
                let a = self.operand(a)?;
                let a = self.f.in_slot(a)?;
                self.f.write_to(dst, |f, slot| {
                    f.op(match (op, ty.kind()) {
                        (UnOp::Not, TyKind::Bool) => Op::NotBool { dst: slot, a },
                        (UnOp::Not, _) => Op::Unary {
                            op: UnaryOp::Not,
                            ty: num_of(ty)?,
                            dst: slot,
                            a,
                        },
                        (UnOp::Neg, _) => Op::Unary {
                            op: UnaryOp::Neg,
                            ty: num_of(ty)?,
                            dst: slot,
                            a,
                        },
                    });
                    Ok(())
                })?;
            }
            Rvalue::Cast(operand, from, to) => {
                let (from, to) = (self.f.ty(*from), self.f.ty(*to));
                let src = self.operand(operand)?;
                self.f
                    .write_to(dst, |f, slot| f.cast(src, from, to, slot))?;
            }
            Rvalue::Unsize(operand, from, to) => {
                let (from, to) = (self.f.ty(*from), self.f.ty(*to));
                let src = self.operand(operand)?;
                self.f
                    .unsize(Val { ty: from, ..src }, Val { ty: to, ..dst })?;
                self.consume(operand);
            }
            Rvalue::Reify(from, _) => {
                let func = self.f.cx.function_pointer(self.f.ty(*from))?;
                self.f.write_to(dst, |f, slot| {
                    f.op(Op::FuncAddr { dst: slot, func });
                    Ok(())
                })?;
            }
            Rvalue::Aggregate(..) => {}
            Rvalue::Repeat(operand, count, ty) => {
                let ty = self.f.ty(*ty);
                let count = self.f.cx.const_value(*count, self.f.args)?;
                let value = self.operand(operand)?;
                self.f.repeat(Val { ty, ..dst }, value, count as u64)?;
                self.consume(operand);
            }
            Rvalue::Len(of) => {
                let of = self.place(of)?;
                let known = self.f.cx.array(of.ty)?;
                self.f.write_to(dst, |f, slot| {
                    match (known, of.meta) {
                        (Some((_, len)), _) => f.constant(slot, 8, len.into()),
                        (None, Some(meta)) => f.copy_slots(slot, meta, 8),
                        (None, None) => return Err(Error::new("the length of what is no array")),
                    }
                    Ok(())
                })?;
            }
            Rvalue::Discriminant(of) => {
                let of = self.place(of)?;
                self.f.write_to(dst, |f, slot| f.variant_index(of, slot))?;
            }
        }
        Ok(())
    }

    fn aggregate(
        &mut self,
        kind: &Aggregate,
        operands: &[Operand],
        place: &Place,
    ) -> Result<(), Error> {
        // Parts may be read through a pointer to the place they are written to: then they are collected first.
        let may_overlap = operands.iter().any(|operand| match operand {
            Operand::Copy(from) | Operand::Move(from) => {
                from.local == place.local || from.path.contains(&crate::mir::Projection::Deref)
            }
            Operand::Constant(_) => false,
        });
        let dst = self.place(place)?;
        let direct = place.is_local() && !may_overlap;
        if !direct && operands.len() > 1 {
            let slot = self.f.temp_for(dst.ty)?;
            self.aggregate_into(kind, operands, Val::frame(slot, dst.ty))?;
            return self.f.copy_val(dst, Val::frame(slot, dst.ty));
        }
        self.aggregate_into(kind, operands, dst)
    }

    fn aggregate_into(
        &mut self,
        kind: &Aggregate,
        operands: &[Operand],
        dst: Val,
    ) -> Result<(), Error> {
        let (variant, first) = match kind {
            Aggregate::Adt {
                ty,
                variant,
                union_field,
                ..
            } => {
                let ty = self.f.ty(*ty);
                let is_enum = matches!(ty.kind(), TyKind::Adt(id, _) if self.f.cx.adt(*id).kind == AdtKind::Enum);
                (is_enum.then_some(*variant), union_field.unwrap_or(0))
            }
            Aggregate::Tuple(_) | Aggregate::Array(_) | Aggregate::Closure(_) => (None, 0),
        };
        if let TyKind::Coroutine(..) = dst.ty.kind() {
            self.f.zero(dst)?;
        }
        let stride = match self.f.cx.array(dst.ty)? {
            Some((of, _)) => Some((of, self.f.cx.size(of)?)),
            None => None,
        };
        for (index, operand) in operands.iter().enumerate() {
            let part = match stride {
                Some((of, size)) => dst.part(index as u32 * size, of),
                None => {
                    let field = first + index as u32;
                    let ty = self.f.cx.field(dst.ty, variant, field)?;
                    dst.part(self.f.cx.field_offset(dst.ty, variant, field)?, ty)
                }
            };
            self.operand_into(operand, part)?;
        }
        // After the fields: writing a field may write padding, never a niche.
        if let Some(variant) = variant {
            self.f.write_tag(dst, variant)?;
        }
        for operand in operands {
            self.consume(operand);
        }
        Ok(())
    }
}

impl Func<'_, '_, '_> {
    /// Fills a value with zeroes.
    pub fn zero(&mut self, dst: Val) -> Result<(), Error> {
        let len = self.cx.size(dst.ty)?;
        match dst.at {
            At::Frame(slot) if len > 0 => self.op(Op::Zero { dst: slot, len }),
            At::Memory { .. } if len > 0 => {
                let ptr = self.address(dst.at);
                let byte = self.temp(1, 1);
                self.op(Op::Const8 { dst: byte, imm: 0 });
                let bytes = self.word_const(len.into());
                self.intrinsic(
                    Intrinsic::MemSet,
                    byte,
                    vec![(ptr, 8), (byte, 1), (bytes, 8)],
                );
            }
            _ => {}
        }
        Ok(())
    }

    /// `[value; count]`
    fn repeat(&mut self, dst: Val, value: Val, count: u64) -> Result<(), Error> {
        let size = self.cx.size(value.ty)?;
        if size == 0 || count == 0 {
            return Ok(());
        }
        if count <= 8 {
            let slot = self.in_slot(value)?;
            for index in 0..count as u32 {
                self.copy(dst.part(index * size, value.ty).at, At::Frame(slot), size);
            }
            return Ok(());
        }
        let base = self.address(dst.at);
        let bytes = self.word_const(count * u64::from(size));
        let slot = self.in_slot(value)?;
        if size == 1 {
            self.intrinsic(
                Intrinsic::MemSet,
                slot,
                vec![(base, 8), (slot, 1), (bytes, 8)],
            );
            return Ok(());
        }
        let (at, end, more) = (self.word(), self.word(), self.temp(1, 1));
        self.copy_slots(at, base, 8);
        self.op(Op::Element {
            dst: end,
            ptr: base,
            index: bytes,
        });
        let next = self.label();
        self.bind(next);
        self.copy(At::Memory { ptr: at, offset: 0 }, At::Frame(slot), size);
        self.op(Op::Offset {
            dst: at,
            ptr: at,
            imm: size as i32,
        });
        self.op(Op::Cmp {
            op: CmpOp::Ne,
            ty: Num::U64,
            dst: more,
            a: at,
            b: end,
        });
        self.jump_if(more, next);
        Ok(())
    }

    pub fn binary(
        &mut self,
        op: BinOp,
        ty: Ty,
        a: Val,
        b: Val,
        right: Ty,
        dst: Slot,
    ) -> Result<(), Error> {
        let compare = match op {
            BinOp::Eq => Some(CmpOp::Eq),
            BinOp::Ne => Some(CmpOp::Ne),
            BinOp::Lt => Some(CmpOp::Lt),
            BinOp::Le => Some(CmpOp::Le),
            BinOp::Gt => Some(CmpOp::Gt),
            BinOp::Ge => Some(CmpOp::Ge),
            _ => None,
        };
        if let Some(op) = compare
            && self.cx.size(ty)? == 0
        {
            // Unit equals unit.
            self.op(Op::Const8 {
                dst,
                imm: u8::from(matches!(op, CmpOp::Eq | CmpOp::Le | CmpOp::Ge)),
            });
            return Ok(());
        }
        let (a, b) = (self.in_slot(a)?, self.in_slot(b)?);
        if let Some(op) = compare {
            if self.cx.pointee(ty).is_some_and(|to| self.cx.is_fat(to)) {
                return self.compare_fat(op, a, b, dst);
            }
            self.op(Op::Cmp {
                op,
                ty: num_of(ty)?,
                dst,
                a,
                b,
            });
            return Ok(());
        }
        let op = match op {
            BinOp::Add => ArithOp::Add,
            BinOp::Sub => ArithOp::Sub,
            BinOp::Mul => ArithOp::Mul,
            BinOp::Div => ArithOp::Div,
            BinOp::Rem => ArithOp::Rem,
            BinOp::Shl => ArithOp::Shl,
            BinOp::Shr => ArithOp::Shr,
            BinOp::BitAnd => ArithOp::And,
            BinOp::BitOr => ArithOp::Or,
            _ => ArithOp::Xor,
        };
        let b = match op {
            ArithOp::Shl | ArithOp::Shr => self.shift_amount(b, right)?,
            _ => b,
        };
        self.op(Op::Arith {
            op,
            ty: num_of(ty)?,
            dst,
            a,
            b,
        });
        Ok(())
    }

    /// A shift's right operand as the `u32` that the machine takes.
    pub fn shift_amount(&mut self, amount: Slot, ty: Ty) -> Result<Slot, Error> {
        let from = num_of(ty)?;
        if matches!(from, Num::U32 | Num::I32) {
            return Ok(amount);
        }
        let dst = self.temp(4, 4);
        self.op(Op::Cast {
            from,
            to: Num::U32,
            dst,
            src: amount,
        });
        Ok(dst)
    }

    fn compare_fat(&mut self, op: CmpOp, a: Slot, b: Slot, dst: Slot) -> Result<(), Error> {
        let cmp = |op, a, b, dst| Op::Cmp {
            op,
            ty: Num::U64,
            dst,
            a,
            b,
        };
        let end = self.label();
        let differ = self.temp(1, 1);
        // The addresses decide; only if they are equal, the second words.
        self.op(cmp(CmpOp::Ne, a, b, differ));
        let result = self.temp(1, 1);
        self.op(cmp(op, a, b, result));
        self.jump_if(differ, end);
        self.op(cmp(op, a + 8, b + 8, result));
        self.bind(end);
        self.copy_slots(dst, result, 1);
        Ok(())
    }

    pub fn cast(&mut self, src: Val, from: Ty, to: Ty, dst: Slot) -> Result<(), Error> {
        let is_pointer = |ty: Ty| {
            matches!(
                ty.kind(),
                TyKind::Ref(..) | TyKind::RawPtr(..) | TyKind::FnPtr(..)
            )
        };
        if matches!(
            from.kind(),
            TyKind::FnDef(..) | TyKind::Ctor(..) | TyKind::Closure(..)
        ) {
            let func = self.cx.function_pointer(from)?;
            self.op(Op::FuncAddr { dst, func });
            return Ok(());
        }
        if from == to {
            let size = self.cx.size(to)?;
            self.copy(At::Frame(dst), src.at, size);
            return Ok(());
        }
        if is_pointer(from) && is_pointer(to) {
            // From fat to thin the second word is lost.
            let size = self.cx.size(to)?.min(self.cx.size(from)?);
            self.copy(At::Frame(dst), src.at, size);
            return Ok(());
        }
        if let TyKind::Adt(..) = from.kind() {
            return self.cast_enum(src, from, to, dst);
        }
        let (from, to) = (num_of(from)?, num_of(to)?);
        let slot = match src.at {
            At::Frame(slot) => slot,
            at @ At::Memory { .. } => {
                let size = num_size(from);
                let slot = self.temp(size, size);
                self.copy(At::Frame(slot), at, size);
                slot
            }
        };
        self.op(Op::Cast {
            from,
            to,
            dst,
            src: slot,
        });
        Ok(())
    }

    /// The discriminant of a field-less enum as an integer.
    fn cast_enum(&mut self, src: Val, from: Ty, to: Ty, dst: Slot) -> Result<(), Error> {
        let value = self.word();
        self.discriminant(Val { ty: from, ..src }, value)?;
        self.op(Op::Cast {
            from: Num::I64,
            to: num_of(to)?,
            dst,
            src: value,
        });
        Ok(())
    }

    /// The declared discriminant of an enum as an `i64`.
    pub fn discriminant(&mut self, val: Val, dst: Slot) -> Result<(), Error> {
        let TyKind::Adt(id, _) = val.ty.kind() else {
            self.op(Op::Const64 { dst, imm: 0 });
            return Ok(());
        };
        let def = self.cx.adt(*id);
        let layout = self.cx.layout(val.ty)?;
        if let Shape::Enum {
            tag: Tag::Direct { size, .. },
            ..
        } = &layout.shape
            && *size <= 8
            && let Some((slot, _)) = self.tag_slot(val)?
        {
            let signed = def.variants.iter().any(|v| v.discriminant < 0);
            let from = match (unsigned(*size), signed) {
                (Num::U8, true) => Num::I8,
                (Num::U16, true) => Num::I16,
                (Num::U32, true) => Num::I32,
                (num, _) => num,
            };
            self.op(Op::Cast {
                from,
                to: Num::I64,
                dst,
                src: slot,
            });
            return Ok(());
        }
        let index = self.temp(4, 4);
        self.variant_index(val, index)?;
        let (end, default) = (self.label(), self.label());
        let arms: Vec<_> = (0..def.variants.len())
            .map(|i| (i as u128, self.label()))
            .collect();
        self.switch(index, 4, arms.clone(), default);
        for ((_, label), variant) in arms.iter().zip(&def.variants) {
            self.bind(*label);
            self.op(Op::Const64 {
                dst,
                imm: variant.discriminant as u64,
            });
            self.jump(end);
        }
        self.bind(default);
        self.op(Op::Const64 { dst, imm: 0 });
        self.bind(end);
        Ok(())
    }
}
