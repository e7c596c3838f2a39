//! Integers that are not zero.

use super::parse::{IntErrorKind, ParseIntError, error};
use crate::fmt;
use crate::str::FromStr;

/// The real one holds any primitive by a sealed trait; so does this.
pub trait ZeroablePrimitive: Copy {
    fn is_zero(self) -> bool;
}

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct NonZero<T: ZeroablePrimitive>(T);

impl<T: ZeroablePrimitive> NonZero<T> {
    pub const fn new(n: T) -> Option<NonZero<T>> {
        if n.is_zero() { None } else { Some(NonZero(n)) }
    }
    pub const unsafe fn new_unchecked(n: T) -> NonZero<T> {
        NonZero(n)
    }
    pub const fn get(self) -> T {
        self.0
    }
}
macro_rules! nonzero {
    ($($Name:ident $t:ident;)*) => { $(
        pub type $Name = NonZero<$t>;
        impl ZeroablePrimitive for $t {
            fn is_zero(self) -> bool { self == 0 }
        }
        impl NonZero<$t> {
            pub const fn checked_mul(self, other: Self) -> Option<Self> {
                match self.0.checked_mul(other.0) { Some(n) => Some(NonZero(n)), None => None }
            }
            pub const fn checked_pow(self, exp: u32) -> Option<Self> {
                match self.0.checked_pow(exp) { Some(n) => Some(NonZero(n)), None => None }
            }
            pub const fn saturating_mul(self, other: Self) -> Self { NonZero(self.0.saturating_mul(other.0)) }
            pub const fn leading_zeros(self) -> u32 { self.0.leading_zeros() }
            pub const fn trailing_zeros(self) -> u32 { self.0.trailing_zeros() }
            pub const MAX: NonZero<$t> = NonZero(<$t>::MAX);
        }
        impl From<NonZero<$t>> for $t {
            fn from(n: NonZero<$t>) -> $t { n.0 }
        }
        impl TryFrom<$t> for NonZero<$t> {
            type Error = super::TryFromIntError;
            fn try_from(n: $t) -> Result<Self, Self::Error> { Self::new(n).ok_or(super::TryFromIntError(())) }
        }
        impl FromStr for NonZero<$t> {
            type Err = ParseIntError;
            fn from_str(src: &str) -> Result<Self, ParseIntError> {
                match Self::new(<$t>::from_str_radix(src, 10)?) { Some(n) => Ok(n), None => error(IntErrorKind::Zero) }
            }
        }
    )* };
}
nonzero! {
    NonZeroI8 i8; NonZeroI16 i16; NonZeroI32 i32; NonZeroI64 i64; NonZeroI128 i128; NonZeroIsize isize;
    NonZeroU8 u8; NonZeroU16 u16; NonZeroU32 u32; NonZeroU64 u64; NonZeroU128 u128; NonZeroUsize usize;
}
macro_rules! unsigned {
    ($($t:ident)*) => { $(
        impl NonZero<$t> {
            pub const MIN: NonZero<$t> = NonZero(1);
            pub const fn checked_add(self, other: $t) -> Option<Self> {
                match self.0.checked_add(other) { Some(n) => Some(NonZero(n)), None => None }
            }
            pub const fn saturating_add(self, other: $t) -> Self { NonZero(self.0.saturating_add(other)) }
            pub const fn is_power_of_two(self) -> bool { self.0.is_power_of_two() }
        }
    )* };
}
unsigned! { u8 u16 u32 u64 u128 usize }
impl<T: ZeroablePrimitive + fmt::Debug> fmt::Debug for NonZero<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<T: ZeroablePrimitive + fmt::Display> fmt::Display for NonZero<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
