//! Closures, async blocks and `.await`.

use hir_def::hir::{ClosureKind as HirClosureKind, ExprId as HirExpr, PatId as HirPat};
use hir_ty::{
    closure_analysis::{ProjectionKind, UpvarCapture},
    next_solver::{GenericArgs, Ty as RaTy, TyKind as RaKind},
};
use rustc_type_ir::{
    ClosureKind as RaClosureKind,
    inherent::{GenericArgs as _, IntoKind as _},
};

use super::{Lowerer, Result};
use crate::{
    thir::{Await, Capture, CaptureStep, Closure, ClosureKind, ExprKind},
    ty::{Arg, List, Mutability, Ty, TyKind},
};

impl<'a> Lowerer<'_, 'a> {
    pub(super) fn closure(
        &mut self,
        expr: HirExpr,
        kind: &HirClosureKind,
        params: &[HirPat],
        body: HirExpr,
    ) -> Result<ExprKind> {
        let fn_kind = |kind| match kind {
            RaClosureKind::Fn => ClosureKind::Fn,
            RaClosureKind::FnMut => ClosureKind::FnMut,
            RaClosureKind::FnOnce => ClosureKind::FnOnce,
        };
        let made_kind = match (kind, self.infer.expr_ty(expr).kind()) {
            (HirClosureKind::Closure, RaKind::Closure(_, args)) => {
                fn_kind(args.as_closure().kind())
            }
            (HirClosureKind::CoroutineClosure(_), RaKind::CoroutineClosure(_, args)) => {
                fn_kind(args.as_coroutine_closure().kind())
            }
            (
                HirClosureKind::Coroutine {
                    kind: hir_def::hir::CoroutineKind::Async,
                    ..
                },
                RaKind::Coroutine(..),
            ) => ClosureKind::Coroutine,
            (HirClosureKind::Coroutine { .. } | HirClosureKind::OldCoroutine(_), _) => {
                return self.unsupported("generators");
            }
            _ => return Err(self.erroneous()),
        };
        let captures = self.captures(expr)?;
        let params = params
            .iter()
            .map(|pat| self.param(*pat))
            .collect::<Result<Vec<_>>>()?;
        let outer_loops = std::mem::take(&mut self.loops);
        let lowered = self.expr(body);
        self.loops = outer_loops;
        let lowered = lowered?;
        let ret = self.closure_return(expr).unwrap_or(self.made_ty(lowered));
        Ok(ExprKind::Closure(Box::new(Closure {
            id: self.session.ids.closure((self.def, expr)),
            kind: made_kind,
            params,
            body: lowered,
            ret,
            captures,
        })))
    }
    /// What the body's value is coerced to.
    fn closure_return(&self, expr: HirExpr) -> Option<Ty> {
        match self.infer.expr_ty(expr).kind() {
            RaKind::Closure(_, args) => {
                Some(self.ty(args.as_closure().sig().skip_binder().output()))
            }
            RaKind::Coroutine(_, args) => Some(self.ty(args.as_coroutine().return_ty())),
            _ => None,
        }
    }
    fn captures(&mut self, expr: HirExpr) -> Result<Vec<Capture>> {
        let Some(data) = self.infer.closures_data.get(&expr) else {
            return Err(self.erroneous());
        };
        let mut captures = Vec::new();
        for capture in data.min_captures.values().flatten() {
            let mut path = Vec::new();
            for step in &capture.place.projections {
                path.push(match step.kind {
                    ProjectionKind::Deref => CaptureStep::Deref,
                    ProjectionKind::Field { field_idx, .. } => CaptureStep::Field(field_idx),
                    _ => return self.unsupported("a closure that captures such a place"),
                });
            }
            let ty: RaTy<'a> = capture.captured_ty(self.session.db);
            let ty = self.ty(ty);
            let by_ref = match (&capture.info.capture_kind, ty.kind()) {
                (UpvarCapture::ByRef(_), TyKind::Ref(_, mutability)) => Some(*mutability),
                (UpvarCapture::ByRef(_), _) => Some(Mutability::Not),
                (UpvarCapture::ByValue | UpvarCapture::ByUse, _) => None,
            };
            captures.push(Capture {
                local: self.local(capture.captured_local()),
                path,
                by_ref,
                ty,
            });
        }
        Ok(captures)
    }
    pub(super) fn await_(&mut self, operand: HirExpr) -> Result<ExprKind> {
        let session = self.session;
        let (Some(into_future), Some(poll)) =
            (session.lang.IntoFutureIntoFuture, session.lang.FuturePoll)
        else {
            return self.unsupported("a library without futures");
        };
        let operand_ty = self
            .infer
            .type_of_expr_with_adjust(operand)
            .unwrap_or(self.infer.expr_ty(operand));
        let operand = self.expr(operand)?;
        let args = GenericArgs::new_from_slice(&[operand_ty.into()]);
        let future = session.fn_output(into_future, args);
        // What an async fn returns stays opaque here: with it stays what it borrows.
        let future = session.normalize_in(session.ty(future), self.def);
        Ok(ExprKind::Await(Box::new(Await {
            operand,
            into_future: (session.ids.function(into_future), session.args(args)),
            future,
            poll: (session.ids.function(poll), List::new(vec![Arg::Ty(future)])),
        })))
    }
}
