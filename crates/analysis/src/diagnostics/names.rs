//! Imports and types that do not exist.

use base_db::Crate;
use hir::diagnostics::AnyDiagnostic;
use hir_def::{
    AdtId, DefWithBodyId, ExpressionStoreOwnerId, GenericDefId, HasModule as _, ModuleId,
    VariantId,
    expr_store::{Body, ExpressionStore, ExpressionStoreSourceMap, HygieneId, path::Path},
    hir::{Expr, Statement},
    resolver::{HasResolver as _, Resolver, TypeNs, ValueNs},
    signatures::{
        ConstSignature, EnumSignature, FunctionSignature, ImplSignature, StaticSignature,
        StructSignature, TraitSignature, TypeAliasSignature, UnionSignature, VariantFields,
    },
    type_ref::TypeRef,
};
use hir_expand::InFile;
use syntax::{AstNode as _, SyntaxKind, SyntaxNode, ast};

use super::{
    Diagnostic, error,
    lookup::{Stop, Wanted},
    missing,
};
use crate::{Session, thir::Span};

/// A name that an import does not find: its place, the message and the label.
type Missing = (Span, String, String);

impl Session<'_> {
    /// rustc says it once for each `use`, naming all that is wrong there.
    pub(super) fn unresolved_imports(
        &self,
        said: &[AnyDiagnostic<'_>],
        found: &mut Vec<Diagnostic>,
    ) {
        let mut groups: Vec<(Span, Vec<Missing>)> = Vec::new();
        for it in said {
            let AnyDiagnostic::UnresolvedImport(it) = it else {
                continue;
            };
            let tree = self.node(&it.decl);
            let Some((segments, spans)) = self.import_path(it.decl.file_id, &tree) else {
                continue;
            };
            let Some(item) = tree.syntax().ancestors().find_map(ast::Use::cast) else {
                continue;
            };
            let group = self.of_node(it.decl.file_id, item.syntax());
            let whole = tree.path().map_or(self.at(&it.decl), |path| {
                self.of_node(it.decl.file_id, path.syntax())
            });
            let module = self.module_of_file(it.decl.file_id, &tree);
            let last = segments.len().saturating_sub(1);
            let (span, label) = match self.follow(module, &segments) {
                Stop::Private(index, kind) => {
                    let name = &segments[index];
                    found.push(error(
                        "E0603",
                        spans[index],
                        format!("{kind} `{name}` is private"),
                        format!("private {kind}"),
                    ));
                    continue;
                }
                Stop::First => {
                    let label = format!(
                        "use of unresolved module or unlinked crate `{}`",
                        segments[0]
                    );
                    (spans[0], label)
                }
                Stop::Member(index, of) => {
                    if let Some(made) =
                        missing::not_here(&of, &segments[index], &segments.join("::"), spans[index])
                    {
                        found.push(made);
                        continue;
                    }
                    let short = of.rsplit("::").next().unwrap_or(&of).to_owned();
                    let short = if short == "crate" {
                        "the root".to_owned()
                    } else {
                        format!("`{short}`")
                    };
                    match index == last {
                        true => (whole, format!("no `{}` in {short}", segments[index])),
                        false => (
                            spans[index],
                            format!("could not find `{}` in {short}", segments[index]),
                        ),
                    }
                }
                Stop::Found(_) => (whole, String::new()),
            };
            let entry = (span, segments.join("::"), label);
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, entries)) => entries.push(entry),
                None => groups.push((group, vec![entry])),
            }
        }
        for (_, entries) in groups {
            let names: Vec<String> = entries
                .iter()
                .map(|(_, path, _)| format!("`{path}`"))
                .collect();
            let word = if names.len() == 1 {
                "import"
            } else {
                "imports"
            };
            let (span, _, label) = &entries[0];
            let mut made = error(
                "E0432",
                *span,
                format!("unresolved {word} {}", names.join(", ")),
                label.clone(),
            );
            for (span, _, label) in &entries[1..] {
                made = made.also(Some(*span), label.clone());
            }
            found.push(made);
        }
    }
    /// The segments of an import, those of the trees around it first.
    pub(super) fn import_path(
        &self,
        file: hir_expand::HirFileId,
        tree: &ast::UseTree,
    ) -> Option<(Vec<String>, Vec<Span>)> {
        let mut trees: Vec<ast::UseTree> = tree
            .syntax()
            .ancestors()
            .filter_map(ast::UseTree::cast)
            .collect();
        trees.reverse();
        let (mut segments, mut spans) = (Vec::new(), Vec::new());
        for segment in trees
            .iter()
            .filter_map(|tree| tree.path())
            .flat_map(|path| path.segments().collect::<Vec<_>>())
        {
            segments.push(segment.syntax().text().to_string());
            spans.push(self.of_node(file, segment.syntax()));
        }
        (!segments.is_empty()).then_some((segments, spans))
    }
    pub(super) fn module_of_file(
        &self,
        file: hir_expand::HirFileId,
        tree: &ast::UseTree,
    ) -> hir::Module {
        let names: Vec<String> = tree
            .syntax()
            .ancestors()
            .filter_map(ast::Module::cast)
            .filter_map(|module| syntax::ast::HasName::name(&module))
            .map(|name| name.text().to_string())
            .collect();
        let own_file = file.original_file(self.db).file_id(self.db);
        let modules = hir::Crate::all(self.db)
            .into_iter()
            .flat_map(|krate| krate.modules(self.db));
        let mut at = modules
            .filter(|module| module.is_crate_root(self.db) || !module.is_inline(self.db))
            .find(|module| {
                let source = module.definition_source_file_id(self.db);
                source.original_file(self.db).file_id(self.db) == own_file
            })
            .unwrap_or_else(|| self.own_crate().root_module(self.db));
        for name in names.iter().rev() {
            let child = at.children(self.db).find(|child| {
                child
                    .name(self.db)
                    .is_some_and(|known| known.as_str() == name)
            });
            at = child.unwrap_or(at);
        }
        at
    }

    /// Types and traits named in signatures and bodies, which rust-analyzer passes over in silence.
    pub(super) fn unknown_types(&self, krate: Crate, found: &mut Vec<Diagnostic>) {
        let db = self.db;
        let items = self.items_of(krate);
        for def in items.bodies.iter().chain(&items.bodiless) {
            let module = def.module(db);
            match *def {
                DefWithBodyId::FunctionId(id) => {
                    let (of, map) = FunctionSignature::with_source_map(db, id);
                    self.types_in(&of.store, map, &[id.resolver(db)], module, found);
                }
                DefWithBodyId::ConstId(id) => {
                    let (of, map) = ConstSignature::with_source_map(db, id);
                    self.types_in(&of.store, map, &[id.resolver(db)], module, found);
                }
                DefWithBodyId::StaticId(id) => {
                    let (of, map) = StaticSignature::with_source_map(db, id);
                    self.types_in(&of.store, map, &[id.resolver(db)], module, found);
                }
                DefWithBodyId::VariantId(_) => {}
            }
            let (body, map) = Body::with_source_map(db, *def);
            // A type is written in some block; which, is not recorded, so that all are tried.
            let mut resolvers = vec![def.resolver(db)];
            let owner = ExpressionStoreOwnerId::from(*def);
            for (_, it) in body.exprs() {
                let (Expr::Block {
                    id: Some(_),
                    statements,
                    tail,
                    ..
                }
                | Expr::Unsafe {
                    id: Some(_),
                    statements,
                    tail,
                }) = it
                else {
                    continue;
                };
                let inside = tail.or_else(|| {
                    statements.iter().find_map(|statement| match statement {
                        Statement::Expr { expr, .. } => Some(*expr),
                        Statement::Let { initializer, .. } => *initializer,
                        Statement::Item(_) => None,
                    })
                });
                if let Some(inside) = inside {
                    let mut resolver = def.resolver(db);
                    let _ = resolver.update_to_inner_scope(db, owner, inside);
                    resolvers.push(resolver);
                }
            }
            self.types_in(&body.store, map, &resolvers, module, found);
        }
        for id in items.impls {
            let (of, map) = ImplSignature::with_source_map(db, id);
            self.types_in(&of.store, map, &[id.resolver(db)], id.module(db), found);
        }
        for id in items.traits {
            let (of, map) = TraitSignature::with_source_map(db, id);
            self.types_in(&of.store, map, &[id.resolver(db)], id.module(db), found);
        }
        for id in items.aliases {
            let (of, map) = TypeAliasSignature::with_source_map(db, id);
            self.types_in(&of.store, map, &[id.resolver(db)], id.module(db), found);
        }
        for id in items.adts {
            let module = id.module(db);
            let resolver = || [GenericDefId::from(id).resolver(db)];
            let variants: Vec<VariantId> = match id {
                AdtId::StructId(id) => {
                    let (of, map) = StructSignature::with_source_map(db, id);
                    self.types_in(&of.store, map, &resolver(), module, found);
                    vec![id.into()]
                }
                AdtId::UnionId(id) => {
                    let (of, map) = UnionSignature::with_source_map(db, id);
                    self.types_in(&of.store, map, &resolver(), module, found);
                    vec![id.into()]
                }
                AdtId::EnumId(id) => {
                    let (of, map) = EnumSignature::with_source_map(db, id);
                    self.types_in(&of.store, map, &resolver(), module, found);
                    id.enum_variants(db)
                        .variants
                        .values()
                        .map(|(id, _)| (*id).into())
                        .collect()
                }
            };
            for variant in variants {
                let (of, map) = VariantFields::with_source_map(db, variant);
                self.types_in(&of.store, map, &resolver(), module, found);
            }
        }
    }
    fn types_in(
        &self,
        store: &ExpressionStore,
        map: &ExpressionStoreSourceMap,
        resolvers: &[Resolver<'_>],
        module: ModuleId,
        found: &mut Vec<Diagnostic>,
    ) {
        self.trait_objects(store, map, resolvers, found);
        for (id, ty) in store.types.iter() {
            let TypeRef::Path(path) = ty else { continue };
            if matches!(path, Path::LangItem(..)) || path.type_anchor().is_some() {
                continue;
            }
            let resolved = resolvers.iter().find_map(|resolver| {
                let (of, rest, _) = resolver.resolve_path_in_type_ns(self.db, path)?;
                Some((of, rest, resolver))
            });
            let Ok(ptr) = map.type_syntax(id) else {
                continue;
            };
            let node = ptr
                .value
                .syntax_node_ptr()
                .to_node(&ptr.file_id.parse_or_expand(self.db));
            let is_trait = is_trait_place(&node);
            match resolved {
                Some((TypeNs::TraitId(_), None, _)) if is_trait => continue,
                Some((of, None, _)) if is_trait => {
                    let kind = match of {
                        TypeNs::AdtId(AdtId::StructId(_)) => "struct",
                        TypeNs::AdtId(AdtId::EnumId(_)) => "enum",
                        TypeNs::TypeAliasId(_) => "type alias",
                        TypeNs::GenericParam(_) => "type parameter",
                        _ => "type",
                    };
                    let name = node.text();
                    let span = self.of_node(ptr.file_id, &node);
                    found.push(error(
                        "E0404",
                        span,
                        format!("expected trait, found {kind} `{name}`"),
                        "not a trait",
                    ));
                    continue;
                }
                Some((of, rest, resolver)) => {
                    let node = InFile::new(ptr.file_id, node);
                    found.extend(self.no_type(path, &(of, rest), resolver, &node));
                    continue;
                }
                // The argument of a const parameter looks like a type.
                None if is_argument(&node) && self.is_const(resolvers, path) => continue,
                None => {}
            }
            let segments: Vec<String> = path
                .segments()
                .iter()
                .map(|segment| segment.name.as_str().to_owned())
                .collect();
            let spans = self.type_segments(&InFile::new(ptr.file_id, node.clone()), segments.len());
            let wanted = if is_trait {
                Wanted::Trait
            } else {
                Wanted::Type
            };
            found.push(self.unresolved_in(module.into(), &segments, &spans, wanted));
        }
    }
    fn is_const(&self, resolvers: &[Resolver<'_>], path: &Path) -> bool {
        resolvers.iter().any(|resolver| {
            resolver
                .resolve_path_in_value_ns_fully(self.db, path, HygieneId::ROOT)
                .is_some_and(|found| {
                    matches!(found, ValueNs::GenericParam(_) | ValueNs::ConstId(_))
                })
        })
    }
    fn type_segments(&self, node: &InFile<SyntaxNode>, count: usize) -> Vec<Span> {
        let path = ast::Path::cast(node.value.clone())
            .or_else(|| node.value.children().find_map(ast::Path::cast));
        let spans: Vec<Span> = path
            .into_iter()
            .flat_map(|path| path.segments().collect::<Vec<_>>())
            .map(|segment| {
                let name = segment
                    .name_ref()
                    .map_or(segment.syntax().clone(), |name| name.syntax().clone());
                self.of_node(node.file_id, &name)
            })
            .collect();
        match spans.len() >= count && count > 0 {
            true => spans[spans.len() - count..].to_vec(),
            false => vec![self.of_node(node.file_id, &node.value); count.max(1)],
        }
    }
}

/// Is it between the angle brackets of another path?
fn is_argument(node: &SyntaxNode) -> bool {
    node.ancestors()
        .take_while(|it| it.text_range() == node.text_range())
        .any(|it| it.kind() == SyntaxKind::TYPE_ARG)
}

/// Does a path stand where a trait has to: a bound, or before `for` in an impl?
fn is_trait_place(node: &SyntaxNode) -> bool {
    let mut node = node.clone();
    while let Some(parent) = node.parent() {
        match parent.kind() {
            SyntaxKind::PATH | SyntaxKind::PATH_TYPE
                if parent.text_range() == node.text_range() =>
            {
                node = parent
            }
            SyntaxKind::TYPE_BOUND => return true,
            // `<T as Trait>`.
            SyntaxKind::TYPE_ANCHOR => {
                return node.prev_sibling_or_token().is_some_and(|_| {
                    parent
                        .children_with_tokens()
                        .take_while(|it| it.text_range().start() < node.text_range().start())
                        .any(|it| it.kind() == SyntaxKind::AS_KW)
                });
            }
            SyntaxKind::IMPL => {
                let of = ast::Impl::cast(parent).and_then(|it| it.trait_());
                return of.is_some_and(|of| of.syntax().text_range() == node.text_range());
            }
            _ => return false,
        }
    }
    false
}
