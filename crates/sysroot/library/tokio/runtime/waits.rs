//! Telling people what a future waits for that is about to answer Pending.

use core::intrinsics;
use std::time::Duration;

/// `what` follows the words “waits for”.
pub(crate) fn on(what: &str) {
    intrinsics::task_waits(0, 0, 0, what.as_ptr(), what.len())
}
pub(crate) fn on_timer(number: u64, due_in: Duration) {
    let nanos = u64::try_from(due_in.as_nanos()).unwrap_or(u64::MAX);
    intrinsics::task_waits(1, number, nanos, "".as_ptr(), 0)
}
/// On the end of a task, by its number in the trace.
pub(crate) fn on_task(number: u64) {
    intrinsics::task_waits(2, number, 0, "".as_ptr(), 0)
}
pub(crate) fn on_socket(socket: u64, writing: bool) {
    intrinsics::task_waits(3, socket * 2 + u64::from(writing), 0, "".as_ptr(), 0)
}
