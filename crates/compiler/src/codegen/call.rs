//! Calls: from a function and its arguments to what is reached, with all that is built in.

use analysis::{
    Resolved,
    ty::{Args, FnId, Ty, TyKind},
};
use bytecode::{FuncId, Op, Slot};

use super::{
    Error,
    func::{At, Func, Val},
    mono::{Cx, Instance, VTABLE_HEAD},
};
use crate::mir::BodyKind;

impl Func<'_, '_, '_> {
    /// Calls an item (its arguments are parameter-free) with values; the result goes to `dst`.
    pub fn call_item(&mut self, id: FnId, args: Args, vals: &[Val], dst: Val) -> Result<(), Error> {
        match self.cx.session.resolve(id, args) {
            Resolved::Fn(id, args) => {
                let func = self.cx.function(Instance::Fn(id, args));
                self.call_function(func, vals, dst)
            }
            Resolved::Intrinsic(name, args) => self.intrinsic_call(&name, args, vals, dst),
            Resolved::Virtual { slot } => self.call_virtual(slot, vals, dst),
            Resolved::Closure { closure, by_value } => {
                let func = self.cx.closure_function(closure, by_value)?;
                self.call_function(func, vals, dst)
            }
            Resolved::FnItem { item, .. } => {
                let spread = self.spread(vals)?;
                self.call_callable(item, &spread, dst)
            }
            Resolved::FnPtr { by_value } => {
                let spread = self.spread(vals)?;
                let ptr = match (vals.first(), by_value) {
                    (Some(ptr), true) => self.in_slot(*ptr)?,
                    (Some(reference), false) => {
                        let ptr = self.deref(*reference)?;
                        self.in_slot(ptr)?
                    }
                    (None, _) => return Err(Error::new("a call of nothing")),
                };
                self.call_pointer(ptr, &spread, dst)
            }
            Resolved::CoroutinePoll(ty) => {
                let TyKind::Coroutine(id, args) = ty.kind() else {
                    return Err(Error::new("a poll of what is no future"));
                };
                let func = self.cx.function(Instance::Coroutine(*id, *args));
                self.call_function(func, vals, dst)
            }
            Resolved::CloneShim(ty) => {
                let func = self.cx.function(Instance::Clone(id, ty));
                self.call_function(func, vals, dst)
            }
            Resolved::Missing(message) => Err(Error::new(message)),
        }
    }

    /// Calls a value of a zero-sized function type.
    pub fn call_callable(&mut self, item: Ty, vals: &[Val], dst: Val) -> Result<(), Error> {
        match item.kind() {
            TyKind::FnDef(id, args) => self.call_item(*id, *args, vals, dst),
            TyKind::Ctor(adt, variant, _) => {
                let variant =
                    (self.cx.adt(*adt).kind == analysis::AdtKind::Enum).then_some(*variant);
                self.write_to(dst, |f, slot| {
                    let whole = Val::frame(slot, dst.ty);
                    for (index, val) in vals.iter().enumerate() {
                        let part = f.field(whole, variant, index as u32)?;
                        f.copy_val(part, *val)?;
                    }
                    match variant {
                        Some(variant) => f.write_tag(whole, variant),
                        None => Ok(()),
                    }
                })
            }
            _ => Err(Error::new(format!(
                "`{}` is no function",
                self.cx.session.display(item)
            ))),
        }
    }

    pub fn call_function(&mut self, func: FuncId, vals: &[Val], dst: Val) -> Result<(), Error> {
        let args = self.arguments(vals)?;
        self.with_result(dst, |f, ret| f.call(func, ret, args))
    }

    pub fn call_pointer(&mut self, ptr: Slot, vals: &[Val], dst: Val) -> Result<(), Error> {
        let args = self.arguments(vals)?;
        let size = self.cx.size(dst.ty)?;
        self.with_result(dst, |f, ret| f.call_ptr(ptr, (ret, size), args))
    }

    fn arguments(&mut self, vals: &[Val]) -> Result<Vec<(Slot, u32)>, Error> {
        vals.iter()
            .map(|val| {
                let size = self.cx.size(val.ty)?;
                let slot = if size == 0 { 0 } else { self.in_slot(*val)? };
                Ok((slot, size))
            })
            .collect()
    }

    fn with_result(&mut self, dst: Val, call: impl FnOnce(&mut Self, Slot)) -> Result<(), Error> {
        self.write_to(dst, |f, ret| {
            call(f, ret);
            Ok(())
        })
    }

    /// The first argument is a fat pointer, perhaps inside a box or `Pin`.
    fn call_virtual(&mut self, slot: u32, vals: &[Val], dst: Val) -> Result<(), Error> {
        let Some((receiver, rest)) = vals.split_first() else {
            return Err(Error::new("a method without receiver"));
        };
        let receiver = self.in_slot(*receiver)?;
        let method = self.word();
        self.op(Op::Load64 {
            dst: method,
            ptr: receiver + 8,
            offset: ((VTABLE_HEAD + slot) * 8) as i32,
        });
        let mut args = vec![(receiver, 8)];
        args.extend(self.arguments(rest)?);
        let size = self.cx.size(dst.ty)?;
        self.with_result(dst, |f, ret| f.call_ptr(method, (ret, size), args))
    }

    /// The elements of the tuple that is the second argument of a `Fn*` call.
    pub fn spread(&mut self, vals: &[Val]) -> Result<Vec<Val>, Error> {
        let Some(tuple) = vals.get(1) else {
            return Ok(Vec::new());
        };
        let TyKind::Tuple(of) = tuple.ty.kind() else {
            return Err(Error::new("arguments that are no tuple"));
        };
        (0..of.len() as u32)
            .map(|index| self.field(*tuple, None, index))
            .collect()
    }

    /// Collects values in a tuple.
    pub fn gather(&mut self, vals: &[Val]) -> Result<Val, Error> {
        let ty = Ty::tuple(vals.iter().map(|val| val.ty).collect());
        let whole = Val::frame(self.temp_for(ty)?, ty);
        for (index, val) in vals.iter().enumerate() {
            let part = self.field(whole, None, index as u32)?;
            self.copy_val(part, *val)?;
        }
        Ok(whole)
    }

    /// `call_once_boxed(b, args)`: what `b` points to is moved out and called, then the box freed.
    pub fn call_once_boxed(&mut self, callee: Ty, vals: &[Val], dst: Val) -> Result<(), Error> {
        let [boxed, tuple] = vals else {
            return Err(Error::new("`call_once_boxed` takes a box and a tuple"));
        };
        let inner = self.deref(*boxed)?;
        // The box may lie where the result goes.
        let copy = self.temp(16, 8);
        self.address_into(copy, inner);
        let inner = Val {
            at: At::Memory {
                ptr: copy,
                offset: 0,
            },
            meta: inner.meta.map(|_| copy + 8),
            ..inner
        };
        match callee.kind() {
            TyKind::Dyn(dynamic) => {
                let once = self.cx.call_once()?;
                let slot = self.cx.session.vtable_slot(dynamic, once);
                let slot =
                    slot.ok_or_else(|| Error::new("a boxed callable without `call_once`"))?;
                let pair = Val::frame(copy, Ty::pointer(callee, analysis::ty::Mutability::Mut));
                self.call_virtual(slot, &[pair, *tuple], dst)?;
            }
            _ => {
                let once = self.cx.call_once()?;
                let args = Args::new(vec![
                    analysis::ty::Arg::Ty(callee),
                    analysis::ty::Arg::Ty(tuple.ty),
                ]);
                self.call_item(once, args, &[inner, *tuple], dst)?;
            }
        }
        self.free(inner)
    }
}

impl Cx<'_, '_> {
    /// The function that a `Fn*` call of a closure reaches.
    pub fn closure_function(&self, closure: Ty, by_value: bool) -> Result<FuncId, Error> {
        let (TyKind::Closure(id, args) | TyKind::CoroutineClosure(id, args)) = closure.kind()
        else {
            return Err(Error::new("a call of what is no closure"));
        };
        if by_value && self.closure_takes_reference(*id)? {
            return Ok(self.function(Instance::ClosureOnce(closure)));
        }
        Ok(self.function(Instance::Closure(*id, *args)))
    }

    /// Does the closure's body reach its captures by reference (`Fn`, `FnMut`)?
    pub fn closure_takes_reference(&self, id: analysis::ty::ClosureId) -> Result<bool, Error> {
        let body = self.closure_body(id)?;
        let mir = body.get();
        Ok(matches!(mir.kind, BodyKind::Closure(_))
            && matches!(
                mir.locals.get(1).map(|l| l.ty.kind()),
                Some(TyKind::Ref(..))
            ))
    }

    /// The function behind a pointer to a function item, constructor or closure without captures.
    pub fn function_pointer(&self, ty: Ty) -> Result<FuncId, Error> {
        Ok(match ty.kind() {
            TyKind::FnDef(id, args) => self.item_function(*id, *args),
            TyKind::Ctor(adt, variant, args) => {
                self.function(Instance::Ctor(*adt, *variant, *args))
            }
            TyKind::Closure(..) => self.function(Instance::ClosurePointer(ty)),
            _ => {
                return Err(Error::new(format!(
                    "`{}` is no function",
                    self.session.display(ty)
                )));
            }
        })
    }

    /// An item as a function with an address.
    pub fn item_function(&self, id: FnId, args: Args) -> FuncId {
        match self.session.resolve(id, args) {
            Resolved::Fn(id, args) => self.function(Instance::Fn(id, args)),
            _ => self.function(Instance::Builtin(id, args)),
        }
    }

    /// What a vtable's slot points to.
    pub fn vtable_entry(&self, id: FnId, args: Args) -> Result<Option<FuncId>, Error> {
        let by_value = matches!(
            self.session.fn_sig(id).params.first().map(|ty| ty.kind()),
            Some(TyKind::Param(0))
        );
        Ok(Some(match by_value {
            true => self.function(Instance::ByPointer(id, args)),
            false => self.item_function(id, args),
        }))
    }

    pub fn call_once(&self) -> Result<FnId, Error> {
        let paths = [
            "core::ops::FnOnce::call_once",
            "core::ops::function::FnOnce::call_once",
        ];
        let found = paths
            .into_iter()
            .find_map(|path| self.session.library_fn(path));
        found.ok_or_else(|| Error::new("the library has no `FnOnce::call_once`"))
    }
}
