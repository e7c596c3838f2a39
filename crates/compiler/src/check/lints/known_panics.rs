//! `arithmetic_overflow` and `unconditional_panic`: what is known to panic without being run.
//!
//! Errors by default. Like rustc's this looks at one body, at whole integers in locals: one that is assigned
//! once is known wherever it is used, one that is assigned more often up to the end of its block, and one that
//! is borrowed nowhere. Async bodies rustc leaves out.

use std::collections::{HashMap, HashSet};

use analysis::{
    Diagnostic, Level, Session,
    thir::{BinOp, Literal, Owner, Span, UnOp},
    ty::{Const, Ty, TyKind},
};

use super::warning;
use crate::{check::moves::successors, mir::*};

pub fn check(session: &Session<'_>, mir: &Mir, found: &mut Vec<Diagnostic>) {
    for body in std::iter::once(mir).chain(&mir.nested) {
        let in_const = match (body.kind, body.owner) {
            (BodyKind::Fn | BodyKind::Closure(_), _) => false,
            // Those of impls and traits are evaluated where they are used.
            (BodyKind::Value, Owner::Const(id)) if session.const_is_free(id) => true,
            (BodyKind::Value, Owner::Static(_)) => true,
            _ => continue,
        };
        let mut here = Vec::new();
        Known::new(session, body).walk(&mut here);
        if in_const {
            // Evaluation ends with the first.
            here.truncate(1);
            for it in &mut here {
                it.code = Some("E0080".to_owned());
                it.message = "evaluation of a constant panics".to_owned();
            }
        }
        found.extend(here);
    }
}

/// An integer's width and sign.
#[derive(Clone, Copy)]
struct Int {
    bits: u32,
    signed: bool,
}

impl Int {
    fn of(ty: Ty) -> Option<Int> {
        let (bits, signed) = ty.int_bits()?;
        Some(Int { bits, signed })
    }

    fn truncate(self, value: u128) -> u128 {
        value & (u128::MAX >> (128 - self.bits))
    }

    /// The number that the bits mean, where the type is signed.
    fn number(self, value: u128) -> i128 {
        let unused = 128 - self.bits;
        ((value << unused) as i128) >> unused
    }

    fn least(self) -> i128 {
        i128::MIN >> (128 - self.bits)
    }

    /// `None`: it overflows.
    fn arithmetic(self, op: BinOp, left: u128, right: u128) -> Option<u128> {
        let value = if self.signed {
            let (left, right) = (self.number(left), self.number(right));
            match op {
                BinOp::Add => left.checked_add(right),
                BinOp::Sub => left.checked_sub(right),
                _ => left.checked_mul(right),
            }? as u128
        } else {
            match op {
                BinOp::Add => left.checked_add(right),
                BinOp::Sub => left.checked_sub(right),
                _ => left.checked_mul(right),
            }?
        };
        let truncated = self.truncate(value);
        let fits = match self.signed {
            true => self.number(truncated) as u128 == value,
            false => truncated == value,
        };
        fits.then_some(truncated)
    }
}

enum Panic {
    Overflow,
    Unconditional,
}

struct Known<'a, 'db> {
    session: &'a Session<'db>,
    mir: &'a Mir,
    /// Borrowed, or a parameter: never known.
    unknown: HashSet<Local>,
    /// Known up to the end of a block.
    changing: HashSet<Local>,
    values: HashMap<Local, u128>,
}

impl<'a, 'db> Known<'a, 'db> {
    fn new(session: &'a Session<'db>, mir: &'a Mir) -> Self {
        let mut unknown: HashSet<Local> = (1..=mir.params).map(Local).collect();
        let mut assigned = HashSet::new();
        let mut changing = HashSet::new();
        for statement in mir.blocks.iter().flat_map(|block| &block.statements) {
            let dst = match &statement.kind {
                StatementKind::Assign(dst, value) => {
                    if let Rvalue::Ref(_, place) | Rvalue::RawPtr(_, place) = value
                        && !place.path.contains(&Projection::Deref)
                    {
                        unknown.insert(place.local);
                    }
                    dst
                }
                StatementKind::Call { dst, .. } => dst,
                _ => continue,
            };
            if !assigned.insert(dst.local) {
                changing.insert(dst.local);
            }
        }
        Known {
            session,
            mir,
            unknown,
            changing,
            values: HashMap::new(),
        }
    }

    /// Each block once, those before it first; branches that are known not to be taken are left out.
    fn walk(mut self, found: &mut Vec<Diagnostic>) {
        let mut reached: HashSet<BlockId> = HashSet::from([START]);
        for block in order(self.mir) {
            if !reached.contains(&block) {
                continue;
            }
            let block = &self.mir.blocks[block.0 as usize];
            for statement in &block.statements {
                self.statement(statement, found);
            }
            match &block.terminator {
                Terminator::If {
                    condition,
                    then,
                    otherwise,
                } => match self.operand(condition) {
                    Some(0) => {
                        reached.insert(*otherwise);
                    }
                    Some(_) => {
                        reached.insert(*then);
                    }
                    None => reached.extend([*then, *otherwise]),
                },
                Terminator::Switch {
                    value,
                    arms,
                    otherwise,
                    ..
                } => match self.operand(value) {
                    Some(value) => {
                        let taken = arms.iter().find(|(arm, _)| *arm == value);
                        reached.insert(taken.map_or(*otherwise, |(_, block)| *block));
                    }
                    None => {
                        reached.extend(arms.iter().map(|(_, block)| *block));
                        reached.insert(*otherwise);
                    }
                },
                Terminator::Goto(next) | Terminator::Yield { resume: next } => {
                    reached.insert(*next);
                }
                Terminator::Return | Terminator::Unreachable => {}
            }
            for local in &self.changing {
                self.values.remove(local);
            }
        }
    }

    fn statement(&mut self, statement: &Statement, found: &mut Vec<Diagnostic>) {
        match &statement.kind {
            StatementKind::Assign(dst, value) => {
                let value = match self.value(value) {
                    Ok(value) => value,
                    Err(panic) => {
                        found.extend(statement.span.map(|span| tell(&panic, span)));
                        None
                    }
                };
                self.store(dst, value);
            }
            StatementKind::Call { dst, .. } => self.store(dst, None),
            StatementKind::CheckBounds { base, index } => {
                let places = crate::check::Places {
                    session: self.session,
                    mir: self.mir,
                };
                let length = match places.ty(base).map(|ty| ty.kind().clone()) {
                    Some(TyKind::Array(_, Const::Value(length))) => length,
                    _ => return,
                };
                if self.values.get(index).is_some_and(|index| *index >= length) {
                    found.extend(statement.span.map(|span| tell(&Panic::Unconditional, span)));
                }
            }
            _ => {}
        }
    }

    fn store(&mut self, dst: &Place, value: Option<u128>) {
        match value {
            Some(value) if dst.is_local() && !self.unknown.contains(&dst.local) => {
                self.values.insert(dst.local, value);
            }
            _ => {
                self.values.remove(&dst.local);
            }
        }
    }

    fn operand(&self, operand: &Operand) -> Option<u128> {
        match operand {
            Operand::Copy(place) | Operand::Move(place) => {
                let value = self.values.get(&place.local)?;
                place.is_local().then_some(*value)
            }
            Operand::Constant(Constant::Literal(literal, ty)) => match literal {
                Literal::Int(value) => Some(Int::of(*ty)?.truncate(*value)),
                Literal::Bool(value) => Some(u128::from(*value)),
                _ => None,
            },
            Operand::Constant(Constant::Item(id, args, ty)) => {
                let int = Int::of(*ty)?;
                let value = self.session.const_integer(*id, *args)?;
                Some(int.truncate(value))
            }
            Operand::Constant(_) => None,
        }
    }

    fn value(&self, value: &Rvalue) -> Result<Option<u128>, Panic> {
        match value {
            Rvalue::Use(operand) => Ok(self.operand(operand)),
            Rvalue::Binary(op, ty, left, right, right_ty) => {
                let (left, right) = (self.operand(left), self.operand(right));
                match Int::of(*ty) {
                    Some(int) => self.binary(int, *op, left, right, *right_ty),
                    None => Ok(None),
                }
            }
            Rvalue::Unary(op, ty, operand) => {
                let (Some(int), Some(value)) = (Int::of(*ty), self.operand(operand)) else {
                    return Ok(None);
                };
                match op {
                    UnOp::Neg if int.number(value) == int.least() => Err(Panic::Overflow),
                    UnOp::Neg => Ok(Some(int.truncate(value.wrapping_neg()))),
                    UnOp::Not => Ok(Some(int.truncate(!value))),
                }
            }
            Rvalue::Cast(operand, from, to) => {
                let (Some(from), Some(to), Some(value)) =
                    (Int::of(*from), Int::of(*to), self.operand(operand))
                else {
                    return Ok(None);
                };
                let value = match from.signed {
                    true => from.number(value) as u128,
                    false => value,
                };
                Ok(Some(to.truncate(value)))
            }
            _ => Ok(None),
        }
    }

    fn binary(
        &self,
        int: Int,
        op: BinOp,
        left: Option<u128>,
        right: Option<u128>,
        right_ty: Ty,
    ) -> Result<Option<u128>, Panic> {
        let Some(right) = right else {
            return Ok(None);
        };
        // For these the right operand says enough.
        match op {
            BinOp::Div | BinOp::Rem if right == 0 => return Err(Panic::Unconditional),
            BinOp::Shl | BinOp::Shr => {
                let negative =
                    Int::of(right_ty).is_some_and(|it| it.signed && it.number(right) < 0);
                if negative || right >= u128::from(int.bits) {
                    return Err(Panic::Overflow);
                }
            }
            _ => {}
        }
        let Some(left) = left else {
            return Ok(None);
        };
        let truth = |holds: bool| Ok(Some(u128::from(holds)));
        let order = match int.signed {
            true => int.number(left).cmp(&int.number(right)),
            false => left.cmp(&right),
        };
        match op {
            BinOp::Add | BinOp::Sub | BinOp::Mul => int
                .arithmetic(op, left, right)
                .map(Some)
                .ok_or(Panic::Overflow),
            BinOp::Div | BinOp::Rem if int.signed => {
                let (left, right) = (int.number(left), int.number(right));
                if left == int.least() && right == -1 {
                    return Err(Panic::Unconditional);
                }
                let value = match op {
                    BinOp::Div => left.wrapping_div(right),
                    _ => left.wrapping_rem(right),
                };
                Ok(Some(int.truncate(value as u128)))
            }
            BinOp::Div => Ok(left.checked_div(right)),
            BinOp::Rem => Ok(left.checked_rem(right)),
            BinOp::Shl => Ok(Some(int.truncate(left << right))),
            BinOp::Shr if int.signed => Ok(Some(int.truncate((int.number(left) >> right) as u128))),
            BinOp::Shr => Ok(Some(left >> right)),
            BinOp::BitAnd => Ok(Some(left & right)),
            BinOp::BitOr => Ok(Some(left | right)),
            BinOp::BitXor => Ok(Some(left ^ right)),
            BinOp::Eq => truth(order.is_eq()),
            BinOp::Ne => truth(order.is_ne()),
            BinOp::Lt => truth(order.is_lt()),
            BinOp::Le => truth(order.is_le()),
            BinOp::Gt => truth(order.is_gt()),
            BinOp::Ge => truth(order.is_ge()),
        }
    }
}

fn tell(panic: &Panic, span: Span) -> Diagnostic {
    let (lint, message) = match panic {
        Panic::Overflow => (
            "arithmetic_overflow",
            "this arithmetic operation will overflow",
        ),
        Panic::Unconditional => (
            "unconditional_panic",
            "this operation will panic at runtime",
        ),
    };
    Diagnostic {
        level: Level::Error,
        ..warning(lint, message.to_owned(), span, "")
    }
}

/// Reverse postorder.
fn order(mir: &Mir) -> Vec<BlockId> {
    let mut seen = HashSet::from([START]);
    let mut done = Vec::new();
    let next = |block: BlockId| successors(&mir.blocks[block.0 as usize].terminator);
    let mut work = vec![(START, next(START))];
    while let Some((block, open)) = work.last_mut() {
        match open.pop() {
            Some(after) => {
                if seen.insert(after) {
                    work.push((after, next(after)));
                }
            }
            None => {
                done.push(*block);
                work.pop();
            }
        }
    }
    done.reverse();
    done
}
