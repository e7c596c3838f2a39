//! Questions to the front end, all asked under one attached database.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use base_db::{Crate, SourceDatabase as _};
use hir_def::lang_item::LangItems;
use hir_ty::next_solver::{
    DbInterner, TypingMode,
    infer::{DbInternerInferExt as _, InferCtxt},
};

use crate::{
    bodies::BodyCache,
    db::Database,
    ids::Ids,
    items::{AdtDef, FnSig},
    load::{self, LibraryCrate, SourceFile, Sources},
    lower::Failure,
    regions::{RegionSig, RegionTy},
    resolve::Resolved,
    thir::{Body, ExprId, Owner, Span},
    ty::{AdtId, Args, ClosureId, FnId, Ty},
};

/// The database with the library and the visitor's files, and everything found out about them.
pub struct Analysis {
    db: Database,
    sources: Sources,
    ids: Ids,
    pub(crate) bodies: BodyCache,
    pub(crate) caches: Caches,
}

/// Answers that hold until the visitor's next edit.
#[derive(Default)]
pub(crate) struct Caches {
    pub(crate) normalized: RefCell<HashMap<Ty, Ty>>,
    pub(crate) resolved: RefCell<HashMap<(FnId, Args), Resolved>>,
}

impl Analysis {
    pub fn new(library: &[LibraryCrate]) -> Analysis {
        let mut db = Database::default();
        let sources = Sources::new(&mut db, library);
        Analysis {
            db,
            sources,
            ids: Ids::default(),
            bodies: BodyCache::default(),
            caches: Caches::default(),
        }
    }
    /// Replaces the visitor's files, the first being `main.rs`. What did not change costs nothing.
    pub fn set_files(&mut self, files: &[SourceFile]) {
        if self.sources.set_own(&mut self.db, files) {
            self.caches = Caches::default();
        }
    }
    pub fn with<R>(&self, f: impl FnOnce(&Session<'_>) -> R) -> R {
        hir::attach_db(&self.db, || f(&Session::new(self)))
    }
    /// How many files the visitor has.
    pub(crate) fn own_files(&self) -> u16 {
        self.sources.own_files()
    }
    /// A file of the library, as `crate/path`.
    pub fn library_file(&self, file: u16) -> Option<SourceFile> {
        if file < self.own_files() || !self.has_file(file) {
            return None;
        }
        let text = self.db.file_text(span::FileId::from_raw(u32::from(file)));
        Some(SourceFile {
            name: self.file_name(file).to_owned(),
            text: text.text(&self.db).to_string(),
        })
    }
    /// Whether it is one of the visitor's or of the library's.
    pub(crate) fn has_file(&self, file: u16) -> bool {
        self.sources.has(file)
    }
    /// The name of a file that a span names: one of the visitor's, or `crate/path` in the library.
    pub fn file_name(&self, file: u16) -> &str {
        self.sources.name(file)
    }
}

/// A time in which nothing changes.
pub struct Session<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) db: &'a Database,
    pub(crate) ids: &'a Ids,
    pub(crate) krate: Crate,
    pub(crate) interner: DbInterner<'a>,
    /// Sees through `impl Trait`.
    pub(crate) infcx: InferCtxt<'a>,
    /// Knows of an `impl Trait` what its bounds say: for types with parameters, of which a trait's method
    /// may return some that only an implementation decides.
    pub(crate) opaque_infcx: InferCtxt<'a>,
    pub(crate) lang: &'a LangItems,
    pub(crate) memo: Memo<'a>,
}

/// Answers given before in this session.
#[derive(Default)]
pub(crate) struct Memo<'a> {
    pub(crate) ours: RefCell<HashMap<hir_ty::next_solver::Ty<'a>, Ty>>,
    pub(crate) theirs: RefCell<HashMap<Ty, hir_ty::next_solver::Ty<'a>>>,
    pub(crate) fn_sigs: RefCell<HashMap<FnId, Rc<FnSig>>>,
    pub(crate) adts: RefCell<HashMap<AdtId, Rc<AdtDef>>>,
    pub(crate) bodies: RefCell<HashMap<Owner, Result<Rc<Body>, Failure>>>,
    pub(crate) closures: RefCell<HashMap<ClosureId, (Owner, ExprId)>>,
    pub(crate) associated: RefCell<HashMap<(Ty, Owner), Ty>>,
    pub(crate) region_sigs: RefCell<HashMap<FnId, Rc<RegionSig>>>,
    pub(crate) region_fields: RefCell<HashMap<AdtId, Rc<Vec<Vec<RegionTy>>>>>,
}

impl<'a> Session<'a> {
    fn new(analysis: &'a Analysis) -> Session<'a> {
        let db = &analysis.db;
        let krate = krate_of(db, load::MAIN).expect("the visitor's crate is always in the graph");
        let interner = DbInterner::new_with(db, krate.into());
        Session {
            analysis,
            db,
            ids: &analysis.ids,
            krate: krate.into(),
            interner,
            infcx: interner.infer_ctxt().build(TypingMode::PostAnalysis),
            opaque_infcx: interner.infer_ctxt().build(TypingMode::non_body_analysis()),
            lang: interner.lang_items(),
            memo: Memo::default(),
        }
    }
    /// File, line and column (in characters) of a span's start, the last two from 1.
    pub fn place(&self, span: Span) -> (u16, u32, u32) {
        let (line, column) = self.analysis.sources.place(self.db, span.file, span.start);
        (span.file, line, column)
    }
    /// The text of a file.
    pub fn text(&self, file: u16) -> &'a str {
        self.db
            .file_text(span::FileId::from_raw(u32::from(file)))
            .text(self.db)
    }
    pub(crate) fn own_crate(&self) -> hir::Crate {
        self.krate.into()
    }
}

fn krate_of(db: &Database, root: span::FileId) -> Option<hir::Crate> {
    hir::Crate::all(db)
        .into_iter()
        .find(|krate| krate.root_file(db) == root)
}
