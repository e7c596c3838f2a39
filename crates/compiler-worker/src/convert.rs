//! The compiler's diagnostics in the words of the page.

use compiler::Build;
use protocol::{Diagnostic, Label, Level, Range};

/// All diagnostics of a build. A bug of the engine is among them, told apart from the learner's errors.
pub fn diagnostics(build: &Build) -> Vec<Diagnostic> {
    let internal = build.internal.iter().map(|message| Diagnostic {
        level: Level::Error,
        code: None,
        message: format!("internal error, please report: {message}"),
        labels: Vec::new(),
        notes: Vec::new(),
        unsupported: false,
    });
    internal
        .chain(build.diagnostics.iter().map(diagnostic))
        .collect()
}

fn diagnostic(of: &compiler::Diagnostic) -> Diagnostic {
    Diagnostic {
        level: level(of.level),
        code: of.code.clone(),
        message: of.message.clone(),
        labels: of.labels.iter().map(label).collect(),
        notes: of
            .notes
            .iter()
            .map(|(of, text)| (level(*of), text.clone()))
            .collect(),
        unsupported: of.unsupported,
    }
}

fn label(of: &compiler::Label) -> Label {
    let compiler::Span { file, start, end } = of.range;
    Label {
        range: Range { file, start, end },
        text: of.text.clone(),
        primary: of.primary,
    }
}

fn level(level: compiler::Level) -> Level {
    match level {
        compiler::Level::Error => Level::Error,
        compiler::Level::Warning => Level::Warning,
        compiler::Level::Note => Level::Note,
        compiler::Level::Help => Level::Help,
    }
}
