//! Where a program begins and how it ends.

use crate::fmt;
use crate::process::Termination;

/// The entry of a program: runs `main` and gives the exit code.
pub fn run_main<T: Termination>(main: fn() -> T) -> i32 {
    match crate::panic::catch_unwind(move || main().report().to_i32()) {
        Ok(code) => code,
        Err(payload) => {
            crate::mem::forget(payload);
            101
        }
    }
}

/// `main` returned an error.
pub(crate) fn report_error(error: &dyn fmt::Debug) {
    eprintln!("Error: {error:?}");
}
