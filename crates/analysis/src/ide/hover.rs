//! The type or the declaration behind what stands at a place.

use syntax::{AstNode as _, SyntaxToken, T, ast};

use super::{Hover, Sema, is_name, span_of};
use crate::Session;

impl<'a> Session<'a> {
    /// What the name, or else the `.await`, `?` or `self`, at an offset of a file is.
    pub fn hover(&self, file: u16, offset: u32) -> Option<Hover> {
        let sema = Sema::new(self.db);
        let token = self.token(&sema, file, offset)?;
        let text = match token.kind() {
            T![await] | T![?] => self.value_of(&sema, &token)?,
            kind if is_name(kind) => {
                // Where a field and a variable share a name, the variable is the later one.
                let meaning = self.meanings(&sema, &token).pop()?;
                self.head(meaning)?
            }
            _ => return None,
        };
        let span = span_of(file, token.text_range());
        Some(Hover { span, text })
    }

    /// The type of the expression that a sign ends.
    fn value_of(&self, sema: &Sema<'a>, token: &SyntaxToken) -> Option<String> {
        let inner = sema.descend_into_macros_single_exact(token.clone());
        let expr = inner.parent().and_then(ast::Expr::cast)?;
        let operand = expr.syntax().children().find_map(ast::Expr::cast)?;
        let from = sema.type_of_expr(&operand)?.original;
        let to = sema.type_of_expr(&expr)?.original;
        let sign = match token.kind() {
            T![await] => ".await",
            _ => "?",
        };
        Some(format!(
            "({}){sign}: {}",
            self.shown(&from),
            self.shown(&to)
        ))
    }
}
