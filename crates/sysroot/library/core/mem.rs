//! Sizes, and moving values about.

use crate::intrinsics;
use crate::ops::{Deref, DerefMut};

pub const fn size_of<T>() -> usize {
    intrinsics::size_of::<T>()
}
pub const fn align_of<T>() -> usize {
    intrinsics::align_of::<T>()
}
pub fn size_of_val<T: ?Sized>(value: &T) -> usize {
    intrinsics::size_of_val(value)
}
pub fn align_of_val<T: ?Sized>(value: &T) -> usize {
    intrinsics::align_of_val(value)
}
pub const fn needs_drop<T: ?Sized>() -> bool {
    intrinsics::needs_drop::<T>()
}
pub fn drop<T>(_x: T) {}
pub const fn forget<T>(value: T) {
    intrinsics::forget(value)
}
pub const fn replace<T>(dest: &mut T, src: T) -> T {
    let old = intrinsics::raw_read(dest);
    intrinsics::raw_write(dest, src);
    old
}
pub fn take<T: Default>(dest: &mut T) -> T {
    replace(dest, T::default())
}
pub const fn swap<T>(a: &mut T, b: &mut T) {
    let old = intrinsics::raw_read(a);
    intrinsics::copy(b as *const T, a, 1);
    intrinsics::raw_write(b, old);
}
pub const unsafe fn transmute<Src, Dst>(src: Src) -> Dst {
    intrinsics::transmute(src)
}
pub const unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst {
    intrinsics::raw_read(src as *const Src as *const Dst)
}
pub const unsafe fn zeroed<T>() -> T {
    intrinsics::zeroed()
}

/// Which variant a value is.
pub struct Discriminant<T> {
    value: i64,
    of: crate::marker::PhantomData<T>,
}
pub fn discriminant<T>(v: &T) -> Discriminant<T> {
    Discriminant {
        value: intrinsics::discriminant_value(v),
        of: crate::marker::PhantomData,
    }
}
impl<T> Clone for Discriminant<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Discriminant<T> {}
impl<T> PartialEq for Discriminant<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<T> Eq for Discriminant<T> {}
impl<T> crate::hash::Hash for Discriminant<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state)
    }
}
impl<T> crate::fmt::Debug for Discriminant<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
        f.debug_tuple("Discriminant").field(&self.value).finish()
    }
}

/// A value whose destructor does not run by itself.
#[lang = "manually_drop"]
#[repr(transparent)]
pub struct ManuallyDrop<T: ?Sized> {
    value: T,
}
impl<T> ManuallyDrop<T> {
    pub const fn new(value: T) -> ManuallyDrop<T> {
        ManuallyDrop { value }
    }
    pub const fn into_inner(slot: ManuallyDrop<T>) -> T {
        intrinsics::raw_read(&slot.value)
    }
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T {
        intrinsics::raw_read(&slot.value)
    }
}
impl<T: ?Sized> ManuallyDrop<T> {
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>) {
        intrinsics::drop_in_place(&mut slot.value)
    }
}
impl<T: Copy> Copy for ManuallyDrop<T> {}
impl<T: Clone> Clone for ManuallyDrop<T> {
    fn clone(&self) -> Self {
        ManuallyDrop {
            value: self.value.clone(),
        }
    }
}
impl<T: Default> Default for ManuallyDrop<T> {
    fn default() -> Self {
        ManuallyDrop { value: T::default() }
    }
}
impl<T: ?Sized + crate::fmt::Debug> crate::fmt::Debug for ManuallyDrop<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
        f.debug_struct("ManuallyDrop").field("value", &&self.value).finish()
    }
}
impl<T: ?Sized> Deref for ManuallyDrop<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
impl<T: ?Sized> DerefMut for ManuallyDrop<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// Memory for a `T` that may not hold one yet.
#[lang = "maybe_uninit"]
#[repr(transparent)]
pub union MaybeUninit<T> {
    uninit: (),
    value: ManuallyDrop<T>,
}
impl<T: Copy> Clone for MaybeUninit<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Copy> Copy for MaybeUninit<T> {}
impl<T> MaybeUninit<T> {
    pub const fn new(value: T) -> MaybeUninit<T> {
        MaybeUninit {
            value: ManuallyDrop::new(value),
        }
    }
    pub const fn uninit() -> MaybeUninit<T> {
        MaybeUninit { uninit: () }
    }
    pub const fn zeroed() -> MaybeUninit<T> {
        intrinsics::zeroed()
    }
    pub fn write(&mut self, value: T) -> &mut T {
        intrinsics::raw_write(self.as_mut_ptr(), value);
        unsafe { self.assume_init_mut() }
    }
    pub const fn as_ptr(&self) -> *const T {
        self as *const Self as *const T
    }
    pub const fn as_mut_ptr(&mut self) -> *mut T {
        self as *mut Self as *mut T
    }
    pub const unsafe fn assume_init(self) -> T {
        intrinsics::raw_read(self.as_ptr())
    }
    pub const unsafe fn assume_init_read(&self) -> T {
        intrinsics::raw_read(self.as_ptr())
    }
    pub unsafe fn assume_init_drop(&mut self) {
        intrinsics::drop_in_place(self.as_mut_ptr())
    }
    pub const unsafe fn assume_init_ref(&self) -> &T {
        unsafe { &*self.as_ptr() }
    }
    pub unsafe fn assume_init_mut(&mut self) -> &mut T {
        unsafe { &mut *self.as_mut_ptr() }
    }
}
impl<T> crate::fmt::Debug for MaybeUninit<T> {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result {
        write!(f, "MaybeUninit<{}>", crate::any::type_name::<T>())
    }
}
