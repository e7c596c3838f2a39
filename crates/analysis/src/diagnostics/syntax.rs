//! Text that does not parse.

use span::{Edition, TextRange, TextSize};
use syntax::{AstNode as _, SourceFile, SyntaxKind, SyntaxNode, SyntaxToken};

use super::{Diagnostic, error};
use crate::{Session, load, thir::Span};

impl Session<'_> {
    /// The first error of each file: what follows is often its echo.
    pub(super) fn syntax_errors(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for file in 0..self.analysis.own_files() {
            let parse = SourceFile::parse(self.text(file), Edition::Edition2024);
            // Told with the item it stands at.
            let errors: Vec<_> = parse
                .errors()
                .iter()
                .filter(|it| !it.to_string().ends_with("nnecessary visibility qualifier"))
                .cloned()
                .collect();
            let tree = parse.tree();
            let lexical: Vec<Diagnostic> = errors
                .iter()
                .filter_map(|it| lexical(&it.to_string(), it.range(), tree.syntax()))
                .map(|it| it.to(file))
                .collect();
            if !lexical.is_empty() {
                found.extend(lexical);
                continue;
            }
            if let Some(unclosed) = unclosed(tree.syntax()) {
                found.push(unclosed.to(file));
                continue;
            }
            if let Some(first) = errors.iter().min_by_key(|error| error.range().start()) {
                found.push(explain(&first.to_string(), first.range(), tree.syntax()).to(file));
            }
        }
        debug_assert!(u32::from(self.analysis.own_files()) <= load::FIRST_LIBRARY_FILE);
        found
    }
}

struct Problem {
    code: &'static str,
    range: TextRange,
    message: String,
    label: String,
    also: Option<(TextRange, &'static str)>,
}

impl Problem {
    fn to(self, file: u16) -> Diagnostic {
        let span = |range: TextRange| Span {
            file,
            start: range.start().into(),
            end: range.end().into(),
        };
        let made = error(self.code, span(self.range), self.message, self.label);
        match self.also {
            Some((range, text)) => made.also(Some(span(range)), text),
            None => made,
        }
    }
}

/// Errors with codes of their own: literals and comments without an end, and the like. The whole text
/// after them is misread, so that nothing else is told.
fn lexical(message: &str, range: TextRange, root: &SyntaxNode) -> Option<Problem> {
    let (code, told) = if message.contains("to terminate the string literal") {
        ("E0765", "unterminated double quote string")
    } else if message.contains("to terminate the byte string literal") {
        ("E0766", "unterminated double quote byte string")
    } else if message.contains("to terminate the character literal") {
        ("E0762", "unterminated character literal")
    } else if message.contains("to terminate the byte literal") {
        ("E0763", "unterminated byte constant")
    } else if message.contains("to terminate the block comment") {
        ("E0758", "unterminated block comment")
    } else if message.contains("to terminate the raw string literal") {
        ("E0748", "unterminated raw string")
    } else if message.ends_with("missing digits after the integer base prefix")
        || message.ends_with("Missing digits after the integer base prefix")
    {
        ("E0768", "no valid digits found for number")
    } else if message.contains("nclusive range must have an end expression") {
        ("E0586", "inclusive range with no end")
    } else {
        return None;
    };
    let range = match code {
        "E0586" => root
            .descendants_with_tokens()
            .filter_map(|it| it.into_token())
            .find(|it| it.kind() == SyntaxKind::DOT2EQ && it.text_range().start() >= range.start())
            .map_or(range, |it| it.text_range()),
        _ => root
            .token_at_offset(range.start())
            .right_biased()
            .map_or(range, |it| it.text_range()),
    };
    Some(Problem {
        code,
        range,
        message: told.to_owned(),
        label: String::new(),
        also: None,
    })
}

/// A delimiter that is never closed, or closed by another.
fn unclosed(root: &SyntaxNode) -> Option<Problem> {
    let mut open: Vec<SyntaxToken> = Vec::new();
    let mut last = TextRange::empty(TextSize::from(0));
    for token in root
        .descendants_with_tokens()
        .filter_map(|it| it.into_token())
    {
        if !token.kind().is_trivia() {
            last = token.text_range();
        }
        let opener = match token.kind() {
            SyntaxKind::L_CURLY | SyntaxKind::L_PAREN | SyntaxKind::L_BRACK => {
                open.push(token);
                continue;
            }
            SyntaxKind::R_CURLY => SyntaxKind::L_CURLY,
            SyntaxKind::R_PAREN => SyntaxKind::L_PAREN,
            SyntaxKind::R_BRACK => SyntaxKind::L_BRACK,
            _ => continue,
        };
        match open.pop() {
            Some(of) if of.kind() == opener => {}
            Some(of) => {
                return Some(Problem {
                    code: "",
                    range: token.text_range(),
                    message: format!("mismatched closing delimiter: `{}`", token.text()),
                    label: "mismatched closing delimiter".to_owned(),
                    also: Some((of.text_range(), "unclosed delimiter")),
                });
            }
            None => {
                return Some(Problem {
                    code: "",
                    range: token.text_range(),
                    message: format!("unexpected closing delimiter: `{}`", token.text()),
                    label: "unexpected closing delimiter".to_owned(),
                    also: None,
                });
            }
        }
    }
    let first = open.last()?;
    Some(Problem {
        code: "",
        range: TextRange::empty(last.end()),
        message: "this file contains an unclosed delimiter".to_owned(),
        label: String::new(),
        also: Some((first.text_range(), "unclosed delimiter")),
    })
}

/// rust-analyzer names what it expected by the kind of the token or node; rustc shows the token, and what it found.
fn explain(message: &str, range: TextRange, root: &SyntaxNode) -> Problem {
    let message = message.strip_prefix("Syntax Error: ").unwrap_or(message);
    let before = last_token_until(root, range.start());
    let found = next_token(root, range.start());
    let found_text = found
        .as_ref()
        .map_or("end of input".to_owned(), |token| match token.text() {
            "" => "end of input".to_owned(),
            text => match token.kind() {
                SyntaxKind::IDENT => format!("`{text}`"),
                kind if kind.is_keyword(Edition::Edition2024) => format!("keyword `{text}`"),
                _ => format!("`{text}`"),
            },
        });
    let found_range = found.as_ref().map_or(range, |token| token.text_range());
    let end = before
        .as_ref()
        .map_or(range, |token| TextRange::empty(token.text_range().end()));
    let Some(expected) = message.strip_prefix("expected ") else {
        return Problem {
            code: "",
            range,
            message: lower_first(message),
            label: String::new(),
            also: None,
        };
    };
    let wanted = match expected {
        "SEMICOLON" => {
            // rustc points behind the statement.
            let unexpected = found.map(|token| (token.text_range(), "unexpected token"));
            return Problem {
                code: "",
                range: end,
                message: format!("expected `;`, found {found_text}"),
                label: "help: add `;` here".to_owned(),
                also: unexpected,
            };
        }
        "COMMA" => "`,`",
        "L_PAREN" => "`(`",
        "R_PAREN" => "`)`",
        "L_CURLY" => "`{`",
        "R_CURLY" => "`}`",
        "R_BRACK" => "`]`",
        "R_ANGLE" => "`>`",
        "COLON" => "`:`",
        "EQ" => "`=`",
        "FAT_ARROW" => "`=>`",
        "THIN_ARROW" => "`->`",
        "IN_KW" => "`in`",
        "a name" | "identifier" => "identifier",
        "an item" | "item" => "item",
        other => other,
    };
    Problem {
        code: "",
        range: found_range,
        message: format!("expected {wanted}, found {found_text}"),
        label: format!("expected {wanted}"),
        also: None,
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

fn tokens(root: &SyntaxNode) -> impl Iterator<Item = SyntaxToken> {
    root.descendants_with_tokens()
        .filter_map(|it| it.into_token())
        .filter(|token| !token.kind().is_trivia())
}

fn last_token_until(root: &SyntaxNode, offset: TextSize) -> Option<SyntaxToken> {
    tokens(root)
        .take_while(|token| token.text_range().end() <= offset)
        .last()
}

fn next_token(root: &SyntaxNode, offset: TextSize) -> Option<SyntaxToken> {
    tokens(root).find(|token| token.text_range().start() >= offset)
}
