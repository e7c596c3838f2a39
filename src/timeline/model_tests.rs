//! Lanes, spans, causes and effects of recordings written by hand.

use super::*;
use crate::timeline::sample::{self, MS, end, event, spawn, start, wake};

fn task(model: &Model, id: u32) -> &Lane {
    &model.lanes[model.lane(Who::Task(TaskId(id))).unwrap()]
}

fn doings(lane: &Lane) -> Vec<Doing> {
    lane.spans.iter().map(|span| span.doing).collect()
}

#[test]
fn a_poll_a_wait_a_queue_and_a_poll() {
    let model = sample::two_workers();
    let main = task(&model, 1);
    assert_eq!(
        doings(main),
        [
            Doing::Created,
            Doing::Poll(Some(Outcome::Pending)),
            Doing::Waiting,
            Doing::Queued,
            Doing::Poll(Some(Outcome::Ready)),
        ]
    );
    assert_eq!((main.polls, main.wakes, main.last), (2, 1, Some(23)));
    assert_eq!(main.kind, LaneKind::Task(TaskKind::BlockOn));
}

#[test]
fn a_child_belongs_to_its_parent_and_waits_without_being_woken_itself() {
    let model = sample::two_workers();
    let worker = task(&model, 2);
    assert_eq!(worker.parent, model.lane(Who::Task(TaskId(1))));
    assert_eq!(doings(worker)[2], Doing::Waiting);
    assert_eq!(worker.spans[2].end, Some(16));
}

#[test]
fn a_wake_leads_to_the_next_poll_and_back() {
    let model = sample::two_workers();
    assert_eq!(model.effect(12), Some(15));
    assert_eq!(model.cause(15), Some(12));
    assert_eq!(model.effect(2), Some(10), "a poll leads to its end");
    assert_eq!(model.cause(10), Some(2));
    assert_eq!(model.arrows.len(), 2, "one thread started, one task woken");
}

#[test]
fn a_future_that_wakes_itself_is_queued_when_its_poll_ends() {
    let model = sample::busy(3);
    assert_eq!(
        doings(task(&model, 1))[1..4],
        [
            Doing::Poll(Some(Outcome::Pending)),
            Doing::Queued,
            Doing::Poll(Some(Outcome::Pending)),
        ]
    );
    assert_eq!(task(&model, 1).polls, 3);
}

#[test]
fn prints_belong_to_the_innermost_future() {
    let mut model = Model::default();
    let print = || Kind::Print {
        stream: Stream::Stdout,
        text: "x".into(),
    };
    model.append(vec![
        event(0, 1, spawn(1, None, TaskKind::BlockOn, "a")),
        event(0, 1, start(1)),
        event(0, 1, spawn(2, Some(1), TaskKind::Child, "b")),
        event(0, 1, start(2)),
        event(0, 1, print()),
        event(0, 1, end(2, Outcome::Ready)),
        event(0, 1, print()),
        event(0, 1, end(1, Outcome::Ready)),
        event(0, 1, print()),
    ]);
    let owners: Vec<Who> = model
        .prints
        .iter()
        .map(|print| model.lanes[print.lane].who)
        .collect();
    assert_eq!(
        owners,
        [
            Who::Task(TaskId(2)),
            Who::Task(TaskId(1)),
            Who::Thread(ThreadId(1))
        ]
    );
}

#[test]
fn a_recording_that_begins_late_still_has_its_lanes() {
    let mut model = Model::default();
    model.append(vec![
        event(MS, 7, end(9, Outcome::Ready)),
        event(MS, 7, wake(8, WakeCause::Outside)),
    ]);
    assert!(model.lane(Who::Thread(ThreadId(7))).is_some());
    assert_eq!(task(&model, 9).name, "task 9");
    assert!(model.lane(Who::Outside).is_some());
}
