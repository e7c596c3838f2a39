//! What a call reaches once all types are known; what types implement.

use either::Either;
use hir_def::{FunctionId, ItemContainerId, Lookup as _, signatures::FunctionSignature};
use hir_ty::{
    ParamEnvAndCrate,
    db::HirDatabase as _,
    dyn_compatibility::generics_require_sized_self,
    method_resolution::{is_dyn_method, lookup_impl_const},
    next_solver::{
        Binder, GenericArgs, ParamEnv, SolverDefId, TraitRef,
        infer::traits::{Obligation, ObligationCause},
    },
};

use crate::{
    Session,
    thir::Owner,
    ty::{Arg, Args, ConstId, DynTy, FnId, List, TraitId, Ty, TyKind},
};

/// What a call reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// An item with a body, and its arguments.
    Fn(FnId, Args),
    /// Done by the compiler or the machine.
    Intrinsic(String, Args),
    /// Through the vtable of the first argument, a fat pointer (or a box, `Pin` … of one).
    Virtual {
        slot: u32,
    },
    /// An `Fn*` call of a closure: its body takes (environment, tuple). `by_value`: called by `call_once`.
    Closure {
        closure: Ty,
        by_value: bool,
    },
    /// An `Fn*` call of a function item or constructor: call it with the tuple spread.
    FnItem {
        item: Ty,
        by_value: bool,
    },
    FnPtr {
        by_value: bool,
    },
    /// `Future::poll` of a `Pin<&mut Coroutine>`.
    CoroutinePoll(Ty),
    /// `Clone::clone` of a tuple, array, closure, function item or pointer.
    CloneShim(Ty),
    /// Nothing: a diagnostic was missed.
    Missing(String),
}

impl<'a> Session<'a> {
    fn no_env(&self) -> ParamEnv<'a> {
        ParamEnv::empty(self.interner)
    }
    /// What a call of `id` with parameter-free arguments reaches.
    pub fn resolve(&self, id: FnId, args: Args) -> Resolved {
        if let Some(known) = self.analysis.caches.resolved.borrow().get(&(id, args)) {
            return known.clone();
        }
        let found = self.resolve_new(id, args);
        self.analysis
            .caches
            .resolved
            .borrow_mut()
            .insert((id, args), found.clone());
        found
    }
    /// What `module_path!()` calls: the answer depends on who asks.
    pub(crate) fn is_module_path(&self, function: FunctionId) -> bool {
        FunctionSignature::is_intrinsic(self.db, function)
            && FunctionSignature::of(self.db, function).name.as_str() == "module_path"
    }
    fn resolve_new(&self, id: FnId, args: Args) -> Resolved {
        let db = self.db;
        let function = self.ids.ra_function(id);
        if FunctionSignature::is_intrinsic(db, function) {
            return Resolved::Intrinsic(self.fn_sig(id).name.clone(), args);
        }
        let ItemContainerId::TraitId(_) = function.lookup(db).container else {
            return Resolved::Fn(id, args);
        };
        let theirs = self.ra_args(function.into(), args, self.no_params());
        if is_dyn_method(self.interner, self.no_env(), function, theirs).is_some()
            && let Some(Arg::Ty(this)) = args.first()
            && let TyKind::Dyn(of) = this.kind()
            && let Some(slot) = self.vtable_slot(of, id)
        {
            return Resolved::Virtual { slot };
        }
        let env = ParamEnvAndCrate {
            param_env: self.no_env(),
            krate: self.krate,
        };
        let (found, found_args) = db.lookup_impl_method(env, function, theirs);
        let found_args = self.ra_normalize(found_args, self.no_env());
        match found {
            Either::Right(_) => Resolved::Missing("a derive without a body".to_owned()),
            Either::Left(found) if found != function => self.item(found, self.args(found_args)),
            Either::Left(_) => self.builtin(function, id, args),
        }
    }
    fn item(&self, function: FunctionId, args: Args) -> Resolved {
        let id = self.ids.function(function);
        match FunctionSignature::is_intrinsic(self.db, function) {
            true => Resolved::Intrinsic(self.fn_sig(id).name.clone(), args),
            false => Resolved::Fn(id, args),
        }
    }
    /// No impl was found: the trait's own body, or what the compiler knows by itself.
    fn builtin(&self, function: FunctionId, id: FnId, args: Args) -> Resolved {
        let lang = self.lang;
        let Some(Arg::Ty(this)) = args.first() else {
            return Resolved::Missing("a method without `Self`".to_owned());
        };
        let this = *this;
        let by_value = [lang.FnOnce_call_once, lang.AsyncFnOnce_async_call_once];
        let by_ref = [
            lang.Fn_call,
            lang.FnMut_call_mut,
            lang.AsyncFn_async_call,
            lang.AsyncFnMut_async_call_mut,
        ];
        if by_value.contains(&Some(function)) || by_ref.contains(&Some(function)) {
            let by_value = by_value.contains(&Some(function));
            match this.kind() {
                TyKind::Closure(..) | TyKind::CoroutineClosure(..) => {
                    return Resolved::Closure {
                        closure: this,
                        by_value,
                    };
                }
                TyKind::FnDef(..) | TyKind::Ctor(..) => {
                    return Resolved::FnItem {
                        item: this,
                        by_value,
                    };
                }
                TyKind::FnPtr(..) => return Resolved::FnPtr { by_value },
                _ => {}
            }
        }
        if Some(function) == lang.FuturePoll && matches!(this.kind(), TyKind::Coroutine(..)) {
            return Resolved::CoroutinePoll(this);
        }
        let ItemContainerId::TraitId(trait_) = function.lookup(self.db).container else {
            return Resolved::Fn(id, args);
        };
        let sig = self.fn_sig(id);
        if lang.Clone == Some(trait_) && sig.name == "clone" {
            return Resolved::CloneShim(this);
        }
        if sig.has_body {
            return Resolved::Fn(id, args);
        }
        Resolved::Missing(format!("no `{}` for `{}`", sig.path, self.display(this)))
    }
    /// The const an impl gives for a trait's.
    pub fn resolve_const(&self, id: ConstId, args: Args) -> (ConstId, Args) {
        let konst = self.ids.ra_konst(id);
        let ItemContainerId::TraitId(_) = konst.lookup(self.db).container else {
            return (id, args);
        };
        let theirs = self.ra_args(konst.into(), args, self.no_params());
        let (found, args) = lookup_impl_const(&self.infcx, self.no_env(), konst, theirs);
        let args = self.ra_normalize(args, self.no_env());
        (self.ids.konst(found), self.args(args))
    }

    pub(crate) fn context(&self, owner: Option<Owner>) -> (GenericArgs<'a>, ParamEnv<'a>) {
        match owner {
            None => (self.no_params(), self.no_env()),
            Some(owner) => {
                let def = self.ids.ra_owner(owner);
                (self.identity(def.into()), self.param_env(def))
            }
        }
    }
    /// Is the type Copy, given the where clauses of `owner` for its parameters?
    pub fn is_copy(&self, ty: Ty, owner: Owner) -> bool {
        match ty.kind() {
            TyKind::Never
            | TyKind::FnDef(..)
            | TyKind::Ctor(..)
            | TyKind::FnPtr(..)
            | TyKind::RawPtr(..) => return true,
            TyKind::Ref(_, mutability) => return *mutability == crate::ty::Mutability::Not,
            TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_) | TyKind::Coroutine(..) => {
                return false;
            }
            _ if ty.is_scalar() => return true,
            _ => {}
        }
        let (params, env) = self.context(ty.has_params().then_some(owner));
        let theirs = self.ra_normalize(self.ra_ty(ty, params), env);
        self.infcx_for(theirs)
            .type_is_copy_modulo_regions(env, theirs)
    }
    pub fn is_sized(&self, ty: Ty) -> bool {
        let theirs = self.ra_ty(ty, self.no_params());
        self.infcx
            .type_is_sized_modulo_regions(self.no_env(), theirs)
    }
    /// Does the type implement the trait (whose other parameters take their defaults)?
    pub fn implements(&self, ty: Ty, trait_: TraitId, owner: Option<Owner>) -> bool {
        let (params, env) = self.context(owner);
        let theirs = self.ra_normalize(self.ra_ty(ty, params), env);
        let trait_ = self.ids.ra_trait(trait_);
        let args =
            GenericArgs::for_item_with_defaults(self.interner, trait_.into(), |index, id, _| {
                match index {
                    0 => theirs.into(),
                    _ => hir_ty::next_solver::GenericArg::error_from_id(self.interner, id),
                }
            });
        let trait_ref = TraitRef::new_from_args(self.interner, trait_.into(), args);
        let obligation = Obligation::new(self.interner, ObligationCause::dummy(), env, trait_ref);
        self.infcx_for(theirs)
            .predicate_must_hold_modulo_regions(&obligation)
    }
    /// The `Drop::drop` of this parameter-free type, with the arguments of its impl.
    pub fn drop_impl(&self, ty: Ty) -> Option<(FnId, Args)> {
        let TyKind::Adt(adt, _) = ty.kind() else {
            return None;
        };
        if !self.adt(*adt).has_drop_impl {
            return None;
        }
        let drop = self.ids.function(self.lang.Drop_drop?);
        match self.resolve(drop, List::new(vec![Arg::Ty(ty)])) {
            Resolved::Fn(id, args) => Some((id, args)),
            _ => None,
        }
    }

    /// All methods of a trait and its supertraits, the order of slots.
    fn slots(&self, principal: TraitId) -> Vec<FunctionId> {
        let db = self.db;
        let trait_ = self.ids.ra_trait(principal);
        let all = hir_ty::all_super_traits(db, trait_);
        // Supertraits first, so that a vtable begins with that of its first supertrait's.
        all.iter()
            .rev()
            .flat_map(|trait_| trait_.trait_items(db).items.iter())
            .filter_map(|(_, item)| match item {
                hir_def::AssocItemId::FunctionId(id) => Some(*id),
                _ => None,
            })
            .collect()
    }
    /// The methods in a vtable, in slot order, as calls with `Self` = `concrete`; `None` for what
    /// cannot be called on a trait object.
    pub fn vtable_methods(&self, dynamic: &DynTy, concrete: Ty) -> Vec<Option<(FnId, Args)>> {
        let Some(principal) = dynamic.principal else {
            return Vec::new();
        };
        let with_self = List::new(
            std::iter::once(Arg::Ty(concrete))
                .chain(dynamic.args.iter().copied())
                .collect(),
        );
        let trait_ = self.ids.ra_trait(principal);
        let args = self.ra_args(trait_.into(), with_self, self.no_params());
        let trait_ref = TraitRef::new_from_args(self.interner, trait_.into(), args);
        let supers: Vec<TraitRef<'a>> =
            rustc_type_ir::elaborate::supertraits(self.interner, Binder::dummy(trait_ref))
                .map(|found| self.ra_normalize(self.erase(found.skip_binder()), self.no_env()))
                .collect();
        self.slots(principal)
            .into_iter()
            .map(|method| {
                let ItemContainerId::TraitId(of) = method.lookup(self.db).container else {
                    return None;
                };
                if !FunctionSignature::of(self.db, method).has_self_param()
                    || generics_require_sized_self(self.db, method.into())
                {
                    return None;
                }
                let of_trait = supers.iter().find(|found| found.def_id.0 == of)?;
                let mut args = self.args(of_trait.args).to_vec();
                let all = self.identity(SolverDefId::from(method));
                for own in all.iter().skip(args.len()) {
                    match own.region() {
                        Some(_) => args.push(Arg::Lifetime),
                        // A method of its own type parameters has no one body to point to.
                        None => return None,
                    }
                }
                Some((self.ids.function(method), List::new(args)))
            })
            .collect()
    }
    pub fn vtable_slot(&self, dynamic: &DynTy, method: FnId) -> Option<u32> {
        let method = self.ids.ra_function(method);
        let at = self
            .slots(dynamic.principal?)
            .iter()
            .position(|known| *known == method)?;
        Some(at as u32)
    }
}
