//! The parts of expressions and patterns.

use analysis::{
    thir::{Body, ExprId, ExprKind, PatId, PatKind, Statement},
    ty::{FnId, Ty, TyKind},
};

#[derive(Clone, Copy, Debug)]
pub enum Part {
    Expr(ExprId),
    Pat(PatId),
}

/// Visits the direct parts of an expression in the order of evaluation; closures are entered.
pub fn parts(body: &Body, id: ExprId, visit: &mut dyn FnMut(Part)) {
    let mut expr = |id: &ExprId| visit(Part::Expr(*id));
    match &body.expr(id).kind {
        ExprKind::Local(_)
        | ExprKind::Static(_)
        | ExprKind::Const(..)
        | ExprKind::ConstParam(_)
        | ExprKind::Literal(_)
        | ExprKind::ZeroSized
        | ExprKind::Continue { .. } => {}
        ExprKind::Call { operands, .. } => operands.iter().for_each(expr),
        ExprKind::CallPtr { callee, operands } => {
            expr(callee);
            operands.iter().for_each(expr);
        }
        ExprKind::Adt { fields, base, .. } => {
            fields.iter().for_each(|(_, it)| expr(it));
            base.iter().for_each(expr);
        }
        ExprKind::Tuple(of) | ExprKind::Array(of) => of.iter().for_each(expr),
        ExprKind::Repeat { value: of, .. }
        | ExprKind::Unary { operand: of, .. }
        | ExprKind::Field { base: of, .. }
        | ExprKind::Deref(of)
        | ExprKind::Borrow { place: of, .. }
        | ExprKind::RawBorrow { place: of, .. }
        | ExprKind::Cast(of)
        | ExprKind::Unsize(of)
        | ExprKind::Reify(of)
        | ExprKind::NeverToAny(of)
        | ExprKind::Loop { body: of, .. } => expr(of),
        ExprKind::Binary { left, right, .. }
        | ExprKind::And(left, right)
        | ExprKind::Or(left, right) => {
            expr(left);
            expr(right);
        }
        ExprKind::Index { base, index } => {
            expr(base);
            expr(index);
        }
        ExprKind::Assign { place, value } | ExprKind::AssignOp { place, value, .. } => {
            expr(value);
            expr(place);
        }
        ExprKind::Destructure { pat, value } | ExprKind::Let { pat, value } => {
            expr(value);
            visit(Part::Pat(*pat));
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => {
            expr(condition);
            expr(then);
            otherwise.iter().for_each(expr);
        }
        ExprKind::Match { scrutinee, arms } => {
            expr(scrutinee);
            for arm in arms {
                visit(Part::Pat(arm.pat));
                arm.guard.iter().for_each(|it| visit(Part::Expr(*it)));
                visit(Part::Expr(arm.body));
            }
        }
        ExprKind::Block(block) => {
            for statement in &block.statements {
                match statement {
                    Statement::Expr(it) => visit(Part::Expr(*it)),
                    Statement::Let {
                        pat,
                        value,
                        otherwise,
                    } => {
                        value.iter().for_each(|it| visit(Part::Expr(*it)));
                        otherwise.iter().for_each(|it| visit(Part::Expr(*it)));
                        visit(Part::Pat(*pat));
                    }
                }
            }
            block.tail.iter().for_each(|it| visit(Part::Expr(*it)));
        }
        ExprKind::Break { value, .. } | ExprKind::Return(value) => value.iter().for_each(expr),
        ExprKind::Closure(closure) => {
            closure
                .params
                .iter()
                .for_each(|param| visit(Part::Pat(param.pat)));
            visit(Part::Expr(closure.body));
        }
        ExprKind::Await(it) => expr(&it.operand),
    }
}

/// Visits the direct parts of a pattern.
pub fn pat_parts(body: &Body, id: PatId, visit: &mut dyn FnMut(Part)) {
    match &body.pat(id).kind {
        PatKind::Wild => {}
        PatKind::Bind { sub, .. } => sub.iter().for_each(|it| visit(Part::Pat(*it))),
        PatKind::Value(value) | PatKind::Place(value) => visit(Part::Expr(*value)),
        PatKind::Range { low, high, .. } => {
            low.iter().chain(high).for_each(|it| visit(Part::Expr(*it)))
        }
        PatKind::Variant { fields, .. } | PatKind::Leaf { fields } => {
            fields.iter().for_each(|(_, it)| visit(Part::Pat(*it)));
        }
        PatKind::Deref(of) => visit(Part::Pat(*of)),
        PatKind::Slice {
            prefix,
            rest,
            suffix,
            ..
        } => {
            prefix
                .iter()
                .chain(rest)
                .chain(suffix)
                .for_each(|it| visit(Part::Pat(*it)));
        }
        PatKind::Or(of) => of.iter().for_each(|it| visit(Part::Pat(*it))),
    }
}

/// Every expression below and including `id`, outside in.
pub fn each_expr(body: &Body, id: ExprId, visit: &mut dyn FnMut(ExprId)) {
    fn part(body: &Body, of: Part, visit: &mut dyn FnMut(ExprId)) {
        match of {
            Part::Expr(id) => {
                visit(id);
                parts(body, id, &mut |of| part(body, of, visit));
            }
            Part::Pat(id) => pat_parts(body, id, &mut |of| part(body, of, visit)),
        }
    }
    part(body, Part::Expr(id), visit);
}

/// The bindings of a pattern, with whether each borrows mutably.
pub fn binds_ref_mut(body: &Body, id: PatId) -> bool {
    let mut found = matches!(
        body.pat(id).kind,
        PatKind::Bind {
            by_ref: Some(analysis::ty::Mutability::Mut),
            ..
        }
    );
    pat_parts(body, id, &mut |of| {
        if let Part::Pat(of) = of {
            found |= binds_ref_mut(body, of);
        }
    });
    found
}

/// The functions that a type names.
pub fn fns_in(ty: Ty, visit: &mut dyn FnMut(FnId)) {
    ty.fold(
        &mut |part| {
            if let TyKind::FnDef(id, _) = part.kind() {
                visit(*id);
            }
            None
        },
        &mut |konst| konst,
    );
}
