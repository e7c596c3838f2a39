//! Looking in from outside: where threads are, and what their locals hold. For messages and the inspector.

use bytecode::{FuncId, Function, LocalInfo, Place};

use crate::machine::{Machine, ThreadId};

/// A frame of a thread, the innermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameView {
    pub function: String,
    pub place: Option<Place>,
    /// Of the visitor's own text.
    pub own: bool,
}

/// A named local.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalView {
    pub name: String,
    pub ty: String,
    /// None if its flag says that it holds no value.
    pub bytes: Option<Vec<u8>>,
}

/// A future that is not being polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FutureView {
    /// As in [`Coroutine::state`](bytecode::Coroutine::state).
    pub state: u32,
    /// The `.await` it is suspended at.
    pub place: Option<Place>,
    pub locals: Vec<LocalView>,
}

impl Machine {
    /// Bytes of the heap's living blocks, stacks included.
    pub fn heap_live(&self) -> u64 {
        self.heap.live()
    }

    /// Threads that have not ended.
    pub fn threads(&self) -> impl Iterator<Item = ThreadId> {
        self.threads.iter().flatten().map(|thread| thread.id)
    }

    pub fn thread_name(&self, id: ThreadId) -> Option<&str> {
        self.thread(id)?.name.as_deref()
    }

    pub fn backtrace(&self, id: ThreadId) -> Vec<FrameView> {
        let Some(thread) = self.thread(id) else {
            return Vec::new();
        };
        let mut pc = thread.pc;
        let mut frames = Vec::new();
        for frame in thread.frames.iter().rev() {
            let function = &self.code.program.functions[frame.func as usize];
            frames.push(FrameView {
                function: function.name.clone(),
                place: self.code.place_of(frame.func, pc.saturating_sub(1)),
                own: function.own,
            });
            pc = frame.ret_pc;
        }
        frames
    }

    /// The innermost place of the visitor's own text where a thread is.
    pub fn own_place(&self, id: ThreadId) -> Option<Place> {
        self.thread(id)?.own_place(&self.code)
    }

    /// The named locals of a frame, counted as in `backtrace`.
    pub fn locals(&self, id: ThreadId, frame: usize) -> Vec<LocalView> {
        let found = self
            .thread(id)
            .and_then(|thread| thread.frames.iter().rev().nth(frame));
        found.map_or_else(Vec::new, |frame| {
            let function = &self.code.program.functions[frame.func as usize];
            self.locals_at(function, frame.fp)
        })
    }

    /// A future by its address and its coroutine; none if there is nothing of the kind.
    pub fn future(&self, func: FuncId, at: u64) -> Option<FutureView> {
        let function = self.code.program.functions.get(func as usize)?;
        let coroutine = function.coroutine.as_ref()?;
        self.memory.check(at, u64::from(function.frame_size)).ok()?;
        let state: u32 = self.memory.load(at + u64::from(coroutine.state)).ok()?;
        let point = state
            .checked_sub(3)
            .and_then(|point| coroutine.points.get(point as usize));
        Some(FutureView {
            state,
            place: point.and_then(|point| point.place).or(function.place),
            locals: self.locals_at(function, at),
        })
    }

    fn locals_at(&self, function: &Function, fp: u64) -> Vec<LocalView> {
        function
            .locals
            .iter()
            .map(|local| self.local(local, fp))
            .collect()
    }

    fn local(&self, local: &LocalInfo, fp: u64) -> LocalView {
        let live = local
            .flag
            .is_none_or(|flag| self.memory.load::<u8>(fp + u64::from(flag)) == Ok(1));
        let bytes = self
            .memory
            .bytes(fp + u64::from(local.slot), u64::from(local.size));
        LocalView {
            name: local.name.clone(),
            ty: local.ty.clone(),
            bytes: bytes.ok().filter(|_| live).map(<[u8]>::to_vec),
        }
    }

    fn thread(&self, id: ThreadId) -> Option<&crate::machine::Thread> {
        self.threads
            .get(usize::try_from(id.checked_sub(1)?).ok()?)?
            .as_deref()
    }
}
