//! Varints (LEB128) and zigzag, written to a vector and read from a slice with every bound checked.

use super::Error;

pub(super) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The difference between two numbers, small ones of either sign in few bytes.
pub(super) fn put_difference(out: &mut Vec<u8>, from: u64, to: u64) {
    let difference = to.wrapping_sub(from) as i64;
    put(out, ((difference << 1) ^ (difference >> 63)) as u64);
}

/// A slice and how far it has been read.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, offset: 0 }
    }

    pub(super) fn at_end(&self) -> bool {
        self.offset == self.bytes.len()
    }

    pub(super) fn byte(&mut self) -> Result<u8, Error> {
        let byte = *self.bytes.get(self.offset).ok_or(Error::Truncated {
            offset: self.offset,
        })?;
        self.offset += 1;
        Ok(byte)
    }

    /// The next `len` bytes; nothing is allocated for a length that is not there.
    pub(super) fn slice(&mut self, len: u64) -> Result<&'a [u8], Error> {
        let rest = &self.bytes[self.offset..];
        let len = usize::try_from(len).ok().filter(|&len| len <= rest.len());
        let len = len.ok_or(Error::Truncated {
            offset: self.bytes.len(),
        })?;
        self.offset += len;
        Ok(&rest[..len])
    }

    pub(super) fn varint(&mut self) -> Result<u64, Error> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.damaged("number"))
    }

    /// A number that must fit a smaller type.
    pub(super) fn number<T: TryFrom<u64>>(&mut self) -> Result<T, Error> {
        let value = self.varint()?;
        T::try_from(value).map_err(|_| self.damaged("number"))
    }

    /// The other end of a difference written by [`put_difference`].
    pub(super) fn difference(&mut self, from: u64) -> Result<u64, Error> {
        let code = self.varint()?;
        let difference = (code >> 1) ^ (code & 1).wrapping_neg();
        Ok(from.wrapping_add(difference))
    }

    pub(super) fn damaged(&self, what: &'static str) -> Error {
        Error::Damaged {
            offset: self.offset,
            what,
        }
    }
}
