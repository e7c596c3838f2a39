//! Arrays.

use crate::borrow::{Borrow, BorrowMut};
use crate::cmp::Ordering;
use crate::ops::{Index, IndexMut};
use crate::{fmt, hash, intrinsics, mem};

pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(mut f: F) -> [T; N] {
    let mut array: mem::MaybeUninit<[T; N]> = mem::MaybeUninit::uninit();
    let out = array.as_mut_ptr() as *mut T;
    // What is there already is dropped when `f` panics.
    let mut guard = Filled { data: out, len: 0 };
    while guard.len < N {
        intrinsics::raw_write(intrinsics::ptr_offset_mut(out, guard.len as isize), f(guard.len));
        guard.len += 1;
    }
    mem::forget(guard);
    unsafe { array.assume_init() }
}
pub const fn from_ref<T>(s: &T) -> &[T; 1] {
    unsafe { &*(s as *const T as *const [T; 1]) }
}
struct Filled<T> {
    data: *mut T,
    len: usize,
}
impl<T> Drop for Filled<T> {
    fn drop(&mut self) {
        intrinsics::drop_in_place(intrinsics::slice_from_raw_mut(self.data, self.len))
    }
}

pub fn repeat<T: Clone, const N: usize>(val: T) -> [T; N] {
    from_fn(|_| val.clone())
}

impl<T, const N: usize> [T; N] {
    pub fn map<F: FnMut(T) -> U, U>(self, mut f: F) -> [U; N] {
        let mut items = self.into_iter();
        from_fn(|_| f(items.next().unwrap()))
    }
    pub const fn as_slice(&self) -> &[T] {
        self
    }
    pub const fn as_mut_slice(&mut self) -> &mut [T] {
        self
    }
    pub fn each_ref(&self) -> [&T; N] {
        from_fn(|i| &self[i])
    }
    pub fn each_mut(&mut self) -> [&mut T; N] {
        let start = self.as_mut_ptr();
        from_fn(|i| unsafe { &mut *intrinsics::ptr_offset_mut(start, i as isize) })
    }
}

impl<T, I, const N: usize> Index<I> for [T; N]
where
    [T]: Index<I>,
{
    type Output = <[T] as Index<I>>::Output;
    fn index(&self, index: I) -> &Self::Output {
        Index::index(self as &[T], index)
    }
}
impl<T, I, const N: usize> IndexMut<I> for [T; N]
where
    [T]: IndexMut<I>,
{
    fn index_mut(&mut self, index: I) -> &mut Self::Output {
        IndexMut::index_mut(self as &mut [T], index)
    }
}

macro_rules! equal {
    ($(($($generics:tt)*) $left:ty, $right:ty;)*) => { $(
        impl<T: PartialEq<U>, U, $($generics)*> PartialEq<$right> for $left {
            fn eq(&self, other: &$right) -> bool {
                let (left, right): (&[T], &[U]) = (&self[..], &other[..]);
                left == right
            }
        }
    )* };
}
equal! {
    (const N: usize) [T; N], [U; N];
    (const N: usize) [T; N], [U];
    (const N: usize) [T], [U; N];
    (const N: usize) [T; N], &[U];
    (const N: usize) &[T], [U; N];
    (const N: usize) [T; N], &mut [U];
    (const N: usize) &mut [T], [U; N];
}
impl<T: Copy, const N: usize> Copy for [T; N] {}
impl<T: Clone, const N: usize> Clone for [T; N] {
    fn clone(&self) -> [T; N] {
        from_fn(|index| self[index].clone())
    }
}
impl<T: Eq, const N: usize> Eq for [T; N] {}
impl<T: PartialOrd, const N: usize> PartialOrd for [T; N] {
    fn partial_cmp(&self, other: &[T; N]) -> Option<Ordering> {
        PartialOrd::partial_cmp(&self[..], &other[..])
    }
}
impl<T: Ord, const N: usize> Ord for [T; N] {
    fn cmp(&self, other: &[T; N]) -> Ordering {
        Ord::cmp(&self[..], &other[..])
    }
}
impl<T: hash::Hash, const N: usize> hash::Hash for [T; N] {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        hash::Hash::hash(&self[..], state)
    }
}
impl<T: Default, const N: usize> Default for [T; N] {
    fn default() -> [T; N] {
        from_fn(|_| T::default())
    }
}
impl<T, const N: usize> AsRef<[T]> for [T; N] {
    fn as_ref(&self) -> &[T] {
        self
    }
}
impl<T, const N: usize> AsMut<[T]> for [T; N] {
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}
impl<T, const N: usize> Borrow<[T]> for [T; N] {
    fn borrow(&self) -> &[T] {
        self
    }
}
impl<T, const N: usize> BorrowMut<[T]> for [T; N] {
    fn borrow_mut(&mut self) -> &mut [T] {
        self
    }
}

#[derive(Debug, Copy, Clone)]
pub struct TryFromSliceError(());
impl fmt::Display for TryFromSliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("could not convert slice to array")
    }
}
impl crate::error::Error for TryFromSliceError {}
impl<T: Copy, const N: usize> TryFrom<&[T]> for [T; N] {
    type Error = TryFromSliceError;
    fn try_from(slice: &[T]) -> Result<[T; N], TryFromSliceError> {
        if slice.len() == N {
            Ok(intrinsics::raw_read(slice.as_ptr() as *const [T; N]))
        } else {
            Err(TryFromSliceError(()))
        }
    }
}
impl<'a, T, const N: usize> TryFrom<&'a [T]> for &'a [T; N] {
    type Error = TryFromSliceError;
    fn try_from(slice: &'a [T]) -> Result<&'a [T; N], TryFromSliceError> {
        if slice.len() == N {
            Ok(unsafe { &*(slice.as_ptr() as *const [T; N]) })
        } else {
            Err(TryFromSliceError(()))
        }
    }
}
impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] {
    type Error = Vec<T>;
    fn try_from(mut vec: Vec<T>) -> Result<[T; N], Vec<T>> {
        if vec.len() != N {
            return Err(vec);
        }
        unsafe { vec.set_len(0) };
        Ok(intrinsics::raw_read(vec.as_ptr() as *const [T; N]))
    }
}

pub struct IntoIter<T, const N: usize> {
    data: mem::MaybeUninit<[T; N]>,
    start: usize,
    end: usize,
}
impl<T, const N: usize> IntoIter<T, N> {
    pub fn as_slice(&self) -> &[T] {
        let start = intrinsics::ptr_offset(self.data.as_ptr() as *const T, self.start as isize);
        unsafe { &*intrinsics::slice_from_raw(start, self.end - self.start) }
    }
}
impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        let at = self.start;
        self.start += 1;
        Some(intrinsics::raw_read(intrinsics::ptr_offset(
            self.data.as_ptr() as *const T,
            at as isize,
        )))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.end - self.start;
        (n, Some(n))
    }
}
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
    fn next_back(&mut self) -> Option<T> {
        if self.start == self.end {
            return None;
        }
        self.end -= 1;
        Some(intrinsics::raw_read(intrinsics::ptr_offset(
            self.data.as_ptr() as *const T,
            self.end as isize,
        )))
    }
}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> Drop for IntoIter<T, N> {
    fn drop(&mut self) {
        let start = intrinsics::ptr_offset_mut(self.data.as_mut_ptr() as *mut T, self.start as isize);
        intrinsics::drop_in_place(intrinsics::slice_from_raw_mut(start, self.end - self.start))
    }
}
impl<T: Clone, const N: usize> Clone for IntoIter<T, N> {
    fn clone(&self) -> Self {
        let mut copy = IntoIter {
            data: mem::MaybeUninit::uninit(),
            start: 0,
            end: 0,
        };
        for item in self.as_slice() {
            let to = intrinsics::ptr_offset_mut(copy.data.as_mut_ptr() as *mut T, copy.end as isize);
            intrinsics::raw_write(to, item.clone());
            copy.end += 1;
        }
        copy
    }
}
impl<T: fmt::Debug, const N: usize> fmt::Debug for IntoIter<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IntoIter").field(&self.as_slice()).finish()
    }
}
impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;
    fn into_iter(self) -> IntoIter<T, N> {
        IntoIter {
            data: mem::MaybeUninit::new(self),
            start: 0,
            end: N,
        }
    }
}
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = crate::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = crate::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}
