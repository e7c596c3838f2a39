//! What the page says to its two workers and to the native server, and they to it.
//!
//! Messages travel as postcard bytes in one `Uint8Array` each. A `run` or `revision` number comes
//! back with every answer, so that the page can forget answers to questions it no longer asks.

pub mod exercise;
pub mod ide;
pub mod lesson;
pub mod live;
pub mod network;

use serde::{Deserialize, Serialize};

/// A file of the visitor's program; the first is `main.rs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    pub name: String,
    pub text: String,
}

/// To the compiler worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToCompiler {
    /// Diagnostics only, after a pause in typing.
    Check {
        revision: u32,
        files: Vec<SourceFile>,
    },
    /// Diagnostics and, when there is no error, the program.
    Build {
        revision: u32,
        files: Vec<SourceFile>,
    },
    /// `question` is an [`ide::Question`] in JSON.
    Ask {
        files: Vec<SourceFile>,
        question: String,
    },
}

/// From the compiler worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FromCompiler {
    /// The library is loaded: the compiler is warm.
    Ready,
    Checked {
        revision: u32,
        diagnostics: Vec<Diagnostic>,
    },
    /// `program` is what `bytecode::Program::from_bytes` reads, or `None` after an error.
    Built {
        revision: u32,
        diagnostics: Vec<Diagnostic>,
        program: Option<Vec<u8>>,
    },
    /// An [`ide::Answer`] in JSON.
    Answered { answer: String },
}

/// To the runner worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToRunner {
    Run {
        run: u32,
        program: Vec<u8>,
        seed: u64,
    },
    /// What is in the folder of programs that are run from now on.
    Files { files: Vec<SourceFile> },
    /// Ends the run at its next time slice. (A worker that does not answer is terminated.)
    Stop { run: u32 },
    /// The visitor does something on the program's network; an idle run goes on.
    Visit { run: u32, visit: network::Visit },
}

/// From the runner worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FromRunner {
    Ready,
    /// `trace::wire` bytes of the events since the last message, in order.
    Events {
        run: u32,
        events: Vec<u8>,
    },
    /// Progress of a run that is still going.
    Progress {
        run: u32,
        fuel_used: u64,
        fuel_limit: u64,
    },
    /// What the visitor sees on the program's network, and when, in nanoseconds of the run.
    Visited {
        run: u32,
        visited: Vec<(u64, network::Visited)>,
    },
    /// Every thread waits for the visitor; the run goes on after the next [`ToRunner::Visit`].
    Idle {
        run: u32,
    },
    /// The run is over; all events were sent before. `dropped` events did not fit the recorder.
    Ended {
        run: u32,
        end: End,
        dropped: u64,
    },
}

/// How a run ended, for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub kind: EndKind,
    /// One sentence for the visitor, such as "Finished" or "Stopped: out of fuel after 2,000,000,000 steps".
    pub message: String,
    pub exit_code: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndKind {
    Finished,
    Panicked,
    Stopped,
    OutOfFuel,
    OutOfMemory,
    TooMuchOutput,
    Deadlock,
    /// The program waited for somebody outside, and nobody was to come.
    Idle,
    /// Any other budget or fault found by the machine.
    Fault,
    /// A bug of the engine.
    Internal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    Error,
    Warning,
    Note,
    Help,
}

/// Byte offsets into the file's UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    pub file: u16,
    pub start: u32,
    pub end: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub range: Range,
    pub text: String,
    pub primary: bool,
}

/// A diagnostic in rustc's structure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub level: Level,
    /// `E0308`, a lint's name, or none.
    pub code: Option<String>,
    pub message: String,
    /// The first primary label is where it is shown.
    pub labels: Vec<Label>,
    /// `note:` and `help:` lines below.
    pub notes: Vec<(Level, String)>,
    /// Not an error of the program: the engine does not support this yet.
    pub unsupported: bool,
}
