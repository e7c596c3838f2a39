//! Places: from a MIR place to where it lies.

use analysis::ty::{Const, List, Ty, TyKind};
use bytecode::{ArithOp, Num, Op, Slot};

use super::{
    Error,
    body::{Body, Storage},
    func::{At, Func, Label, Val},
};
use crate::mir::{Place, Projection};

impl Body<'_, '_, '_, '_> {
    pub fn place(&mut self, place: &Place) -> Result<Val, Error> {
        let mut val = self.local_val(place.local.0 as usize)?;
        for projection in &place.path {
            val = match *projection {
                Projection::Index(index) => {
                    let Storage::Frame(index) = self.storage[index.0 as usize] else {
                        return Err(Error::new("an index lies outside of the frame"));
                    };
                    self.f.element(val, index)?
                }
                ref other => self.f.project(val, other)?,
            };
        }
        Ok(val)
    }

    pub fn local_val(&mut self, local: usize) -> Result<Val, Error> {
        let ty = self.local_ty(local);
        Ok(match self.storage[local] {
            Storage::Frame(slot) => Val::frame(slot, ty),
            Storage::Data(at) => {
                let ptr = self.f.word();
                self.f.op(Op::DataAddr { dst: ptr, at });
                Val::memory(ptr, ty)
            }
        })
    }

    /// The type of a place, without code.
    pub fn place_ty(&self, place: &Place) -> Result<Ty, Error> {
        let mut ty = self.local_ty(place.local.0 as usize);
        for projection in &place.path {
            ty = self.f.projected_ty(ty, projection)?;
        }
        Ok(ty)
    }
}

impl Func<'_, '_, '_> {
    pub fn projected_ty(&self, ty: Ty, projection: &Projection) -> Result<Ty, Error> {
        let none = || {
            Error::new(format!(
                "`{}` has no part {projection:?}",
                self.cx.session.display(ty)
            ))
        };
        match (projection, ty.kind()) {
            (Projection::Deref, _) => self.cx.pointee(ty).ok_or_else(none),
            (Projection::Field { variant, field }, _) => self.cx.field(ty, *variant, *field),
            (
                Projection::Index(_) | Projection::ConstIndex { .. },
                TyKind::Array(of, _) | TyKind::Slice(of),
            ) => Ok(*of),
            (Projection::Subslice { from, to }, TyKind::Array(of, Const::Value(len))) => {
                let len = len.checked_sub(u128::from(from + to)).ok_or_else(none)?;
                Ok(Ty::new(TyKind::Array(*of, Const::Value(len))))
            }
            (Projection::Subslice { .. }, TyKind::Slice(_)) => Ok(ty),
            _ => Err(none()),
        }
    }

    pub fn project(&mut self, val: Val, projection: &Projection) -> Result<Val, Error> {
        let ty = self.projected_ty(val.ty, projection)?;
        match *projection {
            Projection::Deref => self.deref(val),
            Projection::Field { variant, field } => self.field(val, variant, field),
            Projection::Index(_) => Err(Error::new("an index outside of a body")),
            Projection::ConstIndex { offset, from_end } => {
                let stride = self.cx.size(ty)?;
                match (val.ty.kind(), from_end) {
                    (TyKind::Array(_, Const::Value(len)), true) => {
                        let at = u64::try_from(*len).unwrap_or(0).saturating_sub(offset);
                        Ok(val.part(at as u32 * stride, ty))
                    }
                    (_, false) => Ok(val.part(offset as u32 * stride, ty)),
                    (_, true) => {
                        let len = val
                            .meta
                            .ok_or_else(|| Error::new("a slice without length"))?;
                        let back = self.word_const(offset);
                        let index = self.word();
                        self.op(Op::Arith {
                            op: ArithOp::WrapSub,
                            ty: Num::U64,
                            dst: index,
                            a: len,
                            b: back,
                        });
                        self.element(val, index)
                    }
                }
            }
            Projection::Subslice { from, to } => {
                let element = match val.ty.kind() {
                    TyKind::Array(of, _) | TyKind::Slice(of) => *of,
                    _ => ty,
                };
                let part = val.part(from as u32 * self.cx.size(element)?, ty);
                let Some(len) = val.meta else { return Ok(part) };
                let less = self.word_const(from + to);
                let left = self.word();
                self.op(Op::Arith {
                    op: ArithOp::WrapSub,
                    ty: Num::U64,
                    dst: left,
                    a: len,
                    b: less,
                });
                Ok(Val {
                    meta: Some(left),
                    ..part
                })
            }
        }
    }

    /// What a reference, raw pointer or box in `val` points to.
    pub fn deref(&mut self, val: Val) -> Result<Val, Error> {
        let Some(to) = self.cx.pointee(val.ty) else {
            return Err(Error::new(format!(
                "`{}` is no pointer",
                self.cx.session.display(val.ty)
            )));
        };
        let fat = self.cx.is_fat(to);
        let (ptr, meta) = match val.at {
            At::Frame(slot) => (slot, slot + 8),
            At::Memory { .. } => {
                let both = self.temp(if fat { 16 } else { 8 }, 8);
                self.copy(At::Frame(both), val.at, 8);
                if fat {
                    self.copy(At::Frame(both + 8), val.part(8, val.ty).at, 8);
                }
                (both, both + 8)
            }
        };
        Ok(Val {
            at: At::Memory { ptr, offset: 0 },
            ty: to,
            meta: fat.then_some(meta),
        })
    }

    pub fn field(&mut self, val: Val, variant: Option<u32>, field: u32) -> Result<Val, Error> {
        let ty = self.cx.field(val.ty, variant, field)?;
        let offset = self.cx.field_offset(val.ty, variant, field)?;
        let layout = self.cx.layout(ty)?;
        if !layout.is_unsized {
            return Ok(val.part(offset, ty));
        }
        let Some(_) = self.cx.tail_dyn(ty) else {
            return Ok(Val {
                meta: val.meta,
                ..val.part(offset, ty)
            });
        };
        // A `dyn` tail begins where the alignment of what it is says.
        let align = self.align_of(Val { ty, ..val })?;
        let from = self.address(val.at);
        let at = self.round_up_slot(offset, align)?;
        let dst = self.word();
        self.op(Op::Arith {
            op: ArithOp::WrapAdd,
            ty: Num::U64,
            dst,
            a: from,
            b: at,
        });
        Ok(Val {
            at: At::Memory {
                ptr: dst,
                offset: 0,
            },
            ty,
            meta: val.meta,
        })
    }

    /// `offset` rounded up to the alignment in a slot.
    fn round_up_slot(&mut self, offset: u32, align: Slot) -> Result<Slot, Error> {
        let offset = self.word_const(offset.into());
        Ok(self.round_up_slots(offset, align))
    }

    /// `(value + align - 1) & -align`
    pub fn round_up_slots(&mut self, value: Slot, align: Slot) -> Slot {
        let (one, less, sum, mask, dst) = (
            self.word_const(1),
            self.word(),
            self.word(),
            self.word(),
            self.word(),
        );
        let mut arith = |op, dst, a, b| {
            self.op(Op::Arith {
                op,
                ty: Num::U64,
                dst,
                a,
                b,
            })
        };
        arith(ArithOp::WrapSub, less, align, one);
        arith(ArithOp::WrapAdd, sum, value, less);
        arith(ArithOp::WrapSub, mask, one, align);
        // `1 - align` is `-(align - 1)`; one less is the mask.
        arith(ArithOp::WrapSub, mask, mask, one);
        arith(ArithOp::And, dst, sum, mask);
        dst
    }

    pub fn element(&mut self, val: Val, index: Slot) -> Result<Val, Error> {
        let (TyKind::Array(of, _) | TyKind::Slice(of)) = val.ty.kind() else {
            return Err(Error::new("indexing of what is no array"));
        };
        let base = self.address(val.at);
        let ptr = self.advance(base, index, self.cx.layout(*of)?.size)?;
        Ok(Val::memory(ptr, *of))
    }

    /// `base + index * size`, in a new slot.
    pub fn advance(&mut self, base: Slot, index: Slot, size: u64) -> Result<Slot, Error> {
        let size = u32::try_from(size).map_err(|_| Error::new("an element is too big"))?;
        let dst = self.word();
        let index = if size == 1 {
            index
        } else {
            let scaled = self.word();
            self.op(Op::Scale {
                dst: scaled,
                index,
                size,
            });
            scaled
        };
        self.op(Op::Element {
            dst,
            ptr: base,
            index,
        });
        Ok(dst)
    }

    /// `size_of_val` of what `val` (perhaps unsized) is, in a slot.
    pub fn size_of(&mut self, val: Val) -> Result<Slot, Error> {
        let layout = self.cx.layout(val.ty)?;
        if !layout.is_unsized {
            return Ok(self.word_const(layout.size));
        }
        let meta = val
            .meta
            .ok_or_else(|| Error::new("an unsized value without length or vtable"))?;
        let tail = match self.cx.tail_dyn(val.ty) {
            Some(_) => {
                let dst = self.word();
                self.op(Op::Load64 {
                    dst,
                    ptr: meta,
                    offset: 8,
                });
                dst
            }
            None => {
                let stride = self.cx.tail_stride(val.ty)?;
                let dst = self.word();
                self.op(Op::Scale {
                    dst,
                    index: meta,
                    size: stride as u32,
                });
                dst
            }
        };
        if matches!(
            val.ty.kind(),
            TyKind::Dyn(_) | TyKind::Slice(_) | TyKind::Str
        ) {
            return Ok(tail);
        }
        // A struct: what comes before the tail, the tail, rounded up.
        let align = self.align_of(val)?;
        let tail_ty = self.cx.tail(val.ty);
        let mut before = self.word_const(0);
        // Nested structs end with each other's tails: offsets add up.
        let mut ty = val.ty;
        while ty != tail_ty {
            let fields = self.cx.fields(ty, 0)?;
            let last = fields.len() as u32 - 1;
            let offset = self.cx.field_offset(ty, None, last)?;
            ty = fields[last as usize];
            let field_align = self.align_of(Val { ty, ..val })?;
            let offset = self.round_up_slot(offset, field_align)?;
            let sum = self.word();
            self.op(Op::Arith {
                op: ArithOp::WrapAdd,
                ty: Num::U64,
                dst: sum,
                a: before,
                b: offset,
            });
            before = sum;
        }
        let sum = self.word();
        self.op(Op::Arith {
            op: ArithOp::WrapAdd,
            ty: Num::U64,
            dst: sum,
            a: before,
            b: tail,
        });
        Ok(self.round_up_slots(sum, align))
    }

    /// `align_of_val`, in a slot.
    pub fn align_of(&mut self, val: Val) -> Result<Slot, Error> {
        let layout = self.cx.layout(val.ty)?;
        let known = self.word_const(layout.align);
        if !layout.is_unsized || self.cx.tail_dyn(val.ty).is_none() {
            return Ok(known);
        }
        let meta = val
            .meta
            .ok_or_else(|| Error::new("an unsized value without vtable"))?;
        let (dynamic, least, done) = (self.word(), self.temp(1, 1), self.label());
        self.op(Op::Load64 {
            dst: dynamic,
            ptr: meta,
            offset: 16,
        });
        self.op(Op::Cmp {
            op: bytecode::CmpOp::Ge,
            ty: Num::U64,
            dst: least,
            a: dynamic,
            b: known,
        });
        self.jump_if(least, done);
        self.copy_slots(dynamic, known, 8);
        self.bind(done);
        Ok(dynamic)
    }

    /// The tag of an enum in `val` as a variant index, in a `u32` slot `dst`.
    pub fn variant_index(&mut self, val: Val, dst: Slot) -> Result<(), Error> {
        let variants = self.cx.variant_tags(val.ty)?;
        let (tag, size) = match self.tag_slot(val)? {
            Some(found) => found,
            None => {
                self.op(Op::Const32 {
                    dst,
                    imm: variants.fallback,
                });
                return Ok(());
            }
        };
        if size == 4 && variants.is_identity {
            self.copy_slots(dst, tag, 4);
            return Ok(());
        }
        if size < 4 && variants.is_identity {
            self.op(Op::Cast {
                from: super::types::unsigned(size.into()),
                to: Num::U32,
                dst,
                src: tag,
            });
            return Ok(());
        }
        let end = self.label();
        let default = self.label();
        let mut arms = Vec::new();
        for (variant, value) in &variants.values {
            arms.push((*value, self.label(), *variant));
        }
        let list = arms
            .iter()
            .map(|(value, label, _)| (*value, *label))
            .collect();
        self.switch(tag, size, list, default);
        for (_, label, variant) in arms {
            self.bind(label);
            self.op(Op::Const32 { dst, imm: variant });
            self.jump(end);
        }
        self.bind(default);
        self.op(Op::Const32 {
            dst,
            imm: variants.fallback,
        });
        self.bind(end);
        Ok(())
    }

    /// Goes to the label of the variant that the enum in `val` is.
    pub fn switch_variant(&mut self, val: Val, target: &dyn Fn(u32) -> Label) -> Result<(), Error> {
        let tags = self.cx.variant_tags(val.ty)?;
        // With a tag of its own for each variant any other value is impossible.
        let fallback = target(tags.fallback);
        match self.tag_slot(val)? {
            None => self.jump(fallback),
            Some((slot, size)) => {
                let cases = tags
                    .values
                    .iter()
                    .map(|(variant, value)| (*value, target(*variant)));
                let cases = cases.filter(|(_, to)| *to != fallback).collect();
                self.switch(slot, size, cases, fallback);
            }
        }
        Ok(())
    }

    /// The slot and size of an enum's tag; `None` when it has but one possible variant.
    pub fn tag_slot(&mut self, val: Val) -> Result<Option<(Slot, u32)>, Error> {
        use super::layout::{Shape, Tag};
        let layout = self.cx.layout(val.ty)?;
        let (offset, size) = match &layout.shape {
            Shape::Enum {
                tag: Tag::Direct { offset, size, .. } | Tag::Niche { offset, size, .. },
                ..
            } => (*offset, *size),
            _ => return Ok(None),
        };
        let at = val.part(offset as u32, val.ty).at;
        let slot = match at {
            At::Frame(slot) => slot,
            At::Memory { .. } => {
                let slot = self.temp(size as u32, size as u32);
                self.copy(At::Frame(slot), at, size as u32);
                slot
            }
        };
        Ok(Some((slot, size as u32)))
    }

    /// Makes the enum in `val` say that it is `variant`.
    pub fn write_tag(&mut self, val: Val, variant: u32) -> Result<(), Error> {
        use super::layout::{Shape, Tag, max_of};
        let layout = self.cx.layout(val.ty)?;
        let Shape::Enum { tag, .. } = &layout.shape else {
            return Ok(());
        };
        let (offset, size, value) = match tag {
            Tag::Single(_) => return Ok(()),
            Tag::Direct {
                offset,
                size,
                values,
            } => (
                *offset,
                *size,
                values.get(variant as usize).copied().unwrap_or(0),
            ),
            Tag::Niche { untagged, .. } if *untagged == variant => return Ok(()),
            Tag::Niche {
                offset,
                size,
                first,
                start,
                ..
            } => (
                *offset,
                *size,
                start.wrapping_add(u128::from(variant - first)) & max_of(*size),
            ),
        };
        let size = size as u32;
        match val.part(offset as u32, val.ty).at {
            At::Frame(slot) => self.constant(slot, size, value),
            at @ At::Memory { .. } => {
                let slot = self.temp(size, size);
                self.constant(slot, size, value);
                self.copy(at, At::Frame(slot), size);
            }
        }
        Ok(())
    }
}

/// How to tell an enum's variants apart by the integer of its tag.
pub struct VariantTags {
    /// (variant, tag value) of those that have one.
    pub values: Vec<(u32, u128)>,
    /// The variant of any other value.
    pub fallback: u32,
    /// The tag is the index.
    pub is_identity: bool,
}

impl super::mono::Cx<'_, '_> {
    pub fn variant_tags(&self, ty: Ty) -> Result<VariantTags, Error> {
        use super::layout::{Shape, Tag, max_of};
        let layout = self.layout(ty)?;
        let Shape::Enum { tag, variants } = &layout.shape else {
            return Ok(VariantTags {
                values: Vec::new(),
                fallback: 0,
                is_identity: false,
            });
        };
        Ok(match tag {
            Tag::Single(one) => VariantTags {
                values: Vec::new(),
                fallback: *one,
                is_identity: false,
            },
            Tag::Direct { values, .. } => VariantTags {
                values: values
                    .iter()
                    .enumerate()
                    .map(|(i, v)| (i as u32, *v))
                    .collect(),
                fallback: 0,
                is_identity: values.iter().enumerate().all(|(i, v)| *v == i as u128),
            },
            Tag::Niche {
                size,
                untagged,
                first,
                count,
                start,
                ..
            } => VariantTags {
                values: (0..*count)
                    .filter(|i| first + i != *untagged && ((first + i) as usize) < variants.len())
                    .map(|i| (first + i, start.wrapping_add(i.into()) & max_of(*size)))
                    .collect(),
                fallback: *untagged,
                is_identity: false,
            },
        })
    }

    /// `[T; n]` as its elements' type and number.
    pub fn array(&self, ty: Ty) -> Result<Option<(Ty, u64)>, Error> {
        match ty.kind() {
            TyKind::Array(of, len) => {
                let len = u64::try_from(self.const_value(*len, List::empty())?).unwrap_or(u64::MAX);
                Ok(Some((*of, len)))
            }
            _ => Ok(None),
        }
    }
}
