//! Every access of a body against the loans in scope, after rustc's `places_conflict`.

use std::collections::HashSet;

use analysis::{
    Diagnostic,
    thir::Span,
    ty::{Mutability, Ty, TyKind},
};

use super::{Body, liveness::Initialised, loans::Loan, report};
use crate::mir::*;

/// How much of a place an access reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// The place itself, not what it points to.
    Shallow,
    Deep,
    Drop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Copy,
    Share,
    /// A `&mut` that is not used before its call.
    Reserve,
    Borrow,
    /// The call of a two-phase borrow.
    Activate,
    Assign,
    Move,
    Drop,
    StorageDead,
}

pub struct Checker<'b, 'a, 'db> {
    pub body: &'b Body<'a, 'db>,
    pub found: &'b mut Vec<Diagnostic>,
    reported: HashSet<(Place, Option<Span>)>,
    /// Where a `&mut` was reserved and a conflict was told already.
    reservations: HashSet<usize>,
    /// Operands of a statement to come, which were checked where they are written.
    mentioned: Vec<Place>,
}

/// A conflict of an access with a loan.
pub struct Conflict<'b> {
    pub access: Access,
    pub place: &'b Place,
    pub span: Option<Span>,
    pub point: usize,
    pub loan: &'b Loan,
}

pub fn check(body: &Body<'_, '_>, initialised: &Initialised, found: &mut Vec<Diagnostic>) {
    let mir = body.places.mir;
    let mut checker = Checker {
        body,
        found,
        reported: HashSet::new(),
        reservations: HashSet::new(),
        mentioned: Vec::new(),
    };
    for point in 0..body.points.len() {
        if !body.points.is_reachable(point) {
            continue;
        }
        for &loan in body.loans.activated_at(point) {
            let span = body
                .points
                .statement(mir, point)
                .and_then(|statement| statement.span);
            let place = &body.typing.loans[loan as usize].place;
            checker.access(
                point,
                place,
                Depth::Deep,
                Access::Activate,
                span,
                Some(loan),
            );
        }
        match body.points.statement(mir, point) {
            Some(statement) => checker.statement(point, statement, initialised),
            None => {
                checker.terminator(point);
                checker.mentioned.clear();
            }
        }
    }
}

impl<'a> Checker<'_, 'a, '_> {
    fn statement(&mut self, point: usize, statement: &'a Statement, initialised: &Initialised) {
        let span = statement.span;
        super::liveness::each_operand(&statement.kind, &mut |operand| {
            self.operand(point, operand, span);
        });
        match &statement.kind {
            StatementKind::Assign(place, value) => {
                match value {
                    Rvalue::Ref(mutability, of) => {
                        let two_phase = place.is_local()
                            && self.body.places.mir.two_phase.contains(&place.local);
                        let access = match mutability {
                            Mutability::Not => Access::Share,
                            Mutability::Mut if two_phase => Access::Reserve,
                            Mutability::Mut => Access::Borrow,
                        };
                        self.access(point, of, Depth::Deep, access, span, None);
                    }
                    Rvalue::RawPtr(mutability, of) => {
                        let access = match mutability {
                            Mutability::Not => Access::Share,
                            Mutability::Mut => Access::Borrow,
                        };
                        self.access(point, of, Depth::Deep, access, span, None);
                    }
                    Rvalue::Len(of) | Rvalue::Discriminant(of) => {
                        self.access(point, of, Depth::Shallow, Access::Copy, span, None);
                    }
                    _ => {}
                }
                self.access(point, place, Depth::Shallow, Access::Assign, span, None);
            }
            StatementKind::Call { dst, .. } => {
                self.access(point, dst, Depth::Shallow, Access::Assign, span, None);
            }
            StatementKind::Drop(place) => {
                if initialised.maybe(place.local, point) {
                    let access = match self.ends(point, place) {
                        true => Access::Drop,
                        // The old value of an assignment.
                        false => Access::Assign,
                    };
                    self.access(point, place, Depth::Drop, access, span, None);
                }
            }
            StatementKind::StorageDead(local) => {
                let place = Place::local(*local);
                self.access(
                    point,
                    &place,
                    Depth::Shallow,
                    Access::StorageDead,
                    span,
                    None,
                );
            }
            StatementKind::Mention { place, moved } => {
                let access = if *moved { Access::Move } else { Access::Copy };
                self.access(point, place, Depth::Deep, access, span, None);
                self.mentioned.push(place.clone());
            }
            StatementKind::CheckBounds { base, .. } => {
                self.access(point, base, Depth::Shallow, Access::Copy, span, None);
            }
            StatementKind::StorageLive(_) => {}
        }
    }
    fn terminator(&mut self, point: usize) {
        let mir = self.body.places.mir;
        let operand = match self.body.points.terminator(mir, point) {
            Terminator::If { condition, .. } => condition,
            Terminator::Switch { value, .. } => value,
            _ => return,
        };
        self.operand(point, operand, None);
    }
    fn operand(&mut self, point: usize, operand: &Operand, span: Option<Span>) {
        let (Operand::Copy(place) | Operand::Move(place)) = operand else {
            return;
        };
        if let Some(index) = self.mentioned.iter().position(|it| it == place) {
            self.mentioned.swap_remove(index);
            return;
        }
        match operand {
            Operand::Copy(place) => {
                self.access(point, place, Depth::Deep, Access::Copy, span, None);
            }
            Operand::Move(place) => {
                self.access(point, place, Depth::Deep, Access::Move, span, None);
            }
            Operand::Constant(_) => {}
        }
    }
    /// Is a drop at the end of a scope?
    fn ends(&self, point: usize, place: &Place) -> bool {
        let mir = self.body.places.mir;
        let next = self.body.points.statement(mir, point + 1);
        place.is_local()
            && next.is_some_and(|next| {
                matches!(next.kind, StatementKind::StorageDead(local) if local == place.local)
            })
    }
    fn access(
        &mut self,
        point: usize,
        place: &Place,
        depth: Depth,
        access: Access,
        span: Option<Span>,
        own: Option<u32>,
    ) {
        let body = self.body;
        for &index in body.loans.at(point) {
            let loan = &body.typing.loans[index as usize];
            if loan.place.local != place.local || own == Some(index) {
                continue;
            }
            let compatible = match (access, loan.mutability) {
                (Access::Copy | Access::Share, Mutability::Not) => true,
                (Access::Reserve, Mutability::Not) => true,
                (Access::Copy | Access::Share, Mutability::Mut) => {
                    body.loans.is_reserved(index, point)
                }
                _ => false,
            };
            // The temporaries of a constant's value live as long as it does.
            let constant = body.places.mir.kind == BodyKind::Value
                && matches!(access, Access::Drop | Access::StorageDead);
            if compatible || constant || !self.conflict(loan, place, depth) {
                continue;
            }
            if let Some(own) = own
                && self
                    .reservations
                    .contains(&body.typing.loans[own as usize].point)
            {
                continue;
            }
            if access == Access::Reserve {
                self.reservations.insert(point);
            }
            let key = match access {
                Access::Drop | Access::StorageDead => (Place::local(place.local), loan.span),
                _ => (place.clone(), span),
            };
            if !self.reported.insert(key) {
                continue;
            }
            report::conflict(
                self,
                &Conflict {
                    access,
                    place,
                    span,
                    point,
                    loan,
                },
            );
        }
    }
    /// May the access touch what is lent?
    fn conflict(&self, loan: &Loan, place: &Place, depth: Depth) -> bool {
        let mut ty = self.body.typing.locals[place.local.0 as usize].clone();
        for (index, borrowed) in loan.place.path.iter().enumerate() {
            match place.path.get(index) {
                Some(accessed) if disjoint(*borrowed, *accessed) => return false,
                Some(_) => {}
                None if !reaches(ty.ty, *borrowed, depth) => return false,
                None if depth == Depth::Drop && self.destroys(ty.ty, *borrowed) => return true,
                None => {}
            }
            ty = self.body.typing.project(ty, *borrowed);
        }
        true
    }
    fn destroys(&self, ty: Ty, step: Projection) -> bool {
        matches!(step, Projection::Field { .. }) && self.body.places.has_drop_impl(ty).is_some()
    }
}

/// Does an access of this depth go through a further step of the lent place?
fn reaches(ty: Ty, step: Projection, depth: Depth) -> bool {
    match (step, depth) {
        (Projection::Deref, Depth::Shallow) => false,
        (Projection::Deref, Depth::Drop) => !matches!(ty.kind(), TyKind::Ref(..)),
        _ => true,
    }
}

fn disjoint(a: Projection, b: Projection) -> bool {
    use Projection::{ConstIndex, Field, Subslice};
    match (a, b) {
        (
            Field {
                variant: v,
                field: f,
            },
            Field {
                variant: w,
                field: g,
            },
        ) => v != w || f != g,
        (
            ConstIndex {
                offset: a,
                from_end: x,
            },
            ConstIndex {
                offset: b,
                from_end: y,
            },
        ) => x != y || a != b,
        (ConstIndex { offset, from_end }, Subslice { from, to })
        | (Subslice { from, to }, ConstIndex { offset, from_end }) => match from_end {
            false => offset < from,
            true => offset <= to,
        },
        _ => false,
    }
}
