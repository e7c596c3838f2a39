//! Coercions, autoderef and autoref, one expression each.

use hir_def::hir::ExprId as HirExpr;
use hir_ty::{Adjust, Adjustment, AutoBorrow, PointerCast};

use super::{Lowerer, Result};
use crate::{
    thir::{ExprId, ExprKind},
    ty::{Arg, List, Mutability, Ty},
};

impl<'a> Lowerer<'_, 'a> {
    pub(super) fn adjustments(&self, expr: HirExpr) -> &'a [Adjustment] {
        self.infer.expr_adjustment(expr).unwrap_or(&[])
    }
    /// An expression with all that happens to it implicitly.
    pub(super) fn expr(&mut self, expr: HirExpr) -> Result<ExprId> {
        self.expr_adjusted(expr, self.adjustments(expr))
    }
    pub(super) fn expr_adjusted(
        &mut self,
        expr: HirExpr,
        adjustments: &'a [Adjustment],
    ) -> Result<ExprId> {
        let span = self.expr_span(expr);
        self.within(span, |this| {
            let mut made = this.plain(expr)?;
            for adjustment in adjustments {
                made = this.adjust(made, adjustment)?;
            }
            Ok(made)
        })
    }
    /// The operand of a builtin operator or index: without the autoref (and unsizing) its trait method would need.
    pub(super) fn operand(&mut self, expr: HirExpr) -> Result<ExprId> {
        let mut adjustments = self.adjustments(expr);
        if let [rest @ .., borrow, unsize] = adjustments
            && matches!(unsize.kind, Adjust::Pointer(PointerCast::Unsize))
            && matches!(borrow.kind, Adjust::Borrow(_))
        {
            adjustments = rest;
        } else if let [rest @ .., last] = adjustments
            && matches!(last.kind, Adjust::Borrow(_))
        {
            adjustments = rest;
        }
        self.expr_adjusted(expr, adjustments)
    }
    fn adjust(&mut self, made: ExprId, adjustment: &'a Adjustment) -> Result<ExprId> {
        let target = self.ty(adjustment.target.as_ref());
        let source = self.made_ty(made);
        Ok(match adjustment.kind {
            Adjust::NeverToAny => self.push(target, ExprKind::NeverToAny(made)),
            Adjust::Deref(None) => self.push(target, ExprKind::Deref(made)),
            Adjust::Deref(Some(overloaded)) => {
                self.overloaded_deref(made, target, overloaded.0.into())?
            }
            Adjust::Borrow(AutoBorrow::Ref(mutability)) => {
                let mutability = hir_ty::next_solver::Mutability::from(mutability).into();
                self.push(
                    target,
                    ExprKind::Borrow {
                        mutability,
                        place: made,
                        two_phase: true,
                    },
                )
            }
            Adjust::Borrow(AutoBorrow::RawPtr(mutability)) => self.push(
                target,
                ExprKind::RawBorrow {
                    mutability: mutability.into(),
                    place: made,
                },
            ),
            Adjust::Pointer(PointerCast::Unsize) if source == target => made,
            Adjust::Pointer(PointerCast::Unsize) => self.push(target, ExprKind::Unsize(made)),
            Adjust::Pointer(PointerCast::ReifyFnPointer | PointerCast::ClosureFnPointer(_)) => {
                self.push(target, ExprKind::Reify(made))
            }
            Adjust::Pointer(PointerCast::UnsafeFnPointer) => made,
            Adjust::Pointer(PointerCast::MutToConstPointer | PointerCast::ArrayToPointer) => {
                self.push(target, ExprKind::Cast(made))
            }
        })
    }
    /// `*Deref::deref(&place)`: a place again.
    pub(super) fn overloaded_deref(
        &mut self,
        place: ExprId,
        target: Ty,
        mutability: Mutability,
    ) -> Result<ExprId> {
        let lang = self.session.lang;
        let method = match mutability {
            Mutability::Not => lang.Deref_deref,
            Mutability::Mut => lang.DerefMut_deref_mut,
        };
        let Some(method) = method else {
            return self.unsupported("a library without `Deref`");
        };
        let source = self.made_ty(place);
        let borrowed = self.borrow(mutability, place);
        let call = ExprKind::Call {
            func: self.session.ids.function(method),
            args: List::new(vec![Arg::Ty(source)]),
            operands: vec![borrowed],
        };
        let call = self.push(Ty::reference(target, mutability), call);
        Ok(self.push(target, ExprKind::Deref(call)))
    }
}
