//! Readers and writers that never wait: in memory, of `std`, and of nothing.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::io::{self, BufRead, Read, Result, Seek, SeekFrom, Write};

use super::{AsyncBufRead, AsyncRead, AsyncSeek, AsyncWrite};

#[derive(Clone, Debug, Default)]
pub struct Cursor<T> {
    inner: io::Cursor<T>,
}
impl<T> Cursor<T> {
    pub fn new(inner: T) -> Cursor<T> {
        Cursor {
            inner: io::Cursor::new(inner),
        }
    }
    pub fn into_inner(self) -> T {
        self.inner.into_inner()
    }
    pub fn get_ref(&self) -> &T {
        self.inner.get_ref()
    }
    pub fn get_mut(&mut self) -> &mut T {
        self.inner.get_mut()
    }
    pub fn position(&self) -> u64 {
        self.inner.position()
    }
    pub fn set_position(&mut self, pos: u64) {
        self.inner.set_position(pos)
    }
}

/// Makes a blocking reader or writer one that is polled; it blocks all the same.
#[derive(Clone, Debug, Default)]
pub struct AllowStdIo<T> {
    inner: T,
}
impl<T> AllowStdIo<T> {
    pub fn new(inner: T) -> AllowStdIo<T> {
        AllowStdIo { inner }
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

#[derive(Debug, Default)]
pub struct Empty {
    inner: io::Empty,
}
pub fn empty() -> Empty {
    Empty { inner: io::empty() }
}
#[derive(Debug, Default)]
pub struct Sink {
    inner: io::Sink,
}
pub fn sink() -> Sink {
    Sink { inner: io::sink() }
}

macro_rules! polled {
    (@read $t:ty, $($generics:tt)*) => {
        impl<$($generics)*> AsyncRead for $t {
            fn poll_read(self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &mut [u8]) -> Poll<Result<usize>> {
                Poll::Ready(unsafe { self.get_unchecked_mut() }.inner.read(buf))
            }
        }
    };
    (@fill $t:ty, $($generics:tt)*) => {
        impl<$($generics)*> AsyncBufRead for $t {
            fn poll_fill_buf(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<&[u8]>> {
                Poll::Ready(unsafe { self.get_unchecked_mut() }.inner.fill_buf())
            }
            fn consume(self: Pin<&mut Self>, amt: usize) {
                unsafe { self.get_unchecked_mut() }.inner.consume(amt)
            }
        }
    };
    (@seek $t:ty, $($generics:tt)*) => {
        impl<$($generics)*> AsyncSeek for $t {
            fn poll_seek(self: Pin<&mut Self>, _cx: &mut Context<'_>, pos: SeekFrom) -> Poll<Result<u64>> {
                Poll::Ready(unsafe { self.get_unchecked_mut() }.inner.seek(pos))
            }
        }
    };
    (@write $t:ty, $($generics:tt)*) => {
        impl<$($generics)*> AsyncWrite for $t {
            fn poll_write(self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
                Poll::Ready(unsafe { self.get_unchecked_mut() }.inner.write(buf))
            }
            fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                Poll::Ready(unsafe { self.get_unchecked_mut() }.inner.flush())
            }
            fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
                self.poll_flush(cx)
            }
        }
    };
}
polled! { @read Cursor<T>, T: AsRef<[u8]> + Unpin }
polled! { @fill Cursor<T>, T: AsRef<[u8]> + Unpin }
polled! { @seek Cursor<T>, T: AsRef<[u8]> + Unpin }
polled! { @write Cursor<std::vec::Vec<u8>>, }
polled! { @write Cursor<&mut std::vec::Vec<u8>>, }
polled! { @write Cursor<&mut [u8]>, }
polled! { @read AllowStdIo<T>, T: Read }
polled! { @fill AllowStdIo<T>, T: BufRead }
polled! { @seek AllowStdIo<T>, T: Seek }
polled! { @write AllowStdIo<T>, T: Write }
polled! { @read Empty, }
polled! { @fill Empty, }
polled! { @write Sink, }
