//! The heap: blocks by size class, a header before each, freed ones in quarantine.
//!
//! A block is a header of 16 bytes and the payload, whose size is rounded up to its class: multiples of 16 up
//! to 1 KiB, then four classes for each power of two. Free blocks are kept in one list for each class, the
//! last one freed taken first; they are not split or merged. The header lies in a granule that the program
//! cannot reach, and what is read back from it is checked all the same.

use std::collections::VecDeque;

use super::{Bad, GRANULE, Memory, state};

/// Freed blocks beyond these are used again, the oldest first.
const QUARANTINE_BLOCKS: usize = 64;
const QUARANTINE_BYTES: u64 = 1 << 20;

/// More than any type asks for that is not made to ask for much.
const MOST_ALIGN: u64 = 1 << 16;

#[derive(Default)]
pub struct Heap {
    /// Addresses of free blocks (of their headers), by class.
    free: Vec<Vec<u64>>,
    quarantine: VecDeque<(u64, u32)>,
    quarantined: u64,
    /// Payload bytes of living blocks.
    live: u64,
}

/// The class of a payload size, and the size of all payloads of that class.
fn class_of(size: u64) -> (u32, u64) {
    if size <= 1024 {
        let class = size.div_ceil(16).max(1);
        return (class as u32, class * 16);
    }
    // 2^k < size <= 2^(k+1), in quarters of 2^k.
    let k = 63 - (size - 1).leading_zeros();
    let quarter = (1u64 << k) / 4;
    let step = (size - (1 << k)).div_ceil(quarter);
    (64 + (k - 10) * 4 + step as u32, (1 << k) + step * quarter)
}

/// The payload size of a class.
fn size_of_class(class: u32) -> Option<u64> {
    if class <= 64 {
        return Some(u64::from(class) * 16);
    }
    let (k, step) = (10 + (class - 65) / 4, u64::from((class - 65) % 4 + 1));
    (k < 62).then(|| (1 << k) + step * ((1 << k) / 4))
}

struct Header {
    class: u32,
    /// Bytes from the block's begin to the payload: 16, or more for the sake of alignment.
    offset: u32,
    size: u64,
}

impl Heap {
    pub fn live(&self) -> u64 {
        self.live
    }

    /// A block; for size 0 no block, but a number that is a multiple of `align` and not 0.
    pub fn alloc(&mut self, memory: &mut Memory, size: u64, align: u64) -> Result<u64, Bad> {
        if !align.is_power_of_two() || align > MOST_ALIGN {
            return Err(Bad::Alignment { align });
        }
        if size > memory.limit() {
            return Err(Bad::Full);
        }
        if size == 0 {
            return Ok(align.max(1));
        }
        let (class, room) = class_of(if align > GRANULE { size + align } else { size });
        let block = match self.free.get_mut(class as usize).and_then(Vec::pop) {
            Some(block) => block,
            None => match memory.extend(GRANULE + room) {
                Ok(block) => block,
                Err(_) => self.last_resort(memory, class, room)?,
            },
        };
        let payload = (block + GRANULE).next_multiple_of(align.max(GRANULE));
        self.write(
            memory,
            payload,
            Header {
                class,
                offset: (payload - block) as u32,
                size,
            },
        )?;
        memory.mark(payload, size, state::VALID);
        memory.mark(payload, 1, state::START);
        self.live += size;
        Ok(payload)
    }

    pub fn dealloc(&mut self, memory: &mut Memory, at: u64, size: u64) -> Result<(), Bad> {
        if size == 0 {
            return Ok(());
        }
        let header = self.header(memory, at)?;
        if header.size != size {
            return Err(Bad::WrongLayout {
                address: at,
                size: header.size,
                given: size,
            });
        }
        memory.mark(at, size, state::FREED);
        self.live -= size;
        let room = size_of_class(header.class).unwrap_or(0);
        self.quarantine
            .push_back((at - u64::from(header.offset), header.class));
        self.quarantined += room;
        while self.quarantine.len() > QUARANTINE_BLOCKS || self.quarantined > QUARANTINE_BYTES {
            self.release();
        }
        Ok(())
    }

    pub fn realloc(
        &mut self,
        memory: &mut Memory,
        at: u64,
        old: u64,
        align: u64,
        new: u64,
    ) -> Result<u64, Bad> {
        if old == 0 || new == 0 {
            self.dealloc(memory, at, old)?;
            return self.alloc(memory, new, align);
        }
        let header = self.header(memory, at)?;
        if header.size != old {
            return Err(Bad::WrongLayout {
                address: at,
                size: header.size,
                given: old,
            });
        }
        if new > memory.limit() {
            return Err(Bad::Full);
        }
        let room = size_of_class(header.class)
            .unwrap_or(0)
            .saturating_sub(u64::from(header.offset) - GRANULE);
        if new <= room {
            let (offset, class) = (header.offset, header.class);
            self.write(
                memory,
                at,
                Header {
                    class,
                    offset,
                    size: new,
                },
            )?;
            if new < old {
                let kept = new.next_multiple_of(GRANULE);
                if kept < old {
                    memory.mark(at + kept, old - kept, state::FREED);
                }
            } else {
                memory.mark(
                    at + old.next_multiple_of(GRANULE).max(GRANULE),
                    new.saturating_sub(old.next_multiple_of(GRANULE).max(GRANULE)),
                    state::VALID,
                );
            }
            self.live = self.live - old + new;
            return Ok(at);
        }
        let moved = self.alloc(memory, new, align)?;
        memory.copy(moved, at, old.min(new))?;
        self.dealloc(memory, at, old)?;
        Ok(moved)
    }

    /// The memory is full: give up the quarantine, and look for any block that is large enough.
    fn last_resort(&mut self, memory: &mut Memory, class: u32, room: u64) -> Result<u64, Bad> {
        while !self.quarantine.is_empty() {
            self.release();
        }
        // A block of up to twice the size, else large blocks would be lost to small ones.
        let last = (class + 5).min(self.free.len() as u32);
        for other in class..last {
            if let Some(block) = self.free[other as usize].pop() {
                return Ok(block);
            }
        }
        memory.extend(GRANULE + room)
    }

    fn release(&mut self) {
        if let Some((block, class)) = self.quarantine.pop_front() {
            self.quarantined -= size_of_class(class).unwrap_or(0);
            let class = class as usize;
            if self.free.len() <= class {
                self.free.resize_with(class + 1, Vec::new);
            }
            self.free[class].push(block);
        }
    }

    fn header(&self, memory: &Memory, at: u64) -> Result<Header, Bad> {
        match memory.state(at) {
            _ if !at.is_multiple_of(GRANULE) => return Err(Bad::NotABlock { address: at }),
            state::START => {}
            state::FREED => return Err(Bad::DoubleFree { address: at }),
            _ => return Err(Bad::NotABlock { address: at }),
        }
        let word = |offset: u64| memory.bytes.read::<u64>((at - GRANULE + offset) as usize);
        let corrupt = Bad::NotABlock { address: at };
        let (Some(first), Some(size)) = (word(0), word(8)) else {
            return Err(corrupt);
        };
        let header = Header {
            class: first as u32,
            offset: (first >> 32) as u32,
            size,
        };
        let good = size_of_class(header.class).is_some_and(|room| size <= room)
            && u64::from(header.offset) >= GRANULE
            && u64::from(header.offset) <= at - bytecode::DATA_BASE
            && size <= self.live;
        if good { Ok(header) } else { Err(corrupt) }
    }

    fn write(&self, memory: &mut Memory, at: u64, header: Header) -> Result<(), Bad> {
        let begin = (at - GRANULE) as usize;
        let first = u64::from(header.class) | u64::from(header.offset) << 32;
        if memory.bytes.write(begin, first) && memory.bytes.write(begin + 8, header.size) {
            Ok(())
        } else {
            Err(Bad::OutOfRange { address: at })
        }
    }
}
