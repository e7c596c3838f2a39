//! What code generation asks about types: layout, fields, need to be dropped. All are memoised.

use std::rc::Rc;

use analysis::{
    AdtDef, AdtKind,
    thir::ExprKind,
    ty::{AdtId, Arg, Args, ClosureId, Const, DynTy, FloatTy, IntTy, List, Ty, TyKind, UintTy},
};
use bytecode::Num;

use super::{
    Error,
    layout::{EnumShape, Layout, Order, Shape, enum_layout, max_of},
    mono::{Cx, Instance},
};

impl Cx<'_, '_> {
    /// A type of a generic body, made concrete.
    pub fn concrete(&self, ty: Ty, args: Args) -> Ty {
        let ty = ty.subst(&args);
        if ty.needs_normalizing() {
            self.session.normalize(ty)
        } else {
            ty
        }
    }

    pub fn concrete_args(&self, of: Args, args: Args) -> Args {
        List::new(
            of.iter()
                .map(|arg| match arg {
                    Arg::Ty(ty) => Arg::Ty(self.concrete(*ty, args)),
                    Arg::Const(konst) => Arg::Const(self.konst(*konst, args)),
                    Arg::Lifetime => Arg::Lifetime,
                })
                .collect(),
        )
    }

    fn konst(&self, konst: Const, args: Args) -> Const {
        match konst {
            Const::Param(index) => match args.get(index as usize) {
                Some(Arg::Const(value)) => *value,
                _ => Const::Error,
            },
            other => other,
        }
    }

    pub fn const_value(&self, konst: Const, args: Args) -> Result<u128, Error> {
        match self.konst(konst, args) {
            Const::Value(value) => Ok(value),
            other => Err(Error::new(format!("the constant {other:?} is not known"))),
        }
    }

    pub fn layout(&self, ty: Ty) -> Result<Rc<Layout>, Error> {
        if let Some(known) = self.layouts.borrow().get(&ty) {
            return Ok(known.clone());
        }
        // A future that holds itself is told of by `coroutine_frame`.
        if !matches!(ty.kind(), TyKind::Coroutine(..)) && !self.in_layout.borrow_mut().insert(ty) {
            let name = self.session.display(ty);
            return Err(Error {
                code: Some("E0072"),
                ..Error::new(format!("recursive type `{name}` has infinite size"))
            });
        }
        let made = self.make_layout(ty);
        self.in_layout.borrow_mut().remove(&ty);
        let made = Rc::new(made?);
        self.layouts.borrow_mut().insert(ty, made.clone());
        Ok(made)
    }

    pub fn size(&self, ty: Ty) -> Result<u32, Error> {
        let layout = self.layout(ty)?;
        if layout.is_unsized {
            return Err(Error::new(format!(
                "the size of `{}` is not known",
                self.session.display(ty)
            )));
        }
        u32::try_from(layout.size)
            .ok()
            .filter(|size| *size < 1 << 28)
            .ok_or_else(|| {
                Error::new(format!(
                    "values of the type `{}` are too big for the machine",
                    self.session.display(ty)
                ))
            })
    }

    fn make_layout(&self, ty: Ty) -> Result<Layout, Error> {
        Ok(match ty.kind() {
            TyKind::Bool => Layout::ranged(1, 0, 1),
            TyKind::Char => Layout::ranged(4, 0, 0x10_FFFF),
            TyKind::Int(_) | TyKind::Uint(_) | TyKind::Float(_) => {
                Layout::scalar(num_size(num_of(ty)?).into())
            }
            TyKind::Str => Layout::tail(1),
            TyKind::Never => Layout::never(),
            TyKind::FnDef(..) | TyKind::Ctor(..) => Layout::unit(),
            TyKind::FnPtr(..) => Layout::pointer(false, false),
            TyKind::Ref(to, _) => Layout::pointer(self.is_fat(*to), false),
            TyKind::RawPtr(to, _) => Layout::pointer(self.is_fat(*to), true),
            TyKind::Dyn(_) => Layout::tail(1),
            TyKind::Slice(of) => Layout::tail(self.layout(*of)?.align),
            TyKind::Array(of, len) => {
                let (of, len) = (self.layout(*of)?, self.const_value(*len, List::empty())?);
                u64::try_from(len)
                    .ok()
                    .and_then(|len| Layout::array(&of, len))
                    .ok_or_else(|| {
                        Error::new(format!(
                            "values of the type `{}` are too big for the machine",
                            self.session.display(ty)
                        ))
                    })?
            }
            TyKind::Tuple(of) => self.structure(of)?,
            TyKind::Closure(..) | TyKind::CoroutineClosure(..) => {
                self.structure(&self.captures(ty)?)?
            }
            TyKind::Coroutine(id, args) => {
                let frame = self.coroutine_frame(*id, *args)?;
                Layout {
                    size: frame.size.into(),
                    align: frame.align.into(),
                    shape: Shape::Coroutine,
                    ..Layout::unit()
                }
            }
            TyKind::Adt(id, args) => self.adt_layout(*id, *args)?,
            TyKind::Param(_) | TyKind::Assoc(..) | TyKind::Opaque(..) | TyKind::Error => {
                return Err(Error::new(format!(
                    "the type `{}` is not known here",
                    self.session.display(ty)
                )));
            }
        })
    }

    fn structure(&self, of: &[Ty]) -> Result<Layout, Error> {
        let fields = of
            .iter()
            .map(|ty| self.layout(*ty))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Layout::structure(
            &fields.iter().map(|f| &**f).collect::<Vec<_>>(),
            Order::Free,
        ))
    }

    fn adt_layout(&self, id: AdtId, args: Args) -> Result<Layout, Error> {
        let def = self.adt(id);
        let mut variants = Vec::new();
        for variant in &def.variants {
            let fields = variant
                .fields
                .iter()
                .map(|f| self.layout(self.concrete(f.ty, args)));
            variants.push(fields.collect::<Result<Vec<_>, _>>()?);
        }
        let borrowed = |fields: &Vec<Rc<Layout>>| -> Vec<Rc<Layout>> { fields.clone() };
        match def.kind {
            AdtKind::Union => {
                let fields = variants.first().map(borrowed).unwrap_or_default();
                Ok(Layout::union_of(
                    &fields.iter().map(|f| &**f).collect::<Vec<_>>(),
                ))
            }
            AdtKind::Struct => {
                let fields = variants.first().map(borrowed).unwrap_or_default();
                let order = match (def.is_repr_c, def.unsized_tail) {
                    (true, _) => Order::Declared,
                    (false, true) => Order::LastStays,
                    (false, false) => Order::Free,
                };
                let mut layout =
                    Layout::structure(&fields.iter().map(|f| &**f).collect::<Vec<_>>(), order);
                if def.is_unsafe_cell {
                    layout.niche = None;
                } else if let Some((start, end)) = valid_range(&def) {
                    let size = layout.size.min(
                        if start == 1 && layout.size == 16 && def.name != "NonZero" {
                            8
                        } else {
                            16
                        },
                    );
                    layout.niche = Layout::ranged(size, start, end.min(max_of(size))).niche;
                }
                Ok(layout)
            }
            AdtKind::Enum => {
                let discriminants: Vec<i128> =
                    def.variants.iter().map(|v| v.discriminant).collect();
                Ok(enum_layout(&EnumShape {
                    variants: variants
                        .iter()
                        .map(|v| v.iter().map(|f| &**f).collect())
                        .collect(),
                    discriminants: &discriminants,
                    repr_size: repr_size(&def),
                }))
            }
        }
    }

    /// The types of a closure's or coroutine's fields.
    pub fn captures(&self, ty: Ty) -> Result<Vec<Ty>, Error> {
        let (TyKind::Closure(id, args)
        | TyKind::Coroutine(id, args)
        | TyKind::CoroutineClosure(id, args)) = ty.kind()
        else {
            return Err(Error::new("captures of what is no closure"));
        };
        let (owner, expr) = self.session.closure(*id);
        let body = self.session.body(owner)?;
        match &body.expr(expr).kind {
            ExprKind::Closure(closure) => Ok(closure
                .captures
                .iter()
                .map(|c| self.concrete(c.ty, *args))
                .collect()),
            _ => Err(Error::new("a closure's expression is none")),
        }
    }

    /// The type of a field, of the variant given for enums.
    pub fn field(&self, ty: Ty, variant: Option<u32>, field: u32) -> Result<Ty, Error> {
        let found = match ty.kind() {
            TyKind::Adt(id, args) => {
                let def = self.adt(*id);
                let variant = def.variants.get(variant.unwrap_or(0) as usize);
                variant
                    .and_then(|v| v.fields.get(field as usize))
                    .map(|f| self.concrete(f.ty, *args))
            }
            TyKind::Tuple(of) => of.get(field as usize).copied(),
            TyKind::Closure(..) | TyKind::Coroutine(..) | TyKind::CoroutineClosure(..) => {
                self.captures(ty)?.get(field as usize).copied()
            }
            _ => None,
        };
        found.ok_or_else(|| {
            Error::new(format!(
                "`{}` has no field {field}",
                self.session.display(ty)
            ))
        })
    }

    /// All fields of a struct, tuple or closure, or of a variant.
    pub fn fields(&self, ty: Ty, variant: u32) -> Result<Vec<Ty>, Error> {
        Ok(match ty.kind() {
            TyKind::Adt(id, args) => {
                let def = self.adt(*id);
                let fields = def
                    .variants
                    .get(variant as usize)
                    .map(|v| v.fields.as_slice())
                    .unwrap_or_default();
                fields.iter().map(|f| self.concrete(f.ty, *args)).collect()
            }
            TyKind::Tuple(of) => of.to_vec(),
            TyKind::Closure(..) | TyKind::Coroutine(..) | TyKind::CoroutineClosure(..) => {
                self.captures(ty)?
            }
            _ => Vec::new(),
        })
    }

    pub fn field_offset(&self, ty: Ty, variant: Option<u32>, field: u32) -> Result<u32, Error> {
        if let TyKind::Coroutine(id, args) = ty.kind() {
            return Ok(self.coroutine_frame(*id, *args)?.captures[field as usize].0);
        }
        let layout = self.layout(ty)?;
        let offset = match &layout.shape {
            Shape::Struct(offsets) => offsets.get(field as usize),
            Shape::Enum { variants, .. } => variants
                .get(variant.unwrap_or(0) as usize)
                .and_then(|v| v.get(field as usize)),
            Shape::Union => Some(&0),
            _ => None,
        };
        offset.and_then(|o| u32::try_from(*o).ok()).ok_or_else(|| {
            Error::new(format!(
                "`{}` has no field {field}",
                self.session.display(ty)
            ))
        })
    }

    pub fn adt(&self, id: AdtId) -> Rc<AdtDef> {
        self.adts
            .borrow_mut()
            .entry(id)
            .or_insert_with(|| self.session.adt(id))
            .clone()
    }

    pub fn is_box(&self, ty: Ty) -> bool {
        matches!(ty.kind(), TyKind::Adt(id, _) if self.adt(*id).is_box)
    }

    /// What a reference, raw pointer or box points to.
    pub fn pointee(&self, ty: Ty) -> Option<Ty> {
        match ty.kind() {
            TyKind::Ref(to, _) | TyKind::RawPtr(to, _) => Some(*to),
            TyKind::Adt(id, args) if self.adt(*id).is_box => {
                args.iter().find_map(|arg| match arg {
                    Arg::Ty(ty) => Some(*ty),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// The type at the end of a struct's last fields.
    pub fn tail(&self, ty: Ty) -> Ty {
        let mut ty = ty;
        loop {
            ty = match ty.kind() {
                TyKind::Adt(id, args) => {
                    let def = self.adt(*id);
                    let last = def.variants.first().and_then(|v| v.fields.last());
                    match (def.kind, last) {
                        (AdtKind::Struct, Some(last)) => self.concrete(last.ty, *args),
                        _ => return ty,
                    }
                }
                TyKind::Tuple(of) => match of.last() {
                    Some(last) => *last,
                    None => return ty,
                },
                _ => return ty,
            };
        }
    }

    /// Are pointers to it two words?
    pub fn is_fat(&self, ty: Ty) -> bool {
        matches!(
            self.tail(ty).kind(),
            TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_)
        )
    }

    pub fn tail_dyn(&self, ty: Ty) -> Option<&'static DynTy> {
        match self.tail(ty).kind() {
            TyKind::Dyn(of) => Some(of),
            _ => None,
        }
    }

    /// The size of an element of the slice (or `str`) at a type's end.
    pub fn tail_stride(&self, ty: Ty) -> Result<u64, Error> {
        match self.tail(ty).kind() {
            TyKind::Slice(of) => Ok(self.layout(*of)?.size),
            _ => Ok(1),
        }
    }

    pub fn needs_drop(&self, ty: Ty) -> Result<bool, Error> {
        if let Some(known) = self.drops.borrow().get(&ty) {
            return Ok(*known);
        }
        let needs = self.compute_needs_drop(ty)?;
        self.drops.borrow_mut().insert(ty, needs);
        Ok(needs)
    }

    fn compute_needs_drop(&self, ty: Ty) -> Result<bool, Error> {
        Ok(match ty.kind() {
            TyKind::Dyn(_) | TyKind::Coroutine(..) => true,
            TyKind::Slice(of) => self.needs_drop(*of)?,
            TyKind::Array(of, len) => *len != Const::Value(0) && self.needs_drop(*of)?,
            TyKind::Tuple(of) => {
                for ty in of.iter() {
                    if self.needs_drop(*ty)? {
                        return Ok(true);
                    }
                }
                false
            }
            TyKind::Closure(..) | TyKind::CoroutineClosure(..) => {
                for ty in self.captures(ty)? {
                    if self.needs_drop(ty)? {
                        return Ok(true);
                    }
                }
                false
            }
            TyKind::Adt(id, args) => {
                let def = self.adt(*id);
                if def.is_manually_drop || def.is_phantom {
                    return Ok(false);
                }
                if def.is_box || self.drop_impl(ty).is_some() {
                    return Ok(true);
                }
                if def.kind == AdtKind::Union {
                    return Ok(false);
                }
                for field in def.variants.iter().flat_map(|v| &v.fields) {
                    if self.needs_drop(self.concrete(field.ty, *args))? {
                        return Ok(true);
                    }
                }
                false
            }
            _ => false,
        })
    }

    /// `Drop::drop` of the type. A box's own is left out: its drop frees what it points to, see `glue`.
    pub fn drop_impl(&self, ty: Ty) -> Option<Instance> {
        match ty.kind() {
            TyKind::Adt(id, _) if !self.adt(*id).is_box => self
                .session
                .drop_impl(ty)
                .map(|(f, args)| Instance::Fn(f, args)),
            _ => None,
        }
    }

    /// The async body's frame; compiles it.
    fn coroutine_frame(&self, id: ClosureId, args: Args) -> Result<Rc<Frame>, Error> {
        self.compile_coroutine(id, args)
    }
}

/// The size of a future, and where its captures lie.
#[derive(Clone, Debug)]
pub struct Frame {
    pub size: u32,
    pub align: u32,
    pub captures: Vec<(u32, u32)>,
}

/// Library types whose values have holes that no type of their fields tells.
fn valid_range(def: &AdtDef) -> Option<(u128, u128)> {
    if !(def.path.starts_with("core::")
        || def.path.starts_with("alloc::")
        || def.path.starts_with("std::"))
    {
        return None;
    }
    match def.name.as_str() {
        _ if def.is_box => Some((1, u128::MAX)),
        "NonNull" | "Unique" | "NonZero" => Some((1, u128::MAX)),
        "Nanoseconds" => Some((0, 999_999_999)),
        _ => None,
    }
}

/// An explicit `repr` integer.
fn repr_size(def: &AdtDef) -> Option<u64> {
    // `repr` fixes the tag's size only; without one the least is taken.
    def.repr_size
}

pub fn num_of(ty: Ty) -> Result<Num, Error> {
    Ok(match ty.kind() {
        TyKind::Bool => Num::U8,
        TyKind::Char => Num::U32,
        TyKind::Int(int) => match int {
            IntTy::I8 => Num::I8,
            IntTy::I16 => Num::I16,
            IntTy::I32 => Num::I32,
            IntTy::I64 | IntTy::Isize => Num::I64,
            IntTy::I128 => Num::I128,
        },
        TyKind::Uint(uint) => match uint {
            UintTy::U8 => Num::U8,
            UintTy::U16 => Num::U16,
            UintTy::U32 => Num::U32,
            UintTy::U64 | UintTy::Usize => Num::U64,
            UintTy::U128 => Num::U128,
        },
        TyKind::Float(FloatTy::F32) => Num::F32,
        TyKind::Float(FloatTy::F64) => Num::F64,
        TyKind::Ref(..) | TyKind::RawPtr(..) | TyKind::FnPtr(..) => Num::U64,
        _ => return Err(Error::new(format!("{ty:?} is no number"))),
    })
}

pub fn num_size(num: Num) -> u32 {
    match num {
        Num::I8 | Num::U8 => 1,
        Num::I16 | Num::U16 => 2,
        Num::I32 | Num::U32 | Num::F32 => 4,
        Num::I64 | Num::U64 | Num::F64 => 8,
        Num::I128 | Num::U128 => 16,
    }
}

/// The unsigned number of that many bytes.
pub fn unsigned(size: u64) -> Num {
    match size {
        1 => Num::U8,
        2 => Num::U16,
        4 => Num::U32,
        8 => Num::U64,
        _ => Num::U128,
    }
}
