//! `StreamMap`: many streams, each known by a key.

use std::borrow::Borrow;
use std::collections::hash_map::RandomState;
use std::future::poll_fn;
use std::hash::{BuildHasher, Hash};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::Vec;

use crate::Stream;
use crate::transform::Hint;

#[derive(Debug)]
pub struct StreamMap<K, V> {
    entries: Vec<(K, V)>,
}
impl<K, V> StreamMap<K, V> {
    pub fn new() -> StreamMap<K, V> {
        StreamMap { entries: Vec::new() }
    }
    pub fn with_capacity(capacity: usize) -> StreamMap<K, V> {
        StreamMap {
            entries: Vec::with_capacity(capacity),
        }
    }
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.entries.iter()
    }
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut (K, V)> {
        self.entries.iter_mut()
    }
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, stream)| stream)
    }
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, stream)| stream)
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
    pub fn clear(&mut self) {
        self.entries.clear();
    }
    pub fn insert(&mut self, k: K, stream: V) -> Option<V>
    where
        K: Hash + Eq,
    {
        let old = self.remove(&k);
        self.entries.push((k, stream));
        old
    }
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let at = self.entries.iter().position(|(key, _)| key.borrow() == k)?;
        Some(self.entries.swap_remove(at).1)
    }
    pub fn contains_key<Q>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.entries.iter().any(|(key, _)| key.borrow() == k)
    }
    /// Which stream is asked first: any, for none shall starve.
    fn start(&self) -> usize {
        match self.entries.len() {
            0 | 1 => 0,
            count => (RandomState::new().hash_one(count) % count as u64) as usize,
        }
    }
    /// Takes a stream out that is over, and says which one is next.
    fn over(&mut self, at: usize, start: usize) -> usize {
        self.entries.swap_remove(at);
        if at == self.entries.len() {
            return 0;
        }
        // The last one took its place. If that has been asked already, it is passed over.
        match at < start && start <= self.entries.len() {
            true => (at + 1) % self.entries.len(),
            false => at,
        }
    }
}
impl<K: Unpin, V: Stream + Unpin> StreamMap<K, V> {
    fn poll_next_entry(&mut self, cx: &mut Context<'_>) -> Poll<Option<(usize, V::Item)>> {
        let start = self.start();
        let mut at = start;
        for _ in 0..self.entries.len() {
            match Pin::new(&mut self.entries[at].1).poll_next(cx) {
                Poll::Ready(Some(item)) => return Poll::Ready(Some((at, item))),
                Poll::Ready(None) => at = self.over(at, start),
                Poll::Pending => at = (at + 1) % self.entries.len(),
            }
        }
        match self.entries.is_empty() {
            true => Poll::Ready(None),
            false => Poll::Pending,
        }
    }
}
impl<K: Clone + Unpin, V: Stream + Unpin> StreamMap<K, V> {
    pub async fn next_many(&mut self, buffer: &mut Vec<(K, V::Item)>, limit: usize) -> usize {
        poll_fn(|cx| self.poll_next_many(cx, buffer, limit)).await
    }
    pub fn poll_next_many(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut Vec<(K, V::Item)>,
        limit: usize,
    ) -> Poll<usize> {
        let mut added = 0;
        let start = self.start();
        let mut at = start;
        let mut some_are_ready = true;
        while some_are_ready && added < limit {
            some_are_ready = false;
            for _ in 0..self.entries.len() {
                match Pin::new(&mut self.entries[at].1).poll_next(cx) {
                    Poll::Ready(Some(item)) => {
                        added += 1;
                        some_are_ready = true;
                        buffer.push((self.entries[at].0.clone(), item));
                        at = (at + 1) % self.entries.len();
                        if added == limit {
                            break;
                        }
                    }
                    Poll::Ready(None) => at = self.over(at, start),
                    Poll::Pending => at = (at + 1) % self.entries.len(),
                }
            }
        }
        match added == 0 && limit > 0 && !self.entries.is_empty() {
            true => Poll::Pending,
            false => Poll::Ready(added),
        }
    }
}
impl<K, V> Default for StreamMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}
impl<K: Clone + Unpin, V: Stream + Unpin> Stream for StreamMap<K, V> {
    type Item = (K, V::Item);
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.poll_next_entry(cx));
        Poll::Ready(next.map(|(at, item)| (self.entries[at].0.clone(), item)))
    }
    fn size_hint(&self) -> Hint {
        self.entries.iter().fold((0, Some(0)), |(low, high), (_, stream)| {
            let (l, h) = stream.size_hint();
            let high = high.and_then(|high: usize| high.checked_add(h?));
            (low.saturating_add(l), high)
        })
    }
}
impl<K: Hash + Eq, V> FromIterator<(K, V)> for StreamMap<K, V> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> Self {
        let mut map = StreamMap::new();
        for (key, stream) in iter {
            map.insert(key, stream);
        }
        map
    }
}
impl<K, V> Extend<(K, V)> for StreamMap<K, V> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {
        self.entries.extend(iter);
    }
}
