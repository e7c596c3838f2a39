//! Slices in parts of one length, from the end.

use super::nonzero;
use crate::mem;

impl<T> [T] {
    pub fn rchunks(&self, chunk_size: usize) -> RChunks<'_, T> {
        nonzero(chunk_size);
        RChunks {
            v: self,
            size: chunk_size,
        }
    }
    pub fn rchunks_mut(&mut self, chunk_size: usize) -> RChunksMut<'_, T> {
        nonzero(chunk_size);
        RChunksMut {
            v: self,
            size: chunk_size,
        }
    }
    pub fn rchunks_exact(&self, chunk_size: usize) -> RChunksExact<'_, T> {
        nonzero(chunk_size);
        let (rest, v) = self.split_at(self.len() % chunk_size);
        RChunksExact {
            parts: v.rchunks(chunk_size),
            rest,
        }
    }
    pub fn rchunks_exact_mut(&mut self, chunk_size: usize) -> RChunksExactMut<'_, T> {
        nonzero(chunk_size);
        let (rest, v) = self.split_at_mut(self.len() % chunk_size);
        RChunksExactMut {
            parts: v.rchunks_mut(chunk_size),
            rest,
        }
    }
}

macro_rules! from_the_end {
    ($($(#[$attr:meta])* $Name:ident $Exact:ident $Slice:ty, $split:ident;)*) => { $(
        $(#[$attr])*
        pub struct $Name<'a, T> {
            v: $Slice,
            size: usize,
        }
        impl<'a, T> Iterator for $Name<'a, T> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                if self.v.is_empty() {
                    return None;
                }
                let v: $Slice = mem::take(&mut self.v);
                let at = v.len().saturating_sub(self.size);
                let (rest, chunk) = v.$split(at);
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
                let v: $Slice = mem::take(&mut self.v);
                let over = v.len() % self.size;
                let n = if over == 0 { self.size } else { over };
                let (chunk, rest) = v.$split(n);
                self.v = rest;
                Some(chunk)
            }
        }
        impl<T> ExactSizeIterator for $Name<'_, T> {}
        $(#[$attr])*
        pub struct $Exact<'a, T> {
            parts: $Name<'a, T>,
            rest: $Slice,
        }
        impl<'a, T> Iterator for $Exact<'a, T> {
            type Item = $Slice;
            fn next(&mut self) -> Option<$Slice> {
                self.parts.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.parts.size_hint()
            }
        }
        impl<'a, T> DoubleEndedIterator for $Exact<'a, T> {
            fn next_back(&mut self) -> Option<$Slice> {
                self.parts.next_back()
            }
        }
        impl<T> ExactSizeIterator for $Exact<'_, T> {}
    )* };
}
from_the_end! {
    #[derive(Debug, Clone)] RChunks RChunksExact &'a [T], split_at;
    #[derive(Debug)] RChunksMut RChunksExactMut &'a mut [T], split_at_mut;
}
impl<'a, T> RChunksExact<'a, T> {
    pub fn remainder(&self) -> &'a [T] {
        self.rest
    }
}
impl<'a, T> RChunksExactMut<'a, T> {
    pub fn into_remainder(self) -> &'a mut [T] {
        self.rest
    }
}
