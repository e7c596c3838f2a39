//! What a thread knows of runtimes: which one is current, whether it is being blocked on, what it is polling, and
//! how much longer the task that is being polled may go on (128 steps of tokio's own futures).

use core::intrinsics;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context as TaskContext, Poll, Waker};
use std::vec::Vec;

use super::park::Parker;
use super::task::{BLOCK_ON, Trace, TracedWake, waker_of};
use super::{Handle, Shared};

pub(crate) const BUDGET: u8 = 128;

struct Context {
    handles: RefCell<Vec<Handle>>,
    entered: Cell<bool>,
    /// Threads of the multi-thread scheduler may be blocked in place.
    may_block: Cell<bool>,
    /// The address of the `Shared` whose scheduler runs on this thread, and which worker it is. 0 is none.
    scheduler: Cell<usize>,
    worker: Cell<usize>,
    deferred: RefCell<Vec<Waker>>,
    /// `None` is no limit.
    budget: Cell<Option<u8>>,
    task: Cell<u64>,
}
std::thread_local! {
    static CONTEXT: Context = Context {
        handles: RefCell::new(Vec::new()),
        entered: Cell::new(false),
        may_block: Cell::new(false),
        scheduler: Cell::new(0),
        worker: Cell::new(0),
        deferred: RefCell::new(Vec::new()),
        budget: Cell::new(None),
        task: Cell::new(0),
    };
}

pub(crate) fn current() -> Option<Handle> {
    CONTEXT.with(|c| c.handles.borrow().last().cloned())
}
pub(super) fn push(handle: Handle) {
    CONTEXT.with(|c| c.handles.borrow_mut().push(handle))
}
pub(super) fn pop() {
    let handle = CONTEXT.with(|c| c.handles.borrow_mut().pop());
    drop(handle);
}

pub(super) fn is_entered() -> bool {
    CONTEXT.with(|c| c.entered.get())
}
/// While it lives, the thread drives a runtime.
pub(super) struct Entered {
    may_block: bool,
}
#[track_caller]
pub(super) fn enter(may_block: bool) -> Entered {
    let was = CONTEXT.with(|c| {
        if c.entered.replace(true) {
            return None;
        }
        Some(c.may_block.replace(may_block))
    });
    match was {
        Some(may_block) => Entered { may_block },
        None => panic!(
            "Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) attempted to block the current thread while the thread is being used to drive asynchronous tasks. If you are in an async function, use `.await` on the future instead of blocking on it."
        ),
    }
}
impl Drop for Entered {
    fn drop(&mut self) {
        CONTEXT.with(|c| {
            c.entered.set(false);
            c.may_block.set(self.may_block);
        })
    }
}

/// While it lives, the scheduler of a runtime runs on this thread.
pub(super) struct Scheduling {
    scheduler: usize,
    worker: usize,
}
pub(super) fn run_scheduler(shared: &Shared, worker: usize) -> Scheduling {
    CONTEXT.with(|c| Scheduling {
        scheduler: c.scheduler.replace(shared as *const Shared as usize),
        worker: c.worker.replace(worker),
    })
}
impl Drop for Scheduling {
    fn drop(&mut self) {
        let deferred = CONTEXT.with(|c| {
            c.scheduler.set(self.scheduler);
            c.worker.set(self.worker);
            core::mem::take(&mut *c.deferred.borrow_mut())
        });
        drop(deferred);
    }
}
/// Which worker of this runtime the thread is.
pub(super) fn worker_of(shared: &Shared) -> Option<usize> {
    CONTEXT.with(|c| (c.scheduler.get() == shared as *const Shared as usize).then(|| c.worker.get()))
}

/// Runs what blocks, outside of the runtime. `leave` gives the worker's work to others before.
#[track_caller]
pub(crate) fn block_in_place<R>(f: impl FnOnce() -> R) -> R {
    struct Back {
        entered: bool,
        budget: Option<u8>,
    }
    impl Drop for Back {
        fn drop(&mut self) {
            CONTEXT.with(|c| {
                c.entered.set(self.entered);
                c.budget.set(self.budget);
            })
        }
    }
    let (entered, may_block, scheduler) = CONTEXT.with(|c| (c.entered.get(), c.may_block.get(), c.scheduler.get()));
    if !entered {
        return f();
    }
    if !may_block {
        panic!("can call blocking only when running on the multi-threaded runtime");
    }
    if scheduler != 0
        && let Some(handle) = current()
    {
        let worker = CONTEXT.with(|c| {
            c.scheduler.set(0);
            c.worker.get()
        });
        super::multi_thread::hand_over(&handle.shared, worker);
    }
    let _back = CONTEXT.with(|c| Back {
        entered: c.entered.replace(false),
        budget: c.budget.replace(None),
    });
    f()
}

/// Wakes when the scheduler has run what is ready, or at once outside of a scheduler.
pub(crate) fn defer(waker: &Waker) {
    let deferred = CONTEXT.with(|c| {
        if c.scheduler.get() == 0 {
            return false;
        }
        let mut deferred = c.deferred.borrow_mut();
        if !deferred.last().is_some_and(|last| last.will_wake(waker)) {
            deferred.push(waker.clone());
        }
        true
    });
    if !deferred {
        waker.wake_by_ref();
    }
}
pub(super) fn has_deferred() -> bool {
    CONTEXT.with(|c| !c.deferred.borrow().is_empty())
}
/// The last one first, as the real one does.
pub(super) fn wake_deferred() {
    loop {
        let next = CONTEXT.with(|c| c.deferred.borrow_mut().pop());
        match next {
            Some(waker) => waker.wake(),
            None => break,
        }
    }
}

pub(crate) fn budget() -> Option<u8> {
    CONTEXT.with(|c| c.budget.get())
}
pub(crate) fn set_budget(budget: Option<u8>) -> Option<u8> {
    CONTEXT.with(|c| c.budget.replace(budget))
}
/// Polls with a fresh budget, or with none.
pub(crate) fn with_budget<R>(budget: Option<u8>, f: impl FnOnce() -> R) -> R {
    struct Back(Option<u8>);
    impl Drop for Back {
        fn drop(&mut self) {
            set_budget(self.0);
        }
    }
    let _back = Back(set_budget(budget));
    f()
}

/// The number of the task that the thread polls or drops; 0 is none.
pub(crate) fn task() -> u64 {
    CONTEXT.with(|c| c.task.get())
}
pub(crate) fn set_task(id: u64) -> u64 {
    CONTEXT.with(|c| c.task.replace(id))
}

/// The future that a thread blocks on, without a scheduler of its own.
struct Blocked {
    trace: Trace,
    woken: AtomicBool,
    parker: Parker,
}
impl TracedWake for Blocked {
    fn trace(&self) -> u64 {
        self.trace.id
    }
    fn wake(self: &Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        self.parker.unpark();
    }
}
/// Blocks the thread until the future is ready; others drive tasks and timers.
#[track_caller]
pub(super) fn block_on_thread<F: Future>(handle: &Handle, may_block: bool, future: F) -> F::Output {
    let _handle = handle.enter();
    let _entered = enter(may_block);
    wait_for(future, Some(BUDGET))
}
/// As `block_on_thread`, but on a thread that has nothing to do with a runtime now.
#[track_caller]
pub(crate) fn block_on_blocking<F: Future>(future: F) -> F::Output {
    if is_entered() {
        panic!(
            "Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks."
        );
    }
    wait_for(future, None)
}
fn wait_for<F: Future>(future: F, budget: Option<u8>) -> F::Output {
    let mut future = future;
    let mut future = unsafe { Pin::new_unchecked(&mut future) };
    let blocked = Arc::new(Blocked {
        trace: Trace::new::<F>(BLOCK_ON),
        woken: AtomicBool::new(true),
        parker: Parker::new(),
    });
    let waker = waker_of(&blocked);
    let mut cx = TaskContext::from_waker(&waker);
    let mut woken_at_once = false;
    loop {
        if blocked.woken.swap(false, Ordering::SeqCst) {
            blocked.parker.take();
            if woken_at_once {
                intrinsics::thread_yield();
            }
            let polled = blocked
                .trace
                .poll(|| with_budget(budget, || future.as_mut().poll(&mut cx)));
            if let Poll::Ready(output) = polled {
                return output;
            }
            woken_at_once = true;
        } else {
            woken_at_once = false;
            blocked
                .parker
                .park(None, "a wake of the future that it blocks on, and nobody can wake it");
        }
    }
}
