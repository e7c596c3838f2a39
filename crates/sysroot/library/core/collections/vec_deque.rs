//! `VecDeque`: a ring.

use crate::cmp::Ordering;
use crate::ops::{Index, IndexMut, RangeBounds};
use crate::{fmt, hash, intrinsics};

pub struct VecDeque<T> {
    /// Its length is zero throughout: only its memory is used.
    buf: Vec<T>,
    head: usize,
    len: usize,
}
impl<T> VecDeque<T> {
    pub const fn new() -> VecDeque<T> {
        VecDeque {
            buf: Vec::new(),
            head: 0,
            len: 0,
        }
    }
    pub fn with_capacity(capacity: usize) -> VecDeque<T> {
        VecDeque {
            buf: Vec::with_capacity(capacity),
            head: 0,
            len: 0,
        }
    }
    pub fn len(&self) -> usize {
        self.len
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    pub fn capacity(&self) -> usize {
        self.buf.capacity()
    }
    /// The place of the element at `index`.
    fn slot(&self, index: usize) -> *mut T {
        let cap = self.buf.capacity();
        let mut at = self.head.wrapping_add(index);
        if at >= cap {
            at = at.wrapping_sub(cap);
        }
        intrinsics::ptr_offset_mut(self.buf.as_ptr() as *mut T, at as isize)
    }
    pub fn reserve(&mut self, additional: usize) {
        let old = self.buf.capacity();
        if self.len + additional <= old {
            return;
        }
        let wanted = self.len + additional;
        self.buf.reserve(if wanted > 2 * old { wanted } else { 2 * old });
        // What had wrapped round goes behind the rest.
        if self.head + self.len > old {
            let wrapped = self.head + self.len - old;
            let base = self.buf.as_mut_ptr();
            let new = self.buf.capacity();
            if wrapped <= new - old {
                intrinsics::copy_nonoverlapping(
                    base as *const T,
                    intrinsics::ptr_offset_mut(base, old as isize),
                    wrapped,
                );
            } else {
                let count = old - self.head;
                let from = intrinsics::ptr_offset(base as *const T, self.head as isize);
                intrinsics::copy(from, intrinsics::ptr_offset_mut(base, (new - count) as isize), count);
                self.head = new - count;
            }
        }
    }
    pub fn push_back(&mut self, value: T) {
        self.reserve(1);
        intrinsics::raw_write(self.slot(self.len), value);
        self.len += 1;
    }
    pub fn push_front(&mut self, value: T) {
        self.reserve(1);
        let cap = self.buf.capacity();
        self.head = if self.head == 0 { cap - 1 } else { self.head - 1 };
        self.len += 1;
        intrinsics::raw_write(self.slot(0), value);
    }
    pub fn pop_front(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let value = intrinsics::raw_read(self.slot(0) as *const T);
        self.head = if self.head + 1 >= self.buf.capacity() {
            0
        } else {
            self.head + 1
        };
        self.len -= 1;
        Some(value)
    }
    pub fn pop_back(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        Some(intrinsics::raw_read(self.slot(self.len) as *const T))
    }
    pub fn get(&self, index: usize) -> Option<&T> {
        if index < self.len {
            Some(unsafe { &*self.slot(index) })
        } else {
            None
        }
    }
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index < self.len {
            Some(unsafe { &mut *self.slot(index) })
        } else {
            None
        }
    }
    pub fn front(&self) -> Option<&T> {
        self.get(0)
    }
    pub fn front_mut(&mut self) -> Option<&mut T> {
        self.get_mut(0)
    }
    pub fn back(&self) -> Option<&T> {
        self.get(self.len.wrapping_sub(1))
    }
    pub fn back_mut(&mut self) -> Option<&mut T> {
        self.get_mut(self.len.wrapping_sub(1))
    }
    pub fn swap(&mut self, i: usize, j: usize) {
        assert!(i < self.len);
        assert!(j < self.len);
        unsafe { crate::ptr::swap(self.slot(i), self.slot(j)) }
    }
    pub fn truncate(&mut self, len: usize) {
        while self.len > len {
            self.pop_back();
        }
    }
    pub fn clear(&mut self) {
        while let Some(_) = self.pop_front() {}
        self.head = 0;
    }
    pub fn insert(&mut self, index: usize, value: T) {
        assert!(index <= self.len, "index out of bounds");
        self.push_back(value);
        let mut i = self.len - 1;
        while i > index {
            self.swap(i, i - 1);
            i -= 1;
        }
    }
    pub fn remove(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let mut i = index;
        while i + 1 < self.len {
            self.swap(i, i + 1);
            i += 1;
        }
        self.pop_back()
    }
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        self.iter().any(|y| *y == *x)
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) {
        self.retain_mut(|x| f(x))
    }
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let mut kept = 0;
        let mut i = 0;
        while i < self.len {
            if f(&mut self[i]) {
                if i != kept {
                    self.swap(i, kept);
                }
                kept += 1;
            }
            i += 1;
        }
        self.truncate(kept);
    }
    pub fn append(&mut self, other: &mut VecDeque<T>) {
        self.reserve(other.len);
        while let Some(x) = other.pop_front() {
            self.push_back(x);
        }
    }
    pub fn split_off(&mut self, at: usize) -> VecDeque<T> {
        assert!(at <= self.len, "`at` out of bounds");
        let mut other = VecDeque::with_capacity(self.len - at);
        for i in at..self.len {
            other.push_back(intrinsics::raw_read(self.slot(i) as *const T));
        }
        self.len = at;
        other
    }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> IntoIter<T> {
        let (start, end) = crate::vec::bounds(range, self.len);
        let mut tail = self.split_off(end);
        let drained = self.split_off(start);
        self.append(&mut tail);
        drained.into_iter()
    }
    pub fn make_contiguous(&mut self) -> &mut [T] {
        if self.head + self.len > self.buf.capacity() {
            let mut straight = Vec::with_capacity(self.len);
            for i in 0..self.len {
                straight.push(intrinsics::raw_read(self.slot(i) as *const T));
            }
            unsafe { straight.set_len(0) };
            self.buf = straight;
            self.head = 0;
        }
        unsafe { &mut *intrinsics::slice_from_raw_mut(self.slot(0), self.len) }
    }
    pub fn as_slices(&self) -> (&[T], &[T]) {
        let first = if self.head + self.len > self.buf.capacity() {
            self.buf.capacity() - self.head
        } else {
            self.len
        };
        let start = intrinsics::ptr_offset(self.buf.as_ptr(), self.head as isize);
        unsafe {
            (
                &*intrinsics::slice_from_raw(start, first),
                &*intrinsics::slice_from_raw(self.buf.as_ptr(), self.len - first),
            )
        }
    }
    pub fn rotate_left(&mut self, n: usize) {
        assert!(n <= self.len);
        self.make_contiguous().rotate_left(n)
    }
    pub fn rotate_right(&mut self, n: usize) {
        assert!(n <= self.len);
        self.make_contiguous().rotate_right(n)
    }
    pub fn resize(&mut self, new_len: usize, value: T)
    where
        T: Clone,
    {
        self.truncate(new_len);
        while self.len < new_len {
            self.push_back(value.clone());
        }
    }
    pub fn shrink_to_fit(&mut self) {}
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            deque: self,
            start: 0,
            end: self.len,
        }
    }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        let end = self.len;
        IterMut {
            deque: self,
            start: 0,
            end,
            of: crate::marker::PhantomData,
        }
    }
    pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T> {
        let (start, end) = crate::vec::bounds(range, self.len);
        Iter {
            deque: self,
            start,
            end,
        }
    }
    pub fn binary_search(&self, x: &T) -> Result<usize, usize>
    where
        T: Ord,
    {
        self.binary_search_by(|e| e.cmp(x))
    }
}
impl<T> VecDeque<T> {
    pub fn binary_search_by<F: FnMut(&T) -> Ordering>(&self, mut f: F) -> Result<usize, usize> {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let mid = (low + high) / 2;
            match f(&self[mid]) {
                Ordering::Equal => return Ok(mid),
                Ordering::Less => low = mid + 1,
                Ordering::Greater => high = mid,
            }
        }
        Err(low)
    }
    pub fn binary_search_by_key<B: Ord, F: FnMut(&T) -> B>(&self, b: &B, mut f: F) -> Result<usize, usize> {
        self.binary_search_by(|k| f(k).cmp(b))
    }
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize {
        let place = self.binary_search_by(|x| if pred(x) { Ordering::Less } else { Ordering::Greater });
        place.unwrap_or_else(|i| i)
    }
    pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        self.swap(index, 0);
        self.pop_front()
    }
    pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        self.swap(index, self.len - 1);
        self.pop_back()
    }
    pub fn pop_front_if<F: FnOnce(&mut T) -> bool>(&mut self, predicate: F) -> Option<T> {
        if predicate(self.front_mut()?) { self.pop_front() } else { None }
    }
    pub fn pop_back_if<F: FnOnce(&mut T) -> bool>(&mut self, predicate: F) -> Option<T> {
        if predicate(self.back_mut()?) { self.pop_back() } else { None }
    }
    pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, mut generator: F) {
        self.truncate(new_len);
        while self.len < new_len {
            self.push_back(generator());
        }
    }
    pub fn reserve_exact(&mut self, additional: usize) {
        self.reserve(additional)
    }
    pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {
        (self.make_contiguous(), &mut [])
    }
}
impl<T> Drop for VecDeque<T> {
    fn drop(&mut self) {
        if intrinsics::needs_drop::<T>() {
            while let Some(_) = self.pop_front() {}
        }
    }
}
impl<T> Index<usize> for VecDeque<T> {
    type Output = T;
    fn index(&self, index: usize) -> &T {
        self.get(index).expect("Out of bounds access")
    }
}
impl<T> IndexMut<usize> for VecDeque<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        self.get_mut(index).expect("Out of bounds access")
    }
}
impl<T: Clone> Clone for VecDeque<T> {
    fn clone(&self) -> Self {
        self.iter().cloned().collect()
    }
}
impl<T> Default for VecDeque<T> {
    fn default() -> Self {
        VecDeque::new()
    }
}
impl<T: fmt::Debug> fmt::Debug for VecDeque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
impl<T: PartialEq> PartialEq for VecDeque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}
impl<T: PartialEq> PartialEq<Vec<T>> for VecDeque<T> {
    fn eq(&self, other: &Vec<T>) -> bool {
        self.len == other.len() && self.iter().eq(other.iter())
    }
}
impl<T: PartialEq, const N: usize> PartialEq<[T; N]> for VecDeque<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        self.len == N && self.iter().eq(other.iter())
    }
}
impl<T: Eq> Eq for VecDeque<T> {}
impl<T: PartialOrd> PartialOrd for VecDeque<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.iter().partial_cmp(other.iter())
    }
}
impl<T: Ord> Ord for VecDeque<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}
impl<T: hash::Hash> hash::Hash for VecDeque<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        state.write_usize(self.len);
        for x in self {
            x.hash(state);
        }
    }
}
impl<T> FromIterator<T> for VecDeque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut deque = VecDeque::new();
        deque.extend(iter);
        deque
    }
}
impl<T> Extend<T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for x in iter {
            self.push_back(x);
        }
    }
}
impl<'a, T: Copy + 'a> Extend<&'a T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for x in iter {
            self.push_back(*x);
        }
    }
}
impl<T> From<Vec<T>> for VecDeque<T> {
    fn from(mut v: Vec<T>) -> Self {
        let len = v.len();
        unsafe { v.set_len(0) };
        VecDeque { buf: v, head: 0, len }
    }
}
impl<T> From<VecDeque<T>> for Vec<T> {
    fn from(mut deque: VecDeque<T>) -> Vec<T> {
        let mut v = Vec::with_capacity(deque.len);
        while let Some(x) = deque.pop_front() {
            v.push(x);
        }
        v
    }
}
impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
    fn from(array: [T; N]) -> Self {
        VecDeque::from(Vec::from(array))
    }
}

#[derive(Debug)]
pub struct Iter<'a, T> {
    deque: &'a VecDeque<T>,
    start: usize,
    end: usize,
}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter {
            deque: self.deque,
            start: self.start,
            end: self.end,
        }
    }
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        if self.start == self.end {
            return None;
        }
        self.start += 1;
        Some(unsafe { &*self.deque.slot(self.start - 1) })
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.start;
        (n, Some(n))
    }
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { &*self.deque.slot(self.end) })
    }
}
impl<T> ExactSizeIterator for Iter<'_, T> {}

pub struct IterMut<'a, T> {
    deque: *mut VecDeque<T>,
    start: usize,
    end: usize,
    of: crate::marker::PhantomData<&'a mut T>,
}
unsafe impl<T: Send> Send for IterMut<'_, T> {}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        if self.start == self.end {
            return None;
        }
        self.start += 1;
        Some(unsafe { &mut *(*self.deque).slot(self.start - 1) })
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.start;
        (n, Some(n))
    }
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { &mut *(*self.deque).slot(self.end) })
    }
}
impl<T> ExactSizeIterator for IterMut<'_, T> {}

#[derive(Clone, Debug)]
pub struct IntoIter<T> {
    inner: VecDeque<T>,
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.inner.pop_front()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.inner.len, Some(self.inner.len))
    }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        self.inner.pop_back()
    }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { inner: self }
    }
}
impl<'a, T> IntoIterator for &'a VecDeque<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}
impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {
        self.iter_mut()
    }
}
