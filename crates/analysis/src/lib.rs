//! Names, types and diagnostics of a Rust program: the one crate that knows rust-analyzer.
//!
//! Texts go in ([`Analysis`]); diagnostics and typed bodies ([`thir`]) come out of a [`Session`], in
//! types ([`ty`]) that hold nothing of rust-analyzer.

pub mod diagnostics;
pub mod ide;
pub mod regions;
mod session;
pub mod thir;
pub mod ty;

mod asks;
mod bodies;
mod convert;
mod dump;
mod ids;
mod impl_trait;
mod items;
mod load;
mod lookup;
mod lower;
mod names;
mod normalize;
mod resolve;
mod spans;

mod macros;

mod db;
mod root_path;

pub use asks::Ask;
pub use bodies::Unsupported;
pub use diagnostics::{Diagnostic, Label, Level};
pub use items::{AdtDef, AdtKind, Container, FieldDef, FnSig, Shape, VariantDef};
pub use load::{LibraryCrate, SourceFile};
pub use resolve::Resolved;
pub use session::{Analysis, Session};
