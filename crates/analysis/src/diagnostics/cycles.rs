//! Items that are defined by themselves (E0391): traits by their bounds, type aliases and constants.
//!
//! Looked for in the text, and first of all: rust-analyzer goes on without a word, or not at all.

use span::Edition;
use syntax::{
    AstNode as _, SourceFile, SyntaxKind, SyntaxNode,
    ast::{self, HasGenericParams as _, HasName as _, HasTypeBounds as _},
};

use super::{Diagnostic, error};
use crate::{Session, thir::Span};

/// An item that may refer to others of its kind.
struct Item {
    kind: &'static str,
    name: String,
    span: Span,
    uses: Vec<String>,
}

impl Session<'_> {
    pub(super) fn cycles(&self, found: &mut Vec<Diagnostic>) {
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            for scope in tree.syntax().descendants().filter(|node| {
                matches!(
                    node.kind(),
                    SyntaxKind::SOURCE_FILE | SyntaxKind::ITEM_LIST | SyntaxKind::STMT_LIST
                )
            }) {
                let items: Vec<Item> = scope
                    .children()
                    .filter_map(|node| item(file, &node))
                    .collect();
                found.extend(in_scope(&items));
            }
        }
    }
}

fn in_scope(items: &[Item]) -> Vec<Diagnostic> {
    let mut told: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for it in items {
        let around = reached(items, it);
        // Those that it needs and that need it.
        let cycle: Vec<&str> = around
            .iter()
            .filter(|other| reached(items, other).iter().any(|end| end.name == it.name))
            .map(|other| other.name.as_str())
            .collect();
        if !cycle.contains(&it.name.as_str()) || told.contains(&it.name.as_str()) {
            continue;
        }
        told.extend(cycle);
        let doing = match it.kind {
            "trait" => format!("computing the super predicates of `{}`", it.name),
            "type alias" => format!("expanding type alias `{}`", it.name),
            _ => format!("evaluating `{}`", it.name),
        };
        let message = format!("cycle detected when {doing}");
        found.push(error("E0391", it.span, message, ""));
    }
    found
}

/// What an item needs, itself only if it needs itself.
fn reached<'i>(items: &'i [Item], from: &Item) -> Vec<&'i Item> {
    let mut reached: Vec<&Item> = Vec::new();
    let mut work: Vec<&str> = from.uses.iter().map(String::as_str).collect();
    while let Some(name) = work.pop() {
        let next = items
            .iter()
            .find(|it| it.name == name && it.kind == from.kind);
        if let Some(next) = next
            && !reached.iter().any(|it| it.name == next.name)
        {
            reached.push(next);
            work.extend(next.uses.iter().map(String::as_str));
        }
    }
    reached
}

fn item(file: u16, node: &SyntaxNode) -> Option<Item> {
    let (kind, name, used) = if let Some(of) = ast::Const::cast(node.clone()) {
        let parts = [
            of.ty().map(|it| it.syntax().clone()),
            of.body().map(|it| it.syntax().clone()),
        ];
        (
            "constant",
            of.name()?,
            parts.into_iter().flatten().collect(),
        )
    } else if let Some(of) = ast::TypeAlias::cast(node.clone()) {
        if of.generic_param_list().is_some() {
            return None;
        }
        ("type alias", of.name()?, vec![of.ty()?.syntax().clone()])
    } else {
        let of = ast::Trait::cast(node.clone())?;
        let bounds = of.type_bound_list()?;
        // What stands in the arguments of a bound is no supertrait.
        let paths = bounds.bounds().filter_map(|bound| match bound.ty()? {
            ast::Type::PathType(path) => Some(path.path()?.segment()?.name_ref()?.syntax().clone()),
            _ => None,
        });
        ("trait", of.name()?, paths.collect::<Vec<_>>())
    };
    let range = name.syntax().text_range();
    Some(Item {
        kind,
        name: name.text().to_string(),
        span: Span {
            file,
            start: range.start().into(),
            end: range.end().into(),
        },
        uses: used.iter().flat_map(plain_names).collect(),
    })
}

/// Names that are paths by themselves. The body of a closure or function runs later, if at all.
fn plain_names(node: &SyntaxNode) -> Vec<String> {
    if let Some(name) = ast::NameRef::cast(node.clone()) {
        return vec![name.text().to_string()];
    }
    node.descendants()
        .filter_map(ast::Path::cast)
        .filter(|path| {
            let outer = path.syntax().parent().map(|it| it.kind());
            let runs_later = path
                .syntax()
                .ancestors()
                .take_while(|it| node.text_range().contains_range(it.text_range()))
                .any(|it| matches!(it.kind(), SyntaxKind::CLOSURE_EXPR | SyntaxKind::FN));
            path.qualifier().is_none() && outer != Some(SyntaxKind::PATH) && !runs_later
        })
        .filter_map(|path| Some(path.segment()?.name_ref()?.text().to_string()))
        .collect()
}
