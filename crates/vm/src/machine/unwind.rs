//! Panics: how they begin, and unwinding.
//!
//! A panic of the machine calls the library's panic entry as if the program had called it there, so that hook,
//! message and payload are the library's. Unwinding walks up the frames and lets each that has a cleanup run it,
//! down to a `catch_unwind` or the thread's bottom. A panic that leaves a cleanup aborts, as in Rust.

use super::call::internal;
use super::{FrameKind, Machine, Stop, Thread};
use crate::Halt;
use crate::code::{TRAPS, Trap};
use crate::host::{Call, Host};

impl Machine {
    #[cold]
    pub(super) fn trap(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        trap: Trap,
    ) -> Result<(), Stop> {
        self.panic_message(
            thread,
            host,
            self.code.messages.len() - TRAPS.len() + trap as usize,
        )
    }

    /// A panic with a text of `Code::messages`.
    #[cold]
    pub(super) fn panic_message(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        message: usize,
    ) -> Result<(), Stop> {
        let (at, len) = self.code.messages[message];
        self.begin_panic(thread, host, at, len)
    }

    #[cold]
    pub(super) fn out_of_bounds(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        index: u64,
        len: u64,
    ) -> Result<(), Stop> {
        let text = format!("index out of bounds: the len is {len} but the index is {index}");
        // The text is never freed: the library may keep it as the panic's payload.
        let placed = self
            .heap
            .alloc(&mut self.memory, text.len() as u64, 1)
            .and_then(|at| self.memory.put(at, text.as_bytes()).map(|()| at));
        match placed {
            Ok(at) => self.begin_panic(thread, host, at, text.len() as u64),
            Err(bad) => Err(Stop::Halted(self.fault(thread, bad))),
        }
    }

    fn begin_panic(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        at: u64,
        len: u64,
    ) -> Result<(), Stop> {
        thread.message = self
            .memory
            .bytes(at, len)
            .ok()
            .map(|text| String::from_utf8_lossy(text).into_owned());
        match self.code.program.panic_entry {
            Some(func) => self
                .enter(thread, func, &[at, len], FrameKind::Call, 0, 0)
                .map_err(Stop::Halted),
            None => self.start_unwind(thread, host, [0, 0]),
        }
    }

    pub(super) fn start_unwind(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
        payload: [u64; 2],
    ) -> Result<(), Stop> {
        let message = thread.message.take();
        self.tell(
            thread,
            host,
            Call::Panicked {
                message: message.as_deref(),
            },
        )?;
        thread.panics.push(payload);
        self.unwind(thread, host)
    }

    pub(super) fn resume_unwind(
        &mut self,
        thread: &mut Thread,
        host: &mut dyn Host,
    ) -> Result<(), Stop> {
        if thread.frames.last().is_none_or(|frame| !frame.cleaning) {
            return Err(Stop::Halted(internal(
                "the end of a cleanup outside of one",
            )));
        }
        self.leave(thread, host)?
            .map_or(Ok(()), |()| self.unwind(thread, host))
    }

    /// Walks up to the next cleanup or catch.
    fn unwind(&mut self, thread: &mut Thread, host: &mut dyn Host) -> Result<(), Stop> {
        loop {
            let Some(frame) = thread.frames.last_mut() else {
                return Err(Stop::Halted(internal("a panic without a frame")));
            };
            if frame.cleaning {
                let reason = "panic in a destructor during cleanup";
                let text = format!("{reason}\nthread caused non-unwinding panic. aborting.\n");
                self.tell(
                    thread,
                    host,
                    Call::Print {
                        stream: 2,
                        text: text.as_bytes(),
                    },
                )?;
                return Err(Stop::Halted(Halt::Abort {
                    reason: reason.to_string(),
                }));
            }
            if let Some(cleanup) = self.code.functions[frame.func as usize].cleanup {
                frame.cleaning = true;
                thread.pc = cleanup;
                return Ok(());
            }
            if self.leave(thread, host)?.is_none() {
                return Ok(());
            }
        }
    }

    /// The panic leaves the top frame; none if it was caught there.
    fn leave(&mut self, thread: &mut Thread, host: &mut dyn Host) -> Result<Option<()>, Stop> {
        match thread.frames.last().map(|frame| frame.kind) {
            Some(FrameKind::Bottom) => {
                return Err(match thread.id {
                    1 => Stop::Halted(Halt::Panicked),
                    _ => Stop::Ended { panicked: true },
                });
            }
            Some(FrameKind::Poll) => self.poll_panicked(thread, host)?,
            _ => {}
        }
        let Some(frame) = self.pop(thread) else {
            return Err(Stop::Halted(internal("a panic without a frame")));
        };
        if frame.kind != FrameKind::Catch {
            return Ok(Some(()));
        }
        let payload = thread.panics.pop().unwrap_or_default();
        let written = self
            .memory
            .store(frame.extra, payload[0])
            .and_then(|()| self.memory.store(frame.extra.wrapping_add(8), payload[1]));
        if let Err(bad) = written {
            return Err(Stop::Halted(self.fault(thread, bad)));
        }
        if let Some(w) = self.top_window(thread) {
            w.set(frame.ret, 1u8);
        }
        Ok(None)
    }

    #[cold]
    pub(super) fn unreachable_text(&self, thread: &Thread) -> String {
        let (name, op) = thread.frames.last().map_or(("", 0), |frame| {
            let entry = self.code.functions[frame.func as usize].entry;
            (
                self.code.program.functions[frame.func as usize]
                    .name
                    .as_str(),
                thread.pc.saturating_sub(entry + 1),
            )
        });
        match thread.own_place(&self.code) {
            Some(place) => format!(
                "`{name}` reached op {op}, which is unreachable (line {})",
                place.line
            ),
            None => format!("`{name}` reached op {op}, which is unreachable"),
        }
    }
}
