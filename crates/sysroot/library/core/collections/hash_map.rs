//! `HashMap`: the entries lie in a vector, and a table of open addressing holds their positions. Iteration
//! goes through the vector, so it is quick; its order is the map's own affair, as in the real one.

mod entry;
mod iter;
mod traits;

use crate::borrow::Borrow;
use crate::hash::{BuildHasher, Hash};
pub use crate::hash::{DefaultHasher, RandomState};
pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub use iter::{Drain, ExtractIf, IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Values, ValuesMut};

#[derive(Clone)]
struct Bucket<K, V> {
    hash: u64,
    key: K,
    value: V,
}
/// No entry here and none was ever.
const EMPTY: usize = usize::MAX;

pub struct HashMap<K, V, S = RandomState> {
    entries: Vec<Bucket<K, V>>,
    /// A power of two in length and at most half full; each holds the position of an entry or `EMPTY`.
    table: Vec<usize>,
    hash_builder: S,
}
impl<K, V> HashMap<K, V, RandomState> {
    pub fn new() -> HashMap<K, V, RandomState> {
        HashMap::with_hasher(RandomState::new())
    }
    pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> {
        HashMap::with_capacity_and_hasher(capacity, RandomState::new())
    }
}
impl<K, V, S> HashMap<K, V, S> {
    pub const fn with_hasher(hash_builder: S) -> HashMap<K, V, S> {
        HashMap {
            entries: Vec::new(),
            table: Vec::new(),
            hash_builder,
        }
    }
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> HashMap<K, V, S> {
        HashMap {
            entries: Vec::with_capacity(capacity),
            table: Vec::new(),
            hash_builder,
        }
    }
    pub fn capacity(&self) -> usize {
        self.entries.capacity()
    }
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }
    pub fn clear(&mut self) {
        self.table.clear();
        self.entries.clear();
    }
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter::new(&self.entries)
    }
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        IterMut::new(&mut self.entries)
    }
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys::new(self.iter())
    }
    pub fn values(&self) -> Values<'_, K, V> {
        Values::new(self.iter())
    }
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut::new(self.iter_mut())
    }
    pub fn into_keys(self) -> IntoKeys<K, V> {
        IntoKeys::new(IntoIter::new(self.entries))
    }
    pub fn into_values(self) -> IntoValues<K, V> {
        IntoValues::new(IntoIter::new(self.entries))
    }
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        self.table.clear();
        Drain::new(self.entries.drain(..))
    }
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, mut f: F) {
        self.entries.retain_mut(|e| f(&e.key, &mut e.value));
        self.rebuild(self.table.len());
    }
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool>(&mut self, mut pred: F) -> ExtractIf<K, V> {
        let mut kept = Vec::new();
        let mut taken = Vec::new();
        for mut e in self.entries.drain(..) {
            if pred(&e.key, &mut e.value) {
                taken.push(e)
            } else {
                kept.push(e)
            }
        }
        self.entries = kept;
        self.rebuild(self.table.len());
        IntoIter::new(taken)
    }
    /// Fills a table of `size` places anew.
    fn rebuild(&mut self, size: usize) {
        self.table.clear();
        self.table.resize(size, EMPTY);
        for i in 0..self.entries.len() {
            let at = self.free_place(self.entries[i].hash);
            self.table[at] = i;
        }
    }
    fn free_place(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at] != EMPTY {
            at = at + 1 & mask;
        }
        at
    }
    /// The place in the table of the entry that `same` accepts.
    fn find_place(&self, hash: u64, mut same: impl FnMut(&K) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            return None;
        }
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let index = self.table[at];
            if index == EMPTY {
                return None;
            }
            let entry = &self.entries[index];
            if entry.hash == hash && same(&entry.key) {
                return Some(at);
            }
            at = at + 1 & mask;
        }
    }
    /// Adds an entry whose key is known not to be there; gives its position.
    fn push(&mut self, hash: u64, key: K, value: V) -> usize {
        if (self.entries.len() + 1) * 2 > self.table.len() {
            let size = if self.table.is_empty() { 8 } else { self.table.len() * 2 };
            self.rebuild(size);
        }
        let index = self.entries.len();
        let at = self.free_place(hash);
        self.table[at] = index;
        self.entries.push(Bucket { hash, key, value });
        index
    }
    /// Takes out the entry at a place of the table; the last entry moves into its position.
    fn take(&mut self, place: usize) -> Bucket<K, V> {
        let index = self.table[place];
        let mask = self.table.len() - 1;
        let last = self.entries.len() - 1;
        if index != last {
            let mut at = self.entries[last].hash as usize & mask;
            while self.table[at] != last {
                at = at + 1 & mask;
            }
            self.table[at] = index;
        }
        // Those behind the gap that may lie in it move up, so that searches need no tombstones.
        let mut gap = place;
        let mut at = place + 1 & mask;
        let removed = self.entries.swap_remove(index);
        self.table[gap] = EMPTY;
        while self.table[at] != EMPTY {
            let home = self.entries[self.table[at]].hash as usize & mask;
            if (at.wrapping_sub(home) & mask) >= (at.wrapping_sub(gap) & mask) {
                self.table[gap] = self.table[at];
                self.table[at] = EMPTY;
                gap = at;
            }
            at = at + 1 & mask;
        }
        removed
    }
}
impl<K: Eq + Hash, V, S: BuildHasher> HashMap<K, V, S> {
    fn find<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        if self.entries.is_empty() {
            return None;
        }
        match self.find_place(self.hash_builder.hash_one(k), |key| *key.borrow() == *k) {
            Some(place) => Some(self.table[place]),
            None => None,
        }
    }
    pub fn reserve(&mut self, additional: usize) {
        self.entries.reserve(additional)
    }
    pub fn shrink_to_fit(&mut self) {
        self.entries.shrink_to_fit()
    }
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V, S> {
        let hash = self.hash_builder.hash_one(&key);
        match self.find_place(hash, |k| *k == key) {
            Some(place) => Entry::Occupied(OccupiedEntry::new(self, place)),
            None => Entry::Vacant(VacantEntry::new(self, hash, key)),
        }
    }
    pub fn shrink_to(&mut self, _min_capacity: usize) {}
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), super::TryReserveError> {
        super::TryReserveError::check::<(K, V)>(self.len(), additional)?;
        self.reserve(additional);
        Ok(())
    }
    pub fn get_disjoint_mut<Q: ?Sized + Hash + Eq, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&mut V>; N]
    where
        K: Borrow<Q>,
    {
        let found = ks.map(|k| self.find(k));
        for (n, index) in found.iter().enumerate() {
            if index.is_some() && found[..n].contains(index) {
                panic!("duplicate keys found");
            }
        }
        let entries = self.entries.as_mut_ptr();
        found.map(|index| index.map(|i| unsafe { &mut (*entries.add(i)).value }))
    }
    pub fn get<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        match self.find(k) {
            Some(i) => Some(&self.entries[i].value),
            None => None,
        }
    }
    pub fn get_key_value<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        match self.find(k) {
            Some(i) => Some((&self.entries[i].key, &self.entries[i].value)),
            None => None,
        }
    }
    pub fn contains_key<Q: ?Sized + Hash + Eq>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(k).is_some()
    }
    pub fn get_mut<Q: ?Sized + Hash + Eq>(&mut self, k: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        match self.find(k) {
            Some(i) => Some(&mut self.entries[i].value),
            None => None,
        }
    }
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {
        let hash = self.hash_builder.hash_one(&k);
        match self.find_place(hash, |key| *key == k) {
            Some(place) => {
                let index = self.table[place];
                Some(crate::mem::replace(&mut self.entries[index].value, v))
            }
            None => {
                self.push(hash, k, v);
                None
            }
        }
    }
    pub fn remove<Q: ?Sized + Hash + Eq>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        match self.remove_entry(k) {
            Some((_, v)) => Some(v),
            None => None,
        }
    }
    pub fn remove_entry<Q: ?Sized + Hash + Eq>(&mut self, k: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
    {
        let hash = self.hash_builder.hash_one(k);
        match self.find_place(hash, |key| *key.borrow() == *k) {
            Some(place) => {
                let e = self.take(place);
                Some((e.key, e.value))
            }
            None => None,
        }
    }
}
