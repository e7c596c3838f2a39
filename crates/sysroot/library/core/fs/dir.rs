//! What a folder holds, and what is known of a file without opening it.

use super::tree::Node;
use crate::collections::BTreeMap;
use crate::ffi::OsString;
use crate::io::Result;
use crate::path::{Path, PathBuf};
use crate::time::SystemTime;
use crate::{fmt, vec};

#[derive(Clone, Debug)]
pub struct Metadata {
    file_type: FileType,
    len: u64,
    modified: SystemTime,
}
impl Metadata {
    pub(crate) fn of(node: &Node) -> Metadata {
        match node {
            Node::File(contents) => {
                let contents = contents.lock().unwrap();
                Metadata {
                    file_type: FileType { is_dir: false },
                    len: contents.bytes.len() as u64,
                    modified: contents.modified,
                }
            }
            Node::Folder(_) => Metadata {
                file_type: FileType { is_dir: true },
                len: 4096,
                modified: SystemTime::UNIX_EPOCH,
            },
        }
    }
    pub fn file_type(&self) -> FileType {
        self.file_type
    }
    pub fn is_dir(&self) -> bool {
        self.file_type.is_dir()
    }
    pub fn is_file(&self) -> bool {
        self.file_type.is_file()
    }
    pub fn is_symlink(&self) -> bool {
        false
    }
    pub fn len(&self) -> u64 {
        self.len
    }
    pub fn permissions(&self) -> Permissions {
        Permissions { readonly: false }
    }
    pub fn modified(&self) -> Result<SystemTime> {
        Ok(self.modified)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileType {
    is_dir: bool,
}
impl FileType {
    pub fn is_dir(&self) -> bool {
        self.is_dir
    }
    pub fn is_file(&self) -> bool {
        !self.is_dir
    }
    pub fn is_symlink(&self) -> bool {
        false
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permissions {
    readonly: bool,
}
impl Permissions {
    pub fn readonly(&self) -> bool {
        self.readonly
    }
}

#[derive(Debug)]
pub struct ReadDir {
    path: PathBuf,
    entries: vec::IntoIter<DirEntry>,
}
impl ReadDir {
    pub(crate) fn new(folder: &Path, inside: &BTreeMap<String, Node>) -> ReadDir {
        let entries: Vec<DirEntry> = inside
            .iter()
            .map(|(name, node)| DirEntry {
                path: folder.join(name),
                metadata: Metadata::of(node),
            })
            .collect();
        ReadDir {
            path: folder.to_path_buf(),
            entries: entries.into_iter(),
        }
    }
}
impl Iterator for ReadDir {
    type Item = Result<DirEntry>;
    fn next(&mut self) -> Option<Result<DirEntry>> {
        self.entries.next().map(Ok)
    }
}

pub struct DirEntry {
    path: PathBuf,
    metadata: Metadata,
}
impl DirEntry {
    pub fn path(&self) -> PathBuf {
        self.path.clone()
    }
    pub fn file_name(&self) -> OsString {
        match self.path.file_name() {
            Some(name) => name.to_os_string(),
            None => OsString::new(),
        }
    }
    pub fn metadata(&self) -> Result<Metadata> {
        Ok(self.metadata.clone())
    }
    pub fn file_type(&self) -> Result<FileType> {
        Ok(self.metadata.file_type())
    }
}
impl fmt::Debug for DirEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DirEntry").field(&self.path).finish()
    }
}
