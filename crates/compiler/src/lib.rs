//! From typed bodies to bytecode: MIR, checks, code generation.
//!
//! `build` makes MIR from what `analysis` found out, `check` finds what rustc would reject and
//! rust-analyzer does not, `codegen` instantiates what `main` reaches. Nothing of rust-analyzer is left
//! in the program that comes out.

pub mod build;
pub mod check;
pub mod codegen;
pub mod ide;
pub mod mir;
mod optimize;

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use analysis::{
    Analysis, Session, Unsupported,
    thir::{Body, Owner},
};
pub use analysis::{Diagnostic, Label, Level, SourceFile, thir::Span};
use bytecode::Program;
use mir::Mir;

/// A compiler with its library loaded; it gets faster the more it has seen.
pub struct Compiler {
    analysis: Analysis,
    library: LibraryMir,
}

/// MIR of the library's bodies, each with the typed body it was made from: an edit of the visitor's leaves
/// those as they are.
type LibraryMir = RefCell<HashMap<Owner, (Rc<Body>, Rc<Mir>)>>;

/// What came of a build.
pub struct Build {
    /// Sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Present when there is no error and no internal error.
    pub program: Option<Program>,
    /// A bug of the engine, in its own words; not the learner's fault.
    pub internal: Option<String>,
}

impl Default for Compiler {
    fn default() -> Self {
        Compiler::new()
    }
}

impl Compiler {
    /// Loads the library.
    pub fn new() -> Compiler {
        let library: Vec<analysis::LibraryCrate> = sysroot::crates()
            .iter()
            .map(|it| analysis::LibraryCrate {
                name: it.name,
                files: it
                    .files
                    .iter()
                    .map(|&(path, text)| (path.to_owned(), text.to_owned()))
                    .collect(),
                deps: it.deps.to_vec(),
                is_proc_macro: it.is_proc_macro,
            })
            .collect();
        Compiler {
            analysis: Analysis::new(&library),
            library: RefCell::default(),
        }
    }

    /// Diagnostics only.
    pub fn check(&mut self, files: &[SourceFile]) -> Build {
        self.run(files, false)
    }

    /// Diagnostics and, without errors, the program.
    pub fn build(&mut self, files: &[SourceFile]) -> Build {
        self.run(files, true)
    }

    fn run(&mut self, files: &[SourceFile], generate: bool) -> Build {
        self.analysis.set_files(files);
        let files = codegen::Files {
            names: files.iter().map(|file| file.name.clone()).collect(),
            own_files: files.len() as u16,
        };
        self.analysis.with(|session| {
            let source = Bodies {
                session,
                known: RefCell::default(),
                library: &self.library,
            };
            let mut diagnostics = session.diagnostics();
            let broken = diagnostics.iter().any(|it| it.level == Level::Error);
            match broken {
                false => diagnostics.extend(source.check_own_bodies()),
                // Bodies without an error of their own are checked all the same.
                true => diagnostics.extend(source.check_sound_bodies(&diagnostics)),
            }
            let mut built = Build {
                diagnostics,
                program: None,
                internal: None,
            };
            if generate && !built.has_errors() {
                source.generate(&mut built, files);
            }
            built.diagnostics.sort_by_key(|it| {
                it.labels
                    .iter()
                    .find(|label| label.primary)
                    .map(|label| (label.range.file, label.range.start))
            });
            built
        })
    }

    /// File, line and column (from 1, in characters) of the start of a diagnostic.
    pub fn place(&self, span: Span) -> (u16, u32, u32) {
        self.analysis.with(|session| session.place(span))
    }
}

impl Build {
    pub fn has_errors(&self) -> bool {
        self.internal.is_some() || self.diagnostics.iter().any(|it| it.level == Level::Error)
    }

    /// Nothing is wrong with the program but that the engine cannot run it yet.
    pub fn only_unsupported(&self) -> bool {
        self.internal.is_none()
            && self.has_errors()
            && self
                .diagnostics
                .iter()
                .filter(|it| it.level == Level::Error)
                .all(|it| it.unsupported)
    }
}

/// MIR made on demand, once a session; the library's once in all.
struct Bodies<'s, 'db> {
    session: &'s Session<'db>,
    known: RefCell<HashMap<Owner, Rc<Mir>>>,
    library: &'s LibraryMir,
}

impl codegen::MirSource for Bodies<'_, '_> {
    fn mir(&self, owner: Owner) -> Result<Rc<Mir>, codegen::Error> {
        self.build(owner)
            .map_err(|problem| codegen::Error::new(problem.message).at(problem.span))
    }
}

impl Bodies<'_, '_> {
    fn build(&self, owner: Owner) -> Result<Rc<Mir>, Unsupported> {
        if let Some(known) = self.known.borrow().get(&owner) {
            return Ok(known.clone());
        }
        let body = self.session.body(owner)?;
        let before = self.library.borrow().get(&owner).cloned();
        let mir = match before {
            Some((of, mir)) if Rc::ptr_eq(&of, &body) => mir,
            _ => Rc::new(build::build(self.session, owner)?),
        };
        if !mir.own {
            let made = (body, mir.clone());
            self.library.borrow_mut().insert(owner, made);
        }
        self.known.borrow_mut().insert(owner, mir.clone());
        Ok(mir)
    }

    fn check_own_bodies(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for owner in self.session.own_bodies() {
            match self.build(owner) {
                Ok(mir) => found.extend(check::check(self.session, &mir)),
                Err(problem) => found.push(unsupported(problem)),
            }
        }
        self.add_asks(&mut found);
        if found.is_empty() {
            found.extend(self.lint_own_bodies());
        }
        found
    }

    /// In a program with errors, the bodies in which there are none. Text that does not parse, and
    /// names and macros that are missing altogether, leave nothing to look at.
    fn check_sound_bodies(&self, told: &[Diagnostic]) -> Vec<Diagnostic> {
        let typed = told.iter().all(|it| it.code.is_some());
        if !typed || !self.session.leaves_types(told) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for owner in self.session.own_bodies() {
            if let Ok(mir) = self.build(owner) {
                found.extend(check::check(self.session, &mir));
            }
        }
        self.add_asks(&mut found);
        let of_bodies: Vec<Diagnostic> = told
            .iter()
            .filter(|it| !is_of_signature(it))
            .cloned()
            .collect();
        found.retain(|it| !self.is_in_body_of_any(it, &of_bodies));
        found
    }

    /// Adds the bounds that do not hold. Traits belong to types: without them rustc looks at no moves and
    /// borrows of the body. Lifetimes are a matter of borrows.
    fn add_asks(&self, found: &mut Vec<Diagnostic>) {
        let (of_types, of_borrows): (Vec<_>, Vec<_>) = self
            .check_asks()
            .into_iter()
            .partition(|it| matches!(it.code.as_deref(), None | Some("E0271" | "E0277")));
        found.retain(|it| it.unsupported || !self.is_in_body_of_any(it, &of_types));
        found.extend(of_types);
        let others: Vec<Diagnostic> = of_borrows
            .into_iter()
            .filter(|it| !self.is_in_body_of_any(it, found))
            .collect();
        found.extend(others);
    }

    fn is_in_body_of_any(&self, it: &Diagnostic, others: &[Diagnostic]) -> bool {
        let place = |it: &Diagnostic| it.labels.first().map(|label| label.range);
        let Some(at) = place(it) else {
            return false;
        };
        others
            .iter()
            .filter_map(place)
            .any(|other| self.session.same_body(at, other))
    }

    /// Bounds that need whole types and the bodies of futures.
    fn check_asks(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mirs = |owner| self.build(owner).ok();
        let asking = check::asks::Asking::new(self.session, &mirs);
        let owners = self.session.own_bodies();
        for owner in &owners {
            if let Ok(body) = self.session.body(*owner) {
                asking.check(*owner, &body, &mut found);
            }
        }
        found.extend(asking.recursion(&owners));
        found.dedup_by(|a, b| a.message == b.message && a.labels.first() == b.labels.first());
        found
    }

    /// Warnings, of a program without errors.
    fn lint_own_bodies(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut bodies = Vec::new();
        for owner in self.session.own_bodies() {
            if let (Ok(body), Ok(mir)) = (self.session.body(owner), self.build(owner)) {
                found.extend(check::lints::lint(self.session, &body, &mir));
                bodies.push(body);
            }
        }
        found.extend(check::lints::dead_code(self.session, &bodies));
        let imports = self.session.unused_imports();
        found.extend(check::lints::finish(self.session, imports));
        found
    }

    fn generate(&self, built: &mut Build, files: codegen::Files) {
        let Some(main) = self.session.main() else {
            return;
        };
        match codegen::compile(self.session, self, main, files) {
            Ok(program) => built.program = Some(program),
            Err(problem) => match (problem.code, problem.span) {
                (Some(code), Some(range)) => built.diagnostics.push(Diagnostic {
                    level: Level::Error,
                    code: Some(code.to_owned()),
                    message: problem.message,
                    labels: vec![Label {
                        range,
                        text: String::new(),
                        primary: true,
                    }],
                    notes: Vec::new(),
                    unsupported: false,
                }),
                (None, Some(span)) => {
                    let message = problem.message;
                    built.diagnostics.push(unsupported(Unsupported {
                        message,
                        span: Some(span),
                    }));
                }
                (_, None) => built.internal = Some(problem.to_string()),
            },
        }
    }
}

/// An error in how a trait's method is declared leaves its body to be checked.
fn is_of_signature(it: &Diagnostic) -> bool {
    matches!(
        it.code.as_deref(),
        Some("E0046" | "E0049" | "E0050" | "E0053" | "E0185" | "E0186" | "E0195" | "E0276")
    )
}

fn unsupported(problem: Unsupported) -> Diagnostic {
    Diagnostic {
        level: Level::Error,
        code: None,
        message: format!("not supported here yet: {}", problem.message),
        labels: problem
            .span
            .map(|range| Label {
                range,
                text: String::new(),
                primary: true,
            })
            .into_iter()
            .collect(),
        notes: Vec::new(),
        unsupported: true,
    }
}
