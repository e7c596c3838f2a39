//! The methods that return futures.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::string::String;
use std::vec::Vec;

use super::{
    AsyncBufRead, AsyncRead, AsyncSeek, AsyncWrite, BufReader, Error, ErrorKind, Lines, Op, Result, SeekFrom,
};
use crate::ready;

const NOT_UTF8: &str = "stream did not contain valid UTF-8";

fn read_to_end<R: AsyncRead + Unpin + ?Sized>(
    io: &mut R,
    to: &mut (&mut Vec<u8>, usize),
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    let mut chunk = [0u8; 1024];
    loop {
        match ready!(Pin::new(&mut *io).poll_read(cx, &mut chunk)) {
            Ok(0) => return Poll::Ready(Ok(to.1)),
            Ok(n) => {
                to.0.extend_from_slice(&chunk[..n]);
                to.1 += n;
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Poll::Ready(Err(e)),
        }
    }
}
pub(super) fn read_until<R: AsyncBufRead + Unpin + ?Sized>(
    io: &mut R,
    byte: u8,
    to: &mut Vec<u8>,
    read: &mut usize,
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    loop {
        let (done, used) = {
            let available = ready!(Pin::new(&mut *io).poll_fill_buf(cx))?;
            let (done, used) = match available.iter().position(|b| *b == byte) {
                Some(at) => (true, at + 1),
                None => (false, available.len()),
            };
            to.extend_from_slice(&available[..used]);
            (done, used)
        };
        Pin::new(&mut *io).consume(used);
        *read += used;
        if done || used == 0 {
            return Poll::Ready(Ok(core::mem::take(read)));
        }
    }
}
fn append(text: &mut String, bytes: Vec<u8>) -> Result<usize> {
    match String::from_utf8(bytes) {
        Ok(more) => {
            text.push_str(&more);
            Ok(more.len())
        }
        Err(_) => Err(Error::new(ErrorKind::InvalidData, NOT_UTF8)),
    }
}

pub trait AsyncReadExt: AsyncRead {
    fn read<'a>(&'a mut self, buf: &'a mut [u8]) -> Op<'a, Self, &'a mut [u8], Result<usize>>
    where
        Self: Unpin,
    {
        Op::new(self, buf, |io, buf, cx| Pin::new(io).poll_read(cx, buf))
    }
    fn read_exact<'a>(&'a mut self, buf: &'a mut [u8]) -> Op<'a, Self, (&'a mut [u8], usize), Result<()>>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, 0), |io, (buf, at), cx| {
            while *at < buf.len() {
                let n = ready!(Pin::new(&mut *io).poll_read(cx, &mut buf[*at..]))?;
                if n == 0 {
                    return Poll::Ready(Err(ErrorKind::UnexpectedEof.into()));
                }
                *at += n;
            }
            Poll::Ready(Ok(()))
        })
    }
    fn read_to_end<'a>(&'a mut self, buf: &'a mut Vec<u8>) -> Op<'a, Self, (&'a mut Vec<u8>, usize), Result<usize>>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, 0), read_to_end)
    }
    fn read_to_string<'a>(&'a mut self, buf: &'a mut String) -> Op<'a, Self, (&'a mut String, Vec<u8>), Result<usize>>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, Vec::new()), |io, (text, bytes), cx| {
            ready!(read_to_end(io, &mut (&mut *bytes, 0), cx))?;
            Poll::Ready(append(text, core::mem::take(bytes)))
        })
    }
}
impl<R: AsyncRead + ?Sized> AsyncReadExt for R {}

pub trait AsyncBufReadExt: AsyncBufRead {
    fn read_until<'a>(
        &'a mut self,
        byte: u8,
        buf: &'a mut Vec<u8>,
    ) -> Op<'a, Self, (u8, &'a mut Vec<u8>, usize), Result<usize>>
    where
        Self: Unpin,
    {
        Op::new(self, (byte, buf, 0), |io, (byte, buf, read), cx| {
            read_until(io, *byte, buf, read, cx)
        })
    }
    fn read_line<'a>(
        &'a mut self,
        buf: &'a mut String,
    ) -> Op<'a, Self, (&'a mut String, Vec<u8>, usize), Result<usize>>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, Vec::new(), 0), |io, (text, bytes, read), cx| {
            ready!(read_until(io, b'\n', bytes, read, cx))?;
            Poll::Ready(append(text, core::mem::take(bytes)))
        })
    }
    fn lines(self) -> Lines<Self>
    where
        Self: Sized,
    {
        Lines::new(self)
    }
}
impl<R: AsyncBufRead + ?Sized> AsyncBufReadExt for R {}

pub trait AsyncWriteExt: AsyncWrite {
    fn write<'a>(&'a mut self, buf: &'a [u8]) -> Op<'a, Self, &'a [u8], Result<usize>>
    where
        Self: Unpin,
    {
        Op::new(self, buf, |io, buf, cx| Pin::new(io).poll_write(cx, buf))
    }
    fn write_all<'a>(&'a mut self, buf: &'a [u8]) -> Op<'a, Self, &'a [u8], Result<()>>
    where
        Self: Unpin,
    {
        Op::new(self, buf, write_all)
    }
    fn flush(&mut self) -> Op<'_, Self, (), Result<()>>
    where
        Self: Unpin,
    {
        Op::new(self, (), |io, _, cx| Pin::new(io).poll_flush(cx))
    }
    fn close(&mut self) -> Op<'_, Self, (), Result<()>>
    where
        Self: Unpin,
    {
        Op::new(self, (), |io, _, cx| Pin::new(io).poll_close(cx))
    }
}
impl<W: AsyncWrite + ?Sized> AsyncWriteExt for W {}

fn write_all<W: AsyncWrite + Unpin + ?Sized>(
    io: &mut W,
    rest: &mut &[u8],
    cx: &mut Context<'_>,
) -> Poll<Result<()>> {
    while !rest.is_empty() {
        let n = ready!(Pin::new(&mut *io).poll_write(cx, rest))?;
        if n == 0 {
            return Poll::Ready(Err(ErrorKind::WriteZero.into()));
        }
        *rest = &rest[n..];
    }
    Poll::Ready(Ok(()))
}

pub trait AsyncSeekExt: AsyncSeek {
    fn seek(&mut self, pos: SeekFrom) -> Op<'_, Self, SeekFrom, Result<u64>>
    where
        Self: Unpin,
    {
        Op::new(self, pos, |io, pos, cx| Pin::new(io).poll_seek(cx, *pos))
    }
}
impl<S: AsyncSeek + ?Sized> AsyncSeekExt for S {}

/// Everything that is left to read, written and flushed; how much it was.
pub async fn copy<R: AsyncRead, W: AsyncWrite + Unpin + ?Sized>(reader: R, writer: &mut W) -> Result<u64> {
    let mut reader = core::pin::pin!(BufReader::new(reader));
    let mut chunk = [0u8; 1024];
    let mut copied = 0;
    loop {
        let n = AsyncReadExt::read(&mut reader, &mut chunk).await?;
        if n == 0 {
            AsyncWriteExt::flush(writer).await?;
            return Ok(copied);
        }
        AsyncWriteExt::write_all(writer, &chunk[..n]).await?;
        copied += n as u64;
    }
}
