//! `impl Trait` in the signature of a trait's method, which an `async fn` has too.
//!
//! rust-analyzer knows it as an opaque type of the trait's own method and has no way from there to what an
//! implementation returns. This finds it: the implementation's return type has at the same place what the
//! opaque type stands for.

use either::Either;
use hir_def::{FunctionId, ItemContainerId, Lookup as _, signatures::FunctionSignature};
use hir_ty::{
    ImplTraitId, ParamEnvAndCrate,
    db::{HirDatabase as _, InternedOpaqueTyId},
    next_solver::{AliasTy, GenericArgs, ParamEnv, Ty, TyKind},
};
use rustc_type_ir::{
    AliasTyKind, ClauseKind, TypeVisitableExt as _,
    inherent::{GenericArgs as _, IntoKind as _, Term as _, Ty as _},
};

use crate::Session;

/// What is known of a type that may be the `impl Trait` of a trait's method.
pub(crate) enum Implementation<'a> {
    /// It is another type.
    NotInTrait,
    /// The trait's own body decides.
    Itself,
    /// Not as long as `Self` is a parameter.
    Unknown,
    Known(Ty<'a>),
}

impl<'a> Session<'a> {
    pub(crate) fn of_implementation(&self, ty: Ty<'a>, env: ParamEnv<'a>) -> Implementation<'a> {
        let Some((method, wanted, args)) = self.opaque_of_method(ty) else {
            return Implementation::NotInTrait;
        };
        // Behind the method's own arguments an opaque type has those lifetimes that are bound late.
        let own = GenericArgs::identity_for_item(self.interner, method.into()).len();
        let args = GenericArgs::new_from_slice(&args.as_slice()[..own.min(args.len())]);
        let env_and_crate = ParamEnvAndCrate {
            param_env: env,
            krate: self.krate,
        };
        let (found, found_args) = self.db.lookup_impl_method(env_and_crate, method, args);
        let Either::Left(found) = found else {
            return Implementation::Unknown;
        };
        if found == method {
            let decided = FunctionSignature::of(self.db, method).has_body() && !args.has_param();
            return match decided {
                true => Implementation::Itself,
                false => Implementation::Unknown,
            };
        }
        let asked = self.fn_output(method, args);
        let given = self.fn_output(found, found_args);
        match self.counterpart(wanted, asked, given, env) {
            Some(found) => Implementation::Known(found),
            None => Implementation::Unknown,
        }
    }
    /// The trait's method that an opaque type belongs to.
    fn opaque_of_method(
        &self,
        ty: Ty<'a>,
    ) -> Option<(FunctionId, InternedOpaqueTyId<'a>, GenericArgs<'a>)> {
        let TyKind::Alias(AliasTy {
            kind: AliasTyKind::Opaque { def_id },
            args,
            ..
        }) = ty.kind()
        else {
            return None;
        };
        let ImplTraitId::ReturnTypeImplTrait(function, _) = def_id.0.loc(self.db) else {
            return None;
        };
        matches!(
            function.lookup(self.db).container,
            ItemContainerId::TraitId(_)
        )
        .then_some((function, def_id.0, args))
    }
    /// What stands in `given` where `asked` has the opaque type.
    fn counterpart(
        &self,
        wanted: InternedOpaqueTyId<'a>,
        asked: Ty<'a>,
        given: Ty<'a>,
        env: ParamEnv<'a>,
    ) -> Option<Ty<'a>> {
        if let Some((_, opaque, args)) = self.opaque_of_method(asked) {
            return if opaque == wanted {
                Some(given)
            } else {
                self.in_bounds(wanted, opaque, args, given, env)
            };
        }
        match (asked.kind(), given.kind()) {
            (TyKind::Adt(_, asked), TyKind::Adt(_, given)) => asked
                .iter()
                .zip(given.iter())
                .filter_map(|(asked, given)| Some((asked.ty()?, given.ty()?)))
                .find_map(|(asked, given)| self.counterpart(wanted, asked, given, env)),
            (TyKind::Tuple(asked), TyKind::Tuple(given)) => asked
                .iter()
                .zip(given.iter())
                .find_map(|(asked, given)| self.counterpart(wanted, asked, given, env)),
            (TyKind::Ref(_, asked, _), TyKind::Ref(_, given, _))
            | (TyKind::RawPtr(asked, _), TyKind::RawPtr(given, _))
            | (TyKind::Slice(asked), TyKind::Slice(given))
            | (TyKind::Array(asked, _), TyKind::Array(given, _)) => {
                self.counterpart(wanted, asked, given, env)
            }
            _ => None,
        }
    }
    /// An `impl Trait` inside the bounds of another, as in `impl Iterator<Item = impl Display>`.
    fn in_bounds(
        &self,
        wanted: InternedOpaqueTyId<'a>,
        around: InternedOpaqueTyId<'a>,
        args: GenericArgs<'a>,
        given: Ty<'a>,
        env: ParamEnv<'a>,
    ) -> Option<Ty<'a>> {
        let bounds = around.loc(self.db).predicates(self.db);
        bounds.skip_binder().iter().find_map(|bound| {
            let ClauseKind::Projection(bound) = bound.kind().skip_binder() else {
                return None;
            };
            let bound = self.erase(
                hir_ty::next_solver::EarlyBinder::bind(bound)
                    .instantiate(self.interner, args)
                    .skip_norm_wip(),
            );
            let asked = bound.term.as_type()?;
            let of_given = GenericArgs::new_from_iter(
                self.interner,
                std::iter::once(given.into()).chain(bound.projection_term.args.iter().skip(1)),
            );
            let AliasTyKind::Projection { def_id } =
                bound.projection_term.expect_ty(self.interner).kind
            else {
                return None;
            };
            let projected = Ty::new_alias(
                self.interner,
                AliasTy::new_from_args(self.interner, AliasTyKind::Projection { def_id }, of_given),
            );
            self.counterpart(wanted, asked, self.ra_normalize(projected, env), env)
        })
    }
}
