//! What the loader makes sure of, so that the loop need not: every operand lies within the frame, every index
//! within its table, every target within the function. The memory module's SAFETY argument rests on this.

use bytecode::{Function, Intrinsic, Num, Op, Program, Slot};

/// Sizes of an intrinsic's arguments, and of its result.
pub fn signature(id: Intrinsic) -> (&'static [u32], u32) {
    use Intrinsic::*;
    match id {
        HeapAlloc => (&[8, 8], 8),
        HeapDealloc => (&[8, 8, 8], 0),
        HeapRealloc => (&[8, 8, 8, 8], 8),
        MemCopy => (&[8, 8, 8], 0),
        MemSet => (&[8, 1, 8], 0),
        MemCompare => (&[8, 8, 8], 4),
        MemFind => (&[8, 8, 8, 8], 8),
        Ctpop => (&[16], 4),
        Ctlz | Cttz => (&[16, 4], 4),
        FloatOp => (&[4, 8, 8], 8),
        FloatToText => (&[8, 1, 8, 4, 8, 8], 8),
        FloatFromText => (&[8, 8, 1, 8], 1),
        CharClass => (&[4, 4], 1),
        CharCase => (&[4, 1, 8], 8),
        StartUnwind => (&[8, 8], 0),
        CatchUnwind => (&[8, 8, 8], 1),
        PanicCount => (&[], 8),
        Abort => (&[], 0),
        CallerLocation => (&[8], 0),
        Print => (&[4, 8, 8], 0),
        Exit => (&[4], 0),
        Now | Random | ThreadCurrent => (&[], 8),
        ThreadSpawn => (&[8, 8, 8, 8], 8),
        ThreadSleep | ThreadWaitEnd | ThreadPark | ThreadUnpark => (&[8], 0),
        ThreadYield => (&[], 0),
        FutexWait => (&[8, 4, 8, 8, 8], 1),
        FutexWake => (&[8, 4], 4),
        TaskNew => (&[4, 8, 8], 8),
        TaskWaitReady | TaskPollStart | TaskWake | TaskWakerCloned | TaskWakerDropped => (&[8], 0),
        TaskPollEnd | TaskDropped => (&[8, 1], 0),
    }
}

pub fn num_size(num: Num) -> u32 {
    match num {
        Num::I8 | Num::U8 => 1,
        Num::I16 | Num::U16 => 2,
        Num::I32 | Num::U32 | Num::F32 => 4,
        Num::I64 | Num::U64 | Num::F64 => 8,
        Num::I128 | Num::U128 => 16,
    }
}

pub struct Verifier<'a> {
    pub program: &'a Program,
    pub function: &'a Function,
}

impl Verifier<'_> {
    fn slot(&self, slot: Slot, size: u32) -> Result<(), String> {
        match slot.checked_add(size) {
            Some(end) if end <= self.function.frame_size => Ok(()),
            _ => Err(format!(
                "{size} bytes at slot {slot} are outside of the frame of {} bytes",
                self.function.frame_size
            )),
        }
    }

    fn slots(&self, slots: &[(Slot, u32)]) -> Result<(), String> {
        slots
            .iter()
            .try_for_each(|&(slot, size)| self.slot(slot, size))
    }

    fn target(&self, to: u32) -> Result<(), String> {
        if (to as usize) < self.function.ops.len() {
            Ok(())
        } else {
            Err(format!("jump to {to}, which is no op"))
        }
    }

    /// A float has no such operation.
    fn arith(&self, op: bytecode::ArithOp, ty: Num) -> Result<(), String> {
        use bytecode::ArithOp::*;
        if matches!(ty, Num::F32 | Num::F64) && !matches!(op, Add | Sub | Mul | Div | Rem) {
            return Err(format!("{op:?} of floats"));
        }
        Ok(())
    }

    /// What holds for the function as a whole.
    pub fn head(&self) -> Result<(), String> {
        let function = self.function;
        self.slot(0, function.ret_size)?;
        self.slots(&function.params)?;
        self.slots(&[function.zeroed])?;
        if function.frame_size > 1 << 24 {
            return Err(format!("a frame of {} bytes", function.frame_size));
        }
        if function.ops.is_empty() {
            return Err("no ops".to_string());
        }
        if let Some(target) = function.cleanup {
            self.target(target)?;
        }
        for call in &function.calls {
            self.slots(&call.args)?;
        }
        for table in &function.switches {
            if !matches!(table.size, 1 | 2 | 4 | 8 | 16) {
                return Err(format!("a switch over {} bytes", table.size));
            }
            self.target(table.default)?;
            table.arms.iter().try_for_each(|&(_, to)| self.target(to))?;
        }
        if let Some(coroutine) = &function.coroutine {
            self.slots(&[
                (coroutine.state, 4),
                (coroutine.trace_id, 4),
                (coroutine.cx, 8),
            ])?;
            self.target(coroutine.start)?;
            self.target(coroutine.drop)?;
            coroutine
                .points
                .iter()
                .try_for_each(|point| self.target(point.resume))?;
            for message in [coroutine.resumed_done, coroutine.resumed_panicked] {
                self.message(message)?;
            }
        }
        Ok(())
    }

    fn message(&self, message: u32) -> Result<(), String> {
        if (message as usize) < self.program.messages.len() {
            Ok(())
        } else {
            Err(format!("no message {message}"))
        }
    }

    fn callee(&self, func: u32) -> Result<&Function, String> {
        self.program
            .functions
            .get(func as usize)
            .ok_or_else(|| format!("no function {func}"))
    }

    fn call(
        &self,
        args: u32,
        sizes: impl ExactSizeIterator<Item = u32>,
        ret: u32,
    ) -> Result<(), String> {
        let call = self
            .function
            .calls
            .get(args as usize)
            .ok_or_else(|| format!("no call {args}"))?;
        if ret > 0 {
            self.slot(call.ret, ret)?;
        }
        if call.args.len() != sizes.len() {
            return Err(format!(
                "{} arguments for {} parameters",
                call.args.len(),
                sizes.len()
            ));
        }
        for (index, (&(_, given), wanted)) in call.args.iter().zip(sizes).enumerate() {
            if given != wanted {
                return Err(format!(
                    "argument {index} has {given} bytes, the parameter {wanted}"
                ));
            }
        }
        Ok(())
    }

    pub fn op(&self, op: &Op) -> Result<(), String> {
        match *op {
            Op::Const8 { dst, .. } => self.slot(dst, 1),
            Op::Const16 { dst, .. } => self.slot(dst, 2),
            Op::Const32 { dst, .. } => self.slot(dst, 4),
            Op::Const64 { dst, .. } => self.slot(dst, 8),
            Op::ConstBytes { dst, at, len } => {
                if u64::from(at) + u64::from(len) > self.program.data.len() as u64 {
                    return Err(format!("{len} bytes at {at} are not in the data"));
                }
                self.slot(dst, len)
            }
            Op::Zero { dst, len } => self.slot(dst, len),
            Op::DataAddr { dst, at } => {
                if at as usize > self.program.data.len() {
                    return Err(format!("no data at {at}"));
                }
                self.slot(dst, 8)
            }
            Op::FuncAddr { dst, func } => {
                self.callee(func)?;
                self.slot(dst, 8)
            }
            Op::Copy8 { dst, src } => self.slots(&[(dst, 1), (src, 1)]),
            Op::Copy16 { dst, src } => self.slots(&[(dst, 2), (src, 2)]),
            Op::Copy32 { dst, src } => self.slots(&[(dst, 4), (src, 4)]),
            Op::Copy64 { dst, src } => self.slots(&[(dst, 8), (src, 8)]),
            Op::Copy { dst, src, len } => self.slots(&[(dst, len), (src, len)]),
            Op::Addr { dst, slot } => self.slots(&[(dst, 8), (slot, 0)]),
            Op::Offset { dst, ptr, .. } => self.slots(&[(dst, 8), (ptr, 8)]),
            Op::Element { dst, ptr, index } => self.slots(&[(dst, 8), (ptr, 8), (index, 8)]),
            Op::Scale { dst, index, .. } => self.slots(&[(dst, 8), (index, 8)]),
            Op::Load8 { dst, ptr, .. } => self.slots(&[(dst, 1), (ptr, 8)]),
            Op::Load16 { dst, ptr, .. } => self.slots(&[(dst, 2), (ptr, 8)]),
            Op::Load32 { dst, ptr, .. } => self.slots(&[(dst, 4), (ptr, 8)]),
            Op::Load64 { dst, ptr, .. } => self.slots(&[(dst, 8), (ptr, 8)]),
            Op::Load { dst, ptr, len } => self.slots(&[(dst, len), (ptr, 8)]),
            Op::Store8 { ptr, src, .. } => self.slots(&[(ptr, 8), (src, 1)]),
            Op::Store16 { ptr, src, .. } => self.slots(&[(ptr, 8), (src, 2)]),
            Op::Store32 { ptr, src, .. } => self.slots(&[(ptr, 8), (src, 4)]),
            Op::Store64 { ptr, src, .. } => self.slots(&[(ptr, 8), (src, 8)]),
            Op::Store { ptr, src, len } => self.slots(&[(ptr, 8), (src, len)]),
            Op::MemCopy { dst, src, .. } => self.slots(&[(dst, 8), (src, 8)]),
            Op::Arith { op, ty, dst, a, b } => {
                use bytecode::ArithOp::*;
                self.arith(op, ty)?;
                let size = num_size(ty);
                let right = if matches!(op, Shl | Shr | WrapShl | WrapShr) {
                    4
                } else {
                    size
                };
                self.slots(&[(dst, size), (a, size), (b, right)])
            }
            Op::Overflows { op, ty, dst, a, b } => {
                use bytecode::ArithOp::*;
                if !matches!(op, Add | Sub | Mul) || matches!(ty, Num::F32 | Num::F64) {
                    return Err(format!("overflow of {op:?} of {ty:?}"));
                }
                self.slots(&[(dst, 1), (a, num_size(ty)), (b, num_size(ty))])
            }
            Op::Cmp { ty, dst, a, b, .. } => {
                self.slots(&[(dst, 1), (a, num_size(ty)), (b, num_size(ty))])
            }
            Op::Unary { op, ty, dst, a } => {
                if op == bytecode::UnaryOp::Not && matches!(ty, Num::F32 | Num::F64) {
                    return Err("Not of floats".to_string());
                }
                self.slots(&[(dst, num_size(ty)), (a, num_size(ty))])
            }
            Op::NotBool { dst, a } => self.slots(&[(dst, 1), (a, 1)]),
            Op::Cast { from, to, dst, src } => {
                self.slots(&[(dst, num_size(to)), (src, num_size(from))])
            }
            Op::BoundsCheck { index, len } => self.slots(&[(index, 8), (len, 8)]),
            Op::Jump { to } => self.target(to),
            Op::JumpIf { cond, to } | Op::JumpIfNot { cond, to } => {
                self.slot(cond, 1)?;
                self.target(to)
            }
            Op::Switch { slot, table } => {
                let table = self
                    .function
                    .switches
                    .get(table as usize)
                    .ok_or_else(|| format!("no switch {table}"))?;
                self.slot(slot, u32::from(table.size))
            }
            Op::Call { func, args } => {
                let callee = self.callee(func)?;
                if callee.coroutine.is_some() {
                    self.call(args, [8, 8].into_iter(), callee.ret_size)
                } else {
                    self.call(
                        args,
                        callee.params.iter().map(|param| param.1),
                        callee.ret_size,
                    )
                }
            }
            Op::CallPtr { ptr, args } => {
                self.slot(ptr, 8)?;
                // Sizes are compared at the call, when the callee is known.
                self.function
                    .calls
                    .get(args as usize)
                    .map(|_| ())
                    .ok_or_else(|| format!("no call {args}"))
            }
            Op::Intrinsic { id, args } => {
                let (sizes, ret) = signature(id);
                self.call(args, sizes.iter().copied(), ret)
            }
            Op::Panic { message } => self.message(message),
            Op::Suspend { point } => match &self.function.coroutine {
                Some(coroutine) if (point as usize) < coroutine.points.len() => Ok(()),
                _ => Err(format!("no suspend point {point}")),
            },
            Op::Finish => match self.function.coroutine {
                Some(_) => Ok(()),
                None => Err("Finish outside of a coroutine".to_string()),
            },
            Op::DropFuture { func, ptr } => {
                if self.callee(func)?.coroutine.is_none() {
                    return Err(format!(
                        "DropFuture of function {func}, which is no coroutine"
                    ));
                }
                self.slot(ptr, 8)
            }
            Op::Return | Op::ResumeUnwind | Op::Unreachable => Ok(()),
        }
    }
}
