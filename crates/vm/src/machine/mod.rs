//! The machine: its threads and their frames.
//!
//! `turn` is the loop over instructions. What is rare or needs the host is in methods of [`Machine`] that find
//! and leave the thread's state in [`Thread`]: `call` (frames, coroutines), `unwind`, `intrinsics`.

mod arith;
mod call;
mod intrinsics;
mod network;
mod text;
mod turn;
mod unwind;

use std::rc::Rc;

use bytecode::{FuncId, Place, Program, Slot};

use crate::code::{Code, Pc};
use crate::memory::{Bad, Heap, Memory};
use crate::{Halt, Host};

/// 1 is the main thread; numbers are not used again.
pub type ThreadId = u64;

/// Budgets of a run. Steps are the host's business: it says how many a turn has.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of linear memory, with data and stacks.
    pub memory: u64,
    pub main_stack: u64,
    pub thread_stack: u64,
    /// Threads that live at the same time.
    pub threads: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            memory: 512 << 20,
            main_stack: 4 << 20,
            thread_stack: 512 << 10,
            threads: 512,
        }
    }
}

/// Why a turn is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Its steps are used up.
    Preempted,
    /// The host ended it ([`HostResult::Yield`](crate::HostResult::Yield)).
    Yielded,
    /// The thread waits for [`Machine::complete`].
    Blocked,
    /// The thread is over.
    Ended { panicked: bool },
    /// The run is over.
    Halted(Halt),
}

pub struct Machine {
    pub(crate) code: Rc<Code>,
    pub(crate) memory: Memory,
    pub(crate) heap: Heap,
    /// By id - 1; none once it has ended, or while it runs.
    pub(crate) threads: Vec<Option<Box<Thread>>>,
    living: u32,
    limits: Limits,
    /// Instructions executed by all threads.
    steps: u64,
}

/// How a frame ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    Call,
    /// The callee of `catch_unwind_raw`; `extra` is where the payload goes.
    Catch,
    /// The thread's first.
    Bottom,
    /// A coroutine's poll: the frame is the future.
    Poll,
    /// A coroutine's drop.
    Drop,
}

#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub func: FuncId,
    pub kind: FrameKind,
    /// The frame runs its cleanup, because of a panic.
    pub cleaning: bool,
    /// Where the caller goes on, and where in its frame the result goes.
    pub ret_pc: Pc,
    pub ret: Slot,
    /// Frame pointer.
    pub fp: u64,
    /// The caller's stack pointer.
    pub sp: u64,
    pub extra: u64,
}

pub struct Thread {
    pub(crate) id: ThreadId,
    pub(crate) name: Option<String>,
    pub(crate) frames: Vec<Frame>,
    /// The instruction after the current one.
    pub(crate) pc: Pc,
    /// Where the next frame begins.
    sp: u64,
    stack: u64,
    stack_end: u64,
    /// Payloads of the panics that are unwinding, the newest last.
    panics: Vec<[u64; 2]>,
    /// The text of a panic that the machine began and that has not started to unwind.
    message: Option<String>,
    /// Where the awaited answer of the host goes: address and size.
    pending: Option<(u64, u32)>,
}

impl Thread {
    pub(crate) fn own_place(&self, code: &Code) -> Option<Place> {
        self.innermost(|func, pc| code.own_place_of(func, pc))
    }
    /// Where panics are placed: outside of what is `#[track_caller]`.
    pub(crate) fn caller_place(&self, code: &Code) -> Option<Place> {
        self.innermost(|func, pc| {
            let tracks = code.program.functions[func as usize].track_caller;
            code.own_place_of(func, pc).filter(|_| !tracks)
        })
    }
    fn innermost(&self, place_of: impl Fn(FuncId, Pc) -> Option<Place>) -> Option<Place> {
        let mut pc = self.pc;
        for frame in self.frames.iter().rev() {
            let place = place_of(frame.func, pc.saturating_sub(1));
            if place.is_some() {
                return place;
            }
            pc = frame.ret_pc;
        }
        None
    }

    fn display_name(&self) -> &str {
        match &self.name {
            Some(name) => name,
            None if self.id == 1 => "main",
            None => "<unnamed>",
        }
    }
}

impl Machine {
    /// Verifies the program and puts the main thread at its entry.
    pub fn new(program: Rc<Program>, limits: Limits) -> Result<Machine, NewError> {
        let code = Rc::new(Code::load(program)?);
        let memory = Memory::new(limits.memory, &code.image).map_err(|_| NewError::TooLarge)?;
        let entry = code.program.entry;
        let mut machine = Machine {
            code,
            memory,
            heap: Heap::default(),
            threads: Vec::new(),
            living: 0,
            limits,
            steps: 0,
        };
        machine
            .add_thread(entry, &[], None, limits.main_stack)
            .map_err(|_| NewError::TooLarge)?;
        Ok(machine)
    }

    /// Instructions executed by all threads.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Bytes of memory that were ever used.
    pub fn memory_used(&self) -> u64 {
        self.memory.used()
    }

    /// Runs a thread for about `steps` instructions. It must not be blocked.
    pub fn run(&mut self, id: ThreadId, steps: u64, host: &mut dyn Host) -> Stop {
        let slot = usize::try_from(id.wrapping_sub(1))
            .ok()
            .and_then(|index| self.threads.get_mut(index));
        let Some(mut thread) = slot.and_then(Option::take) else {
            return Stop::Halted(Halt::Internal {
                message: format!("thread {id} is not there to run"),
            });
        };
        if thread.pending.is_some() {
            self.threads[id as usize - 1] = Some(thread);
            return Stop::Halted(Halt::Internal {
                message: format!("thread {id} waits for an answer"),
            });
        }
        let stop = self.turn(&mut thread, steps, host);
        if matches!(stop, Stop::Ended { .. }) {
            self.living -= 1;
            if let Err(bad) = self.heap.dealloc(
                &mut self.memory,
                thread.stack,
                thread.stack_end - thread.stack,
            ) {
                return Stop::Halted(self.fault(&thread, bad));
            }
        } else {
            self.threads[id as usize - 1] = Some(thread);
        }
        stop
    }

    /// Gives a blocked thread the answer it waits for.
    pub fn complete(&mut self, id: ThreadId, value: u64) {
        let slot = usize::try_from(id.wrapping_sub(1))
            .ok()
            .and_then(|index| self.threads.get_mut(index));
        if let Some(Some(thread)) = slot
            && let Some((at, size)) = thread.pending.take()
        {
            self.memory.answer(at, size, value);
        }
    }

    fn add_thread(
        &mut self,
        func: FuncId,
        args: &[u64],
        name: Option<String>,
        stack_size: u64,
    ) -> Result<ThreadId, Halt> {
        if self.living >= self.limits.threads {
            return Err(Halt::TooManyThreads {
                limit: self.limits.threads,
            });
        }
        let full = Halt::OutOfMemory {
            limit: self.limits.memory,
        };
        let stack = self
            .heap
            .alloc(&mut self.memory, stack_size, 16)
            .map_err(|_| full)?;
        let id = self.threads.len() as ThreadId + 1;
        let mut thread = Thread {
            id,
            name,
            frames: Vec::new(),
            pc: 0,
            sp: stack,
            stack,
            stack_end: stack + stack_size,
            panics: Vec::new(),
            message: None,
            pending: None,
        };
        self.enter(&mut thread, func, args, FrameKind::Bottom, 0, 0)?;
        self.threads.push(Some(Box::new(thread)));
        self.living += 1;
        Ok(id)
    }

    #[cold]
    fn fault(&self, thread: &Thread, bad: Bad) -> Halt {
        match bad {
            Bad::Full => Halt::OutOfMemory {
                limit: self.limits.memory,
            },
            bad => self.fault_text(thread, bad.to_string()),
        }
    }

    #[cold]
    fn fault_text(&self, thread: &Thread, message: String) -> Halt {
        Halt::Fault {
            message,
            place: thread.own_place(&self.code),
        }
    }
}

/// Why a program cannot even begin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NewError {
    #[error(transparent)]
    Verify(#[from] bytecode::VerifyError),
    #[error("the program's data and first stack do not fit its memory")]
    TooLarge,
}
