//! Types with their lifetimes, for the borrow check; everything else sees them erased.
//!
//! A [`RegionTy`] is an erased [`Ty`] beside a tree of the same shape that holds the regions. Which
//! regions and parts a type has follows from the type alone (`shape`), so two types that differ only
//! in lifetimes can always be walked side by side.

mod convert;
mod normal;
mod signature;

use std::rc::Rc;

pub use signature::{Elided, Outlives, RegionSig};

use crate::{
    Session,
    thir::{Capture, ExprKind, PatKind},
    ty::{Arg, ClosureId, Const, List, Mutability, OpaqueId, Ty, TyKind},
};

/// A lifetime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    Static,
    /// A parameter of the item, by its index in the arguments.
    Param(u32),
    /// A parameter that only the caller of a function chooses: late bound, named or not.
    Bound(u32),
    /// Of the body being checked.
    Var(u32),
    /// Not known, and nothing is asked of it.
    Erased,
}

/// A type with regions. The order of `regions` and `parts`:
/// - references: the lifetime; what is referred to
/// - named types, function items, aliases, closures: lifetime arguments; type arguments
/// - closures and async bodies: then the types of the captures, after the arguments
/// - opaque types: then the anonymous lifetimes of the function's parameters
/// - function pointers: the parameters, then what is returned
/// - `dyn`: the bound, then lifetime arguments; type arguments, then associated types
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RegionTy {
    /// Without regions.
    pub ty: Ty,
    pub regions: Vec<Region>,
    pub parts: Vec<RegionTy>,
}

/// An argument for a parameter of an item.
#[derive(Clone, Debug)]
pub enum RegionArg {
    Ty(RegionTy),
    Region(Region),
    Const(Const),
}

/// How a part of a type relates when the whole is related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variance {
    Covariant,
    Contravariant,
    Invariant,
    /// The parameter is not used.
    Bivariant,
}

impl RegionTy {
    pub fn leaf(ty: Ty) -> RegionTy {
        RegionTy {
            ty,
            regions: Vec::new(),
            parts: Vec::new(),
        }
    }
    pub fn reference(region: Region, to: RegionTy, mutability: Mutability) -> RegionTy {
        RegionTy {
            ty: Ty::reference(to.ty, mutability),
            regions: vec![region],
            parts: vec![to],
        }
    }
    /// Visits every region, outer ones first.
    pub fn each_region(&self, visit: &mut dyn FnMut(Region)) {
        self.regions.iter().for_each(|&region| visit(region));
        self.parts.iter().for_each(|part| part.each_region(visit));
    }
    pub fn has_regions(&self) -> bool {
        !self.regions.is_empty() || self.parts.iter().any(RegionTy::has_regions)
    }
    pub fn map_regions(&self, map: &mut dyn FnMut(Region) -> Region) -> RegionTy {
        RegionTy {
            ty: self.ty,
            regions: self.regions.iter().map(|&region| map(region)).collect(),
            parts: self
                .parts
                .iter()
                .map(|part| part.map_regions(map))
                .collect(),
        }
    }
    /// Puts arguments in the place of an item's parameters.
    pub fn subst(&self, args: &[RegionArg]) -> RegionTy {
        let erased = erase_args(args);
        self.subst_with(args, &erased)
    }
    fn subst_with(&self, args: &[RegionArg], erased: &[Arg]) -> RegionTy {
        if let TyKind::Param(index) = self.ty.kind() {
            return match args.get(*index as usize) {
                Some(RegionArg::Ty(with)) => with.clone(),
                _ => self.clone(),
            };
        }
        let region = |&region: &Region| match region {
            Region::Param(index) => match args.get(index as usize) {
                Some(RegionArg::Region(with)) => *with,
                _ => Region::Erased,
            },
            other => other,
        };
        RegionTy {
            ty: self.ty.subst(erased),
            regions: self.regions.iter().map(region).collect(),
            parts: self
                .parts
                .iter()
                .map(|part| part.subst_with(args, erased))
                .collect(),
        }
    }
    /// The arguments of a named type, function item, alias or closure.
    pub fn args(&self) -> Vec<RegionArg> {
        let args = match self.ty.kind() {
            TyKind::Adt(_, args)
            | TyKind::FnDef(_, args)
            | TyKind::Ctor(_, _, args)
            | TyKind::Closure(_, args)
            | TyKind::Coroutine(_, args)
            | TyKind::CoroutineClosure(_, args)
            | TyKind::Assoc(_, args)
            | TyKind::Opaque(_, args) => *args,
            _ => return Vec::new(),
        };
        let (mut regions, mut parts) = (self.regions.iter(), self.parts.iter());
        args.iter()
            .map(|arg| match arg {
                Arg::Lifetime => {
                    RegionArg::Region(regions.next().copied().unwrap_or(Region::Erased))
                }
                Arg::Ty(ty) => {
                    RegionArg::Ty(parts.next().cloned().unwrap_or_else(|| RegionTy::leaf(*ty)))
                }
                Arg::Const(konst) => RegionArg::Const(*konst),
            })
            .collect()
    }
}

pub fn erase_args(args: &[RegionArg]) -> Vec<Arg> {
    args.iter()
        .map(|arg| match arg {
            RegionArg::Ty(ty) => Arg::Ty(ty.ty),
            RegionArg::Region(_) => Arg::Lifetime,
            RegionArg::Const(konst) => Arg::Const(*konst),
        })
        .collect()
}

impl Session<'_> {
    /// The type with a region of `fresh` wherever it has one.
    pub fn with_regions(&self, ty: Ty, fresh: &mut dyn FnMut() -> Region) -> RegionTy {
        let (count, parts) = self.shape(ty);
        RegionTy {
            ty,
            regions: (0..count).map(|_| fresh()).collect(),
            parts: parts
                .iter()
                .map(|&part| self.with_regions(part, fresh))
                .collect(),
        }
    }
    /// How many regions a type has itself, and its parts.
    pub(crate) fn shape(&self, ty: Ty) -> (usize, Vec<Ty>) {
        let types = |args: &[Arg]| -> (usize, Vec<Ty>) {
            let regions = args.iter().filter(|arg| matches!(arg, Arg::Lifetime));
            let types = args.iter().filter_map(|arg| match arg {
                Arg::Ty(ty) => Some(*ty),
                _ => None,
            });
            (regions.count(), types.collect())
        };
        match ty.kind() {
            TyKind::Ref(to, _) => (1, vec![*to]),
            TyKind::RawPtr(to, _) | TyKind::Array(to, _) | TyKind::Slice(to) => (0, vec![*to]),
            TyKind::Tuple(of) => (0, of.to_vec()),
            TyKind::Adt(_, args)
            | TyKind::FnDef(_, args)
            | TyKind::Ctor(_, _, args)
            | TyKind::Assoc(_, args) => types(args),
            TyKind::Opaque(id, args) => {
                let (regions, parts) = types(args);
                (regions + self.anonymous_lifetimes(*id), parts)
            }
            TyKind::Closure(id, args)
            | TyKind::Coroutine(id, args)
            | TyKind::CoroutineClosure(id, args) => {
                let (regions, mut parts) = types(args);
                parts.extend(self.captured_types(*id).iter().map(|it| it.subst(args)));
                (regions, parts)
            }
            TyKind::FnPtr(params, ret) => (0, params.iter().copied().chain([*ret]).collect()),
            TyKind::Dyn(of) => {
                let (regions, mut parts) = types(&of.args);
                parts.extend(of.assoc.iter().map(|(_, ty)| *ty));
                (regions + 1, parts)
            }
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Uint(_)
            | TyKind::Float(_)
            | TyKind::Str
            | TyKind::Never
            | TyKind::Param(_)
            | TyKind::Error => (0, Vec::new()),
        }
    }
    /// What a closure or async block holds, with the parameters of the item around it.
    fn captured_types(&self, id: ClosureId) -> List<Ty> {
        let (owner, expr) = self.closure(id);
        let types = self.lowered(owner).ok().and_then(|body| {
            match &body.exprs.get(expr.0 as usize)?.kind {
                ExprKind::Closure(closure) if closure.id == id => {
                    Some(closure.captures.iter().map(|it| it.ty).collect())
                }
                _ => None,
            }
        });
        List::new(types.unwrap_or_default())
    }
    /// The variable that a closure captures in a field, if it captures all of it.
    pub fn capture_name(&self, id: ClosureId, field: usize) -> Option<String> {
        let (owner, expr) = self.closure(id);
        let body = self.lowered(owner).ok()?;
        let ExprKind::Closure(closure) = &body.exprs.get(expr.0 as usize)?.kind else {
            return None;
        };
        let capture = closure.captures.get(field)?;
        capture
            .path
            .is_empty()
            .then(|| body.local(capture.local).name.clone())
    }
    /// If this is the body of an async fn: for each capture the position of the parameter that it holds,
    /// where it holds one as a whole.
    pub fn async_fn_params(&self, id: ClosureId) -> Option<Vec<Option<usize>>> {
        let (def, expr) = self.ids.ra_closure(id);
        let hir = hir_def::expr_store::Body::of(self.db, def);
        let is_fn = matches!(
            &hir[expr],
            hir_def::hir::Expr::Closure {
                closure_kind: hir_def::hir::ClosureKind::Coroutine {
                    source: hir_def::hir::CoroutineSource::Fn,
                    ..
                },
                ..
            }
        );
        let (owner, expr) = self.closure(id);
        let body = self.lowered(owner).ok().filter(|_| is_fn)?;
        let ExprKind::Closure(closure) = &body.exprs.get(expr.0 as usize)?.kind else {
            return None;
        };
        let position = |capture: &Capture| {
            let whole = capture.path.is_empty() && capture.by_ref.is_none();
            body.params.iter().position(|param| {
                whole
                    && matches!(
                        &body.pats[param.pat.0 as usize].kind,
                        PatKind::Bind { local, by_ref: None, .. } if *local == capture.local
                    )
            })
        };
        Some(closure.captures.iter().map(position).collect())
    }
    fn anonymous_lifetimes(&self, id: OpaqueId) -> usize {
        match self.opaque_fn(id) {
            Some(function) => self.region_sig(function).anonymous as usize,
            None => 0,
        }
    }
    /// The types of the fields of each variant, with the type's own parameters.
    pub fn region_fields(&self, id: crate::ty::AdtId) -> Rc<Vec<Vec<RegionTy>>> {
        if let Some(known) = self.memo.region_fields.borrow().get(&id) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.region_fields_new(id));
        self.memo
            .region_fields
            .borrow_mut()
            .insert(id, Rc::clone(&made));
        made
    }
}
