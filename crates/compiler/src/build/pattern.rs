//! Patterns: first a test without effects, then the bindings, so that nothing moves before all matched.

use analysis::{
    thir::{Arm, BinOp, ExprId, PatId, PatKind},
    ty::{Arg, List, Mutability, Ty, TyKind, UintTy},
};

use super::{Builder, Result, place::PlaceBuilder};
use crate::mir::*;

impl Builder<'_, '_> {
    pub fn match_arms(&mut self, result: Place, scrutinee: ExprId, arms: &[Arm]) -> Result<()> {
        let place = self.place_builder(scrutinee)?;
        let after = self.new_block();
        for arm in arms {
            let next = self.new_block();
            let outer = self.temporaries;
            let scope = self.push_scope();
            self.temporaries = scope;
            self.test(arm.pat, place.clone(), next)?;
            if let Some(guard) = arm.guard {
                // A guard looks at the bindings without moving them: through references.
                self.bind_for_guard(arm.pat, place.clone())?;
                let refused = self.new_block();
                self.in_scope(|b| b.condition(guard, refused))?;
                let accepted = self.current;
                self.current = refused;
                self.exit_scopes(scope);
                self.goto(next);
                self.current = accepted;
                self.forget_bindings(arm.pat);
            }
            self.declare_bindings(arm.pat, scope);
            self.bind(arm.pat, place.clone());
            self.in_scope(|b| b.expr_into(result.clone(), arm.body))?;
            self.pop_scope();
            self.temporaries = outer;
            self.goto(after);
            self.current = next;
        }
        self.terminate(Terminator::Unreachable);
        self.current = after;
        Ok(())
    }

    /// Goes on where the pattern matches, to `failed` otherwise.
    pub fn test(&mut self, id: PatId, place: PlaceBuilder, failed: BlockId) -> Result<()> {
        let body = self.body.clone();
        let pat = body.pat(id);
        match &pat.kind {
            PatKind::Wild | PatKind::Bind { sub: None, .. } | PatKind::Place(_) => Ok(()),
            PatKind::Bind { sub: Some(sub), .. } => self.test(*sub, place, failed),
            PatKind::Deref(inner) => self.test(*inner, place.deref(), failed),
            PatKind::Leaf { fields } => fields.iter().try_for_each(|&(field, sub)| {
                self.test(
                    sub,
                    place.clone().then(Projection::Field {
                        variant: None,
                        field,
                    }),
                    failed,
                )
            }),
            PatKind::Variant {
                adt,
                variant,
                fields,
            } => {
                if self.session.adt(*adt).variants.len() > 1 {
                    let of = self.finish_place(place.clone())?;
                    let ty = Ty::new(TyKind::Uint(UintTy::U32));
                    let found = self.new_local(ty, None);
                    self.assign(Place::local(found), Rvalue::Discriminant(of));
                    let matched = self.new_block();
                    let value = Operand::Copy(Place::local(found));
                    let arms = vec![(u128::from(*variant), matched)];
                    self.terminate(Terminator::Switch {
                        value,
                        ty,
                        arms,
                        otherwise: failed,
                    });
                    self.current = matched;
                }
                fields.iter().try_for_each(|&(field, sub)| {
                    let projection = Projection::Field {
                        variant: Some(*variant),
                        field,
                    };
                    self.test(sub, place.clone().then(projection), failed)
                })
            }
            PatKind::Value(value) => self.test_value(place, pat.ty, *value, failed),
            PatKind::Range {
                low,
                high,
                inclusive,
            } => {
                if let Some(low) = low {
                    self.compare(BinOp::Ge, place.clone(), pat.ty, *low, failed)?;
                }
                if let Some(high) = high {
                    let op = if *inclusive { BinOp::Le } else { BinOp::Lt };
                    self.compare(op, place, pat.ty, *high, failed)?;
                }
                Ok(())
            }
            PatKind::Slice {
                prefix,
                rest,
                has_rest,
                suffix,
            } => {
                let (before, behind) = (prefix.len() as u64, suffix.len() as u64);
                if let TyKind::Slice(_) = pat.ty.kind() {
                    self.test_length(place.clone(), before + behind, *has_rest, failed)?;
                }
                for (sub, projection) in slice_parts(prefix, *rest, suffix, (before, behind)) {
                    self.test(sub, place.clone().then(projection), failed)?;
                }
                Ok(())
            }
            PatKind::Or(alternatives) => {
                let matched = self.new_block();
                for &alternative in alternatives {
                    let next = self.new_block();
                    self.test(alternative, place.clone(), next)?;
                    self.goto(matched);
                    self.current = next;
                }
                self.goto(failed);
                self.current = matched;
                Ok(())
            }
        }
    }

    fn test_length(
        &mut self,
        place: PlaceBuilder,
        length: u64,
        at_least: bool,
        failed: BlockId,
    ) -> Result<()> {
        let of = self.finish_place(place)?;
        let usize_ty = Ty::usize();
        let found = self.new_local(usize_ty, None);
        self.assign(Place::local(found), Rvalue::Len(of));
        let literal = analysis::thir::Literal::Int(u128::from(length));
        let wanted = Operand::Constant(Constant::Literal(literal, usize_ty));
        let op = if at_least { BinOp::Ge } else { BinOp::Eq };
        let holds = self.new_local(Ty::bool(), None);
        let found = Operand::Copy(Place::local(found));
        self.assign(
            Place::local(holds),
            Rvalue::Binary(op, usize_ty, found, wanted, usize_ty),
        );
        self.require(Operand::Copy(Place::local(holds)), failed);
        Ok(())
    }

    fn compare(
        &mut self,
        op: BinOp,
        place: PlaceBuilder,
        ty: Ty,
        with: ExprId,
        failed: BlockId,
    ) -> Result<()> {
        let value = Operand::Copy(self.finish_place(place)?);
        let with = self.operand(with)?;
        let holds = self.new_local(Ty::bool(), None);
        self.assign(Place::local(holds), Rvalue::Binary(op, ty, value, with, ty));
        self.require(Operand::Copy(Place::local(holds)), failed);
        Ok(())
    }

    /// Scalars compare by themselves, everything else (text above all) by its `PartialEq`.
    fn test_value(
        &mut self,
        place: PlaceBuilder,
        ty: Ty,
        value: ExprId,
        failed: BlockId,
    ) -> Result<()> {
        if ty.is_scalar() {
            return self.compare(BinOp::Eq, place, ty, value, failed);
        }
        let Some(eq) = self.session.library_fn("core::cmp::PartialEq::eq") else {
            return self.unsupported("this constant in a pattern");
        };
        let value_ty = self.body.expr(value).ty;
        // A literal of type `&str` matches a place of type `&str`, or of type `str` behind a reference.
        let value = self.temporary(value)?;
        let place = self.finish_place(place)?;
        let (left, right, ty) = match (ty.kind(), value_ty.kind()) {
            (TyKind::Ref(to, _), TyKind::Ref(..)) => {
                (place.deref(), Place::local(value).deref(), *to)
            }
            (_, TyKind::Ref(to, _)) if *to == ty => (place, Place::local(value).deref(), ty),
            _ => (place, Place::local(value), ty),
        };
        let left = self.reference(Mutability::Not, left, ty);
        let right = self.reference(Mutability::Not, right, ty);
        let holds = self.new_local(Ty::bool(), None);
        let args = List::new(vec![Arg::Ty(ty), Arg::Ty(ty)]);
        let operands = vec![
            Operand::Copy(Place::local(left)),
            Operand::Copy(Place::local(right)),
        ];
        self.call(
            Place::local(holds),
            Callee::Fn(eq, args),
            operands,
            Ty::bool(),
        );
        self.require(Operand::Copy(Place::local(holds)), failed);
        Ok(())
    }

    /// Makes the locals of a pattern, uninitialised, dropped by `scope`.
    pub fn declare_bindings(&mut self, id: PatId, scope: usize) {
        let body = self.body.clone();
        each_binding(&body, id, &mut |binding, _| {
            if self.variables.contains_key(&binding) {
                // The other alternative of an or-pattern declared it, or a loop comes here again.
                return;
            }
            let declared = body.local(binding);
            let local = self.new_local(declared.ty, Some(declared.name.clone()));
            self.mir.locals[local.0 as usize].mutable = declared.mutable;
            self.mir.locals[local.0 as usize].span = declared.span;
            self.push(StatementKind::StorageLive(local));
            self.schedule_drop(scope, local);
            self.variables.insert(binding, Place::local(local));
        });
    }

    fn forget_bindings(&mut self, id: PatId) {
        let body = self.body.clone();
        each_binding(&body, id, &mut |binding, _| {
            self.variables.remove(&binding);
        });
    }

    /// In a guard a by-value binding stands for `*reference`.
    fn bind_for_guard(&mut self, id: PatId, place: PlaceBuilder) -> Result<()> {
        let body = self.body.clone();
        let mut wanted = Vec::new();
        each_binding(&body, id, &mut |binding, _| wanted.push(binding));
        for &binding in &wanted {
            let ty = body.local(binding).ty;
            let reference = self.new_local(Ty::reference(ty, Mutability::Not), None);
            self.variables
                .insert(binding, Place::local(reference).deref());
        }
        self.bind_with(id, place, true)
    }

    /// Binds what the pattern names; it is known to match.
    pub fn bind(&mut self, id: PatId, place: PlaceBuilder) {
        if let Err(problem) = self.bind_with(id, place, false) {
            self.problem.get_or_insert(problem);
        }
    }

    fn bind_with(&mut self, id: PatId, place: PlaceBuilder, guard: bool) -> Result<()> {
        let body = self.body.clone();
        let pat = body.pat(id);
        match &pat.kind {
            PatKind::Bind { local, by_ref, sub } => {
                let target = self.variable(*local);
                let target = self.finish_place(target)?;
                let from = self.finish_place(place.clone())?;
                let outer = self.span;
                self.span = pat.span.or(outer);
                if guard {
                    self.bind_guard_variable(target.local, from, *by_ref, body.local(*local).ty);
                } else {
                    let value = match by_ref {
                        Some(mutability) => Rvalue::Ref(*mutability, from),
                        None => Rvalue::Use(self.move_or_copy(from, body.local(*local).ty)),
                    };
                    self.assign(target, value);
                }
                self.span = outer;
                sub.map_or(Ok(()), |sub| self.bind_with(sub, place, guard))
            }
            PatKind::Deref(inner) => self.bind_with(*inner, place.deref(), guard),
            PatKind::Leaf { fields } => fields.iter().try_for_each(|&(field, sub)| {
                self.bind_with(
                    sub,
                    place.clone().then(Projection::Field {
                        variant: None,
                        field,
                    }),
                    guard,
                )
            }),
            PatKind::Variant {
                variant, fields, ..
            } => fields.iter().try_for_each(|&(field, sub)| {
                let projection = Projection::Field {
                    variant: Some(*variant),
                    field,
                };
                self.bind_with(sub, place.clone().then(projection), guard)
            }),
            PatKind::Slice {
                prefix,
                rest,
                suffix,
                ..
            } => {
                let lengths = (prefix.len() as u64, suffix.len() as u64);
                for (sub, projection) in slice_parts(prefix, *rest, suffix, lengths) {
                    self.bind_with(sub, place.clone().then(projection), guard)?;
                }
                Ok(())
            }
            PatKind::Or(alternatives) => {
                let mut any = false;
                each_binding(&body, id, &mut |_, _| any = true);
                if !any {
                    return Ok(());
                }
                // One of them matched; find out again which.
                let after = self.new_block();
                for &alternative in alternatives {
                    let next = self.new_block();
                    self.test(alternative, place.clone(), next)?;
                    self.bind_with(alternative, place.clone(), guard)?;
                    self.goto(after);
                    self.current = next;
                }
                self.terminate(Terminator::Unreachable);
                self.current = after;
                Ok(())
            }
            PatKind::Wild | PatKind::Value(_) | PatKind::Range { .. } | PatKind::Place(_) => Ok(()),
        }
    }

    /// `reference = &place`, or for a `ref` binding a reference to that reference.
    fn bind_guard_variable(
        &mut self,
        reference: Local,
        from: Place,
        by_ref: Option<Mutability>,
        ty: Ty,
    ) {
        match by_ref {
            None => self.assign(Place::local(reference), Rvalue::Ref(Mutability::Not, from)),
            Some(_) => {
                let TyKind::Ref(to, _) = ty.kind() else {
                    return;
                };
                let inner = self.new_local(Ty::reference(*to, Mutability::Not), None);
                self.assign(Place::local(inner), Rvalue::Ref(Mutability::Not, from));
                self.assign(
                    Place::local(reference),
                    Rvalue::Ref(Mutability::Not, Place::local(inner)),
                );
            }
        }
    }

    /// Does the pattern borrow from what it matches?
    pub fn binds_by_reference(&self, id: PatId) -> bool {
        let mut found = false;
        each_binding(&self.body, id, &mut |_, by_ref| found |= by_ref.is_some());
        found
    }

    /// `(a, b.c, _) = value`: assigns to the leaves.
    pub fn assign_pattern(&mut self, id: PatId, place: PlaceBuilder) -> Result<()> {
        let body = self.body.clone();
        let pat = body.pat(id);
        match &pat.kind {
            PatKind::Place(target) => {
                let from = self.finish_place(place)?;
                let value = self.move_or_copy(from, pat.ty);
                let target = self.place(*target)?;
                self.replace(target, value, pat.ty);
                Ok(())
            }
            PatKind::Leaf { fields } => fields.iter().try_for_each(|&(field, sub)| {
                self.assign_pattern(
                    sub,
                    place.clone().then(Projection::Field {
                        variant: None,
                        field,
                    }),
                )
            }),
            PatKind::Variant {
                variant, fields, ..
            } => fields.iter().try_for_each(|&(field, sub)| {
                let projection = Projection::Field {
                    variant: Some(*variant),
                    field,
                };
                self.assign_pattern(sub, place.clone().then(projection))
            }),
            PatKind::Slice {
                prefix,
                rest,
                suffix,
                ..
            } => {
                let lengths = (prefix.len() as u64, suffix.len() as u64);
                for (sub, projection) in slice_parts(prefix, *rest, suffix, lengths) {
                    self.assign_pattern(sub, place.clone().then(projection))?;
                }
                Ok(())
            }
            PatKind::Wild => Ok(()),
            _ => self.unsupported("this destructuring assignment"),
        }
    }
}

fn slice_parts(
    prefix: &[PatId],
    rest: Option<PatId>,
    suffix: &[PatId],
    (before, behind): (u64, u64),
) -> Vec<(PatId, Projection)> {
    let front = prefix.iter().enumerate().map(|(i, &sub)| {
        (
            sub,
            Projection::ConstIndex {
                offset: i as u64,
                from_end: false,
            },
        )
    });
    let middle = rest.into_iter().map(|sub| {
        (
            sub,
            Projection::Subslice {
                from: before,
                to: behind,
            },
        )
    });
    let back = suffix.iter().enumerate().map(|(i, &sub)| {
        (
            sub,
            Projection::ConstIndex {
                offset: behind - i as u64,
                from_end: true,
            },
        )
    });
    front.chain(middle).chain(back).collect()
}

/// Visits the bindings of a pattern in order of writing (those of an or-pattern once an alternative).
fn each_binding(
    body: &analysis::thir::Body,
    id: PatId,
    visit: &mut dyn FnMut(analysis::thir::LocalId, Option<Mutability>),
) {
    match &body.pat(id).kind {
        PatKind::Bind { local, by_ref, sub } => {
            visit(*local, *by_ref);
            if let Some(sub) = sub {
                each_binding(body, *sub, visit);
            }
        }
        PatKind::Deref(inner) => each_binding(body, *inner, visit),
        PatKind::Leaf { fields } | PatKind::Variant { fields, .. } => {
            fields
                .iter()
                .for_each(|&(_, sub)| each_binding(body, sub, visit));
        }
        PatKind::Slice {
            prefix,
            rest,
            suffix,
            ..
        } => {
            prefix
                .iter()
                .chain(rest)
                .chain(suffix)
                .for_each(|&sub| each_binding(body, sub, visit));
        }
        PatKind::Or(alternatives) => alternatives
            .iter()
            .for_each(|&sub| each_binding(body, sub, visit)),
        PatKind::Wild | PatKind::Value(_) | PatKind::Range { .. } | PatKind::Place(_) => {}
    }
}
