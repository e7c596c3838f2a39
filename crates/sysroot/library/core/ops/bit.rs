//! `& | ^ ! << >>` and their assigning forms.

macro_rules! binary {
    ($lang:literal $Trait:ident $method:ident $op:tt; $assign_lang:literal $Assign:ident $assign:ident $assign_op:tt) => {
        #[lang = $lang]
        pub trait $Trait<Rhs = Self> {
            type Output;
            fn $method(self, rhs: Rhs) -> Self::Output;
        }
        #[lang = $assign_lang]
        pub trait $Assign<Rhs = Self> {
            fn $assign(&mut self, rhs: Rhs);
        }
        binary! { @impls $Trait $method $op $Assign $assign $assign_op
            i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize bool }
    };
    (@impls $Trait:ident $method:ident $op:tt $Assign:ident $assign:ident $assign_op:tt $($t:ty)*) => { $(
        impl $Trait for $t {
            type Output = $t;
            fn $method(self, rhs: $t) -> $t { self $op rhs }
        }
        impl $Trait<&$t> for $t {
            type Output = $t;
            fn $method(self, rhs: &$t) -> $t { self $op *rhs }
        }
        impl $Trait<$t> for &$t {
            type Output = $t;
            fn $method(self, rhs: $t) -> $t { *self $op rhs }
        }
        impl $Trait<&$t> for &$t {
            type Output = $t;
            fn $method(self, rhs: &$t) -> $t { *self $op *rhs }
        }
        impl $Assign for $t {
            fn $assign(&mut self, rhs: $t) { *self $assign_op rhs }
        }
        impl $Assign<&$t> for $t {
            fn $assign(&mut self, rhs: &$t) { *self $assign_op *rhs }
        }
    )* };
}
binary! { "bitand" BitAnd bitand &; "bitand_assign" BitAndAssign bitand_assign &= }
binary! { "bitor" BitOr bitor |; "bitor_assign" BitOrAssign bitor_assign |= }
binary! { "bitxor" BitXor bitxor ^; "bitxor_assign" BitXorAssign bitxor_assign ^= }

#[lang = "not"]
pub trait Not {
    type Output;
    fn not(self) -> Self::Output;
}
macro_rules! not {
    ($($t:ty)*) => { $(
        impl Not for $t {
            type Output = $t;
            fn not(self) -> $t { !self }
        }
        impl Not for &$t {
            type Output = $t;
            fn not(self) -> $t { !*self }
        }
    )* };
}
not! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize bool }

#[lang = "shl"]
pub trait Shl<Rhs = Self> {
    type Output;
    fn shl(self, rhs: Rhs) -> Self::Output;
}
#[lang = "shr"]
pub trait Shr<Rhs = Self> {
    type Output;
    fn shr(self, rhs: Rhs) -> Self::Output;
}
#[lang = "shl_assign"]
pub trait ShlAssign<Rhs = Self> {
    fn shl_assign(&mut self, rhs: Rhs);
}
#[lang = "shr_assign"]
pub trait ShrAssign<Rhs = Self> {
    fn shr_assign(&mut self, rhs: Rhs);
}
/// Every integer type shifts by every integer type.
macro_rules! shifts {
    ($($t:ty)*) => { $( shifts! { @by $t; i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize } )* };
    (@by $t:ty; $($by:ty)*) => { $(
        impl Shl<$by> for $t {
            type Output = $t;
            fn shl(self, rhs: $by) -> $t { self << rhs }
        }
        impl Shr<$by> for $t {
            type Output = $t;
            fn shr(self, rhs: $by) -> $t { self >> rhs }
        }
        impl ShlAssign<$by> for $t {
            fn shl_assign(&mut self, rhs: $by) { *self <<= rhs }
        }
        impl ShrAssign<$by> for $t {
            fn shr_assign(&mut self, rhs: $by) { *self >>= rhs }
        }
    )* };
}
shifts! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
