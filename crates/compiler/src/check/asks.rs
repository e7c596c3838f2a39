//! Bounds that only whole types can tell: what associated types are (E0271), futures that have to be
//! `Send`, and async functions that contain themselves (E0733).
//!
//! rust-analyzer checks which traits are implemented; of the rest it says nothing. A future is `Send` when
//! all that it holds while it is suspended is, so that the MIR of its body decides.

use std::{cell::RefCell, collections::HashSet, rc::Rc};

use analysis::{
    Ask, Diagnostic, Session,
    thir::{Body, ExprId, ExprKind, Owner, Span},
    ty::{Arg, Args, ClosureId, DynTy, Mutability, OpaqueId, TraitId, Ty, TyKind},
};

use super::{error, suspended::suspended, with_label};
use crate::mir::{BodyKind, Mir};

/// Gives the MIR of a body, where there is one.
pub type Mirs<'m> = &'m dyn Fn(Owner) -> Option<Rc<Mir>>;

pub struct Asking<'s, 'db> {
    session: &'s Session<'db>,
    mirs: Mirs<'s>,
    send: Option<TraitId>,
    sync: Option<TraitId>,
    /// Coroutines on the way, for those that contain themselves.
    open: RefCell<HashSet<(Ty, TraitId)>>,
}

/// What in a future cannot be sent.
struct Held {
    ty: Ty,
    name: Option<String>,
    span: Option<Span>,
    in_future: bool,
}

impl<'s, 'db> Asking<'s, 'db> {
    pub fn new(session: &'s Session<'db>, mirs: Mirs<'s>) -> Asking<'s, 'db> {
        Asking {
            session,
            mirs,
            send: session.library_trait("core::marker::Send"),
            sync: session.library_trait("core::marker::Sync"),
            open: RefCell::default(),
        }
    }

    /// Calls, coercions to trait objects and the return type of one body.
    pub fn check(&self, owner: Owner, body: &Body, found: &mut Vec<Diagnostic>) {
        let returned = match owner {
            Owner::Fn(id) if self.session.returns_static_object(id) => {
                Some(self.session.fn_sig(id).ret)
            }
            _ => None,
        };
        let before = found.len();
        let mut late = Vec::new();
        for expr in &body.exprs {
            match &expr.kind {
                ExprKind::Call {
                    func,
                    args,
                    operands,
                } => {
                    for ask in self.session.asks_of_fn(*func) {
                        let ask = ask.subst(*args);
                        if self.is_of_own_future(owner, &ask) {
                            late.extend(self.ask(owner, &ask, expr.span));
                            continue;
                        }
                        let span = match ask {
                            Ask::Static(_) => expr.span,
                            _ => self.blame(body, &ask, operands).or(expr.span),
                        };
                        found.extend(self.ask(owner, &ask, span));
                    }
                }
                ExprKind::Unsize(inner) => {
                    let from = body.expr(*inner).ty;
                    if let Some((concrete, of)) = unsized_pair(from, expr.ty) {
                        for ask in dyn_asks(of, concrete) {
                            match self.is_of_own_future(owner, &ask) {
                                true => late.extend(self.ask(owner, &ask, expr.span)),
                                false => found.extend(self.ask(owner, &ask, expr.span)),
                            }
                        }
                        if returned == Some(expr.ty) {
                            found.extend(self.ask(owner, &Ask::Static(concrete), expr.span));
                        }
                    }
                }
                _ => {}
            }
        }
        if found.len() == before {
            found.extend(late);
        }
        if let Owner::Fn(id) = owner {
            let sig = self.session.fn_sig(id);
            let span = self.session.return_span(id);
            for of in self.session.promised_by_trait(id) {
                found.extend(self.ask(owner, &Ask::Trait(sig.ret, of), span));
            }
            if !sig.is_async {
                sig.ret.any(&mut |ty| {
                    if let TyKind::Opaque(opaque, _) = ty.kind() {
                        for ask in self.session.asks_of_opaque(*opaque) {
                            found.extend(self.ask(owner, &ask, span));
                        }
                    }
                    false
                });
            }
        }
    }

    /// rustc asks whether an async block is `Send` last, and not in a body with other errors.
    fn is_of_own_future(&self, owner: Owner, ask: &Ask) -> bool {
        match ask {
            Ask::Trait(ty, _) => ty.any(&mut |ty| match ty.kind() {
                TyKind::Coroutine(id, _) => self.session.closure(*id).0 == owner,
                _ => false,
            }),
            _ => false,
        }
    }

    /// The operand whose type is asked about.
    fn blame(&self, body: &Body, ask: &Ask, operands: &[ExprId]) -> Option<Span> {
        let this = ask_self(ask)?;
        operands
            .iter()
            .map(|id| body.expr(*id))
            .find(|it| it.ty == this)
            .and_then(|it| it.span)
    }

    fn ask(&self, owner: Owner, ask: &Ask, span: Option<Span>) -> Option<Diagnostic> {
        match ask {
            Ask::Assoc(id, args, expected) => {
                let wanted = self.session.normalize_for(*expected, owner);
                let is = Ty::new(TyKind::Assoc(*id, *args));
                let is = self.session.normalize_for(is, owner);
                if is == wanted || vague(is) || vague(wanted) {
                    return None;
                }
                Some(self.another_type(ask_self(ask)?, *id, is, wanted, span?))
            }
            Ask::Trait(ty, of) if Some(*of) == self.send || Some(*of) == self.sync => {
                let ty = self.session.normalize_for(*ty, owner);
                let is_opaque = matches!(ty.kind(), TyKind::Opaque(..));
                if !is_opaque && !holds_coroutine(ty) {
                    return None;
                }
                let held = self.why_not(owner, ty, *of)?;
                match held.in_future {
                    true => Some(self.not_send(*of, &held, span?)),
                    false if is_opaque => Some(self.not_implemented(*of, held.ty, span?)),
                    false => None,
                }
            }
            Ask::Trait(..) => None,
            Ask::Static(ty) => {
                let param = self.short_lived(owner, *ty)?;
                let name = self.session.param_text(owner, param);
                Some(error(
                    "E0310",
                    format!("the parameter type `{name}` may not live long enough"),
                    span?,
                    &format!("the parameter type `{name}` must be valid for the static lifetime"),
                ))
            }
        }
    }

    /// A type parameter in the type of which nothing says that it borrows nothing.
    fn short_lived(&self, owner: Owner, ty: Ty) -> Option<Ty> {
        let known = self.session.static_params(owner);
        let mut found = None;
        let mut parts = vec![ty];
        while let Some(part) = parts.pop() {
            part.any(&mut |ty| {
                match ty.kind() {
                    TyKind::Param(index) if !known.contains(index) => {
                        found = found.or(Some(ty));
                        true
                    }
                    // Of closures and futures only what they capture counts.
                    TyKind::Closure(id, _) | TyKind::Coroutine(id, _) => {
                        parts.extend(self.captures(*id));
                        true
                    }
                    TyKind::Assoc(..) | TyKind::Opaque(..) | TyKind::FnDef(..) => true,
                    _ => false,
                }
            });
        }
        found
    }
    fn captures(&self, id: ClosureId) -> Vec<Ty> {
        let (owner, expr) = self.session.closure(id);
        let Ok(body) = self.session.body(owner) else {
            return Vec::new();
        };
        match &body.expr(expr).kind {
            ExprKind::Closure(closure) => closure.captures.iter().map(|it| it.ty).collect(),
            _ => Vec::new(),
        }
    }

    fn another_type(
        &self,
        this: Ty,
        id: analysis::ty::AssocTyId,
        is: Ty,
        wanted: Ty,
        span: Span,
    ) -> Diagnostic {
        let show = |ty: Ty| self.session.display(ty);
        let (of, name) = self.session.assoc_path(id);
        let (this, is, wanted) = (show(this), show(is), show(wanted));
        let message = match (of.as_str(), name.as_str()) {
            ("Future", "Output") => format!(
                "expected `{this}` to be a future that resolves to `{wanted}`, but it resolves to `{is}`"
            ),
            ("Iterator", "Item") => format!(
                "expected `{this}` to be an iterator that yields `{wanted}`, but it yields `{is}`"
            ),
            ("FnOnce", "Output") => {
                format!("expected `{this}` to return `{wanted}`, but it returns `{is}`")
            }
            _ => format!("type mismatch resolving `<{this} as {of}>::{name} == {wanted}`"),
        };
        let label = format!("expected `{wanted}`, found `{is}`");
        error("E0271", message, span, &label)
    }

    fn not_implemented(&self, of: TraitId, ty: Ty, span: Span) -> Diagnostic {
        let (how, what) = match Some(of) == self.send {
            true => ("sent", "Send"),
            false => ("shared", "Sync"),
        };
        let ty = self.session.display(ty);
        error(
            "E0277",
            format!("`{ty}` cannot be {how} between threads safely"),
            span,
            &format!("the trait `{what}` is not implemented for `{ty}`"),
        )
    }
    fn not_send(&self, of: TraitId, held: &Held, span: Span) -> Diagnostic {
        let (how, what) = match Some(of) == self.send {
            true => ("sent", "Send"),
            false => ("shared", "Sync"),
        };
        let mut made = error(
            "",
            format!("future cannot be {how} between threads safely"),
            span,
            &format!("future is not `{what}`"),
        );
        made.code = None;
        let name = held.name.as_deref().unwrap_or("value");
        let ty = self.session.display(held.ty);
        with_label(
            made,
            held.span.filter(|it| *it != span),
            format!("`{name}` has type `{ty}` which is not `{what}`, and is held across an await"),
        )
    }

    /// What in the type is not `Send` (or `Sync`), if anything is.
    fn why_not(&self, owner: Owner, ty: Ty, of: TraitId) -> Option<Held> {
        let deeper = |ty: Ty, of: TraitId| self.why_not(owner, ty, of);
        match ty.kind() {
            TyKind::Coroutine(id, args) => {
                if !self.open.borrow_mut().insert((ty, of)) {
                    return None;
                }
                let held = self.in_coroutine(owner, *id, *args, of);
                self.open.borrow_mut().remove(&(ty, of));
                held
            }
            TyKind::Ref(to, Mutability::Not) => deeper(*to, self.sync?),
            TyKind::Ref(to, Mutability::Mut) | TyKind::Slice(to) | TyKind::Array(to, _) => {
                deeper(*to, of)
            }
            TyKind::Tuple(parts) => parts.iter().find_map(|ty| deeper(*ty, of)),
            TyKind::Adt(_, args) if holds_coroutine(ty) => args.iter().find_map(|arg| match arg {
                Arg::Ty(ty) => deeper(*ty, of),
                _ => None,
            }),
            // What a method of a type parameter hides is what its trait says of it.
            TyKind::Opaque(id, args) => {
                if !self.session.is_trait_opaque(*id) {
                    return self.in_async_fn(owner, ty, *id, *args, of);
                }
                let hidden = ty.has_params() && !self.session.opaque_promises(*id, of);
                hidden.then_some(Held {
                    ty,
                    name: None,
                    span: None,
                    in_future: false,
                })
            }
            TyKind::Error | TyKind::Assoc(..) => None,
            _ => {
                let implemented = self.session.implements(ty, of, Some(owner));
                (!implemented).then_some(Held {
                    ty,
                    name: None,
                    span: None,
                    in_future: false,
                })
            }
        }
    }

    /// What an async fn returns where it is still generic, and so not resolved to its body.
    fn in_async_fn(
        &self,
        outer: Owner,
        ty: Ty,
        id: OpaqueId,
        args: Args,
        of: TraitId,
    ) -> Option<Held> {
        let function = self.session.opaque_fn(id)?;
        if !self.session.fn_sig(function).is_async || !self.open.borrow_mut().insert((ty, of)) {
            return None;
        }
        let whole = (self.mirs)(Owner::Fn(function));
        let body = whole
            .iter()
            .flat_map(|it| &it.nested)
            .find_map(|it| match it.kind {
                BodyKind::Coroutine(id) => self.session.async_fn_params(id).map(|_| id),
                _ => None,
            });
        let held = body.and_then(|id| self.in_coroutine(outer, id, args, of));
        self.open.borrow_mut().remove(&(ty, of));
        held
    }
    fn in_coroutine(&self, outer: Owner, id: ClosureId, args: Args, of: TraitId) -> Option<Held> {
        let (owner, _) = self.session.closure(id);
        let whole = (self.mirs)(owner)?;
        let mir = whole
            .nested
            .iter()
            .find(|it| it.kind == BodyKind::Coroutine(id))?;
        suspended(mir).into_iter().find_map(|local| {
            let decl = mir.local(local);
            let ty = self.session.normalize_for(decl.ty.subst(&args), outer);
            let held = self.why_not(outer, ty, of)?;
            Some(Held {
                ty: if held.in_future { held.ty } else { ty },
                name: held.name.or(decl.name.clone()),
                span: held.span.or(decl.span),
                in_future: true,
            })
        })
    }

    /// Async functions that hold their own future, each cycle told at its first function.
    pub fn recursion(&self, owners: &[Owner]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut told: HashSet<ClosureId> = HashSet::new();
        for owner in owners {
            let Some(mir) = (self.mirs)(*owner) else {
                continue;
            };
            for body in &mir.nested {
                let BodyKind::Coroutine(id) = body.kind else {
                    continue;
                };
                let mut path = Vec::new();
                if told.contains(&id) || !self.reaches(id, id, &mut path) {
                    continue;
                }
                told.insert(id);
                told.extend(path.iter().copied());
                let Owner::Fn(function) = owner else { continue };
                let is_fn = self.session.fn_sig(*function).is_async;
                let span = match is_fn {
                    true => self.session.fn_start(*function),
                    false => body.span,
                };
                let Some(span) = span else { continue };
                let (message, label) = match is_fn {
                    true => ("recursion in an async fn requires boxing", ""),
                    false => ("recursion in an async block requires boxing", ""),
                };
                found.push(error("E0733", message.to_owned(), span, label));
            }
        }
        found
    }

    /// Does a coroutine hold another by value, directly or through further ones?
    fn reaches(&self, from: ClosureId, to: ClosureId, seen: &mut Vec<ClosureId>) -> bool {
        let (owner, _) = self.session.closure(from);
        let Some(whole) = (self.mirs)(owner) else {
            return false;
        };
        let Some(mir) = whole
            .nested
            .iter()
            .find(|it| it.kind == BodyKind::Coroutine(from))
        else {
            return false;
        };
        let mut held = Vec::new();
        for local in suspended(mir) {
            let ty = self.session.normalize_for(mir.local(local).ty, owner);
            self.by_value(ty, 0, &mut held);
        }
        held.into_iter().any(|id| {
            if id == to {
                return true;
            }
            if seen.contains(&id) {
                return false;
            }
            seen.push(id);
            self.reaches(id, to, seen)
        })
    }

    /// The coroutines that lie in a value of the type itself.
    fn by_value(&self, ty: Ty, depth: u32, found: &mut Vec<ClosureId>) {
        match ty.kind() {
            TyKind::Coroutine(id, _) => found.push(*id),
            TyKind::Tuple(of) => of.iter().for_each(|ty| self.by_value(*ty, depth, found)),
            TyKind::Array(of, _) => self.by_value(*of, depth, found),
            TyKind::Adt(id, args) if holds_coroutine(ty) && depth < 8 => {
                for field in self
                    .session
                    .adt(*id)
                    .variants
                    .iter()
                    .flat_map(|it| &it.fields)
                {
                    let field = self.session.normalize(field.ty.subst(args));
                    self.by_value(field, depth + 1, found);
                }
            }
            _ => {}
        }
    }
}

fn holds_coroutine(ty: Ty) -> bool {
    ty.any(&mut |ty| matches!(ty.kind(), TyKind::Coroutine(..)))
}

fn ask_self(ask: &Ask) -> Option<Ty> {
    match ask {
        Ask::Trait(ty, _) | Ask::Static(ty) => Some(*ty),
        Ask::Assoc(_, args, _) => match args.first() {
            Some(Arg::Ty(ty)) => Some(*ty),
            _ => None,
        },
    }
}

/// Not known well enough to be called different.
fn vague(ty: Ty) -> bool {
    ty.any(&mut |ty| {
        matches!(
            ty.kind(),
            TyKind::Error | TyKind::Assoc(..) | TyKind::Opaque(..) | TyKind::Never
        )
    })
}

/// In a coercion, the type that becomes a trait object, and the object.
fn unsized_pair(from: Ty, to: Ty) -> Option<(Ty, &'static DynTy)> {
    match (from.kind(), to.kind()) {
        (TyKind::Dyn(_), TyKind::Dyn(_)) => None,
        (_, TyKind::Dyn(of)) => Some((from, of)),
        (TyKind::Ref(from, _), TyKind::Ref(to, _)) => unsized_pair(*from, *to),
        (TyKind::Adt(a, from), TyKind::Adt(b, to)) if a == b => {
            from.iter().zip(to.iter()).find_map(|pair| match pair {
                (Arg::Ty(from), Arg::Ty(to)) if from != to => unsized_pair(*from, *to),
                _ => None,
            })
        }
        _ => None,
    }
}

fn dyn_asks(of: &DynTy, concrete: Ty) -> Vec<Ask> {
    let mut args = vec![Arg::Ty(concrete)];
    args.extend(of.args.iter().copied());
    let args = Args::new(args);
    let assoc = of.assoc.iter().map(|(id, ty)| Ask::Assoc(*id, args, *ty));
    let auto = of.auto.iter().map(|of| Ask::Trait(concrete, *of));
    assoc.chain(auto).collect()
}
