//! Writing events: [`Encoder`].

use std::collections::HashMap;
use std::sync::Arc;

use super::bytes::{put, put_difference};
use super::{Cursor, MAGIC, PLACE, THREAD, TIME, VERSION, remembered};
use crate::{Kind, Nanos, Place, TaskId, ThreadId, TimerId, WaitReason, WakeCause};

/// Turns events into batches of bytes; keeps what the reader will know by then.
#[derive(Debug)]
pub struct Encoder {
    pub(super) cursor: Cursor,
    /// Texts the reader remembers, by number, and the numbers by text.
    pub(super) texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
    batch: Vec<u8>,
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
            batch: Vec::new(),
            batches: 0,
        }
    }

    /// Adds an event to the batch.
    #[inline]
    pub fn write(&mut self, at: Nanos, thread: ThreadId, place: Option<Place>, kind: &Kind) {
        if self.batch.is_empty() {
            self.open_batch();
        }
        let cursor = &mut self.cursor;
        let head = self.batch.len();
        self.batch.push(kind.name() as u8);
        if at != cursor.at {
            self.batch[head] |= TIME;
            put_difference(&mut self.batch, cursor.at, at);
            cursor.at = at;
        }
        if thread != cursor.thread {
            self.batch[head] |= THREAD;
            put(&mut self.batch, thread.0.into());
            cursor.thread = thread;
        }
        if place != cursor.place {
            self.batch[head] |= PLACE;
            match place {
                None => put(&mut self.batch, 0),
                Some(Place { file, line, column }) => {
                    put(&mut self.batch, u64::from(file) + 1);
                    put_difference(&mut self.batch, cursor.line.into(), line.into());
                    put(&mut self.batch, column.into());
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
        std::mem::take(&mut self.batch)
    }

    #[cold]
    fn open_batch(&mut self) {
        if self.batches == 0 {
            self.batch.extend_from_slice(&MAGIC);
            self.batch.push(VERSION);
        }
        put(&mut self.batch, self.batches);
        self.batches += 1;
    }

    #[inline]
    fn fields(&mut self, kind: &Kind) {
        match kind {
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                self.task(*task);
                self.optional_task(*parent);
                self.batch.push(*kind as u8);
                self.text(name);
            }
            Kind::PollStart { task } | Kind::WakerClone { task } | Kind::WakerDrop { task } => {
                self.task(*task)
            }
            Kind::PollEnd { task, outcome } => {
                self.task(*task);
                self.batch.push(*outcome as u8);
            }
            Kind::Wake { task, by, queued } => {
                self.task(*task);
                self.wake_cause(*by, *queued);
            }
            Kind::TimerSet { timer, task, due } => {
                self.timer(*timer);
                self.optional_task(*task);
                self.time(*due);
            }
            Kind::TimerFired { timer } => self.timer(*timer),
            Kind::Dropped { task, how } => {
                self.task(*task);
                self.batch.push(*how as u8);
            }
            Kind::ThreadStart { started, name } => {
                put(&mut self.batch, started.0.into());
                self.batch.push(name.is_some().into());
                if let Some(name) = name {
                    self.text(name);
                }
            }
            Kind::ThreadBlock { on } => self.wait_reason(on),
            Kind::ThreadUnblock { thread } => put(&mut self.batch, thread.0.into()),
            Kind::ThreadEnd { panicked } => self.batch.push((*panicked).into()),
            Kind::Print { stream, text } => {
                self.batch.push(*stream as u8);
                self.text(text);
            }
            Kind::Panic { task, message } => {
                self.optional_task(*task);
                self.text(message);
            }
            Kind::Idle { until } => {
                self.batch.push(until.is_some().into());
                if let Some(until) = until {
                    self.time(*until);
                }
            }
            Kind::Halt { reason, ok } => {
                self.batch.push((*ok).into());
                self.text(reason);
            }
        }
    }

    /// The cause's number and `queued` share a byte: bit 0 is `queued`.
    fn wake_cause(&mut self, by: WakeCause, queued: bool) {
        let number: u8 = match by {
            WakeCause::Itself => 0,
            WakeCause::Task(_) => 1,
            WakeCause::Thread(_) => 2,
            WakeCause::Timer(_) => 3,
            WakeCause::Outside => 4,
        };
        self.batch.push(number << 1 | u8::from(queued));
        match by {
            WakeCause::Itself | WakeCause::Outside => {}
            WakeCause::Task(task) => self.task(task),
            WakeCause::Thread(thread) => put(&mut self.batch, thread.0.into()),
            WakeCause::Timer(timer) => self.timer(timer),
        }
    }

    fn wait_reason(&mut self, on: &WaitReason) {
        match on {
            WaitReason::Sleep { until } => {
                self.batch.push(0);
                self.time(*until);
            }
            WaitReason::Timer { timer, until } => {
                self.batch.push(1);
                self.timer(*timer);
                self.time(*until);
            }
            WaitReason::JoinThread(thread) => {
                self.batch.push(2);
                put(&mut self.batch, thread.0.into());
            }
            WaitReason::JoinTask(task) => {
                self.batch.push(3);
                self.task(*task);
            }
            WaitReason::Park => self.batch.push(4),
            WaitReason::Woken(task) => {
                self.batch.push(5);
                self.task(*task);
            }
            WaitReason::Other(words) => {
                self.batch.push(6);
                self.text(words);
            }
        }
    }

    #[inline]
    fn task(&mut self, task: TaskId) {
        put_difference(&mut self.batch, self.cursor.task.0.into(), task.0.into());
        self.cursor.task = task;
    }

    fn optional_task(&mut self, task: Option<TaskId>) {
        self.batch.push(task.is_some().into());
        if let Some(task) = task {
            self.task(task);
        }
    }

    fn timer(&mut self, timer: TimerId) {
        put_difference(&mut self.batch, self.cursor.timer.0.into(), timer.0.into());
        self.cursor.timer = timer;
    }

    fn time(&mut self, at: Nanos) {
        put_difference(&mut self.batch, self.cursor.at, at);
    }

    fn text(&mut self, text: &str) {
        if let Some(&number) = self.numbers.get(text) {
            put(&mut self.batch, u64::from(number) + 1);
            return;
        }
        put(&mut self.batch, 0);
        put(&mut self.batch, text.len() as u64);
        self.batch.extend_from_slice(text.as_bytes());
        if remembered(text.len(), self.texts.len()) {
            let text: Arc<str> = text.into();
            self.numbers.insert(text.clone(), self.texts.len() as u32);
            self.texts.push(text);
        }
    }
}
