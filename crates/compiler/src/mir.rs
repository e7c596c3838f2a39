//! The middle: bodies as control flow over places, made once per body and still generic.
//!
//! It is simpler than rustc's MIR in one respect. Calls and drops are statements, without unwind edges:
//! every local whose type needs dropping has a *drop flag* in the frame (code generation makes it, sets
//! it where the local is initialised and clears it where it is moved or dropped), and a function has one
//! cleanup that drops what is flagged, last declared first. Unwinding runs it, and so does dropping a
//! suspended coroutine: cancellation is the same walk over the same flags.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use analysis::{
    thir::{BinOp, Literal, Owner, Span, UnOp},
    ty::{AdtId, Args, ClosureId, Const, ConstId, FnId, Mutability, StaticId, Ty},
};

/// Local 0 is what is returned; then come the parameters, then all others in order of declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Local(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

pub const RETURN: Local = Local(0);
pub const START: BlockId = BlockId(0);

/// What kind of body it is, and with it the meaning of the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// A function: its parameters.
    Fn,
    /// A const, static or promoted value: none.
    Value,
    /// A closure: local 1 is its environment (`&Self`, `&mut Self` or `Self`), local 2 the tuple of arguments.
    Closure(ClosureId),
    /// An async body: locals 1..=n are its captures (fields of the future), local n+1 is the
    /// `&mut Context` of the current poll, local 0 is the `Poll` that a poll returns.
    Coroutine(ClosureId),
}

#[derive(Clone, Debug)]
pub struct Mir {
    pub owner: Owner,
    pub kind: BodyKind,
    pub name: String,
    pub locals: Vec<LocalDecl>,
    /// How many locals after local 0 are parameters (captures and context of a coroutine included).
    pub params: u32,
    pub blocks: Vec<Block>,
    /// Constant expressions behind a `&` that live forever; named by `Constant::Promoted`.
    pub promoted: Vec<Mir>,
    /// The bodies of closures and async blocks written inside, directly or not, outer ones first.
    pub nested: Vec<Mir>,
    /// Temporaries that hold a `&mut` implied by a call: until the call the place may still be read.
    pub two_phase: HashSet<Local>,
    pub own: bool,
    pub span: Option<Span>,
    /// See the field of the typed body.
    pub panic_places: Rc<HashMap<Span, Span>>,
}

#[derive(Clone, Debug)]
pub struct LocalDecl {
    pub ty: Ty,
    /// The visitor's name for it; temporaries have none.
    pub name: Option<String>,
    pub mutable: bool,
    pub span: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub statements: Vec<Statement>,
    pub terminator: Terminator,
    pub terminator_span: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Statement {
    pub span: Option<Span>,
    pub kind: StatementKind,
}

#[derive(Clone, Debug)]
pub enum StatementKind {
    /// Writes without dropping what was there. To a whole local: initialises it (sets its flags).
    Assign(Place, Rvalue),
    /// Calls; the result initialises `dst`. A diverging call is followed by `Terminator::Unreachable`.
    Call {
        dst: Place,
        callee: Callee,
        args: Vec<Operand>,
    },
    /// Drops what is in the place, if it is initialised (flags tell for locals and their moved-out
    /// parts; behind a reference, pointer or box it always is), and marks it as uninitialised.
    Drop(Place),
    /// Panics with "index out of bounds: …" unless the local (a usize) is less than the length of the
    /// array or slice in the place.
    CheckBounds { base: Place, index: Local },
    /// For the checks, no code: here the next statement's operand reads the place, or moves out of it.
    /// It carries the span of the operand, which the statement does not.
    Mention { place: Place, moved: bool },
    /// The local's scope begins: it is uninitialised (nothing to do but for checks and debug info).
    StorageLive(Local),
    /// The local's scope is over; it was dropped or moved. Borrows of it must have ended.
    StorageDead(Local),
}

#[derive(Clone, Debug)]
pub enum Terminator {
    Goto(BlockId),
    If {
        condition: Operand,
        then: BlockId,
        otherwise: BlockId,
    },
    /// On an integer, `bool`, `char` or a discriminant from `Rvalue::Discriminant`.
    Switch {
        value: Operand,
        ty: Ty,
        arms: Vec<(u128, BlockId)>,
        otherwise: BlockId,
    },
    Return,
    Unreachable,
    /// Coroutines only: returns `Poll::Pending`; the next poll goes on at `resume`.
    Yield {
        resume: BlockId,
    },
}

#[derive(Clone, Debug)]
pub enum Callee {
    /// Perhaps a trait's method or an intrinsic: resolved when instantiated.
    Fn(FnId, Args),
    /// A value of type `FnPtr`.
    Ptr(Operand),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub local: Local,
    pub path: Vec<Projection>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Projection {
    /// Of a reference, raw pointer or box.
    Deref,
    /// Of a struct, tuple, closure, union, or of a variant of an enum (then of that variant).
    Field {
        variant: Option<u32>,
        field: u32,
    },
    /// Of an array or slice, by a local of type usize. The bounds were checked before.
    Index(Local),
    ConstIndex {
        offset: u64,
        from_end: bool,
    },
    /// Of an array or slice: all but the first `from` and the last `to`.
    Subslice {
        from: u64,
        to: u64,
    },
}

#[derive(Clone, Debug)]
pub enum Operand {
    Copy(Place),
    Move(Place),
    Constant(Constant),
}

#[derive(Clone, Debug)]
pub enum Constant {
    /// A `Str` is a `&'static str`, `Bytes` a `&'static [u8; N]`.
    Literal(Literal, Ty),
    /// A zero-sized value: unit, function items, captureless closures.
    ZeroSized(Ty),
    /// The value of a const item, perhaps of a trait.
    Item(ConstId, Args, Ty),
    /// A const generic parameter.
    Param(Const, Ty),
    /// `&'static` of the promoted body; `Ty` is the reference's type.
    Promoted(u32, Ty),
    /// The address of a static, as a raw pointer; `Ty` is the pointer's type.
    StaticAddr(StaticId, Ty),
}

#[derive(Clone, Debug)]
pub enum Rvalue {
    Use(Operand),
    Ref(Mutability, Place),
    RawPtr(Mutability, Place),
    /// On scalars; both of type `Ty` (shifts: the left one's). Arithmetic panics on overflow.
    Binary(
        BinOp,
        Ty,
        Operand,
        Operand,
        /* the right operand's type */ Ty,
    ),
    Unary(UnOp, Ty, Operand),
    /// `as`: from the first type to the second.
    Cast(Operand, Ty, Ty),
    /// A coercion to a fat pointer (also inside a struct such as `Pin<Box<T>>`), or an upcast.
    Unsize(Operand, Ty, Ty),
    /// A function item or captureless closure (the first type) to a function pointer.
    Reify(Ty, Ty),
    Aggregate(Aggregate, Vec<Operand>),
    Repeat(Operand, Const, Ty),
    /// Of an array or slice place.
    Len(Place),
    /// The variant's *index*, as a `u32`-sized unsigned integer (type `Uint(U32)`).
    Discriminant(Place),
}

#[derive(Clone, Debug)]
pub enum Aggregate {
    /// All fields in the order of declaration; for a union just the given one (`field`).
    Adt {
        ty: Ty,
        adt: AdtId,
        variant: u32,
        union_field: Option<u32>,
    },
    Tuple(Ty),
    Array(Ty),
    /// Captures in order. For a coroutine the value of the not yet started future.
    Closure(Ty),
}

impl Place {
    pub fn local(local: Local) -> Place {
        Place {
            local,
            path: Vec::new(),
        }
    }
    pub fn then(mut self, projection: Projection) -> Place {
        self.path.push(projection);
        self
    }
    pub fn deref(self) -> Place {
        self.then(Projection::Deref)
    }
    pub fn field(self, field: u32) -> Place {
        self.then(Projection::Field {
            variant: None,
            field,
        })
    }
    pub fn variant_field(self, variant: u32, field: u32) -> Place {
        self.then(Projection::Field {
            variant: Some(variant),
            field,
        })
    }
    pub fn is_local(&self) -> bool {
        self.path.is_empty()
    }
}

impl Mir {
    pub fn local(&self, local: Local) -> &LocalDecl {
        &self.locals[local.0 as usize]
    }
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }
}
