//! Sleeping, with the timer told: set, fired, and named as the one who wakes.

use super::Story;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use trace::{Kind, TimerId, current_task};

thread_local! {
    static DUE: Cell<Option<TimerId>> = const { Cell::new(None) };
}

/// The timer on whose behalf the calling thread is waking somebody.
pub fn due_here() -> Option<TimerId> {
    DUE.with(Cell::get)
}

/// `tokio::time::sleep`, as a part of the story.
pub struct Sleep {
    story: Story,
    duration: Duration,
    timer: TimerId,
    inner: Pin<Box<tokio::time::Sleep>>,
    set: bool,
}

impl Sleep {
    pub fn new(story: Story, duration: Duration) -> Self {
        Sleep {
            timer: story.new_timer(),
            duration,
            inner: Box::pin(tokio::time::sleep(duration)),
            set: false,
            story,
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<()> {
        let timer = self.timer;
        if !std::mem::replace(&mut self.set, true) {
            let due = self.story.now() + self.duration.as_nanos() as u64;
            self.story.note(|| Kind::TimerSet {
                timer,
                task: current_task(),
                due,
            });
        }
        let waker = Waker::from(Arc::new(Ring {
            story: self.story.clone(),
            timer,
            inner: cx.waker().clone(),
        }));
        self.inner.as_mut().poll(&mut Context::from_waker(&waker))
    }
}

/// Wakes in the name of a timer.
struct Ring {
    story: Story,
    timer: TimerId,
    inner: Waker,
}

impl Wake for Ring {
    fn wake(self: Arc<Self>) {
        let timer = self.timer;
        self.story.note(|| Kind::TimerFired { timer });
        let before = DUE.replace(Some(timer));
        self.inner.wake_by_ref();
        DUE.set(before);
    }
}
