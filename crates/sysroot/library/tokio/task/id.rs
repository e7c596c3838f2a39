//! Numbers of tasks.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::runtime::context;

#[derive(Clone, Copy, Debug, Hash, Eq, PartialEq, PartialOrd, Ord)]
pub struct Id(u64);

static NEXT: AtomicU64 = AtomicU64::new(1);

impl Id {
    pub(crate) fn next() -> Id {
        Id(NEXT.fetch_add(1, Ordering::SeqCst))
    }
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of the task that is running.
#[track_caller]
pub fn id() -> Id {
    try_id().expect("Can't get a task id when not inside a task")
}
pub fn try_id() -> Option<Id> {
    match context::task() {
        0 => None,
        id => Some(Id(id)),
    }
}
