//! The regions that the caller of a body chose, and what is known of them.

use std::collections::HashSet;

use analysis::{
    Diagnostic,
    regions::{Outlives, Region, RegionTy},
    thir::Owner,
    ty::{Arg, Ty, TyKind},
};

use super::{
    Body,
    regions::{STATIC, Vid},
    relate::vid,
    report,
    typing::Typing,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Static,
    /// A lifetime parameter of the function or what is around it.
    Param(u32),
    /// Late bound or anonymous.
    Bound(u32),
    /// Of the body around a closure, or of a type that is hidden: its relations are not known.
    Foreign,
}

#[derive(Default)]
pub struct Universal {
    pub count: Vid,
    pub kinds: Vec<Kind>,
    /// `(a, b)`: it is known that `a: b`.
    known: HashSet<(Vid, Vid)>,
    /// Type parameters and associated types of them, and the regions that they are known to outlive.
    generics: HashSet<(Ty, Vid)>,
}

impl Universal {
    pub fn is(&self, region: Vid) -> bool {
        region < self.count
    }
    /// Is there a lifetime whose relations are known?
    pub fn any_named(&self) -> bool {
        self.kinds
            .iter()
            .any(|kind| matches!(kind, Kind::Param(_) | Kind::Bound(_)))
    }
    pub fn find(&self, kind: Kind) -> Option<Vid> {
        let found = self.kinds.iter().position(|it| *it == kind)?;
        Some(found as Vid)
    }
    pub fn add_known(&mut self, sup: Vid, sub: Vid) {
        self.known.insert((sup, sub));
    }
    pub fn outlives(&self, sup: Vid, sub: Vid) -> bool {
        sup == sub || sup == STATIC || self.known.contains(&(sup, sub))
    }
    /// An associated type outlives what all that it is made of outlives.
    pub fn generic_outlives(&self, ty: Ty, region: Vid) -> bool {
        let mut known = self.generics.iter();
        if known.any(|&(it, known)| it == ty && self.outlives(known, region)) {
            return true;
        }
        match ty.kind() {
            TyKind::Param(_) => false,
            TyKind::Assoc(_, args) | TyKind::Adt(_, args) => args.iter().all(|arg| match arg {
                Arg::Ty(ty) => self.generic_outlives(*ty, region),
                _ => true,
            }),
            _ => true,
        }
    }
    pub fn close(&mut self) {
        loop {
            let more: Vec<(Vid, Vid)> = self
                .known
                .iter()
                .flat_map(|&(a, b)| {
                    self.known
                        .iter()
                        .filter(move |&&(c, _)| c == b)
                        .map(move |&(_, d)| (a, d))
                })
                .filter(|it| !self.known.contains(it))
                .collect();
            if more.is_empty() {
                return;
            }
            self.known.extend(more);
        }
    }
}

impl Typing<'_, '_> {
    /// What the where-clauses of the owner say.
    pub fn declared_outlives(&mut self, owner: Owner) {
        for it in &self.places.session.known_outlives(owner) {
            match it {
                Outlives::Region(a, b) => {
                    if let (Some(a), Some(b)) = (self.own_region(*a), self.own_region(*b)) {
                        self.universal.add_known(a, b);
                    }
                }
                Outlives::Ty(ty, region) => {
                    if let (TyKind::Param(_) | TyKind::Assoc(..), Some(region)) =
                        (ty.ty.kind(), self.own_region(*region))
                    {
                        self.universal.generics.insert((ty.ty, region));
                    }
                }
            }
        }
    }
    fn own_region(&self, region: Region) -> Option<Vid> {
        match region {
            Region::Static => Some(STATIC),
            Region::Param(index) => self.universal.find(Kind::Param(index)),
            Region::Bound(index) => self.universal.find(Kind::Bound(index)),
            Region::Var(vid) => Some(vid),
            Region::Erased => None,
        }
    }
    /// What a type implies by being well formed: in `&'a T`, all in `T` outlives `'a`.
    pub fn implied(&mut self, of: &RegionTy, depth: u32) {
        if depth > 4 {
            return;
        }
        match of.ty.kind() {
            TyKind::Ref(..) => {
                if let Some(region) = vid(of.regions[0]) {
                    self.all_outlive(&of.parts[0], region);
                }
            }
            TyKind::Adt(adt, _) => {
                let args = of.args();
                for it in self.places.session.adt_outlives(*adt) {
                    match it {
                        Outlives::Region(a, b) => {
                            let of = |region| match region {
                                Region::Param(index) => match args.get(index as usize) {
                                    Some(analysis::regions::RegionArg::Region(it)) => vid(*it),
                                    _ => None,
                                },
                                other => vid(other),
                            };
                            if let (Some(a), Some(b)) = (of(a), of(b)) {
                                self.universal.add_known(a, b);
                            }
                        }
                        Outlives::Ty(ty, Region::Param(index)) => {
                            if let Some(analysis::regions::RegionArg::Region(it)) =
                                args.get(index as usize)
                                && let Some(region) = vid(*it)
                            {
                                self.all_outlive(&ty.subst(&args), region);
                            }
                        }
                        Outlives::Ty(..) => {}
                    }
                }
                if of.has_regions() {
                    let fields = self.places.session.region_fields(*adt);
                    for field in fields.iter().flatten().filter(|field| field.has_regions()) {
                        self.implied(&field.subst(&args), depth + 1);
                    }
                }
            }
            _ => {}
        }
        for part in &of.parts {
            self.implied(part, depth);
        }
    }
    fn all_outlive(&mut self, of: &RegionTy, region: Vid) {
        if let TyKind::Param(_) | TyKind::Assoc(..) = of.ty.kind() {
            self.universal.generics.insert((of.ty, region));
        }
        for sup in of.regions.iter().filter_map(|&it| vid(it)) {
            self.universal.add_known(sup, region);
        }
        for part in &of.parts {
            self.all_outlive(part, region);
        }
    }
}

/// Lifetimes of the signature that the body needs to be related though nothing says they are.
pub fn check(body: &Body<'_, '_>, found: &mut Vec<Diagnostic>) {
    let before = found.len();
    let universal = &body.typing.universal;
    let named = |region: Vid| {
        matches!(
            universal.kinds[region as usize],
            Kind::Param(_) | Kind::Bound(_)
        )
    };
    for longer in (0..universal.count).filter(|&it| named(it)) {
        let shorter = (0..universal.count).find(|&shorter| {
            (named(shorter) || shorter == STATIC)
                && body.solved.outlives(longer, shorter)
                && !universal.outlives(longer, shorter)
        });
        if let Some(shorter) = shorter {
            report::lifetime(body, longer, shorter, found);
        }
    }
    if !found[before..].is_empty() {
        return;
    }
    for &(ty, region, span) in &body.typing.generic_outlives {
        let needed = (0..universal.count).find(|&it| {
            (named(it) || it == STATIC)
                && body.solved.outlives(region, it)
                && !universal.generic_outlives(ty, it)
        });
        if let (Some(region), Some(span)) = (needed, span) {
            report::generic_may_not_live(body, ty, region, span, found);
        }
    }
}
