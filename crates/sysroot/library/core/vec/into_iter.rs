//! Taking elements out of a vector: all of them, a range, or those that a test picks.

use super::Vec;
use crate::{fmt, intrinsics, mem};

pub struct IntoIter<T> {
    buf: *const T,
    cap: usize,
    at: *const T,
    len: usize,
}
unsafe impl<T: Send> Send for IntoIter<T> {}
unsafe impl<T: Sync> Sync for IntoIter<T> {}
impl<T> IntoIter<T> {
    pub fn as_slice(&self) -> &[T] {
        unsafe { &*intrinsics::slice_from_raw(self.at, self.len) }
    }
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        unsafe { &mut *intrinsics::slice_from_raw_mut(self.at as *mut T, self.len) }
    }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        let at = self.at;
        self.at = intrinsics::ptr_offset(at, 1);
        Some(intrinsics::raw_read(at))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len, Some(self.len))
    }
    fn count(self) -> usize {
        self.len
    }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        Some(intrinsics::raw_read(intrinsics::ptr_offset(self.at, self.len as isize)))
    }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> crate::iter::FusedIterator for IntoIter<T> {}
impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> Self {
        self.as_slice().to_vec().into_iter()
    }
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self {
        Vec::new().into_iter()
    }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IntoIter").field(&self.as_slice()).finish()
    }
}
impl<T> Drop for IntoIter<T> {
    fn drop(&mut self) {
        if intrinsics::needs_drop::<T>() {
            intrinsics::drop_in_place(intrinsics::slice_from_raw_mut(self.at as *mut T, self.len));
        }
        if self.cap != 0 {
            let size = intrinsics::size_of::<T>();
            intrinsics::heap_dealloc(self.buf as *mut u8, self.cap * size, intrinsics::align_of::<T>());
        }
    }
}
impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        let iter = IntoIter {
            buf: self.ptr,
            cap: self.cap,
            at: self.ptr,
            len: self.len,
        };
        mem::forget(self);
        iter
    }
}
impl<'a, T> IntoIterator for &'a Vec<T> {
    type Item = &'a T;
    type IntoIter = crate::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
impl<'a, T> IntoIterator for &'a mut Vec<T> {
    type Item = &'a mut T;
    type IntoIter = crate::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// Meanwhile the vector is cut at the start of the range; the tail moves up when this is dropped.
pub struct Drain<'a, T> {
    vec: &'a mut Vec<T>,
    at: usize,
    end: usize,
    tail: usize,
    len: usize,
}
impl<'a, T> Drain<'a, T> {
    pub(super) fn new(vec: &'a mut Vec<T>, start: usize, end: usize) -> Self {
        let len = vec.len;
        vec.len = start;
        Drain {
            vec,
            at: start,
            end,
            tail: end,
            len,
        }
    }
    pub fn as_slice(&self) -> &[T] {
        unsafe { &*intrinsics::slice_from_raw(self.vec.slot(self.at) as *const T, self.end - self.at) }
    }
}
impl<T> Iterator for Drain<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.at == self.end {
            return None;
        }
        self.at += 1;
        Some(intrinsics::raw_read(self.vec.slot(self.at - 1) as *const T))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.at;
        (n, Some(n))
    }
}
impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        if self.at == self.end {
            return None;
        }
        self.end -= 1;
        Some(intrinsics::raw_read(self.vec.slot(self.end) as *const T))
    }
}
impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T: fmt::Debug> fmt::Debug for Drain<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Drain").field(&self.as_slice()).finish()
    }
}
impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) {
        intrinsics::drop_in_place(intrinsics::slice_from_raw_mut(
            self.vec.slot(self.at),
            self.end - self.at,
        ));
        let kept = self.len - self.tail;
        let start = self.vec.len;
        intrinsics::copy(self.vec.slot(self.tail) as *const T, self.vec.slot(start), kept);
        self.vec.len = start + kept;
    }
}

/// What `splice` took out; the new elements are in at once.
#[derive(Debug)]
pub struct Splice<T> {
    pub(super) removed: IntoIter<T>,
}
impl<T> Iterator for Splice<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.removed.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.removed.size_hint()
    }
}

pub struct ExtractIf<'a, T, F> {
    pub(super) vec: &'a mut Vec<T>,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) filter: F,
}
impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        while self.at < self.end {
            if (self.filter)(&mut self.vec[self.at]) {
                self.end -= 1;
                return Some(self.vec.remove(self.at));
            }
            self.at += 1;
        }
        None
    }
}
