//! The scheduler on several threads. Each worker has a queue, and a slot for the task that it has woken last,
//! which runs next; what is woken elsewhere goes to a queue for all; who has nothing to do takes from the others.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::vec::Vec;

use core::intrinsics;

use super::context::{self, BUDGET};
use super::park::Parker;
use super::task::Task;
use super::{Handle, Kind, Shared, driver};

/// How often in a row the slot goes before the queue.
const MAX_LIFO_POLLS: u32 = 3;

pub(crate) struct Scheduler {
    state: Mutex<State>,
    parkers: Vec<Parker>,
    shutdown: AtomicBool,
    event_interval: u32,
    global_queue_interval: u32,
}
struct State {
    injected: VecDeque<Arc<Task>>,
    workers: Vec<Queue>,
    /// Workers without work; the one that went to sleep last is woken first.
    idle: Vec<usize>,
    /// How many have been woken, or have nothing of their own, and look for work.
    searching: usize,
    /// The worker that waits for timers too.
    driver: Option<usize>,
}
struct Queue {
    slot: Option<Arc<Task>>,
    queue: VecDeque<Arc<Task>>,
}

impl Scheduler {
    pub(super) fn new(workers: usize, event_interval: u32, global_queue_interval: u32) -> Scheduler {
        let mut queues = Vec::new();
        let mut parkers = Vec::new();
        for _ in 0..workers {
            queues.push(Queue {
                slot: None,
                queue: VecDeque::new(),
            });
            parkers.push(Parker::new());
        }
        Scheduler {
            state: Mutex::new(State {
                injected: VecDeque::new(),
                workers: queues,
                idle: Vec::new(),
                searching: 0,
                driver: None,
            }),
            parkers,
            shutdown: AtomicBool::new(false),
            event_interval,
            global_queue_interval,
        }
    }
    pub(super) fn workers(&self) -> usize {
        self.parkers.len()
    }
    pub(super) fn injected(&self) -> usize {
        self.state.lock().unwrap().injected.len()
    }
    pub(super) fn schedule(&self, shared: &Shared, task: Arc<Task>, yielded: bool) {
        let here = context::worker_of(shared);
        let mut state = self.state.lock().unwrap();
        match here {
            Some(worker) => {
                let of = &mut state.workers[worker];
                if yielded {
                    of.queue.push_back(task);
                } else {
                    match of.slot.replace(task) {
                        Some(before) => of.queue.push_back(before),
                        // It runs here, right after the task that woke it.
                        None => return,
                    }
                }
            }
            None => state.injected.push_back(task),
        }
        self.notify(state);
    }
    /// Wakes a worker, unless one is looking for work already.
    fn notify(&self, mut state: std::sync::MutexGuard<'_, State>) {
        if state.searching > 0 {
            return;
        }
        if let Some(worker) = state.idle.pop() {
            state.searching += 1;
            drop(state);
            self.parkers[worker].unpark();
        }
    }
    pub(super) fn unpark_driver(&self) {
        let driver = self.state.lock().unwrap().driver;
        if let Some(worker) = driver {
            self.parkers[worker].unpark();
        }
    }
    pub(super) fn shut_down(&self, shared: &Shared) {
        self.shutdown.store(true, Ordering::SeqCst);
        for parker in &self.parkers {
            parker.unpark();
        }
        shared.owned.shut_down();
    }
}

impl State {
    fn next(&mut self, worker: usize, from_all: bool) -> Option<Arc<Task>> {
        if from_all && let Some(task) = self.injected.pop_front() {
            return Some(task);
        }
        let share = self.injected.len() / self.workers.len();
        let of = &mut self.workers[worker];
        if let Some(task) = of.slot.take() {
            return Some(task);
        }
        if let Some(task) = of.queue.pop_front() {
            return Some(task);
        }
        let first = self.injected.pop_front()?;
        for _ in 0..share {
            if let Some(task) = self.injected.pop_front() {
                of.queue.push_back(task);
            }
        }
        Some(first)
    }
    /// Half of what another has in its queue, the older half.
    fn steal(&mut self, worker: usize) -> Option<Arc<Task>> {
        let count = self.workers.len();
        let start = (intrinsics::host_random() % count as u64) as usize;
        for step in 0..count {
            let other = (start + step) % count;
            if other == worker {
                continue;
            }
            let available = self.workers[other].queue.len();
            if available == 0 {
                continue;
            }
            let first = self.workers[other].queue.pop_front();
            for _ in 1..available.div_ceil(2) {
                if let Some(task) = self.workers[other].queue.pop_front() {
                    self.workers[worker].queue.push_back(task);
                }
            }
            return first;
        }
        None
    }
}

pub(super) fn start(shared: &Arc<Shared>, workers: usize) {
    for index in 0..workers {
        spawn_worker(shared, index);
    }
}
fn spawn_worker(shared: &Arc<Shared>, index: usize) {
    let handle = Handle { shared: shared.clone() };
    shared.blocking.thread(move || run(handle, index));
}
/// The thread of this worker is going to block: another thread takes its place.
pub(super) fn hand_over(shared: &Arc<Shared>, index: usize) {
    if let Kind::Multi(scheduler) = &shared.kind {
        let mut state = scheduler.state.lock().unwrap();
        let of = &mut state.workers[index];
        if let Some(task) = of.slot.take() {
            of.queue.push_front(task);
        }
        drop(state);
        spawn_worker(shared, index);
    }
}

/// The loop of a worker's thread.
fn run(handle: Handle, index: usize) {
    let shared = &handle.shared;
    let Kind::Multi(scheduler) = &shared.kind else {
        return;
    };
    let _handle = handle.enter();
    let _entered = context::enter(true);
    let _scheduling = context::run_scheduler(shared, index);
    let mut worker = Worker {
        shared,
        scheduler,
        index,
        searching: false,
    };
    let mut tick = 0u32;
    while !scheduler.shutdown.load(Ordering::SeqCst) {
        tick = tick.wrapping_add(1);
        if tick % scheduler.event_interval == 0 {
            worker.park(false);
        }
        let from_all = tick % scheduler.global_queue_interval == 0;
        let next = worker.next(from_all);
        match next {
            Some(task) => {
                if !worker.run_task(task) {
                    // Another thread has become this worker.
                    return;
                }
            }
            None if context::has_deferred() => {
                intrinsics::thread_yield();
                worker.park(false)
            }
            None => worker.sleep(),
        }
    }
}

struct Worker<'a> {
    shared: &'a Arc<Shared>,
    scheduler: &'a Scheduler,
    index: usize,
    searching: bool,
}
impl Worker<'_> {
    fn next(&mut self, from_all: bool) -> Option<Arc<Task>> {
        let mut state = self.scheduler.state.lock().unwrap();
        if let Some(task) = state.next(self.index, from_all) {
            return Some(task);
        }
        if !self.searching {
            // No more than half of them look for work.
            if 2 * state.searching >= state.workers.len() {
                return None;
            }
            self.searching = true;
            state.searching += 1;
        }
        state.steal(self.index)
    }
    /// Polls a task, and those that it wakes last. False when the thread is no worker any more.
    fn run_task(&mut self, task: Arc<Task>) -> bool {
        if self.searching {
            self.searching = false;
            let mut state = self.scheduler.state.lock().unwrap();
            state.searching -= 1;
            // Where there was one task there may be more, and timers wait for somebody.
            self.scheduler.notify(state);
        }
        context::with_budget(Some(BUDGET), || {
            let mut task = task;
            let mut polls = 0;
            loop {
                task.run();
                if context::worker_of(self.shared).is_none() {
                    return false;
                }
                let mut state = self.scheduler.state.lock().unwrap();
                let Some(next) = state.workers[self.index].slot.take() else {
                    return true;
                };
                polls += 1;
                if polls > MAX_LIFO_POLLS || context::budget() == Some(0) {
                    state.workers[self.index].queue.push_back(next);
                    return true;
                }
                drop(state);
                task = next;
            }
        })
    }
    /// Waits for work; one of those that wait also waits for timers.
    fn sleep(&mut self) {
        let mut state = self.scheduler.state.lock().unwrap();
        if self.searching {
            self.searching = false;
            state.searching -= 1;
        }
        let of = &state.workers[self.index];
        if of.slot.is_some() || !of.queue.is_empty() || !state.injected.is_empty() {
            return;
        }
        state.idle.push(self.index);
        drop(state);
        self.park(true);
        let mut state = self.scheduler.state.lock().unwrap();
        match state.idle.iter().position(|&idle| idle == self.index) {
            // A timer, or the end.
            Some(at) => {
                state.idle.remove(at);
            }
            // Who took it from there has counted it.
            None => self.searching = true,
        }
    }
    fn park(&mut self, wait: bool) {
        let parker = &self.scheduler.parkers[self.index];
        let limit = if wait { None } else { Some(Duration::ZERO) };
        let mut state = self.scheduler.state.lock().unwrap();
        let has_drivers = self.shared.time.is_some() || self.shared.io.is_some();
        let is_driver = has_drivers && state.driver.is_none();
        if is_driver {
            state.driver = Some(self.index);
        }
        drop(state);
        if is_driver {
            self.shared.park(parker, limit);
            self.scheduler.state.lock().unwrap().driver = None;
        } else {
            parker.park(limit, driver::IDLE);
        }
        context::wake_deferred();
        let state = self.scheduler.state.lock().unwrap();
        let of = &state.workers[self.index];
        if !self.searching && of.queue.len() + of.slot.iter().count() > 1 {
            self.scheduler.notify(state);
        }
    }
}
