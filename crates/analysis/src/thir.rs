//! Typed bodies: what rust-analyzer found out about a function, in an owned form that hides nothing.
//!
//! Every implicit step is an expression of its own: autoderef, autoref, unsizing, overloaded operators
//! (calls of their trait method), default binding modes (`PatKind::Deref`), desugared `for` and `?`.
//! Types may still mention the generic parameters of the body's owner. Bodies of closures and async
//! blocks share the arenas of the function around them.

use std::{collections::HashMap, rc::Rc};

use crate::ty::{AdtId, Args, ClosureId, Const, ConstId, FnId, Mutability, StaticId, Ty};

/// A range of a file's text in bytes. `file` counts the visitor's files first, then the library's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub file: u16,
    pub start: u32,
    pub end: u32,
}

macro_rules! indexes {
    ($($name:ident)*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
    )*};
}
indexes! { ExprId PatId LocalId LabelId }

/// Whose body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    Fn(FnId),
    Const(ConstId),
    Static(StaticId),
}

#[derive(Clone, Debug)]
pub struct Body {
    pub owner: Owner,
    pub exprs: Vec<Expr>,
    pub pats: Vec<Pat>,
    pub locals: Vec<Local>,
    /// Parameters in order, `self` first (as a binding pattern).
    pub params: Vec<Param>,
    pub ret: Ty,
    pub root: ExprId,
    /// The visitor's own text (then expressions have spans).
    pub own: bool,
    /// By the span of an expression: where rustc says that it panics, where that is not its start.
    pub panic_places: Rc<HashMap<Span, Span>>,
}

#[derive(Clone, Copy, Debug)]
pub struct Param {
    pub pat: PatId,
    pub ty: Ty,
}

#[derive(Clone, Debug)]
pub struct Local {
    pub name: String,
    pub ty: Ty,
    /// Declared `mut`.
    pub mutable: bool,
    /// The name in its pattern.
    pub span: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub ty: Ty,
    /// In the visitor's text, macro expansions traced back to their call; `None` in the library.
    pub span: Option<Span>,
    pub kind: ExprKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Bool(bool),
    Char(char),
    /// Two's complement, truncated to the type.
    Int(u128),
    Float(f64),
    Str(String),
    /// `b"…"`: a `&[u8; N]`.
    Bytes(Vec<u8>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Shl,
    Shr,
    BitAnd,
    BitOr,
    BitXor,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnOp {
    Neg,
    Not,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A place: a local of this body, or of the function around a closure (then look it up among the captures).
    Local(LocalId),
    /// A place.
    Static(StaticId),
    /// The value of a const, with the arguments of its impl or trait.
    Const(ConstId, Args),
    /// The value of a const generic parameter.
    ConstParam(Const),
    Literal(Literal),
    /// A value of a zero-sized function type (`FnDef`, `Ctor`): the type says all.
    ZeroSized,
    /// Calls `func`, perhaps a trait's method that is still to be resolved, with `Fn*` arguments tupled.
    Call {
        func: FnId,
        args: Args,
        operands: Vec<ExprId>,
    },
    /// Calls through a value of type `FnPtr`.
    CallPtr {
        callee: ExprId,
        operands: Vec<ExprId>,
    },
    /// A struct, variant or union value; fields in the order they are written.
    Adt {
        adt: AdtId,
        variant: u32,
        fields: Vec<(u32, ExprId)>,
        base: Option<ExprId>,
    },
    Tuple(Vec<ExprId>),
    Array(Vec<ExprId>),
    Repeat {
        value: ExprId,
        count: Const,
    },
    /// Built in: on scalars.
    Unary {
        op: UnOp,
        operand: ExprId,
    },
    /// Built in: on scalars (also raw pointers, and unit, for comparisons).
    Binary {
        op: BinOp,
        left: ExprId,
        right: ExprId,
    },
    And(ExprId, ExprId),
    Or(ExprId, ExprId),
    Assign {
        place: ExprId,
        value: ExprId,
    },
    /// Built in `place op= value`.
    AssignOp {
        op: BinOp,
        place: ExprId,
        value: ExprId,
    },
    /// `(a, b[0], _) = value`: leaves of the pattern are `PatKind::Place`.
    Destructure {
        pat: PatId,
        value: ExprId,
    },
    /// A place. `variant` is 0 but for enums (never written, made by desugaring).
    Field {
        base: ExprId,
        field: u32,
    },
    /// A place: built-in indexing of an array or slice place by a `usize`.
    Index {
        base: ExprId,
        index: ExprId,
    },
    /// A place: `*` of a reference, raw pointer or box.
    Deref(ExprId),
    Borrow {
        mutability: Mutability,
        place: ExprId,
        /// Implied by a call: a `&mut` that other arguments may still read past.
        two_phase: bool,
    },
    RawBorrow {
        mutability: Mutability,
        place: ExprId,
    },
    /// `as` between scalars, pointers, enums to integers, fn items to pointers …: the two types say which.
    Cast(ExprId),
    /// A coercion that changes a thin pointer inside the value to a fat one (or upcasts a dyn).
    Unsize(ExprId),
    /// A function item or a closure without captures to a function pointer.
    Reify(ExprId),
    NeverToAny(ExprId),
    /// Of unit type without `otherwise`.
    If {
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    },
    /// `let pat = value` as a condition (in `if`, `while`, guards and their `&&` chains).
    Let {
        pat: PatId,
        value: ExprId,
    },
    Match {
        scrutinee: ExprId,
        arms: Vec<Arm>,
    },
    Block(Block),
    Loop {
        body: ExprId,
        label: LabelId,
    },
    /// Out of a loop or labeled block.
    Break {
        label: LabelId,
        value: Option<ExprId>,
    },
    Continue {
        label: LabelId,
    },
    Return(Option<ExprId>),
    Closure(Box<Closure>),
    Await(Box<Await>),
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub pat: PatId,
    pub guard: Option<ExprId>,
    pub body: ExprId,
}

#[derive(Clone, Debug)]
pub struct Block {
    pub statements: Vec<Statement>,
    pub tail: Option<ExprId>,
    /// Target of `break 'label value`.
    pub label: Option<LabelId>,
    /// Its locals and temporaries live as long as the enclosing scope's (`format_args!`).
    pub transparent: bool,
}

#[derive(Clone, Debug)]
pub enum Statement {
    Let {
        pat: PatId,
        value: Option<ExprId>,
        otherwise: Option<ExprId>,
    },
    Expr(ExprId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureKind {
    /// How its body reaches its captures: by shared reference to itself (`Fn`), by mutable one, by value.
    Fn,
    FnMut,
    FnOnce,
    /// An async block or the body of an async fn.
    Coroutine,
}

#[derive(Clone, Debug)]
pub struct Closure {
    pub id: ClosureId,
    pub kind: ClosureKind,
    /// Patterns of its parameters (none for a coroutine).
    pub params: Vec<Param>,
    pub body: ExprId,
    pub ret: Ty,
    /// In the order of its fields.
    pub captures: Vec<Capture>,
}

#[derive(Clone, Debug)]
pub struct Capture {
    pub local: LocalId,
    /// From the local to the captured place.
    pub path: Vec<CaptureStep>,
    /// `None`: by value (moved, or copied when its type is Copy).
    pub by_ref: Option<Mutability>,
    /// Of the field in the closure (a reference when captured by reference).
    pub ty: Ty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureStep {
    Deref,
    Field(u32),
}

/// `operand.await`: `into_future(operand)`, then polled to its end.
#[derive(Clone, Debug)]
pub struct Await {
    pub operand: ExprId,
    pub into_future: (FnId, Args),
    /// Of what `into_future` returns.
    pub future: Ty,
    /// `Future::poll` for it.
    pub poll: (FnId, Args),
}

#[derive(Clone, Debug)]
pub struct Pat {
    /// Of the place it matches.
    pub ty: Ty,
    pub span: Option<Span>,
    pub kind: PatKind,
}

#[derive(Clone, Debug)]
pub enum PatKind {
    Wild,
    Bind {
        local: LocalId,
        by_ref: Option<Mutability>,
        sub: Option<PatId>,
    },
    /// Compares with a literal or constant expression (for `&str` by text).
    Value(ExprId),
    Range {
        low: Option<ExprId>,
        high: Option<ExprId>,
        inclusive: bool,
    },
    /// A variant of an enum, with patterns for some fields.
    Variant {
        adt: AdtId,
        variant: u32,
        fields: Vec<(u32, PatId)>,
    },
    /// A struct or tuple.
    Leaf {
        fields: Vec<(u32, PatId)>,
    },
    /// Through a reference or box, written or implied.
    Deref(PatId),
    /// Of an array or slice.
    Slice {
        prefix: Vec<PatId>,
        rest: Option<PatId>,
        has_rest: bool,
        suffix: Vec<PatId>,
    },
    Or(Vec<PatId>),
    /// A leaf of a destructuring assignment.
    Place(ExprId),
}

impl Body {
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }
    pub fn pat(&self, id: PatId) -> &Pat {
        &self.pats[id.0 as usize]
    }
    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.0 as usize]
    }
}
