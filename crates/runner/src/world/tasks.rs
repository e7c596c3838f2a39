//! Tasks, child futures and wakes.
//!
//! The scheduling policy is the executor's: each task that the library drives has a [`Scheduler`] of its own,
//! which says what a wake does and when it is polled next.

use executor::{Key, Policy, Requeue, Scheduler, Woken};
use trace::{DropHow, Kind, Outcome, TaskId, TaskKind, TimerId, WaitReason, WakeCause};
use vm::{HostResult, PollOutcome, Site};

use super::threads::Waiting;
use super::{SELF_WAKE, World, task_id};

pub struct Task {
    name: String,
    scheduler: Scheduler<()>,
    key: Key,
    polled: bool,
    /// Somebody else has woken it since its last poll began.
    woken_by_others: bool,
    woken_by_itself: bool,
}

impl World {
    pub(super) fn task_new(&mut self, site: &Site<'_>, kind: u32, name: &str) -> HostResult {
        let parent = self.innermost(site);
        let mut scheduler = Scheduler::new(Policy {
            seed: 0,
            requeue: Requeue::AfterPoll,
        });
        let key = scheduler.insert_ready(());
        let task = Task {
            name: name.to_string(),
            scheduler,
            key,
            polled: false,
            woken_by_others: false,
            woken_by_itself: false,
        };
        let id = self.next_task(Some(task));
        let kind = if kind == 0 {
            TaskKind::BlockOn
        } else {
            TaskKind::Spawned
        };
        self.record(
            site,
            Kind::Spawn {
                task: id,
                parent,
                kind,
                name: name.to_string(),
            },
        );
        HostResult::Done(u64::from(id.0))
    }

    fn next_task(&mut self, task: Option<Task>) -> TaskId {
        self.tasks.push(task);
        TaskId(self.tasks.len() as u32)
    }

    pub(super) fn task(&mut self, id: TaskId) -> Option<&mut Task> {
        self.tasks
            .get_mut((id.0 as usize).wrapping_sub(1))?
            .as_mut()
    }

    /// The task or future that the running thread is polling.
    fn innermost(&mut self, site: &Site<'_>) -> Option<TaskId> {
        self.thread(site.thread)?.polling.last().copied()
    }

    pub(super) fn task_wait_ready(&mut self, site: &Site<'_>, task: u64) -> HostResult {
        let Some(id) = task_id(task) else {
            return HostResult::Done(0);
        };
        let Some(task) = self.task(id) else {
            return HostResult::Done(0);
        };
        // It stays in the queue up to its poll, so that wakes until then are merged.
        if !task.scheduler.has_ready() {
            return self.wait(site, Waiting::Task(id), WaitReason::Woken(id), None);
        }
        if task.woken_by_itself && !task.woken_by_others {
            self.ahead += SELF_WAKE;
            return HostResult::Yield(0);
        }
        HostResult::Done(0)
    }

    pub(super) fn task_poll_start(&mut self, site: &Site<'_>, task: u64) {
        let Some(id) = task_id(task) else { return };
        if let Some(task) = self.task(id) {
            task.scheduler.next();
            (task.polled, task.woken_by_itself, task.woken_by_others) = (true, false, false);
        }
        self.record(site, Kind::PollStart { task: id });
        self.begin_poll(site, id);
    }

    fn begin_poll(&mut self, site: &Site<'_>, id: TaskId) {
        if let Some(thread) = self.thread(site.thread) {
            thread.polling.push(id);
        }
    }

    /// Ends the poll of `id`, and of what was polled inside it.
    fn end_poll(&mut self, site: &Site<'_>, id: TaskId) {
        if let Some(thread) = self.thread(site.thread)
            && let Some(at) = thread.polling.iter().rposition(|&polled| polled == id)
        {
            thread.polling.truncate(at);
        }
    }

    pub(super) fn task_poll_end(&mut self, site: &Site<'_>, task: u64, ready: bool) {
        let Some(id) = task_id(task) else { return };
        self.end_poll(site, id);
        if let Some(task) = self.task(id) {
            if ready {
                task.scheduler.finish(task.key);
            } else {
                task.scheduler.pending(task.key);
            }
        }
        let outcome = if ready {
            Outcome::Ready
        } else {
            Outcome::Pending
        };
        self.record(site, Kind::PollEnd { task: id, outcome });
    }

    pub(super) fn task_wake(&mut self, site: &Site<'_>, task: u64) {
        let Some(id) = task_id(task) else { return };
        let by = self.who_wakes(site, id);
        let woken = self.task(id).map_or(Woken::Gone, |task| {
            match by {
                WakeCause::Itself => task.woken_by_itself = true,
                _ => task.woken_by_others = true,
            }
            task.scheduler.wake(task.key)
        });
        self.record(
            site,
            Kind::Wake {
                task: id,
                by,
                queued: woken.queued(),
            },
        );
        if woken.queued()
            && let Some(waiter) = self.waits_for_task(id)
        {
            self.unblock(site, waiter, 0);
        }
    }

    /// Who wakes a task, now that the running thread does.
    pub(super) fn who_wakes(&mut self, site: &Site<'_>, id: TaskId) -> WakeCause {
        match self.thread(site.thread) {
            Some(thread) if thread.polling.contains(&id) => WakeCause::Itself,
            Some(thread) => match (thread.wakes_for, thread.polling.last()) {
                (Some(by), _) => by,
                (None, Some(&other)) => WakeCause::Task(other),
                (None, None) => WakeCause::Thread(super::thread_id(site.thread)),
            },
            None => WakeCause::Outside,
        }
    }

    /// From now on the thread wakes on behalf of somebody.
    pub(super) fn wakes_for(&mut self, site: &Site<'_>, by: Option<WakeCause>) {
        if let Some(thread) = self.thread(site.thread) {
            thread.wakes_for = by;
        }
    }

    /// What is polled waits, and for what. Who polls no task has nobody to tell it of.
    pub(super) fn task_waits(
        &mut self,
        site: &Site<'_>,
        kind: u32,
        which: u64,
        nanos: u64,
        reason: &str,
    ) {
        let Some(task) = self.innermost(site) else {
            return;
        };
        let on = match kind {
            1 => WaitReason::Timer {
                timer: TimerId(u32::try_from(which).unwrap_or(u32::MAX)),
                until: self.now(site.steps).saturating_add(nanos),
            },
            2 => match task_id(which) {
                Some(other) => WaitReason::JoinTask(other),
                None => return,
            },
            3 => WaitReason::Other(self.net.reason(which / 2, which % 2 == 1)),
            _ => WaitReason::Other(reason.to_owned()),
        };
        self.record(site, Kind::Waits { task, on });
    }

    pub(super) fn of_task(
        &mut self,
        site: &Site<'_>,
        task: u64,
        kind: impl FnOnce(TaskId) -> Kind,
    ) {
        if let Some(id) = task_id(task) {
            self.record(site, kind(id));
        }
    }

    pub(super) fn task_dropped(&mut self, site: &Site<'_>, task: u64, completed: bool) {
        let Some(id) = task_id(task) else { return };
        let was_polled = self
            .thread(site.thread)
            .is_some_and(|thread| thread.polling.contains(&id));
        if was_polled {
            // A panic has left the poll without an end.
            self.end_poll(site, id);
            self.record(
                site,
                Kind::PollEnd {
                    task: id,
                    outcome: Outcome::Panicked,
                },
            );
        }
        let polled = self.task(id).is_none_or(|task| task.polled);
        if let Some(slot) = self.tasks.get_mut((id.0 as usize).wrapping_sub(1)) {
            *slot = None;
        }
        let how = match (completed, polled) {
            (true, _) => DropHow::Completed,
            (false, true) => DropHow::Cancelled,
            (false, false) => DropHow::NeverPolled,
        };
        self.record(site, Kind::Dropped { task: id, how });
    }

    /// Futures of the library's own async bodies are not shown.
    pub(super) fn future_poll_start(
        &mut self,
        site: &Site<'_>,
        id: u32,
        name: &str,
        own: bool,
        waker: Option<[u64; 3]>,
    ) -> HostResult {
        if !own {
            return HostResult::Done(0);
        }
        let id = if id == 0 {
            self.new_future(site, name)
        } else {
            TaskId(id)
        };
        self.polled_with(site, id, waker);
        self.record(site, Kind::PollStart { task: id });
        self.begin_poll(site, id);
        HostResult::Done(u64::from(id.0))
    }

    fn new_future(&mut self, site: &Site<'_>, name: &str) -> TaskId {
        let parent = self.innermost(site);
        let task = self.next_task(None);
        self.record(
            site,
            Kind::Spawn {
                task,
                parent,
                kind: TaskKind::Child,
                name: name.to_string(),
            },
        );
        task
    }

    pub(super) fn future_poll_end(&mut self, site: &Site<'_>, id: u32, outcome: PollOutcome) {
        if id == 0 {
            return;
        }
        let task = TaskId(id);
        self.end_poll(site, task);
        let outcome = match outcome {
            PollOutcome::Ready => Outcome::Ready,
            PollOutcome::Pending => Outcome::Pending,
            PollOutcome::Panicked => Outcome::Panicked,
        };
        if outcome != Outcome::Pending {
            self.wakers.finished(task);
        }
        self.record(site, Kind::PollEnd { task, outcome });
    }

    pub(super) fn future_dropped(
        &mut self,
        site: &Site<'_>,
        id: u32,
        name: &str,
        own: bool,
        completed: bool,
    ) {
        if !own {
            return;
        }
        let (task, how) = match id {
            0 => (self.new_future(site, name), DropHow::NeverPolled),
            _ if completed => (TaskId(id), DropHow::Completed),
            _ => (TaskId(id), DropHow::Cancelled),
        };
        self.wakers.dropped(task);
        self.record(site, Kind::Dropped { task, how });
    }

    pub(super) fn task_title(&self, id: TaskId) -> String {
        match self
            .tasks
            .get((id.0 as usize).wrapping_sub(1))
            .and_then(Option::as_ref)
        {
            Some(task) if !task.name.is_empty() => format!("task {} ({})", id.0, task.name),
            _ => format!("task {}", id.0),
        }
    }
}
