//! Iterators.

mod adapters;
mod flatten;
mod iterator;
mod peekable;
mod range;
mod sources;
mod traits;

pub(crate) use adapters::Shunt;
pub use adapters::{
    Chain, Cloned, Copied, Cycle, Enumerate, Filter, FilterMap, Fuse, Inspect, Map, MapWhile, Rev, Scan, Skip,
    SkipWhile, StepBy, Take, TakeWhile, Zip, chain, zip,
};
pub use flatten::{FlatMap, Flatten};
pub use iterator::Iterator;
pub use peekable::Peekable;
pub use range::Step;
pub use sources::{
    Empty, FromFn, Once, OnceWith, Repeat, RepeatN, RepeatWith, Successors, empty, from_fn, once, once_with, repeat,
    repeat_n, repeat_with, successors,
};
pub use traits::{
    DoubleEndedIterator, ExactSizeIterator, Extend, FromIterator, FusedIterator, IntoIterator, Product, Sum,
};
