//! Impls that say something twice (E0119, E0592), or that a parameter leaves open (E0207).

use hir_def::{AssocItemId, GenericDefId, ImplId};
use hir_expand::InFile;
use hir_ty::{
    GenericPredicates,
    db::HirDatabase as _,
    next_solver::{
        EarlyBinder, ParamEnv, TraitRef,
        infer::traits::{Obligation, ObligationCause},
        obligation_ctxt::ObligationCtxt,
    },
};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::{AstNode as _, AstPtr, ast, ast::HasName as _};

use super::{Diagnostic, error};
use crate::{
    Session,
    asks::Ask,
    thir::Span,
    ty::{Arg, Ty, TyKind},
};

impl<'a> Session<'a> {
    pub(super) fn overlaps(&self, found: &mut Vec<Diagnostic>) {
        let impls = self.items_of(self.krate).impls;
        self.trait_twice(&impls, found);
        self.names_twice(&impls, found);
        for id in &impls {
            self.unconstrained(*id, found);
            self.drop_impl_place(*id, found);
        }
    }
    /// `Drop` is for whole types of one's own (E0120, E0366).
    fn drop_impl_place(&self, id: ImplId, found: &mut Vec<Diagnostic>) {
        let Some(of) = self.db.impl_trait(id) else {
            return;
        };
        let of = of.skip_binder();
        if Some(of.def_id.0) != self.lang.Drop {
            return;
        }
        let Some(source) = hir::HasSource::source(hir::Impl::from(id), self.db) else {
            return;
        };
        let Some(ty) = source.value.self_ty() else {
            return;
        };
        let at = self.of_node(source.file_id, ty.syntax());
        match self.ty(of.self_ty()).kind() {
            TyKind::Adt(adt, args) if self.adt(*adt).own => {
                let mut seen = Vec::new();
                let whole = args.iter().all(|arg| match arg {
                    Arg::Ty(ty) => {
                        let fresh = !seen.contains(ty);
                        seen.push(*ty);
                        fresh && matches!(ty.kind(), TyKind::Param(_))
                    }
                    _ => true,
                });
                if let (false, Some((span, _))) = (whole, self.impl_place(id)) {
                    found.push(error(
                        "E0366",
                        span,
                        "`Drop` impls cannot be specialized",
                        "",
                    ));
                }
            }
            TyKind::Error => {}
            _ => found.push(error(
                "E0120",
                at,
                "the `Drop` trait may only be implemented for local structs, enums, and unions",
                "must be a struct, enum, or union in the current crate",
            )),
        }
    }
    fn trait_twice(&self, impls: &[ImplId], found: &mut Vec<Diagnostic>) {
        let mut own: Vec<(ImplId, TraitRef<'a>, Span, bool)> = Vec::new();
        for id in impls {
            let Some(of) = self.db.impl_trait(*id) else {
                continue;
            };
            let Some((span, derived)) = self.impl_place(*id) else {
                continue;
            };
            own.push((*id, of.skip_binder(), span, derived));
        }
        // rustc looks at what is derived last.
        own.sort_by_key(|(_, _, span, derived)| (*derived, span.file, span.start));
        for (index, (id, of, span, _)) in own.iter().enumerate() {
            let earlier = own[..index].iter().find(|(other, known, ..)| {
                known.def_id == of.def_id && self.both_may_hold(*id, *other)
            });
            let first = earlier.map(|it| it.2);
            let outside = || {
                let all = hir::Impl::all_for_trait(self.db, hir::Trait::from(of.def_id.0));
                all.into_iter().any(|it| {
                    let foreign = it.module(self.db).krate(self.db) != self.own_crate();
                    ImplId::try_from(it).is_ok_and(|it| {
                        foreign && self.is_blanket(it) && self.both_may_hold(*id, it)
                    })
                })
            };
            if first.is_none() && !outside() {
                continue;
            }
            let ty = self.show(of.self_ty());
            let name = self.trait_with_args(of);
            let message = format!("conflicting implementations of trait `{name}` for type `{ty}`");
            found.push(
                error(
                    "E0119",
                    *span,
                    message,
                    format!("conflicting implementation for `{ty}`"),
                )
                .also(first, "first implementation here"),
            );
        }
    }
    fn trait_with_args(&self, of: &TraitRef<'a>) -> String {
        let name = hir::Trait::from(of.def_id.0)
            .name(self.db)
            .as_str()
            .to_owned();
        let args: Vec<String> = of.args.as_slice()[1..]
            .iter()
            .filter_map(|arg| arg.ty())
            .map(|ty| self.show(ty))
            .collect();
        match args.is_empty() {
            true => name,
            false => format!("{name}<{}>", args.join(", ")),
        }
    }
    /// An impl for a type parameter, or of `From<T> for T`.
    fn is_blanket(&self, id: ImplId) -> bool {
        self.db.impl_trait(id).is_some_and(|of| {
            matches!(
                of.skip_binder().self_ty().kind(),
                hir_ty::next_solver::TyKind::Param(_)
            )
        })
    }
    /// Is there a type for which both impls are?
    fn both_may_hold(&self, a: ImplId, b: ImplId) -> bool {
        self.infcx.probe(|_| {
            let mut context = ObligationCtxt::new(&self.infcx);
            let env = ParamEnv::empty(self.interner);
            let cause = ObligationCause::dummy();
            let mut refs = Vec::new();
            for id in [a, b] {
                let args = self
                    .infcx
                    .fresh_args_for_item(hir_ty::Span::Dummy, id.into());
                let Some(of) = self.db.impl_trait(id) else {
                    return false;
                };
                refs.push(of.instantiate(self.interner, args).skip_norm_wip());
                for clause in GenericPredicates::query_all(self.db, id.into()).iter_identity() {
                    let clause = EarlyBinder::bind(clause.skip_norm_wip())
                        .instantiate(self.interner, args)
                        .skip_norm_wip();
                    context.register_obligation(Obligation::new(self.interner, cause, env, clause));
                }
            }
            context.eq(&cause, env, refs[0], refs[1]).is_ok()
                && context.try_evaluate_obligations().is_empty()
        })
    }
    /// The header of an impl, or the name in a `derive`.
    fn impl_place(&self, id: ImplId) -> Option<(Span, bool)> {
        let source = hir::HasSource::source(hir::Impl::from(id), self.db)?;
        let ptr = InFile::new(source.file_id, AstPtr::new(&source.value));
        let derived = source.file_id.is_macro();
        match derived {
            true => Some((
                self.range(InFile::new(
                    source.file_id,
                    source.value.trait_()?.syntax().text_range(),
                )),
                true,
            )),
            false => Some((self.impl_header(&ptr).0, false)),
        }
    }
    /// Inherent items of one name in two impls of one type.
    fn names_twice(&self, impls: &[ImplId], found: &mut Vec<Diagnostic>) {
        let mut seen: Vec<(Ty, String, ImplId, Span)> = Vec::new();
        for id in impls {
            if self.db.impl_trait(*id).is_some() {
                continue;
            }
            let ty = self.ty(self.db.impl_self_ty(*id).skip_binder());
            for (name, item) in &id.impl_items(self.db).items {
                let AssocItemId::FunctionId(function) = *item else {
                    continue;
                };
                let Some(span) = self.fn_span(function) else {
                    continue;
                };
                let name = name.as_str().to_owned();
                seen.push((ty, name, *id, span));
            }
        }
        seen.sort_by_key(|it| (it.3.file, it.3.start));
        for (index, (ty, name, id, span)) in seen.iter().enumerate() {
            let later = seen[index + 1..]
                .iter()
                .find(|(other, known, at, _)| other == ty && known == name && at != id);
            if let Some((.., other)) = later {
                found.push(
                    error(
                        "E0592",
                        *span,
                        format!("duplicate definitions with name `{name}`"),
                        format!("duplicate definitions for `{name}`"),
                    )
                    .also(Some(*other), format!("other definition for `{name}`")),
                );
            }
        }
    }
    fn fn_span(&self, id: hir_def::FunctionId) -> Option<Span> {
        let source = hir::HasSource::source(hir::Function::from(id), self.db)?;
        let start = super::recursive_types::header(source.value.syntax())?.start();
        let end = source
            .value
            .ret_type()
            .map(|it| it.syntax().text_range())
            .or(source.value.param_list().map(|it| it.syntax().text_range()))?
            .end();
        Some(self.range(InFile::new(
            source.file_id,
            span::TextRange::new(start, end),
        )))
    }
    /// A type parameter of an impl that its header does not fix.
    fn unconstrained(&self, id: ImplId, found: &mut Vec<Diagnostic>) {
        let source = match hir::HasSource::source(hir::Impl::from(id), self.db) {
            Some(source) if !source.file_id.is_macro() => source,
            _ => return,
        };
        let mut fixed: Vec<u32> = Vec::new();
        let fix = |ty: Ty, fixed: &mut Vec<u32>| {
            ty.any(&mut |ty| {
                if let TyKind::Param(index) = ty.kind() {
                    fixed.push(*index);
                }
                // What an associated type stands for does not say what it was made of.
                false
            });
        };
        let self_ty = self.ty(self.db.impl_self_ty(id).skip_binder());
        if self_ty.any(&mut |ty| matches!(ty.kind(), TyKind::Error | TyKind::Assoc(..))) {
            return;
        }
        fix(self_ty, &mut fixed);
        if let Some(of) = self.db.impl_trait(id) {
            for arg in self.args(of.skip_binder().args).iter() {
                if let Arg::Ty(ty) = arg {
                    fix(*ty, &mut fixed);
                }
            }
        }
        for ask in self.asks_of(GenericDefId::from(id)) {
            if let Ask::Assoc(_, _, ty) = ask {
                fix(ty, &mut fixed);
            }
        }
        let params = syntax::ast::HasGenericParams::generic_param_list(&source.value);
        let names = params.iter().flat_map(|list| list.type_or_const_params());
        let indexes = self.identity(id.into());
        let types = indexes
            .as_slice()
            .iter()
            .enumerate()
            .filter(|(_, arg)| arg.region().is_none());
        for ((index, _), param) in types.zip(names) {
            let ast::TypeOrConstParam::Type(param) = param else {
                continue;
            };
            let Some(name) = param.name() else { continue };
            if fixed.contains(&(index as u32)) {
                continue;
            }
            let text = name.text();
            found.push(error(
                "E0207",
                self.of_node(source.file_id, name.syntax()),
                format!(
                    "the type parameter `{text}` is not constrained by the impl trait, self type, or predicates"
                ),
                "unconstrained type parameter",
            ));
        }
    }
}
