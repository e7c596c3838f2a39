//! Writing events: [`Encoder`].

use std::collections::HashMap;
use std::sync::Arc;

use super::bytes::{Output, Window};
use super::{Cursor, MAGIC, PLACE, THREAD, TIME, VERSION, remembered};
use crate::{Kind, Nanos, Place, TaskId, ThreadId, TimerId, WaitReason, WakeCause};

/// Turns events into batches of bytes; keeps what the reader will know by then.
#[derive(Debug)]
pub struct Encoder {
    pub(super) cursor: Cursor,
    /// Texts the reader remembers, by number, and the numbers by text.
    pub(super) texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
    batch: Output,
    pub(super) batches: u64,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder::new()
    }
}

impl Encoder {
    pub fn new() -> Self {
        Encoder {
            cursor: Cursor::START,
            texts: Vec::new(),
            numbers: HashMap::new(),
            batch: Output::default(),
            batches: 0,
        }
    }

    /// Adds an event to the batch.
    pub fn write(&mut self, at: Nanos, thread: ThreadId, place: Option<Place>, kind: &Kind) {
        self.write_inlined(at, thread, place, kind);
    }

    /// See [`Recorder::record_inlined`](crate::Recorder::record_inlined).
    #[inline(always)]
    pub(crate) fn write_inlined(
        &mut self,
        at: Nanos,
        thread: ThreadId,
        place: Option<Place>,
        kind: &Kind,
    ) {
        if self.batch.len() == 0 {
            self.open_batch();
        }
        let mut to = self.batch.window();
        let cursor = &mut self.cursor;
        to.byte(kind.name() as u8);
        if at != cursor.at {
            to.set_head(TIME);
            to.difference(cursor.at, at);
            cursor.at = at;
        }
        if thread != cursor.thread {
            to.set_head(THREAD);
            to.number(thread.0.into());
            cursor.thread = thread;
        }
        if place != cursor.place {
            to.set_head(PLACE);
            to = cursor.place(to, place);
        }
        let (len, text) = cursor.fields(to, kind);
        self.batch.advance(len);
        if let Some(text) = text {
            self.text(text);
        }
    }

    /// Bytes of the batch so far.
    #[inline]
    pub fn batch_len(&self) -> usize {
        self.batch.len()
    }

    /// Ends the batch and gives its bytes: none if it has no event.
    pub fn finish_batch(&mut self) -> Vec<u8> {
        self.batch.take()
    }

    #[cold]
    fn open_batch(&mut self) {
        if self.batches == 0 {
            self.batch.slice(&MAGIC);
            self.batch.slice(&[VERSION]);
        }
        self.batch.number(self.batches);
        self.batches += 1;
    }

    fn text(&mut self, text: &str) {
        if let Some(&number) = self.numbers.get(text) {
            self.batch.number(u64::from(number) + 1);
            return;
        }
        self.batch.number(0);
        self.batch.number(text.len() as u64);
        self.batch.slice(text.as_bytes());
        if remembered(text.len(), self.texts.len()) {
            let text: Arc<str> = text.into();
            self.numbers.insert(text.clone(), self.texts.len() as u32);
            self.texts.push(text);
        }
    }
}

impl Cursor {
    /// Writes the fields of a kind but for its text, which is always the last and is given back, with the
    /// length of the event so far. Takes the window by value: one that is lent to a function that is not
    /// inlined keeps its length in memory, and every byte then waits for the one before.
    #[inline(always)]
    fn fields<'k>(&mut self, mut to: Window, kind: &'k Kind) -> (usize, Option<&'k str>) {
        // The frequent ones; a caller that knows the kind gets them without a branch.
        match kind {
            Kind::PollStart { task } | Kind::WakerClone { task } | Kind::WakerDrop { task } => {
                self.task(&mut to, *task);
            }
            Kind::PollEnd { task, outcome } => {
                self.task(&mut to, *task);
                to.byte(*outcome as u8);
            }
            Kind::Wake { task, by, queued } => {
                self.task(&mut to, *task);
                self.wake_cause(&mut to, *by, *queued);
            }
            Kind::Dropped { task, how } => {
                self.task(&mut to, *task);
                to.byte(*how as u8);
            }
            _ => return self.fields_of_rarer(to, kind),
        }
        (to.len(), None)
    }

    fn place<'w>(&mut self, mut to: Window<'w>, place: Option<Place>) -> Window<'w> {
        match place {
            None => to.number(0),
            Some(Place { file, line, column }) => {
                to.number(u64::from(file) + 1);
                to.difference(self.line.into(), line.into());
                to.number(column.into());
                self.line = line;
            }
        }
        self.place = place;
        to
    }

    #[inline(always)]
    fn task(&mut self, to: &mut Window, task: TaskId) {
        to.difference(self.task.0.into(), task.0.into());
        self.task = task;
    }

    /// The cause's number and `queued` share a byte: bit 0 is `queued`.
    #[inline(always)]
    fn wake_cause(&mut self, to: &mut Window, by: WakeCause, queued: bool) {
        let number: u8 = match by {
            WakeCause::Itself => 0,
            WakeCause::Task(_) => 1,
            WakeCause::Thread(_) => 2,
            WakeCause::Timer(_) => 3,
            WakeCause::Outside => 4,
        };
        to.byte(number << 1 | u8::from(queued));
        match by {
            WakeCause::Itself | WakeCause::Outside => {}
            WakeCause::Task(task) => self.task(to, task),
            WakeCause::Thread(thread) => to.number(thread.0.into()),
            WakeCause::Timer(timer) => self.timer(to, timer),
        }
    }

    fn fields_of_rarer<'k>(
        &mut self,
        mut window: Window,
        kind: &'k Kind,
    ) -> (usize, Option<&'k str>) {
        let to = &mut window;
        let text = match kind {
            Kind::PollStart { .. }
            | Kind::PollEnd { .. }
            | Kind::Wake { .. }
            | Kind::WakerClone { .. }
            | Kind::WakerDrop { .. }
            | Kind::Dropped { .. } => return self.fields(window, kind),
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                self.task(to, *task);
                self.optional_task(to, *parent);
                to.byte(*kind as u8);
                Some(name.as_str())
            }
            Kind::TimerSet { timer, task, due } => {
                self.timer(to, *timer);
                self.optional_task(to, *task);
                self.time(to, *due);
                None
            }
            Kind::TimerFired { timer } => {
                self.timer(to, *timer);
                None
            }
            Kind::ThreadStart { started, name } => {
                to.number(started.0.into());
                to.byte(name.is_some().into());
                name.as_deref()
            }
            Kind::ThreadBlock { on } => self.wait_reason(to, on),
            Kind::Waits { task, on } => {
                self.task(to, *task);
                self.wait_reason(to, on)
            }
            Kind::ThreadUnblock { thread } => {
                to.number(thread.0.into());
                None
            }
            Kind::ThreadEnd { panicked } => {
                to.byte((*panicked).into());
                None
            }
            Kind::Print { stream, text } => {
                to.byte(*stream as u8);
                Some(text.as_str())
            }
            Kind::Panic { task, message } => {
                self.optional_task(to, *task);
                Some(message.as_str())
            }
            Kind::Idle { until } => {
                to.byte(until.is_some().into());
                if let Some(until) = until {
                    self.time(to, *until);
                }
                None
            }
            Kind::Halt { reason, ok } => {
                to.byte((*ok).into());
                Some(reason.as_str())
            }
        };
        (window.len(), text)
    }

    fn wait_reason<'k>(&mut self, to: &mut Window, on: &'k WaitReason) -> Option<&'k str> {
        match on {
            WaitReason::Sleep { until } => {
                to.byte(0);
                self.time(to, *until);
            }
            WaitReason::Timer { timer, until } => {
                to.byte(1);
                self.timer(to, *timer);
                self.time(to, *until);
            }
            WaitReason::JoinThread(thread) => {
                to.byte(2);
                to.number(thread.0.into());
            }
            WaitReason::JoinTask(task) => {
                to.byte(3);
                self.task(to, *task);
            }
            WaitReason::Park => to.byte(4),
            WaitReason::Woken(task) => {
                to.byte(5);
                self.task(to, *task);
            }
            WaitReason::Other(words) => {
                to.byte(6);
                return Some(words);
            }
        }
        None
    }

    fn optional_task(&mut self, to: &mut Window, task: Option<TaskId>) {
        to.byte(task.is_some().into());
        if let Some(task) = task {
            self.task(to, task);
        }
    }

    fn timer(&mut self, to: &mut Window, timer: TimerId) {
        to.difference(self.timer.0.into(), timer.0.into());
        self.timer = timer;
    }

    fn time(&self, to: &mut Window, at: Nanos) {
        to.difference(self.at, at);
    }
}
