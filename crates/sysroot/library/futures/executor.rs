//! `block_on`: a thread that drives one future.
//!
//! As in the real crate the thread polls, and parks until the future's waker was used. Whether a wake
//! queues the task is decided by the engine's scheduler core; the loop here asks it.

use core::future::Future;
use core::intrinsics;
use core::pin::Pin;
use core::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

const BLOCK_ON: u32 = 0;

/// Runs a future to completion on the current thread.
pub fn block_on<F: Future>(f: F) -> F::Output {
    let name = core::any::type_name::<F>();
    let mut future = f;
    let mut future = unsafe { Pin::new_unchecked(&mut future) };
    let mut task = Task { id: intrinsics::task_new(BLOCK_ON, name.as_ptr(), name.len()), done: false };
    // The loop's own waker: it is not one that the future asked for, so it is not counted.
    let waker = core::mem::ManuallyDrop::new(unsafe { Waker::from_raw(raw_waker(task.id)) });
    let mut cx = Context::from_waker(&waker);
    loop {
        intrinsics::task_wait_ready(task.id);
        intrinsics::task_poll_start(task.id);
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => {
                intrinsics::task_poll_end(task.id, true);
                task.done = true;
                return output;
            }
            Poll::Pending => intrinsics::task_poll_end(task.id, false),
        }
    }
}

/// Tells when the task is over, also when a panic ends it.
struct Task {
    id: u64,
    done: bool,
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
