//! `interval`: ticks at equal distances, the first at once.

use std::boxed::Box;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::{Instant, Sleep, sleep_until};

/// What to do when ticks were not asked for in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissedTickBehavior {
    /// All of them, one right after the other.
    Burst,
    /// The next is a period after this one.
    Delay,
    /// The next is at a multiple of the period from the start.
    Skip,
}
impl Default for MissedTickBehavior {
    fn default() -> MissedTickBehavior {
        MissedTickBehavior::Burst
    }
}
impl MissedTickBehavior {
    fn next(self, timeout: Instant, now: Instant, period: Duration) -> Instant {
        match self {
            MissedTickBehavior::Burst => timeout + period,
            MissedTickBehavior::Delay => now + period,
            MissedTickBehavior::Skip => {
                let late = (now - timeout).as_nanos() % period.as_nanos();
                let late =
                    u64::try_from(late).expect("too much time has elapsed since the interval was supposed to tick");
                now + period - Duration::from_nanos(late)
            }
        }
    }
}

#[derive(Debug)]
pub struct Interval {
    delay: Pin<Box<Sleep>>,
    period: Duration,
    missed: MissedTickBehavior,
}

#[track_caller]
pub fn interval(period: Duration) -> Interval {
    interval_at(Instant::now(), period)
}
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    assert!(period > Duration::new(0, 0), "`period` must be non-zero.");
    Interval {
        delay: Box::pin(sleep_until(start)),
        period,
        missed: MissedTickBehavior::Burst,
    }
}

impl Interval {
    pub async fn tick(&mut self) -> Instant {
        poll_fn(|cx| self.poll_tick(cx)).await
    }
    pub fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Instant> {
        ready!(std::future::Future::poll(self.delay.as_mut(), cx));
        let timeout = self.delay.deadline();
        let now = Instant::now();
        let next = if now > timeout + Duration::from_millis(5) {
            self.missed.next(timeout, now, self.period)
        } else {
            timeout.checked_add(self.period).unwrap_or_else(Instant::far_future)
        };
        self.delay.as_mut().set_deadline(next);
        Poll::Ready(timeout)
    }
    pub fn reset(&mut self) {
        self.reset_at(Instant::now() + self.period)
    }
    pub fn reset_immediately(&mut self) {
        self.reset_at(Instant::now())
    }
    pub fn reset_after(&mut self, after: Duration) {
        self.reset_at(Instant::now() + after)
    }
    pub fn reset_at(&mut self, deadline: Instant) {
        self.delay.as_mut().reset(deadline)
    }
    pub fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.missed
    }
    pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.missed = behavior;
    }
    pub fn period(&self) -> Duration {
        self.period
    }
}
