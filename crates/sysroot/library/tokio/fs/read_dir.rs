//! What is in a folder.

use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::future::poll_fn;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::{Context, Poll};

use super::asyncify;

pub async fn read_dir(path: impl AsRef<Path>) -> Result<ReadDir> {
    let path = path.as_ref().to_owned();
    let std = asyncify(move || fs::read_dir(path)).await?;
    Ok(ReadDir { std })
}

/// It has been read already; the real one asks for 32 entries at a time.
#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct ReadDir {
    std: fs::ReadDir,
}
impl ReadDir {
    pub async fn next_entry(&mut self) -> Result<Option<DirEntry>> {
        poll_fn(|cx| self.poll_next_entry(cx)).await
    }
    pub fn poll_next_entry(&mut self, _cx: &mut Context<'_>) -> Poll<Result<Option<DirEntry>>> {
        Poll::Ready(match self.std.next() {
            Some(Ok(std)) => Ok(Some(DirEntry { std: Arc::new(std) })),
            Some(Err(e)) => Err(e),
            None => Ok(None),
        })
    }
}

#[derive(Debug)]
pub struct DirEntry {
    std: Arc<fs::DirEntry>,
}
impl DirEntry {
    pub fn path(&self) -> PathBuf {
        self.std.path()
    }
    pub fn file_name(&self) -> OsString {
        self.std.file_name()
    }
    pub async fn metadata(&self) -> Result<Metadata> {
        let std = self.std.clone();
        asyncify(move || std.metadata()).await
    }
    pub async fn file_type(&self) -> Result<FileType> {
        self.std.file_type()
    }
}
