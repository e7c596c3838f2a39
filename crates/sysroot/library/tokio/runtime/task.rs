//! A task: its states, its waker, how it is run, and how it ends.

use core::cell::{Cell, UnsafeCell};
use core::intrinsics;
use core::mem::ManuallyDrop;
use std::any::Any;
use std::boxed::Box;
use std::collections::BTreeMap;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
use std::vec::Vec;

use super::context;
use crate::task::{Id, JoinError, JoinHandle};

/// Where tasks that can run go, and where those that have ended are forgotten.
pub(crate) trait Schedule: Send + Sync {
    /// `yielded`: the task woke itself while it was polled.
    fn schedule(&self, task: Arc<Task>, yielded: bool);
    fn release(&self, task: &Task);
}

#[derive(Clone, Copy, PartialEq)]
enum Run {
    /// Waits for a wake.
    Idle,
    Queued,
    Running,
    /// Woken while it is polled: it is queued again after the poll.
    RunningWoken,
    Done,
}
struct State {
    run: Run,
    /// To be dropped instead of polled.
    cancelled: bool,
    /// Somebody still holds the `JoinHandle`.
    joinable: bool,
    joiner: Option<Waker>,
}

pub(crate) struct Task {
    pub(crate) id: Id,
    trace: Trace,
    state: Mutex<State>,
    /// Touched only by who has made the task `Running`.
    body: UnsafeCell<Box<dyn Body>>,
    scheduler: Arc<dyn Schedule>,
}
unsafe impl Send for Task {}
unsafe impl Sync for Task {}

/// The future and the place of its output, whatever their types.
trait Body {
    /// Drops the future and keeps the output when it is ready.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()>;
    fn drop_future(&mut self);
    fn fail(&mut self, error: JoinError);
    fn drop_output(&mut self);
}
pub(crate) type Output<T> = Arc<Mutex<Option<Result<T, JoinError>>>>;
struct Typed<F: Future> {
    future: Option<F>,
    output: Output<F::Output>,
}
impl<F: Future> Body for Typed<F> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(future) = &mut self.future else {
            return Poll::Ready(());
        };
        match unsafe { Pin::new_unchecked(future) }.poll(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(output) => {
                self.future = None;
                *self.output.lock().unwrap() = Some(Ok(output));
                Poll::Ready(())
            }
        }
    }
    fn drop_future(&mut self) {
        self.future = None;
    }
    fn fail(&mut self, error: JoinError) {
        *self.output.lock().unwrap() = Some(Err(error));
    }
    fn drop_output(&mut self) {
        let output = self.output.lock().unwrap().take();
        drop(output);
    }
}

/// A task that is queued from the beginning, and its handle.
pub(crate) fn new<F>(future: F, scheduler: Arc<dyn Schedule>, id: Id) -> (Arc<Task>, JoinHandle<F::Output>)
where
    F: Future + 'static,
    F::Output: 'static,
{
    let output: Output<F::Output> = Arc::new(Mutex::new(None));
    let task = Arc::new(Task {
        id,
        trace: Trace::new::<F>(SPAWNED),
        state: Mutex::new(State {
            run: Run::Queued,
            cancelled: false,
            joinable: true,
            joiner: None,
        }),
        body: UnsafeCell::new(Box::new(Typed {
            future: Some(future),
            output: output.clone(),
        })),
        scheduler,
    });
    (task.clone(), JoinHandle::new(task, output))
}

/// While it lives, the thread counts as running a task.
struct Current(u64);
impl Current {
    fn enter(id: Id) -> Current {
        Current(context::set_task(id.number()))
    }
}
impl Drop for Current {
    fn drop(&mut self) {
        context::set_task(self.0);
    }
}

impl Task {
    fn body(&self) -> &mut Box<dyn Body> {
        unsafe { &mut *self.body.get() }
    }
    /// Polls the task, which has been taken from a queue.
    pub(crate) fn run(self: Arc<Self>) {
        let mut state = self.state.lock().unwrap();
        if state.run != Run::Queued {
            return;
        }
        state.run = Run::Running;
        let cancelled = state.cancelled;
        drop(state);
        if cancelled {
            return self.cancel();
        }
        let _current = Current::enter(self.id);
        let waker = waker_of(&self);
        let mut cx = Context::from_waker(&waker);
        let polled = catch_unwind(AssertUnwindSafe(|| self.trace.poll(|| self.body().poll(&mut cx))));
        match polled {
            Ok(Poll::Pending) => self.pending(),
            Ok(Poll::Ready(())) => {
                self.trace.dropped();
                self.complete()
            }
            Err(payload) => self.panicked(payload),
        }
    }
    fn pending(self: &Arc<Self>) {
        let mut state = self.state.lock().unwrap();
        if state.cancelled {
            drop(state);
            return self.cancel();
        }
        if state.run == Run::RunningWoken {
            state.run = Run::Queued;
            drop(state);
            self.scheduler.schedule(self.clone(), true);
        } else {
            state.run = Run::Idle;
        }
    }
    fn panicked(&self, payload: Box<dyn Any + Send>) {
        let _ = catch_unwind(AssertUnwindSafe(|| self.body().drop_future()));
        self.body().fail(JoinError::panicked(self.id, payload));
        self.trace.dropped();
        self.complete();
    }
    /// Drops the future. Whoever calls has made the task `Running`.
    fn cancel(&self) {
        let _current = Current::enter(self.id);
        match catch_unwind(AssertUnwindSafe(|| self.body().drop_future())) {
            Ok(()) => self.body().fail(JoinError::cancelled(self.id)),
            Err(payload) => self.body().fail(JoinError::panicked(self.id, payload)),
        }
        self.trace.dropped();
        self.complete();
    }
    fn complete(&self) {
        let mut state = self.state.lock().unwrap();
        state.run = Run::Done;
        let joinable = state.joinable;
        let joiner = state.joiner.take();
        drop(state);
        if !joinable {
            let _ = catch_unwind(AssertUnwindSafe(|| self.body().drop_output()));
        }
        if let Some(joiner) = joiner {
            joiner.wake();
        }
        self.scheduler.release(self);
    }
    pub(crate) fn abort(self: &Arc<Self>) {
        let mut state = self.state.lock().unwrap();
        if state.run == Run::Done {
            return;
        }
        state.cancelled = true;
        match state.run {
            Run::Running => state.run = Run::RunningWoken,
            Run::Idle => {
                state.run = Run::Queued;
                drop(state);
                intrinsics::task_wake(self.trace.id);
                self.scheduler.schedule(self.clone(), false);
            }
            _ => {}
        }
    }
    /// The runtime ends: what is not being polled right now is dropped at once.
    pub(crate) fn shut_down(&self) {
        let mut state = self.state.lock().unwrap();
        state.cancelled = true;
        if matches!(state.run, Run::Idle | Run::Queued) {
            state.run = Run::Running;
            drop(state);
            self.cancel();
        }
    }
    pub(crate) fn is_finished(&self) -> bool {
        self.state.lock().unwrap().run == Run::Done
    }
    /// Whether the task has ended; if not, the waker is kept for when it does.
    pub(crate) fn poll_end(&self, cx: &mut Context<'_>) -> bool {
        let mut state = self.state.lock().unwrap();
        if state.run == Run::Done {
            return true;
        }
        if !state.joiner.as_ref().is_some_and(|joiner| joiner.will_wake(cx.waker())) {
            let old = state.joiner.replace(cx.waker().clone());
            drop(state);
            drop(old);
        }
        false
    }
    /// Nobody joins any more. True when the output is there and is the caller's to drop.
    pub(crate) fn detach(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        state.joinable = false;
        let joiner = state.joiner.take();
        let done = state.run == Run::Done;
        drop(state);
        drop(joiner);
        done
    }
}
impl TracedWake for Task {
    fn trace(&self) -> u64 {
        self.trace.id
    }
    fn wake(self: &Arc<Self>) {
        let mut state = self.state.lock().unwrap();
        match state.run {
            Run::Idle => {
                state.run = Run::Queued;
                drop(state);
                self.scheduler.schedule(self.clone(), false);
            }
            Run::Running => state.run = Run::RunningWoken,
            _ => {}
        }
    }
}

/// All tasks of a runtime that have not ended, in the order of their numbers.
pub(crate) struct Owned {
    /// `None` when the runtime takes no more.
    tasks: Mutex<Option<BTreeMap<u64, Arc<Task>>>>,
}
impl Owned {
    pub(crate) fn new() -> Owned {
        Owned {
            tasks: Mutex::new(Some(BTreeMap::new())),
        }
    }
    pub(crate) fn insert(&self, task: &Arc<Task>) -> bool {
        match &mut *self.tasks.lock().unwrap() {
            Some(tasks) => {
                tasks.insert(task.id.number(), task.clone());
                true
            }
            None => false,
        }
    }
    pub(crate) fn remove(&self, task: &Task) {
        let removed = match &mut *self.tasks.lock().unwrap() {
            Some(tasks) => tasks.remove(&task.id.number()),
            None => None,
        };
        drop(removed);
    }
    pub(crate) fn len(&self) -> usize {
        self.tasks.lock().unwrap().as_ref().map_or(0, |tasks| tasks.len())
    }
    pub(crate) fn shut_down(&self) {
        let tasks: Vec<Arc<Task>> = match self.tasks.lock().unwrap().take() {
            Some(tasks) => tasks.into_values().collect(),
            None => return,
        };
        for task in tasks {
            task.shut_down();
        }
    }
}

pub(crate) const BLOCK_ON: u32 = 0;
const SPAWNED: u32 = 1;

/// The task as the timeline shows it.
pub(crate) struct Trace {
    pub(crate) id: u64,
    completed: Cell<bool>,
    is_dropped: Cell<bool>,
}
unsafe impl Send for Trace {}
unsafe impl Sync for Trace {}
impl Trace {
    pub(crate) fn new<F: ?Sized>(kind: u32) -> Trace {
        let name = core::any::type_name::<F>();
        Trace {
            id: intrinsics::task_new(kind, name.as_ptr(), name.len()),
            completed: Cell::new(false),
            is_dropped: Cell::new(false),
        }
    }
    pub(crate) fn poll<T>(&self, poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
        intrinsics::task_poll_start(self.id);
        let result = poll();
        self.completed.set(result.is_ready());
        intrinsics::task_poll_end(self.id, result.is_ready());
        result
    }
    /// The future is gone.
    fn dropped(&self) {
        if !self.is_dropped.replace(true) {
            intrinsics::task_dropped(self.id, self.completed.get());
        }
    }
}
impl Drop for Trace {
    fn drop(&mut self) {
        self.dropped();
    }
}

/// Something that a waker wakes, and whose wakers are counted in the trace.
pub(crate) trait TracedWake: Send + Sync + 'static {
    fn trace(&self) -> u64;
    fn wake(self: &Arc<Self>);
}
struct VTable<W>(W);
impl<W: TracedWake> VTable<W> {
    const VTABLE: &'static RawWakerVTable =
        &RawWakerVTable::new(Self::clone, Self::wake, Self::wake_by_ref, Self::drop);
    unsafe fn borrow(data: *const ()) -> ManuallyDrop<Arc<W>> {
        ManuallyDrop::new(unsafe { Arc::from_raw(data as *const W) })
    }
    unsafe fn clone(data: *const ()) -> RawWaker {
        intrinsics::task_waker_cloned(unsafe { Self::borrow(data) }.trace());
        unsafe { Arc::increment_strong_count(data as *const W) };
        RawWaker::new(data, Self::VTABLE)
    }
    unsafe fn wake(data: *const ()) {
        unsafe { Self::wake_by_ref(data) };
        unsafe { Self::drop(data) };
    }
    unsafe fn wake_by_ref(data: *const ()) {
        let this = unsafe { Self::borrow(data) };
        intrinsics::task_wake(this.trace());
        TracedWake::wake(&*this);
    }
    unsafe fn drop(data: *const ()) {
        intrinsics::task_waker_dropped(unsafe { Self::borrow(data) }.trace());
        unsafe { Arc::decrement_strong_count(data as *const W) };
    }
}
/// The scheduler's own waker: it is not one that the future asked for, so it is not counted.
pub(crate) fn waker_of<W: TracedWake>(wake: &Arc<W>) -> ManuallyDrop<Waker> {
    let raw = RawWaker::new(Arc::as_ptr(wake) as *const (), VTable::<W>::VTABLE);
    ManuallyDrop::new(unsafe { Waker::from_raw(raw) })
}
