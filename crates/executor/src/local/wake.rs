//! What a waker knows: whom to wake, and where.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use trace::{Kind, Sink, TaskId};

use super::current;
use super::remote::Remote;
use crate::Key;

/// Whom a waker wakes. It may outlive its task and its executor; then it does nothing.
pub(super) struct Target {
    pub(super) key: Key,
    /// The number in the recording, 0 if there is none.
    pub(super) task: TaskId,
    pub(super) remote: Arc<Remote>,
    /// A wake from elsewhere waits in the executor's inbox: more of them would announce nothing new.
    posted: AtomicBool,
}

impl Target {
    pub(super) fn new(key: Key, task: TaskId, remote: &Arc<Remote>) -> Self {
        Target {
            key,
            task,
            remote: remote.clone(),
            posted: AtomicBool::new(false),
        }
    }

    #[inline]
    pub(super) fn wake(&self) {
        let woken_here = current::with(self.remote.id, |executor| {
            executor.wake(self.key, self.task)
        });
        if woken_here.is_none() && !self.posted.swap(true, Ordering::AcqRel) {
            self.remote.wake(self.key, self.task);
        }
    }

    /// The executor has taken the wake out of its inbox; the poll that follows sees what was announced so far.
    pub(super) fn taken_in(&self) {
        // A swap, not a store: it takes part in the order of the wakes that found the flag set.
        self.posted.swap(false, Ordering::AcqRel);
    }

    #[inline]
    pub(super) fn cloned(&self) {
        if self.remote.recording {
            self.remote.record(&Kind::WakerClone { task: self.task });
        }
    }

    #[inline]
    pub(super) fn dropped(&self) {
        if self.remote.recording {
            self.remote.record(&Kind::WakerDrop { task: self.task });
        }
    }
}
