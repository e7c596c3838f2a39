//! Polling and waking.

use crate::convert::Infallible;
use crate::mem::ManuallyDrop;
use crate::ops::{ControlFlow, FromResidual, Try};
use crate::sync::Arc;
use crate::{fmt, intrinsics};

#[lang = "Poll"]
#[must_use = "this `Poll` may be a `Pending` variant, which should be handled"]
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Poll<T> {
    #[lang = "Ready"]
    Ready(T),
    #[lang = "Pending"]
    Pending,
}
impl<T> Poll<T> {
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {
        match self {
            Poll::Ready(t) => Poll::Ready(f(t)),
            Poll::Pending => Poll::Pending,
        }
    }
    pub const fn is_ready(&self) -> bool {
        matches!(*self, Poll::Ready(_))
    }
    pub const fn is_pending(&self) -> bool {
        !self.is_ready()
    }
}
impl<T, E> Poll<Result<T, E>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>> {
        self.map(|r| r.map(f))
    }
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>> {
        self.map(|r| r.map_err(f))
    }
}
impl<T, E> Poll<Option<Result<T, E>>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Option<Result<U, E>>> {
        self.map(|o| o.map(|r| r.map(f)))
    }
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Option<Result<T, U>>> {
        self.map(|o| o.map(|r| r.map_err(f)))
    }
}
impl<T> From<T> for Poll<T> {
    fn from(t: T) -> Poll<T> {
        Poll::Ready(t)
    }
}
impl<T, E> Try for Poll<Result<T, E>> {
    type Output = Poll<T>;
    type Residual = Result<Infallible, E>;
    fn from_output(c: Poll<T>) -> Self {
        c.map(Ok)
    }
    fn branch(self) -> ControlFlow<Self::Residual, Poll<T>> {
        match self {
            Poll::Ready(Ok(x)) => ControlFlow::Continue(Poll::Ready(x)),
            Poll::Ready(Err(e)) => ControlFlow::Break(Err(e)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}
impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Poll<Result<T, F>> {
    fn from_residual(x: Result<Infallible, E>) -> Self {
        match x {
            Err(e) => Poll::Ready(Err(From::from(e))),
            Ok(never) => match never {},
        }
    }
}
impl<T, E> Try for Poll<Option<Result<T, E>>> {
    type Output = Poll<Option<T>>;
    type Residual = Result<Infallible, E>;
    fn from_output(c: Poll<Option<T>>) -> Self {
        c.map(|x| x.map(Ok))
    }
    fn branch(self) -> ControlFlow<Self::Residual, Poll<Option<T>>> {
        match self {
            Poll::Ready(Some(Ok(x))) => ControlFlow::Continue(Poll::Ready(Some(x))),
            Poll::Ready(Some(Err(e))) => ControlFlow::Break(Err(e)),
            Poll::Ready(None) => ControlFlow::Continue(Poll::Ready(None)),
            Poll::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}
impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Poll<Option<Result<T, F>>> {
    fn from_residual(x: Result<Infallible, E>) -> Self {
        match x {
            Err(e) => Poll::Ready(Some(Err(From::from(e)))),
            Ok(never) => match never {},
        }
    }
}
pub macro ready($e:expr $(,)?) {
    match $e {
        $crate::task::Poll::Ready(t) => t,
        $crate::task::Poll::Pending => return $crate::task::Poll::Pending,
    }
}

#[derive(Copy, Clone)]
pub struct RawWakerVTable {
    clone: unsafe fn(*const ()) -> RawWaker,
    wake: unsafe fn(*const ()),
    wake_by_ref: unsafe fn(*const ()),
    drop: unsafe fn(*const ()),
}
impl RawWakerVTable {
    pub const fn new(
        clone: unsafe fn(*const ()) -> RawWaker,
        wake: unsafe fn(*const ()),
        wake_by_ref: unsafe fn(*const ()),
        drop: unsafe fn(*const ()),
    ) -> Self {
        RawWakerVTable {
            clone,
            wake,
            wake_by_ref,
            drop,
        }
    }
}
impl PartialEq for RawWakerVTable {
    fn eq(&self, other: &RawWakerVTable) -> bool {
        // The addresses of the four functions.
        let words = |vtable: &RawWakerVTable| -> [usize; 4] { intrinsics::transmute(*vtable) };
        words(self) == words(other)
    }
}
impl fmt::Debug for RawWakerVTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawWakerVTable").finish_non_exhaustive()
    }
}
#[derive(PartialEq, Debug)]
pub struct RawWaker {
    data: *const (),
    vtable: &'static RawWakerVTable,
}
impl RawWaker {
    pub const fn new(data: *const (), vtable: &'static RawWakerVTable) -> RawWaker {
        RawWaker { data, vtable }
    }
}

#[repr(transparent)]
pub struct Waker {
    waker: RawWaker,
}
impl Unpin for Waker {}
unsafe impl Send for Waker {}
unsafe impl Sync for Waker {}
static NOOP: RawWakerVTable = RawWakerVTable::new(noop_clone, noop, noop, noop);
static NOOP_WAKER: Waker = Waker {
    waker: RawWaker {
        data: 0usize as *const (),
        vtable: &NOOP,
    },
};
fn noop_clone(_data: *const ()) -> RawWaker {
    RawWaker {
        data: 0usize as *const (),
        vtable: &NOOP,
    }
}
fn noop(_data: *const ()) {}
impl Waker {
    /// The library's own wakers tell by themselves; of others the world hears here. To wake nobody is no news.
    fn used(&self, how: u32) {
        let table = self.waker.vtable as *const RawWakerVTable;
        if table != &NOOP as *const RawWakerVTable {
            intrinsics::waker_used(how, self, self.waker.data, table);
        }
    }
    pub fn wake(self) {
        let this = ManuallyDrop::new(self);
        this.used(0);
        unsafe { (this.waker.vtable.wake)(this.waker.data) }
    }
    pub fn wake_by_ref(&self) {
        self.used(1);
        unsafe { (self.waker.vtable.wake_by_ref)(self.waker.data) }
    }
    pub fn will_wake(&self, other: &Waker) -> bool {
        self.waker.data == other.waker.data
            && self.waker.vtable as *const RawWakerVTable == other.waker.vtable as *const RawWakerVTable
    }
    pub const unsafe fn new(data: *const (), vtable: &'static RawWakerVTable) -> Waker {
        Waker {
            waker: RawWaker { data, vtable },
        }
    }
    pub const unsafe fn from_raw(waker: RawWaker) -> Waker {
        Waker { waker }
    }
    pub fn noop() -> &'static Waker {
        &NOOP_WAKER
    }
    pub fn as_raw(&self) -> &RawWaker {
        &self.waker
    }
    pub fn data(&self) -> *const () {
        self.waker.data
    }
    pub fn vtable(&self) -> &'static RawWakerVTable {
        self.waker.vtable
    }
}
impl Clone for Waker {
    fn clone(&self) -> Waker {
        self.used(2);
        Waker {
            waker: unsafe { (self.waker.vtable.clone)(self.waker.data) },
        }
    }
}
impl Drop for Waker {
    fn drop(&mut self) {
        self.used(3);
        unsafe { (self.waker.vtable.drop)(self.waker.data) }
    }
}
impl fmt::Debug for Waker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let vtable = self.waker.vtable as *const RawWakerVTable;
        f.debug_struct("Waker")
            .field("data", &self.waker.data)
            .field("vtable", &vtable)
            .finish()
    }
}

#[lang = "Context"]
pub struct Context<'a> {
    waker: &'a Waker,
}
impl<'a> Context<'a> {
    pub const fn from_waker(waker: &'a Waker) -> Context<'a> {
        Context { waker }
    }
    pub const fn waker(&self) -> &'a Waker {
        self.waker
    }
}
impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("waker", &self.waker).finish()
    }
}

pub trait Wake {
    fn wake(self: Arc<Self>);
    fn wake_by_ref(self: &Arc<Self>) {
        self.clone().wake();
    }
}
/// The waker's data is the `Arc` as a raw pointer; each waker owns one count.
struct ArcVTable<W>(W);
impl<W: Wake + Send + Sync + 'static> ArcVTable<W> {
    fn clone(data: *const ()) -> RawWaker {
        unsafe { Arc::increment_strong_count(data as *const W) };
        RawWaker {
            data,
            vtable: Self::vtable(),
        }
    }
    fn wake(data: *const ()) {
        W::wake(unsafe { Arc::from_raw(data as *const W) })
    }
    fn wake_by_ref(data: *const ()) {
        let waker = ManuallyDrop::new(unsafe { Arc::from_raw(data as *const W) });
        W::wake_by_ref(&waker)
    }
    fn drop(data: *const ()) {
        unsafe { Arc::decrement_strong_count(data as *const W) }
    }
    const VTABLE: &'static RawWakerVTable =
        &RawWakerVTable::new(Self::clone, Self::wake, Self::wake_by_ref, Self::drop);
    fn vtable() -> &'static RawWakerVTable {
        Self::VTABLE
    }
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {
    fn from(waker: Arc<W>) -> Waker {
        Waker {
            waker: RawWaker::from(waker),
        }
    }
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for RawWaker {
    fn from(waker: Arc<W>) -> RawWaker {
        RawWaker {
            data: Arc::into_raw(waker) as *const (),
            vtable: ArcVTable::<W>::vtable(),
        }
    }
}
