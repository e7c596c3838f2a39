//! `concat` and `join`.

use crate::borrow::Borrow;

pub trait Concat<Item: ?Sized> {
    type Output;
    fn concat(slice: &Self) -> Self::Output;
}
pub trait Join<Separator> {
    type Output;
    fn join(slice: &Self, sep: Separator) -> Self::Output;
}
impl<S: Borrow<str>> Concat<str> for [S] {
    type Output = String;
    fn concat(slice: &Self) -> String {
        Join::join(slice, "")
    }
}
impl<S: Borrow<str>> Join<&str> for [S] {
    type Output = String;
    fn join(slice: &Self, sep: &str) -> String {
        let mut out = String::new();
        for (i, s) in slice.iter().enumerate() {
            if i > 0 {
                out.push_str(sep);
            }
            out.push_str(s.borrow());
        }
        out
    }
}
impl<T: Clone, V: Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;
    fn concat(slice: &Self) -> Vec<T> {
        let mut out = Vec::new();
        for v in slice {
            out.extend_from_slice(v.borrow());
        }
        out
    }
}
impl<T: Clone, V: Borrow<[T]>> Join<&T> for [V] {
    type Output = Vec<T>;
    fn join(slice: &Self, sep: &T) -> Vec<T> {
        let mut out = Vec::new();
        for (i, v) in slice.iter().enumerate() {
            if i > 0 {
                out.push(sep.clone());
            }
            out.extend_from_slice(v.borrow());
        }
        out
    }
}
impl<T: Clone, V: Borrow<[T]>> Join<&[T]> for [V] {
    type Output = Vec<T>;
    fn join(slice: &Self, sep: &[T]) -> Vec<T> {
        let mut out = Vec::new();
        for (i, v) in slice.iter().enumerate() {
            if i > 0 {
                out.extend_from_slice(sep);
            }
            out.extend_from_slice(v.borrow());
        }
        out
    }
}
