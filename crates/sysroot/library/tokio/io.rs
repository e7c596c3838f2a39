//! Asynchronous input and output: the traits, their methods, and what stands between or instead.

mod buf_reader;
mod buf_writer;
mod copy;
mod duplex;
mod interest;
mod memory;
mod op;
mod read_buf;
mod read_ext;
mod seek;
mod split;
mod stdio;
mod traits;
mod write_ext;

pub use buf_reader::{AsyncBufReadExt, BufReader, Lines, Split};
pub use buf_writer::{BufStream, BufWriter};
pub use copy::{copy, copy_bidirectional, copy_buf};
pub use duplex::{DuplexStream, SimplexStream, duplex, simplex};
pub use interest::{Interest, Ready};
pub use memory::{Empty, Repeat, Sink, empty, repeat, sink};
pub use read_buf::ReadBuf;
pub use read_ext::{AsyncReadExt, Chain, Take};
pub use seek::{AsyncSeek, AsyncSeekExt};
pub use split::{ReadHalf, WriteHalf, split};
pub use std::io::{Error, ErrorKind, Result, SeekFrom};
pub use stdio::{Stderr, Stdin, Stdout, stderr, stdin, stdout};
pub use traits::{AsyncBufRead, AsyncRead, AsyncWrite};
pub use write_ext::AsyncWriteExt;
