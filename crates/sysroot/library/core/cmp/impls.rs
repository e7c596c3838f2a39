//! Comparisons of scalars, references and pointers.

use super::Ordering::{self, *};

macro_rules! scalars {
    ($($t:ty)*) => { $(
        impl PartialEq for $t {
            fn eq(&self, other: &$t) -> bool { *self == *other }
            fn ne(&self, other: &$t) -> bool { *self != *other }
        }
        impl Eq for $t {}
        impl PartialOrd for $t {
            fn partial_cmp(&self, other: &$t) -> Option<Ordering> {
                Some(if *self < *other { Less } else if *self == *other { Equal } else { Greater })
            }
            fn lt(&self, other: &$t) -> bool { *self < *other }
            fn le(&self, other: &$t) -> bool { *self <= *other }
            fn gt(&self, other: &$t) -> bool { *self > *other }
            fn ge(&self, other: &$t) -> bool { *self >= *other }
        }
        impl Ord for $t {
            fn cmp(&self, other: &$t) -> Ordering {
                if *self < *other { Less } else if *self == *other { Equal } else { Greater }
            }
            fn clamp(self, min: $t, max: $t) -> $t {
                if min > max {
                    panic!("min > max. min = {min:?}, max = {max:?}");
                }
                if self < min { min } else if self > max { max } else { self }
            }
        }
    )* };
}
scalars! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize bool char }

macro_rules! floats {
    ($($t:ty)*) => { $(
        impl PartialEq for $t {
            fn eq(&self, other: &$t) -> bool { *self == *other }
            fn ne(&self, other: &$t) -> bool { *self != *other }
        }
        impl PartialOrd for $t {
            fn partial_cmp(&self, other: &$t) -> Option<Ordering> {
                if *self < *other {
                    Some(Less)
                } else if *self == *other {
                    Some(Equal)
                } else if *self > *other {
                    Some(Greater)
                } else {
                    None
                }
            }
            fn lt(&self, other: &$t) -> bool { *self < *other }
            fn le(&self, other: &$t) -> bool { *self <= *other }
            fn gt(&self, other: &$t) -> bool { *self > *other }
            fn ge(&self, other: &$t) -> bool { *self >= *other }
        }
    )* };
}
floats! { f32 f64 }

impl PartialEq for () {
    fn eq(&self, _other: &()) -> bool {
        true
    }
}
impl Eq for () {}
impl PartialOrd for () {
    fn partial_cmp(&self, _other: &()) -> Option<Ordering> {
        Some(Equal)
    }
}
impl Ord for () {
    fn cmp(&self, _other: &()) -> Ordering {
        Equal
    }
}
impl PartialEq for ! {
    fn eq(&self, _other: &!) -> bool {
        *self
    }
}
impl Eq for ! {}
impl PartialOrd for ! {
    fn partial_cmp(&self, _other: &!) -> Option<Ordering> {
        *self
    }
}
impl Ord for ! {
    fn cmp(&self, _other: &!) -> Ordering {
        *self
    }
}

macro_rules! references {
    ($(($($left:tt)*) ($($right:tt)*);)*) => { $(
        impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<$($right)* B> for $($left)* A {
            fn eq(&self, other: &$($right)* B) -> bool { PartialEq::eq(*self, *other) }
            fn ne(&self, other: &$($right)* B) -> bool { PartialEq::ne(*self, *other) }
        }
    )* };
}
references! { (&) (&); (&mut) (&mut); (&) (&mut); (&mut) (&); }
macro_rules! reference_orders {
    ($(($($r:tt)*);)*) => { $(
        impl<A: ?Sized + Eq> Eq for $($r)* A {}
        impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<$($r)* B> for $($r)* A {
            fn partial_cmp(&self, other: &$($r)* B) -> Option<Ordering> { PartialOrd::partial_cmp(*self, *other) }
            fn lt(&self, other: &$($r)* B) -> bool { PartialOrd::lt(*self, *other) }
            fn le(&self, other: &$($r)* B) -> bool { PartialOrd::le(*self, *other) }
            fn gt(&self, other: &$($r)* B) -> bool { PartialOrd::gt(*self, *other) }
            fn ge(&self, other: &$($r)* B) -> bool { PartialOrd::ge(*self, *other) }
        }
        impl<A: ?Sized + Ord> Ord for $($r)* A {
            fn cmp(&self, other: &Self) -> Ordering { Ord::cmp(*self, *other) }
        }
    )* };
}
reference_orders! { (&); (&mut); }
