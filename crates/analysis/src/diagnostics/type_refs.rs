//! Types as they are written that name no type, or no type that there can be.

use hir_def::{
    AssocItemId, TraitId, TypeParamId,
    expr_store::{ExpressionStore, ExpressionStoreSourceMap, path::Path},
    hir::generics::GenericParams,
    resolver::{Resolver, TypeNs},
    type_ref::{TypeBound, TypeRef},
};
use hir_expand::{HirFileId, InFile};
use hir_ty::{
    GenericPredicates, dyn_compatibility::dyn_compatibility, next_solver::ClauseKind,
    next_solver::TyKind as RaKind,
};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::{AstNode as _, SyntaxNode, ast};

use super::{Diagnostic, error};
use crate::Session;

impl Session<'_> {
    /// `dyn` of what cannot be an object (E0038), of two traits (E0225), or with a type left open (E0191).
    pub(super) fn trait_objects(
        &self,
        store: &ExpressionStore,
        map: &ExpressionStoreSourceMap,
        resolvers: &[Resolver<'_>],
        found: &mut Vec<Diagnostic>,
    ) {
        for (id, ty) in store.types.iter() {
            let TypeRef::DynTrait(bounds) = ty else {
                continue;
            };
            let Ok(ptr) = map.type_syntax(id) else {
                continue;
            };
            let root = ptr.file_id.parse_or_expand(self.db);
            let node = ptr.value.syntax_node_ptr().to_node(&root);
            if ast::DynTraitType::cast(node.clone()).is_some_and(|it| it.dyn_token().is_none()) {
                found.push(error(
                    "E0782",
                    self.of_node(ptr.file_id, &node),
                    "expected a type, found a trait",
                    "",
                ));
                continue;
            }
            let paths: Vec<ast::PathType> = node
                .children()
                .find_map(ast::TypeBoundList::cast)
                .into_iter()
                .flat_map(|list| list.bounds())
                .filter_map(|bound| match bound.ty()? {
                    ast::Type::PathType(path) => Some(path),
                    _ => None,
                })
                .collect();
            let named = bounds.iter().filter_map(|bound| match bound {
                TypeBound::Path(path, _) | TypeBound::ForLifetime(_, path) => Some(&store[*path]),
                _ => None,
            });
            let traits: Vec<(TraitId, &Path)> = named
                .filter_map(|path| {
                    let found = resolvers
                        .iter()
                        .find_map(|it| it.resolve_path_in_type_ns_fully(self.db, path))?;
                    match found {
                        TypeNs::TraitId(of) if !hir::Trait::from(of).is_auto(self.db) => {
                            Some((of, path))
                        }
                        _ => None,
                    }
                })
                .collect();
            let whole = self.of_node(ptr.file_id, &node);
            if let [_, (second, _), ..] = traits[..] {
                let name = hir::Trait::from(second).name(self.db).as_str().to_owned();
                let at = paths
                    .iter()
                    .rev()
                    .find(|it| last_name(it).as_ref() == Some(&name));
                found.push(error(
                    "E0225",
                    at.map_or(whole, |it| self.of_node(ptr.file_id, it.syntax())),
                    "only auto traits can be used as additional traits in a trait object",
                    "additional non-auto trait",
                ));
            }
            let Some((of, path)) = traits.first() else {
                continue;
            };
            let name = hir::Trait::from(*of).name(self.db).as_str().to_owned();
            if dyn_compatibility(self.db, *of).is_some() {
                found.push(error(
                    "E0038",
                    whole,
                    format!("the trait `{name}` is not dyn compatible"),
                    format!("`{name}` is not dyn compatible"),
                ));
                continue;
            }
            let missing = self.unset_types(*of, path);
            if !missing.is_empty() {
                let at = paths
                    .iter()
                    .find(|it| last_name(it).as_ref() == Some(&name));
                let span = at.map_or(whole, |it| self.of_node(ptr.file_id, it.syntax()));
                found.push(unset(&name, &missing, span));
            }
        }
    }
    /// Associated types of a trait object that nothing says.
    fn unset_types(&self, of: TraitId, path: &Path) -> Vec<String> {
        let db = self.db;
        let said: Vec<String> = path
            .segments()
            .iter()
            .filter_map(|segment| segment.args_and_bindings)
            .flat_map(|args| args.bindings.iter())
            .map(|binding| binding.name.as_str().to_owned())
            .collect();
        // A supertrait's are often said where it is named.
        let some_said = GenericPredicates::query_explicit(db, of.into())
            .iter_identity()
            .any(|clause| {
                let clause = clause.skip_norm_wip().kind().skip_binder();
                matches!(clause, ClauseKind::Projection(_))
            });
        let mut all = vec![hir::Trait::from(of)];
        if !some_said {
            all = hir::Trait::from(of).all_supertraits(db);
        }
        let mut missing = Vec::new();
        for it in all {
            let id = TraitId::from(it);
            for (name, item) in &id.trait_items(db).items {
                if let AssocItemId::TypeAliasId(alias) = *item
                    && GenericParams::of(db, alias.into()).is_empty()
                    && GenericParams::of(db, alias.into())
                        .where_predicates()
                        .is_empty()
                    && !said.iter().any(|known| known == name.as_str())
                {
                    missing.push(name.as_str().to_owned());
                }
            }
        }
        missing
    }

    /// `path` was resolved up to a segment that has to be an associated type, or to what is no type.
    pub(super) fn no_type(
        &self,
        path: &Path,
        resolved: &(TypeNs, Option<usize>),
        resolver: &Resolver<'_>,
        node: &InFile<SyntaxNode>,
    ) -> Option<Diagnostic> {
        let names: Vec<String> = path
            .segments()
            .iter()
            .map(|segment| segment.name.as_str().to_owned())
            .collect();
        let whole = self.of_node(node.file_id, &node.value);
        let last = names.last()?.clone();
        let at_last = last_segment(node.file_id, &node.value, self).unwrap_or(whole);
        let ambiguous = || Some(error("E0223", whole, "ambiguous associated type", ""));
        let variant = || {
            Some(error(
                "E0573",
                whole,
                format!("expected type, found variant `{}`", names.join("::")),
                "not a type",
            ))
        };
        let unknown = |of: &str| {
            Some(error(
                "E0220",
                at_last,
                format!("associated type `{last}` not found for `{of}`"),
                format!("associated type `{last}` not found"),
            ))
        };
        let anchored = node.value.text().char_at(0.into()) == Some('<');
        if anchored {
            let (TypeNs::TraitId(of), Some(_)) = resolved else {
                return None;
            };
            let of = hir::Trait::from(*of);
            if self.has_type(of, &last) {
                return None;
            }
            let name = of.name(self.db);
            return Some(error(
                "E0576",
                at_last,
                format!(
                    "cannot find associated type `{last}` in trait `{}`",
                    name.as_str()
                ),
                format!("not found in `{}`", name.as_str()),
            ));
        }
        match resolved {
            (TypeNs::EnumVariantId(_), _) => variant(),
            (TypeNs::TraitId(_), None) => {
                Some(error("E0782", whole, "expected a type, found a trait", ""))
            }
            (_, Some(index)) if index + 1 != names.len() => None,
            (TypeNs::TraitId(_), Some(_)) => ambiguous(),
            (TypeNs::AdtId(id), Some(_)) => match hir::Adt::from(*id) {
                hir::Adt::Enum(of)
                    if of
                        .variants(self.db)
                        .iter()
                        .any(|it| it.name(self.db).as_str() == last) =>
                {
                    variant()
                }
                _ => ambiguous(),
            },
            (TypeNs::GenericParam(id), Some(_)) => {
                let def = resolver.generic_def()?;
                match self.bounded_by(*id, def, &last) {
                    true => None,
                    false => unknown(&names[names.len() - 2]),
                }
            }
            (TypeNs::SelfType(id), Some(_)) => {
                let of = hir::Impl::from(*id);
                let self_is_known = of.self_ty(self.db).as_adt().is_some();
                let of_trait = of
                    .trait_(self.db)
                    .is_some_and(|it| self.has_type(it, &last));
                match self_is_known && !of_trait {
                    true => unknown("Self"),
                    false => None,
                }
            }
            _ => None,
        }
    }
    fn has_type(&self, of: hir::Trait, name: &str) -> bool {
        of.items_with_supertraits(self.db).iter().any(|item| {
            matches!(item, hir::AssocItem::TypeAlias(it) if it.name(self.db).as_str() == name)
        })
    }
    /// Has a bound of the parameter an associated type of this name?
    fn bounded_by(&self, id: TypeParamId, def: hir_def::GenericDefId, name: &str) -> bool {
        GenericPredicates::query_all(self.db, def)
            .iter_identity()
            .any(|clause| {
                let ClauseKind::Trait(of) = clause.skip_norm_wip().kind().skip_binder() else {
                    return false;
                };
                let about_it = match of.trait_ref.self_ty().kind() {
                    RaKind::Param(param) => param.id == id,
                    _ => false,
                };
                about_it && self.has_type(hir::Trait::from(of.trait_ref.def_id.0), name)
            })
    }
}

fn unset(name: &str, missing: &[String], span: crate::thir::Span) -> Diagnostic {
    let message = match missing {
        [one] => format!("the value of the associated type `{one}` in `{name}` must be specified"),
        _ => format!(
            "the value of the associated types {} in `{name}` must be specified",
            super::structure::enumerate(missing)
        ),
    };
    error("E0191", span, message, "help: specify the associated type")
}

fn last_name(path: &ast::PathType) -> Option<String> {
    let name = path.path()?.segment()?.name_ref()?;
    Some(name.text().to_string())
}

fn last_segment(
    file: HirFileId,
    node: &SyntaxNode,
    session: &Session<'_>,
) -> Option<crate::thir::Span> {
    let path = ast::PathType::cast(node.clone())?.path()?;
    let name = path.segment()?.name_ref()?;
    Some(session.of_node(file, name.syntax()))
}
