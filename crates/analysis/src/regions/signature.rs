//! Signatures with their lifetimes, elided ones resolved.

use std::rc::Rc;

use hir_def::{
    GenericDefId, ItemContainerId, Lookup as _,
    signatures::{FunctionSignature, ImplSignature, TraitSignature},
};
use hir_ty::{
    GenericPredicates, ImplTraitId,
    db::{HirDatabase as _, InternedOpaqueTyId},
    next_solver::{
        Clause, ClauseKind, EarlyBinder, RegionKind, TraitAssocTyId, Ty as RaTy, TyKind as RaKind,
    },
};
use rustc_type_ir::{
    AliasTermKind, AliasTyKind, Interner as _,
    inherent::{IntoKind as _, Term as _},
};

use super::{
    Region, RegionTy,
    convert::{Around, Regions, Unknown},
};
use crate::{
    Session,
    thir::Owner,
    ty::{AdtId, AssocTyId, FnId, OpaqueId, TyKind},
};

/// A signature, with the function's own parameters (`Region::Param`) and those that each call chooses
/// (`Region::Bound`): named late-bound ones first, then the anonymous ones in order.
#[derive(Clone, Debug)]
pub struct RegionSig {
    pub params: Vec<RegionTy>,
    pub ret: RegionTy,
    /// What the future of an async fn resolves to.
    pub awaited: Option<RegionTy>,
    /// How many `Region::Bound` there are.
    pub bound: u32,
    /// How many of them have no name.
    pub anonymous: u32,
    pub elided: Elided,
    pub outlives: Vec<Outlives>,
    /// `B: FromIterator<Item>`: the collection and the item.
    pub collects: Vec<(RegionTy, RegionTy)>,
    /// `F: FnOnce(A, B) -> R` and the like: the function, the tuple of its parameters, the result.
    pub functions: Vec<[RegionTy; 3]>,
}

/// What an elided lifetime in the returned type means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elided {
    Is(Region),
    /// Not to be told.
    Unknown,
}

/// The first lives at least as long as the second.
#[derive(Clone, Debug)]
pub enum Outlives {
    Region(Region, Region),
    Ty(RegionTy, Region),
}

/// Each elided lifetime of the parameters is one more parameter.
struct Anonymous {
    named: u32,
    count: u32,
}

impl Regions<'_> for Anonymous {
    fn elided(&mut self, _: Option<AdtId>) -> Region {
        self.count += 1;
        Region::Bound(self.named + self.count - 1)
    }
}

/// Those of the returned type are all the same one.
struct Returned {
    is: Elided,
    /// `Self` of an `impl Trait for Foo<'_>`: its lifetime has no name here.
    unnamed_self: Option<AdtId>,
}

impl Regions<'_> for Returned {
    fn elided(&mut self, within: Option<AdtId>) -> Region {
        match self.is {
            Elided::Is(region) if within.is_none() || within != self.unnamed_self => region,
            _ => Region::Erased,
        }
    }
}

impl RegionSig {
    /// The elided lifetime of the output of an async fn, where `this` is the opaque type of a call.
    pub(super) fn elided_in(&self, this: &RegionTy) -> Option<Region> {
        let Elided::Is(region) = self.elided else {
            return None;
        };
        let position = match region {
            Region::Static => return Some(Region::Static),
            Region::Bound(index) => {
                let anonymous = index.checked_sub(self.bound - self.anonymous)?;
                (this.regions.len() - self.anonymous as usize) + anonymous as usize
            }
            _ => return None,
        };
        this.regions.get(position).copied()
    }
}

impl<'a> Session<'a> {
    /// The function that declares an opaque type.
    pub fn opaque_fn(&self, id: OpaqueId) -> Option<FnId> {
        match self.ids.ra_opaque(id) {
            ImplTraitId::ReturnTypeImplTrait(function, _) => Some(self.ids.function(function)),
            ImplTraitId::TypeAliasImplTrait(..) => None,
        }
    }
    pub fn region_sig(&self, id: FnId) -> Rc<RegionSig> {
        if let Some(known) = self.memo.region_sigs.borrow().get(&id) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.region_sig_new(id));
        self.memo
            .region_sigs
            .borrow_mut()
            .insert(id, Rc::clone(&made));
        made
    }
    fn region_sig_new(&self, id: FnId) -> RegionSig {
        let db = self.db;
        let function = self.ids.ra_function(id);
        let sig = db.callable_item_signature(function.into()).skip_binder();
        let named = sig.bound_vars().len() as u32;
        let sig = sig.skip_binder();
        let mut anonymous = Anonymous { named, count: 0 };
        let params: Vec<RegionTy> = sig
            .inputs()
            .iter()
            .map(|ty| self.region_ty(*ty, Around::NOTHING, &mut anonymous))
            .collect();
        let has_self = FunctionSignature::of(db, function).has_self_param();
        let elided = elided(&params, has_self);
        let unnamed_self = match function.lookup(db).container {
            ItemContainerId::ImplId(id) => self.unnamed_self(id),
            _ => None,
        };
        let mut returned = Returned {
            is: elided,
            unnamed_self,
        };
        let bound = named + anonymous.count;
        let output: RaTy<'a> = sig.output();
        // Opaque types of this very signature ask for the number of its anonymous lifetimes.
        self.memo.region_sigs.borrow_mut().insert(
            id,
            Rc::new(RegionSig {
                params: Vec::new(),
                ret: RegionTy::leaf(crate::ty::Ty::unit()),
                awaited: None,
                bound,
                anonymous: anonymous.count,
                elided,
                outlives: Vec::new(),
                collects: Vec::new(),
                functions: Vec::new(),
            }),
        );
        let ret = self.region_ty(output, Around::NOTHING, &mut returned);
        let ret = self.capture_anonymous(ret, id, named, anonymous.count);
        let awaited = match FunctionSignature::of(db, function).is_async() {
            true => self
                .awaited(output)
                .map(|ty| self.region_ty(ty, Around::NOTHING, &mut returned)),
            false => None,
        };
        let (collects, functions) = self.relations(function.into());
        RegionSig {
            params,
            ret,
            awaited,
            bound,
            anonymous: anonymous.count,
            elided,
            outlives: self.outlives(function.into()),
            collects,
            functions,
        }
    }
    /// `T` in the `impl Future<Output = T>` of an async fn.
    fn awaited(&self, future: RaTy<'a>) -> Option<RaTy<'a>> {
        let RaKind::Alias(alias) = future.kind() else {
            return None;
        };
        let AliasTyKind::Opaque { def_id } = alias.kind else {
            return None;
        };
        let clauses = def_id.0.self_predicates(self.db);
        let clauses = clauses.skip_binder().iter();
        let mut outputs = clauses.filter_map(|clause| match clause.kind().skip_binder() {
            ClauseKind::Projection(it) => it.term.as_type(),
            _ => None,
        });
        let output = EarlyBinder::bind(outputs.next_back()?);
        Some(
            output
                .instantiate(self.interner, alias.args)
                .skip_norm_wip(),
        )
    }
    /// An opaque type of the signature captures all its lifetimes (edition 2024).
    fn capture_anonymous(&self, of: RegionTy, id: FnId, named: u32, count: u32) -> RegionTy {
        let mut regions = of.regions;
        if let TyKind::Opaque(opaque, _) = of.ty.kind()
            && self.opaque_fn(*opaque) == Some(id)
        {
            let first = regions.len().saturating_sub(count as usize);
            for (index, region) in regions[first..].iter_mut().enumerate() {
                *region = Region::Bound(named + index as u32);
            }
        }
        RegionTy {
            ty: of.ty,
            regions,
            parts: of
                .parts
                .into_iter()
                .map(|part| self.capture_anonymous(part, id, named, count))
                .collect(),
        }
    }
    fn unnamed_self(&self, id: hir_def::ImplId) -> Option<AdtId> {
        struct Count(u32);
        impl Regions<'_> for Count {
            fn elided(&mut self, _: Option<AdtId>) -> Region {
                self.0 += 1;
                Region::Erased
            }
        }
        let mut count = Count(0);
        let this = self.db.impl_self_ty(id).skip_binder();
        let this = self.region_ty(this, Around::NOTHING, &mut count);
        match this.ty.kind() {
            TyKind::Adt(adt, _) if count.0 > 0 => Some(*adt),
            _ => None,
        }
    }
    /// `T: 'a` and `'a: 'b` that an item asks for, those of what is around it included.
    pub(super) fn outlives(&self, def: GenericDefId) -> Vec<Outlives> {
        let clauses = GenericPredicates::query_all(self.db, def);
        clauses
            .iter_identity()
            .filter_map(|clause| self.outlives_clause(clause.skip_norm_wip()))
            .collect()
    }
    /// The bounds that tie types together: see the fields of [`RegionSig`].
    fn relations(&self, def: GenericDefId) -> (Vec<(RegionTy, RegionTy)>, Vec<[RegionTy; 3]>) {
        let (mut collects, mut functions) = (Vec::new(), Vec::new());
        let ty = |it| self.region_ty(it, Around::NOTHING, &mut Unknown);
        for clause in GenericPredicates::query_all(self.db, def).iter_identity() {
            let clause = clause.skip_norm_wip();
            match clause.kind().skip_binder() {
                ClauseKind::Trait(it) => {
                    let name = &TraitSignature::of(self.db, it.trait_ref.def_id.0).name;
                    let mut types = it.trait_ref.args.iter().filter_map(|arg| arg.ty());
                    if name.as_str() == "FromIterator"
                        && let (Some(this), Some(item)) = (types.next(), types.next())
                    {
                        collects.push((ty(this), ty(item)));
                    }
                }
                ClauseKind::Projection(it) => {
                    let alias = it.projection_term;
                    let is_output = matches!(alias.kind, AliasTermKind::ProjectionTy { def_id }
                        if Some(def_id.0) == self.lang.FnOnceOutput);
                    let mut types = alias.args.iter().filter_map(|arg| arg.ty());
                    if is_output
                        && let (Some(this), Some(params)) = (types.next(), types.next())
                        && let Some(result) = it.term.as_type()
                    {
                        functions.push([ty(this), ty(params), ty(result)]);
                    }
                }
                _ => {}
            }
        }
        (collects, functions)
    }
    fn outlives_clause(&self, clause: Clause<'a>) -> Option<Outlives> {
        let region = |it| self.region(it, Around::NOTHING, &mut Unknown);
        match clause.kind().skip_binder() {
            // rust-analyzer states `'a: 'b` the other way round.
            ClauseKind::RegionOutlives(it) => Some(Outlives::Region(region(it.1), region(it.0))),
            ClauseKind::TypeOutlives(it) => Some(Outlives::Ty(
                self.region_ty(it.0, Around::NOTHING, &mut Unknown),
                region(it.1),
            )),
            _ => None,
        }
    }
    /// What is known inside of an item: the same with what its bounds imply (`T: Any` is `T: 'static`).
    pub fn known_outlives(&self, owner: Owner) -> Vec<Outlives> {
        let def = self.ids.ra_owner(owner);
        let clauses = self.param_env(def).clauses();
        clauses
            .iter()
            .filter_map(|clause| self.outlives_clause(clause))
            .collect()
    }
    /// `impl Trait + 'static`.
    pub fn opaque_is_static(&self, id: OpaqueId) -> bool {
        let loc = self.ids.ra_opaque(id);
        let id = InternedOpaqueTyId::new(self.db, loc);
        let clauses = id.self_predicates(self.db).skip_binder();
        clauses.iter().any(|clause| {
            matches!(clause.kind().skip_binder(), ClauseKind::TypeOutlives(it)
                if matches!(it.1.kind(), RegionKind::ReStatic))
        })
    }
    /// `type Name: 'static` in a trait, or a bound that implies it.
    pub fn assoc_is_static(&self, id: AssocTyId) -> bool {
        let id = TraitAssocTyId(self.ids.ra_assoc(id));
        let clauses = self.interner.item_self_bounds(id.into()).skip_binder();
        clauses.into_iter().any(|clause| {
            matches!(clause.kind().skip_binder(), ClauseKind::TypeOutlives(it)
                if matches!(it.1.kind(), RegionKind::ReStatic))
        })
    }
    /// Is it what a method of a trait returns, which each impl chooses?
    pub fn is_trait_opaque(&self, id: OpaqueId) -> bool {
        self.opaque_fn(id).is_some_and(|function| {
            let loc = self.ids.ra_function(function).lookup(self.db);
            matches!(loc.container, ItemContainerId::TraitId(_))
        })
    }
    /// Is it a method of an `impl Trait for …`?
    pub fn is_trait_impl(&self, id: FnId) -> bool {
        match self.ids.ra_function(id).lookup(self.db).container {
            ItemContainerId::ImplId(id) => ImplSignature::of(self.db, id).target_trait.is_some(),
            _ => false,
        }
    }
    /// The name of a type parameter.
    pub fn param_name(&self, owner: Owner, index: u32) -> Option<String> {
        let def = self.ids.ra_owner(owner).generic_def(self.db);
        let identity = self.identity(def.into());
        match identity.iter().nth(index as usize)?.ty()?.kind() {
            RaKind::Param(param) => {
                let name = hir::TypeParam::from(param.id).name(self.db);
                Some(name.as_str().to_owned())
            }
            _ => None,
        }
    }
    /// The same of a type's definition.
    pub fn adt_outlives(&self, id: AdtId) -> Vec<Outlives> {
        self.outlives(self.ids.ra_adt(id).into())
    }
}

/// The rules of elision: the lifetime of `self` if it is a reference, or the only one there is.
fn elided(params: &[RegionTy], has_self: bool) -> Elided {
    if has_self && let Some(first) = params.first() {
        let reference = match first.ty.kind() {
            TyKind::Ref(..) => first.regions.first(),
            // `self: Pin<&mut Self>`.
            TyKind::Adt(..) => first
                .parts
                .first()
                .filter(|part| matches!(part.ty.kind(), TyKind::Ref(..)))
                .and_then(|part| part.regions.first()),
            _ => None,
        };
        if let Some(region) = reference {
            return Elided::Is(*region);
        }
    }
    let mut all = Vec::new();
    for param in params {
        param.each_region(&mut |region| {
            if !all.contains(&region) {
                all.push(region);
            }
        });
    }
    match all[..] {
        [only] if only != Region::Erased => Elided::Is(only),
        _ => Elided::Unknown,
    }
}
