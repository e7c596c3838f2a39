//! Recursion of an async fn behind a box.
//!
//! In `Box::pin(walk(node)).await` the future that `walk` returns is moved into the box at once, but for that
//! moment it is a local of `walk`'s own body, whose frame is that future: it would have to hold itself. So
//! the statements from where such a local is made to where it is moved away become a function of their own,
//! with a frame on the stack. If that is not possible, the future really holds itself (E0733).

use std::collections::HashMap;

use analysis::ty::Ty;

use super::Error;
use crate::mir::{
    Block, BodyKind, Callee, Local, LocalDecl, Mir, Operand, Place, RETURN, Rvalue, Statement,
    StatementKind, Terminator,
};

/// A body without its recursive locals.
pub struct Outlined {
    pub mir: Mir,
    /// The functions made, and by (block, statement) which call is one of them; its callee is not to be looked at.
    pub functions: Vec<Mir>,
    pub calls: HashMap<(usize, usize), u32>,
}

/// Takes the locals that `recursive` marks out of a body; `place_ty` tells concrete types. `None` if it cannot be done.
pub fn outline(
    mir: &Mir,
    recursive: &[bool],
    place_ty: &dyn Fn(&Operand) -> Result<Ty, Error>,
    types: &[Ty],
) -> Result<Option<Outlined>, Error> {
    let mut out = Outlined {
        mir: mir.clone(),
        functions: Vec::new(),
        calls: HashMap::new(),
    };
    for (index, block) in mir.blocks.iter().enumerate() {
        let mut statements: Vec<Statement> = Vec::new();
        let mut chain: Vec<&Statement> = Vec::new();
        for statement in &block.statements {
            match role(&statement.kind, recursive) {
                Role::Unrelated => statements.push(statement.clone()),
                Role::Marker => {}
                Role::Bad => return Ok(None),
                Role::Makes => chain.push(statement),
                Role::Takes => {
                    if chain.is_empty() {
                        return Ok(None);
                    }
                    chain.push(statement);
                    let made = function_of(mir, &chain, recursive, place_ty, types)?;
                    let Some((function, call)) = made else {
                        return Ok(None);
                    };
                    out.calls
                        .insert((index, statements.len()), out.functions.len() as u32);
                    out.functions.push(function);
                    statements.push(Statement {
                        span: statement.span,
                        kind: call,
                    });
                    chain.clear();
                }
            }
        }
        if !chain.is_empty() || terminator_mentions(&block.terminator, recursive) {
            return Ok(None);
        }
        out.mir.blocks[index].statements = statements;
    }
    // What is left of the recursive locals takes no room.
    for (local, decl) in out.mir.locals.iter_mut().enumerate() {
        if recursive[local] {
            decl.ty = Ty::unit();
        }
    }
    Ok(Some(out))
}

enum Role {
    /// Does not touch a recursive local.
    Unrelated,
    /// Storage, drops (of what is moved away) and mentions.
    Marker,
    /// Writes a recursive local.
    Makes,
    /// Moves a recursive local somewhere else.
    Takes,
    /// Anything else, a borrow for example.
    Bad,
}

fn role(kind: &StatementKind, recursive: &[bool]) -> Role {
    let is = |place: &Place| recursive[place.local.0 as usize];
    let whole = |operand: &Operand| match operand {
        Operand::Move(place) | Operand::Copy(place) if is(place) => Some(place.is_local()),
        _ => None,
    };
    let (dst, operands): (&Place, Vec<&Operand>) = match kind {
        StatementKind::StorageLive(local) | StatementKind::StorageDead(local) => {
            return if recursive[local.0 as usize] {
                Role::Marker
            } else {
                Role::Unrelated
            };
        }
        StatementKind::Drop(place) | StatementKind::Mention { place, .. } => {
            return if is(place) {
                Role::Marker
            } else {
                Role::Unrelated
            };
        }
        StatementKind::CheckBounds { base, .. } => {
            return if is(base) { Role::Bad } else { Role::Unrelated };
        }
        // A pointer that is called would have to be passed on as well.
        StatementKind::Call {
            dst,
            callee: Callee::Ptr(_),
            args,
        } => {
            let touched = is(dst) || args.iter().any(|arg| whole(arg).is_some());
            return if touched { Role::Bad } else { Role::Unrelated };
        }
        StatementKind::Call { dst, args, .. } => (dst, args.iter().collect()),
        StatementKind::Assign(dst, value) => match value {
            Rvalue::Use(operand) => (dst, vec![operand]),
            Rvalue::Aggregate(_, operands) => (dst, operands.iter().collect()),
            Rvalue::Ref(_, place)
            | Rvalue::RawPtr(_, place)
            | Rvalue::Discriminant(place)
            | Rvalue::Len(place) => {
                return if is(place) || is(dst) {
                    Role::Bad
                } else {
                    Role::Unrelated
                };
            }
            Rvalue::Unary(_, _, a)
            | Rvalue::Cast(a, _, _)
            | Rvalue::Unsize(a, _, _)
            | Rvalue::Repeat(a, _, _) => {
                return if whole(a).is_some() || is(dst) {
                    Role::Bad
                } else {
                    Role::Unrelated
                };
            }
            Rvalue::Binary(..) | Rvalue::Reify(..) => {
                return if is(dst) { Role::Bad } else { Role::Unrelated };
            }
        },
    };
    let taken: Vec<bool> = operands.into_iter().filter_map(whole).collect();
    match (is(dst), taken.is_empty()) {
        _ if taken.contains(&false) => Role::Bad,
        (true, _) if !dst.is_local() => Role::Bad,
        (true, _) => Role::Makes,
        (false, false) => Role::Takes,
        (false, true) => Role::Unrelated,
    }
}

fn terminator_mentions(terminator: &Terminator, recursive: &[bool]) -> bool {
    match terminator {
        Terminator::If {
            condition: operand, ..
        }
        | Terminator::Switch { value: operand, .. } => match operand {
            Operand::Copy(place) | Operand::Move(place) => recursive[place.local.0 as usize],
            Operand::Constant(_) => false,
        },
        _ => false,
    }
}

/// A function that does what the chain does, and the call that stands for it.
fn function_of(
    mir: &Mir,
    chain: &[&Statement],
    recursive: &[bool],
    operand_ty: &dyn Fn(&Operand) -> Result<Ty, Error>,
    types: &[Ty],
) -> Result<Option<(Mir, StatementKind)>, Error> {
    let Some(last) = chain.last() else {
        return Ok(None);
    };
    let dst = match &last.kind {
        StatementKind::Call { dst, .. } | StatementKind::Assign(dst, _) => dst.clone(),
        _ => return Ok(None),
    };
    let decl = |ty| LocalDecl {
        ty,
        name: None,
        mutable: true,
        span: None,
    };
    let mut params: Vec<Operand> = Vec::new();
    for statement in chain {
        for operand in operands(&statement.kind) {
            if !is_recursive(operand, recursive) {
                params.push(operand.clone());
            }
        }
    }
    let result = operand_ty(&Operand::Copy(dst.clone()))?;
    let mut locals = vec![decl(result)];
    for param in &params {
        locals.push(decl(operand_ty(param)?));
    }
    let count = params.len() as u32;
    let mut renamed: HashMap<Local, Local> = HashMap::new();
    let mut next = 1;
    let mut statements = Vec::new();
    for statement in chain {
        let mut kind = statement.kind.clone();
        if let StatementKind::Call { dst: to, .. } | StatementKind::Assign(to, _) = &mut kind {
            *to = match recursive[to.local.0 as usize] {
                true => Place::local(rename(to.local, &mut renamed, &mut locals, types)),
                false => Place::local(RETURN),
            };
        }
        for operand in operands_mut(&mut kind) {
            let known = match operand {
                Operand::Copy(place) | Operand::Move(place)
                    if recursive[place.local.0 as usize] =>
                {
                    Some(place.local)
                }
                _ => None,
            };
            *operand = match known {
                Some(local) => Operand::Move(Place::local(rename(
                    local,
                    &mut renamed,
                    &mut locals,
                    types,
                ))),
                None => {
                    let param = Place::local(Local(next));
                    next += 1;
                    match operand {
                        Operand::Copy(_) => Operand::Copy(param),
                        _ => Operand::Move(param),
                    }
                }
            };
        }
        statements.push(Statement {
            span: statement.span,
            kind,
        });
    }
    let callee = chain.iter().find_map(|statement| match &statement.kind {
        StatementKind::Call { callee, .. } => Some(callee.clone()),
        _ => None,
    });
    let Some(callee) = callee else {
        return Ok(None);
    };
    let function = Mir {
        owner: mir.owner,
        kind: BodyKind::Fn,
        name: format!("{} (boxing itself)", mir.name),
        locals,
        params: count,
        blocks: vec![Block {
            statements,
            terminator: Terminator::Return,
            terminator_span: None,
        }],
        promoted: Vec::new(),
        two_phase: Default::default(),
        nested: Vec::new(),
        own: false,
        span: mir.span,
        panic_places: mir.panic_places.clone(),
    };
    Ok(Some((
        function,
        StatementKind::Call {
            dst,
            callee,
            args: params,
        },
    )))
}

fn rename(
    local: Local,
    renamed: &mut HashMap<Local, Local>,
    locals: &mut Vec<LocalDecl>,
    types: &[Ty],
) -> Local {
    *renamed.entry(local).or_insert_with(|| {
        let ty = types[local.0 as usize];
        locals.push(LocalDecl {
            ty,
            name: None,
            mutable: true,
            span: None,
        });
        Local(locals.len() as u32 - 1)
    })
}

fn is_recursive(operand: &Operand, recursive: &[bool]) -> bool {
    match operand {
        Operand::Copy(place) | Operand::Move(place) => recursive[place.local.0 as usize],
        Operand::Constant(_) => false,
    }
}

fn operands(kind: &StatementKind) -> Vec<&Operand> {
    match kind {
        StatementKind::Call { args, .. } => args.iter().collect(),
        StatementKind::Assign(_, Rvalue::Use(operand)) => vec![operand],
        StatementKind::Assign(_, Rvalue::Aggregate(_, operands)) => operands.iter().collect(),
        _ => Vec::new(),
    }
}

fn operands_mut(kind: &mut StatementKind) -> Vec<&mut Operand> {
    match kind {
        StatementKind::Call { args, .. } => args.iter_mut().collect(),
        StatementKind::Assign(_, Rvalue::Use(operand)) => vec![operand],
        StatementKind::Assign(_, Rvalue::Aggregate(_, operands)) => operands.iter_mut().collect(),
        _ => Vec::new(),
    }
}
