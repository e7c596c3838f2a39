//! Drop flags: which locals, and which parts of them that are moved or dropped on their own, hold a value.
//!
//! A flag is a byte of the frame. A part (`pair.0`, `*boxed`, a variant's field) has a flag only if some
//! statement moves or drops just it; a local's flag then speaks of the rest. Setting or clearing a place
//! does so for all its parts.

use analysis::{
    AdtKind,
    ty::{Ty, TyKind},
};
use bytecode::Slot;

use super::{
    Error,
    body::{Body, Storage},
    func::Val,
    mono::Cx,
};
use crate::mir::{
    Callee, Local, Mir, Operand, Place, Projection, Rvalue, StatementKind, Terminator,
};

#[derive(Default)]
pub struct Flags {
    nodes: Vec<Node>,
    roots: Vec<Option<usize>>,
}

struct Node {
    ty: Ty,
    projection: Option<Projection>,
    children: Vec<usize>,
    flag: Slot,
    /// False for a flag that only the inspector reads.
    drops: bool,
}

impl Flags {
    pub fn root(&self, local: usize) -> Option<usize> {
        self.roots.get(local).copied().flatten()
    }
    pub fn flag_of(&self, local: usize) -> Option<Slot> {
        self.root(local).map(|id| self.nodes[id].flag)
    }
    pub fn must_drop(&self, local: usize) -> bool {
        self.root(local).is_some_and(|id| self.nodes[id].drops)
    }
    pub fn any_drops(&self) -> bool {
        (0..self.roots.len()).any(|local| self.must_drop(local))
    }
    fn child(&self, of: usize, projection: Projection) -> Option<usize> {
        self.nodes[of]
            .children
            .iter()
            .copied()
            .find(|id| self.nodes[*id].projection == Some(projection))
    }
    /// The nodes that a place is: one, or one for each element of a subslice.
    fn find(&self, cx: &Cx<'_, '_>, place: &Place) -> Result<Vec<usize>, Error> {
        let Some(mut node) = self.root(place.local.0 as usize) else {
            return Ok(Vec::new());
        };
        for projection in &place.path {
            let next = match steps(cx, self.nodes[node].ty, *projection)?.as_slice() {
                [] => None,
                [step] => self.child(node, *step),
                many => {
                    return Ok(many
                        .iter()
                        .filter_map(|step| self.child(node, *step))
                        .collect());
                }
            };
            match next {
                Some(child) => node = child,
                None => return Ok(Vec::new()),
            }
        }
        Ok(vec![node])
    }
}

/// A projection as the parts of an owned value it stands for; none when it leaves the value.
fn steps(cx: &Cx<'_, '_>, ty: Ty, projection: Projection) -> Result<Vec<Projection>, Error> {
    let element = |offset| Projection::ConstIndex {
        offset,
        from_end: false,
    };
    Ok(match projection {
        Projection::Deref if cx.is_box(ty) => vec![projection],
        Projection::Deref | Projection::Index(_) => Vec::new(),
        Projection::Field { .. } => match ty.kind() {
            TyKind::Adt(id, _)
                if cx.adt(*id).kind == AdtKind::Union || cx.drop_impl(ty).is_some() =>
            {
                Vec::new()
            }
            _ => vec![projection],
        },
        Projection::ConstIndex { offset, from_end } => match cx.array(ty)? {
            Some((_, len)) => vec![element(if from_end {
                len.saturating_sub(offset)
            } else {
                offset
            })],
            None => Vec::new(),
        },
        Projection::Subslice { from, to } => match cx.array(ty)? {
            Some((_, len)) if len < 4096 => (from..len.saturating_sub(to)).map(element).collect(),
            _ => Vec::new(),
        },
    })
}

/// Calls `with` for each place that a statement or terminator moves or drops.
fn for_each_taken(
    mir: &Mir,
    with: &mut dyn FnMut(&Place) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut all = Ok(());
    for_each_operand(mir, &mut |operand| {
        if let Operand::Move(place) = operand
            && all.is_ok()
        {
            all = with(place);
        }
    });
    all?;
    for statement in mir.blocks.iter().flat_map(|block| &block.statements) {
        if let StatementKind::Drop(place) = &statement.kind {
            with(place)?;
        }
    }
    Ok(())
}

pub fn for_each_operand(mir: &Mir, with: &mut dyn FnMut(&Operand)) {
    for block in &mir.blocks {
        for statement in &block.statements {
            match &statement.kind {
                StatementKind::Assign(_, value) => match value {
                    Rvalue::Use(a)
                    | Rvalue::Unary(_, _, a)
                    | Rvalue::Cast(a, _, _)
                    | Rvalue::Unsize(a, _, _)
                    | Rvalue::Repeat(a, _, _) => with(a),
                    Rvalue::Binary(_, _, a, b, _) => {
                        with(a);
                        with(b);
                    }
                    Rvalue::Aggregate(_, operands) => operands.iter().for_each(&mut *with),
                    Rvalue::Ref(..)
                    | Rvalue::RawPtr(..)
                    | Rvalue::Reify(..)
                    | Rvalue::Len(_)
                    | Rvalue::Discriminant(_) => {}
                },
                StatementKind::Call { callee, args, .. } => {
                    if let Callee::Ptr(callee) = callee {
                        with(callee);
                    }
                    args.iter().for_each(&mut *with);
                }
                StatementKind::Drop(_)
                | StatementKind::CheckBounds { .. }
                | StatementKind::Mention { .. }
                | StatementKind::StorageLive(_)
                | StatementKind::StorageDead(_) => {}
            }
        }
        match &block.terminator {
            Terminator::If {
                condition: operand, ..
            }
            | Terminator::Switch { value: operand, .. } => with(operand),
            _ => {}
        }
    }
}

impl Body<'_, '_, '_, '_> {
    /// Finds what needs flags and gives each its byte.
    pub fn make_flags(&mut self) -> Result<(), Error> {
        let mir = self.mir;
        for (index, local) in mir.locals.iter().enumerate() {
            let ty = self.local_ty(index);
            let in_frame = matches!(self.storage[index], Storage::Frame(_));
            let drops = in_frame && self.f.cx.needs_drop(ty)?;
            let shown = in_frame && mir.own && local.name.is_some();
            let root = (drops || shown).then(|| {
                self.flags.nodes.push(Node {
                    ty,
                    projection: None,
                    children: Vec::new(),
                    flag: 0,
                    drops,
                });
                self.flags.nodes.len() - 1
            });
            self.flags.roots.push(root);
        }
        let mut taken = Vec::new();
        for_each_taken(mir, &mut |place| {
            if !place.path.is_empty()
                && self.flags.must_drop(place.local.0 as usize)
                && !taken.contains(place)
            {
                taken.push(place.clone());
            }
            Ok(())
        })?;
        for place in &taken {
            self.add_parts(place)?;
        }
        // The parts of a local lie behind its own flag, so that all are cleared at once.
        let first = self.f.fixed_end();
        for local in 0..mir.locals.len() {
            if let Some(root) = self.flags.root(local) {
                self.place_flags(root);
            }
        }
        let end = self.f.fixed_end();
        self.f.out.zeroed = (first, end - first);
        self.f.flags_are_clear(first..end);
        Ok(())
    }

    fn place_flags(&mut self, node: usize) {
        self.flags.nodes[node].flag = self.f.fixed(1, 1);
        for child in self.flags.nodes[node].children.clone() {
            self.place_flags(child);
        }
    }

    fn add_parts(&mut self, place: &Place) -> Result<(), Error> {
        let cx = self.f.cx;
        let Some(mut node) = self.flags.root(place.local.0 as usize) else {
            return Ok(());
        };
        if !cx.needs_drop(self.place_ty(place)?)? {
            return Ok(());
        }
        for projection in &place.path {
            let ty = self.flags.nodes[node].ty;
            let mut last = None;
            for step in steps(cx, ty, *projection)? {
                let part = self.f.projected_ty(ty, &step)?;
                if !cx.needs_drop(part)? {
                    continue;
                }
                last = Some(match self.flags.child(node, step) {
                    Some(known) => known,
                    None => {
                        self.flags.nodes.push(Node {
                            ty: part,
                            projection: Some(step),
                            children: Vec::new(),
                            flag: 0,
                            drops: true,
                        });
                        let id = self.flags.nodes.len() - 1;
                        self.flags.nodes[node].children.push(id);
                        id
                    }
                });
            }
            match last {
                Some(child) => node = child,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    // -- while writing code --

    pub fn mark_moved(&mut self, place: &Place) {
        self.mark(place, false);
    }
    pub fn mark_initialised(&mut self, place: &Place) {
        self.mark(place, true);
    }
    pub fn mark_local(&mut self, local: usize, on: bool) {
        self.mark(&Place::local(Local(local as u32)), on);
    }

    fn mark(&mut self, place: &Place, on: bool) {
        // A place whose parts cannot be found was refused when the flags were made.
        for node in self.flags.find(self.f.cx, place).unwrap_or_default() {
            self.mark_node(node, on);
        }
    }

    fn mark_node(&mut self, node: usize, on: bool) {
        let flag = self.flags.nodes[node].flag;
        self.f.set_flag(flag, on);
        for child in self.flags.nodes[node].children.clone() {
            self.mark_node(child, on);
        }
    }

    /// `Drop(place)`
    pub fn drop_place(&mut self, place: &Place) -> Result<(), Error> {
        let ty = self.place_ty(place)?;
        let nodes = self.flags.find(self.f.cx, place)?;
        if !self.f.cx.needs_drop(ty)? {
            nodes
                .into_iter()
                .for_each(|node| self.mark_node(node, false));
            return Ok(());
        }
        match nodes.as_slice() {
            [] => {
                let val = self.place(place)?;
                self.f.drop_val(val)
            }
            [node] => {
                let val = self.place(place)?;
                self.drop_node(*node, val)
            }
            _ => Err(Error::new(
                "the drop of a part of an array is not supported",
            )),
        }
    }

    /// Drops what is flagged of a local.
    pub fn drop_local(&mut self, local: usize) -> Result<(), Error> {
        let Some(node) = self.flags.root(local) else {
            return Ok(());
        };
        let val = self.local_val(local)?;
        self.drop_node(node, val)
    }

    fn drop_node(&mut self, node: usize, val: Val) -> Result<(), Error> {
        let (flag, children) = (
            self.flags.nodes[node].flag,
            self.flags.nodes[node].children.clone(),
        );
        let state = self.f.flag(flag);
        if state == Some(false) {
            return Ok(());
        }
        let done = self.f.label();
        if state.is_none() {
            self.f.jump_if_not(flag, done);
        }
        if children.is_empty() {
            // Cleared first: a drop that panics is not repeated.
            self.f.set_flag(flag, false);
            self.f.drop_val(val)?;
        } else if self.f.cx.is_box(val.ty) {
            let inner = self.f.deref(val)?;
            for child in children {
                self.drop_node(child, inner)?;
            }
            self.f.set_flag(flag, false);
            self.f.free(inner)?;
        } else {
            self.f.set_flag(flag, false);
            self.drop_parts(&children, val)?;
        }
        match state {
            None => self.f.bind(done),
            Some(_) => self.f.bind_next(done),
        }
        Ok(())
    }

    /// Drops the rest of a value of which some parts have flags of their own.
    fn drop_parts(&mut self, children: &[usize], val: Val) -> Result<(), Error> {
        if let Some((of, len)) = self.f.cx.array(val.ty)? {
            let stride = self.f.cx.size(of)?;
            for index in 0..len {
                let part = val.part(index as u32 * stride, of);
                let step = Projection::ConstIndex {
                    offset: index,
                    from_end: false,
                };
                self.drop_part(children, step, part)?;
            }
            return Ok(());
        }
        let is_enum =
            matches!(val.ty.kind(), TyKind::Adt(id, _) if self.f.cx.adt(*id).kind == AdtKind::Enum);
        if !is_enum {
            return self.drop_fields(children, val, None);
        }
        let mut variants: Vec<u32> = Vec::new();
        for child in children {
            if let Some(Projection::Field {
                variant: Some(variant),
                ..
            }) = self.flags.nodes[*child].projection
                && !variants.contains(&variant)
            {
                variants.push(variant);
            }
        }
        let (end, other) = (self.f.label(), self.f.label());
        let arms: Vec<_> = variants
            .iter()
            .map(|variant| (*variant, self.f.label()))
            .collect();
        let target = |variant| {
            arms.iter()
                .find(|arm| arm.0 == variant)
                .map_or(other, |arm| arm.1)
        };
        self.f.switch_variant(val, &target)?;
        for (variant, label) in arms {
            self.f.bind(label);
            self.drop_fields(children, val, Some(variant))?;
            self.f.jump(end);
        }
        self.f.bind(other);
        self.f.drop_val(val)?;
        self.f.bind(end);
        Ok(())
    }

    fn drop_fields(
        &mut self,
        children: &[usize],
        val: Val,
        variant: Option<u32>,
    ) -> Result<(), Error> {
        let fields = self.f.cx.fields(val.ty, variant.unwrap_or(0))?;
        for index in 0..fields.len() as u32 {
            let part = self.f.field(val, variant, index)?;
            self.drop_part(
                children,
                Projection::Field {
                    variant,
                    field: index,
                },
                part,
            )?;
        }
        Ok(())
    }

    fn drop_part(&mut self, children: &[usize], step: Projection, part: Val) -> Result<(), Error> {
        let child = children
            .iter()
            .copied()
            .find(|id| self.flags.nodes[*id].projection == Some(step));
        match child {
            Some(child) => self.drop_node(child, part),
            None => self.f.drop_val(part),
        }
    }
}
