//! From what can be read to what can be written to.

use std::boxed::Box;
use std::future::{Future, poll_fn};
use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{AsyncBufRead, AsyncRead, AsyncWrite, ReadBuf};
use crate::task::coop;

const BUFFER: usize = 8 * 1024;

/// How far a copy has come. What was read and is not written yet lies between `pos` and `end`.
struct CopyBuffer {
    buf: Box<[u8]>,
    pos: usize,
    end: usize,
    copied: u64,
    read_all: bool,
    needs_flush: bool,
}
impl CopyBuffer {
    fn new() -> CopyBuffer {
        CopyBuffer {
            buf: std::vec![0; BUFFER].into_boxed_slice(),
            pos: 0,
            end: 0,
            copied: 0,
            read_all: false,
            needs_flush: false,
        }
    }
    /// Reads behind what there is.
    fn poll_fill<R: AsyncRead + ?Sized>(&mut self, cx: &mut Context<'_>, reader: Pin<&mut R>) -> Poll<Result<()>> {
        let mut buf = ReadBuf::new(&mut self.buf);
        buf.set_filled(self.end);
        let result = reader.poll_read(cx, &mut buf);
        let end = buf.filled().len();
        if let Poll::Ready(Ok(())) = result {
            self.read_all = end == self.end;
            self.end = end;
        }
        result
    }
    fn poll_copy<R, W>(
        &mut self,
        cx: &mut Context<'_>,
        mut reader: Pin<&mut R>,
        mut writer: Pin<&mut W>,
    ) -> Poll<Result<u64>>
    where
        R: AsyncRead + ?Sized,
        W: AsyncWrite + ?Sized,
    {
        let coop = ready!(coop::poll_proceed(cx));
        loop {
            if self.end < self.buf.len() && !self.read_all {
                match self.poll_fill(cx, reader.as_mut()) {
                    Poll::Ready(result) => {
                        coop.made_progress();
                        result?;
                    }
                    Poll::Pending if self.pos == self.end => {
                        // Nothing to write meanwhile: what was written may go out.
                        if self.needs_flush {
                            ready!(writer.as_mut().poll_flush(cx))?;
                            coop.made_progress();
                            self.needs_flush = false;
                        }
                        return Poll::Pending;
                    }
                    Poll::Pending => {}
                }
            }
            while self.pos < self.end {
                let written = writer.as_mut().poll_write(cx, &self.buf[self.pos..self.end]);
                if written.is_pending() && !self.read_all && self.end < self.buf.len() {
                    ready!(self.poll_fill(cx, reader.as_mut()))?;
                    return Poll::Pending;
                }
                let n = ready!(written)?;
                coop.made_progress();
                if n == 0 {
                    return Poll::Ready(Err(Error::new(ErrorKind::WriteZero, "write zero byte into writer")));
                }
                self.pos += n;
                self.copied += n as u64;
                self.needs_flush = true;
            }
            (self.pos, self.end) = (0, 0);
            if self.read_all {
                ready!(writer.as_mut().poll_flush(cx))?;
                coop.made_progress();
                return Poll::Ready(Ok(self.copied));
            }
        }
    }
}

/// All there is; how much that was.
pub async fn copy<R, W>(reader: &mut R, writer: &mut W) -> Result<u64>
where
    R: AsyncRead + Unpin + ?Sized,
    W: AsyncWrite + Unpin + ?Sized,
{
    let mut copy = CopyBuffer::new();
    poll_fn(|cx| copy.poll_copy(cx, Pin::new(&mut *reader), Pin::new(&mut *writer))).await
}
/// The same from the reader's own buffer.
pub async fn copy_buf<R, W>(reader: &mut R, writer: &mut W) -> Result<u64>
where
    R: AsyncBufRead + Unpin + ?Sized,
    W: AsyncWrite + Unpin + ?Sized,
{
    let mut copied = 0;
    poll_fn(|cx| {
        loop {
            let coop = ready!(coop::poll_proceed(cx));
            let buf = ready!(Pin::new(&mut *reader).poll_fill_buf(cx))?;
            if buf.is_empty() {
                ready!(Pin::new(&mut *writer).poll_flush(cx))?;
                return Poll::Ready(Ok(copied));
            }
            let n = ready!(Pin::new(&mut *writer).poll_write(cx, buf))?;
            if n == 0 {
                return Poll::Ready(Err(Error::from(ErrorKind::WriteZero)));
            }
            copied += n as u64;
            Pin::new(&mut *reader).consume(n);
            coop.made_progress();
        }
    })
    .await
}

/// One way of two: it copies, then ends the writing.
enum Way {
    Copies(CopyBuffer),
    ShutsDown(u64),
    Done(u64),
}
impl Way {
    fn poll<A, B>(&mut self, cx: &mut Context<'_>, from: &mut A, to: &mut B) -> Poll<Result<u64>>
    where
        A: AsyncRead + Unpin + ?Sized,
        B: AsyncWrite + Unpin + ?Sized,
    {
        loop {
            *self = match self {
                Way::Copies(copy) => Way::ShutsDown(ready!(copy.poll_copy(cx, Pin::new(from), Pin::new(to)))?),
                Way::ShutsDown(copied) => {
                    ready!(Pin::new(&mut *to).poll_shutdown(cx))?;
                    Way::Done(*copied)
                }
                Way::Done(copied) => return Poll::Ready(Ok(*copied)),
            };
        }
    }
}
/// Both ways at once, until both have ended.
pub async fn copy_bidirectional<A, B>(a: &mut A, b: &mut B) -> Result<(u64, u64)>
where
    A: AsyncRead + AsyncWrite + Unpin + ?Sized,
    B: AsyncRead + AsyncWrite + Unpin + ?Sized,
{
    let mut there = Way::Copies(CopyBuffer::new());
    let mut back = Way::Copies(CopyBuffer::new());
    poll_fn(|cx| {
        let there = there.poll(cx, a, b)?;
        let back = back.poll(cx, b, a)?;
        Poll::Ready(Ok((ready!(there), ready!(back))))
    })
    .await
}
