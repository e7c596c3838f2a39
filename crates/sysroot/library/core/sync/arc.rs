//! Shared ownership between threads: like `Rc`, with counts that change atomically.

use crate::any::Any;
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, Deref, DispatchFromDyn};
use crate::pin::Pin;
use crate::rc::shared;
use crate::{fmt, hash, intrinsics, mem};

#[repr(C)]
struct ArcInner<T: ?Sized> {
    strong: usize,
    /// All the strong references together count as one weak one.
    weak: usize,
    value: T,
}
pub struct Arc<T: ?Sized> {
    ptr: *const ArcInner<T>,
}
pub struct Weak<T: ?Sized> {
    ptr: *const ArcInner<T>,
}
unsafe impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}
unsafe impl<T: ?Sized + Sync + Send> Send for Weak<T> {}
unsafe impl<T: ?Sized + Sync + Send> Sync for Weak<T> {}

fn strong<T: ?Sized>(ptr: *const ArcInner<T>) -> *mut usize {
    unsafe { &raw mut (*(ptr as *mut ArcInner<()>)).strong }
}
fn weak<T: ?Sized>(ptr: *const ArcInner<T>) -> *mut usize {
    unsafe { &raw mut (*(ptr as *mut ArcInner<()>)).weak }
}
fn add_strong<T: ?Sized>(ptr: *const ArcInner<T>) {
    intrinsics::atomic_add(strong(ptr), 1);
}
/// Whether it was the last.
fn sub_strong<T: ?Sized>(ptr: *const ArcInner<T>) -> bool {
    intrinsics::atomic_sub(strong(ptr), 1) == 1
}
fn add_weak<T: ?Sized>(ptr: *const ArcInner<T>) {
    intrinsics::atomic_add(weak(ptr), 1);
}
fn sub_weak<T: ?Sized>(ptr: *const ArcInner<T>) -> bool {
    intrinsics::atomic_sub(weak(ptr), 1) == 1
}
fn strong_of<T: ?Sized>(ptr: *const ArcInner<T>) -> usize {
    intrinsics::atomic_load(strong(ptr) as *const usize)
}
fn weak_of<T: ?Sized>(ptr: *const ArcInner<T>) -> usize {
    intrinsics::atomic_load(weak(ptr) as *const usize)
}
fn upgrade<T: ?Sized>(ptr: *const ArcInner<T>) -> bool {
    loop {
        let n = strong_of(ptr);
        if n == 0 {
            return false;
        }
        if intrinsics::atomic_compare_exchange(strong(ptr), n, n + 1).1 {
            return true;
        }
    }
}
fn lock_unique<T: ?Sized>(ptr: *const ArcInner<T>) -> bool {
    strong_of(ptr) == 1 && weak_of(ptr) == 1
}
fn take_unique<T: ?Sized>(ptr: *const ArcInner<T>) -> bool {
    intrinsics::atomic_compare_exchange(strong(ptr), 1, 0).1
}
fn new_inner<T>(value: T, strong: usize) -> ArcInner<T> {
    ArcInner { strong, weak: 1, value }
}
shared! { Arc ArcInner }
impl Arc<dyn Any + Send + Sync> {
    pub fn downcast<T: Any + Send + Sync>(self) -> Result<Arc<T>, Self> {
        if !(*self).is::<T>() {
            return Err(self);
        }
        let ptr = self.ptr as *const ArcInner<T>;
        mem::forget(self);
        Ok(Arc { ptr })
    }
}
impl<T: ?Sized + crate::error::Error> crate::error::Error for Arc<T> {
    fn source(&self) -> Option<&(dyn crate::error::Error + 'static)> {
        (**self).source()
    }
}
