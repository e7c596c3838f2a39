//! `Wrapping` and `Saturating`.

use crate::fmt;
use crate::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};

macro_rules! wrappers {
    ($($Name:ident $add:ident $sub:ident $mul:ident;)*) => { $(
        #[derive(PartialEq, PartialOrd, Eq, Ord, Clone, Copy, Default, Hash)]
        #[repr(transparent)]
        pub struct $Name<T>(pub T);
        impl<T: fmt::Debug> fmt::Debug for $Name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl<T: fmt::Display> fmt::Display for $Name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        wrappers! { @impls $Name $add $sub $mul; i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
    )* };
    (@impls $Name:ident $add:ident $sub:ident $mul:ident; $($t:ty)*) => { $(
        wrappers! { @op $Name $t, Add add AddAssign add_assign $add }
        wrappers! { @op $Name $t, Sub sub SubAssign sub_assign $sub }
        wrappers! { @op $Name $t, Mul mul MulAssign mul_assign $mul }
    )* };
    (@op $Name:ident $t:ty, $Op:ident $op:ident $Assign:ident $assign:ident $method:ident) => {
        impl $Op for $Name<$t> {
            type Output = $Name<$t>;
            fn $op(self, other: $Name<$t>) -> $Name<$t> { $Name(self.0.$method(other.0)) }
        }
        impl $Assign for $Name<$t> {
            fn $assign(&mut self, other: $Name<$t>) { self.0 = self.0.$method(other.0); }
        }
        impl $Assign<$t> for $Name<$t> {
            fn $assign(&mut self, other: $t) { self.0 = self.0.$method(other); }
        }
    };
}
wrappers! {
    Wrapping wrapping_add wrapping_sub wrapping_mul;
    Saturating saturating_add saturating_sub saturating_mul;
}
macro_rules! negatives {
    ($($t:ty)*) => { $(
        impl Neg for Wrapping<$t> {
            type Output = Wrapping<$t>;
            fn neg(self) -> Wrapping<$t> { Wrapping(self.0.wrapping_neg()) }
        }
    )* };
}
negatives! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
