//! `unreachable_code`: what follows an expression that never comes to an end.
//!
//! Like rustc this follows types, not control flow: an expression diverges when its type is `!` or a part
//! that always runs diverges, and the first thing behind it is told of, once.

use std::collections::HashSet;

use analysis::{
    Diagnostic, Label,
    thir::{Arm, Block, ExprId, ExprKind, LabelId, PatId, Span, Statement},
};

use super::{
    Linter,
    text::{is_macro_call, leading_path},
    walk::{self, Part},
    warning,
};

const ANY_CODE: &str = "any code following this expression is unreachable";
const ALL_ARMS: &str =
    "any code following this `match` expression is unreachable, as all arms diverge";

/// Ordered as rustc joins them: both parts run, the greater wins; one of them runs, the lesser.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Diverges {
    Maybe,
    /// Where the diverging expression is, by start and end, and what to say of it.
    Always {
        at: (u32, u32),
        why: &'static str,
    },
    /// And it was told.
    Told,
}
use Diverges::{Always, Maybe, Told};

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    Flow::new(linter, Some(found)).expr(linter.body.root);
}

/// Expressions that no run comes to, as far as types tell.
pub fn dead_exprs(linter: &Linter<'_, '_>) -> HashSet<ExprId> {
    let mut flow = Flow::new(linter, None);
    flow.expr(linter.body.root);
    flow.dead
}

struct Flow<'l, 'a, 'db> {
    linter: &'l Linter<'a, 'db>,
    found: Option<&'l mut Vec<Diagnostic>>,
    diverges: Diverges,
    /// Inside of something that is not come to.
    in_dead: bool,
    dead: HashSet<ExprId>,
    /// Loops and blocks that are left by a `break`.
    left: HashSet<LabelId>,
}

impl<'l, 'a, 'db> Flow<'l, 'a, 'db> {
    fn new(linter: &'l Linter<'a, 'db>, found: Option<&'l mut Vec<Diagnostic>>) -> Self {
        Flow {
            linter,
            found,
            diverges: Maybe,
            in_dead: false,
            dead: HashSet::new(),
            left: HashSet::new(),
        }
    }

    /// Tells of code behind a diverging expression. `None`: code that is not the visitor's, or has no
    /// place to show; it takes the warning's turn in silence.
    fn warn(&mut self, span: Option<Span>, kind: &str) {
        let Always {
            at: (start, end),
            why,
        } = self.diverges
        else {
            return;
        };
        self.diverges = Told;
        let (Some(span), Some(found)) = (span, self.found.as_deref_mut()) else {
            return;
        };
        // What a macro made around its argument is not the visitor's.
        let around =
            span.start <= start && end <= span.end && is_macro_call(self.linter.text(span));
        if around || (span.start, span.end) == (start, end) {
            return;
        }
        let text = format!("unreachable {kind}");
        let mut it = warning("unreachable_code", text.clone(), span, &text);
        it.labels.push(Label {
            range: Span { start, end, ..span },
            text: why.to_owned(),
            primary: false,
        });
        found.push(it);
    }

    /// Goes on behind something; gives what to restore after that.
    fn enter(&mut self, behind: Diverges) -> bool {
        let outer = self.in_dead;
        self.in_dead |= behind != Maybe;
        outer
    }

    fn expr(&mut self, id: ExprId) {
        let body = self.linter.body;
        let expr = body.expr(id);
        // Implied steps are no expressions of their own.
        if let ExprKind::NeverToAny(of) | ExprKind::Unsize(of) | ExprKind::Reify(of) = expr.kind {
            return self.expr(of);
        }
        if let ExprKind::Borrow { place: of, .. } | ExprKind::Deref(of) = expr.kind
            && body.expr(of).span == expr.span
        {
            return self.expr(of);
        }
        let dead = self.enter(self.diverges);
        if self.in_dead {
            self.dead.insert(id);
        }
        self.warn(self.linter.written(id), "expression");
        let outer = std::mem::replace(&mut self.diverges, Maybe);
        self.kind(id);
        match &expr.kind {
            ExprKind::Block(_)
            | ExprKind::If { .. }
            | ExprKind::Let { .. }
            | ExprKind::Loop { .. }
            | ExprKind::Match { .. } => {}
            ExprKind::Call { .. } | ExprKind::CallPtr { .. } | ExprKind::Adt { .. } => {
                self.warn_call(id)
            }
            _ => self.warn(self.linter.written(id), "expression"),
        }
        // Behind a `?` rustc falls back to `!` when it has looked at all of the body, and tells nothing.
        if expr.ty.is_never()
            && let Some(span) = expr.span
            && !self.linter.text(span).ends_with('?')
        {
            self.diverges = self.diverges.max(Always {
                at: (span.start, span.end),
                why: ANY_CODE,
            });
        }
        self.diverges = self.diverges.max(outer);
        self.in_dead = dead;
    }

    /// A call is not come to when an argument diverges; rustc shows the name of what is called.
    fn warn_call(&mut self, id: ExprId) {
        let span = self.linter.written(id).and_then(|span| {
            let text = self.linter.text(span);
            let path = leading_path(text);
            let end = span.start + path.len() as u32;
            (!path.is_empty() && text[path.len()..].starts_with('('))
                .then_some(Span { end, ..span })
        });
        match span {
            Some(span) => self.warn(Some(span), "call"),
            None if matches!(self.linter.body.expr(id).kind, ExprKind::Adt { .. }) => {
                self.warn(self.linter.written(id), "expression");
            }
            None => self.warn(None, "call"),
        }
    }

    fn kind(&mut self, id: ExprId) {
        let body = self.linter.body;
        match &body.expr(id).kind {
            ExprKind::Block(block) => self.block(block),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.expr(*condition);
                let condition = std::mem::replace(&mut self.diverges, Maybe);
                let dead = self.enter(condition);
                self.expr(*then);
                let then = std::mem::replace(&mut self.diverges, Maybe);
                otherwise.iter().for_each(|it| self.expr(*it));
                self.diverges = condition.max(then.min(self.diverges));
                self.in_dead = dead;
            }
            ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                self.expr(*left);
                let left = self.diverges;
                self.expr(*right);
                self.diverges = left;
            }
            ExprKind::Match { scrutinee, arms } => self.match_arms(id, *scrutinee, arms),
            ExprKind::Loop {
                body: inside,
                label,
            } => {
                self.expr(*inside);
                let span = body.expr(id).span;
                match (self.left.contains(label), span) {
                    (false, Some(span)) => {
                        self.diverges = self.diverges.max(Always {
                            at: (span.start, span.end),
                            why: ANY_CODE,
                        });
                    }
                    // No way to know what diverged: perhaps just the `break`.
                    _ => self.diverges = Maybe,
                }
            }
            ExprKind::Break { label, value } => {
                self.left.insert(*label);
                value.iter().for_each(|it| self.expr(*it));
            }
            ExprKind::Closure(closure) => {
                let outer = std::mem::replace(&mut self.diverges, Maybe);
                self.expr(closure.body);
                self.diverges = outer;
            }
            _ => walk::parts(body, id, &mut |part| self.part(part)),
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Expr(id) => self.expr(id),
            Part::Pat(id) => walk::pat_parts(self.linter.body, id, &mut |part| self.part(part)),
        }
    }

    fn block(&mut self, block: &Block) {
        let before = self.diverges;
        for statement in &block.statements {
            let dead = self.enter(self.diverges);
            match statement {
                Statement::Expr(id) => {
                    // A macro's statement shows as its call.
                    let span = self
                        .linter
                        .body
                        .expr(*id)
                        .span
                        .and_then(|span| self.linter.statement(span));
                    let span = span.map(|span| self.linter.with_semicolon(span));
                    let own = span.filter(|span| !self.linter.text(*span).starts_with('#'));
                    self.warn(own, "statement");
                    let outer = std::mem::replace(&mut self.diverges, Maybe);
                    self.expr(*id);
                    self.diverges = self.diverges.max(outer);
                }
                Statement::Let {
                    pat,
                    value,
                    otherwise,
                } => {
                    if self.diverges != Maybe {
                        self.warn(self.let_span(*pat, *value, *otherwise), "statement");
                    }
                    let outer = std::mem::replace(&mut self.diverges, Maybe);
                    value.iter().for_each(|it| self.expr(*it));
                    let bound = self.diverges;
                    otherwise.iter().for_each(|it| self.expr(*it));
                    self.diverges = bound.max(outer);
                }
            }
            self.in_dead = dead;
        }
        block.tail.iter().for_each(|it| self.expr(*it));
        if block.label.is_some_and(|label| self.left.contains(&label)) {
            self.diverges = before;
        }
    }

    /// From `let` to `;`.
    fn let_span(
        &self,
        pat: PatId,
        value: Option<ExprId>,
        otherwise: Option<ExprId>,
    ) -> Option<Span> {
        let linter = self.linter;
        let pat = linter.body.pat(pat).span?;
        if is_macro_call(linter.text(pat)) {
            return None;
        }
        let before = linter.before(pat).trim_end();
        let keyword = before.strip_suffix("mut").map_or(before, str::trim_end);
        let start = keyword.strip_suffix("let")?.len() as u32;
        let last = otherwise
            .or(value)
            .and_then(|it| linter.body.expr(it).span)
            .unwrap_or(pat);
        let rest = linter.after(last);
        let end = last.end + rest.find(';').map_or(0, |at| at as u32 + 1);
        Some(Span { start, end, ..pat })
    }

    fn match_arms(&mut self, id: ExprId, scrutinee: ExprId, arms: &[Arm]) {
        self.expr(scrutinee);
        let span = self.linter.body.expr(id).span;
        let always = |why| {
            span.map_or(Told, |span| Always {
                at: (span.start, span.end),
                why,
            })
        };
        if arms.is_empty() {
            self.diverges = self.diverges.max(always(ANY_CODE));
            return;
        }
        if self.diverges != Maybe {
            let first = arms.first().and_then(|arm| self.linter.written(arm.body));
            self.warn(first, "arm");
        }
        let scrutinee = std::mem::replace(&mut self.diverges, Maybe);
        let dead = self.enter(scrutinee);
        let mut all = Told;
        if span.is_some_and(|span| self.linter.text(span).ends_with('?')) {
            all = Maybe;
        }
        for arm in arms {
            self.part(Part::Pat(arm.pat));
            self.diverges = Maybe;
            arm.guard.iter().for_each(|it| self.expr(*it));
            self.diverges = Maybe;
            self.expr(arm.body);
            all = all.min(self.diverges);
        }
        let written = span.is_some_and(|span| leading_path(self.linter.text(span)) == "match");
        if matches!(all, Always { .. }) && written {
            all = always(ALL_ARMS);
        }
        self.diverges = scrutinee.max(all);
        self.in_dead = dead;
    }
}
