//! Errors of broadcast channels.

use std::error::Error;
use std::fmt;

#[derive(Debug)]
pub struct SendError<T>(pub T);
impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channel closed")
    }
}
impl<T: fmt::Debug> Error for SendError<T> {}

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum RecvError {
    Closed,
    /// So many messages were missed.
    Lagged(u64),
}
impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecvError::Closed => f.write_str("channel closed"),
            RecvError::Lagged(missed) => write!(f, "channel lagged by {missed}"),
        }
    }
}
impl Error for RecvError {}

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum TryRecvError {
    Empty,
    Closed,
    Lagged(u64),
}
impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TryRecvError::Empty => f.write_str("channel empty"),
            TryRecvError::Closed => f.write_str("channel closed"),
            TryRecvError::Lagged(missed) => write!(f, "channel lagged by {missed}"),
        }
    }
}
impl Error for TryRecvError {}
