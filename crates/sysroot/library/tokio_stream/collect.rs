//! `collect`, and what can be collected into.

use std::boxed::Box;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::marker::{PhantomData, PhantomPinned};
use std::pin::Pin;
use std::string::String;
use std::task::{Context, Poll, ready};
use std::vec::Vec;

use crate::Stream;
use crate::transform::pin;

/// What a stream of `T` can be collected into.
pub trait FromStream<T>: sealed::Gathers<T> {}
impl<T, U: sealed::Gathers<T>> FromStream<T> for U {}

mod sealed {
    /// Only the crate itself implements it.
    pub trait Gathers<T>: Sized {
        type InternalCollection;
        fn initialize(lower: usize) -> Self::InternalCollection;
        /// Whether it goes on.
        fn extend(collection: &mut Self::InternalCollection, item: T) -> bool;
        fn finalize(collection: &mut Self::InternalCollection) -> Self;
    }
}
use sealed::Gathers;

#[must_use = "futures do nothing unless you `.await` or poll them"]
#[derive(Debug)]
pub struct Collect<T, U, C> {
    stream: T,
    collection: C,
    _output: PhantomData<U>,
    _pin: PhantomPinned,
}
impl<T, U> Collect<T, U, U::InternalCollection>
where
    T: Stream,
    U: FromStream<T::Item>,
{
    pub(crate) fn new(stream: T) -> Self {
        let collection = U::initialize(stream.size_hint().0);
        Collect {
            stream,
            collection,
            _output: PhantomData,
            _pin: PhantomPinned,
        }
    }
}
impl<T, U> Future for Collect<T, U, U::InternalCollection>
where
    T: Stream,
    U: FromStream<T::Item>,
{
    type Output = U;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<U> {
        let this = unsafe { self.get_unchecked_mut() };
        while let Some(item) = ready!(pin!(this.stream).poll_next(cx)) {
            if !U::extend(&mut this.collection, item) {
                break;
            }
        }
        Poll::Ready(U::finalize(&mut this.collection))
    }
}

impl Gathers<()> for () {
    type InternalCollection = ();
    fn initialize(_: usize) {}
    fn extend(_: &mut (), _: ()) -> bool {
        true
    }
    fn finalize(_: &mut ()) {}
}
impl<T: AsRef<str>> Gathers<T> for String {
    type InternalCollection = String;
    fn initialize(_: usize) -> String {
        String::new()
    }
    fn extend(collection: &mut String, item: T) -> bool {
        collection.push_str(item.as_ref());
        true
    }
    fn finalize(collection: &mut String) -> String {
        std::mem::take(collection)
    }
}
macro_rules! gathers {
    ($([$($bounds:tt)*] $Item:ty => $T:ty;)*) => { $(
        impl<$($bounds)*> Gathers<$Item> for $T {
            type InternalCollection = $T;
            fn initialize(_: usize) -> $T {
                <$T>::new()
            }
            fn extend(collection: &mut $T, item: $Item) -> bool {
                collection.extend([item]);
                true
            }
            fn finalize(collection: &mut $T) -> $T {
                std::mem::take(collection)
            }
        }
    )* };
}
gathers! {
    [T] T => VecDeque<T>;
    [T] T => LinkedList<T>;
    [T: Ord] T => BTreeSet<T>;
    [T: Ord] T => BinaryHeap<T>;
    [T: Eq + Hash] T => HashSet<T>;
    [K: Ord, V] (K, V) => BTreeMap<K, V>;
    [K: Eq + Hash, V] (K, V) => HashMap<K, V>;
}
impl<T> Gathers<T> for Vec<T> {
    type InternalCollection = Vec<T>;
    fn initialize(lower: usize) -> Vec<T> {
        Vec::with_capacity(lower)
    }
    fn extend(collection: &mut Vec<T>, item: T) -> bool {
        collection.push(item);
        true
    }
    fn finalize(collection: &mut Vec<T>) -> Vec<T> {
        std::mem::take(collection)
    }
}
impl<T> Gathers<T> for Box<[T]> {
    type InternalCollection = Vec<T>;
    fn initialize(lower: usize) -> Vec<T> {
        Vec::with_capacity(lower)
    }
    fn extend(collection: &mut Vec<T>, item: T) -> bool {
        collection.push(item);
        true
    }
    fn finalize(collection: &mut Vec<T>) -> Box<[T]> {
        std::mem::take(collection).into_boxed_slice()
    }
}
/// The first error ends it.
impl<T, U: FromStream<T>, E> Gathers<Result<T, E>> for Result<U, E> {
    type InternalCollection = Result<U::InternalCollection, E>;
    fn initialize(lower: usize) -> Self::InternalCollection {
        Ok(U::initialize(lower))
    }
    fn extend(collection: &mut Self::InternalCollection, item: Result<T, E>) -> bool {
        match (&mut *collection, item) {
            (Ok(collection), Ok(item)) => U::extend(collection, item),
            (Ok(_), Err(error)) => {
                *collection = Err(error);
                false
            }
            (Err(_), _) => false,
        }
    }
    fn finalize(collection: &mut Self::InternalCollection) -> Result<U, E> {
        // What is left behind is dropped without being looked at.
        match std::mem::replace(collection, Ok(U::initialize(0))) {
            Ok(mut collection) => Ok(U::finalize(&mut collection)),
            Err(error) => Err(error),
        }
    }
}
