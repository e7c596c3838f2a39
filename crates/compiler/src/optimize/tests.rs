//! Small functions before and after.

use bytecode::{ArithOp, CallArgs, CmpOp, Function, LocalInfo, Num, Op, Program, disasm};
use expect_test::{Expect, expect};

use super::optimize;

/// A function of 64 bytes that gives 8.
fn function(name: &str, ops: Vec<Op>, calls: Vec<CallArgs>) -> Function {
    Function {
        name: name.to_owned(),
        frame_size: 64,
        ret_size: 8,
        ops,
        calls,
        ..Function::default()
    }
}

fn becomes(mut functions: Vec<Function>, expected: &Expect) {
    optimize(&mut functions, &[0], &[]);
    let program = Program {
        functions,
        ..Program::default()
    };
    expected.assert_eq(&disasm::program(&program).to_string());
}

fn add(dst: u32, a: u32, b: u32) -> Op {
    Op::Arith {
        op: ArithOp::Add,
        ty: Num::U64,
        dst,
        a,
        b,
    }
}

#[test]
fn a_small_function_of_the_library_becomes_part_of_its_caller() {
    // Through a reference to the caller's local, as `fn next(&mut self) -> u64`.
    let callee = Function {
        params: vec![(8, 8)],
        ..function(
            "next",
            vec![
                Op::Load64 {
                    dst: 16,
                    ptr: 8,
                    offset: 0,
                },
                Op::Const64 { dst: 24, imm: 1 },
                add(16, 16, 24),
                Op::Store64 {
                    ptr: 8,
                    src: 16,
                    offset: 0,
                },
                Op::Copy64 { dst: 0, src: 16 },
                Op::Return,
            ],
            vec![],
        )
    };
    let caller = function(
        "caller",
        vec![
            Op::Const64 { dst: 8, imm: 41 },
            Op::Addr {
                dst: 16,
                slot: 8,
                len: 8,
            },
            Op::Call { func: 1, args: 0 },
            Op::Return,
        ],
        vec![CallArgs {
            ret: 0,
            args: vec![(16, 8)],
        }],
    );
    becomes(
        vec![caller, callee],
        &expect![[r#"
        fn 0 caller() -> 8 bytes, frame 128
             0 [8] = 41 u64
             1 [80] = Add u64 [8], 1
             2 [0;8] = [80]
             3 return

        fn 1 () -> 0 bytes, frame 0
             0 unreachable

    "#]],
    );
}

#[test]
fn the_visitors_functions_stay_functions_and_their_locals_are_written() {
    let callee = Function {
        own: true,
        ..function(
            "own",
            vec![Op::Const64 { dst: 0, imm: 1 }, Op::Return],
            vec![],
        )
    };
    let caller = Function {
        own: true,
        locals: vec![LocalInfo {
            name: "seen".to_owned(),
            ty: "u64".to_owned(),
            slot: 8,
            size: 8,
            flag: None,
        }],
        ..function(
            "caller",
            vec![
                Op::Const64 { dst: 8, imm: 1 },
                Op::Const64 { dst: 16, imm: 2 },
                Op::Call { func: 1, args: 0 },
                Op::Return,
            ],
            vec![CallArgs {
                ret: 0,
                args: vec![],
            }],
        )
    };
    becomes(
        vec![caller, callee],
        &expect![[r#"
        fn 0 caller() -> 8 bytes, frame 64
          let seen: u64 = [8;8]
             0 [8] = 1 u64
             1 call own () -> [0]
             2 return

        fn 1 own() -> 8 bytes, frame 64
             0 [0] = 1 u64
             1 return

    "#]],
    );
}

#[test]
fn jumps_whose_outcome_is_known_are_made() {
    // `if { if a < b { true } else { false } } { 1 } else { 2 }`.
    let ops = vec![
        Op::Cmp {
            op: CmpOp::Lt,
            ty: Num::U64,
            dst: 24,
            a: 8,
            b: 16,
        },
        Op::JumpIf { cond: 24, to: 4 },
        Op::Const8 { dst: 25, imm: 0 },
        Op::Jump { to: 5 },
        Op::Const8 { dst: 25, imm: 1 },
        Op::JumpIfNot { cond: 25, to: 8 },
        Op::Const64 { dst: 0, imm: 1 },
        Op::Return,
        Op::Const64 { dst: 0, imm: 2 },
        Op::Return,
    ];
    let function = Function {
        params: vec![(8, 8), (16, 8)],
        ..function("choose", ops, vec![])
    };
    becomes(
        vec![function],
        &expect![[r#"
        fn 0 choose([8;8], [16;8]) -> 8 bytes, frame 64
             0 [24] = Lt u64 [8], [16]
             1 if not [24] jump 4
             2 [0] = 1 u64
             3 return
             4 [0] = 2 u64
             5 return

    "#]],
    );
}

#[test]
fn what_a_call_may_write_through_an_address_is_read_again() {
    let ops = vec![
        Op::Const64 { dst: 8, imm: 1 },
        Op::Addr {
            dst: 16,
            slot: 8,
            len: 8,
        },
        Op::CallPtr {
            ptr: 24,
            args: 0,
            result: 0,
        },
        add(0, 8, 8),
        Op::Return,
    ];
    let calls = vec![CallArgs {
        ret: 0,
        args: vec![(16, 8)],
    }];
    let function = Function {
        params: vec![(24, 8)],
        ..function("lend", ops, calls)
    };
    becomes(
        vec![function],
        &expect![[r#"
        fn 0 lend([24;8]) -> 8 bytes, frame 64
             0 [8] = 1 u64
             1 [16] = &[8;8]
             2 call *[24] ([16;8]) -> [0]
             3 [0] = Add u64 [8], [8]
             4 return

    "#]],
    );
}
