//! Writing events: [`Encoder`].

use std::collections::HashMap;
use std::sync::Arc;

use super::bytes::Output;
use super::{Cursor, MAGIC, PLACE, THREAD, TIME, VERSION, remembered};
use crate::{Kind, Nanos, Place, TaskId, ThreadId, TimerId, WaitReason, WakeCause};

/// More than any event takes without its texts: head, four points in time, place and six ids at their longest
/// are 107 bytes.
pub(crate) const ROOM: usize = 112;

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
        self.batch.room(ROOM);
        let cursor = &mut self.cursor;
        let head = self.batch.len();
        self.batch.byte(kind.name() as u8);
        if at != cursor.at {
            self.batch.set_bits(head, TIME);
            self.batch.difference(cursor.at, at);
            cursor.at = at;
        }
        if thread != cursor.thread {
            self.batch.set_bits(head, THREAD);
            self.batch.number(thread.0.into());
            cursor.thread = thread;
        }
        if place != cursor.place {
            self.batch.set_bits(head, PLACE);
            match place {
                None => self.batch.number(0),
                Some(Place { file, line, column }) => {
                    self.batch.number(u64::from(file) + 1);
                    self.batch.difference(cursor.line.into(), line.into());
                    self.batch.number(column.into());
                    cursor.line = line;
                }
            }
            cursor.place = place;
        }
        self.fields(kind);
    }

    /// Bytes of the batch so far.
    pub fn batch_len(&self) -> usize {
        self.batch.len()
    }

    /// Ends the batch and gives its bytes: none if it has no event.
    pub fn finish_batch(&mut self) -> Vec<u8> {
        self.batch.take()
    }

    #[cold]
    fn open_batch(&mut self) {
        self.batch.room(ROOM);
        if self.batches == 0 {
            self.batch.slice(&MAGIC, ROOM);
            self.batch.byte(VERSION);
        }
        self.batch.number(self.batches);
        self.batches += 1;
    }

    #[inline(always)]
    fn fields(&mut self, kind: &Kind) {
        // The frequent ones, which a caller that knows the kind gets without a branch.
        match kind {
            Kind::PollStart { task } | Kind::WakerClone { task } | Kind::WakerDrop { task } => {
                self.task(*task)
            }
            Kind::PollEnd { task, outcome } => {
                self.task(*task);
                self.batch.byte(*outcome as u8);
            }
            Kind::Wake { task, by, queued } => {
                self.task(*task);
                self.wake_cause(*by, *queued);
            }
            _ => self.fields_of_rarer(kind),
        }
    }

    fn fields_of_rarer(&mut self, kind: &Kind) {
        match kind {
            Kind::PollStart { .. }
            | Kind::PollEnd { .. }
            | Kind::Wake { .. }
            | Kind::WakerClone { .. }
            | Kind::WakerDrop { .. } => self.fields(kind),
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                self.task(*task);
                self.optional_task(*parent);
                self.batch.byte(*kind as u8);
                self.text(name);
            }
            Kind::TimerSet { timer, task, due } => {
                self.timer(*timer);
                self.optional_task(*task);
                self.time(*due);
            }
            Kind::TimerFired { timer } => self.timer(*timer),
            Kind::Dropped { task, how } => {
                self.task(*task);
                self.batch.byte(*how as u8);
            }
            Kind::ThreadStart { started, name } => {
                self.batch.number(started.0.into());
                self.batch.byte(name.is_some().into());
                if let Some(name) = name {
                    self.text(name);
                }
            }
            Kind::ThreadBlock { on } => self.wait_reason(on),
            Kind::ThreadUnblock { thread } => self.batch.number(thread.0.into()),
            Kind::ThreadEnd { panicked } => self.batch.byte((*panicked).into()),
            Kind::Print { stream, text } => {
                self.batch.byte(*stream as u8);
                self.text(text);
            }
            Kind::Panic { task, message } => {
                self.optional_task(*task);
                self.text(message);
            }
            Kind::Idle { until } => {
                self.batch.byte(until.is_some().into());
                if let Some(until) = until {
                    self.time(*until);
                }
            }
            Kind::Halt { reason, ok } => {
                self.batch.byte((*ok).into());
                self.text(reason);
            }
        }
    }

    /// The cause's number and `queued` share a byte: bit 0 is `queued`.
    #[inline]
    fn wake_cause(&mut self, by: WakeCause, queued: bool) {
        let number: u8 = match by {
            WakeCause::Itself => 0,
            WakeCause::Task(_) => 1,
            WakeCause::Thread(_) => 2,
            WakeCause::Timer(_) => 3,
            WakeCause::Outside => 4,
        };
        self.batch.byte(number << 1 | u8::from(queued));
        match by {
            WakeCause::Itself | WakeCause::Outside => {}
            WakeCause::Task(task) => self.task(task),
            WakeCause::Thread(thread) => self.batch.number(thread.0.into()),
            WakeCause::Timer(timer) => self.timer(timer),
        }
    }

    fn wait_reason(&mut self, on: &WaitReason) {
        match on {
            WaitReason::Sleep { until } => {
                self.batch.byte(0);
                self.time(*until);
            }
            WaitReason::Timer { timer, until } => {
                self.batch.byte(1);
                self.timer(*timer);
                self.time(*until);
            }
            WaitReason::JoinThread(thread) => {
                self.batch.byte(2);
                self.batch.number(thread.0.into());
            }
            WaitReason::JoinTask(task) => {
                self.batch.byte(3);
                self.task(*task);
            }
            WaitReason::Park => self.batch.byte(4),
            WaitReason::Woken(task) => {
                self.batch.byte(5);
                self.task(*task);
            }
            WaitReason::Other(words) => {
                self.batch.byte(6);
                self.text(words);
            }
        }
    }

    #[inline]
    fn task(&mut self, task: TaskId) {
        self.batch
            .difference(self.cursor.task.0.into(), task.0.into());
        self.cursor.task = task;
    }

    fn optional_task(&mut self, task: Option<TaskId>) {
        self.batch.byte(task.is_some().into());
        if let Some(task) = task {
            self.task(task);
        }
    }

    fn timer(&mut self, timer: TimerId) {
        self.batch
            .difference(self.cursor.timer.0.into(), timer.0.into());
        self.cursor.timer = timer;
    }

    fn time(&mut self, at: Nanos) {
        self.batch.difference(self.cursor.at, at);
    }

    fn text(&mut self, text: &str) {
        if let Some(&number) = self.numbers.get(text) {
            self.batch.number(u64::from(number) + 1);
            return;
        }
        self.batch.number(0);
        self.batch.number(text.len() as u64);
        self.batch.slice(text.as_bytes(), ROOM);
        if remembered(text.len(), self.texts.len()) {
            let text: Arc<str> = text.into();
            self.numbers.insert(text.clone(), self.texts.len() as u32);
            self.texts.push(text);
        }
    }
}
