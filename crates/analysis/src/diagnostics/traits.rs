//! Impls that do not fit their trait.

use base_db::Crate;
use hir_def::{
    AssocItemId, FunctionId, ImplId, Lookup as _,
    signatures::{FunctionSignature, TraitSignature},
};
use hir_expand::InFile;
use hir_ty::{
    GenericPredicates,
    db::HirDatabase as _,
    next_solver::{
        ClauseKind, GenericArgs, ParamEnv, TraitRef, Ty as RaTy,
        infer::traits::{Obligation, ObligationCause},
    },
};
use rustc_type_ir::inherent::{IntoKind as _, Ty as _};
use syntax::{AstNode as _, ast, ast::HasName as _};

use super::{Diagnostic, error, structure::count};
use crate::{Session, thir::Span};

impl<'a> Session<'a> {
    pub(super) fn trait_impls(&self, krate: Crate, found: &mut Vec<Diagnostic>) {
        for id in self.items_of(krate).impls {
            let Some(trait_ref) = self.db.impl_trait(id) else {
                continue;
            };
            let trait_ref = trait_ref.skip_binder();
            let env = self.db.trait_environment(id.into());
            self.supertraits_hold(id, trait_ref, env, found);
            if Some(trait_ref.def_id.0) == self.lang.Copy {
                self.copy_fields(id, trait_ref.self_ty(), env, found);
            }
            for (name, item) in &id.impl_items(self.db).items {
                let AssocItemId::FunctionId(method) = *item else {
                    continue;
                };
                let wanted = trait_ref
                    .def_id
                    .0
                    .trait_items(self.db)
                    .items
                    .iter()
                    .find_map(|(known, item)| match item {
                        AssocItemId::FunctionId(wanted) if known == name => Some(*wanted),
                        _ => None,
                    });
                if let Some(wanted) = wanted {
                    found.extend(self.compare(method, wanted, trait_ref, env));
                }
            }
        }
    }
    fn holds(&self, trait_ref: TraitRef<'a>, env: ParamEnv<'a>) -> bool {
        let obligation = Obligation::new(self.interner, ObligationCause::dummy(), env, trait_ref);
        self.infcx.predicate_may_hold(&obligation)
    }
    fn trait_name_span(&self, id: ImplId) -> Option<Span> {
        let source = hir::HasSource::source(hir::Impl::from(id), self.db)?;
        if source.file_id.is_macro()
            && let Some(adt) = hir::Impl::from(id).self_ty(self.db).as_adt()
        {
            // Of what is derived rustc shows the type.
            let source = hir::HasSource::source(adt, self.db)?;
            let name = ast::HasName::name(&source.value)?;
            return Some(self.of_node(source.file_id, name.syntax()));
        }
        let of = source.value.self_ty()?;
        Some(self.of_node(source.file_id, of.syntax()))
    }
    /// `impl Copy for S` needs `S: Clone`.
    fn supertraits_hold(
        &self,
        id: ImplId,
        trait_ref: TraitRef<'a>,
        env: ParamEnv<'a>,
        found: &mut Vec<Diagnostic>,
    ) {
        if trait_ref.self_ty().is_ty_error() {
            return;
        }
        let trait_ = trait_ref.def_id.0;
        for clause in GenericPredicates::query_explicit(self.db, trait_.into()).iter_identity() {
            let ClauseKind::Trait(of) = clause.skip_norm_wip().kind().skip_binder() else {
                continue;
            };
            let is_self = matches!(of.trait_ref.self_ty().kind(), hir_ty::next_solver::TyKind::Param(param) if param.index == 0);
            if !is_self || of.trait_ref.def_id.0 == trait_ {
                continue;
            }
            let wanted = hir_ty::next_solver::EarlyBinder::bind(of.trait_ref)
                .instantiate(self.interner, trait_ref.args)
                .skip_norm_wip();
            if !self.holds(wanted, env)
                && let Some(span) = self.trait_name_span(id)
            {
                let ty = self.show(trait_ref.self_ty());
                let name = TraitSignature::of(self.db, wanted.def_id.0)
                    .name
                    .as_str()
                    .to_owned();
                let message = match name.as_str() {
                    "Debug" => format!("`{ty}` doesn't implement `Debug`"),
                    "Display" => format!("`{ty}` doesn't implement `std::fmt::Display`"),
                    _ => format!("the trait bound `{ty}: {name}` is not satisfied"),
                };
                found.push(error(
                    "E0277",
                    span,
                    message,
                    format!("the trait `{name}` is not implemented for `{ty}`"),
                ));
            }
        }
    }
    fn copy_fields(
        &self,
        id: ImplId,
        ty: RaTy<'a>,
        env: ParamEnv<'a>,
        found: &mut Vec<Diagnostic>,
    ) {
        let hir_ty::next_solver::TyKind::Adt(def, args) = ty.kind() else {
            return;
        };
        let adt = rustc_type_ir::inherent::AdtDef::def_id(def).0;
        let ours = self.adt(self.ids.adt(adt));
        if ours.has_drop_impl
            && let Some(span) = self.trait_name_span(id)
        {
            found.push(error(
                "E0184",
                span,
                "the trait `Copy` cannot be implemented for this type; the type has a destructor",
                "`Copy` not allowed on types with destructors",
            ));
            return;
        }
        for variant in &ours.variants {
            for field in &variant.fields {
                let generic = self.ra_ty(field.ty, self.identity(adt.into()));
                let field_ty = hir_ty::next_solver::EarlyBinder::bind(generic)
                    .instantiate(self.interner, args)
                    .skip_norm_wip();
                if field_ty.is_ty_error() || self.infcx.type_is_copy_modulo_regions(env, field_ty) {
                    continue;
                }
                let Some(span) = self.trait_name_span(id) else {
                    continue;
                };
                found.push(error(
                    "E0204",
                    span,
                    "the trait `Copy` cannot be implemented for this type",
                    format!(
                        "field `{}` of type `{}` does not implement `Copy`",
                        field.name,
                        self.show(field_ty)
                    ),
                ));
                return;
            }
        }
    }
    /// A method of an impl against the trait's.
    fn compare(
        &self,
        method: FunctionId,
        wanted: FunctionId,
        trait_ref: TraitRef<'a>,
        env: ParamEnv<'a>,
    ) -> Option<Diagnostic> {
        let db = self.db;
        let (ours, theirs) = (
            FunctionSignature::of(db, method),
            FunctionSignature::of(db, wanted),
        );
        let name = ours.name.as_str();
        let trait_name = TraitSignature::of(db, trait_ref.def_id.0)
            .name
            .as_str()
            .to_owned();
        let source = hir::HasSource::source(hir::Function::from(method), db)?;
        let node = &source.value;
        let place = |node: Option<syntax::SyntaxNode>| {
            node.map(|node| self.of_node(source.file_id, &node))
                .or_else(|| self.name_span(method.into()))
        };
        let list = node.param_list();
        match (ours.has_self_param(), theirs.has_self_param()) {
            (true, false) => {
                let span = place(
                    list.and_then(|list| list.self_param())
                        .map(|it| it.syntax().clone()),
                )?;
                return Some(error(
                    "E0185",
                    span,
                    format!(
                        "method `{name}` has a `{}` declaration in the impl, but not in the trait",
                        self.span_text(span)
                    ),
                    format!("`{}` used in impl", self.span_text(span)),
                ));
            }
            (false, true) => {
                let message = format!(
                    "method `{name}` has a `&self` declaration in the trait, but not in the impl"
                );
                return Some(error(
                    "E0186",
                    self.fn_header(&source)?,
                    message,
                    "expected `&self` in impl",
                ));
            }
            _ => {}
        }
        let own_generics = |id: FunctionId| {
            let parent = match id.lookup(db).container {
                hir_def::ItemContainerId::TraitId(id) => self.identity(id.into()).len(),
                hir_def::ItemContainerId::ImplId(id) => self.identity(id.into()).len(),
                _ => 0,
            };
            let all = self.identity(id.into());
            all.as_slice()[parent..].to_vec()
        };
        let (our_generics, their_generics) = (own_generics(method), own_generics(wanted));
        let types = |of: &[hir_ty::next_solver::GenericArg<'a>]| {
            of.iter().filter(|arg| arg.region().is_none()).count()
        };
        if types(&our_generics) != types(&their_generics) {
            let message = format!(
                "method `{name}` has {} but its trait declaration has {}",
                count(types(&our_generics), "type parameter"),
                count(types(&their_generics), "type parameter")
            );
            return Some(error("E0049", self.name_span(method.into())?, message, ""));
        }
        let our_sig = self.interner.instantiate_bound_regions_with_erased(
            db.callable_item_signature(method.into()).skip_binder(),
        );
        let their_sig = db.callable_item_signature(wanted.into());
        // Erased lifetimes and the impl's own parameters stand for the trait's.
        let mut our_types = our_generics.iter().filter(|arg| arg.region().is_none());
        let own_args = their_generics.iter().map(|arg| match arg.region() {
            Some(_) => hir_ty::next_solver::Region::new_erased(self.interner).into(),
            None => our_types.next().copied().unwrap_or(*arg),
        });
        let args = GenericArgs::new_from_iter(self.interner, trait_ref.args.iter().chain(own_args));
        let their_sig = self.interner.instantiate_bound_regions_with_erased(
            their_sig.instantiate(self.interner, args).skip_norm_wip(),
        );
        if our_sig.inputs().len() != their_sig.inputs().len() {
            let message = format!(
                "method `{name}` has {} but the declaration in trait `{trait_name}::{name}` has {}",
                count(our_sig.inputs().len(), "parameter"),
                their_sig.inputs().len()
            );
            let span = place(
                list.and_then(|list| list.params().last())
                    .map(|it| it.syntax().clone()),
            )?;
            let label = format!(
                "expected {}, found {}",
                count(their_sig.inputs().len(), "parameter"),
                our_sig.inputs().len()
            );
            return Some(error("E0050", span, message, label));
        }
        // Those that a caller may choose; the others are bound by each call.
        let chosen = |of: &[hir_ty::next_solver::GenericArg<'a>]| {
            of.iter().filter(|arg| arg.region().is_some()).count()
        };
        if chosen(&our_generics) != chosen(&their_generics) {
            return Some(error(
                "E0195",
                self.name_span(method.into())?,
                "lifetime parameters do not match the trait definition",
                "",
            ));
        }
        let same = |ours: RaTy<'a>, theirs: RaTy<'a>| {
            let normal = |ty| self.ty(self.ra_normalize(self.erase(ty), env));
            let (ours, theirs) = (normal(ours), normal(theirs));
            // `impl Trait` in either place hides a type that only the body knows.
            let vague = |ty: crate::ty::Ty| {
                ty.any(&mut |ty| {
                    matches!(
                        ty.kind(),
                        crate::ty::TyKind::Error
                            | crate::ty::TyKind::Opaque(..)
                            | crate::ty::TyKind::Coroutine(..)
                            | crate::ty::TyKind::Assoc(..)
                    )
                })
            };
            ours == theirs || vague(ours) || vague(theirs)
        };
        let offset = usize::from(ours.has_self_param());
        for (index, (mine, their)) in our_sig.inputs().iter().zip(their_sig.inputs()).enumerate() {
            if same(*mine, *their) {
                continue;
            }
            let node = list.as_ref().and_then(|list| match index < offset {
                true => list.self_param().map(|it| it.syntax().clone()),
                false => list
                    .params()
                    .nth(index - offset)
                    .and_then(|param| param.ty())
                    .map(|ty| ty.syntax().clone()),
            });
            return Some(self.incompatible(place(node)?, name, *mine, *their));
        }
        if theirs.is_async()
            && !ours.is_async()
            && !matches!(
                self.ty(our_sig.output()).kind(),
                crate::ty::TyKind::Opaque(..)
            )
            && !self.is_future(our_sig.output(), env)
        {
            let span = self.fn_header(&source)?;
            return Some(error(
                "",
                span,
                "method should be `async` or return a future, but it is synchronous",
                "",
            ));
        }
        if let Some((wanted, is)) = self.other_output(our_sig.output(), their_sig.output()) {
            let node = source.value.ret_type().and_then(|it| it.ty());
            let message = format!(
                "expected `impl Future<Output = {is}>` to be a future that resolves to `{wanted}`, but it resolves to `{is}`"
            );
            return Some(error(
                "E0271",
                place(node.map(|it| it.syntax().clone()))?,
                message,
                format!("expected `{wanted}`, found `{is}`"),
            ));
        }
        if !same(our_sig.output(), their_sig.output()) {
            let node = source
                .value
                .ret_type()
                .and_then(|ret| ret.ty())
                .map(|ty| ty.syntax().clone());
            return Some(self.incompatible(
                place(node)?,
                name,
                our_sig.output(),
                their_sig.output(),
            ));
        }
        None
    }
    fn is_future(&self, ty: RaTy<'a>, env: ParamEnv<'a>) -> bool {
        self.lang
            .Future
            .is_some_and(|of| self.holds(TraitRef::new(self.interner, of.into(), [ty]), env))
    }
    /// What two hidden futures resolve to, where both say it and it differs.
    fn other_output(&self, ours: RaTy<'a>, theirs: RaTy<'a>) -> Option<(String, String)> {
        let output = |ty: RaTy<'a>| {
            let crate::ty::TyKind::Opaque(id, _) = self.ty(ty).kind() else {
                return None;
            };
            let asks = self.asks_of_opaque(*id);
            asks.into_iter().find_map(|ask| match ask {
                crate::Ask::Assoc(_, _, ty) => Some(ty),
                _ => None,
            })
        };
        let (ours, theirs) = (output(ours)?, output(theirs)?);
        let plain = |ty: crate::ty::Ty| {
            !ty.any(&mut |ty| {
                use crate::ty::TyKind as K;
                matches!(
                    ty.kind(),
                    K::Param(_) | K::Assoc(..) | K::Opaque(..) | K::Error | K::Dyn(_)
                )
            })
        };
        let differ = ours != theirs && plain(ours) && plain(theirs);
        differ.then(|| (self.display(theirs), self.display(ours)))
    }
    fn incompatible(&self, span: Span, name: &str, ours: RaTy<'a>, theirs: RaTy<'a>) -> Diagnostic {
        error(
            "E0053",
            span,
            format!("method `{name}` has an incompatible type for trait"),
            format!(
                "expected `{}`, found `{}`",
                self.show(theirs),
                self.show(ours)
            ),
        )
    }
    fn span_text(&self, span: Span) -> &'a str {
        self.text(span.file)
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
    /// From `fn` to the end of the return type.
    fn fn_header(&self, source: &InFile<ast::Fn>) -> Option<Span> {
        let node = &source.value;
        let start = node
            .fn_token()
            .map(|token| token.text_range().start())
            .or(node.name().map(|name| name.syntax().text_range().start()))?;
        let end = node
            .ret_type()
            .map(|it| it.syntax().text_range().end())
            .or(node.param_list().map(|it| it.syntax().text_range().end()))?;
        Some(self.range(InFile::new(
            source.file_id,
            span::TextRange::new(start, end),
        )))
    }
}
