//! Within a block: what was copied is read where it came from, what an address is known of is accessed directly, and
//! what is constant is computed here.

use std::collections::HashMap;

use bytecode::{Access, ArithOp, CmpOp, Function, Intrinsic, Num, Op, Slot, size_of};

use super::flow;
use super::inline::{copy, overlap};

/// How many values are remembered at a time; the oldest are forgotten.
const MOST_FACTS: usize = 48;

/// What is certain about bytes of the frame.
#[derive(Clone, Copy, Debug)]
struct Fact {
    at: Slot,
    len: u32,
    is: Is,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Is {
    /// The same as those at another slot.
    Copy(Slot),
    Const(u64),
    /// The address of a slot, and how many bytes it reaches.
    Addr(Slot, u32),
    /// The opposite of the `bool` at another slot.
    Not(Slot),
}

#[derive(Clone, Default)]
struct Facts(Vec<Fact>);

/// What is certain everywhere: addresses and constants in slots that are written at one place only.
struct Always(HashMap<Slot, Fact>);

impl Always {
    fn of(function: &mut Function, reached: &[(Slot, u32)], result_sizes: &[u32]) -> Always {
        let mut writes = vec![0_u8; function.frame_size as usize];
        let mut write = |at: Slot, len: u32| {
            for count in &mut writes[at as usize..(at + len) as usize] {
                *count = count.saturating_add(1);
            }
        };
        let outside = [function.zeroed]
            .into_iter()
            .chain(function.params.iter().copied());
        let outside = outside.chain(reached.iter().copied());
        // Twice, so that one write by an op is one too many.
        outside.for_each(|(at, len)| (0..2).for_each(|_| write(at, len)));
        if let Some(coroutine) = &function.coroutine {
            let own = [
                (coroutine.state, 4),
                (coroutine.trace_id, 4),
                (coroutine.cx, 8),
            ];
            let own = own.into_iter().chain(coroutine.captures.iter().copied());
            own.for_each(|(at, len)| (0..2).for_each(|_| write(at, len)));
        }
        for op in &mut function.ops {
            op.operands(&function.switches, &mut |slot, len, access| {
                if access == Access::Write {
                    write(*slot, len);
                }
            });
            let (args, len) = match *op {
                Op::Call { func, args } => (args, result_sizes[func as usize]),
                Op::CallPtr { args, result, .. } => (args, result),
                Op::Intrinsic { id, args } => (args, id.shape().1),
                _ => continue,
            };
            write(function.calls[args as usize].ret, len);
        }
        let known = function
            .ops
            .iter()
            .flat_map(|op| learnt(op, &Facts::default()));
        let known = known.filter(|(at, len, is)| {
            matches!(is, Is::Addr(..) | Is::Const(_))
                && writes[*at as usize..(at + len) as usize]
                    .iter()
                    .all(|count| *count == 1)
        });
        Always(
            known
                .map(|(at, len, is)| (at, Fact { at, len, is }))
                .collect(),
        )
    }
}

impl Facts {
    /// The bytes were written.
    fn kill(&mut self, at: Slot, len: u32) {
        self.0.retain(|fact| {
            let from = match fact.is {
                Is::Copy(from) | Is::Not(from) => overlap((from, fact.len), (at, len)),
                _ => false,
            };
            !from && !overlap((fact.at, fact.len), (at, len))
        });
    }
    /// All that can be reached through addresses may have been written.
    fn kill_reached(&mut self, reached: &[(Slot, u32)]) {
        for (at, len) in reached {
            self.kill(*at, *len);
        }
    }
    fn add(&mut self, at: Slot, len: u32, is: Is) {
        if len == 0 {
            return;
        }
        if self.0.len() >= MOST_FACTS {
            self.0.remove(0);
        }
        self.0.push(Fact { at, len, is });
    }
    /// Where bytes can be read instead.
    fn source(&self, at: Slot, len: u32) -> Slot {
        let found = self.0.iter().rev().find_map(|fact| match fact.is {
            Is::Copy(from) if fact.at <= at && at + len <= fact.at + fact.len => {
                Some(from + (at - fact.at))
            }
            _ => None,
        });
        found.unwrap_or(at)
    }
    fn constant(&self, always: &Always, at: Slot, len: u32) -> Option<u64> {
        self.0
            .iter()
            .rev()
            .chain(always.0.get(&at))
            .find_map(|fact| match fact.is {
                Is::Const(value) if fact.at <= at && at + len <= fact.at + fact.len && len <= 8 => {
                    let value = value >> (8 * (at - fact.at));
                    Some(match len {
                        8 => value,
                        _ => value & ((1 << (8 * len)) - 1),
                    })
                }
                _ => None,
            })
    }
    fn opposite(&self, at: Slot) -> Option<Slot> {
        self.0.iter().rev().find_map(|fact| match fact.is {
            Is::Not(of) if fact.at == at => Some(of),
            _ => None,
        })
    }
    fn address(&self, always: &Always, at: Slot) -> Option<(Slot, u32)> {
        self.0
            .iter()
            .rev()
            .chain(always.0.get(&at))
            .find_map(|fact| match fact.is {
                Is::Addr(slot, len) if fact.at == at => Some((slot, len)),
                _ => None,
            })
    }
}

/// `result_sizes` are those of the program's functions.
pub fn values(function: &mut Function, result_sizes: &[u32]) {
    let leaders = flow::leaders(function);
    let mut entries = entries(function, &leaders);
    let reached = reached(function);
    let always = Always::of(function, &reached, result_sizes);
    // What is certain where a block begins that is reached from one place before it only.
    let mut at_jumps: HashMap<usize, Facts> = HashMap::new();
    let mut facts = Facts::default();
    let mut shortcuts = Vec::new();
    for index in 0..function.ops.len() {
        if leaders[index] {
            facts = match entries[index] {
                Entry::Before => facts,
                Entry::Jump(from) if from < index => at_jumps.remove(&index).unwrap_or_default(),
                Entry::Jump(_) | Entry::Nowhere | Entry::Many => Facts::default(),
            };
        }
        let mut step = Step {
            function,
            facts: &mut facts,
            reached: &reached,
            always: &always,
            result_sizes,
        };
        step.take(index);
        // Where a jump leads whose outcome is known here.
        let op = step.function.ops[index];
        let falls = leaders[index + 1] && !flow::ends_block(&op);
        let leads = match op {
            Op::Jump { to } => Some(to as usize),
            _ if falls => Some(index + 1),
            _ => None,
        };
        if let Some(to) = leads
            && let Some(end) = step.decided_from(to)
            && end != to
        {
            let jump = Op::Jump { to: end as u32 };
            match falls {
                true => shortcuts.push((index + 1, jump)),
                false => step.function.ops[index] = jump,
            }
            entries[end] = Entry::Many;
        }
        let op = function.ops[index];
        flow::each_target(function, &op, &mut |to| {
            if matches!(entries[to as usize], Entry::Jump(from) if from == index) {
                at_jumps.insert(to as usize, facts.clone());
            }
        });
    }
    flow::insert(function, &shortcuts);
}

/// From where a block is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Entry {
    Nowhere,
    /// From the op before it only.
    Before,
    /// From the jump or switch at this index only.
    Jump(usize),
    Many,
}

fn entries(function: &Function, leaders: &[bool]) -> Vec<Entry> {
    let mut entries = vec![Entry::Nowhere; function.ops.len() + 1];
    let mut enter = |to: usize, how: Entry| {
        entries[to] = match entries[to] {
            Entry::Nowhere => how,
            _ => Entry::Many,
        };
    };
    enter(0, Entry::Many);
    for (index, op) in function.ops.iter().enumerate() {
        flow::each_target(function, op, &mut |to| {
            enter(to as usize, Entry::Jump(index))
        });
        if !flow::goes_nowhere(op) && leaders[index + 1] {
            enter(index + 1, Entry::Before);
        }
    }
    flow::entered_from_outside(function, &mut |to| {
        enter(to as usize, Entry::Many);
        enter(to as usize, Entry::Many);
    });
    entries
}

/// The bytes that something may read or write through an address.
pub fn reached(function: &Function) -> Vec<(Slot, u32)> {
    let mut reached: Vec<(Slot, u32)> = Vec::new();
    for op in &function.ops {
        if let Op::Addr { slot, len, .. } = *op
            && !reached.contains(&(slot, len))
        {
            reached.push((slot, len));
        }
    }
    reached
}

/// What one op needs to know.
struct Step<'a> {
    function: &'a mut Function,
    facts: &'a mut Facts,
    reached: &'a [(Slot, u32)],
    always: &'a Always,
    result_sizes: &'a [u32],
}

impl Step<'_> {
    /// One op: reads what it reads where that came from, becomes a simpler one if it can, and changes what is certain.
    fn take(&mut self, index: usize) {
        let mut op = self.function.ops[index];
        op.operands(&self.function.switches, &mut |slot, len, access| {
            if access == Access::Read {
                *slot = self.facts.source(*slot, len);
            }
        });
        let call = match op {
            Op::Call { args, .. } | Op::CallPtr { args, .. } | Op::Intrinsic { args, .. } => {
                self.function.calls.get_mut(args as usize)
            }
            _ => None,
        };
        for (slot, len) in call.into_iter().flat_map(|call| &mut call.args) {
            *slot = self.facts.source(*slot, *len);
        }
        op = self.simpler(index, op).unwrap_or(op);
        self.function.ops[index] = op;

        let new = learnt(&op, self.facts);
        let (result, touches_memory) = match op {
            Op::Call { func, args } => (Some((args, self.result_sizes[func as usize])), true),
            Op::CallPtr { args, result, .. } => (Some((args, result)), true),
            Op::Intrinsic { id, args } => (Some((args, id.shape().1)), !is_pure(id)),
            Op::Store8 { .. }
            | Op::Store16 { .. }
            | Op::Store32 { .. }
            | Op::Store64 { .. }
            | Op::Store { .. }
            | Op::MemCopy { .. }
            | Op::DropFuture { .. } => (None, true),
            _ => (None, false),
        };
        if touches_memory {
            self.facts.kill_reached(self.reached);
        }
        if let Some((args, len)) = result {
            self.facts.kill(self.function.calls[args as usize].ret, len);
        }
        op.operands(&self.function.switches, &mut |slot, len, access| {
            if access == Access::Write {
                self.facts.kill(*slot, len);
            }
        });
        for (at, len, is) in new {
            self.facts.add(at, len, is);
        }
    }

    /// Where control comes to from an op, as far as only jumps follow whose outcome is known.
    fn decided_from(&self, mut to: usize) -> Option<usize> {
        // A bound, for loops of nothing but jumps.
        for _ in 0..8 {
            let op = self.function.ops.get(to)?;
            to = match (self.decided(to, *op), op) {
                (Some(next), _) => next as usize,
                (None, Op::Jump { to: next }) => *next as usize,
                (None, _) => break,
            };
        }
        Some(to)
    }

    /// Where a conditional jump leads, if that is known.
    fn decided(&self, index: usize, op: Op) -> Option<u32> {
        let constant = |slot: Slot, len: u32| {
            let slot = self.facts.source(slot, len);
            self.facts.constant(self.always, slot, len)
        };
        let next = index as u32 + 1;
        match op {
            Op::JumpIf { cond, to } => constant(cond, 1).map(|is| if is != 0 { to } else { next }),
            Op::JumpIfNot { cond, to } => {
                constant(cond, 1).map(|is| if is == 0 { to } else { next })
            }
            Op::Switch { slot, table } => {
                let table = self.function.switches.get(table as usize)?;
                let value = constant(slot, table.size.into())?;
                let arm = table.arms.iter().find(|(arm, _)| *arm == value.into());
                Some(arm.map_or(table.default, |(_, to)| *to))
            }
            _ => None,
        }
    }

    fn constant(&self, at: Slot, len: u32) -> Option<u64> {
        self.facts.constant(self.always, at, len)
    }

    fn with_immediate(op: ArithOp, ty: Num, dst: Slot, a: Slot, imm: i32) -> Option<Op> {
        op.takes_imm(ty, imm).then_some(Op::ArithImm {
            op,
            ty,
            dst,
            a,
            imm,
        })
    }

    /// A constant operand as it is written into an op.
    fn immediate(&self, ty: Num, slot: Slot) -> Option<i32> {
        match ty {
            Num::I32 | Num::U32 => self.constant(slot, 4).map(|value| value as u32 as i32),
            Num::I64 | Num::U64 => self
                .constant(slot, 8)
                .and_then(|value| i32::try_from(value as i64).ok()),
            _ => None,
        }
    }

    /// Where an address leads, if it is into the frame and reaches as far.
    fn through(&self, ptr: Slot, offset: i32, len: u32) -> Option<Slot> {
        let (slot, reach) = self.facts.address(self.always, ptr)?;
        let offset = u32::try_from(offset).ok()?;
        (offset.checked_add(len)? <= reach).then_some(slot + offset)
    }

    fn load(&self, dst: Slot, ptr: Slot, offset: i32, len: u32) -> Option<Op> {
        let src = self.through(ptr, offset, len)?;
        copy(dst, self.facts.source(src, len), len)
    }

    fn store(&self, ptr: Slot, offset: i32, src: Slot, len: u32) -> Option<Op> {
        copy(self.through(ptr, offset, len)?, src, len)
    }

    /// The same done with less.
    fn simpler(&self, index: usize, op: Op) -> Option<Op> {
        match op {
            Op::Load8 { dst, ptr, offset } => self.load(dst, ptr, offset, 1),
            Op::Load16 { dst, ptr, offset } => self.load(dst, ptr, offset, 2),
            Op::Load32 { dst, ptr, offset } => self.load(dst, ptr, offset, 4),
            Op::Load64 { dst, ptr, offset } => self.load(dst, ptr, offset, 8),
            Op::Load { dst, ptr, len } => self.load(dst, ptr, 0, len),
            Op::Store8 { ptr, src, offset } => self.store(ptr, offset, src, 1),
            Op::Store16 { ptr, src, offset } => self.store(ptr, offset, src, 2),
            Op::Store32 { ptr, src, offset } => self.store(ptr, offset, src, 4),
            Op::Store64 { ptr, src, offset } => self.store(ptr, offset, src, 8),
            Op::Store { ptr, src, len } => self.store(ptr, 0, src, len),
            Op::MemCopy { dst, src, len } => {
                match (self.through(dst, 0, len), self.through(src, 0, len)) {
                    (Some(dst), Some(src)) => copy(dst, src, len),
                    (Some(dst), None) => Some(Op::Load { dst, ptr: src, len }),
                    (None, Some(src)) => Some(Op::Store { ptr: dst, src, len }),
                    (None, None) => None,
                }
            }
            Op::Offset { dst, ptr, imm } => self.through(ptr, imm, 0).and_then(|slot| {
                let (start, reach) = self.facts.address(self.always, ptr)?;
                let len = reach - (slot - start);
                Some(Op::Addr { dst, slot, len })
            }),
            Op::Copy64 { dst, src } => {
                match (self.facts.address(self.always, src), self.constant(src, 8)) {
                    (Some((slot, len)), _) => Some(Op::Addr { dst, slot, len }),
                    (_, Some(imm)) => Some(Op::Const64 { dst, imm }),
                    _ => None,
                }
            }
            Op::Copy32 { dst, src } => self.constant(src, 4).map(|value| Op::Const32 {
                dst,
                imm: value as u32,
            }),
            Op::Copy8 { dst, src } => self.constant(src, 1).map(|value| Op::Const8 {
                dst,
                imm: value as u8,
            }),
            Op::Element { dst, ptr, index } => match self.constant(index, 8) {
                Some(0) => copy(dst, ptr, 8),
                Some(by) => i32::try_from(by)
                    .ok()
                    .map(|imm| Op::Offset { dst, ptr, imm }),
                None => None,
            },
            Op::Scale { dst, index, size } => match (self.constant(index, 8), size) {
                (Some(index), _) => Some(Op::Const64 {
                    dst,
                    imm: index.wrapping_mul(size.into()),
                }),
                (None, 1) => copy(dst, index, 8),
                (None, _) => None,
            },
            Op::NotBool { dst, a } => self.constant(a, 1).map(|value| Op::Const8 {
                dst,
                imm: u8::from(value == 0),
            }),
            Op::Cmp { op, ty, dst, a, b } => match self.compared(op, ty, a, b) {
                Some(is) => Some(Op::Const8 {
                    dst,
                    imm: is.into(),
                }),
                None if ty.takes_imm() => match (self.immediate(ty, b), self.immediate(ty, a)) {
                    (Some(imm), _) => Some(Op::CmpImm {
                        op,
                        ty,
                        dst,
                        a,
                        imm,
                    }),
                    (None, Some(imm)) => Some(Op::CmpImm {
                        op: mirrored(op),
                        ty,
                        dst,
                        a: b,
                        imm,
                    }),
                    (None, None) => None,
                },
                None => None,
            },
            Op::Arith { op, ty, dst, a, b } => {
                if ty == Num::U64
                    && let (Some(a), Some(b)) = (self.constant(a, 8), self.constant(b, 8))
                {
                    return arithmetic(op, a, b).map(|imm| Op::Const64 { dst, imm });
                }
                let commutes = matches!(
                    op,
                    ArithOp::Add
                        | ArithOp::Mul
                        | ArithOp::WrapAdd
                        | ArithOp::WrapMul
                        | ArithOp::And
                );
                let right = self.immediate(ty, b).map(|imm| (a, imm));
                let left = || {
                    self.immediate(ty, a)
                        .filter(|_| commutes)
                        .map(|imm| (b, imm))
                };
                let (a, imm) = right.or_else(left)?;
                let neutral = match op {
                    ArithOp::Mul | ArithOp::WrapMul | ArithOp::Div => 1,
                    ArithOp::Add | ArithOp::Sub | ArithOp::WrapAdd | ArithOp::WrapSub => 0,
                    _ => return Self::with_immediate(op, ty, dst, a, imm),
                };
                match imm == neutral {
                    true => copy(dst, a, size_of(ty)),
                    false => Self::with_immediate(op, ty, dst, a, imm),
                }
            }
            Op::Cast { from, to, dst, src } if same_bits(from, to) => copy(dst, src, size_of(to)),
            Op::JumpIf { cond, to } if self.decided(index, op).is_none() => {
                let cond = self.facts.opposite(cond)?;
                Some(Op::JumpIfNot { cond, to })
            }
            Op::JumpIfNot { cond, to } if self.decided(index, op).is_none() => {
                let cond = self.facts.opposite(cond)?;
                Some(Op::JumpIf { cond, to })
            }
            Op::JumpIf { .. } | Op::JumpIfNot { .. } | Op::Switch { .. } => {
                self.decided(index, op).map(|to| Op::Jump { to })
            }
            _ => None,
        }
    }

    fn compared(&self, op: CmpOp, ty: Num, a: Slot, b: Slot) -> Option<bool> {
        if !matches!(ty, Num::U8 | Num::U16 | Num::U32 | Num::U64) {
            return None;
        }
        let size = size_of(ty);
        let (a, b) = (self.constant(a, size)?, self.constant(b, size)?);
        Some(match op {
            CmpOp::Eq => a == b,
            CmpOp::Ne => a != b,
            CmpOp::Lt => a < b,
            CmpOp::Le => a <= b,
            CmpOp::Gt => a > b,
            CmpOp::Ge => a >= b,
        })
    }
}

/// Does it neither read nor write memory, nor let others run?
fn is_pure(id: Intrinsic) -> bool {
    matches!(
        id,
        Intrinsic::Ctpop
            | Intrinsic::Ctlz
            | Intrinsic::Cttz
            | Intrinsic::FloatOp
            | Intrinsic::CharClass
            | Intrinsic::PanicCount
            | Intrinsic::ThreadCurrent
    )
}

/// What is certain after an op besides what was before.
fn learnt(op: &Op, facts: &Facts) -> Vec<(Slot, u32, Is)> {
    let none = Always(HashMap::new());
    let copied = |dst: Slot, src: Slot, len: u32| {
        let mut new = Vec::new();
        if overlap((dst, len), (src, len)) {
            return new;
        }
        new.push((dst, len, Is::Copy(src)));
        if len == 8
            && let Some((slot, reach)) = facts.address(&none, src)
        {
            new.push((dst, len, Is::Addr(slot, reach)));
        }
        if let Some(value) = facts.constant(&none, src, len) {
            new.push((dst, len, Is::Const(value)));
        }
        // Parts of what is copied may be known better than as a copy.
        for fact in &facts.0 {
            if len > 8
                && !matches!(fact.is, Is::Copy(_))
                && fact.at >= src
                && fact.at + fact.len <= src + len
            {
                new.push((dst + (fact.at - src), fact.len, fact.is));
            }
        }
        new
    };
    match *op {
        Op::Const8 { dst, imm } => vec![(dst, 1, Is::Const(imm.into()))],
        Op::Const16 { dst, imm } => vec![(dst, 2, Is::Const(imm.into()))],
        Op::Const32 { dst, imm } => vec![(dst, 4, Is::Const(imm.into()))],
        Op::Const64 { dst, imm } => vec![(dst, 8, Is::Const(imm))],
        Op::Zero { dst, len } if len <= 8 => vec![(dst, len, Is::Const(0))],
        Op::Addr { dst, slot, len } => vec![(dst, 8, Is::Addr(slot, len))],
        Op::NotBool { dst, a } if dst != a => vec![(dst, 1, Is::Not(a))],
        Op::Copy8 { dst, src } => copied(dst, src, 1),
        Op::Copy16 { dst, src } => copied(dst, src, 2),
        Op::Copy32 { dst, src } => copied(dst, src, 4),
        Op::Copy64 { dst, src } => copied(dst, src, 8),
        Op::Copy { dst, src, len } => copied(dst, src, len),
        _ => Vec::new(),
    }
}

/// Is a cast a copy?
fn same_bits(from: Num, to: Num) -> bool {
    let float = |num| matches!(num, Num::F32 | Num::F64);
    from == to || size_of(from) == size_of(to) && !float(from) && !float(to)
}

/// The comparison with its operands changed over.
fn mirrored(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Eq | CmpOp::Ne => op,
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
    }
}

/// Only what does not panic.
fn arithmetic(op: ArithOp, a: u64, b: u64) -> Option<u64> {
    match op {
        ArithOp::Add => a.checked_add(b),
        ArithOp::Sub => a.checked_sub(b),
        ArithOp::Mul => a.checked_mul(b),
        ArithOp::Div => a.checked_div(b),
        ArithOp::Rem => a.checked_rem(b),
        ArithOp::WrapAdd => Some(a.wrapping_add(b)),
        ArithOp::WrapSub => Some(a.wrapping_sub(b)),
        ArithOp::WrapMul => Some(a.wrapping_mul(b)),
        ArithOp::And => Some(a & b),
        ArithOp::Or => Some(a | b),
        ArithOp::Xor => Some(a ^ b),
        ArithOp::Shl | ArithOp::Shr | ArithOp::WrapShl | ArithOp::WrapShr => None,
    }
}
