//! The guards of `RwLock`.

use core::mem::ManuallyDrop;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::RwLock;

macro_rules! guard {
    ($(#[$attr:meta])* $Guard:ident<$($lifetime:lifetime,)? T>, $Lock:ty) => {
        $(#[$attr])*
        #[must_use = "if unused the RwLock will immediately unlock"]
        pub struct $Guard<$($lifetime,)? T: ?Sized> {
            pub(super) lock: $Lock,
            pub(super) permits: u32,
        }
        unsafe impl<$($lifetime,)? T: ?Sized + Send + Sync> Send for $Guard<$($lifetime,)? T> {}
        unsafe impl<$($lifetime,)? T: ?Sized + Send + Sync> Sync for $Guard<$($lifetime,)? T> {}
        impl<$($lifetime,)? T: ?Sized> Drop for $Guard<$($lifetime,)? T> {
            fn drop(&mut self) {
                self.lock.permits.release(self.permits as usize)
            }
        }
        impl<$($lifetime,)? T: ?Sized> Deref for $Guard<$($lifetime,)? T> {
            type Target = T;
            fn deref(&self) -> &T {
                unsafe { &*self.lock.value.get() }
            }
        }
        impl<$($lifetime,)? T: ?Sized + fmt::Debug> fmt::Debug for $Guard<$($lifetime,)? T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
        impl<$($lifetime,)? T: ?Sized + fmt::Display> fmt::Display for $Guard<$($lifetime,)? T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    };
}
guard!(RwLockReadGuard<'a, T>, &'a RwLock<T>);
guard!(RwLockWriteGuard<'a, T>, &'a RwLock<T>);
guard!(OwnedRwLockReadGuard<T>, Arc<RwLock<T>>);
guard!(OwnedRwLockWriteGuard<T>, Arc<RwLock<T>>);

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.lock.value.get() }
    }
}
impl<T: ?Sized> DerefMut for OwnedRwLockWriteGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.lock.value.get() }
    }
}
impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Lets other readers in, but no writer before.
    pub fn downgrade(self) -> RwLockReadGuard<'a, T> {
        let this = ManuallyDrop::new(self);
        this.lock.permits.release(this.permits as usize - 1);
        RwLockReadGuard {
            lock: this.lock,
            permits: 1,
        }
    }
}
