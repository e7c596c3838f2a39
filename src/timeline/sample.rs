//! A recording written by hand, for tests: `block_on(join!(worker, worker))` with timer threads.

use trace::{
    DropHow, Event, Kind, Nanos, Outcome, Place, Stream, TaskId, TaskKind, ThreadId, WaitReason,
    WakeCause,
};

use super::model::Model;

pub const MS: Nanos = 1_000_000;

pub fn event(at: Nanos, thread: u32, kind: Kind) -> Event {
    let place = Some(Place {
        file: 0,
        line: 1 + (at / MS) as u32,
        column: 5,
    });
    Event {
        at,
        thread: ThreadId(thread),
        place,
        kind,
    }
}

pub fn spawn(task: u32, parent: Option<u32>, kind: TaskKind, name: &str) -> Kind {
    Kind::Spawn {
        task: TaskId(task),
        parent: parent.map(TaskId),
        kind,
        name: name.into(),
    }
}

pub fn start(task: u32) -> Kind {
    Kind::PollStart { task: TaskId(task) }
}

pub fn end(task: u32, outcome: Outcome) -> Kind {
    Kind::PollEnd {
        task: TaskId(task),
        outcome,
    }
}

pub fn wake(task: u32, by: WakeCause) -> Kind {
    Kind::Wake {
        task: TaskId(task),
        by,
        queued: true,
    }
}

/// 26 events, the first wake at number 12.
pub fn two_workers() -> Model {
    use Outcome::{Pending, Ready};
    let started = |id| Kind::ThreadStart {
        started: ThreadId(id),
        name: None,
    };
    let dropped = |id| Kind::Dropped {
        task: TaskId(id),
        how: DropHow::Completed,
    };
    let mut model = Model::default();
    model.append(vec![
        event(
            0,
            1,
            Kind::Print {
                stream: Stream::Stdout,
                text: "hello\n".into(),
            },
        ),
        event(0, 1, spawn(1, None, TaskKind::BlockOn, "both")),
        event(0, 1, start(1)),
        event(10, 1, spawn(2, Some(1), TaskKind::Child, "worker")),
        event(20, 1, start(2)),
        event(30, 1, started(2)),
        event(40, 1, end(2, Pending)),
        event(50, 1, spawn(3, Some(1), TaskKind::Child, "worker")),
        event(60, 1, start(3)),
        event(70, 1, end(3, Pending)),
        event(80, 1, end(1, Pending)),
        event(
            90,
            1,
            Kind::ThreadBlock {
                on: WaitReason::Woken(TaskId(1)),
            },
        ),
        event(500 * MS, 2, wake(1, WakeCause::Thread(ThreadId(2)))),
        event(
            500 * MS,
            2,
            Kind::ThreadUnblock {
                thread: ThreadId(1),
            },
        ),
        event(500 * MS, 2, Kind::ThreadEnd { panicked: false }),
        event(500 * MS + 10, 1, start(1)),
        event(500 * MS + 20, 1, start(2)),
        event(500 * MS + 30, 1, end(2, Ready)),
        event(500 * MS + 40, 1, dropped(2)),
        event(500 * MS + 50, 1, start(3)),
        event(500 * MS + 60, 1, end(3, Ready)),
        event(500 * MS + 70, 1, dropped(3)),
        event(500 * MS + 80, 1, end(1, Ready)),
        event(500 * MS + 90, 1, dropped(1)),
        event(500 * MS + 95, 1, Kind::ThreadEnd { panicked: false }),
        event(
            500 * MS + 99,
            1,
            Kind::Halt {
                reason: "finished".into(),
                ok: true,
            },
        ),
    ]);
    model
}

/// A future that wakes itself `polls` times, a millisecond apart.
pub fn busy(polls: u32) -> Model {
    let mut model = Model::default();
    let mut events = vec![event(0, 1, spawn(1, None, TaskKind::BlockOn, "busy"))];
    for poll in 0..polls {
        let at = u64::from(poll) * MS;
        let last = poll + 1 == polls;
        events.push(event(at, 1, start(1)));
        if !last {
            events.push(event(at, 1, wake(1, WakeCause::Itself)));
        }
        events.push(event(
            at + 10,
            1,
            end(
                1,
                if last {
                    Outcome::Ready
                } else {
                    Outcome::Pending
                },
            ),
        ));
    }
    model.append(events);
    model
}
