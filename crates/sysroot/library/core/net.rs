//! The network: addresses, TCP and UDP. The machine can reach itself, and be reached by who visits the page.

mod addr;
mod ip;
mod lookup;
mod parse;
#[doc(hidden)]
pub mod socket;
mod tcp;
mod udp;

pub use addr::{SocketAddr, SocketAddrV4, SocketAddrV6};
pub use ip::{IpAddr, Ipv4Addr, Ipv6Addr};
pub use lookup::ToSocketAddrs;
pub use parse::AddrParseError;
pub use tcp::{Incoming, IntoIncoming, Shutdown, TcpListener, TcpStream};
pub use udp::UdpSocket;
