//! Code generation: everything `main` reaches, instantiated and turned into a bytecode [`Program`].
//!
//! In reading order: `layout` (sizes and offsets) and `types` (layouts, drops and fields of a [`Ty`]);
//! `mono` (instances, the worklist, data and vtables); `func` (one function being written), `place`,
//! `operand`, `rvalue`, `call`, `intrinsics`, `unsize` (MIR's parts), `flags` and `drops` (what is
//! dropped when), `body` (a whole MIR body); `glue` and `shims` (functions nobody wrote), `values`
//! (consts and statics), `entry`.
//!
//! The result holds nothing of the session.

mod body;
mod call;
mod drops;
mod entry;
mod flags;
mod func;
mod glue;
mod intrinsics;
mod layout;
mod mono;
mod operand;
mod place;
mod rvalue;
mod shims;
mod slots;
mod types;
mod unsize;
mod values;

use std::rc::Rc;

use analysis::{
    Session, Unsupported,
    thir::{Owner, Span},
    ty::FnId,
};
use bytecode::Program;

use crate::mir::Mir;

/// Gives the MIR of a body; closures and async blocks are in its `nested`.
pub trait MirSource {
    fn mir(&self, owner: Owner) -> Result<Rc<Mir>, Unsupported>;
}

/// Why there is no program.
#[derive(Clone, Debug)]
pub enum Error {
    /// What rustc rejects as well, but what shows only here (E0733: recursion in an async fn).
    Rejected {
        code: &'static str,
        message: String,
        span: Option<Span>,
    },
    /// A construct that the engine does not know.
    Unsupported(Unsupported),
    /// A bug.
    Internal(String),
}

/// Compiles `main` and all it reaches. The caller, who knows the files' names, fills in `Program::files`.
pub fn compile(
    session: &Session<'_>,
    source: &dyn MirSource,
    main: FnId,
) -> Result<Program, Error> {
    generate(session, source, main).map_err(|problem| {
        let message = match &problem.within {
            Some(within) => format!("{} (in `{within}`)", problem.message),
            None => problem.message.clone(),
        };
        match problem.code {
            Some(code) => Error::Rejected {
                code,
                message: problem.message,
                span: problem.span,
            },
            None if problem.span.is_some() => Error::Unsupported(Unsupported {
                message,
                span: problem.span,
            }),
            None => Error::Internal(message),
        }
    })
}

fn generate(session: &Session<'_>, source: &dyn MirSource, main: FnId) -> Result<Program, Problem> {
    let cx = mono::Cx::new(session, source);
    let entry = entry::request(&cx, main);
    cx.run()?;
    entry::finish(cx, entry)
}

/// What code generation stumbled over.
#[derive(Clone, Debug)]
struct Problem {
    message: String,
    /// rustc's code, if it would complain too.
    code: Option<&'static str>,
    span: Option<Span>,
    /// The function (with its arguments) that was compiled.
    within: Option<String>,
}

impl Problem {
    fn new(message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            code: None,
            span: None,
            within: None,
        }
    }
    fn at(mut self, span: Option<Span>) -> Problem {
        self.span = self.span.or(span);
        self
    }
}

impl From<Unsupported> for Problem {
    fn from(it: Unsupported) -> Problem {
        Problem::new(it.message).at(it.span)
    }
}
