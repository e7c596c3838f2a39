//! Worker shell.
fn main() {}
