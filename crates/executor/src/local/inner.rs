//! Driving tasks: the loop, timers, idling, recording.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use trace::{
    DropHow, Kind, Nanos, Outcome, Recorder, Sink, TaskId, TaskKind, ThreadId, TimerId, WakeCause,
    current_task, enter_task,
};

use super::recording::{Recording, THREAD};
use super::remote::{Mail, Remote};
use super::task::{self, OwnedTask, Step};
use super::wake::Target;
use super::{Config, JoinHandle, current};
use crate::clock::Clock;
use crate::core::{Key, Scheduler};
use crate::timer::TimerQueue;

/// Polls between two looks at the clock when tasks are ready all the time: a busy task must not hold up
/// timers, and looking at the clock costs as much as a poll.
const POLLS_PER_LOOK: u32 = 64;

/// The executor. No borrow of its parts is held while a future, a destructor or a foreign waker runs: they may
/// come back here.
pub(crate) struct Inner {
    scheduler: RefCell<Scheduler<Payload>>,
    timers: RefCell<TimerQueue<Waker>>,
    clock: Rc<dyn Clock>,
    pub(crate) remote: Arc<Remote>,
    recording: Option<Recording>,
    /// For whom this thread wakes while it polls no task, if not on its own account.
    cause: Cell<Option<WakeCause>>,
    polls: Cell<u32>,
    closed: Cell<bool>,
}

/// What the scheduler keeps of a task.
struct Payload {
    what: What,
    polled: bool,
    /// Aborted by itself during a poll: to be dropped after it.
    aborted: bool,
}

enum What {
    /// The future given to `block_on`, which lives on the stack.
    Root(Arc<Target>),
    Task(OwnedTask),
    /// A task that is being polled is on the stack meanwhile.
    Polling,
}

/// What is to be polled next.
enum Next {
    Root,
    Task(Key, OwnedTask),
}

impl Inner {
    pub(super) fn new(config: Config) -> Self {
        Inner {
            scheduler: RefCell::new(Scheduler::new(config.policy)),
            timers: RefCell::new(TimerQueue::new()),
            clock: config.clock,
            remote: Arc::new(Remote::new(config.record.is_some())),
            recording: config.record.map(Recording::new),
            cause: Cell::new(None),
            polls: Cell::new(0),
            closed: Cell::new(false),
        }
    }

    pub(super) fn spawn<F: Future + 'static>(
        this: &Rc<Self>,
        name: &str,
        future: F,
    ) -> JoinHandle<F::Output> {
        let id = this.record_spawn(TaskKind::Spawned, name);
        let payload = Payload {
            what: What::Polling,
            polled: false,
            aborted: false,
        };
        let key = this.scheduler.borrow_mut().insert_ready(payload);
        let (owned, joining) = task::new(future, Target::new(key, id, &this.remote));
        let handle = JoinHandle {
            task: joining,
            executor: Rc::downgrade(this),
        };
        if this.closed.get() {
            let forgotten = this.scheduler.borrow_mut().finish(key);
            drop(forgotten);
            this.cancel(owned, false);
        } else if let Some(payload) = this.scheduler.borrow_mut().get_mut(key) {
            payload.what = What::Task(owned);
        }
        handle
    }

    pub(super) fn block_on<F: Future>(this: &Rc<Self>, future: F) -> F::Output {
        let _running = enter(this);
        let id = this.record_spawn(TaskKind::BlockOn, "");
        let root = Root::new(this, id);
        // Dropped before `root`, which records it.
        let mut future = pin!(future);
        task::with_waker(&root.target, |waker| {
            let mut cx = Context::from_waker(waker);
            loop {
                match this.next() {
                    None => {
                        this.wait();
                        continue;
                    }
                    Some(Next::Task(key, task)) => {
                        this.poll_task(key, task);
                        continue;
                    }
                    Some(Next::Root) => {}
                }
                root.polled.set(true);
                if let Poll::Ready(output) = this.poll_root(id, || future.as_mut().poll(&mut cx)) {
                    root.finished.set(true);
                    return output;
                }
                this.scheduler.borrow_mut().pending(root.target.key);
            }
        })
    }

    pub(super) fn run_until_stalled(this: &Rc<Self>) {
        let _running = enter(this);
        while this.poll_one() {}
    }

    pub(super) fn run_some(this: &Rc<Self>, polls: usize) -> bool {
        let _running = enter(this);
        (0..polls).all(|_| this.poll_one()) && this.has_ready()
    }

    pub(super) fn close(this: &Rc<Self>) {
        this.closed.set(true);
        // So that what destructors wake and record is taken in here; no matter if another executor runs.
        let _running = current::enter(this);
        let keys: Vec<Key> = this.scheduler.borrow().keys().collect();
        for key in keys {
            this.abort(key);
        }
        let timers = this.timers.take();
        drop(timers);
    }

    pub(super) fn abort(&self, key: Key) {
        let payload = {
            let mut scheduler = self.scheduler.borrow_mut();
            match scheduler.get_mut(key) {
                Some(payload) if matches!(payload.what, What::Polling) => {
                    payload.aborted = true;
                    None
                }
                Some(_) => scheduler.finish(key),
                None => None,
            }
        };
        if let Some(Payload {
            what: What::Task(task),
            polled,
            ..
        }) = payload
        {
            self.cancel(task, polled);
        }
    }

    /// Wakes a task from this thread.
    #[inline]
    pub(super) fn wake(&self, key: Key, task: TaskId) {
        let woken = self.scheduler.borrow_mut().wake(key);
        if let Some(recording) = &self.recording {
            let by = match current_task() {
                Some(current) if current == task => WakeCause::Itself,
                Some(current) => WakeCause::Task(current),
                None => self.waking(),
            };
            recording.wake(&*self.clock, task, by, woken.queued());
        }
    }

    pub(super) fn waking(&self) -> WakeCause {
        self.cause.get().unwrap_or(WakeCause::Thread(THREAD))
    }

    pub(super) fn set_timer(&self, after: Duration, waker: Waker) -> (TimerId, Nanos) {
        let after = Nanos::try_from(after.as_nanos()).unwrap_or(Nanos::MAX);
        let due = self.clock.now().saturating_add(after);
        let timer = self.timers.borrow_mut().insert(due, waker);
        self.record(&Kind::TimerSet {
            timer,
            task: current_task(),
            due,
        });
        (timer, due)
    }

    /// Whether a timer has fired; if not, it is to wake `waker`.
    pub(super) fn timer_is_over(&self, timer: TimerId, due: Nanos, waker: &Waker) -> bool {
        if self.clock.now() >= due {
            self.cancel_timer(timer);
            return true;
        }
        let same = self
            .timers
            .borrow_mut()
            .get_mut(timer)
            .is_none_or(|set| set.will_wake(waker));
        if !same {
            let mut waker = waker.clone();
            if let Some(set) = self.timers.borrow_mut().get_mut(timer) {
                std::mem::swap(set, &mut waker);
            }
        }
        false
    }

    pub(super) fn cancel_timer(&self, timer: TimerId) {
        let waker = self.timers.borrow_mut().cancel(timer);
        drop(waker);
    }

    pub(super) fn next_timer(&self) -> Option<Nanos> {
        self.timers.borrow().next_due()
    }

    pub(super) fn len(&self) -> usize {
        self.scheduler.borrow().len()
    }

    pub(super) fn sink(&self) -> Arc<dyn Sink> {
        self.remote.clone()
    }

    pub(super) fn with_recorder<R>(&self, f: impl FnOnce(&mut Recorder) -> R) -> Option<R> {
        self.take_mail();
        self.recording
            .as_ref()
            .map(|recording| recording.with_recorder(&*self.clock, f))
    }

    #[inline]
    pub(super) fn record(&self, kind: &Kind) {
        self.record_on(THREAD, kind);
    }

    pub(crate) fn has_ready(&self) -> bool {
        self.take_mail();
        self.scheduler.borrow().has_ready()
    }

    #[cfg(target_arch = "wasm32")]
    pub(crate) fn now(&self) -> Nanos {
        self.clock.now()
    }

    #[inline]
    fn record_on(&self, thread: ThreadId, kind: &Kind) {
        if let Some(recording) = &self.recording {
            recording.record(&*self.clock, thread, kind);
        }
    }

    fn record_spawn(&self, kind: TaskKind, name: &str) -> TaskId {
        if self.recording.is_none() {
            return TaskId(0);
        }
        let task = self.remote.new_task();
        self.record(&Kind::Spawn {
            task,
            parent: current_task(),
            kind,
            name: name.into(),
        });
        task
    }

    /// The next task to poll, after taking in what came from elsewhere.
    #[inline]
    fn next(&self) -> Option<Next> {
        if self.remote.has_mail() {
            self.take_mail();
        }
        let polls = self.polls.get().wrapping_add(1);
        self.polls.set(polls);
        if polls.is_multiple_of(POLLS_PER_LOOK) {
            self.fire_timers();
        }
        let mut scheduler = self.scheduler.borrow_mut();
        let (key, payload) = scheduler.next_entry()?;
        if matches!(payload.what, What::Root(_)) {
            return Some(Next::Root);
        }
        payload.polled = true;
        match std::mem::replace(&mut payload.what, What::Polling) {
            What::Task(task) => Some(Next::Task(key, task)),
            What::Root(_) | What::Polling => unreachable!("what is being polled is not ready"),
        }
    }

    /// Polls a task, outside of `block_on`; says whether there was one.
    fn poll_one(&self) -> bool {
        let mut next = self.next();
        if next.is_none() && self.fire_timers() {
            next = self.next();
        }
        let Some(Next::Task(key, task)) = next else {
            return false;
        };
        self.poll_task(key, task);
        true
    }

    #[inline]
    fn poll_task(&self, key: Key, task: OwnedTask) {
        let id = task.target().task;
        let poll = if let Some(recording) = &self.recording {
            let _entered = enter_task(id);
            recording.poll_start(&*self.clock, id);
            let how = Cell::new(DropHow::Completed);
            let poll = task.poll(&mut |step| self.record_step(id, &how, step));
            if poll.is_pending() {
                recording.poll_end(&*self.clock, id, Outcome::Pending);
            }
            poll
        } else {
            task.poll(&mut |_| {})
        };
        let mut scheduler = self.scheduler.borrow_mut();
        if poll.is_ready() {
            let payload = scheduler.finish(key);
            drop(scheduler);
            drop(payload);
            return;
        }
        let Some((_, payload)) = scheduler.pending_entry(key) else {
            return;
        };
        if !payload.aborted {
            payload.what = What::Task(task);
            return;
        }
        let payload = scheduler.finish(key);
        drop(scheduler);
        drop(payload);
        self.cancel(task, true);
    }

    fn poll_root<T>(&self, id: TaskId, poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
        let Some(recording) = &self.recording else {
            return poll();
        };
        let mut polling = RootPoll {
            executor: self,
            recording,
            id,
            outcome: Outcome::Panicked,
        };
        recording.poll_start(&*self.clock, id);
        let _entered = enter_task(id);
        let result = poll();
        polling.outcome = if result.is_ready() {
            Outcome::Ready
        } else {
            Outcome::Pending
        };
        result
    }

    fn cancel(&self, task: OwnedTask, polled: bool) {
        let id = task.target().task;
        let how = Cell::new(if polled {
            DropHow::Cancelled
        } else {
            DropHow::NeverPolled
        });
        task.cancel(&mut |step| self.record_step(id, &how, step));
    }

    fn record_step(&self, task: TaskId, how: &Cell<DropHow>, step: Step) {
        let Some(recording) = &self.recording else {
            return;
        };
        match step {
            Step::Ready => recording.poll_end(&*self.clock, task, Outcome::Ready),
            Step::Panicked(message) => {
                how.set(DropHow::Cancelled);
                self.record(&Kind::Panic {
                    task: Some(task),
                    message: message.into(),
                });
                recording.poll_end(&*self.clock, task, Outcome::Panicked);
            }
            Step::Dropped => self.record(&Kind::Dropped {
                task,
                how: how.get(),
            }),
        }
    }

    /// Wakes whose timers are due; says whether there was one.
    fn fire_timers(&self) -> bool {
        if self.timers.borrow().is_empty() {
            return false;
        }
        let now = self.clock.now();
        let mut fired = false;
        loop {
            let Some((timer, _, waker)) = self.timers.borrow_mut().pop_due(now) else {
                return fired;
            };
            fired = true;
            self.record(&Kind::TimerFired { timer });
            let before = self.cause.replace(Some(WakeCause::Timer(timer)));
            waker.wake();
            self.cause.set(before);
        }
    }

    /// Nothing is ready: fires timers, jumps or waits for the first one, or for a wake from elsewhere.
    fn wait(&self) {
        if let Some(recording) = &self.recording {
            recording.time_passes();
        }
        if self.fire_timers() || self.remote.has_mail() {
            return;
        }
        let until = self.next_timer();
        self.record(&Kind::Idle { until });
        if let Some(until) = until
            && self.clock.jump_to(until)
        {
            return;
        }
        self.park(until);
    }

    /// Parks the thread; may return early, for no reason.
    #[cfg(not(target_arch = "wasm32"))]
    fn park(&self, until: Option<Nanos>) {
        match until {
            Some(until) => std::thread::park_timeout(Duration::from_nanos(
                until.saturating_sub(self.clock.now()),
            )),
            None => std::thread::park(),
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn park(&self, _until: Option<Nanos>) {
        panic!("block_on cannot wait in a page: no task is ready; use executor::browser instead");
    }

    /// Takes in what came from elsewhere.
    #[cold]
    fn take_mail(&self) {
        if !self.remote.has_mail() {
            return;
        }
        for mail in self.remote.take_mail() {
            match mail {
                Mail::Wake { key, task, thread } => {
                    let mut scheduler = self.scheduler.borrow_mut();
                    match scheduler.get(key).map(|payload| &payload.what) {
                        Some(What::Task(task)) => task.target().taken_in(),
                        Some(What::Root(target)) => target.taken_in(),
                        Some(What::Polling) | None => {}
                    }
                    let queued = scheduler.wake(key).queued();
                    self.record_on(
                        thread,
                        &Kind::Wake {
                            task,
                            by: WakeCause::Thread(thread),
                            queued,
                        },
                    );
                }
                Mail::Record { kind, thread } => self.record_on(thread, &kind),
            }
        }
    }
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("LocalExecutor").finish_non_exhaustive()
    }
}

fn enter(inner: &Rc<Inner>) -> current::Running {
    current::enter(inner).expect("an executor is already running on this thread")
}

/// The scheduler's entry for the future given to `block_on`, removed when that ends, even by a panic.
struct Root<'a> {
    executor: &'a Inner,
    target: Arc<Target>,
    polled: Cell<bool>,
    finished: Cell<bool>,
}

impl<'a> Root<'a> {
    fn new(executor: &'a Inner, id: TaskId) -> Self {
        let payload = Payload {
            what: What::Polling,
            polled: false,
            aborted: false,
        };
        let key = executor.scheduler.borrow_mut().insert_ready(payload);
        let target = Arc::new(Target::new(key, id, &executor.remote));
        if let Some(payload) = executor.scheduler.borrow_mut().get_mut(key) {
            payload.what = What::Root(target.clone());
        }
        Root {
            executor,
            target,
            polled: Cell::new(false),
            finished: Cell::new(false),
        }
    }
}

impl Drop for Root<'_> {
    fn drop(&mut self) {
        let payload = self.executor.scheduler.borrow_mut().finish(self.target.key);
        drop(payload);
        let how = match (self.polled.get(), self.finished.get()) {
            (_, true) => DropHow::Completed,
            (true, false) => DropHow::Cancelled,
            (false, false) => DropHow::NeverPolled,
        };
        self.executor.record(&Kind::Dropped {
            task: self.target.task,
            how,
        });
    }
}

/// A poll of the root that is going on. Dropped by a panic, it still records its end.
struct RootPoll<'a> {
    executor: &'a Inner,
    recording: &'a Recording,
    id: TaskId,
    outcome: Outcome,
}

impl Drop for RootPoll<'_> {
    fn drop(&mut self) {
        let task = self.id;
        if self.outcome == Outcome::Panicked {
            // The message goes by with the panic, to the caller of `block_on`.
            self.executor.record(&Kind::Panic {
                task: Some(task),
                message: String::new(),
            });
        }
        self.recording
            .poll_end(&*self.executor.clock, task, self.outcome);
    }
}
