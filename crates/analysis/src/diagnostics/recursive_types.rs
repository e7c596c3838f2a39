//! Structs and enums that contain themselves without a pointer between: they would have no end (E0072).

use std::collections::HashSet;

use hir_def::AdtId as RaAdtId;
use hir_expand::InFile;
use span::TextRange;
use syntax::{AstNode as _, SyntaxKind, SyntaxNode};

use super::{Diagnostic, error, structure::enumerate};
use crate::{
    Session,
    thir::Span,
    ty::{AdtId, Args, Ty, TyKind},
};

impl Session<'_> {
    pub(super) fn recursive_types(&self, found: &mut Vec<Diagnostic>) {
        let mut told: HashSet<AdtId> = HashSet::new();
        for adt in self.items_of(self.krate).adts {
            let id = self.ids.adt(adt);
            let mut cycle = Vec::new();
            if told.contains(&id) || !self.contains(id, id, &mut cycle) {
                continue;
            }
            let mut members = vec![id];
            members.extend(cycle.into_iter().filter(|it| {
                let own = self.adt(*it).own;
                own && *it != id && self.contains(*it, id, &mut Vec::new())
            }));
            told.extend(members.iter().copied());
            members.sort();
            members.dedup();
            let names: Vec<String> = members
                .iter()
                .map(|it| self.adt(*it).name.clone())
                .collect();
            let message = match names.as_slice() {
                [one] => format!("recursive type `{one}` has infinite size"),
                _ => format!("recursive types {} have infinite size", enumerate(&names)),
            };
            if let Some(span) = self.adt_header(adt) {
                found.push(error("E0072", span, message, "").help(
                    "insert some indirection (e.g., a `Box`, `Rc`, or `&`) to break the cycle",
                ));
            }
        }
    }
    /// Does a value of one type hold a value of the other?
    fn contains(&self, of: AdtId, wanted: AdtId, seen: &mut Vec<AdtId>) -> bool {
        let def = self.adt(of);
        let fields = def.variants.iter().flat_map(|it| &it.fields);
        fields
            .map(|field| field.ty)
            .any(|ty| self.holds_adt(ty, wanted, seen, 0))
    }
    fn holds_adt(&self, ty: Ty, wanted: AdtId, seen: &mut Vec<AdtId>, depth: u32) -> bool {
        match ty.kind() {
            TyKind::Adt(id, _) if *id == wanted => true,
            TyKind::Adt(id, args) => {
                let def = self.adt(*id);
                if def.own {
                    if seen.contains(id) {
                        return false;
                    }
                    seen.push(*id);
                }
                depth < 16 && self.fields_hold(*id, *args, wanted, seen, depth + 1)
            }
            TyKind::Tuple(of) => of.iter().any(|ty| self.holds_adt(*ty, wanted, seen, depth)),
            TyKind::Array(of, _) => self.holds_adt(*of, wanted, seen, depth),
            _ => false,
        }
    }
    fn fields_hold(
        &self,
        id: AdtId,
        args: Args,
        wanted: AdtId,
        seen: &mut Vec<AdtId>,
        depth: u32,
    ) -> bool {
        let def = self.adt(id);
        if def.is_phantom {
            return false;
        }
        let fields = def.variants.iter().flat_map(|it| &it.fields);
        fields
            .map(|field| field.ty.subst(&args))
            .any(|ty| self.holds_adt(ty, wanted, seen, depth))
    }
    /// From the start of an item, its visibility included, to its generics.
    fn adt_header(&self, id: RaAdtId) -> Option<Span> {
        let source = hir::HasSource::source(hir::Adt::from(id), self.db)?;
        let range = header(source.value.syntax())?;
        Some(self.range(InFile::new(source.file_id, range)))
    }
}

/// From the first token that is no attribute or comment up to the name or generic parameters.
pub(super) fn header(item: &SyntaxNode) -> Option<TextRange> {
    let start = item.children_with_tokens().find(|it| {
        !it.kind().is_trivia() && !matches!(it.kind(), SyntaxKind::ATTR | SyntaxKind::COMMENT)
    })?;
    let end = item
        .children()
        .filter(|it| matches!(it.kind(), SyntaxKind::NAME | SyntaxKind::GENERIC_PARAM_LIST))
        .last()?;
    Some(TextRange::new(
        start.text_range().start(),
        end.text_range().end(),
    ))
}
