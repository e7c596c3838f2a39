//! The halves of a stream: borrowed, or owned. Dropping the owned half that writes ends the writing.

use std::error::Error;
use std::fmt;
use std::io::Result;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::TcpStream;
use crate::io::{AsyncRead, AsyncWrite, Interest, ReadBuf, Ready};

#[derive(Debug)]
pub struct ReadHalf<'a> {
    stream: &'a TcpStream,
}
#[derive(Debug)]
pub struct WriteHalf<'a> {
    stream: &'a TcpStream,
}
impl<'a> ReadHalf<'a> {
    pub(super) fn new(stream: &'a TcpStream) -> ReadHalf<'a> {
        ReadHalf { stream }
    }
}
impl<'a> WriteHalf<'a> {
    pub(super) fn new(stream: &'a TcpStream) -> WriteHalf<'a> {
        WriteHalf { stream }
    }
}

#[derive(Debug)]
pub struct OwnedReadHalf {
    stream: Arc<TcpStream>,
}
#[derive(Debug)]
pub struct OwnedWriteHalf {
    stream: Arc<TcpStream>,
    shutdown_on_drop: bool,
}
impl OwnedReadHalf {
    pub(super) fn new(stream: Arc<TcpStream>) -> OwnedReadHalf {
        OwnedReadHalf { stream }
    }
    pub fn reunite(self, other: OwnedWriteHalf) -> core::result::Result<TcpStream, ReuniteError> {
        if !Arc::ptr_eq(&self.stream, &other.stream) {
            return Err(ReuniteError(self, other));
        }
        other.forget();
        match Arc::into_inner(self.stream) {
            Some(stream) => Ok(stream),
            None => panic!("TcpStream: try_unwrap failed in reunite"),
        }
    }
}
impl OwnedWriteHalf {
    pub(super) fn new(stream: Arc<TcpStream>) -> OwnedWriteHalf {
        OwnedWriteHalf {
            stream,
            shutdown_on_drop: true,
        }
    }
    pub fn reunite(self, other: OwnedReadHalf) -> core::result::Result<TcpStream, ReuniteError> {
        other.reunite(self)
    }
    /// Drops it without ending the writing.
    pub fn forget(mut self) {
        self.shutdown_on_drop = false;
    }
}
impl Drop for OwnedWriteHalf {
    fn drop(&mut self) {
        if self.shutdown_on_drop {
            let _ = self.stream.shutdown_write();
        }
    }
}

macro_rules! halves {
    ($($Read:ty, $Write:ty;)*) => { $(
        impl $Read {
            pub async fn peek(&mut self, buf: &mut [u8]) -> Result<usize> {
                self.stream.peek(buf).await
            }
            pub async fn ready(&self, interest: Interest) -> Result<Ready> {
                self.stream.ready(interest).await
            }
            pub async fn readable(&self) -> Result<()> {
                self.stream.readable().await
            }
            pub fn try_read(&self, buf: &mut [u8]) -> Result<usize> {
                self.stream.try_read(buf)
            }
            pub fn peer_addr(&self) -> Result<SocketAddr> {
                self.stream.peer_addr()
            }
            pub fn local_addr(&self) -> Result<SocketAddr> {
                self.stream.local_addr()
            }
        }
        impl AsyncRead for $Read {
            fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
                self.stream.poll_read_shared(cx, buf)
            }
        }
        impl $Write {
            pub async fn ready(&self, interest: Interest) -> Result<Ready> {
                self.stream.ready(interest).await
            }
            pub async fn writable(&self) -> Result<()> {
                self.stream.writable().await
            }
            pub fn try_write(&self, buf: &[u8]) -> Result<usize> {
                self.stream.try_write(buf)
            }
            pub fn peer_addr(&self) -> Result<SocketAddr> {
                self.stream.peer_addr()
            }
            pub fn local_addr(&self) -> Result<SocketAddr> {
                self.stream.local_addr()
            }
        }
        impl AsyncWrite for $Write {
            fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
                self.stream.poll_write_shared(cx, buf)
            }
            fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                Poll::Ready(Ok(()))
            }
            fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                self.ended_writing()
            }
        }
    )* };
}
halves! {
    ReadHalf<'_>, WriteHalf<'_>;
    OwnedReadHalf, OwnedWriteHalf;
}
impl WriteHalf<'_> {
    fn ended_writing(self: Pin<&mut Self>) -> Poll<Result<()>> {
        Poll::Ready(self.stream.shutdown_write())
    }
}
impl OwnedWriteHalf {
    fn ended_writing(mut self: Pin<&mut Self>) -> Poll<Result<()>> {
        let ended = self.stream.shutdown_write();
        if ended.is_ok() {
            self.shutdown_on_drop = false;
        }
        Poll::Ready(ended)
    }
}

/// The halves were not of one stream.
#[derive(Debug)]
pub struct ReuniteError(pub OwnedReadHalf, pub OwnedWriteHalf);
impl fmt::Display for ReuniteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tried to reunite halves that are not from the same socket")
    }
}
impl Error for ReuniteError {}
