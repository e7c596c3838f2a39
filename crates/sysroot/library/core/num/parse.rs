//! Numbers from text.

use crate::str::FromStr;
use crate::{fmt, intrinsics};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseIntError {
    kind: IntErrorKind,
}
#[derive(Debug, Clone, PartialEq, Eq, Copy, Hash)]
pub enum IntErrorKind {
    Empty,
    InvalidDigit,
    PosOverflow,
    NegOverflow,
    Zero,
}
impl ParseIntError {
    pub const fn kind(&self) -> &IntErrorKind {
        &self.kind
    }
}
impl fmt::Display for ParseIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            IntErrorKind::Empty => "cannot parse integer from empty string",
            IntErrorKind::InvalidDigit => "invalid digit found in string",
            IntErrorKind::PosOverflow => "number too large to fit in target type",
            IntErrorKind::NegOverflow => "number too small to fit in target type",
            IntErrorKind::Zero => "number would be zero for non-zero type",
        })
    }
}
impl crate::error::Error for ParseIntError {}

pub(super) fn error<T>(kind: IntErrorKind) -> Result<T, ParseIntError> {
    Err(ParseIntError { kind })
}
fn digit(byte: u8, radix: u32) -> Option<u8> {
    match (byte as char).to_digit(radix) {
        Some(d) => Some(d as u8),
        None => None,
    }
}

macro_rules! integers {
    ($($t:ident $signed:literal;)*) => { $(
        impl $t {
            pub const fn from_str_radix(src: &str, radix: u32) -> Result<$t, ParseIntError> {
                if radix < 2 || radix > 36 {
                    panic!("from_ascii_radix: radix must lie in the range `[2, 36]` - found {radix}");
                }
                let bytes = src.as_bytes();
                if bytes.is_empty() {
                    return error(IntErrorKind::Empty);
                }
                let signed = bytes[0] == b'+' || bytes[0] == b'-';
                if signed && bytes.len() == 1 {
                    return error(IntErrorKind::InvalidDigit);
                }
                let negative = $signed && bytes[0] == b'-';
                let mut at = if bytes[0] == b'+' || negative { 1 } else { 0 };
                let mut result: $t = 0;
                while at < bytes.len() {
                    // A wrong digit is told before an overflow at the same place.
                    let times = intrinsics::mul_with_overflow(result, radix as $t);
                    let Some(d) = digit(bytes[at], radix) else { return error(IntErrorKind::InvalidDigit) };
                    let sum = if negative {
                        intrinsics::sub_with_overflow(times.0, d as $t)
                    } else {
                        intrinsics::add_with_overflow(times.0, d as $t)
                    };
                    if times.1 || sum.1 {
                        return error(if negative { IntErrorKind::NegOverflow } else { IntErrorKind::PosOverflow });
                    }
                    result = sum.0;
                    at += 1;
                }
                Ok(result)
            }
        }
        impl FromStr for $t {
            type Err = ParseIntError;
            fn from_str(src: &str) -> Result<$t, ParseIntError> { <$t>::from_str_radix(src, 10) }
        }
    )* };
}
integers! {
    i8 true; i16 true; i32 true; i64 true; i128 true; isize true;
    u8 false; u16 false; u32 false; u64 false; u128 false; usize false;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFloatError {
    kind: FloatErrorKind,
}
#[derive(Debug, Clone, PartialEq, Eq)]
enum FloatErrorKind {
    Empty,
    Invalid,
}
impl fmt::Display for ParseFloatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            FloatErrorKind::Empty => "cannot parse float from empty string",
            FloatErrorKind::Invalid => "invalid float literal",
        })
    }
}
impl crate::error::Error for ParseFloatError {}
macro_rules! floats {
    ($($t:ident $single:literal;)*) => { $(
        impl FromStr for $t {
            type Err = ParseFloatError;
            fn from_str(src: &str) -> Result<$t, ParseFloatError> {
                if src.is_empty() {
                    return Err(ParseFloatError { kind: FloatErrorKind::Empty });
                }
                let mut x = 0.0f64;
                if intrinsics::float_from_text(src.as_ptr(), src.len(), $single, &mut x) {
                    Ok(x as $t)
                } else {
                    Err(ParseFloatError { kind: FloatErrorKind::Invalid })
                }
            }
        }
    )* };
}
floats! { f32 true; f64 false; }
