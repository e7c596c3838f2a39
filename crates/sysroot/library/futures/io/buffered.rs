//! Readers and writers with a buffer before what is slow, and the lines of a reader.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::string::String;
use std::vec::Vec;

use super::ext::read_until;
use super::{AsyncBufRead, AsyncRead, AsyncWrite, Error, ErrorKind, Result};
use crate::stream::Stream;
use crate::ready;

const CAPACITY: usize = 8 * 1024;

macro_rules! holders {
    ($($Name:ident)*) => { $(
        impl<T> $Name<T> {
            pub fn get_ref(&self) -> &T {
                &self.inner
            }
            pub fn get_mut(&mut self) -> &mut T {
                &mut self.inner
            }
            pub fn into_inner(self) -> T {
                self.inner
            }
            fn inner(self: Pin<&mut Self>) -> Pin<&mut T> {
                unsafe { self.map_unchecked_mut(|this| &mut this.inner) }
            }
        }
    )* };
}
holders! { BufReader BufWriter }

pub struct BufReader<R> {
    inner: R,
    buf: Vec<u8>,
    /// What of `buf` is filled, and what of that was taken.
    filled: usize,
    pos: usize,
}
impl<R: AsyncRead> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R> {
        BufReader::with_capacity(CAPACITY, inner)
    }
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {
        BufReader {
            inner,
            buf: vec![0; capacity],
            filled: 0,
            pos: 0,
        }
    }
    pub fn buffer(&self) -> &[u8] {
        &self.buf[self.pos..self.filled]
    }
}
impl<R: AsyncRead> AsyncRead for BufReader<R> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut [u8]) -> Poll<Result<usize>> {
        if self.pos == self.filled && buf.len() >= self.buf.len() {
            return self.inner().poll_read(cx, buf);
        }
        let mut available = ready!(self.as_mut().poll_fill_buf(cx))?;
        let n = std::io::Read::read(&mut available, buf)?;
        self.consume(n);
        Poll::Ready(Ok(n))
    }
}
impl<R: AsyncRead> AsyncBufRead for BufReader<R> {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.pos >= this.filled {
            let inner = unsafe { Pin::new_unchecked(&mut this.inner) };
            this.filled = ready!(inner.poll_read(cx, &mut this.buf))?;
            this.pos = 0;
        }
        Poll::Ready(Ok(&this.buf[this.pos..this.filled]))
    }
    fn consume(self: Pin<&mut Self>, amt: usize) {
        let this = unsafe { self.get_unchecked_mut() };
        this.pos = (this.pos + amt).min(this.filled);
    }
}
impl<R: AsyncWrite> AsyncWrite for BufReader<R> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.inner().poll_write(cx, buf)
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.inner().poll_flush(cx)
    }
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.inner().poll_close(cx)
    }
}

/// Writes to the inner writer when the buffer is full or when told to; what is left when it is dropped is lost.
pub struct BufWriter<W> {
    inner: W,
    buf: Vec<u8>,
    capacity: usize,
    written: usize,
}
impl<W: AsyncWrite> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W> {
        BufWriter::with_capacity(CAPACITY, inner)
    }
    pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> {
        BufWriter {
            inner,
            buf: Vec::with_capacity(capacity),
            capacity,
            written: 0,
        }
    }
    pub fn buffer(&self) -> &[u8] {
        &self.buf
    }
    fn poll_empty(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let this = unsafe { self.get_unchecked_mut() };
        let mut result = Ok(());
        while this.written < this.buf.len() && result.is_ok() {
            let inner = unsafe { Pin::new_unchecked(&mut this.inner) };
            match ready!(inner.poll_write(cx, &this.buf[this.written..])) {
                Ok(0) => result = Err(Error::new(ErrorKind::WriteZero, "failed to write the buffered data")),
                Ok(n) => this.written += n,
                Err(e) => result = Err(e),
            }
        }
        this.buf.drain(..this.written);
        this.written = 0;
        Poll::Ready(result)
    }
}
impl<W: AsyncWrite> AsyncWrite for BufWriter<W> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        if self.buf.len() + buf.len() > self.capacity {
            ready!(self.as_mut().poll_empty(cx))?;
        }
        if buf.len() >= self.capacity {
            return self.inner().poll_write(cx, buf);
        }
        unsafe { self.get_unchecked_mut() }.buf.extend_from_slice(buf);
        Poll::Ready(Ok(buf.len()))
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.as_mut().poll_empty(cx))?;
        self.inner().poll_flush(cx)
    }
    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.as_mut().poll_empty(cx))?;
        self.inner().poll_close(cx)
    }
}

#[must_use = "streams do nothing unless polled"]
pub struct Lines<R> {
    reader: R,
    bytes: Vec<u8>,
    read: usize,
}
impl<R> Lines<R> {
    pub(super) fn new(reader: R) -> Lines<R> {
        Lines {
            reader,
            bytes: Vec::new(),
            read: 0,
        }
    }
}
impl<R: AsyncBufRead> Stream for Lines<R> {
    type Item = Result<String>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<String>>> {
        let this = unsafe { self.get_unchecked_mut() };
        let mut reader = unsafe { Pin::new_unchecked(&mut this.reader) };
        let n = ready!(read_until(&mut reader, b'\n', &mut this.bytes, &mut this.read, cx))?;
        if n == 0 && this.bytes.is_empty() {
            return Poll::Ready(None);
        }
        let mut bytes = core::mem::take(&mut this.bytes);
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
        }
        Poll::Ready(Some(String::from_utf8(bytes).map_err(|_| {
            Error::new(ErrorKind::InvalidData, "stream did not contain valid UTF-8")
        })))
    }
}
