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
}

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

/// Text that went one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub by_visitor: bool,
    pub text: String,
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
        let text = String::from_utf8_lossy(bytes);
        match self.said.last_mut() {
            Some(last) if last.by_visitor == by_visitor => last.text.push_str(&text),
            _ => self.said.push(Said {
                by_visitor,
                text: text.into_owned(),
            }),
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
        let said: Vec<(bool, &str)> = terminal
            .said
            .iter()
            .map(|said| (said.by_visitor, said.text.as_str()))
            .collect();
        assert_eq!(said, [(true, "hello\n"), (false, "hello\n")]);
        assert_eq!(terminal.state, Line::Closed);
        assert!(network.ports.is_empty() && network.is_there() && network.next() == 2);
    }
}
