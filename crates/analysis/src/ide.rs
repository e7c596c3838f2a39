//! What an editor asks about a place in a text: what stands there, where it is declared, what may be
//! written there, and how to give it another name.

mod call;
mod complete;
mod definition;
mod hover;
mod meaning;
mod rename;

use hir::{DisplayTarget, HirDisplay, Semantics};
use syntax::{AstNode as _, SyntaxKind, SyntaxToken, TextRange, TextSize};

use crate::{Session, db::Database, thir::Span};

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    /// A type, or the head of a declaration.
    pub text: String,
}

/// What may be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub name: String,
    pub kind: CompletionKind,
    /// A type, or the head of a declaration.
    pub detail: String,
    pub call: Call,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    Field,
    Function,
    Keyword,
    Macro,
    Method,
    Module,
    Trait,
    Type,
    Value,
    Variable,
}

/// What belongs behind a name when it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Nothing.
    No,
    /// `()`.
    Empty,
    /// `(…)`, with something between.
    Arguments,
}

/// The call in whose arguments a place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `name(a: A, b: B) -> C`.
    pub text: String,
    /// Where the parameters are in that text, in bytes.
    pub params: Vec<(u32, u32)>,
    /// The one that the place belongs to. There may be too many arguments.
    pub active: Option<u32>,
}

/// Where something is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Of the name, in one of the visitor's files or of the library's.
    pub span: Span,
}

/// A text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

type Sema<'a> = Semantics<'a, Database>;

impl<'a> Session<'a> {
    /// The token at an offset, a name before a sign where two meet.
    fn token(&self, sema: &Sema<'a>, file: u16, offset: u32) -> Option<SyntaxToken> {
        self.tokens(sema, file, offset)?
            .max_by_key(|token| token.kind().is_any_identifier())
    }

    /// The token before an offset, or the one around it.
    fn token_before(&self, sema: &Sema<'a>, file: u16, offset: u32) -> Option<SyntaxToken> {
        let tree = self.tree(sema, file)?;
        let offset = self.inside(&tree, offset)?;
        let token = tree.token_at_offset(offset).left_biased()?;
        if token.kind().is_trivia() {
            return before(&token);
        }
        Some(token)
    }

    fn tokens(
        &self,
        sema: &Sema<'a>,
        file: u16,
        offset: u32,
    ) -> Option<impl Iterator<Item = SyntaxToken>> {
        let tree = self.tree(sema, file)?;
        let offset = self.inside(&tree, offset)?;
        let tokens = tree.token_at_offset(offset);
        Some(tokens.filter(|token| !token.kind().is_trivia()))
    }

    fn inside(&self, tree: &syntax::SyntaxNode, offset: u32) -> Option<TextSize> {
        let offset = TextSize::from(offset);
        (offset <= tree.text_range().end()).then_some(offset)
    }

    /// The tree of one of the visitor's files or of the library's.
    fn tree(&self, sema: &Sema<'a>, file: u16) -> Option<syntax::SyntaxNode> {
        let known = self.analysis.has_file(file);
        known.then(|| {
            let file = span::FileId::from_raw(u32::from(file));
            sema.parse_guess_edition(file).syntax().clone()
        })
    }

    fn shown<T: HirDisplay<'a>>(&self, it: &T) -> String {
        let target = DisplayTarget::from_crate(self.db, self.krate);
        it.display(self.db, target).to_string()
    }
}

fn span_of(file: u16, range: TextRange) -> Span {
    Span {
        file,
        start: range.start().into(),
        end: range.end().into(),
    }
}

/// The last token before one that is no space or comment.
fn before(token: &SyntaxToken) -> Option<SyntaxToken> {
    let mut before = token.prev_token()?;
    while before.kind().is_trivia() {
        before = before.prev_token()?;
    }
    Some(before)
}

/// A name, a number of a field, or a lifetime.
fn is_name(kind: SyntaxKind) -> bool {
    kind.is_any_identifier() || matches!(kind, SyntaxKind::LIFETIME_IDENT | SyntaxKind::INT_NUMBER)
}
