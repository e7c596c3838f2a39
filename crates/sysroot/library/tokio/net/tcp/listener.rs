//! `TcpListener`.

use std::io::Result;
use std::net::{self, SocketAddr};
use std::task::{Context, Poll, ready};

use super::super::evented::Evented;
use super::super::lookup::{ToSocketAddrs, last_error};
use super::TcpStream;
use crate::runtime::io::FOR_READING;

#[derive(Debug)]
pub struct TcpListener {
    io: Evented<net::TcpListener>,
}
impl TcpListener {
    pub async fn bind<A: ToSocketAddrs>(addr: A) -> Result<TcpListener> {
        let mut last = None;
        for addr in addr.to_socket_addrs()? {
            match net::TcpListener::bind(addr) {
                Ok(listener) => return TcpListener::from_std(listener),
                Err(e) => last = Some(e),
            }
        }
        Err(last_error(last))
    }
    #[track_caller]
    pub fn from_std(listener: net::TcpListener) -> Result<TcpListener> {
        Ok(TcpListener {
            io: Evented::new(listener)?,
        })
    }
    pub fn into_std(self) -> Result<net::TcpListener> {
        self.io.into_std()
    }
    pub async fn accept(&self) -> Result<(TcpStream, SocketAddr)> {
        let (stream, peer) = self.io.async_io(FOR_READING, || self.io.accept()).await?;
        Ok((TcpStream::new_accepted(stream)?, peer))
    }
    pub fn poll_accept(&self, cx: &mut Context<'_>) -> Poll<Result<(TcpStream, SocketAddr)>> {
        let (stream, peer) = ready!(self.io.poll_io(cx, FOR_READING, || self.io.accept()))?;
        Poll::Ready(Ok((TcpStream::new_accepted(stream)?, peer)))
    }
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.io.local_addr()
    }
}
