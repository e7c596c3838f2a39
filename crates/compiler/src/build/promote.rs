//! Rvalue static promotion: `&CONSTANT_EXPRESSION` lives forever, as rustc has it.

use analysis::{
    thir::{ExprId, ExprKind, UnOp},
    ty::{Mutability, Ty, TyKind},
};

use super::{Builder, Result};
use crate::mir::*;

impl Builder<'_, '_> {
    /// A value without effects, drop or interior mutability, computed from constants alone.
    pub fn is_promotable(&mut self, id: ExprId) -> bool {
        !self.promoting.contains(&id)
            && self.is_constant(id)
            && (self.is_empty_array(id) || self.is_frozen(self.body.expr(id).ty, 0))
    }

    /// `[]`, which even `&mut` may refer to forever.
    pub fn is_empty_array(&self, id: ExprId) -> bool {
        matches!(&self.body.expr(id).kind, ExprKind::Array(of) if of.is_empty())
    }

    fn is_constant(&self, id: ExprId) -> bool {
        match &self.body.expr(id).kind {
            ExprKind::Literal(_)
            | ExprKind::Const(..)
            | ExprKind::ConstParam(_)
            | ExprKind::ZeroSized => true,
            ExprKind::Tuple(of) | ExprKind::Array(of) => of.iter().all(|&it| self.is_constant(it)),
            ExprKind::Adt {
                fields, base: None, ..
            } => fields.iter().all(|&(_, it)| self.is_constant(it)),
            ExprKind::Repeat { value, .. } => self.is_constant(*value),
            ExprKind::Unary {
                op: UnOp::Neg | UnOp::Not,
                operand,
            } => self.is_constant(*operand),
            ExprKind::Borrow {
                mutability: Mutability::Not,
                place,
                ..
            } => self.is_constant(*place),
            ExprKind::Unsize(of) | ExprKind::Reify(of) => self.is_constant(*of),
            _ => false,
        }
    }

    /// Nothing in it to drop, and nothing that a shared reference may change.
    fn is_frozen(&self, ty: Ty, depth: u32) -> bool {
        if depth > 8 {
            return false;
        }
        match ty.kind() {
            TyKind::Tuple(of) => of.iter().all(|&it| self.is_frozen(it, depth + 1)),
            TyKind::Array(of, _) => self.is_frozen(*of, depth + 1),
            TyKind::Adt(adt, args) => {
                let def = self.session.adt(*adt);
                if def.is_unsafe_cell || def.is_union() || def.is_box || def.has_drop_impl {
                    return false;
                }
                let mut fields = def.variants.iter().flat_map(|variant| &variant.fields);
                fields.all(|field| self.is_frozen(field.ty.subst(args), depth + 1))
            }
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
            | TyKind::FnPtr(..) => true,
            _ => false,
        }
    }

    /// Builds the value's own body and gives its number.
    pub fn promote(&mut self, id: ExprId) -> Result<u32> {
        let mut inner = Builder::new(
            self.session,
            self.body.clone(),
            BodyKind::Value,
            "constant".to_owned(),
        );
        inner.promoting.insert(id);
        inner.span = self.span;
        inner.new_local(self.body.expr(id).ty, None);
        inner.push_scope();
        inner.finish_body(id)?;
        self.mir.promoted.push(inner.into_mir()?);
        Ok(self.mir.promoted.len() as u32 - 1)
    }
}
