//! Functions that nobody wrote but that need an address: constructors, closures behind pointers, built-in
//! methods in vtables.

use analysis::{
    AdtKind,
    ty::{AdtId, Args, FnId, Mutability, Ty, TyKind},
};
use bytecode::{Function, Op};

use super::{
    Error,
    func::{At, Func, Val},
    mono::{Cx, Instance},
};

impl<'s, 'db> Cx<'s, 'db> {
    /// A function with that result and parameters: itself, its result's place and its parameters.
    fn shim(
        &self,
        name: String,
        params: &[Ty],
        ret: Ty,
    ) -> Result<(Func<'_, 's, 'db>, Val, Vec<Val>), Error> {
        let mut f = Func::new(self, Args::empty(), name);
        let result = Val::frame(f.fixed_for(ret)?, ret);
        f.out.ret_size = self.size(ret)?;
        let mut vals = Vec::new();
        for ty in params {
            let slot = f.fixed_for(*ty)?;
            let size = self.size(*ty)?;
            f.out.params.push((slot, size));
            vals.push(Val::frame(slot, *ty));
        }
        Ok((f, result, vals))
    }

    /// The constructor of a tuple struct or variant.
    pub fn constructor(&self, adt: AdtId, variant: u32, args: Args) -> Result<Function, Error> {
        let ty = Ty::new(TyKind::Adt(adt, args));
        let item = Ty::new(TyKind::Ctor(adt, variant, args));
        let index = if self.adt(adt).kind == AdtKind::Enum {
            variant
        } else {
            0
        };
        let name = self.instance_name(&Instance::Ctor(adt, variant, args));
        let (mut f, result, params) = self.shim(name, &self.fields(ty, index)?, ty)?;
        f.call_callable(item, &params, result)?;
        f.op(Op::Return);
        f.finish(None)
    }

    /// The types of a method's parameters and its result.
    fn signature(&self, id: FnId, args: Args) -> (Vec<Ty>, Ty) {
        let sig = self.session.fn_sig(id);
        (
            sig.params
                .iter()
                .map(|ty| self.concrete(*ty, args))
                .collect(),
            self.concrete(sig.ret, args),
        )
    }

    /// A trait's method that is built in for these arguments.
    pub fn builtin_method(&self, id: FnId, args: Args) -> Result<Function, Error> {
        let (params, ret) = self.signature(id, args);
        let (mut f, result, params) = self.shim(
            self.instance_name(&Instance::Builtin(id, args)),
            &params,
            ret,
        )?;
        f.call_item(id, args, &params, result)?;
        f.op(Op::Return);
        f.finish(None)
    }

    /// The same with `self` by value given by its address.
    pub fn by_pointer(&self, id: FnId, args: Args) -> Result<Function, Error> {
        let (mut params, ret) = self.signature(id, args);
        let Some(first) = params.first_mut() else {
            return Err(Error::new("a method without receiver"));
        };
        let this = *first;
        *first = Ty::pointer(this, Mutability::Mut);
        let (mut f, result, mut vals) = self.shim(
            self.instance_name(&Instance::ByPointer(id, args)),
            &params,
            ret,
        )?;
        vals[0] = f.deref(vals[0])?;
        f.call_item(id, args, &vals, result)?;
        f.op(Op::Return);
        f.finish(None)
    }

    /// What a call of a closure takes (one by one) and gives.
    fn closure_signature(&self, closure: Ty) -> Result<(Vec<Ty>, Ty), Error> {
        let (TyKind::Closure(id, args) | TyKind::CoroutineClosure(id, args)) = closure.kind()
        else {
            return Err(Error::new("a call of what is no closure"));
        };
        let body = self.closure_body(*id)?;
        let mir = body.get();
        let ret = self.concrete(mir.locals[0].ty, *args);
        let tuple = mir
            .locals
            .get(2)
            .map(|local| self.concrete(local.ty, *args));
        match tuple.map(|ty| ty.kind()) {
            Some(TyKind::Tuple(of)) if mir.params >= 2 => Ok((of.to_vec(), ret)),
            _ => Err(Error::new("a closure without arguments")),
        }
    }

    /// `call_once` of a closure whose body takes itself by reference.
    pub fn closure_once(&self, closure: Ty) -> Result<Function, Error> {
        let (params, ret) = self.closure_signature(closure)?;
        let tuple = Ty::tuple(params);
        let name = self.instance_name(&Instance::ClosureOnce(closure));
        let (mut f, result, vals) = self.shim(name, &[closure, tuple], ret)?;
        let reference = Val::frame(f.fixed(8, 8), Ty::reference(closure, Mutability::Mut));
        if let At::Frame(slot) = reference.at {
            f.address_into(slot, vals[0]);
        }
        let func = self.closure_function(closure, false)?;
        let dropping = f.fixed(1, 1);
        f.out.zeroed = (dropping, 1);
        f.call_function(func, &[reference, vals[1]], result)?;
        f.op(Op::Const8 {
            dst: dropping,
            imm: 1,
        });
        f.drop_val(vals[0])?;
        f.op(Op::Return);
        if !self.needs_drop(closure)? {
            return f.finish(None);
        }
        // A panic of the body drops the closure; one of that drop does not drop it again.
        let (cleanup, end) = (f.label(), f.label());
        f.bind(cleanup);
        f.jump_if(dropping, end);
        f.drop_val(vals[0])?;
        f.bind(end);
        f.op(Op::ResumeUnwind);
        f.finish(Some(cleanup))
    }

    /// A closure without captures as a function pointer.
    pub fn closure_pointer(&self, closure: Ty) -> Result<Function, Error> {
        let (params, ret) = self.closure_signature(closure)?;
        let name = self.instance_name(&Instance::ClosurePointer(closure));
        let (mut f, result, vals) = self.shim(name, &params, ret)?;
        let tuple = f.gather(&vals)?;
        let func = self.closure_function(closure, true)?;
        let this = Val::frame(f.temp_for(closure)?, closure);
        f.call_function(func, &[this, tuple], result)?;
        f.op(Op::Return);
        f.finish(None)
    }
}
