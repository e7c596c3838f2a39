//! Input and output: the standard streams, `Read` and `Write`, and what stands between or instead.

mod buffered;
mod cursor;
mod error;
mod stdio;
mod traits;

pub use buffered::{BufReader, BufWriter, IntoInnerError};
pub use cursor::Cursor;
pub use error::{Error, ErrorKind, Result};
pub use stdio::{
    _eprint, _eprintln, _print, _println, Stderr, StderrLock, Stdin, Stdout, StdoutLock, stderr, stdin, stdout,
};
pub use traits::{BufRead, Lines, Read, Write};

pub mod prelude {
    pub use super::{BufRead, Read, Write};
}
