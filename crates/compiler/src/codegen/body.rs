//! A whole MIR body with its arguments: frame, blocks, cleanup, suspend points.

use std::{collections::HashMap, rc::Rc};

use analysis::{
    thir::Span,
    ty::{Args, Ty},
};
use bytecode::{Coroutine, Function, LocalInfo, Op, Slot, SuspendPoint};

use super::{
    Error,
    flags::{Flags, for_each_operand},
    func::{Func, Label, Val},
    mono::{BodyRef, Cx, Instance},
    operand::constant_ty,
    outline::{Outlined, outline},
    slots::{Conflicts, successors},
    values::lasting_locals,
};
use crate::mir::{
    BlockId, BodyKind, Callee, Local, Mir, Operand, Place, Rvalue, Statement, StatementKind,
    Terminator,
};

/// Where a local lies.
#[derive(Clone, Copy, Debug)]
pub enum Storage {
    Frame(Slot),
    /// In the program's data: constants' locals that outlive the evaluation.
    Data(u32),
}

pub struct Body<'c, 's, 'db, 'm> {
    pub f: Func<'c, 's, 'db>,
    pub mir: &'m Mir,
    pub body: &'m BodyRef,
    types: Vec<Ty>,
    pub storage: Vec<Storage>,
    pub flags: Flags,
    labels: Vec<Label>,
    /// How often each local is read as a whole.
    reads: Vec<u32>,
    /// Where a value's body writes its result besides returning it: a static's place.
    result_at: Option<u32>,
    /// Calls of the body's own outlined parts, by block and statement.
    calls: HashMap<(usize, usize), u32>,
}

impl Cx<'_, '_> {
    /// The function of a body, and the alignment of its frame.
    pub fn compile_body(
        &self,
        body: &BodyRef,
        args: Args,
        instance: &Instance,
    ) -> Result<(Function, u32), Error> {
        let mut mir = body.get();
        let mut f = Func::new(self, args, self.instance_name(instance));
        f.out.own = mir.own;
        f.out.track_caller =
            matches!(instance, Instance::Fn(id, _) if self.session.fn_sig(*id).track_caller);
        f.out.place = mir.span.map(|span| self.place(span));
        let mut types: Vec<Ty> = mir
            .locals
            .iter()
            .map(|local| self.concrete(local.ty, args))
            .collect();
        let outlined = self.outline_recursion(&f, mir, &types, args)?;
        let mut calls = HashMap::new();
        if let Some(outlined) = &outlined {
            mir = &outlined.mir;
            calls.clone_from(&outlined.calls);
            types = mir
                .locals
                .iter()
                .map(|local| self.concrete(local.ty, args))
                .collect();
        }
        let mut reads = vec![0; mir.locals.len()];
        for_each_operand(mir, &mut |operand| {
            if let Operand::Copy(place) | Operand::Move(place) = operand {
                reads[place.local.0 as usize] += 1;
            }
        });
        let result_at = match instance {
            Instance::StaticBody(_) => self.value_cells.borrow().get(instance).copied(),
            _ => None,
        };
        let labels = mir.blocks.iter().map(|_| f.label()).collect();
        let flags = Flags::default();
        let mut body = Body {
            f,
            mir,
            body,
            types,
            storage: Vec::new(),
            flags,
            labels,
            reads,
            result_at,
            calls,
        };
        body.write()?;
        let align = body.f.align.max(8);
        let cleanup = body.write_cleanup()?;
        Ok((body.f.finish(cleanup)?, align))
    }
}

impl Cx<'_, '_> {
    /// Takes the locals of an async body out that would hold the future itself.
    fn outline_recursion(
        &self,
        f: &Func<'_, '_, '_>,
        mir: &Mir,
        types: &[Ty],
        args: Args,
    ) -> Result<Option<Outlined>, Error> {
        let BodyKind::Coroutine(id) = mir.kind else {
            return Ok(None);
        };
        let mut recursive = vec![false; types.len()];
        let mut problem = None;
        for (index, ty) in types.iter().enumerate() {
            if let Err(error) = self.layout(*ty) {
                if error.code.is_none() || index <= mir.params as usize {
                    return Err(error);
                }
                recursive[index] = true;
                problem = Some(error);
            }
        }
        let Some(problem) = problem else {
            return Ok(None);
        };
        let operand_ty = |operand: &Operand| match operand {
            Operand::Constant(constant) => Ok(self.concrete(constant_ty(constant), args)),
            Operand::Copy(place) | Operand::Move(place) => {
                let start = types[place.local.0 as usize];
                place
                    .path
                    .iter()
                    .try_fold(start, |ty, step| f.projected_ty(ty, step))
            }
        };
        let Some(outlined) = outline(mir, &recursive, &operand_ty, types)? else {
            return Err(problem);
        };
        for (part, function) in outlined.functions.iter().enumerate() {
            let key = (id, part as u32, args);
            self.outlined
                .borrow_mut()
                .insert(key, Rc::new(function.clone()));
        }
        Ok(Some(outlined))
    }
}

impl Body<'_, '_, '_, '_> {
    pub fn local_ty(&self, local: usize) -> Ty {
        self.types[local]
    }

    fn is_coroutine(&self) -> bool {
        matches!(self.mir.kind, BodyKind::Coroutine(_))
    }

    fn write(&mut self) -> Result<(), Error> {
        self.place_locals()?;
        self.make_flags()?;
        let params = self.mir.params as usize;
        if let Some(coroutine) = &mut self.f.out.coroutine {
            let start = Label(coroutine.start);
            self.f.bind(start);
        }
        for local in 1..=params {
            self.mark_local(local, true);
        }
        let order = self.block_order();
        let mut entries = vec![0u32; self.mir.blocks.len()];
        for block in &order {
            for to in successors(&self.mir.blocks[*block].terminator) {
                entries[to] += 1;
            }
        }
        for (position, block) in order.iter().enumerate() {
            let follows = position > 0
                && order[position - 1] + 1 == *block
                && matches!(
                    self.mir.blocks[order[position - 1]].terminator,
                    Terminator::Goto(_) | Terminator::If { .. }
                )
                && successors(&self.mir.blocks[order[position - 1]].terminator).contains(block);
            match (follows && entries[*block] == 1) || position == 0 && entries[0] == 0 {
                true => self.f.bind_next(self.labels[*block]),
                false => self.f.bind(self.labels[*block]),
            }
            self.block(*block)?;
        }
        Ok(())
    }

    // -- the frame --

    fn place_locals(&mut self) -> Result<(), Error> {
        let cx = self.f.cx;
        let count = self.mir.locals.len();
        let params = self.mir.params as usize;
        let lasting = match self.mir.kind {
            BodyKind::Value => lasting_locals(self.mir),
            _ => vec![false; count],
        };
        self.storage = vec![Storage::Frame(0); count];
        let ret = self.f.fixed_for(self.types[0])?;
        self.storage[0] = Storage::Frame(ret);
        // A static's initialiser writes to the static's place and returns nothing.
        if self.result_at.is_none() {
            self.f.out.ret_size = cx.size(self.types[0])?;
        }
        let header = self
            .is_coroutine()
            .then(|| (self.f.fixed(4, 4), self.f.fixed(4, 4)));
        let mut slots = Vec::new();
        for local in 1..=params {
            let (slot, size) = (
                self.f.fixed_for(self.types[local])?,
                cx.size(self.types[local])?,
            );
            self.storage[local] = Storage::Frame(slot);
            slots.push((slot, size));
        }
        match header {
            None => self.f.out.params = slots,
            Some((state, trace_id)) => {
                let Some((cx_slot, _)) = slots.pop() else {
                    return Err(Error::new("an async body without context"));
                };
                let (start, drop) = (self.f.label(), self.f.label());
                self.f.out.coroutine = Some(Coroutine {
                    state,
                    trace_id,
                    cx: cx_slot,
                    start: start.0,
                    points: Vec::new(),
                    captures: slots,
                    drop: drop.0,
                    resumed_done: cx.message("`async fn` resumed after completion"),
                    resumed_panicked: cx.message("`async fn` resumed after panicking"),
                });
            }
        }
        for local in (params + 1..count).filter(|local| lasting[*local]) {
            let layout = cx.layout(self.types[local])?;
            self.storage[local] =
                Storage::Data(cx.reserve(cx.size(self.types[local])?, layout.align as u32));
        }
        self.share_slots(
            (params + 1..count)
                .filter(|local| !lasting[*local])
                .collect(),
        )?;
        Ok(())
    }

    /// Gives slots to locals; the largest first, each to the first slot whose other users are never alive with it.
    fn share_slots(&mut self, mut locals: Vec<usize>) -> Result<(), Error> {
        struct Shared {
            slot: Slot,
            size: u32,
            align: u32,
            users: Vec<usize>,
        }
        let cx = self.f.cx;
        let conflicts = Conflicts::of(self.mir);
        let mut sizes = vec![(0, 1); self.types.len()];
        for local in &locals {
            sizes[*local] = (
                cx.size(self.types[*local])?,
                cx.layout(self.types[*local])?.align as u32,
            );
        }
        locals.sort_by_key(|local| std::cmp::Reverse(sizes[*local].0));
        let mut shared: Vec<Shared> = Vec::new();
        for local in locals {
            let (size, align) = sizes[local];
            let free = |s: &&mut Shared| {
                s.size >= size
                    && s.align >= align
                    && s.users.iter().all(|user| !conflicts.conflict(*user, local))
            };
            if conflicts.may_share(local)
                && size > 0
                && let Some(found) = shared.iter_mut().find(free)
            {
                found.users.push(local);
                self.storage[local] = Storage::Frame(found.slot);
                continue;
            }
            let slot = self.f.fixed(size, align);
            self.storage[local] = Storage::Frame(slot);
            if conflicts.may_share(local) {
                shared.push(Shared {
                    slot,
                    size,
                    align,
                    users: vec![local],
                });
            }
        }
        Ok(())
    }

    fn local_infos(&mut self) -> Result<(), Error> {
        for (index, local) in self.mir.locals.iter().enumerate() {
            if let (Some(name), Storage::Frame(slot)) = (&local.name, self.storage[index]) {
                let info = LocalInfo {
                    name: name.clone(),
                    ty: self.f.cx.session.display(self.types[index]),
                    slot,
                    size: self.f.cx.size(self.types[index])?,
                    flag: self.flags.flag_of(index),
                };
                self.f.add_local_info(info);
            }
        }
        Ok(())
    }

    // -- blocks --

    /// Those that can be reached, so that most jumps go to the next one.
    fn block_order(&self) -> Vec<usize> {
        let mut seen = vec![false; self.mir.blocks.len()];
        let mut work = vec![0];
        while let Some(block) = work.pop() {
            if !std::mem::replace(&mut seen[block], true) {
                work.extend(successors(&self.mir.blocks[block].terminator));
            }
        }
        (0..seen.len()).filter(|block| seen[*block]).collect()
    }

    fn panic_place(&self, span: Option<Span>) -> Option<Span> {
        let place = span.and_then(|span| self.mir.panic_places.get(&span));
        place.copied().or(span)
    }

    fn block(&mut self, index: usize) -> Result<(), Error> {
        let block = &self.mir.blocks[index];
        let fused = self.fused_discriminant(block.statements.last(), &block.terminator);
        let count = block.statements.len() - usize::from(fused.is_some());
        for (position, statement) in block.statements[..count].iter().enumerate() {
            self.f.at_span(self.panic_place(statement.span));
            let part = self.calls.get(&(index, position)).copied();
            self.statement(statement, part)
                .map_err(|e| e.at(statement.span))?;
            self.f.end_statement();
        }
        self.f.at_span(self.panic_place(block.terminator_span));
        match (fused, &block.terminator) {
            (
                Some(of),
                Terminator::Switch {
                    arms, otherwise, ..
                },
            ) => self.switch_on_tag(of, arms, *otherwise),
            (_, terminator) => self.terminator(terminator, index),
        }
        .map_err(|e| e.at(block.terminator_span))?;
        self.f.end_statement();
        Ok(())
    }

    fn label(&self, block: BlockId) -> Label {
        self.labels[block.0 as usize]
    }

    fn statement(&mut self, statement: &Statement, part: Option<u32>) -> Result<(), Error> {
        match &statement.kind {
            StatementKind::Assign(place, value) => {
                self.rvalue(value, place)?;
                self.mark_initialised(place);
            }
            StatementKind::Call { dst, callee, args } => self.call(dst, callee, args, part)?,
            StatementKind::Drop(place) => self.drop_place(place)?,
            StatementKind::CheckBounds { base, index } => self.check_bounds(base, *index)?,
            StatementKind::StorageLive(_) | StatementKind::Mention { .. } => {}
            StatementKind::StorageDead(local) => {
                // What needs no drop has a flag only to be shown.
                let local = local.0 as usize;
                if self.flags.root(local).is_some() && !self.flags.must_drop(local) {
                    self.mark_local(local, false);
                }
            }
        }
        Ok(())
    }

    fn check_bounds(&mut self, base: &Place, index: Local) -> Result<(), Error> {
        let base = self.place(base)?;
        let len = match (self.f.cx.array(base.ty)?, base.meta) {
            (Some((_, len)), _) => self.f.word_const(len),
            (None, Some(meta)) => meta,
            (None, None) => return Err(Error::new("an index into what is no array")),
        };
        let index = self.local_val(index.0 as usize)?;
        let index = self.f.in_slot(index)?;
        self.f.op(Op::BoundsCheck { index, len });
        Ok(())
    }

    fn call(
        &mut self,
        dst: &Place,
        callee: &Callee,
        args: &[Operand],
        part: Option<u32>,
    ) -> Result<(), Error> {
        let mut vals = Vec::new();
        for arg in args {
            vals.push(self.operand(arg)?);
        }
        let to = self.place(dst)?;
        let callee_ptr = match callee {
            Callee::Ptr(operand) => {
                let val = self.operand(operand)?;
                Some(self.f.in_slot(val)?)
            }
            Callee::Fn(..) => None,
        };
        // What is given away belongs to the callee from now on, also when it panics.
        for arg in args {
            self.consume(arg);
        }
        if let (Some(part), BodyKind::Coroutine(id)) = (part, self.mir.kind) {
            let func = self
                .f
                .cx
                .function(Instance::Outlined(id, part, self.f.args));
            self.f.call_function(func, &vals, to)?;
            self.mark_initialised(dst);
            return Ok(());
        }
        match callee {
            Callee::Fn(id, args) => {
                let args = self.f.cx.concrete_args(*args, self.f.args);
                self.f.call_item(*id, args, &vals, to)?;
            }
            Callee::Ptr(_) => {
                if let Some(ptr) = callee_ptr {
                    self.f.call_pointer(ptr, &vals, to)?;
                }
            }
        }
        self.mark_initialised(dst);
        Ok(())
    }

    fn terminator(&mut self, terminator: &Terminator, index: usize) -> Result<(), Error> {
        match terminator {
            Terminator::Goto(to) => self.go_to(*to, index),
            Terminator::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.operand(condition)?;
                let slot = self.f.in_slot(condition)?;
                if then.0 as usize == index + 1 {
                    self.f.jump_if_not(slot, self.label(*otherwise));
                } else {
                    self.f.jump_if(slot, self.label(*then));
                    self.go_to(*otherwise, index);
                }
            }
            Terminator::Switch {
                value,
                ty,
                arms,
                otherwise,
            } => {
                let ty = self.f.ty(*ty);
                let value = self.operand(value)?;
                let size = self.f.cx.size(ty)?;
                let slot = self.f.in_slot(value)?;
                let mask = super::layout::max_of(size.into());
                let arms = arms
                    .iter()
                    .map(|(value, to)| (*value & mask, self.label(*to)))
                    .collect();
                self.f.switch(slot, size, arms, self.label(*otherwise));
            }
            Terminator::Return => {
                if let Some(at) = self.result_at {
                    let result = self.local_val(0)?;
                    let ptr = self.f.word();
                    self.f.op(Op::DataAddr { dst: ptr, at });
                    self.f.copy_val(Val::memory(ptr, result.ty), result)?;
                }
                if self.is_coroutine() {
                    self.f.op(Op::Finish);
                }
                self.f.op(Op::Return);
            }
            Terminator::Unreachable => self.f.op(Op::Unreachable),
            Terminator::Yield { resume } => self.suspend(*resume, index)?,
        }
        Ok(())
    }

    fn go_to(&mut self, to: BlockId, from: usize) {
        if to.0 as usize != from + 1 {
            self.f.jump(self.label(to));
        }
    }

    fn suspend(&mut self, resume: BlockId, index: usize) -> Result<(), Error> {
        let poll = self.local_val(0)?;
        let pending = match poll.ty.kind() {
            analysis::ty::TyKind::Adt(id, _) => self
                .f
                .cx
                .adt(*id)
                .variants
                .iter()
                .position(|v| v.name == "Pending"),
            _ => None,
        };
        let pending = pending.ok_or_else(|| Error::new("an async body that gives no `Poll`"))?;
        self.f.write_tag(poll, pending as u32)?;
        let place = self.mir.blocks[index]
            .terminator_span
            .map(|span| self.f.cx.place(span));
        let resume = self.label(resume).0;
        let Some(coroutine) = &mut self.f.out.coroutine else {
            return Err(Error::new("a suspend point outside of an async body"));
        };
        coroutine.points.push(SuspendPoint { resume, place });
        let point = coroutine.points.len() as u32 - 1;
        self.f.op(Op::Suspend { point });
        Ok(())
    }

    /// `d = discriminant(place); switch d` with no other use of `d` switches on the tag itself.
    fn fused_discriminant<'a>(
        &self,
        last: Option<&'a Statement>,
        terminator: &Terminator,
    ) -> Option<&'a Place> {
        let Terminator::Switch {
            value: Operand::Copy(value) | Operand::Move(value),
            ..
        } = terminator
        else {
            return None;
        };
        match &last?.kind {
            StatementKind::Assign(to, Rvalue::Discriminant(of))
                if to == value
                    && to.is_local()
                    && self.reads[to.local.0 as usize] == 1
                    && self.flags.root(to.local.0 as usize).is_none() =>
            {
                Some(of)
            }
            _ => None,
        }
    }

    fn switch_on_tag(
        &mut self,
        of: &Place,
        arms: &[(u128, BlockId)],
        otherwise: BlockId,
    ) -> Result<(), Error> {
        let of = self.place(of)?;
        let labels = &self.labels;
        let target = |variant: u32| {
            let arm = arms.iter().find(|(value, _)| *value == u128::from(variant));
            labels[arm.map_or(otherwise, |(_, to)| *to).0 as usize]
        };
        self.f.switch_variant(of, &target)
    }

    // -- unwinding and cancellation --

    fn write_cleanup(&mut self) -> Result<Option<Label>, Error> {
        self.local_infos()?;
        let drops = self.flags.any_drops();
        let cleanup = drops.then(|| self.f.label());
        if let Some(cleanup) = cleanup {
            self.f.bind(cleanup);
            self.drop_all()?;
            self.f.op(Op::ResumeUnwind);
        }
        if let Some(coroutine) = self.f.out.coroutine.clone() {
            self.f.bind(Label(coroutine.drop));
            let (fresh, all, gone) = (self.f.label(), self.f.label(), self.f.label());
            self.f.switch(
                coroutine.state,
                4,
                vec![(0, fresh), (1, gone), (2, gone)],
                all,
            );
            self.f.bind(fresh);
            for local in 1..self.mir.params as usize {
                self.mark_local(local, true);
            }
            self.f.bind(all);
            self.drop_all()?;
            self.f.bind(gone);
            self.f.op(Op::Return);
        }
        Ok(cleanup)
    }

    fn drop_all(&mut self) -> Result<(), Error> {
        for local in (0..self.mir.locals.len()).rev() {
            if self.flags.must_drop(local) {
                self.drop_local(local)?;
                self.f.end_statement();
            }
        }
        Ok(())
    }
}
