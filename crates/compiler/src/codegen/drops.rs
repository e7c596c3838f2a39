//! Drops of values that are known to be there.

use analysis::ty::TyKind;
use bytecode::{Intrinsic, Op};

use super::{
    Error,
    func::{At, Func, Val},
    mono::Instance,
};

impl Func<'_, '_, '_> {
    pub fn drop_val(&mut self, val: Val) -> Result<(), Error> {
        if !self.cx.needs_drop(val.ty)? {
            return Ok(());
        }
        match val.ty.kind() {
            TyKind::Coroutine(id, args) => {
                let func = self.cx.function(Instance::Coroutine(*id, *args));
                let ptr = self.address(val.at);
                self.op(Op::DropFuture { func, ptr });
            }
            TyKind::Dyn(_) => {
                let meta = val
                    .meta
                    .ok_or_else(|| Error::new("a trait object without vtable"))?;
                let ptr = self.address(val.at);
                let (glue, zero, none, done) = (
                    self.word(),
                    self.word_const(0),
                    self.temp(1, 1),
                    self.label(),
                );
                self.op(Op::Load64 {
                    dst: glue,
                    ptr: meta,
                    offset: 0,
                });
                self.op(Op::Cmp {
                    op: bytecode::CmpOp::Eq,
                    ty: bytecode::Num::U64,
                    dst: none,
                    a: glue,
                    b: zero,
                });
                self.jump_if(none, done);
                self.call_ptr(glue, (0, 0), vec![(ptr, 8)]);
                self.bind(done);
            }
            _ => {
                let func = self.cx.function(Instance::Drop(val.ty));
                match val.meta {
                    None => {
                        let ptr = self.address(val.at);
                        self.call(func, 0, vec![(ptr, 8)]);
                    }
                    Some(_) => {
                        let pair = self.temp(16, 8);
                        self.address_into(pair, val);
                        self.call(func, 0, vec![(pair, 16)]);
                    }
                }
            }
        }
        Ok(())
    }

    /// Frees the memory of a box whose contents (`inner`) are gone.
    pub fn free(&mut self, inner: Val) -> Result<(), Error> {
        let (size, align) = (self.size_of(inner)?, self.align_of(inner)?);
        let ptr = match inner.at {
            At::Memory { ptr, offset: 0 } => ptr,
            at => self.address(at),
        };
        let ret = self.word();
        self.intrinsic(
            Intrinsic::HeapDealloc,
            ret,
            vec![(ptr, 8), (size, 8), (align, 8)],
        );
        Ok(())
    }
}
