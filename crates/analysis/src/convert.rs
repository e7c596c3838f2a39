//! Types of rust-analyzer to ours and back. Lifetimes are lost on the way out and come back erased.
#![allow(unstable_name_collisions)] // `as_slice` is rust-analyzer's own trait method.

use hir_def::{CallableDefId, EnumVariantId, GenericParamId, Lookup as _};
use hir_ty::{
    ImplTraitId, InferBodyId, InferenceResult,
    consteval::try_const_usize,
    db::{HirDatabase as _, InternedOpaqueTyId},
    next_solver::{
        AliasTy, Binder, BoundExistentialPredicates, Const as RaConst, ConstKind, EarlyBinder,
        ExistentialPredicate, GenericArg, GenericArgs, Mutability as RaMutability, Region,
        ScalarInt, SolverDefId, TraitRef, Ty as RaTy, TyKind as RaKind, Tys, ValTree,
    },
};
use rustc_type_ir::{
    AliasTyKind, ExistentialProjection, ExistentialTraitRef, FnHeader, FnSigTys, IntTy as RaIntTy,
    UintTy as RaUintTy,
    inherent::{GenericArgs as _, IntoKind as _, SliceLike as _, Term as _, Ty as _},
};

use crate::{
    Session,
    ty::{
        Arg, Args, ClosureId, Const, DynTy, FloatTy, IntTy, List, Mutability, Ty, TyKind, UintTy,
    },
};

/// What a `Param` of ours stands for: the parameters of an item, each as an argument for itself.
pub(crate) type Params<'db> = GenericArgs<'db>;

impl<'a> Session<'a> {
    pub(crate) fn ty(&self, ty: RaTy<'a>) -> Ty {
        if let Some(known) = self.memo.ours.borrow().get(&ty) {
            return *known;
        }
        let made = Ty::new(self.kind(ty));
        self.memo.ours.borrow_mut().insert(ty, made);
        made
    }
    fn kind(&self, ty: RaTy<'a>) -> TyKind {
        use rustc_type_ir::{FloatTy as F, IntTy as I, UintTy as U};
        match ty.kind() {
            RaKind::Bool => TyKind::Bool,
            RaKind::Char => TyKind::Char,
            RaKind::Int(int) => TyKind::Int(match int {
                I::I8 => IntTy::I8,
                I::I16 => IntTy::I16,
                I::I32 => IntTy::I32,
                I::I64 => IntTy::I64,
                I::I128 => IntTy::I128,
                I::Isize => IntTy::Isize,
            }),
            RaKind::Uint(int) => TyKind::Uint(match int {
                U::U8 => UintTy::U8,
                U::U16 => UintTy::U16,
                U::U32 => UintTy::U32,
                U::U64 => UintTy::U64,
                U::U128 => UintTy::U128,
                U::Usize => UintTy::Usize,
            }),
            RaKind::Float(F::F32) => TyKind::Float(FloatTy::F32),
            RaKind::Float(F::F64) => TyKind::Float(FloatTy::F64),
            RaKind::Str => TyKind::Str,
            RaKind::Never => TyKind::Never,
            RaKind::Adt(def, args) => TyKind::Adt(self.ids.adt(def.def_id()), self.args(args)),
            RaKind::Tuple(of) => TyKind::Tuple(self.tys(of)),
            RaKind::Array(of, len) => TyKind::Array(self.ty(of), self.konst(len)),
            RaKind::Slice(of) => TyKind::Slice(self.ty(of)),
            RaKind::Ref(_, to, mutability) => TyKind::Ref(self.ty(to), mutability.into()),
            RaKind::RawPtr(to, mutability) => TyKind::RawPtr(self.ty(to), mutability.into()),
            RaKind::FnDef(id, args) => match id.0 {
                CallableDefId::FunctionId(id) => {
                    TyKind::FnDef(self.ids.function(id), self.args(args))
                }
                CallableDefId::StructId(id) => {
                    TyKind::Ctor(self.ids.adt(id.into()), 0, self.args(args))
                }
                CallableDefId::EnumVariantId(id) => {
                    let adt = self.ids.adt(id.lookup(self.db).parent.into());
                    TyKind::Ctor(adt, self.variant_index(id), self.args(args))
                }
            },
            RaKind::FnPtr(sig, _) => {
                let sig = sig.skip_binder();
                let params = sig.inputs().iter().map(|ty| self.ty(*ty)).collect();
                TyKind::FnPtr(List::new(params), self.ty(sig.output()))
            }
            RaKind::Closure(id, args) => {
                let loc = id.0.loc(self.db);
                let args = GenericArgs::new_from_slice(args.as_closure().parent_args().as_slice());
                self.closure_kind(loc.owner, loc.expr, args, TyKind::Closure)
            }
            RaKind::Coroutine(id, args) => {
                let loc = id.0.loc(self.db);
                let args =
                    GenericArgs::new_from_slice(args.as_coroutine().parent_args().as_slice());
                self.closure_kind(loc.owner, loc.expr, args, TyKind::Coroutine)
            }
            RaKind::CoroutineClosure(id, args) => {
                let loc = id.0.loc(self.db);
                let args = GenericArgs::new_from_slice(
                    args.as_coroutine_closure().parent_args().as_slice(),
                );
                self.closure_kind(loc.owner, loc.expr, args, TyKind::CoroutineClosure)
            }
            RaKind::Dynamic(predicates, _) => TyKind::Dyn(self.dyn_ty(predicates)),
            RaKind::Param(param) => TyKind::Param(param.index),
            RaKind::Alias(alias) => match alias.kind {
                AliasTyKind::Projection { def_id } => {
                    TyKind::Assoc(self.ids.assoc(def_id.0), self.args(alias.args))
                }
                AliasTyKind::Opaque { def_id } => TyKind::Opaque(
                    self.ids.opaque(def_id.0.loc(self.db)),
                    self.args(alias.args),
                ),
                AliasTyKind::Inherent { .. } | AliasTyKind::Free { .. } => TyKind::Error,
            },
            _ => TyKind::Error,
        }
    }
    fn closure_kind(
        &self,
        owner: InferBodyId<'a>,
        expr: hir_def::hir::ExprId,
        parent: GenericArgs<'a>,
        kind: fn(ClosureId, Args) -> TyKind,
    ) -> TyKind {
        match owner {
            InferBodyId::DefWithBodyId(owner) => {
                kind(self.ids.closure((owner, expr)), self.args(parent))
            }
            InferBodyId::AnonConstId(_) => TyKind::Error,
        }
    }
    fn dyn_ty(&self, predicates: BoundExistentialPredicates<'a>) -> DynTy {
        let mut of = DynTy {
            principal: None,
            args: List::empty(),
            assoc: List::empty(),
            auto: List::empty(),
        };
        let (mut assoc, mut auto) = (Vec::new(), Vec::new());
        for predicate in predicates.iter() {
            match predicate.skip_binder() {
                ExistentialPredicate::Trait(it) => {
                    of.principal = Some(self.ids.trait_(it.def_id.0));
                    of.args = self.args(it.args);
                }
                ExistentialPredicate::Projection(it) => {
                    if let (Ok(id), Some(ty)) = (type_alias(it.def_id.into()), it.term.as_type()) {
                        assoc.push((self.ids.assoc(id), self.ty(ty)));
                    }
                }
                ExistentialPredicate::AutoTrait(id) => auto.push(self.ids.trait_(id.0)),
            }
        }
        assoc.sort_by_key(|(id, _)| *id);
        auto.sort();
        of.assoc = List::new(assoc);
        of.auto = List::new(auto);
        of
    }
    pub(crate) fn tys(&self, of: Tys<'a>) -> List<Ty> {
        List::new(of.iter().map(|ty| self.ty(ty)).collect())
    }
    pub(crate) fn args(&self, args: GenericArgs<'a>) -> Args {
        List::new(
            args.iter()
                .map(|arg| match (arg.ty(), arg.konst()) {
                    (Some(ty), _) => Arg::Ty(self.ty(ty)),
                    (_, Some(konst)) => Arg::Const(self.konst(konst)),
                    _ => Arg::Lifetime,
                })
                .collect(),
        )
    }
    pub(crate) fn konst(&self, konst: RaConst<'a>) -> Const {
        match konst.kind() {
            ConstKind::Param(param) => Const::Param(param.index),
            ConstKind::Value(known) => match known.try_to_leaf() {
                Some(leaf) => Const::Value(leaf.to_bits_unchecked()),
                None => Const::Error,
            },
            _ => try_const_usize(self.db, konst).map_or(Const::Error, Const::Value),
        }
    }
    /// The place of a variant in its enum.
    pub(crate) fn variant_index(&self, variant: EnumVariantId) -> u32 {
        let variants = &variant
            .lookup(self.db)
            .parent
            .enum_variants(self.db)
            .variants;
        variants
            .values()
            .position(|(id, _)| *id == variant)
            .unwrap_or(0) as u32
    }

    /// Our type as rust-analyzer's. `params` gives meaning to parameters.
    pub(crate) fn ra_ty(&self, ty: Ty, params: Params<'a>) -> RaTy<'a> {
        let generic = ty.has_params();
        if !generic && let Some(known) = self.memo.theirs.borrow().get(&ty) {
            return *known;
        }
        let made = self.ra_ty_new(ty, params);
        if !generic {
            self.memo.theirs.borrow_mut().insert(ty, made);
        }
        made
    }
    fn ra_ty_new(&self, ty: Ty, params: Params<'a>) -> RaTy<'a> {
        use rustc_type_ir::{FloatTy as F, IntTy as I, UintTy as U};
        let interner = self.interner;
        let new = |kind| RaTy::new(interner, kind);
        let error = interner.default_types().types.error;
        match ty.kind() {
            TyKind::Bool => new(RaKind::Bool),
            TyKind::Char => new(RaKind::Char),
            TyKind::Int(int) => new(RaKind::Int(match int {
                IntTy::I8 => I::I8,
                IntTy::I16 => I::I16,
                IntTy::I32 => I::I32,
                IntTy::I64 => I::I64,
                IntTy::I128 => I::I128,
                IntTy::Isize => I::Isize,
            })),
            TyKind::Uint(int) => new(RaKind::Uint(match int {
                UintTy::U8 => U::U8,
                UintTy::U16 => U::U16,
                UintTy::U32 => U::U32,
                UintTy::U64 => U::U64,
                UintTy::U128 => U::U128,
                UintTy::Usize => U::Usize,
            })),
            TyKind::Float(FloatTy::F32) => new(RaKind::Float(F::F32)),
            TyKind::Float(FloatTy::F64) => new(RaKind::Float(F::F64)),
            TyKind::Str => new(RaKind::Str),
            TyKind::Never => new(RaKind::Never),
            TyKind::Adt(id, args) => {
                let id = self.ids.ra_adt(*id);
                RaTy::new_adt(interner, id, self.ra_args(id.into(), *args, params))
            }
            TyKind::Tuple(of) => new(RaKind::Tuple(self.ra_tys(*of, params))),
            TyKind::Array(of, len) => {
                let usize = interner.default_types().types.usize;
                new(RaKind::Array(
                    self.ra_ty(*of, params),
                    self.ra_const(*len, usize, params),
                ))
            }
            TyKind::Slice(of) => new(RaKind::Slice(self.ra_ty(*of, params))),
            TyKind::Ref(to, mutability) => new(RaKind::Ref(
                Region::new_erased(interner),
                self.ra_ty(*to, params),
                (*mutability).into(),
            )),
            TyKind::RawPtr(to, mutability) => new(RaKind::RawPtr(
                self.ra_ty(*to, params),
                (*mutability).into(),
            )),
            TyKind::FnDef(id, args) => {
                let id = self.ids.ra_function(*id);
                let args = self.ra_args(id.into(), *args, params);
                new(RaKind::FnDef(CallableDefId::FunctionId(id).into(), args))
            }
            TyKind::Ctor(adt, variant, args) => match self.ra_ctor(*adt, *variant) {
                Some(id) => {
                    let args = self.ra_args(self.ids.ra_adt(*adt).into(), *args, params);
                    new(RaKind::FnDef(id.into(), args))
                }
                None => error,
            },
            TyKind::FnPtr(inputs, output) => {
                let tys = inputs
                    .iter()
                    .chain([output])
                    .map(|ty| self.ra_ty(*ty, params));
                let inputs_and_output = Tys::new_from_iter(interner, tys);
                new(RaKind::FnPtr(
                    Binder::dummy(FnSigTys { inputs_and_output }),
                    FnHeader::dummy(),
                ))
            }
            TyKind::Closure(id, args)
            | TyKind::Coroutine(id, args)
            | TyKind::CoroutineClosure(id, args) => {
                let (owner, expr) = self.ids.ra_closure(*id);
                let args = self.ra_args(owner.into(), *args, params);
                let generic = InferenceResult::of(self.db, owner).expr_ty(expr);
                self.erase(
                    EarlyBinder::bind(generic)
                        .instantiate(interner, args)
                        .skip_norm_wip(),
                )
            }
            TyKind::Dyn(of) => self.ra_dyn(of, params),
            TyKind::Param(index) => params
                .as_slice()
                .get(*index as usize)
                .and_then(|arg| arg.ty())
                .unwrap_or(error),
            TyKind::Assoc(id, args) => {
                let id = self.ids.ra_assoc(*id);
                let args = self.ra_args(id.into(), *args, params);
                match SolverDefId::from(id).try_into() {
                    Ok(def_id) => {
                        let kind = AliasTyKind::Projection { def_id };
                        RaTy::new_alias(interner, AliasTy::new_from_args(interner, kind, args))
                    }
                    Err(()) => error,
                }
            }
            TyKind::Opaque(id, args) => {
                let loc = self.ids.ra_opaque(*id);
                let def: SolverDefId<'a> = match loc {
                    ImplTraitId::ReturnTypeImplTrait(id, _) => id.into(),
                    ImplTraitId::TypeAliasImplTrait(id, _) => id.into(),
                };
                let args = self.ra_args(def, *args, params);
                RaTy::new_opaque(interner, InternedOpaqueTyId::new(self.db, loc), args)
            }
            TyKind::Error => error,
        }
    }
    fn ra_ctor(&self, adt: crate::ty::AdtId, variant: u32) -> Option<CallableDefId> {
        match self.ids.ra_adt(adt) {
            hir_def::AdtId::StructId(id) => Some(id.into()),
            hir_def::AdtId::EnumId(id) => id
                .enum_variants(self.db)
                .variants
                .values()
                .nth(variant as usize)
                .map(|(id, _)| (*id).into()),
            hir_def::AdtId::UnionId(_) => None,
        }
    }
    fn ra_tys(&self, of: List<Ty>, params: Params<'a>) -> Tys<'a> {
        Tys::new_from_iter(self.interner, of.iter().map(|ty| self.ra_ty(*ty, params)))
    }
    /// Arguments for `def`, whose parameters say what type a const argument has.
    pub(crate) fn ra_args(
        &self,
        def: SolverDefId<'a>,
        args: Args,
        params: Params<'a>,
    ) -> GenericArgs<'a> {
        GenericArgs::for_item(self.interner, def, |index, id, _, _| {
            match (args.get(index as usize), id) {
                (Some(Arg::Ty(ty)), _) => self.ra_ty(*ty, params).into(),
                (Some(Arg::Const(konst)), GenericParamId::ConstParamId(id)) => self
                    .ra_const(*konst, self.db.const_param_ty(id), params)
                    .into(),
                (_, GenericParamId::LifetimeParamId(_)) => Region::new_erased(self.interner).into(),
                _ => GenericArg::error_from_id(self.interner, id),
            }
        })
    }
    fn ra_const(&self, konst: Const, ty: RaTy<'a>, params: Params<'a>) -> RaConst<'a> {
        let error = RaConst::error(self.interner);
        match konst {
            Const::Value(value) => {
                let scalar = scalar(value, ty);
                RaConst::new_value(
                    self.interner,
                    ValTree::from_scalar_int(self.interner, scalar),
                    ty,
                )
            }
            Const::Param(index) => params
                .as_slice()
                .get(index as usize)
                .and_then(|arg| arg.konst())
                .unwrap_or(error),
            Const::Error => error,
        }
    }
    fn ra_dyn(&self, of: &DynTy, params: Params<'a>) -> RaTy<'a> {
        let interner = self.interner;
        let mut predicates = Vec::new();
        if let Some(principal) = of.principal {
            let principal = self.ids.ra_trait(principal);
            // A trait's first parameter is `Self`, which a dyn type leaves out; any type will do here.
            let unit = interner.default_types().types.unit;
            let with_self = List::new(
                std::iter::once(Arg::Ty(Ty::unit()))
                    .chain(of.args.iter().copied())
                    .collect(),
            );
            let trait_args = self.ra_args(principal.into(), with_self, params);
            let trait_ref = TraitRef::new_from_args(interner, principal.into(), trait_args);
            let bare = |args: GenericArgs<'a>| GenericArgs::new_from_slice(&args.as_slice()[1..]);
            predicates.push(Binder::dummy(ExistentialPredicate::Trait(
                ExistentialTraitRef::new_from_args(interner, principal.into(), bare(trait_args)),
            )));
            for (assoc, ty) in of.assoc.iter() {
                let assoc = self.ids.ra_assoc(*assoc);
                let hir_def::ItemContainerId::TraitId(of_trait) = assoc.lookup(self.db).container
                else {
                    continue;
                };
                let args =
                    rustc_type_ir::elaborate::supertraits(interner, Binder::dummy(trait_ref))
                        .map(|super_ref| super_ref.skip_binder())
                        .find(|super_ref| super_ref.def_id.0 == of_trait)
                        .map(|super_ref| super_ref.args);
                if let (Some(args), Ok(def_id)) = (args, SolverDefId::from(assoc).try_into()) {
                    let term = self.ra_ty(*ty, params).into();
                    predicates.push(Binder::dummy(ExistentialPredicate::Projection(
                        ExistentialProjection::new_from_args(interner, def_id, bare(args), term),
                    )));
                }
            }
            let _ = unit;
        }
        for auto in of.auto.iter() {
            predicates.push(Binder::dummy(ExistentialPredicate::AutoTrait(
                self.ids.ra_trait(*auto).into(),
            )));
        }
        let predicates = BoundExistentialPredicates::new_from_slice(&predicates);
        RaTy::new(
            interner,
            RaKind::Dynamic(predicates, Region::new_erased(interner)),
        )
    }
}

fn type_alias(id: SolverDefId<'_>) -> Result<hir_def::TypeAliasId, ()> {
    match id {
        SolverDefId::TypeAliasId(id) => Ok(id),
        _ => Err(()),
    }
}

impl From<RaMutability> for Mutability {
    fn from(mutability: RaMutability) -> Mutability {
        match mutability {
            RaMutability::Not => Mutability::Not,
            RaMutability::Mut => Mutability::Mut,
        }
    }
}

impl From<Mutability> for RaMutability {
    fn from(mutability: Mutability) -> RaMutability {
        match mutability {
            Mutability::Not => RaMutability::Not,
            Mutability::Mut => RaMutability::Mut,
        }
    }
}

/// A const argument's value, in the host's width for `usize`: rust-analyzer's own constants have it too.
fn scalar(value: u128, ty: RaTy<'_>) -> ScalarInt {
    match ty.kind() {
        RaKind::Bool => ScalarInt::from(value != 0),
        RaKind::Char => ScalarInt::from(value as u32),
        RaKind::Int(RaIntTy::I8) | RaKind::Uint(RaUintTy::U8) => ScalarInt::from(value as u8),
        RaKind::Int(RaIntTy::I16) | RaKind::Uint(RaUintTy::U16) => ScalarInt::from(value as u16),
        RaKind::Int(RaIntTy::I32) | RaKind::Uint(RaUintTy::U32) => ScalarInt::from(value as u32),
        RaKind::Int(RaIntTy::I64) | RaKind::Uint(RaUintTy::U64) => ScalarInt::from(value as u64),
        RaKind::Int(RaIntTy::I128) | RaKind::Uint(RaUintTy::U128) => ScalarInt::from(value),
        _ if cfg!(target_pointer_width = "32") => ScalarInt::from(value as u32),
        _ => ScalarInt::from(value as u64),
    }
}
