//! `sleep`: ready when its time has come. The timer is set at the first poll.

use std::fmt;
use std::future::Future;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::Instant;
use crate::runtime::Handle;
use crate::runtime::driver::{Driver, Key};
use crate::runtime::waits;
use crate::task::coop;

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Sleep {
    deadline: Instant,
    handle: Handle,
    timer: Timer,
    _pinned: PhantomPinned,
}
enum Timer {
    Unset,
    Set(Key),
    Fired,
}

#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    Sleep::new(Instant::now().checked_add(duration).unwrap_or_else(Instant::far_future))
}
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(deadline)
}

impl Sleep {
    #[track_caller]
    fn new(deadline: Instant) -> Sleep {
        let handle = Handle::current();
        if handle.shared.time.is_none() {
            panic!(
                "A Tokio 1.x context was found, but timers are disabled. Call `enable_time` on the runtime builder to enable timers."
            );
        }
        Sleep {
            deadline,
            handle,
            timer: Timer::Unset,
            _pinned: PhantomPinned,
        }
    }
    pub(crate) fn far_future() -> Sleep {
        Sleep::new(Instant::far_future())
    }
    fn driver(&self) -> &Driver {
        match &self.handle.shared.time {
            Some(driver) => driver,
            None => panic!("timers are disabled"),
        }
    }
    pub fn deadline(&self) -> Instant {
        self.deadline
    }
    pub fn is_elapsed(&self) -> bool {
        match self.timer {
            Timer::Unset => false,
            Timer::Set(key) => !self.driver().is_set(key),
            Timer::Fired => true,
        }
    }
    pub fn reset(self: Pin<&mut Self>, deadline: Instant) {
        let this = unsafe { self.get_unchecked_mut() };
        this.cancel();
        this.deadline = deadline;
        this.set();
    }
    /// As `reset`, but the timer is set at the next poll.
    pub(super) fn set_deadline(self: Pin<&mut Self>, deadline: Instant) {
        let this = unsafe { self.get_unchecked_mut() };
        this.cancel();
        this.deadline = deadline;
    }
    fn set(&mut self) {
        let driver = self.driver();
        let tick = driver.tick_of(self.deadline.into_std());
        self.timer = match driver.set(&self.handle.shared, tick, None) {
            Some(key) => Timer::Set(key),
            None => Timer::Fired,
        };
    }
    fn cancel(&mut self) {
        if let Timer::Set(key) = self.timer {
            self.driver().cancel(key);
        }
        self.timer = Timer::Unset;
    }
}
impl Future for Sleep {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = unsafe { self.get_unchecked_mut() };
        let coop = ready!(coop::poll_proceed(cx));
        if matches!(this.timer, Timer::Unset) {
            this.set();
        }
        if let Timer::Set(key) = this.timer
            && this.driver().wait(key, cx.waker())
        {
            waits::on_timer(key.1, this.deadline.saturating_duration_since(Instant::now()));
            return Poll::Pending;
        }
        this.timer = Timer::Fired;
        coop.made_progress();
        Poll::Ready(())
    }
}
impl Drop for Sleep {
    fn drop(&mut self) {
        self.cancel();
    }
}
impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sleep")
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
