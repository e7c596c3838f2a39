//! What a suspended coroutine holds: the locals whose storage a suspend point must keep.
//!
//! As rustc's `locals_live_across_suspend_points`: a local is kept when it may hold a value and is
//! used later or borrowed. A move ends that only where the local was never borrowed.

use crate::mir::*;

use super::moves::successors;

#[derive(Clone, PartialEq)]
struct State {
    holds: Vec<bool>,
    borrowed: Vec<bool>,
}

/// The locals kept at some suspend point.
pub fn suspended(mir: &Mir) -> Vec<Local> {
    let count = mir.locals.len();
    let mut states: Vec<Option<State>> = vec![None; mir.blocks.len()];
    let mut start = State {
        holds: vec![false; count],
        borrowed: vec![false; count],
    };
    // Captures; the context of the poll is not kept.
    start.holds[1..mir.params as usize].fill(true);
    states[0] = Some(start);
    let mut work = vec![START];
    while let Some(block) = work.pop() {
        let Some(mut state) = states[block.0 as usize].clone() else {
            continue;
        };
        for statement in &mir.block(block).statements {
            forward(&statement.kind, &mut state);
        }
        for next in successors(&mir.block(block).terminator) {
            let entry = &mut states[next.0 as usize];
            let joined = match entry {
                None => state.clone(),
                Some(known) => State {
                    holds: either(&known.holds, &state.holds),
                    borrowed: either(&known.borrowed, &state.borrowed),
                },
            };
            if entry.as_ref() != Some(&joined) {
                *entry = Some(joined);
                work.push(next);
            }
        }
    }
    let live = used_later(mir);
    let mut kept = vec![false; count];
    // A future holds its captures from the start.
    kept[1..mir.params as usize].fill(true);
    for (index, block) in mir.blocks.iter().enumerate() {
        let (Terminator::Yield { resume }, Some(state)) = (&block.terminator, &states[index])
        else {
            continue;
        };
        let mut state = state.clone();
        for statement in &block.statements {
            forward(&statement.kind, &mut state);
        }
        for local in 0..count {
            let needed = live[resume.0 as usize][local] || state.borrowed[local];
            kept[local] |= state.holds[local] && needed;
        }
    }
    (0..count as u32)
        .map(Local)
        .filter(|local| kept[local.0 as usize] && local.0 != mir.params)
        .collect()
}

fn either(a: &[bool], b: &[bool]) -> Vec<bool> {
    a.iter().zip(b).map(|(a, b)| *a || *b).collect()
}

fn forward(kind: &StatementKind, state: &mut State) {
    each_operand(kind, &mut |operand| {
        if let Operand::Move(place) = operand
            && place.is_local()
            && !state.borrowed[place.local.0 as usize]
        {
            state.holds[place.local.0 as usize] = false;
        }
    });
    match kind {
        StatementKind::Assign(dst, value) => {
            if let Rvalue::Ref(_, place) | Rvalue::RawPtr(_, place) = value
                && !place.path.contains(&Projection::Deref)
            {
                state.borrowed[place.local.0 as usize] = true;
            }
            holds(dst, state);
        }
        StatementKind::Call { dst, .. } => holds(dst, state),
        StatementKind::StorageLive(local) | StatementKind::StorageDead(local) => {
            state.holds[local.0 as usize] = false;
            state.borrowed[local.0 as usize] = false;
        }
        _ => {}
    }
}

fn holds(dst: &Place, state: &mut State) {
    if !dst.path.contains(&Projection::Deref) {
        state.holds[dst.local.0 as usize] = true;
    }
}

/// For each block the locals that are used in it or after it before they are assigned anew.
fn used_later(mir: &Mir) -> Vec<Vec<bool>> {
    let count = mir.locals.len();
    let mut live = vec![vec![false; count]; mir.blocks.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for (index, block) in mir.blocks.iter().enumerate().rev() {
            let mut here = vec![false; count];
            for next in successors(&block.terminator) {
                here = either(&here, &live[next.0 as usize]);
            }
            if let Terminator::If { condition, .. } = &block.terminator {
                used(condition, &mut here);
            }
            if let Terminator::Switch { value, .. } = &block.terminator {
                used(value, &mut here);
            }
            for statement in block.statements.iter().rev() {
                backward(&statement.kind, &mut here);
            }
            if here != live[index] {
                live[index] = here;
                changed = true;
            }
        }
    }
    live
}

fn backward(kind: &StatementKind, live: &mut [bool]) {
    match kind {
        StatementKind::Assign(dst, _) | StatementKind::Call { dst, .. } => {
            live[dst.local.0 as usize] = !dst.is_local();
        }
        StatementKind::Drop(place) => live[place.local.0 as usize] = true,
        StatementKind::CheckBounds { base, index } => {
            live[base.local.0 as usize] = true;
            live[index.0 as usize] = true;
        }
        _ => {}
    }
    each_operand(kind, &mut |operand| used(operand, live));
    if let StatementKind::Assign(
        _,
        Rvalue::Ref(_, place)
        | Rvalue::RawPtr(_, place)
        | Rvalue::Len(place)
        | Rvalue::Discriminant(place),
    ) = kind
    {
        live[place.local.0 as usize] = true;
    }
}

fn used(operand: &Operand, live: &mut [bool]) {
    if let Operand::Copy(place) | Operand::Move(place) = operand {
        live[place.local.0 as usize] = true;
    }
}

fn each_operand(kind: &StatementKind, visit: &mut dyn FnMut(&Operand)) {
    match kind {
        StatementKind::Assign(_, value) => match value {
            Rvalue::Use(of)
            | Rvalue::Unary(_, _, of)
            | Rvalue::Cast(of, ..)
            | Rvalue::Unsize(of, ..)
            | Rvalue::Repeat(of, ..) => visit(of),
            Rvalue::Binary(_, _, left, right, _) => {
                visit(left);
                visit(right);
            }
            Rvalue::Aggregate(_, of) => of.iter().for_each(visit),
            _ => {}
        },
        StatementKind::Call { callee, args, .. } => {
            if let Callee::Ptr(of) = callee {
                visit(of);
            }
            args.iter().for_each(visit);
        }
        _ => {}
    }
}
