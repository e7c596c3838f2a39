//! Writing to the outside, where the reader may have gone away.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use crate::NO_FILE;

/// To stdout. If nobody reads it any more, there is nobody to tell.
pub fn out(text: impl Display) {
    let _ = write!(std::io::stdout(), "{text}");
}

/// To stderr.
pub fn err(text: impl Display) {
    let _ = write!(std::io::stderr(), "{text}");
}

/// Or the exit code.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), u8> {
    std::fs::write(path, bytes).map_err(|error| {
        err(format_args!(
            "pollscope: cannot write {}: {error}\n",
            path.display()
        ));
        NO_FILE
    })
}
