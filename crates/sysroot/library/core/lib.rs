//! The library that a program in the page is compiled against: the contents of the real `core`, `alloc`
//! and `std` in one crate, so that every lang item has one home. `std` and `alloc` are facades over it.
#![feature(
    lang_items,
    intrinsics,
    rustc_attrs,
    no_core,
    auto_traits,
    negative_impls,
    decl_macro,
    unboxed_closures
)]
#![no_core]
#![rustc_coherence_is_core]

extern crate self as core;
extern crate self as std;

#[macro_use]
mod macros;
pub use pollscope_macros::stringify;
pub mod prelude;

// What the language itself needs.
pub mod any;
pub mod clone;
pub mod cmp;
pub mod convert;
pub mod default;
pub mod hash;
#[doc(hidden)]
pub mod intrinsics;
pub mod marker;
pub mod mem;
pub mod ops;
pub mod option;
pub mod panic;
#[doc(hidden)]
pub mod panicking;
pub mod ptr;
pub mod result;
#[doc(hidden)]
pub mod rt;

// Values.
pub mod alloc;
pub mod array;
pub mod ascii;
mod bool;
pub mod borrow;
pub mod boxed;
pub mod cell;
pub mod char;
pub mod collections;
pub mod error;
pub mod fmt;
pub mod iter;
pub mod num;
pub mod rc;
pub mod slice;
pub mod str;
pub mod string;
mod tuple;
pub mod vec;

// The numbers' own modules, as in `std::f64::consts`.
pub mod f32;
pub mod f64;
mod num_modules;
pub use num_modules::{i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize};

// Concurrency and the world.
pub mod env;
pub mod ffi;
pub mod fs;
pub mod future;
pub mod hint;
pub mod io;
pub mod net;
pub mod path;
pub mod pin;
pub mod process;
pub mod sync;
pub mod task;
pub mod thread;
pub mod time;

#[prelude_import]
use prelude::rust_2024::*;
