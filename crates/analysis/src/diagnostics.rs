//! What is wrong with the program, in rustc's words.

use hir::diagnostics::AnyDiagnostic;

use crate::{Session, thir::Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
    Note,
    Help,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub range: Span,
    pub text: String,
    pub primary: bool,
}

/// A diagnostic in rustc's structure. The first label is primary and where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub level: Level,
    /// `E0308`, a lint's name, or none.
    pub code: Option<String>,
    pub message: String,
    pub labels: Vec<Label>,
    /// `note:` and `help:` lines below.
    pub notes: Vec<(Level, String)>,
    /// Not an error of the program: not supported here yet.
    pub unsupported: bool,
}

impl Session<'_> {
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.of_crate(self.own_crate())
    }
    /// Everything rust-analyzer says about a crate of the library, for those who write it.
    pub fn library_diagnostics(&self, name: &str) -> Vec<Diagnostic> {
        let found = hir::Crate::all(self.db).into_iter().find(|krate| {
            krate
                .display_name(self.db)
                .is_some_and(|known| known.canonical_name().as_str() == name)
        });
        found.map_or_else(Vec::new, |krate| self.of_crate(krate))
    }
    fn of_crate(&self, krate: hir::Crate) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for module in krate.modules(self.db) {
            module.diagnostics(self.db, &mut found, false);
        }
        found
            .iter()
            .map(|it| {
                let text = format!("{it:?}");
                let span = self.early(it);
                Diagnostic {
                    level: Level::Error,
                    code: None,
                    message: text,
                    labels: span
                        .map(|span| Label {
                            range: span,
                            text: String::new(),
                            primary: true,
                        })
                        .into_iter()
                        .collect(),
                    notes: Vec::new(),
                    unsupported: false,
                }
            })
            .collect()
    }
    fn early(&self, it: &AnyDiagnostic<'_>) -> Option<Span> {
        use AnyDiagnostic as D;
        Some(match it {
            D::UnresolvedIdent(d) => self.at(&d.node.as_ref().map(|it| it.0)),
            D::UnresolvedImport(d) => self.at(&d.decl),
            D::UnresolvedMethodCall(d) => self.at(&d.expr),
            D::UnresolvedField(d) => self.at(&d.expr),
            D::TypeMismatch(d) => self.at(&d.expr_or_pat),
            D::UnimplementedTrait(d) => self.at(&d.span),
            D::TypeMustBeKnown(d) => self.at(&d.at_point),
            D::UnresolvedAssocItem(d) => self.at(&d.expr_or_pat),
            D::UnresolvedModule(d) => self.at(&d.decl),
            D::UnresolvedMacroCall(d) => self.range(d.range),
            D::MacroError(d) => self.range(d.range),
            D::MacroExpansionParseError(d) => self.range(d.range),
            D::MacroDefError(d) => self.at(&d.node),
            D::CannotBeDereferenced(d) => self.at(&d.expr),
            D::CannotIndexInto(d) => self.at(&d.expr),
            D::ExpectedFunction(d) => self.at(&d.call),
            D::InvalidCast(d) => self.at(&d.expr),
            D::MismatchedArgCount(d) => self.at(&d.call_expr),
            D::MissingUnsafe(d) => self.at(&d.node),
            D::MissingMatchArms(d) => self.at(&d.scrutinee_expr),
            D::TraitImplMissingAssocItems(d) => {
                self.at(&hir_expand::InFile::new(d.file_id, d.impl_))
            }
            D::TraitImplRedundantAssocItems(d) => {
                self.at(&hir_expand::InFile::new(d.file_id, d.impl_))
            }
            D::IncoherentImpl(d) => self.at(&hir_expand::InFile::new(d.file_id, d.impl_)),
            D::IncorrectGenericsLen(d) => self.at(&d.generics_or_segment),
            D::NoSuchField(d) => self.at(&d.field),
            D::MissingFields(d) => self.at(&hir_expand::InFile::new(d.file, d.field_list_parent)),
            D::InactiveCode(d) => self.range(hir_expand::InFile::new(
                d.node.file_id,
                d.node.value.text_range(),
            )),
            D::UnimplementedBuiltinMacro(d) => self.range(hir_expand::InFile::new(
                d.node.file_id,
                d.node.value.text_range(),
            )),
            _ => return None,
        })
    }
    fn at<N: syntax::AstNode>(&self, node: &hir_expand::InFile<syntax::AstPtr<N>>) -> Span {
        self.range(hir_expand::InFile::new(
            node.file_id,
            node.value.syntax_node_ptr().text_range(),
        ))
    }
    fn range(&self, range: hir_expand::InFile<span::TextRange>) -> Span {
        crate::spans::any_span(self.db, range)
    }
}
