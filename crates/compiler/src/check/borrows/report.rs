//! What is wrong, in rustc's words.

use analysis::{
    Container, Diagnostic,
    regions::Region,
    thir::{Owner, Span},
    ty::{Mutability, Ty, TyKind},
};

use super::{
    super::{error, with_label},
    Body,
    conflicts::{Access, Checker, Conflict},
    loans::Loan,
    regions::{Category, Constraint, STATIC, Vid},
    universal::Kind,
};
use crate::mir::*;

/// Why a loan is still needed where the conflict is.
enum Reason {
    /// A lifetime that the caller chose asks for it.
    MustOutlive {
        universal: Vid,
        category: Category,
        span: Option<Span>,
    },
    /// It is used at or after the point.
    Used {
        span: Option<Span>,
        dropped: bool,
        in_loop: bool,
    },
}

pub fn conflict(checker: &mut Checker<'_, '_, '_>, it: &Conflict<'_>) {
    let body = checker.body;
    let found = match it.access {
        Access::Drop | Access::StorageDead => outlived(body, it),
        _ => accessed(body, it),
    };
    checker.found.extend(found);
}

/// A place is used in a way that a loan forbids.
fn accessed(body: &Body<'_, '_>, it: &Conflict<'_>) -> Option<Diagnostic> {
    let span = it.span?;
    let loan = it.loan;
    let place = describe(body, it.place);
    let lent = describe(body, &loan.place);
    let mutable = loan.mutability == Mutability::Mut;
    let mut found = match it.access {
        Access::Share | Access::Borrow | Access::Reserve | Access::Activate => {
            let wants = it.access != Access::Share;
            match (wants, mutable) {
                (true, true) => {
                    let again = it.loan.span == Some(span);
                    let found = error(
                        "E0499",
                        format!("cannot borrow {place} as mutable more than once at a time"),
                        span,
                        match again {
                            true => "mutable borrow starts here in previous iteration of loop",
                            false => "second mutable borrow occurs here",
                        },
                    );
                    match again {
                        true => return Some(found),
                        false => {
                            with_label(found, loan.span, "first mutable borrow occurs here".into())
                        }
                    }
                }
                (true, false) => with_label(
                    error(
                        "E0502",
                        format!(
                            "cannot borrow {place} as mutable because it is also borrowed as immutable"
                        ),
                        span,
                        "mutable borrow occurs here",
                    ),
                    loan.span,
                    "immutable borrow occurs here".into(),
                ),
                (false, _) => with_label(
                    error(
                        "E0502",
                        format!(
                            "cannot borrow {place} as immutable because it is also borrowed as mutable"
                        ),
                        span,
                        "immutable borrow occurs here",
                    ),
                    loan.span,
                    "mutable borrow occurs here".into(),
                ),
            }
        }
        Access::Move => with_label(
            error(
                "E0505",
                format!("cannot move out of {place} because it is borrowed"),
                span,
                &format!("move out of {place} occurs here"),
            ),
            loan.span,
            format!("borrow of {lent} occurs here"),
        ),
        Access::Assign => with_label(
            error(
                "E0506",
                format!("cannot assign to {place} because it is borrowed"),
                span,
                &format!("{place} is assigned to here but it was already borrowed"),
            ),
            loan.span,
            format!("{lent} is borrowed here"),
        ),
        _ => with_label(
            error(
                "E0503",
                format!("cannot use {place} because it was mutably borrowed"),
                span,
                &format!("use of borrowed {lent}"),
            ),
            loan.span,
            format!("{lent} is borrowed here"),
        ),
    };
    let which = match (it.access, mutable) {
        (Access::Share, _) => "mutable ",
        (Access::Borrow | Access::Reserve | Access::Activate, true) => "first ",
        (Access::Borrow | Access::Reserve | Access::Activate, false) => "immutable ",
        _ => "",
    };
    if let Reason::Used {
        span,
        dropped: false,
        in_loop,
        ..
    } = reason(body, loan, it.point)
    {
        let text = match in_loop {
            true => format!("{which}borrow later used here, in later iteration of loop"),
            false => format!("{which}borrow later used here"),
        };
        found = with_label(found, span, text.trim_start().to_owned());
    }
    Some(found)
}

/// A place ends while it is lent.
fn outlived(body: &Body<'_, '_>, it: &Conflict<'_>) -> Option<Diagnostic> {
    let mir = body.places.mir;
    let loan = it.loan;
    let span = loan.span?;
    let root = mir.local(loan.place.local);
    let reason = reason(body, loan, it.point);
    let Some(name) = root.name.as_ref().filter(|name| !name.is_empty()) else {
        return Some(temporary(span, &reason));
    };
    // A place behind a reference outlives its local; what ends is a value with a destructor.
    if it.access == Access::Drop && through_reference(body, &loan.place) {
        let place = describe(body, &loan.place);
        return Some(error(
            "E0713",
            "borrow may still be in use when destructor runs".to_owned(),
            span,
            &format!("{place} is borrowed here"),
        ));
    }
    if let Reason::MustOutlive {
        category, span: at, ..
    } = reason
    {
        if let Some(closure) = capturing(body, loan)
            && matches!(
                category,
                Category::Return | Category::Opaque | Category::CallArgument
            )
        {
            return Some(escaping_closure(body, closure, span, name));
        }
        if category == Category::Return
            && let Some(at) = at
        {
            return Some(returned(body, loan, at, span, name));
        }
    }
    let found = error(
        "E0597",
        format!("{} does not live long enough", describe(body, &loan.place)),
        span,
        "borrowed value does not live long enough",
    );
    let found = with_label(found, root.span, format!("binding `{name}` declared here"));
    Some(match reason {
        Reason::Used {
            span: Some(used),
            dropped: false,
            ..
        } => with_label(found, Some(used), "borrow later used here".to_owned()),
        Reason::MustOutlive {
            universal: STATIC,
            category: Category::CallArgument,
            span: at,
        } => with_label(
            found,
            at,
            format!("argument requires that `{name}` is borrowed for `'static`"),
        ),
        _ => found,
    })
}

fn temporary(span: Span, reason: &Reason) -> Diagnostic {
    if let Reason::MustOutlive {
        category: Category::Return,
        span: Some(at),
        ..
    } = reason
    {
        let direct = *at == span;
        let (what, label) = match direct {
            true => ("reference to", "returns a reference to"),
            false => ("value referencing", "returns a value referencing"),
        };
        let found = error(
            "E0515",
            format!("cannot return {what} temporary value"),
            *at,
            &format!("{label} data owned by the current function"),
        );
        return match direct {
            true => found,
            false => with_label(found, Some(span), "temporary value created here".to_owned()),
        };
    }
    let found = error(
        "E0716",
        "temporary value dropped while borrowed".to_owned(),
        span,
        "creates a temporary value which is freed while still in use",
    );
    match reason {
        Reason::Used {
            span: Some(used),
            dropped: false,
            ..
        } => with_label(found, Some(*used), "borrow later used here".to_owned()),
        _ => found,
    }
}

fn returned(body: &Body<'_, '_>, loan: &Loan, at: Span, span: Span, name: &str) -> Diagnostic {
    let mir = body.places.mir;
    let local = loan.place.local;
    let what = match mir.kind {
        BodyKind::Fn if local.0 <= mir.params => "function parameter",
        _ => "local variable",
    };
    let direct = at == span;
    let (verb, label) = match direct {
        true => ("reference to", "returns a reference to"),
        false => ("value referencing", "returns a value referencing"),
    };
    let found = error(
        "E0515",
        format!("cannot return {verb} {what} `{name}`"),
        at,
        &format!("{label} data owned by the current function"),
    );
    match direct {
        true => found,
        false => with_label(found, Some(span), format!("`{name}` is borrowed here")),
    }
}

/// The closure or async block that a loan was made for.
fn capturing(body: &Body<'_, '_>, loan: &Loan) -> Option<(Span, &'static str)> {
    let mir = body.places.mir;
    if mir.local(loan.into).name.is_some() {
        return None;
    }
    for block in &mir.blocks {
        for statement in &block.statements {
            let StatementKind::Assign(_, Rvalue::Aggregate(Aggregate::Closure(ty), operands)) =
                &statement.kind
            else {
                continue;
            };
            let holds = operands.iter().any(|operand| {
                matches!(operand, Operand::Copy(place) | Operand::Move(place)
                    if place.is_local() && place.local == loan.into)
            });
            if holds {
                let what = match ty.kind() {
                    TyKind::Coroutine(..) => "async block",
                    _ => "closure",
                };
                return Some((statement.span?, what));
            }
        }
    }
    None
}

fn escaping_closure(
    body: &Body<'_, '_>,
    (at, what): (Span, &str),
    borrowed: Span,
    name: &str,
) -> Diagnostic {
    let inside = match body.places.mir.kind {
        BodyKind::Closure(_) => "closure",
        _ => "function",
    };
    let found = error(
        "E0373",
        format!(
            "{what} may outlive the current {inside}, but it borrows `{name}`, which is owned by the current {inside}"
        ),
        at,
        &format!("may outlive borrowed value `{name}`"),
    );
    match borrowed == at {
        true => found,
        false => with_label(found, Some(borrowed), format!("`{name}` is borrowed here")),
    }
}

fn through_reference(body: &Body<'_, '_>, place: &Place) -> bool {
    body.places.steps(place).iter().any(|(ty, projection)| {
        **projection == Projection::Deref && matches!(ty.kind(), TyKind::Ref(..))
    })
}

fn reason(body: &Body<'_, '_>, loan: &Loan, point: usize) -> Reason {
    let universal = &body.typing.universal;
    let path = body
        .solved
        .path(loan.region, &|region| universal.is(region));
    if let Some(path) = path
        && let Some(last) = path.last()
    {
        let blame = blame(&path);
        return Reason::MustOutlive {
            universal: last.sub,
            category: blame.category,
            span: blame.span,
        };
    }
    later_use(body, loan, point)
}

/// The constraint that a person would call the cause.
pub fn blame(path: &[Constraint]) -> Constraint {
    let rank = |it: &Constraint| match it.category {
        Category::Opaque => 0,
        Category::Return => 1,
        Category::CallArgument => 2,
        Category::Assignment => 3,
        Category::ClosureUpvar => 4,
        Category::Other => 5,
    };
    let mut best = path[0];
    for it in path.iter().rev() {
        if rank(it) < rank(&best) {
            best = *it;
        }
    }
    best
}

/// The next use, from the point on, of a local that holds the loan.
fn later_use(body: &Body<'_, '_>, loan: &Loan, point: usize) -> Reason {
    let mir = body.places.mir;
    let holds = |local: Local| {
        let mut found = false;
        body.typing.locals[local.0 as usize].each_region(&mut |region| {
            if let Some(vid) = super::relate::vid(region) {
                found |=
                    vid == loan.region || body.solved.path(loan.region, &|it| it == vid).is_some();
            }
        });
        found
    };
    let mut known: Vec<Option<bool>> = vec![None; mir.locals.len()];
    let mut seen = vec![false; body.points.len()];
    let mut work = std::collections::VecDeque::from([point]);
    let mut first = true;
    while let Some(at) = work.pop_front() {
        if !first && std::mem::replace(&mut seen[at], true) {
            continue;
        }
        if let Some(statement) = body.points.statement(mir, at)
            && (!first)
        {
            let mut used: Vec<(Local, bool)> = Vec::new();
            super::liveness::each_operand(&statement.kind, &mut |operand| {
                if let Operand::Copy(place) | Operand::Move(place) = operand {
                    used.push((place.local, false));
                }
            });
            match &statement.kind {
                StatementKind::Assign(
                    _,
                    Rvalue::Ref(_, place)
                    | Rvalue::RawPtr(_, place)
                    | Rvalue::Len(place)
                    | Rvalue::Discriminant(place),
                ) => used.push((place.local, false)),
                StatementKind::Drop(place) => used.push((place.local, true)),
                _ => {}
            }
            for (local, dropped) in used {
                let holds = *known[local.0 as usize].get_or_insert_with(|| holds(local));
                if holds && body.solved.holds(loan.region, at) {
                    return Reason::Used {
                        span: statement.span,
                        dropped,
                        in_loop: seen[point] || at == point,
                    };
                }
            }
        }
        first = false;
        work.extend(body.points.successors(at));
    }
    Reason::Used {
        span: None,
        dropped: true,
        in_loop: false,
    }
}

fn describe(body: &Body<'_, '_>, place: &Place) -> String {
    match body.places.describe(place) {
        Some(name) if !name.is_empty() => format!("`{name}`"),
        _ => captured(body, place).map_or("value".to_owned(), |name| format!("`{name}`")),
    }
}

/// In a closure a captured variable is a field of its environment.
fn captured(body: &Body<'_, '_>, place: &Place) -> Option<String> {
    let BodyKind::Closure(id) = body.places.mir.kind else {
        return None;
    };
    if place.local != Local(1) {
        return None;
    }
    let field = place.path.iter().find_map(|step| match step {
        Projection::Field { field, .. } => Some(*field),
        _ => None,
    })?;
    body.places.session.capture_name(id, field as usize)
}

/// A lifetime must outlive another, and nothing says that it does.
pub fn lifetime(body: &Body<'_, '_>, longer: Vid, shorter: Vid, found: &mut Vec<Diagnostic>) {
    let Some(path) = body.solved.path(longer, &|region| region == shorter) else {
        return;
    };
    if path.is_empty() {
        return;
    }
    let blame = blame(&path);
    let Some(span) = blame.span else { return };
    if shorter == STATIC
        && blame.category == Category::CallArgument
        && matches!(body.typing.universal.kinds[longer as usize], Kind::Bound(_))
    {
        let inside = match (body.places.mir.kind, body.places.mir.owner) {
            (BodyKind::Fn | BodyKind::Coroutine(_), Owner::Fn(id)) => {
                match body.places.session.fn_sig(id).container {
                    Container::None => "function",
                    _ => "method",
                }
            }
            _ => "closure",
        };
        found.push(error(
            "E0521",
            format!("borrowed data escapes outside of {inside}"),
            span,
            "argument requires that the borrow lives for `'static`",
        ));
        return;
    }
    let names = explicit_name_needed(body, longer, shorter)
        .or_else(|| explicit_name_needed(body, shorter, longer));
    if let Some(name) = names {
        found.push(error(
            "E0621",
            format!("explicit lifetime required in the type of `{name}`"),
            span,
            "lifetime required",
        ));
        return;
    }
    let mut it = error(
        "",
        "lifetime may not live long enough".to_owned(),
        span,
        "this requires that one lifetime outlives another",
    );
    it.code = None;
    found.push(it);
}

/// A closure's argument is kept, in what the closure returns or outside of it.
pub fn escapes(outside: bool, span: Span) -> Diagnostic {
    if outside {
        return error(
            "E0521",
            "borrowed data escapes outside of closure".to_owned(),
            span,
            "a reference that is only valid in the closure body escapes here",
        );
    }
    let mut it = error(
        "",
        "lifetime may not live long enough".to_owned(),
        span,
        "returning this value requires that the argument's lifetime outlives the returned one",
    );
    it.code = None;
    it
}

/// E0309, E0310: a type parameter may hold references that are too short.
pub fn generic_may_not_live(
    body: &Body<'_, '_>,
    ty: Ty,
    region: Vid,
    span: Span,
    found: &mut Vec<Diagnostic>,
) {
    let session = body.places.session;
    let owner = body.places.mir.owner;
    let (kind, name) = match ty.kind() {
        TyKind::Param(index) => ("parameter", session.param_name(owner, *index)),
        _ => ("associated", Some(session.param_text(owner, ty))),
    };
    let name = name.unwrap_or_else(|| "T".to_owned());
    let code = match region {
        STATIC => "E0310",
        _ => "E0309",
    };
    found.push(error(
        code,
        format!("the {kind} type `{name}` may not live long enough"),
        span,
        &format!("the {kind} type `{name}` must be valid for the static lifetime..."),
    ));
}

/// The parameter in whose type `anonymous` is written without a name, if naming it as `named` would help.
fn explicit_name_needed(body: &Body<'_, '_>, anonymous: Vid, named: Vid) -> Option<String> {
    let mir = body.places.mir;
    let Owner::Fn(id) = mir.owner else {
        return None;
    };
    let sig = body.places.session.region_sig(id);
    let first_anonymous = sig.bound - sig.anonymous;
    let kind = |region: Vid| body.typing.universal.kinds[region as usize];
    let is_anonymous =
        |region: Vid| matches!(kind(region), Kind::Bound(index) if index >= first_anonymous);
    if !is_anonymous(anonymous) || is_anonymous(named) || kind(named) == Kind::Static {
        return None;
    }
    // The body of an async fn has a value of another type; the parameters are captured.
    let result = match mir.kind {
        BodyKind::Coroutine(_) => mir.params as usize + 1,
        _ => 0,
    };
    let mentions = |local: usize| {
        let mut found = false;
        let ty = body.typing.locals.get(local);
        ty.iter()
            .for_each(|ty| ty.each_region(&mut |it| found |= it == Region::Var(anonymous)));
        found
    };
    if mentions(result) || body.places.session.is_trait_impl(id) {
        return None;
    }
    let param = (1..=mir.params as usize).find(|&local| mentions(local))?;
    let name = mir.locals[param].name.clone()?;
    (name != "self").then_some(name)
}
