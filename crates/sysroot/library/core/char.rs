//! Characters.

use crate::intrinsics;
use crate::{error, fmt};

pub const MAX: char = '\u{10ffff}';
pub const REPLACEMENT_CHARACTER: char = '\u{fffd}';

mod utf16;

pub use utf16::{DecodeUtf16, DecodeUtf16Error, decode_utf16};

pub const fn from_u32(i: u32) -> Option<char> {
    if i > 0x10ffff || (i >= 0xd800 && i < 0xe000) {
        None
    } else {
        Some(intrinsics::transmute(i))
    }
}
pub const unsafe fn from_u32_unchecked(i: u32) -> char {
    intrinsics::transmute(i)
}
pub const fn from_digit(num: u32, radix: u32) -> Option<char> {
    if radix > 36 {
        panic!("from_digit: radix is too high (maximum 36)");
    }
    if num >= radix {
        None
    } else if num < 10 {
        Some((b'0' + num as u8) as char)
    } else {
        Some((b'a' + num as u8 - 10) as char)
    }
}

/// The classes of `intrinsics::char_class`.
mod class {
    pub const ALPHABETIC: u32 = 0;
    pub const NUMERIC: u32 = 1;
    pub const WHITESPACE: u32 = 2;
    pub const UPPERCASE: u32 = 3;
    pub const LOWERCASE: u32 = 4;
    pub const CONTROL: u32 = 5;
    pub const GRAPHEME_EXTEND: u32 = 6;
    pub const PRINTABLE: u32 = 7;
}

impl char {
    pub const MIN: char = '\0';
    pub const MAX: char = '\u{10ffff}';
    pub const REPLACEMENT_CHARACTER: char = '\u{fffd}';

    pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> {
        decode_utf16(iter)
    }
    pub const fn from_u32(i: u32) -> Option<char> {
        from_u32(i)
    }
    pub const unsafe fn from_u32_unchecked(i: u32) -> char {
        intrinsics::transmute(i)
    }
    pub const fn from_digit(num: u32, radix: u32) -> Option<char> {
        from_digit(num, radix)
    }
    pub const fn is_digit(self, radix: u32) -> bool {
        self.to_digit(radix).is_some()
    }
    pub const fn to_digit(self, radix: u32) -> Option<u32> {
        if radix < 2 || radix > 36 {
            panic!("to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive");
        }
        let c = self as u32;
        let digit = if c >= 48 && c <= 57 {
            c - 48
        } else if c >= 97 && c <= 122 {
            c - 87
        } else if c >= 65 && c <= 90 {
            c - 55
        } else {
            return None;
        };
        if digit < radix { Some(digit) } else { None }
    }
    pub const fn len_utf8(self) -> usize {
        let code = self as u32;
        if code < 0x80 {
            1
        } else if code < 0x800 {
            2
        } else if code < 0x10000 {
            3
        } else {
            4
        }
    }
    pub const fn len_utf16(self) -> usize {
        if (self as u32) < 0x10000 { 1 } else { 2 }
    }
    pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {
        let code = self as u32;
        let len = self.len_utf8();
        if dst.len() < len {
            panic!(
                "encode_utf8: need {} bytes to encode U+{:x} but buffer has just {}",
                len,
                code,
                dst.len()
            );
        }
        if len == 1 {
            dst[0] = code as u8;
        } else if len == 2 {
            dst[0] = (code >> 6) as u8 | 0xc0;
            dst[1] = (code & 0x3f) as u8 | 0x80;
        } else if len == 3 {
            dst[0] = (code >> 12) as u8 | 0xe0;
            dst[1] = (code >> 6 & 0x3f) as u8 | 0x80;
            dst[2] = (code & 0x3f) as u8 | 0x80;
        } else {
            dst[0] = (code >> 18) as u8 | 0xf0;
            dst[1] = (code >> 12 & 0x3f) as u8 | 0x80;
            dst[2] = (code >> 6 & 0x3f) as u8 | 0x80;
            dst[3] = (code & 0x3f) as u8 | 0x80;
        }
        unsafe { crate::str::from_utf8_unchecked_mut(&mut dst[..len]) }
    }
    pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {
        let code = self as u32;
        if code < 0x10000 {
            dst[0] = code as u16;
            &mut dst[..1]
        } else {
            dst[0] = 0xd800 | ((code - 0x10000) >> 10) as u16;
            dst[1] = 0xdc00 | ((code - 0x10000) & 0x3ff) as u16;
            &mut dst[..2]
        }
    }
    pub fn is_alphabetic(self) -> bool {
        if self.is_ascii() {
            self.is_ascii_alphabetic()
        } else {
            intrinsics::char_class(self as u32, class::ALPHABETIC)
        }
    }
    pub fn is_numeric(self) -> bool {
        if self.is_ascii() {
            self.is_ascii_digit()
        } else {
            intrinsics::char_class(self as u32, class::NUMERIC)
        }
    }
    pub fn is_alphanumeric(self) -> bool {
        self.is_alphabetic() || self.is_numeric()
    }
    pub fn is_whitespace(self) -> bool {
        match self {
            ' ' | '\x09'..='\x0d' => true,
            c => c > '\x7f' && intrinsics::char_class(c as u32, class::WHITESPACE),
        }
    }
    pub fn is_uppercase(self) -> bool {
        if self.is_ascii() {
            self.is_ascii_uppercase()
        } else {
            intrinsics::char_class(self as u32, class::UPPERCASE)
        }
    }
    pub fn is_lowercase(self) -> bool {
        if self.is_ascii() {
            self.is_ascii_lowercase()
        } else {
            intrinsics::char_class(self as u32, class::LOWERCASE)
        }
    }
    pub fn is_control(self) -> bool {
        intrinsics::char_class(self as u32, class::CONTROL)
    }
    pub fn to_lowercase(self) -> ToLowercase {
        ToLowercase {
            chars: case(self, false),
        }
    }
    pub fn to_uppercase(self) -> ToUppercase {
        ToUppercase {
            chars: case(self, true),
        }
    }
    pub const fn is_ascii(&self) -> bool {
        (*self as u32) < 128
    }
    pub const fn to_ascii_uppercase(&self) -> char {
        if self.is_ascii_lowercase() {
            ((*self as u8) - 32) as char
        } else {
            *self
        }
    }
    pub const fn to_ascii_lowercase(&self) -> char {
        if self.is_ascii_uppercase() {
            ((*self as u8) + 32) as char
        } else {
            *self
        }
    }
    pub const fn make_ascii_uppercase(&mut self) {
        *self = self.to_ascii_uppercase()
    }
    pub const fn make_ascii_lowercase(&mut self) {
        *self = self.to_ascii_lowercase()
    }
    pub const fn eq_ignore_ascii_case(&self, other: &char) -> bool {
        self.to_ascii_lowercase() == other.to_ascii_lowercase()
    }
    pub const fn is_ascii_alphabetic(&self) -> bool {
        matches!(*self, 'A'..='Z' | 'a'..='z')
    }
    pub const fn is_ascii_uppercase(&self) -> bool {
        matches!(*self, 'A'..='Z')
    }
    pub const fn is_ascii_lowercase(&self) -> bool {
        matches!(*self, 'a'..='z')
    }
    pub const fn is_ascii_alphanumeric(&self) -> bool {
        matches!(*self, '0'..='9' | 'A'..='Z' | 'a'..='z')
    }
    pub const fn is_ascii_digit(&self) -> bool {
        matches!(*self, '0'..='9')
    }
    pub const fn is_ascii_hexdigit(&self) -> bool {
        matches!(*self, '0'..='9' | 'A'..='F' | 'a'..='f')
    }
    pub const fn is_ascii_punctuation(&self) -> bool {
        matches!(*self, '!'..='/' | ':'..='@' | '['..='`' | '{'..='~')
    }
    pub const fn is_ascii_graphic(&self) -> bool {
        matches!(*self, '!'..='~')
    }
    pub const fn is_ascii_whitespace(&self) -> bool {
        matches!(*self, '\t' | '\n' | '\x0C' | '\r' | ' ')
    }
    pub const fn is_ascii_control(&self) -> bool {
        matches!(*self, '\0'..='\x1F' | '\x7F')
    }
    pub fn escape_debug(self) -> EscapeDebug {
        self.escape_debug_with(true, true, true)
    }
    pub(crate) fn escape_debug_with(self, extended: bool, single_quote: bool, double_quote: bool) -> EscapeDebug {
        let mut out = Chars::new();
        match self {
            '\0' => out.backslash('0'),
            '\t' => out.backslash('t'),
            '\r' => out.backslash('r'),
            '\n' => out.backslash('n'),
            '\\' => out.backslash('\\'),
            '"' if double_quote => out.backslash('"'),
            '\'' if single_quote => out.backslash('\''),
            c => {
                let code = c as u32;
                let plain = c >= ' ' && c <= '~'
                    || !(extended && intrinsics::char_class(code, class::GRAPHEME_EXTEND))
                        && intrinsics::char_class(code, class::PRINTABLE);
                if plain { out.push(c) } else { out.unicode(code) }
            }
        }
        EscapeDebug { chars: out }
    }
    pub fn escape_default(self) -> EscapeDefault {
        let mut out = Chars::new();
        match self {
            '\t' => out.backslash('t'),
            '\r' => out.backslash('r'),
            '\n' => out.backslash('n'),
            '\\' | '\'' | '"' => out.backslash(self),
            '\x20'..='\x7e' => out.push(self),
            _ => out.unicode(self as u32),
        }
        EscapeDefault { chars: out }
    }
    pub fn escape_unicode(self) -> EscapeUnicode {
        let mut out = Chars::new();
        out.unicode(self as u32);
        EscapeUnicode { chars: out }
    }
}

fn case(c: char, upper: bool) -> Chars {
    let mut out = Chars::new();
    if c.is_ascii() {
        out.push(if upper {
            c.to_ascii_uppercase()
        } else {
            c.to_ascii_lowercase()
        });
    } else {
        let mut codes = [0u32; 3];
        let n = intrinsics::char_case(c as u32, upper, &mut codes[0]);
        for i in 0..n {
            out.push(intrinsics::transmute(codes[i]));
        }
    }
    out
}

/// Up to ten characters: the longest escape is `\u{10ffff}`.
#[derive(Clone, Debug)]
struct Chars {
    chars: [char; 10],
    start: usize,
    end: usize,
}
impl Chars {
    fn new() -> Chars {
        Chars {
            chars: ['\0'; 10],
            start: 0,
            end: 0,
        }
    }
    fn push(&mut self, c: char) {
        self.chars[self.end] = c;
        self.end += 1;
    }
    fn backslash(&mut self, c: char) {
        self.push('\\');
        self.push(c);
    }
    fn unicode(&mut self, code: u32) {
        self.backslash('u');
        self.push('{');
        let mut digits = 1;
        while digits < 6 && code >> (digits * 4) != 0 {
            digits += 1;
        }
        while digits > 0 {
            digits -= 1;
            let digit = (code >> (digits * 4) & 15) as u8;
            self.push((if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }) as char);
        }
        self.push('}');
    }
}
macro_rules! char_iterators {
    ($($Name:ident)*) => { $(
        #[derive(Clone, Debug)]
        pub struct $Name {
            chars: Chars,
        }
        impl Iterator for $Name {
            type Item = char;
            fn next(&mut self) -> Option<char> {
                if self.chars.start == self.chars.end {
                    return None;
                }
                self.chars.start += 1;
                Some(self.chars.chars[self.chars.start - 1])
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let n = self.chars.end - self.chars.start;
                (n, Some(n))
            }
        }
        impl DoubleEndedIterator for $Name {
            fn next_back(&mut self) -> Option<char> {
                if self.chars.start == self.chars.end {
                    return None;
                }
                self.chars.end -= 1;
                Some(self.chars.chars[self.chars.end])
            }
        }
        impl ExactSizeIterator for $Name {}
        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    fmt::Write::write_char(f, c)?;
                }
                Ok(())
            }
        }
    )* };
}
char_iterators! { ToLowercase ToUppercase EscapeDebug EscapeDefault EscapeUnicode }

macro_rules! errors {
    ($($Name:ident $text:literal;)*) => { $(
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        pub struct $Name(pub(crate) ());
        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad($text) }
        }
        impl error::Error for $Name {}
    )* };
}
errors! {
    CharTryFromError "converted integer out of range for `char`";
    TryFromCharError "unicode code point out of range";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCharError {
    kind: CharErrorKind,
}
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum CharErrorKind {
    EmptyString,
    TooManyChars,
}
impl fmt::Display for ParseCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            CharErrorKind::EmptyString => "cannot parse char from empty string",
            CharErrorKind::TooManyChars => "too many characters in string",
        })
    }
}
impl error::Error for ParseCharError {}
impl crate::str::FromStr for char {
    type Err = ParseCharError;
    fn from_str(s: &str) -> Result<char, ParseCharError> {
        let mut chars = s.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Err(ParseCharError {
                kind: CharErrorKind::EmptyString,
            }),
            (Some(c), None) => Ok(c),
            _ => Err(ParseCharError {
                kind: CharErrorKind::TooManyChars,
            }),
        }
    }
}
