//! `dead_code`: functions that nothing calls.
//!
//! Only free functions: what impls, types and traits need it takes more than bodies to know. Methods,
//! consts and statics all count as used, and so does what they use.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use analysis::{
    Container, Diagnostic, Session,
    thir::{Body, ExprKind, Owner, Span},
    ty::FnId,
};

use super::{finish, walk, warning};

/// `bodies` are all of the visitor's own.
pub fn dead_code(session: &Session<'_>, bodies: &[Rc<Body>]) -> Vec<Diagnostic> {
    let Some(main) = session.main() else {
        return Vec::new();
    };
    let free = |owner: Owner| match owner {
        Owner::Fn(id) if id != main && matches!(session.fn_sig(id).container, Container::None) => {
            Some(id)
        }
        _ => None,
    };
    let by_fn: HashMap<FnId, &Rc<Body>> = bodies
        .iter()
        .filter_map(|body| free(body.owner).map(|id| (id, body)))
        .collect();
    let mut used = HashSet::new();
    let mut work: Vec<&Rc<Body>> = bodies
        .iter()
        .filter(|body| free(body.owner).is_none())
        .collect();
    while let Some(body) = work.pop() {
        names(body, &mut |id| {
            if let Some(next) = by_fn.get(&id)
                && used.insert(id)
            {
                work.push(next);
            }
        });
    }
    let unused = by_fn.keys().filter(|id| !used.contains(id));
    finish(
        session,
        unused.filter_map(|&id| tell(session, id)).collect(),
    )
}

/// Visits the functions that a body calls or has as values.
fn names(body: &Body, visit: &mut dyn FnMut(FnId)) {
    for expr in &body.exprs {
        walk::fns_in(expr.ty, visit);
        if let ExprKind::Call { func, args, .. } = &expr.kind {
            visit(*func);
            for arg in args.iter() {
                if let analysis::ty::Arg::Ty(ty) = arg {
                    walk::fns_in(*ty, visit);
                }
            }
        }
    }
}

fn tell(session: &Session<'_>, id: FnId) -> Option<Diagnostic> {
    let signature = session.fn_sig(id);
    let name = signature.name.as_str();
    let span = signature.span.filter(|_| !name.starts_with('_'))?;
    let text = session.text(span.file);
    // The span may be that of the name or of the whole item.
    let item = text.get(span.start as usize..)?;
    let at = if item.starts_with(name) {
        0
    } else {
        item.find(&format!("fn {name}"))? + 3
    };
    let start = span.start + at as u32;
    // A `const fn` may be used in types, which bodies do not show.
    let line = text.get(..start as usize)?.rsplit('\n').next()?;
    if line.contains("const ") || line.contains("extern ") || !line.trim_end().ends_with("fn") {
        return None;
    }
    let span = Span {
        start,
        end: start + name.len() as u32,
        ..span
    };
    Some(warning(
        "dead_code",
        format!("function `{name}` is never used"),
        span,
        "",
    ))
}
