//! Hashing.

use crate::marker::PhantomData;
use crate::{fmt, intrinsics};

pub use pollscope_macros::Hash;

pub trait Hash {
    fn hash<H: Hasher>(&self, state: &mut H);
    fn hash_slice<H: Hasher>(data: &[Self], state: &mut H)
    where
        Self: Sized,
    {
        for piece in data {
            piece.hash(state)
        }
    }
}
pub trait Hasher {
    fn finish(&self) -> u64;
    fn write(&mut self, bytes: &[u8]);
    fn write_u8(&mut self, i: u8) {
        self.write(&[i])
    }
    fn write_u16(&mut self, i: u16) {
        self.write(&i.to_ne_bytes())
    }
    fn write_u32(&mut self, i: u32) {
        self.write(&i.to_ne_bytes())
    }
    fn write_u64(&mut self, i: u64) {
        self.write(&i.to_ne_bytes())
    }
    fn write_u128(&mut self, i: u128) {
        self.write(&i.to_ne_bytes())
    }
    fn write_usize(&mut self, i: usize) {
        self.write(&i.to_ne_bytes())
    }
    fn write_i8(&mut self, i: i8) {
        self.write_u8(i as u8)
    }
    fn write_i16(&mut self, i: i16) {
        self.write_u16(i as u16)
    }
    fn write_i32(&mut self, i: i32) {
        self.write_u32(i as u32)
    }
    fn write_i64(&mut self, i: i64) {
        self.write_u64(i as u64)
    }
    fn write_i128(&mut self, i: i128) {
        self.write_u128(i as u128)
    }
    fn write_isize(&mut self, i: isize) {
        self.write_usize(i as usize)
    }
}
impl<H: Hasher + ?Sized> Hasher for &mut H {
    fn finish(&self) -> u64 {
        (**self).finish()
    }
    fn write(&mut self, bytes: &[u8]) {
        (**self).write(bytes)
    }
}
macro_rules! integers {
    ($($t:ident $write:ident;)*) => { $(
        impl Hash for $t {
            fn hash<H: Hasher>(&self, state: &mut H) { state.$write(*self) }
        }
    )* };
}
integers! {
    u8 write_u8; u16 write_u16; u32 write_u32; u64 write_u64; u128 write_u128; usize write_usize;
    i8 write_i8; i16 write_i16; i32 write_i32; i64 write_i64; i128 write_i128; isize write_isize;
}
impl Hash for bool {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(*self as u8)
    }
}
impl Hash for char {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(*self as u32)
    }
}
impl Hash for () {
    fn hash<H: Hasher>(&self, _state: &mut H) {}
}
impl Hash for ! {
    fn hash<H: Hasher>(&self, _state: &mut H) {
        *self
    }
}
impl<T: ?Sized + Hash> Hash for &T {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state)
    }
}
impl<T: ?Sized + Hash> Hash for &mut T {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state)
    }
}

pub trait BuildHasher {
    type Hasher: Hasher;
    fn build_hasher(&self) -> Self::Hasher;
    fn hash_one<T: Hash>(&self, x: T) -> u64
    where
        Self: Sized,
        Self::Hasher: Hasher,
    {
        let mut hasher = self.build_hasher();
        x.hash(&mut hasher);
        hasher.finish()
    }
}
pub struct BuildHasherDefault<H>(PhantomData<H>);
impl<H> BuildHasherDefault<H> {
    pub const fn new() -> Self {
        BuildHasherDefault(PhantomData)
    }
}
impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> {
    type Hasher = H;
    fn build_hasher(&self) -> H {
        H::default()
    }
}
impl<H> Clone for BuildHasherDefault<H> {
    fn clone(&self) -> Self {
        BuildHasherDefault(PhantomData)
    }
}
impl<H> Default for BuildHasherDefault<H> {
    fn default() -> Self {
        BuildHasherDefault(PhantomData)
    }
}
impl<H> fmt::Debug for BuildHasherDefault<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BuildHasherDefault")
    }
}

/// SipHash-1-3 of a growing message, as the real one computes it (J.-P. Aumasson and D. J. Bernstein, "SipHash:
/// a fast short-input PRF"): programs print the hash of fixed keys.
#[derive(Clone, Debug)]
pub struct SipHasher13 {
    v0: u64,
    v1: u64,
    v2: u64,
    v3: u64,
    tail: u64,
    tail_len: u32,
    length: usize,
}
impl SipHasher13 {
    pub fn new_with_keys(k0: u64, k1: u64) -> SipHasher13 {
        SipHasher13 {
            v0: k0 ^ 0x736f6d6570736575,
            v1: k1 ^ 0x646f72616e646f6d,
            v2: k0 ^ 0x6c7967656e657261,
            v3: k1 ^ 0x7465646279746573,
            tail: 0,
            tail_len: 0,
            length: 0,
        }
    }
    fn round(&mut self) {
        let (mut v0, mut v1, mut v2, mut v3) = (self.v0, self.v1, self.v2, self.v3);
        v0 = intrinsics::wrapping_add(v0, v1);
        v2 = intrinsics::wrapping_add(v2, v3);
        v1 = (v1 << 13 | v1 >> 51) ^ v0;
        v3 = (v3 << 16 | v3 >> 48) ^ v2;
        v0 = v0 << 32 | v0 >> 32;
        v2 = intrinsics::wrapping_add(v2, v1);
        v0 = intrinsics::wrapping_add(v0, v3);
        v1 = (v1 << 17 | v1 >> 47) ^ v2;
        v3 = (v3 << 21 | v3 >> 43) ^ v0;
        v2 = v2 << 32 | v2 >> 32;
        self.v0 = v0;
        self.v1 = v1;
        self.v2 = v2;
        self.v3 = v3;
    }
    /// Takes in the low `bytes` bytes of `x`.
    fn short(&mut self, x: u64, bytes: u32) {
        self.length += bytes as usize;
        self.tail |= x << (8 * self.tail_len);
        let filled = self.tail_len + bytes;
        if filled < 8 {
            self.tail_len = filled;
            return;
        }
        self.v3 ^= self.tail;
        self.round();
        self.v0 ^= self.tail;
        let left = filled - 8;
        self.tail = if left == 0 { 0 } else { x >> (8 * (bytes - left)) };
        self.tail_len = left;
    }
}
impl Hasher for SipHasher13 {
    fn write(&mut self, bytes: &[u8]) {
        let mut at = bytes.as_ptr();
        let mut left = bytes.len();
        while left >= 8 {
            self.short(intrinsics::raw_read(at as *const u64), 8);
            at = intrinsics::ptr_offset(at, 8);
            left -= 8;
        }
        while left > 0 {
            self.short(intrinsics::raw_read(at) as u64, 1);
            at = intrinsics::ptr_offset(at, 1);
            left -= 1;
        }
    }
    fn write_u8(&mut self, i: u8) {
        self.short(i as u64, 1)
    }
    fn write_u16(&mut self, i: u16) {
        self.short(i as u64, 2)
    }
    fn write_u32(&mut self, i: u32) {
        self.short(i as u64, 4)
    }
    fn write_u64(&mut self, i: u64) {
        self.short(i, 8)
    }
    fn write_usize(&mut self, i: usize) {
        self.short(i as u64, 8)
    }
    fn finish(&self) -> u64 {
        let mut s = self.clone();
        let last = (s.length as u64 & 0xff) << 56 | s.tail;
        s.v3 ^= last;
        s.round();
        s.v0 ^= last;
        s.v2 ^= 0xff;
        s.round();
        s.round();
        s.round();
        s.v0 ^ s.v1 ^ s.v2 ^ s.v3
    }
}

/// `DefaultHasher::new()` is SipHash with zero keys, whose results programs print. What maps use may be anything:
/// there it is one multiplication a word.
#[derive(Clone, Debug)]
pub struct DefaultHasher {
    kind: Kind,
}
#[derive(Clone, Debug)]
enum Kind {
    Sip(SipHasher13),
    Quick(u64),
}
impl DefaultHasher {
    pub fn new() -> DefaultHasher {
        DefaultHasher {
            kind: Kind::Sip(SipHasher13::new_with_keys(0, 0)),
        }
    }
}
impl Default for DefaultHasher {
    fn default() -> DefaultHasher {
        DefaultHasher::new()
    }
}
fn mix(state: u64, word: u64) -> u64 {
    intrinsics::wrapping_mul((state << 5 | state >> 59) ^ word, 0x517c_c1b7_2722_0a95)
}
macro_rules! words {
    ($($write:ident $t:ident;)*) => { $(
        fn $write(&mut self, i: $t) {
            match &mut self.kind {
                Kind::Sip(sip) => sip.$write(i),
                Kind::Quick(state) => *state = mix(*state, i as u64),
            }
        }
    )* };
}
impl Hasher for DefaultHasher {
    fn finish(&self) -> u64 {
        match &self.kind {
            Kind::Sip(sip) => sip.finish(),
            // The low bits are the ones that a table takes, and the high ones are the good ones.
            Kind::Quick(state) => *state ^ *state >> 32,
        }
    }
    fn write(&mut self, bytes: &[u8]) {
        match &mut self.kind {
            Kind::Sip(sip) => sip.write(bytes),
            Kind::Quick(state) => {
                let mut at = bytes.as_ptr();
                let mut left = bytes.len();
                while left >= 8 {
                    *state = mix(*state, intrinsics::raw_read(at as *const u64));
                    at = intrinsics::ptr_offset(at, 8);
                    left -= 8;
                }
                while left > 0 {
                    *state = mix(*state, intrinsics::raw_read(at) as u64);
                    at = intrinsics::ptr_offset(at, 1);
                    left -= 1;
                }
            }
        }
    }
    words! { write_u8 u8; write_u16 u16; write_u32 u32; write_u64 u64; write_usize usize; }
}
/// Keys from the run's seed, so that a map's order differs between runs, as it does in the real one.
#[derive(Clone, Debug)]
pub struct RandomState {
    key: u64,
}
impl RandomState {
    pub fn new() -> RandomState {
        RandomState {
            key: intrinsics::host_random(),
        }
    }
}
impl Default for RandomState {
    fn default() -> RandomState {
        RandomState::new()
    }
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
    fn build_hasher(&self) -> DefaultHasher {
        DefaultHasher {
            kind: Kind::Quick(self.key),
        }
    }
}
