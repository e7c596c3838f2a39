//! The methods of the floats. What needs more than the machine's operators is asked of it by number.

use crate::cmp::Ordering;
use crate::intrinsics;

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum FpCategory {
    Nan,
    Infinite,
    Zero,
    Subnormal,
    Normal,
}

/// Positions in the machine's list of float operations.
mod op {
    pub const SQRT: u32 = 0;
    pub const FLOOR: u32 = 1;
    pub const CEIL: u32 = 2;
    pub const ROUND: u32 = 3;
    pub const TRUNC: u32 = 4;
    pub const ABS: u32 = 5;
    pub const POWF: u32 = 6;
    pub const EXP: u32 = 7;
    pub const LN: u32 = 8;
    pub const LOG10: u32 = 9;
    pub const LOG2: u32 = 10;
    pub const SIN: u32 = 11;
    pub const COS: u32 = 12;
    pub const TAN: u32 = 13;
    pub const ASIN: u32 = 14;
    pub const ACOS: u32 = 15;
    pub const ATAN: u32 = 16;
    pub const ATAN2: u32 = 17;
    pub const SINH: u32 = 18;
    pub const COSH: u32 = 19;
    pub const TANH: u32 = 20;
    pub const HYPOT: u32 = 21;
    pub const CBRT: u32 = 22;
    pub const EXP2: u32 = 23;
    pub const EXP_M1: u32 = 24;
    pub const LN_1P: u32 = 25;
    pub const ROUND_TIES_EVEN: u32 = 26;
    pub const COPYSIGN: u32 = 29;
}

macro_rules! unary {
    ($t:ident $($name:ident $op:ident)*) => { $(
        pub fn $name(self) -> $t { intrinsics::float_op(op::$op, self as f64, 0.0) as $t }
    )* };
}
macro_rules! binary {
    ($t:ident $($name:ident $op:ident)*) => { $(
        pub fn $name(self, other: $t) -> $t { intrinsics::float_op(op::$op, self as f64, other as f64) as $t }
    )* };
}
macro_rules! floats {
    ($($t:ident $bits:ident $sbits:ident, $max:expr, $min_positive:expr, $epsilon:expr, $digits:literal, $mantissa:literal,
       $sign:literal, $exponent:literal, $pi:expr;)*) => { $(
        impl $t {
            pub const RADIX: u32 = 2;
            pub const MANTISSA_DIGITS: u32 = $mantissa;
            pub const DIGITS: u32 = $digits;
            pub const EPSILON: $t = $epsilon;
            pub const MIN: $t = -$max;
            pub const MIN_POSITIVE: $t = $min_positive;
            pub const MAX: $t = $max;
            /// The quiet one without a sign; a division may give one with a sign.
            pub const NAN: $t = <$t>::from_bits($exponent | 1 << ($mantissa - 2));
            pub const INFINITY: $t = 1.0 / 0.0;
            pub const NEG_INFINITY: $t = -1.0 / 0.0;
            unary! { $t
                sqrt SQRT floor FLOOR ceil CEIL round ROUND trunc TRUNC abs ABS exp EXP ln LN log10 LOG10 log2 LOG2
                sin SIN cos COS tan TAN asin ASIN acos ACOS atan ATAN sinh SINH cosh COSH tanh TANH cbrt CBRT
                exp2 EXP2 exp_m1 EXP_M1 ln_1p LN_1P round_ties_even ROUND_TIES_EVEN
            }
            binary! { $t powf POWF atan2 ATAN2 hypot HYPOT copysign COPYSIGN }
            pub const fn is_nan(self) -> bool { self != self }
            pub const fn is_infinite(self) -> bool { self == <$t>::INFINITY || self == <$t>::NEG_INFINITY }
            pub const fn is_finite(self) -> bool { !self.is_nan() && !self.is_infinite() }
            pub const fn is_normal(self) -> bool { matches!(self.classify(), FpCategory::Normal) }
            pub const fn is_subnormal(self) -> bool { matches!(self.classify(), FpCategory::Subnormal) }
            pub const fn is_sign_negative(self) -> bool { self.to_bits() & $sign != 0 }
            pub const fn is_sign_positive(self) -> bool { self.to_bits() & $sign == 0 }
            pub const fn classify(self) -> FpCategory {
                let bits = self.to_bits() & !$sign;
                if bits == 0 {
                    FpCategory::Zero
                } else if bits > $exponent {
                    FpCategory::Nan
                } else if bits == $exponent {
                    FpCategory::Infinite
                } else if bits & $exponent == 0 {
                    FpCategory::Subnormal
                } else {
                    FpCategory::Normal
                }
            }
            pub const fn to_bits(self) -> $bits { intrinsics::transmute(self) }
            pub const fn from_bits(v: $bits) -> $t { intrinsics::transmute(v) }
            pub const fn to_le_bytes(self) -> [u8; $sbits::BITS as usize / 8] { self.to_bits().to_le_bytes() }
            pub const fn to_be_bytes(self) -> [u8; $sbits::BITS as usize / 8] { self.to_bits().to_be_bytes() }
            pub const fn to_ne_bytes(self) -> [u8; $sbits::BITS as usize / 8] { self.to_bits().to_ne_bytes() }
            pub const fn from_le_bytes(bytes: [u8; $sbits::BITS as usize / 8]) -> $t {
                <$t>::from_bits($bits::from_le_bytes(bytes))
            }
            pub const fn from_be_bytes(bytes: [u8; $sbits::BITS as usize / 8]) -> $t {
                <$t>::from_bits($bits::from_be_bytes(bytes))
            }
            pub const fn from_ne_bytes(bytes: [u8; $sbits::BITS as usize / 8]) -> $t {
                <$t>::from_bits($bits::from_ne_bytes(bytes))
            }
            pub const fn next_up(self) -> $t {
                let bits = self.to_bits();
                if self.is_nan() || bits == <$t>::INFINITY.to_bits() {
                    return self;
                }
                let abs = bits & !$sign;
                <$t>::from_bits(if abs == 0 { 1 } else if bits == abs { bits + 1 } else { bits - 1 })
            }
            pub const fn next_down(self) -> $t { -(-self).next_up() }
            pub fn fract(self) -> $t { self - self.trunc() }
            pub fn signum(self) -> $t { if self.is_nan() { self } else { (1.0 as $t).copysign(self) } }
            pub const fn recip(self) -> $t { 1.0 / self }
            pub fn mul_add(self, a: $t, b: $t) -> $t { self * a + b }
            /// By squaring, as the runtime of the real compiler does it: the last bits depend on the order.
            pub fn powi(self, n: i32) -> $t {
                let (mut base, mut left, mut out) = (self, n, 1.0);
                loop {
                    if left & 1 != 0 { out *= base; }
                    left /= 2;
                    if left == 0 { break; }
                    base *= base;
                }
                if n < 0 { 1.0 / out } else { out }
            }
            pub fn log(self, base: $t) -> $t { self.ln() / base.ln() }
            pub fn sin_cos(self) -> ($t, $t) { (self.sin(), self.cos()) }
            pub const fn to_degrees(self) -> $t { self * (180.0 / $pi) }
            pub const fn to_radians(self) -> $t { self * ($pi / 180.0) }
            pub const fn max(self, other: $t) -> $t {
                if self > other || other.is_nan() { self } else { other }
            }
            pub const fn min(self, other: $t) -> $t {
                if self < other || other.is_nan() { self } else { other }
            }
            pub fn clamp(self, min: $t, max: $t) -> $t {
                if !(min <= max) {
                    panic!("min > max, or either was NaN. min = {min:?}, max = {max:?}");
                }
                if self < min { min } else if self > max { max } else { self }
            }
            pub fn div_euclid(self, rhs: $t) -> $t {
                let q = (self / rhs).trunc();
                if self % rhs < 0.0 { if rhs > 0.0 { q - 1.0 } else { q + 1.0 } } else { q }
            }
            pub fn rem_euclid(self, rhs: $t) -> $t {
                let r = self % rhs;
                if r < 0.0 { r + rhs.abs() } else { r }
            }
            pub fn midpoint(self, other: $t) -> $t { self / 2.0 + other / 2.0 }
            pub fn asinh(self) -> $t { ((self.abs() + (self * self + 1.0).sqrt()).ln()).copysign(self) }
            pub fn acosh(self) -> $t { (self + (self * self - 1.0).sqrt()).ln() }
            pub fn atanh(self) -> $t { 0.5 * ((2.0 * self) / (1.0 - self)).ln_1p() }
            /// The order of IEEE 754: negative numbers have their bits turned round.
            pub const fn total_cmp(&self, other: &$t) -> Ordering {
                let mut left = self.to_bits() as $sbits;
                let mut right = other.to_bits() as $sbits;
                if left < 0 { left ^= $sbits::MAX; }
                if right < 0 { right ^= $sbits::MAX; }
                left.cmp(&right)
            }
        }
    )* };
}
floats! {
    f32 u32 i32, 3.40282347e+38, 1.17549435e-38, 1.19209290e-07, 6, 24, 0x8000_0000, 0x7f80_0000,
        3.14159265358979323846264338327950288;
    f64 u64 i64, 1.7976931348623157e+308, 2.2250738585072014e-308, 2.2204460492503131e-16, 15, 53,
        0x8000_0000_0000_0000, 0x7ff0_0000_0000_0000, 3.14159265358979323846264338327950288;
}
