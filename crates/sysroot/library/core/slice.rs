//! Slices.

mod fixed;
mod index;
mod iter;
mod join;
mod rchunks;
mod sort;
mod split;
mod traits;

use crate::cmp::Ordering;
use crate::ops::RangeBounds;
use crate::{fmt, intrinsics, mem};
pub use fixed::ArrayWindows;
pub use index::SliceIndex;
pub use iter::{ChunkBy, ChunkByMut, Chunks, ChunksExact, ChunksExactMut, ChunksMut, Iter, IterMut, Windows};
pub use join::{Concat, Join};
pub use rchunks::{RChunks, RChunksExact, RChunksExactMut, RChunksMut};
pub use split::{RSplit, RSplitN, Split, SplitInclusive, SplitInclusiveMut, SplitMut, SplitN, SplitNMut};

pub const unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] {
    unsafe { &*intrinsics::slice_from_raw(data, len) }
}
pub const unsafe fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] {
    unsafe { &mut *intrinsics::slice_from_raw_mut(data, len) }
}
pub const fn from_ref<T>(s: &T) -> &[T] {
    unsafe { &*intrinsics::slice_from_raw(s, 1) }
}
pub const fn from_mut<T>(s: &mut T) -> &mut [T] {
    unsafe { &mut *intrinsics::slice_from_raw_mut(s, 1) }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GetDisjointMutError {
    IndexOutOfBounds,
    OverlappingIndices,
}
impl fmt::Display for GetDisjointMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            GetDisjointMutError::IndexOutOfBounds => "an index is out of bounds",
            GetDisjointMutError::OverlappingIndices => "there were overlapping indices",
        })
    }
}

impl<T> [T] {
    #[lang = "slice_len_fn"]
    pub const fn len(&self) -> usize {
        intrinsics::slice_ptr_len(self)
    }
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub const fn as_ptr(&self) -> *const T {
        self as *const [T] as *const T
    }
    pub const fn as_mut_ptr(&mut self) -> *mut T {
        self as *mut [T] as *mut T
    }
    pub fn as_ptr_range(&self) -> crate::ops::Range<*const T> {
        let start = self.as_ptr();
        start..intrinsics::ptr_offset(start, self.len() as isize)
    }
    pub fn first(&self) -> Option<&T> {
        if let [first, ..] = self { Some(first) } else { None }
    }
    pub fn first_mut(&mut self) -> Option<&mut T> {
        if let [first, ..] = self { Some(first) } else { None }
    }
    pub fn last(&self) -> Option<&T> {
        if let [.., last] = self { Some(last) } else { None }
    }
    pub fn last_mut(&mut self) -> Option<&mut T> {
        if let [.., last] = self { Some(last) } else { None }
    }
    pub fn split_first(&self) -> Option<(&T, &[T])> {
        if let [first, rest @ ..] = self {
            Some((first, rest))
        } else {
            None
        }
    }
    pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {
        if let [first, rest @ ..] = self {
            Some((first, rest))
        } else {
            None
        }
    }
    pub fn split_last(&self) -> Option<(&T, &[T])> {
        if let [rest @ .., last] = self {
            Some((last, rest))
        } else {
            None
        }
    }
    pub fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> {
        if let [rest @ .., last] = self {
            Some((last, rest))
        } else {
            None
        }
    }
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output> {
        index.get(self)
    }
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output> {
        index.get_mut(self)
    }
    pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output {
        unsafe { &*index.get_unchecked(self) }
    }
    pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output {
        unsafe { &mut *(index.get_unchecked(self) as *mut I::Output) }
    }
    pub const fn swap(&mut self, a: usize, b: usize) {
        let pa = &raw mut self[a];
        let pb = &raw mut self[b];
        let old = intrinsics::raw_read(pa as *const T);
        intrinsics::copy(pb as *const T, pa, 1);
        intrinsics::raw_write(pb, old);
    }
    pub fn reverse(&mut self) {
        let len = self.len();
        let mut i = 0;
        while i < len / 2 {
            self.swap(i, len - 1 - i);
            i += 1;
        }
    }
    pub fn iter(&self) -> Iter<'_, T> {
        Iter::new(self)
    }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        IterMut::new(self)
    }
    pub fn windows(&self, size: usize) -> Windows<'_, T> {
        if size == 0 {
            panic!("window size must be non-zero");
        }
        Windows { v: self, size }
    }
    pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T> {
        nonzero(chunk_size);
        Chunks {
            v: self,
            size: chunk_size,
        }
    }
    pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T> {
        nonzero(chunk_size);
        ChunksMut {
            v: self,
            size: chunk_size,
        }
    }
    pub fn chunks_exact(&self, chunk_size: usize) -> ChunksExact<'_, T> {
        nonzero(chunk_size);
        let (v, rest) = self.split_at(self.len() - self.len() % chunk_size);
        ChunksExact {
            v,
            rest,
            size: chunk_size,
        }
    }
    pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> ChunksExactMut<'_, T> {
        nonzero(chunk_size);
        let mid = self.len() - self.len() % chunk_size;
        let (v, rest) = self.split_at_mut(mid);
        ChunksExactMut {
            v,
            rest,
            size: chunk_size,
        }
    }
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, pred: F) -> ChunkBy<'_, T, F> {
        ChunkBy { v: self, pred }
    }
    pub fn chunk_by_mut<F: FnMut(&T, &T) -> bool>(&mut self, pred: F) -> ChunkByMut<'_, T, F> {
        ChunkByMut { v: self, pred }
    }
    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> {
        Split { v: Some(self), pred }
    }
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> RSplit<'_, T, F> {
        RSplit {
            parts: self.split(pred),
        }
    }
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> {
        SplitN {
            parts: self.split(pred),
            left: n,
        }
    }
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> RSplitN<'_, T, F> {
        RSplitN {
            parts: self.split(pred),
            left: n,
        }
    }
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> SplitInclusive<'_, T, F> {
        SplitInclusive { v: self, pred }
    }
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitMut<'_, T, F> {
        SplitMut { v: Some(self), pred }
    }
    pub fn splitn_mut<F: FnMut(&T) -> bool>(&mut self, n: usize, pred: F) -> SplitNMut<'_, T, F> {
        SplitNMut {
            parts: self.split_mut(pred),
            left: n,
        }
    }
    pub fn split_inclusive_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitInclusiveMut<'_, T, F> {
        SplitInclusiveMut { v: self, pred }
    }
    pub fn get_disjoint_mut<const N: usize>(
        &mut self,
        indices: [usize; N],
    ) -> Result<[&mut T; N], GetDisjointMutError> {
        for (n, index) in indices.iter().enumerate() {
            if *index >= self.len() {
                return Err(GetDisjointMutError::IndexOutOfBounds);
            }
            if indices[..n].contains(index) {
                return Err(GetDisjointMutError::OverlappingIndices);
            }
        }
        let start = self.as_mut_ptr();
        Ok(indices.map(|index| unsafe { &mut *start.add(index) }))
    }
    pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {
        match self.split_at_checked(mid) {
            Some(pair) => pair,
            None => panic!("mid > len"),
        }
    }
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {
        let len = self.len();
        if mid > len {
            panic!("mid > len");
        }
        let p = self.as_mut_ptr();
        let second = intrinsics::slice_from_raw_mut(intrinsics::ptr_offset_mut(p, mid as isize), len - mid);
        unsafe { (&mut *intrinsics::slice_from_raw_mut(p, mid), &mut *second) }
    }
    pub fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> {
        if mid > self.len() {
            None
        } else {
            Some((index::part(self, 0, mid), index::part(self, mid, self.len())))
        }
    }
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        for y in self {
            if *y == *x {
                return true;
            }
        }
        false
    }
    pub fn starts_with(&self, needle: &[T]) -> bool
    where
        T: PartialEq,
    {
        let n = needle.len();
        self.len() >= n && needle == &self[..n]
    }
    pub fn ends_with(&self, needle: &[T]) -> bool
    where
        T: PartialEq,
    {
        let (m, n) = (self.len(), needle.len());
        m >= n && needle == &self[m - n..]
    }
    pub fn strip_prefix(&self, prefix: &[T]) -> Option<&[T]>
    where
        T: PartialEq,
    {
        if self.starts_with(prefix) {
            Some(&self[prefix.len()..])
        } else {
            None
        }
    }
    pub fn strip_suffix(&self, suffix: &[T]) -> Option<&[T]>
    where
        T: PartialEq,
    {
        if self.ends_with(suffix) {
            Some(&self[..self.len() - suffix.len()])
        } else {
            None
        }
    }
    pub fn binary_search(&self, x: &T) -> Result<usize, usize>
    where
        T: Ord,
    {
        self.binary_search_by(|p| p.cmp(x))
    }
    pub fn binary_search_by_key<'a, B: Ord, F: FnMut(&'a T) -> B>(&'a self, b: &B, mut f: F) -> Result<usize, usize> {
        self.binary_search_by(|k| f(k).cmp(b))
    }
    /// Halves as the real one does, so that of several equal elements the same one is found.
    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, mut f: F) -> Result<usize, usize> {
        let mut size = self.len();
        if size == 0 {
            return Err(0);
        }
        let mut base = 0usize;
        while size > 1 {
            let half = size / 2;
            let mid = base + half;
            if f(&self[mid]) != Ordering::Greater {
                base = mid;
            }
            size -= half;
        }
        match f(&self[base]) {
            Ordering::Equal => Ok(base),
            Ordering::Less => Err(base + 1),
            Ordering::Greater => Err(base),
        }
    }
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize {
        match self.binary_search_by(|x| if pred(x) { Ordering::Less } else { Ordering::Greater }) {
            Ok(i) => i,
            Err(i) => i,
        }
    }
    pub fn sort(&mut self)
    where
        T: Ord,
    {
        sort::merge_sort(self, &mut |a: &T, b: &T| a.lt(b))
    }
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, mut compare: F) {
        sort::merge_sort(self, &mut |a: &T, b: &T| compare(a, b) == Ordering::Less)
    }
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        sort::merge_sort(self, &mut |a: &T, b: &T| f(a).lt(&f(b)))
    }
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) {
        let mut keys: Vec<(K, usize)> = Vec::with_capacity(self.len());
        for (i, x) in self.iter().enumerate() {
            keys.push((f(x), i));
        }
        keys.sort();
        for i in 0..self.len() {
            let mut index = keys[i].1;
            while index < i {
                index = keys[index].1;
            }
            keys[i].1 = index;
            self.swap(i, index);
        }
    }
    pub fn sort_unstable(&mut self)
    where
        T: Ord,
    {
        self.sort()
    }
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) {
        self.sort_by(compare)
    }
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {
        self.sort_by_key(f)
    }
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T])
    where
        T: Ord,
    {
        self.sort();
        self.around(index)
    }
    pub fn select_nth_unstable_by<F>(&mut self, index: usize, compare: F) -> (&mut [T], &mut T, &mut [T])
    where
        F: FnMut(&T, &T) -> Ordering,
    {
        self.sort_by(compare);
        self.around(index)
    }
    pub fn select_nth_unstable_by_key<K: Ord, F>(&mut self, index: usize, f: F) -> (&mut [T], &mut T, &mut [T])
    where
        F: FnMut(&T) -> K,
    {
        self.sort_by_key(f);
        self.around(index)
    }
    fn around(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) {
        let len = self.len();
        if index >= len {
            panic!("partition_at_index index {index} greater than length of slice {len}");
        }
        let (before, rest) = self.split_at_mut(index);
        let (nth, after) = rest.split_first_mut().unwrap();
        (before, nth, after)
    }
    pub fn is_sorted(&self) -> bool
    where
        T: PartialOrd,
    {
        self.is_sorted_by(|a, b| a <= b)
    }
    pub fn is_sorted_by<F: FnMut(&T, &T) -> bool>(&self, mut compare: F) -> bool {
        let mut i = 1;
        while i < self.len() {
            if !compare(&self[i - 1], &self[i]) {
                return false;
            }
            i += 1;
        }
        true
    }
    pub fn is_sorted_by_key<F: FnMut(&T) -> K, K: PartialOrd>(&self, mut f: F) -> bool {
        self.is_sorted_by(|a, b| f(a) <= f(b))
    }
    pub fn rotate_left(&mut self, mid: usize) {
        assert!(mid <= self.len());
        self[..mid].reverse();
        self[mid..].reverse();
        self.reverse();
    }
    pub fn rotate_right(&mut self, k: usize) {
        assert!(k <= self.len());
        self.rotate_left(self.len() - k)
    }
    pub fn fill(&mut self, value: T)
    where
        T: Clone,
    {
        for x in self.iter_mut() {
            *x = value.clone();
        }
    }
    pub fn fill_with<F: FnMut() -> T>(&mut self, mut f: F) {
        for x in self.iter_mut() {
            *x = f();
        }
    }
    pub fn clone_from_slice(&mut self, src: &[T])
    where
        T: Clone,
    {
        if self.len() != src.len() {
            panic!("destination and source slices have different lengths");
        }
        for i in 0..src.len() {
            self[i] = src[i].clone();
        }
    }
    pub fn copy_from_slice(&mut self, src: &[T])
    where
        T: Copy,
    {
        if self.len() != src.len() {
            panic!(
                "copy_from_slice: source slice length ({}) does not match destination slice length ({})",
                src.len(),
                self.len()
            );
        }
        intrinsics::copy(src.as_ptr(), self.as_mut_ptr(), src.len());
    }
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, src: R, dest: usize)
    where
        T: Copy,
    {
        let (start, end) = crate::vec::bounds(src, self.len());
        assert!(dest <= self.len() - (end - start), "dest is out of bounds");
        let p = self.as_mut_ptr();
        let from = intrinsics::ptr_offset(p as *const T, start as isize);
        intrinsics::copy(from, intrinsics::ptr_offset_mut(p, dest as isize), end - start);
    }
    pub fn swap_with_slice(&mut self, other: &mut [T]) {
        assert!(
            self.len() == other.len(),
            "destination and source slices have different lengths"
        );
        for i in 0..self.len() {
            mem::swap(&mut self[i], &mut other[i]);
        }
    }
    pub fn to_vec(&self) -> Vec<T>
    where
        T: Clone,
    {
        let mut v = Vec::with_capacity(self.len());
        v.extend_from_slice(self);
        v
    }
    pub fn into_vec(self: Box<Self>) -> Vec<T> {
        let len = self.len();
        let p = Box::into_raw(self) as *mut T;
        let cap = if intrinsics::size_of::<T>() == 0 { 0 } else { len };
        unsafe { Vec::from_raw_parts(p, len, cap) }
    }
    pub fn repeat(&self, n: usize) -> Vec<T>
    where
        T: Copy,
    {
        let mut v = Vec::with_capacity(self.len() * n);
        for _ in 0..n {
            v.extend_from_slice(self);
        }
        v
    }
    pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output
    where
        Self: Concat<Item>,
    {
        Concat::concat(self)
    }
    pub fn join<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output
    where
        Self: Join<Separator>,
    {
        Join::join(self, sep)
    }
}
fn nonzero(chunk_size: usize) {
    if chunk_size == 0 {
        panic!("chunk size must be non-zero");
    }
}
