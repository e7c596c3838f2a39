//! Drop glue and clone glue: functions over types, one step for each part.

use analysis::{
    AdtKind,
    ty::{Arg, Args, FnId, Mutability, Ty, TyKind},
};
use bytecode::{CmpOp, Function, Num, Op, Slot};

use super::{
    Error,
    func::{Func, Val},
    mono::{Cx, Instance},
};

/// A part of a drop. When one panics, the cleanup does those after it.
enum Step {
    /// `Drop::drop` of the type itself.
    Own(Instance),
    Field(Option<u32>, u32),
    /// What a box points to, and then its memory.
    Inside,
    Free,
}

/// The steps for each variant (`None`: the only one), of those that have any.
type Sequences = Vec<(Option<u32>, Vec<Step>)>;

impl Cx<'_, '_> {
    /// `fn(ptr: *mut T)`
    pub fn drop_glue(&self, ty: Ty) -> Result<Function, Error> {
        let mut f = Func::new(self, Args::empty(), self.instance_name(&Instance::Drop(ty)));
        let fat = self.is_fat(ty);
        let size = if fat { 16 } else { 8 };
        let ptr = f.fixed(size, 8);
        f.out.params = vec![(ptr, size)];
        let val = Val {
            meta: fat.then_some(ptr + 8),
            ..Val::memory(ptr, ty)
        };
        match ty.kind() {
            TyKind::Coroutine(..) | TyKind::Dyn(_) => {
                f.drop_val(val)?;
                f.op(Op::Return);
                f.finish(None)
            }
            TyKind::Array(..) | TyKind::Slice(_) => f.drop_elements(val),
            _ => {
                let sequences = self.drop_steps(ty)?;
                f.drop_sequences(val, sequences)
            }
        }
    }

    fn drop_steps(&self, ty: Ty) -> Result<Sequences, Error> {
        if self.is_box(ty) {
            return Ok(vec![(None, vec![Step::Inside, Step::Free])]);
        }
        let fields = |variant: Option<u32>| -> Result<Vec<Step>, Error> {
            let mut steps = Vec::new();
            for (index, field) in self
                .fields(ty, variant.unwrap_or(0))?
                .into_iter()
                .enumerate()
            {
                if self.needs_drop(field)? {
                    steps.push(Step::Field(variant, index as u32));
                }
            }
            Ok(steps)
        };
        let own = self.drop_impl(ty);
        match ty.kind() {
            TyKind::Adt(id, _) if self.adt(*id).kind == AdtKind::Enum => {
                let mut all = Vec::new();
                for variant in 0..self.adt(*id).variants.len() as u32 {
                    let steps = fields(Some(variant))?;
                    if !steps.is_empty() {
                        all.push((Some(variant), steps));
                    }
                }
                if let Some(own) = own {
                    // `Drop` for the enum comes before its variant's fields: a sequence of its own.
                    all.insert(0, (None, vec![Step::Own(own)]));
                }
                Ok(all)
            }
            TyKind::Adt(id, _) if self.adt(*id).kind == AdtKind::Union => {
                Ok(vec![(None, own.into_iter().map(Step::Own).collect())])
            }
            _ => {
                let mut steps: Vec<Step> = own.into_iter().map(Step::Own).collect();
                steps.extend(fields(None)?);
                Ok(vec![(None, steps)])
            }
        }
    }

    /// `fn(&T) -> T` for the types whose `Clone` is built in: clones part by part.
    pub fn clone_glue(&self, method: FnId, ty: Ty) -> Result<Function, Error> {
        let mut f = Func::new(
            self,
            Args::empty(),
            self.instance_name(&Instance::Clone(method, ty)),
        );
        let ret = f.fixed_for(ty)?;
        f.out.ret_size = self.size(ty)?;
        let ptr = f.fixed(8, 8);
        f.out.params = vec![(ptr, 8)];
        let (from, to) = (Val::memory(ptr, ty), Val::frame(ret, ty));
        if let Some((of, len)) = self.array(ty)? {
            f.clone_elements(method, from, to, of, len)?;
        } else {
            let fields = self.fields(ty, 0)?;
            if fields.is_empty() {
                f.copy_val(to, from)?;
            }
            for index in 0..fields.len() as u32 {
                let (from, to) = (f.field(from, None, index)?, f.field(to, None, index)?);
                f.clone_part(method, from, to)?;
                f.end_statement();
            }
        }
        f.op(Op::Return);
        f.finish(None)
    }
}

impl Func<'_, '_, '_> {
    fn drop_sequences(mut self, val: Val, sequences: Sequences) -> Result<Function, Error> {
        let progress = self.fixed(4, 4);
        self.out.zeroed = (progress, 4);
        let end = self.label();
        let variants: Vec<(u32, usize)> = sequences
            .iter()
            .enumerate()
            .filter_map(|(i, (variant, _))| variant.map(|v| (v, i)))
            .collect();
        // Steps are numbered from 1 throughout; `after[n]` is where the cleanup goes on when step n panics.
        let mut after = Vec::new();
        let mut number = 0;
        let labels: Vec<_> = sequences.iter().map(|_| self.label()).collect();
        for (index, (variant, steps)) in sequences.iter().enumerate() {
            if variant.is_some() && (index == 0 || sequences[index - 1].0.is_none()) {
                let target = |variant| {
                    let known = variants.iter().find(|known| known.0 == variant);
                    known.map_or(end, |(_, at)| labels[*at])
                };
                self.switch_variant(val, &target)?;
                self.end_statement();
            }
            self.bind(labels[index]);
            for step in steps {
                number += 1;
                self.op(Op::Const32 {
                    dst: progress,
                    imm: number,
                });
                self.step(step, val)?;
                self.end_statement();
            }
            if variant.is_some() {
                self.jump(end);
            }
        }
        self.bind(end);
        self.op(Op::Return);
        if number < 2 {
            return self.finish(None);
        }
        let (cleanup, over) = (self.label(), self.label());
        let resumes: Vec<_> = (0..number).map(|_| self.label()).collect();
        self.bind(cleanup);
        after.extend(
            resumes
                .iter()
                .enumerate()
                .map(|(i, label)| (i as u128 + 1, *label)),
        );
        self.switch(progress, 4, after, over);
        let labels: Vec<_> = sequences.iter().map(|_| self.label()).collect();
        let mut number = 0;
        for (index, (variant, steps)) in sequences.iter().enumerate() {
            if variant.is_some() && (index == 0 || sequences[index - 1].0.is_none()) {
                let target = |variant| {
                    let known = variants.iter().find(|known| known.0 == variant);
                    known.map_or(over, |(_, at)| labels[*at])
                };
                self.switch_variant(val, &target)?;
                self.end_statement();
            }
            self.bind(labels[index]);
            for step in steps {
                self.step(step, val)?;
                self.end_statement();
                self.bind(resumes[number]);
                number += 1;
            }
            if variant.is_some() {
                self.jump(over);
            }
        }
        self.bind(over);
        self.op(Op::ResumeUnwind);
        self.finish(Some(cleanup))
    }

    fn step(&mut self, step: &Step, val: Val) -> Result<(), Error> {
        match step {
            Step::Own(own) => {
                let func = self.cx.function(own.clone());
                let pair = self.temp(16, 8);
                self.address_into(pair, val);
                let size = if val.meta.is_some() { 16 } else { 8 };
                self.call(func, 0, vec![(pair, size)]);
                Ok(())
            }
            Step::Field(variant, field) => {
                let part = self.field(val, *variant, *field)?;
                self.drop_val(part)
            }
            Step::Inside => {
                let inner = self.deref(val)?;
                self.drop_val(inner)
            }
            Step::Free => {
                let inner = self.deref(val)?;
                self.free(inner)
            }
        }
    }

    fn drop_elements(mut self, val: Val) -> Result<Function, Error> {
        let (TyKind::Array(of, _) | TyKind::Slice(of)) = val.ty.kind() else {
            return Err(Error::new("elements of what is no array"));
        };
        let (index, len) = (self.fixed(8, 8), self.fixed(8, 8));
        self.out.zeroed = (index, 8);
        match (self.cx.array(val.ty)?, val.meta) {
            (Some((_, known)), _) => self.op(Op::Const64 {
                dst: len,
                imm: known,
            }),
            (None, Some(meta)) => self.copy_slots(len, meta, 8),
            (None, None) => return Err(Error::new("a slice without length")),
        }
        let (body, cleanup) = (self.label(), self.label());
        self.bind(body);
        self.drop_rest(val, *of, index, len)?;
        self.op(Op::Return);
        self.bind(cleanup);
        self.drop_rest(val, *of, index, len)?;
        self.op(Op::ResumeUnwind);
        self.finish(Some(cleanup))
    }

    fn drop_rest(&mut self, val: Val, of: Ty, index: Slot, len: Slot) -> Result<(), Error> {
        let (next, end) = (self.label(), self.label());
        self.bind(next);
        let (more, one) = (self.temp(1, 1), self.word_const(1));
        self.op(Op::Cmp {
            op: CmpOp::Lt,
            ty: Num::U64,
            dst: more,
            a: index,
            b: len,
        });
        self.jump_if_not(more, end);
        let element = self.element(val, index)?;
        // Counted before: an element whose drop panics is not dropped again.
        self.op(Op::Arith {
            op: bytecode::ArithOp::WrapAdd,
            ty: Num::U64,
            dst: index,
            a: index,
            b: one,
        });
        debug_assert_eq!(element.ty, of);
        self.drop_val(element)?;
        self.jump(next);
        self.bind(end);
        self.end_statement();
        Ok(())
    }

    fn clone_part(&mut self, method: FnId, from: Val, to: Val) -> Result<(), Error> {
        let reference = Val::frame(self.word(), Ty::reference(from.ty, Mutability::Not));
        let super::func::At::Frame(slot) = reference.at else {
            return Ok(());
        };
        self.address_into(slot, from);
        self.call_item(method, Args::new(vec![Arg::Ty(from.ty)]), &[reference], to)
    }

    fn clone_elements(
        &mut self,
        method: FnId,
        from: Val,
        to: Val,
        of: Ty,
        len: u64,
    ) -> Result<(), Error> {
        let (index, count) = (self.fixed(8, 8), self.fixed(8, 8));
        self.op(Op::Const64 { dst: index, imm: 0 });
        self.op(Op::Const64 {
            dst: count,
            imm: len,
        });
        let (next, end) = (self.label(), self.label());
        self.bind(next);
        let (more, one) = (self.temp(1, 1), self.word_const(1));
        self.op(Op::Cmp {
            op: CmpOp::Lt,
            ty: Num::U64,
            dst: more,
            a: index,
            b: count,
        });
        self.jump_if_not(more, end);
        let (from, to) = (self.element(from, index)?, self.element(to, index)?);
        debug_assert_eq!(from.ty, of);
        self.clone_part(method, from, to)?;
        self.op(Op::Arith {
            op: bytecode::ArithOp::WrapAdd,
            ty: Num::U64,
            dst: index,
            a: index,
            b: one,
        });
        self.jump(next);
        self.bind(end);
        Ok(())
    }
}
