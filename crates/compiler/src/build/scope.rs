//! Scopes: what is dropped when, on every way out.
//!
//! A scope lists the locals that it drops, in order of declaration. Leaving it (at its end, by `break`,
//! `continue`, `return`, `?`, or because a pattern did not match) drops them last declared first. A
//! local that was moved, or is not initialised on the way taken, is skipped by its drop flag; so the
//! ways out need no bookkeeping of their own.

use analysis::{
    thir::LabelId,
    ty::{Ty, TyKind},
};

use super::Builder;
use crate::mir::*;

pub(super) struct Scope {
    locals: Vec<Local>,
}

/// A loop or a labeled block.
pub(super) struct Breakable {
    pub label: LabelId,
    pub after: BlockId,
    /// Loops only: where `continue` goes.
    pub again: Option<BlockId>,
    pub result: Place,
    /// How many scopes stay when it is left.
    pub depth: usize,
}

impl Builder<'_, '_> {
    pub fn push_scope(&mut self) -> usize {
        self.scopes.push(Scope { locals: Vec::new() });
        self.scopes.len() - 1
    }

    /// Leaves the innermost scope at its end.
    pub fn pop_scope(&mut self) {
        let depth = self.scopes.len() - 1;
        self.exit_scopes(depth);
        self.scopes.pop();
    }

    /// Runs `f` in a scope of its own that also takes its temporaries.
    pub fn in_scope<T>(
        &mut self,
        f: impl FnOnce(&mut Self) -> super::Result<T>,
    ) -> super::Result<T> {
        let outer = self.temporaries;
        self.temporaries = self.push_scope();
        let done = f(self);
        self.pop_scope();
        self.temporaries = outer;
        done
    }

    pub fn schedule_drop(&mut self, scope: usize, local: Local) {
        self.scopes[scope].locals.push(local);
    }

    /// Emits the drops of all scopes from the innermost down to `depth`, which stay open: this is one
    /// way out of several.
    pub fn exit_scopes(&mut self, depth: usize) {
        let leaving: Vec<Local> = self.scopes[depth..]
            .iter()
            .rev()
            .flat_map(|scope| scope.locals.iter().rev().copied())
            .collect();
        for local in leaving {
            let ty = self.mir.local(local).ty;
            if self.may_need_drop(ty) {
                self.push(StatementKind::Drop(Place::local(local)));
            }
            self.push(StatementKind::StorageDead(local));
        }
    }

    /// Whether values of the type can have something to drop. Errs on the side of yes: code generation
    /// knows for sure.
    pub fn may_need_drop(&mut self, ty: Ty) -> bool {
        match ty.kind() {
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Uint(_)
            | TyKind::Float(_)
            | TyKind::Str
            | TyKind::Never
            | TyKind::Ref(..)
            | TyKind::RawPtr(..)
            | TyKind::FnDef(..)
            | TyKind::Ctor(..)
            | TyKind::FnPtr(..)
            | TyKind::Error => false,
            TyKind::Tuple(of) => of.iter().any(|&ty| self.may_need_drop(ty)),
            TyKind::Array(of, _) | TyKind::Slice(of) => self.may_need_drop(*of),
            _ => !self.is_copy(ty),
        }
    }

    pub fn breakable(&self, label: LabelId) -> Option<usize> {
        self.breakables.iter().rposition(|it| it.label == label)
    }
}
