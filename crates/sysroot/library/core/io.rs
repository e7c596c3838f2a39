//! Input and output: so far the standard streams, `Read` and `Write`.

mod error;
mod stdio;
mod traits;

pub use error::{Error, ErrorKind, Result};
pub use stdio::{Stderr, StderrLock, Stdin, Stdout, StdoutLock, _eprint, _print, stderr, stdin, stdout};
pub use traits::{BufRead, Lines, Read, Write};

pub mod prelude {
    pub use super::{BufRead, Read, Write};
}
