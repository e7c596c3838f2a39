//! Where rustc says that an expression panics.
//!
//! That is the start of the expression but for two: a call of a method panics at the method's name (an index
//! that is one at its brackets), and what the text of a macro does panics at the outermost call of the macro.

use hir_def::hir::{Expr, ExprId as HirExpr};
use hir_expand::InFile;
use syntax::{AstNode as _, SyntaxToken, ast, ast::HasArgList as _};

use super::Lowerer;
use crate::{
    spans,
    thir::{ExprId, ExprKind, Span},
};

impl Lowerer<'_, '_> {
    /// `span` is the expression's own.
    pub(super) fn note_panic_place(&mut self, expr: HirExpr, made: ExprId, span: Span) {
        let may_panic = matches!(
            self.store[expr],
            Expr::MethodCall { .. }
                | Expr::Call { .. }
                | Expr::Index { .. }
                | Expr::BinaryOp { .. }
                | Expr::UnaryOp { .. }
        );
        let overloaded = !matches!(self.made(made).kind, ExprKind::Index { .. });
        let node = self
            .source_map
            .filter(|_| may_panic)
            .and_then(|map| map.expr_syntax(expr).ok());
        let Some(node) = node else { return };
        let db = self.session.db;
        let syntax = node
            .value
            .syntax_node_ptr()
            .to_node(&node.file_id.parse_or_expand(db));
        let Some(expr) = ast::Expr::cast(syntax) else {
            return;
        };
        let is_method = match expr {
            ast::Expr::MethodCallExpr(_) => true,
            // A call of `Index::index`, whose name are the brackets.
            ast::Expr::IndexExpr(_) => overloaded,
            _ => false,
        };
        let Some(token) = deciding_token(&expr) else {
            return;
        };
        if !is_method && !node.file_id.is_macro() {
            return;
        }
        let of_token = InFile::new(node.file_id, token.text_range());
        let written = of_token.original_node_file_range_rooted_opt(db);
        // An operator that the visitor wrote in a macro's call is where it is.
        if written.is_some() && !is_method {
            return;
        }
        if let Some(place) = spans::own_span(db, of_token)
            && place != span
        {
            self.panic_places.insert(span, place);
        }
    }
}

/// The token whose origin is that of the expression.
fn deciding_token(expr: &ast::Expr) -> Option<SyntaxToken> {
    match expr {
        ast::Expr::MethodCallExpr(it) => it.name_ref()?.syntax().first_token(),
        ast::Expr::CallExpr(it) => it.arg_list()?.r_paren_token(),
        ast::Expr::IndexExpr(it) => it.l_brack_token(),
        ast::Expr::BinExpr(it) => it.op_token(),
        ast::Expr::PrefixExpr(it) => it.op_token(),
        _ => None,
    }
}
