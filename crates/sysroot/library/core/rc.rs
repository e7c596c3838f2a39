//! Shared ownership on one thread.

#[macro_use]
mod shared;

use crate::any::Any;
use crate::cell::Cell;
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, Deref, DispatchFromDyn};
use crate::pin::Pin;
use crate::{fmt, hash, intrinsics, mem};

/// The counts stand before the value, so that they are found without knowing the value's type.
#[repr(C)]
struct RcInner<T: ?Sized> {
    strong: Cell<usize>,
    /// All the strong references together count as one weak one.
    weak: Cell<usize>,
    value: T,
}
pub struct Rc<T: ?Sized> {
    ptr: *const RcInner<T>,
}
pub struct Weak<T: ?Sized> {
    ptr: *const RcInner<T>,
}
impl<T: ?Sized> !Send for Rc<T> {}
impl<T: ?Sized> !Sync for Rc<T> {}
impl<T: ?Sized> !Send for Weak<T> {}
impl<T: ?Sized> !Sync for Weak<T> {}

fn count<T: ?Sized>(ptr: *const RcInner<T>) -> &'static RcInner<()> {
    unsafe { &*(ptr as *const RcInner<()>) }
}
fn add_strong<T: ?Sized>(ptr: *const RcInner<T>) {
    let strong = &count(ptr).strong;
    strong.set(strong.get() + 1)
}
/// Whether it was the last.
fn sub_strong<T: ?Sized>(ptr: *const RcInner<T>) -> bool {
    let strong = &count(ptr).strong;
    strong.set(strong.get() - 1);
    strong.get() == 0
}
fn add_weak<T: ?Sized>(ptr: *const RcInner<T>) {
    let weak = &count(ptr).weak;
    weak.set(weak.get() + 1)
}
fn sub_weak<T: ?Sized>(ptr: *const RcInner<T>) -> bool {
    let weak = &count(ptr).weak;
    weak.set(weak.get() - 1);
    weak.get() == 0
}
fn strong_of<T: ?Sized>(ptr: *const RcInner<T>) -> usize {
    count(ptr).strong.get()
}
fn weak_of<T: ?Sized>(ptr: *const RcInner<T>) -> usize {
    count(ptr).weak.get()
}
fn upgrade<T: ?Sized>(ptr: *const RcInner<T>) -> bool {
    if strong_of(ptr) == 0 {
        return false;
    }
    add_strong(ptr);
    true
}
fn lock_unique<T: ?Sized>(ptr: *const RcInner<T>) -> bool {
    strong_of(ptr) == 1 && weak_of(ptr) == 1
}
fn take_unique<T: ?Sized>(ptr: *const RcInner<T>) -> bool {
    if strong_of(ptr) != 1 {
        return false;
    }
    count(ptr).strong.set(0);
    true
}
fn new_inner<T>(value: T, strong: usize) -> RcInner<T> {
    RcInner {
        strong: Cell::new(strong),
        weak: Cell::new(1),
        value,
    }
}
shared! { Rc RcInner }
impl Rc<dyn Any> {
    pub fn downcast<T: Any>(self) -> Result<Rc<T>, Self> {
        if !(*self).is::<T>() {
            return Err(self);
        }
        let ptr = self.ptr as *const RcInner<T>;
        mem::forget(self);
        Ok(Rc { ptr })
    }
}
pub(crate) use shared;
