//! Only what may be changed is changed: assignments and mutable borrows.

use std::collections::HashMap;

use analysis::{
    Diagnostic, Label, Level,
    thir::Span,
    ty::{ClosureId, Mutability, StaticId, TyKind},
};

use super::{FrozenCapture, FrozenCaptures, Places, error, places::Frozen, with_label};
use crate::mir::*;

/// Reports the body's own problems, and adds to `frozen` which captures its closures may not change:
/// rustc blames the use inside the closure, so that is where those are reported.
pub fn check(places: &Places<'_, '_>, frozen: &mut FrozenCaptures, found: &mut Vec<Diagnostic>) {
    let captured = captures(places.mir);
    let statics = statics(places.mir);
    let before = found.len();
    for block in &places.mir.blocks {
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Assign(dst, value) => {
                    if let Rvalue::Ref(Mutability::Mut, place) = value {
                        if let Some(&id) = statics.get(&place.local) {
                            of_static(places, id, place, statement.span, Act::Borrow, found);
                        }
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
                    if let Some(&id) = statics.get(&dst.local) {
                        of_static(places, id, dst, statement.span, Act::Assign, found);
                    }
                    assigned(places, frozen, dst, statement.span, found);
                }
                StatementKind::Call { dst, .. } => {
                    if let Some(&id) = statics.get(&dst.local) {
                        of_static(places, id, dst, statement.span, Act::Assign, found);
                    }
                    assigned(places, frozen, dst, statement.span, found)
                }
                _ => {}
            }
        }
    }
    blame_bindings(places, before, found);
}

/// Of several mutable borrows of one variable that is not `mut` rustc tells once, at the variable.
fn blame_bindings(places: &Places<'_, '_>, before: usize, found: &mut Vec<Diagnostic>) {
    for local in &places.mir.locals {
        let (Some(name), Some(binding)) = (&local.name, local.span) else {
            continue;
        };
        let help = (
            Level::Help,
            format!("consider changing this to be mutable: `mut {name}`"),
        );
        let borrows: Vec<usize> = (before..found.len())
            .filter(|&index| {
                let it = &found[index];
                it.code.as_deref() == Some("E0596")
                    && it.notes.contains(&help)
                    && it.labels.last().is_some_and(|label| label.range == binding)
            })
            .collect();
        let [first, others @ ..] = borrows.as_slice() else {
            continue;
        };
        if !others.is_empty() {
            let mut labels = vec![Label {
                range: binding,
                text: "not mutable".to_owned(),
                primary: true,
            }];
            for &index in &borrows {
                let at = found[index].labels[0].clone();
                labels.push(Label {
                    primary: false,
                    ..at
                });
            }
            found[*first].labels = labels;
        }
        // The binding told which variable is meant; alone it needs no label.
        if others.is_empty() {
            found[*first].labels.truncate(1);
        }
        for &index in others.iter().rev() {
            found.remove(index);
        }
    }
}

/// Temporaries that hold a static's address.
fn statics(mir: &Mir) -> HashMap<Local, StaticId> {
    let statements = mir.blocks.iter().flat_map(|block| &block.statements);
    let address = |kind: &StatementKind| match kind {
        StatementKind::Assign(dst, Rvalue::Use(Operand::Constant(Constant::StaticAddr(id, _))))
            if dst.is_local() =>
        {
            Some((dst.local, *id))
        }
        _ => None,
    };
    statements.filter_map(|it| address(&it.kind)).collect()
}

/// A change of a static, or of a part of it, that is not `mut`.
fn of_static(
    places: &Places<'_, '_>,
    id: StaticId,
    place: &Place,
    span: Option<Span>,
    act: Act,
    found: &mut Vec<Diagnostic>,
) {
    // The first step leads to the static, another `*` out of it.
    let [Projection::Deref, parts @ ..] = place.path.as_slice() else {
        return;
    };
    if places.session.static_mutable(id) || parts.contains(&Projection::Deref) {
        return;
    }
    let Some(span) = span else { return };
    let name = places.session.static_name(id);
    let whole = places.describe_as(name.clone(), place);
    let whole = whole.as_deref().unwrap_or(&name).trim_start_matches('*');
    let (code, message, label) = match (act, parts.is_empty()) {
        (Act::Assign, true) => (
            "E0594",
            format!("cannot assign to immutable static item `{name}`"),
            "cannot assign",
        ),
        (Act::Assign, false) => (
            "E0594",
            format!("cannot assign to `{whole}`, as `{name}` is an immutable static item"),
            "cannot assign",
        ),
        (Act::Borrow, _) => (
            "E0596",
            match parts.is_empty() {
                true => format!("cannot borrow immutable static item `{name}` as mutable"),
                false => format!(
                    "cannot borrow `{whole}` as mutable, as `{name}` is an immutable static item"
                ),
            },
            "cannot borrow as mutable",
        ),
    };
    found.push(error(code, message, span, label));
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
            if act == Act::Borrow {
                diagnostic = with_label(diagnostic, decl.span, "not mutable".to_owned());
            }
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
