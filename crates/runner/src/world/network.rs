//! The network and the threads that wait for it.

use protocol::network::{Visit, Visited};
use trace::{Kind, Nanos, WaitReason, WakeCause};
use vm::{HostResult, NetCall, Site, ThreadId};

use super::threads::Waiting;
use super::{World, thread_id};
use crate::net::{Address, Answer, Errno, SocketId, ready};

fn answer(answer: Answer<u64>) -> HostResult {
    HostResult::Done(match answer {
        Ok(value) => value,
        Err(Errno(number)) => i64::from(-number) as u64,
    })
}

impl World {
    pub(super) fn network(&mut self, site: &Site<'_>, call: NetCall<'_>) -> HostResult {
        let result = match call {
            NetCall::Wait {
                socket,
                write,
                nanos,
            } => return self.net_wait(site, socket, write, nanos),
            NetCall::Park {
                poller,
                at,
                nanos,
                reason,
            } => return self.net_park(site, poller, at, nanos, reason),
            NetCall::Event { poller } => {
                let event = self.net.next_event(poller);
                self.wakes_for(site, event.map(|_| WakeCause::Outside));
                return HostResult::Done(event.map_or(0, |(socket, bits)| socket << 8 | bits));
            }
            NetCall::Bind {
                ip,
                port,
                datagrams: true,
            } => self.net.bind_datagrams(Address { ip, port }),
            NetCall::Bind { ip, port, .. } => self.net.listen(Address { ip, port }),
            NetCall::Connect {
                socket: 0,
                ip,
                port,
            } => self.net.connect(Address { ip, port }),
            NetCall::Connect {
                socket: u64::MAX,
                ip,
                port,
            } => self.net.begin_connect(Address { ip, port }),
            NetCall::Connect { socket, ip, port } => self
                .net
                .connect_datagrams(socket, Address { ip, port })
                .map(|()| 0),
            NetCall::Accept { socket } => self.net.accept(socket),
            NetCall::Read {
                socket,
                len,
                peek,
                into,
                from,
            } => self.net.read(socket, len, peek).map(|(bytes, sender)| {
                *into = bytes;
                *from = (sender.ip, sender.port);
                into.len() as u64
            }),
            NetCall::Write {
                socket,
                bytes,
                ip,
                port,
            } => match port {
                0 => self.net.write(socket, bytes),
                _ => self.net.send(socket, bytes, Address { ip, port }),
            }
            .map(|n| n as u64),
            NetCall::Shutdown { socket, how } => self.net.shutdown(socket, how).map(|()| 0),
            NetCall::Close { socket } => {
                self.net.close(socket);
                Ok(0)
            }
            NetCall::Address {
                socket,
                which,
                into,
            } => self.net.address(socket, which).map(|address| {
                *into = (address.ip, address.port);
                0
            }),
            NetCall::Poller => Ok(self.net.new_poller()),
            NetCall::Watch { poller, socket } => self.net.watch(poller, socket).map(|()| 0),
        };
        self.tell_changes(Some(site), site.steps);
        answer(result)
    }

    fn net_wait(
        &mut self,
        site: &Site<'_>,
        socket: SocketId,
        write: bool,
        nanos: Option<Nanos>,
    ) -> HostResult {
        if self.is_ready(socket, write) {
            return HostResult::Done(1);
        }
        let limit = nanos.map(|nanos| self.now(site.steps).saturating_add(nanos));
        let reason = WaitReason::Other(self.net.reason(socket, write));
        self.wait(site, Waiting::Socket { socket, write }, reason, limit)
    }

    fn net_park(
        &mut self,
        site: &Site<'_>,
        poller: u64,
        at: u64,
        nanos: Option<Nanos>,
        reason: &str,
    ) -> HostResult {
        if self.net.has_events(poller) {
            return HostResult::Done(0);
        }
        if let Some(thread) = self.thread(site.thread) {
            thread.poller = Some(poller);
        }
        let hears = self.net.has_sockets(poller);
        let reason = match nanos {
            None if hears => "the network".to_string(),
            Some(_) if hears => format!("{reason} or the network"),
            _ => reason.to_string(),
        };
        self.futex_wait(site, at, nanos, &reason)
    }

    fn is_ready(&self, socket: SocketId, write: bool) -> bool {
        let wanted = if write { ready::WRITE } else { ready::READ };
        self.net.readiness(socket) & wanted != 0
    }

    /// Wakes the threads that wait for what has changed, and keeps what the visitor has seen.
    fn tell_changes(&mut self, site: Option<&Site<'_>>, steps: u64) {
        let at = self.now(steps);
        let news = self.net.take_news();
        self.visited.extend(news.into_iter().map(|news| (at, news)));
        for socket in self.net.take_changed() {
            for write in [false, true] {
                if self.is_ready(socket, write) {
                    for thread in self.waiting_for(Waiting::Socket { socket, write }) {
                        self.network_wakes(site, steps, thread);
                    }
                }
            }
            if let Some(poller) = self.net.note_change(socket)
                && let Some(thread) = self.sleeper_on(poller)
            {
                self.network_wakes(site, steps, thread);
            }
        }
    }

    fn network_wakes(&mut self, site: Option<&Site<'_>>, steps: u64, thread: ThreadId) {
        match site {
            Some(site) => self.unblock(site, thread, 1),
            None => {
                let unblocked = Kind::ThreadUnblock {
                    thread: thread_id(thread),
                };
                self.record_at(steps, self.last_thread, unblocked);
                self.release(thread, 1);
            }
        }
    }

    /// The visitor does something now.
    pub fn visit(&mut self, steps: u64, visit: Visit) {
        self.net.visit(visit);
        self.tell_changes(None, steps);
    }

    /// What the visitor has seen since the last call, and when.
    pub fn take_visited(&mut self) -> Vec<(Nanos, Visited)> {
        std::mem::take(&mut self.visited)
    }

    /// Some thread waits for what the visitor could do.
    pub fn awaits_visitor(&self) -> bool {
        self.threads
            .iter()
            .any(|thread| match (thread.socket(), thread.poller) {
                (Some(socket), _) => self.net.awaits_visitor(socket),
                (None, Some(poller)) => self.net.poller_waits_for(poller).is_some(),
                (None, None) => false,
            })
    }
}
