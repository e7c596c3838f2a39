//! `pub use` of what is not public enough (E0364, E0365).

use hir::{HasVisibility as _, ModuleDef, Visibility};
use span::Edition;
use syntax::{
    AstNode as _, SourceFile,
    ast::{self, HasVisibility as _},
};

use super::{Diagnostic, error, lookup::Stop};
use crate::Session;

impl Session<'_> {
    pub(super) fn reexports(&self, found: &mut Vec<Diagnostic>) {
        for file in 0..self.analysis.own_files() {
            let Some(file_id) = self.hir_file(file) else {
                continue;
            };
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            for item in tree.syntax().descendants().filter_map(ast::Use::cast) {
                let Some(visibility) = item.visibility() else {
                    continue;
                };
                // Local items have no visibility.
                let local = item
                    .syntax()
                    .ancestors()
                    .any(|it| ast::Fn::can_cast(it.kind()));
                let written: String = visibility.syntax().text().to_string();
                let leaves = item.syntax().descendants().filter_map(ast::UseTree::cast);
                for leaf in leaves.filter(|it| !local && it.use_tree_list().is_none()) {
                    if leaf.star_token().is_some() {
                        continue;
                    }
                    let Some((segments, _)) = self.import_path(file_id, &leaf) else {
                        continue;
                    };
                    let module = self.module_of_file(file_id, &leaf);
                    let Stop::Found(def) = self.follow(module, &segments) else {
                        continue;
                    };
                    let Some(why) = self.too_private(def, module, &written) else {
                        continue;
                    };
                    let code = match def {
                        ModuleDef::Function(_) | ModuleDef::Const(_) | ModuleDef::Static(_) => {
                            "E0364"
                        }
                        // A unit or tuple struct is a value as well.
                        ModuleDef::Adt(hir::Adt::Struct(of))
                            if of.kind(self.db) != hir::StructKind::Record =>
                        {
                            "E0364"
                        }
                        _ => "E0365",
                    };
                    let name = segments.last().map_or("", String::as_str);
                    found.push(error(
                        code,
                        self.of_node(file_id, leaf.syntax()),
                        format!("`{name}` is {why}"),
                        "",
                    ));
                }
            }
        }
    }
    /// Why an item cannot be re-exported from a module with the visibility that is written there.
    fn too_private(
        &self,
        def: ModuleDef,
        from: hir::Module,
        written: &str,
    ) -> Option<&'static str> {
        const IN_CRATE: &str = "only public within the crate, and cannot be re-exported outside";
        let home = match def.visibility(self.db) {
            Visibility::Public => return None,
            Visibility::PubCrate(_) => None,
            Visibility::Module(id, _) => {
                Some(hir::Module::from(id)).filter(|home| !home.is_crate_root(self.db))
            }
        };
        let written: String = written.chars().filter(|it| !it.is_whitespace()).collect();
        let seen_from = match written.as_str() {
            "pub" => None,
            "pub(crate)" => Some(from.crate_root(self.db)),
            "pub(super)" => Some(from.parent(self.db)?),
            _ => return None,
        };
        match (home, seen_from) {
            (None, None) => Some(IN_CRATE),
            (None, Some(_)) => None,
            (Some(home), Some(to)) if to.path_to_root(self.db).contains(&home) => None,
            (Some(_), _) => Some("private, and cannot be re-exported"),
        }
    }
}
