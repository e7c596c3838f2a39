//! From typed bodies to MIR: control flow, the order of evaluation, scopes and drops, suspend points.
//!
//! Read in this order: `scope` (when things are dropped), `place` and `expr` (values), `pattern`
//! (matching and binding), `closure` (captures, awaits), `promote` (constants behind a reference).

mod block;
mod closure;
mod expr;
mod pattern;
mod place;
mod promote;
mod scope;

use std::{collections::HashMap, collections::HashSet, rc::Rc};

use analysis::{
    Session, Unsupported,
    thir::{self, Body, ExprId, LocalId, Owner, PatKind, Span},
    ty::{Mutability, Ty},
};

use crate::mir::*;
use scope::{Breakable, Scope};

pub type Result<T> = std::result::Result<T, Unsupported>;

/// The MIR of a function, const or static, closures and async blocks inside it included.
pub fn build(session: &Session<'_>, owner: Owner) -> Result<Mir> {
    let body = session.body(owner)?;
    let kind = match owner {
        Owner::Fn(_) => BodyKind::Fn,
        Owner::Const(_) | Owner::Static(_) => BodyKind::Value,
    };
    let name = match owner {
        Owner::Fn(id) => session.fn_sig(id).name.clone(),
        Owner::Const(_) => "const".to_owned(),
        Owner::Static(_) => "static".to_owned(),
    };
    let mut builder = Builder::new(session, body.clone(), kind, name);
    builder.new_local(body.ret, None);
    builder.push_scope();
    builder.parameters(&body.params);
    builder.finish_body(body.root)?;
    builder.into_mir()
}

/// How a captured place is reached in a closure's body.
struct Environment {
    captures: Vec<thir::Capture>,
    /// Place of each capture's field.
    fields: Vec<Place>,
}

struct Builder<'s, 'db> {
    session: &'s Session<'db>,
    body: Rc<Body>,
    mir: Mir,
    /// Where the next statement goes.
    current: BlockId,
    span: Option<Span>,
    /// Where each local of the body lives; in a guard a binding may live behind a reference.
    variables: HashMap<LocalId, Place>,
    environment: Option<Environment>,
    scopes: Vec<Scope>,
    /// Index in `scopes` of the one that temporaries belong to.
    temporaries: usize,
    breakables: Vec<Breakable>,
    /// Rvalues whose temporary lives as long as the block (`let x = &make();`), and that block's scope.
    extended: HashMap<ExprId, usize>,
    /// Where `return` and the end of the body put the value.
    result: Place,
    copies: HashMap<Ty, bool>,
    /// Constants that are being promoted are not promoted again.
    promoting: HashSet<ExprId>,
    /// The first thing that could not be built where no result could say so.
    problem: Option<Unsupported>,
}

impl<'s, 'db> Builder<'s, 'db> {
    fn new(session: &'s Session<'db>, body: Rc<Body>, kind: BodyKind, name: String) -> Self {
        let span = body.expr(body.root).span;
        let mir = Mir {
            owner: body.owner,
            kind,
            name,
            locals: Vec::new(),
            params: 0,
            blocks: Vec::new(),
            promoted: Vec::new(),
            nested: Vec::new(),
            two_phase: HashSet::new(),
            own: body.own,
            span,
            panic_places: Rc::clone(&body.panic_places),
        };
        let mut builder = Builder {
            session,
            body,
            mir,
            current: START,
            span: None,
            variables: HashMap::new(),
            environment: None,
            scopes: Vec::new(),
            temporaries: 0,
            breakables: Vec::new(),
            extended: HashMap::new(),
            result: Place::local(RETURN),
            copies: HashMap::new(),
            promoting: HashSet::new(),
            problem: None,
        };
        builder.current = builder.new_block();
        builder
    }

    /// Parameters are locals of their own; a plain name is its parameter, any other pattern binds from it.
    fn parameters(&mut self, params: &[thir::Param]) {
        let places: Vec<Place> = params
            .iter()
            .map(|param| {
                let local = self.new_local(param.ty, None);
                self.schedule_drop(0, local);
                Place::local(local)
            })
            .collect();
        self.mir.params = params.len() as u32;
        self.bind_parameters(params, &places);
    }

    fn bind_parameters(&mut self, params: &[thir::Param], places: &[Place]) {
        let body = self.body.clone();
        for (param, place) in params.iter().zip(places) {
            match &body.pat(param.pat).kind {
                PatKind::Bind {
                    local,
                    by_ref: None,
                    sub: None,
                } if place.is_local() => {
                    self.variables.insert(*local, place.clone());
                    let declared = body.local(*local);
                    let decl = &mut self.mir.locals[place.local.0 as usize];
                    decl.name = Some(declared.name.clone());
                    decl.mutable = declared.mutable;
                    decl.span = declared.span;
                }
                _ => {
                    self.declare_bindings(param.pat, 0);
                    self.bind(param.pat, place::PlaceBuilder::from(place.clone()));
                }
            }
        }
    }

    /// Evaluates the root into the result, leaves all scopes and returns.
    fn finish_body(&mut self, root: ExprId) -> Result<()> {
        self.expr_into(self.result.clone(), root)?;
        self.return_from_here();
        Ok(())
    }

    /// Drops everything in scope and returns.
    fn return_from_here(&mut self) {
        self.exit_scopes(0);
        if let BodyKind::Coroutine(_) = self.mir.kind {
            let ty = self.mir.local(RETURN).ty;
            if let Some((adt, ready, _)) = self.poll_variants(ty) {
                let aggregate = Aggregate::Adt {
                    ty,
                    adt,
                    variant: ready,
                    union_field: None,
                };
                let value =
                    self.move_or_copy(self.result.clone(), self.mir.local(self.result.local).ty);
                self.assign(
                    Place::local(RETURN),
                    Rvalue::Aggregate(aggregate, vec![value]),
                );
            }
        }
        self.terminate(Terminator::Return);
        self.start_new_block();
    }

    fn into_mir(self) -> Result<Mir> {
        match self.problem {
            Some(problem) => Err(problem),
            None => Ok(self.mir),
        }
    }

    // -- blocks and statements --

    fn new_block(&mut self) -> BlockId {
        self.mir.blocks.push(Block {
            statements: Vec::new(),
            terminator: Terminator::Unreachable,
            terminator_span: None,
        });
        BlockId(self.mir.blocks.len() as u32 - 1)
    }

    fn start_new_block(&mut self) -> BlockId {
        self.current = self.new_block();
        self.current
    }

    fn push(&mut self, kind: StatementKind) {
        let span = self.span;
        self.mir.blocks[self.current.0 as usize]
            .statements
            .push(Statement { span, kind });
    }

    fn assign(&mut self, place: Place, value: Rvalue) {
        self.push(StatementKind::Assign(place, value));
    }

    fn terminate(&mut self, terminator: Terminator) {
        let block = &mut self.mir.blocks[self.current.0 as usize];
        block.terminator = terminator;
        block.terminator_span = self.span;
    }

    fn goto(&mut self, to: BlockId) {
        self.terminate(Terminator::Goto(to));
    }

    /// Ends the current block with a jump to a new one, which becomes the current one.
    fn goto_new(&mut self) -> BlockId {
        let next = self.new_block();
        self.goto(next);
        self.current = next;
        next
    }

    /// Branches on a condition; goes on where it holds.
    fn require(&mut self, condition: Operand, otherwise: BlockId) {
        let then = self.new_block();
        self.terminate(Terminator::If {
            condition,
            then,
            otherwise,
        });
        self.current = then;
    }

    // -- locals --

    fn new_local(&mut self, ty: Ty, name: Option<String>) -> Local {
        self.mir.locals.push(LocalDecl {
            ty,
            name,
            mutable: true,
            span: self.span,
        });
        Local(self.mir.locals.len() as u32 - 1)
    }

    /// A temporary that is dropped at the end of the current temporary scope.
    fn new_temporary(&mut self, ty: Ty) -> Local {
        self.temporary_in(ty, self.temporaries)
    }

    fn temporary_in(&mut self, ty: Ty, scope: usize) -> Local {
        let local = self.new_local(ty, None);
        self.push(StatementKind::StorageLive(local));
        self.schedule_drop(scope, local);
        local
    }

    /// A temporary that holds the given value.
    fn hold(&mut self, ty: Ty, value: Rvalue) -> Local {
        let local = self.new_temporary(ty);
        self.assign(Place::local(local), value);
        local
    }

    /// A reference to a place, in a temporary.
    fn reference(&mut self, mutability: Mutability, place: Place, to: Ty) -> Local {
        self.hold(
            Ty::reference(to, mutability),
            Rvalue::Ref(mutability, place),
        )
    }

    // -- types --

    fn is_copy(&mut self, ty: Ty) -> bool {
        if let Some(&known) = self.copies.get(&ty) {
            return known;
        }
        let copy = self.session.is_copy(ty, self.body.owner);
        self.copies.insert(ty, copy);
        copy
    }

    fn move_or_copy(&mut self, place: Place, ty: Ty) -> Operand {
        if self.is_copy(ty) {
            Operand::Copy(place)
        } else {
            Operand::Move(place)
        }
    }

    fn unsupported<T>(&self, what: &str) -> Result<T> {
        Err(Unsupported {
            message: what.to_owned(),
            span: self.span,
        })
    }
}
