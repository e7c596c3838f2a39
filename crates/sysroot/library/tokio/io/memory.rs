//! Bytes in memory as streams, and streams of nothing.

use std::io::{self, Cursor, Result};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec::Vec;

use super::{AsyncBufRead, AsyncRead, AsyncWrite, ReadBuf};

impl AsyncRead for &[u8] {
    fn poll_read(mut self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let n = buf.put_some(*self);
        *self = &self[n..];
        Poll::Ready(Ok(()))
    }
}
impl AsyncBufRead for &[u8] {
    fn poll_fill_buf(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
        Poll::Ready(Ok(*self))
    }
    fn consume(mut self: Pin<&mut Self>, amt: usize) {
        *self = &self[amt..];
    }
}
impl<T: AsRef<[u8]> + Unpin> AsyncRead for Cursor<T> {
    fn poll_read(mut self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let at = self.position();
        let from = usize::try_from(at).unwrap_or(usize::MAX);
        let n = buf.put_some(self.get_ref().as_ref().get(from..).unwrap_or(&[]));
        self.set_position(at + n as u64);
        Poll::Ready(Ok(()))
    }
}
impl<T: AsRef<[u8]> + Unpin> AsyncBufRead for Cursor<T> {
    fn poll_fill_buf(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
        let this = self.get_mut();
        let from = usize::try_from(this.position()).unwrap_or(usize::MAX);
        Poll::Ready(Ok(this.get_ref().as_ref().get(from..).unwrap_or(&[])))
    }
    fn consume(mut self: Pin<&mut Self>, amt: usize) {
        let at = self.position() + amt as u64;
        self.set_position(at);
    }
}

macro_rules! writes {
    ($(($($generics:tt)*) $t:ty;)*) => { $(
        impl<$($generics)*> AsyncWrite for $t {
            fn poll_write(self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
                Poll::Ready(io::Write::write(self.get_mut(), buf))
            }
            fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                Poll::Ready(Ok(()))
            }
            fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                Poll::Ready(Ok(()))
            }
        }
    )* };
}
writes! {
    () Vec<u8>;
    () Cursor<Vec<u8>>;
}

/// Always at its end.
#[derive(Debug)]
pub struct Empty(());
pub fn empty() -> Empty {
    Empty(())
}
impl AsyncRead for Empty {
    fn poll_read(self: Pin<&mut Self>, _cx: &mut Context<'_>, _buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}
impl AsyncBufRead for Empty {
    fn poll_fill_buf(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
        Poll::Ready(Ok(&[]))
    }
    fn consume(self: Pin<&mut Self>, _amt: usize) {}
}

/// The same byte again and again.
#[derive(Debug)]
pub struct Repeat(u8);
pub fn repeat(byte: u8) -> Repeat {
    Repeat(byte)
}
impl AsyncRead for Repeat {
    fn poll_read(self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let n = buf.remaining();
        buf.initialize_unfilled().fill(self.0);
        buf.advance(n);
        Poll::Ready(Ok(()))
    }
}

/// Takes everything and keeps nothing.
#[derive(Debug)]
pub struct Sink(());
pub fn sink() -> Sink {
    Sink(())
}
impl AsyncWrite for Sink {
    fn poll_write(self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        Poll::Ready(Ok(buf.len()))
    }
    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}
