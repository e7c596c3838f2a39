//! Conversions between numbers, and of `bool` and `char`.

use crate::num::TryFromIntError;

macro_rules! lossless {
    ($($from:ty => $($to:ty)*;)*) => { $( $(
        impl From<$from> for $to {
            fn from(small: $from) -> $to { small as $to }
        }
    )* )* };
}
lossless! {
    bool => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    u8 => u16 u32 u64 u128 usize i16 i32 i64 i128 isize f32 f64 char;
    u16 => u32 u64 u128 usize i32 i64 i128 f32 f64;
    u32 => u64 u128 i64 i128 f64;
    u64 => u128 i128;
    i8 => i16 i32 i64 i128 isize f32 f64;
    i16 => i32 i64 i128 isize f32 f64;
    i32 => i64 i128 f64;
    i64 => i128;
    f32 => f64;
    char => u32 u64 u128;
}
impl From<bool> for f32 {
    fn from(b: bool) -> f32 {
        b as u8 as f32
    }
}
impl From<bool> for f64 {
    fn from(b: bool) -> f64 {
        b as u8 as f64
    }
}

/// By way of comparing after the cast: it went well when the value comes back and the sign is kept.
macro_rules! checked {
    ($($from:ty => $($to:ty)*;)*) => { $( $(
        impl TryFrom<$from> for $to {
            type Error = TryFromIntError;
            fn try_from(value: $from) -> Result<$to, TryFromIntError> {
                let cast = value as $to;
                if cast as $from == value && (cast < (0 as $to)) == (value < (0 as $from)) {
                    Ok(cast)
                } else {
                    Err(TryFromIntError(()))
                }
            }
        }
    )* )* };
}
checked! {
    u8 => i8;
    u16 => u8 i8 i16 isize;
    u32 => u8 u16 i8 i16 i32 usize isize;
    u64 => u8 u16 u32 usize i8 i16 i32 i64 isize;
    u128 => u8 u16 u32 u64 usize i8 i16 i32 i64 i128 isize;
    usize => u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 isize;
    i8 => u8 u16 u32 u64 u128 usize;
    i16 => u8 u16 u32 u64 u128 usize i8;
    i32 => u8 u16 u32 u64 u128 usize i8 i16 isize;
    i64 => u8 u16 u32 u64 u128 usize i8 i16 i32 isize;
    i128 => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 isize;
    isize => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128;
}
impl TryFrom<u32> for char {
    type Error = crate::char::CharTryFromError;
    fn try_from(i: u32) -> Result<char, Self::Error> {
        match char::from_u32(i) {
            Some(c) => Ok(c),
            None => Err(crate::char::CharTryFromError(())),
        }
    }
}
impl TryFrom<char> for u8 {
    type Error = crate::char::TryFromCharError;
    fn try_from(c: char) -> Result<u8, Self::Error> {
        let code = c as u32;
        if code < 256 {
            Ok(code as u8)
        } else {
            Err(crate::char::TryFromCharError(()))
        }
    }
}
