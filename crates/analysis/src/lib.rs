//! Names, types and diagnostics of a Rust program: the one crate that knows rust-analyzer.
