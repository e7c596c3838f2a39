//! `unused_assignments`: values that are overwritten or forgotten before anything reads them.
//!
//! A backward dataflow on MIR over variables of scalar type. A borrow counts as a read where it is taken:
//! while it lives nothing else may assign, so what is assigned later it cannot see.

use std::collections::{HashMap, HashSet};

use analysis::{
    Diagnostic, Level,
    thir::{self, ExprKind, LocalId, Span},
};

use super::{Linter, walk, warning, with_note};
use crate::{check::moves::successors, mir::*};

/// `never_read` are told of elsewhere.
pub fn check(
    linter: &Linter<'_, '_>,
    mir: &Mir,
    never_read: &HashSet<LocalId>,
    found: &mut Vec<Diagnostic>,
) {
    let known: HashSet<Span> = never_read
        .iter()
        .filter_map(|&local| linter.body.local(local).span)
        .collect();
    let sites = sites(linter);
    each_mir(mir, &mut |mir| {
        Liveness::new(mir, &known).check(&sites, found)
    });
}

pub fn in_vain(name: &str, span: Span) -> Diagnostic {
    let it = warning(
        "unused_assignments",
        format!("value assigned to `{name}` is never read"),
        span,
        "",
    );
    with_note(
        it,
        Level::Help,
        "maybe it is overwritten before being read?".to_owned(),
    )
}

fn each_mir(mir: &Mir, visit: &mut dyn FnMut(&Mir)) {
    visit(mir);
    mir.nested.iter().for_each(|it| each_mir(it, visit));
}

/// The assignments that the visitor wrote, and the plain first values.
fn sites(linter: &Linter<'_, '_>) -> HashSet<Span> {
    let mut sites = HashSet::new();
    let body = linter.body;
    walk::each_expr(body, body.root, &mut |id| match &body.expr(id).kind {
        ExprKind::Assign { .. } | ExprKind::AssignOp { .. } => sites.extend(linter.written(id)),
        ExprKind::Block(block) => {
            for statement in &block.statements {
                if let thir::Statement::Let {
                    value: Some(value), ..
                } = statement
                {
                    let branches = matches!(
                        body.expr(*value).kind,
                        ExprKind::If { .. }
                            | ExprKind::Match { .. }
                            | ExprKind::Block(_)
                            | ExprKind::Loop { .. }
                    );
                    sites.extend(linter.written(*value).filter(|_| !branches));
                }
            }
        }
        _ => {}
    });
    sites
}

struct Liveness<'m> {
    mir: &'m Mir,
    /// The variables looked at.
    watched: HashSet<Local>,
}

impl Liveness<'_> {
    fn new<'m>(mir: &'m Mir, known: &HashSet<Span>) -> Liveness<'m> {
        let mut watched = HashSet::new();
        for (index, decl) in mir.locals.iter().enumerate() {
            let local = Local(index as u32);
            let captured = local.0 <= mir.params && mir.kind != BodyKind::Fn;
            let named = decl
                .name
                .as_ref()
                .is_some_and(|name| !name.starts_with('_'));
            if named
                && !captured
                && decl.ty.is_scalar()
                && decl.span.is_some_and(|span| !known.contains(&span))
            {
                watched.insert(local);
            }
        }
        // A raw pointer can read at any time.
        for statement in mir.blocks.iter().flat_map(|block| &block.statements) {
            if let StatementKind::Assign(_, Rvalue::RawPtr(_, place)) = &statement.kind {
                watched.remove(&place.local);
            }
        }
        Liveness { mir, watched }
    }

    fn check(&self, sites: &HashSet<Span>, found: &mut Vec<Diagnostic>) {
        if self.watched.is_empty() {
            return;
        }
        let reached = self.reached();
        let mut at_start: HashMap<u32, HashSet<Local>> = HashMap::new();
        let mut changed = true;
        while changed {
            changed = false;
            for &block in reached.iter().rev() {
                let live = self.backwards(block, &at_start, &mut |_, _, _| {});
                if at_start.get(&block.0) != Some(&live) {
                    at_start.insert(block.0, live);
                    changed = true;
                }
            }
        }
        // A statement of the text that is several in MIR is in vain only if all of them are.
        let (mut in_vain, mut needed) = (Vec::new(), HashSet::new());
        for &block in &reached {
            self.backwards(block, &at_start, &mut |local, span, live| match live {
                true => {
                    needed.insert((local, span));
                }
                false => in_vain.push((local, span)),
            });
        }
        for (local, span) in in_vain {
            let (Some(at), Some(name)) = (span, &self.mir.local(local).name) else {
                continue;
            };
            if sites.contains(&at) && !needed.contains(&(local, span)) {
                found.push(self::in_vain(name, at));
            }
        }
    }

    fn reached(&self) -> Vec<BlockId> {
        let mut seen = HashSet::from([START]);
        let mut order = vec![START];
        let mut next = 0;
        while let Some(&block) = order.get(next) {
            next += 1;
            for to in successors(&self.mir.block(block).terminator) {
                if seen.insert(to) {
                    order.push(to);
                }
            }
        }
        order
    }

    /// From the end of a block to its start; `assigned` hears of every write and whether it is read later.
    fn backwards(
        &self,
        block: BlockId,
        at_start: &HashMap<u32, HashSet<Local>>,
        assigned: &mut dyn FnMut(Local, Option<Span>, bool),
    ) -> HashSet<Local> {
        let block = self.mir.block(block);
        let mut live: HashSet<Local> = HashSet::new();
        for next in successors(&block.terminator) {
            live.extend(at_start.get(&next.0).into_iter().flatten());
        }
        match &block.terminator {
            Terminator::If {
                condition: value, ..
            }
            | Terminator::Switch { value, .. } => self.operand(value, &mut live),
            _ => {}
        }
        for statement in block.statements.iter().rev() {
            let dst = match &statement.kind {
                StatementKind::Assign(dst, _) | StatementKind::Call { dst, .. } => Some(dst),
                _ => None,
            };
            let mut in_vain = false;
            match dst {
                Some(dst) if dst.is_local() && self.watched.contains(&dst.local) => {
                    in_vain = !live.remove(&dst.local);
                    assigned(dst.local, statement.span, !in_vain);
                }
                Some(dst) => self.place(dst, &mut live),
                None => {}
            }
            match &statement.kind {
                // `x += 1` reads `x` only for itself.
                StatementKind::Assign(dst, Rvalue::Binary(_, _, Operand::Copy(left), right, _))
                    if in_vain && left == dst =>
                {
                    self.operand(right, &mut live);
                }
                StatementKind::Assign(_, value) => self.rvalue(value, &mut live),
                StatementKind::Call { callee, args, .. } => {
                    args.iter().for_each(|it| self.operand(it, &mut live));
                    if let Callee::Ptr(callee) = callee {
                        self.operand(callee, &mut live);
                    }
                }
                StatementKind::CheckBounds { base, index } => {
                    self.place(base, &mut live);
                    self.read(*index, &mut live);
                }
                StatementKind::Mention { place, .. } => self.place(place, &mut live),
                StatementKind::Drop(_)
                | StatementKind::StorageLive(_)
                | StatementKind::StorageDead(_) => {}
            }
        }
        live
    }

    fn rvalue(&self, value: &Rvalue, live: &mut HashSet<Local>) {
        match value {
            Rvalue::Use(it)
            | Rvalue::Unary(_, _, it)
            | Rvalue::Cast(it, ..)
            | Rvalue::Unsize(it, ..)
            | Rvalue::Repeat(it, ..) => self.operand(it, live),
            Rvalue::Binary(_, _, left, right, _) => {
                self.operand(left, live);
                self.operand(right, live);
            }
            Rvalue::Ref(_, place)
            | Rvalue::RawPtr(_, place)
            | Rvalue::Len(place)
            | Rvalue::Discriminant(place) => {
                self.place(place, live);
            }
            Rvalue::Aggregate(_, of) => of.iter().for_each(|it| self.operand(it, live)),
            Rvalue::Reify(..) => {}
        }
    }

    fn operand(&self, operand: &Operand, live: &mut HashSet<Local>) {
        if let Operand::Copy(place) | Operand::Move(place) = operand {
            self.place(place, live);
        }
    }

    fn place(&self, place: &Place, live: &mut HashSet<Local>) {
        self.read(place.local, live);
        for projection in &place.path {
            if let Projection::Index(index) = projection {
                self.read(*index, live);
            }
        }
    }

    fn read(&self, local: Local, live: &mut HashSet<Local>) {
        if self.watched.contains(&local) {
            live.insert(local);
        }
    }
}
