//! The world of a program in the page: the machine's host.
//!
//! Time is virtual. An instruction takes [`STEP`] nanoseconds, so that differences of `Instant`s are small as in reality
//! and loops on the clock end; when every thread waits, the clock jumps to the next thing that is due. To spin is made
//! slow: a yield (or spin hint) takes [`YIELD`], and a task of `block_on` that is polled again only because it woke
//! itself takes [`SELF_WAKE`] more, so that a future that wakes itself for half a second is polled some five hundred times
//! and not millions.
//!
//! `threads` has the simulated threads and what they wait for, `tasks` has tasks, futures and wakes,
//! `wakers` the wakers of the program's own executors, `network` the network and the visitor.

mod network;
mod tasks;
mod threads;
mod wakers;

use executor::{Key, Policy, Requeue, Scheduler, SplitMix64, TimerQueue};
use protocol::network::Visited;
use trace::{Kind, Nanos, Place, Recorder, Stream, TaskId, TimerId, WakeCause};
use vm::{Call, Halt, Host, HostResult, Site, ThreadId};

use crate::net::Net;
use crate::{End, Options};
use tasks::Task;
use threads::Thread;
use wakers::{Identity, Wakers};

const STEP: Nanos = 10;
const YIELD: Nanos = 10_000;
const SELF_WAKE: Nanos = 1_000_000;

/// Instructions of a turn for seed 0, at least. Turns of one length could end at one point of a loop for ever,
/// for example where it holds the lock that all others wait for.
const QUANTUM: u64 = 20_000;

pub struct World {
    pub recorder: Recorder,
    pub output: Vec<(Stream, Vec<u8>)>,
    output_left: u64,
    output_limit: u64,
    /// Time that passed beyond that of the instructions.
    ahead: Nanos,
    /// Whose turn is next: the threads are the tasks of this scheduler.
    ready: Scheduler<ThreadId>,
    /// By id - 1.
    threads: Vec<Thread>,
    timers: TimerQueue<ThreadId>,
    /// Answers for blocked threads, not yet delivered.
    answers: Vec<(ThreadId, u64)>,
    /// By id - 1; none for a child future, and for a task that was dropped.
    tasks: Vec<Option<Task>>,
    wakers: Wakers,
    /// The files that are there when the run begins.
    files: Vec<(String, Vec<u8>)>,
    net: Net,
    /// What the visitor has seen and has not been told yet.
    visited: Vec<(Nanos, Visited)>,
    /// With a seed of the visitor's, turns differ much in length.
    uneven: bool,
    turns: SplitMix64,
    random: SplitMix64,
    /// Where the last event came from, for those that happen between turns.
    last_thread: ThreadId,
}

impl World {
    pub fn new(options: &Options) -> World {
        let mut world = World {
            recorder: Recorder::new(options.events),
            output: Vec::new(),
            output_left: options.output,
            output_limit: options.output,
            ahead: 0,
            ready: Scheduler::new(Policy {
                seed: options.seed,
                requeue: Requeue::AfterPoll,
            }),
            threads: Vec::new(),
            timers: TimerQueue::new(),
            answers: Vec::new(),
            tasks: Vec::new(),
            wakers: Wakers::default(),
            files: options.files.clone(),
            net: Net::default(),
            visited: Vec::new(),
            uneven: options.seed != 0,
            turns: SplitMix64::new(options.seed.rotate_left(17)),
            random: SplitMix64::new(options.seed ^ 0x706f_6c6c_7363_6f70),
            last_thread: 1,
        };
        world.add_thread(1, Some("main"));
        let kind = Kind::ThreadStart {
            started: trace::ThreadId(1),
            name: Some("main".to_string()),
        };
        world.record_at(0, 1, kind);
        world
    }

    pub fn now(&self, steps: u64) -> Nanos {
        steps.saturating_mul(STEP).saturating_add(self.ahead)
    }

    /// An event of the running thread.
    fn record(&mut self, site: &Site<'_>, kind: Kind) {
        let place = if self.recorder.is_full() {
            None
        } else {
            site.place()
        };
        let place = place.map(|place| Place {
            file: place.file,
            line: place.line,
            column: place.column,
        });
        self.last_thread = site.thread;
        self.recorder
            .record(self.now(site.steps), thread_id(site.thread), place, &kind);
    }

    /// An event between turns.
    pub fn record_at(&mut self, steps: u64, thread: ThreadId, kind: Kind) {
        self.last_thread = thread;
        self.recorder
            .record(self.now(steps), thread_id(thread), None, &kind);
    }

    /// The length of the turn that begins.
    pub fn quantum(&mut self) -> u64 {
        if self.uneven {
            200 + self.turns.below(2 * QUANTUM as usize) as u64
        } else {
            QUANTUM + self.turns.below(QUANTUM as usize / 10) as u64
        }
    }

    fn print(&mut self, site: &Site<'_>, stream: u32, bytes: &[u8]) -> HostResult {
        let stream = if stream == 2 {
            Stream::Stderr
        } else {
            Stream::Stdout
        };
        let fits = bytes
            .len()
            .min(usize::try_from(self.output_left).unwrap_or(usize::MAX));
        self.output_left -= fits as u64;
        let text = String::from_utf8_lossy(&bytes[..fits]);
        if stream == Stream::Stderr {
            self.heard(site.thread, &text);
        }
        if fits > 0 {
            self.record(
                site,
                Kind::Print {
                    stream,
                    text: text.into_owned(),
                },
            );
            self.output.push((stream, bytes[..fits].to_vec()));
        }
        if fits < bytes.len() {
            return HostResult::Halt(Halt::OutputLimit {
                limit: self.output_limit,
            });
        }
        HostResult::Done(0)
    }

    /// Of a file, its name or contents; how long that is.
    fn file(&self, index: u64, part: u32, len: usize, into: &mut Vec<u8>) -> u64 {
        let file = usize::try_from(index)
            .ok()
            .and_then(|at| self.files.get(at));
        let Some((name, contents)) = file else {
            return u64::MAX;
        };
        let bytes = match part {
            0 => name.as_bytes(),
            _ => contents,
        };
        into.extend_from_slice(&bytes[..len.min(bytes.len())]);
        bytes.len() as u64
    }

    pub fn halt(&mut self, steps: u64, halt: &Halt, end: &End) {
        match halt {
            Halt::Finished { .. } => self.record_at(steps, 1, Kind::ThreadEnd { panicked: false }),
            Halt::Panicked => self.record_at(steps, 1, Kind::ThreadEnd { panicked: true }),
            Halt::StackOverflow { thread } => {
                let text = format!(
                    "\nthread '{thread}' has overflowed its stack\nfatal runtime error: stack overflow, aborting\n"
                );
                self.output
                    .push((Stream::Stderr, text.clone().into_bytes()));
                self.record_at(
                    steps,
                    self.last_thread,
                    Kind::Print {
                        stream: Stream::Stderr,
                        text,
                    },
                );
            }
            _ => {}
        }
        self.record_at(steps, self.last_thread, crate::run::halt_event(end));
    }
}

impl Host for World {
    fn call(&mut self, site: &Site<'_>, call: Call<'_>) -> HostResult {
        match call {
            Call::Print { stream, text } => return self.print(site, stream, text),
            Call::Now => return HostResult::Done(self.now(site.steps)),
            Call::Random => return HostResult::Done(self.random.next_u64()),
            Call::File {
                index,
                part,
                len,
                into,
            } => return HostResult::Done(self.file(index, part, len, into)),
            Call::ThreadSpawned { id, name } => self.spawned(site, id, name),
            Call::ThreadSleep { nanos } => return self.sleep(site, nanos),
            Call::ThreadYield => {
                self.ahead += YIELD;
                return HostResult::Yield(0);
            }
            Call::ThreadWaitEnd { id } => return self.wait_end(site, id),
            Call::ThreadPark { nanos } => return self.park(site, nanos),
            Call::ThreadUnpark { id } => self.unpark(site, id),
            Call::FutexWait { at, nanos, reason } => {
                return self.futex_wait(site, at, nanos, reason);
            }
            Call::FutexWake { at, count } => {
                return HostResult::Done(self.futex_wake(site, at, count));
            }
            Call::Net(call) => return self.network(site, call),
            Call::TaskNew { kind, name } => return self.task_new(site, kind, name),
            Call::TaskWaitReady { task } => return self.task_wait_ready(site, task),
            Call::TaskPollStart { task } => self.task_poll_start(site, task),
            Call::TaskPollEnd { task, ready } => self.task_poll_end(site, task, ready),
            Call::TaskWake { task } => self.task_wake(site, task),
            Call::TaskWakerCloned { task } => {
                self.of_task(site, task, |task| Kind::WakerClone { task })
            }
            Call::TaskWakerDropped { task } => {
                self.of_task(site, task, |task| Kind::WakerDrop { task })
            }
            Call::TaskDropped { task, completed } => self.task_dropped(site, task, completed),
            Call::TaskWaits {
                kind,
                which,
                nanos,
                reason,
            } => self.task_waits(site, kind, which, nanos, reason),
            Call::TaskWakesFor { timer } => self.wakes_for(site, task_timer(timer)),
            Call::WakerUsed { how, at, identity } => {
                self.waker_used(site, how, at, Identity::new(identity));
            }
            Call::FuturePollStart {
                id,
                name,
                own,
                waker,
            } => return self.future_poll_start(site, id, name, own, waker),
            Call::FuturePollEnd { id, outcome } => self.future_poll_end(site, id, outcome),
            Call::FutureDropped {
                id,
                name,
                own,
                completed,
            } => self.future_dropped(site, id, name, own, completed),
            Call::Panicked { message } => self.panicked(site, message),
        }
        HostResult::Done(0)
    }
}

impl World {
    pub fn last_thread(&self) -> ThreadId {
        self.last_thread
    }

    pub fn next_thread(&mut self) -> Option<(Key, ThreadId)> {
        let key = self.ready.next()?;
        self.ready.get(key).map(|&thread| (key, thread))
    }

    /// The thread's turn is over, and it can go on.
    pub fn requeue(&mut self, key: Key) {
        self.ready.wake(key);
        self.ready.pending(key);
    }

    /// The thread's turn is over, and it waits (unless its answer is there already).
    pub fn block(&mut self, key: Key) {
        self.ready.pending(key);
    }

    pub fn take_answers(&mut self) -> Vec<(ThreadId, u64)> {
        std::mem::take(&mut self.answers)
    }

    /// Nothing can run: time passes up to what is due next, of the timers or by `other`. False if nothing is.
    pub fn jump(&mut self, steps: u64, other: Option<Nanos>) -> bool {
        let Some(due) = self.timers.next_due().into_iter().chain(other).min() else {
            return false;
        };
        let now = self.now(steps);
        if due > now {
            self.record_at(steps, self.last_thread, Kind::Idle { until: Some(due) });
            self.ahead += due - now;
        }
        true
    }
}

fn thread_id(id: ThreadId) -> trace::ThreadId {
    trace::ThreadId(u32::try_from(id).unwrap_or(u32::MAX))
}

/// A timer wakes, or nobody does in particular.
fn task_timer(timer: u64) -> Option<WakeCause> {
    let number = u32::try_from(timer).unwrap_or(u32::MAX);
    (timer != 0).then_some(WakeCause::Timer(TimerId(number)))
}

/// The trace's number of a task that the program names; what it names otherwise is no task.
fn task_id(task: u64) -> Option<TaskId> {
    u32::try_from(task).ok().map(TaskId)
}
