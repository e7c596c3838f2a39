//! Writes that nobody reads go away, and values are made where they are wanted instead of being copied there.

use bytecode::{Access, ArithOp, Function, Intrinsic, Op, Slot};

use super::inline::overlap;
use super::{flow, forward};
use crate::codegen::may_leave;

pub fn dead_writes(function: &mut Function, result_sizes: &[u32]) {
    let sweep = Sweep::new(function, result_sizes);
    let mut kept = vec![true; function.ops.len()];
    for block in 0..sweep.starts.len() {
        sweep.block(function, block, &mut kept);
    }
    flow::keep(function, &kept);
}

/// A set of the frame's bytes.
#[derive(Clone, PartialEq)]
struct Bytes(Vec<u64>);

impl Bytes {
    fn none(frame: u32) -> Bytes {
        Bytes(vec![0; frame.div_ceil(64) as usize])
    }
    /// Each word that the range touches, with its bits in it.
    fn words(at: Slot, len: u32) -> impl Iterator<Item = (usize, u64)> {
        let (mut at, end) = (at, at + len);
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let stop = (at / 64 * 64 + 64).min(end);
            let mask = (u64::MAX >> (64 - (stop - at))) << (at % 64);
            let word = at as usize / 64;
            at = stop;
            Some((word, mask))
        })
    }
    fn add(&mut self, at: Slot, len: u32) {
        for (word, mask) in Bytes::words(at, len) {
            if let Some(word) = self.0.get_mut(word) {
                *word |= mask;
            }
        }
    }
    fn remove(&mut self, at: Slot, len: u32) {
        for (word, mask) in Bytes::words(at, len) {
            if let Some(word) = self.0.get_mut(word) {
                *word &= !mask;
            }
        }
    }
    fn any(&self, at: Slot, len: u32) -> bool {
        Bytes::words(at, len).any(|(word, mask)| self.0.get(word).is_none_or(|w| w & mask != 0))
    }
    fn add_all(&mut self, other: &Bytes) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }
}

struct Sweep<'a> {
    /// The first op of each block, and the end of the last.
    starts: Vec<usize>,
    ends: Vec<usize>,
    /// Which block begins at an op.
    block_at: Vec<usize>,
    live_in: Vec<Bytes>,
    /// What may be read at any time: through addresses, by the cleanup, by whoever looks at the visitor's locals.
    always: Bytes,
    result_sizes: &'a [u32],
}

impl<'a> Sweep<'a> {
    fn new(function: &Function, result_sizes: &'a [u32]) -> Sweep<'a> {
        let leaders = flow::leaders(function);
        let starts: Vec<usize> = (0..function.ops.len()).filter(|at| leaders[*at]).collect();
        let mut block_at = vec![usize::MAX; function.ops.len() + 1];
        for (block, start) in starts.iter().enumerate() {
            block_at[*start] = block;
        }
        let ends = starts[1..].iter().copied().chain([function.ops.len()]);
        let none = Bytes::none(function.frame_size);
        let mut sweep = Sweep {
            ends: ends.collect(),
            live_in: vec![none.clone(); starts.len()],
            starts,
            block_at,
            always: none,
            result_sizes,
        };
        for (at, len) in forward::reached(function) {
            sweep.always.add(at, len);
        }
        if function.own {
            for local in &function.locals {
                sweep.always.add(local.slot, local.size);
                sweep.always.add(
                    local.flag.unwrap_or_default(),
                    u32::from(local.flag.is_some()),
                );
            }
        }
        if let Some(coroutine) = &function.coroutine {
            sweep.always.add(coroutine.state, 4);
            sweep.always.add(coroutine.trace_id, 4);
            sweep.always.add(coroutine.cx, 8);
        }
        sweep.solve(function);
        // A panic or a drop may come at any time.
        let dropped = function.coroutine.as_ref().map(|coroutine| coroutine.drop);
        for at in function.cleanup.into_iter().chain(dropped) {
            sweep
                .always
                .add_all(&sweep.live_in[sweep.block_at[at as usize]]);
        }
        sweep
    }

    /// What each block may read of what was there before it.
    fn solve(&mut self, function: &Function) {
        let mut changed = true;
        while changed {
            changed = false;
            for block in (0..self.starts.len()).rev() {
                let mut live = self.live_out(function, block);
                for index in (self.starts[block]..self.ends[block]).rev() {
                    self.before(function, index, &mut live);
                }
                if live != self.live_in[block] {
                    self.live_in[block] = live;
                    changed = true;
                }
            }
        }
    }

    fn live_out(&self, function: &Function, block: usize) -> Bytes {
        let last = self.ends[block] - 1;
        let op = &function.ops[last];
        let mut live = Bytes::none(function.frame_size);
        flow::each_target(function, op, &mut |to| {
            live.add_all(&self.live_in[self.block_at[to as usize]]);
        });
        if let (Op::Suspend { point }, Some(coroutine)) = (op, &function.coroutine)
            && let Some(point) = coroutine.points.get(*point as usize)
        {
            live.add_all(&self.live_in[self.block_at[point.resume as usize]]);
        }
        if !flow::goes_nowhere(op)
            && let Some(next) = self.live_in.get(block + 1)
        {
            live.add_all(next);
        }
        live
    }

    /// From what is live after an op to what is live before it.
    fn before(&self, function: &Function, index: usize, live: &mut Bytes) {
        let op = &function.ops[index];
        if let Some((at, len)) = self.result(function, op) {
            live.remove(at, len);
        }
        let mut op = *op;
        op.operands(&function.switches, &mut |slot, len, access| {
            if access == Access::Write {
                live.remove(*slot, len);
            }
        });
        op.operands(&function.switches, &mut |slot, len, access| {
            if access == Access::Read {
                live.add(*slot, len);
            }
        });
        for (at, len) in arguments(function, &op) {
            live.add(*at, *len);
        }
        if matches!(op, Op::Return | Op::Suspend { .. }) {
            live.add(0, function.ret_size);
        }
    }

    /// Where a call's result goes, if its size is known.
    fn result(&self, function: &Function, op: &Op) -> Option<(Slot, u32)> {
        let (args, len) = match *op {
            Op::Call { func, args } => (args, self.result_sizes[func as usize]),
            Op::CallPtr { args, result, .. } => (args, result),
            Op::Intrinsic { id, args } => (args, id.shape().1),
            _ => return None,
        };
        Some((function.calls.get(args as usize)?.ret, len))
    }

    fn block(&self, function: &mut Function, block: usize, kept: &mut [bool]) {
        let mut live = self.live_out(function, block);
        for index in (self.starts[block]..self.ends[block]).rev() {
            let op = function.ops[index];
            let unread = |(at, len)| !live.any(at, len) && !self.always.any(at, len);
            let useless = match written(&op, function) {
                Some(range) => is_pure(&op) && unread(range),
                None => false,
            };
            if useless || is_nothing(&op) {
                kept[index] = false;
                continue;
            }
            if let Some((dst, src, len)) = copied(&op)
                && !overlap((dst, len), (src, len))
                && unread((src, len))
                && self.make_at(function, self.starts[block], index, (dst, src, len), kept)
            {
                kept[index] = false;
                continue;
            }
            self.before(function, index, &mut live);
        }
    }

    /// Lets the op that makes what is copied at `index` make it at the copy's place.
    fn make_at(
        &self,
        function: &mut Function,
        start: usize,
        index: usize,
        (dst, src, len): (Slot, Slot, u32),
        kept: &[bool],
    ) -> bool {
        let seen = self.always.any(dst, len);
        for maker in (start..index).rev().filter(|maker| kept[*maker]) {
            let op = function.ops[maker];
            let result = self.result(function, &op);
            if written(&op, function) == Some((src, len)) {
                let write = &mut |slot: &mut Slot, _: u32, access| {
                    if access == Access::Write {
                        *slot = dst;
                    }
                };
                let mut op = op;
                op.operands(&function.switches, write);
                function.ops[maker] = op;
                return true;
            }
            if result == Some((src, len)) {
                if let Op::Call { args, .. }
                | Op::CallPtr { args, .. }
                | Op::Intrinsic { args, .. } = op
                {
                    function.calls[args as usize].ret = dst;
                }
                return true;
            }
            let touches = |range| overlap(range, (dst, len)) || overlap(range, (src, len));
            let mut touched = result.is_some_and(touches);
            let mut op = op;
            op.operands(&function.switches, &mut |slot, len, _| {
                touched |= touches((*slot, len));
            });
            touched |= arguments(function, &op).iter().any(|range| touches(*range));
            if touched || seen && (may_leave(&op) || uses_memory(&op)) {
                return false;
            }
        }
        false
    }
}

fn arguments<'f>(function: &'f Function, op: &Op) -> &'f [(Slot, u32)] {
    match op {
        Op::Call { args, .. } | Op::CallPtr { args, .. } | Op::Intrinsic { args, .. } => function
            .calls
            .get(*args as usize)
            .map_or(&[], |call| &call.args),
        _ => &[],
    }
}

/// What an op writes in the frame, calls apart.
fn written(op: &Op, function: &Function) -> Option<(Slot, u32)> {
    let mut written = None;
    let mut op = *op;
    op.operands(&function.switches, &mut |slot, len, access| {
        if access == Access::Write {
            written = Some((*slot, len));
        }
    });
    written
}

fn copied(op: &Op) -> Option<(Slot, Slot, u32)> {
    match *op {
        Op::Copy8 { dst, src } => Some((dst, src, 1)),
        Op::Copy16 { dst, src } => Some((dst, src, 2)),
        Op::Copy32 { dst, src } => Some((dst, src, 4)),
        Op::Copy64 { dst, src } => Some((dst, src, 8)),
        Op::Copy { dst, src, len } => Some((dst, src, len)),
        _ => None,
    }
}

fn is_nothing(op: &Op) -> bool {
    copied(op).is_some_and(|(dst, src, _)| dst == src)
}

/// Does it do nothing but write its result?
fn is_pure(op: &Op) -> bool {
    match op {
        Op::Arith { op, ty, .. } | Op::ArithImm { op, ty, .. } => {
            matches!(ty, bytecode::Num::F32 | bytecode::Num::F64)
                || !matches!(
                    op,
                    ArithOp::Add
                        | ArithOp::Sub
                        | ArithOp::Mul
                        | ArithOp::Div
                        | ArithOp::Rem
                        | ArithOp::Shl
                        | ArithOp::Shr
                )
        }
        op => !may_leave(op) && !matches!(op, Op::Finish),
    }
}

fn uses_memory(op: &Op) -> bool {
    match op {
        Op::Load8 { .. }
        | Op::Load16 { .. }
        | Op::Load32 { .. }
        | Op::Load64 { .. }
        | Op::Load { .. }
        | Op::Store8 { .. }
        | Op::Store16 { .. }
        | Op::Store32 { .. }
        | Op::Store64 { .. }
        | Op::Store { .. }
        | Op::MemCopy { .. } => true,
        Op::Intrinsic { id, .. } => !matches!(id, Intrinsic::Ctpop),
        _ => false,
    }
}
