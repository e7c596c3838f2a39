//! Code generation: everything `main` reaches, instantiated and turned into a bytecode [`Program`].
//!
//! In reading order: `layout` (sizes and offsets) and `types` (layouts, drops and fields of a [`Ty`]);
//! `mono` (instances, the worklist, data and vtables); `func` (one function being written), `place`,
//! `operand`, `rvalue`, `call`, `intrinsics`, `unsize` (MIR's parts), `flags` and `drops` (what is
//! dropped when), `slots`, `outline` and `body` (a whole
//! MIR body); `glue` and `shims` (functions nobody wrote), `values`
//! (consts and statics), `entry`.
//!
//! The result holds nothing of the session.

mod body;
mod call;
mod drops;
mod entry;
mod flags;
mod func;
pub use func::may_leave;
mod glue;
mod intrinsics;
mod layout;
mod mono;
mod operand;
mod outline;
mod place;
mod rvalue;
mod shims;
mod slots;
mod types;
mod unsize;
mod values;

use std::{fmt, rc::Rc};

use analysis::{
    Session, Unsupported,
    thir::{Owner, Span},
    ty::FnId,
};
use bytecode::Program;

use crate::mir::Mir;

/// Gives the MIR of a body; closures and async blocks are in its `nested`.
pub trait MirSource {
    fn mir(&self, owner: Owner) -> Result<Rc<Mir>, Error>;
}

/// What cannot be compiled: a construct that is not supported, or a bug found in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub message: String,
    /// rustc's code, for the few errors of the program that are found only here (E0733: recursion in an async fn).
    pub code: Option<&'static str>,
    pub span: Option<Span>,
    /// The function (with its arguments) that was compiled.
    pub within: Option<String>,
}

/// The names of source files as `Span::file` counts them; the first `own_files` are the visitor's.
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub names: Vec<String>,
    pub own_files: u16,
}

/// Compiles `main` and all it reaches.
pub fn compile(
    session: &Session<'_>,
    source: &dyn MirSource,
    main: FnId,
    files: Files,
) -> Result<Program, Error> {
    let cx = mono::Cx::new(session, source);
    let entry = entry::request(&cx, main);
    cx.run()?;
    entry::finish(cx, entry, files)
}

impl Error {
    pub fn new(message: impl Into<String>) -> Error {
        Error {
            message: message.into(),
            code: None,
            span: None,
            within: None,
        }
    }
    pub fn at(mut self, span: Option<Span>) -> Error {
        self.span = self.span.or(span);
        self
    }
}

impl From<Unsupported> for Error {
    fn from(it: Unsupported) -> Error {
        Error::new(it.message).at(it.span)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.within {
            Some(within) => write!(f, " (in `{within}`)"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
