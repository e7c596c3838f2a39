//! What `Read` and `BufRead` make of a reader, and readers and writers of nothing.

use super::{BufRead, ErrorKind, Read, Result, Write};

#[derive(Debug)]
pub struct Bytes<R> {
    inner: R,
}
impl<R> Bytes<R> {
    pub(crate) fn new(inner: R) -> Bytes<R> {
        Bytes { inner }
    }
}
impl<R: Read> Iterator for Bytes<R> {
    type Item = Result<u8>;
    fn next(&mut self) -> Option<Result<u8>> {
        let mut byte = [0];
        loop {
            return match self.inner.read(&mut byte) {
                Ok(0) => None,
                Ok(_) => Some(Ok(byte[0])),
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => Some(Err(e)),
            };
        }
    }
}

#[derive(Debug)]
pub struct Chain<T, U> {
    first: T,
    second: U,
    done_first: bool,
}
impl<T, U> Chain<T, U> {
    pub(crate) fn new(first: T, second: U) -> Chain<T, U> {
        Chain {
            first,
            second,
            done_first: false,
        }
    }
    pub fn into_inner(self) -> (T, U) {
        (self.first, self.second)
    }
    pub fn get_ref(&self) -> (&T, &U) {
        (&self.first, &self.second)
    }
}
impl<T: Read, U: Read> Read for Chain<T, U> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if !self.done_first {
            match self.first.read(buf)? {
                0 if !buf.is_empty() => self.done_first = true,
                n => return Ok(n),
            }
        }
        self.second.read(buf)
    }
}
impl<T: BufRead, U: BufRead> BufRead for Chain<T, U> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if !self.done_first && self.first.fill_buf()?.is_empty() {
            self.done_first = true;
        }
        if self.done_first {
            self.second.fill_buf()
        } else {
            self.first.fill_buf()
        }
    }
    fn consume(&mut self, amount: usize) {
        if self.done_first {
            self.second.consume(amount)
        } else {
            self.first.consume(amount)
        }
    }
}

#[derive(Debug)]
pub struct Take<T> {
    inner: T,
    limit: u64,
}
impl<T> Take<T> {
    pub(crate) fn new(inner: T, limit: u64) -> Take<T> {
        Take { inner, limit }
    }
    pub fn limit(&self) -> u64 {
        self.limit
    }
    pub fn set_limit(&mut self, limit: u64) {
        self.limit = limit;
    }
    pub fn into_inner(self) -> T {
        self.inner
    }
    pub fn get_ref(&self) -> &T {
        &self.inner
    }
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}
impl<T: Read> Read for Take<T> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if self.limit == 0 {
            return Ok(0);
        }
        let most = (buf.len() as u64).min(self.limit) as usize;
        let n = self.inner.read(&mut buf[..most])?;
        self.limit -= n as u64;
        Ok(n)
    }
}
impl<T: BufRead> BufRead for Take<T> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.limit == 0 {
            return Ok(&[]);
        }
        let buf = self.inner.fill_buf()?;
        let most = (buf.len() as u64).min(self.limit) as usize;
        Ok(&buf[..most])
    }
    fn consume(&mut self, amount: usize) {
        let amount = (amount as u64).min(self.limit);
        self.limit -= amount;
        self.inner.consume(amount as usize);
    }
}

#[derive(Debug)]
pub struct Split<B> {
    buf: B,
    byte: u8,
}
impl<B> Split<B> {
    pub(crate) fn new(buf: B, byte: u8) -> Split<B> {
        Split { buf, byte }
    }
}
impl<B: BufRead> Iterator for Split<B> {
    type Item = Result<Vec<u8>>;
    fn next(&mut self) -> Option<Result<Vec<u8>>> {
        let mut part = Vec::new();
        match self.buf.read_until(self.byte, &mut part) {
            Ok(0) => None,
            Ok(_) => {
                if part.last() == Some(&self.byte) {
                    part.pop();
                }
                Some(Ok(part))
            }
            Err(e) => Some(Err(e)),
        }
    }
}

/// Is always at its end, and swallows what is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty;
pub const fn empty() -> Empty {
    Empty
}
impl Read for Empty {
    fn read(&mut self, _buf: &mut [u8]) -> Result<usize> {
        Ok(0)
    }
}
impl BufRead for Empty {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(&[])
    }
    fn consume(&mut self, _amount: usize) {}
}
impl Write for Empty {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        Ok(buf.len())
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[derive(Clone, Debug)]
pub struct Repeat {
    byte: u8,
}
pub const fn repeat(byte: u8) -> Repeat {
    Repeat { byte }
}
impl Read for Repeat {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        buf.fill(self.byte);
        Ok(buf.len())
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Sink;
pub const fn sink() -> Sink {
    Sink
}
impl Write for Sink {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        Ok(buf.len())
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Everything that is left to read, written; how much it was.
pub fn copy<R: ?Sized + Read, W: ?Sized + Write>(reader: &mut R, writer: &mut W) -> Result<u64> {
    let mut chunk = [0u8; 1024];
    let mut copied = 0;
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => return Ok(copied),
            Ok(n) => {
                writer.write_all(&chunk[..n])?;
                copied += n as u64;
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

pub fn read_to_string<R: Read>(mut reader: R) -> Result<String> {
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok(text)
}
