//! Events in words.

use trace::*;

#[test]
fn a_list_has_a_line_an_event_with_places_by_file() {
    let event = |at, place, kind| Event {
        at,
        thread: ThreadId(1),
        place,
        kind,
    };
    let place = |file, line, column| Some(Place { file, line, column });
    let name = "do_work".to_owned();
    let events = [
        event(
            0,
            None,
            Kind::Spawn {
                task: TaskId(2),
                parent: Some(TaskId(1)),
                kind: TaskKind::Spawned,
                name,
            },
        ),
        event(
            1_500,
            place(0, 12, 9),
            Kind::PollEnd {
                task: TaskId(2),
                outcome: Outcome::Pending,
            },
        ),
        event(
            500_000_000,
            place(1, 3, 1),
            Kind::Print {
                stream: Stream::Stdout,
                text: "hi\n".into(),
            },
        ),
        event(
            500_000_000,
            None,
            Kind::TimerSet {
                timer: TimerId(1),
                task: None,
                due: 500_250_000,
            },
        ),
        event(
            500_000_000,
            None,
            Kind::ThreadBlock {
                on: WaitReason::Other("lock".into()),
            },
        ),
        event(
            1_000_000_000,
            None,
            Kind::Halt {
                reason: "finished".into(),
                ok: true,
            },
        ),
    ];
    let expected = [
        "     0.000000ms  thread 1                   spawn task 2 by task 1: do_work",
        "     0.001500ms  thread 1  main.rs:12:9     poll end task 2: pending",
        "   500.000000ms  thread 1  work.rs:3:1      print \"hi\\n\"",
        "   500.000000ms  thread 1                   timer 1 set to 500.25ms",
        "   500.000000ms  thread 1                   blocked: lock",
        "  1000.000000ms  thread 1                   halt (ok): finished",
    ];
    let list = text::list(&events, &["main.rs", "work.rs"]).to_string();
    assert_eq!(list.lines().collect::<Vec<_>>(), expected);
    assert_eq!(
        events[2].to_string(),
        "   500.000000ms  thread 1  file 1:3:1       print \"hi\\n\""
    );
}
