//! The entry: initialises the statics, runs `main`, gives the exit code.

use analysis::{
    thir::Owner,
    ty::{Arg, Args, FnId, IntTy, Ty, TyKind},
};
use bytecode::{FuncId, Function, Op, Program};

use super::{
    Error, Files,
    func::{Func, Val},
    mono::{Cx, Instance},
};
use crate::optimize::optimize;

pub fn request(cx: &Cx<'_, '_>, main: FnId) -> FuncId {
    if let Some(panic_entry) = cx.session.library_fn("core::panicking::panic_entry") {
        cx.function(Instance::Fn(panic_entry, Args::empty()));
    }
    cx.function(Instance::Entry(main))
}

/// Puts the program together when all functions are compiled.
pub fn finish(cx: Cx<'_, '_>, entry: FuncId, files: Files) -> Result<Program, Error> {
    let panic_entry = cx
        .session
        .library_fn("core::panicking::panic_entry")
        .map(|id| cx.function(Instance::Fn(id, Args::empty())));
    let statics = cx.static_order.take();
    let functions: Option<Vec<Function>> = cx.functions.take().into_iter().collect();
    let mut functions = functions.ok_or_else(|| Error::new("a function was not compiled"))?;
    add_statics(&mut functions[entry as usize], &statics);
    let data = cx.data.take();
    let roots: Vec<FuncId> = panic_entry.into_iter().chain([entry]).collect();
    optimize(&mut functions, &roots, &data);
    Ok(Program {
        functions,
        entry,
        data,
        messages: cx.messages.take(),
        files: files.names,
        own_files: files.own_files,
        panic_entry,
    })
}

/// Which statics there are is known only at the end: their calls go before the rest of the entry, which has no jumps.
fn add_statics(entry: &mut Function, statics: &[FuncId]) {
    entry.calls.push(bytecode::CallArgs::default());
    let args = entry.calls.len() as u32 - 1;
    entry.ops.splice(
        0..0,
        statics.iter().map(|func| Op::Call { func: *func, args }),
    );
}

impl Cx<'_, '_> {
    pub fn entry_function(&self, main: FnId) -> Result<Function, Error> {
        let run = self.session.library_fn("core::rt::run_main");
        let run = run.ok_or_else(|| Error::new("the library has no `core::rt::run_main`"))?;
        let body = self.body(Owner::Fn(main))?;
        let ret = self.concrete(body.get().locals[0].ty, Args::empty());
        let code = Ty::new(TyKind::Int(IntTy::I32));
        let mut f = Func::new(self, Args::empty(), "entry".to_owned());
        let result = Val::frame(f.fixed(4, 4), code);
        f.out.ret_size = 4;
        let pointer = Ty::new(TyKind::FnPtr(analysis::ty::List::empty(), ret));
        let slot = f.fixed(8, 8);
        let func = self.function(Instance::Fn(main, Args::empty()));
        f.op(Op::FuncAddr { dst: slot, func });
        f.call_item(
            run,
            Args::new(vec![Arg::Ty(ret)]),
            &[Val::frame(slot, pointer)],
            result,
        )?;
        f.op(Op::Return);
        f.finish(None)
    }
}
