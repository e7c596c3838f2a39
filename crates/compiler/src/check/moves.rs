//! Every use finds a value: a forward dataflow over the places that can be moved out of.
//!
//! A *move path* is a local or a part of one that some statement moves or initialises on its own. The
//! state says of each path whether it may be without a value, and whether it may have one; both grow to
//! a fixed point over the control flow, then one more walk reports.

use std::collections::{HashMap, HashSet};

use analysis::{Diagnostic, thir::Span, ty::TyKind};

use super::{Places, error, with_label};
use crate::mir::*;

/// What is known at a point of the body.
#[derive(Clone, Default, PartialEq)]
struct State {
    /// Paths that may have no value, with the moves to blame (empty: never initialised).
    empty: HashMap<usize, HashSet<Site>>,
    /// Locals that may have a value: an assignment to an immutable one is its second.
    full: HashSet<Local>,
    reached: bool,
}

/// Where a move happened: block and statement.
type Site = (u32, u32);

struct Checker<'a, 'db> {
    places: &'a Places<'a, 'db>,
    paths: Vec<Place>,
    by_local: HashMap<Local, Vec<usize>>,
    /// In the last walk: where problems go.
    found: Option<Vec<Diagnostic>>,
    reported: HashSet<usize>,
}

pub fn check(places: &Places<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mir = places.mir;
    let mut checker = Checker {
        places,
        paths: Vec::new(),
        by_local: HashMap::new(),
        found: None,
        reported: HashSet::new(),
    };
    for local in 0..mir.locals.len() as u32 {
        checker.path(&Place::local(Local(local)));
    }
    for block in &mir.blocks {
        for statement in &block.statements {
            each_move(&statement.kind, &mut |place| {
                checker.path(place);
            });
        }
    }

    let mut states = vec![State::default(); mir.blocks.len()];
    states[0] = checker.start();
    let mut work = vec![START];
    while let Some(block) = work.pop() {
        let mut state = states[block.0 as usize].clone();
        checker.walk(block, &mut state);
        for next in successors(&mir.block(block).terminator) {
            if join(&mut states[next.0 as usize], &state) {
                work.push(next);
            }
        }
    }
    checker.found = Some(Vec::new());
    for (index, state) in states.iter().enumerate() {
        if state.reached {
            checker.walk(BlockId(index as u32), &mut state.clone());
        }
    }
    found.extend(checker.found.into_iter().flatten());
}

fn join(into: &mut State, from: &State) -> bool {
    let before = (
        into.reached,
        into.full.len(),
        into.empty.values().map(|it| it.len() + 1).sum::<usize>(),
    );
    into.reached = true;
    into.full.extend(from.full.iter().copied());
    for (path, sites) in &from.empty {
        into.empty
            .entry(*path)
            .or_default()
            .extend(sites.iter().copied());
    }
    before
        != (
            into.reached,
            into.full.len(),
            into.empty.values().map(|it| it.len() + 1).sum::<usize>(),
        )
}

pub fn successors(terminator: &Terminator) -> Vec<BlockId> {
    match terminator {
        Terminator::Goto(to) | Terminator::Yield { resume: to } => vec![*to],
        Terminator::If {
            then, otherwise, ..
        } => vec![*then, *otherwise],
        Terminator::Switch {
            arms, otherwise, ..
        } => arms
            .iter()
            .map(|&(_, to)| to)
            .chain(std::iter::once(*otherwise))
            .collect(),
        Terminator::Return | Terminator::Unreachable => Vec::new(),
    }
}

/// Visits the places that a statement moves out of.
fn each_move(kind: &StatementKind, visit: &mut dyn FnMut(&Place)) {
    match kind {
        StatementKind::Mention { place, moved: true } => visit(place),
        StatementKind::Assign(_, Rvalue::Use(Operand::Move(place))) => visit(place),
        _ => {}
    }
}

impl Checker<'_, '_> {
    /// The path of a place that owns what is in it: no reference on the way, no index.
    fn path(&mut self, place: &Place) -> Option<usize> {
        let owned = self
            .places
            .steps(place)
            .iter()
            .all(|(ty, projection)| match projection {
                Projection::Deref => self.places.is_box(*ty),
                Projection::Field { .. } => true,
                _ => false,
            });
        if !owned {
            return None;
        }
        if let Some(known) = self.find(place) {
            return Some(known);
        }
        self.paths.push(place.clone());
        self.by_local
            .entry(place.local)
            .or_default()
            .push(self.paths.len() - 1);
        Some(self.paths.len() - 1)
    }

    fn find(&self, place: &Place) -> Option<usize> {
        self.by_local
            .get(&place.local)?
            .iter()
            .copied()
            .find(|&it| self.paths[it] == *place)
    }

    /// Parameters have values, everything else has none.
    fn start(&self) -> State {
        let params = self.places.mir.params;
        let mut state = State {
            reached: true,
            ..State::default()
        };
        for (index, path) in self.paths.iter().enumerate() {
            if path.local.0 > params || path.local == RETURN {
                state.empty.insert(index, HashSet::new());
            }
        }
        state.full.extend((1..=params).map(Local));
        state
    }

    fn walk(&mut self, block: BlockId, state: &mut State) {
        let mir = self.places.mir;
        for (index, statement) in mir.block(block).statements.iter().enumerate() {
            let site = (block.0, index as u32);
            match &statement.kind {
                StatementKind::Assign(place, value) => {
                    self.rvalue(state, value, site, statement.span);
                    self.initialise(state, place, statement.span);
                }
                StatementKind::Call { dst, .. } => self.initialise(state, dst, statement.span),
                StatementKind::Mention { place, moved } => {
                    self.used(state, place, statement.span, false);
                    if *moved {
                        self.moved(state, place, site);
                    }
                }
                StatementKind::Drop(place) => self.clear(state, place),
                StatementKind::StorageLive(local) | StatementKind::StorageDead(local) => {
                    self.clear(state, &Place::local(*local));
                    state.full.remove(local);
                }
                StatementKind::CheckBounds { base, .. } => {
                    self.used(state, base, statement.span, true)
                }
            }
        }
    }

    fn rvalue(&mut self, state: &mut State, value: &Rvalue, site: Site, span: Option<Span>) {
        match value {
            Rvalue::Use(Operand::Copy(place)) => self.used(state, place, span, false),
            Rvalue::Use(Operand::Move(place)) => {
                self.used(state, place, span, false);
                self.moved(state, place, site);
            }
            Rvalue::Ref(_, place) | Rvalue::RawPtr(_, place) => self.used(state, place, span, true),
            Rvalue::Len(place) | Rvalue::Discriminant(place) => {
                self.used(state, place, span, false)
            }
            // Their operands are mentioned before, or are temporaries.
            _ => {}
        }
    }

    fn initialise(&mut self, state: &mut State, place: &Place, span: Option<Span>) {
        if place.is_local() {
            self.assigned_twice(state, place.local, span);
            state.full.insert(place.local);
        } else if let Some(name) = self.without_value(state, &Place::local(place.local)) {
            // `point.x = 1` needs a point, unless just that part was moved out before.
            if self
                .find(place)
                .is_none_or(|path| !state.empty.contains_key(&path))
            {
                let _ = name;
                self.used(state, &Place::local(place.local), span, false);
            }
        }
        for path in self.by_local.get(&place.local).cloned().unwrap_or_default() {
            if self.paths[path].path.starts_with(&place.path) {
                state.empty.remove(&path);
            }
        }
    }

    /// Is the whole local certainly or possibly empty (not just a part of it)?
    fn without_value(&self, state: &State, place: &Place) -> Option<usize> {
        self.find(place)
            .filter(|path| state.empty.contains_key(path))
    }

    fn clear(&mut self, state: &mut State, place: &Place) {
        for path in self.by_local.get(&place.local).cloned().unwrap_or_default() {
            if self.paths[path].path.starts_with(&place.path) {
                if self.paths[path].is_local() {
                    state.empty.insert(path, HashSet::new());
                } else {
                    state.empty.remove(&path);
                }
            }
        }
    }

    fn moved(&mut self, state: &mut State, place: &Place, site: Site) {
        if let Some(path) = self.find(place) {
            state.empty.insert(path, HashSet::from([site]));
        }
        let span = self.site_span(site);
        if let Some(problem) = self.illegal_move(place, span) {
            self.report(problem);
        }
    }

    fn report(&mut self, diagnostic: Option<Diagnostic>) {
        if let (Some(found), Some(diagnostic)) = (&mut self.found, diagnostic) {
            found.push(diagnostic);
        }
    }

    /// Moves out of what is only borrowed, or of what has a destructor.
    fn illegal_move(&self, place: &Place, span: Option<Span>) -> Option<Option<Diagnostic>> {
        let span = span?;
        let name = self.places.describe(place);
        for (ty, projection) in self.places.steps(place) {
            let (code, message, label) = match projection {
                Projection::Deref if !self.places.is_box(ty) => {
                    let behind = match ty.kind() {
                        TyKind::Ref(_, analysis::ty::Mutability::Not) => "a shared reference",
                        TyKind::Ref(_, analysis::ty::Mutability::Mut) => "a mutable reference",
                        _ => "a raw pointer",
                    };
                    let what = name
                        .clone()
                        .map_or("a reference".to_owned(), |it| format!("`{it}`"));
                    (
                        "E0507",
                        format!("cannot move out of {what} which is behind {behind}"),
                        "",
                    )
                }
                Projection::Index(_) => {
                    let kind = if matches!(ty.kind(), TyKind::Array(..)) {
                        "an array"
                    } else {
                        "a slice"
                    };
                    let ty = self.places.session.display(ty);
                    (
                        "E0508",
                        format!("cannot move out of type `{ty}`, {kind} which is non-copy"),
                        "cannot move out of here",
                    )
                }
                Projection::Field { .. } if self.places.has_drop_impl(ty).is_some() => {
                    let ty = self.places.session.display(ty);
                    let message = format!(
                        "cannot move out of type `{ty}`, which implements the `Drop` trait"
                    );
                    ("E0509", message, "cannot move out of here")
                }
                _ => continue,
            };
            let moved = self
                .places
                .ty(place)
                .map(|ty| self.places.session.display(ty))
                .unwrap_or_default();
            let label = match label {
                "" => format!(
                    "move occurs because value has type `{moved}`, which does not implement the `Copy` trait"
                ),
                other => other.to_owned(),
            };
            return Some(Some(error(code, message, span, &label)));
        }
        None
    }

    fn site_span(&self, site: Site) -> Option<Span> {
        self.places.mir.blocks[site.0 as usize].statements[site.1 as usize].span
    }

    /// A read or borrow of a place: it, what contains it and all parts of it must have values.
    fn used(&mut self, state: &State, place: &Place, span: Option<Span>, borrowed: bool) {
        if self.found.is_none() {
            return;
        }
        let Some(span) = span else { return };
        let decl = self.places.mir.local(place.local);
        let Some(name) = decl.name.clone() else {
            return;
        };
        let candidates = self.by_local.get(&place.local).cloned().unwrap_or_default();
        for path in candidates {
            let Some(sites) = state.empty.get(&path) else {
                continue;
            };
            let other = &self.paths[path];
            let inside = other.path.starts_with(&place.path);
            if !inside && !place.path.starts_with(&other.path) {
                continue;
            }
            if !self.reported.insert(path) {
                return;
            }
            let diagnostic = match sites.is_empty() {
                true => self.uninitialised(&name, decl, state.full.contains(&place.local), span),
                false => {
                    let partial = other.path.len() > place.path.len();
                    let mut sites: Vec<Site> = sites.iter().copied().collect();
                    sites.sort_unstable();
                    self.use_after_move(path, place, &sites, partial, borrowed, span)
                }
            };
            self.report(Some(diagnostic));
            return;
        }
    }

    fn uninitialised(
        &self,
        name: &str,
        decl: &LocalDecl,
        possibly: bool,
        span: Span,
    ) -> Diagnostic {
        let state = if possibly {
            "is possibly-uninitialized"
        } else {
            "isn't initialized"
        };
        let found = error(
            "E0381",
            format!("used binding `{name}` {state}"),
            span,
            &format!(
                "`{name}` used here but it {}",
                if possibly {
                    "is possibly-uninitialized"
                } else {
                    "isn't initialized"
                }
            ),
        );
        with_label(
            found,
            decl.span,
            "binding declared here but left uninitialized".to_owned(),
        )
    }

    fn use_after_move(
        &self,
        path: usize,
        place: &Place,
        sites: &[Site],
        partial: bool,
        borrowed: bool,
        span: Span,
    ) -> Diagnostic {
        let name = self.places.describe(place).unwrap_or_default();
        let act = if borrowed { "borrow" } else { "use" };
        let partially = if partial { "partially " } else { "" };
        let mut found = error(
            "E0382",
            format!("{act} of {partially}moved value: `{name}`"),
            span,
            &format!(
                "value {} here after {}move",
                if borrowed { "borrowed" } else { "used" },
                if partial { "partial " } else { "" }
            ),
        );
        for &site in sites {
            let at = self.site_span(site);
            if at == Some(span) {
                found.labels[0].text = "value moved here, in previous iteration of loop".to_owned();
            } else {
                found = with_label(found, at, format!("value {partially}moved here"));
            }
        }
        let moved = &self.paths[path];
        let ty = self
            .places
            .ty(moved)
            .map(|ty| self.places.session.display(ty))
            .unwrap_or_default();
        let reason = format!("has type `{ty}`, which does not implement the `Copy` trait");
        if moved.is_local() {
            let decl = self.places.mir.local(moved.local);
            found = with_label(
                found,
                decl.span,
                format!("move occurs because `{name}` {reason}"),
            );
        } else {
            let part = self
                .places
                .describe(moved)
                .map_or("value".to_owned(), |it| format!("`{it}`"));
            found.notes.push((
                analysis::Level::Note,
                format!("move occurs because {part} {reason}"),
            ));
        }
        found
    }

    fn assigned_twice(&mut self, state: &State, local: Local, span: Option<Span>) {
        let mir = self.places.mir;
        let decl = mir.local(local);
        let (Some(name), Some(span), false) = (&decl.name, span, decl.mutable) else {
            return;
        };
        if self.found.is_none() || !state.full.contains(&local) {
            return;
        }
        let argument = local.0 <= mir.params && mir.kind == BodyKind::Fn;
        let found = match argument {
            true => error(
                "E0384",
                format!("cannot assign to immutable argument `{name}`"),
                span,
                "cannot assign to immutable argument",
            ),
            false => {
                let message = format!("cannot assign twice to immutable variable `{name}`");
                let found = error(
                    "E0384",
                    message,
                    span,
                    "cannot assign twice to immutable variable",
                );
                with_label(found, decl.span, format!("first assignment to `{name}`"))
            }
        };
        self.report(Some(found));
    }
}
