//! What one waits for, and what one gets.

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

use crate::runtime::io::{ERROR, FOR_READING, FOR_WRITING, READ_CLOSED, READABLE, WRITABLE, WRITE_CLOSED};

#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Interest(u64);
impl Interest {
    pub const READABLE: Interest = Interest(READABLE);
    pub const WRITABLE: Interest = Interest(WRITABLE);
    pub const ERROR: Interest = Interest(ERROR);

    pub const fn is_readable(self) -> bool {
        self.0 & READABLE != 0
    }
    pub const fn is_writable(self) -> bool {
        self.0 & WRITABLE != 0
    }
    pub const fn is_error(self) -> bool {
        self.0 & ERROR != 0
    }
    pub const fn add(self, other: Interest) -> Interest {
        Interest(self.0 | other.0)
    }
    pub fn remove(self, other: Interest) -> Option<Interest> {
        let left = self.0 & !other.0;
        (left != 0).then_some(Interest(left))
    }
    /// The readiness that ends the wait.
    pub(crate) fn mask(self) -> u64 {
        let reading = if self.is_readable() { FOR_READING } else { 0 };
        let writing = if self.is_writable() { FOR_WRITING } else { 0 };
        let error = if self.is_error() { ERROR | READ_CLOSED | WRITE_CLOSED } else { 0 };
        reading | writing | error
    }
}
impl BitOr for Interest {
    type Output = Interest;
    fn bitor(self, other: Interest) -> Interest {
        self.add(other)
    }
}
impl BitOrAssign for Interest {
    fn bitor_assign(&mut self, other: Interest) {
        *self = self.add(other);
    }
}
impl fmt::Debug for Interest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (is, name) in [
            (self.is_readable(), "READABLE"),
            (self.is_writable(), "WRITABLE"),
            (self.is_error(), "ERROR"),
        ] {
            if is {
                write!(f, "{separator}{name}")?;
                separator = " | ";
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ready(u64);
impl Ready {
    pub const EMPTY: Ready = Ready(0);
    pub const READABLE: Ready = Ready(READABLE);
    pub const WRITABLE: Ready = Ready(WRITABLE);
    pub const READ_CLOSED: Ready = Ready(READ_CLOSED);
    pub const WRITE_CLOSED: Ready = Ready(WRITE_CLOSED);
    pub const ERROR: Ready = Ready(ERROR);
    pub const ALL: Ready = Ready(READABLE | WRITABLE | READ_CLOSED | WRITE_CLOSED | ERROR);

    pub(crate) fn from_bits(bits: u64) -> Ready {
        Ready(bits)
    }
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    pub fn is_readable(self) -> bool {
        self.0 & FOR_READING != 0
    }
    pub fn is_writable(self) -> bool {
        self.0 & FOR_WRITING != 0
    }
    pub fn is_read_closed(self) -> bool {
        self.0 & READ_CLOSED != 0
    }
    pub fn is_write_closed(self) -> bool {
        self.0 & WRITE_CLOSED != 0
    }
    pub fn is_error(self) -> bool {
        self.0 & ERROR != 0
    }
}
impl BitOr for Ready {
    type Output = Ready;
    fn bitor(self, other: Ready) -> Ready {
        Ready(self.0 | other.0)
    }
}
impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready")
            .field("is_readable", &self.is_readable())
            .field("is_writable", &self.is_writable())
            .field("is_read_closed", &self.is_read_closed())
            .field("is_write_closed", &self.is_write_closed())
            .field("is_error", &self.is_error())
            .finish()
    }
}
