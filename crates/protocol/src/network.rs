//! The visitor as a peer of the program: connections from outside to the ports on which it listens.
//!
//! The visitor numbers the connections; a number is used once a run.

use serde::{Deserialize, Serialize};

/// What the visitor does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visit {
    Connect {
        connection: u32,
        port: u16,
    },
    Send {
        connection: u32,
        bytes: Vec<u8>,
    },
    /// No more will be sent: the program reads the end. What it sends still comes.
    HalfClose {
        connection: u32,
    },
    Close {
        connection: u32,
    },
}

/// What the visitor sees of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visited {
    /// The program listens on this port.
    Listening {
        port: u16,
    },
    /// It does not any more.
    Unlistened {
        port: u16,
    },
    /// The connection is there; the program may be slow to accept it.
    Connected {
        connection: u32,
    },
    /// Nobody listens there.
    Refused {
        connection: u32,
    },
    Accepted {
        connection: u32,
    },
    Received {
        connection: u32,
        bytes: Vec<u8>,
    },
    /// The program sends no more, but still reads.
    HalfClosed {
        connection: u32,
    },
    /// The program has closed it; `reset` when it had not read all that was sent.
    Closed {
        connection: u32,
        reset: bool,
    },
}
