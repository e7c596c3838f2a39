//! `+ - * / %` and their assigning forms, on numbers and references to numbers.

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
            i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 }
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
binary! { "add" Add add +; "add_assign" AddAssign add_assign += }
binary! { "sub" Sub sub -; "sub_assign" SubAssign sub_assign -= }
binary! { "mul" Mul mul *; "mul_assign" MulAssign mul_assign *= }
binary! { "div" Div div /; "div_assign" DivAssign div_assign /= }
binary! { "rem" Rem rem %; "rem_assign" RemAssign rem_assign %= }

#[lang = "neg"]
pub trait Neg {
    type Output;
    fn neg(self) -> Self::Output;
}
macro_rules! neg {
    ($($t:ty)*) => { $(
        impl Neg for $t {
            type Output = $t;
            fn neg(self) -> $t { -self }
        }
        impl Neg for &$t {
            type Output = $t;
            fn neg(self) -> $t { -*self }
        }
    )* };
}
neg! { i8 i16 i32 i64 i128 isize f32 f64 }
