//! Coercions to fat pointers: arrays to slices, values to trait objects, upcasts.

use analysis::{
    AdtKind,
    ty::{Const, Ty, TyKind},
};
use bytecode::{Op, Slot};

use super::{
    Error,
    func::{At, Func, Val},
    layout::Shape,
};

/// What the second word of the new pointer is.
enum Meta {
    Length(u64),
    /// A vtable's offset in the data.
    VTable(u32),
    /// That of the old pointer.
    Same,
    /// The word of the old vtable that points to the new one.
    Upcast(u32),
}

impl Func<'_, '_, '_> {
    /// Finds the pointer in the value that becomes fat (or changes its vtable); copies the rest.
    pub fn unsize(&mut self, src: Val, dst: Val) -> Result<(), Error> {
        if src.ty == dst.ty {
            return self.copy_val(dst, src);
        }
        match (src.ty.kind(), dst.ty.kind()) {
            (
                TyKind::Ref(from, _) | TyKind::RawPtr(from, _),
                TyKind::Ref(to, _) | TyKind::RawPtr(to, _),
            ) => self.unsize_pointer(src, dst, *from, *to),
            (TyKind::Adt(from, _), TyKind::Adt(to, _))
                if from == to && self.cx.adt(*from).kind == AdtKind::Struct =>
            {
                let layout = self.cx.layout(src.ty)?;
                let Shape::Struct(offsets) = &layout.shape else {
                    return Err(Error::new("a coercion inside of what is no struct"));
                };
                // In place (`b = b as Box<dyn T>`) the fields of the longer value would overwrite the others.
                let (from, to) = (self.cx.fields(src.ty, 0)?, self.cx.fields(dst.ty, 0)?);
                for (index, (a, b)) in from.iter().zip(&to).enumerate() {
                    if self.cx.layout(*a)?.is_zst() && self.cx.layout(*b)?.is_zst() {
                        continue;
                    }
                    let part = src.part(offsets[index] as u32, *a);
                    let into = dst.part(self.cx.field_offset(dst.ty, None, index as u32)?, *b);
                    self.unsize(part, into)?;
                }
                Ok(())
            }
            _ => {
                let (from, to) = (
                    self.cx.session.display(src.ty),
                    self.cx.session.display(dst.ty),
                );
                Err(Error::new(format!(
                    "the coercion from `{from}` to `{to}` is not supported"
                )))
            }
        }
    }

    fn unsize_pointer(&mut self, src: Val, dst: Val, from: Ty, to: Ty) -> Result<(), Error> {
        let meta = self.meta(from, to)?;
        let old = self.cx.is_fat(from);
        let pair = self.temp(16, 8);
        self.copy(At::Frame(pair), src.at, 8);
        if old {
            self.copy(At::Frame(pair + 8), src.part(8, src.ty).at, 8);
        }
        self.write_meta(meta, pair + 8);
        self.copy(dst.at, At::Frame(pair), 8);
        self.copy(dst.part(8, dst.ty).at, At::Frame(pair + 8), 8);
        Ok(())
    }

    fn write_meta(&mut self, meta: Meta, slot: Slot) {
        match meta {
            Meta::Length(len) => self.op(Op::Const64 {
                dst: slot,
                imm: len,
            }),
            Meta::VTable(at) => self.op(Op::DataAddr { dst: slot, at }),
            Meta::Same => {}
            Meta::Upcast(word) => self.op(Op::Load64 {
                dst: slot,
                ptr: slot,
                offset: word as i32 * 8,
            }),
        }
    }

    fn meta(&self, from: Ty, to: Ty) -> Result<Meta, Error> {
        Ok(match (from.kind(), to.kind()) {
            _ if from == to => Meta::Same,
            (TyKind::Array(_, Const::Value(len)), TyKind::Slice(_)) => Meta::Length(*len as u64),
            (TyKind::Dyn(a), TyKind::Dyn(b))
                if a.principal == b.principal || b.principal.is_none() =>
            {
                Meta::Same
            }
            (TyKind::Dyn(a), TyKind::Dyn(b)) => Meta::Upcast(self.cx.upcast_word(a, b)?),
            (_, TyKind::Dyn(b)) => Meta::VTable(self.cx.vtable(from, b)?),
            (TyKind::Adt(a, _), TyKind::Adt(b, _)) if a == b => {
                let (a, b) = (self.cx.fields(from, 0)?, self.cx.fields(to, 0)?);
                match (a.last(), b.last()) {
                    (Some(a), Some(b)) => self.meta(*a, *b)?,
                    _ => return Err(Error::new("a coercion of an empty struct")),
                }
            }
            _ => {
                let (from, to) = (self.cx.session.display(from), self.cx.session.display(to));
                return Err(Error::new(format!(
                    "the coercion from `{from}` to `{to}` is not supported"
                )));
            }
        })
    }
}
