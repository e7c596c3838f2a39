//! Subtyping: what it asks of the regions when a value of one type becomes one of another.

use analysis::{
    regions::{Region, RegionTy, Variance},
    ty::{Arg, Mutability, TyKind},
};

use super::{
    regions::{Category, STATIC, Vid},
    typing::Typing,
};
use analysis::thir::Span;

/// For messages.
#[derive(Clone, Copy)]
pub struct Why {
    pub category: Category,
    pub span: Option<Span>,
}

/// The variable of a region, if something is known of it.
pub fn vid(region: Region) -> Option<Vid> {
    match region {
        Region::Static => Some(STATIC),
        Region::Var(vid) => Some(vid),
        Region::Param(_) | Region::Bound(_) | Region::Erased => None,
    }
}

impl Typing<'_, '_> {
    /// `from` is used as a `to`.
    pub fn subtype(&mut self, from: &RegionTy, to: &RegionTy, why: Why) {
        self.relate(from, to, Variance::Covariant, why);
    }
    fn relate(&mut self, a: &RegionTy, b: &RegionTy, variance: Variance, why: Why) {
        self.relate_bounded(a, b, variance, variance, why);
    }
    /// The same; if it is a `dyn`, its bound may vary in another way.
    fn relate_bounded(
        &mut self,
        a: &RegionTy,
        b: &RegionTy,
        variance: Variance,
        bound: Variance,
        why: Why,
    ) {
        if a.regions.len() != b.regions.len() || a.parts.len() != b.parts.len() {
            return;
        }
        if a.ty != b.ty && !same_head(a, b) {
            return;
        }
        let invariant = compose(variance, Variance::Invariant);
        match a.ty.kind() {
            TyKind::Ref(_, mutability) => {
                self.region(a.regions[0], b.regions[0], variance, why);
                let (inside, other) = (&a.parts[0], &b.parts[0]);
                match mutability {
                    Mutability::Not => self.relate(inside, other, variance, why),
                    // `&mut (dyn Trait + 'a)` becomes `&mut (dyn Trait + 'b)` by coercion.
                    Mutability::Mut => {
                        self.relate_bounded(inside, other, invariant, variance, why);
                    }
                }
            }
            TyKind::RawPtr(_, Mutability::Mut) => {
                self.relate(&a.parts[0], &b.parts[0], invariant, why);
            }
            TyKind::Adt(adt, args) => {
                let variances = self.variances(*adt);
                let (mut region, mut part) = (0, 0);
                for (index, arg) in args.iter().enumerate() {
                    let of = variances.get(index).copied().unwrap_or(Variance::Invariant);
                    let of = compose(variance, of);
                    match arg {
                        Arg::Lifetime => {
                            self.region(a.regions[region], b.regions[region], of, why);
                            region += 1;
                        }
                        Arg::Ty(_) => {
                            self.relate(&a.parts[part], &b.parts[part], of, why);
                            part += 1;
                        }
                        Arg::Const(_) => {}
                    }
                }
            }
            TyKind::FnPtr(..) => {
                let last = a.parts.len() - 1;
                for (index, (a, b)) in a.parts.iter().zip(&b.parts).enumerate() {
                    let of = match index == last {
                        true => Variance::Covariant,
                        false => Variance::Contravariant,
                    };
                    self.relate(a, b, compose(variance, of), why);
                }
            }
            TyKind::Dyn(_) => {
                self.region(a.regions[0], b.regions[0], bound, why);
                for (&a, &b) in a.regions.iter().zip(&b.regions).skip(1) {
                    self.region(a, b, invariant, why);
                }
                for (a, b) in a.parts.iter().zip(&b.parts) {
                    self.relate(a, b, invariant, why);
                }
            }
            TyKind::Tuple(_) | TyKind::Array(..) | TyKind::Slice(_) | TyKind::RawPtr(..) => {
                for (a, b) in a.parts.iter().zip(&b.parts) {
                    self.relate(a, b, variance, why);
                }
            }
            TyKind::FnDef(..) | TyKind::Ctor(..) => {}
            _ => {
                for (&a, &b) in a.regions.iter().zip(&b.regions) {
                    self.region(a, b, invariant, why);
                }
                for (a, b) in a.parts.iter().zip(&b.parts) {
                    self.relate(a, b, invariant, why);
                }
            }
        }
    }
    fn region(&mut self, a: Region, b: Region, variance: Variance, why: Why) {
        let (Some(a), Some(b)) = (vid(a), vid(b)) else {
            return;
        };
        if matches!(variance, Variance::Covariant | Variance::Invariant) {
            self.regions.outlives(a, b, why.category, why.span);
        }
        if matches!(variance, Variance::Contravariant | Variance::Invariant) {
            self.regions.outlives(b, a, why.category, why.span);
        }
    }
    /// Every region in the type outlives `region`.
    pub fn type_outlives(&mut self, of: &RegionTy, region: Vid, why: Why) {
        match of.ty.kind() {
            TyKind::Param(_) => self.generic_outlives.push((of.ty, region, why.span)),
            TyKind::Assoc(id, _) => {
                if !of.has_regions() && !self.places.session.assoc_is_static(*id) {
                    self.generic_outlives.push((of.ty, region, why.span));
                }
            }
            // What a function pointer promises by itself is not known here.
            TyKind::FnPtr(..) | TyKind::FnDef(..) | TyKind::Ctor(..) => {}
            TyKind::Opaque(id, _) if self.places.session.opaque_is_static(*id) => {}
            // What it captured, whatever the parameters of the function around it.
            TyKind::Closure(_, args)
            | TyKind::Coroutine(_, args)
            | TyKind::CoroutineClosure(_, args) => {
                let types = args.iter().filter(|arg| matches!(arg, Arg::Ty(_))).count();
                for part in of.parts.iter().skip(types) {
                    self.type_outlives(part, region, why);
                }
            }
            _ => {
                for sup in of.regions.iter().filter_map(|&it| vid(it)) {
                    self.regions.outlives(sup, region, why.category, why.span);
                }
                for part in &of.parts {
                    self.type_outlives(part, region, why);
                }
            }
        }
    }
    /// A coercion that may turn `T` into `dyn Trait` or an array into a slice somewhere inside.
    pub fn unsize(&mut self, from: &RegionTy, to: &RegionTy, why: Why) {
        if from.ty == to.ty {
            return self.subtype(from, to, why);
        }
        match (from.ty.kind(), to.ty.kind()) {
            (TyKind::Ref(..), TyKind::Ref(..)) => {
                self.region(from.regions[0], to.regions[0], Variance::Covariant, why);
                self.unsize(&from.parts[0], &to.parts[0], why);
            }
            (TyKind::Dyn(_), TyKind::Dyn(_)) => {
                self.region(from.regions[0], to.regions[0], Variance::Covariant, why);
            }
            (_, TyKind::Dyn(_)) => {
                if let Some(region) = vid(to.regions[0]) {
                    self.type_outlives(from, region, why);
                }
            }
            (TyKind::Array(..), TyKind::Slice(_)) => {
                self.subtype(&from.parts[0], &to.parts[0], why);
            }
            (TyKind::Adt(a, _), TyKind::Adt(b, _)) if a == b => {
                for (a, b) in from.parts.iter().zip(&to.parts) {
                    self.unsize(a, b, why);
                }
            }
            _ => {}
        }
    }
}

fn compose(outer: Variance, inner: Variance) -> Variance {
    use Variance::*;
    match (outer, inner) {
        (Bivariant, _) | (_, Bivariant) => Bivariant,
        (Invariant, _) | (_, Invariant) => Invariant,
        (Covariant, inner) => inner,
        (Contravariant, Covariant) => Contravariant,
        (Contravariant, Contravariant) => Covariant,
    }
}

/// Types that differ only further inside.
fn same_head(a: &RegionTy, b: &RegionTy) -> bool {
    match (a.ty.kind(), b.ty.kind()) {
        (TyKind::Ref(_, a), TyKind::Ref(_, b)) | (TyKind::RawPtr(_, a), TyKind::RawPtr(_, b)) => {
            a == b
        }
        (TyKind::Adt(a, _), TyKind::Adt(b, _)) => a == b,
        (TyKind::Tuple(_), TyKind::Tuple(_))
        | (TyKind::Array(..), TyKind::Array(..))
        | (TyKind::Slice(_), TyKind::Slice(_))
        | (TyKind::FnPtr(..), TyKind::FnPtr(..)) => true,
        _ => false,
    }
}
