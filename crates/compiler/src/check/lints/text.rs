//! What of a body the visitor wrote: names, keywords, macro calls.
//!
//! Spans of what a macro made are those of its call, so the text at a span tells the two apart.

use analysis::thir::{ExprId, Local, Span};

use super::Linter;

/// Where a binding is written.
pub struct Binding {
    /// With its `mut` and `ref`, as rustc shows it.
    pub span: Span,
    /// Begins with `mut`.
    pub says_mut: bool,
}

impl Linter<'_, '_> {
    pub fn text(&self, span: Span) -> &str {
        self.file(span)
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    fn file(&self, span: Span) -> &str {
        self.session.text(span.file)
    }

    /// The text before a span in its file.
    pub fn before(&self, span: Span) -> &str {
        self.file(span).get(..span.start as usize).unwrap_or("")
    }

    /// The text behind a span in its file.
    pub fn after(&self, span: Span) -> &str {
        self.file(span).get(span.end as usize..).unwrap_or("")
    }

    /// The span of an expression that is written out, not made by a macro.
    pub fn written(&self, id: ExprId) -> Option<Span> {
        let span = self.body.expr(id).span?;
        let text = self.text(span);
        let whole = self.statement(span) == Some(span);
        (whole && !text.is_empty() && !is_macro_call(text) && !text.starts_with('#'))
            .then_some(span)
    }

    /// The span of a statement. What a macro made of its arguments has theirs: then its call's.
    pub fn statement(&self, mut span: Span) -> Option<Span> {
        loop {
            let before = self.before(span).trim_end();
            let Some(path) = ["!(", "![", "!{"]
                .into_iter()
                .find_map(|open| before.strip_suffix(open))
            else {
                return Some(span);
            };
            let start = path
                .rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
                .map_or(0, |at| {
                    at + path[at..].chars().next().map_or(1, char::len_utf8)
                });
            let delimiter = before.len() - 1;
            let length = closing(self.file(span).get(delimiter..)?)?;
            span = Span {
                start: start as u32,
                end: (delimiter + length) as u32,
                ..span
            };
        }
    }

    /// Did a `derive` make the body? Then its text is the name of the trait there.
    pub fn is_derived(&self) -> bool {
        self.body.expr(self.body.root).span.is_some_and(|span| {
            let before = self.before(span);
            before.rfind("#[").is_some_and(|at| {
                before[at..].starts_with("#[derive") && !before[at..].contains(']')
            }) || self.text(span).starts_with("#[derive")
        })
    }

    /// The span with the `;` behind it.
    pub fn with_semicolon(&self, mut span: Span) -> Span {
        let after = self.after(span);
        let blanks = after.len() - after.trim_start().len();
        if after.trim_start().starts_with(';') && !is_macro_call(self.text(span)) {
            span.end += blanks as u32 + 1;
        }
        span
    }

    /// Where a local is bound, if the visitor wrote its name there.
    pub fn binding(&self, local: &Local) -> Option<Binding> {
        let span = local.span?;
        let text = self.text(span);
        let mut rest = text;
        while let Some(next) = strip_word(rest, "mut").or_else(|| strip_word(rest, "ref")) {
            rest = next;
        }
        let behind = rest.strip_prefix(local.name.as_str())?;
        if behind.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '!') {
            return None;
        }
        let mut start = span.start + (text.len() - rest.len()) as u32;
        let end = start + local.name.len() as u32;
        let mut says_mut = false;
        loop {
            let before = self.before(Span { start, ..span });
            let trimmed = before.trim_end();
            let Some(word) = ["mut", "ref"]
                .into_iter()
                .find(|word| ends_with_word(trimmed, word))
            else {
                break;
            };
            // `&mut x` is a pattern around `x`.
            let rest = trimmed[..trimmed.len() - word.len()].trim_end();
            if trimmed.len() == before.len() || rest.ends_with('&') {
                break;
            }
            says_mut = word == "mut";
            start = (trimmed.len() - word.len()) as u32;
        }
        Some(Binding {
            span: Span { start, end, ..span },
            says_mut,
        })
    }
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    rest.starts_with(char::is_whitespace)
        .then(|| rest.trim_start())
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word)
        .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// The path that a text begins with: `a::b::c`.
pub fn leading_path(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(text.len());
    &text[..end]
}

/// Is the whole text one macro call, `path!(…)`?
pub fn is_macro_call(text: &str) -> bool {
    let path = leading_path(text);
    if path.is_empty() || path.starts_with(|c: char| c.is_numeric()) {
        return false;
    }
    let Some(rest) = text[path.len()..].trim_start().strip_prefix('!') else {
        return false;
    };
    let rest = rest.trim_start();
    let closed = rest
        .starts_with(['(', '[', '{'])
        .then(|| closing(rest))
        .flatten();
    closed.is_some_and(|length| {
        rest[length..]
            .trim_end_matches(|c: char| c == ';' || c.is_whitespace())
            .is_empty()
    })
}

/// Where the delimiter at the start of the text is closed: the length up to there.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0u32;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            '"' => {
                while let Some((_, c)) = chars.next() {
                    match c {
                        '\\' => {
                            chars.next();
                        }
                        '"' => break,
                        _ => {}
                    }
                }
            }
            // A character such as `'('`; a lifetime has no quote behind it.
            '\'' if text[at + 1..].chars().nth(1) == Some('\'') => {
                chars.next();
                chars.next();
            }
            _ => {}
        }
    }
    None
}
