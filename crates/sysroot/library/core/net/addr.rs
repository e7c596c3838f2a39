//! Addresses of sockets: an IP address and a port.

use super::ip::{IpAddr, Ipv4Addr, Ipv6Addr, debug_as_display};
use crate::fmt;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketAddrV4 {
    ip: Ipv4Addr,
    port: u16,
}
impl SocketAddrV4 {
    pub const fn new(ip: Ipv4Addr, port: u16) -> SocketAddrV4 {
        SocketAddrV4 { ip, port }
    }
    pub const fn ip(&self) -> &Ipv4Addr {
        &self.ip
    }
    pub const fn port(&self) -> u16 {
        self.port
    }
    pub fn set_ip(&mut self, ip: Ipv4Addr) {
        self.ip = ip;
    }
    pub fn set_port(&mut self, port: u16) {
        self.port = port;
    }
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketAddrV6 {
    ip: Ipv6Addr,
    port: u16,
    flowinfo: u32,
    scope_id: u32,
}
impl SocketAddrV6 {
    pub const fn new(ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> SocketAddrV6 {
        SocketAddrV6 {
            ip,
            port,
            flowinfo,
            scope_id,
        }
    }
    pub const fn ip(&self) -> &Ipv6Addr {
        &self.ip
    }
    pub const fn port(&self) -> u16 {
        self.port
    }
    pub const fn flowinfo(&self) -> u32 {
        self.flowinfo
    }
    pub const fn scope_id(&self) -> u32 {
        self.scope_id
    }
    pub fn set_ip(&mut self, ip: Ipv6Addr) {
        self.ip = ip;
    }
    pub fn set_port(&mut self, port: u16) {
        self.port = port;
    }
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SocketAddr {
    V4(SocketAddrV4),
    V6(SocketAddrV6),
}
impl SocketAddr {
    pub const fn new(ip: IpAddr, port: u16) -> SocketAddr {
        match ip {
            IpAddr::V4(ip) => SocketAddr::V4(SocketAddrV4::new(ip, port)),
            IpAddr::V6(ip) => SocketAddr::V6(SocketAddrV6::new(ip, port, 0, 0)),
        }
    }
    pub const fn ip(&self) -> IpAddr {
        match self {
            SocketAddr::V4(addr) => IpAddr::V4(addr.ip),
            SocketAddr::V6(addr) => IpAddr::V6(addr.ip),
        }
    }
    pub const fn port(&self) -> u16 {
        match self {
            SocketAddr::V4(addr) => addr.port,
            SocketAddr::V6(addr) => addr.port,
        }
    }
    pub fn set_ip(&mut self, ip: IpAddr) {
        *self = SocketAddr::new(ip, self.port());
    }
    pub fn set_port(&mut self, port: u16) {
        match self {
            SocketAddr::V4(addr) => addr.port = port,
            SocketAddr::V6(addr) => addr.port = port,
        }
    }
    pub const fn is_ipv4(&self) -> bool {
        matches!(self, SocketAddr::V4(_))
    }
    pub const fn is_ipv6(&self) -> bool {
        matches!(self, SocketAddr::V6(_))
    }
}

impl fmt::Display for SocketAddrV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}", self.ip, self.port))
    }
}
impl fmt::Display for SocketAddrV6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope_id {
            0 => f.pad(&format!("[{}]:{}", self.ip, self.port)),
            scope_id => f.pad(&format!("[{}%{scope_id}]:{}", self.ip, self.port)),
        }
    }
}
impl fmt::Display for SocketAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SocketAddr::V4(addr) => fmt::Display::fmt(addr, f),
            SocketAddr::V6(addr) => fmt::Display::fmt(addr, f),
        }
    }
}
debug_as_display! { SocketAddrV4 SocketAddrV6 SocketAddr }

impl From<SocketAddrV4> for SocketAddr {
    fn from(addr: SocketAddrV4) -> SocketAddr {
        SocketAddr::V4(addr)
    }
}
impl From<SocketAddrV6> for SocketAddr {
    fn from(addr: SocketAddrV6) -> SocketAddr {
        SocketAddr::V6(addr)
    }
}
impl<I: Into<IpAddr>> From<(I, u16)> for SocketAddr {
    fn from((ip, port): (I, u16)) -> SocketAddr {
        SocketAddr::new(ip.into(), port)
    }
}
