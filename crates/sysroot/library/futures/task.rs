//! Wakers and contexts, as `futures::task` has them.

pub use core::future::Future;
pub use core::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use std::sync::Arc;
use std::task::Wake;

/// A way of waking a task, given by reference to an `Arc`.
pub trait ArcWake: Send + Sync {
    fn wake(self: Arc<Self>)
    where
        Self: Sized,
    {
        Self::wake_by_ref(&self)
    }
    fn wake_by_ref(arc_self: &Arc<Self>)
    where
        Self: Sized;
}

struct AsWake<W>(Arc<W>);

impl<W: ArcWake + 'static> Wake for AsWake<W> {
    fn wake(self: Arc<Self>) {
        ArcWake::wake_by_ref(&self.0)
    }
    fn wake_by_ref(self: &Arc<Self>) {
        ArcWake::wake_by_ref(&self.0)
    }
}

/// A waker from something that can wake.
pub fn waker<W: ArcWake + 'static>(wake: Arc<W>) -> Waker {
    Waker::from(Arc::new(AsWake(wake)))
}

/// A waker that does nothing.
pub fn noop_waker() -> Waker {
    Waker::noop().clone()
}

/// A reference to a waker that does nothing.
pub fn noop_waker_ref() -> &'static Waker {
    Waker::noop()
}
