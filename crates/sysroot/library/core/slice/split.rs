//! Slices in parts, between elements that a predicate holds of.

use crate::mem;

pub struct Split<'a, T, F> {
    pub(super) v: Option<&'a [T]>,
    pub(super) pred: F,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for Split<'a, T, F> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        let v = self.v?;
        let mut n = 0;
        while n < v.len() {
            if (self.pred)(&v[n]) {
                self.v = Some(&v[n + 1..]);
                return Some(&v[..n]);
            }
            n += 1;
        }
        self.v = None;
        Some(v)
    }
}
impl<'a, T, F: FnMut(&T) -> bool> DoubleEndedIterator for Split<'a, T, F> {
    fn next_back(&mut self) -> Option<&'a [T]> {
        let v = self.v?;
        let mut n = v.len();
        while n > 0 {
            n -= 1;
            if (self.pred)(&v[n]) {
                self.v = Some(&v[..n]);
                return Some(&v[n + 1..]);
            }
        }
        self.v = None;
        Some(v)
    }
}

pub struct RSplit<'a, T, F> {
    pub(super) parts: Split<'a, T, F>,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for RSplit<'a, T, F> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        self.parts.next_back()
    }
}

pub struct SplitN<'a, T, F> {
    pub(super) parts: Split<'a, T, F>,
    pub(super) left: usize,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for SplitN<'a, T, F> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        self.left = self.left.checked_sub(1)?;
        if self.left == 0 { self.parts.v.take() } else { self.parts.next() }
    }
}

pub struct RSplitN<'a, T, F> {
    pub(super) parts: Split<'a, T, F>,
    pub(super) left: usize,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for RSplitN<'a, T, F> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        self.left = self.left.checked_sub(1)?;
        if self.left == 0 { self.parts.v.take() } else { self.parts.next_back() }
    }
}

pub struct SplitInclusive<'a, T, F> {
    pub(super) v: &'a [T],
    pub(super) pred: F,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for SplitInclusive<'a, T, F> {
    type Item = &'a [T];
    fn next(&mut self) -> Option<&'a [T]> {
        if self.v.is_empty() {
            return None;
        }
        let mut n = 0;
        while n < self.v.len() {
            n += 1;
            if (self.pred)(&self.v[n - 1]) {
                break;
            }
        }
        let (part, rest) = self.v.split_at(n);
        self.v = rest;
        Some(part)
    }
}

pub struct SplitMut<'a, T, F> {
    pub(super) v: Option<&'a mut [T]>,
    pub(super) pred: F,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for SplitMut<'a, T, F> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {
        let v = mem::take(&mut self.v)?;
        let mut n = 0;
        while n < v.len() {
            if (self.pred)(&v[n]) {
                let (part, rest) = v.split_at_mut(n);
                self.v = Some(&mut rest[1..]);
                return Some(part);
            }
            n += 1;
        }
        Some(v)
    }
}

pub struct SplitNMut<'a, T, F> {
    pub(super) parts: SplitMut<'a, T, F>,
    pub(super) left: usize,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for SplitNMut<'a, T, F> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {
        self.left = self.left.checked_sub(1)?;
        if self.left == 0 { self.parts.v.take() } else { self.parts.next() }
    }
}

pub struct SplitInclusiveMut<'a, T, F> {
    pub(super) v: &'a mut [T],
    pub(super) pred: F,
}
impl<'a, T, F: FnMut(&T) -> bool> Iterator for SplitInclusiveMut<'a, T, F> {
    type Item = &'a mut [T];
    fn next(&mut self) -> Option<&'a mut [T]> {
        if self.v.is_empty() {
            return None;
        }
        let v = mem::take(&mut self.v);
        let mut n = 1;
        while n < v.len() && !(self.pred)(&v[n - 1]) {
            n += 1;
        }
        let (part, rest) = v.split_at_mut(n);
        self.v = rest;
        Some(part)
    }
}
