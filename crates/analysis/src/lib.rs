//! Names, types and diagnostics of a Rust program: the one crate that knows rust-analyzer.
//!
//! Texts go in ([`Analysis`]); diagnostics and typed bodies ([`thir`]) come out of a [`Session`], in
//! types ([`ty`]) that hold nothing of rust-analyzer.

pub mod diagnostics;
mod session;
pub mod thir;
pub mod ty;

mod ids;
mod load;
mod spans;

mod macros;

mod db;
mod root_path;

pub use diagnostics::{Diagnostic, Label, Level};
pub use load::{LibraryCrate, SourceFile};
pub use session::{Analysis, Session};
