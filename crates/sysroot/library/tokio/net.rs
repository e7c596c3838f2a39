//! TCP and UDP for tasks: who waits for the network lets others run.

mod evented;
mod lookup;
pub mod tcp;
mod udp;

pub use lookup::{ToSocketAddrs, lookup_host};
pub use tcp::{TcpListener, TcpStream};
pub use udp::UdpSocket;
