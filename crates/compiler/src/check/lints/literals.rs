//! `overflowing_literals`: numbers that their type cannot hold. An error by default.

use std::collections::HashSet;

use analysis::{
    Diagnostic, Level,
    thir::{ExprKind, Literal, UnOp},
    ty::{FloatTy, Ty, TyKind},
};

use super::{Linter, walk, warning};

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut negated = HashSet::new();
    for expr in &linter.body.exprs {
        if let ExprKind::Unary {
            op: UnOp::Neg,
            operand,
        } = &expr.kind
        {
            negated.insert(*operand);
        }
    }
    walk::each_expr(linter.body, linter.body.root, &mut |id| {
        let expr = linter.body.expr(id);
        let ExprKind::Literal(Literal::Int(_) | Literal::Float(_)) = &expr.kind else {
            return;
        };
        let Some(span) = linter.written(id) else {
            return;
        };
        // The sign may be part of the literal or an operation.
        let text = linter.text(span);
        let (digits, negated) = match text.strip_prefix('-') {
            Some(digits) => (digits.trim_start(), true),
            None => (text, negated.contains(&id)),
        };
        if fits(digits, expr.ty, negated) == Some(false) {
            let name = linter.session.display(expr.ty);
            let message = format!("literal out of range for `{name}`");
            found.push(Diagnostic {
                level: Level::Error,
                ..warning("overflowing_literals", message, span, "")
            });
        }
    });
}

/// `None`: not a number as far as its text tells.
fn fits(text: &str, ty: Ty, negated: bool) -> Option<bool> {
    let text = text.replace('_', "");
    if let TyKind::Float(float) = ty.kind() {
        let digits = text.trim_end_matches("f32").trim_end_matches("f64");
        return Some(match float {
            FloatTy::F32 => digits.parse::<f32>().ok()?.is_finite(),
            FloatTy::F64 => digits.parse::<f64>().ok()?.is_finite(),
        });
    }
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0o") => (&text[2..], 8),
        Some("0b") => (&text[2..], 2),
        _ => (text.as_str(), 10),
    };
    let end = digits.find(['i', 'u']).unwrap_or(digits.len());
    let value = u128::from_str_radix(&digits[..end], radix).ok()?;
    let greatest = match ty.int_bits()? {
        (bits, true) => (u128::MAX >> (129 - bits)) + u128::from(negated),
        (bits, false) => u128::MAX >> (128 - bits),
    };
    Some(value <= greatest)
}
