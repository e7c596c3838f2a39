//! Raw pointers.

use crate::cmp::Ordering;
use crate::marker::Unsize;
use crate::ops::{CoerceUnsized, DispatchFromDyn};
use crate::{fmt, hash, intrinsics};

pub const fn null<T>() -> *const T {
    0usize as *const T
}
pub const fn null_mut<T>() -> *mut T {
    0usize as *mut T
}
pub const fn dangling<T>() -> *const T {
    intrinsics::align_of::<T>() as *const T
}
pub const fn dangling_mut<T>() -> *mut T {
    intrinsics::align_of::<T>() as *mut T
}
pub const unsafe fn read<T>(src: *const T) -> T {
    intrinsics::raw_read(src)
}
pub const unsafe fn read_unaligned<T>(src: *const T) -> T {
    intrinsics::raw_read(src)
}
pub unsafe fn read_volatile<T>(src: *const T) -> T {
    intrinsics::raw_read(src)
}
pub const unsafe fn write<T>(dst: *mut T, src: T) {
    intrinsics::raw_write(dst, src)
}
pub unsafe fn write_volatile<T>(dst: *mut T, src: T) {
    intrinsics::raw_write(dst, src)
}
pub const unsafe fn write_bytes<T>(dst: *mut T, val: u8, count: usize) {
    intrinsics::write_bytes(dst, val, count)
}
pub const unsafe fn copy<T>(src: *const T, dst: *mut T, count: usize) {
    intrinsics::copy(src, dst, count)
}
pub const unsafe fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize) {
    intrinsics::copy_nonoverlapping(src, dst, count)
}
pub const unsafe fn replace<T>(dst: *mut T, src: T) -> T {
    let old = intrinsics::raw_read(dst as *const T);
    intrinsics::raw_write(dst, src);
    old
}
pub const unsafe fn swap<T>(a: *mut T, b: *mut T) {
    let old = intrinsics::raw_read(a as *const T);
    intrinsics::copy(b as *const T, a, 1);
    intrinsics::raw_write(b, old);
}
pub unsafe fn drop_in_place<T: ?Sized>(to_drop: *mut T) {
    intrinsics::drop_in_place(to_drop)
}
pub const fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] {
    intrinsics::slice_from_raw(data, len)
}
pub const fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] {
    intrinsics::slice_from_raw_mut(data, len)
}
pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool {
    a == b
}
pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool {
    p as *const () as usize == q as *const () as usize
}
pub fn fn_addr_eq<T: Copy, U: Copy>(f: T, g: U) -> bool {
    let (f, g): (usize, usize) = (intrinsics::transmute(f), intrinsics::transmute(g));
    f == g
}
pub const fn from_ref<T: ?Sized>(r: &T) -> *const T {
    r
}
pub const fn from_mut<T: ?Sized>(r: &mut T) -> *mut T {
    r
}
pub fn hash<T: ?Sized, S: hash::Hasher>(hashee: *const T, into: &mut S) {
    use crate::hash::Hash;
    hashee.hash(into)
}

pub macro addr_of($place:expr) {
    &raw const $place
}
pub macro addr_of_mut($place:expr) {
    &raw mut $place
}

macro_rules! pointers {
    ($($ptr:ty, $offset:ident;)*) => { $(
        impl<T: ?Sized> $ptr {
            pub const fn cast<U>(self) -> pointers!(@of $offset U) { self as _ }
            pub const fn is_null(self) -> bool { self as *const u8 as usize == 0 }
            pub fn addr(self) -> usize { self as *const u8 as usize }
            pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> {
                if self.is_null() { None } else { Some(unsafe { &*self }) }
            }
        }
        impl<T> $ptr {
            pub const unsafe fn offset(self, count: isize) -> Self { intrinsics::$offset(self, count) }
            pub const unsafe fn add(self, count: usize) -> Self { intrinsics::$offset(self, count as isize) }
            pub const unsafe fn sub(self, count: usize) -> Self { intrinsics::$offset(self, -(count as isize)) }
            pub const fn wrapping_offset(self, count: isize) -> Self { intrinsics::$offset(self, count) }
            pub const fn wrapping_add(self, count: usize) -> Self { intrinsics::$offset(self, count as isize) }
            pub const fn wrapping_sub(self, count: usize) -> Self { intrinsics::$offset(self, -(count as isize)) }
            pub const unsafe fn offset_from(self, origin: *const T) -> isize {
                (self as usize as isize - origin as usize as isize) / intrinsics::size_of::<T>() as isize
            }
            pub const unsafe fn offset_from_unsigned(self, origin: *const T) -> usize {
                unsafe { self.offset_from(origin) as usize }
            }
            pub const unsafe fn byte_add(self, count: usize) -> Self {
                intrinsics::$offset(self as pointers!(@of $offset u8), count as isize) as Self
            }
            pub const unsafe fn byte_sub(self, count: usize) -> Self {
                intrinsics::$offset(self as pointers!(@of $offset u8), -(count as isize)) as Self
            }
            pub const unsafe fn byte_offset_from<U>(self, origin: *const U) -> isize {
                self as usize as isize - origin as usize as isize
            }
            pub fn is_aligned(self) -> bool { self as usize % intrinsics::align_of::<T>() == 0 }
            pub const unsafe fn read(self) -> T { intrinsics::raw_read(self as *const T) }
            pub const unsafe fn read_unaligned(self) -> T { intrinsics::raw_read(self as *const T) }
            pub const unsafe fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {
                intrinsics::copy_nonoverlapping(self as *const T, dest, count)
            }
            pub unsafe fn read_volatile(self) -> T { intrinsics::raw_read(self as *const T) }
            pub const unsafe fn copy_to(self, dest: *mut T, count: usize) {
                intrinsics::copy(self as *const T, dest, count)
            }
        }
        impl<T: ?Sized> PartialEq for $ptr {
            fn eq(&self, other: &Self) -> bool { *self == *other }
        }
        impl<T: ?Sized> Eq for $ptr {}
        impl<T: ?Sized> PartialOrd for $ptr {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> { Some(self.cmp(other)) }
        }
        impl<T: ?Sized> Ord for $ptr {
            fn cmp(&self, other: &Self) -> Ordering { (*self).addr().cmp(&(*other).addr()) }
        }
        impl<T: ?Sized> hash::Hash for $ptr {
            fn hash<H: hash::Hasher>(&self, state: &mut H) { state.write_usize((*self).addr()) }
        }
        impl<T: ?Sized> fmt::Debug for $ptr {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::pointer((*self).addr(), f) }
        }
        impl<T: ?Sized> fmt::Pointer for $ptr {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::pointer((*self).addr(), f) }
        }
    )* };
    (@of ptr_offset $U:ident) => { *const $U };
    (@of ptr_offset_mut $U:ident) => { *mut $U };
}
pointers! { *const T, ptr_offset; *mut T, ptr_offset_mut; }

impl<T: ?Sized> *const T {
    pub const fn cast_mut(self) -> *mut T {
        self as *mut T
    }
}
impl<T: ?Sized> *mut T {
    pub const fn cast_const(self) -> *const T {
        self as *const T
    }
    pub const unsafe fn as_mut<'a>(self) -> Option<&'a mut T> {
        if self.is_null() {
            None
        } else {
            Some(unsafe { &mut *self })
        }
    }
    pub unsafe fn drop_in_place(self) {
        intrinsics::drop_in_place(self)
    }
}
impl<T> *mut T {
    pub const unsafe fn write(self, val: T) {
        intrinsics::raw_write(self, val)
    }
    pub unsafe fn write_volatile(self, val: T) {
        intrinsics::raw_write(self, val)
    }
    pub const unsafe fn write_unaligned(self, val: T) {
        intrinsics::raw_write(self, val)
    }
    pub const unsafe fn write_bytes(self, val: u8, count: usize) {
        intrinsics::write_bytes(self, val, count)
    }
    pub const unsafe fn replace(self, src: T) -> T {
        unsafe { replace(self, src) }
    }
    pub const unsafe fn swap(self, with: *mut T) {
        unsafe { swap(self, with) }
    }
    pub const unsafe fn copy_from(self, src: *const T, count: usize) {
        intrinsics::copy(src, self, count)
    }
    pub const unsafe fn copy_from_nonoverlapping(self, src: *const T, count: usize) {
        intrinsics::copy_nonoverlapping(src, self, count)
    }
}
impl<T> *const [T] {
    pub const fn len(self) -> usize {
        intrinsics::slice_ptr_len(self)
    }
}
impl<T> *mut [T] {
    pub const fn len(self) -> usize {
        intrinsics::slice_ptr_len(self as *const [T])
    }
}

/// A pointer that is never null, covariant in `T`.
#[repr(transparent)]
pub struct NonNull<T: ?Sized> {
    pointer: *const T,
}
impl<T: ?Sized> NonNull<T> {
    pub const unsafe fn new_unchecked(ptr: *mut T) -> Self {
        NonNull {
            pointer: ptr as *const T,
        }
    }
    pub const fn new(ptr: *mut T) -> Option<Self> {
        if ptr.is_null() {
            None
        } else {
            Some(NonNull {
                pointer: ptr as *const T,
            })
        }
    }
    pub const fn from_ref(r: &T) -> Self {
        NonNull { pointer: r as *const T }
    }
    pub const fn from_mut(r: &mut T) -> Self {
        NonNull {
            pointer: r as *mut T as *const T,
        }
    }
    pub const fn as_ptr(self) -> *mut T {
        self.pointer as *mut T
    }
    pub const unsafe fn as_ref<'a>(&self) -> &'a T {
        unsafe { &*self.pointer }
    }
    pub const unsafe fn as_mut<'a>(&mut self) -> &'a mut T {
        unsafe { &mut *(self.pointer as *mut T) }
    }
    pub const fn cast<U>(self) -> NonNull<U> {
        NonNull {
            pointer: self.pointer as *const U,
        }
    }
}
impl<T> NonNull<T> {
    pub const fn dangling() -> Self {
        NonNull { pointer: dangling() }
    }
    pub const unsafe fn add(self, count: usize) -> Self {
        NonNull {
            pointer: intrinsics::ptr_offset(self.pointer, count as isize),
        }
    }
    pub const unsafe fn sub(self, count: usize) -> Self {
        NonNull {
            pointer: intrinsics::ptr_offset(self.pointer, -(count as isize)),
        }
    }
    pub const unsafe fn offset(self, count: isize) -> Self {
        NonNull {
            pointer: intrinsics::ptr_offset(self.pointer, count),
        }
    }
    pub fn is_aligned(self) -> bool {
        self.pointer as usize % intrinsics::align_of::<T>() == 0
    }
    pub const unsafe fn read(self) -> T {
        intrinsics::raw_read(self.pointer)
    }
    pub const unsafe fn write(self, val: T) {
        intrinsics::raw_write(self.pointer as *mut T, val)
    }
    pub const unsafe fn replace(self, src: T) -> T {
        unsafe { replace(self.pointer as *mut T, src) }
    }
    pub unsafe fn drop_in_place(self) {
        intrinsics::drop_in_place(self.pointer as *mut T)
    }
}
impl<T: ?Sized> Clone for NonNull<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<NonNull<U>> for NonNull<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<NonNull<U>> for NonNull<T> {}
impl<T: ?Sized> PartialEq for NonNull<T> {
    fn eq(&self, other: &Self) -> bool {
        self.pointer == other.pointer
    }
}
impl<T: ?Sized> Eq for NonNull<T> {}
impl<T: ?Sized> PartialOrd for NonNull<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.pointer.cmp(&other.pointer))
    }
}
impl<T: ?Sized> Ord for NonNull<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.pointer.cmp(&other.pointer)
    }
}
impl<T: ?Sized> hash::Hash for NonNull<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.pointer.hash(state)
    }
}
impl<T: ?Sized> fmt::Debug for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::pointer(self.pointer.addr(), f)
    }
}
impl<T: ?Sized> fmt::Pointer for NonNull<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::pointer(self.pointer.addr(), f)
    }
}
impl<T: ?Sized> From<&T> for NonNull<T> {
    fn from(r: &T) -> Self {
        NonNull::from_ref(r)
    }
}
impl<T: ?Sized> From<&mut T> for NonNull<T> {
    fn from(r: &mut T) -> Self {
        NonNull::from_mut(r)
    }
}
