//! The tree of folders and files.

use crate::collections::BTreeMap;
use crate::io::{Error, Result};
use crate::path::{Component, Path, PathBuf};
use crate::sync::atomic::AtomicU32;
use crate::sync::{Arc, LazyLock, Mutex};
use crate::time::SystemTime;

pub(crate) const ENOENT: i32 = 2;
pub(crate) const EBADF: i32 = 9;
pub(crate) const EEXIST: i32 = 17;
pub(crate) const ENOTDIR: i32 = 20;
pub(crate) const EISDIR: i32 = 21;
pub(crate) const EINVAL: i32 = 22;
pub(crate) const ENOTEMPTY: i32 = 39;

/// Where a program starts, and the folders that are there.
pub(crate) const START: &str = "/playground";
const FOLDERS: [&str; 2] = [START, "/tmp"];

pub(crate) static FILES: LazyLock<Mutex<Tree>> = LazyLock::new(|| {
    let mut tree = Tree { root: Node::folder() };
    for folder in FOLDERS {
        let _ = tree.put(Path::new(folder), Node::folder());
    }
    for index in 0.. {
        let Some(name) = given(index, 0) else { break };
        let contents = Contents::new();
        contents.lock().unwrap().bytes = given(index, 1).unwrap_or_default();
        if let Ok(path) = absolute(Path::new(&*String::from_utf8_lossy(&name))) {
            let _ = tree.put_with_folders(&path, Node::File(contents));
        }
    }
    Mutex::new(tree)
});

/// How long a thread waits for the disk, in nanoseconds.
const LATENCY: u64 = 50_000;
static DISK: AtomicU32 = AtomicU32::new(0);
/// Files are in memory; a thread that asks for one is blocked for a while all the same.
pub(crate) fn wait_for_disk() {
    let reason = "the disk";
    crate::intrinsics::futex_wait(
        DISK.as_ptr() as *const u32,
        0,
        LATENCY,
        reason.as_ptr(),
        reason.len(),
    );
}

/// Of the files that the visitor gives to the program: the name (0) or the contents (1).
fn given(index: usize, part: u32) -> Option<Vec<u8>> {
    let len = crate::intrinsics::host_file(index, part, crate::ptr::null_mut(), 0);
    if len == usize::MAX {
        return None;
    }
    let mut bytes = vec![0; len];
    crate::intrinsics::host_file(index, part, bytes.as_mut_ptr(), len);
    Some(bytes)
}

/// What a file holds; whoever opened it keeps it, removed or not.
#[derive(Debug)]
pub(crate) struct Contents {
    pub(crate) bytes: Vec<u8>,
    pub(crate) modified: SystemTime,
}
impl Contents {
    pub(crate) fn new() -> Arc<Mutex<Contents>> {
        Arc::new(Mutex::new(Contents {
            bytes: Vec::new(),
            modified: SystemTime::now(),
        }))
    }
}

#[derive(Clone)]
pub(crate) enum Node {
    File(Arc<Mutex<Contents>>),
    Folder(BTreeMap<String, Node>),
}
impl Node {
    pub(crate) fn folder() -> Node {
        Node::Folder(BTreeMap::new())
    }
    fn inside(&mut self) -> Result<&mut BTreeMap<String, Node>> {
        match self {
            Node::Folder(inside) => Ok(inside),
            Node::File(_) => Err(Error::from_raw_os_error(ENOTDIR)),
        }
    }
}

/// All its paths are absolute, without `.` and `..`.
pub(crate) struct Tree {
    root: Node,
}
impl Tree {
    pub(crate) fn node(&self, path: &Path) -> Result<&Node> {
        let mut node = &self.root;
        for name in path.components().filter_map(normal) {
            let Node::Folder(inside) = node else {
                return Err(Error::from_raw_os_error(ENOTDIR));
            };
            node = inside.get(name).ok_or_else(|| Error::from_raw_os_error(ENOENT))?;
        }
        Ok(node)
    }
    /// The folder that the path is in, and its name there; the root is in none.
    fn place<'p>(&mut self, path: &'p Path) -> Result<(&mut BTreeMap<String, Node>, &'p str)> {
        let mut names: Vec<&str> = path.components().filter_map(normal).collect();
        let last = names.pop().ok_or_else(|| Error::from_raw_os_error(EINVAL))?;
        let mut node = &mut self.root;
        for name in names {
            node = node
                .inside()?
                .get_mut(name)
                .ok_or_else(|| Error::from_raw_os_error(ENOENT))?;
        }
        Ok((node.inside()?, last))
    }
    pub(crate) fn put(&mut self, path: &Path, node: Node) -> Result<()> {
        let (inside, name) = self.place(path)?;
        inside.insert(String::from(name), node);
        Ok(())
    }
    /// Also makes the folders that are missing.
    fn put_with_folders(&mut self, path: &Path, node: Node) -> Result<()> {
        let mut folders: Vec<&Path> = path.ancestors().skip(1).collect();
        folders.reverse();
        for folder in folders {
            if self.node(folder).is_err() {
                self.put(folder, Node::folder())?;
            }
        }
        self.put(path, node)
    }
    pub(crate) fn take(&mut self, path: &Path) -> Result<()> {
        let (inside, name) = self.place(path)?;
        match inside.remove(name) {
            Some(_) => Ok(()),
            None => Err(Error::from_raw_os_error(ENOENT)),
        }
    }
}

fn normal(component: Component<'_>) -> Option<&str> {
    match component {
        Component::Normal(name) => Some(name.as_str()),
        _ => None,
    }
}

/// There are no links, so `..` is the folder above.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf> {
    if path.as_str().is_empty() {
        return Err(Error::from_raw_os_error(ENOENT));
    }
    let mut whole = PathBuf::from(START);
    for component in path.components() {
        match component {
            Component::RootDir => whole = PathBuf::from("/"),
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            Component::Normal(name) => whole.push(name),
        }
    }
    Ok(whole)
}
