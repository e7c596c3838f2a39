//! The traits around `Iterator`.

use crate::ops::Try;

pub trait IntoIterator {
    type Item;
    type IntoIter: Iterator<Item = Self::Item>;
    #[lang = "into_iter"]
    fn into_iter(self) -> Self::IntoIter;
}
impl<I: Iterator> IntoIterator for I {
    type Item = I::Item;
    type IntoIter = I;
    fn into_iter(self) -> I {
        self
    }
}
pub trait FromIterator<A>: Sized {
    fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
}
pub trait Extend<A> {
    fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
}
impl FromIterator<()> for () {
    fn from_iter<I: IntoIterator<Item = ()>>(iter: I) {
        for () in iter {}
    }
}
impl Extend<()> for () {
    fn extend<I: IntoIterator<Item = ()>>(&mut self, iter: I) {
        for () in iter {}
    }
}
impl<A, B, ExtendA: Extend<A>, ExtendB: Extend<B>> Extend<(A, B)> for (ExtendA, ExtendB) {
    fn extend<T: IntoIterator<Item = (A, B)>>(&mut self, iter: T) {
        for (a, b) in iter {
            self.0.extend(Some(a));
            self.1.extend(Some(b));
        }
    }
}
impl<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>> FromIterator<(A, B)> for (FromA, FromB) {
    fn from_iter<I: IntoIterator<Item = (A, B)>>(iter: I) -> (FromA, FromB) {
        let mut both = (FromA::default(), FromB::default());
        both.extend(iter);
        both
    }
}

pub trait DoubleEndedIterator: Iterator {
    fn next_back(&mut self) -> Option<Self::Item>;
    fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
        let mut left = n;
        while left > 0 {
            self.next_back()?;
            left -= 1;
        }
        self.next_back()
    }
    fn rfold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B
    where
        Self: Sized,
    {
        let mut acc = init;
        while let Some(x) = self.next_back() {
            acc = f(acc, x);
        }
        acc
    }
    fn try_rfold<B, F: FnMut(B, Self::Item) -> R, R: Try<Output = B>>(&mut self, init: B, mut f: F) -> R
    where
        Self: Sized,
    {
        let mut acc = init;
        while let Some(x) = self.next_back() {
            acc = f(acc, x)?;
        }
        R::from_output(acc)
    }
    fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, mut predicate: P) -> Option<Self::Item>
    where
        Self: Sized,
    {
        while let Some(x) = self.next_back() {
            if predicate(&x) {
                return Some(x);
            }
        }
        None
    }
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &mut I {
    fn next_back(&mut self) -> Option<I::Item> {
        (**self).next_back()
    }
}

pub trait ExactSizeIterator: Iterator {
    fn len(&self) -> usize {
        self.size_hint().0
    }
}
impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for &mut I {}

#[lang = "fused_iterator"]
pub trait FusedIterator: Iterator {}

pub trait Sum<A = Self>: Sized {
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
pub trait Product<A = Self>: Sized {
    fn product<I: Iterator<Item = A>>(iter: I) -> Self;
}
macro_rules! sums {
    ($($zero:literal $one:literal: $($t:ty)*;)*) => { $( $(
        impl Sum for $t {
            fn sum<I: Iterator<Item = $t>>(mut iter: I) -> $t {
                let mut acc: $t = $zero;
                while let Some(x) = iter.next() {
                    acc += x;
                }
                acc
            }
        }
        impl Product for $t {
            fn product<I: Iterator<Item = $t>>(mut iter: I) -> $t {
                let mut acc: $t = $one;
                while let Some(x) = iter.next() {
                    acc *= x;
                }
                acc
            }
        }
        impl<'a> Sum<&'a $t> for $t {
            fn sum<I: Iterator<Item = &'a $t>>(mut iter: I) -> $t {
                let mut acc: $t = $zero;
                while let Some(x) = iter.next() {
                    acc += *x;
                }
                acc
            }
        }
        impl<'a> Product<&'a $t> for $t {
            fn product<I: Iterator<Item = &'a $t>>(mut iter: I) -> $t {
                let mut acc: $t = $one;
                while let Some(x) = iter.next() {
                    acc *= *x;
                }
                acc
            }
        }
    )* )* };
}
// An empty sum of floats is -0.0, as in the real one.
sums! { 0 1: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize; -0.0 1.0: f32 f64; }

macro_rules! through {
    ($($Trait:ident $method:ident;)*) => { $(
        impl<T, U: $Trait<T>> $Trait<Option<T>> for Option<U> {
            fn $method<I: Iterator<Item = Option<T>>>(iter: I) -> Option<U> {
                let mut stopped = false;
                let value = U::$method(super::Shunt::new(iter, |item: Option<T>| {
                    stopped = item.is_none();
                    item
                }));
                if stopped { None } else { Some(value) }
            }
        }
        impl<T, U: $Trait<T>, E> $Trait<Result<T, E>> for Result<U, E> {
            fn $method<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E> {
                let mut error = None;
                let value = U::$method(super::Shunt::new(iter, |item: Result<T, E>| match item {
                    Ok(x) => Some(x),
                    Err(e) => {
                        error = Some(e);
                        None
                    }
                }));
                match error {
                    Some(e) => Err(e),
                    None => Ok(value),
                }
            }
        }
    )* };
}
through! { Sum sum; Product product; }
