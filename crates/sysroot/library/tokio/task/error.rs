//! `JoinError`: how a task ended without an output.

use std::any::Any;
use std::boxed::Box;
use std::string::String;
use std::{fmt, io};

use super::Id;

pub struct JoinError {
    repr: Repr,
    id: Id,
}
enum Repr {
    Cancelled,
    Panic(Box<dyn Any + Send + 'static>),
}
unsafe impl Sync for JoinError {}

impl JoinError {
    pub(crate) fn cancelled(id: Id) -> JoinError {
        JoinError {
            repr: Repr::Cancelled,
            id,
        }
    }
    pub(crate) fn panicked(id: Id, payload: Box<dyn Any + Send + 'static>) -> JoinError {
        JoinError {
            repr: Repr::Panic(payload),
            id,
        }
    }
    pub fn is_cancelled(&self) -> bool {
        matches!(self.repr, Repr::Cancelled)
    }
    pub fn is_panic(&self) -> bool {
        matches!(self.repr, Repr::Panic(_))
    }
    #[track_caller]
    pub fn into_panic(self) -> Box<dyn Any + Send + 'static> {
        self.try_into_panic().expect("`JoinError` reason is not a panic.")
    }
    pub fn try_into_panic(self) -> Result<Box<dyn Any + Send + 'static>, JoinError> {
        match self.repr {
            Repr::Panic(payload) => Ok(payload),
            Repr::Cancelled => Err(self),
        }
    }
    pub fn id(&self) -> Id {
        self.id
    }
    /// The panic's message, if it has one.
    fn message(&self) -> Option<&str> {
        let Repr::Panic(payload) = &self.repr else {
            return None;
        };
        match payload.downcast_ref::<String>() {
            Some(message) => Some(message),
            None => payload.downcast_ref::<&'static str>().copied(),
        }
    }
}
impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_cancelled() {
            return write!(f, "task {} was cancelled", self.id);
        }
        match self.message() {
            Some(message) => write!(f, "task {} panicked with message {:?}", self.id, message),
            None => write!(f, "task {} panicked", self.id),
        }
    }
}
impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_cancelled() {
            return write!(f, "JoinError::Cancelled({:?})", self.id);
        }
        match self.message() {
            Some(message) => write!(f, "JoinError::Panic({:?}, {:?}, ...)", self.id, message),
            None => write!(f, "JoinError::Panic({:?}, ...)", self.id),
        }
    }
}
impl std::error::Error for JoinError {}
impl From<JoinError> for io::Error {
    fn from(error: JoinError) -> io::Error {
        io::Error::other(match error.repr {
            Repr::Cancelled => "task was cancelled",
            Repr::Panic(_) => "task panicked",
        })
    }
}
