//! ASCII operations on bytes.

use crate::fmt::{self, Write};

impl u8 {
    pub const fn is_ascii(&self) -> bool {
        *self < 128
    }
    pub const fn to_ascii_uppercase(&self) -> u8 {
        if self.is_ascii_lowercase() { *self - 32 } else { *self }
    }
    pub const fn to_ascii_lowercase(&self) -> u8 {
        if self.is_ascii_uppercase() { *self + 32 } else { *self }
    }
    pub const fn make_ascii_uppercase(&mut self) {
        *self = self.to_ascii_uppercase()
    }
    pub const fn make_ascii_lowercase(&mut self) {
        *self = self.to_ascii_lowercase()
    }
    pub const fn eq_ignore_ascii_case(&self, other: &u8) -> bool {
        self.to_ascii_lowercase() == other.to_ascii_lowercase()
    }
    pub const fn is_ascii_alphabetic(&self) -> bool {
        matches!(*self, b'A'..=b'Z' | b'a'..=b'z')
    }
    pub const fn is_ascii_uppercase(&self) -> bool {
        matches!(*self, b'A'..=b'Z')
    }
    pub const fn is_ascii_lowercase(&self) -> bool {
        matches!(*self, b'a'..=b'z')
    }
    pub const fn is_ascii_alphanumeric(&self) -> bool {
        matches!(*self, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z')
    }
    pub const fn is_ascii_digit(&self) -> bool {
        matches!(*self, b'0'..=b'9')
    }
    pub const fn is_ascii_hexdigit(&self) -> bool {
        matches!(*self, b'0'..=b'9' | b'A'..=b'F' | b'a'..=b'f')
    }
    pub const fn is_ascii_punctuation(&self) -> bool {
        matches!(*self, b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~')
    }
    pub const fn is_ascii_graphic(&self) -> bool {
        matches!(*self, b'!'..=b'~')
    }
    pub const fn is_ascii_whitespace(&self) -> bool {
        matches!(*self, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
    }
    pub const fn is_ascii_control(&self) -> bool {
        matches!(*self, b'\0'..=b'\x1F' | b'\x7F')
    }
    pub fn escape_ascii(self) -> EscapeDefault {
        [self].escape_ascii()
    }
}

impl [u8] {
    pub fn is_ascii(&self) -> bool {
        self.iter().all(|b| b.is_ascii())
    }
    pub fn to_ascii_uppercase(&self) -> Vec<u8> {
        self.iter().map(|b| b.to_ascii_uppercase()).collect()
    }
    pub fn to_ascii_lowercase(&self) -> Vec<u8> {
        self.iter().map(|b| b.to_ascii_lowercase()).collect()
    }
    pub fn make_ascii_uppercase(&mut self) {
        for b in self.iter_mut() {
            b.make_ascii_uppercase();
        }
    }
    pub fn make_ascii_lowercase(&mut self) {
        for b in self.iter_mut() {
            b.make_ascii_lowercase();
        }
    }
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.eq_ignore_ascii_case(b))
    }
    pub fn escape_ascii(&self) -> EscapeDefault {
        let mut out = crate::string::String::new();
        for b in self {
            match *b {
                b'\t' => out.push_str("\\t"),
                b'\r' => out.push_str("\\r"),
                b'\n' => out.push_str("\\n"),
                b'\'' => out.push_str("\\'"),
                b'"' => out.push_str("\\\""),
                b'\\' => out.push_str("\\\\"),
                b' '..=b'~' => out.push(*b as char),
                _ => out.push_str(&format!("\\x{:02x}", b)),
            }
        }
        EscapeDefault {
            bytes: out.into_bytes().into_iter(),
        }
    }
    pub fn trim_ascii(&self) -> &[u8] {
        let mut s = self;
        while let [first, rest @ ..] = s {
            if !first.is_ascii_whitespace() {
                break;
            }
            s = rest;
        }
        while let [rest @ .., last] = s {
            if !last.is_ascii_whitespace() {
                break;
            }
            s = rest;
        }
        s
    }
}

/// Bytes as they stand in a byte string.
#[derive(Clone, Debug)]
pub struct EscapeDefault {
    bytes: crate::vec::IntoIter<u8>,
}
impl Iterator for EscapeDefault {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        self.bytes.next()
    }
}
impl fmt::Display for EscapeDefault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.clone().try_for_each(|b| f.write_char(b as char))
    }
}
