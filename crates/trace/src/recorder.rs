//! Keeping the events of a run, within bounds: [`Recorder`].

use crate::wire::{self, Decoder, Encoder};
use crate::{Event, Kind, KindName, Nanos, Place, ThreadId};

/// How much of a run is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub events: u64,
    /// Bytes in the wire format, which is also how events are held until they are drained.
    pub bytes: u64,
}

impl Default for Limits {
    /// A million events, and room for 24 bytes each.
    fn default() -> Self {
        Limits {
            events: 1_000_000,
            bytes: 24_000_000,
        }
    }
}

/// Records events, and counts by kind what its bounds made it drop.
///
/// It keeps the first events of a run up to the first one that does not fit, and after that only
/// [`Kind::Halt`]. A story without its beginning cannot be understood (a lane begins at its `Spawn`, a poll
/// at its `PollStart`), and what was drained before cannot be taken back; so the kept part is always the
/// true beginning of the run without a hole, and the end says how it ended. The bounds count everything
/// since the start, drained or not: they are for the reader of the story as well.
///
/// Events are held in the [wire format](crate::wire), a few bytes each instead of almost a hundred.
#[derive(Debug)]
pub struct Recorder {
    limits: Limits,
    encoder: Encoder,
    /// Reads drained events back; it has read every batch before the open one.
    reader: Decoder,
    recorded: u64,
    /// Bytes of the batches that were drained.
    drained_bytes: u64,
    full: bool,
    dropped: Dropped,
}

impl Default for Recorder {
    fn default() -> Self {
        Recorder::new(Limits::default())
    }
}

impl Recorder {
    pub fn new(limits: Limits) -> Self {
        Recorder {
            limits,
            encoder: Encoder::new(),
            reader: Decoder::new(),
            recorded: 0,
            drained_bytes: 0,
            full: false,
            dropped: Dropped::default(),
        }
    }

    /// Records an event, or counts it as dropped; says whether it was kept.
    pub fn record(
        &mut self,
        at: Nanos,
        thread: ThreadId,
        place: Option<Place>,
        kind: &Kind,
    ) -> bool {
        self.record_inlined(at, thread, place, kind)
    }

    /// As [`record`](Recorder::record), compiled into the caller: for the few places that record most of a
    /// run's events and know their kind. There it is twice as fast.
    #[inline(always)]
    pub fn record_inlined(
        &mut self,
        at: Nanos,
        thread: ThreadId,
        place: Option<Place>,
        kind: &Kind,
    ) -> bool {
        self.full = self.full
            || self.recorded >= self.limits.events
            || self.bytes() + at_most(kind) > self.limits.bytes;
        if self.full && !matches!(kind, Kind::Halt { .. }) {
            self.dropped.count(kind.name());
            return false;
        }
        self.encoder.write_inlined(at, thread, place, kind);
        self.recorded += 1;
        true
    }

    /// Whether an event has been dropped: from then on all are, except the halt.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Events kept since the start, drained or not.
    pub fn recorded(&self) -> u64 {
        self.recorded
    }

    /// Bytes kept since the start, drained or not.
    #[inline]
    pub fn bytes(&self) -> u64 {
        self.drained_bytes + self.encoder.batch_len() as u64
    }

    pub fn dropped(&self) -> &Dropped {
        &self.dropped
    }

    /// The events since the last drain.
    pub fn drain(&mut self) -> Vec<Event> {
        let batch = self.encoder.finish_batch();
        self.drained_bytes += batch.len() as u64;
        self.reader
            .batch(&batch)
            .expect("the decoder reads what the encoder wrote")
    }

    /// The events since the last drain, as the next batch for a [`Decoder`]; empty if there are none.
    pub fn drain_bytes(&mut self) -> Vec<u8> {
        let batch = self.encoder.finish_batch();
        self.drained_bytes += batch.len() as u64;
        self.reader.skip_to(&self.encoder);
        batch
    }

    /// Ends the recording: the events since the last drain and what was dropped. The recorder begins anew,
    /// with the same limits.
    pub fn take(&mut self) -> Recording {
        let events = self.drain();
        let dropped = std::mem::take(&mut self.dropped);
        *self = Recorder::new(self.limits);
        Recording { events, dropped }
    }
}

/// The bytes an event needs at most, so that the bound holds before it is written.
#[inline(always)]
fn at_most(kind: &Kind) -> u64 {
    let text = match kind {
        Kind::Spawn { name, .. } => name.len(),
        Kind::Print { text, .. } => text.len(),
        Kind::Panic { message, .. } => message.len(),
        Kind::ThreadStart {
            name: Some(name), ..
        } => name.len(),
        Kind::ThreadBlock {
            on: crate::WaitReason::Other(words),
        } => words.len(),
        _ => 0,
    };
    (wire::ROOM + text) as u64
}

/// What a [`Recorder`] kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    pub events: Vec<Event>,
    pub dropped: Dropped,
}

/// How many events of each kind were dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped([u64; KindName::ALL.len()]);

impl Dropped {
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    pub fn of(&self, kind: KindName) -> u64 {
        self.0[kind as usize]
    }

    /// The kinds that were dropped, and how often.
    pub fn by_kind(&self) -> impl Iterator<Item = (KindName, u64)> {
        KindName::ALL
            .iter()
            .map(|&kind| (kind, self.of(kind)))
            .filter(|&(_, count)| count > 0)
    }

    #[cold]
    fn count(&mut self, kind: KindName) {
        self.0[kind as usize] += 1;
    }
}
