//! `flatten` and `flat_map`.

use super::{DoubleEndedIterator, IntoIterator, Iterator};

/// An inner iterator at either end; what is between is still in `iter`.
#[derive(Clone)]
struct Both<I, U> {
    iter: Option<I>,
    front: Option<U>,
    back: Option<U>,
}
macro_rules! flattened {
    ($this:ident, $item:ident => $inner:expr) => {
        fn next(&mut self) -> Option<U::Item> {
            let $this = self;
            loop {
                if let Some(front) = &mut $this.both.front {
                    match front.next() {
                        None => $this.both.front = None,
                        some => return some,
                    }
                }
                let outer = match &mut $this.both.iter {
                    Some(iter) => iter.next(),
                    None => None,
                };
                match outer {
                    Some($item) => $this.both.front = Some($inner.into_iter()),
                    None => {
                        $this.both.iter = None;
                        return match &mut $this.both.back {
                            Some(back) => back.next(),
                            None => None,
                        };
                    }
                }
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let front = self.both.front.as_ref().map_or((0, Some(0)), |x| x.size_hint());
            let back = self.both.back.as_ref().map_or((0, Some(0)), |x| x.size_hint());
            let empty = match &self.both.iter {
                None => true,
                Some(iter) => iter.size_hint().1 == Some(0),
            };
            let high = match (front.1, back.1) {
                (Some(a), Some(b)) if empty => a.checked_add(b),
                _ => None,
            };
            (front.0.saturating_add(back.0), high)
        }
    };
}
macro_rules! flattened_back {
    ($this:ident, $item:ident => $inner:expr) => {
        fn next_back(&mut self) -> Option<U::Item> {
            let $this = self;
            loop {
                if let Some(back) = &mut $this.both.back {
                    match back.next_back() {
                        None => $this.both.back = None,
                        some => return some,
                    }
                }
                let outer = match &mut $this.both.iter {
                    Some(iter) => iter.next_back(),
                    None => None,
                };
                match outer {
                    Some($item) => $this.both.back = Some($inner.into_iter()),
                    None => {
                        $this.both.iter = None;
                        return match &mut $this.both.front {
                            Some(front) => front.next_back(),
                            None => None,
                        };
                    }
                }
            }
        }
    };
}

pub struct Flatten<I: Iterator<Item: IntoIterator>> {
    both: Both<I, <I::Item as IntoIterator>::IntoIter>,
}
impl<I: Iterator<Item: IntoIterator>> Flatten<I> {
    pub(super) fn new(iter: I) -> Self {
        Flatten {
            both: Both {
                iter: Some(iter),
                front: None,
                back: None,
            },
        }
    }
}
impl<I: Clone + Iterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>, U: Clone + Iterator> Clone for Flatten<I> {
    fn clone(&self) -> Self {
        Flatten { both: self.both.clone() }
    }
}
impl<I: Iterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>, U: Iterator> Iterator for Flatten<I> {
    type Item = U::Item;
    flattened! { this, item => item }
}
impl<I, U> DoubleEndedIterator for Flatten<I>
where
    I: DoubleEndedIterator<Item: IntoIterator<IntoIter = U, Item = U::Item>>,
    U: DoubleEndedIterator,
{
    flattened_back! { this, item => item }
}

pub struct FlatMap<I, U: IntoIterator, F> {
    both: Both<I, U::IntoIter>,
    f: F,
}
impl<I, U: IntoIterator, F> FlatMap<I, U, F> {
    pub(super) fn new(iter: I, f: F) -> Self {
        FlatMap {
            both: Both {
                iter: Some(iter),
                front: None,
                back: None,
            },
            f,
        }
    }
}
impl<I: Clone, U: IntoIterator<IntoIter: Clone>, F: Clone> Clone for FlatMap<I, U, F> {
    fn clone(&self) -> Self {
        FlatMap {
            both: self.both.clone(),
            f: self.f.clone(),
        }
    }
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> Iterator for FlatMap<I, U, F> {
    type Item = U::Item;
    flattened! { this, item => (this.f)(item) }
}
impl<I, U, F> DoubleEndedIterator for FlatMap<I, U, F>
where
    I: DoubleEndedIterator,
    U: IntoIterator<IntoIter: DoubleEndedIterator>,
    F: FnMut(I::Item) -> U,
{
    flattened_back! { this, item => (this.f)(item) }
}
