//! Every way a run can end.

use bytecode::Place;

/// Why a run is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// `main` returned; 0, or 1 when it returned an error.
    Finished {
        code: i32,
    },
    /// The main thread panicked to its bottom.
    Panicked,
    /// `process::exit`.
    Exit {
        code: i32,
    },
    /// `process::abort`, or a panic that could not unwind; why.
    Abort {
        reason: String,
    },
    /// The run used up its steps.
    OutOfFuel {
        limit: u64,
    },
    /// The run's memory is full; bytes.
    OutOfMemory {
        limit: u64,
    },
    /// The program printed more than the run may; bytes.
    OutputLimit {
        limit: u64,
    },
    /// Too many threads at a time.
    TooManyThreads {
        limit: u32,
    },
    /// Every thread waits, and nothing that could happen would wake one. Who waits for what, main first.
    Deadlock {
        waiting: Vec<String>,
    },
    /// As a deadlock, but somebody outside could have come. Who waits for what, main first.
    Idle {
        waiting: Vec<String>,
    },
    StackOverflow {
        thread: String,
    },
    /// A bad access to memory, a call of what is no function …: in Rust undefined behaviour.
    Fault {
        message: String,
        place: Option<Place>,
    },
    /// Somebody outside said stop.
    Stopped,
    /// A bug of the engine: the program's code breaks the machine's rules.
    Internal {
        message: String,
    },
}

impl Halt {
    /// The exit code of the process, as a shell would see it for a native program. Runs that the engine
    /// ended have the code that `pollscope run` gives them.
    pub fn exit_code(&self) -> i32 {
        match self {
            Halt::Finished { code } | Halt::Exit { code } => *code,
            Halt::Panicked => 101,
            Halt::Abort { .. } | Halt::StackOverflow { .. } => 134,
            Halt::Internal { .. } => 70,
            Halt::OutOfFuel { .. }
            | Halt::OutOfMemory { .. }
            | Halt::OutputLimit { .. }
            | Halt::TooManyThreads { .. }
            | Halt::Deadlock { .. }
            | Halt::Idle { .. }
            | Halt::Fault { .. }
            | Halt::Stopped => 4,
        }
    }
}
