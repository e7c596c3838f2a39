//! Intrinsics: those of the machine answered here, those of the world passed to the host.

use std::rc::Rc;

use bytecode::Intrinsic;

use super::call::internal;
use super::{FrameKind, Machine, Stop, Thread, text};
use crate::Halt;
use crate::host::{Call, Host, HostResult, Site, WakerUse};
use crate::memory::Bad;
use crate::memory::raw::Window;

/// Arguments by their index.
pub(super) struct Args<'a> {
    w: Window,
    moves: &'a [crate::code::Move],
}

impl Args<'_> {
    pub(super) fn u8(&self, index: usize) -> u8 {
        self.w.get(self.moves[index].from)
    }
    pub(super) fn u32(&self, index: usize) -> u32 {
        self.w.get(self.moves[index].from)
    }
    pub(super) fn u64(&self, index: usize) -> u64 {
        self.w.get(self.moves[index].from)
    }
    pub(super) fn u128(&self, index: usize) -> u128 {
        self.w.get(self.moves[index].from)
    }
    pub(super) fn f64(&self, index: usize) -> f64 {
        self.w.get(self.moves[index].from)
    }
}

pub(super) fn limit(nanos: u64) -> Option<u64> {
    (nanos != u64::MAX).then_some(nanos)
}

impl Machine {
    pub(super) fn intrinsic(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        id: Intrinsic,
        site: u32,
    ) -> Result<(), Stop> {
        let code = Rc::clone(&self.code);
        let site = &code.sites[site as usize];
        let Some(w) = self.top_window(thread) else {
            return Err(Stop::Halted(internal("a lost frame")));
        };
        let args = Args {
            w,
            moves: &code.moves[site.moves.start as usize..site.moves.end as usize],
        };
        match id {
            // These go on elsewhere than after themselves.
            Intrinsic::StartUnwind => {
                return self.start_unwind(thread, host, [args.u64(0), args.u64(1)]);
            }
            Intrinsic::CatchUnwind => {
                let func = self
                    .word_function(thread, args.u64(0), 1)
                    .map_err(Stop::Halted)?;
                return self
                    .enter(
                        thread,
                        func,
                        &[args.u64(1)],
                        FrameKind::Catch,
                        site.ret,
                        args.u64(2),
                    )
                    .map_err(Stop::Halted);
            }
            Intrinsic::Abort => {
                let reason = "the program aborted".to_string();
                return Err(Stop::Halted(Halt::Abort { reason }));
            }
            Intrinsic::Exit => {
                return Err(Stop::Halted(Halt::Exit {
                    code: args.u32(0) as i32,
                }));
            }
            _ => {}
        }
        let size = id.shape().1;
        let answer = match self.of_machine(thread, id, &args) {
            Some(Ok(value)) => HostResult::Done(value),
            Some(Err(bad)) => return Err(Stop::Halted(self.fault(thread, bad))),
            None => self.of_world(thread, host, id, &args)?,
        };
        let Some(frame) = thread.frames.last() else {
            return Err(Stop::Halted(internal("a lost frame")));
        };
        let at = frame.fp + u64::from(site.ret);
        match answer {
            HostResult::Done(value) => {
                self.memory.answer(at, size, value);
                Ok(())
            }
            HostResult::Yield(value) => {
                self.memory.answer(at, size, value);
                Err(Stop::Yielded)
            }
            HostResult::Block => {
                thread.pending = Some((at, size));
                Err(Stop::Blocked)
            }
            HostResult::Halt(halt) => Err(Stop::Halted(halt)),
        }
    }

    /// None if it is the world's.
    fn of_machine(
        &mut self,
        thread: &Thread,
        id: Intrinsic,
        args: &Args<'_>,
    ) -> Option<Result<u64, Bad>> {
        let memory = &mut self.memory;
        Some(match id {
            Intrinsic::HeapAlloc => self.heap.alloc(memory, args.u64(0), args.u64(1)),
            Intrinsic::HeapDealloc => self
                .heap
                .dealloc(memory, args.u64(0), args.u64(1))
                .map(|()| 0),
            Intrinsic::HeapRealloc => {
                self.heap
                    .realloc(memory, args.u64(0), args.u64(1), args.u64(2), args.u64(3))
            }
            Intrinsic::MemCopy => memory
                .copy(args.u64(0), args.u64(1), args.u64(2))
                .map(|()| 0),
            Intrinsic::MemSet => memory
                .fill(args.u64(0), args.u8(1), args.u64(2))
                .map(|()| 0),
            Intrinsic::MemCompare => self.compare(args.u64(0), args.u64(1), args.u64(2)),
            Intrinsic::MemFind => self.find(args),
            Intrinsic::Ctpop => Ok(u64::from(args.u128(0).count_ones())),
            Intrinsic::Ctlz => {
                let width = args.u32(1).clamp(1, 128);
                Ok(u64::from(
                    (args.u128(0) << (128 - width)).leading_zeros().min(width),
                ))
            }
            Intrinsic::Cttz => Ok(u64::from(args.u128(0).trailing_zeros().min(args.u32(1)))),
            Intrinsic::FloatOp => Ok(text::float_op(args.u32(0), args.f64(1), args.f64(2))
                .unwrap_or(f64::NAN)
                .to_bits()),
            Intrinsic::FloatToText => {
                let digits = text::float_to_text(
                    args.f64(0),
                    args.u8(1) != 0,
                    args.u64(2) as i64,
                    args.u32(3),
                );
                let len = digits
                    .len()
                    .min(usize::try_from(args.u64(5)).unwrap_or(usize::MAX));
                memory
                    .put(args.u64(4), &digits.as_bytes()[..len])
                    .map(|()| len as u64)
            }
            Intrinsic::FloatFromText => self.float_from_text(args),
            Intrinsic::CharClass => Ok(u64::from(text::char_class(args.u32(0), args.u32(1)))),
            Intrinsic::CharCase => {
                let chars = text::char_case(args.u32(0), args.u8(1) != 0);
                let bytes: Vec<u8> = chars.iter().flat_map(|c| c.to_le_bytes()).collect();
                memory.put(args.u64(2), &bytes).map(|()| chars.len() as u64)
            }
            Intrinsic::PanicCount => Ok(thread.panics.len() as u64),
            Intrinsic::CallerLocation => self.caller_location(thread, args.u64(0)),
            Intrinsic::ThreadCurrent => Ok(thread.id),
            _ => return None,
        })
    }

    fn compare(&self, a: u64, b: u64, len: u64) -> Result<u64, Bad> {
        let order = self.memory.bytes(a, len)?.cmp(self.memory.bytes(b, len)?);
        Ok(order as i32 as u32 as u64)
    }

    fn find(&self, args: &Args<'_>) -> Result<u64, Bad> {
        let hay = self.memory.bytes(args.u64(0), args.u64(1))?;
        let needle = self.memory.bytes(args.u64(2), args.u64(3))?;
        Ok(text::find(hay, needle).map_or(u64::MAX, |at| at as u64))
    }

    fn float_from_text(&mut self, args: &Args<'_>) -> Result<u64, Bad> {
        let parsed = text::float_from_text(
            self.memory.bytes(args.u64(0), args.u64(1))?,
            args.u8(2) != 0,
        );
        if let Some(value) = parsed {
            self.memory.store(args.u64(3), value)?;
        }
        Ok(u64::from(parsed.is_some()))
    }

    /// The innermost frame of the program's own text that does not track its caller; without one an unnamed file at 0:0.
    fn caller_location(&mut self, thread: &Thread, out: u64) -> Result<u64, Bad> {
        let words =
            thread
                .caller_place(&self.code)
                .map_or([bytecode::DATA_BASE, 0, 0, 0], |place| {
                    let (at, len) = self
                        .code
                        .files
                        .get(place.file as usize)
                        .copied()
                        .unwrap_or((bytecode::DATA_BASE, 0));
                    [at, len, u64::from(place.line), u64::from(place.column)]
                });
        for (index, word) in (0u64..).zip(words) {
            self.memory.store(out.wrapping_add(index * 8), word)?;
        }
        Ok(0)
    }

    fn of_world(
        &mut self,
        thread: &Thread,
        host: &mut dyn Host,
        id: Intrinsic,
        args: &Args<'_>,
    ) -> Result<HostResult, Stop> {
        if let Some(answer) = self.of_network(thread, host, id, args) {
            return answer;
        }
        if id == Intrinsic::File {
            let mut into = Vec::new();
            let call = Call::File {
                index: args.u64(0),
                part: args.u32(1),
                len: usize::try_from(args.u64(3)).unwrap_or(usize::MAX),
                into: &mut into,
            };
            let site = self.site(thread);
            let answer = host.call(&site, call);
            // To ask for the length alone takes no memory.
            if !into.is_empty() {
                let put = self.memory.put(args.u64(2), &into);
                put.map_err(|bad| Stop::Halted(self.fault(thread, bad)))?;
            }
            return Ok(answer);
        }
        let name: String;
        let text = |at: usize| {
            let bytes = self.memory.bytes(args.u64(at), args.u64(at + 1));
            bytes.map_err(|bad| Stop::Halted(self.fault(thread, bad)))
        };
        let call = match id {
            Intrinsic::Print => Call::Print {
                stream: args.u32(0),
                text: text(1)?,
            },
            Intrinsic::Now => Call::Now,
            Intrinsic::Random => Call::Random,
            Intrinsic::ThreadSpawn => {
                let func = self
                    .word_function(thread, args.u64(0), 1)
                    .map_err(Stop::Halted)?;
                let bytes = text(2)?;
                let thread_name =
                    (!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes).into_owned());
                let stack = self.limits.thread_stack;
                let id = self
                    .add_thread(func, &[args.u64(1)], thread_name.clone(), stack)
                    .map_err(Stop::Halted)?;
                let news = Call::ThreadSpawned {
                    id,
                    name: thread_name.as_deref(),
                };
                self.tell(thread, host, news)?;
                return Ok(HostResult::Done(id));
            }
            Intrinsic::ThreadSleep => Call::ThreadSleep { nanos: args.u64(0) },
            Intrinsic::ThreadYield => Call::ThreadYield,
            Intrinsic::ThreadWaitEnd => Call::ThreadWaitEnd { id: args.u64(0) },
            Intrinsic::ThreadPark => Call::ThreadPark {
                nanos: limit(args.u64(0)),
            },
            Intrinsic::ThreadUnpark => Call::ThreadUnpark { id: args.u64(0) },
            Intrinsic::FutexWait => {
                let now: u32 = self
                    .memory
                    .load(args.u64(0))
                    .map_err(|bad| Stop::Halted(self.fault(thread, bad)))?;
                if now != args.u32(1) {
                    return Ok(HostResult::Done(1));
                }
                name = String::from_utf8_lossy(text(3)?).into_owned();
                Call::FutexWait {
                    at: args.u64(0),
                    nanos: limit(args.u64(2)),
                    reason: &name,
                }
            }
            Intrinsic::FutexWake => Call::FutexWake {
                at: args.u64(0),
                count: args.u32(1),
            },
            Intrinsic::TaskNew => {
                name = String::from_utf8_lossy(text(1)?).into_owned();
                Call::TaskNew {
                    kind: args.u32(0),
                    name: &name,
                }
            }
            Intrinsic::TaskWaitReady => Call::TaskWaitReady { task: args.u64(0) },
            Intrinsic::TaskPollStart => Call::TaskPollStart { task: args.u64(0) },
            Intrinsic::TaskPollEnd => Call::TaskPollEnd {
                task: args.u64(0),
                ready: args.u8(1) != 0,
            },
            Intrinsic::TaskWake => Call::TaskWake { task: args.u64(0) },
            Intrinsic::TaskWakerCloned => Call::TaskWakerCloned { task: args.u64(0) },
            Intrinsic::TaskWakerDropped => Call::TaskWakerDropped { task: args.u64(0) },
            Intrinsic::WakerUsed => Call::WakerUsed {
                how: match args.u32(0) {
                    0 => WakerUse::Wake,
                    1 => WakerUse::WakeByRef,
                    2 => WakerUse::Clone,
                    _ => WakerUse::Drop,
                },
                at: args.u64(1),
                identity: [args.u64(2), args.u64(3)],
            },
            Intrinsic::TaskDropped => Call::TaskDropped {
                task: args.u64(0),
                completed: args.u8(1) != 0,
            },
            Intrinsic::TaskWaits => {
                name = String::from_utf8_lossy(text(3)?).into_owned();
                Call::TaskWaits {
                    kind: args.u32(0),
                    which: args.u64(1),
                    nanos: args.u64(2),
                    reason: &name,
                }
            }
            Intrinsic::TaskWakesFor => Call::TaskWakesFor { timer: args.u64(0) },
            _ => return Err(Stop::Halted(internal("an intrinsic that nobody answers"))),
        };
        Ok(host.call(&self.site(thread), call))
    }

    pub(super) fn site<'a>(&'a self, thread: &'a Thread) -> Site<'a> {
        Site {
            thread: thread.id,
            steps: self.steps,
            code: &self.code,
            state: thread,
        }
    }
}
