//! Comparing and parsing strings, and checking UTF-8.

use crate::cmp::Ordering;
use crate::{fmt, hash, intrinsics};

impl PartialEq for str {
    fn eq(&self, other: &str) -> bool {
        self.len() == other.len() && intrinsics::mem_compare(self.as_ptr(), other.as_ptr(), self.len()) == 0
    }
}
impl Eq for str {}
impl PartialOrd for str {
    fn partial_cmp(&self, other: &str) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for str {
    fn cmp(&self, other: &str) -> Ordering {
        let common = if self.len() < other.len() {
            self.len()
        } else {
            other.len()
        };
        let order = intrinsics::mem_compare(self.as_ptr(), other.as_ptr(), common);
        if order == 0 {
            self.len().cmp(&other.len())
        } else {
            order.cmp(&0)
        }
    }
}
impl hash::Hash for str {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        state.write(self.as_bytes());
        state.write_u8(0xff);
    }
}

pub trait FromStr: Sized {
    type Err;
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}
impl FromStr for bool {
    type Err = ParseBoolError;
    fn from_str(s: &str) -> Result<bool, ParseBoolError> {
        match s {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ParseBoolError),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseBoolError;
impl fmt::Display for ParseBoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("provided string was not `true` or `false`")
    }
}
impl crate::error::Error for ParseBoolError {}

#[derive(Copy, Eq, PartialEq, Clone, Debug)]
pub struct Utf8Error {
    pub(crate) valid_up_to: usize,
    pub(crate) error_len: Option<u8>,
}
impl Utf8Error {
    pub const fn valid_up_to(&self) -> usize {
        self.valid_up_to
    }
    pub fn error_len(&self) -> Option<usize> {
        self.error_len.map(|n| n as usize)
    }
}
impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error_len {
            Some(n) => write!(
                f,
                "invalid utf-8 sequence of {} bytes from index {}",
                n, self.valid_up_to
            ),
            None => write!(f, "incomplete utf-8 byte sequence from index {}", self.valid_up_to),
        }
    }
}
impl crate::error::Error for Utf8Error {}

/// The table of well-formed sequences is that of the Unicode Standard (table 3-7).
pub(super) fn check_utf8(v: &[u8]) -> Result<(), Utf8Error> {
    let mut at = 0;
    while at < v.len() {
        let first = v[at];
        if first < 0x80 {
            at += 1;
            continue;
        }
        let (len, low, high) = match first {
            0xc2..=0xdf => (2, 0x80, 0xbf),
            0xe0 => (3, 0xa0, 0xbf),
            0xe1..=0xec | 0xee | 0xef => (3, 0x80, 0xbf),
            0xed => (3, 0x80, 0x9f),
            0xf0 => (4, 0x90, 0xbf),
            0xf1..=0xf3 => (4, 0x80, 0xbf),
            0xf4 => (4, 0x80, 0x8f),
            _ => {
                return Err(Utf8Error {
                    valid_up_to: at,
                    error_len: Some(1),
                });
            }
        };
        let mut i = 1;
        while i < len {
            if at + i >= v.len() {
                return Err(Utf8Error {
                    valid_up_to: at,
                    error_len: None,
                });
            }
            let b = v[at + i];
            let ok = if i == 1 {
                b >= low && b <= high
            } else {
                b >= 0x80 && b <= 0xbf
            };
            if !ok {
                return Err(Utf8Error {
                    valid_up_to: at,
                    error_len: Some(i as u8),
                });
            }
            i += 1;
        }
        at += len;
    }
    Ok(())
}
