//! Small functions of the library become part of their callers.
//!
//! Their ops take the place of the call, on slots behind the caller's own. They have no cleanup, so a panic inside
//! unwinds the caller as one in the call would; and a panic is placed in the visitor's text, which is the call's place.

use bytecode::{CallArgs, Function, Op, Slot, SwitchTable, Target};

/// Ops of a function that is worth it.
const SMALL: usize = 40;
/// What a function may grow by.
const GROWTH_OPS: usize = 1_500;
const GROWTH_BYTES: u32 = 4_096;

/// Takes in the calls in `function` that are worth it. `others` are optimised already, except for those that call
/// `function`; its own place among them is empty.
pub fn calls(function: &mut Function, others: &[Function]) {
    // A cleanup runs once at most.
    let hot = function
        .cleanup
        .map_or(function.ops.len(), |to| to as usize);
    let fits = |op: &Op| match op {
        Op::Call { func, .. } => others.get(*func as usize).filter(|callee| suits(callee)),
        _ => None,
    };
    if !function.ops[..hot].iter().any(|op| fits(op).is_some()) {
        return;
    }
    let mut caller = Caller::new(function);
    for (index, op) in std::mem::take(&mut caller.function.ops)
        .into_iter()
        .enumerate()
    {
        caller.begin(index);
        match (op, fits(&op)) {
            (Op::Call { args, .. }, Some(callee)) if index < hot && caller.has_room(callee) => {
                caller.take_in(callee, args as usize);
            }
            _ => caller.keep(op),
        }
    }
    caller.finish();
}

fn suits(callee: &Function) -> bool {
    !callee.own
        && callee.coroutine.is_none()
        && callee.cleanup.is_none()
        && !callee.ops.is_empty()
        && callee.ops.len() <= SMALL
}

struct Caller<'a> {
    function: &'a mut Function,
    ops: Vec<Op>,
    /// The new index of each old op.
    moved: Vec<Target>,
    /// New ops whose targets are old indices.
    to_be_moved: Vec<usize>,
    own_switches: usize,
    /// Bytes that can be reached through an address.
    reached: Vec<(Slot, u32)>,
    grown_ops: usize,
    grown_bytes: u32,
}

impl<'a> Caller<'a> {
    fn new(function: &'a mut Function) -> Caller<'a> {
        let reached = function.ops.iter().filter_map(|op| match *op {
            Op::Addr { slot, len, .. } => Some((slot, len)),
            _ => None,
        });
        Caller {
            reached: reached.collect(),
            ops: Vec::with_capacity(function.ops.len() * 2),
            moved: Vec::with_capacity(function.ops.len()),
            to_be_moved: Vec::new(),
            own_switches: function.switches.len(),
            grown_ops: 0,
            grown_bytes: 0,
            function,
        }
    }

    fn has_room(&self, callee: &Function) -> bool {
        self.grown_ops + callee.ops.len() <= GROWTH_OPS
            && self.grown_bytes + callee.frame_size <= GROWTH_BYTES
    }

    fn begin(&mut self, index: usize) {
        debug_assert_eq!(index, self.moved.len());
        self.moved.push(self.ops.len() as Target);
    }

    fn keep(&mut self, op: Op) {
        if matches!(
            op,
            Op::Jump { .. } | Op::JumpIf { .. } | Op::JumpIfNot { .. }
        ) {
            self.to_be_moved.push(self.ops.len());
        }
        self.ops.push(op);
    }

    fn take_in(&mut self, callee: &Function, args: usize) {
        let base = self.function.frame_size.next_multiple_of(16);
        self.grown_bytes += base - self.function.frame_size + callee.frame_size;
        self.grown_ops += callee.ops.len();
        self.function.frame_size = base + callee.frame_size;
        let call = self.function.calls[args].clone();
        // The result is made where it belongs, unless the callee might see that through a pointer.
        let result = (call.ret, callee.ret_size);
        let direct = !self.reached.iter().any(|range| overlap(*range, result));
        let slot = |slot: Slot| match direct && slot < callee.ret_size {
            true => call.ret + slot,
            false => base + slot,
        };
        for (&(src, len), &(to, _)) in call.args.iter().zip(&callee.params) {
            self.copy(base + to, src, len);
        }
        if callee.zeroed.1 > 0 {
            self.ops.push(Op::Zero {
                dst: base + callee.zeroed.0,
                len: callee.zeroed.1,
            });
        }
        let start = self.ops.len() as Target;
        let end = start + callee.ops.len() as Target;
        let calls = self.function.calls.len() as u32;
        let switches = self.function.switches.len() as u32;
        for op in &callee.ops {
            let mut op = *op;
            op.operands(&callee.switches, &mut |operand, _, _| {
                *operand = slot(*operand)
            });
            match &mut op {
                Op::Addr { slot: of, .. } => *of = slot(*of),
                Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => *to += start,
                Op::Switch { table, .. } => *table += switches,
                Op::Call { args, .. } | Op::CallPtr { args, .. } | Op::Intrinsic { args, .. } => {
                    *args += calls;
                }
                Op::Return => op = Op::Jump { to: end },
                _ => {}
            }
            self.ops.push(op);
        }
        let moved = callee.calls.iter().map(|call| CallArgs {
            ret: slot(call.ret),
            args: call
                .args
                .iter()
                .map(|(at, len)| (slot(*at), *len))
                .collect(),
        });
        self.function.calls.extend(moved);
        let moved = callee.switches.iter().map(|table| SwitchTable {
            size: table.size,
            arms: table
                .arms
                .iter()
                .map(|(value, to)| (*value, to + start))
                .collect(),
            default: table.default + start,
        });
        self.function.switches.extend(moved);
        if !direct {
            self.copy(call.ret, base, callee.ret_size);
        }
    }

    fn copy(&mut self, dst: Slot, src: Slot, len: u32) {
        self.ops.extend(copy(dst, src, len));
    }

    fn finish(self) {
        let moved = |to: &mut Target| *to = self.moved[*to as usize];
        let function = self.function;
        function.ops = self.ops;
        for index in self.to_be_moved {
            match &mut function.ops[index] {
                Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => moved(to),
                _ => {}
            }
        }
        for table in &mut function.switches[..self.own_switches] {
            table.arms.iter_mut().for_each(|(_, to)| moved(to));
            moved(&mut table.default);
        }
        function.cleanup.iter_mut().for_each(moved);
        function
            .spans
            .iter_mut()
            .for_each(|span| moved(&mut span.from));
    }
}

pub fn overlap(a: (Slot, u32), b: (Slot, u32)) -> bool {
    a.0 < b.0 + b.1 && b.0 < a.0 + a.1
}

/// The op that copies inside the frame, if there is anything to copy.
pub fn copy(dst: Slot, src: Slot, len: u32) -> Option<Op> {
    match len {
        _ if dst == src => None,
        0 => None,
        1 => Some(Op::Copy8 { dst, src }),
        2 => Some(Op::Copy16 { dst, src }),
        4 => Some(Op::Copy32 { dst, src }),
        8 => Some(Op::Copy64 { dst, src }),
        _ => Some(Op::Copy { dst, src, len }),
    }
}
