//! The iterators of slices.

use crate::marker::PhantomData;
use crate::{fmt, intrinsics};

macro_rules! iterators {
    ($($Name:ident $Ref:ty, $Slice:ty, $raw:ty, |$p:ident| $deref:expr, $offset:ident;)*) => { $(
        /// A pointer and what is left: a count rather than an end, for elements may have no size.
        pub struct $Name<'a, T> {
            at: $raw,
            len: usize,
            of: PhantomData<$Ref>,
        }
        impl<'a, T> $Name<'a, T> {
            pub(super) fn new(slice: $Slice) -> Self {
                let len = slice.len();
                $Name { at: slice as *const [T] as *const T as $raw, len, of: PhantomData }
            }
            pub fn as_slice(&self) -> &'a [T] {
                unsafe { &*intrinsics::slice_from_raw(self.at as *const T, self.len) }
            }
        }
        impl<'a, T> Iterator for $Name<'a, T> {
            type Item = $Ref;
            fn next(&mut self) -> Option<$Ref> {
                if self.len == 0 {
                    return None;
                }
                self.len -= 1;
                let $p = self.at;
                self.at = intrinsics::$offset(self.at, 1);
                Some(unsafe { $deref })
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.len, Some(self.len))
            }
            fn count(self) -> usize {
                self.len
            }
            fn nth(&mut self, n: usize) -> Option<$Ref> {
                let skipped = if n < self.len { n } else { self.len };
                self.at = intrinsics::$offset(self.at, skipped as isize);
                self.len -= skipped;
                self.next()
            }
            fn last(mut self) -> Option<$Ref> {
                self.next_back()
            }
        }
        impl<'a, T> DoubleEndedIterator for $Name<'a, T> {
            fn next_back(&mut self) -> Option<$Ref> {
                if self.len == 0 {
                    return None;
                }
                self.len -= 1;
                let $p = intrinsics::$offset(self.at, self.len as isize);
                Some(unsafe { $deref })
            }
        }
        impl<T> ExactSizeIterator for $Name<'_, T> {}
        impl<T> crate::iter::FusedIterator for $Name<'_, T> {}
        unsafe impl<T: Sync> Sync for $Name<'_, T> {}
        impl<T: fmt::Debug> fmt::Debug for $Name<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($Name)).field(&self.as_slice()).finish()
            }
        }
    )* };
}
iterators! {
    Iter &'a T, &'a [T], *const T, |p| &*p, ptr_offset;
    IterMut &'a mut T, &'a mut [T], *mut T, |p| &mut *p, ptr_offset_mut;
}
unsafe impl<T: Sync> Send for Iter<'_, T> {}
unsafe impl<T: Send> Send for IterMut<'_, T> {}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter {
            at: self.at,
            len: self.len,
            of: PhantomData,
        }
    }
}
impl<T> AsRef<[T]> for Iter<'_, T> {
    fn as_ref(&self) -> &[T] {
        self.as_slice()
    }
}
impl<T> Default for Iter<'_, T> {
    fn default() -> Self {
        Iter::new(&[])
    }
}
impl<'a, T> IterMut<'a, T> {
    pub fn into_slice(self) -> &'a mut [T] {
        unsafe { &mut *intrinsics::slice_from_raw_mut(self.at, self.len) }
    }
}
impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {
        self.iter_mut()
    }
}

#[derive(Debug, Clone)]
pub struct Windows<'a, T> {
    pub(super) v: &'a [T],
    pub(super) size: usize,
}
impl<'a, T> Iterator for Windows<'a, T> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        if self.size > self.v.len() {
            return None;
        }
        let window = &self.v[..self.size];
        self.v = &self.v[1..];
        Some(window)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.v.len() + 1).saturating_sub(self.size);
        (n, Some(n))
    }
}
impl<'a, T> DoubleEndedIterator for Windows<'a, T> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        let len = self.v.len();
        if self.size > len {
            return None;
        }
        let window = &self.v[len - self.size..];
        self.v = &self.v[..len - 1];
        Some(window)
    }
}
impl<T> ExactSizeIterator for Windows<'_, T> {}
impl<T> Clone for Windows<'_, T> {
    fn clone(&self) -> Self {
        Windows {
            v: self.v,
            size: self.size,
        }
    }
}

macro_rules! chunks {
    ($($Name:ident $Slice:ty, $split:ident;)*) => { $(
        #[derive(Debug)]
        pub struct $Name<'a, T> {
            pub(super) v: $Slice,
            pub(super) size: usize,
        }
        impl<'a, T> Iterator for $Name<'a, T> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                if self.v.is_empty() {
                    return None;
                }
                let v: $Slice = crate::mem::take(&mut self.v);
                let n = if v.len() < self.size { v.len() } else { self.size };
                let (chunk, rest) = v.$split(n);
                self.v = rest;
                Some(chunk)
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let n = self.v.len().div_ceil(self.size);
                (n, Some(n))
            }
        }
        impl<'a, T> DoubleEndedIterator for $Name<'a, T> {
            fn next_back(&mut self) -> Option<$Slice> {
                if self.v.is_empty() {
                    return None;
                }
                let v: $Slice = crate::mem::take(&mut self.v);
                let over = v.len() % self.size;
                let n = if over == 0 { self.size } else { over };
                let at = v.len() - n;
                let (rest, chunk) = v.$split(at);
                self.v = rest;
                Some(chunk)
            }
        }
        impl<T> ExactSizeIterator for $Name<'_, T> {}
    )* };
}
chunks! { Chunks &'a [T], split_at; ChunksMut &'a mut [T], split_at_mut; }
impl<T> Clone for Chunks<'_, T> {
    fn clone(&self) -> Self {
        Chunks {
            v: self.v,
            size: self.size,
        }
    }
}
impl<T> Default for &mut [T] {
    fn default() -> Self {
        &mut []
    }
}

macro_rules! exact_chunks {
    ($($Name:ident $Slice:ty, $split:ident;)*) => { $(
        #[derive(Debug)]
        pub struct $Name<'a, T> {
            pub(super) v: $Slice,
            pub(super) rest: $Slice,
            pub(super) size: usize,
        }
        impl<'a, T> Iterator for $Name<'a, T> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                if self.v.is_empty() {
                    return None;
                }
                let v: $Slice = crate::mem::take(&mut self.v);
                let (chunk, rest) = v.$split(self.size);
                self.v = rest;
                Some(chunk)
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let n = self.v.len() / self.size;
                (n, Some(n))
            }
        }
        impl<T> ExactSizeIterator for $Name<'_, T> {}
    )* };
}
exact_chunks! { ChunksExact &'a [T], split_at; ChunksExactMut &'a mut [T], split_at_mut; }
impl<'a, T> ChunksExact<'a, T> {
    pub fn remainder(&self) -> &'a [T] {
        self.rest
    }
}
impl<'a, T> ChunksExactMut<'a, T> {
    pub fn into_remainder(self) -> &'a mut [T] {
        self.rest
    }
}

pub struct ChunkBy<'a, T, F> {
    pub(super) v: &'a [T],
    pub(super) pred: F,
}
impl<'a, T, F: FnMut(&T, &T) -> bool> Iterator for ChunkBy<'a, T, F> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let mut n = 1;
        while n < self.v.len() && (self.pred)(&self.v[n - 1], &self.v[n]) {
            n += 1;
        }
        let (chunk, rest) = self.v.split_at(n);
        self.v = rest;
        Some(chunk)
    }
}

pub struct ChunkByMut<'a, T, F> {
    pub(super) v: &'a mut [T],
    pub(super) pred: F,
}
impl<'a, T, F: FnMut(&T, &T) -> bool> Iterator for ChunkByMut<'a, T, F> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let v = crate::mem::take(&mut self.v);
        let mut n = 1;
        while n < v.len() && (self.pred)(&v[n - 1], &v[n]) {
            n += 1;
        }
        let (chunk, rest) = v.split_at_mut(n);
        self.v = rest;
        Some(chunk)
    }
}
