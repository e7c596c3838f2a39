//! Diagnostics as text in rustc's form, and as JSON.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Renderer, Snippet};
use compiler::{Diagnostic, Label, Level, SourceFile};

/// As rustc prints them, with a blank line after each.
pub fn human(diagnostics: &[Diagnostic], files: &[SourceFile]) -> String {
    let renderer = Renderer::plain();
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, files)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a [SourceFile]) -> Group<'a> {
    let mut title = shown(diagnostic.level).primary_title(&diagnostic.message);
    // rustc shows codes of errors in the title, and a lint's name in a note.
    if let Some(code) = &diagnostic.code
        && diagnostic.level == Level::Error
        && is_error_code(code)
    {
        title = title.id(code);
    }
    let mut group = Group::with_title(title);
    for (index, file) in files.iter().enumerate() {
        let labels: Vec<&Label> = diagnostic
            .labels
            .iter()
            .filter(|label| usize::from(label.range.file) == index)
            .collect();
        if labels.is_empty() {
            continue;
        }
        let mut snippet = Snippet::source(&file.text).path(&file.name);
        for label in labels {
            let kind = if label.primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let mut annotation = kind.span(range(&file.text, label));
            if !label.text.is_empty() {
                annotation = annotation.label(&label.text);
            }
            snippet = snippet.annotation(annotation);
        }
        group = group.element(snippet);
    }
    for (level, note) in &diagnostic.notes {
        group = group.element(shown(*level).message(note));
    }
    if let Some(lint) = &diagnostic.code
        && !is_error_code(lint)
    {
        let how = match diagnostic.level {
            Level::Error => "deny",
            _ => "warn",
        };
        group = group.element(Shown::NOTE.message(format!("`#[{how}({lint})]` on by default")));
    }
    group
}

/// `E0308`, not the name of a lint.
fn is_error_code(code: &str) -> bool {
    code.strip_prefix('E')
        .is_some_and(|number| number.bytes().all(|it| it.is_ascii_digit()))
}

fn shown(level: Level) -> Shown<'static> {
    match level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
        Level::Help => Shown::HELP,
    }
}

/// Within the text and at boundaries of characters, whatever the label says.
fn range(text: &str, label: &Label) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(label.range.start as usize);
    let end = text.ceil_char_boundary(label.range.end as usize).max(start);
    start..end
}

/// One object a line; line and column count from 1, columns in characters.
pub fn json(diagnostics: &[Diagnostic], files: &[SourceFile]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic
            .labels
            .iter()
            .find(|label| label.primary)
            .and_then(|label| {
                let file = files.get(usize::from(label.range.file))?;
                let before = &file.text[..range(&file.text, label).start];
                let line = before.matches('\n').count() + 1;
                let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
                Some((file.name.as_str(), line, column))
            });
        let object = serde_json::json!({
            "level": level_name(diagnostic.level),
            "code": diagnostic.code,
            "file": place.map(|place| place.0),
            "line": place.map(|place| place.1),
            "column": place.map(|place| place.2),
            "message": diagnostic.message,
        });
        // Writing to a string does not fail.
        let _ = writeln!(text, "{object}");
    }
    text
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
        Level::Help => "help",
    }
}
