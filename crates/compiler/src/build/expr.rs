//! Expressions as values: into a place that is not initialised, or as operands.

use analysis::{
    thir::{BinOp, ExprId, ExprKind},
    ty::{AdtId, Mutability, Ty, TyKind},
};

use super::{Builder, Result, scope::Breakable};
use crate::mir::*;

impl Builder<'_, '_> {
    /// Evaluates an expression and initialises `result` with its value.
    pub fn expr_into(&mut self, result: Place, id: ExprId) -> Result<()> {
        let outer = self.span;
        self.span = self.body.expr(id).span.or(outer);
        let done = self.write_place(result, id);
        self.span = outer;
        done
    }

    pub fn unit_into(&mut self, result: Place) {
        self.assign(
            result,
            Rvalue::Use(Operand::Constant(Constant::ZeroSized(Ty::unit()))),
        );
    }

    fn write_place(&mut self, result: Place, id: ExprId) -> Result<()> {
        let body = self.body.clone();
        let expr = body.expr(id);
        let ty = expr.ty;
        match &expr.kind {
            ExprKind::Local(_)
            | ExprKind::Static(_)
            | ExprKind::Field { .. }
            | ExprKind::Deref(_)
            | ExprKind::Index { .. } => {
                let place = self.place(id)?;
                let value = self.move_or_copy(place, ty);
                self.assign(result, Rvalue::Use(value));
            }
            ExprKind::Literal(_)
            | ExprKind::Const(..)
            | ExprKind::ConstParam(_)
            | ExprKind::ZeroSized => {
                let value = self.operand(id)?;
                self.assign(result, Rvalue::Use(value));
            }
            ExprKind::Call {
                func,
                args,
                operands,
            } => {
                let operands = self.operands(operands)?;
                self.call(result, Callee::Fn(*func, *args), operands, ty);
            }
            ExprKind::CallPtr { callee, operands } => {
                let callee = self.temporary(*callee)?;
                let operands = self.operands(operands)?;
                self.call(
                    result,
                    Callee::Ptr(Operand::Copy(Place::local(callee))),
                    operands,
                    ty,
                );
            }
            ExprKind::Adt {
                adt,
                variant,
                fields,
                base,
            } => self.adt(result, ty, (*adt, *variant), fields, *base)?,
            ExprKind::Tuple(of) => {
                let operands = self.operands(of)?;
                self.assign(result, Rvalue::Aggregate(Aggregate::Tuple(ty), operands));
            }
            ExprKind::Array(of) => {
                let operands = self.operands(of)?;
                self.assign(result, Rvalue::Aggregate(Aggregate::Array(ty), operands));
            }
            ExprKind::Repeat { value, count } => {
                let value = self.operand(*value)?;
                self.assign(result, Rvalue::Repeat(value, *count, ty));
            }
            ExprKind::Unary { op, operand } => {
                let operand = self.operand(*operand)?;
                self.assign(result, Rvalue::Unary(*op, ty, operand));
            }
            ExprKind::Binary { op, left, right } => {
                let (left_ty, right_ty) = (body.expr(*left).ty, body.expr(*right).ty);
                let mut operands = self.operands(&[*left, *right])?;
                if let (Some(right), Some(left)) = (operands.pop(), operands.pop()) {
                    self.assign(result, Rvalue::Binary(*op, left_ty, left, right, right_ty));
                }
            }
            ExprKind::And(..) | ExprKind::Or(..) | ExprKind::Let { .. } => {
                self.condition_into(result, id)?
            }
            ExprKind::Assign { place, value } => {
                self.assign_expr(*place, *value)?;
                self.unit_into(result);
            }
            ExprKind::AssignOp { op, place, value } => {
                self.assign_op(*op, *place, *value)?;
                self.unit_into(result);
            }
            ExprKind::Destructure { pat, value } => {
                let place = self.place_builder(*value)?;
                self.assign_pattern(*pat, place)?;
                self.unit_into(result);
            }
            ExprKind::Borrow {
                mutability,
                place,
                two_phase,
            } => {
                let lives_forever = *mutability == Mutability::Not || self.is_empty_array(*place);
                if lives_forever && self.is_promotable(*place) {
                    let promoted = self.promote(*place)?;
                    self.assign(
                        result,
                        Rvalue::Use(Operand::Constant(Constant::Promoted(promoted, ty))),
                    );
                } else {
                    let place = self.place(*place)?;
                    if *two_phase && *mutability == Mutability::Mut && result.is_local() {
                        self.mir.two_phase.insert(result.local);
                    }
                    self.assign(result, Rvalue::Ref(*mutability, place));
                }
            }
            ExprKind::RawBorrow { mutability, place } => {
                let place = self.place(*place)?;
                self.assign(result, Rvalue::RawPtr(*mutability, place));
            }
            ExprKind::Cast(from) => {
                let from_ty = body.expr(*from).ty;
                let value = self.operand(*from)?;
                self.assign(result, Rvalue::Cast(value, from_ty, ty));
            }
            ExprKind::Unsize(from) => {
                let from_ty = body.expr(*from).ty;
                let value = self.operand(*from)?;
                self.assign(result, Rvalue::Unsize(value, from_ty, ty));
            }
            ExprKind::Reify(from) => {
                // The value is empty, but a closure's body must be built.
                self.discard(*from)?;
                self.assign(result, Rvalue::Reify(body.expr(*from).ty, ty));
            }
            ExprKind::NeverToAny(of) => {
                let never = self.new_local(body.expr(*of).ty, None);
                self.expr_into(Place::local(never), *of)?;
                self.terminate(Terminator::Unreachable);
                self.start_new_block();
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => self.if_else(result, *condition, *then, *otherwise)?,
            ExprKind::Match { scrutinee, arms } => self.match_arms(result, *scrutinee, arms)?,
            ExprKind::Block(block) => self.block(result, block)?,
            ExprKind::Loop {
                body: inside,
                label,
            } => {
                let again = self.goto_new();
                let after = self.new_block();
                let depth = self.scopes.len();
                self.breakables.push(Breakable {
                    label: *label,
                    after,
                    again: Some(again),
                    result,
                    depth,
                });
                self.in_scope(|b| b.discard(*inside))?;
                self.goto(again);
                self.breakables.pop();
                self.current = after;
            }
            ExprKind::Break { label, value } => {
                let Some(target) = self.breakable(*label) else {
                    return self.unsupported("this `break`");
                };
                let place = self.breakables[target].result.clone();
                match value {
                    Some(value) => self.expr_into(place, *value)?,
                    None => self.unit_into(place),
                }
                self.exit_scopes(self.breakables[target].depth);
                self.goto(self.breakables[target].after);
                self.start_new_block();
            }
            ExprKind::Continue { label } => {
                let target = self
                    .breakable(*label)
                    .map(|it| (self.breakables[it].depth, self.breakables[it].again));
                let Some((depth, Some(again))) = target else {
                    return self.unsupported("this `continue`");
                };
                self.exit_scopes(depth);
                self.goto(again);
                self.start_new_block();
            }
            ExprKind::Return(value) => {
                match value {
                    Some(value) => self.expr_into(self.result.clone(), *value)?,
                    None => self.unit_into(self.result.clone()),
                }
                self.return_from_here();
            }
            ExprKind::Closure(closure) => self.closure(result, closure, ty)?,
            ExprKind::Await(it) => self.await_future(result, it)?,
        }
        Ok(())
    }

    pub fn call(&mut self, dst: Place, callee: Callee, args: Vec<Operand>, ty: Ty) {
        self.push(StatementKind::Call { dst, callee, args });
        if ty.is_never() {
            self.terminate(Terminator::Unreachable);
            self.start_new_block();
        }
    }

    /// A value to be used once, right away.
    pub fn operand(&mut self, id: ExprId) -> Result<Operand> {
        let body = self.body.clone();
        let expr = body.expr(id);
        Ok(match &expr.kind {
            ExprKind::Literal(literal) => {
                Operand::Constant(Constant::Literal(literal.clone(), expr.ty))
            }
            ExprKind::Const(item, args) => Operand::Constant(Constant::Item(*item, *args, expr.ty)),
            ExprKind::ConstParam(konst) => Operand::Constant(Constant::Param(*konst, expr.ty)),
            ExprKind::ZeroSized => Operand::Constant(Constant::ZeroSized(expr.ty)),
            _ if self.is_place(id) => {
                let place = self.place(id)?;
                let outer = self.span;
                self.span = expr.span.or(outer);
                let value = self.move_or_copy(place.clone(), expr.ty);
                if self.mir.own {
                    let moved = matches!(value, Operand::Move(_));
                    self.push(StatementKind::Mention { place, moved });
                }
                self.span = outer;
                value
            }
            _ => {
                let local = self.temporary(id)?;
                self.move_or_copy(Place::local(local), expr.ty)
            }
        })
    }

    /// Several values, evaluated in order. A place is read at once when something that runs after it
    /// could change it.
    pub fn operands(&mut self, ids: &[ExprId]) -> Result<Vec<Operand>> {
        let mut operands = Vec::with_capacity(ids.len());
        for (index, &id) in ids.iter().enumerate() {
            let later_acts = ids[index + 1..].iter().any(|&it| self.has_effects(it));
            if self.is_place(id) && later_acts {
                let ty = self.body.expr(id).ty;
                let held = self.temporary(id)?;
                operands.push(self.move_or_copy(Place::local(held), ty));
            } else {
                operands.push(self.operand(id)?);
            }
        }
        Ok(operands)
    }

    /// Could evaluating it change a variable? (Only plain reads are known not to.)
    fn has_effects(&self, id: ExprId) -> bool {
        match &self.body.expr(id).kind {
            ExprKind::Local(_)
            | ExprKind::Literal(_)
            | ExprKind::Const(..)
            | ExprKind::ConstParam(_)
            | ExprKind::ZeroSized => false,
            ExprKind::Field { base, .. } => self.has_effects(*base),
            ExprKind::Deref(of)
            | ExprKind::Cast(of)
            | ExprKind::Unsize(of)
            | ExprKind::Reify(of) => self.has_effects(*of),
            ExprKind::Borrow { place, .. } => self.has_effects(*place),
            ExprKind::Unary { operand, .. } => self.has_effects(*operand),
            ExprKind::Binary { left, right, .. } => {
                self.has_effects(*left) || self.has_effects(*right)
            }
            _ => true,
        }
    }

    fn adt(
        &mut self,
        result: Place,
        ty: Ty,
        (adt, variant): (AdtId, u32),
        fields: &[(u32, ExprId)],
        base: Option<ExprId>,
    ) -> Result<()> {
        let def = self.session.adt(adt);
        let TyKind::Adt(_, args) = ty.kind() else {
            return self.unsupported("this struct expression");
        };
        let ids: Vec<ExprId> = fields.iter().map(|&(_, id)| id).collect();
        let written = self.operands(&ids)?;
        if def.is_union() {
            let union_field = fields.first().map(|&(field, _)| field);
            self.assign(
                result,
                Rvalue::Aggregate(
                    Aggregate::Adt {
                        ty,
                        adt,
                        variant,
                        union_field,
                    },
                    written,
                ),
            );
            return Ok(());
        }
        let Some(shape) = def.variants.get(variant as usize) else {
            return self.unsupported("this variant");
        };
        let mut values: Vec<Option<Operand>> = shape.fields.iter().map(|_| None).collect();
        for (&(field, _), value) in fields.iter().zip(written) {
            if let Some(slot) = values.get_mut(field as usize) {
                *slot = Some(value);
            }
        }
        let base = match base {
            Some(base) => Some(self.place(base)?),
            None => None,
        };
        let mut operands = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            match (value, &base) {
                (Some(value), _) => operands.push(value),
                (None, Some(base)) => {
                    let field_ty = shape.fields[index].ty.subst(args);
                    operands.push(self.move_or_copy(base.clone().field(index as u32), field_ty));
                }
                (None, None) => {
                    return self.unsupported("a struct expression without all its fields");
                }
            }
        }
        self.assign(
            result,
            Rvalue::Aggregate(
                Aggregate::Adt {
                    ty,
                    adt,
                    variant,
                    union_field: None,
                },
                operands,
            ),
        );
        Ok(())
    }

    /// `place = value`: the value first, then the place, then the old value is dropped.
    fn assign_expr(&mut self, place: ExprId, value: ExprId) -> Result<()> {
        let ty = self.body.expr(value).ty;
        let value = match self.is_place(value) {
            true => Operand::Move(Place::local(self.temporary(value)?)),
            false => self.operand(value)?,
        };
        let place = self.place(place)?;
        self.replace(place, value, ty);
        Ok(())
    }

    pub fn replace(&mut self, place: Place, value: Operand, ty: Ty) {
        if self.may_need_drop(ty) {
            self.push(StatementKind::Drop(place.clone()));
        }
        self.assign(place, Rvalue::Use(value));
    }

    fn assign_op(&mut self, op: BinOp, place: ExprId, value: ExprId) -> Result<()> {
        let (ty, value_ty) = (self.body.expr(place).ty, self.body.expr(value).ty);
        let value = self.operand(value)?;
        let place = self.place(place)?;
        let old = Operand::Copy(place.clone());
        self.assign(place, Rvalue::Binary(op, ty, old, value, value_ty));
        Ok(())
    }

    fn if_else(
        &mut self,
        result: Place,
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    ) -> Result<()> {
        let failed = self.new_block();
        let after = self.new_block();
        // Bindings of `let` conditions live through the `then` branch; when the condition fails they
        // and its temporaries are dropped before `else`.
        let outer = self.temporaries;
        let scope = self.push_scope();
        self.temporaries = scope;
        self.condition(condition, failed)?;
        let failing = self.current;
        self.current = failed;
        self.exit_scopes(scope);
        let otherwise_from = self.current;
        self.current = failing;
        self.in_scope(|b| b.expr_into(result.clone(), then))?;
        self.pop_scope();
        self.temporaries = outer;
        self.goto(after);
        self.current = otherwise_from;
        match otherwise {
            Some(otherwise) => self.in_scope(|b| b.expr_into(result, otherwise))?,
            None => self.unit_into(result),
        }
        self.goto(after);
        self.current = after;
        Ok(())
    }

    /// Goes on where the condition holds, to `failed` otherwise. Bindings and the temporaries of `let`
    /// scrutinees belong to the scope around; those of plain conditions are dropped at once.
    pub fn condition(&mut self, id: ExprId, failed: BlockId) -> Result<()> {
        let body = self.body.clone();
        match &body.expr(id).kind {
            ExprKind::And(left, right) => {
                self.condition(*left, failed)?;
                self.condition(*right, failed)
            }
            ExprKind::Let { pat, value } => {
                let outer = self.span;
                self.span = body.expr(id).span.or(outer);
                let place = self.place_builder(*value)?;
                self.test(*pat, place.clone(), failed)?;
                self.declare_bindings(*pat, self.temporaries);
                self.bind(*pat, place);
                self.span = outer;
                Ok(())
            }
            _ => {
                let holds = self.new_local(Ty::bool(), None);
                self.in_scope(|b| b.expr_into(Place::local(holds), id))?;
                self.require(Operand::Copy(Place::local(holds)), failed);
                Ok(())
            }
        }
    }

    /// `a && b`, `a || b` and `let` as a value of type bool.
    fn condition_into(&mut self, result: Place, id: ExprId) -> Result<()> {
        let body = self.body.clone();
        let (yes, no, after) = (self.new_block(), self.new_block(), self.new_block());
        if let ExprKind::Or(left, right) = &body.expr(id).kind {
            let holds = self.new_local(Ty::bool(), None);
            self.expr_into(Place::local(holds), *left)?;
            let next = self.new_block();
            let condition = Operand::Copy(Place::local(holds));
            self.terminate(Terminator::If {
                condition,
                then: yes,
                otherwise: next,
            });
            self.current = next;
            self.condition(*right, no)?;
        } else {
            self.condition(id, no)?;
        }
        self.goto(yes);
        for (block, value) in [(yes, true), (no, false)] {
            self.current = block;
            let literal = Constant::Literal(analysis::thir::Literal::Bool(value), Ty::bool());
            self.assign(result.clone(), Rvalue::Use(Operand::Constant(literal)));
            self.goto(after);
        }
        self.current = after;
        Ok(())
    }
}
