//! The visitor: a peer outside of the program, who reads at once whatever comes.

use protocol::network::{Visit, Visited};

use super::stream::Stream;
use super::*;

impl Net {
    pub fn visit(&mut self, visit: Visit) {
        match visit {
            Visit::Connect { connection, port } => {
                let news = if self.visitor_connects(connection, port) {
                    Visited::Connected { connection }
                } else {
                    Visited::Refused { connection }
                };
                self.news.push(news);
            }
            Visit::Send { connection, bytes } => {
                if let Some(&id) = self.visitors.get(&connection) {
                    self.receive_from_visitor(id, &bytes);
                }
            }
            Visit::HalfClose { connection } => {
                if let Some(&id) = self.visitors.get(&connection) {
                    self.visitor_ends(id, false);
                }
            }
            Visit::Close { connection } => {
                if let Some(id) = self.visitors.remove(&connection) {
                    self.visitor_ends(id, true);
                }
            }
        }
    }

    fn visitor_connects(&mut self, connection: u32, port: u16) -> bool {
        let targets = [Address::loopback_v4(port), Address::loopback_v6(port)];
        let found = targets
            .into_iter()
            .find_map(|target| Some((target, self.listener(target)?)));
        let Some((target, listener)) = found else {
            return false;
        };
        if self.visitors.contains_key(&connection) {
            return false;
        }
        let Ok(port) = self.next_port() else {
            return false;
        };
        let peer = Address { port, ..target };
        let end = Stream::new_for_visitor(peer, connection);
        match self.arrive(listener, target, end) {
            Ok(id) => {
                self.visitors.insert(connection, id);
                true
            }
            Err(_) => false,
        }
    }
}
