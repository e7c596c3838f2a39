//! Where a local may still be used, or dropped with what it holds.

use std::collections::HashMap;

use analysis::{
    regions::RegionTy,
    ty::{AdtId, TyKind},
};

use super::{points::Points, relate::vid, typing::Typing};
use crate::mir::*;

/// Where each local may hold a value.
pub struct Initialised {
    words: usize,
    bits: Vec<u64>,
}

impl Initialised {
    pub fn new(mir: &Mir, points: &Points) -> Initialised {
        let words = mir.locals.len().div_ceil(64);
        let mut it = Initialised {
            words,
            bits: vec![0; words * points.len()],
        };
        let mut visited = vec![false; points.len()];
        for local in 1..=mir.params {
            set(&mut it.bits[..words], local, true);
        }
        let mut work = vec![points.of(START, 0)];
        while let Some(point) = work.pop() {
            visited[point] = true;
            let mut state = it.bits[point * words..(point + 1) * words].to_vec();
            if let Some(statement) = points.statement(mir, point) {
                transfer(&statement.kind, &mut state);
            }
            for &next in points.successors(point) {
                let into = &mut it.bits[next * words..(next + 1) * words];
                let mut changed = !visited[next];
                for (old, new) in into.iter_mut().zip(&state) {
                    changed |= new & !*old != 0;
                    *old |= new;
                }
                if changed {
                    work.push(next);
                }
            }
        }
        it
    }
    pub fn maybe(&self, local: Local, point: usize) -> bool {
        let word = self.bits[point * self.words + local.0 as usize / 64];
        word & (1 << (local.0 % 64)) != 0
    }
}

fn set(state: &mut [u64], local: u32, value: bool) {
    let (word, bit) = (local as usize / 64, 1 << (local % 64));
    match value {
        true => state[word] |= bit,
        false => state[word] &= !bit,
    }
}

fn transfer(kind: &StatementKind, state: &mut [u64]) {
    each_operand(kind, &mut |operand| {
        if let Operand::Move(place) = operand
            && place.is_local()
        {
            set(state, place.local.0, false);
        }
    });
    match kind {
        StatementKind::Assign(place, _) | StatementKind::Call { dst: place, .. } => {
            set(state, place.local.0, true);
        }
        StatementKind::Drop(place) if place.is_local() => set(state, place.local.0, false),
        StatementKind::StorageLive(local) | StatementKind::StorageDead(local) => {
            set(state, local.0, false);
        }
        StatementKind::Mention { place, moved: true } if place.is_local() => {
            set(state, place.local.0, false);
        }
        _ => {}
    }
}

/// Visits what a statement reads by value.
pub fn each_operand(kind: &StatementKind, visit: &mut dyn FnMut(&Operand)) {
    match kind {
        StatementKind::Assign(_, value) => match value {
            Rvalue::Use(operand)
            | Rvalue::Unary(_, _, operand)
            | Rvalue::Cast(operand, ..)
            | Rvalue::Unsize(operand, ..)
            | Rvalue::Repeat(operand, ..) => visit(operand),
            Rvalue::Binary(_, _, left, right, _) => {
                visit(left);
                visit(right);
            }
            Rvalue::Aggregate(_, operands) => operands.iter().for_each(visit),
            Rvalue::Ref(..)
            | Rvalue::RawPtr(..)
            | Rvalue::Reify(..)
            | Rvalue::Len(_)
            | Rvalue::Discriminant(_) => {}
        },
        StatementKind::Call { callee, args, .. } => {
            if let Callee::Ptr(operand) = callee {
                visit(operand);
            }
            args.iter().for_each(visit);
        }
        _ => {}
    }
}

/// What a statement or terminator does to locals, as far as liveness goes.
#[derive(Default)]
struct Effect {
    uses: Vec<Local>,
    /// Of whole locals.
    drops: Vec<Local>,
    defines: Option<Local>,
}

fn effect(mir: &Mir, points: &Points, point: usize) -> Effect {
    let mut effect = Effect::default();
    let Some(statement) = points.statement(mir, point) else {
        let operand = match points.terminator(mir, point) {
            Terminator::If { condition, .. } => Some(condition),
            Terminator::Switch { value, .. } => Some(value),
            Terminator::Return => {
                effect.uses.push(RETURN);
                None
            }
            _ => None,
        };
        if let Some(Operand::Copy(place) | Operand::Move(place)) = operand {
            effect.uses.push(place.local);
        }
        return effect;
    };
    let uses = &mut effect.uses;
    let used = |place: &Place, uses: &mut Vec<Local>| {
        uses.push(place.local);
        for projection in &place.path {
            if let Projection::Index(index) = projection {
                uses.push(*index);
            }
        }
    };
    each_operand(&statement.kind, &mut |operand| {
        if let Operand::Copy(place) | Operand::Move(place) = operand {
            used(place, uses);
        }
    });
    match &statement.kind {
        StatementKind::Assign(place, value) => {
            if let Rvalue::Ref(_, of)
            | Rvalue::RawPtr(_, of)
            | Rvalue::Len(of)
            | Rvalue::Discriminant(of) = value
            {
                used(of, uses);
            }
            match place.is_local() {
                true => effect.defines = Some(place.local),
                false => used(place, uses),
            }
        }
        StatementKind::Call { dst, .. } => match dst.is_local() {
            true => effect.defines = Some(dst.local),
            false => used(dst, uses),
        },
        StatementKind::Drop(place) => match place.is_local() {
            true => effect.drops.push(place.local),
            false => used(place, uses),
        },
        StatementKind::CheckBounds { base, index } => {
            used(base, uses);
            uses.push(*index);
        }
        StatementKind::StorageLive(local) | StatementKind::StorageDead(local) => {
            effect.defines = Some(*local);
        }
        StatementKind::Mention { .. } => {}
    }
    effect
}

/// Regions in the type of a live local hold where it is live.
pub fn add(typing: &mut Typing<'_, '_>, points: &Points, initialised: &Initialised) {
    let mir = typing.places.mir;
    let mut uses: Vec<Vec<usize>> = vec![Vec::new(); mir.locals.len()];
    let mut drops = uses.clone();
    let mut defines: Vec<Option<Local>> = vec![None; points.len()];
    for point in (0..points.len()).filter(|&it| points.is_reachable(it)) {
        let effect = effect(mir, points, point);
        for local in effect.uses {
            uses[local.0 as usize].push(point);
        }
        for local in effect.drops {
            drops[local.0 as usize].push(point);
        }
        defines[point] = effect.defines;
    }
    let mut glue = Glue::default();
    for index in 0..mir.locals.len() {
        let local = Local(index as u32);
        let ty = typing.locals[index].clone();
        if !ty.has_regions() {
            continue;
        }
        let mut regions = Vec::new();
        ty.each_region(&mut |region| regions.extend(vid(region)));
        let live = backwards(&uses[index], local, points, &defines, &|_| true);
        for &point in &live {
            for &region in &regions {
                typing.regions.live_at(region, point);
            }
        }
        if drops[index].is_empty() {
            continue;
        }
        let mut regions = Vec::new();
        glue.regions(typing, &ty, 0, &mut regions);
        if regions.is_empty() {
            continue;
        }
        let may = |point| initialised.maybe(local, point);
        for point in backwards(&drops[index], local, points, &defines, &may) {
            for &region in &regions {
                typing.regions.live_at(region, point);
            }
        }
    }
}

/// The points from which one of `from` is reached without the local being defined anew.
fn backwards(
    from: &[usize],
    local: Local,
    points: &Points,
    defines: &[Option<Local>],
    may: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut seen = vec![false; points.len()];
    let mut work: Vec<usize> = from.iter().copied().filter(|&it| may(it)).collect();
    while let Some(point) = work.pop() {
        if std::mem::replace(&mut seen[point], true) {
            continue;
        }
        found.push(point);
        for &before in points.predecessors(point) {
            if points.is_reachable(before) && defines[before] != Some(local) && may(before) {
                work.push(before);
            }
        }
    }
    found
}

/// Which regions dropping a value may use.
#[derive(Default)]
struct Glue {
    /// Types of the library that only drop their type arguments (`#[may_dangle]` in the real one).
    dangling: HashMap<AdtId, bool>,
}

impl Glue {
    fn regions(
        &mut self,
        typing: &mut Typing<'_, '_>,
        of: &RegionTy,
        depth: u32,
        into: &mut Vec<u32>,
    ) {
        if depth > 12 || !of.has_regions() {
            return;
        }
        match of.ty.kind() {
            TyKind::Tuple(_)
            | TyKind::Array(..)
            | TyKind::Slice(_)
            | TyKind::Closure(..)
            | TyKind::CoroutineClosure(..) => {
                for part in &of.parts {
                    self.regions(typing, part, depth + 1, into);
                }
            }
            TyKind::Adt(adt, _) => {
                let session = typing.places.session;
                let def = session.adt(*adt);
                if def.is_manually_drop || def.is_phantom {
                    return;
                }
                let dangling = *self
                    .dangling
                    .entry(*adt)
                    .or_insert_with(|| def.is_box || !def.own && drops_arguments_only(&def.path));
                if dangling {
                    for part in &of.parts {
                        self.regions(typing, part, depth + 1, into);
                    }
                } else if def.has_drop_impl {
                    of.each_region(&mut |region| into.extend(vid(region)));
                } else {
                    let fields = session.region_fields(*adt);
                    for (variant, fields) in fields.iter().enumerate() {
                        for field in 0..fields.len() {
                            let projection = Projection::Field {
                                variant: Some(variant as u32),
                                field: field as u32,
                            };
                            let field = typing.project(of.clone(), projection);
                            self.regions(typing, &field, depth + 1, into);
                        }
                    }
                }
            }
            TyKind::Coroutine(..) | TyKind::Dyn(_) | TyKind::Opaque(..) | TyKind::Assoc(..) => {
                of.each_region(&mut |region| into.extend(vid(region)));
            }
            _ => {}
        }
    }
}

/// Containers whose destructor is `unsafe impl<#[may_dangle] T>` in the real library.
fn drops_arguments_only(path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or(path);
    matches!(
        name,
        "Vec"
            | "VecDeque"
            | "LinkedList"
            | "BinaryHeap"
            | "Rc"
            | "Arc"
            | "Weak"
            | "HashMap"
            | "HashSet"
            | "BTreeMap"
            | "BTreeSet"
            | "IntoIter"
            | "RawVec"
            | "OnceCell"
            | "OnceLock"
            | "Box"
            | "Unique"
    )
}
