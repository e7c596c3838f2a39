//! The methods of the integers.

use crate::intrinsics;

/// What signed and unsigned integers have in common.
macro_rules! common {
    ($($t:ident $unsigned:ident $signed:ident $bits:literal $bytes:literal;)*) => { $(
        impl $t {
            pub const BITS: u32 = $bits;
            pub const fn count_ones(self) -> u32 { intrinsics::ctpop_u128(self as $unsigned as u128) }
            pub const fn count_zeros(self) -> u32 { $bits - self.count_ones() }
            pub const fn leading_zeros(self) -> u32 { intrinsics::ctlz_u128(self as $unsigned as u128, $bits) }
            pub const fn trailing_zeros(self) -> u32 { intrinsics::cttz_u128(self as $unsigned as u128, $bits) }
            pub const fn leading_ones(self) -> u32 { (!self).leading_zeros() }
            pub const fn trailing_ones(self) -> u32 { (!self).trailing_zeros() }
            pub const fn rotate_left(self, n: u32) -> $t {
                let n = n % $bits;
                if n == 0 { self } else { ((self as $unsigned) << n | (self as $unsigned) >> ($bits - n)) as $t }
            }
            pub const fn rotate_right(self, n: u32) -> $t { self.rotate_left($bits - n % $bits) }
            pub const fn swap_bytes(self) -> $t {
                let mut from = self as $unsigned;
                let mut out: $unsigned = 0;
                let mut i = 0;
                while i < $bytes {
                    out = intrinsics::wrapping_shl(out, if $bits == 8 { 0 } else { 8 }) | (from & 0xff);
                    from = intrinsics::wrapping_shr(from, if $bits == 8 { 0 } else { 8 });
                    i += 1;
                }
                out as $t
            }
            pub const fn reverse_bits(self) -> $t {
                let mut from = self as $unsigned;
                let mut out: $unsigned = 0;
                let mut i = 0;
                while i < $bits {
                    out = out << 1 | (from & 1);
                    from >>= 1;
                    i += 1;
                }
                out as $t
            }
            pub const fn to_be(self) -> $t { self.swap_bytes() }
            pub const fn to_le(self) -> $t { self }
            pub const fn from_be(x: $t) -> $t { x.swap_bytes() }
            pub const fn from_le(x: $t) -> $t { x }
            pub const fn to_le_bytes(self) -> [u8; $bytes] { intrinsics::transmute(self) }
            pub const fn to_ne_bytes(self) -> [u8; $bytes] { intrinsics::transmute(self) }
            pub const fn to_be_bytes(self) -> [u8; $bytes] { intrinsics::transmute(self.swap_bytes()) }
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $t { intrinsics::transmute(bytes) }
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> $t { intrinsics::transmute(bytes) }
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> $t {
                let x: $t = intrinsics::transmute(bytes);
                x.swap_bytes()
            }
            pub const fn overflowing_add(self, rhs: $t) -> ($t, bool) { intrinsics::add_with_overflow(self, rhs) }
            pub const fn overflowing_sub(self, rhs: $t) -> ($t, bool) { intrinsics::sub_with_overflow(self, rhs) }
            pub const fn overflowing_mul(self, rhs: $t) -> ($t, bool) { intrinsics::mul_with_overflow(self, rhs) }
            pub const fn wrapping_add(self, rhs: $t) -> $t { intrinsics::wrapping_add(self, rhs) }
            pub const fn wrapping_sub(self, rhs: $t) -> $t { intrinsics::wrapping_sub(self, rhs) }
            pub const fn wrapping_mul(self, rhs: $t) -> $t { intrinsics::wrapping_mul(self, rhs) }
            pub const fn wrapping_neg(self) -> $t { intrinsics::wrapping_sub(0 as $t, self) }
            pub const fn wrapping_shl(self, rhs: u32) -> $t { intrinsics::wrapping_shl(self, rhs) }
            pub const fn wrapping_shr(self, rhs: u32) -> $t { intrinsics::wrapping_shr(self, rhs) }
            pub const fn overflowing_shl(self, rhs: u32) -> ($t, bool) { (self.wrapping_shl(rhs), rhs >= $bits) }
            pub const fn overflowing_shr(self, rhs: u32) -> ($t, bool) { (self.wrapping_shr(rhs), rhs >= $bits) }
            pub const fn checked_add(self, rhs: $t) -> Option<$t> {
                let (x, overflow) = intrinsics::add_with_overflow(self, rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn checked_sub(self, rhs: $t) -> Option<$t> {
                let (x, overflow) = intrinsics::sub_with_overflow(self, rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn checked_mul(self, rhs: $t) -> Option<$t> {
                let (x, overflow) = intrinsics::mul_with_overflow(self, rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn checked_shl(self, rhs: u32) -> Option<$t> { if rhs < $bits { Some(self << rhs) } else { None } }
            pub const fn checked_shr(self, rhs: u32) -> Option<$t> { if rhs < $bits { Some(self >> rhs) } else { None } }
            pub const unsafe fn unchecked_add(self, rhs: $t) -> $t { self + rhs }
            pub const unsafe fn unchecked_sub(self, rhs: $t) -> $t { self - rhs }
            pub const unsafe fn unchecked_mul(self, rhs: $t) -> $t { self * rhs }
            pub const fn checked_div(self, rhs: $t) -> Option<$t> {
                if rhs == 0 { return None }
                let (x, overflow) = self.overflowing_div(rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn checked_rem(self, rhs: $t) -> Option<$t> {
                if rhs == 0 { return None }
                let (x, overflow) = self.overflowing_rem(rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn checked_div_euclid(self, rhs: $t) -> Option<$t> {
                if rhs == 0 || self.overflowing_div(rhs).1 { None } else { Some(self.div_euclid(rhs)) }
            }
            pub const fn checked_rem_euclid(self, rhs: $t) -> Option<$t> {
                if rhs == 0 || self.overflowing_div(rhs).1 { None } else { Some(self.rem_euclid(rhs)) }
            }
            pub const fn wrapping_div(self, rhs: $t) -> $t { self.overflowing_div(rhs).0 }
            pub const fn wrapping_rem(self, rhs: $t) -> $t { self.overflowing_rem(rhs).0 }
            pub const fn pow(self, exp: u32) -> $t {
                // By squaring, without a last square that is not needed and might overflow.
                let mut exp = exp;
                if exp == 0 { return 1 }
                let mut base = self;
                let mut acc: $t = 1;
                while exp > 1 {
                    if exp & 1 == 1 { acc = acc * base; }
                    exp /= 2;
                    base = base * base;
                }
                acc * base
            }
            pub const fn overflowing_pow(self, exp: u32) -> ($t, bool) {
                let mut exp = exp;
                if exp == 0 { return (1, false) }
                let mut base = self;
                let mut acc: $t = 1;
                let mut overflowed = false;
                while exp > 1 {
                    if exp & 1 == 1 {
                        let (x, overflow) = intrinsics::mul_with_overflow(acc, base);
                        acc = x;
                        overflowed = overflowed || overflow;
                    }
                    exp /= 2;
                    let (x, overflow) = intrinsics::mul_with_overflow(base, base);
                    base = x;
                    overflowed = overflowed || overflow;
                }
                let (x, overflow) = intrinsics::mul_with_overflow(acc, base);
                (x, overflowed || overflow)
            }
            pub const fn wrapping_pow(self, exp: u32) -> $t { self.overflowing_pow(exp).0 }
            pub const fn checked_pow(self, exp: u32) -> Option<$t> {
                let (x, overflow) = self.overflowing_pow(exp);
                if overflow { None } else { Some(x) }
            }
            pub const fn checked_ilog(self, base: $t) -> Option<u32> {
                if self <= 0 || base < 2 { return None }
                let mut n = 0;
                let mut rest = self;
                while rest >= base {
                    rest /= base;
                    n += 1;
                }
                Some(n)
            }
            pub const fn checked_ilog2(self) -> Option<u32> {
                if self <= 0 { None } else { Some($bits - 1 - self.leading_zeros()) }
            }
            pub const fn checked_ilog10(self) -> Option<u32> { self.checked_ilog(10) }
            pub const fn ilog(self, base: $t) -> u32 {
                match self.checked_ilog(base) { Some(n) => n, None => panic!("argument of integer logarithm must be positive") }
            }
            pub const fn ilog2(self) -> u32 {
                match self.checked_ilog2() { Some(n) => n, None => panic!("argument of integer logarithm must be positive") }
            }
            pub const fn ilog10(self) -> u32 { self.ilog(10) }
            pub const fn min_value() -> $t { <$t>::MIN }
            pub const fn max_value() -> $t { <$t>::MAX }
            pub const fn midpoint(self, rhs: $t) -> $t {
                // Rounds towards zero.
                let floor = (self & rhs) + ((self ^ rhs) >> 1);
                if floor < 0 && (self ^ rhs) & 1 != 0 { floor + 1 } else { floor }
            }
        }
    )* };
}
common! {
    i8 u8 i8 8 1; i16 u16 i16 16 2; i32 u32 i32 32 4; i64 u64 i64 64 8; i128 u128 i128 128 16; isize usize isize 64 8;
    u8 u8 i8 8 1; u16 u16 i16 16 2; u32 u32 i32 32 4; u64 u64 i64 64 8; u128 u128 i128 128 16; usize usize isize 64 8;
}

macro_rules! unsigned {
    ($($t:ident $signed:ident $max:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = 0;
            pub const MAX: $t = $max;
            pub const fn overflowing_div(self, rhs: $t) -> ($t, bool) { (self / rhs, false) }
            pub const fn overflowing_rem(self, rhs: $t) -> ($t, bool) { (self % rhs, false) }
            pub const fn overflowing_neg(self) -> ($t, bool) { (self.wrapping_neg(), self != 0) }
            pub const fn checked_neg(self) -> Option<$t> { if self == 0 { Some(0) } else { None } }
            pub const fn div_euclid(self, rhs: $t) -> $t { self / rhs }
            pub const fn rem_euclid(self, rhs: $t) -> $t { self % rhs }
            pub const fn saturating_add(self, rhs: $t) -> $t {
                let (x, overflow) = intrinsics::add_with_overflow(self, rhs);
                if overflow { $max } else { x }
            }
            pub const fn saturating_sub(self, rhs: $t) -> $t { if self < rhs { 0 } else { self - rhs } }
            pub const fn saturating_mul(self, rhs: $t) -> $t {
                let (x, overflow) = intrinsics::mul_with_overflow(self, rhs);
                if overflow { $max } else { x }
            }
            pub const fn saturating_pow(self, exp: u32) -> $t {
                let (x, overflow) = self.overflowing_pow(exp);
                if overflow { $max } else { x }
            }
            pub const fn saturating_div(self, rhs: $t) -> $t { self / rhs }
            pub const fn abs_diff(self, other: $t) -> $t { if self < other { other - self } else { self - other } }
            pub const fn div_ceil(self, rhs: $t) -> $t {
                let d = self / rhs;
                if self % rhs > 0 { d + 1 } else { d }
            }
            pub const fn is_multiple_of(self, rhs: $t) -> bool { if rhs == 0 { self == 0 } else { self % rhs == 0 } }
            pub const fn next_multiple_of(self, rhs: $t) -> $t {
                let r = self % rhs;
                if r == 0 { self } else { self + (rhs - r) }
            }
            pub const fn checked_next_multiple_of(self, rhs: $t) -> Option<$t> {
                if rhs == 0 { return None }
                let r = self % rhs;
                if r == 0 { Some(self) } else { self.checked_add(rhs - r) }
            }
            pub const fn is_power_of_two(self) -> bool { self.count_ones() == 1 }
            pub const fn next_power_of_two(self) -> $t {
                if self <= 1 { 1 } else { (<$t>::MAX >> (self - 1).leading_zeros()) + 1 }
            }
            pub const fn checked_next_power_of_two(self) -> Option<$t> {
                if self <= 1 { Some(1) } else { (<$t>::MAX >> (self - 1).leading_zeros()).checked_add(1) }
            }
            pub const fn isqrt(self) -> $t {
                if self < 2 { return self }
                let mut x = self;
                let mut y = x / 2 + 1;
                while y < x {
                    x = y;
                    y = (x + self / x) / 2;
                }
                x
            }
            pub const fn checked_signed_diff(self, rhs: $t) -> Option<$signed> {
                let (x, overflow) = intrinsics::sub_with_overflow(self, rhs);
                let signed = x as $signed;
                if overflow == (signed < 0) { Some(signed) } else { None }
            }
            pub const fn wrapping_add_signed(self, rhs: $signed) -> $t { intrinsics::wrapping_add(self, rhs as $t) }
            pub const fn overflowing_add_signed(self, rhs: $signed) -> ($t, bool) {
                let (x, overflow) = intrinsics::add_with_overflow(self, rhs as $t);
                (x, overflow != (rhs < 0))
            }
            pub const fn checked_add_signed(self, rhs: $signed) -> Option<$t> {
                let (x, overflow) = self.overflowing_add_signed(rhs);
                if overflow { None } else { Some(x) }
            }
            pub const fn saturating_add_signed(self, rhs: $signed) -> $t {
                let (x, overflow) = self.overflowing_add_signed(rhs);
                if !overflow { x } else if rhs < 0 { 0 } else { $max }
            }
            pub const fn cast_signed(self) -> $signed { self as $signed }
        }
    )* };
}
unsigned! {
    u8 i8 255; u16 i16 65535; u32 i32 4294967295; u64 i64 18446744073709551615; usize isize 18446744073709551615;
    u128 i128 340282366920938463463374607431768211455;
}

macro_rules! signed {
    ($($t:ident $unsigned:ident $max:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = -$max - 1;
            pub const MAX: $t = $max;
            pub const fn overflowing_div(self, rhs: $t) -> ($t, bool) {
                if rhs == -1 && self == <$t>::MIN { (self, true) } else { (self / rhs, false) }
            }
            pub const fn overflowing_rem(self, rhs: $t) -> ($t, bool) {
                if rhs == -1 { (0, self == <$t>::MIN) } else { (self % rhs, false) }
            }
            pub const fn overflowing_neg(self) -> ($t, bool) {
                if self == <$t>::MIN { (self, true) } else { (-self, false) }
            }
            pub const fn checked_neg(self) -> Option<$t> { if self == <$t>::MIN { None } else { Some(-self) } }
            pub const fn div_euclid(self, rhs: $t) -> $t {
                let q = self / rhs;
                if self % rhs < 0 {
                    if rhs > 0 { q - 1 } else { q + 1 }
                } else {
                    q
                }
            }
            pub const fn rem_euclid(self, rhs: $t) -> $t {
                let r = self % rhs;
                if r < 0 { r.wrapping_add(if rhs < 0 { intrinsics::wrapping_sub(0, rhs) } else { rhs }) } else { r }
            }
            pub const fn abs(self) -> $t { if self < 0 { -self } else { self } }
            pub const fn unsigned_abs(self) -> $unsigned { self.wrapping_abs() as $unsigned }
            pub const fn wrapping_abs(self) -> $t { if self < 0 { self.wrapping_neg() } else { self } }
            pub const fn overflowing_abs(self) -> ($t, bool) { (self.wrapping_abs(), self == <$t>::MIN) }
            pub const fn checked_abs(self) -> Option<$t> { if self < 0 { self.checked_neg() } else { Some(self) } }
            pub const fn saturating_abs(self) -> $t { if self == <$t>::MIN { $max } else { self.abs() } }
            pub const fn saturating_neg(self) -> $t { if self == <$t>::MIN { $max } else { -self } }
            pub const fn signum(self) -> $t {
                if self > 0 { 1 } else if self == 0 { 0 } else { -1 }
            }
            pub const fn is_positive(self) -> bool { self > 0 }
            pub const fn is_negative(self) -> bool { self < 0 }
            pub const fn abs_diff(self, other: $t) -> $unsigned {
                if self < other {
                    intrinsics::wrapping_sub(other as $unsigned, self as $unsigned)
                } else {
                    intrinsics::wrapping_sub(self as $unsigned, other as $unsigned)
                }
            }
            pub const fn saturating_add(self, rhs: $t) -> $t {
                let (x, overflow) = intrinsics::add_with_overflow(self, rhs);
                if !overflow { x } else if rhs < 0 { <$t>::MIN } else { $max }
            }
            pub const fn saturating_sub(self, rhs: $t) -> $t {
                let (x, overflow) = intrinsics::sub_with_overflow(self, rhs);
                if !overflow { x } else if rhs < 0 { $max } else { <$t>::MIN }
            }
            pub const fn saturating_mul(self, rhs: $t) -> $t {
                let (x, overflow) = intrinsics::mul_with_overflow(self, rhs);
                if !overflow { x } else if (self < 0) == (rhs < 0) { $max } else { <$t>::MIN }
            }
            pub const fn saturating_pow(self, exp: u32) -> $t {
                let (x, overflow) = self.overflowing_pow(exp);
                if !overflow { x } else if self < 0 && exp % 2 == 1 { <$t>::MIN } else { $max }
            }
            pub const fn saturating_div(self, rhs: $t) -> $t {
                let (x, overflow) = self.overflowing_div(rhs);
                if overflow { $max } else { x }
            }
            pub const fn isqrt(self) -> $t {
                if self < 0 { panic!("argument of integer square root cannot be negative") }
                (self as $unsigned).isqrt() as $t
            }
            pub const fn checked_isqrt(self) -> Option<$t> { if self < 0 { None } else { Some(self.isqrt()) } }
            pub const fn wrapping_add_unsigned(self, rhs: $unsigned) -> $t { intrinsics::wrapping_add(self, rhs as $t) }
            pub const fn wrapping_sub_unsigned(self, rhs: $unsigned) -> $t { intrinsics::wrapping_sub(self, rhs as $t) }
            pub const fn checked_add_unsigned(self, rhs: $unsigned) -> Option<$t> {
                let (x, overflow) = intrinsics::add_with_overflow(self, rhs as $t);
                if overflow != ((rhs as $t) < 0) { None } else { Some(x) }
            }
            pub const fn checked_sub_unsigned(self, rhs: $unsigned) -> Option<$t> {
                let (x, overflow) = intrinsics::sub_with_overflow(self, rhs as $t);
                if overflow != ((rhs as $t) < 0) { None } else { Some(x) }
            }
            pub const fn saturating_add_unsigned(self, rhs: $unsigned) -> $t {
                match self.checked_add_unsigned(rhs) { Some(x) => x, None => $max }
            }
            pub const fn saturating_sub_unsigned(self, rhs: $unsigned) -> $t {
                match self.checked_sub_unsigned(rhs) { Some(x) => x, None => <$t>::MIN }
            }
            pub const fn cast_unsigned(self) -> $unsigned { self as $unsigned }
        }
    )* };
}
signed! {
    i8 u8 127; i16 u16 32767; i32 u32 2147483647; i64 u64 9223372036854775807; isize usize 9223372036854775807;
    i128 u128 170141183460469231731687303715884105727;
}
