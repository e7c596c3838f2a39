//! Associated types become what they stand for, regions kept.

use hir_def::DefWithBodyId;
use hir_ty::next_solver::{
    Const, ConstKind, DbInterner, ParamEnv, Ty as RaTy, TyKind as RaKind,
    infer::traits::ObligationCause, obligation_ctxt::ObligationCtxt,
};
use rustc_type_ir::{
    AliasTyKind, TypeFoldable as _, TypeFolder, TypeSuperFoldable as _, inherent::IntoKind as _,
};

use super::{
    Region, RegionTy,
    convert::{Around, Unknown},
};
use crate::{
    Session,
    thir::Owner,
    ty::{Ty, TyKind},
};

struct Projector<'s, 'a> {
    session: &'s Session<'a>,
    env: ParamEnv<'a>,
}

impl<'a> TypeFolder<DbInterner<'a>> for Projector<'_, 'a> {
    fn cx(&self) -> DbInterner<'a> {
        self.session.interner
    }
    fn fold_ty(&mut self, ty: RaTy<'a>) -> RaTy<'a> {
        let ty = ty.super_fold_with(self);
        let RaKind::Alias(alias) = ty.kind() else {
            return ty;
        };
        if !matches!(alias.kind, AliasTyKind::Projection { .. }) {
            return ty;
        }
        let mut context = ObligationCtxt::new(&self.session.opaque_infcx);
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
    fn fold_const(&mut self, konst: Const<'a>) -> Const<'a> {
        match konst.kind() {
            ConstKind::Param(_) => konst,
            _ => konst.super_fold_with(self),
        }
    }
}

impl Session<'_> {
    /// Resolves the associated types in a type of the owner's body. Opaque types stay.
    pub fn region_normalize(&self, of: RegionTy, owner: Owner) -> RegionTy {
        if !has_associated(of.ty) {
            return of;
        }
        if let TyKind::Assoc(..) = of.ty.kind() {
            return self.project(of, owner);
        }
        let parts: Vec<RegionTy> = of
            .parts
            .into_iter()
            .map(|part| self.region_normalize(part, owner))
            .collect();
        RegionTy {
            ty: self.normalize_associated(of.ty, owner),
            regions: of.regions,
            parts,
        }
    }
    /// The same of an erased type.
    pub fn normalize_associated(&self, ty: Ty, owner: Owner) -> Ty {
        if !has_associated(ty) {
            return ty;
        }
        if let Some(known) = self.memo.associated.borrow().get(&(ty, owner)) {
            return *known;
        }
        let found = self.normalize_in(ty, self.ids.ra_owner(owner));
        self.memo.associated.borrow_mut().insert((ty, owner), found);
        found
    }
    pub(crate) fn normalize_in(&self, ty: Ty, def: DefWithBodyId) -> Ty {
        let params = self.identity(def.generic_def(self.db).into());
        let mut projector = Projector {
            session: self,
            env: self.param_env(def),
        };
        self.ty(self.ra_ty(ty, params).fold_with(&mut projector))
    }
    fn project(&self, of: RegionTy, owner: Owner) -> RegionTy {
        let of = RegionTy {
            parts: of
                .parts
                .into_iter()
                .map(|part| self.region_normalize(part, owner))
                .collect(),
            ..of
        };
        let def = self.ids.ra_owner(owner);
        let params = self.identity(def.generic_def(self.db).into());
        let theirs = self.ra_region_ty(&of, params);
        let mut projector = Projector {
            session: self,
            env: self.param_env(def),
        };
        let found = theirs.fold_with(&mut projector);
        let erased = self.ty(found);
        if let Some(this) = of.parts.first()
            && this.ty == erased
        {
            // `IntoIterator` of an iterator, `IntoFuture` of a future: itself, with captures and all.
            return this.clone();
        }
        let mut found = self.region_ty(found, Around::NOTHING, &mut Unknown);
        // The output of an async fn: what it elides is what its signature elides.
        if let Some(this) = of.parts.first()
            && let TyKind::Opaque(id, _) = this.ty.kind()
            && let Some(function) = self.opaque_fn(*id)
            && let Some(elided) = self.region_sig(function).elided_in(this)
        {
            found = found.map_regions(&mut |region| match region {
                Region::Erased => elided,
                other => other,
            });
        }
        found
    }
}

fn has_associated(ty: Ty) -> bool {
    ty.any(&mut |ty| matches!(ty.kind(), TyKind::Assoc(..)))
}
