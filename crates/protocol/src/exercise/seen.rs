//! What a trace has shown, as far as exercises ask: counted event by event, so that nobody has to keep
//! a long trace for it.

use std::collections::HashMap;
use std::time::Duration;

use trace::{DropHow, Event, Kind, Nanos, Outcome, TaskId, TaskKind};

/// The future in which the runtime packs a closure of `spawn_blocking`. It is polled once, on a thread that
/// may be blocked: for an exercise this is a call, and no task.
const CALL: &str = "tokio::runtime::blocking::Blocking<";

/// Counts of one run. Give it every event, in order.
#[derive(Debug, Default)]
pub struct Seen {
    last: Nanos,
    tasks: HashMap<TaskId, Task>,
    /// By the name of an async function.
    waiting: HashMap<String, AtOnce>,
    polls: u32,
    longest_poll: Nanos,
    threads: u32,
    spawns: u32,
    unfinished: Option<(String, bool)>,
}

#[derive(Debug)]
struct Task {
    name: String,
    /// An executor polls it, not another future.
    is_root: bool,
    poll_began: Nanos,
    waits: bool,
}

#[derive(Debug, Default)]
struct AtOnce {
    now: u32,
    most: u32,
}

impl Seen {
    pub fn event(&mut self, event: &Event) {
        self.last = event.at;
        match &event.kind {
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                let is_call = name.starts_with(CALL);
                self.spawns += u32::from(*kind == TaskKind::Spawned && !is_call);
                let task_seen = Task {
                    name: name.clone(),
                    // A child without a parent is polled by an executor of the program's own.
                    is_root: !is_call && (*kind != TaskKind::Child || parent.is_none()),
                    poll_began: event.at,
                    waits: false,
                };
                self.tasks.insert(*task, task_seen);
            }
            Kind::PollStart { task } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.poll_began = event.at;
                    self.polls += u32::from(task.is_root);
                }
            }
            Kind::PollEnd { task, outcome } => {
                if let Some(task) = self.tasks.get(task).filter(|task| task.is_root) {
                    let took = event.at.saturating_sub(task.poll_began);
                    self.longest_poll = self.longest_poll.max(took);
                }
                self.waits(*task, *outcome == Outcome::Pending);
            }
            Kind::Dropped { task, how } => {
                self.waits(*task, false);
                let Some(task) = self.tasks.remove(task) else {
                    return;
                };
                if *how != DropHow::Completed && self.unfinished.is_none() {
                    self.unfinished = Some((task.name, *how == DropHow::Cancelled));
                }
            }
            Kind::ThreadStart { .. } => self.threads += 1,
            _ => {}
        }
    }

    /// On the program's clock.
    pub fn took(&self) -> Duration {
        Duration::from_nanos(self.last)
    }

    /// How many futures of an async function waited at the same time, at most.
    pub fn at_once(&self, name: &str) -> u32 {
        self.waiting.get(name).map_or(0, |count| count.most)
    }

    pub fn polls(&self) -> u32 {
        self.polls
    }

    pub fn longest_poll(&self) -> Duration {
        Duration::from_nanos(self.longest_poll)
    }

    pub fn threads(&self) -> u32 {
        self.threads
    }

    pub fn spawns(&self) -> u32 {
        self.spawns
    }

    /// The first future that was dropped before its end: its name, and whether it was ever polled.
    pub fn unfinished(&self) -> Option<(&str, bool)> {
        let (name, polled) = self.unfinished.as_ref()?;
        Some((name, *polled))
    }

    /// A task waits from a pending poll to a ready one, for what is polled in between waits on.
    fn waits(&mut self, task: TaskId, waits: bool) {
        let Some(task) = self.tasks.get_mut(&task) else {
            return;
        };
        if task.waits == waits {
            return;
        }
        task.waits = waits;
        let count = self.waiting.entry(task.name.clone()).or_default();
        if waits {
            count.now += 1;
            count.most = count.most.max(count.now);
        } else {
            count.now -= 1;
        }
    }
}
