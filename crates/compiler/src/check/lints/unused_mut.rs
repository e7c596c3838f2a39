//! `unused_mut`: a `mut` that nothing needs.
//!
//! Needed is it for an assignment to a variable that has a value, and for a mutable borrow of it or of a
//! part that it owns. What is behind a reference in it does not count. Closures share the locals of the
//! body around, so a change inside one counts for the variable itself.

use std::collections::{HashMap, HashSet};

use analysis::{
    Diagnostic, Level,
    thir::{
        Body, Capture, CaptureStep, ExprId, ExprKind, LocalId, Owner, PatId, PatKind, Span,
        Statement,
    },
    ty::{Mutability, Ty, TyKind},
};

use super::{
    Linter,
    walk::{self, Part},
    warning, with_note,
};

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut changes = Changes {
        linter,
        changed: HashSet::new(),
        deferred: HashMap::new(),
        loops: 0,
        closures: 0,
    };
    changes.part(Part::Expr(linter.body.root));
    let params = linter.body.params.iter().map(|param| param.pat);
    params.for_each(|pat| changes.part(Part::Pat(pat)));
    // One place in the text can stand for two locals: a parameter of an async fn and its copy inside.
    let mut by_place: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, local) in linter.body.locals.iter().enumerate() {
        if let Some(span) = local.span {
            by_place.entry(span).or_default().push(index);
        }
    }
    for indexes in by_place.values() {
        let needed = indexes.iter().any(|&index| {
            !linter.body.locals[index].mutable || changes.is_changed(LocalId(index as u32))
        });
        let Some(local) = indexes.first().map(|&index| &linter.body.locals[index]) else {
            continue;
        };
        let Some(binding) = linter.binding(local) else {
            continue;
        };
        if !needed && binding.says_mut && !local.name.starts_with('_') {
            found.push(tell(binding.span));
        }
    }
    // `self` has no pattern of its own.
    let mut selves = (0u32..)
        .zip(&linter.body.locals)
        .filter(|(_, it)| it.name == "self" && it.span.is_none());
    let needed = selves
        .clone()
        .any(|(index, it)| !it.mutable || changes.is_changed(LocalId(index)));
    if selves.next().is_some() && !needed {
        found.extend(mut_self(linter).map(tell));
    }
}

fn tell(span: Span) -> Diagnostic {
    let it = warning(
        "unused_mut",
        "variable does not need to be mutable".to_owned(),
        span,
        "",
    );
    with_note(it, Level::Help, "remove this `mut`".to_owned())
}

/// Where the function says `mut self`.
fn mut_self(linter: &Linter<'_, '_>) -> Option<Span> {
    let Owner::Fn(id) = linter.body.owner else {
        return None;
    };
    let name = linter.session.fn_sig(id).span?;
    let rest = linter.after(name);
    let inside = rest.strip_prefix('(')?.trim_start();
    let start = name.end + (rest.len() - inside.len()) as u32;
    let end = start + "mut self".len() as u32;
    inside
        .starts_with("mut self")
        .then_some(Span { start, end, ..name })
}

struct Changes<'l, 'a, 'db> {
    linter: &'l Linter<'a, 'db>,
    changed: HashSet<LocalId>,
    /// Declared without a value: at what depth of loops and closures, and how often assigned since.
    deferred: HashMap<LocalId, (u32, u32, u32)>,
    loops: u32,
    closures: u32,
}

impl Changes<'_, '_, '_> {
    fn is_changed(&self, local: LocalId) -> bool {
        self.changed.contains(&local)
            || self
                .deferred
                .get(&local)
                .is_some_and(|(.., times)| *times > 1)
    }

    fn body(&self) -> &'_ Body {
        self.linter.body
    }

    fn part(&mut self, part: Part) {
        let body = self.linter.body;
        let id = match part {
            Part::Expr(id) => id,
            Part::Pat(id) => {
                if let PatKind::Place(place) = body.pat(id).kind {
                    self.assigned(place);
                }
                walk::pat_parts(body, id, &mut |of| self.part(of));
                return;
            }
        };
        match &body.expr(id).kind {
            ExprKind::Assign { place, .. } | ExprKind::AssignOp { place, .. } => {
                self.assigned(*place)
            }
            ExprKind::Borrow {
                mutability: Mutability::Mut,
                place,
                ..
            }
            | ExprKind::RawBorrow {
                mutability: Mutability::Mut,
                place,
            } => self.borrowed(*place),
            ExprKind::Let { pat, value } => self.matched(*pat, *value),
            ExprKind::Match { scrutinee, arms } => arms
                .iter()
                .for_each(|arm| self.matched(arm.pat, *scrutinee)),
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    match statement {
                        Statement::Let {
                            pat,
                            value: Some(value),
                            ..
                        } => self.matched(*pat, *value),
                        Statement::Let {
                            pat, value: None, ..
                        } => self.declared(*pat),
                        Statement::Expr(_) => {}
                    }
                }
            }
            ExprKind::Closure(closure) => closure.captures.iter().for_each(|it| self.captured(it)),
            _ => {}
        }
        let (in_loop, in_closure) = match body.expr(id).kind {
            ExprKind::Loop { .. } => (1, 0),
            ExprKind::Closure(_) => (0, 1),
            _ => (0, 0),
        };
        self.loops += in_loop;
        self.closures += in_closure;
        // A plain local as the target of an assignment is no use of its own; visiting it does nothing.
        walk::parts(body, id, &mut |of| self.part(of));
        self.loops -= in_loop;
        self.closures -= in_closure;
    }

    fn declared(&mut self, pat: PatId) {
        if let PatKind::Bind { local, .. } = self.body().pat(pat).kind {
            self.deferred.insert(local, (self.loops, self.closures, 0));
        }
        let mut inner = Vec::new();
        walk::pat_parts(self.body(), pat, &mut |of| {
            if let Part::Pat(of) = of {
                inner.push(of);
            }
        });
        inner.into_iter().for_each(|of| self.declared(of));
    }

    /// The first value of a variable that was declared without one needs no `mut`.
    fn assigned(&mut self, place: ExprId) {
        if let ExprKind::Local(local) = self.body().expr(place).kind {
            let here = (self.loops, self.closures);
            if let Some((loops, closures, times)) = self.deferred.get_mut(&local) {
                *times += 1;
                if (*loops, *closures) != here {
                    self.changed.insert(local);
                }
                return;
            }
        }
        self.borrowed(place);
    }

    fn borrowed(&mut self, place: ExprId) {
        if let Some(local) = self.owner(place) {
            self.changed.insert(local);
        }
    }

    /// A pattern that borrows mutably from a place.
    fn matched(&mut self, pat: PatId, value: ExprId) {
        if walk::binds_ref_mut(self.linter.body, pat) {
            self.borrowed(value);
        }
    }

    fn captured(&mut self, capture: &Capture) {
        if capture.by_ref != Some(Mutability::Mut) {
            return;
        }
        let behind_reference = capture.path.first() == Some(&CaptureStep::Deref)
            && is_pointer(self.body().local(capture.local).ty);
        // A reference in a field could be what is borrowed through; then `mut` is taken as needed.
        if !behind_reference {
            self.changed.insert(capture.local);
        }
    }

    /// The local that owns a place: no reference or pointer lies between.
    fn owner(&self, place: ExprId) -> Option<LocalId> {
        match &self.body().expr(place).kind {
            ExprKind::Local(local) => Some(*local),
            ExprKind::Field { base, .. } | ExprKind::Index { base, .. } => self.owner(*base),
            ExprKind::Deref(of) if !is_pointer(self.body().expr(*of).ty) => self.owner(*of),
            _ => None,
        }
    }
}

fn is_pointer(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Ref(..) | TyKind::RawPtr(..))
}
