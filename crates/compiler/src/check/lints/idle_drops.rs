//! `dropping_references`, `dropping_copy_types` and their kin of `forget`: calls that do nothing.

use std::collections::HashSet;

use analysis::{
    Diagnostic,
    thir::{ExprId, ExprKind},
    ty::TyKind,
};

use super::{Linter, walk, warning};

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    let body = linter.body;
    // As the whole of an arm such a call throws away what another gives: `Some(n) => drop(take(n))`.
    let mut arms: HashSet<ExprId> = HashSet::new();
    for expr in &body.exprs {
        if let ExprKind::Match { arms: of, .. } = &expr.kind {
            arms.extend(of.iter().map(|arm| arm.body));
        }
    }
    walk::each_expr(body, body.root, &mut |id| {
        let ExprKind::Call { func, operands, .. } = &body.expr(id).kind else {
            return;
        };
        let [operand] = operands.as_slice() else {
            return;
        };
        let path = linter.session.fn_sig(*func).path.clone();
        let (name, doing) = match path.as_str() {
            "core::mem::drop" => ("drop", "dropping"),
            "core::mem::forget" => ("forget", "forgetting"),
            _ => return,
        };
        let operand = body.expr(*operand);
        let of_a_call = matches!(operand.kind, ExprKind::Call { .. });
        let Some(span) = linter
            .written(id)
            .filter(|_| !(of_a_call && arms.contains(&id)))
        else {
            return;
        };
        let ty = operand.ty;
        let (kind, with) = match ty.kind() {
            TyKind::Ref(..) => ("references", "a reference instead of an owned value"),
            _ if linter.session.is_copy(ty, body.owner) => {
                ("copy_types", "a value that implements `Copy`")
            }
            _ => return,
        };
        let message = format!("calls to `std::mem::{name}` with {with} does nothing");
        found.push(warning(&format!("{doing}_{kind}"), message, span, ""));
    });
}
