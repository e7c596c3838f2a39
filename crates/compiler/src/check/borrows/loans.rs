//! Loans, and where each is in scope.

use std::collections::HashSet;

use analysis::{thir::Span, ty::Mutability};

use super::{points::Points, regions::Solution, regions::Vid};
use crate::mir::*;

/// One execution of `&place` or `&mut place`.
pub struct Loan {
    pub place: Place,
    pub mutability: Mutability,
    pub region: Vid,
    pub point: usize,
    pub span: Option<Span>,
    /// Where the reference goes first.
    pub into: Local,
    pub two_phase: bool,
}

pub struct Loans {
    /// Of each point, the loans in scope before it.
    in_scope: Vec<Vec<u32>>,
    /// Of each point, the two-phase loans that its statement makes active.
    activated: Vec<Vec<u32>>,
    /// Of each two-phase loan, the points at which it is only reserved.
    reserved: Vec<HashSet<usize>>,
}

impl Loans {
    pub fn new(mir: &Mir, points: &Points, loans: &[Loan], solved: &Solution) -> Loans {
        let mut it = Loans {
            in_scope: vec![Vec::new(); points.len()],
            activated: vec![Vec::new(); points.len()],
            reserved: vec![HashSet::new(); loans.len()],
        };
        for (index, loan) in loans.iter().enumerate() {
            let mut seen = HashSet::new();
            let mut work = points.successors(loan.point).to_vec();
            while let Some(point) = work.pop() {
                if !solved.holds(loan.region, point) || !seen.insert(point) {
                    continue;
                }
                it.in_scope[point].push(index as u32);
                let killed = points
                    .statement(mir, point)
                    .is_some_and(|statement| kills(&statement.kind, &loan.place));
                if !killed {
                    work.extend(points.successors(point));
                }
            }
            if loan.two_phase {
                it.activation(mir, points, index as u32, loan);
            }
        }
        it
    }
    fn activation(&mut self, mir: &Mir, points: &Points, index: u32, loan: &Loan) {
        let mut seen = HashSet::new();
        let mut work = points.successors(loan.point).to_vec();
        let mut activations = Vec::new();
        while let Some(point) = work.pop() {
            if point == loan.point || !seen.insert(point) {
                continue;
            }
            let mut used = false;
            if let Some(statement) = points.statement(mir, point) {
                super::liveness::each_operand(&statement.kind, &mut |operand| {
                    used |= matches!(operand, Operand::Copy(place) | Operand::Move(place)
                        if place.local == loan.into);
                });
            }
            if used {
                self.activated[point].push(index);
                activations.push(point);
            } else {
                work.extend(points.successors(point));
            }
        }
        let reserved = &mut self.reserved[index as usize];
        let mut work: Vec<usize> = activations;
        while let Some(point) = work.pop() {
            for &before in points.predecessors(point) {
                if before != loan.point && seen.contains(&before) && reserved.insert(before) {
                    work.push(before);
                }
            }
        }
    }
    pub fn at(&self, point: usize) -> &[u32] {
        &self.in_scope[point]
    }
    pub fn activated_at(&self, point: usize) -> &[u32] {
        &self.activated[point]
    }
    pub fn is_reserved(&self, loan: u32, point: usize) -> bool {
        self.reserved[loan as usize].contains(&point)
    }
}

/// Does the statement put another value where the loan's place is reached through?
fn kills(kind: &StatementKind, loan: &Place) -> bool {
    match kind {
        StatementKind::Assign(place, _) | StatementKind::Call { dst: place, .. } => {
            place.local == loan.local
                && loan.path.starts_with(&place.path)
                && !place
                    .path
                    .iter()
                    .any(|it| matches!(it, Projection::Index(_)))
        }
        StatementKind::StorageDead(local) | StatementKind::StorageLive(local) => {
            *local == loan.local
        }
        _ => false,
    }
}
