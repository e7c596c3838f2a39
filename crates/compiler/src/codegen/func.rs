//! One function being written: ops, labels, slots, and the ways to move bytes.

use std::collections::BTreeMap;

use analysis::{
    thir::Span,
    ty::{Args, Ty},
};
use bytecode::{
    ArithOp, CallArgs, FuncId, Function, Intrinsic, LocalInfo, Op, Slot, SwitchTable, UnaryOp,
};

use super::{Error, layout::round_up, mono::Cx};

/// A place in the code that may not be written yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u32);

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Frame(Slot),
    /// At the address in slot `ptr`, plus `offset`.
    Memory {
        ptr: Slot,
        offset: i32,
    },
}

/// A typed place; `meta` is the slot of the length or vtable when it is unsized.
#[derive(Clone, Copy, Debug)]
pub struct Val {
    pub at: At,
    pub ty: Ty,
    pub meta: Option<Slot>,
}

impl Val {
    pub fn frame(slot: Slot, ty: Ty) -> Val {
        Val {
            at: At::Frame(slot),
            ty,
            meta: None,
        }
    }
    pub fn memory(ptr: Slot, ty: Ty) -> Val {
        Val {
            at: At::Memory { ptr, offset: 0 },
            ty,
            meta: None,
        }
    }
    /// A part of it.
    pub fn part(self, by: u32, ty: Ty) -> Val {
        let at = match self.at {
            At::Frame(slot) => At::Frame(slot + by),
            At::Memory { ptr, offset } => At::Memory {
                ptr,
                offset: offset + by as i32,
            },
        };
        Val { at, ty, meta: None }
    }
}

pub struct Func<'c, 's, 'db> {
    pub cx: &'c Cx<'s, 'db>,
    pub args: Args,
    pub out: Function,
    labels: Vec<Option<u32>>,
    /// The end of what is allocated for good.
    fixed: u32,
    /// The end of what the current statement has allocated.
    top: u32,
    max: u32,
    pub align: u32,
    /// Where each value lies that has a place, and its end: what an address of it reaches.
    objects: BTreeMap<Slot, u32>,
    /// Flags to be set or cleared before the next op that could look at them.
    pending: BTreeMap<Slot, bool>,
    /// Flags whose state is certain here.
    known: BTreeMap<Slot, bool>,
}

impl<'c, 's, 'db> Func<'c, 's, 'db> {
    pub fn new(cx: &'c Cx<'s, 'db>, args: Args, name: String) -> Func<'c, 's, 'db> {
        let out = Function {
            name,
            ..Function::default()
        };
        Func {
            cx,
            args,
            out,
            labels: Vec::new(),
            fixed: 0,
            top: 0,
            max: 0,
            align: 8,
            objects: BTreeMap::new(),
            pending: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    pub fn ty(&self, ty: Ty) -> Ty {
        self.cx.concrete(ty, self.args)
    }

    // -- slots --

    /// A slot for the whole function.
    pub fn fixed(&mut self, size: u32, align: u32) -> Slot {
        let at = round_up(self.fixed.into(), align.max(1).into()) as u32;
        self.fixed = at + size;
        self.object(at, size);
        self.top = self.fixed;
        self.max = self.max.max(self.top);
        self.align = self.align.max(align);
        at
    }
    pub fn fixed_for(&mut self, ty: Ty) -> Result<Slot, Error> {
        let align = self.cx.layout(ty)?.align as u32;
        Ok(self.fixed(self.cx.size(ty)?, align))
    }
    pub fn fixed_end(&self) -> u32 {
        self.fixed
    }
    /// A slot until the statement's end.
    pub fn temp(&mut self, size: u32, align: u32) -> Slot {
        let at = round_up(self.top.into(), align.max(1).into()) as u32;
        self.top = at + size;
        self.object(at, size);
        self.max = self.max.max(self.top);
        self.align = self.align.max(align);
        at
    }
    fn object(&mut self, at: Slot, size: u32) {
        let end = self.objects.entry(at).or_default();
        *end = (*end).max(at + size);
    }
    /// The address of a slot, which reaches to the end of the largest value that has been there.
    fn address_of(&mut self, dst: Slot, slot: Slot) {
        let around = self.objects.range(..=slot).map(|(_, end)| *end);
        let len = around.max().unwrap_or(slot).saturating_sub(slot);
        self.op(Op::Addr { dst, slot, len });
    }
    pub fn temp_for(&mut self, ty: Ty) -> Result<Slot, Error> {
        let align = self.cx.layout(ty)?.align as u32;
        Ok(self.temp(self.cx.size(ty)?, align))
    }
    pub fn word(&mut self) -> Slot {
        self.temp(8, 8)
    }
    pub fn end_statement(&mut self) {
        self.top = self.fixed;
    }

    // -- code --

    pub fn op(&mut self, op: Op) {
        match op {
            // Nobody looks at the flags of a function that has returned.
            Op::Return => self.pending.clear(),
            _ if may_leave(&op) => self.write_flags(),
            _ => {}
        }
        self.out.ops.push(op);
    }
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }
    pub fn bind(&mut self, label: Label) {
        self.write_flags();
        self.known.clear();
        self.bind_next(label);
    }
    /// Binds a label to which nothing jumps: it is reached from the op before it only.
    pub fn bind_next(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.out.ops.len() as u32);
    }
    pub fn jump(&mut self, to: Label) {
        self.op(Op::Jump { to: to.0 });
    }
    pub fn jump_if(&mut self, cond: Slot, to: Label) {
        self.op(Op::JumpIf { cond, to: to.0 });
    }
    pub fn jump_if_not(&mut self, cond: Slot, to: Label) {
        self.op(Op::JumpIfNot { cond, to: to.0 });
    }
    pub fn switch(&mut self, slot: Slot, size: u32, arms: Vec<(u128, Label)>, default: Label) {
        let table = self.out.switches.len() as u32;
        let arms = arms
            .into_iter()
            .map(|(value, label)| (value, label.0))
            .collect();
        self.out.switches.push(SwitchTable {
            size: size as u8,
            arms,
            default: default.0,
        });
        self.op(Op::Switch { slot, table });
    }
    pub fn at_span(&mut self, span: Option<Span>) {
        let Some(span) = span else { return };
        let place = self.cx.place(span);
        let from = self.out.ops.len() as u32;
        match self.out.spans.last_mut() {
            Some(last) if last.place == place => {}
            Some(last) if last.from == from => last.place = place,
            _ => self.out.spans.push(bytecode::Span { from, place }),
        }
    }

    pub fn call_args(&mut self, ret: Slot, args: Vec<(Slot, u32)>) -> u32 {
        self.out.calls.push(CallArgs { ret, args });
        self.out.calls.len() as u32 - 1
    }
    pub fn call(&mut self, func: FuncId, ret: Slot, args: Vec<(Slot, u32)>) {
        let args = self.call_args(ret, args);
        self.op(Op::Call { func, args });
    }
    /// `result` is the slot and size of the result.
    pub fn call_ptr(&mut self, ptr: Slot, (ret, result): (Slot, u32), args: Vec<(Slot, u32)>) {
        let args = self.call_args(ret, args);
        self.op(Op::CallPtr { ptr, args, result });
    }
    pub fn intrinsic(&mut self, id: Intrinsic, ret: Slot, args: Vec<(Slot, u32)>) {
        let args = self.call_args(ret, args);
        self.op(Op::Intrinsic { id, args });
    }

    /// A constant of `size` bytes, truncated to it.
    pub fn constant(&mut self, dst: Slot, size: u32, value: u128) {
        match size {
            0 => {}
            1 => self.op(Op::Const8 {
                dst,
                imm: value as u8,
            }),
            2 => self.op(Op::Const16 {
                dst,
                imm: value as u16,
            }),
            4 => self.op(Op::Const32 {
                dst,
                imm: value as u32,
            }),
            8 => self.op(Op::Const64 {
                dst,
                imm: value as u64,
            }),
            _ if value == 0 => self.op(Op::Zero { dst, len: size }),
            _ => {
                let at = self.cx.literal(&value.to_le_bytes());
                self.op(Op::ConstBytes {
                    dst,
                    at,
                    len: size.min(16),
                });
            }
        }
    }
    pub fn word_const(&mut self, value: u64) -> Slot {
        let dst = self.word();
        self.op(Op::Const64 { dst, imm: value });
        dst
    }

    // -- drop flags --

    /// Sets a flag. It is written when something could see it, so that a value that is made and moved at once
    /// costs nothing.
    pub fn set_flag(&mut self, flag: Slot, on: bool) {
        match self.known.get(&flag) == Some(&on) {
            true => self.pending.remove(&flag),
            false => self.pending.insert(flag, on),
        };
    }
    /// What is certain about a flag.
    pub fn flag(&self, flag: Slot) -> Option<bool> {
        self.pending.get(&flag).or(self.known.get(&flag)).copied()
    }
    /// All flags are clear where a function begins.
    pub fn flags_are_clear(&mut self, flags: std::ops::Range<Slot>) {
        self.known.extend(flags.map(|flag| (flag, false)));
    }
    fn write_flags(&mut self) {
        for (dst, on) in std::mem::take(&mut self.pending) {
            self.out.ops.push(Op::Const8 {
                dst,
                imm: on.into(),
            });
            self.known.insert(dst, on);
        }
    }

    // -- moving bytes --

    /// The address of a place, in a slot.
    pub fn address(&mut self, at: At) -> Slot {
        match at {
            At::Frame(slot) => {
                let dst = self.word();
                self.address_of(dst, slot);
                dst
            }
            At::Memory { ptr, offset: 0 } => ptr,
            At::Memory { ptr, offset } => {
                let dst = self.word();
                self.op(Op::Offset {
                    dst,
                    ptr,
                    imm: offset,
                });
                dst
            }
        }
    }
    /// Writes the address (and length or vtable) of a place to a slot.
    pub fn address_into(&mut self, dst: Slot, val: Val) {
        match val.at {
            At::Frame(slot) => self.address_of(dst, slot),
            At::Memory { ptr, offset: 0 } => self.copy_slots(dst, ptr, 8),
            At::Memory { ptr, offset } => self.op(Op::Offset {
                dst,
                ptr,
                imm: offset,
            }),
        }
        if let Some(meta) = val.meta {
            self.copy_slots(dst + 8, meta, 8);
        }
    }
    pub fn copy_slots(&mut self, dst: Slot, src: Slot, len: u32) {
        if dst == src {
            return;
        }
        match len {
            0 => {}
            1 => self.op(Op::Copy8 { dst, src }),
            2 => self.op(Op::Copy16 { dst, src }),
            4 => self.op(Op::Copy32 { dst, src }),
            8 => self.op(Op::Copy64 { dst, src }),
            _ => self.op(Op::Copy { dst, src, len }),
        }
    }
    pub fn copy(&mut self, dst: At, src: At, len: u32) {
        if len == 0 {
            return;
        }
        match (dst, src) {
            (At::Frame(dst), At::Frame(src)) => self.copy_slots(dst, src, len),
            (At::Frame(dst), At::Memory { ptr, offset }) => match len {
                1 => self.op(Op::Load8 { dst, ptr, offset }),
                2 => self.op(Op::Load16 { dst, ptr, offset }),
                4 => self.op(Op::Load32 { dst, ptr, offset }),
                8 => self.op(Op::Load64 { dst, ptr, offset }),
                _ => {
                    let ptr = self.address(src);
                    self.op(Op::Load { dst, ptr, len });
                }
            },
            (At::Memory { ptr, offset }, At::Frame(src)) => match len {
                1 => self.op(Op::Store8 { ptr, src, offset }),
                2 => self.op(Op::Store16 { ptr, src, offset }),
                4 => self.op(Op::Store32 { ptr, src, offset }),
                8 => self.op(Op::Store64 { ptr, src, offset }),
                _ => {
                    let ptr = self.address(dst);
                    self.op(Op::Store { ptr, src, len });
                }
            },
            (At::Memory { .. }, At::Memory { .. }) => {
                let src = self.address(src);
                let dst = self.address(dst);
                self.op(Op::MemCopy { dst, src, len });
            }
        }
    }
    /// The slot of a value that may lie in memory: loads it if it does.
    pub fn in_slot(&mut self, val: Val) -> Result<Slot, Error> {
        match val.at {
            At::Frame(slot) => Ok(slot),
            At::Memory { .. } => {
                let slot = self.temp_for(val.ty)?;
                let size = self.cx.size(val.ty)?;
                self.copy(At::Frame(slot), val.at, size);
                Ok(slot)
            }
        }
    }
    /// Gives `write` a slot to write to, and moves what it wrote to `dst` if that lies in memory.
    pub fn write_to(
        &mut self,
        dst: Val,
        write: impl FnOnce(&mut Self, Slot) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match dst.at {
            At::Frame(slot) => write(self, slot),
            At::Memory { .. } => {
                let slot = self.temp_for(dst.ty)?;
                write(self, slot)?;
                let size = self.cx.size(dst.ty)?;
                self.copy(dst.at, At::Frame(slot), size);
                Ok(())
            }
        }
    }

    // -- the end --

    pub fn add_local_info(&mut self, info: LocalInfo) {
        self.out.locals.push(info);
    }

    /// Resolves the labels. `cleanup` is the label of the function's cleanup.
    pub fn finish(mut self, cleanup: Option<Label>) -> Result<Function, Error> {
        let labels = &self.labels;
        let target =
            |label: u32| labels[label as usize].ok_or_else(|| Error::new("a jump leads nowhere"));
        for op in &mut self.out.ops {
            match op {
                Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => {
                    *to = target(*to)?
                }
                _ => {}
            }
        }
        for table in &mut self.out.switches {
            for (_, to) in &mut table.arms {
                *to = target(*to)?;
            }
            table.default = target(table.default)?;
        }
        if let Some(coroutine) = &mut self.out.coroutine {
            coroutine.start = target(coroutine.start)?;
            coroutine.drop = target(coroutine.drop)?;
            for point in &mut coroutine.points {
                point.resume = target(point.resume)?;
            }
        }
        self.out.cleanup = cleanup.map(|label| target(label.0)).transpose()?;
        self.out.frame_size = round_up(
            self.max.max(self.out.ret_size).into(),
            self.align.max(8).into(),
        ) as u32;
        Ok(self.out)
    }
}

/// Can the function's flags be read during or right after the op: by its cleanup, by a jump's target, by a drop of
/// the suspended future?
pub fn may_leave(op: &Op) -> bool {
    match op {
        Op::Arith { op, .. } | Op::ArithImm { op, .. } => matches!(
            op,
            ArithOp::Add
                | ArithOp::Sub
                | ArithOp::Mul
                | ArithOp::Div
                | ArithOp::Rem
                | ArithOp::Shl
                | ArithOp::Shr
        ),
        Op::Unary { op, .. } => matches!(op, UnaryOp::Neg),
        Op::BoundsCheck { .. }
        | Op::Jump { .. }
        | Op::JumpIf { .. }
        | Op::JumpIfNot { .. }
        | Op::Switch { .. }
        | Op::Call { .. }
        | Op::CallPtr { .. }
        | Op::Intrinsic { .. }
        | Op::Panic { .. }
        | Op::ResumeUnwind
        | Op::Suspend { .. }
        | Op::DropFuture { .. } => true,
        _ => false,
    }
}
