//! Whatever passes for a program does not bring the machine down: programs with random damage either do not verify
//! or end in some halt, within their memory.

mod common;

use std::rc::Rc;

use bytecode::*;
use common::{Plain, fib, sums};
use vm::{Halt, Limits, Machine, Stop};

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound.max(1) as u64) as usize
    }

    fn slot(&mut self) -> Slot {
        self.below(40) as Slot * 4
    }
}

/// Random ops over small frames: most verify, and do nonsense with pointers, calls and coroutines.
fn op(random: &mut Random, functions: u32, ops: u32) -> Op {
    let nums = [
        Num::I8,
        Num::I32,
        Num::U64,
        Num::I64,
        Num::U32,
        Num::F64,
        Num::I128,
        Num::U16,
    ];
    let ariths = [
        ArithOp::Add,
        ArithOp::Sub,
        ArithOp::Mul,
        ArithOp::Div,
        ArithOp::Rem,
        ArithOp::WrapAdd,
        ArithOp::Shl,
    ];
    let (dst, a, b) = (random.slot(), random.slot(), random.slot());
    let (ty, to) = (nums[random.below(8)], random.below(ops as usize) as u32);
    match random.below(32) {
        0 => Op::Const64 {
            dst,
            imm: [0, 0x1000, 8, 64, code_address(1), u64::MAX, 0x1100][random.below(7)],
        },
        1 => Op::Const32 {
            dst,
            imm: random.below(50) as u32,
        },
        2 => Op::Const8 {
            dst,
            imm: random.below(3) as u8,
        },
        3 => Op::Copy64 { dst, src: a },
        4 => Op::Copy {
            dst,
            src: a,
            len: random.below(40) as u32,
        },
        5 => Op::Addr {
            dst,
            slot: a,
            len: 0,
        },
        6 => Op::Load64 {
            dst,
            ptr: a,
            offset: random.below(64) as i32 - 32,
        },
        7 => Op::Load {
            dst,
            ptr: a,
            len: random.below(40) as u32,
        },
        8 => Op::Store64 {
            ptr: a,
            src: b,
            offset: random.below(64) as i32 - 32,
        },
        9 => Op::Store {
            ptr: a,
            src: b,
            len: random.below(40) as u32,
        },
        10 => Op::MemCopy {
            dst,
            src: a,
            len: random.below(100) as u32,
        },
        11 | 12 => Op::Arith {
            op: ariths[random.below(7)],
            ty,
            dst,
            a,
            b,
        },
        13 => Op::Cmp {
            op: [CmpOp::Lt, CmpOp::Eq][random.below(2)],
            ty,
            dst,
            a,
            b,
        },
        14 => Op::Cast {
            from: ty,
            to: nums[random.below(8)],
            dst,
            src: a,
        },
        15 => Op::BoundsCheck { index: a, len: b },
        16 => Op::Jump { to },
        17 => Op::JumpIf { cond: a, to },
        18 => Op::JumpIfNot { cond: a, to },
        19 => Op::Call {
            func: random.below(functions as usize) as u32,
            args: random.below(4) as u32,
        },
        20 => Op::CallPtr {
            ptr: a,
            args: random.below(4) as u32,
            result: 0,
        },
        21 => Op::FuncAddr {
            dst,
            func: random.below(functions as usize) as u32,
        },
        22 => Op::Panic { message: 0 },
        23 => Op::ResumeUnwind,
        24 => Op::Suspend { point: 0 },
        25 => Op::Finish,
        26 => Op::DropFuture {
            func: random.below(functions as usize) as u32,
            ptr: a,
        },
        27 | 28 => Op::Intrinsic {
            id: Intrinsic::ALL[random.below(Intrinsic::ALL.len())],
            args: random.below(6) as u32,
        },
        29 => Op::ArithImm {
            op: ariths[random.below(7)],
            ty,
            dst,
            a,
            imm: random.below(9) as i32 - 4,
        },
        30 => Op::CmpImm {
            op: CmpOp::Lt,
            ty,
            dst,
            a,
            imm: random.below(9) as i32 - 4,
        },
        _ => Op::Return,
    }
}

fn function_of(random: &mut Random, index: u32, functions: u32) -> Function {
    let len = 6 + random.below(20) as u32;
    let coroutine = (index % 3 == 2).then(|| Coroutine {
        state: 8,
        trace_id: 12,
        cx: 16,
        points: vec![SuspendPoint {
            resume: random.below(len as usize) as u32,
            place: None,
        }],
        drop: random.below(len as usize) as u32,
        resumed_done: 1,
        ..Coroutine::default()
    });
    let mut ops: Vec<Op> = (0..len - 1).map(|_| op(random, functions, len)).collect();
    ops.push(Op::Return);
    let words =
        |random: &mut Random, n: usize| (0..n).map(|_| (random.slot(), 8)).collect::<Vec<_>>();
    Function {
        name: format!("f{index}"),
        frame_size: 168,
        ret_size: if index == 0 {
            4
        } else {
            [0, 4, 8][random.below(3)]
        },
        params: match index {
            0 => Vec::new(),
            3 => vec![(8, 8), (16, 8)],
            _ => {
                let n = random.below(3);
                words(random, n)
            }
        },
        zeroed: (100, random.below(60) as u32),
        ops,
        calls: (0..6)
            .map(|n| CallArgs {
                ret: random.slot() % 150,
                args: words(random, n % 5),
            })
            .collect(),
        cleanup: (random.below(2) == 0).then(|| random.below(len as usize) as u32),
        coroutine,
        own: random.below(2) == 0,
        ..Function::default()
    }
}

fn survive(program: Program) -> bool {
    let limits = Limits {
        memory: 1 << 20,
        main_stack: 1 << 16,
        thread_stack: 1 << 14,
        threads: 5,
    };
    let Ok(mut machine) = Machine::new(Rc::new(program), limits) else {
        return false;
    };
    let mut host = Plain::default();
    // All threads take turns until the run halts, or for a while.
    for _ in 0..60 {
        let threads: Vec<_> = machine.threads().collect();
        for id in threads {
            match machine.run(id, 500, &mut host) {
                Stop::Blocked => machine.complete(id, 1),
                // Garbage must not be taken for a bug of the machine's own.
                Stop::Halted(Halt::Internal { message }) => {
                    assert!(!message.contains("lost"), "{message}");
                    return true;
                }
                Stop::Halted(_) => return true,
                Stop::Preempted | Stop::Yielded | Stop::Ended { .. } => {}
            }
        }
        assert!(machine.memory_used() <= 1 << 20);
        for id in machine.threads().collect::<Vec<_>>() {
            machine.backtrace(id);
        }
    }
    true
}

#[test]
fn random_programs_do_no_harm() {
    let mut ran = 0;
    for seed in 0..12_000 {
        let mut random = Random(seed * 7919 + 1);
        let functions = 6;
        let mut program = common::program(
            (0..functions)
                .map(|index| function_of(&mut random, index, functions))
                .collect(),
        );
        program.data = (0..600).map(|_| random.below(256) as u8).collect();
        program.panic_entry = (random.below(2) == 0).then_some(3);
        // Ops that do not fit are replaced one by one, so that most programs run.
        for _ in 0..80 {
            match program.verify() {
                Ok(()) => break,
                Err(error) => {
                    let Some(function) = program.functions.get_mut(error.function as usize) else {
                        break;
                    };
                    let Some(op) = function.ops.get_mut(error.op as usize) else {
                        break;
                    };
                    *op = Op::Zero { dst: 0, len: 8 };
                }
            }
        }
        ran += usize::from(survive(program));
    }
    assert!(ran > 6_000, "only {ran} programs ran");
}

#[test]
fn damaged_bytes_do_no_harm() {
    let mut random = Random(99);
    for good in [fib(5), sums(5)] {
        let bytes = good.to_bytes();
        for _ in 0..3_000 {
            let mut bytes = bytes.clone();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
            if let Ok(program) = Program::from_bytes(&bytes) {
                survive(program);
            }
        }
    }
}
