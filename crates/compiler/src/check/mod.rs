//! What rust-analyzer does not check and rustc does, on the MIR of the visitor's own bodies:
//! initialisation and moves (`moves`), mutability (`mutability`), borrows (`borrows`), and bounds that
//! need bodies (`asks`).

pub mod asks;
mod borrows;
pub mod lints;
mod moves;
mod mutability;
mod places;
mod suspended;

use std::collections::HashMap;

use analysis::{
    Diagnostic, Label, Level, Session,
    thir::Span,
    ty::{ClosureId, Ty},
};

use crate::mir::*;
pub use places::Places;

/// All errors of a body and of the closures in it, in the order of the text.
pub fn check(session: &Session<'_>, mir: &Mir) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut frozen = FrozenCaptures::new();
    for body in std::iter::once(mir).chain(&mir.nested) {
        let places = Places { session, mir: body };
        moves::check(&places, &mut found);
        mutability::check(&places, &mut frozen, &mut found);
    }
    // A value that is not there cannot be lent: one problem after the other.
    if found.is_empty() {
        let closures = borrows::Closures::new(&mir.nested);
        for body in std::iter::once(mir).chain(&mir.nested) {
            borrows::check(&Places { session, mir: body }, &closures, &mut found);
        }
    }
    found.sort_by_key(|it: &Diagnostic| {
        it.labels
            .first()
            .map(|label| (label.range.file, label.range.start))
    });
    found.dedup_by(|a, b| a.code == b.code && a.labels.first() == b.labels.first());
    found
}

/// Captured variables that may not be changed, by closure and index.
type FrozenCaptures = HashMap<(ClosureId, u32), FrozenCapture>;

struct FrozenCapture {
    /// What to blame.
    name: String,
    /// The closure holds a reference to the variable, not the variable.
    by_reference: bool,
    /// The variable's type, where it is known.
    ty: Option<Ty>,
}

fn error(code: &str, message: String, span: Span, label: &str) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        code: Some(code.to_owned()),
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

fn with_label(mut diagnostic: Diagnostic, span: Option<Span>, text: String) -> Diagnostic {
    diagnostic.labels.extend(span.map(|range| Label {
        range,
        text,
        primary: false,
    }));
    diagnostic
}
