//! Errors of time.

use std::{fmt, io};

#[derive(Debug, PartialEq, Eq)]
pub struct Elapsed(());
impl Elapsed {
    pub(crate) fn new() -> Elapsed {
        Elapsed(())
    }
}
impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        "deadline has elapsed".fmt(f)
    }
}
impl std::error::Error for Elapsed {}
impl From<Elapsed> for io::Error {
    fn from(_: Elapsed) -> io::Error {
        io::ErrorKind::TimedOut.into()
    }
}

/// Why a timer failed: here it never does.
#[derive(Debug, Clone, Copy)]
pub struct Error(());
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("timer is shutdown, must be called from the context of Tokio runtime")
    }
}
impl std::error::Error for Error {}
