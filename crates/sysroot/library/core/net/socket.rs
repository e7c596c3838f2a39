//! What all sockets have in common: a number in the world, and how long to wait.

use super::{IpAddr, Ipv6Addr, SocketAddr};
use crate::intrinsics;
use crate::io::{Error, ErrorKind, Result};
use crate::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use crate::time::Duration;

const EAGAIN: i64 = -11;
const NO_LIMIT: u64 = u64::MAX;

/// Closes when it is dropped; clones of a stream share it.
pub struct Socket {
    id: u64,
    nonblocking: AtomicBool,
    pub nodelay: AtomicBool,
    pub read_timeout: Timeout,
    pub write_timeout: Timeout,
}
pub struct Timeout(AtomicU64);
impl Timeout {
    pub fn set(&self, limit: Option<Duration>) -> Result<()> {
        if limit.is_some_and(|limit| limit.is_zero()) {
            return Err(Error::message(
                ErrorKind::InvalidInput,
                "cannot set a 0 duration timeout",
            ));
        }
        self.0
            .store(limit.map_or(NO_LIMIT, |limit| limit.as_clock()), Ordering::SeqCst);
        Ok(())
    }
    pub fn get(&self) -> Option<Duration> {
        let nanos = self.0.load(Ordering::SeqCst);
        (nanos != NO_LIMIT).then(|| Duration::from_nanos(nanos))
    }
}

fn result(answer: i64) -> Result<u64> {
    if answer < 0 {
        Err(Error::from_raw_os_error(-answer as i32))
    } else {
        Ok(answer as u64)
    }
}
/// An IPv4 address is for the world the IPv6 one that stands for it.
fn to_bits(addr: SocketAddr) -> (u128, u32) {
    let ip = match addr.ip() {
        IpAddr::V4(ip) => ip.to_ipv6_mapped(),
        IpAddr::V6(ip) => ip,
    };
    (ip.to_bits(), addr.port() as u32)
}
fn from_bits([ip, port]: [u128; 2]) -> SocketAddr {
    SocketAddr::new(Ipv6Addr::from_bits(ip).to_canonical(), port as u16)
}

impl Socket {
    fn new(answer: i64) -> Result<Socket> {
        Ok(Socket {
            id: result(answer)?,
            nonblocking: AtomicBool::new(false),
            nodelay: AtomicBool::new(false),
            read_timeout: Timeout(AtomicU64::new(NO_LIMIT)),
            write_timeout: Timeout(AtomicU64::new(NO_LIMIT)),
        })
    }
    pub fn bind(addr: SocketAddr, datagrams: bool) -> Result<Socket> {
        let (ip, port) = to_bits(addr);
        Socket::new(intrinsics::net_bind(ip, port, datagrams))
    }
    pub fn connect(addr: SocketAddr) -> Result<Socket> {
        let (ip, port) = to_bits(addr);
        Socket::new(intrinsics::net_connect(0, ip, port))
    }
    /// Where nobody listens, that comes out at the first use.
    pub fn begin_connect(addr: SocketAddr) -> Result<Socket> {
        let (ip, port) = to_bits(addr);
        Socket::new(intrinsics::net_connect(u64::MAX, ip, port))
    }
    pub fn id(&self) -> u64 {
        self.id
    }
    pub fn set_nonblocking(&self, nonblocking: bool) {
        self.nonblocking.store(nonblocking, Ordering::SeqCst);
    }
    /// Tries until it can be done or the time is over.
    fn until(&self, write: bool, limit: &Timeout, op: impl Fn() -> i64) -> Result<u64> {
        let limit = limit.0.load(Ordering::SeqCst);
        loop {
            let answer = op();
            if answer != EAGAIN || self.nonblocking.load(Ordering::SeqCst) {
                return result(answer);
            }
            if !intrinsics::net_wait(self.id, write, limit) {
                return result(EAGAIN);
            }
        }
    }
    pub fn accept(&self) -> Result<Socket> {
        let id = self.until(false, &self.read_timeout, || intrinsics::net_accept(self.id))?;
        Socket::new(id as i64)
    }
    pub fn read(&self, buf: &mut [u8], peek: bool) -> Result<usize> {
        let (at, len) = (buf.as_mut_ptr(), buf.len());
        let from = crate::ptr::null_mut();
        let n = self.until(false, &self.read_timeout, || {
            intrinsics::net_read(self.id, at, len, peek, from)
        })?;
        Ok(n as usize)
    }
    pub fn receive(&self, buf: &mut [u8], peek: bool) -> Result<(usize, SocketAddr)> {
        let (at, len) = (buf.as_mut_ptr(), buf.len());
        let mut from = [0u128; 2];
        let sender = &raw mut from;
        let n = self.until(false, &self.read_timeout, || {
            intrinsics::net_read(self.id, at, len, peek, sender)
        })?;
        Ok((n as usize, from_bits(from)))
    }
    /// To the peer, unless an address is given.
    pub fn write(&self, buf: &[u8], to: Option<SocketAddr>) -> Result<usize> {
        let (ip, port) = to.map_or((0, 0), to_bits);
        let n = self.until(true, &self.write_timeout, || {
            intrinsics::net_write(self.id, buf.as_ptr(), buf.len(), ip, port)
        })?;
        Ok(n as usize)
    }
    pub fn set_peer(&self, addr: SocketAddr) -> Result<()> {
        let (ip, port) = to_bits(addr);
        result(intrinsics::net_connect(self.id, ip, port))?;
        Ok(())
    }
    pub fn shutdown(&self, how: u32) -> Result<()> {
        result(intrinsics::net_shutdown(self.id, how))?;
        Ok(())
    }
    fn address(&self, which: u32) -> Result<SocketAddr> {
        let mut out = [0u128; 2];
        result(intrinsics::net_address(self.id, which, &raw mut out))?;
        Ok(from_bits(out))
    }
    pub fn local_addr(&self) -> Result<SocketAddr> {
        self.address(0)
    }
    pub fn peer_addr(&self) -> Result<SocketAddr> {
        self.address(1)
    }
}
impl Drop for Socket {
    fn drop(&mut self) {
        intrinsics::net_close(self.id);
    }
}
