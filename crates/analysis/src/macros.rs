//! Macros that rustc or a crate's macro library would run as programs, here as functions over tokens.

mod derive;
mod input;
mod quote;
mod stringify;
mod tokio;

use base_db::{Env, SourceDatabase};
use hir_expand::proc_macro::{
    ProcMacro, ProcMacroExpander, ProcMacroExpansionError, ProcMacroKind,
};
use intern::Symbol;
use span::Span;
use tt::TopSubtree;

/// What a macro may look at, and where it was called.
struct Call<'a> {
    input: &'a TopSubtree,
    /// What an attribute has in its parentheses.
    attribute: Option<&'a TopSubtree>,
    call_site: Span,
}

type Expand = fn(&Call<'_>) -> Result<TopSubtree, String>;

/// All macros of all macro crates of the library, found by the name of their declaration there.
pub(crate) fn table() -> Vec<ProcMacro> {
    let derives = derive::DERIVES
        .iter()
        .map(|it| (it, ProcMacroKind::CustomDerive));
    let functions = stringify::FUNCTIONS
        .iter()
        .chain(tokio::FUNCTIONS)
        .map(|it| (it, ProcMacroKind::Bang));
    let attributes = tokio::ATTRIBUTES.iter().map(|it| (it, ProcMacroKind::Attr));
    derives
        .chain(functions)
        .chain(attributes)
        .map(|((name, expand), kind)| ProcMacro {
            name: Symbol::intern(name),
            kind,
            expander: std::sync::Arc::new(Builtin {
                name,
                expand: *expand,
            }),
            disabled: false,
        })
        .collect()
}

struct Builtin {
    name: &'static str,
    expand: Expand,
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl ProcMacroExpander for Builtin {
    fn expand(
        &self,
        _db: &dyn SourceDatabase,
        input: &TopSubtree,
        attribute: Option<&TopSubtree>,
        _env: &Env,
        _def_site: Span,
        call_site: Span,
        _mixed_site: Span,
        _current_dir: String,
    ) -> Result<TopSubtree, ProcMacroExpansionError> {
        (self.expand)(&Call {
            input,
            attribute,
            call_site,
        })
        .map_err(ProcMacroExpansionError::Panic)
    }
    fn eq_dyn(&self, other: &dyn ProcMacroExpander) -> bool {
        (other as &dyn std::any::Any)
            .downcast_ref::<Builtin>()
            .is_some_and(|other| other.name == self.name)
    }
}
