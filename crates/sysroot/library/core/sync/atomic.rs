//! Atomics. Every ordering is carried out as `SeqCst`, which each of them allows.

use crate::cell::UnsafeCell;
use crate::{fmt, intrinsics};

#[derive(Copy, Clone, Debug, Eq, PartialEq, Hash)]
pub enum Ordering {
    Relaxed,
    Release,
    Acquire,
    AcqRel,
    SeqCst,
}
pub fn fence(_order: Ordering) {}
pub fn compiler_fence(_order: Ordering) {}

/// What all atomics can do. (`Rep` is how the value is kept.)
macro_rules! atomic {
    ($(#[$attr:meta])* ($($generics:tt)*) $Name:ty, $new:ident, $T:ty, $Rep:ty, |$out:ident| $to_rep:expr, |$back:ident| $from_rep:expr) => {
        unsafe impl<$($generics)*> Sync for $Name {}
        unsafe impl<$($generics)*> Send for $Name {}
        impl<$($generics)*> crate::panic::RefUnwindSafe for $Name {}
        impl<$($generics)*> $Name {
            pub const fn new($out: $T) -> Self { $new { v: UnsafeCell::new($to_rep) } }
            pub fn get_mut(&mut self) -> &mut $T { unsafe { &mut *(self.v.get() as *mut $T) } }
            pub fn into_inner(self) -> $T { let $back = self.v.into_inner(); $from_rep }
            pub const fn as_ptr(&self) -> *mut $T { self.v.get() as *mut $T }
            pub fn load(&self, order: Ordering) -> $T {
                match order {
                    Ordering::Release => panic!("there is no such thing as a release load"),
                    Ordering::AcqRel => panic!("there is no such thing as an acquire-release load"),
                    _ => {}
                }
                let $back = intrinsics::atomic_load(self.v.get() as *const $Rep);
                $from_rep
            }
            pub fn store(&self, $out: $T, order: Ordering) {
                match order {
                    Ordering::Acquire => panic!("there is no such thing as an acquire store"),
                    Ordering::AcqRel => panic!("there is no such thing as an acquire-release store"),
                    _ => {}
                }
                intrinsics::atomic_store(self.v.get(), $to_rep)
            }
            pub fn swap(&self, $out: $T, _order: Ordering) -> $T {
                let $back = intrinsics::atomic_swap(self.v.get(), $to_rep);
                $from_rep
            }
            pub fn compare_exchange(&self, current: $T, new: $T, _success: Ordering, _failure: Ordering) -> Result<$T, $T> {
                let $out = current;
                let current = $to_rep;
                let $out = new;
                let ($back, done) = intrinsics::atomic_compare_exchange(self.v.get(), current, $to_rep);
                if done { Ok($from_rep) } else { Err($from_rep) }
            }
            pub fn compare_exchange_weak(&self, current: $T, new: $T, success: Ordering, failure: Ordering) -> Result<$T, $T> {
                self.compare_exchange(current, new, success, failure)
            }
            pub fn compare_and_swap(&self, current: $T, new: $T, order: Ordering) -> $T {
                match self.compare_exchange(current, new, order, Ordering::SeqCst) { Ok(x) => x, Err(x) => x }
            }
            pub fn fetch_update<F: FnMut($T) -> Option<$T>>(
                &self, set_order: Ordering, fetch_order: Ordering, mut f: F,
            ) -> Result<$T, $T> {
                let mut prev = self.load(fetch_order);
                while let Some(next) = f(prev) {
                    match self.compare_exchange(prev, next, set_order, fetch_order) {
                        Ok(x) => return Ok(x),
                        Err(now) => prev = now,
                    }
                }
                Err(prev)
            }
            pub fn try_update(
                &self, set_order: Ordering, fetch_order: Ordering, f: impl FnMut($T) -> Option<$T>,
            ) -> Result<$T, $T> {
                self.fetch_update(set_order, fetch_order, f)
            }
            pub fn update(&self, set_order: Ordering, fetch_order: Ordering, mut f: impl FnMut($T) -> $T) -> $T {
                match self.fetch_update(set_order, fetch_order, |x| Some(f(x))) { Ok(x) => x, Err(x) => x }
            }
        }
        impl<$($generics)*> From<$T> for $Name {
            fn from(v: $T) -> Self { Self::new(v) }
        }
        impl<$($generics)*> fmt::Debug for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.load(Ordering::Relaxed), f) }
        }
    };
}
macro_rules! integers {
    ($($Name:ident $t:ident;)*) => { $(
        #[repr(transparent)]
        pub struct $Name { v: UnsafeCell<$t> }
        atomic! { () $Name, $Name, $t, $t, |x| x, |x| x }
        impl $Name {
            pub fn fetch_add(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_add(self.v.get(), val) }
            pub fn fetch_sub(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_sub(self.v.get(), val) }
            pub fn fetch_and(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_and(self.v.get(), val) }
            pub fn fetch_nand(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_nand(self.v.get(), val) }
            pub fn fetch_or(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_or(self.v.get(), val) }
            pub fn fetch_xor(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_xor(self.v.get(), val) }
            pub fn fetch_max(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_max(self.v.get(), val) }
            pub fn fetch_min(&self, val: $t, _order: Ordering) -> $t { intrinsics::atomic_min(self.v.get(), val) }
        }
        impl Default for $Name {
            fn default() -> Self { Self::new(0) }
        }
    )* };
}
integers! {
    AtomicI8 i8; AtomicI16 i16; AtomicI32 i32; AtomicI64 i64; AtomicIsize isize;
    AtomicU8 u8; AtomicU16 u16; AtomicU32 u32; AtomicU64 u64; AtomicUsize usize;
}

#[repr(transparent)]
pub struct AtomicBool {
    v: UnsafeCell<u8>,
}
atomic! { () AtomicBool, AtomicBool, bool, u8, |x| x as u8, |x| x != 0 }
impl AtomicBool {
    pub fn fetch_and(&self, val: bool, _order: Ordering) -> bool {
        intrinsics::atomic_and(self.v.get(), val as u8) != 0
    }
    pub fn fetch_nand(&self, val: bool, order: Ordering) -> bool {
        // Not the bits' own: the value stays 0 or 1.
        if val {
            self.fetch_xor(true, order)
        } else {
            self.swap(true, order)
        }
    }
    pub fn fetch_or(&self, val: bool, _order: Ordering) -> bool {
        intrinsics::atomic_or(self.v.get(), val as u8) != 0
    }
    pub fn fetch_xor(&self, val: bool, _order: Ordering) -> bool {
        intrinsics::atomic_xor(self.v.get(), val as u8) != 0
    }
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.fetch_xor(true, order)
    }
}
impl Default for AtomicBool {
    fn default() -> Self {
        Self::new(false)
    }
}

#[repr(transparent)]
pub struct AtomicPtr<T> {
    v: UnsafeCell<*mut T>,
}
atomic! { (T) AtomicPtr<T>, AtomicPtr, *mut T, *mut T, |x| x, |x| x }
impl<T> Default for AtomicPtr<T> {
    fn default() -> Self {
        Self::new(crate::ptr::null_mut())
    }
}
