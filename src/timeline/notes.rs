//! What a recording shows that is worth a remark: lints that explain themselves.

use std::collections::HashMap;

use trace::{DropHow, Kind, TaskId, ThreadId, WaitReason, WakeCause};

use super::model::{Doing, Index, LaneKind, Model, Who};
use super::words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub event: Index,
    pub title: String,
    pub text: &'static str,
}

/// From so many self-wakes of one task on it is called a busy loop.
const BUSY: u32 = 10;

/// The notes on a recording, in the order of the events they point at.
pub fn notes(model: &Model) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut polling: HashMap<ThreadId, Vec<TaskId>> = HashMap::new();
    let mut self_wakes: HashMap<TaskId, (Index, u32)> = HashMap::new();
    let mut blocking: HashMap<String, ()> = HashMap::new();
    for (index, event) in model.events.iter().enumerate() {
        let index = index as Index;
        match &event.kind {
            Kind::PollStart { task } => polling.entry(event.thread).or_default().push(*task),
            Kind::PollEnd { task, .. } => {
                polling.entry(event.thread).or_default().retain(|polled| polled != task);
            }
            Kind::Wake { task, by: WakeCause::Itself, .. } => {
                self_wakes.entry(*task).or_insert((index, 0)).1 += 1;
            }
            Kind::Dropped { task, how: DropHow::NeverPolled } => notes.push(Note {
                event: index,
                title: format!("{} was dropped without a single poll", words::task(model, *task)),
                text: "A future does nothing until it is polled. Await it, join it, or give it to an executor.",
            }),
            Kind::ThreadBlock { on: WaitReason::Sleep { .. } | WaitReason::JoinThread(_) } => {
                let innermost = polling.get(&event.thread).and_then(|stack| stack.last());
                let may_block = |task: TaskId| {
                    let lane = model.lane(Who::Task(task));
                    lane.is_some_and(|lane| words::is_call(&model.lanes[lane].name))
                };
                if let Some(task) = innermost.filter(|task| !may_block(**task)) {
                    let name = words::task(model, *task);
                    if blocking.insert(name.clone(), ()).is_none() {
                        notes.push(Note {
                            event: index,
                            title: format!("A poll of {name} blocks its thread"),
                            text: "While a poll blocks, no other future on this thread can be polled.",
                        });
                    }
                }
            }
            Kind::Halt { ok: false, .. } => notes.extend(stuck(model, index)),
            _ => {}
        }
    }
    for (task, (event, count)) in self_wakes {
        if count >= BUSY {
            notes.push(Note {
                event,
                title: format!(
                    "{} wakes itself again and again: {count} times",
                    words::task(model, task)
                ),
                text: "It asks for its next poll during every poll, so the thread never rests. \
                       Hand the waker to whoever knows when there is something to do.",
            });
        }
    }
    notes.sort_by(|a, b| (a.event, &a.title).cmp(&(b.event, &b.title)));
    notes
}

/// Tasks at the root that still waited when the run was over.
fn stuck(model: &Model, end: Index) -> Vec<Note> {
    let mut notes = Vec::new();
    for (id, lane) in model.lanes.iter().enumerate() {
        let last = lane.spans.last();
        let waits = last.is_some_and(|span| span.doing == Doing::Waiting && span.end == Some(end));
        let is_task = matches!((lane.kind, lane.who), (LaneKind::Task(_), Who::Task(_)));
        if let Some(span) = last.filter(|_| is_task && waits && lane.parent.is_none()) {
            notes.push(Note {
                event: span.start,
                title: format!("{} answered Pending and was never woken", words::lane(model, id)),
                text: match model.told(id, span.start) {
                    true => "Nobody was left who could wake it: whoever should have done so waits too, or is gone.",
                    false => "Before a future answers Pending it must hand its waker to somebody who will use it.",
                },
            });
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample::{self, MS, end, event, spawn, start};
    use trace::{Outcome, TaskKind};

    fn titles(model: &Model) -> Vec<String> {
        notes(model).into_iter().map(|note| note.title).collect()
    }

    #[test]
    fn a_healthy_run_has_no_notes() {
        assert_eq!(titles(&sample::two_workers()), [""; 0]);
    }

    #[test]
    fn waking_itself_is_noted_when_it_goes_on() {
        assert_eq!(titles(&sample::busy(5)), [""; 0]);
        assert_eq!(
            titles(&sample::busy(100)),
            ["block_on(busy) wakes itself again and again: 99 times"]
        );
    }

    #[test]
    fn a_blocking_poll_a_forgotten_future_and_a_lost_waker_are_noted() {
        let mut model = Model::default();
        let sleep = Kind::ThreadBlock {
            on: WaitReason::Sleep { until: 9 * MS },
        };
        model.append(vec![
            event(0, 1, spawn(1, None, TaskKind::BlockOn, "a")),
            event(0, 1, start(1)),
            event(0, 1, sleep),
            event(
                9 * MS,
                1,
                Kind::ThreadUnblock {
                    thread: ThreadId(1),
                },
            ),
            event(9 * MS, 1, spawn(2, Some(1), TaskKind::Child, "b")),
            event(
                9 * MS,
                1,
                Kind::Dropped {
                    task: TaskId(2),
                    how: DropHow::NeverPolled,
                },
            ),
            event(9 * MS, 1, end(1, Outcome::Pending)),
            event(
                9 * MS,
                1,
                Kind::Halt {
                    reason: "deadlock".into(),
                    ok: false,
                },
            ),
        ]);
        assert_eq!(
            titles(&model),
            [
                "A poll of block_on(a) blocks its thread",
                "b #2 was dropped without a single poll",
                "block_on(a) answered Pending and was never woken",
            ]
        );
    }

    #[test]
    fn a_call_that_may_block_is_not_noted_and_a_deadlock_is_told_as_one() {
        let mut model = Model::default();
        let sleep = Kind::ThreadBlock {
            on: WaitReason::Sleep { until: 9 * MS },
        };
        let call = "tokio::runtime::blocking::Blocking<main::main::{{closure}}>";
        let waits = Kind::Waits {
            task: TaskId(2),
            on: WaitReason::Other("the lock".into()),
        };
        model.append(vec![
            event(0, 2, spawn(1, None, TaskKind::Spawned, call)),
            event(0, 2, start(1)),
            event(0, 2, sleep),
            event(9 * MS, 2, end(1, Outcome::Ready)),
            event(9 * MS, 1, spawn(2, None, TaskKind::BlockOn, "b")),
            event(9 * MS, 1, start(2)),
            event(9 * MS, 1, waits),
            event(9 * MS, 1, end(2, Outcome::Pending)),
            event(
                9 * MS,
                1,
                Kind::Halt {
                    reason: "deadlock".into(),
                    ok: false,
                },
            ),
        ]);
        let notes = notes(&model);
        assert_eq!(notes.len(), 1);
        assert_eq!(
            notes[0].title,
            "block_on(b) answered Pending and was never woken"
        );
        assert!(
            notes[0]
                .text
                .starts_with("Nobody was left who could wake it")
        );
    }
}
