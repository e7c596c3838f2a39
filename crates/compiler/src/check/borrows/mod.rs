//! The borrow check: non-lexical lifetimes on MIR, after rustc's `rustc_borrowck` (RFC 2094).
//!
//! Every lifetime in the types of a body's locals is a variable; statements ask that some outlive
//! others (`typing`, with `relate`, `closures` and `regions`); `liveness` tells where each local may still be used.
//! Solved, a variable is a set of points, and of lifetimes that the caller chose. A loan is in scope
//! where its variable holds (`loans`), and every access is compared with the loans in scope
//! (`conflicts`). `report` words what was found as rustc does.
//!
//! A construct that is not understood leaves its lifetimes free, and nothing is said of it.

mod adapters;
mod annotations;
mod closures;
mod conflicts;
mod liveness;
mod loans;
mod points;
mod regions;
mod relate;
mod report;
mod typing;
mod universal;

use analysis::Diagnostic;

pub use closures::Closures;

use super::Places;
use crate::mir::*;

/// What is known of one body, as it is found out.
struct Body<'a, 'db> {
    places: &'a Places<'a, 'db>,
    points: points::Points,
    typing: typing::Typing<'a, 'db>,
    solved: regions::Solution,
    loans: loans::Loans,
}

pub fn check(places: &Places<'_, '_>, closures: &Closures<'_>, found: &mut Vec<Diagnostic>) {
    let mir = places.mir;
    let points = points::Points::new(mir);
    let mut typing = typing::Typing::new(places, closures);
    typing.body(&points);
    found.append(&mut typing.escapes);
    let nothing_asked = !typing.universal.any_named() && typing.generic_outlives.is_empty();
    if typing.loans.is_empty() && nothing_asked {
        return;
    }
    let initialised = liveness::Initialised::new(mir, &points);
    liveness::add(&mut typing, &points, &initialised);
    let solved = typing.regions.solve(points.len(), &typing.universal);
    let loans = loans::Loans::new(mir, &points, &typing.loans, &solved);
    let body = Body {
        places,
        points,
        typing,
        solved,
        loans,
    };
    conflicts::check(&body, &initialised, found);
    universal::check(&body, found);
}

/// Whether the local holds what the body returns.
fn is_result(mir: &Mir, local: Local) -> bool {
    match mir.kind {
        // The value of a coroutine gets its `Poll` after everything was dropped.
        BodyKind::Coroutine(_) => local == RETURN || local.0 == mir.params + 1,
        _ => local == RETURN,
    }
}
