//! What each statement asks of the regions in the types of a body's locals.

use std::{collections::HashMap, rc::Rc};

use analysis::{
    Diagnostic,
    regions::{Outlives, Region, RegionArg, RegionTy, Variance},
    thir::{Owner, Span},
    ty::{AdtId, Arg, Args, FnId, Mutability, Ty, TyKind},
};

use super::{
    super::Places,
    annotations,
    closures::{Closures, chosen_by_caller},
    is_result,
    loans::Loan,
    points::Points,
    regions::{Category, Regions, STATIC, Vid},
    relate::{Why, vid},
    universal::{Kind, Universal},
};
use crate::mir::*;

pub struct Typing<'a, 'db> {
    pub places: &'a Places<'a, 'db>,
    pub closures: &'a Closures<'a>,
    pub locals: Vec<RegionTy>,
    pub regions: Regions,
    pub universal: Universal,
    pub loans: Vec<Loan>,
    /// Type parameters and associated types of them that must outlive a region.
    pub generic_outlives: Vec<(Ty, Vid, Option<Span>)>,
    /// What leaves a closure though its caller lent it for the call alone.
    pub escapes: Vec<Diagnostic>,
    variances: HashMap<AdtId, Rc<Vec<Variance>>>,
}

impl<'a, 'db> Typing<'a, 'db> {
    pub fn new(places: &'a Places<'a, 'db>, closures: &'a Closures<'a>) -> Self {
        let mut typing = Typing {
            places,
            closures,
            locals: Vec::new(),
            regions: Regions::default(),
            universal: Universal::default(),
            loans: Vec::new(),
            generic_outlives: Vec::new(),
            escapes: Vec::new(),
            variances: HashMap::new(),
        };
        typing.universal(Kind::Static);
        typing.signature();
        for index in typing.locals.len()..places.mir.locals.len() {
            let ty = typing.stated(Local(index as u32));
            typing.locals.push(ty);
        }
        typing
    }
    fn owner(&self) -> Owner {
        self.places.mir.owner
    }
    fn universal(&mut self, kind: Kind) -> Vid {
        let vid = self.regions.fresh();
        self.universal.kinds.push(kind);
        self.universal.count = vid + 1;
        vid
    }
    /// The type of a local, with what a `let` says of its lifetimes.
    fn stated(&mut self, local: Local) -> RegionTy {
        let ty = self.fresh(self.places.mir.local(local).ty);
        let Some(statics) = annotations::statics(self.places, local) else {
            return ty;
        };
        let mut count = 0;
        ty.each_region(&mut |_| count += 1);
        // A type's name may hide lifetimes.
        if count != statics.len() {
            return ty;
        }
        let mut statics = statics.into_iter();
        ty.map_regions(&mut |region| match statics.next() {
            Some(true) => Region::Static,
            _ => region,
        })
    }
    pub fn fresh(&mut self, ty: Ty) -> RegionTy {
        let ty = self.places.session.normalize_associated(ty, self.owner());
        let regions = &mut self.regions;
        self.places
            .session
            .with_regions(ty, &mut || Region::Var(regions.fresh()))
    }
    pub fn variances(&mut self, adt: AdtId) -> Rc<Vec<Variance>> {
        let session = self.places.session;
        let known = self.variances.entry(adt);
        Rc::clone(known.or_insert_with(|| Rc::new(session.variances(adt))))
    }

    // -- what is there before the first statement --

    /// The types of the returned value and the parameters.
    fn signature(&mut self) {
        let mir = self.places.mir;
        let count = mir.params as usize + 1;
        if let (BodyKind::Fn, Owner::Fn(id)) = (mir.kind, mir.owner) {
            let sig = self.places.session.region_sig(id);
            let types: Vec<RegionTy> = std::iter::once(&sig.ret)
                .chain(&sig.params)
                .map(|ty| self.own(ty))
                .collect();
            for (index, ty) in types.into_iter().enumerate().take(count) {
                let ty = match ty.ty == mir.locals[index].ty {
                    true => ty,
                    false => self.foreign(mir.locals[index].ty),
                };
                self.implied(&ty, 0);
                self.locals.push(ty);
            }
        }
        if let (BodyKind::Coroutine(closure), Owner::Fn(id)) = (mir.kind, mir.owner)
            && let Some(params) = self.places.session.async_fn_params(closure)
        {
            self.async_signature(id, &params);
            return;
        }
        // Closures and async bodies too know what is said of the type parameters around them.
        self.declared_outlives(mir.owner);
        self.universal.close();
        // What is hidden behind `impl Trait` has to outlive the body.
        if matches!(mir.locals[0].ty.kind(), TyKind::Opaque(..)) {
            self.universal(Kind::Foreign);
        }
        let values_are_static = mir.kind == BodyKind::Value;
        for index in self.locals.len()..count {
            let ty = mir.locals[index].ty;
            let ty = match values_are_static {
                true => self.places.session.with_regions(ty, &mut || Region::Static),
                false => self.foreign(ty),
            };
            self.locals.push(ty);
        }
        // A coroutine's value waits in a local until all else is dropped.
        if let BodyKind::Coroutine(_) = mir.kind
            && count < mir.locals.len()
        {
            // The context comes and goes with each poll; what is made of it is not followed.
            let result = self.foreign(mir.locals[count].ty);
            self.locals.push(result);
        }
    }
    /// The body of an async fn is a coroutine, but its lifetimes are those of the function.
    fn async_signature(&mut self, id: FnId, captured: &[Option<usize>]) {
        let mir = self.places.mir;
        let sig = self.places.session.region_sig(id);
        let params: Vec<RegionTy> = sig.params.iter().map(|ty| self.own(ty)).collect();
        let awaited = sig.awaited.as_ref().map(|ty| self.own(ty));
        for ty in params.iter().chain(&awaited) {
            self.implied(ty, 0);
        }
        self.declared_outlives(mir.owner);
        self.universal.close();
        // What is polled, the captures, the context, the value that waits until all else is dropped.
        let result = mir.params as usize + 1;
        for index in 0..(result + 1).min(mir.locals.len()) {
            let declared = match index {
                _ if index == result => awaited.as_ref(),
                _ => index
                    .checked_sub(1)
                    .and_then(|capture| *captured.get(capture)?)
                    .and_then(|param| params.get(param)),
            };
            let ty = mir.locals[index].ty;
            let ty = match declared.filter(|it| it.ty == ty) {
                Some(declared) => declared.clone(),
                None => self.foreign(ty),
            };
            self.locals.push(ty);
        }
    }
    /// A type of the signature, its lifetimes as universal regions.
    fn own(&mut self, of: &RegionTy) -> RegionTy {
        let mapped = of.map_regions(&mut |region| {
            let kind = match region {
                Region::Param(index) => Kind::Param(index),
                Region::Bound(index) => Kind::Bound(index),
                other => return other,
            };
            let known = self.universal.find(kind);
            Region::Var(known.unwrap_or_else(|| self.universal(kind)))
        });
        self.normalize(mapped)
    }
    fn foreign(&mut self, ty: Ty) -> RegionTy {
        let session = self.places.session;
        let ty = session.normalize_associated(ty, self.owner());
        session.with_regions(ty, &mut || Region::Var(self.universal(Kind::Foreign)))
    }
    pub fn normalize(&self, of: RegionTy) -> RegionTy {
        self.places.session.region_normalize(of, self.owner())
    }

    // -- types of places --

    pub fn place(&self, place: &Place) -> RegionTy {
        let mut ty = self.locals[place.local.0 as usize].clone();
        for projection in &place.path {
            ty = self.project(ty, *projection);
        }
        ty
    }
    pub fn project(&self, mut of: RegionTy, projection: Projection) -> RegionTy {
        let error = RegionTy::leaf(Ty::error());
        match (projection, of.ty.kind()) {
            (Projection::Field { variant, field }, TyKind::Adt(adt, _)) => {
                let fields = self.places.session.region_fields(*adt);
                let variant = fields.get(variant.unwrap_or(0) as usize);
                match variant.and_then(|fields| fields.get(field as usize)) {
                    Some(field) => {
                        let field = field.subst(&of.args());
                        self.normalize(field)
                    }
                    None => error,
                }
            }
            (Projection::Field { field, .. }, TyKind::Tuple(_)) => {
                of.parts.into_iter().nth(field as usize).unwrap_or(error)
            }
            (
                Projection::Field { field, .. },
                TyKind::Closure(_, args)
                | TyKind::Coroutine(_, args)
                | TyKind::CoroutineClosure(_, args),
            ) => {
                let types = args.iter().filter(|arg| matches!(arg, Arg::Ty(_))).count();
                of.parts
                    .into_iter()
                    .nth(types + field as usize)
                    .unwrap_or(error)
            }
            (Projection::Field { .. }, _) => error,
            (Projection::Subslice { .. }, _) => of,
            (
                Projection::Deref | Projection::Index(_) | Projection::ConstIndex { .. },
                TyKind::Ref(..)
                | TyKind::RawPtr(..)
                | TyKind::Adt(..)
                | TyKind::Array(..)
                | TyKind::Slice(_),
            ) if !of.parts.is_empty() => of.parts.swap_remove(0),
            _ => error,
        }
    }
    fn operand(&self, operand: &Operand) -> Option<RegionTy> {
        match operand {
            Operand::Copy(place) | Operand::Move(place) => Some(self.place(place)),
            // Of constants only function items matter, and those hold no borrow.
            Operand::Constant(_) => None,
        }
    }

    // -- statements --

    pub fn body(&mut self, points: &Points) {
        let mir = self.places.mir;
        for (index, block) in mir.blocks.iter().enumerate() {
            for (offset, statement) in block.statements.iter().enumerate() {
                let point = points.of(BlockId(index as u32), offset);
                if !points.is_reachable(point) {
                    continue;
                }
                match &statement.kind {
                    StatementKind::Assign(place, value) => {
                        self.assign(place, value, point, statement.span);
                    }
                    StatementKind::Call { dst, callee, args } => {
                        self.call(dst, callee, args, statement.span);
                    }
                    _ => {}
                }
            }
        }
    }
    /// Why a value goes into a place.
    fn why(&self, place: &Place, span: Option<Span>) -> Why {
        let mir = self.places.mir;
        let category = match () {
            () if is_result(mir, place.local) => Category::Return,
            () if mir.local(place.local).name.is_some() || !place.is_local() => {
                Category::Assignment
            }
            () => Category::Other,
        };
        Why { category, span }
    }
    fn assign(&mut self, place: &Place, value: &Rvalue, point: usize, span: Option<Span>) {
        let why = self.why(place, span);
        let to = self.place(place);
        match value {
            Rvalue::Use(operand) => {
                if let Some(from) = self.operand(operand) {
                    self.store(&from, &to, why);
                }
            }
            Rvalue::Ref(mutability, of) => {
                let region = self.regions.fresh();
                let from = self.place(of);
                if from.ty != Ty::error() {
                    let from = RegionTy::reference(Region::Var(region), from, *mutability);
                    self.store(&from, &to, why);
                } else if let Some(&to) = to.regions.first().filter(|_| to.regions.len() == 1)
                    && let Some(to) = vid(to)
                {
                    self.regions.outlives(region, to, why.category, span);
                }
                self.borrow(region, *mutability, of, place, point, span);
            }
            Rvalue::Cast(operand, ..) => {
                if let Some(from) = self.operand(operand) {
                    self.store(&from, &to, why);
                }
            }
            Rvalue::Unsize(operand, ..) => {
                if let Some(from) = self.operand(operand) {
                    self.unsize(&from, &to, why);
                }
            }
            Rvalue::Aggregate(aggregate, operands) => {
                self.aggregate(aggregate, operands, &to, why);
            }
            Rvalue::Repeat(operand, ..) => {
                if let (Some(from), Some(to)) = (self.operand(operand), to.parts.first()) {
                    self.subtype(&from, to, why);
                }
            }
            Rvalue::RawPtr(..)
            | Rvalue::Binary(..)
            | Rvalue::Unary(..)
            | Rvalue::Reify(..)
            | Rvalue::Len(_)
            | Rvalue::Discriminant(_) => {}
        }
    }
    /// A value of a type into a place of a type, which may be hidden behind `impl Trait`.
    fn store(&mut self, from: &RegionTy, to: &RegionTy, why: Why) {
        if let TyKind::Opaque(id, _) = to.ty.kind()
            && from.ty != to.ty
        {
            if self.places.session.opaque_is_static(*id) {
                let category = Category::Opaque;
                self.type_outlives(from, STATIC, Why { category, ..why });
            }
            self.hide(from, why);
        } else {
            self.subtype(from, to, why);
        }
    }
    /// The value leaves the body as an opaque type: nothing of the body may be borrowed in it.
    fn hide(&mut self, from: &RegionTy, why: Why) {
        let outside = self
            .universal
            .find(Kind::Foreign)
            .filter(|&it| self.universal.is(it));
        if let Some(outside) = outside {
            let why = Why {
                category: Category::Opaque,
                ..why
            };
            self.type_outlives(from, outside, why);
        }
    }
    fn aggregate(&mut self, aggregate: &Aggregate, operands: &[Operand], to: &RegionTy, why: Why) {
        let made = match aggregate {
            Aggregate::Adt { ty, .. }
            | Aggregate::Tuple(ty)
            | Aggregate::Array(ty)
            | Aggregate::Closure(ty) => *ty,
        };
        let own = made != to.ty;
        let whole = match own {
            true => self.fresh(made),
            false => to.clone(),
        };
        for (index, operand) in operands.iter().enumerate() {
            let Some(from) = self.operand(operand) else {
                continue;
            };
            let (field, category) = match aggregate {
                Aggregate::Adt {
                    variant,
                    union_field,
                    ..
                } => {
                    let projection = Projection::Field {
                        variant: Some(*variant),
                        field: union_field.unwrap_or(index as u32),
                    };
                    (self.project(whole.clone(), projection), why.category)
                }
                Aggregate::Array(_) => (whole.parts[0].clone(), why.category),
                Aggregate::Tuple(_) | Aggregate::Closure(_) => {
                    let projection = Projection::Field {
                        variant: None,
                        field: index as u32,
                    };
                    let category = match aggregate {
                        Aggregate::Closure(_) if why.category != Category::Return => {
                            Category::ClosureUpvar
                        }
                        _ => why.category,
                    };
                    (self.project(whole.clone(), projection), category)
                }
            };
            self.subtype(&from, &field, Why { category, ..why });
        }
        if let Aggregate::Closure(_) = aggregate {
            self.closure_made(&whole, why);
        }
        if own {
            self.store(&whole, to, why);
        }
    }
    fn borrow(
        &mut self,
        region: Vid,
        mutability: Mutability,
        of: &Place,
        into: &Place,
        point: usize,
        span: Option<Span>,
    ) {
        let mut types = vec![self.locals[of.local.0 as usize].clone()];
        for projection in &of.path {
            let last = types[types.len() - 1].clone();
            types.push(self.project(last, *projection));
        }
        // A reborrow: what it goes through must outlive it, up to the first shared reference.
        for (index, projection) in of.path.iter().enumerate().rev() {
            let Projection::Deref = projection else {
                continue;
            };
            match types[index].ty.kind() {
                TyKind::Ref(_, through) => {
                    if let Some(outer) = vid(types[index].regions[0]) {
                        self.regions.outlives(outer, region, Category::Other, span);
                    }
                    if *through == Mutability::Not {
                        break;
                    }
                }
                TyKind::RawPtr(..) => break,
                _ => {}
            }
        }
        // Behind a shared reference or a raw pointer nothing can be done that would conflict.
        let tracked = of.path.iter().zip(&types).all(|(projection, ty)| {
            *projection != Projection::Deref
                || !matches!(
                    ty.ty.kind(),
                    TyKind::Ref(_, Mutability::Not) | TyKind::RawPtr(..) | TyKind::Error
                )
        });
        if tracked {
            self.loans.push(Loan {
                place: of.clone(),
                mutability,
                region,
                point,
                span,
                into: into.local,
                two_phase: into.is_local() && self.places.mir.two_phase.contains(&into.local),
            });
        }
    }

    // -- calls --

    fn call(&mut self, dst: &Place, callee: &Callee, args: &[Operand], span: Option<Span>) {
        let to = self.place(dst);
        let types: Vec<Option<RegionTy>> = args.iter().map(|arg| self.operand(arg)).collect();
        let argument = Why {
            category: Category::CallArgument,
            span,
        };
        let result = self.why(dst, span);
        match callee {
            Callee::Fn(id, with) => {
                let with = self.fresh_args(*with);
                let (params, ret) = self.called(*id, &with, argument);
                for (from, param) in types.iter().zip(&params) {
                    if let Some(from) = from {
                        self.subtype(from, param, argument);
                    }
                }
                self.store(&ret, &to, result);
                // `Fn::call` and its kin, of a closure itself.
                if let [RegionArg::Ty(this), RegionArg::Ty(arguments)] = &with[..]
                    && let TyKind::Closure(..) = this.ty.kind()
                {
                    self.closure_called(this, arguments, &to, result);
                }
            }
            Callee::Ptr(pointer) => {
                if let Some(pointer) = self.operand(pointer)
                    && let Some((ret, params)) = pointer.parts.split_last()
                {
                    for (from, param) in types.iter().zip(params) {
                        if let Some(from) = from {
                            self.subtype(from, param, argument);
                        }
                    }
                    self.subtype(ret, &to, result);
                }
            }
        }
    }
    fn fresh_args(&mut self, args: Args) -> Vec<RegionArg> {
        args.iter()
            .map(|arg| match arg {
                Arg::Ty(ty) => RegionArg::Ty(self.fresh(*ty)),
                Arg::Const(konst) => RegionArg::Const(*konst),
                Arg::Lifetime => RegionArg::Region(Region::Var(self.regions.fresh())),
            })
            .collect()
    }
    /// The parameters and the result of one call, and what its where-clauses ask.
    fn called(&mut self, id: FnId, with: &[RegionArg], why: Why) -> (Vec<RegionTy>, RegionTy) {
        let sig = self.places.session.region_sig(id);
        let bound: Vec<Region> = (0..sig.bound)
            .map(|_| Region::Var(self.regions.fresh()))
            .collect();
        let instantiate = |of: &RegionTy| {
            of.subst(with).map_regions(&mut |region| match region {
                Region::Bound(index) => {
                    let of = bound.get(index as usize).copied();
                    of.unwrap_or(Region::Erased)
                }
                other => other,
            })
        };
        let params: Vec<RegionTy> = sig
            .params
            .iter()
            .map(|param| self.normalize(instantiate(param)))
            .collect();
        let ret = self.resolve(instantiate(&sig.ret), why);
        let region = |of: Region| match of {
            Region::Param(index) => match with.get(index as usize) {
                Some(RegionArg::Region(region)) => vid(*region),
                _ => None,
            },
            Region::Static => Some(STATIC),
            _ => None,
        };
        for it in &sig.outlives {
            match it {
                Outlives::Region(a, b) => {
                    if let (Some(a), Some(b)) = (region(*a), region(*b)) {
                        self.regions.outlives(a, b, why.category, why.span);
                    }
                }
                Outlives::Ty(ty, b) => {
                    if let Some(b) = region(*b) {
                        let ty = ty.subst(with);
                        let ty = self.normalize(ty);
                        self.type_outlives(&ty, b, why);
                    }
                }
            }
        }
        for (into, item) in &sig.collects {
            let (into, item) = (into.subst(with), item.subst(with));
            let (into, item) = (self.normalize(into), self.resolve(item, why));
            self.collected(&item, &into, why);
        }
        for [this, arguments, result] in &sig.functions {
            let this = this.subst(with);
            if let TyKind::Closure(..) = this.ty.kind() {
                let arguments = chosen_by_caller(arguments).subst(with);
                let result = chosen_by_caller(result).subst(with);
                let arguments = self.resolve(arguments, why);
                let result = self.resolve(result, why);
                self.closure_called(&this, &arguments, &result, why);
            }
        }
        (params, ret)
    }
}
