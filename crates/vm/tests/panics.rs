//! Panics: order of cleanups, catching, aborting, and the machine's own panics through the library's entry.

mod common;

use bytecode::*;
use common::{Body, Build, program, run};
use vm::Halt;

/// Prints byte `at` of the data, as a destructor would.
fn cleanup(body: &mut Body, at: u32) -> Target {
    let target = body.here();
    body.print(at, 1);
    body.op(Op::ResumeUnwind);
    target
}

/// `fn(self: *mut u8)` that calls `next` and prints `at` when unwound.
fn guarded(name: &str, next: FuncId, at: u32) -> Function {
    let mut body = Body::new(16);
    body.call(next, &[], 0);
    body.op(Op::Return);
    let target = cleanup(&mut body, at);
    body.finish(name).params(&[(8, 8)]).cleanup(target)
}

fn panics() -> Function {
    let mut body = Body::new(0);
    body.op(Op::Panic { message: 0 });
    let target = cleanup(&mut body, 0);
    body.finish("panics").cleanup(target)
}

/// main catches a panic two calls deep and prints what came of it.
fn catching() -> Program {
    let mut main = Body::new(4);
    let (func, data) = (main.func(1), main.word(0));
    let payload = main.slot(16);
    let out = main.addr(payload);
    let caught = main.ask(Intrinsic::CatchUnwind, &[func, data, out]);
    main.print(2, 1);
    let count = main.ask(Intrinsic::PanicCount, &[]);
    main.op(Op::Cast {
        from: Num::U8,
        to: Num::I32,
        dst: 0,
        src: caught,
    });
    main.op(Op::Cast {
        from: Num::U64,
        to: Num::I32,
        dst: count,
        src: count,
    });
    main.op(Op::Arith {
        op: ArithOp::Add,
        ty: Num::I32,
        dst: 0,
        a: 0,
        b: count,
    });
    main.op(Op::Return);
    let data = b"abcde".to_vec();
    Program {
        data,
        ..program(vec![
            main.finish("main").ret(4),
            guarded("outer", 2, 1),
            panics(),
        ])
    }
}

#[test]
fn cleanups_run_from_the_inside_out_up_to_the_catch() {
    let ran = run(catching());
    assert_eq!(ran.halt, Halt::Finished { code: 1 });
    assert_eq!(ran.out, "abc");
    assert_eq!(ran.news, ["panic boom"]);
}

#[test]
fn what_is_not_caught_ends_the_main_thread() {
    let mut main = Body::new(4);
    let null = main.word(0);
    main.call(1, &[(null, 8)], 0);
    main.op(Op::Return);
    let target = cleanup(&mut main, 3);
    let main = main.finish("main").ret(4).cleanup(target);
    let ran = run(Program {
        data: b"abcd".to_vec(),
        ..program(vec![main, guarded("outer", 2, 1), panics()])
    });
    assert_eq!((ran.halt, ran.out.as_str()), (Halt::Panicked, "abd"));
}

#[test]
fn a_panic_that_leaves_a_cleanup_aborts() {
    let mut main = Body::new(4);
    main.op(Op::Panic { message: 0 });
    let target = main.here();
    main.call(1, &[], 0);
    main.op(Op::ResumeUnwind);
    let main = main.finish("main").ret(4).cleanup(target);
    let ran = run(Program {
        data: b"a".to_vec(),
        ..program(vec![main, panics()])
    });
    assert!(matches!(ran.halt, Halt::Abort { .. }));
    assert_eq!(ran.halt.exit_code(), 134);
    assert!(
        ran.out
            .starts_with("apanic in a destructor during cleanup\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_panic_caught_inside_a_cleanup_does_not_disturb_the_first() {
    let mut main = Body::new(4);
    main.op(Op::Panic { message: 0 });
    let target = main.here();
    let (func, data) = (main.func(1), main.word(0));
    let payload = main.slot(16);
    let out = main.addr(payload);
    main.ask(Intrinsic::CatchUnwind, &[func, data, out]);
    main.print(1, 1);
    main.op(Op::ResumeUnwind);
    let main = main.finish("main").ret(4).cleanup(target);
    let mut inner = Body::new(16);
    inner.op(Op::Panic { message: 1 });
    let inner = inner.finish("inner").params(&[(8, 8)]);
    let ran = run(Program {
        data: b"ab".to_vec(),
        ..program(vec![main, inner])
    });
    assert_eq!((ran.halt, ran.out.as_str()), (Halt::Panicked, "b"));
    assert_eq!(ran.news, ["panic boom", "panic resumed"]);
}

/// main does one op; the panic entry prints the message and unwinds.
fn with_entry(op: impl FnOnce(&mut Body)) -> common::Ran {
    let mut main = Body::new(4);
    op(&mut main);
    main.op(Op::Return);
    let mut entry = Body::new(16);
    let stream = entry.int(2);
    entry.ask(Intrinsic::Print, &[stream, 0, 8]);
    entry.ask(Intrinsic::StartUnwind, &[0, 8]);
    entry.op(Op::Unreachable);
    let functions = vec![
        main.finish("main").ret(4),
        entry.finish("entry").params(&[(0, 8), (8, 8)]),
    ];
    run(Program {
        panic_entry: Some(1),
        ..program(functions)
    })
}

#[test]
fn the_machines_panics_say_what_rustc_says() {
    let arith = |op, ty, a: u64, b: u64| {
        with_entry(|main| {
            let (a, b, dst) = (main.word(a), main.word(b), main.slot(16));
            main.op(Op::Arith { op, ty, dst, a, b });
        })
    };
    for (op, ty, a, b, text) in [
        (
            ArithOp::Add,
            Num::I32,
            0x7fff_ffff,
            1,
            "attempt to add with overflow",
        ),
        (
            ArithOp::Add,
            Num::U8,
            255,
            1,
            "attempt to add with overflow",
        ),
        (
            ArithOp::Sub,
            Num::U64,
            0,
            1,
            "attempt to subtract with overflow",
        ),
        (
            ArithOp::Mul,
            Num::I64,
            u64::MAX / 2,
            2,
            "attempt to multiply with overflow",
        ),
        (ArithOp::Div, Num::I32, 1, 0, "attempt to divide by zero"),
        (
            ArithOp::Div,
            Num::I8,
            0x80,
            0xff,
            "attempt to divide with overflow",
        ),
        (
            ArithOp::Rem,
            Num::U64,
            1,
            0,
            "attempt to calculate the remainder with a divisor of zero",
        ),
        (
            ArithOp::Rem,
            Num::I16,
            0x8000,
            0xffff,
            "attempt to calculate the remainder with overflow",
        ),
        (
            ArithOp::Shl,
            Num::U32,
            1,
            32,
            "attempt to shift left with overflow",
        ),
        (
            ArithOp::Shr,
            Num::I64,
            1,
            64,
            "attempt to shift right with overflow",
        ),
    ] {
        let ran = arith(op, ty, a, b);
        assert_eq!(
            (ran.halt, ran.out.as_str()),
            (Halt::Panicked, text),
            "{op:?} {ty:?}"
        );
        assert_eq!(ran.news, [format!("panic {text}")]);
    }
    let ran = with_entry(|main| {
        let (index, len) = (main.word(7), main.word(3));
        main.op(Op::BoundsCheck { index, len });
    });
    assert_eq!(
        ran.out,
        "index out of bounds: the len is 3 but the index is 7"
    );
    let ran = with_entry(|main| {
        let a = main.int(0x8000_0000);
        main.op(Op::Unary {
            op: UnaryOp::Neg,
            ty: Num::I32,
            dst: a,
            a,
        });
    });
    assert_eq!(ran.out, "attempt to negate with overflow");
}

#[test]
fn endless_recursion_overflows_the_stack() {
    let mut main = Body::new(64);
    main.call(0, &[], 4);
    main.op(Op::Return);
    let ran = run(program(vec![main.finish("main").ret(4)]));
    assert_eq!(
        ran.halt,
        Halt::StackOverflow {
            thread: "main".to_string()
        }
    );
}
