//! Parts of the real libraries that are not here yet: programs that name them are right, and cannot run here.

use super::{Diagnostic, error};
use crate::thir::Span;

/// By the path of the module or item.
const NOT_HERE: &[&str] = &[
    "std::backtrace",
    "std::os",
    "std::process::Command",
    "std::process::Stdio",
    "tokio::fs::DirBuilder",
    "tokio::fs::set_permissions",
    "tokio::net::TcpSocket",
    "tokio::net::UnixDatagram",
    "tokio::net::UnixListener",
    "tokio::net::UnixStream",
    "tokio::net::unix",
    "tokio::net::windows",
    "tokio::process",
    "tokio::signal::unix",
    "tokio::signal::windows",
];

/// What to say of a `name` that was not found in `of`, if the real library has it there. `path` is what was written.
pub(super) fn not_here(of: &str, name: &str, path: &str, span: Span) -> Option<Diagnostic> {
    let missing = format!("{of}::{name}");
    NOT_HERE.contains(&missing.as_str()).then(|| Diagnostic {
        unsupported: true,
        ..error("", span, format!("not supported here yet: `{path}`"), "")
    })
}
