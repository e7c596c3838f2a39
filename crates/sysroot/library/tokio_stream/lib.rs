//! The `tokio-stream` crate, version 0.1: streams for tokio programs, with the real paths and signatures.

mod collect;
mod ext;
mod items;
mod sources;
mod stream_map;
mod timed;
mod transform;
pub mod wrappers;

/// The streams that the methods of `StreamExt` return.
pub mod adapters {
    pub use crate::items::{Filter, FilterMap, MapWhile, Skip, SkipWhile, Take, TakeWhile};
    pub use crate::timed::{ChunksTimeout, Timeout, TimeoutRepeating};
    pub use crate::transform::{Chain, Fuse, Map, Merge, Peekable, Then};
}

pub use collect::FromStream;
pub use ext::StreamExt;
pub use futures::Stream;
pub use sources::{Empty, Iter, Once, Pending, StreamNotifyClose, empty, iter, once, pending};
pub use stream_map::StreamMap;
pub use timed::Elapsed;
