//! Events in plain English, for the live region, the inspector and the hover card.

use trace::{
    DropHow, Event, Kind, Nanos, Outcome, TaskId, TaskKind, ThreadId, WaitReason, WakeCause,
};

use super::model::{Doing, Index, Lane, LaneId, LaneKind, Model, Span, Who};

/// A length of time with a fitting unit: `500 ms`, `1.25 s`, `320 ns`.
pub fn length(nanos: Nanos) -> String {
    let (unit, name) = match nanos {
        0..1_000 => (1.0, "ns"),
        1_000..1_000_000 => (1e3, "µs"),
        1_000_000..1_000_000_000 => (1e6, "ms"),
        _ => (1e9, "s"),
    };
    let text = format!("{:.2}", nanos as f64 / unit);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    format!("{short} {name}")
}

/// A moment of the run in seconds, to the millisecond, as lines of output are stamped.
pub fn clock(at: Nanos) -> String {
    let milliseconds = at / 1_000_000;
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// A label of the time axis, whose ticks stand `step` milliseconds apart.
pub fn clock_in_steps(milliseconds: f64, step: f64) -> String {
    let (unit, name) = match step {
        step if step >= 100.0 => (1000.0, "s"),
        step if step >= 0.1 => (1.0, "ms"),
        _ => (0.001, "µs"),
    };
    let text = format!("{:.3}", milliseconds / unit);
    format!(
        "{} {name}",
        text.trim_end_matches('0').trim_end_matches('.')
    )
}

/// The name of a lane as the visitor reads it. Tasks of the same name are told apart by number.
pub fn lane(model: &Model, id: LaneId) -> String {
    let lane = &model.lanes[id];
    match (lane.kind, lane.who) {
        (LaneKind::Task(TaskKind::BlockOn), _) => format!("block_on({})", short(model, &lane.name)),
        (LaneKind::Task(_), Who::Task(TaskId(number))) => {
            format!("{} #{number}", short(model, &lane.name))
        }
        _ => short(model, &lane.name),
    }
}

/// A server calls what serves a connection after where it is from, of which the port tells them apart. A
/// task is named after its type: of `main::answer::{{closure}}` only `answer` tells it from others.
fn short(model: &Model, name: &str) -> String {
    if let Some(port) = name.strip_prefix("connection from 127.0.0.1:")
        && model.is_late()
    {
        return format!("connection {port}");
    }
    if is_call(name) {
        return "spawn_blocking".to_owned();
    }
    let name = name.strip_prefix("main::").unwrap_or(name);
    name.trim_end_matches("::{{closure}}").to_owned()
}

/// Whether it is the closure of a `spawn_blocking`, which may block its thread.
pub fn is_call(name: &str) -> bool {
    name.starts_with("tokio::runtime::blocking::Blocking<")
}

pub fn task(model: &Model, id: TaskId) -> String {
    model
        .lane(Who::Task(id))
        .map_or_else(|| format!("task {}", id.0), |id| lane(model, id))
}

pub fn thread(model: &Model, id: ThreadId) -> String {
    model
        .lane(Who::Thread(id))
        .map_or_else(|| format!("thread {}", id.0), |id| lane(model, id))
}

/// What a lane is, for its label's accessible name.
pub fn lane_described(model: &Model, id: LaneId) -> String {
    let polls = |lane: &Lane| match lane.polls {
        1 => "1 poll".to_owned(),
        many => format!("{many} polls"),
    };
    let of = &model.lanes[id];
    let name = lane(model, id);
    match of.kind {
        LaneKind::Thread => format!("Thread {name}"),
        LaneKind::Source => format!("Source of wakes: {name}"),
        LaneKind::Task(TaskKind::BlockOn) => format!("{name}, {}", polls(of)),
        LaneKind::Task(TaskKind::Spawned) => format!("Task {name}, {}", polls(of)),
        LaneKind::Task(TaskKind::Child) => format!("Child future {name}, {}", polls(of)),
    }
}

pub fn reason(model: &Model, reason: &WaitReason) -> String {
    match reason {
        WaitReason::Sleep { until } => format!("sleeps until {} s", clock(*until)),
        WaitReason::Timer { until, .. } => format!("waits for a timer at {} s", clock(*until)),
        WaitReason::JoinThread(other) => format!("waits for {} to end", thread(model, *other)),
        WaitReason::JoinTask(other) => format!("waits for {} to end", task(model, *other)),
        WaitReason::Park => "is parked".into(),
        WaitReason::Woken(waited) => format!("rests until {} is woken", task(model, *waited)),
        WaitReason::Other(words) => format!("waits: {words}"),
    }
}

/// What a wait that begins at an event is for, in few words.
pub fn wait(model: &Model, start: Index) -> Option<String> {
    if model.is_late() && start == 0 {
        return Some("waiting since before".into());
    }
    let event = model.event(start)?;
    let words = match &event.kind {
        Kind::ThreadBlock {
            on: WaitReason::Sleep { until },
        } => {
            format!("sleeps {}", length(until.saturating_sub(event.at)))
        }
        Kind::ThreadBlock {
            on: WaitReason::JoinThread(other),
        } => {
            format!("joins {}", thread(model, *other))
        }
        Kind::ThreadBlock {
            on: WaitReason::Woken(_),
        } => "rests".into(),
        Kind::ThreadBlock { on } => reason(model, on),
        Kind::PollEnd { .. } => {
            let told = model.owner(start).map(|id| model.waits(id, start));
            match told.unwrap_or_default()[..] {
                [(at, on)] => format!("waits for {}", what(model, on, at)),
                [] => "waiting".into(),
                [..] => "waiting for one of several".into(),
            }
        }
        _ => return None,
    };
    Some(words)
}

/// One sentence that tells an event.
pub fn sentence(model: &Model, index: Index) -> String {
    let Some(event) = model.event(index) else {
        return String::new();
    };
    if model.is_late() && index == 0 {
        return "the recording begins".into();
    }
    let here = thread(model, event.thread);
    match &event.kind {
        Kind::Spawn {
            task: id,
            parent,
            kind,
            ..
        } => {
            let name = task(model, *id);
            match (kind, parent) {
                (TaskKind::BlockOn, _) => format!("{here} begins {name}"),
                (TaskKind::Spawned, Some(parent)) => {
                    format!("{} spawns {name}", task(model, *parent))
                }
                (TaskKind::Spawned, None) => format!("{here} spawns {name}"),
                (TaskKind::Child, Some(parent)) => {
                    format!("{} takes in {name}", task(model, *parent))
                }
                (TaskKind::Child, None) => format!("{name} is created"),
            }
        }
        Kind::PollStart { task: id } => format!("{} is polled", task(model, *id)),
        Kind::PollEnd { task: id, outcome } => {
            let name = task(model, *id);
            match outcome {
                Outcome::Ready => format!("{name} answers Ready: it is finished"),
                Outcome::Pending => format!("{name} answers Pending: not yet"),
                Outcome::Panicked => format!("{name} panics in its poll"),
            }
        }
        Kind::Wake {
            task: id,
            by,
            queued,
        } => {
            let name = task(model, *id);
            let who = match by {
                WakeCause::Itself => format!("{name} wakes itself"),
                WakeCause::Task(other) => format!("{} wakes {name}", task(model, *other)),
                WakeCause::Thread(other) => format!("{} wakes {name}", thread(model, *other)),
                WakeCause::Timer(_) => format!("a timer wakes {name}"),
                WakeCause::Outside => format!("the outside wakes {name}"),
            };
            if *queued {
                who
            } else {
                format!("{who}, which changes nothing")
            }
        }
        Kind::WakerClone { task: id } => format!("the waker of {} is cloned", task(model, *id)),
        Kind::WakerDrop { task: id } => format!("a waker of {} is dropped", task(model, *id)),
        Kind::TimerSet { due, .. } => format!("a timer is set for {} s", clock(*due)),
        Kind::TimerFired { .. } => "a timer fires".into(),
        Kind::Dropped { task: id, how } => {
            let name = task(model, *id);
            match how {
                DropHow::Completed => format!("{name} is dropped, completed"),
                DropHow::Cancelled => format!("{name} is dropped before its end: cancelled"),
                DropHow::NeverPolled => format!("{name} is dropped without a single poll"),
            }
        }
        Kind::ThreadStart { started, .. } if *started == event.thread => format!("{here} starts"),
        Kind::ThreadStart { started, .. } => format!("{here} starts {}", thread(model, *started)),
        Kind::ThreadBlock { on } => format!("{here} {}", reason(model, on)),
        Kind::ThreadUnblock { thread: id } => format!("{} goes on", thread(model, *id)),
        Kind::ThreadEnd { panicked: false } => format!("{here} ends"),
        Kind::ThreadEnd { panicked: true } => format!("{here} ends by a panic"),
        Kind::Print { text, .. } => format!("{here} prints “{}”", text.trim_end()),
        Kind::Panic { message, .. } => format!("{here} panics: {message}"),
        Kind::Waits { task: id, on } => {
            format!(
                "{} is going to wait for {}",
                task(model, *id),
                what(model, on, event.at)
            )
        }
        Kind::Idle { until: Some(until) } => {
            format!(
                "nothing can run for {}",
                length(until.saturating_sub(event.at))
            )
        }
        Kind::Idle { until: None } => "nothing can run; the program waits for the outside".into(),
        Kind::Halt { reason, .. } => format!("the run is over: {reason}"),
    }
}

/// What the owner of a lane does after the first `position` events.
pub fn doing(model: &Model, id: LaneId, position: Index) -> String {
    let lane = &model.lanes[id];
    if position <= lane.first {
        return "does not exist yet".into();
    }
    if let Some(Span { doing, start, .. }) = lane.at(position) {
        return match doing {
            Doing::Created => "created, not polled yet".into(),
            Doing::Poll(_) => "is being polled".into(),
            Doing::Waiting => awaited(model, id, *start, position),
            Doing::Queued => "woken, waits for its poll".into(),
            Doing::Blocked => match model.event(*start).map(|event: &Event| &event.kind) {
                Some(Kind::ThreadBlock { on }) => reason(model, on),
                _ => "blocked".into(),
            },
        };
    }
    match lane.kind {
        _ if lane.last.is_some_and(|last| last < position) => "ended".into(),
        LaneKind::Thread if model.is_late() && lane.spans.is_empty() => "was there before".into(),
        LaneKind::Thread => "running".into(),
        LaneKind::Task(_) => "finished, not dropped yet".into(),
        LaneKind::Source => String::new(),
    }
}

/// What a future waits for that answered Pending at `start`: what it told, or the futures it has taken in.
fn awaited(model: &Model, id: LaneId, start: Index, position: Index) -> String {
    let told: Vec<String> = model
        .waits(id, start)
        .into_iter()
        .map(|(at, on)| what(model, on, at))
        .collect();
    if !told.is_empty() {
        return format!("waits for {}", told.join(", or "));
    }
    let waits = |other: &LaneId| {
        let lane = &model.lanes[*other];
        let span = lane.at(position);
        lane.parent == Some(id) && span.is_some_and(|span| span.doing == Doing::Waiting)
    };
    let mut parts = (0..model.lanes.len()).filter(waits);
    match (parts.next(), parts.count()) {
        (None, _) => "waiting for a wake".into(),
        (Some(one), 0) => format!("waits for {}", lane(model, one)),
        (Some(one), more) => format!("waits for {} and {more} more", lane(model, one)),
    }
}

/// What is waited for since a moment, as it follows “waits for”.
fn what(model: &Model, on: &WaitReason, since: Nanos) -> String {
    match on {
        WaitReason::Sleep { until } | WaitReason::Timer { until, .. } => {
            format!("a timer, {}", length(until.saturating_sub(since)))
        }
        WaitReason::JoinThread(other) => format!("{} to end", thread(model, *other)),
        WaitReason::JoinTask(other) => format!("{} to end", task(model, *other)),
        WaitReason::Park => "an unpark".into(),
        WaitReason::Woken(other) => format!("a wake of {}", task(model, *other)),
        WaitReason::Other(words) => words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;

    #[test]
    fn lengths_have_fitting_units() {
        let told = [320, 1_500, 500_000_000, 2_000_000_000].map(length);
        assert_eq!(told, ["320 ns", "1.5 µs", "500 ms", "2 s"]);
        assert_eq!(clock(1_234_567_890), "1.234");
        assert_eq!(clock_in_steps(1500.0, 500.0), "1.5 s");
        assert_eq!(clock_in_steps(20.0, 5.0), "20 ms");
    }

    #[test]
    fn a_task_is_called_by_the_part_of_its_type_that_matters() {
        let closure = "tokio::runtime::blocking::Blocking<main::main::{{closure}}>";
        for (name, called) in [
            ("worker", "worker"),
            ("main::answer::{{closure}}", "answer"),
            ("main::main::{{closure}}::{{closure}}", "main"),
            ("futures::future::Ready<u8>", "futures::future::Ready<u8>"),
            (closure, "spawn_blocking"),
        ] {
            assert_eq!(short(&Model::default(), name), called);
        }
    }

    #[test]
    fn a_short_run_is_told_in_words() {
        let model = sample::two_workers();
        let told: Vec<String> = (0..9).map(|index| sentence(&model, index)).collect();
        assert_eq!(
            told,
            [
                "main prints “hello”",
                "main begins block_on(both)",
                "block_on(both) is polled",
                "block_on(both) takes in worker #2",
                "worker #2 is polled",
                "main starts thread 2",
                "worker #2 answers Pending: not yet",
                "block_on(both) takes in worker #3",
                "worker #3 is polled",
            ]
        );
    }

    #[test]
    fn what_a_lane_does_is_told_at_every_position() {
        let model = sample::two_workers();
        let worker = model.lane(Who::Task(TaskId(2))).unwrap();
        assert_eq!(doing(&model, worker, 1), "does not exist yet");
        assert_eq!(doing(&model, worker, 4), "created, not polled yet");
        assert_eq!(doing(&model, worker, 5), "is being polled");
        assert_eq!(doing(&model, worker, 8), "waiting for a wake");
        assert_eq!(doing(&model, worker, model.len()), "ended");
    }
}
