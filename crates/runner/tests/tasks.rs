//! Tasks, wakes and child futures of programs put together by hand.

mod common;

use bytecode::*;
use common::program::{Body, Build};
use common::*;
use runner::EndKind;
use trace::{DropHow, Event, Kind, Outcome, TaskId, TaskKind, ThreadId, WaitReason, WakeCause};

/// `block_on` by hand: a task that is pending all `polls` but the last.
fn block_on(main: &mut Body, polls: u32, each: impl Fn(&mut Body, Slot, u32)) {
    let (kind, name, len) = (main.int(0), main.data(0), main.word(3));
    let task = main.ask(Intrinsic::TaskNew, &[kind, name, len]);
    for poll in 0..polls {
        main.ask(Intrinsic::TaskWaitReady, &[task]);
        main.ask(Intrinsic::TaskPollStart, &[task]);
        each(main, task, poll);
        let ready = main.byte(u8::from(poll + 1 == polls));
        main.ask(Intrinsic::TaskPollEnd, &[task, ready]);
    }
    let completed = main.byte(1);
    main.ask(Intrinsic::TaskDropped, &[task, completed]);
}

fn wakes(events: &[Event]) -> Vec<(WakeCause, bool)> {
    find(events, |event| match event.kind {
        Kind::Wake { by, queued, .. } => Some((by, queued)),
        _ => None,
    })
}

#[test]
fn a_task_is_woken_by_itself_by_threads_and_once() {
    // First poll: two wakes of its own. Second: pending, a thread wakes it twice after 20 ms. Third: ready.
    let main = main_with(|main| {
        spawn(main, 1);
        block_on(main, 3, |main, task, poll| {
            if poll == 0 {
                main.ask(Intrinsic::TaskWake, &[task]);
                main.ask(Intrinsic::TaskWake, &[task]);
            }
        });
    });
    let waker = worker("waker", |body| {
        sleep(body, 20 * MS);
        let task = body.word(1);
        body.ask(Intrinsic::TaskWake, &[task]);
        body.ask(Intrinsic::TaskWake, &[task]);
    });
    let (end, events, _) = finished(with_data(vec![main, waker]));
    assert_eq!(end.kind, EndKind::Finished, "{}", end.message);
    let thread = WakeCause::Thread(ThreadId(2));
    assert_eq!(
        wakes(&events),
        [
            (WakeCause::Itself, true),
            (WakeCause::Itself, false),
            (thread, true),
            (thread, false)
        ]
    );
    let spawned = Kind::Spawn {
        task: TaskId(1),
        parent: None,
        kind: TaskKind::BlockOn,
        name: "abc".into(),
    };
    assert_eq!(
        events.iter().filter(|event| event.kind == spawned).count(),
        1
    );
    let outcomes = find(&events, |event| match event.kind {
        Kind::PollEnd { outcome, .. } => Some(outcome),
        _ => None,
    });
    assert_eq!(
        outcomes,
        [Outcome::Pending, Outcome::Pending, Outcome::Ready]
    );
    assert!(events.iter().any(|event| event.kind
        == Kind::ThreadBlock {
            on: WaitReason::Woken(TaskId(1))
        }));
    assert!(events.iter().any(|event| event.kind
        == Kind::Dropped {
            task: TaskId(1),
            how: DropHow::Completed
        }));
}

#[test]
fn a_task_that_nobody_wakes_is_a_deadlock() {
    let main = main_with(|main| block_on(main, 2, |_, _, _| {}));
    let (end, ..) = finished(with_data(vec![main]));
    assert_eq!(
        end.message,
        "Deadlock: main waits for a wake of task 1 (abc), and nobody can wake it"
    );
}

#[test]
fn a_task_polled_on_another_thread_is_the_cause() {
    let main = main_with(|main| {
        spawn(main, 1);
        block_on(main, 2, |_, _, _| {});
    });
    let other = worker("other", |body| {
        sleep(body, MS);
        block_on(body, 1, |body, _, _| {
            let first = body.word(1);
            body.ask(Intrinsic::TaskWake, &[first]);
        });
    });
    let (_, events, _) = finished(with_data(vec![main, other]));
    assert_eq!(wakes(&events), [(WakeCause::Task(TaskId(2)), true)]);
}

#[test]
fn a_task_that_only_wakes_itself_takes_a_millisecond_a_turn() {
    let main = main_with(|main| {
        block_on(main, 101, |main, task, _| {
            main.ask(Intrinsic::TaskWake, &[task]);
        });
    });
    let (_, events, _) = finished(with_data(vec![main]));
    let at = events.last().expect("some").at;
    assert!((100 * MS..101 * MS).contains(&at), "{at}");
}

#[test]
fn async_bodies_are_children_of_what_polls_them() {
    // A future that is ready at once: dropped without a poll, then polled and dropped.
    let mut future = Body::new(24);
    future.op(Op::Finish);
    future.op(Op::Return);
    let drop = future.here();
    future.op(Op::Return);
    let coroutine = Coroutine {
        state: 8,
        trace_id: 12,
        cx: 16,
        drop,
        ..Coroutine::default()
    };
    let future = Function {
        coroutine: Some(coroutine),
        ..future.finish("work").ret(8)
    };
    let main = main_with(|main| {
        let at = main.slot(32);
        main.op(Op::Zero { dst: at, len: 32 });
        let (this, cx) = (main.addr(at), main.word(0));
        main.op(Op::DropFuture { func: 1, ptr: this });
        block_on(main, 1, |main, _, _| {
            main.call(1, &[(this, 8), (cx, 8)], 8);
            main.op(Op::DropFuture { func: 1, ptr: this });
        });
    });
    let (end, events, _) = finished(with_data(vec![main, future]));
    assert_eq!(end.kind, EndKind::Finished, "{}", end.message);
    let child = |task, parent| Kind::Spawn {
        task,
        parent,
        kind: TaskKind::Child,
        name: "work".into(),
    };
    let story: Vec<Kind> = events.into_iter().map(|event| event.kind).collect();
    let (never, task, polled) = (TaskId(1), TaskId(2), TaskId(3));
    assert_eq!(
        story[1..],
        [
            child(never, None),
            Kind::Dropped {
                task: never,
                how: DropHow::NeverPolled
            },
            Kind::Spawn {
                task,
                parent: None,
                kind: TaskKind::BlockOn,
                name: "abc".into()
            },
            Kind::PollStart { task },
            child(polled, Some(task)),
            Kind::PollStart { task: polled },
            Kind::PollEnd {
                task: polled,
                outcome: Outcome::Ready
            },
            Kind::Dropped {
                task: polled,
                how: DropHow::Completed
            },
            Kind::PollEnd {
                task,
                outcome: Outcome::Ready
            },
            Kind::Dropped {
                task,
                how: DropHow::Completed
            },
            Kind::ThreadEnd { panicked: false },
            Kind::Halt {
                reason: "Finished".into(),
                ok: true
            },
        ]
    );
}
