//! Format strings whose places and arguments do not match: rust-analyzer does not count them.

use span::{Edition, TextRange, TextSize};
use syntax::{
    AstNode as _, AstToken as _, NodeOrToken, SourceFile, SyntaxElement, SyntaxKind, ast,
    ast::IsString as _,
};

use super::{Diagnostic, error, structure::count};
use crate::{Session, thir::Span};

/// Macros with a format string, and how many arguments stand before it.
const MACROS: &[(&str, usize)] = &[
    ("print", 0),
    ("println", 0),
    ("eprint", 0),
    ("eprintln", 0),
    ("format", 0),
    ("format_args", 0),
    ("panic", 0),
    ("unreachable", 0),
    ("todo", 0),
    ("unimplemented", 0),
    ("write", 1),
    ("writeln", 1),
    ("assert", 1),
    ("debug_assert", 1),
    ("assert_eq", 2),
    ("assert_ne", 2),
];

impl Session<'_> {
    pub(super) fn format_strings(&self, found: &mut Vec<Diagnostic>) {
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            let own_macros: Vec<String> = tree
                .syntax()
                .descendants()
                .filter_map(ast::MacroRules::cast)
                .filter_map(|it| syntax::ast::HasName::name(&it))
                .map(|name| name.text().to_string())
                .collect();
            for call in tree.syntax().descendants().filter_map(ast::MacroCall::cast) {
                let name = call
                    .path()
                    .and_then(|path| path.segment())
                    .and_then(|it| it.name_ref());
                if let (Some(name), Some(tokens)) = (name, call.token_tree()) {
                    format_calls(file, name.text(), &tokens, &own_macros, found);
                }
            }
        }
    }
}

/// Looks at a macro's call and at the calls in its arguments.
fn format_calls(
    file: u16,
    name: &str,
    tokens: &ast::TokenTree,
    own_macros: &[String],
    found: &mut Vec<Diagnostic>,
) {
    // What a macro of the program does with its arguments only it knows.
    if own_macros.iter().any(|own| own == name) || matches!(name, "stringify" | "concat") {
        return;
    }
    if let Some((_, before)) = MACROS.iter().find(|(known, _)| *known == name) {
        found.extend(check(file, &arguments(tokens), *before));
    }
    let mut trees = vec![tokens.clone()];
    while let Some(tree) = trees.pop() {
        let parts: Vec<SyntaxElement> = tree
            .syntax()
            .children_with_tokens()
            .filter(|it| !it.kind().is_trivia())
            .collect();
        for (index, part) in parts.iter().enumerate() {
            let Some(inner) = part.as_node().cloned().and_then(ast::TokenTree::cast) else {
                continue;
            };
            match index.checked_sub(2).map(|at| &parts[at..index]) {
                Some([NodeOrToken::Token(name), bang])
                    if name.kind() == SyntaxKind::IDENT && bang.kind() == SyntaxKind::BANG =>
                {
                    format_calls(file, name.text(), &inner, own_macros, found);
                }
                _ => trees.push(inner),
            }
        }
    }
}

/// Arguments between top-level commas, without trivia.
fn arguments(tokens: &ast::TokenTree) -> Vec<Vec<SyntaxElement>> {
    let mut all = vec![Vec::new()];
    let inner: Vec<SyntaxElement> = tokens
        .syntax()
        .children_with_tokens()
        .filter(|it| !it.kind().is_trivia())
        .collect();
    let inner = inner.get(1..inner.len().saturating_sub(1)).unwrap_or(&[]);
    for it in inner {
        match it.kind() {
            SyntaxKind::COMMA => all.push(Vec::new()),
            _ => {
                if let Some(last) = all.last_mut() {
                    last.push(it.clone());
                }
            }
        }
    }
    if all.last().is_some_and(Vec::is_empty) {
        all.pop();
    }
    all
}

struct Place {
    range: TextRange,
    argument: Argument,
}

enum Argument {
    Next,
    Index(usize),
    Name(String),
}

/// An expression in the place of the format string. A macro may make one, such as `concat!`, and commas
/// may stand between generic arguments.
fn no_literal(file: u16, arguments: &[Vec<SyntaxElement>]) -> Option<Diagnostic> {
    let is = |kind| move |it: &SyntaxElement| it.kind() == kind;
    let format = arguments.last()?;
    if format.get(1).is_some_and(is(SyntaxKind::BANG))
        || format.first().is_some_and(is(SyntaxKind::DOLLAR))
        || arguments.iter().flatten().any(is(SyntaxKind::L_ANGLE))
    {
        return None;
    }
    let range = format
        .first()?
        .text_range()
        .cover(format.last()?.text_range());
    Some(error(
        "",
        Span {
            file,
            start: range.start().into(),
            end: range.end().into(),
        },
        "format argument must be a string literal",
        "",
    ))
}

fn check(file: u16, all: &[Vec<SyntaxElement>], before: usize) -> Option<Diagnostic> {
    let first = all.get(before)?.as_slice();
    let literal = match first {
        [NodeOrToken::Token(token)] => ast::String::cast(token.clone()),
        _ => None,
    };
    let Some(literal) = literal else {
        return no_literal(file, &all[..=before]);
    };
    let text = literal.text_without_quotes();
    let start = literal.text_range_between_quotes()?.start();
    let span = |range: TextRange| Span {
        file,
        start: range.start().into(),
        end: range.end().into(),
    };
    let places = match parse(text, start) {
        Ok(places) => places,
        Err((range, message)) => {
            return Some(error(
                "",
                span(range),
                format!("invalid format string: {message}"),
                format!("{message} in format string"),
            ));
        }
    };
    let arguments = &all[before + 1..];
    // Commas may stand between generic arguments; what is not sure is not told.
    if arguments
        .iter()
        .flatten()
        .any(|it| it.kind() == SyntaxKind::L_ANGLE)
    {
        return None;
    }
    let name_of = |argument: &[SyntaxElement]| match argument {
        // `==` comes as two tokens.
        [NodeOrToken::Token(name), NodeOrToken::Token(eq), rest @ ..]
            if name.kind() == SyntaxKind::IDENT
                && eq.kind() == SyntaxKind::EQ
                && rest
                    .first()
                    .is_none_or(|next| next.kind() != SyntaxKind::EQ) =>
        {
            Some(name.text().to_owned())
        }
        _ => None,
    };
    let positional = arguments
        .iter()
        .filter(|argument| name_of(argument).is_none())
        .count();
    let mut used = vec![false; arguments.len()];
    let mut next = 0;
    let mut open = Vec::new();
    for place in &places {
        match &place.argument {
            Argument::Next => {
                match used.get_mut(next) {
                    Some(used) if next < positional => *used = true,
                    _ => {}
                }
                open.push(place.range);
                next += 1;
            }
            Argument::Index(index) => match used.get_mut(*index) {
                Some(used) => *used = true,
                None => {
                    let there = match positional {
                        0 => "no arguments were given".to_owned(),
                        1 => "there is 1 argument".to_owned(),
                        n => format!("there are {n} arguments"),
                    };
                    return Some(error(
                        "",
                        span(place.range),
                        format!("invalid reference to positional argument {index} ({there})"),
                        "",
                    ));
                }
            },
            Argument::Name(name) => {
                if let Some(index) = arguments
                    .iter()
                    .position(|argument| name_of(argument).as_ref() == Some(name))
                {
                    used[index] = true;
                }
            }
        }
    }
    if next > positional {
        let but = match positional {
            0 => "but no arguments were given".to_owned(),
            1 => "but there is 1 argument".to_owned(),
            n => format!("but there are {n} arguments"),
        };
        let message = format!(
            "{} in format string, {but}",
            count(next, "positional argument")
        );
        return Some(error("", span(open[0]), message, ""));
    }
    let unused: Vec<usize> = (0..used.len()).filter(|index| !used[*index]).collect();
    let first = unused
        .first()
        .and_then(|index| arguments[*index].first())?
        .text_range();
    let last = unused
        .first()
        .and_then(|index| arguments[*index].last())?
        .text_range();
    let whole = first.cover(last);
    let named = name_of(&arguments[unused[0]]).is_some();
    Some(match unused.len() {
        1 if named => error(
            "",
            span(whole),
            "named argument never used",
            "named argument never used",
        ),
        1 => error(
            "",
            span(whole),
            "argument never used",
            "argument never used",
        ),
        _ => error(
            "",
            span(whole),
            "multiple unused formatting arguments",
            "argument never used",
        ),
    })
}

/// The places in a format string; `start` is where its text begins in the file.
fn parse(text: &str, start: TextSize) -> Result<Vec<Place>, (TextRange, &'static str)> {
    let mut places = Vec::new();
    let mut chars = text.char_indices().peekable();
    let range = |from: usize, to: usize| {
        TextRange::new(
            start + TextSize::from(from as u32),
            start + TextSize::from(to as u32),
        )
    };
    while let Some((at, char)) = chars.next() {
        match char {
            '{' if chars.next_if(|(_, next)| *next == '{').is_some() => {}
            '{' => {
                let Some(length) = text[at..].find('}') else {
                    return Err((
                        range(text.len(), text.len()),
                        "expected `}` but string was terminated",
                    ));
                };
                let end = at + length;
                place(&text[at + 1..end], range(at, end + 1), &mut places);
                while chars.next_if(|(index, _)| *index <= end).is_some() {}
            }
            '}' if chars.next_if(|(_, next)| *next == '}').is_some() => {}
            '}' => return Err((range(at, at + 1), "unmatched `}` found")),
            _ => {}
        }
    }
    Ok(places)
}

fn place(inner: &str, range: TextRange, places: &mut Vec<Place>) {
    let (argument, spec) = inner.split_once(':').unwrap_or((inner, ""));
    let mut push = |argument| places.push(Place { range, argument });
    // `.*` takes the precision first; `name$` and `1$` are arguments too.
    if spec.contains(".*") {
        push(Argument::Next);
    }
    for part in spec.split('$').rev().skip(1) {
        let name: String = part
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        match name.parse() {
            Ok(index) => push(Argument::Index(index)),
            Err(_) => push(Argument::Name(
                name.trim_start_matches(|c: char| c.is_ascii_digit())
                    .to_owned(),
            )),
        }
    }
    let argument = argument.trim();
    push(match argument.parse() {
        _ if argument.is_empty() => Argument::Next,
        Ok(index) => Argument::Index(index),
        Err(_) => Argument::Name(argument.to_owned()),
    });
}
