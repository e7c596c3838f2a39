//! Texts to crates: the library once, the visitor's files again and again.

use base_db::{
    CrateDisplayName, CrateGraphBuilder, CrateName, CrateOrigin, CrateWorkspaceData,
    DependencyBuilder, Env, FileSet, LangCrateOrigin, SourceDatabase as _, SourceRoot, VfsPath,
    target,
};
use cfg::CfgOptions;
use hir_expand::{change::ChangeWithProcMacros, proc_macro::ProcMacrosBuilder};
use intern::Symbol;
use span::{Edition, FileId};
use triomphe::Arc;

use crate::{db::Database, macros, root_path};

/// One crate of the library.
pub struct LibraryCrate {
    pub name: &'static str,
    /// Paths below the crate's folder, with `/`, and texts; the first is `lib.rs`.
    pub files: Vec<(String, String)>,
    pub deps: Vec<&'static str>,
    /// Its macros are found by name among the expanders of this crate.
    pub is_proc_macro: bool,
}

/// A file of the visitor's program; the first is `main.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub name: String,
    pub text: String,
}

/// Files of the visitor come first, those of the library from here on.
pub(crate) const FIRST_LIBRARY_FILE: u32 = 256;
pub(crate) const MAIN: FileId = FileId::from_raw(0);

/// The name of the visitor's crate.
pub(crate) const OWN_CRATE: &str = "main";

pub(crate) struct Sources {
    own: Vec<SourceFile>,
    /// The library's files in the order of their ids, as `crate/path`.
    library: Vec<String>,
    library_roots: Vec<SourceRoot>,
}

impl Sources {
    pub(crate) fn new(db: &mut Database, library: &[LibraryCrate]) -> Sources {
        let mut change = ChangeWithProcMacros::default();
        let mut graph = CrateGraphBuilder::default();
        let cwd = Arc::new(root_path::root());
        let workspace = Arc::new(CrateWorkspaceData {
            target: Ok(target()),
            toolchain: None,
        });
        let mut add = |root: FileId, name: &str, origin, is_proc_macro| {
            graph.add_crate_root(
                root,
                Edition::Edition2024,
                Some(CrateDisplayName::from_canonical_name(name)),
                None,
                cfg_options(),
                None,
                Env::default(),
                origin,
                Vec::new(),
                is_proc_macro,
                Arc::clone(&cwd),
                Arc::clone(&workspace),
            )
        };
        let own = vec![SourceFile {
            name: "main.rs".to_owned(),
            text: String::new(),
        }];
        let main = add(
            MAIN,
            OWN_CRATE,
            CrateOrigin::Local {
                repo: None,
                name: None,
            },
            false,
        );

        let mut texts = Vec::new();
        let mut names = Vec::new();
        let mut library_roots = Vec::new();
        let mut crates = Vec::new();
        for krate in library {
            let first = FIRST_LIBRARY_FILE + names.len() as u32;
            let mut set = FileSet::default();
            for (path, text) in &krate.files {
                let id = FileId::from_raw(FIRST_LIBRARY_FILE + names.len() as u32);
                let path = format!("{}/{path}", krate.name);
                set.insert(id, VfsPath::new_virtual_path(format!("/{path}")));
                texts.push((id, text.clone()));
                names.push(path);
            }
            library_roots.push(SourceRoot::new_library(set));
            let origin = match krate.name {
                "core" => CrateOrigin::Lang(LangCrateOrigin::Core),
                "alloc" => CrateOrigin::Lang(LangCrateOrigin::Alloc),
                "std" => CrateOrigin::Lang(LangCrateOrigin::Std),
                name => CrateOrigin::Library {
                    repo: None,
                    name: Symbol::intern(name),
                },
            };
            crates.push((
                krate,
                add(
                    FileId::from_raw(first),
                    krate.name,
                    origin,
                    krate.is_proc_macro,
                ),
            ));
        }
        for (krate, id) in &crates {
            for dep in &krate.deps {
                if let Some((of, dep)) = crates.iter().find(|(other, _)| other.name == *dep) {
                    // A cycle is a mistake in our own library; its names then stay unresolved and tell.
                    let _ = graph.add_dep(*id, dependency(of.name, *dep));
                }
            }
        }
        for (krate, id) in crates.iter().filter(|(krate, _)| !krate.is_proc_macro) {
            let _ = graph.add_dep(main, dependency(krate.name, *id));
        }

        change.set_roots(roots(&own, &library_roots));
        for (id, text) in texts {
            change.change_file(id, Some(text));
        }
        change.change_file(MAIN, Some(String::new()));
        change.set_crate_graph(graph);
        let mut expanders = ProcMacrosBuilder::default();
        for (_, id) in crates.iter().filter(|(krate, _)| krate.is_proc_macro) {
            expanders.insert(*id, Ok(macros::table()));
        }
        change.set_proc_macros(expanders);
        change.apply(db);
        Sources {
            own,
            library: names,
            library_roots,
        }
    }

    /// Gives the database what differs from before. Answers whether anything did.
    pub(crate) fn set_own(&mut self, db: &mut Database, files: &[SourceFile]) -> bool {
        let files = &files[..files.len().min(FIRST_LIBRARY_FILE as usize)];
        if self.own == files {
            return false;
        }
        let mut change = ChangeWithProcMacros::default();
        if !self
            .own
            .iter()
            .map(|file| &file.name)
            .eq(files.iter().map(|file| &file.name))
        {
            change.set_roots(roots(files, &self.library_roots));
        }
        for (index, file) in files.iter().enumerate() {
            if self.own.get(index).map(|old| &old.text) != Some(&file.text) {
                change.change_file(FileId::from_raw(index as u32), Some(file.text.clone()));
            }
        }
        change.apply(db);
        self.own = files.to_vec();
        true
    }

    pub(crate) fn own_files(&self) -> u16 {
        self.own.len() as u16
    }

    pub(crate) fn has(&self, file: u16) -> bool {
        let file = usize::from(file);
        match file.checked_sub(FIRST_LIBRARY_FILE as usize) {
            None => file < self.own.len(),
            Some(index) => index < self.library.len(),
        }
    }

    /// A file's name for messages.
    pub(crate) fn name(&self, file: u16) -> &str {
        let file = usize::from(file);
        match file.checked_sub(FIRST_LIBRARY_FILE as usize) {
            None => self.own.get(file).map_or("?", |file| &file.name),
            Some(index) => self.library.get(index).map_or("?", |name| name),
        }
    }

    /// Line and column (in characters) of an offset, both from 1.
    pub(crate) fn place(&self, db: &Database, file: u16, offset: u32) -> (u32, u32) {
        let text = db.file_text(FileId::from_raw(u32::from(file))).text(db);
        let before = text.get(..offset as usize).unwrap_or(text);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
        (line, column)
    }
}

fn roots(own: &[SourceFile], library: &[SourceRoot]) -> Vec<SourceRoot> {
    let mut set = FileSet::default();
    for (index, file) in own.iter().enumerate() {
        set.insert(
            FileId::from_raw(index as u32),
            VfsPath::new_virtual_path(format!("/{OWN_CRATE}/{}", file.name)),
        );
    }
    std::iter::once(SourceRoot::new_local(set))
        .chain(library.iter().cloned())
        .collect()
}

fn dependency(name: &str, id: base_db::CrateBuilderId) -> DependencyBuilder {
    // `alloc` is named only after `extern crate alloc`, as outside.
    DependencyBuilder::with_prelude(
        CrateName::normalize_dashes(name),
        id,
        name != "alloc",
        matches!(name, "core" | "alloc" | "std"),
    )
}

fn cfg_options() -> CfgOptions {
    let mut options = CfgOptions::default();
    options.insert_atom(Symbol::intern("debug_assertions"));
    options.insert_key_value(Symbol::intern("panic"), Symbol::intern("unwind"));
    options
}

/// rust-analyzer evaluates constants only for a target as wide as its host; only array lengths, const
/// arguments and discriminants come from there, so that the width does not show.
fn target() -> target::TargetData {
    let data_layout = if cfg!(target_pointer_width = "64") {
        "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
    } else {
        "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
    };
    target::TargetData {
        arch: target::Arch::Wasm32,
        data_layout: data_layout.into(),
    }
}
