//! What the body of a closure or async block asks of the lifetimes in its captures, parameters and result.
//!
//! The body is solved by itself, with all those lifetimes chosen from outside; each pair of them that it
//! relates is kept, and asked for again where the closure is made or called.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use analysis::{
    regions::{Region, RegionTy},
    ty::{Arg, ClosureId, Ty, TyKind},
};

use super::{
    super::Places,
    points::Points,
    regions::{STATIC, Vid},
    relate::{Why, vid},
    report,
    typing::Typing,
};
use crate::mir::*;

/// All closures of one function, and what is known of them.
pub struct Closures<'a> {
    nested: &'a [Mir],
    known: RefCell<HashMap<ClosureId, Option<Rc<Summary>>>>,
}

/// The lifetimes that each call of a function chooses anew, in a bound such as `F: Fn(&str) -> R`:
/// what is elided there is one of them.
pub fn chosen_by_caller(of: &RegionTy) -> RegionTy {
    let mut regions = of.regions.clone();
    // An elided bound of a `dyn` is another matter.
    if !matches!(of.ty.kind(), TyKind::Dyn(_)) {
        for region in regions.iter_mut().filter(|it| **it == Region::Erased) {
            *region = Region::Bound(u32::MAX);
        }
    }
    RegionTy {
        ty: of.ty,
        regions,
        parts: of.parts.iter().map(chosen_by_caller).collect(),
    }
}

/// Where a lifetime stands: the how-manieth one in the captures, the parameters or the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    Static,
    Capture(usize),
    Param(usize),
    Result(usize),
}

pub struct Summary {
    params: RegionTy,
    result: RegionTy,
    pairs: Vec<Pair>,
}

/// The first lifetime must outlive the second.
struct Pair {
    longer: Spot,
    shorter: Spot,
    /// The reason within the body.
    inside: Option<Why>,
}

impl<'a> Closures<'a> {
    pub fn new(nested: &'a [Mir]) -> Closures<'a> {
        Closures {
            nested,
            known: RefCell::default(),
        }
    }
    fn summary(&self, typing: &Typing<'_, '_>, id: ClosureId) -> Option<Rc<Summary>> {
        if let Some(known) = self.known.borrow().get(&id) {
            return known.clone();
        }
        // Should a closure be part of its own type, nothing is known of it.
        self.known.borrow_mut().insert(id, None);
        let mir = self.nested.iter().find(
            |mir| matches!(mir.kind, BodyKind::Closure(it) | BodyKind::Coroutine(it) if it == id),
        )?;
        let places = Places {
            session: typing.places.session,
            mir,
        };
        let made = Some(Rc::new(summarise(&places, self)));
        self.known.borrow_mut().insert(id, made.clone());
        made
    }
}

fn summarise(places: &Places<'_, '_>, closures: &Closures<'_>) -> Summary {
    // Liveness does not matter between lifetimes that are chosen from outside.
    let points = Points::new(places.mir);
    let mut typing = Typing::new(places, closures);
    typing.body(&points);
    let solved = typing.regions.solve(points.len(), &typing.universal);
    let mut spots: HashMap<Vid, Spot> = HashMap::from([(STATIC, Spot::Static)]);
    let is_coroutine = matches!(places.mir.kind, BodyKind::Coroutine(_));
    let (captures, params, result) = match is_coroutine {
        true => {
            // Its captures are its parameters, and who polls it lends it nothing.
            let captures = &typing.locals[1..places.mir.params as usize];
            let nothing = RegionTy::leaf(Ty::unit());
            (
                captures.iter().flat_map(listed).collect(),
                nothing.clone(),
                nothing,
            )
        }
        false => {
            let environment = &typing.locals[1];
            let environment = match environment.ty.kind() {
                TyKind::Ref(..) => &environment.parts[0],
                _ => environment,
            };
            let (params, result) = (&typing.locals[2], &typing.locals[0]);
            (captured(environment), params.clone(), result.clone())
        }
    };
    let mut add = |regions: Vec<Region>, spot: fn(usize) -> Spot| {
        for (index, region) in regions.into_iter().enumerate() {
            spots.extend(vid(region).map(|vid| (vid, spot(index))));
        }
    };
    add(captures, Spot::Capture);
    add(listed(&params), Spot::Param);
    add(listed(&result), Spot::Result);
    let mut pairs = Vec::new();
    for (&a, &from) in &spots {
        for (&b, &to) in &spots {
            if a != b && a != STATIC && solved.outlives(a, b) {
                let path = match is_coroutine || matches!(from, Spot::Param(_)) {
                    true => solved.path(a, &|region| region == b),
                    false => None,
                };
                let inside = path.filter(|path| !path.is_empty()).map(|path| {
                    let blame = report::blame(&path);
                    Why {
                        category: blame.category,
                        span: blame.span,
                    }
                });
                pairs.push(Pair {
                    longer: from,
                    shorter: to,
                    inside,
                });
            }
        }
    }
    Summary {
        params,
        result,
        pairs,
    }
}

fn listed(of: &RegionTy) -> Vec<Region> {
    let mut regions = Vec::new();
    of.each_region(&mut |region| regions.push(region));
    regions
}

/// The regions in the captures of a closure's or async block's type.
fn captured(of: &RegionTy) -> Vec<Region> {
    let (TyKind::Closure(_, args) | TyKind::Coroutine(_, args)) = of.ty.kind() else {
        return Vec::new();
    };
    let types = args.iter().filter(|arg| matches!(arg, Arg::Ty(_))).count();
    let parts = of.parts.get(types..).unwrap_or_default();
    parts.iter().flat_map(listed).collect()
}

impl Typing<'_, '_> {
    /// A closure or async block comes to be: what its body asks of its captures alone.
    pub fn closure_made(&mut self, of: &RegionTy, why: Why) {
        let (TyKind::Closure(id, _) | TyKind::Coroutine(id, _)) = of.ty.kind() else {
            return;
        };
        // The body of an async fn answers for itself.
        if self.places.session.async_fn_params(*id).is_some() {
            return;
        }
        let closures = self.closures;
        let Some(summary) = closures.summary(self, *id) else {
            return;
        };
        self.ask(&summary, &captured(of), &[], &[], why);
    }
    /// The erased type of what a closure returns.
    pub fn closure_result(&self, of: &RegionTy) -> Option<Ty> {
        let TyKind::Closure(id, _) = of.ty.kind() else {
            return None;
        };
        let closures = self.closures;
        closures.summary(self, *id).map(|it| it.result.ty)
    }
    /// A closure is, or may be, called with a tuple of arguments for a result.
    pub fn closure_called(
        &mut self,
        of: &RegionTy,
        arguments: &RegionTy,
        result: &RegionTy,
        why: Why,
    ) {
        let TyKind::Closure(id, _) = of.ty.kind() else {
            return;
        };
        let closures = self.closures;
        let Some(summary) = closures.summary(self, *id) else {
            return;
        };
        self.escapes(&summary, arguments, result);
        let params = self.fresh(summary.params.ty);
        let own_result = self.fresh(summary.result.ty);
        self.subtype(arguments, &params, why);
        self.ask(
            &summary,
            &captured(of),
            &listed(&params),
            &listed(&own_result),
            why,
        );
        self.subtype(&own_result, result, why);
    }
    /// Who calls the closure may choose lifetimes of the arguments anew each time: nothing that lives as
    /// long as they say may leave the closure.
    fn escapes(&mut self, summary: &Summary, arguments: &RegionTy, result: &RegionTy) {
        if arguments.ty != summary.params.ty {
            return;
        }
        let arguments = listed(arguments);
        let results = (result.ty == summary.result.ty).then(|| listed(result));
        for pair in &summary.pairs {
            let (Spot::Param(index), Some(why)) = (pair.longer, pair.inside) else {
                continue;
            };
            let Some(&chosen @ Region::Bound(_)) = arguments.get(index) else {
                continue;
            };
            let told = match pair.shorter {
                Spot::Result(index) => {
                    let to = results.as_ref().and_then(|it| it.get(index));
                    to.is_some_and(|to| *to != chosen && vid(*to).is_some())
                        .then_some(false)
                }
                Spot::Static | Spot::Capture(_) => Some(true),
                Spot::Param(_) => None,
            };
            if let (Some(outside), Some(span)) = (told, why.span) {
                self.escapes.push(report::escapes(outside, span));
            }
        }
    }
    fn ask(
        &mut self,
        summary: &Summary,
        captures: &[Region],
        params: &[Region],
        result: &[Region],
        why: Why,
    ) {
        let region = |spot: Spot| {
            let found = match spot {
                Spot::Static => return Some(STATIC),
                Spot::Capture(index) => captures.get(index),
                Spot::Param(index) => params.get(index),
                Spot::Result(index) => result.get(index),
            };
            found.and_then(|&region| vid(region))
        };
        for pair in &summary.pairs {
            let why = match pair.longer {
                Spot::Param(_) => why,
                _ => pair.inside.unwrap_or(why),
            };
            if let (Some(a), Some(b)) = (region(pair.longer), region(pair.shorter)) {
                self.regions.outlives(a, b, why.category, why.span);
            }
        }
    }
    /// `collect`: the items go into the collection.
    pub fn collected(&mut self, item: &RegionTy, into: &RegionTy, why: Why) {
        match (item.ty.kind(), into.ty.kind()) {
            (TyKind::Tuple(of), TyKind::Adt(..))
                if of.len() >= 2
                    && into.parts.len() >= 2
                    && (0..2).all(|it| item.parts[it].ty == into.parts[it].ty) =>
            {
                for (item, into) in item.parts.iter().zip(&into.parts).take(2) {
                    self.subtype(item, into, why);
                }
            }
            // `Result<T, E>` of a collection.
            (TyKind::Adt(a, _), TyKind::Adt(b, _)) if a == b => {
                for (item, into) in item.parts.iter().zip(&into.parts) {
                    match item.ty == into.ty {
                        true => self.subtype(item, into, why),
                        false => self.collected(item, into, why),
                    }
                }
            }
            (_, TyKind::Adt(..)) => {
                let mut fitting = into.parts.iter().filter(|part| part.ty == item.ty);
                if let (Some(part), None) = (fitting.next(), fitting.next()) {
                    self.subtype(item, part, why);
                }
            }
            _ => {}
        }
    }
}
