//! The parts of a path.

use super::Path;
use crate::ffi::OsStr;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Component<'a> {
    RootDir,
    CurDir,
    ParentDir,
    Normal(&'a OsStr),
}
impl<'a> Component<'a> {
    pub fn as_os_str(self) -> &'a OsStr {
        match self {
            Component::RootDir => OsStr::from_str("/"),
            Component::CurDir => OsStr::from_str("."),
            Component::ParentDir => OsStr::from_str(".."),
            Component::Normal(name) => name,
        }
    }
}
impl AsRef<OsStr> for Component<'_> {
    fn as_ref(&self) -> &OsStr {
        self.as_os_str()
    }
}
impl AsRef<Path> for Component<'_> {
    fn as_ref(&self) -> &Path {
        Path::new(self.as_os_str())
    }
}

/// Repeated separators and inner `.` are passed over.
#[derive(Clone, Debug)]
pub struct Components<'a> {
    rest: &'a str,
    /// Nothing was taken from the front: a separator there is the root, and a dot the current folder.
    at_start: bool,
}
impl<'a> Components<'a> {
    pub(crate) fn new(rest: &'a str) -> Components<'a> {
        Components { rest, at_start: true }
    }
    pub fn as_path(&self) -> &'a Path {
        let mut copy = self.clone();
        copy.trim_front();
        copy.trim_back();
        Path::new(copy.rest)
    }
    fn has_root(&self) -> bool {
        self.at_start && self.rest.starts_with('/')
    }
    fn trim_front(&mut self) {
        if self.at_start {
            return;
        }
        loop {
            self.rest = self.rest.trim_start_matches('/');
            match self.rest.strip_prefix('.') {
                Some(after) if after.is_empty() || after.starts_with('/') => self.rest = after,
                _ => return,
            }
        }
    }
    /// Leaves at the end the last component, or the root alone.
    fn trim_back(&mut self) {
        loop {
            let trimmed = self.rest.trim_end_matches('/');
            if trimmed.is_empty() && self.has_root() {
                self.rest = "/";
                return;
            }
            self.rest = trimmed;
            match trimmed.strip_suffix("/.") {
                Some(before) if before.is_empty() => self.rest = "/",
                Some(before) => self.rest = before,
                None => {
                    if trimmed == "." && !self.at_start {
                        self.rest = "";
                    }
                    return;
                }
            }
        }
    }
}
fn component(text: &str) -> Component<'_> {
    match text {
        "." => Component::CurDir,
        ".." => Component::ParentDir,
        _ => Component::Normal(OsStr::from_str(text)),
    }
}
impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;
    fn next(&mut self) -> Option<Component<'a>> {
        if self.has_root() {
            self.at_start = false;
            self.rest = &self.rest[1..];
            return Some(Component::RootDir);
        }
        self.trim_front();
        if self.rest.is_empty() {
            return None;
        }
        self.at_start = false;
        let end = self.rest.find('/').unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(component(text))
    }
}
impl<'a> DoubleEndedIterator for Components<'a> {
    fn next_back(&mut self) -> Option<Component<'a>> {
        self.trim_back();
        if self.rest == "/" && self.has_root() {
            self.rest = "";
            return Some(Component::RootDir);
        }
        if self.rest.is_empty() {
            return None;
        }
        let start = self.rest.rfind('/').map_or(0, |at| at + 1);
        let (rest, text) = self.rest.split_at(start);
        self.rest = rest;
        Some(component(text))
    }
}

#[derive(Clone, Debug)]
pub struct Iter<'a> {
    inner: Components<'a>,
}
impl<'a> Iter<'a> {
    pub(crate) fn new(inner: Components<'a>) -> Iter<'a> {
        Iter { inner }
    }
}
impl<'a> Iterator for Iter<'a> {
    type Item = &'a OsStr;
    fn next(&mut self) -> Option<&'a OsStr> {
        self.inner.next().map(Component::as_os_str)
    }
}
impl<'a> DoubleEndedIterator for Iter<'a> {
    fn next_back(&mut self) -> Option<&'a OsStr> {
        self.inner.next_back().map(Component::as_os_str)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Ancestors<'a> {
    next: Option<&'a Path>,
}
impl<'a> Ancestors<'a> {
    pub(crate) fn new(path: &'a Path) -> Ancestors<'a> {
        Ancestors { next: Some(path) }
    }
}
impl<'a> Iterator for Ancestors<'a> {
    type Item = &'a Path;
    fn next(&mut self) -> Option<&'a Path> {
        let next = self.next;
        self.next = next.and_then(Path::parent);
        next
    }
}
