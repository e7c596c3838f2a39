//! Constants, promoted values and statics: evaluated at most once, into the program's data.

use analysis::ty::Args;
use bytecode::{Function, Op};

use super::{
    Error,
    func::{At, Func, Val},
    mono::{Cx, Instance},
};
use crate::mir::{Mir, Rvalue, StatementKind};

impl Cx<'_, '_> {
    /// `fn() -> T` for a constant, `fn() -> &'static T` for one that is referred to and for a promoted value.
    pub fn value_getter(&self, instance: &Instance) -> Result<Function, Error> {
        let (body, source, args) = match instance {
            Instance::Const(id, args) | Instance::ConstAddress(id, args) => (
                Instance::ConstBody(*id, *args),
                self.body(analysis::thir::Owner::Const(*id))?,
                *args,
            ),
            Instance::Promoted(key, path, args) => (
                Instance::PromotedBody(*key, path.clone(), *args),
                self.promoted_body(*key, path)?,
                *args,
            ),
            _ => return Err(Error::new("a getter of no value")),
        };
        let ty = self.concrete(source.get().locals[0].ty, args);
        let (size, align) = (self.size(ty)?, self.layout(ty)?.align as u32);
        let at = self.reserve(size, align);
        let done = self.reserve(1, 1);
        let init = self.function(body);
        let by_address = !matches!(instance, Instance::Const(..));
        let mut f = Func::new(self, Args::empty(), self.instance_name(instance));
        let ret_size = if by_address { 8 } else { size };
        f.out.ret_size = ret_size;
        let ret = f.fixed(ret_size, align.max(8));
        let (place, flag, is_done) = (f.fixed(8, 8), f.fixed(8, 8), f.fixed(1, 1));
        let ready = f.label();
        f.op(Op::DataAddr { dst: place, at });
        f.op(Op::DataAddr {
            dst: flag,
            at: done,
        });
        f.op(Op::Load8 {
            dst: is_done,
            ptr: flag,
            offset: 0,
        });
        f.jump_if(is_done, ready);
        let value = f.temp(size, align);
        f.call(init, value, Vec::new());
        f.copy(Val::memory(place, ty).at, At::Frame(value), size);
        f.op(Op::Const8 {
            dst: is_done,
            imm: 1,
        });
        f.op(Op::Store8 {
            ptr: flag,
            src: is_done,
            offset: 0,
        });
        f.bind(ready);
        if by_address {
            f.copy_slots(ret, place, 8);
        } else {
            f.copy(At::Frame(ret), Val::memory(place, ty).at, size);
        }
        f.op(Op::Return);
        f.finish(None)
    }
}

/// The locals of a constant's body that something may point to for ever: they lie in the data, not in the frame.
pub fn lasting_locals(mir: &Mir) -> Vec<bool> {
    let mut lasting = vec![false; mir.locals.len()];
    let statements = || mir.blocks.iter().flat_map(|block| &block.statements);
    for statement in statements() {
        if let StatementKind::Assign(_, Rvalue::Ref(_, place) | Rvalue::RawPtr(_, place)) =
            &statement.kind
            && !place.path.contains(&crate::mir::Projection::Deref)
        {
            lasting[place.local.0 as usize] = true;
        }
    }
    for statement in statements() {
        if let StatementKind::Drop(place) = &statement.kind {
            lasting[place.local.0 as usize] = false;
        }
    }
    lasting[0] = false;
    lasting
}
