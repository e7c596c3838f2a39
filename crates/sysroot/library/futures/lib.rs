//! The `futures` crate, version 0.3: executors, combinators and macros, with the real paths.

pub mod executor;
pub mod future;
pub mod task;

mod macros;

pub use crate::future::{Future, FutureExt, TryFuture, TryFutureExt};

/// What `use futures::prelude::*` brings.
pub mod prelude {
    pub use crate::future::{self, Future, FutureExt, TryFuture, TryFutureExt};
}
