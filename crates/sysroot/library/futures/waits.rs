//! Telling people what a future waits for that is about to answer Pending.

/// `what` follows the words “waits for”.
pub(crate) fn on(what: &str) {
    core::intrinsics::task_waits(0, 0, 0, what.as_ptr(), what.len())
}
