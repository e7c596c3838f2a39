//! Names imported twice (E0252), imported and declared (E0255), or imported and never used.

use std::collections::HashSet;

use hir::ModuleDef;
use hir_def::{ItemContainerId, Lookup as _, TraitId};
use hir_ty::InferenceResult;
use span::{Edition, TextRange};
use syntax::{
    AstNode as _, SourceFile, SyntaxKind, SyntaxNode, ast,
    ast::{HasName as _, HasVisibility as _},
};

use super::{Diagnostic, Label, Level, error, lookup::Stop, recursive_types::header};
use crate::{Session, thir::Span};

/// One name that a `use` brings in.
struct Import {
    name: String,
    path: Vec<String>,
    tree: ast::UseTree,
    range: TextRange,
}

#[derive(Clone, Copy, PartialEq)]
enum Space {
    Type,
    Value,
    Macro,
}

impl Session<'_> {
    pub(super) fn imported_twice(&self, found: &mut Vec<Diagnostic>) {
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            for list in tree.syntax().descendants().filter(|it| {
                matches!(
                    it.kind(),
                    SyntaxKind::SOURCE_FILE | SyntaxKind::ITEM_LIST | SyntaxKind::STMT_LIST
                )
            }) {
                self.twice_in(file, &list, found);
            }
        }
    }
    fn twice_in(&self, file: u16, list: &SyntaxNode, found: &mut Vec<Diagnostic>) {
        let mut seen: Vec<(String, Space, TextRange)> = Vec::new();
        for import in list.children().filter_map(ast::Use::cast).flat_map(imports) {
            if let Some(of) = import.path.last().filter(|it| *it == "self")
                && import
                    .tree
                    .syntax()
                    .parent()
                    .is_some_and(|it| it.kind() == SyntaxKind::USE)
            {
                let message = format!("`{of}` imports are only allowed within a {{ }} list");
                found.push(error("E0429", span(file, import.range), message, ""));
                continue;
            }
            let Some(space) = self.space_of(&import) else {
                continue;
            };
            let known = seen
                .iter()
                .find(|(name, of, _)| *name == import.name && *of == space);
            if let Some((name, _, first)) = known {
                found.push(
                    error(
                        "E0252",
                        span(file, import.range),
                        format!("the name `{name}` is defined multiple times"),
                        format!("`{name}` reimported here"),
                    )
                    .also(
                        Some(span(file, *first)),
                        format!("previous import of the name `{name}` here"),
                    ),
                );
                continue;
            }
            seen.push((import.name, space, import.range));
        }
        for item in list.children() {
            let Some((name, space)) = declared(&item) else {
                continue;
            };
            let clash = seen
                .iter()
                .find(|(known, of, _)| *known == name && *of == space);
            if let (Some((_, _, first)), Some(range)) = (clash, header(&item)) {
                found.push(
                    error(
                        "E0255",
                        span(file, range),
                        format!("the name `{name}` is defined multiple times"),
                        format!("`{name}` redefined here"),
                    )
                    .also(
                        Some(span(file, *first)),
                        format!("previous import of the name `{name}` here"),
                    ),
                );
            }
        }
    }
    fn space_of(&self, import: &Import) -> Option<Space> {
        let Stop::Found(def) = self.follow(self.own_crate().root_module(self.db), &import.path)
        else {
            return None;
        };
        Some(match def {
            ModuleDef::Function(_) | ModuleDef::Const(_) | ModuleDef::Static(_) => Space::Value,
            ModuleDef::Macro(_) => Space::Macro,
            _ => Space::Type,
        })
    }

    /// Warnings about imports of which no use is seen. A name that occurs anywhere else counts as used.
    pub fn unused_imports(&self) -> Vec<Diagnostic> {
        let traits = self.traits_in_use();
        let mut found = Vec::new();
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            let used: HashSet<String> = tree
                .syntax()
                .descendants_with_tokens()
                .filter_map(|it| it.into_token())
                .filter(|token| token.kind() == SyntaxKind::IDENT)
                .filter(|token| {
                    token
                        .parent_ancestors()
                        .all(|it| it.kind() != SyntaxKind::USE)
                })
                .map(|token| token.text().to_owned())
                .collect();
            // Constants may be named inside of format strings.
            let in_strings = |name: &str| {
                tree.syntax()
                    .descendants_with_tokens()
                    .filter_map(|it| it.into_token())
                    .filter(|token| token.kind() == SyntaxKind::STRING)
                    .any(|token| token.text().contains(&format!("{{{name}")))
            };
            let in_use = |import: &Import| {
                used.contains(&import.name)
                    || in_strings(&import.name)
                    || self.is_used_trait(import, &traits)
            };
            for item in tree.syntax().descendants().filter_map(ast::Use::cast) {
                if item.visibility().is_some() {
                    continue;
                }
                let unused: Vec<Import> = imports(item)
                    .into_iter()
                    .filter(|it| it.name != "_" && !in_use(it))
                    // What cannot be followed is another matter.
                    .filter(|it| self.space_of(it).is_some())
                    .collect();
                found.extend(unused_in(file, &unused));
            }
        }
        found
    }
    fn is_used_trait(&self, import: &Import, traits: &HashSet<TraitId>) -> bool {
        match self.follow(self.own_crate().root_module(self.db), &import.path) {
            Stop::Found(ModuleDef::Trait(of)) => traits.contains(&of.into()),
            Stop::Found(_) => false,
            _ => true,
        }
    }
    /// Traits whose methods or other items some body of the visitor reaches.
    fn traits_in_use(&self) -> HashSet<TraitId> {
        let db = self.db;
        let mut traits = HashSet::new();
        let mut reach = |container: ItemContainerId| match container {
            ItemContainerId::TraitId(id) => {
                traits.insert(id);
            }
            ItemContainerId::ImplId(id) => {
                traits.extend(
                    hir_ty::db::HirDatabase::impl_trait(db, id).map(|of| of.skip_binder().def_id.0),
                );
            }
            _ => {}
        };
        for def in self.defs_of(self.krate) {
            let infer = InferenceResult::of(db, def);
            let body = hir_def::expr_store::Body::of(db, def);
            for (expr, _) in body.exprs() {
                if let Some((function, _)) = infer.method_resolution(expr) {
                    reach(function.lookup(db).container);
                }
                if let Some((item, _)) = infer.assoc_resolutions_for_expr(expr) {
                    match item {
                        hir_ty::method_resolution::CandidateId::FunctionId(id) => {
                            reach(id.lookup(db).container)
                        }
                        hir_ty::method_resolution::CandidateId::ConstId(id) => {
                            reach(id.lookup(db).container)
                        }
                    }
                }
            }
        }
        traits
    }
}

fn span(file: u16, range: TextRange) -> Span {
    Span {
        file,
        start: range.start().into(),
        end: range.end().into(),
    }
}

/// The leaves of a `use`, globs left out.
fn imports(item: ast::Use) -> Vec<Import> {
    let leaves = item
        .syntax()
        .descendants()
        .filter_map(ast::UseTree::cast)
        .filter(|tree| tree.use_tree_list().is_none() && tree.star_token().is_none());
    leaves
        .filter_map(|tree| {
            let mut trees: Vec<ast::UseTree> = tree
                .syntax()
                .ancestors()
                .filter_map(ast::UseTree::cast)
                .collect();
            trees.reverse();
            let mut path: Vec<String> = trees
                .iter()
                .filter_map(|tree| tree.path())
                .flat_map(|path| path.segments().collect::<Vec<_>>())
                .map(|segment| segment.syntax().text().to_string())
                .collect();
            let in_list = tree
                .syntax()
                .parent()
                .is_some_and(|it| it.kind() == SyntaxKind::USE_TREE_LIST);
            if in_list && path.len() > 1 && path.last().is_some_and(|it| it == "self") {
                path.pop();
            }
            let renamed = tree.rename().map(|it| match it.name() {
                Some(name) => name.text().to_string(),
                None => "_".to_owned(),
            });
            let range = tree.syntax().text_range();
            Some(Import {
                name: renamed.or(path.last().cloned())?,
                path,
                range,
                tree,
            })
        })
        .collect()
}

fn declared(item: &SyntaxNode) -> Option<(String, Space)> {
    let (name, space) = match ast::Item::cast(item.clone())? {
        ast::Item::Fn(it) => (it.name(), Space::Value),
        ast::Item::Const(it) => (it.name(), Space::Value),
        ast::Item::Static(it) => (it.name(), Space::Value),
        ast::Item::Struct(it) => (it.name(), Space::Type),
        ast::Item::Enum(it) => (it.name(), Space::Type),
        ast::Item::Trait(it) => (it.name(), Space::Type),
        ast::Item::TypeAlias(it) => (it.name(), Space::Type),
        ast::Item::Module(it) => (it.name(), Space::Type),
        _ => return None,
    };
    Some((name?.text().to_string(), space))
}

fn unused_in(file: u16, unused: &[Import]) -> Option<Diagnostic> {
    let names: Vec<String> = unused
        .iter()
        .map(|it| format!("`{}`", it.tree.syntax().text()))
        .collect();
    let message = match names.as_slice() {
        [one] => format!("unused import: {one}"),
        [rest @ .., last] => format!("unused imports: {}, and {last}", rest.join(", ")),
        [] => return None,
    };
    let message = match names.len() {
        2 => message.replace(", and ", " and "),
        _ => message,
    };
    let mut labels: Vec<Label> = unused
        .iter()
        .map(|it| Label {
            range: span(file, it.range),
            text: String::new(),
            primary: false,
        })
        .collect();
    labels.first_mut()?.primary = true;
    Some(Diagnostic {
        level: Level::Warning,
        code: Some("unused_imports".to_owned()),
        message,
        labels,
        notes: Vec::new(),
        unsupported: false,
    })
}
