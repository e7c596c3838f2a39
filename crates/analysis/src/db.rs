//! The salsa database: rust-analyzer's inputs (files, source roots, crates, macro expanders) and nothing more.
//!
//! rust-analyzer's own `RootDatabase` brings the IDE's indexes with it, which the page does not need.

use std::{fmt, panic::RefUnwindSafe};

use base_db::{
    CrateGraphBuilder, CratesMap, FileSourceRootInput, FileText, Files, LibraryRoots, LocalRoots,
    Nonce, SourceDatabase, SourceRoot, SourceRootId, SourceRootInput,
    set_all_crates_with_durability,
};
use salsa::Durability;
use span::FileId;
use triomphe::Arc;

#[salsa::db]
#[derive(Clone)]
pub(crate) struct Database {
    storage: salsa::Storage<Self>,
    files: Arc<Files>,
    crates: Arc<CratesMap>,
    nonce: Nonce,
}

impl Default for Database {
    fn default() -> Database {
        let mut db = Database {
            storage: salsa::Storage::default(),
            files: Arc::default(),
            crates: Arc::default(),
            nonce: Nonce::new(),
        };
        set_all_crates_with_durability(&mut db, std::iter::empty(), Durability::HIGH);
        CrateGraphBuilder::default().set_in_db(&mut db);
        hir::ProcMacros::init_default(&db, Durability::MEDIUM);
        let _ = LibraryRoots::builder(Default::default())
            .durability(Durability::MEDIUM)
            .new(&db);
        let _ = LocalRoots::builder(Default::default())
            .durability(Durability::MEDIUM)
            .new(&db);
        hir::db::set_expand_proc_attr_macros(&mut db, true);
        db
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Database")
    }
}

impl RefUnwindSafe for Database {}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl SourceDatabase for Database {
    fn file_text(&self, file: FileId) -> FileText {
        self.files.file_text(file)
    }
    fn set_file_text(&mut self, file: FileId, text: &str) {
        let files = Arc::clone(&self.files);
        files.set_file_text(self, file, text);
    }
    fn set_file_text_with_durability(&mut self, file: FileId, text: &str, durability: Durability) {
        let files = Arc::clone(&self.files);
        files.set_file_text_with_durability(self, file, text, durability);
    }
    fn source_root(&self, root: SourceRootId) -> SourceRootInput {
        self.files.source_root(root)
    }
    fn set_source_root_with_durability(
        &mut self,
        id: SourceRootId,
        root: Arc<SourceRoot>,
        durability: Durability,
    ) {
        let files = Arc::clone(&self.files);
        files.set_source_root_with_durability(self, id, root, durability);
    }
    fn file_source_root(&self, file: FileId) -> FileSourceRootInput {
        self.files.file_source_root(self, file)
    }
    fn set_file_source_root_with_durability(
        &mut self,
        file: FileId,
        root: SourceRootId,
        durability: Durability,
    ) {
        let files = Arc::clone(&self.files);
        files.set_file_source_root_with_durability(self, file, root, durability);
    }
    fn crates_map(&self) -> Arc<CratesMap> {
        Arc::clone(&self.crates)
    }
    fn nonce_and_revision(&self) -> (Nonce, salsa::Revision) {
        (
            self.nonce,
            salsa::plumbing::ZalsaDatabase::zalsa(self).current_revision(),
        )
    }
    fn line_column(&self, _: FileId, _: syntax::TextSize) -> Result<(u32, u32), ()> {
        Err(())
    }
}
