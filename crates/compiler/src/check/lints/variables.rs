//! `unused_variables`: bindings that are never read, and what is assigned to them in vain.

use std::collections::{HashMap, HashSet};

use analysis::{
    Diagnostic, Level,
    thir::{ExprId, ExprKind, LocalId, PatId, PatKind, Span, Statement},
    ty::TyKind,
};

use super::{
    Linter, unreachable,
    walk::{self, Part},
    warning, with_note,
};

/// Tells of the locals that are never read, and gives them.
pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) -> HashSet<LocalId> {
    let dead = unreachable::dead_exprs(linter);
    let mut uses = Uses {
        linter,
        dead: &dead,
        declared: HashMap::new(),
        read: HashSet::new(),
        written: Vec::new(),
        depth: 0,
    };
    for param in &linter.body.params {
        uses.declare(param.pat, None);
    }
    let parameters: HashSet<LocalId> = uses.declared.keys().copied().collect();
    uses.expr(linter.body.root);

    // A macro may write a pattern twice, to try it first: it is enough that one of the two is read. (An
    // async fn's parameter is there twice as well, but only so that its body can take it along.)
    let read_places: HashSet<Span> = (uses.declared.keys())
        .filter(|id| uses.read.contains(id) && !parameters.contains(id))
        .filter_map(|&id| Some(linter.binding(linter.body.local(id))?.span))
        .collect();
    let mut never_read = HashSet::new();
    for (&id, declared) in &uses.declared {
        let local = linter.body.local(id);
        if uses.read.contains(&id) || local.name.starts_with('_') || local.name == "self" {
            continue;
        }
        let Some(binding) = linter.binding(local) else {
            continue;
        };
        if read_places.contains(&binding.span) {
            continue;
        }
        never_read.insert(id);
        let name = &local.name;
        let assigned = uses.written.iter().any(|(written, _)| *written == id);
        let it = if assigned {
            let message = format!("variable `{name}` is assigned to, but never used");
            let it = warning("unused_variables", message, binding.span, "");
            with_note(it, Level::Note, format!("consider using `_{name}` instead"))
        } else {
            let it = warning(
                "unused_variables",
                format!("unused variable: `{name}`"),
                binding.span,
                "",
            );
            let help = match is_shorthand(linter, declared.within, binding.span) {
                true => format!("try ignoring the field: `{name}: _`"),
                false => format!("if this is intentional, prefix it with an underscore: `_{name}`"),
            };
            with_note(it, Level::Help, help)
        };
        found.push(it);
    }
    for (local, span) in &uses.written {
        if never_read.contains(local) {
            found.push(super::assignments::in_vain(
                &linter.body.local(*local).name,
                *span,
            ));
        }
    }
    never_read
}

/// `Point { x }`: the name is that of the field, so it cannot just be changed.
fn is_shorthand(linter: &Linter<'_, '_>, within: Option<PatId>, binding: Span) -> bool {
    let Some(around) = within.and_then(|id| linter.body.pat(id).span) else {
        return false;
    };
    let in_braces = linter
        .text(around)
        .find(['{', '(', '['])
        .is_some_and(|at| linter.text(around)[at..].starts_with('{'));
    in_braces && !linter.before(binding).trim_end().ends_with(':')
}

struct Declared {
    /// How many closures are around it.
    depth: u32,
    /// The pattern whose field it binds.
    within: Option<PatId>,
}

struct Uses<'l, 'a, 'db> {
    linter: &'l Linter<'a, 'db>,
    dead: &'l HashSet<ExprId>,
    declared: HashMap<LocalId, Declared>,
    read: HashSet<LocalId>,
    /// Assignments after the first value, with what rustc shows of each.
    written: Vec<(LocalId, Span)>,
    depth: u32,
}

impl Uses<'_, '_, '_> {
    fn declare(&mut self, pat: PatId, within: Option<PatId>) {
        let body = self.linter.body;
        match &body.pat(pat).kind {
            PatKind::Bind { local, .. } => {
                self.declared.entry(*local).or_insert(Declared {
                    depth: self.depth,
                    within,
                });
            }
            PatKind::Value(value) => self.expr(*value),
            PatKind::Range { low, high, .. } => {
                low.iter().chain(high).for_each(|it| self.expr(*it))
            }
            PatKind::Place(place) => self.target(*place, body.expr(*place).span),
            _ => {}
        }
        // Implied dereferences are no patterns of their own.
        let within = if let PatKind::Deref(_) = body.pat(pat).kind {
            within
        } else {
            Some(pat)
        };
        walk::pat_parts(body, pat, &mut |part| {
            if let Part::Pat(part) = part {
                self.declare(part, within);
            }
        });
    }

    fn expr(&mut self, id: ExprId) {
        let body = self.linter.body;
        let dead = self.dead.contains(&id);
        match &body.expr(id).kind {
            ExprKind::Local(local) if !dead => {
                self.read.insert(*local);
            }
            ExprKind::Assign { place, value } | ExprKind::AssignOp { place, value, .. }
                if !dead =>
            {
                self.expr(*value);
                self.target(*place, body.expr(id).span);
            }
            ExprKind::Closure(closure) => {
                self.depth += 1;
                closure
                    .params
                    .iter()
                    .for_each(|param| self.declare(param.pat, None));
                self.expr(closure.body);
                self.depth -= 1;
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    match statement {
                        Statement::Expr(it) => self.expr(*it),
                        Statement::Let {
                            pat,
                            value,
                            otherwise,
                        } => {
                            value.iter().chain(otherwise).for_each(|it| self.expr(*it));
                            self.let_statement(*pat, *value);
                        }
                    }
                }
                block.tail.iter().for_each(|it| self.expr(*it));
            }
            _ => walk::parts(body, id, &mut |part| match part {
                Part::Expr(it) => self.expr(it),
                Part::Pat(it) if dead => self.skip(it),
                Part::Pat(it) => self.declare(it, None),
            }),
        }
    }

    fn let_statement(&mut self, pat: PatId, value: Option<ExprId>) {
        match value {
            Some(value) if self.dead.contains(&value) => self.skip(pat),
            _ => self.declare(pat, None),
        }
    }

    /// Bindings in dead code are not told of.
    fn skip(&mut self, pat: PatId) {
        if let PatKind::Bind { local, .. } = self.linter.body.pat(pat).kind {
            self.read.insert(local);
        }
        walk::pat_parts(self.linter.body, pat, &mut |part| {
            if let Part::Pat(part) = part {
                self.skip(part);
            }
        });
    }

    /// The target of an assignment: a local of this very closure, or its fields, are not read by it.
    fn target(&mut self, place: ExprId, assignment: Option<Span>) {
        let body = self.linter.body;
        let mut root = place;
        let mut drops = false;
        while let ExprKind::Field { base, .. } = body.expr(root).kind {
            root = base;
            // Its `drop` will see the field.
            drops |= match body.expr(root).ty.kind() {
                TyKind::Adt(adt, _) => self.linter.session.adt(*adt).has_drop_impl,
                _ => false,
            };
        }
        let ExprKind::Local(local) = body.expr(root).kind else {
            return self.expr(place);
        };
        let here = self
            .declared
            .get(&local)
            .is_some_and(|it| it.depth == self.depth);
        if drops || !here {
            return self.expr(place);
        }
        // Where the old value is dropped rustc shows the place, else the whole assignment.
        let ty = body.expr(place).ty;
        let whole =
            matches!(ty.kind(), TyKind::Ref(..)) || self.linter.session.is_copy(ty, body.owner);
        let span = if whole {
            assignment
        } else {
            body.expr(place).span
        };
        match span {
            Some(span) => self.written.push((local, span)),
            None => self.expr(place),
        }
    }
}
