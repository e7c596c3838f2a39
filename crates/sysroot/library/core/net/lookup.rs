//! What stands for one or several addresses. The only name that is known is that of the machine itself.

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::io::{Error, ErrorKind, Result};
use crate::{iter, option, slice, vec};

pub trait ToSocketAddrs {
    type Iter: Iterator<Item = SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter>;
}

fn lookup(host: &str, port: u16) -> Result<vec::IntoIter<SocketAddr>> {
    let ip = match host.parse::<IpAddr>() {
        Ok(ip) => ip,
        Err(_) if host == "localhost" => IpAddr::V4(Ipv4Addr::LOCALHOST),
        Err(_) => {
            return Err(Error::new(
                ErrorKind::Uncategorized,
                "failed to lookup address information: Name or service not known",
            ));
        }
    };
    Ok(vec![SocketAddr::new(ip, port)].into_iter())
}
fn invalid(message: &'static str) -> Error {
    Error::message(ErrorKind::InvalidInput, message)
}

macro_rules! single {
    ($($T:ty)*) => { $(
        impl ToSocketAddrs for $T {
            type Iter = option::IntoIter<SocketAddr>;
            fn to_socket_addrs(&self) -> Result<Self::Iter> {
                Ok(Some(SocketAddr::from(*self)).into_iter())
            }
        }
    )* };
}
single! { SocketAddr SocketAddrV4 SocketAddrV6 (IpAddr, u16) (Ipv4Addr, u16) (Ipv6Addr, u16) }

impl ToSocketAddrs for (&str, u16) {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        lookup(self.0, self.1)
    }
}
impl ToSocketAddrs for (String, u16) {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        lookup(&self.0, self.1)
    }
}
impl ToSocketAddrs for str {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        if let Ok(addr) = self.parse::<SocketAddr>() {
            return Ok(vec![addr].into_iter());
        }
        let (host, port) = self.rsplit_once(':').ok_or_else(|| invalid("invalid socket address"))?;
        lookup(host, port.parse().map_err(|_| invalid("invalid port value"))?)
    }
}
impl ToSocketAddrs for String {
    type Iter = vec::IntoIter<SocketAddr>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        (**self).to_socket_addrs()
    }
}
impl<'a> ToSocketAddrs for &'a [SocketAddr] {
    type Iter = iter::Cloned<slice::Iter<'a, SocketAddr>>;
    fn to_socket_addrs(&self) -> Result<Self::Iter> {
        Ok(self.iter().cloned())
    }
}
impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T {
    type Iter = T::Iter;
    fn to_socket_addrs(&self) -> Result<T::Iter> {
        (**self).to_socket_addrs()
    }
}

/// The first of the addresses with which it can be done.
pub(super) fn each<A: ToSocketAddrs, T>(addr: A, mut f: impl FnMut(SocketAddr) -> Result<T>) -> Result<T> {
    let mut last = invalid("could not resolve to any addresses");
    for addr in addr.to_socket_addrs()? {
        match f(addr) {
            Ok(value) => return Ok(value),
            Err(e) => last = e,
        }
    }
    Err(last)
}
