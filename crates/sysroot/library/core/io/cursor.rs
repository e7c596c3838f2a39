//! A buffer in memory with a place in it, read and written like a file.

use super::{BufRead, Read, Result, Seek, SeekFrom, Write};

#[derive(Debug, Default, Eq, PartialEq, Clone)]
pub struct Cursor<T> {
    inner: T,
    pos: u64,
}
impl<T> Cursor<T> {
    pub const fn new(inner: T) -> Cursor<T> {
        Cursor { inner, pos: 0 }
    }
    pub fn into_inner(self) -> T {
        self.inner
    }
    pub const fn get_ref(&self) -> &T {
        &self.inner
    }
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }
    pub const fn position(&self) -> u64 {
        self.pos
    }
    pub fn set_position(&mut self, pos: u64) {
        self.pos = pos;
    }
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let n = Read::read(&mut BufRead::fill_buf(self)?, buf)?;
        self.pos += n as u64;
        Ok(n)
    }
}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        let all = self.inner.as_ref();
        let start = (self.pos as usize).min(all.len());
        Ok(&all[start..])
    }
    fn consume(&mut self, amount: usize) {
        self.pos += amount as u64;
    }
}
impl<T: AsRef<[u8]>> Seek for Cursor<T> {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        self.pos = pos.place(self.pos, self.inner.as_ref().len() as u64)?;
        Ok(self.pos)
    }
}

/// Into a vector, which grows.
fn write_vec(pos: &mut u64, to: &mut Vec<u8>, buf: &[u8]) -> Result<usize> {
    let start = *pos as usize;
    if to.len() < start + buf.len() {
        to.resize(start + buf.len(), 0);
    }
    to[start..start + buf.len()].copy_from_slice(buf);
    *pos += buf.len() as u64;
    Ok(buf.len())
}
/// Into what is as long as it is.
fn write_slice(pos: &mut u64, to: &mut [u8], buf: &[u8]) -> Result<usize> {
    let start = (*pos as usize).min(to.len());
    let n = Write::write(&mut &mut to[start..], buf)?;
    *pos += n as u64;
    Ok(n)
}
macro_rules! writers {
    ($([$($generics:tt)*] $t:ty => $write:ident;)*) => { $(
        impl<$($generics)*> Write for Cursor<$t> {
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                $write(&mut self.pos, &mut self.inner, buf)
            }
            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
    )* };
}
writers! {
    [] Vec<u8> => write_vec;
    [] &mut Vec<u8> => write_vec;
    [] &mut [u8] => write_slice;
    [const N: usize] [u8; N] => write_slice;
    [] crate::boxed::Box<[u8]> => write_slice;
}
