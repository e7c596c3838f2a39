//! Items by name, and what attributes around a place say.

use hir::{ModuleDef, ScopeDef};
use hir_def::lang_item::{LangItemEnum, LangItemTarget};
use intern::Symbol;
use span::{Edition, TextSize};
use syntax::{AstNode as _, SourceFile, ast, ast::HasAttrs as _};

use crate::{
    Session,
    thir::Span,
    ty::{AdtId, FnId, TraitId},
};

impl Session<'_> {
    /// A lang item's trait by its name (`copy`, `drop`, `future_trait`), or `send`, which is none.
    pub fn lang_trait(&self, name: &str) -> Option<TraitId> {
        if name == "send" {
            return self.library_trait("core::marker::Send");
        }
        match LangItemEnum::from_symbol(&Symbol::intern(name))?.from_lang_items(self.lang)? {
            LangItemTarget::TraitId(id) => Some(self.ids.trait_(id)),
            _ => None,
        }
    }
    /// `core::mem::swap`, `core::cmp::PartialEq::eq`, `core::vec::Vec::new`.
    pub fn library_fn(&self, path: &str) -> Option<FnId> {
        if let Some(ModuleDef::Function(found)) = self.find(path) {
            return self.fn_id(found);
        }
        let (around, name) = path.rsplit_once("::")?;
        let assoc = match self.find(around)? {
            ModuleDef::Trait(found) => found.items(self.db),
            ModuleDef::Adt(found) => {
                let impls = hir::Impl::all_for_type(self.db, found.ty(self.db));
                impls
                    .into_iter()
                    .filter(|it| it.trait_(self.db).is_none())
                    .flat_map(|it| it.items(self.db))
                    .collect()
            }
            _ => return None,
        };
        assoc.into_iter().find_map(|item| match item {
            hir::AssocItem::Function(found) if found.name(self.db).as_str() == name => {
                self.fn_id(found)
            }
            _ => None,
        })
    }
    /// `core::task::Poll`.
    pub fn library_adt(&self, path: &str) -> Option<AdtId> {
        match self.find(path)? {
            ModuleDef::Adt(found) => Some(self.ids.adt(found.into())),
            _ => None,
        }
    }
    pub fn library_trait(&self, path: &str) -> Option<TraitId> {
        match self.find(path)? {
            ModuleDef::Trait(found) => Some(self.ids.trait_(found.into())),
            _ => None,
        }
    }
    fn fn_id(&self, found: hir::Function) -> Option<FnId> {
        hir_def::FunctionId::try_from(found)
            .ok()
            .map(|id| self.ids.function(id))
    }
    /// Follows re-exports.
    fn find(&self, path: &str) -> Option<ModuleDef> {
        let mut names = path.split("::");
        let root = names.next()?;
        let krate = hir::Crate::all(self.db).into_iter().find(|krate| {
            krate
                .display_name(self.db)
                .is_some_and(|name| name.canonical_name().as_str() == root)
        })?;
        let mut at = ModuleDef::Module(krate.root_module(self.db));
        for name in names {
            let ModuleDef::Module(module) = at else {
                return None;
            };
            at = module
                .scope(self.db, None)
                .into_iter()
                .find_map(|(known, def)| match def {
                    ScopeDef::ModuleDef(def)
                        if known.as_str() == name && !matches!(def, ModuleDef::Macro(_)) =>
                    {
                        Some(def)
                    }
                    _ => None,
                })?;
        }
        Some(at)
    }

    /// Does an `#[allow]` around a place name the lint, or a group it belongs to?
    pub fn is_lint_allowed(&self, lint: &str, at: Span) -> bool {
        let file = SourceFile::parse(self.text(at.file), Edition::Edition2024).tree();
        let allows = |attr: ast::Attr| {
            let text: String = attr
                .syntax()
                .text()
                .to_string()
                .split_whitespace()
                .collect();
            let names = ["#[allow(", "#![allow(", "#[expect(", "#![expect("]
                .iter()
                .find_map(|start| text.strip_prefix(start))
                .and_then(|rest| rest.strip_suffix(")]"));
            names.is_some_and(|names| {
                names.split(',').any(|name| {
                    name == lint || name == "warnings" || name == "unused" && is_unused(lint)
                })
            })
        };
        let Some(token) = file
            .syntax()
            .token_at_offset(TextSize::from(at.start))
            .right_biased()
        else {
            return false;
        };
        token.parent_ancestors().any(|node| {
            ast::AnyHasAttrs::cast(node.clone()).is_some_and(|node| node.attrs().any(allows))
                || ast::SourceFile::cast(node).is_some_and(|file| file.attrs().any(allows))
        })
    }
}

/// Lints of the group `unused`.
fn is_unused(lint: &str) -> bool {
    lint.starts_with("unused")
        || matches!(lint, "dead_code" | "unreachable_code" | "path_statements")
}
