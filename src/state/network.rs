//! The visitor's side of the program's network: where it listens, and the connections to it.

use protocol::network::{Visit, Visited};

/// The ports on which the program listens, and the visitor's terminals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    pub ports: Vec<u16>,
    pub terminals: Vec<Terminal>,
}

/// One connection, as netcat would show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Terminal {
    pub connection: u32,
    pub port: u16,
    pub state: Line,
    pub said: Vec<Said>,
    /// Why it is over, where somebody said so.
    pub why: Option<String>,
}

/// Bytes of a conversation that are kept: the newest.
const KEPT: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The program has not accepted it yet.
    Waiting,
    Open,
    /// The visitor sends no more; what the program sends still comes.
    HalfClosed,
    Closed,
    /// The program closed it before it had read everything.
    Reset,
    Refused,
}

/// Bytes that went one way. A character may come in pieces, so they become text as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub by_visitor: bool,
    bytes: Vec<u8>,
}

impl Said {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Terminal {
    /// May the visitor still send?
    pub fn sends(&self) -> bool {
        matches!(self.state, Line::Waiting | Line::Open)
    }

    pub fn is_over(&self) -> bool {
        matches!(self.state, Line::Closed | Line::Reset | Line::Refused)
    }

    fn say(&mut self, by_visitor: bool, bytes: &[u8]) {
        match self.said.last_mut() {
            Some(last) if last.by_visitor == by_visitor => last.bytes.extend_from_slice(bytes),
            _ => self.said.push(Said {
                by_visitor,
                bytes: bytes.to_vec(),
            }),
        }
        let mut more = self.said.iter().map(|said| said.bytes.len()).sum::<usize>();
        while more > KEPT {
            let first = &mut self.said[0].bytes;
            let gone = first.len().min(more - KEPT);
            first.drain(..gone);
            more -= gone;
            if first.is_empty() {
                self.said.remove(0);
            }
        }
    }
}

impl Network {
    /// Is there anything to show?
    pub fn is_there(&self) -> bool {
        !self.ports.is_empty() || !self.terminals.is_empty()
    }

    /// The number of the next connection.
    pub fn next(&self) -> u32 {
        self.terminals.last().map_or(1, |last| last.connection + 1)
    }

    fn terminal(&mut self, connection: u32) -> Option<&mut Terminal> {
        self.terminals
            .iter_mut()
            .find(|it| it.connection == connection)
    }

    /// The visitor does something.
    pub fn visit(&mut self, visit: &Visit) {
        match visit {
            Visit::Connect { connection, port } => self.terminals.push(Terminal {
                connection: *connection,
                port: *port,
                state: Line::Waiting,
                said: Vec::new(),
                why: None,
            }),
            Visit::Send { connection, bytes } => {
                if let Some(terminal) = self.terminal(*connection) {
                    terminal.say(true, bytes);
                }
            }
            Visit::HalfClose { connection } => self.becomes(*connection, Line::HalfClosed),
            Visit::Close { connection } => self.becomes(*connection, Line::Closed),
        }
    }

    /// The program does something.
    pub fn hear(&mut self, visited: Visited) {
        match visited {
            Visited::Listening { port } => {
                if !self.ports.contains(&port) {
                    self.ports.push(port);
                }
            }
            Visited::Unlistened { port } => self.ports.retain(|it| *it != port),
            Visited::Connected { .. } | Visited::HalfClosed { .. } => {}
            Visited::Refused { connection } => self.becomes(connection, Line::Refused),
            Visited::Accepted { connection } => {
                if let Some(terminal) = self.terminal(connection)
                    && terminal.state == Line::Waiting
                {
                    terminal.state = Line::Open;
                }
            }
            Visited::Received { connection, bytes } => {
                if let Some(terminal) = self.terminal(connection) {
                    terminal.say(false, &bytes);
                }
            }
            Visited::Closed { connection, reset } => self.becomes(
                connection,
                match reset {
                    true => Line::Reset,
                    false => Line::Closed,
                },
            ),
        }
    }

    /// Somebody between the visitor and the server says why a connection is over.
    pub fn broke(&mut self, connection: u32, why: String) {
        if let Some(terminal) = self.terminal(connection)
            && !terminal.is_over()
        {
            terminal.state = match terminal.state {
                Line::Waiting => Line::Refused,
                _ => Line::Closed,
            };
            terminal.why = Some(why);
        }
    }

    /// All connections break off.
    pub fn all_broke(&mut self, why: &str) {
        let all: Vec<u32> = self.terminals.iter().map(|it| it.connection).collect();
        for connection in all {
            self.broke(connection, why.to_owned());
        }
    }

    /// Forgets the oldest connections that are over, until there are no more than `most` in all.
    pub fn forget_over(&mut self, most: usize) {
        while self.terminals.len() > most {
            let Some(oldest) = self.terminals.iter().position(Terminal::is_over) else {
                return;
            };
            self.terminals.remove(oldest);
        }
    }

    /// A connection that is over stays as it ended.
    fn becomes(&mut self, connection: u32, state: Line) {
        if let Some(terminal) = self.terminal(connection)
            && !terminal.is_over()
        {
            terminal.state = state;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_shows_what_went_which_way_and_how_it_ended() {
        let mut network = Network::default();
        network.hear(Visited::Listening { port: 8080 });
        let connection = network.next();
        network.visit(&Visit::Connect {
            connection,
            port: 8080,
        });
        assert!(network.terminals[0].sends());
        network.hear(Visited::Accepted { connection });
        let send = |text: &str| Visit::Send {
            connection,
            bytes: text.into(),
        };
        network.visit(&send("hel"));
        network.visit(&send("lo\n"));
        network.hear(Visited::Received {
            connection,
            bytes: "hello\n".into(),
        });
        network.visit(&Visit::HalfClose { connection });
        network.hear(Visited::Closed {
            connection,
            reset: false,
        });
        network.hear(Visited::Unlistened { port: 8080 });
        let terminal = &network.terminals[0];
        let said: Vec<(bool, String)> = terminal
            .said
            .iter()
            .map(|said| (said.by_visitor, said.text()))
            .collect();
        assert_eq!(said, [(true, "hello\n".into()), (false, "hello\n".into())]);
        assert_eq!(terminal.state, Line::Closed);
        assert!(network.ports.is_empty() && network.is_there() && network.next() == 2);
    }

    fn connected() -> (Network, u32) {
        let mut network = Network::default();
        let connection = network.next();
        network.visit(&Visit::Connect {
            connection,
            port: 8080,
        });
        (network, connection)
    }

    #[test]
    fn a_character_may_come_in_two_pieces_and_old_text_goes() {
        let (mut network, connection) = connected();
        for piece in [
            "\u{e9}".as_bytes()[..1].to_vec(),
            "\u{e9}".as_bytes()[1..].to_vec(),
        ] {
            network.hear(Visited::Received {
                connection,
                bytes: piece,
            });
        }
        assert_eq!(network.terminals[0].said[0].text(), "\u{e9}");
        for bytes in [vec![b'a'; KEPT], vec![b'b'; 10]] {
            network.visit(&Visit::Send { connection, bytes });
        }
        let said = &network.terminals[0].said;
        assert_eq!((said.len(), said[0].bytes.len()), (1, KEPT));
        assert!(said[0].text().ends_with("abbbbbbbbbb"));
    }

    #[test]
    fn what_broke_says_why_and_is_forgotten_at_last() {
        let (mut network, connection) = connected();
        network.broke(connection, "nobody is there".into());
        network.all_broke("the server has gone");
        let terminal = &network.terminals[0];
        assert_eq!(terminal.state, Line::Refused);
        assert_eq!(terminal.why.as_deref(), Some("nobody is there"));
        let open = network.next();
        network.visit(&Visit::Connect {
            connection: open,
            port: 8080,
        });
        network.forget_over(0);
        assert_eq!(network.terminals.len(), 1);
        assert_eq!(network.terminals[0].connection, open);
    }
}
