//! Threads, time, locks and budgets of programs put together by hand, as their events tell them.

mod common;

use bytecode::*;
use common::program::{Body, program};
use common::*;
use runner::{End, EndKind, Options, Run, Status};
use trace::{Event, Kind, ThreadId, WaitReason};

#[test]
fn sleeping_threads_wake_in_the_order_of_their_times() {
    // Thread n prints the letter n after (4 - n) * 100 ms; main joins all.
    let main = main_with(|main| {
        let ids: Vec<Slot> = (0..3).map(|n| spawn(main, 1 + n)).collect();
        for id in ids {
            main.ask(Intrinsic::ThreadWaitEnd, &[id]);
        }
        main.print(7, 1);
    });
    let mut functions = vec![main];
    for n in 0..3 {
        functions.push(worker("worker", |body| {
            sleep(body, u64::from(3 - n) * 100 * MS);
            body.print(n, 1);
        }));
    }
    let (end, events, mut run) = finished(with_data(functions));
    assert_eq!(
        (end.kind, end.exit_code, end.message.as_str()),
        (EndKind::Finished, 0, "Finished")
    );
    assert_eq!(text(&mut run), "cbah");
    let last = events.last().expect("some");
    assert!(matches!(&last.kind, Kind::Halt { ok: true, .. }), "{last}");
    assert!(last.at >= 300 * MS && last.at < 301 * MS, "{}", last.at);
    let idle = find(&events, |event| match event.kind {
        Kind::Idle { until: Some(until) } => Some(until / MS),
        _ => None,
    });
    assert_eq!(idle, [100, 200, 300]);
    let ends = find(&events, |event| {
        matches!(event.kind, Kind::ThreadEnd { .. }).then_some(event.thread.0)
    });
    assert_eq!(ends, [4, 3, 2, 1]);
    assert!(events.is_sorted_by_key(|event| event.at));
}

#[test]
fn a_token_is_kept_for_the_next_park() {
    let main = main_with(|main| {
        let me = main.ask(Intrinsic::ThreadCurrent, &[]);
        main.ask(Intrinsic::ThreadUnpark, &[me]);
        let forever = main.word(u64::MAX);
        main.ask(Intrinsic::ThreadPark, &[forever]);
        let short = main.word(5 * MS);
        main.ask(Intrinsic::ThreadPark, &[short]);
    });
    let (end, events, _) = finished(with_data(vec![main]));
    assert_eq!(end.kind, EndKind::Finished);
    let blocks = find(&events, |event| match &event.kind {
        Kind::ThreadBlock { on } => Some(on.clone()),
        _ => None,
    });
    assert_eq!(blocks, [WaitReason::Park]);
    assert!(events.last().expect("some").at >= 5 * MS);
}

#[test]
fn everybody_waiting_for_ever_is_a_deadlock() {
    let main = main_with(|main| {
        let id = spawn(main, 1);
        main.ask(Intrinsic::ThreadWaitEnd, &[id]);
    });
    let parks = worker("parks", |body| {
        let forever = body.word(u64::MAX);
        body.ask(Intrinsic::ThreadPark, &[forever]);
    });
    let (end, events, _) = finished(with_data(vec![main, parks]));
    assert_eq!(end.kind, EndKind::Deadlock);
    assert_eq!(
        end.message,
        "Deadlock: main waits for the end of thread 2; thread 2 waits for an unpark"
    );
    assert_eq!((end.exit_code, end.by_program), (4, false));
    assert!(matches!(
        &events.last().expect("some").kind,
        Kind::Halt { ok: false, .. }
    ));
}

/// main waits on the word at data 16 until a thread has woken it after 10 ms, or for at most `nanos`.
fn futex(nanos: u64, wake: bool) -> (End, Vec<Event>) {
    let main = main_with(|main| {
        spawn(main, 1);
        let (at, expected, nanos) = (
            main.data(16),
            main.int(u32::from_le_bytes(*b"....")),
            main.word(nanos),
        );
        let (reason, len) = (main.data(0), main.word(4));
        let woken = main.ask(Intrinsic::FutexWait, &[at, expected, nanos, reason, len]);
        main.op(Op::Cast {
            from: Num::U8,
            to: Num::I32,
            dst: 0,
            src: woken,
        });
    });
    let waker = worker("waker", |body| {
        sleep(body, 10 * MS);
        if wake {
            let (at, one) = (body.data(16), body.int(1));
            body.ask(Intrinsic::FutexWake, &[at, one]);
        }
    });
    let (end, events, _) = finished(with_data(vec![main, waker]));
    (end, events)
}

#[test]
fn a_futex_is_woken_or_its_time_is_over() {
    let (end, events) = futex(u64::MAX, true);
    assert_eq!(end.exit_code, 1);
    assert!(events.iter().any(|event| event.kind
        == Kind::ThreadBlock {
            on: WaitReason::Other("abcd".into())
        }));
    let unblocked = events.iter().find(|event| {
        event.kind
            == Kind::ThreadUnblock {
                thread: ThreadId(1),
            }
    });
    assert_eq!(unblocked.map(|event| event.thread), Some(ThreadId(2)));
    assert_eq!(futex(50 * MS, true).0.exit_code, 1);
    assert_eq!(futex(5 * MS, true).0.exit_code, 0);
    assert_eq!(futex(50 * MS, false).0.exit_code, 0);
    assert_eq!(
        futex(u64::MAX, false).0.message,
        "Deadlock: main waits for abcd"
    );
}

/// Three threads that each print their letter five times, with a long loop between.
fn racing() -> Program {
    let main = main_with(|main| {
        let ids: Vec<Slot> = (0..3).map(|n| spawn(main, 1 + n)).collect();
        for id in ids {
            main.ask(Intrinsic::ThreadWaitEnd, &[id]);
        }
    });
    let mut functions = vec![main];
    for n in 0..3 {
        functions.push(worker("worker", |body| {
            for _ in 0..5 {
                let (i, one, end) = (body.word(0), body.word(1), body.word(5_000));
                let cond = body.slot(1);
                let to = body.here();
                body.op(Op::Arith {
                    op: ArithOp::Add,
                    ty: Num::U64,
                    dst: i,
                    a: i,
                    b: one,
                });
                body.op(Op::Cmp {
                    op: CmpOp::Lt,
                    ty: Num::U64,
                    dst: cond,
                    a: i,
                    b: end,
                });
                body.op(Op::JumpIf { cond, to });
                body.print(n, 1);
            }
        }));
    }
    with_data(functions)
}

#[test]
fn the_same_seed_is_the_same_story_however_it_is_sliced() {
    for seed in [0, 1, 77] {
        let (end, whole, _) = with_seed(racing(), seed);
        for slice in [1, 333, 12_345] {
            let options = Options {
                seed,
                ..Options::default()
            };
            let mut run = Run::new(racing(), options).expect("well formed");
            let mut events = Vec::new();
            let sliced = loop {
                let status = run.step(slice);
                events.append(&mut run.take_events());
                if let Status::Ended(end) = status {
                    break end;
                }
            };
            assert_eq!(sliced, end);
            assert!(events == whole, "seed {seed}, slices of {slice}");
        }
    }
    let outputs: std::collections::BTreeSet<String> = (0..30)
        .map(|seed| text(&mut with_seed(racing(), seed).2))
        .collect();
    assert!(outputs.len() > 15, "{outputs:?}");
}

#[test]
fn budgets_end_a_run() {
    let endless = |build: &dyn Fn(&mut Body)| {
        with_data(vec![main_with(|main| {
            let to = main.here();
            build(main);
            main.op(Op::Jump { to });
        })])
    };
    let (end, ..) = finished(endless(&|_| {}));
    assert_eq!(
        (end.kind, end.message.as_str()),
        (
            EndKind::OutOfFuel,
            "Stopped: out of fuel after 10,000,000 steps"
        )
    );
    let mut run = Run::new(
        endless(&|main| main.print(0, 8)),
        Options {
            output: 1001,
            ..Options::default()
        },
    )
    .expect("well formed");
    let (end, _) = run.finish();
    assert_eq!((end.kind, end.exit_code), (EndKind::TooMuchOutput, 4));
    assert_eq!(text(&mut run).len(), 1001);
    let mut run = Run::new(endless(&|_| {}), Options::default()).expect("well formed");
    assert!(matches!(run.step(1000), Status::Running { fuel_used } if fuel_used >= 1000));
    run.stop();
    assert!(matches!(
        run.step(1000),
        Status::Ended(End {
            kind: EndKind::Stopped,
            ..
        })
    ));
}

#[test]
fn panics_and_exits_have_their_codes() {
    let panics = main_with(|main| {
        main.op(Op::Panic { message: 0 });
    });
    let (end, events, _) = finished(with_data(vec![panics]));
    assert_eq!(
        (end.kind, end.exit_code, end.by_program),
        (EndKind::Panicked, 101, true)
    );
    assert!(events.iter().any(|event| event.kind
        == Kind::Panic {
            task: None,
            message: "boom".into()
        }));
    let exits = main_with(|main| {
        let code = main.int(3);
        main.ask(Intrinsic::Exit, &[code]);
    });
    let (end, ..) = finished(with_data(vec![exits]));
    assert_eq!((end.kind, end.exit_code), (EndKind::Finished, 3));
    let deep = main_with(|main| {
        main.call(0, &[], 4);
    });
    let (end, _, mut run) = finished(with_data(vec![deep]));
    assert_eq!((end.exit_code, end.by_program), (134, true));
    assert!(text(&mut run).starts_with("\nthread 'main' has overflowed its stack\n"));
}

#[test]
fn the_message_of_a_panic_is_read_from_what_the_library_printed() {
    let said = "\nthread 'main' panicked at src/main.rs:3:5:\nworker 2 broke\nnote: run with `RUST_BACKTRACE=1`\n";
    let main = main_with(|main| {
        let (stream, text, len) = (main.int(2), main.data(0), main.word(said.len() as u64));
        main.ask(Intrinsic::Print, &[stream, text, len]);
        let zero = main.word(0);
        main.ask(Intrinsic::StartUnwind, &[zero, zero]);
    });
    let (_, events, _) = finished(Program {
        data: said.as_bytes().to_vec(),
        ..program(vec![main])
    });
    assert!(events.iter().any(|event| event.kind
        == Kind::Panic {
            task: None,
            message: "worker 2 broke".into()
        }));
}
