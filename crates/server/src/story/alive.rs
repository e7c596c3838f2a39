//! Who is alive: the tasks and threads that a reader must know of before it can follow the events.

use protocol::live::{LiveTask, LiveThread};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use trace::{Kind, Nanos, TaskId, ThreadId};

/// Tasks that a snapshot lists at most.
const LISTED: usize = 4096;

thread_local! {
    static HERE: Cell<u32> = const { Cell::new(0) };
}

/// The number of the calling thread, given when it is first asked for; 1 is the first that asked.
pub fn thread_here() -> ThreadId {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    HERE.with(|here| {
        if here.get() == 0 {
            here.set(NEXT.fetch_add(1, Ordering::Relaxed));
        }
        ThreadId(here.get())
    })
}

/// Whether the event changes who is alive.
pub fn matters(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Spawn { .. }
            | Kind::Dropped { .. }
            | Kind::ThreadStart { .. }
            | Kind::ThreadEnd { .. }
    )
}

#[derive(Default)]
pub struct Alive {
    tasks: BTreeMap<TaskId, LiveTask>,
    threads: BTreeMap<ThreadId, LiveThread>,
}

impl Alive {
    /// Takes note of an event. False for one whose beginning nobody recorded: the end of a poll that
    /// was going on when the recording began.
    pub fn apply(&mut self, at: Nanos, thread: ThreadId, kind: &Kind) -> bool {
        match kind {
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                let task = LiveTask {
                    task: *task,
                    parent: *parent,
                    kind: *kind,
                    name: name.clone(),
                    since: at,
                    polled_by: None,
                };
                self.tasks.insert(task.task, task);
            }
            Kind::Dropped { task, .. } => {
                self.tasks.remove(task);
            }
            Kind::PollStart { task } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.polled_by = Some(thread);
                }
            }
            Kind::PollEnd { task, .. } => {
                let polled_by = self.tasks.get_mut(task).and_then(|t| t.polled_by.take());
                return polled_by.is_some();
            }
            Kind::ThreadStart { started, name } => {
                let name = name.clone();
                let thread = LiveThread {
                    thread: *started,
                    name,
                };
                self.threads.insert(thread.thread, thread);
            }
            Kind::ThreadEnd { .. } => {
                self.threads.remove(&thread);
            }
            _ => {}
        }
        true
    }

    /// Nothing is known of polls any more: they are not recorded.
    pub fn forget_polls(&mut self) {
        for task in self.tasks.values_mut() {
            task.polled_by = None;
        }
    }

    /// The oldest tasks, and how many more there are.
    pub fn tasks(&self) -> (Vec<LiveTask>, u64) {
        let listed = self.tasks.values().take(LISTED).cloned().collect();
        (listed, self.tasks.len().saturating_sub(LISTED) as u64)
    }

    pub fn threads(&self) -> Vec<LiveThread> {
        self.threads.values().take(LISTED).cloned().collect()
    }
}
