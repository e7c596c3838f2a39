//! The items of iterator adapters over closures.
//!
//! The trait solver knows a closure's result without its lifetimes. So an associated type of an adapter
//! (`<Map<I, F> as Iterator>::Item`) is asked of the closure's own summary, and what is inside the
//! adapter in the same way.

use analysis::{
    regions::{Region, RegionTy},
    ty::{Arg, List, Ty, TyKind},
};

use super::{relate::Why, typing::Typing};

impl Typing<'_, '_> {
    /// Resolves associated types, those of adapters over closures included.
    pub fn resolve(&mut self, of: RegionTy, why: Why) -> RegionTy {
        if !of
            .ty
            .any(&mut |ty| matches!(ty.kind(), TyKind::Closure(..)))
        {
            return self.normalize(of);
        }
        if let TyKind::Assoc(..) = of.ty.kind() {
            return self.adapted(of, why);
        }
        if !of.ty.any(&mut |ty| matches!(ty.kind(), TyKind::Assoc(..))) {
            return of;
        }
        let parts = of
            .parts
            .into_iter()
            .map(|part| self.resolve(part, why))
            .collect();
        let session = self.places.session;
        RegionTy {
            ty: session.normalize_associated(of.ty, self.places.mir.owner),
            regions: of.regions,
            parts,
        }
    }
    fn adapted(&mut self, of: RegionTy, why: Why) -> RegionTy {
        let found = self.normalize(of.clone());
        let mut unknown = false;
        found.each_region(&mut |region| unknown |= region == Region::Erased);
        let (true, TyKind::Assoc(id, _), [this]) = (unknown, of.ty.kind(), &of.parts[..]) else {
            return found;
        };
        let (TyKind::Adt(..), Some(inner)) = (this.ty.kind(), this.parts.first()) else {
            return found;
        };
        let args = List::new(vec![Arg::Ty(inner.ty)]);
        let item = RegionTy {
            ty: Ty::new(TyKind::Assoc(*id, args)),
            regions: Vec::new(),
            parts: vec![inner.clone()],
        };
        let item = self.resolve(item, why);
        if let TyKind::Assoc(..) | TyKind::Error = item.ty.kind() {
            return found;
        }
        let regions = &mut self.regions;
        let found = found.map_regions(&mut |region| match region {
            Region::Erased => Region::Var(regions.fresh()),
            other => other,
        });
        let closure = this
            .parts
            .iter()
            .find(|part| matches!(part.ty.kind(), TyKind::Closure(..)));
        let result = closure.and_then(|closure| self.closure_result(closure));
        if let (Some(closure), Some(result)) = (closure, result)
            && let Some(result) = wrap(result, &found)
        {
            let arguments = RegionTy {
                ty: Ty::tuple(vec![item.ty]),
                regions: Vec::new(),
                parts: vec![item],
            };
            self.closure_called(closure, &arguments, &result, why);
        } else if item.ty == found.ty {
            // `filter`, `take` and the like hand on what is inside.
            self.subtype(&item, &found, why);
        } else if let TyKind::Tuple(_) = found.ty.kind() {
            // `enumerate`.
            for part in found.parts.iter().filter(|part| part.ty == item.ty) {
                self.subtype(&item, part, why);
            }
        }
        found
    }
}

/// The closure's result where the adapter gives `found`: itself, or an `Option` of it.
fn wrap(result: Ty, found: &RegionTy) -> Option<RegionTy> {
    if result == found.ty {
        return Some(found.clone());
    }
    match result.kind() {
        TyKind::Adt(_, args) if matches!(args[..], [Arg::Ty(of)] if of == found.ty) => {
            Some(RegionTy {
                ty: result,
                regions: Vec::new(),
                parts: vec![found.clone()],
            })
        }
        _ => None,
    }
}
