//! Counts of a runtime.

use super::{Handle, Kind};

#[derive(Clone, Debug)]
pub struct RuntimeMetrics {
    handle: Handle,
}
impl RuntimeMetrics {
    pub(super) fn new(handle: Handle) -> RuntimeMetrics {
        RuntimeMetrics { handle }
    }
    pub fn num_workers(&self) -> usize {
        match &self.handle.shared.kind {
            Kind::Current(_) => 1,
            Kind::Multi(scheduler) => scheduler.workers(),
        }
    }
    pub fn num_alive_tasks(&self) -> usize {
        self.handle.shared.owned.len()
    }
    pub fn global_queue_depth(&self) -> usize {
        match &self.handle.shared.kind {
            Kind::Current(scheduler) => scheduler.injected(),
            Kind::Multi(scheduler) => scheduler.injected(),
        }
    }
}
