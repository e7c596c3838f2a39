//! Are matches exhaustive, and bindings irrefutable?
//!
//! rust-analyzer gives up on numbers, so this is done here: the algorithm of Maranget, “Warnings for
//! pattern matching” (2007), which answers with the values that no arm takes.

mod matrix;
mod witness;

use hir_def::DefWithBodyId;

use super::{Diagnostic, error};
use crate::{
    Session,
    thir::{Body, Expr, ExprId, ExprKind, PatId, PatKind, Span, Statement},
    ty::{Ty, TyKind},
};

impl Session<'_> {
    pub(super) fn patterns(&self, def: DefWithBodyId, found: &mut Vec<Diagnostic>) {
        let Some(owner) = self.ids.owner(def) else {
            return;
        };
        let Ok(body) = self.lowered(owner) else {
            return;
        };
        let checker = Checker {
            session: self,
            body: &body,
        };
        for param in &body.params {
            found.extend(checker.binding(param.pat, "function argument"));
        }
        for expr in &body.exprs {
            checker.expr(expr, found);
        }
        checker.empty_ranges(found);
    }
}

impl Session<'_> {
    /// `unreachable_patterns` and `irrefutable_let_patterns`, wherever the spans are: those in what a macro
    /// made are the caller's to leave out.
    pub fn pattern_warnings(&self, body: &Body) -> Vec<Diagnostic> {
        let checker = Checker {
            session: self,
            body,
        };
        let mut found = Vec::new();
        for expr in &body.exprs {
            match &expr.kind {
                ExprKind::Match { scrutinee, arms } => {
                    let ty = body.expr(*scrutinee).ty;
                    // What has no value at all has other words.
                    if !checker.inhabited(ty, 0) || expr.span.is_none() {
                        continue;
                    }
                    for pat in checker.unreachable(arms, ty) {
                        if let Some(span) = body.pat(pat).span {
                            let made = warning("unreachable_patterns", span, "unreachable pattern");
                            found.push(made);
                        }
                    }
                }
                ExprKind::If { condition, .. } => {
                    let ExprKind::Let { pat, .. } = &body.expr(*condition).kind else {
                        continue;
                    };
                    let irrefutable = checker.missing(vec![*pat], body.pat(*pat).ty).is_empty();
                    if let Some(span) = body.expr(*condition).span.filter(|_| irrefutable) {
                        let text = expr.span.map_or("", |span| {
                            let from = self.text(span.file).get(span.start as usize..);
                            from.unwrap_or("")
                        });
                        let word = match text.starts_with("while") {
                            true => "`while let`",
                            false => "`if let`",
                        };
                        found.push(warning(
                            "irrefutable_let_patterns",
                            span,
                            &format!("irrefutable {word} pattern"),
                        ));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

fn warning(lint: &str, span: Span, message: &str) -> Diagnostic {
    Diagnostic {
        level: super::Level::Warning,
        ..error(lint, span, message, "")
    }
}

pub(super) struct Checker<'s, 'a> {
    session: &'s Session<'a>,
    body: &'s Body,
}

impl Checker<'_, '_> {
    fn expr(&self, expr: &Expr, found: &mut Vec<Diagnostic>) {
        match &expr.kind {
            ExprKind::Match { scrutinee, arms } => {
                // What `for` was made into: `None => break`, `Some(pattern) => …`.
                if let [none, some] = arms.as_slice()
                    && let ExprKind::Call { func, .. } = &self.body.expr(*scrutinee).kind
                    && Some(self.session.ids.ra_function(*func)) == self.session.lang.IteratorNext
                    && self.is_break(none.body)
                    && let PatKind::Variant { fields, .. } = &self.body.pat(some.pat).kind
                    && let [(_, pat)] = fields.as_slice()
                {
                    found.extend(self.binding(*pat, "`for` loop binding"));
                    return;
                }
                let rows = arms
                    .iter()
                    .filter(|arm| arm.guard.is_none())
                    .map(|arm| arm.pat);
                let ty = self.body.expr(*scrutinee).ty;
                let missing = self.missing(rows.collect(), ty);
                if let Some(span) = self
                    .body
                    .expr(*scrutinee)
                    .span
                    .filter(|_| !missing.is_empty())
                {
                    found.push(self.not_exhaustive(span, ty, &missing, arms.is_empty()));
                }
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    if let Statement::Let {
                        pat,
                        otherwise: None,
                        value: Some(_),
                    } = statement
                    {
                        found.extend(self.binding(*pat, "local binding"));
                    }
                }
            }
            ExprKind::Closure(closure) => {
                for param in &closure.params {
                    found.extend(self.binding(param.pat, "closure argument"));
                }
            }
            _ => {}
        }
    }
    fn is_break(&self, expr: ExprId) -> bool {
        match &self.body.expr(expr).kind {
            ExprKind::NeverToAny(inner) => self.is_break(*inner),
            kind => matches!(kind, ExprKind::Break { .. }),
        }
    }
    fn not_exhaustive(&self, span: Span, ty: Ty, missing: &[String], no_arms: bool) -> Diagnostic {
        let name = self.session.display(ty);
        if no_arms {
            let message = format!("non-exhaustive patterns: type `{name}` is non-empty");
            return error("E0004", span, message, "")
                .note(format!("the matched value is of type `{name}`"));
        }
        let list = listed(missing);
        let word = if missing.len() == 1 {
            "pattern"
        } else {
            "patterns"
        };
        error("E0004", span, format!("non-exhaustive patterns: {list} not covered"), format!("{word} {list} not covered"))
            .note(format!("the matched value is of type `{name}`"))
            .help("ensure that all possible cases are being handled by adding a match arm with a wildcard pattern or an explicit pattern as shown")
    }
    fn binding(&self, pat: PatId, place: &str) -> Option<Diagnostic> {
        let of = self.body.pat(pat);
        if matches!(of.kind, PatKind::Wild | PatKind::Bind { sub: None, .. }) {
            return None;
        }
        let missing = self.missing(vec![pat], of.ty);
        let span = of.span.filter(|_| !missing.is_empty())?;
        let word = if missing.len() == 1 {
            "pattern"
        } else {
            "patterns"
        };
        let made = error(
            "E0005",
            span,
            format!("refutable pattern in {place}"),
            format!("{word} {} not covered", listed(&missing)),
        );
        Some(match place {
            "local binding" => made.note("`let` bindings require an \"irrefutable pattern\", like a `struct` or an `enum` with only one variant"),
            _ => made,
        })
    }
    /// Is there a value of the type? Behind references it is not looked.
    pub(super) fn inhabited(&self, ty: Ty, depth: u32) -> bool {
        match ty.kind() {
            TyKind::Never => false,
            TyKind::Tuple(of) => of.iter().all(|ty| self.inhabited(*ty, depth)),
            TyKind::Array(of, crate::ty::Const::Value(len)) => {
                *len == 0 || self.inhabited(*of, depth)
            }
            TyKind::Adt(id, args) if depth < 8 => {
                let def = self.session.adt(*id);
                match def.kind {
                    crate::AdtKind::Union => true,
                    _ => def.variants.iter().any(|variant| {
                        variant
                            .fields
                            .iter()
                            .all(|field| self.inhabited(self.field_ty(field.ty, args), depth + 1))
                    }),
                }
            }
            _ => true,
        }
    }
    pub(super) fn field_ty(&self, ty: Ty, args: &[crate::ty::Arg]) -> Ty {
        let ty = ty.subst(args);
        if ty.needs_normalizing() && !ty.has_params() {
            self.session.normalize(ty)
        } else {
            ty
        }
    }
}

/// As rustc lists them: three, and how many more.
fn listed(patterns: &[String]) -> String {
    let quoted: Vec<String> = patterns
        .iter()
        .map(|pattern| format!("`{pattern}`"))
        .collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [a, b, c] => format!("{a}, {b} and {c}"),
        [a, b, c, more @ ..] => format!("{a}, {b}, {c} and {} more", more.len()),
    }
}
