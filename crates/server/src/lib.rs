//! The native side: a web server for the site's files, and the real servers of the lessons.
//!
//! Everything listens on the loopback interface only. Each server takes a listener and a shutdown
//! signal, so that tests give it port 0 and an end.

pub mod csp;
pub mod echo;
pub mod site;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// Why a server did not start or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "port {port} is in use by another program: close it, or choose another port with --port"
    )]
    PortInUse { port: u16 },
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Listen { port: u16, source: io::Error },
    #[error("{0} has no index.html: build the site with `cargo xtask dist`")]
    NoSite(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Listens on the loopback interface; port 0 takes any that is free.
pub async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => Error::PortInUse { port },
            _ => Error::Listen { port, source },
        })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}
