//! Paths as Unix has them.

mod buf;
mod components;

pub use buf::PathBuf;
pub use components::{Ancestors, Component, Components, Iter};

use crate::borrow::{Cow, ToOwned};
use crate::ffi::{OsStr, OsString};
use crate::hash::{Hash, Hasher};
use crate::{cmp, error, fmt, fs, io};

pub const MAIN_SEPARATOR: char = '/';
pub const MAIN_SEPARATOR_STR: &str = "/";

#[repr(transparent)]
pub struct Path {
    inner: OsStr,
}
impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {
        unsafe { &*(s.as_ref() as *const OsStr as *const Path) }
    }
    pub(crate) fn as_str(&self) -> &str {
        self.inner.as_str()
    }
    pub fn as_os_str(&self) -> &OsStr {
        &self.inner
    }
    pub fn to_str(&self) -> Option<&str> {
        self.inner.to_str()
    }
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        self.inner.to_string_lossy()
    }
    pub fn to_path_buf(&self) -> PathBuf {
        PathBuf::from(self.inner.to_os_string())
    }
    pub fn is_absolute(&self) -> bool {
        self.has_root()
    }
    pub fn is_relative(&self) -> bool {
        !self.is_absolute()
    }
    pub fn has_root(&self) -> bool {
        self.as_str().starts_with('/')
    }
    pub fn components(&self) -> Components<'_> {
        Components::new(self.as_str())
    }
    pub fn iter(&self) -> Iter<'_> {
        Iter::new(self.components())
    }
    pub fn parent(&self) -> Option<&Path> {
        let mut components = self.components();
        match components.next_back()? {
            Component::RootDir => None,
            _ => Some(components.as_path()),
        }
    }
    pub fn ancestors(&self) -> Ancestors<'_> {
        Ancestors::new(self)
    }
    pub fn file_name(&self) -> Option<&OsStr> {
        match self.components().next_back()? {
            Component::Normal(name) => Some(name),
            _ => None,
        }
    }
    /// The name's stem and what comes after its last dot; a dot in front begins no extension.
    fn stem_and_extension(&self) -> (Option<&OsStr>, Option<&OsStr>) {
        let Some(name) = self.file_name() else {
            return (None, None);
        };
        match name.as_str().rsplit_once('.') {
            Some(("", _)) | None => (Some(name), None),
            Some((stem, extension)) => (Some(OsStr::from_str(stem)), Some(OsStr::from_str(extension))),
        }
    }
    pub fn file_stem(&self) -> Option<&OsStr> {
        self.stem_and_extension().0
    }
    pub fn extension(&self) -> Option<&OsStr> {
        self.stem_and_extension().1
    }
    pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError> {
        let mut mine = self.components();
        for component in base.as_ref().components() {
            if mine.next() != Some(component) {
                return Err(StripPrefixError(()));
            }
        }
        Ok(mine.as_path())
    }
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {
        self.strip_prefix(base).is_ok()
    }
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {
        let mut mine = self.components();
        child.as_ref().components().rev().all(|c| mine.next_back() == Some(c))
    }
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf {
        let mut joined = self.to_path_buf();
        joined.push(path);
        joined
    }
    pub fn with_file_name<S: AsRef<OsStr>>(&self, name: S) -> PathBuf {
        let mut path = self.to_path_buf();
        path.set_file_name(name);
        path
    }
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {
        let mut path = self.to_path_buf();
        path.set_extension(extension);
        path
    }
    pub fn display(&self) -> Display<'_> {
        Display { path: self }
    }

    pub fn metadata(&self) -> io::Result<fs::Metadata> {
        fs::metadata(self)
    }
    pub fn canonicalize(&self) -> io::Result<PathBuf> {
        fs::canonicalize(self)
    }
    pub fn read_dir(&self) -> io::Result<fs::ReadDir> {
        fs::read_dir(self)
    }
    pub fn exists(&self) -> bool {
        self.metadata().is_ok()
    }
    pub fn try_exists(&self) -> io::Result<bool> {
        fs::exists(self)
    }
    pub fn is_file(&self) -> bool {
        self.metadata().is_ok_and(|m| m.is_file())
    }
    pub fn is_dir(&self) -> bool {
        self.metadata().is_ok_and(|m| m.is_dir())
    }
}
impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.inner, f)
    }
}
impl ToOwned for Path {
    type Owned = PathBuf;
    fn to_owned(&self) -> PathBuf {
        self.to_path_buf()
    }
}

// Two paths are equal when they have the same components, however they are written.
impl PartialEq for Path {
    fn eq(&self, other: &Path) -> bool {
        self.components().eq(other.components())
    }
}
impl Eq for Path {}
impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Path) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Path {
    fn cmp(&self, other: &Path) -> cmp::Ordering {
        self.components().cmp(other.components())
    }
}
impl Hash for Path {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for component in self.components() {
            component.hash(state);
        }
    }
}
impl<'a> IntoIterator for &'a Path {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

macro_rules! as_path {
    ($($t:ty)*) => { $(
        impl AsRef<Path> for $t {
            fn as_ref(&self) -> &Path {
                Path::new(self)
            }
        }
    )* };
}
as_path! { str String OsStr OsString }
impl AsRef<Path> for Path {
    fn as_ref(&self) -> &Path {
        self
    }
}
impl AsRef<OsStr> for Path {
    fn as_ref(&self) -> &OsStr {
        &self.inner
    }
}

pub struct Display<'a> {
    path: &'a Path,
}
impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.path.as_str(), f)
    }
}
impl fmt::Debug for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.path, f)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripPrefixError(());
impl fmt::Display for StripPrefixError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("prefix not found")
    }
}
impl error::Error for StripPrefixError {}
