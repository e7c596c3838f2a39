//! Only what may be changed is changed: assignments and mutable borrows.

use std::collections::HashMap;

use analysis::{
    Diagnostic, Level,
    thir::Span,
    ty::{ClosureId, Mutability, TyKind},
};

use super::{FrozenCapture, FrozenCaptures, Places, error, places::Frozen};
use crate::mir::*;

/// Reports the body's own problems, and adds to `frozen` which captures its closures may not change:
/// rustc blames the use inside the closure, so that is where those are reported.
pub fn check(places: &Places<'_, '_>, frozen: &mut FrozenCaptures, found: &mut Vec<Diagnostic>) {
    let captured = captures(places.mir);
    for block in &places.mir.blocks {
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Assign(dst, value) => {
                    if let Rvalue::Ref(Mutability::Mut, place) = value {
                        match captured.get(&dst.local) {
                            Some(&key) => note_capture(places, place, key, true, frozen),
                            None => {
                                report(places, frozen, place, statement.span, Act::Borrow, found)
                            }
                        }
                    }
                    if let Rvalue::Aggregate(Aggregate::Closure(ty), operands) = value {
                        for (index, operand) in operands.iter().enumerate() {
                            if let (Operand::Move(place) | Operand::Copy(place), Some(id)) =
                                (operand, closure_id(*ty))
                                && !captured.contains_key(&place.local)
                            {
                                note_capture(places, place, (id, index as u32), false, frozen);
                            }
                        }
                    }
                    assigned(places, frozen, dst, statement.span, found);
                }
                StatementKind::Call { dst, .. } => {
                    assigned(places, frozen, dst, statement.span, found)
                }
                _ => {}
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Act {
    Borrow,
    Assign,
}

fn closure_id(ty: analysis::ty::Ty) -> Option<ClosureId> {
    match ty.kind() {
        TyKind::Closure(id, _) | TyKind::Coroutine(id, _) | TyKind::CoroutineClosure(id, _) => {
            Some(*id)
        }
        _ => None,
    }
}

/// Temporaries that hold a capture's reference: of which closure, which capture.
fn captures(mir: &Mir) -> HashMap<Local, (ClosureId, u32)> {
    let mut found = HashMap::new();
    for block in &mir.blocks {
        for statement in &block.statements {
            let StatementKind::Assign(_, Rvalue::Aggregate(Aggregate::Closure(ty), operands)) =
                &statement.kind
            else {
                continue;
            };
            for (index, operand) in operands.iter().enumerate() {
                if let (Operand::Move(place) | Operand::Copy(place), Some(id)) =
                    (operand, closure_id(*ty))
                    && place.is_local()
                    && mir.local(place.local).name.is_none()
                {
                    found.insert(place.local, (id, index as u32));
                }
            }
        }
    }
    found
}

fn note_capture(
    places: &Places<'_, '_>,
    place: &Place,
    key: (ClosureId, u32),
    by_reference: bool,
    frozen: &mut FrozenCaptures,
) {
    let name = captured_frozen(places, frozen, place).or_else(|| {
        matches!(places.frozen(place), Some(Frozen::Immutable(_)))
            .then(|| places.describe(place))
            .flatten()
    });
    if let Some(name) = name {
        let capture = FrozenCapture {
            name,
            by_reference,
            ty: places.ty(place),
        };
        frozen.insert(key, capture);
    }
}

/// A place inside a closure that is a capture which may not be changed.
fn captured_frozen(
    places: &Places<'_, '_>,
    frozen: &FrozenCaptures,
    place: &Place,
) -> Option<String> {
    let (id, index, path) = match places.mir.kind {
        BodyKind::Coroutine(id) if place.local.0 >= 1 && place.local.0 < places.mir.params => {
            (id, place.local.0 - 1, place.path.as_slice())
        }
        BodyKind::Closure(id) if place.local == Local(1) => {
            let at = place
                .path
                .iter()
                .position(|it| matches!(it, Projection::Field { .. }))?;
            let Projection::Field { field, .. } = place.path[at] else {
                return None;
            };
            (id, field, &place.path[at + 1..])
        }
        _ => return None,
    };
    let capture = frozen.get(&(id, index))?;
    // Behind another reference than the capture's own it may; a box is no other.
    let (mut references, mut ty) = if capture.by_reference {
        (-1, None)
    } else {
        (0, capture.ty)
    };
    for projection in path {
        if *projection == Projection::Deref {
            match ty {
                Some(of) if places.is_box(of) => {}
                _ => references += 1,
            }
        }
        ty = match ty {
            Some(of) => places.project(of, *projection),
            // The capture's own reference leads to the variable.
            None => capture.ty,
        };
    }
    (references <= 0).then(|| capture.name.clone())
}

fn assigned(
    places: &Places<'_, '_>,
    frozen: &FrozenCaptures,
    dst: &Place,
    span: Option<Span>,
    found: &mut Vec<Diagnostic>,
) {
    let captured = captured_frozen(places, frozen, dst).is_some();
    // A whole local is the business of `moves`: it may be assigned once.
    if !dst.is_local() || captured {
        report(places, frozen, dst, span, Act::Assign, found);
    }
}

fn report(
    places: &Places<'_, '_>,
    frozen: &FrozenCaptures,
    place: &Place,
    span: Option<Span>,
    act: Act,
    found: &mut Vec<Diagnostic>,
) {
    let Some(span) = span else { return };
    let (code, verb, label) = match act {
        Act::Borrow => ("E0596", "borrow", "cannot borrow as mutable"),
        Act::Assign => ("E0594", "assign to", "cannot assign"),
    };
    let as_mutable = if act == Act::Borrow {
        " as mutable"
    } else {
        ""
    };
    if let Some(name) = captured_frozen(places, frozen, place) {
        let message =
            format!("cannot {verb} `{name}`{as_mutable}, as it is not declared as mutable");
        found.push(error(code, message, span, label));
        return;
    }
    if places.mir.local(place.local).name.is_none() {
        return;
    }
    let Some(name) = places.describe(place) else {
        return;
    };
    match places.frozen(place) {
        None => {}
        Some(Frozen::Immutable(local)) => {
            let decl = places.mir.local(local);
            let owner = decl.name.clone().unwrap_or_default();
            let subject = if place.is_local() {
                "it".to_owned()
            } else {
                format!("`{owner}`")
            };
            let message = format!(
                "cannot {verb} `{name}`{as_mutable}, as {subject} is not declared as mutable"
            );
            let mut diagnostic = error(code, message, span, label);
            diagnostic.notes.push((
                Level::Help,
                format!("consider changing this to be mutable: `mut {owner}`"),
            ));
            found.push(diagnostic);
        }
        Some(Frozen::Behind {
            pointer,
            place: holder,
        }) => {
            let owner = places.describe(&holder).unwrap_or_default();
            let message =
                format!("cannot {verb} `{name}`{as_mutable}, as it is behind a {pointer}");
            let text = match act {
                Act::Borrow => {
                    format!("`{owner}` is a {pointer}, so it cannot be borrowed as mutable")
                }
                Act::Assign => format!("`{owner}` is a {pointer}, so it cannot be written"),
            };
            found.push(error(code, message, span, &text));
        }
    }
}
