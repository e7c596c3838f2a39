//! `AbortHandle`: to end a task without waiting for it.

use std::fmt;
use std::sync::Arc;

use super::Id;
use crate::runtime::task::Task;

#[derive(Clone)]
pub struct AbortHandle {
    task: Arc<Task>,
}
impl AbortHandle {
    pub(crate) fn new(task: Arc<Task>) -> AbortHandle {
        AbortHandle { task }
    }
    pub fn abort(&self) {
        self.task.abort()
    }
    pub fn is_finished(&self) -> bool {
        self.task.is_finished()
    }
    pub fn id(&self) -> Id {
        self.task.id
    }
}
impl std::panic::UnwindSafe for AbortHandle {}
impl std::panic::RefUnwindSafe for AbortHandle {}
impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortHandle").field("id", &self.task.id).finish()
    }
}
