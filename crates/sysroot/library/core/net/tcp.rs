//! TCP: listeners and streams.

use super::lookup::each;
use super::socket::Socket;
use super::{SocketAddr, ToSocketAddrs};
use crate::fmt;
use crate::io::{Error, ErrorKind, Read, Result, Write};
use crate::sync::Arc;
use crate::sync::atomic::Ordering;
use crate::time::Duration;

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Shutdown {
    Read,
    Write,
    Both,
}

pub struct TcpStream {
    socket: Arc<Socket>,
}
impl TcpStream {
    pub fn connect<A: ToSocketAddrs>(addr: A) -> Result<TcpStream> {
        each(addr, |addr| Socket::connect(addr).map(TcpStream::from))
    }
    /// Nothing takes long here: it is there at once, or refused.
    pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> Result<TcpStream> {
        if timeout.is_zero() {
            return Err(Error::message(
                ErrorKind::InvalidInput,
                "cannot set a 0 duration timeout",
            ));
        }
        TcpStream::connect(addr)
    }
    #[doc(hidden)]
    pub fn socket(&self) -> &Socket {
        &self.socket
    }
    pub fn try_clone(&self) -> Result<TcpStream> {
        Ok(TcpStream {
            socket: self.socket.clone(),
        })
    }
    pub fn shutdown(&self, how: Shutdown) -> Result<()> {
        self.socket.shutdown(match how {
            Shutdown::Read => 0,
            Shutdown::Write => 1,
            Shutdown::Both => 2,
        })
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
    pub fn read_timeout(&self) -> Result<Option<Duration>> {
        Ok(self.socket.read_timeout.get())
    }
    pub fn write_timeout(&self) -> Result<Option<Duration>> {
        Ok(self.socket.write_timeout.get())
    }
    pub fn set_nodelay(&self, nodelay: bool) -> Result<()> {
        self.socket.nodelay.store(nodelay, Ordering::SeqCst);
        Ok(())
    }
    pub fn nodelay(&self) -> Result<bool> {
        Ok(self.socket.nodelay.load(Ordering::SeqCst))
    }
    pub fn take_error(&self) -> Result<Option<Error>> {
        Ok(None)
    }
}
impl From<Socket> for TcpStream {
    fn from(socket: Socket) -> TcpStream {
        TcpStream {
            socket: Arc::new(socket),
        }
    }
}
impl Read for &TcpStream {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        self.socket.read(buf, false)
    }
}
impl Write for &TcpStream {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        self.socket.write(buf, None)
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
impl Read for TcpStream {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        (&*self).read(buf)
    }
}
impl Write for TcpStream {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        (&*self).write(buf)
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
impl fmt::Debug for TcpStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("TcpStream");
        if let Ok(addr) = self.local_addr() {
            out.field("addr", &addr);
        }
        if let Ok(peer) = self.peer_addr() {
            out.field("peer", &peer);
        }
        out.field("fd", &(self.socket.id() + 2)).finish()
    }
}

pub struct TcpListener {
    socket: Arc<Socket>,
}
impl TcpListener {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> Result<TcpListener> {
        let socket = each(addr, |addr| Socket::bind(addr, false))?;
        Ok(TcpListener {
            socket: Arc::new(socket),
        })
    }
    #[doc(hidden)]
    pub fn socket(&self) -> &Socket {
        &self.socket
    }
    pub fn accept(&self) -> Result<(TcpStream, SocketAddr)> {
        let stream = TcpStream::from(self.socket.accept()?);
        let peer = stream.peer_addr()?;
        Ok((stream, peer))
    }
    pub fn incoming(&self) -> Incoming<'_> {
        Incoming { listener: self }
    }
    pub fn into_incoming(self) -> IntoIncoming {
        IntoIncoming { listener: self }
    }
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.socket.local_addr()
    }
    pub fn try_clone(&self) -> Result<TcpListener> {
        Ok(TcpListener {
            socket: self.socket.clone(),
        })
    }
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> {
        self.socket.set_nonblocking(nonblocking);
        Ok(())
    }
}
impl fmt::Debug for TcpListener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("TcpListener");
        if let Ok(addr) = self.local_addr() {
            out.field("addr", &addr);
        }
        out.field("fd", &(self.socket.id() + 2)).finish()
    }
}

#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Debug)]
pub struct Incoming<'a> {
    listener: &'a TcpListener,
}
impl Iterator for Incoming<'_> {
    type Item = Result<TcpStream>;
    fn next(&mut self) -> Option<Result<TcpStream>> {
        Some(self.listener.accept().map(|(stream, _)| stream))
    }
}
#[derive(Debug)]
pub struct IntoIncoming {
    listener: TcpListener,
}
impl Iterator for IntoIncoming {
    type Item = Result<TcpStream>;
    fn next(&mut self) -> Option<Result<TcpStream>> {
        Some(self.listener.accept().map(|(stream, _)| stream))
    }
}
