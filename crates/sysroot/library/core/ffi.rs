//! Texts as the operating system has them. Here they are always valid UTF-8.

use crate::borrow::{Borrow, Cow, ToOwned};
use crate::fmt;
use crate::ops::Deref;

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct OsStr {
    inner: str,
}
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr {
        s.as_ref()
    }
    pub(crate) fn from_str(s: &str) -> &OsStr {
        unsafe { &*(s as *const str as *const OsStr) }
    }
    pub(crate) fn as_str(&self) -> &str {
        &self.inner
    }
    pub fn to_str(&self) -> Option<&str> {
        Some(&self.inner)
    }
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.inner)
    }
    pub fn to_os_string(&self) -> OsString {
        OsString {
            inner: String::from(&self.inner),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }
    pub fn len(&self) -> usize {
        self.inner.len()
    }
}
impl fmt::Debug for OsStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.inner, f)
    }
}
impl ToOwned for OsStr {
    type Owned = OsString;
    fn to_owned(&self) -> OsString {
        self.to_os_string()
    }
}
impl PartialEq<str> for OsStr {
    fn eq(&self, other: &str) -> bool {
        &self.inner == other
    }
}
impl PartialEq<&str> for OsString {
    fn eq(&self, other: &&str) -> bool {
        &self.inner == *other
    }
}
impl PartialEq<str> for OsString {
    fn eq(&self, other: &str) -> bool {
        &self.inner == other
    }
}

#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsString {
    inner: String,
}
impl OsString {
    pub const fn new() -> OsString {
        OsString { inner: String::new() }
    }
    pub fn as_os_str(&self) -> &OsStr {
        self
    }
    pub fn into_string(self) -> Result<String, OsString> {
        Ok(self.inner)
    }
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T) {
        self.inner.push_str(s.as_ref().as_str())
    }
    pub(crate) fn as_mut_string(&mut self) -> &mut String {
        &mut self.inner
    }
}
impl Deref for OsString {
    type Target = OsStr;
    fn deref(&self) -> &OsStr {
        OsStr::from_str(&self.inner)
    }
}
impl Borrow<OsStr> for OsString {
    fn borrow(&self) -> &OsStr {
        self
    }
}
impl fmt::Debug for OsString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.inner, f)
    }
}
impl From<String> for OsString {
    fn from(inner: String) -> OsString {
        OsString { inner }
    }
}
impl<T: AsRef<OsStr> + ?Sized> From<&T> for OsString {
    fn from(s: &T) -> OsString {
        s.as_ref().to_os_string()
    }
}
impl AsRef<OsStr> for OsStr {
    fn as_ref(&self) -> &OsStr {
        self
    }
}
impl AsRef<OsStr> for OsString {
    fn as_ref(&self) -> &OsStr {
        self
    }
}
impl AsRef<OsStr> for str {
    fn as_ref(&self) -> &OsStr {
        OsStr::from_str(self)
    }
}
impl AsRef<OsStr> for String {
    fn as_ref(&self) -> &OsStr {
        OsStr::from_str(self)
    }
}
