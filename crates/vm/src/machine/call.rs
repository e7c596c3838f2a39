//! Frames: calls the loop does not make itself, coroutines, and returns that mean more than going back.

use bytecode::{Coroutine, FuncId, Slot};

use super::{Frame, FrameKind, Machine, Stop, Thread};
use crate::code::Move;
use crate::host::{Call, Host, HostResult, PollOutcome, Site};
use crate::memory::raw::Window;
use crate::{Halt, ThreadId};

/// States of a coroutine, see [`Coroutine::state`].
const UNRESUMED: u32 = 0;
const FINISHED: u32 = 1;
const PANICKED: u32 = 2;
const FIRST_POINT: u32 = 3;

/// What a poll takes of the stack though its frame is elsewhere, so that no depth is free.
const POLL_STACK: u64 = 64;

impl Machine {
    pub(super) fn top_window(&self, thread: &Thread) -> Option<Window> {
        let frame = thread.frames.last()?;
        self.memory.window(
            frame.fp,
            self.code.functions[frame.func as usize].frame_size,
        )
    }

    /// Pushes a frame on the stack for a function that takes these words.
    pub(super) fn enter(
        &mut self,
        thread: &mut Thread,
        func: FuncId,
        args: &[u64],
        kind: FrameKind,
        ret: Slot,
        extra: u64,
    ) -> Result<(), Halt> {
        let callee = &self.code.functions[func as usize];
        let (fp, sp) = (thread.sp, thread.sp + u64::from(callee.stack_size));
        let Some(frame) = self
            .memory
            .window(fp, callee.frame_size)
            .filter(|_| sp <= thread.stack_end)
        else {
            return Err(Halt::StackOverflow {
                thread: thread.display_name().to_string(),
            });
        };
        for (&(slot, size), &value) in self.code.program.functions[func as usize]
            .params
            .iter()
            .zip(args)
        {
            if size == 8 {
                frame.set(slot, value);
            }
        }
        frame.zero(callee.zeroed.0, callee.zeroed.1);
        thread.frames.push(Frame {
            func,
            kind,
            cleaning: false,
            ret_pc: thread.pc,
            ret,
            fp,
            sp: fp,
            extra,
        });
        thread.sp = sp;
        thread.pc = callee.entry;
        Ok(())
    }

    /// A function called through a pointer from outside of a call site: it takes this many words.
    pub(super) fn word_function(
        &self,
        thread: &Thread,
        address: u64,
        words: usize,
    ) -> Result<FuncId, Halt> {
        bytecode::function_at(address)
            .filter(|&id| {
                self.code
                    .program
                    .functions
                    .get(id as usize)
                    .is_some_and(|function| {
                        function.coroutine.is_none()
                            && function.params.len() == words
                            && function.params.iter().all(|param| param.1 == 8)
                    })
            })
            .ok_or_else(|| {
                self.fault_text(
                    thread,
                    format!("call of what is no fitting function (address {address:#x})"),
                )
            })
    }

    /// A call whose callee is found out only now, or is a coroutine.
    pub(super) fn call_dynamic(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        func: FuncId,
        site: u32,
    ) -> Result<(), Stop> {
        let code = std::rc::Rc::clone(&self.code);
        let site = &code.sites[site as usize];
        let args = &code.moves[site.moves.start as usize..site.moves.end as usize];
        let Some(function) = code.program.functions.get(func as usize) else {
            return Err(Stop::Halted(self.fault_text(
                thread,
                format!("call of function {func}, which does not exist"),
            )));
        };
        let (Some(w), Some(caller)) = (self.top_window(thread), thread.frames.last()) else {
            return Err(Stop::Halted(internal("a call without a caller")));
        };
        let room = code.functions[caller.func as usize].frame_size;
        if site
            .ret
            .checked_add(function.ret_size)
            .is_none_or(|end| end > room)
            && function.ret_size > 0
        {
            return Err(Stop::Halted(
                self.fault_text(thread, misfit(&function.name)),
            ));
        }
        if let Some(coroutine) = &function.coroutine {
            let [
                Move {
                    from: this, len: 8, ..
                },
                Move {
                    from: cx, len: 8, ..
                },
            ] = *args
            else {
                return Err(Stop::Halted(
                    self.fault_text(thread, misfit(&function.name)),
                ));
            };
            return self.poll(
                thread,
                host,
                func,
                coroutine,
                site.ret,
                w.get(this),
                w.get(cx),
            );
        }
        if args.len() != function.params.len()
            || args
                .iter()
                .zip(&function.params)
                .any(|(arg, param)| arg.len != param.1)
        {
            return Err(Stop::Halted(
                self.fault_text(thread, misfit(&function.name)),
            ));
        }
        self.enter(thread, func, &[], FrameKind::Call, site.ret, 0)
            .map_err(Stop::Halted)?;
        if let Some(frame) = self.top_window(thread) {
            for (arg, &(to, len)) in args.iter().zip(&function.params) {
                w.pass(arg.from, frame, to, len);
            }
        }
        Ok(())
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one caller, which has just taken them apart"
    )]
    fn poll(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        func: FuncId,
        coroutine: &Coroutine,
        ret: Slot,
        fp: u64,
        cx: u64,
    ) -> Result<(), Stop> {
        let entry = self.code.functions[func as usize].entry;
        let (frame, state) = self.future_frame(thread, func, coroutine, fp)?;
        let target = match state {
            UNRESUMED => coroutine.start,
            FINISHED => return self.panic_message(thread, host, coroutine.resumed_done as usize),
            PANICKED => {
                return self.panic_message(thread, host, coroutine.resumed_panicked as usize);
            }
            point => match coroutine.points.get((point - FIRST_POINT) as usize) {
                Some(point) => point.resume,
                None => return Err(Stop::Halted(self.fault_text(thread, no_future(fp)))),
            },
        };
        let sp = thread.sp;
        if sp + POLL_STACK > thread.stack_end {
            return Err(Stop::Halted(Halt::StackOverflow {
                thread: thread.display_name().to_string(),
            }));
        }
        let code = std::rc::Rc::clone(&self.code);
        let function = &code.program.functions[func as usize];
        let news = Call::FuturePollStart {
            id: frame.get(coroutine.trace_id),
            name: &function.name,
            own: function.own,
            waker: function.own.then(|| self.waker_of(cx)).flatten(),
        };
        let id = self.tell(thread, host, news)? as u32;
        frame.set(coroutine.trace_id, id);
        frame.set(coroutine.cx, cx);
        thread.frames.push(Frame {
            func,
            kind: FrameKind::Poll,
            cleaning: false,
            ret_pc: thread.pc,
            ret,
            fp,
            sp,
            extra: 0,
        });
        thread.sp = sp + POLL_STACK;
        thread.pc = entry + target;
        Ok(())
    }

    /// Of a context: where its waker is, and the waker's two words.
    fn waker_of(&self, cx: u64) -> Option<[u64; 3]> {
        let at: u64 = self.memory.load(cx).ok()?;
        let first = self.memory.load(at).ok()?;
        let second = self.memory.load(at.checked_add(8)?).ok()?;
        Some([at, first, second])
    }

    /// The frame of a future, and its state.
    fn future_frame(
        &self,
        thread: &Thread,
        func: FuncId,
        coroutine: &Coroutine,
        fp: u64,
    ) -> Result<(Window, u32), Stop> {
        let size = self.code.functions[func as usize].frame_size;
        self.memory
            .check(fp, u64::from(size))
            .map_err(|bad| Stop::Halted(self.fault(thread, bad)))?;
        let frame = self
            .memory
            .window(fp, size)
            .ok_or_else(|| Stop::Halted(internal("a future out of memory")))?;
        Ok((frame, frame.get(coroutine.state)))
    }

    pub(super) fn suspend(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        point: u32,
    ) -> Result<(), Stop> {
        if thread
            .frames
            .last()
            .is_none_or(|frame| frame.kind != FrameKind::Poll)
        {
            return Err(Stop::Halted(internal(
                "a future suspends that is not being polled",
            )));
        }
        self.set_state(thread, FIRST_POINT + point);
        self.return_slow(thread, host)
    }

    pub(super) fn finish(&mut self, thread: &mut Thread) {
        self.set_state(thread, FINISHED);
    }

    /// Sets the state of the future whose frame is the top one.
    fn set_state(&mut self, thread: &Thread, state: u32) {
        if let (Some(w), Some(frame)) = (self.top_window(thread), thread.frames.last())
            && let Some(coroutine) = &self.code.program.functions[frame.func as usize].coroutine
        {
            w.set(coroutine.state, state);
        }
    }

    /// The state and the trace's number of the future whose frame is the top one.
    fn state(&self, thread: &Thread) -> Option<(u32, u32)> {
        let (w, frame) = (self.top_window(thread)?, thread.frames.last()?);
        let coroutine = self.code.program.functions[frame.func as usize]
            .coroutine
            .as_ref()?;
        Some((w.get(coroutine.state), w.get(coroutine.trace_id)))
    }

    pub(super) fn drop_future(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        func: FuncId,
        fp: u64,
    ) -> Result<(), Stop> {
        let code = std::rc::Rc::clone(&self.code);
        let function = &code.program.functions[func as usize];
        let Some(coroutine) = &function.coroutine else {
            return Err(Stop::Halted(internal("a future without coroutine")));
        };
        let (frame, state) = self.future_frame(thread, func, coroutine, fp)?;
        if state >= FIRST_POINT && (state - FIRST_POINT) as usize >= coroutine.points.len() {
            return Err(Stop::Halted(self.fault_text(thread, no_future(fp))));
        }
        let news = Call::FutureDropped {
            id: frame.get(coroutine.trace_id),
            name: &function.name,
            own: function.own,
            completed: matches!(state, FINISHED | PANICKED),
        };
        self.tell(thread, host, news)?;
        let sp = thread.sp;
        if sp + POLL_STACK > thread.stack_end {
            return Err(Stop::Halted(Halt::StackOverflow {
                thread: thread.display_name().to_string(),
            }));
        }
        thread.frames.push(Frame {
            func,
            kind: FrameKind::Drop,
            cleaning: false,
            ret_pc: thread.pc,
            ret: 0,
            fp,
            sp,
            extra: 0,
        });
        thread.sp = sp + POLL_STACK;
        thread.pc = code.functions[func as usize].entry + coroutine.drop;
        Ok(())
    }

    /// Returns from the top frame, of whatever kind.
    pub(super) fn return_slow(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
    ) -> Result<(), Stop> {
        let Some(frame) = thread.frames.last().cloned() else {
            return Err(Stop::Halted(internal("a return without a frame")));
        };
        let ret_size = self.code.functions[frame.func as usize].ret_size;
        let Some(w) = self.top_window(thread) else {
            return Err(Stop::Halted(internal("a lost frame")));
        };
        if frame.kind == FrameKind::Bottom {
            let code: i32 = if thread.id == 1 { w.get(0) } else { 0 };
            return Err(match thread.id {
                1 => Stop::Halted(Halt::Finished { code }),
                _ => Stop::Ended { panicked: false },
            });
        }
        if frame.kind == FrameKind::Poll {
            let (state, id) = self.state(thread).unwrap_or_default();
            let outcome = if state == FINISHED {
                PollOutcome::Ready
            } else {
                PollOutcome::Pending
            };
            self.tell(thread, host, Call::FuturePollEnd { id, outcome })?;
        }
        self.pop(thread);
        let Some(caller) = self.top_window(thread) else {
            return Err(Stop::Halted(internal("a lost frame")));
        };
        match frame.kind {
            FrameKind::Call | FrameKind::Poll => w.pass(0, caller, frame.ret, ret_size),
            FrameKind::Catch => caller.set(frame.ret, 0u8),
            FrameKind::Bottom | FrameKind::Drop => {}
        }
        Ok(())
    }

    /// Takes the top frame away and goes back to its caller.
    pub(super) fn pop(&mut self, thread: &mut Thread) -> Option<Frame> {
        let frame = thread.frames.pop()?;
        thread.sp = frame.sp;
        thread.pc = frame.ret_pc;
        Some(frame)
    }

    /// A panic leaves the top frame, a poll.
    pub(super) fn poll_panicked(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
    ) -> Result<(), Stop> {
        let (_, id) = self.state(thread).unwrap_or_default();
        self.set_state(thread, PANICKED);
        self.tell(
            thread,
            host,
            Call::FuturePollEnd {
                id,
                outcome: PollOutcome::Panicked,
            },
        )
        .map(|_| ())
    }

    /// News for the host, which cannot block on it.
    pub(super) fn tell(
        &self,
        thread: &Thread,
        host: &mut dyn Host,
        news: Call<'_>,
    ) -> Result<u64, Stop> {
        let site = Site {
            thread: thread.id as ThreadId,
            steps: self.steps,
            code: &self.code,
            state: thread,
        };
        match host.call(&site, news) {
            HostResult::Done(value) | HostResult::Yield(value) => Ok(value),
            HostResult::Halt(halt) => Err(Stop::Halted(halt)),
            HostResult::Block => Err(Stop::Halted(internal("the host blocks on news"))),
        }
    }
}

pub(super) fn internal(message: &str) -> Halt {
    Halt::Internal {
        message: message.to_string(),
    }
}

fn misfit(name: &str) -> String {
    format!("call of `{name}` with arguments that do not fit it")
}

fn no_future(fp: u64) -> String {
    format!("poll or drop of what is no future (address {fp:#x})")
}
