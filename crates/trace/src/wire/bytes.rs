//! Varints (LEB128) and zigzag, written to a growing buffer and read from a slice with every bound checked.

use super::Error;

/// More than any event takes without its text: head, four points in time, place and six ids at their longest
/// are 107 bytes.
pub(crate) const ROOM: usize = 112;

/// What has been written.
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

    /// Room for one event; what is written there counts after [`Output::advance`].
    #[inline]
    pub(super) fn window(&mut self) -> Window<'_> {
        if self.bytes.len() - self.len < ROOM {
            self.grow(ROOM);
        }
        Window {
            bytes: &mut self.bytes[self.len..][..ROOM],
            len: 0,
        }
    }

    #[inline]
    pub(super) fn advance(&mut self, len: usize) {
        self.len += len;
    }

    pub(super) fn number(&mut self, value: u64) {
        let mut window = self.window();
        window.number(value);
        let len = window.len();
        self.advance(len);
    }

    pub(super) fn slice(&mut self, slice: &[u8]) {
        if self.bytes.len() - self.len < slice.len() {
            self.grow(slice.len());
        }
        self.bytes[self.len..][..slice.len()].copy_from_slice(slice);
        self.len += slice.len();
    }

    /// What has been written; begins anew.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.truncate(std::mem::take(&mut self.len));
        bytes
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let len = (self.bytes.len() * 2).max(self.len + more).max(1024);
        self.bytes.resize(len, 0);
    }
}

/// A place to write one event. Writing is the hot path of a recording: nothing grows here, and the length is a
/// local variable of who writes.
pub(super) struct Window<'a> {
    bytes: &'a mut [u8],
    len: usize,
}

impl Window<'_> {
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline(always)]
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Sets bits of the first byte.
    #[inline(always)]
    pub(super) fn set_head(&mut self, bits: u8) {
        self.bytes[0] |= bits;
    }

    #[inline(always)]
    pub(super) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.byte(value as u8 | 0x80);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    /// The difference between two numbers, small ones of either sign in few bytes.
    #[inline(always)]
    pub(super) fn difference(&mut self, from: u64, to: u64) {
        let difference = to.wrapping_sub(from) as i64;
        self.number(((difference << 1) ^ (difference >> 63)) as u64);
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

    /// The other end of a difference written by [`Window::difference`].
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
