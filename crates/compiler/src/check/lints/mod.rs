//! rustc's default warnings, and the lints that are errors by default, about the visitor's own bodies, in rustc's words.
//!
//! A warning that rustc would not give is worse than one that is missing: where the typed body does not
//! say enough (macro expansions, desugarings), a lint stays silent. `text` knows what of a body the
//! visitor wrote, `walk` the parts of an expression; then one file a lint.

mod assignments;
mod dead_code;
mod denied;
mod idle_drops;
mod known_panics;
mod literals;
mod must_use;
mod names;
mod text;
mod unreachable;
mod unused_mut;
mod variables;
mod walk;
mod while_true;

#[cfg(test)]
mod tests;

use analysis::{
    Diagnostic, Label, Level, Session,
    thir::{Body, Span},
};

use crate::mir::Mir;
pub use dead_code::dead_code;

/// The warnings about one body and the closures in it, in the order of the text.
pub fn lint(session: &Session<'_>, body: &Body, mir: &Mir) -> Vec<Diagnostic> {
    if !body.own {
        return Vec::new();
    }
    let linter = Linter { session, body };
    if linter.is_derived() {
        return Vec::new();
    }
    let mut found = Vec::new();
    must_use::check(&linter, &mut found);
    let never_read = variables::check(&linter, &mut found);
    assignments::check(&linter, mir, &never_read, &mut found);
    unused_mut::check(&linter, &mut found);
    unreachable::check(&linter, &mut found);
    while_true::check(&linter, &mut found);
    patterns(&linter, &mut found);
    idle_drops::check(&linter, &mut found);
    literals::check(&linter, &mut found);
    denied::check(&linter, &mut found);
    known_panics::check(session, mir, &mut found);
    finish(session, found)
}

/// Patterns that no value comes to, as the visitor wrote them.
fn patterns(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    let told = linter.session.pattern_warnings(linter.body);
    found.extend(told.into_iter().filter(|it| {
        it.labels.first().is_some_and(|label| {
            let text = linter.text(label.range);
            linter.statement(label.range) == Some(label.range)
                && !text::is_macro_call(text)
                && !text.starts_with('#')
        })
    }));
}

/// What a lint looks at.
struct Linter<'a, 'db> {
    session: &'a Session<'db>,
    body: &'a Body,
}

/// Leaves out what the visitor allowed, and what was found twice.
pub fn finish(session: &Session<'_>, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|it| match (&it.code, it.labels.first()) {
        (Some(lint), Some(label)) => !session.is_lint_allowed(lint, label.range),
        _ => true,
    });
    found.sort_by_key(|it| {
        it.labels
            .first()
            .map(|label| (label.range.file, label.range.start))
    });
    let mut seen = Vec::new();
    found.retain(|it| {
        let key = (
            it.code.clone(),
            it.message.clone(),
            it.labels.first().map(|label| label.range),
        );
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found
}

fn warning(lint: &str, message: String, span: Span, label: &str) -> Diagnostic {
    Diagnostic {
        level: Level::Warning,
        code: Some(lint.to_owned()),
        message,
        labels: vec![Label {
            range: span,
            text: label.to_owned(),
            primary: true,
        }],
        notes: Vec::new(),
        unsupported: false,
    }
}

fn with_note(mut diagnostic: Diagnostic, level: Level, text: String) -> Diagnostic {
    diagnostic.notes.push((level, text));
    diagnostic
}
