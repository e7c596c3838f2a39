//! A path that is owned and grows.

use super::Path;
use crate::borrow::{Borrow, Cow};
use crate::convert::Infallible;
use crate::ffi::{OsStr, OsString};
use crate::fmt;
use crate::hash::{Hash, Hasher};
use crate::ops::Deref;
use crate::str::FromStr;

#[derive(Clone, Default)]
pub struct PathBuf {
    inner: OsString,
}
impl PathBuf {
    pub const fn new() -> PathBuf {
        PathBuf { inner: OsString::new() }
    }
    pub fn as_path(&self) -> &Path {
        self
    }
    pub fn into_os_string(self) -> OsString {
        self.inner
    }
    /// An absolute path replaces what was there.
    pub fn push<P: AsRef<Path>>(&mut self, path: P) {
        let path = path.as_ref();
        let text = self.inner.as_mut_string();
        if path.is_absolute() {
            text.clear();
        } else if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        text.push_str(path.as_str());
    }
    pub fn pop(&mut self) -> bool {
        match self.parent().map(|parent| parent.as_str().len()) {
            Some(len) => {
                self.inner.as_mut_string().truncate(len);
                true
            }
            None => false,
        }
    }
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, name: S) {
        if self.file_name().is_some() {
            self.pop();
        }
        self.push(name.as_ref());
    }
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {
        let Some(stem) = self.file_stem() else {
            return false;
        };
        let mut name = stem.to_os_string();
        let extension = extension.as_ref();
        if !extension.is_empty() {
            name.push(".");
            name.push(extension);
        }
        self.set_file_name(name);
        true
    }
}
impl Deref for PathBuf {
    type Target = Path;
    fn deref(&self) -> &Path {
        Path::new(&self.inner)
    }
}
impl Borrow<Path> for PathBuf {
    fn borrow(&self) -> &Path {
        self
    }
}
impl AsRef<Path> for PathBuf {
    fn as_ref(&self) -> &Path {
        self
    }
}
impl AsRef<Path> for Cow<'_, OsStr> {
    fn as_ref(&self) -> &Path {
        Path::new(&**self)
    }
}
impl AsRef<OsStr> for PathBuf {
    fn as_ref(&self) -> &OsStr {
        &self.inner
    }
}
impl fmt::Debug for PathBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
impl PartialEq for PathBuf {
    fn eq(&self, other: &PathBuf) -> bool {
        **self == **other
    }
}
impl Eq for PathBuf {}
impl PartialEq<Path> for PathBuf {
    fn eq(&self, other: &Path) -> bool {
        **self == *other
    }
}
impl<'a> PartialEq<&'a Path> for PathBuf {
    fn eq(&self, other: &&'a Path) -> bool {
        **self == **other
    }
}
impl PartialEq<PathBuf> for Path {
    fn eq(&self, other: &PathBuf) -> bool {
        *self == **other
    }
}
impl PartialOrd for PathBuf {
    fn partial_cmp(&self, other: &PathBuf) -> Option<crate::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for PathBuf {
    fn cmp(&self, other: &PathBuf) -> crate::cmp::Ordering {
        (**self).cmp(&**other)
    }
}
impl Hash for PathBuf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state)
    }
}
impl From<OsString> for PathBuf {
    fn from(inner: OsString) -> PathBuf {
        PathBuf { inner }
    }
}
impl From<String> for PathBuf {
    fn from(text: String) -> PathBuf {
        PathBuf { inner: text.into() }
    }
}
impl<T: AsRef<OsStr> + ?Sized> From<&T> for PathBuf {
    fn from(s: &T) -> PathBuf {
        PathBuf {
            inner: s.as_ref().to_os_string(),
        }
    }
}
impl From<PathBuf> for OsString {
    fn from(path: PathBuf) -> OsString {
        path.inner
    }
}
impl FromStr for PathBuf {
    type Err = Infallible;
    fn from_str(s: &str) -> Result<PathBuf, Infallible> {
        Ok(PathBuf::from(s))
    }
}
impl<P: AsRef<Path>> Extend<P> for PathBuf {
    fn extend<I: IntoIterator<Item = P>>(&mut self, parts: I) {
        for part in parts {
            self.push(part);
        }
    }
}
impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
    fn from_iter<I: IntoIterator<Item = P>>(parts: I) -> PathBuf {
        let mut path = PathBuf::new();
        path.extend(parts);
        path
    }
}
