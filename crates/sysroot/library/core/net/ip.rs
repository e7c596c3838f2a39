//! IP addresses.

use crate::fmt;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ipv4Addr {
    octets: [u8; 4],
}
impl Ipv4Addr {
    pub const LOCALHOST: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 1);
    pub const UNSPECIFIED: Ipv4Addr = Ipv4Addr::new(0, 0, 0, 0);
    pub const BROADCAST: Ipv4Addr = Ipv4Addr::new(255, 255, 255, 255);
    pub const BITS: u32 = 32;

    pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
        Ipv4Addr { octets: [a, b, c, d] }
    }
    pub const fn from_octets(octets: [u8; 4]) -> Ipv4Addr {
        Ipv4Addr { octets }
    }
    pub const fn octets(&self) -> [u8; 4] {
        self.octets
    }
    pub fn to_bits(self) -> u32 {
        u32::from_be_bytes(self.octets)
    }
    pub fn from_bits(bits: u32) -> Ipv4Addr {
        Ipv4Addr {
            octets: bits.to_be_bytes(),
        }
    }
    pub fn is_unspecified(&self) -> bool {
        *self == Ipv4Addr::UNSPECIFIED
    }
    pub fn is_loopback(&self) -> bool {
        self.octets[0] == 127
    }
    pub fn is_private(&self) -> bool {
        matches!(self.octets, [10, ..] | [172, 16..=31, ..] | [192, 168, ..])
    }
    pub fn is_link_local(&self) -> bool {
        matches!(self.octets, [169, 254, ..])
    }
    pub fn is_multicast(&self) -> bool {
        matches!(self.octets[0], 224..=239)
    }
    pub fn is_broadcast(&self) -> bool {
        *self == Ipv4Addr::BROADCAST
    }
    pub fn is_documentation(&self) -> bool {
        matches!(self.octets, [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _])
    }
    pub fn to_ipv6_mapped(&self) -> Ipv6Addr {
        Ipv6Addr::from_bits(0xffff_0000_0000 | self.to_bits() as u128)
    }
    pub fn to_ipv6_compatible(&self) -> Ipv6Addr {
        Ipv6Addr::from_bits(self.to_bits() as u128)
    }
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ipv6Addr {
    octets: [u8; 16],
}
impl Ipv6Addr {
    pub const LOCALHOST: Ipv6Addr = Ipv6Addr {
        octets: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    };
    pub const UNSPECIFIED: Ipv6Addr = Ipv6Addr { octets: [0; 16] };
    pub const BITS: u32 = 128;

    #[allow(clippy::too_many_arguments)]
    pub const fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> Ipv6Addr {
        Ipv6Addr::from_segments([a, b, c, d, e, f, g, h])
    }
    pub fn from_segments(segments: [u16; 8]) -> Ipv6Addr {
        let bits = segments.iter().fold(0, |bits, segment| bits << 16 | *segment as u128);
        Ipv6Addr::from_bits(bits)
    }
    pub const fn from_octets(octets: [u8; 16]) -> Ipv6Addr {
        Ipv6Addr { octets }
    }
    pub const fn octets(&self) -> [u8; 16] {
        self.octets
    }
    pub fn segments(&self) -> [u16; 8] {
        let bits = self.to_bits();
        let mut segments = [0; 8];
        for (i, segment) in segments.iter_mut().enumerate() {
            *segment = (bits >> (112 - 16 * i)) as u16;
        }
        segments
    }
    pub fn to_bits(self) -> u128 {
        u128::from_be_bytes(self.octets)
    }
    pub fn from_bits(bits: u128) -> Ipv6Addr {
        Ipv6Addr {
            octets: bits.to_be_bytes(),
        }
    }
    pub fn is_unspecified(&self) -> bool {
        *self == Ipv6Addr::UNSPECIFIED
    }
    pub fn is_loopback(&self) -> bool {
        *self == Ipv6Addr::LOCALHOST
    }
    pub fn is_multicast(&self) -> bool {
        self.octets[0] == 0xff
    }
    pub fn to_ipv4_mapped(&self) -> Option<Ipv4Addr> {
        let bits = self.to_bits();
        (bits >> 32 == 0xffff).then(|| Ipv4Addr::from_bits(bits as u32))
    }
    pub fn to_ipv4(&self) -> Option<Ipv4Addr> {
        let bits = self.to_bits();
        matches!(bits >> 32, 0 | 0xffff).then(|| Ipv4Addr::from_bits(bits as u32))
    }
    pub fn to_canonical(&self) -> IpAddr {
        match self.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(*self),
        }
    }
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IpAddr {
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}
impl IpAddr {
    pub const fn is_ipv4(&self) -> bool {
        matches!(self, IpAddr::V4(_))
    }
    pub const fn is_ipv6(&self) -> bool {
        matches!(self, IpAddr::V6(_))
    }
    pub fn is_unspecified(&self) -> bool {
        match self {
            IpAddr::V4(ip) => ip.is_unspecified(),
            IpAddr::V6(ip) => ip.is_unspecified(),
        }
    }
    pub fn is_loopback(&self) -> bool {
        match self {
            IpAddr::V4(ip) => ip.is_loopback(),
            IpAddr::V6(ip) => ip.is_loopback(),
        }
    }
    pub fn is_multicast(&self) -> bool {
        match self {
            IpAddr::V4(ip) => ip.is_multicast(),
            IpAddr::V6(ip) => ip.is_multicast(),
        }
    }
    pub fn to_canonical(&self) -> IpAddr {
        match self {
            IpAddr::V4(_) => *self,
            IpAddr::V6(ip) => ip.to_canonical(),
        }
    }
}

impl fmt::Display for Ipv4Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.octets;
        f.pad(&format!("{a}.{b}.{c}.{d}"))
    }
}
impl fmt::Display for Ipv6Addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(v4) = self.to_ipv4_mapped() {
            return f.pad(&format!("::ffff:{v4}"));
        }
        let segments = self.segments();
        // The longest run of zeros, the first of them, is left out.
        let (mut start, mut len) = (0, 0);
        let mut at = 0;
        while at < 8 {
            let zeros = segments[at..].iter().take_while(|segment| **segment == 0).count();
            if zeros > len {
                (start, len) = (at, zeros);
            }
            at += zeros.max(1);
        }
        let join = |segments: &[u16]| {
            let texts: Vec<String> = segments.iter().map(|segment| format!("{segment:x}")).collect();
            texts.join(":")
        };
        if len > 1 {
            f.pad(&format!("{}::{}", join(&segments[..start]), join(&segments[start + len..])))
        } else {
            f.pad(&join(&segments))
        }
    }
}
impl fmt::Display for IpAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IpAddr::V4(ip) => fmt::Display::fmt(ip, f),
            IpAddr::V6(ip) => fmt::Display::fmt(ip, f),
        }
    }
}
macro_rules! conversions {
    ($($From:ty => $To:ty: |$x:ident| $convert:expr;)*) => { $(
        impl From<$From> for $To {
            fn from($x: $From) -> $To {
                $convert
            }
        }
    )* };
}
conversions! {
    [u8; 4] => Ipv4Addr: |octets| Ipv4Addr { octets };
    u32 => Ipv4Addr: |bits| Ipv4Addr::from_bits(bits);
    Ipv4Addr => u32: |ip| ip.to_bits();
    [u8; 16] => Ipv6Addr: |octets| Ipv6Addr { octets };
    [u16; 8] => Ipv6Addr: |segments| Ipv6Addr::from_segments(segments);
    u128 => Ipv6Addr: |bits| Ipv6Addr::from_bits(bits);
    Ipv6Addr => u128: |ip| ip.to_bits();
    Ipv4Addr => IpAddr: |ip| IpAddr::V4(ip);
    Ipv6Addr => IpAddr: |ip| IpAddr::V6(ip);
    [u8; 4] => IpAddr: |octets| IpAddr::V4(Ipv4Addr { octets });
    [u8; 16] => IpAddr: |octets| IpAddr::V6(Ipv6Addr { octets });
    [u16; 8] => IpAddr: |segments| IpAddr::V6(Ipv6Addr::from_segments(segments));
}
macro_rules! debug_as_display {
    ($($T:ty)*) => { $(
        impl fmt::Debug for $T {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )* };
}
pub(super) use debug_as_display;
debug_as_display! { Ipv4Addr Ipv6Addr IpAddr }

impl PartialEq<Ipv4Addr> for IpAddr {
    fn eq(&self, other: &Ipv4Addr) -> bool {
        matches!(self, IpAddr::V4(ip) if ip == other)
    }
}
impl PartialEq<Ipv6Addr> for IpAddr {
    fn eq(&self, other: &Ipv6Addr) -> bool {
        matches!(self, IpAddr::V6(ip) if ip == other)
    }
}
