//! Where a program begins and how it ends.

use crate::fmt;
use crate::process::Termination;

/// The entry of a program: runs `main` and gives the exit code. The machine ends a run whose main thread
/// panics, with the code that the real entry would give.
pub fn run_main<T: Termination>(main: fn() -> T) -> i32 {
    main().report().to_i32()
}

/// `main` returned an error.
pub(crate) fn report_error(error: &dyn fmt::Debug) {
    eprintln!("Error: {error:?}");
}
