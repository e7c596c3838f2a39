//! Comparing and hashing slices.

use crate::cmp::Ordering;
use crate::hash::{Hash, Hasher};

impl<T: PartialEq<U>, U> PartialEq<[U]> for [T] {
    fn eq(&self, other: &[U]) -> bool {
        if self.len() != other.len() {
            return false;
        }
        let mut i = 0;
        while i < self.len() {
            if self[i] != other[i] {
                return false;
            }
            i += 1;
        }
        true
    }
}
impl<T: Eq> Eq for [T] {}
impl<T: PartialOrd> PartialOrd for [T] {
    fn partial_cmp(&self, other: &[T]) -> Option<Ordering> {
        let common = if self.len() < other.len() {
            self.len()
        } else {
            other.len()
        };
        let mut i = 0;
        while i < common {
            match self[i].partial_cmp(&other[i]) {
                Some(Ordering::Equal) => i += 1,
                unequal => return unequal,
            }
        }
        self.len().partial_cmp(&other.len())
    }
}
impl<T: Ord> Ord for [T] {
    fn cmp(&self, other: &[T]) -> Ordering {
        let common = if self.len() < other.len() {
            self.len()
        } else {
            other.len()
        };
        let mut i = 0;
        while i < common {
            match self[i].cmp(&other[i]) {
                Ordering::Equal => i += 1,
                unequal => return unequal,
            }
        }
        self.len().cmp(&other.len())
    }
}
impl<T: Hash> Hash for [T] {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for x in self {
            x.hash(state);
        }
    }
}
