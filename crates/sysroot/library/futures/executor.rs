//! `block_on` and `LocalPool`: threads that drive futures.
//!
//! As in the real crate the thread polls, and parks until the future's waker was used. Whether a wake
//! queues the task is decided by the engine's scheduler core; the loops here ask it.

mod local_pool;

use core::cell::Cell;
use core::future::Future;
use core::intrinsics;
use core::pin::Pin;
use core::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use crate::stream::{Stream, StreamExt};

pub use local_pool::{LocalPool, LocalSpawner};

const BLOCK_ON: u32 = 0;
const SPAWNED: u32 = 1;

/// Runs a future to completion on the current thread.
pub fn block_on<F: Future>(f: F) -> F::Output {
    let _enter = enter_executor();
    let mut future = f;
    let mut future = unsafe { Pin::new_unchecked(&mut future) };
    let mut task = Task::new::<F>(BLOCK_ON);
    // The loop's own waker: it is not one that the future asked for, so it is not counted.
    let waker = task.waker();
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = task.poll(|| future.as_mut().poll(&mut cx)) {
            return output;
        }
    }
}

/// A stream as an iterator that blocks the thread for each item.
pub fn block_on_stream<S: Stream + Unpin>(stream: S) -> BlockingStream<S> {
    BlockingStream { stream }
}
#[derive(Debug)]
pub struct BlockingStream<S: Unpin> {
    stream: S,
}
impl<S: Stream + Unpin> BlockingStream<S> {
    pub fn into_inner(self) -> S {
        self.stream
    }
}
impl<S: Unpin> core::ops::Deref for BlockingStream<S> {
    type Target = S;
    fn deref(&self) -> &S {
        &self.stream
    }
}
impl<S: Unpin> core::ops::DerefMut for BlockingStream<S> {
    fn deref_mut(&mut self) -> &mut S {
        &mut self.stream
    }
}
impl<S: Stream + Unpin> Iterator for BlockingStream<S> {
    type Item = S::Item;
    fn next(&mut self) -> Option<S::Item> {
        block_on(self.stream.next())
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}

std::thread_local! {
    static ENTERED: Cell<bool> = Cell::new(false);
}
/// A permit to run an executor on this thread.
#[derive(Debug)]
pub struct Enter {
    _private: (),
}
#[derive(Debug)]
pub struct EnterError {
    _private: (),
}
impl core::fmt::Display for EnterError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("an execution scope has already been entered")
    }
}
impl std::error::Error for EnterError {}
pub fn enter() -> Result<Enter, EnterError> {
    if ENTERED.replace(true) {
        Err(EnterError { _private: () })
    } else {
        Ok(Enter { _private: () })
    }
}
impl Drop for Enter {
    fn drop(&mut self) {
        ENTERED.set(false);
    }
}
fn enter_executor() -> Enter {
    match enter() {
        Ok(enter) => enter,
        Err(_) => panic!("cannot execute `LocalPool` executor from within another executor: EnterError"),
    }
}

/// A task of the scheduler core. Tells when it is over, also when a panic ends it.
struct Task {
    id: u64,
    done: bool,
}
impl Task {
    fn new<F: ?Sized>(kind: u32) -> Task {
        let name = core::any::type_name::<F>();
        Task {
            id: intrinsics::task_new(kind, name.as_ptr(), name.len()),
            done: false,
        }
    }
    fn waker(&self) -> core::mem::ManuallyDrop<Waker> {
        core::mem::ManuallyDrop::new(unsafe { Waker::from_raw(raw_waker(self.id)) })
    }
    /// Waits until the task is queued, and polls it once.
    fn poll<T>(&mut self, poll: impl FnOnce() -> Poll<T>) -> Poll<T> {
        intrinsics::task_wait_ready(self.id);
        intrinsics::task_poll_start(self.id);
        let result = poll();
        self.done = result.is_ready();
        intrinsics::task_poll_end(self.id, self.done);
        result
    }
}
impl Drop for Task {
    fn drop(&mut self) {
        intrinsics::task_dropped(self.id, self.done);
    }
}

static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_waker);

fn raw_waker(task: u64) -> RawWaker {
    RawWaker::new(task as usize as *const (), &VTABLE)
}

unsafe fn clone(data: *const ()) -> RawWaker {
    intrinsics::task_waker_cloned(data as usize as u64);
    RawWaker::new(data, &VTABLE)
}

unsafe fn wake(data: *const ()) {
    intrinsics::task_wake(data as usize as u64);
    intrinsics::task_waker_dropped(data as usize as u64);
}

unsafe fn wake_by_ref(data: *const ()) {
    intrinsics::task_wake(data as usize as u64);
}

unsafe fn drop_waker(data: *const ()) {
    intrinsics::task_waker_dropped(data as usize as u64);
}
