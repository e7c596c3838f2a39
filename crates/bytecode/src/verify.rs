//! What the machine may rely on: every slot lies in its frame, every index in its table, direct calls
//! pass what their callees take. What goes through pointers is checked when it happens.

use crate::{
    intrinsic::Intrinsic,
    op::{ArithOp, Num, Op, Slot, Target},
    program::{DATA_BASE, Function, Program},
};

/// The largest frame, and the most data, of a program.
const MOST_BYTES: u64 = 1 << 30;

/// The first thing found wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("function {function} (`{name}`), op {op}: {problem}")]
pub struct VerifyError {
    pub function: u32,
    pub name: String,
    /// `u32::MAX` for what is wrong with the function itself.
    pub op: u32,
    pub problem: &'static str,
}

impl Program {
    pub fn verify(&self) -> Result<(), VerifyError> {
        let whole = |problem| VerifyError {
            function: 0,
            name: String::new(),
            op: u32::MAX,
            problem,
        };
        let entry = self
            .functions
            .get(self.entry as usize)
            .ok_or(whole("there is no such entry"))?;
        if !entry.params.is_empty() || entry.ret_size != 4 || entry.coroutine.is_some() {
            return Err(whole("the entry is no function that gives an exit code"));
        }
        if let Some(panic_entry) = self.panic_entry {
            let function = self
                .functions
                .get(panic_entry as usize)
                .ok_or(whole("there is no such panic entry"))?;
            if function
                .params
                .iter()
                .map(|(_, size)| *size)
                .collect::<Vec<_>>()
                != [8, 8]
                || function.coroutine.is_some()
            {
                return Err(whole("the panic entry takes something else than a text"));
            }
        }
        if self.data.len() as u64 > MOST_BYTES - DATA_BASE {
            return Err(whole("there is too much data"));
        }
        for (index, function) in self.functions.iter().enumerate() {
            let wrong = |(op, problem)| VerifyError {
                function: index as u32,
                name: function.name.clone(),
                op,
                problem,
            };
            Check {
                program: self,
                function,
            }
            .function()
            .map_err(wrong)?;
        }
        Ok(())
    }
}

type Wrong = (u32, &'static str);

struct Check<'a> {
    program: &'a Program,
    function: &'a Function,
}

impl Check<'_> {
    fn function(&self) -> Result<(), Wrong> {
        let f = self.function;
        let own = |problem| (u32::MAX, problem);
        if u64::from(f.frame_size) > MOST_BYTES {
            return Err(own("the frame is too large"));
        }
        if f.ops.is_empty() || f.ops.len() > u32::MAX as usize / 2 {
            return Err(own("there is no code, or too much"));
        }
        let all = |pairs: &[(Slot, u32)]| pairs.iter().all(|(slot, size)| self.fits(*slot, *size));
        if !self.fits(0, f.ret_size) || !all(&f.params) || !self.fits(f.zeroed.0, f.zeroed.1) {
            return Err(own(
                "the result, a parameter or the flags lie outside of the frame",
            ));
        }
        if f.cleanup.is_some_and(|to| !self.leads(to)) {
            return Err(own("the cleanup is nowhere"));
        }
        for local in &f.locals {
            if !self.fits(local.slot, local.size)
                || local.flag.is_some_and(|flag| !self.fits(flag, 1))
            {
                return Err(own("a local lies outside of the frame"));
            }
        }
        if !f.spans.is_sorted_by_key(|span| span.from) {
            return Err(own("the places are not in order"));
        }
        for table in &f.switches {
            let sizes = [1, 2, 4, 8, 16];
            if !sizes.contains(&table.size)
                || !self.leads(table.default)
                || !table.arms.iter().all(|(_, to)| self.leads(*to))
            {
                return Err(own("a switch leads nowhere"));
            }
        }
        for call in &f.calls {
            if !all(&call.args) {
                return Err(own("an argument lies outside of the frame"));
            }
        }
        if let Some(c) = &f.coroutine {
            if !self.fits(c.state, 4)
                || !self.fits(c.trace_id, 4)
                || !self.fits(c.cx, 8)
                || !all(&c.captures)
            {
                return Err(own("a part of the future lies outside of its frame"));
            }
            if !self.leads(c.start)
                || !self.leads(c.drop)
                || !c.points.iter().all(|p| self.leads(p.resume))
            {
                return Err(own("a suspend point leads nowhere"));
            }
            if !self.message(c.resumed_done) || !self.message(c.resumed_panicked) {
                return Err(own("there is no such message"));
            }
        }
        match f.ops.last() {
            Some(
                Op::Jump { .. }
                | Op::Return
                | Op::ResumeUnwind
                | Op::Unreachable
                | Op::Panic { .. }
                | Op::Switch { .. }
                | Op::Suspend { .. },
            ) => {}
            _ => return Err(own("the code runs past its end")),
        }
        for (at, op) in f.ops.iter().enumerate() {
            self.op(op).map_err(|problem| (at as u32, problem))?;
        }
        Ok(())
    }

    fn fits(&self, slot: Slot, size: u32) -> bool {
        u64::from(slot) + u64::from(size) <= u64::from(self.function.frame_size)
    }
    fn leads(&self, to: Target) -> bool {
        (to as usize) < self.function.ops.len()
    }
    fn message(&self, id: u32) -> bool {
        (id as usize) < self.program.messages.len()
    }
    fn data(&self, at: u32, len: u32) -> bool {
        u64::from(at) + u64::from(len) <= self.program.data.len() as u64
    }

    fn to(&self, to: Target) -> Result<(), &'static str> {
        if self.leads(to) {
            Ok(())
        } else {
            Err("a jump leads nowhere")
        }
    }

    fn op(&self, op: &Op) -> Result<(), &'static str> {
        let mut fit = true;
        let switches = &self.function.switches;
        op.clone()
            .operands(switches, &mut |slot, len, _| fit &= self.fits(*slot, len));
        if !fit {
            return Err("a slot lies outside of the frame");
        }
        match *op {
            Op::ConstBytes { at, len, .. } if !self.data(at, len) => Err("there are no such data"),
            Op::DataAddr { at, .. } if !self.data(at, 0) => Err("there are no such data"),
            Op::FuncAddr { func, .. } if func as usize >= self.program.functions.len() => {
                Err("there is no such function")
            }
            Op::Addr { slot, len, .. } if !self.fits(slot, len) => {
                Err("what an address reaches lies outside of the frame")
            }
            Op::Arith { op, ty, .. } => {
                let is_float = matches!(ty, Num::F32 | Num::F64);
                let only_integers = !matches!(
                    op,
                    ArithOp::Add | ArithOp::Sub | ArithOp::Mul | ArithOp::Div | ArithOp::Rem
                );
                match is_float && only_integers {
                    true => Err("floats have no such operation"),
                    false => Ok(()),
                }
            }
            Op::ArithImm { op, ty, imm, .. } if !op.takes_imm(ty, imm) => {
                Err("this operation takes no such constant")
            }
            Op::CmpImm { ty, .. } if !ty.takes_imm() => Err("this comparison takes no constant"),
            Op::Overflows { op, ty, .. }
                if !matches!(op, ArithOp::Add | ArithOp::Sub | ArithOp::Mul)
                    || matches!(ty, Num::F32 | Num::F64) =>
            {
                Err("this operation has no overflow")
            }
            Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => self.to(to),
            Op::Switch { table, .. } if table as usize >= switches.len() => {
                Err("there is no such switch")
            }
            Op::Call { func, args } => self.call(func, args),
            Op::CallPtr { args, result, .. } => match self.function.calls.get(args as usize) {
                None => Err("there is no such list of arguments"),
                Some(call) if !self.fits(call.ret, result) => {
                    Err("a result lies outside of the frame")
                }
                Some(_) => Ok(()),
            },
            Op::Intrinsic { id, args } => self.intrinsic(id, args),
            Op::Panic { message } if !self.message(message) => Err("there is no such message"),
            Op::Suspend { point } => match &self.function.coroutine {
                Some(c) if (point as usize) < c.points.len() => Ok(()),
                _ => Err("there is no such suspend point"),
            },
            Op::Finish if self.function.coroutine.is_none() => Err("this function is no coroutine"),
            Op::DropFuture { func, .. } => {
                let callee = self.program.functions.get(func as usize);
                match callee.is_some_and(|f| f.coroutine.is_some()) {
                    true => Ok(()),
                    false => Err("what is dropped is no future"),
                }
            }
            _ => Ok(()),
        }
    }

    fn call(&self, func: u32, args: u32) -> Result<(), &'static str> {
        let callee = self
            .program
            .functions
            .get(func as usize)
            .ok_or("there is no such function")?;
        let call = self
            .function
            .calls
            .get(args as usize)
            .ok_or("there is no such list of arguments")?;
        if !self.fits(call.ret, callee.ret_size) {
            return Err("a result lies outside of the frame");
        }
        let given = call.args.iter().map(|(_, size)| *size);
        let same = match callee.coroutine {
            Some(_) => given.eq([8, 8]),
            None => given.eq(callee.params.iter().map(|(_, size)| *size)),
        };
        if same {
            Ok(())
        } else {
            Err("the arguments are not what the function takes")
        }
    }

    fn intrinsic(&self, id: Intrinsic, args: u32) -> Result<(), &'static str> {
        let call = self
            .function
            .calls
            .get(args as usize)
            .ok_or("there is no such list of arguments")?;
        let (params, ret) = id.shape();
        if !self.fits(call.ret, ret) {
            return Err("a result lies outside of the frame");
        }
        match call
            .args
            .iter()
            .map(|(_, size)| *size)
            .eq(params.iter().copied())
        {
            true => Ok(()),
            false => Err("the arguments are not what the intrinsic takes"),
        }
    }
}

impl Intrinsic {
    /// The sizes of its arguments and of its result.
    pub fn shape(self) -> (&'static [u32], u32) {
        use Intrinsic::*;
        match self {
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
            File => (&[8, 4, 8, 8], 8),
            Now | Random | ThreadCurrent => (&[], 8),
            ThreadSpawn => (&[8, 8, 8, 8], 8),
            ThreadSleep | ThreadWaitEnd | ThreadPark | ThreadUnpark => (&[8], 0),
            ThreadYield => (&[], 0),
            FutexWait => (&[8, 4, 8, 8, 8], 1),
            FutexWake => (&[8, 4], 4),
            NetBind => (&[16, 4, 1], 8),
            NetConnect => (&[8, 16, 4], 8),
            NetAccept | NetEvent => (&[8], 8),
            NetRead => (&[8, 8, 8, 1, 8], 8),
            NetWrite => (&[8, 8, 8, 16, 4], 8),
            NetShutdown => (&[8, 4], 8),
            NetClose => (&[8], 0),
            NetAddress => (&[8, 4, 8], 8),
            NetWait => (&[8, 1, 8], 1),
            NetPoller => (&[], 8),
            NetWatch => (&[8, 8], 8),
            NetPark => (&[8, 8, 4, 8, 8, 8], 0),
            TaskNew => (&[4, 8, 8], 8),
            TaskWaitReady | TaskPollStart | TaskWake | TaskWakerCloned | TaskWakerDropped
            | TaskWakesFor => (&[8], 0),
            TaskWaits => (&[4, 8, 8, 8, 8], 0),
            WakerUsed => (&[4, 8, 8, 8], 0),
            TaskPollEnd | TaskDropped => (&[8, 1], 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::CallArgs;

    fn entry(ops: Vec<Op>, calls: Vec<CallArgs>) -> Program {
        let function = Function {
            name: "entry".to_owned(),
            frame_size: 16,
            ret_size: 4,
            ops,
            calls,
            ..Function::default()
        };
        Program {
            functions: vec![function],
            ..Program::default()
        }
    }
    fn problem(ops: Vec<Op>, calls: Vec<CallArgs>) -> Option<&'static str> {
        entry(ops, calls).verify().err().map(|e| e.problem)
    }

    #[test]
    fn a_good_program_passes() {
        assert_eq!(
            problem(vec![Op::Const32 { dst: 12, imm: 1 }, Op::Return], vec![]),
            None
        );
    }

    #[test]
    fn slots_and_targets_are_checked() {
        assert_eq!(
            problem(vec![Op::Const64 { dst: 12, imm: 1 }, Op::Return], vec![]),
            Some("a slot lies outside of the frame")
        );
        assert_eq!(
            problem(
                vec![
                    Op::Copy {
                        dst: u32::MAX,
                        src: 0,
                        len: 8
                    },
                    Op::Return
                ],
                vec![]
            ),
            Some("a slot lies outside of the frame")
        );
        assert_eq!(
            problem(vec![Op::Jump { to: 2 }, Op::Return], vec![]),
            Some("a jump leads nowhere")
        );
        assert_eq!(
            problem(vec![Op::Const8 { dst: 0, imm: 1 }], vec![]),
            Some("the code runs past its end")
        );
        assert_eq!(
            problem(vec![Op::Panic { message: 0 }], vec![]),
            Some("there is no such message")
        );
    }

    #[test]
    fn calls_pass_what_is_taken() {
        let call = |args| CallArgs { ret: 0, args };
        let exit = vec![
            Op::Intrinsic {
                id: Intrinsic::Exit,
                args: 0,
            },
            Op::Return,
        ];
        assert_eq!(problem(exit.clone(), vec![call(vec![(0, 4)])]), None);
        assert_eq!(
            problem(exit.clone(), vec![call(vec![(0, 8)])]),
            Some("the arguments are not what the intrinsic takes")
        );
        assert_eq!(
            problem(exit, vec![call(vec![(14, 4)])]),
            Some("an argument lies outside of the frame")
        );
        let itself = vec![Op::Call { func: 0, args: 0 }, Op::Return];
        assert_eq!(
            problem(itself, vec![call(vec![(0, 4)])]),
            Some("the arguments are not what the function takes")
        );
    }
}
