//! `LinkedList`: by its interface only; a ring serves it better.

use super::VecDeque;
use crate::fmt;

#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkedList<T> {
    deque: VecDeque<T>,
}
impl<T> LinkedList<T> {
    pub const fn new() -> LinkedList<T> {
        LinkedList { deque: VecDeque::new() }
    }
    pub fn push_back(&mut self, x: T) {
        self.deque.push_back(x)
    }
    pub fn push_front(&mut self, x: T) {
        self.deque.push_front(x)
    }
    pub fn pop_back(&mut self) -> Option<T> {
        self.deque.pop_back()
    }
    pub fn pop_front(&mut self) -> Option<T> {
        self.deque.pop_front()
    }
    pub fn front(&self) -> Option<&T> {
        self.deque.front()
    }
    pub fn back(&self) -> Option<&T> {
        self.deque.back()
    }
    pub fn front_mut(&mut self) -> Option<&mut T> {
        self.deque.front_mut()
    }
    pub fn back_mut(&mut self) -> Option<&mut T> {
        self.deque.back_mut()
    }
    pub fn len(&self) -> usize {
        self.deque.len()
    }
    pub fn is_empty(&self) -> bool {
        self.deque.is_empty()
    }
    pub fn clear(&mut self) {
        self.deque.clear()
    }
    pub fn split_off(&mut self, at: usize) -> LinkedList<T> {
        assert!(at <= self.len(), "Cannot split off at a nonexistent index");
        LinkedList {
            deque: self.deque.split_off(at),
        }
    }
    pub fn append(&mut self, other: &mut LinkedList<T>) {
        self.deque.append(&mut other.deque)
    }
    pub fn contains(&self, x: &T) -> bool
    where
        T: PartialEq,
    {
        self.deque.contains(x)
    }
    pub fn iter(&self) -> super::vec_deque::Iter<'_, T> {
        self.deque.iter()
    }
    pub fn iter_mut(&mut self) -> super::vec_deque::IterMut<'_, T> {
        self.deque.iter_mut()
    }
}
impl<T: fmt::Debug> fmt::Debug for LinkedList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deque.fmt(f)
    }
}
impl<T> FromIterator<T> for LinkedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        LinkedList {
            deque: iter.into_iter().collect(),
        }
    }
}
impl<T> Extend<T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        self.deque.extend(iter)
    }
}
impl<T, const N: usize> From<[T; N]> for LinkedList<T> {
    fn from(array: [T; N]) -> Self {
        LinkedList {
            deque: VecDeque::from(array),
        }
    }
}
impl<T> IntoIterator for LinkedList<T> {
    type Item = T;
    type IntoIter = super::vec_deque::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.deque.into_iter()
    }
}
impl<'a, T> IntoIterator for &'a LinkedList<T> {
    type Item = &'a T;
    type IntoIter = super::vec_deque::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.deque.iter()
    }
}
impl<'a, T> IntoIterator for &'a mut LinkedList<T> {
    type Item = &'a mut T;
    type IntoIter = super::vec_deque::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.deque.iter_mut()
    }
}
