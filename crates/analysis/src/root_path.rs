//! The path `/`, which rust-analyzer wants as the working directory of macros.
#![allow(unsafe_code)]

use paths::{AbsPathBuf, Utf8PathBuf};

pub(crate) fn root() -> AbsPathBuf {
    let path = Utf8PathBuf::from("/");
    match AbsPathBuf::try_from(path) {
        Ok(root) => root,
        // On wasm32-unknown-unknown no path is absolute to `std`, and there is no unchecked constructor.
        // SAFETY: `AbsPathBuf` is a struct of one `Utf8PathBuf`; `transmute` checks that the sizes agree.
        // That the path is absolute is an invariant of its users, not of memory, and nobody here opens paths.
        Err(path) => unsafe { std::mem::transmute::<Utf8PathBuf, AbsPathBuf>(path) },
    }
}
