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
    /// The name (part 0) or the contents (1) of a file that is there when the run begins go to `into`, at most
    /// `len` bytes. The answer is the whole length, `u64::MAX` when there is no such file.
    File {
        index: u64,
        part: u32,
        len: usize,
        into: &'a mut Vec<u8>,
    },
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
    Net(NetCall<'a>),
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
    /// What the innermost future waits for; the kinds are those of the intrinsic.
    TaskWaits {
        kind: u32,
        which: u64,
        nanos: u64,
        reason: &'a str,
    },
    /// The thread wakes because of this timer, or of its own accord (0).
    TaskWakesFor {
        timer: u64,
    },
    /// A waker is used that is at an address, with this data and this table.
    WakerUsed {
        how: WakerUse,
        at: u64,
        identity: [u64; 2],
    },
    /// An async body is about to be polled. `id` is what the host answered at its first poll, 0 before; the
    /// answer is its number from now on. `own` is false for bodies of the library. `waker` is where the waker
    /// is, and its two words: the data and the table, or the other way round.
    FuturePollStart {
        id: u32,
        name: &'a str,
        own: bool,
        waker: Option<[u64; 3]>,
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

/// What is done with a waker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WakerUse {
    /// Which consumes it.
    Wake,
    WakeByRef,
    Clone,
    Drop,
}

/// What a program asks of the network. Answers below 0 (as `i64`) are errors of the operating system, negated.
#[derive(Debug)]
pub enum NetCall<'a> {
    Bind {
        ip: u128,
        port: u16,
        datagrams: bool,
    },
    /// Socket 0 stands for a new stream, `u64::MAX` for one whose first use tells if nobody is there.
    Connect {
        socket: u64,
        ip: u128,
        port: u16,
    },
    Accept {
        socket: u64,
    },
    /// At most `len` bytes go to `into`; of a datagram its sender to `from`.
    Read {
        socket: u64,
        len: usize,
        peek: bool,
        into: &'a mut Vec<u8>,
        from: &'a mut (u128, u16),
    },
    /// Port 0 is to the peer.
    Write {
        socket: u64,
        bytes: &'a [u8],
        ip: u128,
        port: u16,
    },
    Shutdown {
        socket: u64,
        how: u32,
    },
    Close {
        socket: u64,
    },
    Address {
        socket: u64,
        which: u32,
        into: &'a mut (u128, u16),
    },
    /// Blocks until it may be ready; the answer is 0 when the time was over.
    Wait {
        socket: u64,
        write: bool,
        nanos: Option<u64>,
    },
    Poller,
    Watch {
        poller: u64,
        socket: u64,
    },
    /// The word had the expected value: block until it is woken or the poller hears of something.
    Park {
        poller: u64,
        at: u64,
        nanos: Option<u64>,
        reason: &'a str,
    },
    Event {
        poller: u64,
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
