//! Expressions as places.
//!
//! In a closure a place may begin at a captured variable. What is captured is often only a part of the
//! variable (`point.x`), so such a place stays symbolic until it is used: then the capture that covers
//! it is known. A place that is named but never used (`match pair { _ => … }`) needs no capture at all.

use analysis::{
    thir::{CaptureStep, ExprId, ExprKind, LocalId},
    ty::{Mutability, Ty},
};

use super::{Builder, Result};
use crate::mir::*;

#[derive(Clone, Debug)]
enum Base {
    Place(Place),
    Captured(LocalId),
}

#[derive(Clone, Debug)]
pub(super) struct PlaceBuilder {
    base: Base,
    path: Vec<Projection>,
}

impl From<Place> for PlaceBuilder {
    fn from(place: Place) -> PlaceBuilder {
        PlaceBuilder {
            base: Base::Place(place),
            path: Vec::new(),
        }
    }
}

impl PlaceBuilder {
    pub fn then(mut self, projection: Projection) -> PlaceBuilder {
        self.path.push(projection);
        self
    }
    pub fn deref(self) -> PlaceBuilder {
        self.then(Projection::Deref)
    }
}

impl Builder<'_, '_> {
    /// The place of an expression; a value gets a temporary.
    pub fn place(&mut self, id: ExprId) -> Result<Place> {
        let place = self.place_builder(id)?;
        self.finish_place(place)
    }

    pub fn place_builder(&mut self, id: ExprId) -> Result<PlaceBuilder> {
        let body = self.body.clone();
        let expr = body.expr(id);
        let outer = self.span;
        self.span = expr.span.or(outer);
        let place = match &expr.kind {
            ExprKind::Local(local) => self.variable(*local),
            ExprKind::Static(id) => {
                let ty = Ty::pointer(expr.ty, Mutability::Mut);
                let address = self.hold(
                    ty,
                    Rvalue::Use(Operand::Constant(Constant::StaticAddr(*id, ty))),
                );
                PlaceBuilder::from(Place::local(address).deref())
            }
            ExprKind::Field { base, field } => self.place_builder(*base)?.then(Projection::Field {
                variant: None,
                field: *field,
            }),
            ExprKind::Deref(pointer) => self.place_builder(*pointer)?.deref(),
            ExprKind::Index { base, index } => {
                let base = self.place_builder(*base)?;
                let ty = body.expr(*index).ty;
                let index_local = self.new_temporary(ty);
                self.expr_into(Place::local(index_local), *index)?;
                let whole = self.finish_place(base)?;
                self.push(StatementKind::CheckBounds {
                    base: whole.clone(),
                    index: index_local,
                });
                PlaceBuilder::from(whole).then(Projection::Index(index_local))
            }
            _ => PlaceBuilder::from(Place::local(self.temporary(id)?)),
        };
        self.span = outer;
        Ok(place)
    }

    pub fn variable(&self, local: LocalId) -> PlaceBuilder {
        match self.variables.get(&local) {
            Some(place) => PlaceBuilder::from(place.clone()),
            None => PlaceBuilder {
                base: Base::Captured(local),
                path: Vec::new(),
            },
        }
    }

    /// Is it a place expression (so that using it as a value copies or moves)?
    pub fn is_place(&self, id: ExprId) -> bool {
        matches!(
            self.body.expr(id).kind,
            ExprKind::Local(_)
                | ExprKind::Static(_)
                | ExprKind::Field { .. }
                | ExprKind::Deref(_)
                | ExprKind::Index { .. }
        )
    }

    /// Evaluates a value into a temporary, extended where a `let` extends it.
    pub fn temporary(&mut self, id: ExprId) -> Result<Local> {
        let ty = self.body.expr(id).ty;
        let scope = self.extended.get(&id).copied().unwrap_or(self.temporaries);
        let local = self.new_local(ty, None);
        self.push(StatementKind::StorageLive(local));
        self.expr_into(Place::local(local), id)?;
        // It came after the temporaries that it may borrow from, so it is dropped before them.
        self.schedule_drop(scope, local);
        Ok(local)
    }

    /// Finds the capture that a symbolic place goes through.
    pub fn finish_place(&self, place: PlaceBuilder) -> Result<Place> {
        let local = match place.base {
            Base::Place(mut base) => {
                base.path.extend(place.path);
                return Ok(base);
            }
            Base::Captured(local) => local,
        };
        let Some(environment) = &self.environment else {
            return self.unsupported("a variable that is not in scope");
        };
        for (capture, field) in environment.captures.iter().zip(&environment.fields) {
            if capture.local != local || capture.path.len() > place.path.len() {
                continue;
            }
            let covers = capture
                .path
                .iter()
                .zip(&place.path)
                .all(|(step, projection)| match (step, projection) {
                    (CaptureStep::Deref, Projection::Deref) => true,
                    (CaptureStep::Field(a), Projection::Field { field: b, .. }) => a == b,
                    _ => false,
                });
            if covers {
                let mut found = field.clone();
                if capture.by_ref.is_some() {
                    found.path.push(Projection::Deref);
                }
                found
                    .path
                    .extend_from_slice(&place.path[capture.path.len()..]);
                return Ok(found);
            }
        }
        self.unsupported("this use of a captured variable")
    }
}
