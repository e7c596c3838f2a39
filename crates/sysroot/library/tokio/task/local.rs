//! `LocalSet`: tasks that stay on one thread, polled as part of the task that awaits the set.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread::{self, ThreadId};

use super::{Id, JoinHandle};
use crate::runtime::task::{self, Owned, Schedule, Task};
use crate::runtime::{Runtime, context};

/// After so many tasks the set lets other tasks of the runtime go first.
const TASKS_PER_TICK: u32 = 61;
/// Every so often a task that was woken elsewhere goes first.
const REMOTE_FIRST: u32 = 31;

pub struct LocalSet {
    tick: Cell<u32>,
    shared: Arc<Shared>,
    of: PhantomData<*const ()>,
}
struct Shared {
    owner: ThreadId,
    owned: Owned,
    state: Mutex<State>,
}
struct State {
    local: VecDeque<Arc<Task>>,
    remote: VecDeque<Arc<Task>>,
    waker: Option<Waker>,
}
impl Schedule for Shared {
    fn schedule(&self, task: Arc<Task>, _yielded: bool) {
        let here = CURRENT.with(|current| {
            let inside = current
                .set
                .borrow()
                .as_ref()
                .is_some_and(|set| Arc::as_ptr(set) == self as *const Shared);
            inside && !current.wake.get()
        });
        let mut state = self.state.lock().unwrap();
        if here {
            state.local.push_back(task);
            return;
        }
        if thread::current().id() == self.owner {
            state.local.push_back(task);
        } else {
            state.remote.push_back(task);
        }
        drop(state);
        self.wake();
    }
    fn release(&self, task: &Task) {
        self.owned.remove(task)
    }
}
impl Shared {
    fn wake(&self) {
        let waker = self.state.lock().unwrap().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
    fn next(&self, remote_first: bool) -> Option<Arc<Task>> {
        let state = &mut *self.state.lock().unwrap();
        let (first, second) = if remote_first {
            (&mut state.remote, &mut state.local)
        } else {
            (&mut state.local, &mut state.remote)
        };
        first.pop_front().or_else(|| second.pop_front())
    }
}

/// The set that the thread is in.
struct Current {
    set: RefCell<Option<Arc<Shared>>>,
    /// Entered by hand: nobody polls the set now, so it must be woken.
    wake: Cell<bool>,
}
std::thread_local! {
    static CURRENT: Current = Current {
        set: RefCell::new(None),
        wake: Cell::new(false),
    };
}

/// While it lives, `spawn_local` spawns on the set.
pub struct LocalEnterGuard {
    before: Option<Arc<Shared>>,
    wake: bool,
}
impl LocalEnterGuard {
    fn new(set: &Arc<Shared>, wake: bool) -> LocalEnterGuard {
        CURRENT.with(|current| LocalEnterGuard {
            before: current.set.borrow_mut().replace(set.clone()),
            wake: current.wake.replace(wake),
        })
    }
}
impl Drop for LocalEnterGuard {
    fn drop(&mut self) {
        let set = CURRENT.with(|current| {
            current.wake.set(self.wake);
            core::mem::replace(&mut *current.set.borrow_mut(), self.before.take())
        });
        drop(set);
    }
}
impl fmt::Debug for LocalEnterGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalEnterGuard").finish()
    }
}

/// Starts a task on the current set.
#[track_caller]
pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    let set = CURRENT.with(|current| current.set.borrow().clone());
    match set {
        Some(set) => spawn_on(&set, future),
        None => panic!("`spawn_local` called from outside of a `task::LocalSet` or `runtime::LocalRuntime`"),
    }
}
fn spawn_on<F>(set: &Arc<Shared>, future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    let (task, handle) = task::new(future, set.clone(), Id::next());
    if set.owned.insert(&task) {
        set.schedule(task, false);
    } else {
        task.shut_down();
    }
    handle
}

impl LocalSet {
    pub fn new() -> LocalSet {
        LocalSet {
            tick: Cell::new(0),
            shared: Arc::new(Shared {
                owner: thread::current().id(),
                owned: Owned::new(),
                state: Mutex::new(State {
                    local: VecDeque::new(),
                    remote: VecDeque::new(),
                    waker: None,
                }),
            }),
            of: PhantomData,
        }
    }
    pub fn enter(&self) -> LocalEnterGuard {
        LocalEnterGuard::new(&self.shared, true)
    }
    #[track_caller]
    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let handle = spawn_on(&self.shared, future);
        self.shared.wake();
        handle
    }
    #[track_caller]
    pub fn block_on<F: Future>(&self, rt: &Runtime, future: F) -> F::Output {
        rt.block_on(self.run_until(future))
    }
    pub async fn run_until<F: Future>(&self, future: F) -> F::Output {
        RunUntil { set: self, future }.await
    }
    /// Polls what is ready. True when there may be more.
    fn tick(&self) -> bool {
        for _ in 0..TASKS_PER_TICK {
            let tick = self.tick.get();
            self.tick.set(tick.wrapping_add(1));
            match self.shared.next(tick % REMOTE_FIRST == 0) {
                Some(task) => context::with_budget(Some(context::BUDGET), || task.run()),
                None => return false,
            }
        }
        true
    }
    fn register(&self, waker: &Waker) {
        let old = self.shared.state.lock().unwrap().waker.replace(waker.clone());
        drop(old);
    }
}
impl Future for LocalSet {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.register(cx.waker());
        let guard = LocalEnterGuard::new(&self.shared, false);
        let more = self.tick();
        drop(guard);
        if more {
            cx.waker().wake_by_ref();
            Poll::Pending
        } else if self.shared.owned.len() == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}
impl Default for LocalSet {
    fn default() -> LocalSet {
        LocalSet::new()
    }
}
impl Drop for LocalSet {
    fn drop(&mut self) {
        let _guard = LocalEnterGuard::new(&self.shared, false);
        self.shared.owned.shut_down();
        let mut state = self.shared.state.lock().unwrap();
        let left = (core::mem::take(&mut state.local), core::mem::take(&mut state.remote));
        drop(state);
        drop(left);
    }
}
impl fmt::Debug for LocalSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalSet").finish()
    }
}

struct RunUntil<'a, F> {
    set: &'a LocalSet,
    future: F,
}
impl<F: Future> Future for RunUntil<'_, F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        let _guard = LocalEnterGuard::new(&this.set.shared, false);
        this.set.register(cx.waker());
        if let Poll::Ready(output) = unsafe { Pin::new_unchecked(&mut this.future) }.poll(cx) {
            return Poll::Ready(output);
        }
        if this.set.tick() {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}
