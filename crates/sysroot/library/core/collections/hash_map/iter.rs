//! The iterators of a map.

use super::Bucket;
use crate::fmt;

macro_rules! iterators {
    ($($(#[$attr:meta])* $Name:ident ($($g:tt)*) ($($args:tt)*) $Inner:ty, $Item:ty, |$e:ident| $item:expr;)*) => { $(
        $(#[$attr])*
        pub struct $Name<$($g)*> {
            inner: $Inner,
        }
        impl<$($g)*> Iterator for $Name<$($args)*> {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> {
                match self.inner.next() { Some($e) => Some($item), None => None }
            }
            fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
        }
        impl<$($g)*> ExactSizeIterator for $Name<$($args)*> {}
        impl<$($g)*> crate::iter::FusedIterator for $Name<$($args)*> {}
    )* };
}
iterators! {
    Iter ('a, K, V) ('a, K, V) crate::slice::Iter<'a, Bucket<K, V>>, (&'a K, &'a V), |e| (&e.key, &e.value);
    IterMut ('a, K, V) ('a, K, V) crate::slice::IterMut<'a, Bucket<K, V>>, (&'a K, &'a mut V), |e| (&e.key, &mut e.value);
    IntoIter (K, V) (K, V) crate::vec::IntoIter<Bucket<K, V>>, (K, V), |e| (e.key, e.value);
    Drain ('a, K, V) ('a, K, V) crate::vec::Drain<'a, Bucket<K, V>>, (K, V), |e| (e.key, e.value);
    Keys ('a, K, V) ('a, K, V) Iter<'a, K, V>, &'a K, |e| e.0;
    Values ('a, K, V) ('a, K, V) Iter<'a, K, V>, &'a V, |e| e.1;
    ValuesMut ('a, K, V) ('a, K, V) IterMut<'a, K, V>, &'a mut V, |e| e.1;
    IntoKeys (K, V) (K, V) IntoIter<K, V>, K, |e| e.0;
    IntoValues (K, V) (K, V) IntoIter<K, V>, V, |e| e.1;
}
/// What was picked out; the map is whole again at once.
pub type ExtractIf<K, V> = IntoIter<K, V>;
impl<'a, K, V> Iter<'a, K, V> {
    pub(super) fn new(entries: &'a [Bucket<K, V>]) -> Self {
        Iter { inner: entries.iter() }
    }
}
impl<'a, K, V> IterMut<'a, K, V> {
    pub(super) fn new(entries: &'a mut [Bucket<K, V>]) -> Self {
        IterMut {
            inner: entries.iter_mut(),
        }
    }
}
impl<K, V> IntoIter<K, V> {
    pub(super) fn new(entries: Vec<Bucket<K, V>>) -> Self {
        IntoIter {
            inner: entries.into_iter(),
        }
    }
}
impl<'a, K, V> Drain<'a, K, V> {
    pub(super) fn new(inner: crate::vec::Drain<'a, Bucket<K, V>>) -> Self {
        Drain { inner }
    }
}
impl<'a, K, V> Keys<'a, K, V> {
    pub(super) fn new(inner: Iter<'a, K, V>) -> Self {
        Keys { inner }
    }
}
impl<'a, K, V> Values<'a, K, V> {
    pub(super) fn new(inner: Iter<'a, K, V>) -> Self {
        Values { inner }
    }
}
impl<'a, K, V> ValuesMut<'a, K, V> {
    pub(super) fn new(inner: IterMut<'a, K, V>) -> Self {
        ValuesMut { inner }
    }
}
impl<K, V> IntoKeys<K, V> {
    pub(in crate::collections) fn new(inner: IntoIter<K, V>) -> Self {
        IntoKeys { inner }
    }
}
impl<K, V> IntoValues<K, V> {
    pub(in crate::collections) fn new(inner: IntoIter<K, V>) -> Self {
        IntoValues { inner }
    }
}
macro_rules! shared {
    ($($Name:ident)*) => { $(
        impl<K, V> Clone for $Name<'_, K, V> {
            fn clone(&self) -> Self { $Name { inner: self.inner.clone() } }
        }
        impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for $Name<'_, K, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
        }
    )* };
}
shared! { Iter Keys Values }
