//! Values of a hidden type, futures above all, where a pattern or condition wants another type.
//!
//! rust-analyzer puts the comparison with a hidden type off and says nothing when it fails.

use hir_def::hir::{Expr, ExprId, Pat, PatId, Statement};
use hir_ty::{
    db::HirDatabase as _,
    next_solver::{Ty as RaTy, TyKind as RaKind},
};
use rustc_type_ir::{AliasTyKind, inherent::IntoKind as _};

use super::{
    super::{Diagnostic, error},
    BodyCx,
};
use crate::thir::Span;

impl<'a> BodyCx<'_, 'a> {
    pub(super) fn hidden_types(&self, found: &mut Vec<Diagnostic>) {
        for (_, expr) in self.body.exprs() {
            match expr {
                Expr::If { condition, .. } => self.condition(*condition, found),
                Expr::Match { expr, arms } => {
                    for arm in arms {
                        self.matched(arm.pat, self.infer.expr_ty(*expr), found);
                        if let Some(guard) = arm.guard {
                            self.condition(guard, found);
                        }
                    }
                }
                Expr::Let { pat, expr } => {
                    self.matched(*pat, self.infer.expr_ty(*expr), found);
                }
                Expr::Block { statements, .. } | Expr::Unsafe { statements, .. } => {
                    for statement in statements {
                        if let Statement::Let {
                            pat,
                            type_ref: None,
                            initializer: Some(value),
                            ..
                        } = statement
                        {
                            self.matched(*pat, self.infer.expr_ty(*value), found);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    fn condition(&self, condition: ExprId, found: &mut Vec<Diagnostic>) {
        let ty = self.infer.expr_ty(condition);
        if is_hidden(ty)
            && let Some(span) = self.expr(condition)
        {
            found.push(self.instead_of("`bool`", ty, span));
        }
    }
    /// Does the pattern take a value of this type?
    fn matched(&self, pat: PatId, ty: RaTy<'a>, found: &mut Vec<Diagnostic>) {
        let it = &self.body[pat];
        match it {
            Pat::Or(alternatives) => {
                for pat in alternatives {
                    self.matched(*pat, ty, found);
                }
                return;
            }
            Pat::Bind {
                subpat: Some(pat), ..
            } => return self.matched(*pat, ty, found),
            Pat::Missing | Pat::Rest | Pat::Wild | Pat::Bind { .. } | Pat::Expr(_) => return,
            _ => {}
        }
        if is_hidden(ty) {
            let expected = self.session.sort(self.infer.pat_ty(pat));
            if let Some(span) = self.pat(pat) {
                found.push(self.instead_of(&expected, ty, span));
            }
            return;
        }
        match (it, ty.kind()) {
            (Pat::Ref { pat, .. }, RaKind::Ref(_, to, _)) => self.matched(*pat, to, found),
            (_, RaKind::Ref(_, to, _)) => self.matched(pat, to, found),
            (
                Pat::Tuple {
                    args,
                    ellipsis: None,
                },
                RaKind::Tuple(types),
            ) => {
                for (pat, ty) in args.iter().zip(types.iter()) {
                    self.matched(*pat, ty, found);
                }
            }
            (
                Pat::TupleStruct {
                    args,
                    ellipsis: None,
                    ..
                },
                RaKind::Adt(_, generics),
            ) => {
                let Some(variant) = self.infer.variant_resolution_for_pat(pat) else {
                    return;
                };
                let types = self.session.db.field_types(variant);
                for (pat, (_, ty)) in args.iter().zip(types.iter()) {
                    let ty = ty.ty().instantiate(self.session.interner, generics);
                    self.matched(*pat, ty.skip_norm_wip(), found);
                }
            }
            _ => {}
        }
    }
    fn instead_of(&self, expected: &str, ty: RaTy<'a>, span: Span) -> Diagnostic {
        let is = self.session.sort(ty);
        let made = error(
            "E0308",
            span,
            "mismatched types",
            format!("expected {expected}, found {is}"),
        );
        match is.as_str() {
            "future" => made.help("consider `await`ing on the `Future`"),
            _ => made,
        }
    }
}

fn is_hidden(ty: RaTy<'_>) -> bool {
    matches!(ty.kind(), RaKind::Alias(alias) if matches!(alias.kind, AliasTyKind::Opaque { .. }))
}
