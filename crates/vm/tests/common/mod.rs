//! Programs put together by hand, and a host that answers the simplest way.
#![allow(dead_code)]

use std::rc::Rc;

use bytecode::*;
use vm::{Call, Halt, Host, HostResult, Limits, Machine, Site, Stop};

/// A function under construction: slots 0.. are its own business.
pub fn function(name: &str, frame_size: u32, ops: Vec<Op>) -> Function {
    Function {
        name: name.to_string(),
        frame_size,
        ops,
        own: true,
        ..Function::default()
    }
}

pub trait Build: Sized {
    fn ret(self, size: u32) -> Self;
    fn params(self, params: &[(Slot, u32)]) -> Self;
    fn calls(self, calls: &[(Slot, &[(Slot, u32)])]) -> Self;
    fn cleanup(self, target: Target) -> Self;
}

impl Build for Function {
    fn ret(mut self, size: u32) -> Self {
        self.ret_size = size;
        self
    }
    fn params(mut self, params: &[(Slot, u32)]) -> Self {
        self.params = params.to_vec();
        self
    }
    fn calls(mut self, calls: &[(Slot, &[(Slot, u32)])]) -> Self {
        self.calls = calls
            .iter()
            .map(|&(ret, args)| CallArgs {
                ret,
                args: args.to_vec(),
            })
            .collect();
        self
    }
    fn cleanup(mut self, target: Target) -> Self {
        self.cleanup = Some(target);
        self
    }
}

/// Puts a function together; slots are given out as they are asked for.
pub struct Body {
    pub ops: Vec<Op>,
    calls: Vec<CallArgs>,
    frame: u32,
}

impl Body {
    /// The first `head` bytes of the frame are the function's own: result, parameters.
    pub fn new(head: u32) -> Body {
        Body {
            ops: Vec::new(),
            calls: Vec::new(),
            frame: head.next_multiple_of(16),
        }
    }
    pub fn slot(&mut self, size: u32) -> Slot {
        let slot = self.frame;
        self.frame += size.next_multiple_of(8);
        slot
    }
    pub fn op(&mut self, op: Op) -> &mut Body {
        self.ops.push(op);
        self
    }
    pub fn here(&self) -> Target {
        self.ops.len() as Target
    }
    pub fn word(&mut self, imm: u64) -> Slot {
        let dst = self.slot(8);
        self.op(Op::Const64 { dst, imm });
        dst
    }
    pub fn int(&mut self, imm: u32) -> Slot {
        let dst = self.slot(4);
        self.op(Op::Const32 { dst, imm });
        dst
    }
    pub fn byte(&mut self, imm: u8) -> Slot {
        let dst = self.slot(1);
        self.op(Op::Const8 { dst, imm });
        dst
    }
    pub fn data(&mut self, at: u32) -> Slot {
        let dst = self.slot(8);
        self.op(Op::DataAddr { dst, at });
        dst
    }
    pub fn func(&mut self, func: FuncId) -> Slot {
        let dst = self.slot(8);
        self.op(Op::FuncAddr { dst, func });
        dst
    }
    pub fn addr(&mut self, slot: Slot) -> Slot {
        let dst = self.slot(8);
        self.op(Op::Addr { dst, slot, len: 0 });
        dst
    }
    fn args(&mut self, args: Vec<(Slot, u32)>, ret: u32) -> (u32, Slot) {
        let ret = self.slot(ret);
        self.calls.push(CallArgs { ret, args });
        (self.calls.len() as u32 - 1, ret)
    }
    /// An intrinsic; where its result is.
    pub fn ask(&mut self, id: Intrinsic, args: &[Slot]) -> Slot {
        let (sizes, ret) = id.shape();
        let (args, ret) = self.args(
            args.iter().copied().zip(sizes.iter().copied()).collect(),
            ret,
        );
        self.op(Op::Intrinsic { id, args });
        ret
    }
    /// A call; where its result of `size` bytes is.
    pub fn call(&mut self, func: FuncId, args: &[(Slot, u32)], size: u32) -> Slot {
        let (args, ret) = self.args(args.to_vec(), size);
        self.op(Op::Call { func, args });
        ret
    }
    pub fn call_ptr(&mut self, ptr: Slot, args: &[(Slot, u32)], size: u32) -> Slot {
        let (args, ret) = self.args(args.to_vec(), size);
        self.op(Op::CallPtr {
            ptr,
            args,
            result: size,
        });
        ret
    }
    /// Prints `len` bytes of the data.
    pub fn print(&mut self, at: u32, len: u64) {
        let (stream, text, len) = (self.int(1), self.data(at), self.word(len));
        self.ask(Intrinsic::Print, &[stream, text, len]);
    }
    pub fn finish(self, name: &str) -> Function {
        Function {
            calls: self.calls,
            ..function(name, self.frame, self.ops)
        }
    }
}

/// Function 0 is the entry.
pub fn program(functions: Vec<Function>) -> Program {
    Program {
        functions,
        messages: vec!["boom".to_string(), "resumed".to_string()],
        ..Program::default()
    }
}

/// Prints into a string, gives futures numbers, blocks never.
#[derive(Default)]
pub struct Plain {
    pub out: String,
    pub news: Vec<String>,
    pub futures: u64,
}

impl Host for Plain {
    fn call(&mut self, site: &Site<'_>, call: Call<'_>) -> HostResult {
        match call {
            Call::Print { text, .. } => self.out.push_str(&String::from_utf8_lossy(text)),
            Call::Now => return HostResult::Done(site.steps * 10),
            Call::Random => return HostResult::Done(4),
            Call::ThreadSleep { .. } => return HostResult::Block,
            Call::FuturePollStart { id, name, .. } => {
                let id = if id == 0 {
                    self.futures + 1
                } else {
                    u64::from(id)
                };
                self.futures = self.futures.max(id);
                self.news.push(format!("poll {name} {id}"));
                return HostResult::Done(id);
            }
            Call::FuturePollEnd { id, outcome } => self.news.push(format!("end {id} {outcome:?}")),
            Call::FutureDropped {
                id,
                name,
                completed,
                ..
            } => {
                self.news.push(format!("dropped {name} {id} {completed}"));
            }
            Call::Panicked { message } => {
                self.news.push(format!("panic {}", message.unwrap_or("?")))
            }
            other => self.news.push(format!("{other:?}")),
        }
        HostResult::Done(0)
    }
}

pub struct Ran {
    pub halt: Halt,
    pub out: String,
    pub news: Vec<String>,
    pub steps: u64,
}

/// Runs the main thread only, in turns of `turn` steps, for at most a hundred million.
pub fn run_in_turns(program: Program, limits: Limits, turn: u64) -> Ran {
    let mut machine = Machine::new(Rc::new(program), limits).expect("the program is well formed");
    let mut host = Plain::default();
    loop {
        match machine.run(1, turn, &mut host) {
            Stop::Preempted | Stop::Yielded if machine.steps() < 100_000_000 => {}
            Stop::Blocked => machine.complete(1, 0),
            Stop::Halted(halt) => {
                return Ran {
                    halt,
                    out: host.out,
                    news: host.news,
                    steps: machine.steps(),
                };
            }
            other => panic!("{other:?} after {} steps", machine.steps()),
        }
    }
}

pub fn run(program: Program) -> Ran {
    run_in_turns(program, Limits::default(), 1000)
}

/// The exit code that the program's main returns.
pub fn code(program: Program) -> i32 {
    match run(program).halt {
        Halt::Finished { code } => code,
        other => panic!("{other:?}"),
    }
}

/// `fib(n)` by recursion over `i32`, called with `n`.
pub fn fib(n: u32) -> Program {
    // main: 0 result, 4 argument. fib: 0 result, 4 n, 8 condition, 12 constant, 16 n - k, 20 fib(n - 1).
    let main = function(
        "main",
        8,
        vec![
            Op::Const32 { dst: 4, imm: n },
            Op::Call { func: 1, args: 0 },
            Op::Return,
        ],
    )
    .ret(4)
    .calls(&[(0, &[(4, 4)])]);
    let add = |dst, a, b| Op::Arith {
        op: ArithOp::Add,
        ty: Num::I32,
        dst,
        a,
        b,
    };
    let sub = |dst, a, b| Op::Arith {
        op: ArithOp::Sub,
        ty: Num::I32,
        dst,
        a,
        b,
    };
    let fib = function(
        "fib",
        32,
        vec![
            Op::Const32 { dst: 12, imm: 2 },
            Op::Cmp {
                op: CmpOp::Lt,
                ty: Num::I32,
                dst: 8,
                a: 4,
                b: 12,
            },
            Op::JumpIfNot { cond: 8, to: 5 },
            Op::Copy32 { dst: 0, src: 4 },
            Op::Return,
            Op::Const32 { dst: 12, imm: 1 },
            sub(16, 4, 12),
            Op::Call { func: 1, args: 0 },
            Op::Const32 { dst: 12, imm: 2 },
            sub(16, 4, 12),
            Op::Call { func: 1, args: 1 },
            add(0, 20, 24),
            Op::Return,
        ],
    )
    .ret(4)
    .params(&[(4, 4)])
    .calls(&[(20, &[(16, 4)]), (24, &[(16, 4)])]);
    program(vec![main, fib])
}

/// Sums `i * i` for `i` below `n`, wrapping, over `u64` through a memory cell on the heap.
pub fn sums(n: u64) -> Program {
    // 0 result, 8 i, 16 n, 24 one, 32 condition, 40 square, 48 cell, 56 sum, 64 size, 72 align
    let main = function(
        "main",
        80,
        vec![
            Op::Const64 { dst: 64, imm: 8 },
            Op::Const64 { dst: 72, imm: 8 },
            Op::Intrinsic {
                id: Intrinsic::HeapAlloc,
                args: 0,
            },
            Op::Const64 { dst: 8, imm: 0 },
            Op::Const64 { dst: 16, imm: n },
            Op::Const64 { dst: 24, imm: 1 },
            Op::Store64 {
                ptr: 48,
                src: 8,
                offset: 0,
            },
            // loop
            Op::Cmp {
                op: CmpOp::Lt,
                ty: Num::U64,
                dst: 32,
                a: 8,
                b: 16,
            },
            Op::JumpIfNot { cond: 32, to: 15 },
            Op::Arith {
                op: ArithOp::WrapMul,
                ty: Num::U64,
                dst: 40,
                a: 8,
                b: 8,
            },
            Op::Load64 {
                dst: 56,
                ptr: 48,
                offset: 0,
            },
            Op::Arith {
                op: ArithOp::WrapAdd,
                ty: Num::U64,
                dst: 56,
                a: 56,
                b: 40,
            },
            Op::Store64 {
                ptr: 48,
                src: 56,
                offset: 0,
            },
            Op::Arith {
                op: ArithOp::Add,
                ty: Num::U64,
                dst: 8,
                a: 8,
                b: 24,
            },
            Op::Jump { to: 7 },
            Op::Load32 {
                dst: 0,
                ptr: 48,
                offset: 0,
            },
            Op::Return,
        ],
    )
    .ret(4)
    .calls(&[(48, &[(64, 8), (72, 8)])]);
    program(vec![main])
}
