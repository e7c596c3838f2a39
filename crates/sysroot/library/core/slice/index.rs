//! Elements and parts of slices.

use crate::intrinsics;
use crate::ops::{Bound, Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

/// `s[start..end]` without a look at the bounds.
pub(super) fn part<T>(s: &[T], start: usize, end: usize) -> &[T] {
    unsafe { &*intrinsics::slice_from_raw(intrinsics::ptr_offset(s.as_ptr(), start as isize), end - start) }
}
fn part_mut<T>(s: &mut [T], start: usize, end: usize) -> &mut [T] {
    unsafe {
        &mut *intrinsics::slice_from_raw_mut(intrinsics::ptr_offset_mut(s.as_mut_ptr(), start as isize), end - start)
    }
}
fn fail(start: usize, end: usize, len: usize) -> ! {
    if start > len {
        panic!("range start index {start} out of range for slice of length {len}");
    }
    if end > len {
        panic!("range end index {end} out of range for slice of length {len}");
    }
    panic!("slice index starts at {start} but ends at {end}")
}

pub unsafe trait SliceIndex<T: ?Sized> {
    type Output: ?Sized;
    fn get(self, slice: &T) -> Option<&Self::Output>;
    fn get_mut(self, slice: &mut T) -> Option<&mut Self::Output>;
    unsafe fn get_unchecked(self, slice: *const T) -> *const Self::Output;
    fn index(self, slice: &T) -> &Self::Output;
    fn index_mut(self, slice: &mut T) -> &mut Self::Output;
}

unsafe impl<T> SliceIndex<[T]> for usize {
    type Output = T;
    fn get(self, slice: &[T]) -> Option<&T> {
        if self < slice.len() {
            Some(unsafe { &*intrinsics::ptr_offset(slice.as_ptr(), self as isize) })
        } else {
            None
        }
    }
    fn get_mut(self, slice: &mut [T]) -> Option<&mut T> {
        if self < slice.len() {
            Some(unsafe { &mut *intrinsics::ptr_offset_mut(slice.as_mut_ptr(), self as isize) })
        } else {
            None
        }
    }
    unsafe fn get_unchecked(self, slice: *const [T]) -> *const T {
        intrinsics::ptr_offset(slice as *const T, self as isize)
    }
    // Indexing a slice by a number is built in: this is where it is checked and panics.
    fn index(self, slice: &[T]) -> &T {
        &(*slice)[self]
    }
    fn index_mut(self, slice: &mut [T]) -> &mut T {
        &mut (*slice)[self]
    }
}
macro_rules! ranges {
    ($($t:ty, |$range:ident, $len:ident| $start:expr, $end:expr $(, told $told:expr)?;)*) => { $(
        unsafe impl<T> SliceIndex<[T]> for $t {
            type Output = [T];
            fn get(self, slice: &[T]) -> Option<&[T]> {
                let ($range, $len) = (self, slice.len());
                let (start, end) = ($start, $end);
                if start <= end && end <= slice.len() { Some(part(slice, start, end)) } else { None }
            }
            fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
                let ($range, $len) = (self, slice.len());
                let (start, end) = ($start, $end);
                if start <= end && end <= slice.len() { Some(part_mut(slice, start, end)) } else { None }
            }
            unsafe fn get_unchecked(self, slice: *const [T]) -> *const [T] {
                let slice = unsafe { &*slice };
                let ($range, $len) = (self, slice.len());
                part(slice, $start, $end)
            }
            fn index(self, slice: &[T]) -> &[T] {
                let ($range, $len) = (self, slice.len());
                let (start, end) = ($start, $end);
                let told = end;
                // Beyond the end an inclusive range is told by its own number.
                $( let told = $told; )?
                if start > end || end > slice.len() {
                    fail(start, told, slice.len())
                }
                part(slice, start, end)
            }
            fn index_mut(self, slice: &mut [T]) -> &mut [T] {
                let ($range, $len) = (self, slice.len());
                let (start, end) = ($start, $end);
                let told = end;
                // Beyond the end an inclusive range is told by its own number.
                $( let told = $told; )?
                if start > end || end > slice.len() {
                    fail(start, told, slice.len())
                }
                part_mut(slice, start, end)
            }
        }
    )* };
}
ranges! {
    Range<usize>, |r, _len| r.start, r.end;
    RangeTo<usize>, |r, _len| 0, r.end;
    RangeFrom<usize>, |r, len| r.start, len;
    RangeFull, |_r, len| 0, len;
    RangeInclusive<usize>, |r, len| if r.exhausted { r.end + 1 } else { r.start }, r.end + 1, told if r.end > len { r.end } else { r.end + 1 };
    RangeToInclusive<usize>, |r, len| 0, r.end + 1, told if r.end > len { r.end } else { r.end + 1 };
    (Bound<usize>, Bound<usize>), |r, len| match r.0 {
        Bound::Included(n) => n,
        Bound::Excluded(n) => n + 1,
        Bound::Unbounded => 0,
    }, match r.1 {
        Bound::Included(n) => n + 1,
        Bound::Excluded(n) => n,
        Bound::Unbounded => len,
    };
}
impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output {
        index.index(self)
    }
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        index.index_mut(self)
    }
}
