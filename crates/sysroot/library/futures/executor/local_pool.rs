//! `LocalPool`: many tasks on one thread, in the order in which they were woken.

use core::cell::RefCell;
use core::future::Future;
use core::intrinsics;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::boxed::Box;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};
use std::vec::Vec;

use super::{BLOCK_ON, SPAWNED, Task, enter_executor};
use crate::task::{FutureObj, LocalFutureObj, LocalSpawn, Spawn, SpawnError};

/// Which tasks were woken, and the waker of the thread's loop.
struct Ready {
    queue: Mutex<VecDeque<u64>>,
    looping: Mutex<Option<Waker>>,
}
/// The waker of one task of the pool.
struct Wake {
    ready: Arc<Ready>,
    key: u64,
    id: u64,
    queued: Mutex<bool>,
}
impl crate::task::ArcWake for Wake {
    fn wake_by_ref(arc_self: &Arc<Self>) {
        intrinsics::task_wake(arc_self.id);
        let mut queued = arc_self.queued.lock().unwrap();
        if *queued {
            return;
        }
        *queued = true;
        drop(queued);
        arc_self.ready.queue.lock().unwrap().push_back(arc_self.key);
        let waker = arc_self.ready.looping.lock().unwrap().clone();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
struct Entry {
    key: u64,
    task: Task,
    wake: Arc<Wake>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}
type Incoming = RefCell<Vec<LocalFutureObj<'static, ()>>>;

pub struct LocalPool {
    entries: Vec<Entry>,
    next: u64,
    ready: Arc<Ready>,
    incoming: Rc<Incoming>,
}
#[derive(Clone)]
pub struct LocalSpawner {
    incoming: Weak<Incoming>,
}

impl LocalPool {
    pub fn new() -> LocalPool {
        LocalPool {
            entries: Vec::new(),
            next: 0,
            ready: Arc::new(Ready {
                queue: Mutex::new(VecDeque::new()),
                looping: Mutex::new(None),
            }),
            incoming: Rc::new(RefCell::new(Vec::new())),
        }
    }
    pub fn spawner(&self) -> LocalSpawner {
        LocalSpawner {
            incoming: Rc::downgrade(&self.incoming),
        }
    }
    pub fn run(&mut self) {
        self.drive::<(), _>(|pool, cx| {
            let _ = cx;
            if pool.turn() { Poll::Ready(()) } else { Poll::Pending }
        })
    }
    pub fn run_until<F: Future>(&mut self, future: F) -> F::Output {
        let mut future = future;
        let mut future = unsafe { Pin::new_unchecked(&mut future) };
        self.drive::<F, _>(|pool, cx| {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(output);
            }
            pool.turn();
            Poll::Pending
        })
    }
    pub fn run_until_stalled(&mut self) {
        let _enter = enter_executor();
        self.turn();
    }
    pub fn try_run_one(&mut self) -> bool {
        let _enter = enter_executor();
        loop {
            self.take_incoming();
            match self.step() {
                Some(true) => return true,
                Some(false) => {}
                None if self.incoming.borrow().is_empty() => return false,
                None => {}
            }
        }
    }
    /// The loop of the thread: one turn whenever something has woken it.
    fn drive<F: ?Sized, T>(&mut self, mut turn: impl FnMut(&mut LocalPool, &mut Context<'_>) -> Poll<T>) -> T {
        let _enter = enter_executor();
        let mut task = Task::new::<LocalPool>(BLOCK_ON);
        let waker = task.waker();
        *self.ready.looping.lock().unwrap() = Some((*waker).clone());
        let mut cx = Context::from_waker(&waker);
        let output = loop {
            if let Poll::Ready(output) = task.poll(|| turn(self, &mut cx)) {
                break output;
            }
        };
        *self.ready.looping.lock().unwrap() = None;
        output
    }
    fn take_incoming(&mut self) {
        let incoming: Vec<_> = core::mem::take(&mut *self.incoming.borrow_mut());
        for future in incoming {
            let task = Task::new::<LocalFutureObj<'static, ()>>(SPAWNED);
            let key = self.next;
            self.next += 1;
            let wake = Arc::new(Wake {
                ready: self.ready.clone(),
                key,
                id: task.id,
                queued: Mutex::new(true),
            });
            self.ready.queue.lock().unwrap().push_back(key);
            self.entries.push(Entry {
                key,
                task,
                wake,
                future: Box::pin(future),
            });
        }
    }
    /// Polls the task that was woken first: whether it is done, or `None` when none was.
    fn step(&mut self) -> Option<bool> {
        loop {
            let key = self.ready.queue.lock().unwrap().pop_front()?;
            let Some(at) = self.entries.iter().position(|entry| entry.key == key) else {
                continue;
            };
            let entry = &mut self.entries[at];
            *entry.wake.queued.lock().unwrap() = false;
            let wake = entry.wake.clone();
            let waker = crate::task::waker_ref(&wake);
            let mut cx = Context::from_waker(&waker);
            let future = entry.future.as_mut();
            let done = entry.task.poll(|| future.poll(&mut cx)).is_ready();
            if done {
                drop(self.entries.remove(at));
            }
            return Some(done);
        }
    }
    /// Runs what can run. True when no task is left.
    fn turn(&mut self) -> bool {
        loop {
            self.take_incoming();
            if self.step().is_none() && self.incoming.borrow().is_empty() {
                return self.entries.is_empty();
            }
        }
    }
}
impl Default for LocalPool {
    fn default() -> LocalPool {
        LocalPool::new()
    }
}
impl core::fmt::Debug for LocalPool {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("LocalPool").finish_non_exhaustive()
    }
}
impl LocalSpawn for LocalSpawner {
    fn spawn_local_obj(&self, future: LocalFutureObj<'static, ()>) -> Result<(), SpawnError> {
        match self.incoming.upgrade() {
            Some(incoming) => {
                incoming.borrow_mut().push(future);
                Ok(())
            }
            None => Err(SpawnError::shutdown()),
        }
    }
}
impl Spawn for LocalSpawner {
    fn spawn_obj(&self, future: FutureObj<'static, ()>) -> Result<(), SpawnError> {
        self.spawn_local_obj(future.into())
    }
}
impl core::fmt::Debug for LocalSpawner {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("LocalSpawner").finish_non_exhaustive()
    }
}
