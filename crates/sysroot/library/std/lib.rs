//! `std`: everything is in `core`, where each lang item has its one home.
#![no_std]
pub use core::*;
