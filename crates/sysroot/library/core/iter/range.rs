//! Ranges as iterators.

use super::{DoubleEndedIterator, ExactSizeIterator, FusedIterator, Iterator};
use crate::intrinsics;
use crate::ops::{Range, RangeFrom, RangeInclusive};

/// What can be counted. The steps do not check: callers know that there is a next value.
pub trait Step: Clone + PartialOrd + Sized {
    fn steps_between(start: &Self, end: &Self) -> (usize, Option<usize>);
    fn forward_checked(start: Self, count: usize) -> Option<Self>;
    fn backward_checked(start: Self, count: usize) -> Option<Self>;
    fn successor(x: &Self) -> Self;
    fn predecessor(x: &Self) -> Self;
}
macro_rules! steps {
    ($($t:ident)*) => { $(
        impl Step for $t {
            fn steps_between(start: &$t, end: &$t) -> (usize, Option<usize>) {
                if *start >= *end {
                    return (0, Some(0));
                }
                let n = intrinsics::wrapping_sub(*end as i128, *start as i128) as u128;
                if n <= usize::MAX as u128 { (n as usize, Some(n as usize)) } else { (usize::MAX, None) }
            }
            fn forward_checked(start: $t, count: usize) -> Option<$t> {
                match <$t>::try_from(count) {
                    Ok(n) => start.checked_add(n),
                    // More than the type can hold, yet from a negative number it may be reached.
                    Err(_) => match (start as i128).checked_add(count as i128) {
                        Some(n) => <$t>::try_from(n).ok(),
                        None => None,
                    },
                }
            }
            fn backward_checked(start: $t, count: usize) -> Option<$t> {
                match <$t>::try_from(count) {
                    Ok(n) => start.checked_sub(n),
                    Err(_) => match (start as i128).checked_sub(count as i128) {
                        Some(n) => <$t>::try_from(n).ok(),
                        None => None,
                    },
                }
            }
            fn successor(x: &$t) -> $t { intrinsics::wrapping_add(*x, 1) }
            fn predecessor(x: &$t) -> $t { intrinsics::wrapping_sub(*x, 1) }
        }
    )* };
}
steps! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
impl Step for char {
    fn steps_between(start: &char, end: &char) -> (usize, Option<usize>) {
        let (start, end) = (*start as u32, *end as u32);
        if start >= end {
            return (0, Some(0));
        }
        // The surrogates are no characters.
        let n = (end - start) as usize - if start < 0xd800 && end > 0xdfff { 0x800 } else { 0 };
        (n, Some(n))
    }
    fn forward_checked(start: char, count: usize) -> Option<char> {
        let start = start as u32;
        let mut code = start as usize + count;
        if start < 0xd800 && code >= 0xd800 {
            code += 0x800;
        }
        if code <= 0x10ffff {
            Some(intrinsics::transmute(code as u32))
        } else {
            None
        }
    }
    fn backward_checked(start: char, count: usize) -> Option<char> {
        let start = start as usize;
        let mut code = start.checked_sub(count)?;
        if start > 0xdfff && code <= 0xdfff {
            code = code.checked_sub(0x800)?;
        }
        Some(intrinsics::transmute(code as u32))
    }
    fn successor(x: &char) -> char {
        intrinsics::transmute(if *x == '\u{d7ff}' { 0xe000 } else { *x as u32 + 1 })
    }
    fn predecessor(x: &char) -> char {
        intrinsics::transmute(if *x == '\u{e000}' { 0xd7ff } else { *x as u32 - 1 })
    }
}

impl<A: Step> Iterator for Range<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        if self.start < self.end {
            let next = A::successor(&self.start);
            Some(crate::mem::replace(&mut self.start, next))
        } else {
            None
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        A::steps_between(&self.start, &self.end)
    }
    fn nth(&mut self, n: usize) -> Option<A> {
        if let Some(at) = A::forward_checked(self.start.clone(), n) {
            if at < self.end {
                self.start = A::successor(&at);
                return Some(at);
            }
        }
        self.start = self.end.clone();
        None
    }
    fn last(mut self) -> Option<A> {
        self.next_back()
    }
    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }
    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
}
impl<A: Step> DoubleEndedIterator for Range<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.start < self.end {
            self.end = A::predecessor(&self.end);
            Some(self.end.clone())
        } else {
            None
        }
    }
    fn nth_back(&mut self, n: usize) -> Option<A> {
        if let Some(at) = A::backward_checked(self.end.clone(), n) {
            if at > self.start {
                self.end = A::predecessor(&at);
                return Some(self.end.clone());
            }
        }
        self.end = self.start.clone();
        None
    }
}
impl<A: Step> FusedIterator for Range<A> {}

impl<A: Step> Iterator for RangeFrom<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        match A::forward_checked(self.start.clone(), 1) {
            Some(next) => Some(crate::mem::replace(&mut self.start, next)),
            None => panic!("attempt to add with overflow"),
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }
    fn nth(&mut self, n: usize) -> Option<A> {
        match A::forward_checked(self.start.clone(), n) {
            Some(at) => {
                self.start = at;
                self.next()
            }
            None => panic!("attempt to add with overflow"),
        }
    }
}

impl<A: Step> Iterator for RangeInclusive<A> {
    type Item = A;
    fn next(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            let next = A::successor(&self.start);
            Some(crate::mem::replace(&mut self.start, next))
        } else {
            self.exhausted = true;
            Some(self.start.clone())
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        if self.exhausted || !(self.start <= self.end) {
            return (0, Some(0));
        }
        let (low, high) = A::steps_between(&self.start, &self.end);
        (low.saturating_add(1), high.and_then(|n| n.checked_add(1)))
    }
    fn nth(&mut self, n: usize) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if let Some(at) = A::forward_checked(self.start.clone(), n) {
            if at < self.end {
                self.start = A::successor(&at);
                return Some(at);
            }
            if at == self.end {
                self.start = at.clone();
                self.exhausted = true;
                return Some(at);
            }
        }
        self.start = self.end.clone();
        self.exhausted = true;
        None
    }
    fn last(mut self) -> Option<A> {
        self.next_back()
    }
    fn min(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next()
    }
    fn max(mut self) -> Option<A>
    where
        A: Ord,
    {
        self.next_back()
    }
}
impl<A: Step> DoubleEndedIterator for RangeInclusive<A> {
    fn next_back(&mut self) -> Option<A> {
        if self.exhausted || !(self.start <= self.end) {
            return None;
        }
        if self.start < self.end {
            let next = A::predecessor(&self.end);
            Some(crate::mem::replace(&mut self.end, next))
        } else {
            self.exhausted = true;
            Some(self.end.clone())
        }
    }
}
impl<A: Step> FusedIterator for RangeInclusive<A> {}
macro_rules! exact {
    ($($t:ty)*) => { $( impl ExactSizeIterator for Range<$t> {} )* };
}
exact! { i8 i16 i32 isize u8 u16 u32 usize }
macro_rules! exact_inclusive {
    ($($t:ty)*) => { $( impl ExactSizeIterator for RangeInclusive<$t> {} )* };
}
exact_inclusive! { i8 i16 u8 u16 }
