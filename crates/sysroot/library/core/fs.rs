//! Files, in memory: a run begins with empty folders and takes what it wrote with it.

mod dir;
mod file;
mod tree;

pub use dir::{DirEntry, FileType, Metadata, Permissions, ReadDir};
pub use file::{File, OpenOptions};

use crate::io::{self, Read, Write};
use crate::path::{Path, PathBuf};
use tree::{FILES, Node};

/// The folder that a program runs in.
pub(crate) fn start() -> &'static str {
    tree::START
}

pub fn read<P: AsRef<Path>>(path: P) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
pub fn read_to_string<P: AsRef<Path>>(path: P) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.read_to_string(&mut text)?;
    Ok(text)
}
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> io::Result<()> {
    File::create(path)?.write_all(contents.as_ref())
}
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<u64> {
    let bytes = read(from)?;
    write(to, &bytes)?;
    Ok(bytes.len() as u64)
}
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<()> {
    let (from, to) = (tree::absolute(from.as_ref())?, tree::absolute(to.as_ref())?);
    let mut files = FILES.lock().unwrap();
    let moved = files.node(&from)?.clone();
    if to.starts_with(&from) && to != from {
        return Err(io::Error::from_raw_os_error(tree::EINVAL));
    }
    match (&moved, files.node(&to)) {
        (Node::Folder(_), Ok(Node::File(_))) => return Err(io::Error::from_raw_os_error(tree::ENOTDIR)),
        (Node::File(_), Ok(Node::Folder(_))) => return Err(io::Error::from_raw_os_error(tree::EISDIR)),
        (Node::Folder(_), Ok(Node::Folder(there))) if !there.is_empty() => {
            return Err(io::Error::from_raw_os_error(tree::ENOTEMPTY));
        }
        _ => {}
    }
    files.put(&to, moved)?;
    if from != to {
        files.take(&from)?;
    }
    Ok(())
}
pub fn remove_file<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = tree::absolute(path.as_ref())?;
    let mut files = FILES.lock().unwrap();
    match files.node(&path)? {
        Node::File(_) => files.take(&path),
        Node::Folder(_) => Err(io::Error::from_raw_os_error(tree::EISDIR)),
    }
}
pub fn create_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = tree::absolute(path.as_ref())?;
    let mut files = FILES.lock().unwrap();
    match files.node(&path) {
        Ok(_) => Err(io::Error::from_raw_os_error(tree::EEXIST)),
        Err(_) => files.put(&path, Node::folder()),
    }
}
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = tree::absolute(path.as_ref())?;
    let mut ancestors: Vec<&Path> = path.ancestors().collect();
    ancestors.reverse();
    for folder in ancestors {
        match create_dir(folder) {
            Err(_) if folder.is_dir() => {}
            other => other?,
        }
    }
    Ok(())
}
pub fn remove_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = tree::absolute(path.as_ref())?;
    let mut files = FILES.lock().unwrap();
    match files.node(&path)? {
        Node::File(_) => Err(io::Error::from_raw_os_error(tree::ENOTDIR)),
        Node::Folder(inside) if !inside.is_empty() => Err(io::Error::from_raw_os_error(tree::ENOTEMPTY)),
        Node::Folder(_) => files.take(&path),
    }
}
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {
    let path = tree::absolute(path.as_ref())?;
    let mut files = FILES.lock().unwrap();
    match files.node(&path)? {
        Node::File(_) => Err(io::Error::from_raw_os_error(tree::ENOTDIR)),
        Node::Folder(_) => files.take(&path),
    }
}
pub fn metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata> {
    let path = tree::absolute(path.as_ref())?;
    Ok(Metadata::of(FILES.lock().unwrap().node(&path)?))
}
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata> {
    metadata(path)
}
pub fn exists<P: AsRef<Path>>(path: P) -> io::Result<bool> {
    match metadata(path) {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}
pub fn canonicalize<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {
    let path = tree::absolute(path.as_ref())?;
    FILES.lock().unwrap().node(&path)?;
    Ok(path)
}
pub fn read_dir<P: AsRef<Path>>(path: P) -> io::Result<ReadDir> {
    let folder = path.as_ref();
    let whole = tree::absolute(folder)?;
    match FILES.lock().unwrap().node(&whole)? {
        Node::File(_) => Err(io::Error::from_raw_os_error(tree::ENOTDIR)),
        Node::Folder(inside) => Ok(ReadDir::new(folder, inside)),
    }
}
