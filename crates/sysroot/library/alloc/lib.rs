//! `alloc`: everything is in `core`, where each lang item has its one home.
#![no_std]
pub use core::{alloc, borrow, boxed, collections, fmt, format, rc, slice, str, string, sync, task, vec};
