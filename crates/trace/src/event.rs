//! What can happen, in the words of the field.

use serde::{Deserialize, Serialize};

/// Time since the run began, in nanoseconds: of the virtual clock in the page, of a monotonic clock natively.
pub type Nanos = u64;

/// Something that is polled: a spawned task, the future given to `block_on`, or a child future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TaskId(pub u32);

/// A thread; 1 is the one that runs `main`, as `std::thread::current().id()` prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ThreadId(pub u32);

/// A timer that was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimerId(pub u32);

/// A place in the program's text; lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Index of the file among the program's own files; 0 is `main.rs`.
    pub file: u16,
    pub line: u32,
    pub column: u32,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub at: Nanos,
    /// The thread on which it happened.
    pub thread: ThreadId,
    /// The innermost line of the program's own text that was running, where there is one.
    pub place: Option<Place>,
    pub kind: Kind,
}

/// What a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TaskKind {
    /// The future that a thread drives to its end with `block_on`.
    BlockOn,
    /// Given to an executor by `spawn`.
    Spawned,
    /// An async body that another future polls (by `.await`, `join!`, …).
    Child,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    Ready,
    Pending,
    Panicked,
}

/// Who woke a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WakeCause {
    /// The task itself, during its own poll.
    Itself,
    Task(TaskId),
    /// A thread that was polling no task.
    Thread(ThreadId),
    Timer(TimerId),
    /// Somebody outside the program: the visitor, the network.
    Outside,
}

/// What something waits for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WaitReason {
    /// `thread::sleep`, until the given time.
    Sleep {
        until: Nanos,
    },
    Timer {
        timer: TimerId,
        until: Nanos,
    },
    /// `JoinHandle::join` on a thread.
    JoinThread(ThreadId),
    /// The end of another task.
    JoinTask(TaskId),
    /// `thread::park`.
    Park,
    /// `block_on`: the task is pending and nobody has woken it.
    Woken(TaskId),
    /// Something else, in words that follow “waits for”: "the lock", "a message in the channel".
    Other(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DropHow {
    /// After it had returned Ready.
    Completed,
    /// Before it was finished: cancelled.
    Cancelled,
    /// Before it was polled even once.
    NeverPolled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stream {
    Stdout,
    Stderr,
}

// `repr`: the kind is asked for at every record, so it is a byte of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum Kind {
    /// `task` exists from now on. `parent` is the task that polls it (a child) or that spawned it.
    Spawn {
        task: TaskId,
        parent: Option<TaskId>,
        kind: TaskKind,
        name: String,
    },
    PollStart {
        task: TaskId,
    },
    PollEnd {
        task: TaskId,
        outcome: Outcome,
    },
    /// `queued` is false when the task was already queued, running towards its queue, or done.
    Wake {
        task: TaskId,
        by: WakeCause,
        queued: bool,
    },
    WakerClone {
        task: TaskId,
    },
    WakerDrop {
        task: TaskId,
    },
    TimerSet {
        timer: TimerId,
        task: Option<TaskId>,
        due: Nanos,
    },
    TimerFired {
        timer: TimerId,
    },
    Dropped {
        task: TaskId,
        how: DropHow,
    },
    ThreadStart {
        started: ThreadId,
        name: Option<String>,
    },
    ThreadBlock {
        on: WaitReason,
    },
    ThreadUnblock {
        thread: ThreadId,
    },
    ThreadEnd {
        panicked: bool,
    },
    Print {
        stream: Stream,
        text: String,
    },
    Panic {
        task: Option<TaskId>,
        message: String,
    },
    /// Nothing can run; the clock jumps to `until`, or the run waits for the outside.
    Idle {
        until: Option<Nanos>,
    },
    /// The run is over; nothing follows.
    Halt {
        reason: String,
        ok: bool,
    },
    /// Told during a poll that is going to end with Pending. A poll may tell several, as of a `select!`.
    Waits {
        task: TaskId,
        on: WaitReason,
    },
}
