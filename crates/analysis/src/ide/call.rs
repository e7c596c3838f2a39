//! The parameters of the call that is being written.

use hir::{Callable, CallableKind};
use syntax::{AstNode as _, SyntaxKind, SyntaxToken, T, ast};

use super::{Sema, Signature};
use crate::Session;

impl<'a> Session<'a> {
    /// The call in whose parentheses an offset of a file is.
    pub fn signature(&self, file: u16, offset: u32) -> Option<Signature> {
        let sema = Sema::new(self.db);
        let token = self.token_before(&sema, file, offset)?;
        let token = sema.descend_into_macros_single_exact(token);
        let list = arguments_around(&token)?;
        let parent = list.syntax().parent()?;
        let (name, callable) = match ast::MethodCallExpr::cast(parent.clone()) {
            Some(call) => {
                let name = call.name_ref()?.text().to_string();
                (name, sema.resolve_method_call_as_callable(&call)?)
            }
            None => {
                let callee = ast::CallExpr::cast(parent)?.expr()?;
                let callable = sema
                    .type_of_expr(&callee)?
                    .adjusted()
                    .as_callable(self.db)?;
                (callee.syntax().text().to_string(), callable)
            }
        };
        let commas = list
            .syntax()
            .children_with_tokens()
            .filter(|it| it.kind() == T![,] && it.text_range().end() <= token.text_range().end())
            .count();
        Some(self.signature_of(&name, &callable, commas))
    }

    fn signature_of(&self, name: &str, callable: &Callable<'a>, active: usize) -> Signature {
        let is_function = matches!(callable.kind(), CallableKind::Function(_));
        let mut text = format!("{name}(");
        let mut params = Vec::new();
        for (index, param) in callable.params().into_iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            let start = text.len() as u32;
            // The fields of a tuple struct have no names.
            let param_name = if is_function {
                param.name(self.db)
            } else {
                None
            };
            if let Some(param_name) = param_name {
                text.push_str(param_name.as_str());
                text.push_str(": ");
            }
            text.push_str(&self.shown(param.ty()));
            params.push((start, text.len() as u32));
        }
        text.push(')');
        let result = callable.return_type();
        if !result.is_unit() {
            text.push_str(" -> ");
            text.push_str(&self.shown(&result));
        }
        let active = (active < params.len()).then_some(active as u32);
        Signature {
            text,
            params,
            active,
        }
    }
}

/// The nearest argument list that a token is inside of, and not in a block or closure in it.
fn arguments_around(token: &SyntaxToken) -> Option<ast::ArgList> {
    for node in token.parent_ancestors() {
        if matches!(node.kind(), SyntaxKind::STMT_LIST | SyntaxKind::FN) {
            return None;
        }
        if let Some(list) = ast::ArgList::cast(node)
            && list.r_paren_token().as_ref() != Some(token)
        {
            return Some(list);
        }
    }
    None
}
