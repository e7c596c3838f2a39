//! UDP: datagrams come whole, in order, and those that nobody hears are lost.

use std::collections::VecDeque;

use super::*;

/// The largest datagram.
const LARGEST: usize = 65_507;
/// Bytes that wait to be read, at most; what comes then is lost.
const WAITING: usize = 208 << 10;

#[derive(Default)]
pub struct Datagrams {
    pub peer: Option<Address>,
    waiting: VecDeque<(Address, Vec<u8>)>,
    /// What was sent to the peer has not found anybody.
    refused: bool,
}
impl Datagrams {
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && !self.refused
    }
    pub fn bytes(&self) -> usize {
        self.waiting.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}

impl Net {
    pub fn bind_datagrams(&mut self, wanted: Address) -> Answer<SocketId> {
        let local = self.free(wanted, |kind| matches!(kind, Kind::Datagrams(_)))?;
        self.add(local, Kind::Datagrams(Datagrams::default()))
    }

    fn datagrams(&mut self, id: SocketId) -> Answer<&mut Datagrams> {
        match self.kind(id)? {
            Kind::Datagrams(datagrams) => Ok(datagrams),
            _ => Err(EISCONN),
        }
    }

    /// From now on only from there and, where nothing else is said, to there.
    pub fn connect_datagrams(&mut self, id: SocketId, peer: Address) -> Answer<()> {
        if !peer.is_here() {
            return Err(ENETUNREACH);
        }
        self.datagrams(id)?.peer = Some(peer.target());
        Ok(())
    }

    pub fn send(&mut self, id: SocketId, bytes: &[u8], to: Address) -> Answer<usize> {
        if bytes.len() > LARGEST {
            return Err(EMSGSIZE);
        }
        if !to.is_here() {
            return Err(ENETUNREACH);
        }
        let sender = self.datagrams(id)?;
        if std::mem::take(&mut sender.refused) {
            return Err(ECONNREFUSED);
        }
        let is_peer = sender.peer == Some(to.target());
        let target = to.target();
        let local = self.address(id, 0)?;
        let from = Address {
            ip: if local.target() == local {
                local.ip
            } else {
                target.ip
            },
            ..local
        };
        let reader = self
            .sockets
            .iter_mut()
            .find_map(|(&id, socket)| match &mut socket.kind {
                Kind::Datagrams(reader) if socket.local.hears(target) => Some((id, reader)),
                _ => None,
            });
        let Some((reader_id, reader)) = reader else {
            if is_peer {
                self.datagrams(id)?.refused = true;
                self.changed.push(id);
            }
            return Ok(bytes.len());
        };
        let heard = reader.peer.is_none_or(|peer| peer == from);
        if heard
            && reader.bytes() + bytes.len() <= WAITING
            && self.buffered + bytes.len() <= BUFFERED
        {
            reader.waiting.push_back((from, bytes.to_vec()));
            self.buffered += bytes.len();
            self.changed.push(reader_id);
        }
        Ok(bytes.len())
    }

    /// The next datagram, cut to `len` bytes, and who has sent it.
    pub fn receive(&mut self, id: SocketId, len: usize, peek: bool) -> Answer<(Vec<u8>, Address)> {
        let datagrams = self.datagrams(id)?;
        if std::mem::take(&mut datagrams.refused) {
            return Err(ECONNREFUSED);
        }
        let (from, whole) = datagrams.waiting.front().ok_or(EAGAIN)?;
        let found = (whole[..whole.len().min(len)].to_vec(), *from);
        let taken = whole.len();
        if !peek {
            datagrams.waiting.pop_front();
            self.buffered -= taken;
        }
        Ok(found)
    }
}
