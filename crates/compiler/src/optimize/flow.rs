//! Where control goes, and taking ops out of a function.

use bytecode::{Function, Op, Target};

/// The ops at which something begins that can be reached other than from the op before, in order; op 0 is one.
pub fn leaders(function: &Function) -> Vec<bool> {
    let mut leaders = targets(function);
    leaders[0] = true;
    for (index, op) in function.ops.iter().enumerate() {
        leaders[index + 1] |= ends_block(op);
    }
    leaders
}

/// The ops to which something jumps, or the machine goes by itself.
fn targets(function: &Function) -> Vec<bool> {
    let mut targets = vec![false; function.ops.len() + 1];
    for op in &function.ops {
        each_target(function, op, &mut |to| targets[to as usize] = true);
    }
    entered_from_outside(function, &mut |to| targets[to as usize] = true);
    targets
}

/// Where the machine goes on by itself: the cleanup, and what a future's polls and drop begin with.
pub fn entered_from_outside(function: &Function, see: &mut dyn FnMut(Target)) {
    function.cleanup.iter().for_each(|to| see(*to));
    if let Some(coroutine) = &function.coroutine {
        see(coroutine.start);
        see(coroutine.drop);
        coroutine.points.iter().for_each(|point| see(point.resume));
    }
}

/// Changes all targets.
fn move_targets(function: &mut Function, to: impl Fn(&mut Target)) {
    for op in &mut function.ops {
        if let Op::Jump { to: t } | Op::JumpIf { to: t, .. } | Op::JumpIfNot { to: t, .. } = op {
            to(t);
        }
    }
    for table in &mut function.switches {
        table.arms.iter_mut().for_each(|(_, t)| to(t));
        to(&mut table.default);
    }
    function.cleanup.iter_mut().for_each(&to);
    if let Some(coroutine) = &mut function.coroutine {
        to(&mut coroutine.start);
        to(&mut coroutine.drop);
        for point in &mut coroutine.points {
            to(&mut point.resume);
        }
    }
}

/// Does the next op not follow, or not always?
pub fn ends_block(op: &Op) -> bool {
    goes_nowhere(op) || matches!(op, Op::JumpIf { .. } | Op::JumpIfNot { .. })
}

/// Does the next op never follow?
pub fn goes_nowhere(op: &Op) -> bool {
    matches!(
        op,
        Op::Jump { .. }
            | Op::Switch { .. }
            | Op::Return
            | Op::Panic { .. }
            | Op::ResumeUnwind
            | Op::Unreachable
            | Op::Suspend { .. }
    )
}

pub fn each_target(function: &Function, op: &Op, see: &mut dyn FnMut(Target)) {
    match op {
        Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => see(*to),
        Op::Switch { table, .. } => {
            if let Some(table) = function.switches.get(*table as usize) {
                table.arms.iter().for_each(|(_, to)| see(*to));
                see(table.default);
            }
        }
        _ => {}
    }
}

/// Jumps go where they end, those to the next op go away, and so does what is never reached.
pub fn tidy(function: &mut Function) {
    thread_jumps(function);
    turn_around(function);
    let mut kept = reached(function);
    // From the end, so that jumps over jumps to the next op go away together.
    let mut next = function.ops.len();
    for index in (0..function.ops.len()).rev() {
        if !kept[index] {
            continue;
        }
        if let Op::Jump { to } = function.ops[index]
            && (index + 1..=next).contains(&(to as usize))
        {
            kept[index] = false;
            continue;
        }
        next = index;
    }
    keep(function, &kept);
}

/// Where a jump to an op leads in the end.
fn thread_jumps(function: &mut Function) {
    let ops = &function.ops;
    // A bound, for loops of nothing but jumps.
    let end_of = |mut to: Target| {
        for _ in 0..16 {
            match ops[to as usize] {
                Op::Jump { to: next } if next != to => to = next,
                _ => break,
            }
        }
        to
    };
    let ends: Vec<Target> = (0..ops.len() as Target).map(end_of).collect();
    let returns: Vec<bool> = ops.iter().map(|op| matches!(op, Op::Return)).collect();
    for op in &mut function.ops {
        match op {
            Op::Jump { to } if returns[ends[*to as usize] as usize] => *op = Op::Return,
            Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => {
                *to = ends[*to as usize]
            }
            _ => {}
        }
    }
    for table in &mut function.switches {
        for (_, to) in &mut table.arms {
            *to = ends[*to as usize];
        }
        table.default = ends[table.default as usize];
    }
}

/// A conditional jump over a jump becomes one with the opposite condition, and the jump is reached no more.
fn turn_around(function: &mut Function) {
    let targets = targets(function);
    for index in 0..function.ops.len() {
        let over = index as Target + 2;
        let Some(Op::Jump { to: away }) = function.ops.get(index + 1).copied() else {
            continue;
        };
        if targets[index + 1] {
            continue;
        }
        match function.ops[index] {
            Op::JumpIf { cond, to } if to == over => {
                function.ops[index] = Op::JumpIfNot { cond, to: away };
                function.ops[index + 1] = Op::Jump { to: over };
            }
            Op::JumpIfNot { cond, to } if to == over => {
                function.ops[index] = Op::JumpIf { cond, to: away };
                function.ops[index + 1] = Op::Jump { to: over };
            }
            _ => {}
        }
    }
}

fn reached(function: &Function) -> Vec<bool> {
    let mut reached = vec![false; function.ops.len()];
    let mut work: Vec<usize> = vec![0];
    entered_from_outside(function, &mut |to| work.push(to as usize));
    while let Some(mut index) = work.pop() {
        while index < reached.len() && !std::mem::replace(&mut reached[index], true) {
            let op = &function.ops[index];
            each_target(function, op, &mut |to| work.push(to as usize));
            if goes_nowhere(op) {
                break;
            }
            index += 1;
        }
    }
    reached
}

/// Takes out the ops that are not kept. What led to one leads to the next one that is.
pub fn keep(function: &mut Function, kept: &[bool]) {
    if kept.iter().all(|kept| *kept) {
        return;
    }
    let mut moved = Vec::with_capacity(kept.len());
    let mut count: Target = 0;
    for kept in kept {
        moved.push(count);
        count += Target::from(*kept);
    }
    // A jump from what is never reached may lead past the end.
    let last = count.saturating_sub(1);
    move_targets(function, |to| *to = moved[*to as usize].min(last));
    let mut index = 0;
    function.ops.retain(|_| {
        index += 1;
        kept[index - 1]
    });
    // Of several places for one op the last counts.
    let mut spans: Vec<bytecode::Span> = Vec::with_capacity(function.spans.len());
    for mut span in std::mem::take(&mut function.spans) {
        span.from = match moved.get(span.from as usize) {
            Some(from) => *from,
            None => continue,
        };
        match spans.last_mut() {
            Some(last) if last.from == span.from => last.place = span.place,
            Some(last) if last.place == span.place => {}
            _ => spans.push(span),
        }
    }
    function.spans = spans;
}

/// Puts jumps before ops, in order, for those who come from the op before; what leads to the op still leads there.
pub fn insert(function: &mut Function, jumps: &[(usize, Op)]) {
    if jumps.is_empty() {
        return;
    }
    let old = std::mem::take(&mut function.ops);
    let mut moved = Vec::with_capacity(old.len());
    let mut rest = jumps.iter().peekable();
    for (index, op) in old.into_iter().enumerate() {
        while let Some((_, jump)) = rest.next_if(|(at, _)| *at == index) {
            function.ops.push(*jump);
        }
        moved.push(function.ops.len() as Target);
        function.ops.push(op);
    }
    move_targets(function, |to| *to = moved[*to as usize]);
    for span in &mut function.spans {
        span.from = moved.get(span.from as usize).copied().unwrap_or(span.from);
    }
}

/// Forgets the argument lists and tables of ops that are gone.
pub fn forget_unused(function: &mut Function) {
    let calls = std::mem::take(&mut function.calls);
    let switches = std::mem::take(&mut function.switches);
    for op in &mut function.ops {
        match op {
            Op::Call { args, .. } | Op::CallPtr { args, .. } | Op::Intrinsic { args, .. } => {
                function.calls.extend(calls.get(*args as usize).cloned());
                *args = function.calls.len() as u32 - 1;
            }
            Op::Switch { table, .. } => {
                function
                    .switches
                    .extend(switches.get(*table as usize).cloned());
                *table = function.switches.len() as u32 - 1;
            }
            _ => {}
        }
    }
}
