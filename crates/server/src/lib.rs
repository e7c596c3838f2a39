//! The native side: a web server for the site's files, the real servers of the lessons, and what the page
//! is told of them.
//!
//! Everything listens on the loopback interface unless told otherwise. Each server takes a listener and
//! is told when to close, so that tests give it port 0 and an end.

pub mod app;
pub mod connections;
pub mod csp;
pub mod echo;
pub mod guard;
pub mod http;
pub mod live;
pub mod measure;
pub mod site;
pub mod story;
mod stuck;
pub mod threads;
pub mod web;

use std::io;
use std::net::{IpAddr, SocketAddr};
use tokio::net::{TcpListener, TcpSocket};

/// Connections that the system keeps until we accept them. Who comes when it is full tries again after a second.
const WAITING: u32 = 4096;

/// Why a server did not start or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "port {port} is in use by another program: close it, or choose another port with {option}"
    )]
    PortInUse { port: u16, option: &'static str },
    #[error("cannot listen on {address}: {source}")]
    Listen {
        address: SocketAddr,
        source: io::Error,
    },
    #[error("{0} has no index.html: build the site with `cargo xtask dist`")]
    NoSite(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Listens; port 0 takes any that is free. `option` is where the visitor chooses another port.
pub fn listen(
    ip: IpAddr,
    port: u16,
    option: &'static str,
) -> Result<(TcpListener, SocketAddr), Error> {
    let address = SocketAddr::new(ip, port);
    let listener = bind(address).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => Error::PortInUse { port, option },
        _ => Error::Listen { address, source },
    })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // On Windows it would mean that another program may take the port from us.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}
