//! Simulated threads: what each waits for, and what ends its wait.

use executor::Key;
use trace::{Kind, Nanos, TaskId, TimerId, WaitReason, WakeCause};
use vm::{HostResult, Site, ThreadId};

use super::{World, thread_id};

/// What a blocked thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    Sleep,
    Park,
    End(ThreadId),
    /// A word of memory, by address.
    Futex(u64),
    Task(TaskId),
    Socket {
        socket: u64,
        write: bool,
    },
}

pub struct Thread {
    pub key: Key,
    name: Option<String>,
    ended: bool,
    /// `unpark` came before `park`.
    token: bool,
    waiting: Option<(Waiting, WaitReason)>,
    /// The limit of the wait.
    timer: Option<TimerId>,
    /// Tasks and futures that it is polling, the innermost last.
    pub polling: Vec<TaskId>,
    /// While it waits for a word of memory: the poller whose news end the wait too.
    pub poller: Option<u64>,
    /// Who is behind the wakes of this thread at the moment, if it is not the thread itself.
    pub wakes_for: Option<WakeCause>,
    /// What it printed last on stderr: a panic's message is there.
    said: String,
}

impl Thread {
    /// The socket that it waits for.
    pub fn socket(&self) -> Option<u64> {
        match self.waiting {
            Some((Waiting::Socket { socket, .. }, _)) => Some(socket),
            _ => None,
        }
    }
}

/// How much of what a thread said is kept.
const SAID: usize = 4096;

impl World {
    pub(super) fn add_thread(&mut self, id: ThreadId, name: Option<&str>) {
        let key = self.ready.insert_ready(id);
        self.threads.push(Thread {
            key,
            name: name.map(str::to_string),
            ended: false,
            token: false,
            waiting: None,
            timer: None,
            polling: Vec::new(),
            poller: None,
            wakes_for: None,
            said: String::new(),
        });
    }

    pub(super) fn thread(&mut self, id: ThreadId) -> Option<&mut Thread> {
        self.threads
            .get_mut(usize::try_from(id.checked_sub(1)?).ok()?)
    }

    pub(super) fn spawned(&mut self, site: &Site<'_>, id: ThreadId, name: Option<&str>) {
        self.add_thread(id, name);
        let name = name.map(str::to_string);
        self.record(
            site,
            Kind::ThreadStart {
                started: thread_id(id),
                name,
            },
        );
    }

    pub fn thread_ended(&mut self, steps: u64, key: Key, id: ThreadId, panicked: bool) {
        self.ready.finish(key);
        if let Some(thread) = self.thread(id) {
            thread.ended = true;
        }
        self.record_at(steps, id, Kind::ThreadEnd { panicked });
        for joiner in self.waiting_for(Waiting::End(id)) {
            self.record_at(
                steps,
                id,
                Kind::ThreadUnblock {
                    thread: thread_id(joiner),
                },
            );
            self.release(joiner, 0);
        }
    }

    pub(super) fn waiting_for(&self, what: Waiting) -> Vec<ThreadId> {
        let ids = (1..).zip(&self.threads);
        ids.filter(|(_, thread)| {
            thread
                .waiting
                .as_ref()
                .is_some_and(|waiting| waiting.0 == what)
        })
        .map(|(id, _)| id)
        .collect()
    }

    /// The running thread waits, at most until `limit`.
    pub(super) fn wait(
        &mut self,
        site: &Site<'_>,
        what: Waiting,
        reason: WaitReason,
        limit: Option<Nanos>,
    ) -> HostResult {
        self.record(site, Kind::ThreadBlock { on: reason.clone() });
        let timer = limit.map(|due| self.timers.insert(due, site.thread));
        if let Some(thread) = self.thread(site.thread) {
            thread.waiting = Some((what, reason));
            thread.timer = timer;
        }
        HostResult::Block
    }

    /// A wait is over: the thread can go on with this answer.
    pub(super) fn release(&mut self, id: ThreadId, answer: u64) {
        let Some(thread) = self.thread(id) else {
            return;
        };
        thread.waiting = None;
        thread.poller = None;
        let (timer, key) = (thread.timer.take(), thread.key);
        if let Some(timer) = timer {
            self.timers.cancel(timer);
        }
        self.answers.push((id, answer));
        self.ready.wake(key);
    }

    /// The running thread ends another's wait.
    pub(super) fn unblock(&mut self, site: &Site<'_>, id: ThreadId, answer: u64) {
        self.record(
            site,
            Kind::ThreadUnblock {
                thread: thread_id(id),
            },
        );
        self.release(id, answer);
    }

    pub fn fire_timers(&mut self, steps: u64) {
        while let Some((_, _, id)) = self.timers.pop_due(self.now(steps)) {
            if let Some(thread) = self.thread(id) {
                thread.timer = None;
            }
            self.record_at(
                steps,
                id,
                Kind::ThreadUnblock {
                    thread: thread_id(id),
                },
            );
            // Of the waits with a limit only the futex tells how it ended: 0, the time was over.
            self.release(id, 0);
        }
    }

    pub(super) fn sleep(&mut self, site: &Site<'_>, nanos: Nanos) -> HostResult {
        if nanos == 0 {
            return HostResult::Yield(0);
        }
        let until = self.now(site.steps).saturating_add(nanos);
        self.wait(
            site,
            Waiting::Sleep,
            WaitReason::Sleep { until },
            Some(until),
        )
    }

    pub(super) fn wait_end(&mut self, site: &Site<'_>, id: ThreadId) -> HostResult {
        match self.thread(id) {
            Some(thread) if !thread.ended => self.wait(
                site,
                Waiting::End(id),
                WaitReason::JoinThread(thread_id(id)),
                None,
            ),
            _ => HostResult::Done(0),
        }
    }

    pub(super) fn park(&mut self, site: &Site<'_>, nanos: Option<Nanos>) -> HostResult {
        if let Some(thread) = self.thread(site.thread)
            && std::mem::take(&mut thread.token)
        {
            return HostResult::Done(0);
        }
        let limit = nanos.map(|nanos| self.now(site.steps).saturating_add(nanos));
        self.wait(site, Waiting::Park, WaitReason::Park, limit)
    }

    pub(super) fn unpark(&mut self, site: &Site<'_>, id: ThreadId) {
        match self.thread(id) {
            Some(Thread {
                waiting: Some((Waiting::Park, _)),
                ..
            }) => self.unblock(site, id, 0),
            Some(thread) => thread.token = true,
            None => {}
        }
    }

    pub(super) fn futex_wait(
        &mut self,
        site: &Site<'_>,
        at: u64,
        nanos: Option<Nanos>,
        reason: &str,
    ) -> HostResult {
        let limit = nanos.map(|nanos| self.now(site.steps).saturating_add(nanos));
        let reason = WaitReason::Other(if reason.is_empty() {
            "lock".to_string()
        } else {
            reason.to_string()
        });
        self.wait(site, Waiting::Futex(at), reason, limit)
    }

    /// Wakes those that wait at an address, in the order of their numbers.
    pub(super) fn futex_wake(&mut self, site: &Site<'_>, at: u64, count: u32) -> u64 {
        let waiting = self.waiting_for(Waiting::Futex(at));
        let woken = waiting.into_iter().take(count as usize).collect::<Vec<_>>();
        for &id in &woken {
            self.unblock(site, id, 1);
        }
        woken.len() as u64
    }

    /// The thread that waits for news of the poller.
    pub(super) fn sleeper_on(&self, poller: u64) -> Option<ThreadId> {
        let mut ids = (1..).zip(&self.threads);
        ids.find(|(_, thread)| thread.poller == Some(poller))
            .map(|(id, _)| id)
    }

    pub(super) fn waits_for_task(&self, task: TaskId) -> Option<ThreadId> {
        self.waiting_for(Waiting::Task(task)).first().copied()
    }

    /// Something was said on stderr.
    pub(super) fn heard(&mut self, id: ThreadId, text: &str) {
        if let Some(thread) = self.thread(id) {
            thread.said.push_str(text);
            if thread.said.len() > SAID {
                let cut = thread.said.ceil_char_boundary(thread.said.len() - SAID);
                thread.said.drain(..cut);
            }
        }
    }

    /// The library prints a panic's message before it unwinds, in the form "thread '…' panicked at PLACE:" and
    /// then the message: it is read back from there when the machine does not know it.
    pub(super) fn panicked(&mut self, site: &Site<'_>, message: Option<&str>) {
        let Some(thread) = self.thread(site.thread) else {
            return;
        };
        let said = thread
            .said
            .rsplit_once("panicked at ")
            .and_then(|(_, said)| said.split_once(":\n"))
            .map(|(_, text)| {
                text.split("\nnote: ")
                    .next()
                    .unwrap_or(text)
                    .trim_end_matches('\n')
                    .to_string()
            });
        let task = thread.polling.last().copied();
        thread.said.clear();
        let message = message
            .map(str::to_string)
            .or(said)
            .unwrap_or_else(|| "a panic without a message".to_string());
        self.record(site, Kind::Panic { task, message });
    }

    /// For a deadlock: who waits for what.
    pub fn who_waits(&self) -> Vec<String> {
        let waiting = self
            .threads
            .iter()
            .enumerate()
            .filter_map(|(index, thread)| {
                let (_, reason) = thread.waiting.as_ref()?;
                let network = thread
                    .poller
                    .and_then(|poller| self.net.poller_waits_for(poller));
                if let Some(what) = network {
                    return Some(format!(
                        "{} waits for {what}",
                        self.thread_title(index as u64 + 1)
                    ));
                }
                let what = match reason {
                    WaitReason::Sleep { .. } | WaitReason::Timer { .. } => "a time".to_string(),
                    WaitReason::JoinThread(id) => {
                        format!("the end of {}", self.thread_title(u64::from(id.0)))
                    }
                    WaitReason::JoinTask(task) => format!("the end of task {}", task.0),
                    WaitReason::Park => "an unpark".to_string(),
                    WaitReason::Woken(task) => format!(
                        "a wake of {}, and nobody can wake it",
                        self.task_title(*task)
                    ),
                    WaitReason::Other(what) => what.clone(),
                };
                Some(format!(
                    "{} waits for {what}",
                    self.thread_title(index as u64 + 1)
                ))
            });
        waiting.collect()
    }

    fn thread_title(&self, id: ThreadId) -> String {
        match self
            .threads
            .get((id as usize).wrapping_sub(1))
            .and_then(|thread| thread.name.as_ref())
        {
            Some(name) => name.clone(),
            None => format!("thread {id}"),
        }
    }
}
