//! Wakers and contexts, as `futures::task` has them.

mod atomic_waker;
mod spawn;

pub use atomic_waker::AtomicWaker;
pub use core::future::Future;
pub use core::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
pub use spawn::{FutureObj, LocalFutureObj, LocalSpawn, LocalSpawnExt, Spawn, SpawnError, SpawnExt};

use core::mem::ManuallyDrop;
use core::ops::Deref;
use std::sync::Arc;

/// A way of waking a task, given by reference to an `Arc`.
pub trait ArcWake: Send + Sync {
    fn wake(self: Arc<Self>) {
        Self::wake_by_ref(&self)
    }
    fn wake_by_ref(arc_self: &Arc<Self>);
}

/// The waker's data is the `Arc` as a raw pointer; each waker owns one count.
struct VTable<W>(W);
impl<W: ArcWake + 'static> VTable<W> {
    const VTABLE: &'static RawWakerVTable =
        &RawWakerVTable::new(Self::clone, Self::wake, Self::wake_by_ref, Self::drop);
    unsafe fn clone(data: *const ()) -> RawWaker {
        unsafe { Arc::increment_strong_count(data as *const W) };
        RawWaker::new(data, Self::VTABLE)
    }
    unsafe fn wake(data: *const ()) {
        W::wake(unsafe { Arc::from_raw(data as *const W) })
    }
    unsafe fn wake_by_ref(data: *const ()) {
        let arc = ManuallyDrop::new(unsafe { Arc::from_raw(data as *const W) });
        W::wake_by_ref(&arc)
    }
    unsafe fn drop(data: *const ()) {
        unsafe { Arc::decrement_strong_count(data as *const W) }
    }
}

/// A waker from something that can wake.
pub fn waker<W: ArcWake + 'static>(wake: Arc<W>) -> Waker {
    unsafe { Waker::from_raw(RawWaker::new(Arc::into_raw(wake) as *const (), VTable::<W>::VTABLE)) }
}

/// A waker that borrows the `Arc`, for a poll that does not keep it.
pub struct WakerRef<'a> {
    waker: ManuallyDrop<Waker>,
    of: core::marker::PhantomData<&'a ()>,
}
impl Deref for WakerRef<'_> {
    type Target = Waker;
    fn deref(&self) -> &Waker {
        &self.waker
    }
}
pub fn waker_ref<W: ArcWake + 'static>(wake: &Arc<W>) -> WakerRef<'_> {
    let raw = RawWaker::new(Arc::as_ptr(wake) as *const (), VTable::<W>::VTABLE);
    WakerRef {
        waker: ManuallyDrop::new(unsafe { Waker::from_raw(raw) }),
        of: core::marker::PhantomData,
    }
}

/// A waker that does nothing.
pub fn noop_waker() -> Waker {
    Waker::noop().clone()
}

/// A reference to a waker that does nothing.
pub fn noop_waker_ref() -> &'static Waker {
    Waker::noop()
}
