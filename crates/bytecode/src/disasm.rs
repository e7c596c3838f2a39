//! Programs as text, for people and for tests: a function a paragraph, an op a line, slots in brackets.

use std::fmt::{self, Write as _};

use crate::{
    op::{Num, Op, Slot},
    program::{CallArgs, Function, Program},
};

/// The listing of a whole program.
pub fn program(program: &Program) -> String {
    let mut out = String::new();
    for index in 0..program.functions.len() {
        function_to(&mut out, program, index as u32);
        out.push('\n');
    }
    out
}

/// The listing of one function.
pub fn function(program: &Program, id: u32) -> String {
    let mut out = String::new();
    function_to(&mut out, program, id);
    out
}

fn function_to(out: &mut String, program: &Program, id: u32) {
    let Some(f) = program.functions.get(id as usize) else {
        return;
    };
    // Writing to a string cannot fail.
    let _ = write_function(out, program, id, f);
}

fn write_function(out: &mut String, program: &Program, id: u32, f: &Function) -> fmt::Result {
    let params: Vec<String> = f.params.iter().map(|p| sized(*p)).collect();
    writeln!(
        out,
        "fn {id} {}({}) -> {} bytes, frame {}",
        f.name,
        params.join(", "),
        f.ret_size,
        f.frame_size
    )?;
    if f.zeroed.1 > 0 {
        writeln!(out, "  flags {}", sized(f.zeroed))?;
    }
    for local in &f.locals {
        write!(
            out,
            "  let {}: {} = {}",
            local.name,
            local.ty,
            sized((local.slot, local.size))
        )?;
        match local.flag {
            Some(flag) => writeln!(out, " if [{flag}]")?,
            None => writeln!(out)?,
        }
    }
    if let Some(c) = &f.coroutine {
        let captures: Vec<String> = c.captures.iter().map(|p| sized(*p)).collect();
        writeln!(
            out,
            "  future: state [{}], context [{}], captures {}",
            c.state,
            c.cx,
            captures.join(", ")
        )?;
        let points: Vec<String> = c.points.iter().map(|p| p.resume.to_string()).collect();
        writeln!(
            out,
            "  start {}, resume at {}, drop {}",
            c.start,
            points.join(", "),
            c.drop
        )?;
    }
    for (index, op) in f.ops.iter().enumerate() {
        if f.cleanup == Some(index as u32) {
            writeln!(out, "  cleanup:")?;
        }
        writeln!(
            out,
            "  {index:4} {}",
            Shown {
                program,
                function: f,
                op
            }
        )?;
    }
    Ok(())
}

fn sized((slot, size): (Slot, u32)) -> String {
    format!("[{slot};{size}]")
}

struct Shown<'a> {
    program: &'a Program,
    function: &'a Function,
    op: &'a Op,
}

impl Shown<'_> {
    fn args(&self, index: u32) -> String {
        let CallArgs { ret, args } = match self.function.calls.get(index as usize) {
            Some(call) => call.clone(),
            None => return "?".to_owned(),
        };
        let args: Vec<String> = args.into_iter().map(sized).collect();
        format!("({}) -> [{ret}]", args.join(", "))
    }
    fn name(&self, func: u32) -> &str {
        self.program
            .functions
            .get(func as usize)
            .map_or("?", |f| &f.name)
    }
}

fn num(ty: Num) -> String {
    format!("{ty:?}").to_lowercase()
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Op::*;
        match *self.op {
            Const8 { dst, imm } => write!(f, "[{dst}] = {imm} u8"),
            Const16 { dst, imm } => write!(f, "[{dst}] = {imm} u16"),
            Const32 { dst, imm } => write!(f, "[{dst}] = {imm} u32"),
            Const64 { dst, imm } => write!(f, "[{dst}] = {imm} u64"),
            ConstBytes { dst, at, len } => write!(f, "[{dst};{len}] = data {at}"),
            Zero { dst, len } => write!(f, "[{dst};{len}] = zeroes"),
            DataAddr { dst, at } => write!(f, "[{dst}] = &data {at}"),
            FuncAddr { dst, func } => write!(f, "[{dst}] = &fn {func} {}", self.name(func)),
            Copy8 { dst, src } => write!(f, "[{dst};1] = [{src}]"),
            Copy16 { dst, src } => write!(f, "[{dst};2] = [{src}]"),
            Copy32 { dst, src } => write!(f, "[{dst};4] = [{src}]"),
            Copy64 { dst, src } => write!(f, "[{dst};8] = [{src}]"),
            Copy { dst, src, len } => write!(f, "[{dst};{len}] = [{src}]"),
            Addr { dst, slot, len } => write!(f, "[{dst}] = &[{slot};{len}]"),
            Offset { dst, ptr, imm } => write!(f, "[{dst}] = [{ptr}] {imm:+}"),
            Element { dst, ptr, index } => write!(f, "[{dst}] = [{ptr}] + [{index}]"),
            Scale { dst, index, size } => write!(f, "[{dst}] = [{index}] * {size}"),
            Load8 { dst, ptr, offset } => write!(f, "[{dst};1] = *([{ptr}] {offset:+})"),
            Load16 { dst, ptr, offset } => write!(f, "[{dst};2] = *([{ptr}] {offset:+})"),
            Load32 { dst, ptr, offset } => write!(f, "[{dst};4] = *([{ptr}] {offset:+})"),
            Load64 { dst, ptr, offset } => write!(f, "[{dst};8] = *([{ptr}] {offset:+})"),
            Load { dst, ptr, len } => write!(f, "[{dst};{len}] = *[{ptr}]"),
            Store8 { ptr, src, offset } => write!(f, "*([{ptr}] {offset:+}) = [{src};1]"),
            Store16 { ptr, src, offset } => write!(f, "*([{ptr}] {offset:+}) = [{src};2]"),
            Store32 { ptr, src, offset } => write!(f, "*([{ptr}] {offset:+}) = [{src};4]"),
            Store64 { ptr, src, offset } => write!(f, "*([{ptr}] {offset:+}) = [{src};8]"),
            Store { ptr, src, len } => write!(f, "*[{ptr}] = [{src};{len}]"),
            MemCopy { dst, src, len } => write!(f, "*[{dst}] = *[{src}], {len} bytes"),
            Arith { op, ty, dst, a, b } => write!(f, "[{dst}] = {op:?} {} [{a}], [{b}]", num(ty)),
            Overflows { op, ty, dst, a, b } => {
                write!(f, "[{dst}] = overflow of {op:?} {} [{a}], [{b}]", num(ty))
            }
            Cmp { op, ty, dst, a, b } => write!(f, "[{dst}] = {op:?} {} [{a}], [{b}]", num(ty)),
            ArithImm {
                op,
                ty,
                dst,
                a,
                imm,
            } => {
                write!(f, "[{dst}] = {op:?} {} [{a}], {imm}", num(ty))
            }
            CmpImm {
                op,
                ty,
                dst,
                a,
                imm,
            } => {
                write!(f, "[{dst}] = {op:?} {} [{a}], {imm}", num(ty))
            }
            Unary { op, ty, dst, a } => write!(f, "[{dst}] = {op:?} {} [{a}]", num(ty)),
            NotBool { dst, a } => write!(f, "[{dst}] = not [{a}]"),
            Cast { from, to, dst, src } => {
                write!(f, "[{dst}] = [{src}] as {} from {}", num(to), num(from))
            }
            BoundsCheck { index, len } => write!(f, "check [{index}] < [{len}]"),
            Jump { to } => write!(f, "jump {to}"),
            JumpIf { cond, to } => write!(f, "if [{cond}] jump {to}"),
            JumpIfNot { cond, to } => write!(f, "if not [{cond}] jump {to}"),
            Switch { slot, table } => match self.function.switches.get(table as usize) {
                Some(table) => {
                    write!(f, "switch [{slot};{}]", table.size)?;
                    for (value, to) in &table.arms {
                        write!(f, " {value}: {to},")?;
                    }
                    write!(f, " else: {}", table.default)
                }
                None => write!(f, "switch [{slot}] ?"),
            },
            Call { func, args } => write!(f, "call {} {}", self.name(func), self.args(args)),
            CallPtr { ptr, args, .. } => write!(f, "call *[{ptr}] {}", self.args(args)),
            Intrinsic { id, args } => write!(f, "{} {}", id.name(), self.args(args)),
            Return => f.write_str("return"),
            Panic { message } => {
                let text = self
                    .program
                    .messages
                    .get(message as usize)
                    .map_or("?", String::as_str);
                write!(f, "panic {text:?}")
            }
            ResumeUnwind => f.write_str("resume unwinding"),
            Unreachable => f.write_str("unreachable"),
            Suspend { point } => write!(f, "suspend at point {point}"),
            Finish => f.write_str("finish"),
            DropFuture { func, ptr } => write!(f, "drop future {} at [{ptr}]", self.name(func)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_reads_like_code() {
        let f = Function {
            name: "add".to_owned(),
            frame_size: 16,
            ret_size: 4,
            params: vec![(4, 4), (8, 4)],
            ops: vec![
                Op::Arith {
                    op: crate::ArithOp::Add,
                    ty: Num::I32,
                    dst: 0,
                    a: 4,
                    b: 8,
                },
                Op::Call { func: 0, args: 0 },
                Op::Return,
            ],
            calls: vec![CallArgs {
                ret: 12,
                args: vec![(0, 4), (4, 4)],
            }],
            ..Function::default()
        };
        let listing = function(
            &Program {
                functions: vec![f],
                ..Program::default()
            },
            0,
        );
        let expected = "fn 0 add([4;4], [8;4]) -> 4 bytes, frame 16\n     0 [0] = Add i32 [4], [8]\n     1 call add ([0;4], [4;4]) -> [12]\n     2 return\n";
        assert_eq!(listing, expected);
    }
}
