//! `std::i32` and its like, from the time before associated constants.

macro_rules! modules {
    ($($t:ident)*) => { $(
        pub mod $t {
            pub const MIN: $t = <$t>::MIN;
            pub const MAX: $t = <$t>::MAX;
        }
    )* };
}
modules! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
