//! `BTreeSet`: a map without values.

use super::btree_map::{self, BTreeMap};
use crate::borrow::Borrow;
use crate::fmt;
use crate::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BTreeSet<T> {
    map: BTreeMap<T, ()>,
}
pub type Iter<'a, T> = btree_map::Keys<'a, T, ()>;
pub type IntoIter<T> = btree_map::IntoKeys<T, ()>;

impl<T> BTreeSet<T> {
    pub const fn new() -> BTreeSet<T> {
        BTreeSet { map: BTreeMap::new() }
    }
    pub fn len(&self) -> usize {
        self.map.len()
    }
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
    pub fn clear(&mut self) {
        self.map.clear()
    }
    pub fn iter(&self) -> Iter<'_, T> {
        self.map.keys()
    }
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }
    pub fn last(&self) -> Option<&T> {
        self.iter().next_back()
    }
    pub fn pop_first(&mut self) -> Option<T> {
        self.map.pop_first().map(|(k, _)| k)
    }
    pub fn pop_last(&mut self) -> Option<T> {
        self.map.pop_last().map(|(k, _)| k)
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) {
        self.map.retain(|k, _| f(k))
    }
}
impl<T: Ord> BTreeSet<T> {
    pub fn extract_if<F, R>(&mut self, range: R, mut pred: F) -> IntoIter<T>
    where
        R: crate::ops::RangeBounds<T>,
        F: FnMut(&T) -> bool,
    {
        btree_map::IntoKeys::new(self.map.extract_if(range, |k, _| pred(k)))
    }
    pub fn insert(&mut self, value: T) -> bool {
        match self.map.entry(value) {
            btree_map::Entry::Occupied(_) => false,
            btree_map::Entry::Vacant(entry) => {
                entry.insert(());
                true
            }
        }
    }
    pub fn replace(&mut self, value: T) -> Option<T> {
        let old = self.take(&value);
        self.insert(value);
        old
    }
    pub fn contains<Q: ?Sized + Ord>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.map.contains_key(value)
    }
    pub fn get<Q: ?Sized + Ord>(&self, value: &Q) -> Option<&T>
    where
        T: Borrow<Q>,
    {
        self.map.get_key_value(value).map(|(k, _)| k)
    }
    pub fn remove<Q: ?Sized + Ord>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.map.remove(value).is_some()
    }
    pub fn take<Q: ?Sized + Ord>(&mut self, value: &Q) -> Option<T>
    where
        T: Borrow<Q>,
    {
        self.map.remove_entry(value).map(|(k, _)| k)
    }
    pub fn range<K: ?Sized + Ord, R: RangeBounds<K>>(&self, range: R) -> impl DoubleEndedIterator<Item = &T>
    where
        T: Borrow<K>,
    {
        self.map.range(range).map(|(k, _)| k)
    }
    pub fn append(&mut self, other: &mut BTreeSet<T>) {
        self.map.append(&mut other.map)
    }
    pub fn split_off<Q: ?Sized + Ord>(&mut self, value: &Q) -> BTreeSet<T>
    where
        T: Borrow<Q>,
    {
        BTreeSet {
            map: self.map.split_off(value),
        }
    }
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool {
        self.iter().all(|x| other.contains(x))
    }
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool {
        other.is_subset(self)
    }
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool {
        self.iter().all(|x| !other.contains(x))
    }
    pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> impl Iterator<Item = &'a T> + Clone {
        self.iter().filter(move |x| other.contains(*x))
    }
    pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> impl Iterator<Item = &'a T> + Clone {
        self.iter().filter(move |x| !other.contains(*x))
    }
    /// Ascending, each element once.
    pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> crate::vec::IntoIter<&'a T> {
        let mut all: Vec<&'a T> = self.iter().chain(other.difference(self)).collect();
        all.sort();
        all.into_iter()
    }
    pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> crate::vec::IntoIter<&'a T> {
        let mut all: Vec<&'a T> = self.difference(other).chain(other.difference(self)).collect();
        all.sort();
        all.into_iter()
    }
}
macro_rules! operators {
    ($($Op:ident $op:ident $method:ident;)*) => { $(
        impl<T: Ord + Clone> $Op<&BTreeSet<T>> for &BTreeSet<T> {
            type Output = BTreeSet<T>;
            fn $op(self, rhs: &BTreeSet<T>) -> BTreeSet<T> { self.$method(rhs).cloned().collect() }
        }
    )* };
}
operators! { BitOr bitor union; BitAnd bitand intersection; BitXor bitxor symmetric_difference; Sub sub difference; }
impl<T> Default for BTreeSet<T> {
    fn default() -> Self {
        BTreeSet::new()
    }
}
impl<T: fmt::Debug> fmt::Debug for BTreeSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
impl<T: Ord> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut set = BTreeSet::new();
        set.extend(iter);
        set
    }
}
impl<T: Ord> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for x in iter {
            self.insert(x);
        }
    }
}
impl<'a, T: Ord + Copy + 'a> Extend<&'a T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for x in iter {
            self.insert(*x);
        }
    }
}
impl<T: Ord, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(array: [T; N]) -> Self {
        BTreeSet::from_iter(array)
    }
}
impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        self.map.into_keys()
    }
}
impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}
