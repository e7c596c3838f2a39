//! The `futures` crate, version 0.3: executors, combinators, streams, channels and macros, with the real paths.

pub mod channel;
pub mod executor;
pub mod future;
pub mod io;
pub mod lock;
pub mod sink;
pub mod stream;
pub mod task;

#[doc(hidden)]
pub mod __select;
mod macros;
mod waits;

pub use crate::future::{Future, FutureExt, TryFuture, TryFutureExt};
pub use crate::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, AsyncWrite, AsyncWriteExt};
pub use crate::sink::{Sink, SinkExt};
pub use crate::stream::{Stream, StreamExt, TryStream, TryStreamExt};

/// What `use futures::prelude::*` brings.
pub mod prelude {
    pub use crate::future::{self, Future, FutureExt as _, TryFuture, TryFutureExt as _};
    pub use crate::io::{
        AsyncBufRead, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncSeek, AsyncSeekExt as _, AsyncWrite,
        AsyncWriteExt as _,
    };
    pub use crate::sink::{self, Sink, SinkExt as _};
    pub use crate::stream::{self, Stream, StreamExt as _, TryStream, TryStreamExt as _};
}
