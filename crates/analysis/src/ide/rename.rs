//! Another name for something, everywhere it is named.

use either::Either;
use hir::Name;
use span::Edition;
use syntax::{AstNode as _, AstToken as _, SyntaxKind, SyntaxToken, TextRange, ast};

use super::{Edit, Sema, is_name, meaning::Meaning, span_of};
use crate::{Session, load::FIRST_LIBRARY_FILE};

impl<'a> Session<'a> {
    /// The edits that give what is named at an offset another name, or why it cannot have it.
    pub fn rename(&self, file: u16, offset: u32, to: &str) -> Result<Vec<Edit>, String> {
        let sema = Sema::new(self.db);
        let token = self
            .token(&sema, file, offset)
            .filter(|token| is_name(token.kind()))
            .ok_or("There is no name here.")?;
        let of = token.text();
        let meaning = self
            .meanings(&sema, &token)
            .pop()
            .ok_or_else(|| format!("What `{of}` is cannot be told."))?;
        let meaning = self.as_declared(meaning);
        if matches!(of, "self" | "Self" | "super" | "crate") {
            return Err(format!("`{of}` cannot be renamed."));
        }
        let ours = self
            .declaration(&sema, meaning)
            .is_some_and(|it| u32::from(it.span.file) < FIRST_LIBRARY_FILE);
        if !ours {
            return Err(format!("`{of}` is not of this program."));
        }
        if !is_free_name(to, token.kind()) {
            return Err(format!("`{to}` is no name."));
        }
        if let Meaning::Local(local) = meaning {
            let name = Name::new(to, span::SyntaxContext::root(Edition::CURRENT));
            if !sema.rename_conflicts(&local, &name).is_empty() {
                return Err(format!("There is another `{to}` where `{of}` is used."));
            }
        }
        Ok(self.edits(&sema, meaning, of, to))
    }

    fn edits(&self, sema: &Sema<'a>, meaning: Meaning<'a>, of: &str, to: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        for file in 0..self.analysis.own_files() {
            let Some(tree) = self.tree(sema, file) else {
                continue;
            };
            let tokens = tree
                .descendants_with_tokens()
                .filter_map(|element| element.into_token());
            for token in tokens {
                if is_name(token.kind()) && token.text() == of {
                    let means = |it: &Meaning<'a>| self.as_declared(*it) == meaning;
                    let found = self.meanings(sema, &token);
                    if found.iter().any(means) {
                        let (range, text) = match found.len() {
                            1 => (token.text_range(), to.to_owned()),
                            _ => part(&token, meaning, to),
                        };
                        let span = span_of(file, range);
                        edits.push(Edit { span, text });
                    }
                } else if token.kind() == SyntaxKind::STRING {
                    let ranges = self.in_format(sema, &token, meaning);
                    edits.extend(ranges.into_iter().map(|range| Edit {
                        span: span_of(file, range),
                        text: to.to_owned(),
                    }));
                }
            }
        }
        edits
    }

    /// Where the text of `println!` and the like names something between braces.
    fn in_format(
        &self,
        sema: &Sema<'a>,
        token: &SyntaxToken,
        meaning: Meaning<'a>,
    ) -> Vec<TextRange> {
        let parts = ast::String::cast(token.clone())
            .and_then(|string| sema.as_format_args_parts(&string))
            .unwrap_or_default();
        parts
            .into_iter()
            .filter_map(|(range, what)| match what? {
                Either::Left(path) => (Meaning::of_path(path)? == meaning).then_some(range),
                Either::Right(_) => None,
            })
            .collect()
    }
}

/// The edit of a name that a field and a variable share, which they no longer do: `x` becomes `x: y`.
fn part(token: &SyntaxToken, meaning: Meaning<'_>, to: &str) -> (TextRange, String) {
    let of = token.text();
    // `mut` and `ref` before the name belong to the variable, which goes behind the colon.
    let pattern = token
        .parent()
        .and_then(|name| name.parent())
        .and_then(ast::IdentPat::cast)
        .map(|pattern| pattern.syntax().clone());
    let range = pattern
        .as_ref()
        .map_or(token.text_range(), |pattern| pattern.text_range());
    let variable = pattern.map_or_else(|| of.to_owned(), |pattern| pattern.text().to_string());
    let text = match meaning {
        Meaning::Field(_) => format!("{to}: {variable}"),
        _ => {
            let prefix = variable.strip_suffix(of).unwrap_or_default();
            format!("{of}: {prefix}{to}")
        }
    };
    (range, text)
}

/// Whether something of this kind may have that name.
fn is_free_name(name: &str, kind: SyntaxKind) -> bool {
    let plain = match (kind, name.strip_prefix('\'')) {
        (SyntaxKind::LIFETIME_IDENT, Some(plain)) => plain,
        (SyntaxKind::LIFETIME_IDENT, None) | (_, Some(_)) => return false,
        (_, None) => name,
    };
    let mut chars = plain.chars();
    let starts = chars
        .next()
        .is_some_and(|it| it == '_' || it.is_alphabetic());
    starts
        && plain != "_"
        && chars.all(|it| it == '_' || it.is_alphanumeric())
        && SyntaxKind::from_keyword(plain, Edition::CURRENT).is_none()
}
