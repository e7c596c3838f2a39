//! Addresses: an IPv4 address is the IPv6 one that stands for it (`::ffff:a.b.c.d`).

use std::fmt;
use std::net::{Ipv6Addr, SocketAddr};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    pub ip: u128,
    pub port: u16,
}

const V4: u128 = 0xffff << 32;
const ANY_V6: u128 = 0;
const LOOPBACK_V6: u128 = 1;
const LOOPBACK_V4: u128 = V4 | 0x7f00_0001;

impl Address {
    fn is_v4(self) -> bool {
        self.ip >> 32 == V4 >> 32
    }
    fn is_any(self) -> bool {
        self.ip == ANY_V6 || self.ip == V4
    }
    fn is_loopback(self) -> bool {
        self.ip == LOOPBACK_V6 || self.ip >> 24 == LOOPBACK_V4 >> 24
    }
    /// An address of this machine, or all of them.
    pub fn is_here(self) -> bool {
        self.is_any() || self.is_loopback()
    }
    /// Where one comes who connects there.
    pub fn target(self) -> Address {
        let ip = match self.ip {
            ANY_V6 => LOOPBACK_V6,
            V4 => LOOPBACK_V4,
            ip => ip,
        };
        Address { ip, ..self }
    }
    /// Who is bound to it hears what comes to `target`.
    pub fn hears(self, target: Address) -> bool {
        self.port == target.port
            && (self.ip == target.ip || self.ip == ANY_V6 || self.ip == V4 && target.is_v4())
    }
    pub fn overlaps(self, other: Address) -> bool {
        self.hears(other) || other.hears(self)
    }
    pub fn loopback_v4(port: u16) -> Address {
        Address {
            ip: LOOPBACK_V4,
            port,
        }
    }
    pub fn loopback_v6(port: u16) -> Address {
        Address {
            ip: LOOPBACK_V6,
            port,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ip = Ipv6Addr::from_bits(self.ip).to_canonical();
        SocketAddr::new(ip, self.port).fmt(f)
    }
}
