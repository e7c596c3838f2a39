//! What epoll does on Linux, edge-triggered: a runtime names the sockets that it wants to hear of, and asks which of
//! them have changed, in the order in which they did.

use std::collections::VecDeque;

use super::*;

#[derive(Default)]
pub struct Poller {
    changed: VecDeque<SocketId>,
}

impl Net {
    /// A new poller; its number, from 1.
    pub fn new_poller(&mut self) -> u64 {
        self.pollers.push(Poller::default());
        self.pollers.len() as u64
    }

    fn poller(&mut self, poller: u64) -> Option<&mut Poller> {
        self.pollers
            .get_mut(usize::try_from(poller.checked_sub(1)?).ok()?)
    }

    pub fn watch(&mut self, poller: u64, id: SocketId) -> Answer<()> {
        self.poller(poller).ok_or(EBADF)?;
        let socket = self.sockets.get_mut(&id).ok_or(EBADF)?;
        socket.poller = Some(poller);
        if self.readiness(id) != 0 {
            self.note_change(id);
            // A thread may be asleep on the poller already.
            self.changed.push(id);
        }
        Ok(())
    }

    /// A socket has changed; the poller that is to know, if there is one.
    pub fn note_change(&mut self, id: SocketId) -> Option<u64> {
        let number = self.sockets.get(&id)?.poller?;
        let poller = self.poller(number)?;
        if !poller.changed.contains(&id) {
            poller.changed.push_back(id);
        }
        Some(number)
    }

    pub fn has_events(&self, poller: u64) -> bool {
        usize::try_from(poller)
            .ok()
            .and_then(|poller| self.pollers.get(poller.checked_sub(1)?))
            .is_some_and(|poller| !poller.changed.is_empty())
    }

    /// The next socket that has changed, and what it is ready for.
    pub fn next_event(&mut self, poller: u64) -> Option<(SocketId, u64)> {
        loop {
            let id = self.poller(poller)?.changed.pop_front()?;
            let bits = self.readiness(id);
            if bits != 0 && self.sockets.contains_key(&id) {
                return Some((id, bits));
            }
        }
    }

    pub fn has_sockets(&self, poller: u64) -> bool {
        let mut sockets = self.sockets.values();
        sockets.any(|socket| socket.poller == Some(poller))
    }

    /// For people: those of its sockets that the visitor can make ready. `None` when there is none.
    pub fn poller_waits_for(&self, poller: u64) -> Option<String> {
        let sockets = self.sockets.iter();
        let reasons: Vec<String> = sockets
            .filter(|&(&id, socket)| socket.poller == Some(poller) && self.awaits_visitor(id))
            .map(|(&id, _)| self.reason(id, false))
            .collect();
        (!reasons.is_empty()).then(|| reasons.join(" or "))
    }
}
