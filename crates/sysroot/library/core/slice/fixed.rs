//! Parts of a slice whose length the type says.

use super::{from_raw_parts, from_raw_parts_mut};

impl<T> [T] {
    pub fn first_chunk<const N: usize>(&self) -> Option<&[T; N]> {
        Some(self.split_first_chunk()?.0)
    }
    pub fn first_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> {
        Some(self.split_first_chunk_mut()?.0)
    }
    pub fn last_chunk<const N: usize>(&self) -> Option<&[T; N]> {
        Some(self.split_last_chunk()?.1)
    }
    pub fn last_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> {
        Some(self.split_last_chunk_mut()?.1)
    }
    pub fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])> {
        let (first, rest) = self.split_at_checked(N)?;
        Some((unsafe { &*(first.as_ptr() as *const [T; N]) }, rest))
    }
    pub fn split_first_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T; N], &mut [T])> {
        if self.len() < N {
            return None;
        }
        let (first, rest) = self.split_at_mut(N);
        Some((unsafe { &mut *(first.as_mut_ptr() as *mut [T; N]) }, rest))
    }
    pub fn split_last_chunk<const N: usize>(&self) -> Option<(&[T], &[T; N])> {
        let (rest, last) = self.split_at_checked(self.len().checked_sub(N)?)?;
        Some((rest, unsafe { &*(last.as_ptr() as *const [T; N]) }))
    }
    pub fn split_last_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T], &mut [T; N])> {
        let at = self.len().checked_sub(N)?;
        let (rest, last) = self.split_at_mut(at);
        Some((rest, unsafe { &mut *(last.as_mut_ptr() as *mut [T; N]) }))
    }
    pub fn as_array<const N: usize>(&self) -> Option<&[T; N]> {
        if self.len() == N { self.first_chunk() } else { None }
    }
    pub fn as_mut_array<const N: usize>(&mut self) -> Option<&mut [T; N]> {
        if self.len() == N { self.first_chunk_mut() } else { None }
    }
    pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {
        assert!(N != 0, "chunk size must be non-zero");
        let (whole, rest) = self.split_at(self.len() / N * N);
        let chunks = unsafe { from_raw_parts(whole.as_ptr() as *const [T; N], whole.len() / N) };
        (chunks, rest)
    }
    pub fn as_chunks_mut<const N: usize>(&mut self) -> (&mut [[T; N]], &mut [T]) {
        assert!(N != 0, "chunk size must be non-zero");
        let (whole, rest) = self.split_at_mut(self.len() / N * N);
        let chunks = unsafe { from_raw_parts_mut(whole.as_mut_ptr() as *mut [T; N], whole.len() / N) };
        (chunks, rest)
    }
    pub fn as_rchunks<const N: usize>(&self) -> (&[T], &[[T; N]]) {
        assert!(N != 0, "chunk size must be non-zero");
        let (rest, whole) = self.split_at(self.len() % N);
        let chunks = unsafe { from_raw_parts(whole.as_ptr() as *const [T; N], whole.len() / N) };
        (rest, chunks)
    }
    pub fn array_windows<const N: usize>(&self) -> ArrayWindows<'_, T, N> {
        assert!(N != 0, "window size must be non-zero");
        ArrayWindows { v: self }
    }
}
impl<T, const N: usize> [[T; N]] {
    pub fn as_flattened(&self) -> &[T] {
        unsafe { from_raw_parts(self.as_ptr() as *const T, self.len() * N) }
    }
    pub fn as_flattened_mut(&mut self) -> &mut [T] {
        unsafe { from_raw_parts_mut(self.as_mut_ptr() as *mut T, self.len() * N) }
    }
}

#[derive(Debug, Clone)]
pub struct ArrayWindows<'a, T, const N: usize> {
    v: &'a [T],
}
impl<'a, T, const N: usize> Iterator for ArrayWindows<'a, T, N> {
    type Item = &'a [T; N];
    fn next(&mut self) -> Option<&'a [T; N]> {
        let window = self.v.first_chunk()?;
        self.v = &self.v[1..];
        Some(window)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.v.len() + 1).saturating_sub(N);
        (n, Some(n))
    }
}
impl<'a, T, const N: usize> DoubleEndedIterator for ArrayWindows<'a, T, N> {
    fn next_back(&mut self) -> Option<&'a [T; N]> {
        let window = self.v.last_chunk()?;
        self.v = &self.v[..self.v.len() - 1];
        Some(window)
    }
}
impl<T, const N: usize> ExactSizeIterator for ArrayWindows<'_, T, N> {}
