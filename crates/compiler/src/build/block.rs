//! Blocks, `let` and expression statements.

use analysis::{
    thir::{Block, ExprId, ExprKind, PatId, PatKind, Statement},
    ty::Ty,
};

use super::{Builder, Result, scope::Breakable};
use crate::mir::*;

impl Builder<'_, '_> {
    pub fn block(&mut self, result: Place, block: &Block) -> Result<()> {
        if block.transparent {
            return self.statements_and_tail(result, block, self.temporaries);
        }
        let after = block.label.map(|label| {
            let after = self.new_block();
            let depth = self.scopes.len();
            self.breakables.push(Breakable {
                label,
                after,
                again: None,
                result: result.clone(),
                depth,
            });
            after
        });
        let scope = self.push_scope();
        let done = self.statements_and_tail(result, block, scope);
        self.pop_scope();
        if let Some(after) = after {
            self.goto(after);
            self.current = after;
            self.breakables.pop();
        }
        done
    }

    /// The last expression's temporaries are dropped before the block's locals (edition 2024).
    fn statements_and_tail(&mut self, result: Place, block: &Block, scope: usize) -> Result<()> {
        for statement in &block.statements {
            match statement {
                Statement::Expr(id) => self.in_scope(|b| b.discard(*id))?,
                Statement::Let {
                    pat, value: None, ..
                } => self.declare_bindings(*pat, scope),
                Statement::Let {
                    pat,
                    value: Some(value),
                    otherwise,
                } => {
                    if block.transparent {
                        self.let_statement(*pat, *value, *otherwise, scope)?;
                    } else {
                        self.in_scope(|b| b.let_statement(*pat, *value, *otherwise, scope))?;
                    }
                }
            }
        }
        match block.tail {
            None => self.unit_into(result),
            Some(tail) if block.transparent => self.expr_into(result, tail)?,
            Some(tail) => self.in_scope(|b| b.expr_into(result, tail))?,
        }
        Ok(())
    }

    /// Evaluates for the effect; the value is dropped at the end of the statement.
    pub fn discard(&mut self, id: ExprId) -> Result<()> {
        let ty = self.body.expr(id).ty;
        let nowhere = self.new_local(ty, None);
        self.push(StatementKind::StorageLive(nowhere));
        self.expr_into(Place::local(nowhere), id)?;
        // It came after the temporaries that it may borrow from, so it is dropped before them.
        self.schedule_drop(self.temporaries, nowhere);
        Ok(())
    }

    fn let_statement(
        &mut self,
        pat: PatId,
        value: ExprId,
        otherwise: Option<ExprId>,
        scope: usize,
    ) -> Result<()> {
        let body = self.body.clone();
        self.extend_temporaries(value, scope);
        if let (
            PatKind::Bind {
                local,
                by_ref: None,
                sub: None,
            },
            None,
        ) = (&body.pat(pat).kind, otherwise)
        {
            self.declare_bindings(pat, scope);
            let place = self.variable(*local);
            let place = self.finish_place(place)?;
            return self.expr_into(place, value);
        }
        if self.binds_by_reference(pat) && !self.is_place(value) {
            self.extended.insert(value, scope);
        }
        let place = self.place_builder(value)?;
        let Some(otherwise) = otherwise else {
            self.declare_bindings(pat, scope);
            self.bind(pat, place);
            return Ok(());
        };
        let failed = self.new_block();
        self.test(pat, place.clone(), failed)?;
        self.declare_bindings(pat, scope);
        self.bind(pat, place);
        let matched = self.current;
        // The temporaries of the initialiser are dropped before the `else` block runs.
        self.current = failed;
        let depth = self.temporaries;
        self.exit_scopes(depth);
        let never = self.new_local(Ty::never(), None);
        self.expr_into(Place::local(never), otherwise)?;
        self.terminate(Terminator::Unreachable);
        self.current = matched;
        Ok(())
    }

    /// Marks the values whose temporaries live to the end of the block because the initialiser of a
    /// `let` borrows them directly: `&make()`, `Pair { a: &make() }`, `&make().field` and so on.
    fn extend_temporaries(&mut self, id: ExprId, scope: usize) {
        let body = self.body.clone();
        match &body.expr(id).kind {
            ExprKind::Borrow { place, .. } | ExprKind::RawBorrow { place, .. } => {
                let mut base = *place;
                while let ExprKind::Field { base: inner, .. }
                | ExprKind::Index { base: inner, .. } = &body.expr(base).kind
                {
                    base = *inner;
                }
                if let ExprKind::Deref(inner) = &body.expr(base).kind {
                    // A reborrow made by a coercion: `&*&make()`.
                    self.extend_temporaries(*inner, scope);
                } else if !self.is_place(base) {
                    self.extended.insert(base, scope);
                    self.extend_temporaries(base, scope);
                }
            }
            ExprKind::Unsize(of) | ExprKind::Cast(of) | ExprKind::NeverToAny(of) => {
                self.extend_temporaries(*of, scope)
            }
            ExprKind::Tuple(of) | ExprKind::Array(of) => {
                of.iter().for_each(|&it| self.extend_temporaries(it, scope))
            }
            ExprKind::Adt { fields, .. } => fields
                .iter()
                .for_each(|&(_, it)| self.extend_temporaries(it, scope)),
            ExprKind::Block(Block {
                tail: Some(tail), ..
            }) => self.extend_temporaries(*tail, scope),
            ExprKind::If {
                then,
                otherwise: Some(otherwise),
                ..
            } => {
                self.extend_temporaries(*then, scope);
                self.extend_temporaries(*otherwise, scope);
            }
            _ => {}
        }
    }
}
