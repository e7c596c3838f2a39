//! Types with regions from rust-analyzer's, and back.
#![allow(unstable_name_collisions)] // `as_slice` is rust-analyzer's own trait method.

use hir_def::AdtId as RaAdtId;
use hir_ty::{
    db::HirDatabase as _,
    next_solver::{
        DbInterner, ExistentialPredicate, GenericArg, GenericArgs, Region as RaRegion, RegionKind,
        Ty as RaTy, TyKind as RaKind,
    },
};
use rustc_type_ir::{
    BoundVar, BoundVarIndexKind, PlaceholderRegion, TypeFoldable, TypeFolder,
    TypeSuperFoldable as _, UniverseIndex,
    inherent::{IntoKind as _, Region as _, Term as _},
};

use super::{Region, RegionTy, Variance};
use crate::{
    Session,
    convert::Params,
    ty::{AdtId, TyKind},
};

/// What becomes of the lifetimes that rust-analyzer does not name.
pub(super) trait Regions<'a> {
    /// One that is not written (`&T`, `Foo`, `Foo<'_>`), in an argument list of this type.
    fn elided(&mut self, within: Option<AdtId>) -> Region;
}

/// Elided lifetimes are not known.
pub(super) struct Unknown;

impl Regions<'_> for Unknown {
    fn elided(&mut self, _: Option<AdtId>) -> Region {
        Region::Erased
    }
}

/// Where a type stands.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// Binders of `for<'a>` between here and the signature.
    binders: u32,
    within: Option<AdtId>,
    /// What a bare `dyn Trait` lives for here.
    dyn_default: Region,
}

impl Around {
    pub(super) const NOTHING: Around = Around {
        binders: 0,
        within: None,
        dyn_default: Region::Static,
    };
}

impl<'a> Session<'a> {
    pub(super) fn region_ty(
        &self,
        ty: RaTy<'a>,
        around: Around,
        cx: &mut dyn Regions<'a>,
    ) -> RegionTy {
        let erased = self.ty(ty);
        let mut of = RegionTy::leaf(erased);
        match ty.kind() {
            RaKind::Ref(region, to, _) => {
                of.regions.push(self.region(region, around, cx));
                let inside = Around {
                    dyn_default: Region::Erased,
                    within: None,
                    ..around
                };
                of.parts.push(self.region_ty(to, inside, cx));
            }
            RaKind::RawPtr(to, _) | RaKind::Array(to, _) | RaKind::Slice(to) => {
                of.parts.push(self.region_ty(to, around, cx));
            }
            RaKind::Tuple(parts) => {
                let inside = Around {
                    within: None,
                    dyn_default: Region::Static,
                    ..around
                };
                of.parts = parts
                    .iter()
                    .map(|part| self.region_ty(part, inside, cx))
                    .collect();
            }
            RaKind::Adt(def, args) => {
                let lifetimes = args.iter().any(|arg| arg.region().is_some());
                let inside = Around {
                    within: Some(self.ids.adt(def.def_id())),
                    dyn_default: match lifetimes {
                        true => Region::Erased,
                        false => Region::Static,
                    },
                    ..around
                };
                self.region_args(args, inside, cx, &mut of);
            }
            RaKind::FnDef(_, args) => self.region_args(args, around, cx, &mut of),
            RaKind::Alias(alias) => self.region_args(alias.args, around, cx, &mut of),
            RaKind::FnPtr(sig, _) => {
                let inside = Around {
                    binders: around.binders + 1,
                    ..Around::NOTHING
                };
                let mut cx = Unknown;
                let sig = sig.skip_binder();
                of.parts = sig
                    .inputs()
                    .iter()
                    .map(|part| self.region_ty(*part, inside, &mut cx))
                    .collect();
                of.parts.push(self.region_ty(sig.output(), inside, &mut cx));
            }
            RaKind::Dynamic(predicates, region) => {
                // rust-analyzer says `'static` wherever nothing is written.
                let bound = match region.kind() {
                    RegionKind::ReStatic => around.dyn_default,
                    _ => self.region(region, around, cx),
                };
                of.regions.push(bound);
                let inside = Around {
                    binders: around.binders + 1,
                    ..Around::NOTHING
                };
                let mut assoc = Vec::new();
                for predicate in predicates.iter() {
                    match predicate.skip_binder() {
                        ExistentialPredicate::Trait(it) => {
                            self.region_args(it.args, inside, &mut Unknown, &mut of);
                        }
                        ExistentialPredicate::Projection(it) => {
                            if let Some(ty) = it.term.as_type() {
                                assoc.push(self.region_ty(ty, inside, &mut Unknown));
                            }
                        }
                        ExistentialPredicate::AutoTrait(_) => {}
                    }
                }
                // Erased types sort them; more than one is rare, and then nothing is known of them.
                of.parts.append(&mut assoc);
            }
            _ => {}
        }
        self.reshape(of)
    }
    /// What does not have the shape that its erased type asks for (a closure's captures, an opaque
    /// type's anonymous lifetimes, an error) gets unknown regions.
    fn reshape(&self, mut of: RegionTy) -> RegionTy {
        let (regions, parts) = self.shape(of.ty);
        of.regions.resize(regions, Region::Erased);
        let fits = of
            .parts
            .iter()
            .map(|part| part.ty)
            .eq(parts.iter().copied());
        if !fits {
            let mut old = std::mem::take(&mut of.parts).into_iter();
            of.parts = parts
                .iter()
                .map(|&ty| match old.next() {
                    Some(part) if part.ty == ty => part,
                    _ => self.with_regions(ty, &mut || Region::Erased),
                })
                .collect();
        }
        of
    }
    fn region_args(
        &self,
        args: GenericArgs<'a>,
        around: Around,
        cx: &mut dyn Regions<'a>,
        of: &mut RegionTy,
    ) {
        for arg in args.iter() {
            if let Some(region) = arg.region() {
                of.regions.push(self.region(region, around, cx));
            } else if let Some(ty) = arg.ty() {
                of.parts.push(self.region_ty(ty, around, cx));
            }
        }
    }
    pub(super) fn region(
        &self,
        region: RaRegion<'a>,
        around: Around,
        cx: &mut dyn Regions<'a>,
    ) -> Region {
        match region.kind() {
            RegionKind::ReStatic => Region::Static,
            RegionKind::ReEarlyParam(param) => Region::Param(param.index),
            RegionKind::ReBound(BoundVarIndexKind::Bound(depth), bound)
                if depth.as_u32() == around.binders =>
            {
                Region::Bound(bound.var.as_u32())
            }
            RegionKind::ReLateParam(param) => Region::Bound(param.bound_region.var.as_u32()),
            RegionKind::RePlaceholder(it) if it.universe == UniverseIndex::ROOT => {
                Region::Var(it.bound.var.as_u32())
            }
            RegionKind::ReError(_) => cx.elided(around.within),
            _ => Region::Erased,
        }
    }
    pub(super) fn region_fields_new(&self, id: AdtId) -> Vec<Vec<RegionTy>> {
        let adt = self.ids.ra_adt(id);
        let variant = |variant: hir_def::VariantId| -> Vec<RegionTy> {
            let types = self.db.field_types(variant);
            let fields = variant.fields(self.db);
            fields
                .fields()
                .iter()
                .map(|(id, _)| {
                    let ty = types[id].ty().skip_binder();
                    self.region_ty(ty, Around::NOTHING, &mut Unknown)
                })
                .collect()
        };
        match adt {
            RaAdtId::StructId(id) => vec![variant(id.into())],
            RaAdtId::UnionId(id) => vec![variant(id.into())],
            RaAdtId::EnumId(id) => id
                .enum_variants(self.db)
                .variants
                .values()
                .map(|(id, _)| variant((*id).into()))
                .collect(),
        }
    }
    /// Of the parameters of a type.
    pub fn variances(&self, id: AdtId) -> Vec<Variance> {
        self.db
            .variances_of(self.ids.ra_adt(id).into())
            .iter()
            .map(|variance| match variance {
                rustc_type_ir::Variance::Covariant => Variance::Covariant,
                rustc_type_ir::Variance::Contravariant => Variance::Contravariant,
                rustc_type_ir::Variance::Invariant => Variance::Invariant,
                rustc_type_ir::Variance::Bivariant => Variance::Bivariant,
            })
            .collect()
    }

    /// Rust-analyzer's type; variables become placeholders of the outermost universe.
    pub(super) fn ra_region_ty(&self, of: &RegionTy, params: Params<'a>) -> RaTy<'a> {
        let bare = self.ra_ty(of.ty, params);
        if !of.has_regions() {
            return bare;
        }
        let mut regions = Vec::new();
        self.regions_in_order(of, &mut regions);
        bare.fold_with(&mut Filler {
            interner: self.interner,
            params,
            regions: regions.into_iter(),
        })
    }
    /// The regions in the order in which rust-analyzer visits them.
    fn regions_in_order(&self, of: &RegionTy, into: &mut Vec<Region>) {
        match of.ty.kind() {
            TyKind::Adt(..) | TyKind::FnDef(..) | TyKind::Ctor(..) | TyKind::Assoc(..) => {
                for arg in of.args() {
                    match arg {
                        super::RegionArg::Region(region) => into.push(region),
                        super::RegionArg::Ty(ty) => self.regions_in_order(&ty, into),
                        super::RegionArg::Const(_) => {}
                    }
                }
            }
            TyKind::Ref(..) => {
                into.extend(&of.regions);
                self.regions_in_order(&of.parts[0], into);
            }
            TyKind::Opaque(_, args) => {
                for arg in of.args().into_iter().take(args.len()) {
                    match arg {
                        super::RegionArg::Region(region) => into.push(region),
                        super::RegionArg::Ty(ty) => self.regions_in_order(&ty, into),
                        super::RegionArg::Const(_) => {}
                    }
                }
            }
            TyKind::Dyn(_)
            | TyKind::Closure(..)
            | TyKind::Coroutine(..)
            | TyKind::CoroutineClosure(..)
            | TyKind::FnPtr(..) => {}
            _ => of
                .parts
                .iter()
                .for_each(|part| self.regions_in_order(part, into)),
        }
    }
}

/// Puts regions where a type has erased ones. Types whose regions have another order inside
/// (`dyn`, closures, function pointers) stay as they are.
struct Filler<'a> {
    interner: DbInterner<'a>,
    params: Params<'a>,
    regions: std::vec::IntoIter<Region>,
}

impl<'a> TypeFolder<DbInterner<'a>> for Filler<'a> {
    fn cx(&self) -> DbInterner<'a> {
        self.interner
    }
    fn fold_ty(&mut self, ty: RaTy<'a>) -> RaTy<'a> {
        match ty.kind() {
            RaKind::Dynamic(..)
            | RaKind::Closure(..)
            | RaKind::Coroutine(..)
            | RaKind::CoroutineClosure(..)
            | RaKind::FnPtr(..) => ty,
            _ => ty.super_fold_with(self),
        }
    }
    fn fold_region(&mut self, _: RaRegion<'a>) -> RaRegion<'a> {
        match self.regions.next() {
            Some(Region::Static) => RaRegion::new_static(self.interner),
            Some(Region::Param(index)) => self
                .params
                .as_slice()
                .get(index as usize)
                .and_then(|arg: &GenericArg<'a>| arg.region())
                .unwrap_or(RaRegion::new_erased(self.interner)),
            Some(Region::Var(number)) => RaRegion::new_placeholder(
                self.interner,
                PlaceholderRegion::new_anon(UniverseIndex::ROOT, BoundVar::from_u32(number)),
            ),
            Some(Region::Bound(_) | Region::Erased) | None => RaRegion::new_erased(self.interner),
        }
    }
}
