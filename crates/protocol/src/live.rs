//! What the page and the native server say to each other, in postcard's bytes, a message a WebSocket frame.
//!
//! Two sockets: [`PATH`] tells what the servers' tasks do and takes the page's wishes; [`TERMINAL_PATH`]
//! is one connection to an echo server, as netcat would make it. Both are there only when the page came
//! from the native server with the lessons' servers running; elsewhere they are not found.
//!
//! Points in time are those of the story's clock: nanoseconds since the server started.

use serde::{Deserialize, Serialize};
use trace::{Nanos, TaskId, TaskKind, ThreadId};

/// Where the page connects for the story and its wishes.
pub const PATH: &str = "/live";
/// Where the page connects for a terminal at the echo server.
pub const TERMINAL_PATH: &str = "/live/terminal";
/// Where the page connects for a terminal at the echo server with threads.
pub const THREADS_TERMINAL_PATH: &str = "/live/terminal/threads";
/// Raised at every change of these messages. Both sides are built together; a page that was cached may not be.
pub const VERSION: u16 = 1;

/// Requests that one page may have under way; further ones are refused.
pub const FETCHES: usize = 256;
/// Requests that one page has connected at once; the others are queued.
pub const FETCHES_AT_ONCE: usize = 64;
/// Bytes of an answer's body that are passed on.
pub const BODY: usize = 64 * 1024;
/// Sleeping tasks or threads that may be asked for.
pub const SLEEPERS: u32 = 10_000;
/// Bytes of a message to the server.
pub const MESSAGE: usize = 64 * 1024;

/// From the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToServer {
    /// The first message: what happens from now on, or from where the page lost the connection.
    Hello {
        version: u16,
        resume: Option<Resume>,
    },
    /// Changes the way of the HTTP server, for everybody.
    Mode(HttpMode),
    /// Sends `GET target` to the HTTP server, and tells each step.
    Fetch { id: u32, target: String },
    /// Starts sleepers in a process of their own, and tells what they cost. One at a time.
    Measure { id: u32, what: Sleepers, count: u32 },
}

/// Where a page was in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    /// From [`Welcome`]: a server that was started anew tells another story.
    pub instance: u64,
    /// The number of the first event that the page has not seen.
    pub next: u64,
}

/// To the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromServer {
    Welcome(Welcome),
    Snapshot(Snapshot),
    /// `events` is a whole trace of its own, for `trace::wire::decode`; its first event has the number
    /// `first`, and the others follow without a hole.
    Events {
        first: u64,
        events: Vec<u8>,
    },
    /// The way of the HTTP server changed, by this page or another.
    Mode(HttpMode),
    Fetch {
        id: u32,
        at: Nanos,
        step: FetchStep,
    },
    Measured {
        id: u32,
        result: Result<Measured, String>,
    },
    /// What the page asked for is not done, in words.
    Refused {
        id: Option<u32>,
        why: String,
    },
    /// The server closes; the socket follows.
    Closing,
}

/// The first message to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub version: u16,
    /// Another number whenever the server is started.
    pub instance: u64,
    pub servers: Vec<Server>,
    pub mode: HttpMode,
    /// How long `/sleep` sleeps.
    pub sleep_millis: u64,
}

/// One of the lessons' servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    pub which: Which,
    /// Where it listens, such as `127.0.0.1:8080`, or why it does not.
    pub address: Result<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Which {
    /// A task a connection.
    Echo,
    /// A thread a connection.
    EchoThreads,
    Http,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HttpMode {
    /// The next connection is accepted when the one before is done.
    OneAtATime,
    /// A task a connection.
    Spawn,
}

/// The story begins here: who is alive at the event numbered `next`. It is sent at first, and again
/// when events were missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub next: u64,
    pub at: Nanos,
    /// Events that this page was not told, because it was away or slow for too long.
    pub missed: u64,
    /// In the order in which they were spawned: a parent is before its children.
    pub tasks: Vec<LiveTask>,
    /// Tasks alive that are not in `tasks`, for there are too many.
    pub unlisted: u64,
    pub threads: Vec<LiveThread>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveTask {
    pub task: TaskId,
    pub parent: Option<TaskId>,
    pub kind: TaskKind,
    pub name: String,
    /// When it was spawned.
    pub since: Nanos,
    /// The thread that is polling it right now.
    pub polled_by: Option<ThreadId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveThread {
    pub thread: ThreadId,
    pub name: Option<String>,
}

/// A step of a request, for a waterfall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FetchStep {
    /// It waits for its turn among this page's requests.
    Queued,
    Connecting,
    /// From this address: the server's task is named after it.
    Connected {
        local: String,
    },
    FirstByte,
    Done {
        status: Option<u16>,
        /// Head and body.
        bytes: u64,
        head: String,
        /// At most [`BODY`] bytes.
        body: Vec<u8>,
    },
    Failed {
        why: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sleepers {
    Tasks,
    Threads,
}

/// What sleepers cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub what: Sleepers,
    /// How many sleep; fewer than asked for if the machine refused more.
    pub count: u32,
    /// From the first start until all sleep.
    pub start_nanos: u64,
    /// Resident memory that they added, in bytes, where the system tells it.
    pub resident: Option<u64>,
    /// Why there are not more, in the system's words.
    pub refused: Option<String>,
}

/// From a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToTerminal {
    Bytes(Vec<u8>),
    /// Nothing more will be sent: the connection is half closed.
    Finish,
}

/// To a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromTerminal {
    /// From this address: the server's task is named after it.
    Opened {
        at: Nanos,
        local: String,
    },
    Bytes {
        at: Nanos,
        bytes: Vec<u8>,
    },
    /// Why, in words; none when the server closed in good order.
    Closed {
        at: Nanos,
        why: Option<String>,
    },
}
