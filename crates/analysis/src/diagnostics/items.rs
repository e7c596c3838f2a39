//! Names declared twice.

use base_db::Crate;
use span::Edition;
use syntax::{AstNode as _, SourceFile, SyntaxNode, ast, ast::HasName as _};

use super::{Diagnostic, error};
use crate::{Session, thir::Span};

/// Types and values have names apart from each other; a tuple struct has one of each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Type,
    Value,
    Macro,
}

impl Session<'_> {
    pub(super) fn duplicates(&self, krate: Crate, found: &mut Vec<Diagnostic>) {
        if krate != self.krate {
            return;
        }
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            let lists = tree.syntax().descendants().filter(|node| {
                ast::SourceFile::can_cast(node.kind())
                    || ast::ItemList::can_cast(node.kind())
                    || ast::StmtList::can_cast(node.kind())
            });
            for list in lists {
                twice(file, &list, found);
            }
            for list in tree
                .syntax()
                .descendants()
                .filter_map(ast::AssocItemList::cast)
            {
                let in_impl = list.syntax().parent().and_then(ast::Impl::cast);
                let trait_impl = in_impl.as_ref().is_some_and(|it| it.trait_().is_some());
                twice_in_impl(file, &list, trait_impl, found);
            }
            for list in tree
                .syntax()
                .descendants()
                .filter_map(ast::RecordFieldList::cast)
            {
                let mut seen: Vec<ast::Name> = Vec::new();
                for name in list.fields().filter_map(|field| field.name()) {
                    if let Some(first) = seen.iter().find(|known| known.text() == name.text()) {
                        let text = name.text();
                        found.push(
                            error(
                                "E0124",
                                span(file, name.syntax()),
                                format!("field `{text}` is already declared"),
                                "field already declared",
                            )
                            .also(
                                Some(span(file, first.syntax())),
                                format!("`{text}` first declared here"),
                            ),
                        );
                    }
                    seen.push(name);
                }
            }
            for list in tree
                .syntax()
                .descendants()
                .filter_map(ast::VariantList::cast)
            {
                let mut seen: Vec<ast::Name> = Vec::new();
                for name in list.variants().filter_map(|variant| variant.name()) {
                    if let Some(first) = seen.iter().find(|known| known.text() == name.text()) {
                        found.push(defined_twice(file, &name, first, "type", "enum"));
                    }
                    seen.push(name);
                }
            }
        }
    }
}

fn span(file: u16, node: &SyntaxNode) -> Span {
    let range = node.text_range();
    Span {
        file,
        start: range.start().into(),
        end: range.end().into(),
    }
}

fn defined_twice(
    file: u16,
    name: &ast::Name,
    first: &ast::Name,
    space: &str,
    around: &str,
) -> Diagnostic {
    let text = name.text();
    error(
        "E0428",
        span(file, name.syntax()),
        format!("the name `{text}` is defined multiple times"),
        format!("`{text}` redefined here"),
    )
    .also(
        Some(span(file, first.syntax())),
        format!("previous definition of the {space} `{text}` here"),
    )
    .note(format!(
        "`{text}` must be defined only once in the {space} namespace of this {around}"
    ))
}

fn twice(file: u16, list: &SyntaxNode, found: &mut Vec<Diagnostic>) {
    let around = if ast::StmtList::can_cast(list.kind()) {
        "block"
    } else {
        "module"
    };
    let mut seen: Vec<(Space, ast::Name)> = Vec::new();
    for item in list.children().filter_map(ast::Item::cast) {
        if syntax::ast::HasAttrs::attrs(&item)
            .any(|attr| attr.syntax().text().to_string().contains("cfg"))
        {
            continue;
        }
        let (name, spaces): (_, &[Space]) = match &item {
            ast::Item::Fn(it) => (it.name(), &[Space::Value]),
            ast::Item::Const(it) => (it.name(), &[Space::Value]),
            ast::Item::Static(it) => (it.name(), &[Space::Value]),
            ast::Item::Struct(it) => match it.field_list() {
                Some(ast::FieldList::RecordFieldList(_)) => (it.name(), &[Space::Type]),
                _ => (it.name(), &[Space::Type, Space::Value]),
            },
            ast::Item::Enum(it) => (it.name(), &[Space::Type]),
            ast::Item::Union(it) => (it.name(), &[Space::Type]),
            ast::Item::Trait(it) => (it.name(), &[Space::Type]),
            ast::Item::TypeAlias(it) => (it.name(), &[Space::Type]),
            ast::Item::Module(it) => (it.name(), &[Space::Type]),
            ast::Item::MacroDef(it) => (it.name(), &[Space::Macro]),
            _ => continue,
        };
        let Some(name) = name else { continue };
        let clash = seen
            .iter()
            .find(|(space, known)| spaces.contains(space) && known.text() == name.text());
        if let Some((space, first)) = clash {
            let space = match space {
                Space::Type => "type",
                Space::Value => "value",
                Space::Macro => "macro",
            };
            found.push(defined_twice(file, &name, first, space, around));
        }
        seen.extend(spaces.iter().map(|space| (*space, name.clone())));
    }
}

fn twice_in_impl(
    file: u16,
    list: &ast::AssocItemList,
    trait_impl: bool,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen: Vec<ast::Name> = Vec::new();
    for item in list.assoc_items() {
        let name = match &item {
            ast::AssocItem::Fn(it) => it.name(),
            ast::AssocItem::Const(it) => it.name(),
            ast::AssocItem::TypeAlias(it) => it.name(),
            ast::AssocItem::MacroCall(_) => None,
        };
        let Some(name) = name else { continue };
        if let Some(first) = seen.iter().find(|known| known.text() == name.text()) {
            let text = name.text();
            let (code, message) = match trait_impl {
                true => (
                    "E0201",
                    format!("duplicate definitions with name `{text}`:"),
                ),
                false => ("E0592", format!("duplicate definitions with name `{text}`")),
            };
            found.push(
                error(
                    code,
                    span(file, name.syntax()),
                    message,
                    format!("duplicate definitions for `{text}`"),
                )
                .also(
                    Some(span(file, first.syntax())),
                    format!("other definition for `{text}`"),
                ),
            );
        }
        seen.push(name);
    }
}
