//! Linear memory: addresses, which of them are valid, and the heap.
//!
//! Layout: a page at 0 that is never valid, the program's data at [`DATA_BASE`](bytecode::DATA_BASE), the machine's texts, and then
//! blocks of the heap, among them the stacks of threads.
//!
//! Every 16 bytes of memory are a *granule* with a byte of state, and an access through a pointer is good only
//! if its granules are valid. Headers of blocks and freed blocks are not, so that a use after free and most
//! accesses beyond a block are found when they happen, at the cost of one more read. Freed blocks wait in a
//! quarantine before they are used again. What this cannot find: accesses to a block that has been reused, to the
//! slack in a block's last granule, and to dead locals of a living stack.

mod heap;
pub mod raw;

use raw::{Buffer, Scalar, Window};

pub use heap::Heap;

const GRANULE_SHIFT: u32 = 4;
const GRANULE: u64 = 1 << GRANULE_SHIFT;

/// States of granules; the lowest bit says valid.
mod state {
    pub const NONE: u8 = 0;
    pub const VALID: u8 = 1;
    pub const FREED: u8 = 2;
    /// Valid, and the first of a block.
    pub const START: u8 = 3;
}

/// Why an operation on memory failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bad {
    Null {
        address: u64,
    },
    OutOfRange {
        address: u64,
    },
    Freed {
        address: u64,
    },
    /// Freed twice.
    DoubleFree {
        address: u64,
    },
    /// Freed, but no block of the heap.
    NotABlock {
        address: u64,
    },
    /// Freed with another size or alignment than it was allocated with.
    WrongLayout {
        address: u64,
        size: u64,
        given: u64,
    },
    /// Asked for with an alignment that is none, or too large.
    Alignment {
        align: u64,
    },
    /// The budget is used up.
    Full,
}

impl std::fmt::Display for Bad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Bad::Null { address } => {
                write!(f, "access through a null pointer (address {address:#x})")
            }
            Bad::OutOfRange { address } => write!(
                f,
                "access to memory that is not allocated (address {address:#x})"
            ),
            Bad::Freed { address } => {
                write!(f, "use of memory after it was freed (address {address:#x})")
            }
            Bad::DoubleFree { address } => write!(f, "memory freed twice (address {address:#x})"),
            Bad::NotABlock { address } => {
                write!(f, "freed what was not allocated (address {address:#x})")
            }
            Bad::WrongLayout {
                address,
                size,
                given,
            } => {
                write!(
                    f,
                    "freed {given} bytes where {size} were allocated (address {address:#x})"
                )
            }
            Bad::Alignment { align } => write!(f, "memory asked for with alignment {align}"),
            Bad::Full => write!(f, "out of memory"),
        }
    }
}

pub struct Memory {
    bytes: Buffer,
    /// A byte for each granule of `bytes`.
    granules: Vec<u8>,
    limit: u64,
    /// Everything from here on has not been given out yet.
    end: u64,
}

impl Memory {
    /// Memory of at most `limit` bytes with `data` at `DATA_BASE`.
    pub fn new(limit: u64, data: &[u8]) -> Result<Memory, Bad> {
        let mut memory = Memory {
            bytes: Buffer::new(),
            granules: Vec::new(),
            limit,
            end: bytecode::DATA_BASE,
        };
        let at = memory.extend(data.len() as u64)?;
        memory.mark(at, data.len() as u64, state::VALID);
        if !memory.bytes.put(at as usize, data) {
            return Err(Bad::Full);
        }
        // A granule that stays invalid between data and heap.
        memory.extend(1)?;
        Ok(memory)
    }

    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Bytes in use by data, heap and stacks, freed blocks included.
    pub fn used(&self) -> u64 {
        self.end
    }

    /// New granules for `len` bytes; not valid yet.
    fn extend(&mut self, len: u64) -> Result<u64, Bad> {
        let at = self.end;
        let end = len
            .checked_next_multiple_of(GRANULE)
            .and_then(|len| at.checked_add(len))
            .filter(|&end| end <= self.limit)
            .ok_or(Bad::Full)?;
        if end > self.bytes.len() as u64 {
            let want = end
                .max(self.bytes.len() as u64 * 2)
                .max(1 << 20)
                .min(self.limit);
            let want = usize::try_from(want & !(GRANULE - 1)).map_err(|_| Bad::Full)?;
            if (want as u64) < end || !self.bytes.grow(want) {
                return Err(Bad::Full);
            }
            self.granules.resize(want >> GRANULE_SHIFT, state::NONE);
        }
        self.end = end;
        Ok(at)
    }

    fn mark(&mut self, at: u64, len: u64, state: u8) {
        let from = (at >> GRANULE_SHIFT) as usize;
        let to = (at + len).div_ceil(GRANULE) as usize;
        if let Some(granules) = self.granules.get_mut(from..to) {
            granules.fill(state);
        }
    }

    fn state(&self, at: u64) -> u8 {
        usize::try_from(at >> GRANULE_SHIFT)
            .ok()
            .and_then(|index| self.granules.get(index))
            .copied()
            .unwrap_or(state::NONE)
    }

    #[inline(always)]
    fn valid(&self, at: u64) -> bool {
        let index = at >> GRANULE_SHIFT;
        index < self.granules.len() as u64 && self.granules[index as usize] & 1 != 0
    }

    #[cold]
    fn bad(&self, at: u64, len: u64) -> Bad {
        let mut address = at;
        while address < at.saturating_add(len) && self.valid(address) {
            address = (address | (GRANULE - 1)) + 1;
        }
        match self.state(address) {
            _ if address < bytecode::DATA_BASE => Bad::Null { address },
            state::FREED => Bad::Freed { address },
            _ => Bad::OutOfRange { address },
        }
    }

    /// Checks that `len` bytes at `at` may be accessed.
    #[inline]
    pub fn check(&self, at: u64, len: u64) -> Result<(), Bad> {
        if len == 0 {
            return Ok(());
        }
        let good = at.checked_add(len - 1).is_some_and(|last| {
            let (from, to) = (at >> GRANULE_SHIFT, last >> GRANULE_SHIFT);
            to < self.granules.len() as u64
                && self.granules[from as usize..=to as usize]
                    .iter()
                    .all(|state| state & 1 != 0)
        });
        if good { Ok(()) } else { Err(self.bad(at, len)) }
    }

    #[inline(always)]
    pub fn load<T: Scalar>(&self, at: u64) -> Result<T, Bad> {
        let size = u64::from(T::SIZE);
        let last = at.wrapping_add(size - 1);
        if self.valid(at)
            && (size == 1 || (last >> GRANULE_SHIFT) == (at >> GRANULE_SHIFT) || self.valid(last))
            && let Some(value) = self.bytes.read(at as usize)
        {
            return Ok(value);
        }
        Err(self.bad(at, size))
    }

    #[inline(always)]
    pub fn store<T: Scalar>(&mut self, at: u64, value: T) -> Result<(), Bad> {
        let size = u64::from(T::SIZE);
        let last = at.wrapping_add(size - 1);
        if self.valid(at)
            && (size == 1 || (last >> GRANULE_SHIFT) == (at >> GRANULE_SHIFT) || self.valid(last))
            && self.bytes.write(at as usize, value)
        {
            return Ok(());
        }
        Err(self.bad(at, size))
    }

    /// Ranges may overlap.
    #[inline]
    pub fn copy(&mut self, to: u64, from: u64, len: u64) -> Result<(), Bad> {
        self.check(from, len)?;
        self.check(to, len)?;
        if len == 0 || self.bytes.copy(to as usize, from as usize, len as usize) {
            Ok(())
        } else {
            Err(self.bad(to, len))
        }
    }

    pub fn fill(&mut self, at: u64, byte: u8, len: u64) -> Result<(), Bad> {
        self.check(at, len)?;
        if len == 0 || self.bytes.fill(at as usize, byte, len as usize) {
            Ok(())
        } else {
            Err(self.bad(at, len))
        }
    }

    pub fn bytes(&self, at: u64, len: u64) -> Result<&[u8], Bad> {
        self.check(at, len)?;
        if len == 0 {
            return Ok(&[]);
        }
        self.bytes
            .slice(at as usize, len as usize)
            .ok_or_else(|| self.bad(at, len))
    }

    pub fn put(&mut self, at: u64, bytes: &[u8]) -> Result<(), Bad> {
        self.check(at, bytes.len() as u64)?;
        if bytes.is_empty() || self.bytes.put(at as usize, bytes) {
            Ok(())
        } else {
            Err(self.bad(at, bytes.len() as u64))
        }
    }

    /// The answer of an intrinsic, into a frame: the low bytes of a value.
    pub fn answer(&mut self, at: u64, size: u32, value: u64) {
        let at = at as usize;
        // Frames are inside of memory; a future that was freed meanwhile is too.
        let _inside = match size {
            1 => self.bytes.write(at, value as u8),
            4 => self.bytes.write(at, value as u32),
            8 => self.bytes.write(at, value),
            _ => true,
        };
    }

    /// The frame at `at`, which is known to be valid: on a stack, or checked when it was entered.
    #[inline(always)]
    pub fn window(&self, at: u64, size: u32) -> Option<Window> {
        self.bytes.window(usize::try_from(at).ok()?, size)
    }
}

#[cfg(test)]
mod tests;
