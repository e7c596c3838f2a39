//! The traits of tuples, up to twelve elements. (`Clone` and `Copy` of tuples are built in.)

use crate::cmp::Ordering::{self, Equal};
use crate::fmt;
use crate::hash::{Hash, Hasher};

macro_rules! tuples {
    ($(($($T:ident $i:tt),+))*) => { $(
        impl<$($T: PartialEq),+> PartialEq for ($($T,)+) {
            fn eq(&self, other: &Self) -> bool { $(self.$i == other.$i)&&+ }
        }
        impl<$($T: Eq),+> Eq for ($($T,)+) {}
        impl<$($T: PartialOrd),+> PartialOrd for ($($T,)+) {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                $(
                    match self.$i.partial_cmp(&other.$i) {
                        Some(Equal) => {}
                        unequal => return unequal,
                    }
                )+
                Some(Equal)
            }
        }
        impl<$($T: Ord),+> Ord for ($($T,)+) {
            fn cmp(&self, other: &Self) -> Ordering {
                $(
                    match self.$i.cmp(&other.$i) {
                        Equal => {}
                        unequal => return unequal,
                    }
                )+
                Equal
            }
        }
        impl<$($T: Hash),+> Hash for ($($T,)+) {
            fn hash<S: Hasher>(&self, state: &mut S) { $(self.$i.hash(state);)+ }
        }
        impl<$($T: Default),+> Default for ($($T,)+) {
            fn default() -> Self { ($($T::default(),)+) }
        }
        impl<$($T: fmt::Debug),+> fmt::Debug for ($($T,)+) {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut builder = f.debug_tuple("");
                $(builder.field(&self.$i);)+
                builder.finish()
            }
        }
    )* };
}
tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
macro_rules! from_arrays {
    ($($n:literal ($($T:ident $x:ident),+);)*) => { $(
        impl<T> From<[T; $n]> for ($($T,)+) {
            fn from(array: [T; $n]) -> Self { let [$($x),+] = array; ($($x,)+) }
        }
        impl<T> From<($($T,)+)> for [T; $n] {
            fn from(tuple: ($($T,)+)) -> Self { let ($($x,)+) = tuple; [$($x),+] }
        }
    )* };
}
from_arrays! { 2 (T a, T b); 3 (T a, T b, T c); 4 (T a, T b, T c, T d); }
