//! Associated and opaque types become what they stand for; lifetimes become erased.

use hir_ty::next_solver::{
    Binder, Const, ConstKind, DbInterner, GenericArgs, ParamEnv, Region, RegionKind, Ty, TyKind,
    infer::{InferCtxt, traits::ObligationCause},
    obligation_ctxt::ObligationCtxt,
};
use rustc_type_ir::{
    BoundVarIndexKind, DebruijnIndex, TypeFoldable, TypeFolder, TypeSuperFoldable as _,
    TypeVisitableExt as _, inherent::IntoKind as _,
};

use crate::{Session, impl_trait::Implementation, ty};

struct Normalizer<'s, 'a> {
    session: &'s Session<'a>,
    env: ParamEnv<'a>,
}

impl<'a> TypeFolder<DbInterner<'a>> for Normalizer<'_, 'a> {
    fn cx(&self) -> DbInterner<'a> {
        self.session.interner
    }
    fn fold_ty(&mut self, ty: Ty<'a>) -> Ty<'a> {
        if !matches!(ty.kind(), TyKind::Alias(..)) {
            return ty.super_fold_with(self);
        }
        let ty = unbound(self.session.interner, ty.super_fold_with(self));
        match self.session.of_implementation(ty, self.env) {
            Implementation::NotInTrait | Implementation::Itself => {}
            Implementation::Unknown => return ty,
            Implementation::Known(found) => return found.fold_with(self),
        }
        let mut context = ObligationCtxt::new(self.session.infcx_for(ty));
        let found = context
            .structurally_normalize_ty(&ObligationCause::dummy(), self.env, ty)
            .unwrap_or(ty);
        let found = found.replace_infer_with_error(self.session.interner);
        if found == ty {
            ty
        } else {
            found.fold_with(self)
        }
    }
    fn fold_region(&mut self, region: Region<'a>) -> Region<'a> {
        erased(self.session.interner, region)
    }
    fn fold_const(&mut self, konst: Const<'a>) -> Const<'a> {
        match konst.kind() {
            ConstKind::Param(_) => konst,
            _ => konst.super_fold_with(self),
        }
    }
}

struct Eraser<'a>(DbInterner<'a>);

impl<'a> TypeFolder<DbInterner<'a>> for Eraser<'a> {
    fn cx(&self) -> DbInterner<'a> {
        self.0
    }
    fn fold_region(&mut self, region: Region<'a>) -> Region<'a> {
        erased(self.0, region)
    }
}

/// A region bound inside the type has to stay, for its binder does.
fn erased<'a>(interner: DbInterner<'a>, region: Region<'a>) -> Region<'a> {
    match region.kind() {
        RegionKind::ReBound(..) => region,
        _ => Region::new_erased(interner),
    }
}

/// Erases the lifetimes that are bound around a type: nothing is found out about one that looks out of its
/// binder.
struct Unbinder<'a> {
    interner: DbInterner<'a>,
    depth: DebruijnIndex,
}

impl<'a> TypeFolder<DbInterner<'a>> for Unbinder<'a> {
    fn cx(&self) -> DbInterner<'a> {
        self.interner
    }
    fn fold_binder<T: TypeFoldable<DbInterner<'a>>>(&mut self, of: Binder<'a, T>) -> Binder<'a, T> {
        self.depth.shift_in(1);
        let of = of.super_fold_with(self);
        self.depth.shift_out(1);
        of
    }
    fn fold_region(&mut self, region: Region<'a>) -> Region<'a> {
        match region.kind() {
            RegionKind::ReBound(BoundVarIndexKind::Bound(at), _) if at >= self.depth => {
                Region::new_erased(self.interner)
            }
            _ => region,
        }
    }
}

fn unbound<'a>(interner: DbInterner<'a>, ty: Ty<'a>) -> Ty<'a> {
    if !ty.has_escaping_bound_vars() {
        return ty;
    }
    let depth = DebruijnIndex::ZERO;
    ty.fold_with(&mut Unbinder { interner, depth })
}

impl<'a> Session<'a> {
    pub(crate) fn erase<T: TypeFoldable<DbInterner<'a>>>(&self, it: T) -> T {
        it.fold_with(&mut Eraser(self.interner))
    }
    pub(crate) fn ra_normalize<T: TypeFoldable<DbInterner<'a>>>(
        &self,
        it: T,
        env: ParamEnv<'a>,
    ) -> T {
        it.fold_with(&mut Normalizer { session: self, env })
    }
    pub(crate) fn infcx_for(&self, ty: Ty<'a>) -> &InferCtxt<'a> {
        if ty.has_param() {
            &self.opaque_infcx
        } else {
            &self.infcx
        }
    }
    pub(crate) fn no_params(&self) -> GenericArgs<'a> {
        GenericArgs::empty(self.interner)
    }
    /// Resolves associated and opaque types in a type without parameters.
    pub fn normalize(&self, ty: ty::Ty) -> ty::Ty {
        if !ty.needs_normalizing() {
            return ty;
        }
        if let Some(known) = self.analysis.caches.normalized.borrow().get(&ty) {
            return *known;
        }
        let theirs = self.ra_ty(ty, self.no_params());
        let found = self.ty(self.ra_normalize(theirs, ParamEnv::empty(self.interner)));
        self.analysis
            .caches
            .normalized
            .borrow_mut()
            .insert(ty, found);
        found
    }
}
