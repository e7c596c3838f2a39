//! What the machine asks of the world: [`Host`], the one seam to everything outside.

use bytecode::Place;

use crate::Halt;
use crate::code::Code;
use crate::machine::{Thread, ThreadId};

/// A question or a piece of news for the host. Most are intrinsics of the same name.
#[derive(Debug)]
pub enum Call<'a> {
    Print {
        stream: u32,
        text: &'a [u8],
    },
    Now,
    Random,
    /// The machine has made the thread; it is the host's to run from now on.
    ThreadSpawned {
        id: ThreadId,
        name: Option<&'a str>,
    },
    ThreadSleep {
        nanos: u64,
    },
    ThreadYield,
    ThreadWaitEnd {
        id: u64,
    },
    /// `None` is no limit.
    ThreadPark {
        nanos: Option<u64>,
    },
    ThreadUnpark {
        id: u64,
    },
    /// The word had the expected value: block. The answer is 1 when woken, 0 when the time was over.
    FutexWait {
        at: u64,
        nanos: Option<u64>,
        reason: &'a str,
    },
    /// The answer is how many were woken.
    FutexWake {
        at: u64,
        count: u32,
    },
    /// The answer is the task's number.
    TaskNew {
        kind: u32,
        name: &'a str,
    },
    TaskWaitReady {
        task: u64,
    },
    TaskPollStart {
        task: u64,
    },
    TaskPollEnd {
        task: u64,
        ready: bool,
    },
    TaskWake {
        task: u64,
    },
    TaskWakerCloned {
        task: u64,
    },
    TaskWakerDropped {
        task: u64,
    },
    TaskDropped {
        task: u64,
        completed: bool,
    },
    /// An async body is about to be polled. `id` is what the host answered at its first poll, 0 before; the
    /// answer is its number from now on. `own` is false for bodies of the library.
    FuturePollStart {
        id: u32,
        name: &'a str,
        own: bool,
    },
    FuturePollEnd {
        id: u32,
        outcome: PollOutcome,
    },
    /// An async body is about to be dropped. `id` is 0 if it was never polled.
    FutureDropped {
        id: u32,
        name: &'a str,
        own: bool,
        completed: bool,
    },
    /// A panic begins to unwind; the message, where the machine knows it.
    Panicked {
        message: Option<&'a str>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollOutcome {
    Ready,
    Pending,
    Panicked,
}

/// The host's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostResult {
    /// Goes on with this value (ignored where the intrinsic has none).
    Done(u64),
    /// The same, but the thread's turn is over.
    Yield(u64),
    /// The thread's turn is over until [`Machine::complete`](crate::Machine::complete) gives the value.
    /// Only for intrinsics, not for news.
    Block,
    Halt(Halt),
}

/// Everything outside the machine.
pub trait Host {
    fn call(&mut self, site: &Site<'_>, call: Call<'_>) -> HostResult;
}

/// Where in the program a [`Call`] comes from.
pub struct Site<'a> {
    pub thread: ThreadId,
    /// Instructions executed since the run began, by all threads.
    pub steps: u64,
    pub(crate) code: &'a Code,
    pub(crate) state: &'a Thread,
}

impl Site<'_> {
    /// The innermost place of the visitor's own text that is running.
    pub fn place(&self) -> Option<Place> {
        self.state.own_place(self.code)
    }
}
