//! The wire format: everything comes back, nothing wrong gets through, and it is small.

mod common;

use common::Random;
use trace::wire::{Decoder, Encoder, Error, decode, encode};
use trace::*;

fn arbitrary(seed: u64, count: usize) -> Vec<Event> {
    let mut random = Random(seed);
    (0..count)
        .map(|_| {
            let name = KindName::ALL[random.below(KindName::ALL.len() as u64) as usize];
            random.event(name)
        })
        .collect()
}

#[test]
fn every_kind_comes_back() {
    let mut random = Random(1);
    for &name in KindName::ALL {
        for _ in 0..500 {
            let event = random.event(name);
            assert_eq!(event.kind.name(), name);
            assert_eq!(
                decode(&encode(std::slice::from_ref(&event))).as_deref(),
                Ok(&[event][..])
            );
        }
    }
}

#[test]
fn batches_cut_anywhere_come_back_in_order() {
    for seed in 0..50 {
        let events = arbitrary(seed, 500);
        let (mut encoder, mut decoder) = (Encoder::new(), Decoder::new());
        let mut random = Random(seed);
        let mut back = Vec::new();
        for event in &events {
            encoder.write(event.at, event.thread, event.place, &event.kind);
            if random.below(7) == 0 {
                back.extend(decoder.batch(&encoder.finish_batch()).unwrap());
                back.extend(decoder.batch(&encoder.finish_batch()).unwrap());
            }
        }
        back.extend(decoder.batch(&encoder.finish_batch()).unwrap());
        assert_eq!(back, events);
    }
}

#[test]
fn more_different_texts_than_are_remembered_come_back() {
    let events: Vec<Event> = (0..10_000)
        .map(|line| Event {
            at: line,
            thread: ThreadId(1),
            place: None,
            kind: Kind::Print {
                stream: Stream::Stdout,
                text: format!("line {}\n", line % 6000),
            },
        })
        .collect();
    assert_eq!(decode(&encode(&events)), Ok(events));
}

#[test]
fn what_is_not_a_trace_says_so() {
    assert_eq!(decode(b""), Ok(Vec::new()));
    assert_eq!(decode(b"PST"), Err(Error::NotATrace));
    assert_eq!(decode(b"{\"events\":[]}"), Err(Error::NotATrace));
    assert_eq!(decode(b"PSTR\x02\0"), Err(Error::Version { found: 2 }));
    assert_eq!(decode(b"PSTR\x01"), Err(Error::Truncated { offset: 5 }));
    let mut kind_31 = b"PSTR\x01\0".to_vec();
    kind_31.push(0x1f);
    assert_eq!(
        decode(&kind_31),
        Err(Error::Damaged {
            offset: 7,
            what: "kind"
        })
    );
}

#[test]
fn a_missing_batch_and_what_follows_damage_are_refused() {
    let mut encoder = Encoder::new();
    let batches: Vec<_> = arbitrary(3, 3)
        .iter()
        .map(|event| {
            encoder.write(event.at, event.thread, event.place, &event.kind);
            encoder.finish_batch()
        })
        .collect();
    let mut decoder = Decoder::new();
    decoder.batch(&batches[0]).unwrap();
    assert_eq!(
        decoder.batch(&batches[2]),
        Err(Error::OutOfOrder {
            found: 2,
            expected: 1
        })
    );
    assert_eq!(decoder.batch(&batches[1]), Err(Error::AfterDamage));
}

/// A length of 2⁶⁰ bytes, of which none is there.
#[test]
fn a_text_longer_than_the_input_allocates_nothing() {
    let mut bytes = b"PSTR\x01\0".to_vec();
    bytes.extend([KindName::Print as u8, 0, 0]);
    bytes.extend([0x80; 8]);
    bytes.push(0x10);
    assert!(matches!(decode(&bytes), Err(Error::Truncated { .. })));
}

#[test]
fn damaged_bytes_are_an_error_or_other_events_never_a_panic() {
    let mut random = Random(7);
    let mut errors = 0;
    for seed in 0..300 {
        let bytes = encode(&arbitrary(seed, 40));
        for _ in 0..20 {
            let mut damaged = bytes.clone();
            match random.below(3) {
                0 => damaged.truncate(random.below(bytes.len() as u64) as usize),
                1 => {
                    let at = random.below(bytes.len() as u64) as usize;
                    damaged[at] ^= 1 << random.below(8);
                }
                _ => {
                    for byte in damaged.iter_mut().skip(6) {
                        *byte = random.next() as u8;
                    }
                }
            }
            match decode(&damaged) {
                // An event is at least two bytes.
                Ok(events) => assert!(events.len() <= damaged.len()),
                Err(_) => errors += 1,
            }
        }
    }
    assert!(errors > 3_000, "only {errors} of 6000 were noticed");
}

/// Workers that print, spawn, poll with places, set timers, wake each other and block their threads, as the
/// machine records them.
fn realistic() -> Vec<Event> {
    let mut random = Random(11);
    let mut events = Vec::new();
    let mut at = 0;
    for round in 0..400u32 {
        for worker in 0..4u32 {
            let task = TaskId(2 + round * 4 + worker);
            let timer = TimerId(1 + round * 4 + worker);
            let due = at + 500_000_000;
            let mut add = |line: u32, kind| {
                at += random.below(40) * 100;
                let place = Some(Place {
                    file: 0,
                    line,
                    column: 5 + random.below(30) as u32,
                });
                events.push(Event {
                    at,
                    thread: ThreadId(1 + random.below(2) as u32),
                    place,
                    kind,
                });
            };
            let name = "do_work_async".into();
            add(
                40,
                Kind::Spawn {
                    task,
                    parent: Some(TaskId(1)),
                    kind: TaskKind::Child,
                    name,
                },
            );
            add(41, Kind::PollStart { task });
            let text = format!("start {} on ThreadId(1)\n", round * 4 + worker);
            add(
                12,
                Kind::Print {
                    stream: Stream::Stdout,
                    text,
                },
            );
            add(15, Kind::WakerClone { task });
            add(
                15,
                Kind::TimerSet {
                    timer,
                    task: Some(task),
                    due,
                },
            );
            add(
                15,
                Kind::PollEnd {
                    task,
                    outcome: Outcome::Pending,
                },
            );
            add(
                16,
                Kind::ThreadBlock {
                    on: WaitReason::Sleep { until: due },
                },
            );
            add(
                17,
                Kind::ThreadUnblock {
                    thread: ThreadId(2),
                },
            );
            add(17, Kind::TimerFired { timer });
            add(
                18,
                Kind::Wake {
                    task,
                    by: WakeCause::Timer(timer),
                    queued: true,
                },
            );
            add(
                18,
                Kind::Wake {
                    task: TaskId(1),
                    by: WakeCause::Task(task),
                    queued: true,
                },
            );
            add(18, Kind::WakerDrop { task });
            add(41, Kind::PollStart { task });
            let text = format!("end {} on ThreadId(1)\n", round * 4 + worker);
            add(
                20,
                Kind::Print {
                    stream: Stream::Stdout,
                    text,
                },
            );
            add(
                41,
                Kind::PollEnd {
                    task,
                    outcome: Outcome::Ready,
                },
            );
            add(
                42,
                Kind::Dropped {
                    task,
                    how: DropHow::Completed,
                },
            );
        }
        at += 500_000_000;
        let kind = Kind::Idle { until: Some(at) };
        events.push(Event {
            at,
            thread: ThreadId(1),
            place: None,
            kind,
        });
    }
    events
}

#[test]
fn a_realistic_run_takes_at_most_24_bytes_an_event() {
    let events = realistic();
    let bytes = encode(&events);
    let average = bytes.len() as f64 / events.len() as f64;
    println!("{average:.2} bytes an event over {} events", events.len());
    assert!(average <= 24.0, "{average} bytes an event");
    assert_eq!(decode(&bytes), Ok(events));
}
