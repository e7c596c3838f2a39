//! The network of a program in the page: sockets of one machine that can only reach itself, and the visitor.
//!
//! It behaves as Linux does on its loopback device. What is written is there to be read at once, a buffer holds
//! [`ROOM`] bytes, and errors are those of the operating system. Nothing here waits: what cannot go on says
//! [`EAGAIN`], and who waits looks again when the socket is among the [`changed`](Net::take_changed).
//!
//! In reading order: `address`; `stream`, connections; `datagram`, UDP; `visitor`, the peer outside; `poller`,
//! which does for asynchronous runtimes what epoll does.

mod address;
mod datagram;
mod poller;
mod stream;
#[cfg(test)]
mod tests;
mod visitor;

use std::collections::BTreeMap;
use std::fmt;

use protocol::network::Visited;

pub use address::Address;
use datagram::Datagrams;
use poller::Poller;
use stream::{Listener, Stream};

/// A socket's number in the program; 0 is none.
pub type SocketId = u64;

/// An error of the operating system, by its number on Linux.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Errno(pub i32);
pub const EBADF: Errno = Errno(9);
pub const EAGAIN: Errno = Errno(11);
pub const EINVAL: Errno = Errno(22);
pub const EMFILE: Errno = Errno(24);
pub const EPIPE: Errno = Errno(32);
pub const EDESTADDRREQ: Errno = Errno(89);
pub const EMSGSIZE: Errno = Errno(90);
pub const EADDRINUSE: Errno = Errno(98);
pub const EADDRNOTAVAIL: Errno = Errno(99);
pub const ENETUNREACH: Errno = Errno(101);
pub const ECONNRESET: Errno = Errno(104);
pub const ENOBUFS: Errno = Errno(105);
pub const EISCONN: Errno = Errno(106);
pub const ENOTCONN: Errno = Errno(107);
pub const ECONNREFUSED: Errno = Errno(111);

impl fmt::Debug for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "os error {}", self.0)
    }
}

pub type Answer<T> = Result<T, Errno>;

/// How many bytes one end of a connection holds before who writes has to wait.
pub const ROOM: usize = 1 << 20;
/// Sockets at a time, as many as a process usually may have.
const SOCKETS: usize = 1024;
/// Bytes in all buffers together.
const BUFFERED: usize = 64 << 20;
/// Where the ports begin that are given to those who do not care.
const EPHEMERAL: u16 = 32768;

/// What a socket is ready for, as bits.
pub mod ready {
    pub const READ: u64 = 1;
    pub const WRITE: u64 = 2;
    pub const READ_CLOSED: u64 = 4;
    pub const WRITE_CLOSED: u64 = 8;
    pub const ERROR: u64 = 32;
}

struct Socket {
    local: Address,
    kind: Kind,
    /// The number of who wants to hear of changes.
    poller: Option<u64>,
}

enum Kind {
    Listener(Listener),
    Stream(Stream),
    Datagrams(Datagrams),
}

#[derive(Default)]
pub struct Net {
    sockets: BTreeMap<SocketId, Socket>,
    made: u64,
    ephemeral: u16,
    buffered: usize,
    pollers: Vec<Poller>,
    /// The program's end of each of the visitor's connections.
    visitors: BTreeMap<u32, SocketId>,
    changed: Vec<SocketId>,
    news: Vec<Visited>,
}

impl Net {
    /// What may be readier than before, since the last call.
    pub fn take_changed(&mut self) -> Vec<SocketId> {
        std::mem::take(&mut self.changed)
    }

    /// What the visitor has seen since the last call.
    pub fn take_news(&mut self) -> Vec<Visited> {
        std::mem::take(&mut self.news)
    }

    fn add(&mut self, local: Address, kind: Kind) -> Answer<SocketId> {
        if self.sockets.len() >= SOCKETS {
            return Err(EMFILE);
        }
        self.made += 1;
        let socket = Socket {
            local,
            kind,
            poller: None,
        };
        self.sockets.insert(self.made, socket);
        Ok(self.made)
    }

    fn kind(&mut self, id: SocketId) -> Answer<&mut Kind> {
        Ok(&mut self.sockets.get_mut(&id).ok_or(EBADF)?.kind)
    }

    fn next_port(&mut self) -> Answer<u16> {
        for _ in EPHEMERAL..=u16::MAX {
            self.ephemeral = self
                .ephemeral
                .max(EPHEMERAL - 1)
                .wrapping_add(1)
                .max(EPHEMERAL);
            let port = self.ephemeral;
            if !self
                .sockets
                .values()
                .any(|socket| socket.local.port == port)
            {
                return Ok(port);
            }
        }
        Err(EADDRINUSE)
    }

    /// Where a socket of this kind can be bound.
    fn free(&mut self, wanted: Address, same_kind: fn(&Kind) -> bool) -> Answer<Address> {
        if !wanted.is_here() {
            return Err(EADDRNOTAVAIL);
        }
        if wanted.port == 0 {
            let port = self.next_port()?;
            return Ok(Address { port, ..wanted });
        }
        let taken = self
            .sockets
            .values()
            .any(|socket| same_kind(&socket.kind) && socket.local.overlaps(wanted));
        if taken { Err(EADDRINUSE) } else { Ok(wanted) }
    }

    /// `which`: 0 the socket's own, 1 that of its peer.
    pub fn address(&self, id: SocketId, which: u32) -> Answer<Address> {
        let socket = self.sockets.get(&id).ok_or(EBADF)?;
        if which == 0 {
            return Ok(socket.local);
        }
        match &socket.kind {
            Kind::Listener(_) => None,
            Kind::Stream(stream) => stream.peer_address(),
            Kind::Datagrams(datagrams) => datagrams.peer,
        }
        .ok_or(ENOTCONN)
    }

    pub fn close(&mut self, id: SocketId) {
        let Some(socket) = self.sockets.remove(&id) else {
            return;
        };
        match socket.kind {
            Kind::Listener(listener) => self.close_listener(socket.local, listener),
            Kind::Stream(stream) => self.close_stream(stream),
            Kind::Datagrams(datagrams) => self.buffered -= datagrams.bytes(),
        }
    }

    /// The bits of [`ready`].
    pub fn readiness(&self, id: SocketId) -> u64 {
        match self.sockets.get(&id).map(|socket| &socket.kind) {
            None => ready::READ | ready::WRITE,
            Some(Kind::Listener(listener)) if listener.is_empty() => 0,
            Some(Kind::Listener(_)) => ready::READ,
            Some(Kind::Stream(stream)) => stream.readiness(self.has_room(stream)),
            Some(Kind::Datagrams(datagrams)) if datagrams.is_empty() => ready::WRITE,
            Some(Kind::Datagrams(_)) => ready::READ | ready::WRITE,
        }
    }

    /// For people: what somebody waits for who waits for this socket.
    pub fn reason(&self, id: SocketId, write: bool) -> String {
        let Some(socket) = self.sockets.get(&id) else {
            return "a socket that is closed".to_string();
        };
        let local = socket.local;
        match &socket.kind {
            Kind::Listener(_) => format!("a connection on {local}"),
            Kind::Stream(stream) if write => format!("room to write on {local} to {}", stream.peer),
            Kind::Stream(stream) => format!("read on {local} from {}", stream.peer),
            Kind::Datagrams(_) => format!("a datagram on {local}"),
        }
    }

    /// The visitor can make this socket ready.
    pub fn awaits_visitor(&self, id: SocketId) -> bool {
        match self.sockets.get(&id).map(|socket| &socket.kind) {
            Some(Kind::Listener(_)) => true,
            Some(Kind::Stream(stream)) => stream.visitor().is_some(),
            _ => false,
        }
    }
}
