//! What is wrong with the program, in rustc's words.
//!
//! Most of it rust-analyzer finds. What it passes over in silence (types that do not exist in
//! signatures, operators without an impl) is found here, so that no broken program runs.

mod bodies;
mod body_rules;
mod cycles;
mod declarations;
mod format;
mod imports;
mod inference;
mod items;
mod lifetimes;
mod lookup;
mod missing;
mod names;
mod operators;
mod overlap;
mod patterns;
mod recursive_types;
mod reexports;
mod structure;
mod syntax;
mod traits;
mod type_refs;

use ::syntax::{AstNode, AstPtr};
use hir_def::DefWithBodyId;
use hir_expand::InFile;
use span::TextRange;

use crate::{Session, load, spans, thir::Span};

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

/// An error of the program.
fn error(
    code: &str,
    range: Span,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        code: (!code.is_empty()).then(|| code.to_owned()),
        message: message.into(),
        labels: vec![Label {
            range,
            text: label.into(),
            primary: true,
        }],
        notes: Vec::new(),
        unsupported: false,
    }
}

impl Diagnostic {
    fn also(mut self, range: Option<Span>, text: impl Into<String>) -> Diagnostic {
        if let Some(range) = range {
            self.labels.push(Label {
                range,
                text: text.into(),
                primary: false,
            });
        }
        self
    }
    fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push((Level::Note, text.into()));
        self
    }
    fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push((Level::Help, text.into()));
        self
    }
}

impl Session<'_> {
    /// Everything wrong with the visitor's files, in the order of the text.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut found = self.syntax_errors();
        if found.is_empty() {
            self.cycles(&mut found);
        }
        if found.is_empty() {
            // rust-analyzer cannot go on with places that no argument fills.
            self.format_strings(&mut found);
        }
        if found.is_empty() {
            self.check_crate(self.own_crate(), &mut found);
            self.reexports(&mut found);
            self.lifetimes(&mut found);
            self.declarations(&mut found);
            self.imported_twice(&mut found);
            self.no_main(&mut found);
            forgive_missing_imports(&mut found);
        }
        stop_at_macros(&mut found);
        self.stop_at_traits(&mut found);
        self.forgive(&mut found);
        // What a macro of the library says about its own text is no news for the visitor.
        found.retain(|it| {
            it.labels
                .first()
                .is_some_and(|label| u32::from(label.range.file) < load::FIRST_LIBRARY_FILE)
        });
        finish(found)
    }
    /// Everything wrong with a crate of the library, for those who write it.
    pub fn library_diagnostics(&self, name: &str) -> Vec<Diagnostic> {
        let krate = hir::Crate::all(self.db).into_iter().find(|krate| {
            krate
                .display_name(self.db)
                .is_some_and(|known| known.canonical_name().as_str() == name)
        });
        let mut found = Vec::new();
        if let Some(krate) = krate {
            self.check_crate(krate, &mut found);
        }
        finish(found)
    }
    /// What rustc only looks at where nothing else is wrong, and what is an echo of another error.
    fn forgive(&self, found: &mut Vec<Diagnostic>) {
        let all: Vec<(Option<String>, Span)> = found
            .iter()
            .filter_map(|it| Some((it.code.clone(), it.labels.first()?.range)))
            .collect();
        found.retain(|it| {
            let Some(label) = it.labels.first() else {
                return true;
            };
            let others = |codes: &[&str]| {
                all.iter().any(|(code, at)| {
                    let code = code.as_deref().unwrap_or("");
                    codes.contains(&code) && self.same_statement(label.range, *at)
                })
            };
            match it.code.as_deref() {
                // Privacy of fields comes after types, safety after those of the same body.
                Some("E0451") => all.iter().all(|(code, _)| code.as_deref() == Some("E0451")),
                Some("E0133") => !all.iter().any(|(code, at)| {
                    code.as_deref() != Some("E0133") && self.same_body(label.range, *at)
                }),
                // The trait's items are not asked of a type that is not known.
                Some("E0046") => !all.iter().any(|(code, at)| {
                    matches!(code.as_deref(), Some("E0412" | "E0425" | "E0433"))
                        && at.file == label.range.file
                        && (label.range.start..label.range.end).contains(&at.start)
                }),
                // Nor has a field whose type may not be hidden.
                Some("E0282") if all.iter().any(|(code, _)| code.as_deref() == Some("E0562")) => {
                    false
                }
                // A trait where a type has to stand has no values.
                Some("E0277" | "E0308")
                    if (it.message.contains("`dyn ") || label.text.contains("`dyn "))
                        && all.iter().any(|(code, _)| code.as_deref() == Some("E0782")) =>
                {
                    false
                }
                // What a macro makes of an operand without the trait it needs does not fit either.
                Some("E0308") => !all
                    .iter()
                    .any(|(code, at)| code.as_deref() == Some("E0277") && *at == label.range),
                Some("E0063") => !others(&["E0559", "E0560"]),
                Some("E0027") => !others(&["E0026"]),
                Some("E0067") => !others(&["E0368"]),
                // An `.await` that may not stand there has no type.
                Some("E0277") if it.message.ends_with("is not a future") => !others(&["E0728"]),
                // Nor has a name that is not known.
                Some("E0282") => !all.iter().any(|(code, at)| {
                    matches!(code.as_deref(), Some("E0412" | "E0425" | "E0433"))
                        && self.same_body(label.range, *at)
                }),
                _ => true,
            }
        });
    }
    /// A trait that is not known, in an impl's header or a bound, leaves rustc no types to check.
    fn stop_at_traits(&self, found: &mut Vec<Diagnostic>) {
        if self.leaves_types(found) {
            return;
        }
        found.retain(|it| {
            it.code
                .as_deref()
                .is_none_or(|code| OF_NAMES.contains(&code))
        });
    }
    /// Does rustc look at types and bodies beside these errors?
    pub fn leaves_types(&self, found: &[Diagnostic]) -> bool {
        !found
            .iter()
            .any(|it| match (it.code.as_deref(), it.labels.first()) {
                (Some("E0391" | "E0404" | "E0405"), _) => true,
                (Some("E0433"), Some(label)) => self.in_trait_path(label.range),
                _ => false,
            })
    }
    /// Is a name part of a path that has to be a trait's?
    fn in_trait_path(&self, at: Span) -> bool {
        let tree = ::syntax::SourceFile::parse(self.text(at.file), span::Edition::Edition2024);
        let root = tree.tree();
        let Some(token) = root
            .syntax()
            .token_at_offset(at.start.into())
            .right_biased()
        else {
            return false;
        };
        let mut outer = token
            .parent_ancestors()
            .skip_while(|it| it.kind() != ::syntax::SyntaxKind::PATH_TYPE);
        let Some(ty) = outer.next() else {
            return false;
        };
        // A generic argument has nodes of its own in between.
        match outer.next() {
            Some(parent) => match ::syntax::ast::Impl::cast(parent.clone()) {
                Some(of) => of.trait_().is_some_and(|it| *it.syntax() == ty),
                None => parent.kind() == ::syntax::SyntaxKind::TYPE_BOUND,
            },
            None => false,
        }
    }
    /// Do two places lie in one function, constant or static?
    pub fn same_body(&self, a: Span, b: Span) -> bool {
        a.file == b.file && self.body_around(a) == self.body_around(b)
    }
    fn body_around(&self, at: Span) -> Option<TextRange> {
        let tree = ::syntax::SourceFile::parse(self.text(at.file), span::Edition::Edition2024);
        let root = tree.tree();
        let token = root
            .syntax()
            .token_at_offset(at.start.into())
            .right_biased()?;
        token
            .parent_ancestors()
            .find(|it| {
                matches!(
                    it.kind(),
                    ::syntax::SyntaxKind::FN
                        | ::syntax::SyntaxKind::CONST
                        | ::syntax::SyntaxKind::STATIC
                )
            })
            .map(|it| it.text_range())
    }
    /// Is there no `;` between two places?
    fn same_statement(&self, a: Span, b: Span) -> bool {
        let (start, end) = (a.start.min(b.start), a.start.max(b.start));
        let between = self.text(a.file).get(start as usize..end as usize);
        a.file == b.file && between.is_some_and(|it| !it.contains(';'))
    }
    fn check_crate(&self, krate: hir::Crate, found: &mut Vec<Diagnostic>) {
        let mut said = Vec::new();
        // rust-analyzer cannot tell which patterns are missing for values that they do not fit.
        let of_bodies = krate == self.own_crate()
            && self
                .defs_of(krate.into())
                .into_iter()
                .any(|def| self.hides(def));
        if !of_bodies {
            for module in krate.modules(self.db) {
                module.diagnostics(self.db, &mut said, false);
            }
        }
        for it in &said {
            found.extend(self.structural(it));
        }
        self.unresolved_imports(&said, found);
        self.unknown_types(krate.into(), found);
        self.trait_impls(krate.into(), found);
        self.duplicates(krate.into(), found);
        if krate == self.own_crate() {
            self.recursive_types(found);
            self.overlaps(found);
        }
        for def in self.defs_of(krate.into()) {
            let before = found.len();
            self.of_body(def, found);
            if found.len() == before && krate == self.own_crate() {
                self.patterns(def, found);
                self.leftovers(def, found);
            }
        }
    }
    /// A body that cannot be understood though nothing was found wrong with it must not run.
    fn leftovers(&self, def: DefWithBodyId, found: &mut Vec<Diagnostic>) {
        let Some(owner) = self.ids.owner(def) else {
            return;
        };
        if let Err(failure) = self.lowered(owner)
            && failure.erroneous
            && found.iter().all(|it| it.level != Level::Error)
            && let Some(span) = failure.span.or_else(|| self.name_span(def))
        {
            found.push(error(
                "E0282",
                span,
                "type annotations needed",
                "cannot infer the type of this",
            ));
        }
    }
    fn no_main(&self, found: &mut Vec<Diagnostic>) {
        if self.main().is_none() {
            let text = self.text(0);
            let end = text.trim_end().len() as u32;
            let span = Span {
                file: 0,
                start: end,
                end,
            };
            found.push(error(
                "E0601",
                span,
                format!("`main` function not found in crate `{}`", load::OWN_CRATE),
                format!(
                    "consider adding a `main` function to `src/{}`",
                    self.analysis.file_name(0)
                ),
            ));
        }
    }

    fn at<N: AstNode>(&self, node: &InFile<AstPtr<N>>) -> Span {
        self.range(InFile::new(
            node.file_id,
            node.value.syntax_node_ptr().text_range(),
        ))
    }
    fn range(&self, range: InFile<TextRange>) -> Span {
        spans::written(self.db, range)
    }
    /// One of the visitor's files as rust-analyzer names it.
    fn hir_file(&self, file: u16) -> Option<hir_expand::HirFileId> {
        let modules = self.own_crate().modules(self.db).into_iter();
        modules
            .map(|module| module.definition_source_file_id(self.db))
            .find(|id| {
                let real = id.original_file(self.db).file_id(self.db);
                !id.is_macro() && real.index() == u32::from(file)
            })
    }
    /// A node itself, to look at its parts.
    fn node<N: AstNode>(&self, ptr: &InFile<AstPtr<N>>) -> N {
        ptr.value.to_node(&ptr.file_id.parse_or_expand(self.db))
    }
    fn of_node(&self, file: hir_expand::HirFileId, node: &::syntax::SyntaxNode) -> Span {
        self.range(InFile::new(file, node.text_range()))
    }
}

/// A macro's call that no rule takes, as `structure` tells it.
const NO_RULE: &str = "no rules of this macro expect these tokens";

/// What a macro makes has to be known before all else is looked at.
fn stop_at_macros(found: &mut Vec<Diagnostic>) {
    // Each call of a macro that is wrong itself says so again.
    let echo = |it: &Diagnostic| it.message == "macro definition has parse errors";
    if found.iter().any(|it| it.code.is_none() && !echo(it)) {
        found.retain(|it| !echo(it));
    }
    if found.iter().any(|it| it.message == NO_RULE) {
        found.retain(|it| it.message == NO_RULE);
    }
}

/// What rustc finds while it resolves names, before types.
const OF_NAMES: &[&str] = &[
    "E0391", "E0106", "E0124", "E0128", "E0261", "E0262", "E0403", "E0404", "E0405", "E0407",
    "E0408", "E0411", "E0412", "E0415", "E0416", "E0422", "E0423", "E0424", "E0425", "E0426",
    "E0428", "E0429", "E0430", "E0431", "E0432", "E0433", "E0434", "E0435", "E0437", "E0438",
    "E0530", "E0531", "E0532", "E0573", "E0574", "E0576", "E0603",
];

/// In the order of the text, each thing said once, and of several about one place the first.
fn finish(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |it: &Diagnostic| {
        it.labels
            .first()
            .map(|label| (label.range.file, label.range.start, label.range.end))
    };
    found.sort_by_key(key);
    let mut kept: Vec<Diagnostic> = Vec::new();
    for it in found {
        let same_place = kept.iter().any(|other| {
            key(other) == key(&it) && (other.code == it.code || it.code.as_deref() == Some("E0282"))
        });
        if !same_place {
            kept.push(it);
        }
    }
    kept
}

/// A name whose import failed is told once, at the import: its uses are no errors of their own.
fn forgive_missing_imports(found: &mut Vec<Diagnostic>) {
    let missing: Vec<String> = found
        .iter()
        .filter(|it| it.code.as_deref() == Some("E0432") || it.unsupported)
        .flat_map(|it| it.message.split('`').skip(1).step_by(2))
        .filter_map(|path| path.rsplit("::").next())
        .map(|name| format!("`{name}`"))
        .collect();
    found.retain(|it| {
        let about_a_name = matches!(
            it.code.as_deref(),
            Some("E0405" | "E0412" | "E0425" | "E0433")
        );
        !(about_a_name
            && missing
                .iter()
                .any(|name| it.message.contains(name.as_str())))
    });
}
