//! An open file.

use super::dir::Metadata;
use super::tree::{self, Contents, FILES, Node};
use crate::fmt;
use crate::io::{Error, Read, Result, Seek, SeekFrom, Write};
use crate::path::{Path, PathBuf};
use crate::sync::{Arc, Mutex};
use crate::time::SystemTime;

pub struct File {
    path: PathBuf,
    contents: Arc<Mutex<Contents>>,
    /// Shared with the clones.
    position: Arc<Mutex<u64>>,
    options: OpenOptions,
}
impl File {
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File> {
        OpenOptions::new().read(true).open(path)
    }
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File> {
        OpenOptions::new().write(true).create(true).truncate(true).open(path)
    }
    pub fn create_new<P: AsRef<Path>>(path: P) -> Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    }
    pub fn options() -> OpenOptions {
        OpenOptions::new()
    }
    pub fn metadata(&self) -> Result<Metadata> {
        Ok(Metadata::of(&Node::File(self.contents.clone())))
    }
    pub fn set_len(&self, len: u64) -> Result<()> {
        if !self.options.write {
            return Err(Error::from_raw_os_error(tree::EINVAL));
        }
        self.contents.lock().unwrap().bytes.resize(len as usize, 0);
        Ok(())
    }
    pub fn sync_all(&self) -> Result<()> {
        Ok(())
    }
    pub fn sync_data(&self) -> Result<()> {
        Ok(())
    }
    pub fn try_clone(&self) -> Result<File> {
        Ok(File {
            path: self.path.clone(),
            contents: self.contents.clone(),
            position: self.position.clone(),
            options: self.options.clone(),
        })
    }
}
impl Read for &File {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if !self.options.read {
            return Err(Error::from_raw_os_error(tree::EBADF));
        }
        tree::wait_for_disk();
        let contents = self.contents.lock().unwrap();
        let mut position = self.position.lock().unwrap();
        let start = (*position as usize).min(contents.bytes.len());
        let n = buf.len().min(contents.bytes.len() - start);
        buf[..n].copy_from_slice(&contents.bytes[start..start + n]);
        *position += n as u64;
        Ok(n)
    }
}
impl Write for &File {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        if !self.options.write && !self.options.append {
            return Err(Error::from_raw_os_error(tree::EBADF));
        }
        tree::wait_for_disk();
        let mut contents = self.contents.lock().unwrap();
        let mut position = self.position.lock().unwrap();
        if self.options.append {
            *position = contents.bytes.len() as u64;
        }
        let start = *position as usize;
        let end = start + buf.len();
        if contents.bytes.len() < end {
            contents.bytes.resize(end, 0);
        }
        contents.bytes[start..end].copy_from_slice(buf);
        contents.modified = SystemTime::now();
        *position = end as u64;
        Ok(buf.len())
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
impl Seek for &File {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let len = self.contents.lock().unwrap().bytes.len() as u64;
        let mut position = self.position.lock().unwrap();
        *position = pos
            .place(*position, len)
            .map_err(|_| Error::from_raw_os_error(tree::EINVAL))?;
        Ok(*position)
    }
}
impl Read for File {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        (&*self).read(buf)
    }
}
impl Write for File {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        (&*self).write(buf)
    }
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
impl Seek for File {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        (&*self).seek(pos)
    }
}
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("path", &self.path)
            .field("read", &self.options.read)
            .field("write", &(self.options.write || self.options.append))
            .finish()
    }
}

#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    read: bool,
    write: bool,
    append: bool,
    truncate: bool,
    create: bool,
    create_new: bool,
}
macro_rules! setters {
    ($($name:ident)*) => { $(
        pub fn $name(&mut self, $name: bool) -> &mut Self {
            self.$name = $name;
            self
        }
    )* };
}
impl OpenOptions {
    pub fn new() -> OpenOptions {
        OpenOptions::default()
    }
    setters! { read write append truncate create create_new }

    pub fn open<P: AsRef<Path>>(&self, path: P) -> Result<File> {
        let writes = self.write || self.append;
        let makes = self.create || self.create_new;
        if !(self.read || writes) || (makes || self.truncate) && !writes || self.truncate && self.append {
            return Err(Error::from_raw_os_error(tree::EINVAL));
        }
        let path = tree::absolute(path.as_ref())?;
        tree::wait_for_disk();
        let mut files = FILES.lock().unwrap();
        let contents = match files.node(&path) {
            Ok(_) if self.create_new => return Err(Error::from_raw_os_error(tree::EEXIST)),
            Ok(Node::File(contents)) => contents.clone(),
            // A folder can be opened, but not read; that comes out at the first read, and here a little earlier.
            Ok(Node::Folder(_)) => return Err(Error::from_raw_os_error(tree::EISDIR)),
            Err(e) if !makes || e.raw_os_error() != Some(tree::ENOENT) => return Err(e),
            Err(_) => {
                let contents = Contents::new();
                files.put(&path, Node::File(contents.clone()))?;
                contents
            }
        };
        if self.truncate {
            contents.lock().unwrap().bytes.clear();
        }
        Ok(File {
            path,
            contents,
            position: Arc::new(Mutex::new(0)),
            options: self.clone(),
        })
    }
}
