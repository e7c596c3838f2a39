//! The recording, sorted into lanes as its events arrive.
//!
//! A lane belongs to a thread, to a task, or to a source of wakes outside of both. It is a list of
//! spans (what its owner did, from one event to another) and a list of marks (what happened to it
//! at one event). Everything refers to events by their index.

mod late;

pub use late::Before;

use std::collections::HashMap;

use trace::{
    DropHow, Event, Kind, Nanos, Outcome, Stream, TaskId, TaskKind, ThreadId, WaitReason, WakeCause,
};

/// Index of an event in the recording.
pub type Index = u32;

/// Index of a lane, in the order of appearance.
pub type LaneId = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Thread(ThreadId),
    Task(TaskId),
    /// All timers share one lane.
    Timers,
    /// The visitor and the network.
    Outside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneKind {
    Thread,
    Task(TaskKind),
    Source,
}

impl LaneKind {
    /// The word for it in the page's `data-kind`.
    pub fn slug(self) -> &'static str {
        match self {
            LaneKind::Thread => "thread",
            LaneKind::Task(TaskKind::BlockOn) => "block_on",
            LaneKind::Task(TaskKind::Spawned) => "spawned",
            LaneKind::Task(TaskKind::Child) => "child",
            LaneKind::Source => "source",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Exists, and was neither polled nor woken.
    Created,
    /// `None` while the poll lasts.
    Poll(Option<Outcome>),
    /// Pending, and nobody has woken it.
    Waiting,
    /// Woken, and not yet polled.
    Queued,
    /// A thread that waits; the event at `start` says for what.
    Blocked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: Index,
    /// `None` while it lasts.
    pub end: Option<Index>,
    pub doing: Doing,
    /// The wake that led to it.
    pub cause: Option<Index>,
    /// How many polls the lane had seen when the span had begun, itself included.
    pub polls: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// In rising order of importance: of two marks in one place the greater is shown.
    TimerFired,
    Spawn,
    ThreadEnd,
    Print,
    Completed,
    Cancelled,
    NeverPolled,
    Panic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub event: Index,
    pub kind: MarkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrowKind {
    Wake,
    Spawn,
}

/// From who did something to whom it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub event: Index,
    pub from: LaneId,
    pub to: LaneId,
    pub kind: ArrowKind,
}

#[derive(Clone, Debug)]
pub struct Lane {
    pub who: Who,
    pub kind: LaneKind,
    pub name: String,
    /// The thread it is grouped with.
    pub thread: ThreadId,
    /// The task that polls this one.
    pub parent: Option<LaneId>,
    pub first: Index,
    pub last: Option<Index>,
    pub spans: Vec<Span>,
    pub marks: Vec<Mark>,
    pub polls: u32,
    pub wakes: u32,
    woken: Option<Index>,
}

impl Lane {
    /// What its owner does after the first `position` events, where it does anything.
    pub fn at(&self, position: Index) -> Option<&Span> {
        let after = self.spans.partition_point(|span| span.start < position);
        let span = self.spans.get(after.checked_sub(1)?)?;
        span.end.is_none_or(|end| end >= position).then_some(span)
    }

    fn close(&mut self, end: Index) {
        if let Some(span) = self.spans.last_mut() {
            span.end.get_or_insert(end);
        }
    }

    fn open(&mut self, start: Index, doing: Doing, cause: Option<Index>) {
        self.close(start);
        self.polls += u32::from(matches!(doing, Doing::Poll(_)));
        self.spans.push(Span {
            start,
            end: None,
            doing,
            cause,
            polls: self.polls,
        });
    }
}

/// A line that the program printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    pub event: Index,
    pub lane: LaneId,
    pub stream: Stream,
}

/// How far back a poll is searched for what it did, in events.
const LONGEST_POLL: usize = 500;

#[derive(Debug, Default)]
pub struct Model {
    pub events: Vec<Event>,
    pub lanes: Vec<Lane>,
    pub arrows: Vec<Arrow>,
    pub prints: Vec<Print>,
    /// The lane of each event.
    owners: Vec<LaneId>,
    by_who: HashMap<Who, LaneId>,
    /// The tasks that each thread is polling, the innermost last.
    polling: HashMap<ThreadId, Vec<LaneId>>,
    late: bool,
}

impl Model {
    /// Whether it begins in the middle of what it tells (see `late`). Its first event only marks where.
    pub fn is_late(&self) -> bool {
        self.late
    }

    pub fn len(&self) -> Index {
        self.events.len() as Index
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    pub fn lane(&self, who: Who) -> Option<LaneId> {
        self.by_who.get(&who).copied()
    }

    /// The lane on which an event shows.
    pub fn owner(&self, event: Index) -> Option<LaneId> {
        let marks_the_beginning = self.late && event == 0;
        let owner = self.owners.get(event as usize).copied();
        owner.filter(|_| !marks_the_beginning)
    }

    /// What was printed to stdout, piece by piece.
    pub fn stdout(&self) -> impl Iterator<Item = &str> {
        let prints = self.prints.iter();
        let out = prints.filter(|print| print.stream == Stream::Stdout);
        out.filter_map(|print| match &self.event(print.event)?.kind {
            Kind::Print { text, .. } => Some(&**text),
            _ => None,
        })
    }

    pub fn event(&self, index: Index) -> Option<&Event> {
        self.events.get(index as usize)
    }

    pub fn append(&mut self, events: Vec<Event>) {
        for event in events {
            let owner = self.take(&event);
            self.owners.push(owner);
            self.events.push(event);
        }
    }

    /// What happened during the poll that ended with `end`, the newest first.
    fn poll_before(&self, task: TaskId, end: Index) -> impl Iterator<Item = &Event> {
        let before = self.events.get(..end as usize).unwrap_or_default();
        before
            .iter()
            .rev()
            .take(LONGEST_POLL)
            .take_while(move |event| event.kind != Kind::PollStart { task })
    }

    /// What a task told that it waits for during the poll that ended with `end`, and when it told it.
    pub fn waits(&self, lane: LaneId, end: Index) -> Vec<(Nanos, &WaitReason)> {
        let Some(Who::Task(id)) = self.lanes.get(lane).map(|lane| lane.who) else {
            return Vec::new();
        };
        let mut told: Vec<_> = self
            .poll_before(id, end)
            .filter_map(|event| match &event.kind {
                Kind::Waits { task, on } if *task == id => Some((event.at, on)),
                _ => None,
            })
            .collect();
        told.reverse();
        told
    }

    /// Whether the task, or a future that it has taken in, told then what it waits for.
    pub fn told(&self, lane: LaneId, end: Index) -> bool {
        let Some(Who::Task(id)) = self.lanes.get(lane).map(|lane| lane.who) else {
            return false;
        };
        self.poll_before(id, end)
            .any(|event| matches!(event.kind, Kind::Waits { .. }))
    }

    /// What led to this event.
    pub fn cause(&self, index: Index) -> Option<Index> {
        let lane = self.lanes.get(self.owner(index)?)?;
        match self.event(index)?.kind {
            Kind::PollStart { .. } => span_from(lane, index)?.cause,
            Kind::PollEnd { .. } | Kind::ThreadUnblock { .. } => span_to(lane, index),
            Kind::ThreadEnd { .. } | Kind::Dropped { .. } => Some(lane.first),
            _ => None,
        }
        .filter(|cause| *cause != index)
    }

    /// What this event led to.
    pub fn effect(&self, index: Index) -> Option<Index> {
        let lane = self.lanes.get(self.owner(index)?)?;
        match self.event(index)?.kind {
            Kind::Wake { .. } | Kind::Spawn { .. } => {
                let after = lane.spans.partition_point(|span| span.start <= index);
                let polls = |span: &&Span| matches!(span.doing, Doing::Poll(_));
                lane.spans[after..]
                    .iter()
                    .find(polls)
                    .map(|span| span.start)
            }
            Kind::ThreadStart { .. } => lane.last,
            _ => span_from(lane, index)?.end,
        }
        .filter(|effect| *effect != index)
    }

    /// The first poll of a lane that begins after a position, or its very first.
    pub fn next_poll(&self, lane: LaneId, position: Index) -> Option<Index> {
        let lane = self.lanes.get(lane)?;
        let mut polls = lane
            .spans
            .iter()
            .filter(|span| matches!(span.doing, Doing::Poll(_)));
        let first = polls.clone().next().map(|span| span.start);
        polls
            .find(|span| span.start >= position)
            .map(|span| span.start)
            .or(first)
            .or(Some(lane.first))
    }

    fn take(&mut self, event: &Event) -> LaneId {
        let index = self.len();
        let thread = self.lane_of_thread(event.thread, None, index);
        match &event.kind {
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                let parent = parent.and_then(|parent| self.lane(Who::Task(parent)));
                let child = *kind == TaskKind::Child;
                let on = self.grouped(event.thread);
                let lane = self.add(Lane {
                    parent: parent.filter(|_| child),
                    ..Lane::new(
                        Who::Task(*task),
                        LaneKind::Task(*kind),
                        name.clone(),
                        on,
                        index,
                    )
                });
                self.mark(lane, index, MarkKind::Spawn);
                self.lanes[lane].open(index, Doing::Created, None);
                if let Some(from) = parent.filter(|_| !child) {
                    self.arrow(index, from, lane, ArrowKind::Spawn);
                }
                lane
            }
            Kind::PollStart { task } => {
                let lane = self.lane_of_task(*task, event.thread, index);
                let cause = self.lanes[lane].woken.take();
                self.lanes[lane].open(index, Doing::Poll(None), cause);
                self.polling.entry(event.thread).or_default().push(lane);
                lane
            }
            Kind::PollEnd { task, outcome } => {
                let lane = self.lane_of_task(*task, event.thread, index);
                if let Some(stack) = self.polling.get_mut(&event.thread) {
                    stack.retain(|polled| *polled != lane);
                }
                let lane_now = &mut self.lanes[lane];
                if let Some(span) = lane_now.spans.last_mut()
                    && let Doing::Poll(result) = &mut span.doing
                {
                    *result = Some(*outcome);
                }
                lane_now.close(index);
                if *outcome == Outcome::Pending {
                    match lane_now.woken {
                        Some(wake) => lane_now.open(index, Doing::Queued, Some(wake)),
                        None => lane_now.open(index, Doing::Waiting, None),
                    }
                }
                lane
            }
            Kind::Wake { task, by, queued } => {
                let lane = self.lane_of_task(*task, event.thread, index);
                let from = match by {
                    WakeCause::Itself => lane,
                    WakeCause::Task(other) => self.lane_of_task(*other, event.thread, index),
                    WakeCause::Thread(other) => self.lane_of_thread(*other, None, index),
                    WakeCause::Timer(_) => self.lane_of_source(Who::Timers, index),
                    WakeCause::Outside => self.lane_of_source(Who::Outside, index),
                };
                self.lanes[lane].wakes += 1;
                if *queued {
                    self.lanes[lane].woken = Some(index);
                    let doing = self.lanes[lane].spans.last().map(|span| span.doing);
                    if matches!(doing, Some(Doing::Waiting | Doing::Created)) {
                        self.lanes[lane].open(index, Doing::Queued, Some(index));
                    }
                }
                self.arrow(index, from, lane, ArrowKind::Wake);
                lane
            }
            Kind::WakerClone { task } | Kind::WakerDrop { task } | Kind::Waits { task, .. } => {
                self.lane_of_task(*task, event.thread, index)
            }
            Kind::TimerSet { task, .. } => {
                self.lane_of_source(Who::Timers, index);
                match task {
                    Some(task) => self.lane_of_task(*task, event.thread, index),
                    None => thread,
                }
            }
            Kind::TimerFired { .. } => {
                let lane = self.lane_of_source(Who::Timers, index);
                self.mark(lane, index, MarkKind::TimerFired);
                lane
            }
            Kind::Dropped { task, how } => {
                let lane = self.lane_of_task(*task, event.thread, index);
                self.mark(
                    lane,
                    index,
                    match how {
                        DropHow::Completed => MarkKind::Completed,
                        DropHow::Cancelled => MarkKind::Cancelled,
                        DropHow::NeverPolled => MarkKind::NeverPolled,
                    },
                );
                self.lanes[lane].close(index);
                self.lanes[lane].last = Some(index);
                lane
            }
            Kind::ThreadStart { started, name } => {
                let lane = self.lane_of_thread(*started, name.as_deref(), index);
                // A thread that tells of its own start has its lane already.
                if let Some(name) = name {
                    self.lanes[lane].name.clone_from(name);
                }
                self.mark(lane, index, MarkKind::Spawn);
                if lane != thread {
                    let from = self.innermost(event.thread).unwrap_or(thread);
                    self.arrow(index, from, lane, ArrowKind::Spawn);
                }
                lane
            }
            Kind::ThreadBlock { .. } => {
                self.lanes[thread].open(index, Doing::Blocked, None);
                thread
            }
            Kind::ThreadUnblock { thread } => {
                let lane = self.lane_of_thread(*thread, None, index);
                self.lanes[lane].close(index);
                lane
            }
            Kind::ThreadEnd { .. } => {
                self.mark(thread, index, MarkKind::ThreadEnd);
                self.lanes[thread].close(index);
                self.lanes[thread].last = Some(index);
                thread
            }
            Kind::Print { stream, .. } => {
                let lane = self.innermost(event.thread).unwrap_or(thread);
                self.mark(lane, index, MarkKind::Print);
                self.prints.push(Print {
                    event: index,
                    lane,
                    stream: *stream,
                });
                lane
            }
            Kind::Panic { task, .. } => {
                let task = task.and_then(|task| self.lane(Who::Task(task)));
                let lane = task.unwrap_or(thread);
                self.mark(lane, index, MarkKind::Panic);
                lane
            }
            Kind::Idle { .. } => thread,
            Kind::Halt { .. } => {
                for lane in &mut self.lanes {
                    lane.close(index);
                    lane.last.get_or_insert(index);
                }
                thread
            }
        }
    }

    /// The thread with which a task of that thread is grouped.
    fn grouped(&self, thread: ThreadId) -> ThreadId {
        if self.late { late::ANY } else { thread }
    }

    fn innermost(&self, thread: ThreadId) -> Option<LaneId> {
        self.polling.get(&thread)?.last().copied()
    }

    fn mark(&mut self, lane: LaneId, event: Index, kind: MarkKind) {
        self.lanes[lane].marks.push(Mark { event, kind });
    }

    fn arrow(&mut self, event: Index, from: LaneId, to: LaneId, kind: ArrowKind) {
        self.arrows.push(Arrow {
            event,
            from,
            to,
            kind,
        });
    }

    fn add(&mut self, lane: Lane) -> LaneId {
        let id = self.lanes.len();
        self.by_who.insert(lane.who, id);
        self.lanes.push(lane);
        id
    }

    fn lane_of_thread(&mut self, thread: ThreadId, name: Option<&str>, now: Index) -> LaneId {
        self.lane(Who::Thread(thread)).unwrap_or_else(|| {
            let name = name.map_or_else(|| unnamed(thread), str::to_owned);
            self.add(Lane::new(
                Who::Thread(thread),
                LaneKind::Thread,
                name,
                thread,
                now,
            ))
        })
    }

    /// The lane of a task; one that was never announced gets a lane all the same, for a recording
    /// may have begun late.
    fn lane_of_task(&mut self, task: TaskId, thread: ThreadId, now: Index) -> LaneId {
        self.lane(Who::Task(task)).unwrap_or_else(|| {
            let kind = LaneKind::Task(TaskKind::Spawned);
            let on = self.grouped(thread);
            let name = format!("task {}", task.0);
            self.add(Lane::new(Who::Task(task), kind, name, on, now))
        })
    }

    fn lane_of_source(&mut self, who: Who, now: Index) -> LaneId {
        self.lane(who).unwrap_or_else(|| {
            let name = if who == Who::Timers {
                "timers"
            } else {
                "outside"
            };
            self.add(Lane::new(
                who,
                LaneKind::Source,
                name.into(),
                ThreadId(u32::MAX),
                now,
            ))
        })
    }
}

impl Lane {
    fn new(who: Who, kind: LaneKind, name: String, thread: ThreadId, first: Index) -> Self {
        Lane {
            who,
            kind,
            name,
            thread,
            parent: None,
            first,
            last: None,
            spans: Vec::new(),
            marks: Vec::new(),
            polls: 0,
            wakes: 0,
            woken: None,
        }
    }
}

/// What a thread without a name is called.
pub fn unnamed(thread: ThreadId) -> String {
    match thread {
        ThreadId(1) => "main".to_owned(),
        ThreadId(id) => format!("thread {id}"),
    }
}

/// The span that begins at an event.
fn span_from(lane: &Lane, index: Index) -> Option<&Span> {
    let at = lane.spans.partition_point(|span| span.start < index);
    lane.spans.get(at).filter(|span| span.start == index)
}

/// The beginning of the span that an event ends.
fn span_to(lane: &Lane, index: Index) -> Option<Index> {
    let at = lane.spans.partition_point(|span| span.start < index);
    let span = lane.spans.get(at.checked_sub(1)?)?;
    (span.end == Some(index)).then_some(span.start)
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
