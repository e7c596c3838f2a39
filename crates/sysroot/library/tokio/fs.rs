//! Files for tasks. To read and write blocks a thread, so it is done on those for blocking work.

mod file;
mod open_options;
mod read_dir;

pub use file::File;
pub use open_options::OpenOptions;
pub use read_dir::{DirEntry, ReadDir, read_dir};

use std::fs::{self, Metadata};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

use crate::task::spawn_blocking;

pub(crate) async fn asyncify<F, T>(f: F) -> Result<T>
where
    F: FnOnce() -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    match spawn_blocking(f).await {
        Ok(result) => result,
        Err(_) => Err(Error::other("background task failed")),
    }
}

macro_rules! with_path {
    ($($name:ident $T:ty;)*) => { $(
        pub async fn $name(path: impl AsRef<Path>) -> Result<$T> {
            let path = path.as_ref().to_owned();
            asyncify(move || fs::$name(path)).await
        }
    )* };
}
with_path! {
    read std::vec::Vec<u8>;
    read_to_string std::string::String;
    create_dir ();
    create_dir_all ();
    remove_dir ();
    remove_dir_all ();
    remove_file ();
    metadata Metadata;
    symlink_metadata Metadata;
    canonicalize PathBuf;
}
pub async fn try_exists(path: impl AsRef<Path>) -> Result<bool> {
    let path = path.as_ref().to_owned();
    asyncify(move || fs::exists(path)).await
}
pub async fn write(path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> Result<()> {
    let path = path.as_ref().to_owned();
    let contents = contents.as_ref().to_vec();
    asyncify(move || fs::write(path, contents)).await
}
pub async fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<u64> {
    let (from, to) = (from.as_ref().to_owned(), to.as_ref().to_owned());
    asyncify(move || fs::copy(from, to)).await
}
pub async fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<()> {
    let (from, to) = (from.as_ref().to_owned(), to.as_ref().to_owned());
    asyncify(move || fs::rename(from, to)).await
}
