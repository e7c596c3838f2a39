//! `AsyncRead`, `AsyncBufRead` and `AsyncWrite`.

use std::boxed::Box;
use std::io::Result;
use std::ops::DerefMut;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::ReadBuf;

pub trait AsyncRead {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>>;
}
pub trait AsyncBufRead: AsyncRead {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>>;
    fn consume(self: Pin<&mut Self>, amt: usize);
}
pub trait AsyncWrite {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>>;
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
    fn is_write_vectored(&self) -> bool {
        false
    }
}

macro_rules! through {
    (($($generics:tt)*) $t:ty, $bound:path, |$this:ident| $inner:expr) => {
        impl<$($generics)* AsyncRead + $bound> AsyncRead for $t {
            fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
                let $this = self.get_mut();
                $inner.poll_read(cx, buf)
            }
        }
        impl<$($generics)* AsyncBufRead + $bound> AsyncBufRead for $t {
            fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
                let $this = self.get_mut();
                $inner.poll_fill_buf(cx)
            }
            fn consume(self: Pin<&mut Self>, amt: usize) {
                let $this = self.get_mut();
                $inner.consume(amt)
            }
        }
        impl<$($generics)* AsyncWrite + $bound> AsyncWrite for $t {
            fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
                let $this = self.get_mut();
                $inner.poll_write(cx, buf)
            }
            fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
                let $this = self.get_mut();
                $inner.poll_flush(cx)
            }
            fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
                let $this = self.get_mut();
                $inner.poll_shutdown(cx)
            }
        }
    };
}
through!((T: ?Sized +) &mut T, Unpin, |this| Pin::new(&mut **this));
through!((T: ?Sized +) Box<T>, Unpin, |this| Pin::new(&mut **this));

impl<P: DerefMut<Target: AsyncRead> + Unpin> AsyncRead for Pin<P> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        self.get_mut().as_mut().poll_read(cx, buf)
    }
}
impl<P: DerefMut<Target: AsyncWrite> + Unpin> AsyncWrite for Pin<P> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.get_mut().as_mut().poll_write(cx, buf)
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.get_mut().as_mut().poll_flush(cx)
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.get_mut().as_mut().poll_shutdown(cx)
    }
}
