//! Methods of the integers that are seldom called: one of each is small, all of them are many.

use crate::intrinsics;

macro_rules! strict {
    ($($t:ident)*) => { $(
        /// What overflows here panics in every build; in a debug build that is what the operators do.
        impl $t {
            pub const fn strict_add(self, rhs: $t) -> $t { self + rhs }
            pub const fn strict_sub(self, rhs: $t) -> $t { self - rhs }
            pub const fn strict_mul(self, rhs: $t) -> $t { self * rhs }
            pub const fn strict_div(self, rhs: $t) -> $t { self / rhs }
            pub const fn strict_rem(self, rhs: $t) -> $t { self % rhs }
            pub const fn strict_shl(self, rhs: u32) -> $t { self << rhs }
            pub const fn strict_shr(self, rhs: u32) -> $t { self >> rhs }
            pub const fn strict_pow(self, exp: u32) -> $t { self.pow(exp) }
            pub const fn unbounded_shl(self, rhs: u32) -> $t { if rhs < $t::BITS { self << rhs } else { 0 } }
            pub const fn wrapping_div_euclid(self, rhs: $t) -> $t { self.overflowing_div_euclid(rhs).0 }
            pub const fn wrapping_rem_euclid(self, rhs: $t) -> $t { self.overflowing_rem_euclid(rhs).0 }
        }
    )* };
}
strict! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

macro_rules! signed {
    ($($t:ident $unsigned:ident;)*) => { $(
        impl $t {
            pub const fn strict_neg(self) -> $t { -self }
            pub const fn strict_abs(self) -> $t { self.abs() }
            pub const fn unbounded_shr(self, rhs: u32) -> $t {
                if rhs < $t::BITS { self >> rhs } else { self >> ($t::BITS - 1) }
            }
            pub const fn overflowing_div_euclid(self, rhs: $t) -> ($t, bool) {
                if self == $t::MIN && rhs == -1 { (self, true) } else { (self.div_euclid(rhs), false) }
            }
            pub const fn overflowing_rem_euclid(self, rhs: $t) -> ($t, bool) {
                if rhs == -1 { (0, self == $t::MIN) } else { (self.rem_euclid(rhs), false) }
            }
            pub const fn overflowing_add_unsigned(self, rhs: $unsigned) -> ($t, bool) {
                let rhs = rhs as $t;
                let (x, overflow) = intrinsics::add_with_overflow(self, rhs);
                (x, overflow != (rhs < 0))
            }
            pub const fn overflowing_sub_unsigned(self, rhs: $unsigned) -> ($t, bool) {
                let rhs = rhs as $t;
                let (x, overflow) = intrinsics::sub_with_overflow(self, rhs);
                (x, overflow != (rhs < 0))
            }
        }
    )* };
}
signed! { i8 u8; i16 u16; i32 u32; i64 u64; i128 u128; isize usize; }

macro_rules! unsigned {
    ($($t:ident $signed:ident;)*) => { $(
        impl $t {
            pub const fn unbounded_shr(self, rhs: u32) -> $t { if rhs < $t::BITS { self >> rhs } else { 0 } }
            pub const fn overflowing_div_euclid(self, rhs: $t) -> ($t, bool) { (self / rhs, false) }
            pub const fn overflowing_rem_euclid(self, rhs: $t) -> ($t, bool) { (self % rhs, false) }
            pub const fn overflowing_sub_signed(self, rhs: $signed) -> ($t, bool) {
                let (x, overflow) = intrinsics::sub_with_overflow(self, rhs as $t);
                (x, overflow != (rhs < 0))
            }
            pub const fn checked_sub_signed(self, rhs: $signed) -> Option<$t> {
                let (x, overflow) = self.overflowing_sub_signed(rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn wrapping_sub_signed(self, rhs: $signed) -> $t { self.overflowing_sub_signed(rhs).0 }
            pub const fn saturating_sub_signed(self, rhs: $signed) -> $t {
                let (x, overflow) = self.overflowing_sub_signed(rhs);
                if !overflow { x } else if rhs < 0 { $t::MAX } else { 0 }
            }
        }
    )* };
}
unsigned! { u8 i8; u16 i16; u32 i32; u64 i64; u128 i128; usize isize; }
