//! Closures and async bodies: their values, their own MIR, and `.await`.

use analysis::{
    thir::{Await, Capture, CaptureStep, Closure, ClosureKind},
    ty::{AdtId, Arg, List, Mutability, Ty, TyKind, UintTy},
};

use super::{Builder, Environment, Result};
use crate::mir::*;

impl Builder<'_, '_> {
    /// Makes the closure's value from its captures, and its body beside this one.
    pub fn closure(&mut self, result: Place, closure: &Closure, ty: Ty) -> Result<()> {
        let mut fields = Vec::with_capacity(closure.captures.len());
        for capture in &closure.captures {
            fields.push(self.capture(capture)?);
        }
        self.assign(result, Rvalue::Aggregate(Aggregate::Closure(ty), fields));
        let mut nested = self.closure_body(closure, ty)?;
        let inside = std::mem::take(&mut nested.nested);
        self.mir.nested.push(nested);
        self.mir.nested.extend(inside);
        Ok(())
    }

    fn capture(&mut self, capture: &Capture) -> Result<Operand> {
        let mut place = self.variable(capture.local);
        for step in &capture.path {
            place = place.then(match step {
                CaptureStep::Deref => Projection::Deref,
                CaptureStep::Field(field) => Projection::Field {
                    variant: None,
                    field: *field,
                },
            });
        }
        let place = self.finish_place(place)?;
        Ok(match capture.by_ref {
            Some(mutability) => {
                let reference = self.hold(capture.ty, Rvalue::Ref(mutability, place));
                self.move_or_copy(Place::local(reference), capture.ty)
            }
            None => {
                let value = self.move_or_copy(place.clone(), capture.ty);
                if self.mir.own {
                    let moved = matches!(value, Operand::Move(_));
                    self.push(StatementKind::Mention { place, moved });
                }
                value
            }
        })
    }

    fn closure_body(&self, closure: &Closure, ty: Ty) -> Result<Mir> {
        let coroutine = closure.kind == ClosureKind::Coroutine;
        let (kind, name) = match coroutine {
            true => (BodyKind::Coroutine(closure.id), self.mir.name.clone()),
            false => (
                BodyKind::Closure(closure.id),
                format!("{}::{{closure}}", self.mir.name),
            ),
        };
        let mut inner = Builder::new(self.session, self.body.clone(), kind, name);
        inner.span = self.body.expr(closure.body).span;
        inner.mir.span = self.span;
        let places = match coroutine {
            true => inner.coroutine_parameters(closure)?,
            false => inner.closure_parameters(closure, ty),
        };
        inner.environment = Some(Environment {
            captures: closure.captures.clone(),
            fields: places,
        });
        if !coroutine {
            let arguments = Place::local(Local(2));
            let places: Vec<Place> = (0..closure.params.len())
                .map(|index| arguments.clone().field(index as u32))
                .collect();
            inner.bind_parameters(&closure.params, &places);
        }
        inner.finish_body(closure.body)?;
        inner.into_mir()
    }

    fn closure_parameters(&mut self, closure: &Closure, ty: Ty) -> Vec<Place> {
        self.new_local(closure.ret, None);
        self.push_scope();
        let environment_ty = match closure.kind {
            ClosureKind::Fn => Ty::reference(ty, Mutability::Not),
            ClosureKind::FnMut => Ty::reference(ty, Mutability::Mut),
            ClosureKind::FnOnce | ClosureKind::Coroutine => ty,
        };
        let environment = self.new_local(environment_ty, None);
        let arguments = self.new_local(
            Ty::tuple(closure.params.iter().map(|param| param.ty).collect()),
            None,
        );
        self.schedule_drop(0, environment);
        self.schedule_drop(0, arguments);
        self.mir.params = 2;
        let base = match closure.kind {
            ClosureKind::Fn | ClosureKind::FnMut => Place::local(environment).deref(),
            ClosureKind::FnOnce | ClosureKind::Coroutine => Place::local(environment),
        };
        (0..closure.captures.len())
            .map(|index| base.clone().field(index as u32))
            .collect()
    }

    /// Captures are locals of the future; the context of the current poll comes after them.
    fn coroutine_parameters(&mut self, closure: &Closure) -> Result<Vec<Place>> {
        let poll = self.library_adt("core::task::Poll")?;
        let context = self.library_adt("core::task::Context")?;
        self.new_local(
            Ty::new(TyKind::Adt(poll, List::new(vec![Arg::Ty(closure.ret)]))),
            None,
        );
        self.push_scope();
        let mut places = Vec::with_capacity(closure.captures.len());
        for capture in &closure.captures {
            let name = capture
                .path
                .is_empty()
                .then(|| self.body.local(capture.local).name.clone());
            let local = self.new_local(capture.ty, name);
            self.schedule_drop(0, local);
            places.push(Place::local(local));
        }
        let context = Ty::new(TyKind::Adt(context, List::new(vec![Arg::Lifetime])));
        self.new_local(Ty::reference(context, Mutability::Mut), None);
        self.mir.params = places.len() as u32 + 1;
        self.result = Place::local(self.new_local(closure.ret, None));
        Ok(places)
    }

    fn library_adt(&self, path: &str) -> Result<AdtId> {
        match self.session.library_adt(path) {
            Some(adt) => Ok(adt),
            None => self.unsupported("async code without a library"),
        }
    }

    /// The ADT of a `Poll` type and the indexes of `Ready` and `Pending`.
    pub fn poll_variants(&self, ty: Ty) -> Option<(AdtId, u32, u32)> {
        let TyKind::Adt(adt, _) = ty.kind() else {
            return None;
        };
        let def = self.session.adt(*adt);
        let index = |name: &str| {
            def.variants
                .iter()
                .position(|it| it.name == name)
                .map(|it| it as u32)
        };
        Some((*adt, index("Ready")?, index("Pending")?))
    }

    /// Polls a future until it is ready, suspending this body each time it is not.
    pub fn await_future(&mut self, result: Place, it: &Await) -> Result<()> {
        let BodyKind::Coroutine(_) = self.mir.kind else {
            return self.unsupported("`.await` outside of an async body");
        };
        let operand = self.operand(it.operand)?;
        let scope = self.push_scope();
        let future = self.temporary_in(it.future, scope);
        self.call(
            Place::local(future),
            Callee::Fn(it.into_future.0, it.into_future.1),
            vec![operand],
            it.future,
        );

        let again = self.goto_new();
        let signature = self.session.fn_sig(it.poll.0);
        let poll_ty = signature.ret.subst(&it.poll.1);
        let Some(pin_ty) = signature.params.first().map(|ty| ty.subst(&it.poll.1)) else {
            return self.unsupported("a `poll` without parameters");
        };
        let (TyKind::Adt(pin, _), Some((_, ready, _))) =
            (pin_ty.kind(), self.poll_variants(poll_ty))
        else {
            return self.unsupported("a `poll` of another shape");
        };
        let reference_ty = Ty::reference(it.future, Mutability::Mut);
        let reference = self.new_local(reference_ty, None);
        self.assign(
            Place::local(reference),
            Rvalue::Ref(Mutability::Mut, Place::local(future)),
        );
        let pinned = self.new_local(pin_ty, None);
        let aggregate = Aggregate::Adt {
            ty: pin_ty,
            adt: *pin,
            variant: 0,
            union_field: None,
        };
        let pointer = vec![Operand::Move(Place::local(reference))];
        self.assign(Place::local(pinned), Rvalue::Aggregate(aggregate, pointer));
        let context = Local(self.mir.params);
        let context_ty = self.mir.local(context).ty;
        let reborrowed = self.new_local(context_ty, None);
        self.assign(
            Place::local(reborrowed),
            Rvalue::Ref(Mutability::Mut, Place::local(context).deref()),
        );
        let polled = self.new_local(poll_ty, None);
        let args = vec![
            Operand::Move(Place::local(pinned)),
            Operand::Move(Place::local(reborrowed)),
        ];
        self.call(
            Place::local(polled),
            Callee::Fn(it.poll.0, it.poll.1),
            args,
            poll_ty,
        );

        let ty = Ty::new(TyKind::Uint(UintTy::U32));
        let state = self.new_local(ty, None);
        self.assign(
            Place::local(state),
            Rvalue::Discriminant(Place::local(polled)),
        );
        let (done, pending) = (self.new_block(), self.new_block());
        let value = Operand::Copy(Place::local(state));
        let arms = vec![(u128::from(ready), done)];
        self.terminate(Terminator::Switch {
            value,
            ty,
            arms,
            otherwise: pending,
        });
        self.current = pending;
        self.terminate(Terminator::Yield { resume: again });
        self.current = done;
        let value = Operand::Move(Place::local(polled).variant_field(ready, 0));
        self.assign(result, Rvalue::Use(value));
        self.pop_scope();
        Ok(())
    }
}
