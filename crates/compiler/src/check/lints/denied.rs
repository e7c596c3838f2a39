//! `let_underscore_lock` and `static_mut_refs`: errors by default.

use analysis::{
    Diagnostic, Level,
    thir::{ExprId, ExprKind, PatKind, Span, Statement},
    ty::{AdtId, Arg, Ty, TyKind},
};

use super::{Linter, walk, warning, with_note};

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    let guards: Vec<AdtId> = ["MutexGuard", "RwLockReadGuard", "RwLockWriteGuard"]
        .iter()
        .filter_map(|name| linter.session.library_adt(&format!("std::sync::{name}")))
        .collect();
    walk::each_expr(
        linter.body,
        linter.body.root,
        &mut |id| match &linter.body.expr(id).kind {
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    found.extend(idle_lock(linter, statement, &guards));
                    found.extend(static_by_ref(linter, statement));
                }
            }
            ExprKind::Borrow { place, .. } => {
                if let Some(span) = borrowed(linter, *place) {
                    found.push(static_mut(span));
                }
            }
            _ => {}
        },
    );
}

fn denied(lint: &str, message: &str, span: Span) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        ..warning(lint, message.to_owned(), span, "")
    }
}

fn static_mut(span: Span) -> Diagnostic {
    with_note(
        denied("static_mut_refs", "creating a reference to mutable static", span),
        Level::Note,
        "references to mutable statics are dangerous; it's undefined behavior if the static is mutated or \
         if a mutable reference is created for it while the reference lives"
            .to_owned(),
    )
}

/// `let _ = mutex.lock()`: the lock is given back at once.
fn idle_lock(
    linter: &Linter<'_, '_>,
    statement: &Statement,
    guards: &[AdtId],
) -> Option<Diagnostic> {
    let Statement::Let {
        pat,
        value: Some(value),
        otherwise: None,
    } = statement
    else {
        return None;
    };
    let pat = linter.body.pat(*pat);
    let value = linter.body.expr(*value);
    let is_guard = |ty: Ty| matches!(ty.kind(), TyKind::Adt(id, _) if guards.contains(id));
    // `Result<Guard, _>`, as `lock` gives it; a guard inside of the error is another matter.
    let gives_guard = |ty: Ty| match ty.kind() {
        TyKind::Adt(id, args) if Some(*id) == linter.session.library_adt("std::result::Result") => {
            matches!(args.first(), Some(Arg::Ty(ty)) if is_guard(*ty))
        }
        _ => is_guard(ty),
    };
    let span = pat.span.filter(|span| linter.text(*span) == "_")?;
    if !matches!(pat.kind, PatKind::Wild) || !gives_guard(value.ty) {
        return None;
    }
    Some(with_note(
        denied(
            "let_underscore_lock",
            "non-binding let on a synchronization lock",
            span,
        ),
        Level::Help,
        "consider binding to an unused variable to avoid immediately dropping the value".to_owned(),
    ))
}

/// `let ref name = STATIC`.
fn static_by_ref(linter: &Linter<'_, '_>, statement: &Statement) -> Option<Diagnostic> {
    let Statement::Let {
        pat,
        value: Some(value),
        ..
    } = statement
    else {
        return None;
    };
    let by_ref = matches!(
        linter.body.pat(*pat).kind,
        PatKind::Bind {
            by_ref: Some(_),
            ..
        }
    );
    let root = mutable_static(linter, *value).filter(|_| by_ref)?;
    linter.body.expr(root).span.map(static_mut)
}

/// The `static mut` that a place is, or is a field of.
fn mutable_static(linter: &Linter<'_, '_>, place: ExprId) -> Option<ExprId> {
    match &linter.body.expr(place).kind {
        ExprKind::Field { base, .. } => mutable_static(linter, *base),
        ExprKind::Static(id) if linter.session.static_mutable(*id) => Some(place),
        _ => None,
    }
}

/// Where a `static mut` is borrowed by `&`, by a method's call or as a macro's argument. Operators and
/// indices borrow too, and rustc does not mind.
fn borrowed(linter: &Linter<'_, '_>, place: ExprId) -> Option<Span> {
    let root = mutable_static(linter, place)?;
    let span = linter.body.expr(root).span?;
    let whole = linter.body.expr(place).span?;
    let before = linter.before(whole).trim_end();
    let after = linter.after(whole).trim_start();
    let written = before.ends_with('&')
        || before
            .strip_suffix("mut")
            .is_some_and(|it| it.trim_end().ends_with('&'));
    let argument = before.ends_with(['(', ',', '=']) && after.starts_with([')', ',']);
    (written || after.starts_with('.') || argument).then_some(span)
}
