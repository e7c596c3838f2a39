//! The wire format: events as bytes, in batches, a few bytes an event.
//!
//! The first batch of a stream begins with [`MAGIC`] and [`VERSION`]; every batch goes on with its number
//! (varint, from 0) and then its events to the end of the slice; an event is never split. An empty slice is
//! a batch without events and has no number. Both sides keep a [`Cursor`] across batches, so that an
//! event says only what changed: most are three to six bytes.
//!
//! An event is one head byte, the parts the head announces, and the fields of its kind:
//!
//! | part | bytes | present |
//! |---|---|---|
//! | head | 1: the kind's number, with the bits [`TIME`], [`THREAD`] and [`PLACE`] | always |
//! | time | zigzag varint, nanoseconds since the event before | if it is another |
//! | thread | varint | if it is another |
//! | place | varint file + 1, zigzag varint lines since the place before, varint column; or 0 for none | if it is another |
//!
//! Task and timer numbers are zigzag differences to the one named last, points in time differences to the
//! event's own time. A text is the number of an earlier equal text, or 0, its length and its bytes; short
//! texts are remembered by both sides ([`remembered`]).
//!
//! This module owns the format; how much is kept of a run is the [`Recorder`](crate::Recorder)'s affair.

mod bytes;
mod decode;
mod encode;

pub(crate) use bytes::ROOM;
pub use decode::Decoder;
pub use encode::Encoder;

use crate::{Event, Nanos, Place, TaskId, ThreadId, TimerId};

/// The first bytes of a stream.
pub const MAGIC: [u8; 4] = *b"PSTR";

/// Raised at every change of the format; a reader takes its own version only.
pub const VERSION: u8 = 1;

/// Bits of the head byte beside the kind's number.
const TIME: u8 = 0x20;
const THREAD: u8 = 0x40;
const PLACE: u8 = 0x80;
const KIND: u8 = 0x1f;

/// Why bytes are not a batch of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("these bytes are not a Pollscope trace")]
    NotATrace,
    #[error("the trace has version {found}, this reader knows version {VERSION}")]
    Version { found: u8 },
    #[error("batch {found} came where batch {expected} was expected")]
    OutOfOrder { found: u64, expected: u64 },
    #[error("the trace ends in the middle of an event, at byte {offset} of its batch")]
    Truncated { offset: usize },
    #[error("the trace is damaged at byte {offset} of its batch: bad {what}")]
    Damaged { offset: usize, what: &'static str },
    #[error("an earlier batch of this trace was damaged")]
    AfterDamage,
}

/// A whole trace as one batch.
pub fn encode(events: &[Event]) -> Vec<u8> {
    let mut encoder = Encoder::new();
    for event in events {
        encoder.write(event.at, event.thread, event.place, &event.kind);
    }
    encoder.finish_batch()
}

/// A whole trace from one batch.
pub fn decode(bytes: &[u8]) -> Result<Vec<Event>, Error> {
    Decoder::new().batch(bytes)
}

/// What the event before said; both sides start with the same.
#[derive(Clone, Copy, Debug)]
struct Cursor {
    at: Nanos,
    thread: ThreadId,
    place: Option<Place>,
    /// The line of the last place there was, from which the next one counts.
    line: u32,
    task: TaskId,
    timer: TimerId,
}

impl Cursor {
    const START: Cursor = Cursor {
        at: 0,
        thread: ThreadId(1),
        place: None,
        line: 1,
        task: TaskId(0),
        timer: TimerId(0),
    };
}

/// Whether both sides remember a text of `len` bytes when they already remember `count`: bounded, so that
/// neither grows with the number of different lines a program prints.
fn remembered(len: usize, count: usize) -> bool {
    len <= 64 && count < 4096
}
