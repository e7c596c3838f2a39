//! The program's surroundings: a playground has no arguments and no variables.

use crate::fmt;

pub struct Args {
    inner: crate::vec::IntoIter<String>,
}
pub fn args() -> Args {
    Args {
        inner: vec![String::from("main")].into_iter(),
    }
}
impl Iterator for Args {
    type Item = String;
    fn next(&mut self) -> Option<String> {
        self.inner.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}
impl ExactSizeIterator for Args {}

#[derive(Debug, PartialEq, Eq, Clone)]
pub enum VarError {
    NotPresent,
    NotUnicode(crate::ffi::OsString),
}
impl fmt::Display for VarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VarError::NotPresent => f.write_str("environment variable not found"),
            VarError::NotUnicode(s) => write!(f, "environment variable was not valid unicode: {s:?}"),
        }
    }
}
impl crate::error::Error for VarError {}
pub fn var<K: AsRef<crate::ffi::OsStr>>(_key: K) -> Result<String, VarError> {
    Err(VarError::NotPresent)
}

pub fn vars() -> crate::vec::IntoIter<(String, String)> {
    Vec::new().into_iter()
}
pub fn current_dir() -> crate::io::Result<crate::path::PathBuf> {
    Ok(crate::fs::start().into())
}
pub fn temp_dir() -> crate::path::PathBuf {
    "/tmp".into()
}
