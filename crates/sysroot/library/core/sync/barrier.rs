//! `Barrier`.

use super::{Condvar, Mutex};
use crate::fmt;

pub struct Barrier {
    lock: Mutex<State>,
    cvar: Condvar,
    num_threads: usize,
}
struct State {
    count: usize,
    generation: usize,
}
pub struct BarrierWaitResult(bool);
impl Barrier {
    pub const fn new(n: usize) -> Barrier {
        Barrier {
            lock: Mutex::new(State {
                count: 0,
                generation: 0,
            }),
            cvar: Condvar::new(),
            num_threads: n,
        }
    }
    pub fn wait(&self) -> BarrierWaitResult {
        let mut lock = self.lock.lock().unwrap();
        let generation = lock.generation;
        lock.count += 1;
        if lock.count < self.num_threads {
            let _guard = self
                .cvar
                .wait_while(lock, |state| state.generation == generation)
                .unwrap();
            BarrierWaitResult(false)
        } else {
            lock.count = 0;
            lock.generation = lock.generation.wrapping_add(1);
            self.cvar.notify_all();
            BarrierWaitResult(true)
        }
    }
}
impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}
impl BarrierWaitResult {
    pub fn is_leader(&self) -> bool {
        self.0
    }
}
impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult")
            .field("is_leader", &self.is_leader())
            .finish()
    }
}
