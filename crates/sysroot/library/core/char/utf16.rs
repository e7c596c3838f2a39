//! Characters out of UTF-16.

use crate::fmt;

#[derive(Clone, Debug)]
pub struct DecodeUtf16<I: Iterator<Item = u16>> {
    units: I,
    /// One that was read and is not part of the character before it.
    unread: Option<u16>,
}
pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> {
    DecodeUtf16 {
        units: iter.into_iter(),
        unread: None,
    }
}
impl<I: Iterator<Item = u16>> Iterator for DecodeUtf16<I> {
    type Item = Result<char, DecodeUtf16Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let unit = match self.unread.take() {
            Some(unit) => unit,
            None => self.units.next()?,
        };
        if unit & 0xf800 != 0xd800 {
            return char::from_u32(unit as u32).map(Ok);
        }
        let alone = Some(Err(DecodeUtf16Error { code: unit }));
        if unit >= 0xdc00 {
            return alone;
        }
        let Some(second) = self.units.next() else {
            return alone;
        };
        if second & 0xfc00 != 0xdc00 {
            self.unread = Some(second);
            return alone;
        }
        let c = 0x10000 + ((unit as u32 & 0x3ff) << 10 | second as u32 & 0x3ff);
        char::from_u32(c).map(Ok)
    }
}

#[derive(Debug, Clone, Eq, PartialEq)]
pub struct DecodeUtf16Error {
    code: u16,
}
impl DecodeUtf16Error {
    pub fn unpaired_surrogate(&self) -> u16 {
        self.code
    }
}
impl fmt::Display for DecodeUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unpaired surrogate found: {:x}", self.code)
    }
}
impl crate::error::Error for DecodeUtf16Error {}
