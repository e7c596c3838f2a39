//! UDP.

use std::io::Result;
use std::net::{self, SocketAddr};

use super::evented::{Evented, Source};
use super::lookup::{ToSocketAddrs, last_error};
use crate::runtime::io::{FOR_READING, FOR_WRITING};

#[derive(Debug)]
pub struct UdpSocket {
    io: Evented<net::UdpSocket>,
}
impl UdpSocket {
    pub async fn bind<A: ToSocketAddrs>(addr: A) -> Result<UdpSocket> {
        UdpSocket::from_std(net::UdpSocket::bind(addr)?)
    }
    #[track_caller]
    pub fn from_std(socket: net::UdpSocket) -> Result<UdpSocket> {
        Ok(UdpSocket {
            io: Evented::new(socket)?,
        })
    }
    pub fn into_std(self) -> Result<net::UdpSocket> {
        self.io.into_std()
    }
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.io.local_addr()
    }
    pub fn peer_addr(&self) -> Result<SocketAddr> {
        self.io.peer_addr()
    }
    pub async fn connect<A: ToSocketAddrs>(&self, addr: A) -> Result<()> {
        self.io.connect(addr)
    }
    pub async fn send(&self, buf: &[u8]) -> Result<usize> {
        self.io.async_io(FOR_WRITING, || self.io.send(buf)).await
    }
    pub async fn recv(&self, buf: &mut [u8]) -> Result<usize> {
        self.io.async_io(FOR_READING, || self.io.recv(buf)).await
    }
    pub async fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], target: A) -> Result<usize> {
        let target = target.to_socket_addrs()?.next().ok_or_else(|| last_error(None))?;
        self.io.async_io(FOR_WRITING, || self.io.send_to(buf, target)).await
    }
    pub async fn recv_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        self.io.async_io(FOR_READING, || self.io.recv_from(buf)).await
    }
    pub async fn peek_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        self.io.async_io(FOR_READING, || self.io.peek_from(buf)).await
    }
    pub async fn readable(&self) -> Result<()> {
        self.io.scheduled.ready(FOR_READING).await?;
        Ok(())
    }
    pub async fn writable(&self) -> Result<()> {
        self.io.scheduled.ready(FOR_WRITING).await?;
        Ok(())
    }
    pub fn try_recv(&self, buf: &mut [u8]) -> Result<usize> {
        self.io.try_io(FOR_READING, || self.io.recv(buf))
    }
    pub fn try_recv_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        self.io.try_io(FOR_READING, || self.io.recv_from(buf))
    }
    pub fn try_send(&self, buf: &[u8]) -> Result<usize> {
        self.io.try_io(FOR_WRITING, || self.io.send(buf))
    }
    pub fn try_send_to(&self, buf: &[u8], target: SocketAddr) -> Result<usize> {
        self.io
            .try_io(FOR_WRITING, || self.io.socket().write(buf, Some(target)))
    }
    pub fn set_broadcast(&self, on: bool) -> Result<()> {
        self.io.set_broadcast(on)
    }
}
