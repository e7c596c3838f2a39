//! Where something is declared.

use hir::{FieldSource, HasSource, InFile, ModuleDef};
use syntax::{AstNode, SyntaxNode, ast::HasName};

use super::{Definition, Sema, is_name, meaning::Meaning, span_of};
use crate::{Session, spans::any_span};

impl<'a> Session<'a> {
    /// The declaration of what the name at an offset of a file means.
    pub fn definition(&self, file: u16, offset: u32) -> Option<Definition> {
        let sema = Sema::new(self.db);
        let token = self.token(&sema, file, offset)?;
        if !is_name(token.kind()) {
            return None;
        }
        let meanings = self.meanings(&sema, &token);
        // At a field and variable in one, the one that is declared elsewhere is asked for.
        let mut found: Vec<Definition> = meanings
            .into_iter()
            .filter_map(|meaning| self.declaration(&sema, meaning))
            .collect();
        let here = span_of(file, token.text_range());
        if found.len() > 1 {
            found.retain(|it| it.span != here);
        }
        found.pop()
    }

    pub(super) fn declaration(&self, sema: &Sema<'a>, meaning: Meaning<'a>) -> Option<Definition> {
        let name = match meaning {
            Meaning::Item(item) => self.item_name(sema, item)?,
            Meaning::Local(it) => {
                let source = it.primary_source(self.db);
                let node = source
                    .name()
                    .map(|name| name.map(|name| name.syntax().clone()));
                node.unwrap_or_else(|| InFile::new(source.file(), source.syntax().clone()))
            }
            Meaning::Field(it) => sema.source(it)?.map(|it| match it {
                FieldSource::Named(it) => name_of(&it),
                FieldSource::Pos(it) => it.syntax().clone(),
            }),
            Meaning::TypeParam(it) => sema.source(it.merge())?.map(|it| it.syntax().clone()),
            Meaning::ConstParam(it) => sema.source(it.merge())?.map(|it| it.syntax().clone()),
            Meaning::Lifetime(it) => sema.source(it)?.map(|it| it.syntax().clone()),
            Meaning::Label(it) => sema.source(it)?.map(|it| it.syntax().clone()),
            Meaning::SelfType(it) => sema.source(it)?.map(|it| {
                let of = it.self_ty().map(|ty| ty.syntax().clone());
                of.unwrap_or_else(|| it.syntax().clone())
            }),
        };
        let span = any_span(self.db, name.map(|name| name.text_range()));
        Some(Definition { span })
    }

    fn item_name(&self, sema: &Sema<'a>, item: ModuleDef) -> Option<InFile<SyntaxNode>> {
        fn named<D>(sema: &Sema<'_>, def: D) -> Option<InFile<SyntaxNode>>
        where
            D: HasSource,
            D::Ast: HasName,
        {
            Some(sema.source(def)?.map(|it| name_of(&it)))
        }
        match item {
            ModuleDef::Function(it) => named(sema, it),
            ModuleDef::Adt(it) => named(sema, it),
            ModuleDef::EnumVariant(it) => named(sema, it),
            ModuleDef::Const(it) => named(sema, it),
            ModuleDef::Static(it) => named(sema, it),
            ModuleDef::Trait(it) => named(sema, it),
            ModuleDef::TypeAlias(it) => named(sema, it),
            ModuleDef::Macro(it) => named(sema, it),
            ModuleDef::Module(it) => match it.declaration_source(self.db) {
                Some(source) => Some(source.map(|it| name_of(&it))),
                None => Some(sema.module_definition_node(it)),
            },
            ModuleDef::BuiltinType(_) => None,
        }
    }
}

fn name_of(it: &impl HasName) -> SyntaxNode {
    it.name()
        .map_or_else(|| it.syntax().clone(), |name| name.syntax().clone())
}
