//! The scheduler on one thread: the thread that blocks on the runtime polls its future and all tasks.
//!
//! The order is the real one: first the future that is blocked on, if it was woken; then up to 61 tasks, those
//! woken on this thread before those woken elsewhere (but every 31st time the other way round); then timers.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use std::vec::Vec;

use core::intrinsics;

use super::context::{self, BUDGET};
use super::park::Parker;
use super::task::{BLOCK_ON, Task, Trace, TracedWake, waker_of};
use super::{Kind, Shared};

pub(crate) struct Scheduler {
    queues: Mutex<Queues>,
    parker: Parker,
    /// The future that is blocked on was woken.
    woken: AtomicBool,
    tick: AtomicU64,
    event_interval: u32,
    global_queue_interval: u64,
}
struct Queues {
    local: VecDeque<Arc<Task>>,
    /// Woken by other threads.
    injected: VecDeque<Arc<Task>>,
    /// A thread runs the scheduler; the others that block on the runtime wait for their turn.
    taken: bool,
    waiting: Vec<Waker>,
}

impl Scheduler {
    pub(super) fn new(event_interval: u32, global_queue_interval: u32) -> Scheduler {
        Scheduler {
            queues: Mutex::new(Queues {
                local: VecDeque::new(),
                injected: VecDeque::new(),
                taken: false,
                waiting: Vec::new(),
            }),
            parker: Parker::new(),
            woken: AtomicBool::new(true),
            tick: AtomicU64::new(0),
            event_interval,
            global_queue_interval: global_queue_interval as u64,
        }
    }
    pub(super) fn schedule(&self, shared: &Shared, task: Arc<Task>) {
        let here = context::worker_of(shared).is_some();
        let mut queues = self.queues.lock().unwrap();
        if here {
            queues.local.push_back(task);
        } else {
            queues.injected.push_back(task);
            drop(queues);
            self.parker.unpark();
        }
    }
    pub(super) fn unpark_other(&self, shared: &Shared) {
        if context::worker_of(shared).is_none() {
            self.parker.unpark();
        }
    }
    pub(super) fn injected(&self) -> usize {
        self.queues.lock().unwrap().injected.len()
    }
    fn next(&self) -> Option<Arc<Task>> {
        let tick = self.tick.fetch_add(1, Ordering::SeqCst) + 1;
        let queues = &mut *self.queues.lock().unwrap();
        let (first, second) = if tick % self.global_queue_interval == 0 {
            (&mut queues.injected, &mut queues.local)
        } else {
            (&mut queues.local, &mut queues.injected)
        };
        first.pop_front().or_else(|| second.pop_front())
    }
    fn has_work(&self) -> bool {
        let queues = self.queues.lock().unwrap();
        !queues.local.is_empty() || context::has_deferred() || self.woken.load(Ordering::SeqCst)
    }
    /// Lets time pass up to the next timer or unpark; without `wait` only looks what is due.
    fn park(&self, shared: &Shared, wait: bool) {
        let limit = if wait { None } else { Some(Duration::ZERO) };
        shared.park(&self.parker, limit);
        if !wait && context::has_deferred() {
            // To yield costs a little, or a loop that yields would stop the clock.
            intrinsics::thread_yield();
        }
        context::wake_deferred();
    }

    #[track_caller]
    pub(super) fn block_on<F: Future>(&self, shared: &Arc<Shared>, future: F) -> F::Output {
        let mut future = future;
        let mut future = unsafe { Pin::new_unchecked(&mut future) };
        let _entered = context::enter(false);
        let root = Arc::new(Root {
            trace: Trace::new::<F>(BLOCK_ON),
            shared: shared.clone(),
        });
        let waker = waker_of(&root);
        let mut cx = Context::from_waker(&waker);
        let _taken = self.take();
        let _scheduling = context::run_scheduler(shared, 0);
        self.woken.store(true, Ordering::SeqCst);
        loop {
            if self.woken.swap(false, Ordering::SeqCst) {
                let polled = root
                    .trace
                    .poll(|| context::with_budget(Some(BUDGET), || future.as_mut().poll(&mut cx)));
                if let Poll::Ready(output) = polled {
                    return output;
                }
            }
            let mut wait = false;
            for _ in 0..self.event_interval {
                match self.next() {
                    Some(task) => context::with_budget(Some(BUDGET), || task.run()),
                    None => {
                        wait = !self.has_work();
                        break;
                    }
                }
            }
            self.park(shared, wait);
        }
    }
    /// Waits until no other thread runs the scheduler.
    fn take(&self) -> Taken<'_> {
        let parker = Arc::new(Turn(Parker::new()));
        loop {
            let mut queues = self.queues.lock().unwrap();
            if !queues.taken {
                queues.taken = true;
                return Taken { scheduler: self };
            }
            queues.waiting.push(Waker::from(parker.clone()));
            drop(queues);
            parker.0.park(None, "the runtime, which another thread drives");
        }
    }
    pub(super) fn shut_down(&self, shared: &Arc<Shared>) {
        let _scheduling = context::run_scheduler(shared, 0);
        shared.owned.shut_down();
        let mut queues = self.queues.lock().unwrap();
        let left = (
            core::mem::take(&mut queues.local),
            core::mem::take(&mut queues.injected),
        );
        drop(queues);
        drop(left);
    }
}

/// A thread that waits for its turn.
struct Turn(Parker);
impl std::task::Wake for Turn {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
struct Taken<'a> {
    scheduler: &'a Scheduler,
}
impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut queues = self.scheduler.queues.lock().unwrap();
        queues.taken = false;
        let waiting = core::mem::take(&mut queues.waiting);
        drop(queues);
        for waker in waiting {
            waker.wake();
        }
    }
}

/// The future that is blocked on.
struct Root {
    trace: Trace,
    shared: Arc<Shared>,
}
impl TracedWake for Root {
    fn trace(&self) -> u64 {
        self.trace.id
    }
    fn wake(self: &Arc<Self>) {
        if let Kind::Current(scheduler) = &self.shared.kind
            && !scheduler.woken.swap(true, Ordering::SeqCst)
        {
            scheduler.parker.unpark();
        }
    }
}
