//! The futures that need the executor: [`sleep`], and [`yield_now`].

use std::future::Future;
use std::pin::Pin;
use std::rc::Weak;
use std::task::{Context, Poll};
use std::time::Duration;

use trace::{Nanos, TimerId};

use super::{Inner, current};

/// Waits for the given time by the clock of the executor that polls it, counted from the first poll.
pub fn sleep(duration: Duration) -> Sleep {
    Sleep {
        duration,
        timer: None,
    }
}

/// The future of [`sleep`]. Dropping it cancels the timer.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Sleep {
    duration: Duration,
    timer: Option<SetTimer>,
}

#[derive(Debug)]
struct SetTimer {
    executor: Weak<Inner>,
    timer: TimerId,
    due: Nanos,
}

impl Future for Sleep {
    type Output = ();

    /// # Panics
    /// Where no [`LocalExecutor`](crate::LocalExecutor) is running.
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<()> {
        let executor = current::get().expect("a sleep is polled by a LocalExecutor");
        if let Some(set) = &self.timer {
            if executor.timer_is_over(set.timer, set.due, cx.waker()) {
                self.timer = None;
                self.duration = Duration::ZERO;
                return Poll::Ready(());
            }
            return Poll::Pending;
        }
        if self.duration.is_zero() {
            return Poll::Ready(());
        }
        let (timer, due) = executor.set_timer(self.duration, cx.waker().clone());
        self.timer = Some(SetTimer {
            executor: std::rc::Rc::downgrade(&executor),
            timer,
            due,
        });
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(set) = self.timer.take()
            && let Some(executor) = set.executor.upgrade()
        {
            executor.cancel_timer(set.timer);
        }
    }
}

/// Lets every other ready task go first, once.
pub fn yield_now() -> YieldNow {
    YieldNow { yielded: false }
}

/// The future of [`yield_now`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct YieldNow {
    yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
