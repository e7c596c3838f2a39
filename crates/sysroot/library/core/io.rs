//! Input and output: so far the standard streams, `Read` and `Write`.

mod error;
mod stdio;
mod traits;

pub use error::{Error, ErrorKind, Result};
pub use stdio::{_eprint, _eprintln, _print, _println, Stderr, StderrLock, Stdin, Stdout, StdoutLock, stderr, stdin, stdout};
pub use traits::{BufRead, Lines, Read, Write};

pub mod prelude {
    pub use super::{BufRead, Read, Write};
}
