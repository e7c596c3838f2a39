//! `TcpStream`.

use std::future::poll_fn;
use std::io::Result;
use std::net::socket::Socket;
use std::net::{self, Shutdown, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::super::evented::{Evented, Source};
use super::super::lookup::{ToSocketAddrs, last_error};
use super::split::{OwnedReadHalf, OwnedWriteHalf, ReadHalf, WriteHalf};
use crate::io::{AsyncRead, AsyncWrite, Interest, ReadBuf, Ready};
use crate::runtime::io::{FOR_READING, FOR_WRITING, READABLE, WRITABLE};

#[derive(Debug)]
pub struct TcpStream {
    io: Evented<net::TcpStream>,
}
impl TcpStream {
    pub async fn connect<A: ToSocketAddrs>(addr: A) -> Result<TcpStream> {
        let mut last = None;
        for addr in addr.to_socket_addrs()? {
            match TcpStream::connect_to(addr).await {
                Ok(stream) => return Ok(stream),
                Err(e) => last = Some(e),
            }
        }
        Err(last_error(last))
    }
    /// It is there when it can be written to; whether it is there, the first use tells.
    async fn connect_to(addr: SocketAddr) -> Result<TcpStream> {
        let stream = TcpStream::from_std(net::TcpStream::from(Socket::begin_connect(addr)?))?;
        poll_fn(|cx| stream.io.scheduled.poll_ready(cx, FOR_WRITING)).await?;
        stream.io.socket().write(&[], None)?;
        Ok(stream)
    }
    #[track_caller]
    pub fn from_std(stream: net::TcpStream) -> Result<TcpStream> {
        Ok(TcpStream {
            io: Evented::new(stream)?,
        })
    }
    pub(super) fn new_accepted(stream: net::TcpStream) -> Result<TcpStream> {
        let stream = TcpStream::from_std(stream)?;
        stream.io.scheduled.assume_ready(READABLE | WRITABLE);
        Ok(stream)
    }
    pub fn into_std(self) -> Result<net::TcpStream> {
        self.io.into_std()
    }
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.io.local_addr()
    }
    pub fn peer_addr(&self) -> Result<SocketAddr> {
        self.io.peer_addr()
    }
    pub fn nodelay(&self) -> Result<bool> {
        self.io.nodelay()
    }
    pub fn set_nodelay(&self, nodelay: bool) -> Result<()> {
        self.io.set_nodelay(nodelay)
    }
    pub async fn ready(&self, interest: Interest) -> Result<Ready> {
        let event = self.io.scheduled.ready(interest.mask()).await?;
        Ok(Ready::from_bits(event.ready))
    }
    pub async fn readable(&self) -> Result<()> {
        self.ready(Interest::READABLE).await?;
        Ok(())
    }
    pub async fn writable(&self) -> Result<()> {
        self.ready(Interest::WRITABLE).await?;
        Ok(())
    }
    pub fn poll_read_ready(&self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.io.scheduled.poll_ready(cx, FOR_READING).map_ok(|_| ())
    }
    pub fn poll_write_ready(&self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.io.scheduled.poll_ready(cx, FOR_WRITING).map_ok(|_| ())
    }
    pub fn try_read(&self, buf: &mut [u8]) -> Result<usize> {
        self.io.try_io(FOR_READING, || self.io.socket().read(buf, false))
    }
    pub fn try_write(&self, buf: &[u8]) -> Result<usize> {
        self.io.try_io(FOR_WRITING, || self.io.socket().write(buf, None))
    }
    pub fn try_io<R>(&self, interest: Interest, f: impl FnOnce() -> Result<R>) -> Result<R> {
        self.io.try_io(interest.mask(), f)
    }
    pub async fn async_io<R>(&self, interest: Interest, f: impl FnMut() -> Result<R>) -> Result<R> {
        self.io.async_io(interest.mask(), f).await
    }
    pub async fn peek(&self, buf: &mut [u8]) -> Result<usize> {
        self.io.async_io(FOR_READING, || self.io.socket().read(buf, true)).await
    }
    pub fn split(&mut self) -> (ReadHalf<'_>, WriteHalf<'_>) {
        (ReadHalf::new(self), WriteHalf::new(self))
    }
    pub fn into_split(self) -> (OwnedReadHalf, OwnedWriteHalf) {
        let stream = Arc::new(self);
        (OwnedReadHalf::new(stream.clone()), OwnedWriteHalf::new(stream))
    }

    pub(super) fn poll_read_shared(&self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let n = ready!(self.io.poll_read(cx, buf.initialize_unfilled()))?;
        buf.advance(n);
        Poll::Ready(Ok(()))
    }
    pub(super) fn poll_write_shared(&self, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.io.poll_write(cx, buf)
    }
    pub(super) fn shutdown_write(&self) -> Result<()> {
        self.io.shutdown(Shutdown::Write)
    }
}
impl AsyncRead for TcpStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        self.poll_read_shared(cx, buf)
    }
}
impl AsyncWrite for TcpStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.poll_write_shared(cx, buf)
    }
    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(self.shutdown_write())
    }
}
impl TryFrom<net::TcpStream> for TcpStream {
    type Error = std::io::Error;
    fn try_from(stream: net::TcpStream) -> Result<TcpStream> {
        TcpStream::from_std(stream)
    }
}
