//! The vocabulary of what happens in an async program: events, ids, recorder, wire format.
//!
//! Everything that runs (the machine in the page, a native executor, the native server) tells its
//! story in these words, and everything that shows a story reads them. This crate knows neither.

mod event;

pub use event::*;
