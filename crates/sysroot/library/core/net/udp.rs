//! UDP.

use super::lookup::each;
use super::socket::Socket;
use super::{SocketAddr, ToSocketAddrs};
use crate::fmt;
use crate::io::{Error, ErrorKind, Result};
use crate::sync::Arc;
use crate::time::Duration;

pub struct UdpSocket {
    socket: Arc<Socket>,
}
impl UdpSocket {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> Result<UdpSocket> {
        let socket = each(addr, |addr| Socket::bind(addr, true))?;
        Ok(UdpSocket {
            socket: Arc::new(socket),
        })
    }
    #[doc(hidden)]
    pub fn socket(&self) -> &Socket {
        &self.socket
    }
    pub fn recv_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        self.socket.receive(buf, false)
    }
    pub fn peek_from(&self, buf: &mut [u8]) -> Result<(usize, SocketAddr)> {
        self.socket.receive(buf, true)
    }
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> Result<usize> {
        match addr.to_socket_addrs()?.next() {
            Some(addr) => self.socket.write(buf, Some(addr)),
            None => Err(Error::message(ErrorKind::InvalidInput, "no addresses to send data to")),
        }
    }
    pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> Result<()> {
        each(addr, |addr| self.socket.set_peer(addr))
    }
    pub fn send(&self, buf: &[u8]) -> Result<usize> {
        self.socket.write(buf, None)
    }
    pub fn recv(&self, buf: &mut [u8]) -> Result<usize> {
        self.socket.read(buf, false)
    }
    pub fn peek(&self, buf: &mut [u8]) -> Result<usize> {
        self.socket.read(buf, true)
    }
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.socket.local_addr()
    }
    pub fn peer_addr(&self) -> Result<SocketAddr> {
        self.socket.peer_addr()
    }
    pub fn try_clone(&self) -> Result<UdpSocket> {
        Ok(UdpSocket {
            socket: self.socket.clone(),
        })
    }
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> {
        self.socket.set_nonblocking(nonblocking);
        Ok(())
    }
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> Result<()> {
        self.socket.read_timeout.set(dur)
    }
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> Result<()> {
        self.socket.write_timeout.set(dur)
    }
    pub fn set_broadcast(&self, _broadcast: bool) -> Result<()> {
        Ok(())
    }
}
impl fmt::Debug for UdpSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("UdpSocket");
        if let Ok(addr) = self.local_addr() {
            out.field("addr", &addr);
        }
        out.field("fd", &(self.socket.id() + 2)).finish()
    }
}
