//! Blocks and their statements.

use hir_def::{
    expr_store::path::Path,
    hir::{Expr as HirExprKind, ExprId as HirExpr, LabelId as HirLabel, Statement as HirStatement},
    lang_item::LangItemTarget,
};

use super::{Lowerer, Result};
use crate::thir::{Block, ExprKind, Statement};

impl Lowerer<'_, '_> {
    pub(super) fn block(
        &mut self,
        statements: &[HirStatement],
        tail: Option<HirExpr>,
        label: Option<HirLabel>,
    ) -> Result<ExprKind> {
        let label = label.map(|label| self.label(Some(label)));
        let mut made = Vec::new();
        for statement in statements {
            match statement {
                HirStatement::Let {
                    pat,
                    initializer,
                    else_branch,
                    ..
                } => {
                    // The value first: in `let x = x;` it is the outer one, and so in order of declaration.
                    let value = initializer.map(|expr| self.expr(expr)).transpose()?;
                    let otherwise = else_branch.map(|expr| self.expr(expr)).transpose()?;
                    let pat = self.pat(*pat)?;
                    made.push(Statement::Let {
                        pat,
                        value,
                        otherwise,
                    });
                }
                HirStatement::Expr { expr, .. } => made.push(Statement::Expr(self.expr(*expr)?)),
                HirStatement::Item(_) => {}
            }
        }
        let transparent = tail.is_some_and(|tail| self.is_format_args(tail));
        let tail = tail.map(|expr| self.expr(expr)).transpose()?;
        Ok(ExprKind::Block(Block {
            statements: made,
            tail,
            label,
            transparent,
        }))
    }
    /// rust-analyzer makes of `format_args!` a block of `let`s where rustc has `super let`s. It is
    /// known by its tail: `unsafe { Arguments::new(…) }`.
    fn is_format_args(&self, tail: HirExpr) -> bool {
        let HirExprKind::Unsafe {
            tail: Some(call), ..
        } = &self.store[tail]
        else {
            return false;
        };
        let HirExprKind::Call { callee, .. } = &self.store[*call] else {
            return false;
        };
        matches!(
            &self.store[*callee],
            HirExprKind::Path(Path::LangItem(LangItemTarget::StructId(id), Some(_)))
                if Some(*id) == self.session.lang.FormatArguments
        )
    }
}
