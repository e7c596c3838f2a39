//! Input and output: the standard streams, `Read` and `Write`, and what stands between or instead.

mod adapters;
mod buffered;
mod cursor;
mod error;
mod line_writer;
mod stdio;
mod traits;

pub use adapters::{
    Bytes, Chain, Empty, Repeat, Sink, Split, Take, copy, empty, read_to_string, repeat, sink,
};
pub use buffered::{BufReader, BufWriter, IntoInnerError};
pub use cursor::Cursor;
pub use error::{Error, ErrorKind, Result};
pub use line_writer::LineWriter;
pub use stdio::{
    _eprint, _eprintln, _print, _println, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, stderr, stdin, stdout,
};
pub use traits::{BufRead, Lines, Read, Seek, SeekFrom, Write};

pub mod prelude {
    pub use super::{BufRead, Read, Seek, Write};
}
