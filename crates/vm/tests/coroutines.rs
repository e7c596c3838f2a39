//! Coroutines: polls, suspension, completion, dropping in every state, panics.

mod common;

use bytecode::*;
use common::{Body, Build, program, run};
use vm::Halt;

/// A future with a counter at slot 24: it is pending twice, then ready with the counter's value. Its result
/// (a `Poll`: tag, value) is at slot 0, state 8, trace's number 12, context 16; a capture (a printed byte) at 32.
fn counting() -> Function {
    let mut body = Body::new(48);
    let one = body.slot(4);
    let mut points = Vec::new();
    body.op(Op::Const32 { dst: 24, imm: 40 });
    for point in 0..2 {
        body.op(Op::Const32 { dst: one, imm: 1 });
        body.op(Op::Arith {
            op: ArithOp::Add,
            ty: Num::U32,
            dst: 24,
            a: 24,
            b: one,
        });
        body.op(Op::Const32 { dst: 0, imm: 1 });
        body.op(Op::Suspend { point });
        points.push(SuspendPoint {
            resume: body.here(),
            place: None,
        });
    }
    body.op(Op::Const32 { dst: 0, imm: 0 });
    body.op(Op::Copy32 { dst: 4, src: 24 });
    body.op(Op::Finish);
    body.op(Op::Return);
    let drop = body.here();
    let (stream, len) = (body.int(1), body.word(1));
    let at = body.addr(32);
    body.ask(Intrinsic::Print, &[stream, at, len]);
    body.op(Op::Return);
    let coroutine = Coroutine {
        state: 8,
        trace_id: 12,
        cx: 16,
        start: 0,
        points,
        captures: vec![(32, 1)],
        drop,
        resumed_done: 1,
        resumed_panicked: 0,
    };
    Function {
        coroutine: Some(coroutine),
        ..body.finish("counting").ret(8)
    }
}

/// main polls a future on its frame `times` times, through a pointer every other time, and drops it; the exit code
/// is the last poll's value, or -1 for pending.
fn polling(times: u32) -> common::Ran {
    let future = counting();
    let mut main = Body::new(4);
    let at = main.slot(future.frame_size);
    main.op(Op::Zero {
        dst: at,
        len: future.frame_size,
    });
    main.op(Op::Const8 {
        dst: at + 32,
        imm: b'!',
    });
    let (this, cx, ptr) = (main.addr(at), main.word(0), main.func(1));
    let minus = main.int(u32::MAX);
    main.op(Op::Copy32 { dst: 0, src: minus });
    for time in 0..times {
        let args = [(this, 8), (cx, 8)];
        let poll = if time % 2 == 0 {
            main.call(1, &args, 8)
        } else {
            main.call_ptr(ptr, &args, 8)
        };
        let to = main.here() + 2;
        main.op(Op::JumpIf { cond: poll, to });
        main.op(Op::Copy32 {
            dst: 0,
            src: poll + 4,
        });
    }
    main.op(Op::DropFuture { func: 1, ptr: this });
    main.op(Op::Return);
    run(program(vec![main.finish("main").ret(4), future]))
}

#[test]
fn a_future_goes_on_where_it_was_suspended() {
    let ran = polling(3);
    assert_eq!(
        (ran.halt, ran.out.as_str()),
        (Halt::Finished { code: 42 }, "!")
    );
    let (pending, poll) = ("end 1 Pending", "poll counting 1");
    let first = "poll counting 1";
    assert_eq!(
        ran.news,
        [
            first,
            pending,
            poll,
            pending,
            poll,
            "end 1 Ready",
            "dropped counting 1 true"
        ]
    );
}

#[test]
fn dropping_a_suspended_future_cancels_it() {
    let ran = polling(1);
    assert_eq!(
        (ran.halt, ran.out.as_str()),
        (Halt::Finished { code: -1 }, "!")
    );
    assert_eq!(
        ran.news.last().map(String::as_str),
        Some("dropped counting 1 false")
    );
}

#[test]
fn a_future_may_be_dropped_before_its_first_poll() {
    assert_eq!(polling(0).news, ["dropped counting 0 false"]);
}

#[test]
fn a_finished_future_panics_when_it_is_polled() {
    let ran = polling(4);
    assert_eq!(ran.halt, Halt::Panicked);
    assert_eq!(ran.news.last().map(String::as_str), Some("panic resumed"));
}

#[test]
fn a_panic_poisons_the_future() {
    let mut future = Body::new(32);
    future.op(Op::Panic { message: 0 });
    future.op(Op::Return);
    let coroutine = Coroutine {
        state: 8,
        trace_id: 12,
        cx: 16,
        resumed_panicked: 1,
        ..Coroutine::default()
    };
    let future = Function {
        coroutine: Some(coroutine),
        ..future.finish("bad").ret(8)
    };
    // The function that catch_unwind calls polls the future it is given.
    let mut poll = Body::new(8);
    let cx = poll.word(0);
    poll.call(1, &[(0, 8), (cx, 8)], 8);
    poll.op(Op::Return);
    let poll = poll.finish("poll").params(&[(0, 8)]);
    let mut main = Body::new(4);
    let at = main.slot(future.frame_size);
    main.op(Op::Zero {
        dst: at,
        len: future.frame_size,
    });
    let this = main.addr(at);
    let func = main.func(2);
    let payload = main.slot(16);
    let out = main.addr(payload);
    for _ in 0..2 {
        main.ask(Intrinsic::CatchUnwind, &[func, this, out]);
    }
    main.op(Op::Copy32 {
        dst: 0,
        src: at + 8,
    });
    main.op(Op::Return);
    let ran = run(program(vec![main.finish("main").ret(4), future, poll]));
    assert_eq!(ran.halt, Halt::Finished { code: 2 });
    assert_eq!(
        ran.news,
        [
            "poll bad 1",
            "panic boom",
            "end 1 Panicked",
            "panic resumed"
        ]
    );
}

#[test]
fn what_is_no_future_is_a_fault() {
    for (address, state) in [(0, 0), (u64::MAX - 64, 0), (bytecode::DATA_BASE, 77)] {
        let mut main = Body::new(4);
        let (this, cx) = (main.word(address), main.word(0));
        main.call(1, &[(this, 8), (cx, 8)], 8);
        main.op(Op::Return);
        let mut data = vec![0; 256];
        data[8] = state;
        let ran = run(Program {
            data,
            ..program(vec![main.finish("main").ret(4), counting()])
        });
        assert!(
            matches!(ran.halt, Halt::Fault { .. }),
            "{address:#x}: {:?}",
            ran.halt
        );
    }
}
