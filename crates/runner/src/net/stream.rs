//! TCP: listeners, and connections with two ends.

use std::collections::VecDeque;

use protocol::network::Visited;

use super::*;

#[derive(Default)]
pub struct Listener {
    /// Ends of connections that nobody has accepted yet.
    waiting: VecDeque<SocketId>,
}
impl Listener {
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// What is on the other end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Socket(SocketId),
    Visitor(u32),
    /// It has closed.
    Gone,
}

/// One end of a connection.
pub struct Stream {
    pub peer: Address,
    end: End,
    /// What has come and was not read yet.
    inbox: VecDeque<u8>,
    /// After what is in the inbox nothing more comes.
    finished: bool,
    read_shut: bool,
    write_shut: bool,
    /// What the next operation fails with.
    error: Option<Errno>,
    /// The connection has broken.
    dead: bool,
}
impl Stream {
    pub fn new_for_visitor(peer: Address, visitor: u32) -> Stream {
        Stream::new(peer, End::Visitor(visitor))
    }
    fn new(peer: Address, end: End) -> Stream {
        Stream {
            peer,
            end,
            inbox: VecDeque::new(),
            finished: false,
            read_shut: false,
            write_shut: false,
            error: None,
            dead: false,
        }
    }
    pub fn peer_address(&self) -> Option<Address> {
        (!self.dead).then_some(self.peer)
    }
    pub fn visitor(&self) -> Option<u32> {
        match self.end {
            End::Visitor(visitor) if !self.finished => Some(visitor),
            _ => None,
        }
    }
    pub fn readiness(&self, has_room: bool) -> u64 {
        let no_more = self.finished || self.read_shut || self.dead;
        let hung_up = no_more && self.write_shut || self.dead;
        let mut bits = 0;
        if no_more || !self.inbox.is_empty() || self.error.is_some() {
            bits |= ready::READ;
        }
        if has_room || self.write_shut || self.dead {
            bits |= ready::WRITE;
        }
        if no_more {
            bits |= ready::READ_CLOSED;
        }
        if hung_up {
            bits |= ready::WRITE_CLOSED;
        }
        if self.error.is_some() {
            bits |= ready::ERROR;
        }
        bits
    }
    /// Nothing can come or go any more. After an end in order that comes out at writing only.
    fn break_off(&mut self, error: Errno) {
        self.error = Some(if self.finished { EPIPE } else { error });
        self.dead = true;
    }
}

impl Net {
    pub fn listen(&mut self, wanted: Address) -> Answer<SocketId> {
        let local = self.free(wanted, |kind| matches!(kind, Kind::Listener(_)))?;
        let id = self.add(local, Kind::Listener(Listener::default()))?;
        self.news.push(Visited::Listening { port: local.port });
        Ok(id)
    }

    pub fn connect(&mut self, wanted: Address) -> Answer<SocketId> {
        if !wanted.is_here() {
            return Err(ENETUNREACH);
        }
        let target = wanted.target();
        let listener = self.listener(target).ok_or(ECONNREFUSED)?;
        let port = self.next_port()?;
        let local = Address { port, ..target };
        let here = self.add(local, Kind::Stream(Stream::new(target, End::Gone)))?;
        let there = match self.arrive(listener, target, Stream::new(local, End::Socket(here))) {
            Ok(there) => there,
            Err(error) => {
                self.close(here);
                return Err(error);
            }
        };
        if let Ok(Kind::Stream(stream)) = self.kind(here) {
            stream.end = End::Socket(there);
        }
        self.changed.push(here);
        Ok(here)
    }

    /// Where nobody listens, the socket's first use tells.
    pub fn begin_connect(&mut self, wanted: Address) -> Answer<SocketId> {
        match self.connect(wanted) {
            Err(ECONNREFUSED) => {
                let port = self.next_port()?;
                let target = wanted.target();
                let mut stream = Stream::new(target, End::Gone);
                stream.break_off(ECONNREFUSED);
                self.add(Address { port, ..target }, Kind::Stream(stream))
            }
            answer => answer,
        }
    }

    pub(super) fn listener(&self, target: Address) -> Option<SocketId> {
        let mut sockets = self.sockets.iter();
        let found = sockets.find(|(_, socket)| {
            matches!(socket.kind, Kind::Listener(_)) && socket.local.hears(target)
        });
        found.map(|(&id, _)| id)
    }

    /// A connection has come: its end here waits to be accepted.
    pub(super) fn arrive(
        &mut self,
        listener: SocketId,
        local: Address,
        end: Stream,
    ) -> Answer<SocketId> {
        let id = self.add(local, Kind::Stream(end))?;
        if let Ok(Kind::Listener(listener)) = self.kind(listener) {
            listener.waiting.push_back(id);
        }
        self.changed.push(listener);
        Ok(id)
    }

    pub fn accept(&mut self, id: SocketId) -> Answer<SocketId> {
        let Kind::Listener(listener) = self.kind(id)? else {
            return Err(EINVAL);
        };
        let accepted = listener.waiting.pop_front().ok_or(EAGAIN)?;
        if let Ok(Kind::Stream(stream)) = self.kind(accepted)
            && let End::Visitor(connection) = stream.end
        {
            self.news.push(Visited::Accepted { connection });
        }
        Ok(accepted)
    }

    /// At most `len` bytes, and who has sent them; none is the end. With `peek` they stay.
    pub fn read(&mut self, id: SocketId, len: usize, peek: bool) -> Answer<(Vec<u8>, Address)> {
        let stream = match self.kind(id)? {
            Kind::Stream(stream) => stream,
            Kind::Datagrams(_) => return self.receive(id, len, peek),
            Kind::Listener(_) => return Err(ENOTCONN),
        };
        let peer = stream.peer;
        if stream.inbox.is_empty() {
            if stream.finished || stream.read_shut {
                return Ok((Vec::new(), peer));
            }
            return match stream.error.take() {
                Some(error) => Err(error),
                None if stream.dead => Ok((Vec::new(), peer)),
                None => Err(EAGAIN),
            };
        }
        let n = len.min(stream.inbox.len());
        if peek {
            return Ok((stream.inbox.iter().take(n).copied().collect(), peer));
        }
        let was_full = stream.inbox.len() >= ROOM;
        let bytes = stream.inbox.drain(..n).collect();
        let end = stream.end;
        self.buffered -= n;
        if let End::Socket(writer) = end
            && was_full
        {
            self.changed.push(writer);
        }
        Ok((bytes, peer))
    }

    pub(super) fn has_room(&self, stream: &Stream) -> bool {
        match stream.end {
            End::Socket(reader) => match self.sockets.get(&reader).map(|socket| &socket.kind) {
                Some(Kind::Stream(reader)) => reader.inbox.len() < ROOM,
                _ => true,
            },
            End::Visitor(_) | End::Gone => true,
        }
    }

    /// How many of the bytes there was room for.
    pub fn write(&mut self, id: SocketId, bytes: &[u8]) -> Answer<usize> {
        let stream = match self.kind(id)? {
            Kind::Stream(stream) => stream,
            Kind::Datagrams(datagrams) => {
                let peer = datagrams.peer.ok_or(EDESTADDRREQ)?;
                return self.send(id, bytes, peer);
            }
            Kind::Listener(_) => return Err(ENOTCONN),
        };
        if stream.write_shut || stream.dead {
            return Err(stream.error.take().unwrap_or(EPIPE));
        }
        if bytes.is_empty() {
            return Ok(0);
        }
        match stream.end {
            End::Socket(reader) => self.deliver(reader, bytes),
            End::Visitor(connection) => {
                let bytes = bytes.to_vec();
                let n = bytes.len();
                self.news.push(Visited::Received { connection, bytes });
                Ok(n)
            }
            // It goes off, and the answer is that nobody is there.
            End::Gone => {
                stream.break_off(EPIPE);
                self.changed.push(id);
                Ok(bytes.len())
            }
        }
    }

    fn deliver(&mut self, reader: SocketId, bytes: &[u8]) -> Answer<usize> {
        let left = BUFFERED.saturating_sub(self.buffered);
        let Ok(Kind::Stream(stream)) = self.kind(reader) else {
            return Err(EPIPE);
        };
        let n = bytes.len().min(ROOM.saturating_sub(stream.inbox.len()));
        if n == 0 {
            return Err(EAGAIN);
        }
        if n > left {
            return Err(ENOBUFS);
        }
        stream.inbox.extend(&bytes[..n]);
        self.buffered += n;
        self.changed.push(reader);
        Ok(n)
    }

    /// `how`: 0 reading, 1 writing, 2 both.
    pub fn shutdown(&mut self, id: SocketId, how: u32) -> Answer<()> {
        let Kind::Stream(stream) = self.kind(id)? else {
            return Err(ENOTCONN);
        };
        if stream.dead {
            return Err(ENOTCONN);
        }
        let writes = how != 0 && !stream.write_shut;
        stream.write_shut |= writes;
        stream.read_shut |= how != 1;
        let end = stream.end;
        self.changed.push(id);
        if writes {
            match end {
                End::Socket(reader) => self.finish(reader),
                End::Visitor(connection) => self.news.push(Visited::HalfClosed { connection }),
                End::Gone => {}
            }
        }
        Ok(())
    }

    /// Nothing more comes to this end.
    fn finish(&mut self, id: SocketId) {
        if let Ok(Kind::Stream(stream)) = self.kind(id) {
            stream.finished = true;
            self.changed.push(id);
        }
    }

    pub(super) fn close_listener(&mut self, local: Address, listener: Listener) {
        self.news.push(Visited::Unlistened { port: local.port });
        for id in listener.waiting {
            if let Some(Socket {
                kind: Kind::Stream(stream),
                ..
            }) = self.sockets.remove(&id)
            {
                self.abandon(stream, true);
            }
        }
    }

    pub(super) fn close_stream(&mut self, stream: Stream) {
        let reset = !stream.inbox.is_empty();
        self.abandon(stream, reset);
    }

    /// This end is no more. What it had not read is told to the other end as a reset.
    fn abandon(&mut self, stream: Stream, reset: bool) {
        self.buffered -= stream.inbox.len();
        match stream.end {
            End::Socket(other) => {
                if let Ok(Kind::Stream(peer)) = self.kind(other) {
                    peer.end = End::Gone;
                    if reset {
                        peer.break_off(ECONNRESET);
                    } else {
                        peer.finished = true;
                    }
                    self.changed.push(other);
                }
            }
            End::Visitor(connection) => {
                self.visitors.remove(&connection);
                self.news.push(Visited::Closed { connection, reset });
            }
            End::Gone => {}
        }
    }

    /// What the visitor sends: however much, it is kept.
    pub(super) fn receive_from_visitor(&mut self, id: SocketId, bytes: &[u8]) {
        if let Ok(Kind::Stream(stream)) = self.kind(id)
            && !stream.finished
        {
            stream.inbox.extend(bytes);
            self.buffered += bytes.len();
            self.changed.push(id);
        }
    }

    pub(super) fn visitor_ends(&mut self, id: SocketId, closes: bool) {
        if let Ok(Kind::Stream(stream)) = self.kind(id)
            && closes
        {
            stream.end = End::Gone;
        }
        self.finish(id);
    }
}
