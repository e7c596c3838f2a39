//! The bytes themselves: the one module of this crate with `unsafe` code.
//!
//! SAFETY, for all of it. A [`Buffer`] owns `len` bytes at `ptr` from the global allocator, all initialised
//! (they are allocated zeroed and grown by zeroes); nothing else points into them but [`Window`]s. Its own
//! functions check their range against `len` in every build.
//!
//! A [`Window`] is a frame: a pointer to `size` bytes of the buffer, made only by [`Buffer::window`], which
//! checks that they are inside. Its accesses are unchecked in release builds. They are in range because the
//! loader has verified (`Program::verify`) for every instruction of a function that each of its operands lies
//! within the function's frame size, and a frame's window is made with exactly that size. A window dies when
//! the buffer grows; the machine makes it anew after every operation that may allocate. Buffers never
//! shrink, so a frame that was inside stays inside. No references to the bytes are ever handed out while a
//! window is used: all access is by value or by copying through raw pointers.
//!
//! [`Fetch`] reads instructions unchecked for the same reason: a program counter begins at a function's entry, moves by
//! one or to a verified target, and the loader puts an instruction that goes nowhere behind every function.
#![allow(unsafe_code)]

use std::alloc::{Layout, alloc_zeroed, dealloc, realloc};
use std::ptr::NonNull;

/// A plain value of 1, 2, 4, 8 or 16 bytes in little-endian order.
pub trait Scalar: Copy {
    const SIZE: u32 = size_of::<Self>() as u32;
    /// From and to the order of the machine's memory; nothing on little-endian hosts.
    fn swap(self) -> Self;
}

macro_rules! scalars {
    ($($int:ty)*) => { $(impl Scalar for $int {
        #[inline(always)]
        fn swap(self) -> Self { self.to_le() }
    })* };
}
scalars!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128);

impl Scalar for f32 {
    #[inline(always)]
    fn swap(self) -> Self {
        f32::from_bits(self.to_bits().to_le())
    }
}
impl Scalar for f64 {
    #[inline(always)]
    fn swap(self) -> Self {
        f64::from_bits(self.to_bits().to_le())
    }
}

/// Growing, zero-initialised memory.
pub struct Buffer {
    ptr: NonNull<u8>,
    len: usize,
}

impl Buffer {
    pub fn new() -> Buffer {
        Buffer {
            ptr: NonNull::dangling(),
            len: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Makes it `len` bytes long, the new ones zero; says whether the host had them.
    pub fn grow(&mut self, len: usize) -> bool {
        if len <= self.len {
            return true;
        }
        let Ok(layout) = Layout::from_size_align(len, 16) else {
            return false;
        };
        // SAFETY: the layout's size is not zero, as it is more than `self.len`; the old pointer came from this
        // allocator with the old length and the same alignment; what realloc adds is zeroed before use.
        let ptr = unsafe {
            if self.len == 0 {
                alloc_zeroed(layout)
            } else {
                let old = Layout::from_size_align_unchecked(self.len, 16);
                let ptr = realloc(self.ptr.as_ptr(), old, len);
                if !ptr.is_null() {
                    ptr.add(self.len).write_bytes(0, len - self.len);
                }
                ptr
            }
        };
        match NonNull::new(ptr) {
            Some(ptr) => {
                self.ptr = ptr;
                self.len = len;
                true
            }
            None => false,
        }
    }

    #[inline(always)]
    fn inside(&self, at: usize, len: usize) -> bool {
        len <= self.len && at <= self.len - len
    }

    #[inline(always)]
    pub fn read<T: Scalar>(&self, at: usize) -> Option<T> {
        // SAFETY: the range is checked; every bit pattern is a value of a scalar.
        self.inside(at, size_of::<T>())
            .then(|| unsafe { self.ptr.as_ptr().add(at).cast::<T>().read_unaligned() }.swap())
    }

    #[inline(always)]
    #[must_use]
    pub fn write<T: Scalar>(&mut self, at: usize, value: T) -> bool {
        if !self.inside(at, size_of::<T>()) {
            return false;
        }
        // SAFETY: the range is checked.
        unsafe {
            self.ptr
                .as_ptr()
                .add(at)
                .cast::<T>()
                .write_unaligned(value.swap())
        };
        true
    }

    /// Ranges may overlap.
    #[must_use]
    pub fn copy(&mut self, to: usize, from: usize, len: usize) -> bool {
        if !self.inside(to, len) || !self.inside(from, len) {
            return false;
        }
        // SAFETY: both ranges are checked.
        unsafe {
            self.ptr
                .as_ptr()
                .add(from)
                .copy_to(self.ptr.as_ptr().add(to), len)
        };
        true
    }

    #[must_use]
    pub fn fill(&mut self, at: usize, byte: u8, len: usize) -> bool {
        if !self.inside(at, len) {
            return false;
        }
        // SAFETY: the range is checked.
        unsafe { self.ptr.as_ptr().add(at).write_bytes(byte, len) };
        true
    }

    /// For the length of the borrow no window is used.
    pub fn slice(&self, at: usize, len: usize) -> Option<&[u8]> {
        // SAFETY: the range is checked, the bytes are initialised, and writes need `&mut self`.
        self.inside(at, len)
            .then(|| unsafe { std::slice::from_raw_parts(self.ptr.as_ptr().add(at), len) })
    }

    #[must_use]
    pub fn put(&mut self, at: usize, bytes: &[u8]) -> bool {
        if !self.inside(at, bytes.len()) {
            return false;
        }
        // SAFETY: the range is checked, and `bytes` cannot be part of the buffer, which is borrowed mutably.
        unsafe {
            self.ptr
                .as_ptr()
                .add(at)
                .copy_from_nonoverlapping(bytes.as_ptr(), bytes.len())
        };
        true
    }

    /// The frame of `size` bytes at `at`.
    #[inline(always)]
    pub fn window(&self, at: usize, size: u32) -> Option<Window> {
        // SAFETY: the range is checked.
        self.inside(at, size as usize).then(|| Window {
            ptr: unsafe { self.ptr.as_ptr().add(at) },
            #[cfg(debug_assertions)]
            size,
        })
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.len > 0 {
            // SAFETY: allocated with this size and alignment, see `grow`.
            unsafe {
                dealloc(
                    self.ptr.as_ptr(),
                    Layout::from_size_align_unchecked(self.len, 16),
                )
            }
        }
    }
}

/// The frame of the running function. See the head of this file for why its accesses are in range.
#[derive(Clone, Copy)]
pub struct Window {
    ptr: *mut u8,
    #[cfg(debug_assertions)]
    size: u32,
}

impl Window {
    #[inline(always)]
    fn at(self, slot: u32, len: u32) -> *mut u8 {
        #[cfg(debug_assertions)]
        assert!(
            slot as u64 + u64::from(len) <= u64::from(self.size),
            "the loader verified the operand"
        );
        let _ = len;
        // SAFETY: verified by the loader.
        unsafe { self.ptr.add(slot as usize) }
    }

    #[inline(always)]
    pub fn get<T: Scalar>(self, slot: u32) -> T {
        // SAFETY: verified by the loader; every bit pattern is a value of a scalar.
        unsafe { self.at(slot, T::SIZE).cast::<T>().read_unaligned() }.swap()
    }

    #[inline(always)]
    pub fn set<T: Scalar>(self, slot: u32, value: T) {
        // SAFETY: verified by the loader.
        unsafe {
            self.at(slot, T::SIZE)
                .cast::<T>()
                .write_unaligned(value.swap())
        }
    }

    /// Inside the frame; ranges may overlap.
    #[inline(always)]
    pub fn copy(self, to: u32, from: u32, len: u32) {
        // SAFETY: verified by the loader.
        unsafe { self.at(from, len).copy_to(self.at(to, len), len as usize) }
    }

    #[inline(always)]
    pub fn zero(self, at: u32, len: u32) {
        // SAFETY: verified by the loader.
        unsafe { self.at(at, len).write_bytes(0, len as usize) }
    }

    /// An argument or a result: from this frame to another one. The ranges may overlap when the other is a
    /// future inside this frame.
    #[inline(always)]
    pub fn pass(self, from: u32, other: Window, to: u32, len: u32) {
        let (from, to) = (self.at(from, len), other.at(to, len));
        // SAFETY: both were verified by the loader for their functions.
        unsafe {
            match len {
                0 => {}
                8 => to
                    .cast::<u64>()
                    .write_unaligned(from.cast::<u64>().read_unaligned()),
                4 => to
                    .cast::<u32>()
                    .write_unaligned(from.cast::<u32>().read_unaligned()),
                1 => *to = *from,
                16 => to
                    .cast::<u128>()
                    .write_unaligned(from.cast::<u128>().read_unaligned()),
                _ => from.copy_to(to, len as usize),
            }
        }
    }
}

/// The instructions of a program.
#[derive(Clone, Copy)]
pub struct Fetch<'a, T> {
    all: &'a [T],
}

impl<'a, T> Fetch<'a, T> {
    pub fn new(all: &'a [T]) -> Fetch<'a, T> {
        Fetch { all }
    }

    #[inline(always)]
    pub fn at(self, pc: usize) -> &'a T {
        debug_assert!(pc < self.all.len(), "the loader verified the targets");
        // SAFETY: verified by the loader, see the head of this file.
        unsafe { self.all.get_unchecked(pc) }
    }
}
