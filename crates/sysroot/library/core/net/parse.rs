//! Addresses from text.

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::str::FromStr;
use crate::{error, fmt};

#[derive(Debug, Clone, PartialEq, Eq)]
enum AddrKind {
    Ip,
    Ipv4,
    Ipv6,
    Socket,
    SocketV4,
    SocketV6,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddrParseError(AddrKind);
impl fmt::Display for AddrParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            AddrKind::Ip => "invalid IP address syntax",
            AddrKind::Ipv4 => "invalid IPv4 address syntax",
            AddrKind::Ipv6 => "invalid IPv6 address syntax",
            AddrKind::Socket => "invalid socket address syntax",
            AddrKind::SocketV4 => "invalid IPv4 socket address syntax",
            AddrKind::SocketV6 => "invalid IPv6 socket address syntax",
        })
    }
}
impl error::Error for AddrParseError {}

fn v4(text: &str) -> Option<Ipv4Addr> {
    let mut octets = [0; 4];
    let mut parts = text.split('.');
    for octet in &mut octets {
        let part = parts.next()?;
        if part.len() > 1 && part.starts_with('0') || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *octet = part.parse().ok()?;
    }
    parts.next().is_none().then(|| Ipv4Addr::from_octets(octets))
}
/// Groups of hexadecimal digits, perhaps with an IPv4 address as the last two. How many there are.
fn groups(text: &str, into: &mut [u16; 8]) -> Option<usize> {
    let mut count = 0;
    if text.is_empty() {
        return Some(0);
    }
    let mut parts = text.split(':').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && part.contains('.') {
            let [a, b, c, d] = v4(part)?.octets();
            *into.get_mut(count)? = u16::from_be_bytes([a, b]);
            *into.get_mut(count + 1)? = u16::from_be_bytes([c, d]);
            return Some(count + 2);
        }
        if part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        *into.get_mut(count)? = u16::from_str_radix(part, 16).ok()?;
        count += 1;
    }
    Some(count)
}
fn v6(text: &str) -> Option<Ipv6Addr> {
    let mut head = [0; 8];
    let Some((before, after)) = text.split_once("::") else {
        return (groups(text, &mut head)? == 8).then(|| Ipv6Addr::from_segments(head));
    };
    let mut tail = [0; 8];
    let front = groups(before, &mut head)?;
    let back = groups(after, &mut tail)?;
    // An IPv4 address stands at the end only, and what is left out is at least one group.
    if front + back > 7 || before.contains('.') {
        return None;
    }
    head[8 - back..].copy_from_slice(&tail[..back]);
    Some(Ipv6Addr::from_segments(head))
}
fn port(text: &str) -> Option<u16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
fn socket_v4(text: &str) -> Option<SocketAddrV4> {
    let (ip, after) = text.split_once(':')?;
    Some(SocketAddrV4::new(v4(ip)?, port(after)?))
}
fn socket_v6(text: &str) -> Option<SocketAddrV6> {
    let (inside, after) = text.strip_prefix('[')?.split_once("]:")?;
    let (ip, scope_id) = match inside.split_once('%') {
        Some((ip, scope_id)) => (ip, scope_id.parse().ok()?),
        None => (inside, 0),
    };
    Some(SocketAddrV6::new(v6(ip)?, port(after)?, 0, scope_id))
}

macro_rules! from_str {
    ($($T:ident $Kind:ident $parse:expr;)*) => { $(
        impl FromStr for $T {
            type Err = AddrParseError;
            fn from_str(s: &str) -> Result<$T, AddrParseError> {
                let parse: fn(&str) -> Option<$T> = $parse;
                parse(s).ok_or(AddrParseError(AddrKind::$Kind))
            }
        }
    )* };
}
from_str! {
    Ipv4Addr Ipv4 v4;
    Ipv6Addr Ipv6 v6;
    IpAddr Ip |s| v4(s).map(IpAddr::V4).or_else(|| v6(s).map(IpAddr::V6));
    SocketAddrV4 SocketV4 socket_v4;
    SocketAddrV6 SocketV6 socket_v6;
    SocketAddr Socket |s| socket_v4(s).map(SocketAddr::V4).or_else(|| socket_v6(s).map(SocketAddr::V6));
}
