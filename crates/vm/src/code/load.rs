//! From [`Program`] to [`Code`].

use std::rc::Rc;

use bytecode::{DATA_BASE, Op, Program, VerifyError, code_address};

use super::{CallSite, Code, Func, Inst, Move, Pc, Switch, TRAPS};

/// The greatest value of a switch that is looked up by index.
const DENSE_LIMIT: u128 = 256;

impl Code {
    pub fn load(program: Rc<Program>) -> Result<Code, VerifyError> {
        // The memory module's SAFETY argument rests on this.
        program.verify()?;
        let mut code = Code {
            program: Rc::clone(&program),
            insts: Vec::new(),
            functions: Vec::new(),
            sites: Vec::new(),
            moves: Vec::new(),
            switches: Vec::new(),
            image: program.data.clone(),
            messages: Vec::new(),
            files: Vec::new(),
        };
        code.image.resize(code.image.len().next_multiple_of(16), 0);
        for text in program.messages.iter().map(String::as_str).chain(TRAPS) {
            let placed = code.place_text(text);
            code.messages.push(placed);
        }
        for file in &program.files {
            let placed = code.place_text(file);
            code.files.push(placed);
        }
        for function in &program.functions {
            code.add(function);
        }
        Ok(code)
    }

    fn place_text(&mut self, text: &str) -> (u64, u64) {
        let at = DATA_BASE + self.image.len() as u64;
        self.image.extend_from_slice(text.as_bytes());
        (at, text.len() as u64)
    }

    /// Adds a verified function.
    fn add(&mut self, function: &bytecode::Function) {
        let entry = self.insts.len() as Pc;
        let sites = self.sites.len() as u32;
        for call in &function.calls {
            let from = self.moves.len() as u32;
            self.moves.extend(
                call.args
                    .iter()
                    .map(|&(from, len)| Move { from, to: 0, len }),
            );
            self.sites.push(CallSite {
                func: u32::MAX,
                ret: call.ret,
                moves: from..self.moves.len() as u32,
            });
        }
        let switches = self.switches.len() as u32;
        self.switches
            .extend(function.switches.iter().map(|table| switch(table, entry)));
        for (index, op) in function.ops.iter().enumerate() {
            let inst = self.translate(function, index, op, entry, sites, switches);
            self.insts.push(inst);
        }
        // So that no function runs into the next one.
        self.insts.push(Inst::Unreachable);
        self.functions.push(Func {
            entry,
            frame_size: function.frame_size,
            stack_size: function.frame_size.next_multiple_of(16).max(16),
            ret_size: function.ret_size,
            zeroed: function.zeroed,
            cleanup: function.cleanup.map(|target| entry + target),
            own: function.own,
        });
    }

    fn translate(
        &mut self,
        function: &bytecode::Function,
        index: usize,
        op: &Op,
        entry: Pc,
        sites: u32,
        switches: u32,
    ) -> Inst {
        match *op {
            Op::Const8 { dst, imm } => Inst::Const8 { dst, imm },
            Op::Const16 { dst, imm } => Inst::Const16 { dst, imm },
            Op::Const32 { dst, imm } => Inst::Const32 { dst, imm },
            Op::Const64 { dst, imm } => Inst::Const64 { dst, imm },
            Op::ConstBytes { dst, at, len } => Inst::ConstBytes { dst, at, len },
            Op::Zero { dst, len } => Inst::Zero { dst, len },
            Op::DataAddr { dst, at } => Inst::Const64 {
                dst,
                imm: DATA_BASE + u64::from(at),
            },
            Op::FuncAddr { dst, func } => Inst::Const64 {
                dst,
                imm: code_address(func),
            },
            Op::Copy8 { dst, src } | Op::Copy { dst, src, len: 1 } => Inst::Copy8 { dst, src },
            Op::Copy16 { dst, src } => Inst::Copy16 { dst, src },
            Op::Copy32 { dst, src } | Op::Copy { dst, src, len: 4 } => Inst::Copy32 { dst, src },
            Op::Copy64 { dst, src } | Op::Copy { dst, src, len: 8 } => Inst::Copy64 { dst, src },
            Op::Copy { dst, src, len } => Inst::Copy { dst, src, len },
            Op::Addr { dst, slot, .. } => Inst::Addr { dst, slot },
            Op::Offset { dst, ptr, imm } => Inst::Offset { dst, ptr, imm },
            Op::Element { dst, ptr, index } => Inst::Element { dst, ptr, index },
            Op::Scale { dst, index, size } => Inst::Scale { dst, index, size },
            Op::Load8 { dst, ptr, offset } => Inst::Load8 { dst, ptr, offset },
            Op::Load16 { dst, ptr, offset } => Inst::Load16 { dst, ptr, offset },
            Op::Load32 { dst, ptr, offset } => Inst::Load32 { dst, ptr, offset },
            Op::Load64 { dst, ptr, offset } => Inst::Load64 { dst, ptr, offset },
            Op::Load { dst, ptr, len } => Inst::Load { dst, ptr, len },
            Op::Store8 { ptr, src, offset } => Inst::Store8 { ptr, src, offset },
            Op::Store16 { ptr, src, offset } => Inst::Store16 { ptr, src, offset },
            Op::Store32 { ptr, src, offset } => Inst::Store32 { ptr, src, offset },
            Op::Store64 { ptr, src, offset } => Inst::Store64 { ptr, src, offset },
            Op::Store { ptr, src, len } => Inst::Store { ptr, src, len },
            Op::MemCopy { dst, src, len } => Inst::MemCopy { dst, src, len },
            Op::Arith { op, ty, dst, a, b } => Inst::arith(op, ty, dst, a, b),
            Op::Cmp { op, ty, dst, a, b } => {
                before_jump(Inst::cmp(op, ty, dst, a, b), function, index, entry)
            }
            Op::ArithImm {
                op,
                ty,
                dst,
                a,
                imm,
            } => Inst::arith_imm(op, ty, dst, a, imm).unwrap_or(Inst::Unreachable),
            Op::CmpImm {
                op,
                ty,
                dst,
                a,
                imm,
            } => Inst::cmp_imm(op, ty, dst, a, imm).map_or(Inst::Unreachable, |plain| {
                before_jump(plain, function, index, entry)
            }),
            Op::Overflows { op, ty, dst, a, b } => Inst::Overflows { op, ty, dst, a, b },
            Op::Unary { op, ty, dst, a } => Inst::Unary { op, ty, dst, a },
            Op::NotBool { dst, a } => Inst::NotBool { dst, a },
            Op::Cast { from, to, dst, src } => Inst::Cast { from, to, dst, src },
            Op::BoundsCheck { index, len } => Inst::BoundsCheck { index, len },
            Op::Jump { to } if to as usize > index => Inst::Jump { to: entry + to },
            Op::Jump { to } => Inst::JumpBack { to: entry + to },
            Op::JumpIf { cond, to } => Inst::JumpIf {
                cond,
                to: entry + to,
            },
            Op::JumpIfNot { cond, to } => Inst::JumpIfNot {
                cond,
                to: entry + to,
            },
            Op::Switch { slot, table } => {
                let next = index as u32 + 1;
                one_arm(slot, &function.switches[table as usize], next, entry).unwrap_or(
                    Inst::Switch {
                        slot,
                        table: switches + table,
                    },
                )
            }
            Op::Call { func, args } => {
                let site = self.site(function, func, args);
                let coroutine = self.program.functions[func as usize].coroutine.is_some();
                if coroutine {
                    Inst::Poll { site }
                } else {
                    Inst::Call { site }
                }
            }
            Op::CallPtr { ptr, args, .. } => Inst::CallPtr {
                ptr,
                site: sites + args,
            },
            Op::Intrinsic { id, args } => Inst::Intrinsic {
                id,
                site: sites + args,
            },
            Op::Return => Inst::Return,
            Op::Panic { message } => Inst::Panic { message },
            Op::ResumeUnwind => Inst::ResumeUnwind,
            Op::Unreachable => Inst::Unreachable,
            Op::Suspend { point } => Inst::Suspend { point },
            Op::Finish => Inst::Finish,
            Op::DropFuture { func, ptr } => Inst::DropFuture { func, ptr },
        }
    }

    /// The call site of a known callee.
    fn site(&mut self, function: &bytecode::Function, func: u32, args: u32) -> u32 {
        let call = &function.calls[args as usize];
        let callee = &self.program.functions[func as usize];
        let from = self.moves.len() as u32;
        if callee.coroutine.is_some() {
            self.moves.extend(
                call.args
                    .iter()
                    .map(|&(from, len)| Move { from, to: 0, len }),
            );
        } else {
            let moves = call
                .args
                .iter()
                .zip(&callee.params)
                .filter(|(arg, _)| arg.1 > 0);
            self.moves
                .extend(moves.map(|(&(from, len), &(to, _))| Move { from, to, len }));
        }
        self.sites.push(CallSite {
            func,
            ret: call.ret,
            moves: from..self.moves.len() as u32,
        });
        self.sites.len() as u32 - 1
    }
}

/// A comparison, together with the jump on its result if that is the next op.
fn before_jump(plain: Inst, function: &bytecode::Function, index: usize, entry: Pc) -> Inst {
    match function.ops.get(index + 1) {
        // A jump back ends turns, so it stays an instruction of its own.
        Some(next @ (Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. }))
            if *to as usize > index + 1 =>
        {
            plain.fused(next, entry + to).unwrap_or(plain)
        }
        _ => plain,
    }
}

/// A switch that is a conditional jump.
fn one_arm(
    slot: bytecode::Slot,
    table: &bytecode::SwitchTable,
    next: Pc,
    entry: Pc,
) -> Option<Inst> {
    let [(value, to)] = table.arms[..] else {
        return None;
    };
    let value = u32::try_from(value).ok()?;
    let (arm, default) = (entry + to, entry + table.default);
    Some(match (table.size, to == next, table.default == next) {
        (1, _, true) => Inst::JumpIs8 {
            slot,
            value,
            to: arm,
        },
        (1, true, _) => Inst::JumpIsNot8 {
            slot,
            value,
            to: default,
        },
        (4, _, true) => Inst::JumpIs32 {
            slot,
            value,
            to: arm,
        },
        (4, true, _) => Inst::JumpIsNot32 {
            slot,
            value,
            to: default,
        },
        (8, _, true) => Inst::JumpIs64 {
            slot,
            value,
            to: arm,
        },
        (8, true, _) => Inst::JumpIsNot64 {
            slot,
            value,
            to: default,
        },
        _ => return None,
    })
}

fn switch(table: &bytecode::SwitchTable, entry: Pc) -> Switch {
    let default = entry + table.default;
    let mut arms: Vec<(u128, Pc)> = table
        .arms
        .iter()
        .map(|&(value, to)| (value, entry + to))
        .collect();
    // The first of equal values counts; the sort is stable.
    arms.sort_by_key(|arm| arm.0);
    arms.dedup_by_key(|arm| arm.0);
    let mut dense = Vec::new();
    if let Some(&(last, _)) = arms.last()
        && last < DENSE_LIMIT
    {
        dense.resize(last as usize + 1, default);
        for (value, to) in arms.drain(..) {
            dense[value as usize] = to;
        }
    }
    Switch {
        size: table.size,
        default,
        dense,
        arms,
    }
}
