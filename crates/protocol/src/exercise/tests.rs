//! Claims, held against traces of a few events.

use std::time::Duration;

use trace::{DropHow, Event, Kind, Outcome, TaskId, TaskKind, ThreadId};

use super::{Claim, Seen};

const MILLI: u64 = 1_000_000;

/// A `block_on`, and two futures `fetch` that it polls: side by side, or the second after the first.
fn run(side_by_side: bool, how_last: DropHow) -> Seen {
    let mut seen = Seen::default();
    let mut at = |millis: u64, kind: Kind| {
        seen.event(&Event {
            at: millis * MILLI,
            thread: ThreadId(1),
            place: None,
            kind,
        });
    };
    let [main, first, second] = [1, 2, 3].map(TaskId);
    let spawn = |task, kind, name: &str| Kind::Spawn {
        task,
        parent: (task != main).then_some(main),
        kind,
        name: name.to_owned(),
    };
    let start = |task| Kind::PollStart { task };
    let end = |task, outcome| Kind::PollEnd { task, outcome };
    let name = None;
    at(
        0,
        Kind::ThreadStart {
            started: ThreadId(1),
            name,
        },
    );
    at(0, spawn(main, TaskKind::BlockOn, "main"));
    at(0, start(main));
    at(0, spawn(first, TaskKind::Child, "fetch"));
    at(0, end(first, Outcome::Pending));
    if side_by_side {
        at(0, spawn(second, TaskKind::Child, "fetch"));
        at(3, end(second, Outcome::Pending));
    }
    at(3, end(main, Outcome::Pending));
    at(10, start(main));
    at(10, end(first, Outcome::Ready));
    let task = first;
    let how = DropHow::Completed;
    at(10, Kind::Dropped { task, how });
    if !side_by_side {
        at(10, spawn(second, TaskKind::Child, "fetch"));
        at(10, end(second, Outcome::Pending));
    }
    let (task, how) = (second, how_last);
    at(12, Kind::Dropped { task, how });
    at(12, end(main, Outcome::Ready));
    seen
}

fn told(claim: Claim, seen: &Seen) -> String {
    claim.judge(seen).unwrap_err().to_string()
}

#[test]
fn waits_side_by_side_are_counted_by_name() {
    let at_least = |at_least| Claim::SideBySide {
        name: "fetch".into(),
        at_least,
    };
    let at_most = |at_most| Claim::NotMoreAtOnce {
        name: "fetch".into(),
        at_most,
    };
    let (both, in_a_row) = (
        run(true, DropHow::Completed),
        run(false, DropHow::Completed),
    );
    assert_eq!(at_least(2).judge(&both), Ok(()));
    assert_eq!(at_most(1).judge(&in_a_row), Ok(()));
    assert_eq!(
        told(at_least(2), &in_a_row),
        "Only one `fetch` waited at a time. At some moment 2 should wait side by side."
    );
    assert_eq!(
        told(at_least(3), &both),
        "Never more than 2 `fetch` waited side by side. At some moment 3 should."
    );
    assert_eq!(
        told(at_most(1), &both),
        "At some moment 2 `fetch` waited side by side. There should never be more than 1."
    );
    assert_eq!(
        told(at_least(2), &Seen::default()),
        "No `fetch` ever waited. At some moment 2 should wait side by side."
    );
}

#[test]
fn polls_are_those_of_tasks() {
    let seen = run(true, DropHow::Completed);
    assert_eq!(Claim::Polls { at_most: 2 }.judge(&seen), Ok(()));
    assert_eq!(
        told(Claim::Polls { at_most: 1 }, &seen),
        "But tasks were polled 2 times. It can be done with 1."
    );
    let longest = |millis| Claim::LongestPoll(Duration::from_millis(millis));
    assert_eq!(longest(3).judge(&seen), Ok(()));
    assert_eq!(
        told(longest(2), &seen),
        "But one poll kept its thread for 3 ms. None should take longer than 2 ms."
    );
}

#[test]
fn threads_and_tasks_are_counted() {
    let seen = run(true, DropHow::Completed);
    assert_eq!(Claim::Threads { at_most: 1 }.judge(&seen), Ok(()));
    assert_eq!(
        told(Claim::Threads { at_most: 0 }, &seen),
        "But it took 1 threads. It can be done with 0."
    );
    assert_eq!(Claim::Spawns(0).judge(&seen), Ok(()));
    assert_eq!(
        told(Claim::Spawns(2), &seen),
        "No task was spawned. There should be 2 or more."
    );
}

#[test]
fn a_call_that_may_block_is_no_task() {
    let mut seen = Seen::default();
    let task = TaskId(1);
    let spawn = Kind::Spawn {
        task,
        parent: None,
        kind: TaskKind::Spawned,
        name: "tokio::runtime::blocking::Blocking<main::load>".to_owned(),
    };
    let outcome = Outcome::Ready;
    for (at, kind) in [
        (0, spawn),
        (0, Kind::PollStart { task }),
        (250 * MILLI, Kind::PollEnd { task, outcome }),
    ] {
        seen.event(&Event {
            at,
            thread: ThreadId(2),
            place: None,
            kind,
        });
    }
    assert_eq!((seen.polls(), seen.spawns()), (0, 0));
    assert_eq!(seen.longest_poll(), Duration::ZERO);
    assert_eq!(seen.took(), Duration::from_millis(250));
}

#[test]
fn the_first_unfinished_future_is_named() {
    assert_eq!(
        Claim::AllComplete.judge(&run(true, DropHow::Completed)),
        Ok(())
    );
    assert_eq!(
        told(Claim::AllComplete, &run(true, DropHow::Cancelled)),
        "But the future `fetch` was dropped before it was ready. Each should come to its end."
    );
    assert_eq!(
        told(Claim::AllComplete, &run(true, DropHow::NeverPolled)),
        "But the future `fetch` was dropped before it was polled even once. Each should come to its end."
    );
}
