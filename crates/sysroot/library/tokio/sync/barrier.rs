//! `Barrier`: so many wait for each other, again and again.

use std::fmt;
use std::sync::Mutex;

use super::Notify;

pub struct Barrier {
    arrived: Mutex<usize>,
    n: usize,
    all: Notify,
}
impl Barrier {
    pub fn new(mut n: usize) -> Barrier {
        if n == 0 {
            n = 1;
        }
        Barrier {
            arrived: Mutex::new(0),
            n,
            all: Notify::new(),
        }
    }
    pub async fn wait(&self) -> BarrierWaitResult {
        let all = {
            let mut arrived = self.arrived.lock().unwrap();
            *arrived += 1;
            if *arrived == self.n {
                *arrived = 0;
                self.all.notify_waiters();
                return BarrierWaitResult(true);
            }
            // From here on it hears of all, polled or not.
            self.all.notified()
        };
        all.await;
        BarrierWaitResult(false)
    }
}
impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

#[derive(Debug, Clone)]
pub struct BarrierWaitResult(bool);
impl BarrierWaitResult {
    /// True for the one that came last.
    pub fn is_leader(&self) -> bool {
        self.0
    }
}
