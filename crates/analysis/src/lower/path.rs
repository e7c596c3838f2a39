//! Names in value position.

use hir_def::{
    VariantId,
    expr_store::path::Path,
    hir::{ExprId as HirExpr, PatId as HirPat},
    resolver::ValueNs,
};
use hir_ty::{method_resolution::CandidateId, next_solver::TyKind as RaKind};
use rustc_type_ir::inherent::IntoKind as _;

use super::{Lowerer, Result};
use crate::{
    thir::{ExprId, ExprKind},
    ty::{AdtId, Const, List, Ty, TyKind},
};

impl Lowerer<'_, '_> {
    pub(super) fn resolve(&mut self, expr: HirExpr, path: &Path) -> Option<ValueNs> {
        let db = self.session.db;
        let guard = self.resolver.update_to_inner_scope(db, self.owner, expr);
        let found = self.resolver.resolve_path_in_value_ns_fully(
            db,
            path,
            self.store.expr_path_hygiene(expr),
        );
        self.resolver.reset_to_guard(guard);
        found
    }
    pub(super) fn path(&mut self, expr: HirExpr, path: &Path) -> Result<ExprId> {
        let ty = self.expr_ty(expr);
        if matches!(self.infer.expr_ty(expr).kind(), RaKind::FnDef(..)) {
            return Ok(self.push(ty, ExprKind::ZeroSized));
        }
        if let Some((candidate, args)) = self.infer.assoc_resolutions_for_expr(expr) {
            return match candidate {
                CandidateId::ConstId(id) => {
                    let kind = ExprKind::Const(self.session.ids.konst(id), self.session.args(args));
                    Ok(self.push(ty, kind))
                }
                CandidateId::FunctionId(_) => Err(self.erroneous()),
            };
        }
        let kind = match self.infer.variant_resolution_for_expr(expr) {
            Some(variant) => self.unit_like(variant)?,
            None => match self.resolve(expr, path) {
                Some(ValueNs::LocalBinding(binding)) => ExprKind::Local(self.local(binding)),
                Some(ValueNs::StaticId(id)) => ExprKind::Static(self.session.ids.static_(id)),
                Some(ValueNs::ConstId(id)) => {
                    ExprKind::Const(self.session.ids.konst(id), List::empty())
                }
                Some(ValueNs::GenericParam(id)) => ExprKind::ConstParam(Const::Param(
                    hir_ty::type_or_const_param_idx(self.session.db, id.into()),
                )),
                Some(ValueNs::EnumVariantId(id)) => self.unit_like(id.into())?,
                Some(ValueNs::StructId(id)) => self.unit_like(id.into())?,
                // `Self` of a unit struct.
                Some(ValueNs::ImplSelf(_)) => match ty.kind() {
                    TyKind::Adt(adt, _) => ExprKind::Adt {
                        adt: *adt,
                        variant: 0,
                        fields: Vec::new(),
                        base: None,
                    },
                    _ => return Err(self.erroneous()),
                },
                Some(ValueNs::FunctionId(_)) | None => return Err(self.erroneous()),
            },
        };
        Ok(self.push(ty, kind))
    }
    fn unit_like(&self, variant: VariantId) -> Result<ExprKind> {
        let (adt, variant) = self.variant(variant);
        Ok(ExprKind::Adt {
            adt,
            variant,
            fields: Vec::new(),
            base: None,
        })
    }
    /// The type a variant belongs to, and its index there.
    pub(super) fn variant(&self, variant: VariantId) -> (AdtId, u32) {
        (
            self.session.ids.adt(variant.adt_id(self.session.db)),
            match variant {
                VariantId::EnumVariantId(id) => self.session.variant_index(id),
                VariantId::StructId(_) | VariantId::UnionId(_) => 0,
            },
        )
    }
    /// A constant named by a pattern.
    pub(super) fn const_pattern(&mut self, pat: HirPat, path: &Path, ty: Ty) -> Result<ExprId> {
        let db = self.session.db;
        let (id, args) = match self.infer.assoc_resolutions_for_pat(pat) {
            Some((CandidateId::ConstId(id), args)) => (id, self.session.args(args)),
            _ => {
                let around = self.innermost;
                let guard =
                    around.map(|expr| self.resolver.update_to_inner_scope(db, self.owner, expr));
                let hygiene = self.store.pat_path_hygiene(pat);
                let found = self
                    .resolver
                    .resolve_path_in_value_ns_fully(db, path, hygiene);
                if let Some(guard) = guard {
                    self.resolver.reset_to_guard(guard);
                }
                match found {
                    Some(ValueNs::ConstId(id)) => (id, List::empty()),
                    _ => return Err(self.erroneous()),
                }
            }
        };
        let kind = ExprKind::Const(self.session.ids.konst(id), args);
        Ok(self.push(ty, kind))
    }
}
