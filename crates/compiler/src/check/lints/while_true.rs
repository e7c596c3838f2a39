//! `while_true`: a loop without an end has a keyword of its own.

use analysis::{
    Diagnostic, Level,
    thir::{ExprId, ExprKind, Literal, Span},
};

use super::{Linter, walk, warning, with_note};

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    walk::each_expr(linter.body, linter.body.root, &mut |id| {
        let Some(span) = header(linter, id) else {
            return;
        };
        let message = "denote infinite loops with `loop { ... }`".to_owned();
        found.push(with_note(
            warning("while_true", message, span, ""),
            Level::Help,
            "use `loop`".to_owned(),
        ));
    });
}

/// From the label to the condition of a `while true`.
fn header(linter: &Linter<'_, '_>, id: ExprId) -> Option<Span> {
    let ExprKind::Loop { body, .. } = &linter.body.expr(id).kind else {
        return None;
    };
    let ExprKind::If { condition, .. } = &linter.body.expr(*body).kind else {
        return None;
    };
    let ExprKind::Literal(Literal::Bool(true)) = &linter.body.expr(*condition).kind else {
        return None;
    };
    let span = linter.written(id)?;
    let condition = linter.written(*condition)?;
    let mut header = Span {
        end: condition.end,
        ..span
    };
    let text = linter.text(header);
    let (before, after) = (text.strip_suffix("true")?, linter.after(header));
    let parenthesised = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
    if parenthesised {
        header.end += (after.len() - after.trim_start().len()) as u32 + 1;
    }
    let keyword = before.trim_end_matches(|c: char| c.is_whitespace() || c == '(');
    keyword.ends_with("while").then_some(header)
}
