//! What stands for addresses: as in `std`.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::vec;

pub trait ToSocketAddrs: std::net::ToSocketAddrs {}
impl<T: std::net::ToSocketAddrs + ?Sized> ToSocketAddrs for T {}

pub async fn lookup_host<T: ToSocketAddrs>(host: T) -> Result<vec::IntoIter<SocketAddr>> {
    let all: vec::Vec<SocketAddr> = host.to_socket_addrs()?.collect();
    Ok(all.into_iter())
}

/// What is said when none of the addresses would do.
pub(super) fn last_error(last: Option<Error>) -> Error {
    last.unwrap_or_else(|| Error::new(ErrorKind::InvalidInput, "could not resolve to any address"))
}
