//! Varints (LEB128) and zigzag, written to a growing buffer and read from a slice with every bound checked.

use super::Error;

/// What has been written. Writing is the hot path of a recording: [`Output::room`] makes room once an event,
/// and after that nothing has to grow.
#[derive(Debug, Default)]
pub(super) struct Output {
    /// Longer than what is written; the rest is zeros.
    bytes: Vec<u8>,
    len: usize,
}

impl Output {
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Makes room for `more` bytes.
    #[inline]
    pub(super) fn room(&mut self, more: usize) {
        if self.bytes.len() - self.len < more {
            self.grow(more);
        }
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        self.bytes
            .resize((self.bytes.len() * 2).max(self.len + more).max(1024), 0);
    }

    #[inline]
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Sets bits of a byte written before.
    #[inline]
    pub(super) fn set_bits(&mut self, at: usize, bits: u8) {
        self.bytes[at] |= bits;
    }

    #[inline]
    pub(super) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.byte(value as u8 | 0x80);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    /// The difference between two numbers, small ones of either sign in few bytes.
    #[inline]
    pub(super) fn difference(&mut self, from: u64, to: u64) {
        let difference = to.wrapping_sub(from) as i64;
        self.number(((difference << 1) ^ (difference >> 63)) as u64);
    }

    /// Bytes of any number, and room for `more` after them.
    pub(super) fn slice(&mut self, slice: &[u8], more: usize) {
        self.room(slice.len() + more);
        self.bytes[self.len..][..slice.len()].copy_from_slice(slice);
        self.len += slice.len();
    }

    /// What has been written; begins anew.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.truncate(std::mem::take(&mut self.len));
        bytes
    }
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

    /// The other end of a difference written by [`Output::difference`].
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
