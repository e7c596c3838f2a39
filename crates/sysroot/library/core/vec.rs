//! `Vec`.

mod impls;
mod into_iter;
mod reserve;

use crate::ops::{Bound, RangeBounds};
use crate::{intrinsics, mem};
pub use into_iter::{Drain, ExtractIf, IntoIter, Splice};

pub struct Vec<T> {
    ptr: *const T,
    cap: usize,
    len: usize,
}
unsafe impl<T: Send> Send for Vec<T> {}
unsafe impl<T: Sync> Sync for Vec<T> {}
impl<T> Unpin for Vec<T> {}

/// `vec![x; n]`.
pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T> {
    let mut v = Vec::with_capacity(n);
    v.resize(n, elem);
    v
}
/// `vec![a, b, c]`.
pub fn from_array<T, const N: usize>(array: [T; N]) -> Vec<T> {
    let mut v = Vec::with_capacity(N);
    if N != 0 {
        intrinsics::raw_write(v.ptr as *mut [T; N], array);
        v.len = N;
    }
    v
}
/// Bytes are many where something is read or written, and go all at once.
fn are_bytes<T>() -> bool {
    intrinsics::type_id::<T>() == intrinsics::type_id::<u8>()
}
pub(crate) fn bounds<R: RangeBounds<usize>>(range: R, len: usize) -> (usize, usize) {
    let start = match range.start_bound() {
        Bound::Included(n) => *n,
        Bound::Excluded(n) => *n + 1,
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(n) => *n + 1,
        Bound::Excluded(n) => *n,
        Bound::Unbounded => len,
    };
    if start > len {
        panic!("range start index {start} out of range for slice of length {len}");
    }
    if end > len {
        panic!("range end index {end} out of range for slice of length {len}");
    }
    if start > end {
        panic!("slice index starts at {start} but ends at {end}");
    }
    (start, end)
}

impl<T> Vec<T> {
    pub const fn new() -> Vec<T> {
        Vec {
            ptr: intrinsics::align_of::<T>() as *const T,
            cap: 0,
            len: 0,
        }
    }
    pub fn with_capacity(capacity: usize) -> Vec<T> {
        let mut v = Vec::new();
        if capacity != 0 {
            v.grow_to(capacity);
        }
        v
    }
    pub unsafe fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Vec<T> {
        Vec {
            ptr,
            cap: capacity,
            len: length,
        }
    }
    /// Elements without a size need no memory: their capacity is endless.
    pub const fn capacity(&self) -> usize {
        if intrinsics::size_of::<T>() == 0 {
            usize::MAX
        } else {
            self.cap
        }
    }
    fn grow_to(&mut self, capacity: usize) {
        let size = intrinsics::size_of::<T>();
        if size == 0 {
            return;
        }
        let bytes = match capacity.checked_mul(size) {
            Some(bytes) if bytes <= isize::MAX as usize => bytes,
            _ => panic!("capacity overflow"),
        };
        let align = intrinsics::align_of::<T>();
        self.ptr = if self.cap == 0 {
            intrinsics::heap_alloc(bytes, align) as *const T
        } else {
            intrinsics::heap_realloc(self.ptr as *mut u8, self.cap * size, align, bytes) as *const T
        };
        self.cap = capacity;
    }
    pub fn reserve(&mut self, additional: usize) {
        let needed = match self.len.checked_add(additional) {
            Some(needed) => needed,
            None => panic!("capacity overflow"),
        };
        if needed > self.capacity() {
            let least = if intrinsics::size_of::<T>() == 1 {
                8
            } else if intrinsics::size_of::<T>() <= 1024 {
                4
            } else {
                1
            };
            let doubled = self.cap * 2;
            let mut capacity = if needed > doubled { needed } else { doubled };
            if capacity < least {
                capacity = least;
            }
            self.grow_to(capacity);
        }
    }
    pub fn reserve_exact(&mut self, additional: usize) {
        if self.len + additional > self.capacity() {
            self.grow_to(self.len + additional);
        }
    }
    pub fn shrink_to_fit(&mut self) {
        self.shrink_to(0)
    }
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let capacity = if self.len > min_capacity {
            self.len
        } else {
            min_capacity
        };
        let size = intrinsics::size_of::<T>();
        if size == 0 || capacity >= self.cap {
            return;
        }
        if capacity == 0 {
            intrinsics::heap_dealloc(self.ptr as *mut u8, self.cap * size, intrinsics::align_of::<T>());
            self.ptr = intrinsics::align_of::<T>() as *const T;
            self.cap = 0;
        } else {
            self.grow_to(capacity);
        }
    }
    pub fn into_boxed_slice(mut self) -> Box<[T]> {
        self.shrink_to_fit();
        let slice = intrinsics::slice_from_raw_mut(self.ptr as *mut T, self.len);
        mem::forget(self);
        unsafe { Box::from_raw(slice) }
    }
    pub fn leak<'a>(self) -> &'a mut [T] {
        let slice = intrinsics::slice_from_raw_mut(self.ptr as *mut T, self.len);
        mem::forget(self);
        unsafe { &mut *slice }
    }
    pub const fn as_slice(&self) -> &[T] {
        unsafe { &*intrinsics::slice_from_raw(self.ptr, self.len) }
    }
    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        unsafe { &mut *intrinsics::slice_from_raw_mut(self.ptr as *mut T, self.len) }
    }
    pub const fn as_ptr(&self) -> *const T {
        self.ptr
    }
    pub const fn as_mut_ptr(&mut self) -> *mut T {
        self.ptr as *mut T
    }
    pub unsafe fn set_len(&mut self, new_len: usize) {
        self.len = new_len
    }
    pub const fn len(&self) -> usize {
        self.len
    }
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// The place of an element or of the free room after the last.
    fn slot(&self, index: usize) -> *mut T {
        intrinsics::ptr_offset_mut(self.ptr as *mut T, index as isize)
    }
    pub fn push(&mut self, value: T) {
        if self.len == self.cap {
            self.reserve(1);
        }
        intrinsics::raw_write(intrinsics::ptr_offset_mut(self.ptr as *mut T, self.len as isize), value);
        self.len += 1;
    }
    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            None
        } else {
            self.len -= 1;
            Some(intrinsics::raw_read(intrinsics::ptr_offset(
                self.ptr,
                self.len as isize,
            )))
        }
    }
    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        if predicate(self.last_mut()?) { self.pop() } else { None }
    }
    pub fn insert(&mut self, index: usize, element: T) {
        let len = self.len;
        if index > len {
            panic!("insertion index (is {index}) should be <= len (is {len})");
        }
        self.reserve(1);
        let p = self.slot(index);
        intrinsics::copy(p as *const T, intrinsics::ptr_offset_mut(p, 1), len - index);
        intrinsics::raw_write(p, element);
        self.len = len + 1;
    }
    pub fn remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("removal index (is {index}) should be < len (is {len})");
        }
        let p = self.slot(index);
        let taken = intrinsics::raw_read(p as *const T);
        intrinsics::copy(intrinsics::ptr_offset(p as *const T, 1), p, len - index - 1);
        self.len = len - 1;
        taken
    }
    pub fn swap_remove(&mut self, index: usize) -> T {
        let len = self.len;
        if index >= len {
            panic!("swap_remove index (is {index}) should be < len (is {len})");
        }
        let p = self.slot(index);
        let taken = intrinsics::raw_read(p as *const T);
        intrinsics::copy(self.slot(len - 1) as *const T, p, 1);
        self.len = len - 1;
        taken
    }
    pub fn truncate(&mut self, len: usize) {
        if len < self.len {
            let rest = intrinsics::slice_from_raw_mut(self.slot(len), self.len - len);
            self.len = len;
            intrinsics::drop_in_place(rest);
        }
    }
    pub fn clear(&mut self) {
        self.truncate(0)
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) {
        self.retain_mut(|x| f(x))
    }
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        // While it goes on the vector owns nothing of what is still to be looked at, should `f` panic.
        let mut hole = Compaction {
            len: self.len,
            read: 0,
            written: 0,
            vec: self,
        };
        hole.vec.len = 0;
        while hole.read < hole.len {
            let p = hole.vec.slot(hole.read);
            let keep = f(unsafe { &mut *p });
            hole.read += 1;
            if keep {
                if hole.written + 1 != hole.read {
                    intrinsics::copy_nonoverlapping(p as *const T, hole.vec.slot(hole.written), 1);
                }
                hole.written += 1;
            } else {
                intrinsics::drop_in_place(p);
            }
        }
    }
    pub fn dedup(&mut self)
    where
        T: PartialEq,
    {
        self.dedup_by(|a, b| *a == *b)
    }
    pub fn dedup_by_key<F: FnMut(&mut T) -> K, K: PartialEq>(&mut self, mut key: F) {
        self.dedup_by(|a, b| key(a) == key(b))
    }
    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, mut same_bucket: F) {
        if self.len < 2 {
            return;
        }
        let mut hole = Compaction {
            len: self.len,
            read: 1,
            written: 1,
            vec: self,
        };
        hole.vec.len = 0;
        while hole.read < hole.len {
            let p = hole.vec.slot(hole.read);
            let last = hole.vec.slot(hole.written - 1);
            let same = same_bucket(unsafe { &mut *p }, unsafe { &mut *last });
            hole.read += 1;
            if same {
                intrinsics::drop_in_place(p);
            } else {
                intrinsics::copy(p as *const T, hole.vec.slot(hole.written), 1);
                hole.written += 1;
            }
        }
    }
    pub fn append(&mut self, other: &mut Vec<T>) {
        let n = other.len;
        other.len = 0;
        self.append_raw(other.ptr, n)
    }
    /// Moves `n` elements in by their bytes.
    pub(crate) fn append_raw(&mut self, from: *const T, n: usize) {
        if self.cap - self.len < n || intrinsics::size_of::<T>() == 0 {
            self.reserve(n);
        }
        intrinsics::copy_nonoverlapping(from, self.slot(self.len), n);
        self.len += n;
    }
    pub fn split_off(&mut self, at: usize) -> Vec<T> {
        let len = self.len;
        if at > len {
            panic!("`at` split index (is {at}) should be <= len (is {len})");
        }
        let mut other = Vec::with_capacity(len - at);
        self.len = at;
        other.append_raw(self.slot(at), len - at);
        other
    }
    pub fn resize(&mut self, new_len: usize, value: T)
    where
        T: Clone,
    {
        if new_len <= self.len {
            return self.truncate(new_len);
        }
        self.reserve(new_len - self.len);
        if are_bytes::<T>() {
            let end = intrinsics::ptr_offset_mut(self.as_mut_ptr() as *mut u8, self.len as isize);
            let byte = intrinsics::raw_read(&raw const value as *const u8);
            intrinsics::mem_set(end, byte, new_len - self.len);
            self.len = new_len;
            return;
        }
        while self.len + 1 < new_len {
            self.push(value.clone());
        }
        self.push(value);
    }
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, mut f: F) {
        self.truncate(new_len);
        while self.len < new_len {
            self.push(f());
        }
    }
    pub fn extend_from_slice(&mut self, other: &[T])
    where
        T: Clone,
    {
        self.reserve(other.len());
        if are_bytes::<T>() {
            let end = intrinsics::ptr_offset_mut(self.as_mut_ptr() as *mut u8, self.len as isize);
            intrinsics::mem_copy(end, other.as_ptr() as *const u8, other.len());
            self.len += other.len();
            return;
        }
        for x in other {
            self.push(x.clone());
        }
    }
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R)
    where
        T: Clone,
    {
        let (start, end) = bounds(src, self.len);
        self.reserve(end - start);
        for i in start..end {
            let x = self[i].clone();
            self.push(x);
        }
    }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let (start, end) = bounds(range, self.len);
        Drain::new(self, start, end)
    }
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(&mut self, range: R, replace_with: I) -> Splice<T> {
        let (start, end) = bounds(range, self.len);
        let tail = self.split_off(end);
        let removed = self.split_off(start);
        self.extend(replace_with);
        self.extend(tail);
        Splice {
            removed: removed.into_iter(),
        }
    }
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(
        &mut self,
        range: R,
        filter: F,
    ) -> ExtractIf<'_, T, F> {
        let (start, end) = bounds(range, self.len);
        ExtractIf {
            vec: self,
            at: start,
            end,
            filter,
        }
    }
}

/// Elements `read..len` are still to be looked at and `..written` are kept; closes the gap in the end.
struct Compaction<'a, T> {
    vec: &'a mut Vec<T>,
    len: usize,
    read: usize,
    written: usize,
}
impl<T> Drop for Compaction<'_, T> {
    fn drop(&mut self) {
        let rest = self.len - self.read;
        if rest > 0 {
            intrinsics::copy(self.vec.slot(self.read) as *const T, self.vec.slot(self.written), rest);
        }
        self.vec.len = self.written + rest;
    }
}

impl<T> Drop for Vec<T> {
    fn drop(&mut self) {
        if intrinsics::needs_drop::<T>() {
            intrinsics::drop_in_place(intrinsics::slice_from_raw_mut(self.ptr as *mut T, self.len));
        }
        if self.cap != 0 {
            let size = intrinsics::size_of::<T>();
            intrinsics::heap_dealloc(self.ptr as *mut u8, self.cap * size, intrinsics::align_of::<T>());
        }
    }
}
