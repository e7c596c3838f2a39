//! The recorder: bounds, counts, draining.

mod common;

use trace::wire::Decoder;
use trace::*;

fn record(recorder: &mut Recorder, at: Nanos, kind: Kind) -> bool {
    recorder.record(at, ThreadId(1), None, &kind)
}

fn print(text: &str) -> Kind {
    Kind::Print {
        stream: Stream::Stdout,
        text: text.into(),
    }
}

fn halt() -> Kind {
    Kind::Halt {
        reason: "finished".into(),
        ok: true,
    }
}

#[test]
fn the_first_events_and_the_halt_are_kept_and_the_others_counted() {
    let mut recorder = Recorder::new(Limits {
        events: 2,
        bytes: 10_000,
    });
    assert!(record(&mut recorder, 1, print("a")));
    assert!(record(&mut recorder, 2, print("b")));
    assert!(!recorder.is_full());
    assert!(!record(&mut recorder, 3, print("c")));
    assert!(!record(
        &mut recorder,
        4,
        Kind::PollStart { task: TaskId(1) }
    ));
    assert!(!record(&mut recorder, 5, print("d")));
    assert!(recorder.is_full());
    assert!(record(&mut recorder, 6, halt()));
    assert_eq!(recorder.recorded(), 3);
    let dropped: Vec<_> = recorder.dropped().by_kind().collect();
    assert_eq!(dropped, [(KindName::PollStart, 1), (KindName::Print, 2)]);
    assert_eq!(recorder.dropped().total(), 3);
    let kinds: Vec<_> = recorder
        .drain()
        .into_iter()
        .map(|event| event.kind)
        .collect();
    assert_eq!(kinds, [print("a"), print("b"), halt()]);
}

/// After the first event that does not fit even a small one is dropped, so that there is no hole.
#[test]
fn bytes_are_bounded_without_a_hole() {
    let mut recorder = Recorder::new(Limits {
        events: 1000,
        bytes: 1000,
    });
    let mut kept = 0;
    while record(&mut recorder, 0, print(&"x".repeat(100))) {
        kept += 1;
    }
    assert!((5..1000).contains(&kept), "{kept}");
    assert!(!record(
        &mut recorder,
        0,
        Kind::PollStart { task: TaskId(1) }
    ));
    assert!(recorder.bytes() <= 1000);
    let mut recorder = Recorder::new(Limits {
        events: 1000,
        bytes: 1000,
    });
    for _ in 0..1000 {
        record(&mut recorder, 0, print(&"y".repeat(70)));
    }
    assert!(
        recorder.bytes() <= 1000 && recorder.bytes() > 700,
        "{}",
        recorder.bytes()
    );
}

#[test]
fn drains_go_on_where_the_last_one_ended_in_either_form() {
    let mut random = common::Random(5);
    let mut events = Vec::new();
    let mut recorder = Recorder::default();
    let mut decoder = Decoder::new();
    let (mut drained, mut as_bytes) = (Vec::new(), false);
    for _ in 0..2000 {
        let name = KindName::ALL[random.below(KindName::ALL.len() as u64) as usize];
        let event = random.event(name);
        recorder.record(event.at, event.thread, event.place, &event.kind);
        events.push(event);
        if random.below(9) == 0 {
            drained.extend(recorder.drain());
        }
    }
    drained.extend(recorder.drain());
    assert_eq!(drained, events);
    assert_eq!(recorder.drain(), []);

    // Bytes for one reader, then events again: the same recorder serves both.
    recorder.take();
    let mut back = Vec::new();
    for event in &events {
        recorder.record(event.at, event.thread, event.place, &event.kind);
        if random.below(9) == 0 {
            as_bytes = !as_bytes;
            if as_bytes {
                back.extend(decoder.batch(&recorder.drain_bytes()).unwrap());
            }
        }
    }
    back.extend(decoder.batch(&recorder.drain_bytes()).unwrap());
    assert_eq!(back, events);
    record(&mut recorder, 9, print("after"));
    assert_eq!(recorder.drain().len(), 1);
}

#[test]
fn take_ends_a_recording_and_begins_another() {
    let mut recorder = Recorder::new(Limits {
        events: 1,
        bytes: 1000,
    });
    record(&mut recorder, 0, print("a"));
    record(&mut recorder, 0, print("b"));
    let recording = recorder.take();
    assert_eq!((recording.events.len(), recording.dropped.total()), (1, 1));
    assert!(!recorder.is_full() && recorder.bytes() == 0 && recorder.dropped().total() == 0);
    assert!(record(&mut recorder, 0, print("c")));
}
