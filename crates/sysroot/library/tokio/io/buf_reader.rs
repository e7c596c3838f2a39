//! `BufReader`, and the methods of what has a buffer: lines and the like.

use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::string::String;
use std::task::{Context, Poll, ready};
use std::vec::Vec;

use super::op::Op;
use super::{AsyncBufRead, AsyncRead, AsyncWrite, ReadBuf};

const SIZE: usize = 8 * 1024;

#[derive(Debug)]
pub struct BufReader<R> {
    inner: R,
    buf: Vec<u8>,
    pos: usize,
    capacity: usize,
}
impl<R: AsyncRead> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R> {
        BufReader::with_capacity(SIZE, inner)
    }
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {
        BufReader {
            inner,
            buf: Vec::new(),
            pos: 0,
            capacity,
        }
    }
    pub fn get_ref(&self) -> &R {
        &self.inner
    }
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.inner
    }
    pub fn into_inner(self) -> R {
        self.inner
    }
    pub fn buffer(&self) -> &[u8] {
        &self.buf[self.pos..]
    }
}
impl<R: AsyncRead + Unpin> AsyncRead for BufReader<R> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        if self.buffer().is_empty() && buf.remaining() >= self.capacity {
            return Pin::new(&mut self.inner).poll_read(cx, buf);
        }
        let n = buf.put_some(ready!(self.as_mut().poll_fill_buf(cx))?);
        self.consume(n);
        Poll::Ready(Ok(()))
    }
}
impl<R: AsyncRead + Unpin> AsyncBufRead for BufReader<R> {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
        let this = self.get_mut();
        if this.pos == this.buf.len() {
            this.pos = 0;
            this.buf.resize(this.capacity, 0);
            let mut into = ReadBuf::new(&mut this.buf);
            let polled = Pin::new(&mut this.inner).poll_read(cx, &mut into);
            let n = into.filled().len();
            this.buf.truncate(n);
            ready!(polled)?;
        }
        Poll::Ready(Ok(&this.buf[this.pos..]))
    }
    fn consume(mut self: Pin<&mut Self>, amt: usize) {
        self.pos = (self.pos + amt).min(self.buf.len());
    }
}
impl<R: AsyncWrite + Unpin> AsyncWrite for BufReader<R> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, buf)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// Up to and with the delimiter, or to the end.
fn read_until<T: AsyncBufRead + ?Sized>(
    mut io: Pin<&mut T>,
    delimiter: u8,
    out: &mut Vec<u8>,
    cx: &mut Context<'_>,
) -> Poll<Result<()>> {
    loop {
        let available = ready!(io.as_mut().poll_fill_buf(cx))?;
        let (n, found) = match available.iter().position(|&byte| byte == delimiter) {
            Some(at) => (at + 1, true),
            None => (available.len(), false),
        };
        out.extend_from_slice(&available[..n]);
        io.as_mut().consume(n);
        if found || n == 0 {
            return Poll::Ready(Ok(()));
        }
    }
}
fn until<T: AsyncBufRead + ?Sized>(
    io: Pin<&mut T>,
    state: &mut (u8, &mut Vec<u8>, usize),
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    ready!(read_until(io, state.0, state.1, cx))?;
    Poll::Ready(Ok(state.1.len() - state.2))
}
fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::InvalidData, "stream did not contain valid UTF-8"))
}
fn line<T: AsyncBufRead + ?Sized>(
    io: Pin<&mut T>,
    state: &mut (&mut String, Vec<u8>),
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    ready!(read_until(io, b'\n', &mut state.1, cx))?;
    let line = text(core::mem::take(&mut state.1))?;
    state.0.push_str(&line);
    Poll::Ready(Ok(line.len()))
}
fn next_line<R: AsyncBufRead>(
    lines: Pin<&mut Lines<R>>,
    _state: &mut (),
    cx: &mut Context<'_>,
) -> Poll<Result<Option<String>>> {
    let lines = unsafe { lines.get_unchecked_mut() };
    ready!(read_until(
        unsafe { Pin::new_unchecked(&mut lines.reader) },
        b'\n',
        &mut lines.bytes,
        cx
    ))?;
    if lines.bytes.is_empty() {
        return Poll::Ready(Ok(None));
    }
    let mut line = core::mem::take(&mut lines.bytes);
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    }
    Poll::Ready(text(line).map(Some))
}
fn next_segment<R: AsyncBufRead>(
    split: Pin<&mut Split<R>>,
    _state: &mut (),
    cx: &mut Context<'_>,
) -> Poll<Result<Option<Vec<u8>>>> {
    let split = unsafe { split.get_unchecked_mut() };
    ready!(read_until(
        unsafe { Pin::new_unchecked(&mut split.reader) },
        split.delimiter,
        &mut split.bytes,
        cx
    ))?;
    if split.bytes.is_empty() {
        return Poll::Ready(Ok(None));
    }
    let mut segment = core::mem::take(&mut split.bytes);
    if segment.last() == Some(&split.delimiter) {
        segment.pop();
    }
    Poll::Ready(Ok(Some(segment)))
}

pub trait AsyncBufReadExt: AsyncBufRead {
    fn read_until<'a>(&'a mut self, byte: u8, buf: &'a mut Vec<u8>) -> Op<'a, Self, (u8, &'a mut Vec<u8>, usize), usize>
    where
        Self: Unpin,
    {
        let before = buf.len();
        Op::new(self, (byte, buf, before), until)
    }
    fn read_line<'a>(&'a mut self, buf: &'a mut String) -> Op<'a, Self, (&'a mut String, Vec<u8>), usize>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, Vec::new()), line)
    }
    fn lines(self) -> Lines<Self>
    where
        Self: Sized,
    {
        Lines {
            reader: self,
            bytes: Vec::new(),
        }
    }
    fn split(self, byte: u8) -> Split<Self>
    where
        Self: Sized + Unpin,
    {
        Split {
            reader: self,
            bytes: Vec::new(),
            delimiter: byte,
        }
    }
}
impl<R: AsyncBufRead + ?Sized> AsyncBufReadExt for R {}

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Lines<R> {
    reader: R,
    bytes: Vec<u8>,
}
impl<R: AsyncBufRead> Lines<R> {
    pub fn poll_next_line(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Option<String>>> {
        next_line(self, &mut (), cx)
    }
}
impl<R: AsyncBufRead + Unpin> Lines<R> {
    pub fn next_line<'a>(&'a mut self) -> Op<'a, Self, (), Option<String>> {
        Op::new(self, (), next_line)
    }
    pub fn get_ref(&self) -> &R {
        &self.reader
    }
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.reader
    }
    pub fn into_inner(self) -> R {
        self.reader
    }
}

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Split<R> {
    reader: R,
    bytes: Vec<u8>,
    delimiter: u8,
}
impl<R: AsyncBufRead> Split<R> {
    pub fn poll_next_segment(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Option<Vec<u8>>>> {
        next_segment(self, &mut (), cx)
    }
}
impl<R: AsyncBufRead + Unpin> Split<R> {
    pub fn next_segment<'a>(&'a mut self) -> Op<'a, Self, (), Option<Vec<u8>>> {
        Op::new(self, (), next_segment)
    }
}
