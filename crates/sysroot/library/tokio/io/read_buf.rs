//! `ReadBuf`: a buffer, and how much of it is filled.

use std::fmt;

pub struct ReadBuf<'a> {
    buf: &'a mut [u8],
    filled: usize,
}
impl<'a> ReadBuf<'a> {
    pub fn new(buf: &'a mut [u8]) -> ReadBuf<'a> {
        ReadBuf { buf, filled: 0 }
    }
    pub fn capacity(&self) -> usize {
        self.buf.len()
    }
    pub fn filled(&self) -> &[u8] {
        &self.buf[..self.filled]
    }
    pub fn filled_mut(&mut self) -> &mut [u8] {
        &mut self.buf[..self.filled]
    }
    pub fn initialized(&self) -> &[u8] {
        self.buf
    }
    pub fn initialize_unfilled(&mut self) -> &mut [u8] {
        &mut self.buf[self.filled..]
    }
    pub fn remaining(&self) -> usize {
        self.buf.len() - self.filled
    }
    pub fn clear(&mut self) {
        self.filled = 0;
    }
    #[track_caller]
    pub fn advance(&mut self, n: usize) {
        self.set_filled(self.filled + n);
    }
    #[track_caller]
    pub fn set_filled(&mut self, n: usize) {
        assert!(n <= self.buf.len(), "filled must not become larger than initialized");
        self.filled = n;
    }
    #[track_caller]
    pub fn put_slice(&mut self, buf: &[u8]) {
        assert!(self.remaining() >= buf.len(), "buf.len() must fit in remaining()");
        let end = self.filled + buf.len();
        self.buf[self.filled..end].copy_from_slice(buf);
        self.filled = end;
    }
    /// As much as there is room for; how much that is.
    pub(crate) fn put_some(&mut self, buf: &[u8]) -> usize {
        let n = buf.len().min(self.remaining());
        self.put_slice(&buf[..n]);
        n
    }
}
impl fmt::Debug for ReadBuf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadBuf")
            .field("filled", &self.filled)
            .field("initialized", &self.buf.len())
            .field("capacity", &self.buf.len())
            .finish()
    }
}
