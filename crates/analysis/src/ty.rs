//! Types as the compiler sees them: owned, interned, free of rust-analyzer.
//!
//! A [`Ty`] is a pointer to an interned kind: copying and comparing cost nothing. The interner is per
//! thread and never shrinks; definitions keep their numbers across edits, so it stays small.

use std::{cell::RefCell, collections::HashSet, fmt, hash::Hash, hash::Hasher};

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident)*) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A struct, enum or union.
    AdtId
    /// A function, method or trait method; also the constructor functions of tuple structs and variants are reached through their own types, not through this.
    FnId
    TraitId
    /// A `const` item or associated const.
    ConstId
    StaticId
    /// The expression of a closure, async block or async fn body: one per expression, not per instance.
    ClosureId
    /// An associated type of a trait.
    AssocTyId
    /// An `impl Trait` in return position.
    OpaqueId
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mutability {
    Not,
    Mut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntTy {
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UintTy {
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FloatTy {
    F32,
    F64,
}

/// Generic arguments in the order of the item's parameters, parents first (`Self` is the first of a trait's). Lifetimes are left out: an argument list has a hole-free index for types and consts only in `Arg` positions, see `Args`.
pub type Args = List<Arg>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arg {
    Ty(Ty),
    Const(Const),
    /// Keeps the place of a lifetime, so that `TyKind::Param` indexes stay those of rust-analyzer.
    Lifetime,
}

/// A value in a type: an array's length, a const argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Const {
    Value(u128),
    Param(u32),
    /// Not known (an inference leftover, an error).
    Error,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TyKind {
    Bool,
    Char,
    Int(IntTy),
    Uint(UintTy),
    Float(FloatTy),
    Str,
    Never,
    Adt(AdtId, Args),
    Tuple(List<Ty>),
    Array(Ty, Const),
    Slice(Ty),
    Ref(Ty, Mutability),
    RawPtr(Ty, Mutability),
    /// The zero-sized type of a function item.
    FnDef(FnId, Args),
    /// The zero-sized type of a tuple struct's or variant's constructor: (adt, variant index, adt's args).
    Ctor(AdtId, u32, Args),
    FnPtr(List<Ty>, Ty),
    /// Arguments are those of the item around it.
    Closure(ClosureId, Args),
    /// The future of an async block or async fn body.
    Coroutine(ClosureId, Args),
    /// An `async || …` closure.
    CoroutineClosure(ClosureId, Args),
    Dyn(DynTy),
    /// A generic parameter, by its index in the arguments of the body's owner.
    Param(u32),
    /// `<args[0] as Trait>::Assoc<…>`, not resolved yet.
    Assoc(AssocTyId, Args),
    Opaque(OpaqueId, Args),
    /// A lifetime-only difference never shows here. Everything else that has no counterpart.
    Error,
}

/// `dyn Trait<Args, Assoc = Ty> + auto traits`. `args` are without `Self`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DynTy {
    pub principal: Option<TraitId>,
    pub args: Args,
    pub assoc: List<(AssocTyId, Ty)>,
    pub auto: List<TraitId>,
}

#[derive(Clone, Copy)]
pub struct Ty(&'static TyKind);

/// An interned slice.
pub struct List<T: 'static>(&'static [T]);

thread_local! {
    static TYPES: RefCell<HashSet<&'static TyKind>> = RefCell::default();
}

impl Ty {
    pub fn new(kind: TyKind) -> Ty {
        TYPES.with_borrow_mut(|types| {
            if let Some(known) = types.get(&kind) {
                return Ty(known);
            }
            let kept: &'static TyKind = Box::leak(Box::new(kind));
            types.insert(kept);
            Ty(kept)
        })
    }
    pub fn kind(self) -> &'static TyKind {
        self.0
    }
    pub fn unit() -> Ty {
        Ty::new(TyKind::Tuple(List::new(Vec::new())))
    }
    pub fn usize() -> Ty {
        Ty::new(TyKind::Uint(UintTy::Usize))
    }
    pub fn bool() -> Ty {
        Ty::new(TyKind::Bool)
    }
    pub fn never() -> Ty {
        Ty::new(TyKind::Never)
    }
    pub fn error() -> Ty {
        Ty::new(TyKind::Error)
    }
    pub fn tuple(of: Vec<Ty>) -> Ty {
        Ty::new(TyKind::Tuple(List::new(of)))
    }
    pub fn reference(to: Ty, mutability: Mutability) -> Ty {
        Ty::new(TyKind::Ref(to, mutability))
    }
    pub fn pointer(to: Ty, mutability: Mutability) -> Ty {
        Ty::new(TyKind::RawPtr(to, mutability))
    }
    pub fn is_unit(self) -> bool {
        matches!(self.kind(), TyKind::Tuple(of) if of.is_empty())
    }
    pub fn is_never(self) -> bool {
        matches!(self.kind(), TyKind::Never)
    }
    /// Integers, floats, `bool` and `char`: what the machine's arithmetic takes.
    pub fn is_scalar(self) -> bool {
        matches!(
            self.kind(),
            TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Uint(_) | TyKind::Float(_)
        )
    }
    /// How many bits an integer type has, and whether it is signed.
    pub fn int_bits(self) -> Option<(u32, bool)> {
        Some(match self.kind() {
            TyKind::Int(IntTy::I8) => (8, true),
            TyKind::Int(IntTy::I16) => (16, true),
            TyKind::Int(IntTy::I32) => (32, true),
            TyKind::Int(IntTy::I64 | IntTy::Isize) => (64, true),
            TyKind::Int(IntTy::I128) => (128, true),
            TyKind::Uint(UintTy::U8) => (8, false),
            TyKind::Uint(UintTy::U16) => (16, false),
            TyKind::Uint(UintTy::U32) => (32, false),
            TyKind::Uint(UintTy::U64 | UintTy::Usize) => (64, false),
            TyKind::Uint(UintTy::U128) => (128, false),
            _ => return None,
        })
    }
    /// Replaces `Param`s by the arguments of the same index. What has none stays.
    pub fn subst(self, args: &[Arg]) -> Ty {
        if args.is_empty() {
            return self;
        }
        self.fold(
            &mut |ty| match ty.kind() {
                TyKind::Param(index) => match args.get(*index as usize) {
                    Some(Arg::Ty(with)) => Some(*with),
                    _ => Some(ty),
                },
                _ => None,
            },
            &mut |konst| match konst {
                Const::Param(index) => match args.get(index as usize) {
                    Some(Arg::Const(with)) => *with,
                    _ => konst,
                },
                other => other,
            },
        )
    }
    /// Rebuilds a type bottom-up: `ty` may answer for a whole type (then its parts are not visited).
    pub fn fold(
        self,
        ty: &mut dyn FnMut(Ty) -> Option<Ty>,
        konst: &mut dyn FnMut(Const) -> Const,
    ) -> Ty {
        if let Some(done) = ty(self) {
            return done;
        }
        let kind = match self.kind() {
            TyKind::Adt(id, args) => TyKind::Adt(*id, fold_args(*args, ty, konst)),
            TyKind::Tuple(of) => {
                TyKind::Tuple(List::new(of.iter().map(|t| t.fold(ty, konst)).collect()))
            }
            TyKind::Array(of, len) => TyKind::Array(of.fold(ty, konst), konst(*len)),
            TyKind::Slice(of) => TyKind::Slice(of.fold(ty, konst)),
            TyKind::Ref(to, m) => TyKind::Ref(to.fold(ty, konst), *m),
            TyKind::RawPtr(to, m) => TyKind::RawPtr(to.fold(ty, konst), *m),
            TyKind::FnDef(id, args) => TyKind::FnDef(*id, fold_args(*args, ty, konst)),
            TyKind::Ctor(id, variant, args) => {
                TyKind::Ctor(*id, *variant, fold_args(*args, ty, konst))
            }
            TyKind::FnPtr(params, ret) => TyKind::FnPtr(
                List::new(params.iter().map(|t| t.fold(ty, konst)).collect()),
                ret.fold(ty, konst),
            ),
            TyKind::Closure(id, args) => TyKind::Closure(*id, fold_args(*args, ty, konst)),
            TyKind::Coroutine(id, args) => TyKind::Coroutine(*id, fold_args(*args, ty, konst)),
            TyKind::CoroutineClosure(id, args) => {
                TyKind::CoroutineClosure(*id, fold_args(*args, ty, konst))
            }
            TyKind::Dyn(of) => TyKind::Dyn(DynTy {
                principal: of.principal,
                args: fold_args(of.args, ty, konst),
                assoc: List::new(
                    of.assoc
                        .iter()
                        .map(|(id, t)| (*id, t.fold(ty, konst)))
                        .collect(),
                ),
                auto: of.auto,
            }),
            TyKind::Assoc(id, args) => TyKind::Assoc(*id, fold_args(*args, ty, konst)),
            TyKind::Opaque(id, args) => TyKind::Opaque(*id, fold_args(*args, ty, konst)),
            TyKind::Bool
            | TyKind::Char
            | TyKind::Int(_)
            | TyKind::Uint(_)
            | TyKind::Float(_)
            | TyKind::Str
            | TyKind::Never
            | TyKind::Param(_)
            | TyKind::Error => return self,
        };
        Ty::new(kind)
    }
    /// Does any part of the type satisfy the question?
    pub fn any(self, ask: &mut dyn FnMut(Ty) -> bool) -> bool {
        let mut found = false;
        self.fold(
            &mut |ty| {
                found |= ask(ty);
                found.then_some(ty)
            },
            &mut |konst| konst,
        );
        found
    }
    pub fn has_params(self) -> bool {
        self.any(&mut |ty| matches!(ty.kind(), TyKind::Param(_)))
    }
    /// Has it something that must be resolved before its layout is known?
    pub fn needs_normalizing(self) -> bool {
        self.any(&mut |ty| matches!(ty.kind(), TyKind::Assoc(..) | TyKind::Opaque(..)))
    }
}

/// Substitutes in each argument.
pub fn subst_args(args: Args, with: &[Arg]) -> Args {
    List::new(
        args.iter()
            .map(|arg| match arg {
                Arg::Ty(ty) => Arg::Ty(ty.subst(with)),
                Arg::Const(Const::Param(index)) => match with.get(*index as usize) {
                    Some(Arg::Const(konst)) => Arg::Const(*konst),
                    _ => *arg,
                },
                other => *other,
            })
            .collect(),
    )
}

fn fold_args(
    args: Args,
    ty: &mut dyn FnMut(Ty) -> Option<Ty>,
    konst: &mut dyn FnMut(Const) -> Const,
) -> Args {
    List::new(
        args.iter()
            .map(|arg| match arg {
                Arg::Ty(t) => Arg::Ty(t.fold(ty, konst)),
                Arg::Const(c) => Arg::Const(konst(*c)),
                Arg::Lifetime => Arg::Lifetime,
            })
            .collect(),
    )
}

impl PartialEq for Ty {
    fn eq(&self, other: &Ty) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl Eq for Ty {}
impl Hash for Ty {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(self.0, state);
    }
}
impl fmt::Debug for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What can be interned in a [`List`].
pub trait Internable: Sized + Eq + Hash + 'static {
    #[doc(hidden)]
    fn with_table<R>(f: impl FnOnce(&mut HashSet<&'static [Self]>) -> R) -> R;
}

macro_rules! internable {
    ($($ty:ty: $table:ident)*) => {$(
        thread_local! { static $table: RefCell<HashSet<&'static [$ty]>> = RefCell::default(); }
        impl Internable for $ty {
            fn with_table<R>(f: impl FnOnce(&mut HashSet<&'static [Self]>) -> R) -> R {
                $table.with_borrow_mut(f)
            }
        }
    )*};
}

internable! { Ty: TY_LISTS Arg: ARG_LISTS TraitId: TRAIT_LISTS (AssocTyId, Ty): ASSOC_LISTS }

impl<T: Internable> List<T> {
    pub fn new(items: Vec<T>) -> List<T> {
        T::with_table(|table| {
            if let Some(known) = table.get(items.as_slice()) {
                return List(known);
            }
            let kept: &'static [T] = items.leak();
            table.insert(kept);
            List(kept)
        })
    }
    pub fn empty() -> List<T> {
        List::new(Vec::new())
    }
}
impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for List<T> {}
impl<T> std::ops::Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.0
    }
}
impl<T> List<T> {
    /// The slice itself, which outlives the list's borrow.
    pub fn as_slice(self) -> &'static [T] {
        self.0
    }
}
impl<T> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl<T> Eq for List<T> {}
impl<T> Hash for List<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_ptr().hash(state);
        self.0.len().hash(state);
    }
}
impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
