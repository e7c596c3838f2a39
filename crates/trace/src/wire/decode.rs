//! Reading events back: [`Decoder`].

use std::sync::Arc;

use super::bytes::Reader;
use super::{Cursor, Encoder, Error, KIND, MAGIC, PLACE, THREAD, TIME, VERSION, remembered};
use crate::{
    DropHow, Event, Kind, KindName, Nanos, Outcome, Place, Stream, TaskId, TaskKind, ThreadId,
    TimerId, WaitReason, WakeCause,
};

/// Turns batches, given in their order, back into events. Any bytes may be given: what is not a batch is an
/// error, and the memory used is in proportion to the bytes given.
#[derive(Debug)]
pub struct Decoder {
    cursor: Cursor,
    texts: Vec<Arc<str>>,
    batches: u64,
    damaged: bool,
}

impl Default for Decoder {
    fn default() -> Self {
        Decoder::new()
    }
}

impl Decoder {
    pub fn new() -> Self {
        Decoder {
            cursor: Cursor::START,
            texts: Vec::new(),
            batches: 0,
            damaged: false,
        }
    }

    /// The events of the next batch. After an error the decoder no longer knows what later batches build
    /// on, and refuses them.
    pub fn batch(&mut self, bytes: &[u8]) -> Result<Vec<Event>, Error> {
        if self.damaged {
            return Err(Error::AfterDamage);
        }
        let events = self.read_batch(bytes);
        self.damaged = events.is_err();
        events
    }

    /// Skips what `encoder` has written so far, as if all its batches had been read.
    pub(crate) fn skip_to(&mut self, encoder: &Encoder) {
        self.cursor = encoder.cursor;
        self.texts
            .extend_from_slice(&encoder.texts[self.texts.len()..]);
        self.batches = encoder.batches;
    }

    fn read_batch(&mut self, bytes: &[u8]) -> Result<Vec<Event>, Error> {
        let mut events = Vec::new();
        if bytes.is_empty() {
            return Ok(events);
        }
        let mut input = Reader::new(bytes);
        if self.batches == 0 {
            if input.slice(MAGIC.len() as u64).ok() != Some(&MAGIC) {
                return Err(Error::NotATrace);
            }
            let found = input.byte()?;
            if found != VERSION {
                return Err(Error::Version { found });
            }
        }
        let found = input.varint()?;
        if found != self.batches {
            return Err(Error::OutOfOrder {
                found,
                expected: self.batches,
            });
        }
        self.batches += 1;
        while !input.at_end() {
            events.push(self.event(&mut input)?);
        }
        Ok(events)
    }

    fn event(&mut self, input: &mut Reader) -> Result<Event, Error> {
        let head = input.byte()?;
        if head & TIME != 0 {
            self.cursor.at = input.difference(self.cursor.at)?;
        }
        if head & THREAD != 0 {
            self.cursor.thread = ThreadId(input.number()?);
        }
        if head & PLACE != 0 {
            self.cursor.place = self.place(input)?;
        }
        let name = KindName::ALL
            .get(usize::from(head & KIND))
            .ok_or_else(|| input.damaged("kind"))?;
        let kind = self.fields(*name, input)?;
        Ok(Event {
            at: self.cursor.at,
            thread: self.cursor.thread,
            place: self.cursor.place,
            kind,
        })
    }

    fn place(&mut self, input: &mut Reader) -> Result<Option<Place>, Error> {
        let Some(file) = input.varint()?.checked_sub(1) else {
            return Ok(None);
        };
        let file = u16::try_from(file).map_err(|_| input.damaged("file"))?;
        let line = u32::try_from(input.difference(self.cursor.line.into())?)
            .map_err(|_| input.damaged("line"))?;
        self.cursor.line = line;
        Ok(Some(Place {
            file,
            line,
            column: input.number()?,
        }))
    }

    fn fields(&mut self, name: KindName, input: &mut Reader) -> Result<Kind, Error> {
        Ok(match name {
            KindName::Spawn => {
                let task = self.task(input)?;
                let parent = self.optional_task(input)?;
                let kind = one_of(
                    input,
                    [TaskKind::BlockOn, TaskKind::Spawned, TaskKind::Child],
                )?;
                Kind::Spawn {
                    task,
                    parent,
                    kind,
                    name: self.text(input)?,
                }
            }
            KindName::PollStart => Kind::PollStart {
                task: self.task(input)?,
            },
            KindName::PollEnd => {
                let task = self.task(input)?;
                let outcome = one_of(input, [Outcome::Ready, Outcome::Pending, Outcome::Panicked])?;
                Kind::PollEnd { task, outcome }
            }
            KindName::Wake => {
                let task = self.task(input)?;
                let code = input.byte()?;
                Kind::Wake {
                    task,
                    by: self.wake_cause(code >> 1, input)?,
                    queued: code & 1 != 0,
                }
            }
            KindName::WakerClone => Kind::WakerClone {
                task: self.task(input)?,
            },
            KindName::WakerDrop => Kind::WakerDrop {
                task: self.task(input)?,
            },
            KindName::TimerSet => {
                let timer = self.timer(input)?;
                let task = self.optional_task(input)?;
                Kind::TimerSet {
                    timer,
                    task,
                    due: self.time(input)?,
                }
            }
            KindName::TimerFired => Kind::TimerFired {
                timer: self.timer(input)?,
            },
            KindName::Dropped => {
                let task = self.task(input)?;
                let how = one_of(
                    input,
                    [DropHow::Completed, DropHow::Cancelled, DropHow::NeverPolled],
                )?;
                Kind::Dropped { task, how }
            }
            KindName::ThreadStart => {
                let started = ThreadId(input.number()?);
                let name = if flag(input)? {
                    Some(self.text(input)?)
                } else {
                    None
                };
                Kind::ThreadStart { started, name }
            }
            KindName::Waits => Kind::Waits {
                task: self.task(input)?,
                on: self.wait_reason(input)?,
            },
            KindName::ThreadBlock => Kind::ThreadBlock {
                on: self.wait_reason(input)?,
            },
            KindName::ThreadUnblock => Kind::ThreadUnblock {
                thread: ThreadId(input.number()?),
            },
            KindName::ThreadEnd => Kind::ThreadEnd {
                panicked: flag(input)?,
            },
            KindName::Print => {
                let stream = one_of(input, [Stream::Stdout, Stream::Stderr])?;
                Kind::Print {
                    stream,
                    text: self.text(input)?,
                }
            }
            KindName::Panic => {
                let task = self.optional_task(input)?;
                Kind::Panic {
                    task,
                    message: self.text(input)?,
                }
            }
            KindName::Idle => Kind::Idle {
                until: if flag(input)? {
                    Some(self.time(input)?)
                } else {
                    None
                },
            },
            KindName::Halt => {
                let ok = flag(input)?;
                Kind::Halt {
                    reason: self.text(input)?,
                    ok,
                }
            }
        })
    }

    fn wake_cause(&mut self, number: u8, input: &mut Reader) -> Result<WakeCause, Error> {
        Ok(match number {
            0 => WakeCause::Itself,
            1 => WakeCause::Task(self.task(input)?),
            2 => WakeCause::Thread(ThreadId(input.number()?)),
            3 => WakeCause::Timer(self.timer(input)?),
            4 => WakeCause::Outside,
            _ => return Err(input.damaged("cause of a wake")),
        })
    }

    fn wait_reason(&mut self, input: &mut Reader) -> Result<WaitReason, Error> {
        Ok(match input.byte()? {
            0 => WaitReason::Sleep {
                until: self.time(input)?,
            },
            1 => WaitReason::Timer {
                timer: self.timer(input)?,
                until: self.time(input)?,
            },
            2 => WaitReason::JoinThread(ThreadId(input.number()?)),
            3 => WaitReason::JoinTask(self.task(input)?),
            4 => WaitReason::Park,
            5 => WaitReason::Woken(self.task(input)?),
            6 => WaitReason::Other(self.text(input)?),
            _ => return Err(input.damaged("reason to wait")),
        })
    }

    fn task(&mut self, input: &mut Reader) -> Result<TaskId, Error> {
        let task = input.difference(self.cursor.task.0.into())?;
        self.cursor.task = TaskId(u32::try_from(task).map_err(|_| input.damaged("task"))?);
        Ok(self.cursor.task)
    }

    fn optional_task(&mut self, input: &mut Reader) -> Result<Option<TaskId>, Error> {
        Ok(if flag(input)? {
            Some(self.task(input)?)
        } else {
            None
        })
    }

    fn timer(&mut self, input: &mut Reader) -> Result<TimerId, Error> {
        let timer = input.difference(self.cursor.timer.0.into())?;
        self.cursor.timer = TimerId(u32::try_from(timer).map_err(|_| input.damaged("timer"))?);
        Ok(self.cursor.timer)
    }

    fn time(&mut self, input: &mut Reader) -> Result<Nanos, Error> {
        input.difference(self.cursor.at)
    }

    fn text(&mut self, input: &mut Reader) -> Result<String, Error> {
        if let Some(number) = input.varint()?.checked_sub(1) {
            let text = usize::try_from(number)
                .ok()
                .and_then(|number| self.texts.get(number));
            return text
                .map(|text| text.to_string())
                .ok_or_else(|| input.damaged("text number"));
        }
        let len = input.varint()?;
        let bytes = input.slice(len)?;
        let text = std::str::from_utf8(bytes).map_err(|_| input.damaged("text"))?;
        if remembered(text.len(), self.texts.len()) {
            self.texts.push(text.into());
        }
        Ok(text.to_owned())
    }
}

fn flag(input: &mut Reader) -> Result<bool, Error> {
    one_of(input, [false, true])
}

fn one_of<T: Copy, const N: usize>(input: &mut Reader, values: [T; N]) -> Result<T, Error> {
    let number = input.byte()?;
    values
        .get(usize::from(number))
        .copied()
        .ok_or_else(|| input.damaged("variant"))
}
