//! Threads for work that blocks: made when they are needed, kept for a while, and waited for at the end.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::string::String;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;
use std::vec::Vec;

use super::builder::Threads;
use super::task::{self, Schedule, Task};
use super::{Handle, context};
use crate::task::{Id, JoinHandle};

const KEEP_ALIVE: Duration = Duration::from_secs(10);

pub(crate) struct Pool {
    inner: Arc<Inner>,
}
struct Inner {
    state: Mutex<State>,
    work: Condvar,
    max: usize,
    threads: Threads,
}
struct State {
    queue: VecDeque<Arc<Task>>,
    threads: usize,
    idle: usize,
    /// Idle threads that have been called and have not looked yet.
    called: usize,
    closed: bool,
    handles: Vec<thread::JoinHandle<()>>,
}

impl Pool {
    pub(super) fn new(max: usize, threads: Threads) -> Pool {
        Pool {
            inner: Arc::new(Inner {
                state: Mutex::new(State {
                    queue: VecDeque::new(),
                    threads: 0,
                    idle: 0,
                    called: 0,
                    closed: false,
                    handles: Vec::new(),
                }),
                work: Condvar::new(),
                max,
                threads,
            }),
        }
    }
    /// A thread of the runtime that is waited for at its end.
    pub(super) fn thread<F: FnOnce() + Send + 'static>(&self, f: F) {
        let threads = self.inner.threads.clone();
        let handle = thread::Builder::new()
            .name(String::from(&*threads.name))
            .spawn(move || {
                if let Some(on_start) = &threads.on_start {
                    on_start();
                }
                f();
                if let Some(on_stop) = &threads.on_stop {
                    on_stop();
                }
            });
        if let Ok(handle) = handle {
            self.inner.state.lock().unwrap().handles.push(handle);
        }
    }
    #[track_caller]
    pub(super) fn spawn<F, R>(&self, handle: &Handle, func: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        let work = Blocking { func: Some(func) };
        let guard = Guard::new(handle.clone());
        let (task, join) = task::new(work, Arc::new(guard), Id::next());
        let mut state = self.inner.state.lock().unwrap();
        if state.closed {
            drop(state);
            task.shut_down();
            return join;
        }
        state.queue.push_back(task);
        if state.idle > state.called {
            state.called += 1;
            drop(state);
            self.inner.work.notify_one();
        } else if state.threads < self.inner.max {
            state.threads += 1;
            drop(state);
            let inner = self.inner.clone();
            let handle = handle.clone();
            self.thread(move || inner.run(handle));
        }
        join
    }
    /// Work that has begun is waited for, the rest is dropped.
    pub(super) fn shut_down(&self, limit: Option<Duration>) {
        let mut state = self.inner.state.lock().unwrap();
        state.closed = true;
        let queue = core::mem::take(&mut state.queue);
        let handles = core::mem::take(&mut state.handles);
        drop(state);
        self.inner.work.notify_all();
        for task in queue {
            task.shut_down();
        }
        if limit.is_some_and(|limit| limit.is_zero()) {
            return;
        }
        match limit {
            None => {
                for handle in handles {
                    let _ = handle.join();
                }
            }
            Some(limit) => {
                let end = std::time::Instant::now() + limit;
                while !handles.iter().all(|handle| handle.is_finished()) && std::time::Instant::now() < end {
                    thread::sleep(Duration::from_millis(1));
                }
            }
        }
    }
}

impl Inner {
    fn run(&self, handle: Handle) {
        let _handle = handle.enter();
        let mut state = self.state.lock().unwrap();
        loop {
            if let Some(task) = state.queue.pop_front() {
                drop(state);
                context::with_budget(None, || task.run());
                state = self.state.lock().unwrap();
                continue;
            }
            if state.closed {
                break;
            }
            state.idle += 1;
            let (again, timeout) = self.work.wait_timeout(state, KEEP_ALIVE).unwrap();
            state = again;
            state.idle -= 1;
            if state.called > 0 {
                state.called -= 1;
            } else if timeout.timed_out() {
                break;
            }
        }
        state.threads -= 1;
    }
}

/// A function as a future that is ready when it has run.
struct Blocking<F> {
    func: Option<F>,
}
impl<F> Unpin for Blocking<F> {}
impl<F: FnOnce() -> R, R> Future for Blocking<F> {
    type Output = R;
    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<R> {
        match self.func.take() {
            Some(func) => Poll::Ready(func()),
            None => panic!("[internal exception] blocking task ran twice."),
        }
    }
}

/// While blocking work goes on, a paused clock does not jump.
struct Guard {
    handle: Handle,
}
impl Guard {
    fn new(handle: Handle) -> Guard {
        if let Some(time) = &handle.shared.time {
            time.clock().blocking(true);
        }
        Guard { handle }
    }
}
impl Schedule for Guard {
    fn schedule(&self, _task: Arc<Task>, _yielded: bool) {}
    fn release(&self, _task: &Task) {
        if let Some(time) = &self.handle.shared.time {
            time.clock().blocking(false);
            self.handle.shared.timer_is_sooner();
        }
    }
}
