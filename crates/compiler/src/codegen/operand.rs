//! Operands and constants.

use analysis::{
    thir::{Literal, Owner},
    ty::{Args, ConstId, Ty, TyKind},
};
use bytecode::Op;

use super::{
    Error,
    body::Body,
    func::{Func, Val},
    mono::Instance,
    types::{num_of, num_size},
};
use crate::mir::{Constant, Mir, Operand, Place, RETURN, Rvalue, StatementKind, Terminator};

impl Body<'_, '_, '_, '_> {
    /// Where an operand's value is: a place, or a temporary for a constant. Does not mark it as moved.
    pub fn operand(&mut self, operand: &Operand) -> Result<Val, Error> {
        match operand {
            Operand::Copy(place) | Operand::Move(place) => self.place(place),
            Operand::Constant(constant) => {
                let ty = self.f.ty(constant_ty(constant));
                let val = Val::frame(self.f.temp_for(ty)?, ty);
                self.constant(constant, val)?;
                Ok(val)
            }
        }
    }

    /// Writes an operand's value, without marking it as moved.
    pub fn operand_into(&mut self, operand: &Operand, dst: Val) -> Result<(), Error> {
        match operand {
            Operand::Constant(constant) => self.constant(constant, dst),
            Operand::Copy(place) | Operand::Move(place) => {
                let src = self.place(place)?;
                let size = self.f.cx.size(src.ty)?;
                self.f.copy(dst.at, src.at, size);
                Ok(())
            }
        }
    }

    /// Marks what the operand takes as moved.
    pub fn consume(&mut self, operand: &Operand) {
        if let Operand::Move(place) = operand {
            self.mark_moved(place);
        }
    }

    fn constant(&mut self, constant: &Constant, dst: Val) -> Result<(), Error> {
        match constant {
            Constant::Literal(literal, ty) => {
                let ty = self.f.ty(*ty);
                self.f.write_to(dst, |f, slot| f.literal(literal, ty, slot))
            }
            Constant::ZeroSized(_) => Ok(()),
            Constant::Param(konst, ty) => {
                let ty = self.f.ty(*ty);
                let value = self.f.cx.const_value(*konst, self.f.args)?;
                let size = self.f.cx.size(ty)?;
                self.f.write_to(dst, |f, slot| {
                    f.constant(slot, size, value);
                    Ok(())
                })
            }
            Constant::Item(id, args, ty) => {
                let ty = self.f.ty(*ty);
                let args = self.f.cx.concrete_args(*args, self.f.args);
                let (id, args) = self.f.cx.session.resolve_const(*id, args);
                if let Some(literal) = self.literal_const(Owner::Const(id))? {
                    return self
                        .f
                        .write_to(dst, |f, slot| f.literal(&literal, ty, slot));
                }
                let func = self.f.cx.function(Instance::Const(id, args));
                self.f.write_to(dst, |f, slot| {
                    f.call(func, slot, Vec::new());
                    Ok(())
                })
            }
            Constant::Promoted(index, _) => {
                let mut path = self.body.promoted_path().to_vec();
                path.push(*index);
                let func = self.f.cx.function(match self.promoted_const(&path)? {
                    Some((id, args)) => Instance::ConstAddress(id, args),
                    None => Instance::Promoted(self.body.key, path, self.f.args),
                });
                self.f.write_to(dst, |f, slot| {
                    f.call(func, slot, Vec::new());
                    Ok(())
                })
            }
            Constant::StaticAddr(id, _) => {
                let at = self.f.cx.static_place(*id)?;
                self.f.write_to(dst, |f, slot| {
                    f.op(Op::DataAddr { dst: slot, at });
                    Ok(())
                })
            }
        }
    }

    /// The constant that a promoted value is, when it is just that: whoever refers to it gets one address.
    fn promoted_const(&self, path: &[u32]) -> Result<Option<(ConstId, Args)>, Error> {
        let body = self.f.cx.promoted_body(self.body.key, path)?;
        let Some(Constant::Item(id, args, _)) = sole_constant(body.get()) else {
            return Ok(None);
        };
        let args = self.f.cx.concrete_args(*args, self.f.args);
        Ok(Some(self.f.cx.session.resolve_const(*id, args)))
    }

    /// The literal that a constant is, when its body is just that.
    fn literal_const(&self, owner: Owner) -> Result<Option<Literal>, Error> {
        let body = self.f.cx.body(owner)?;
        Ok(match sole_constant(body.get()) {
            Some(Constant::Literal(literal, _)) => Some(literal.clone()),
            _ => None,
        })
    }
}

/// What a body returns that does nothing else.
fn sole_constant(mir: &Mir) -> Option<&Constant> {
    let block = mir.blocks.first()?;
    if !matches!(block.terminator, Terminator::Return) {
        return None;
    }
    let is_marker = |kind: &StatementKind| {
        matches!(
            kind,
            StatementKind::StorageLive(_)
                | StatementKind::StorageDead(_)
                | StatementKind::Mention { .. }
        )
    };
    let mut real = block.statements.iter().filter(|s| !is_marker(&s.kind));
    match (real.next().map(|s| &s.kind), real.next()) {
        (
            Some(StatementKind::Assign(
                Place {
                    local: RETURN,
                    path,
                },
                Rvalue::Use(Operand::Constant(constant)),
            )),
            None,
        ) if path.is_empty() => Some(constant),
        _ => None,
    }
}

pub fn constant_ty(constant: &Constant) -> Ty {
    match constant {
        Constant::Literal(_, ty)
        | Constant::ZeroSized(ty)
        | Constant::Item(_, _, ty)
        | Constant::Param(_, ty)
        | Constant::Promoted(_, ty)
        | Constant::StaticAddr(_, ty) => *ty,
    }
}

impl Func<'_, '_, '_> {
    pub fn literal(&mut self, literal: &Literal, ty: Ty, dst: u32) -> Result<(), Error> {
        match literal {
            Literal::Bool(value) => self.op(Op::Const8 {
                dst,
                imm: u8::from(*value),
            }),
            Literal::Char(value) => self.op(Op::Const32 {
                dst,
                imm: u32::from(*value),
            }),
            Literal::Int(value) => match ty.kind() {
                // `let x: f32 = 1;` is no Rust, but a pattern's or a macro's literal may be typed so.
                TyKind::Float(_) => return self.literal(&Literal::Float(*value as f64), ty, dst),
                _ => {
                    let size = num_size(num_of(ty)?);
                    self.constant(dst, size, *value);
                }
            },
            Literal::Float(value) => match num_size(num_of(ty)?) {
                4 => self.op(Op::Const32 {
                    dst,
                    imm: (*value as f32).to_bits(),
                }),
                _ => self.op(Op::Const64 {
                    dst,
                    imm: value.to_bits(),
                }),
            },
            Literal::Str(text) => self.text(text, dst),
            Literal::Bytes(bytes) => {
                let at = self.cx.literal(bytes);
                self.op(Op::DataAddr { dst, at });
            }
        }
        Ok(())
    }

    /// A `&'static str`.
    pub fn text(&mut self, text: &str, dst: u32) {
        let at = self.cx.literal(text.as_bytes());
        self.op(Op::DataAddr { dst, at });
        self.op(Op::Const64 {
            dst: dst + 8,
            imm: text.len() as u64,
        });
    }

    /// Copies a whole value.
    pub fn copy_val(&mut self, dst: Val, src: Val) -> Result<(), Error> {
        let size = self.cx.size(src.ty)?;
        self.copy(dst.at, src.at, size);
        Ok(())
    }
}
