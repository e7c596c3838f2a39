//! How things are called in messages: types as rustc writes them, paths of items.

use std::fmt::Write as _;

use hir_def::{
    AdtId, ConstId, EnumVariantId, FunctionId, HasModule as _, ItemContainerId, Lookup as _,
    ModuleId, TraitId,
    signatures::{
        ConstSignature, EnumSignature, FunctionSignature, StructSignature, TraitSignature,
        TypeAliasSignature, UnionSignature,
    },
};
use hir_ty::{
    db::HirDatabase as _,
    display::{DisplayTarget, HirDisplay as _},
    next_solver::{
        ClauseKind, Const as RaConst, ConstKind, GenericArgs, Ty as RaTy, TyKind as RaKind,
    },
};
use rustc_type_ir::{
    AliasTyKind,
    inherent::{IntoKind as _, SliceLike as _, Term as _},
};

use crate::{
    Session, spans,
    ty::{
        AdtId as OurAdtId, Arg, Args, Const, DynTy, FnId, Mutability, TraitId as OurTraitId, Ty,
        TyKind,
    },
};

/// What has a path.
pub(crate) enum Named {
    Fn(FunctionId),
    Adt(AdtId),
    Trait(TraitId),
    Const(ConstId),
    Variant(EnumVariantId),
}

macro_rules! named {
    ($($id:ident $variant:ident;)*) => {$(
        impl From<$id> for Named {
            fn from(id: $id) -> Named {
                Named::$variant(id)
            }
        }
    )*};
}
named! { FunctionId Fn; AdtId Adt; TraitId Trait; ConstId Const; EnumVariantId Variant; }

impl<'a> Session<'a> {
    /// `core::mem::swap`; in an impl, below the path of the type.
    pub(crate) fn path(&self, of: impl Into<Named>) -> String {
        let db = self.db;
        match of.into() {
            Named::Fn(id) => {
                let around = self.container_path(id.lookup(db).container, id.module(db));
                format!("{around}::{}", FunctionSignature::of(db, id).name.as_str())
            }
            Named::Const(id) => {
                let around = self.container_path(id.lookup(db).container, id.module(db));
                let name = &ConstSignature::of(db, id).name;
                format!(
                    "{around}::{}",
                    name.as_ref().map_or("_", |name| name.as_str())
                )
            }
            Named::Adt(id) => format!("{}::{}", self.module_path(id.module(db)), self.adt_name(id)),
            Named::Trait(id) => {
                format!(
                    "{}::{}",
                    self.module_path(id.module(db)),
                    TraitSignature::of(db, id).name.as_str()
                )
            }
            Named::Variant(id) => {
                let parent = id.lookup(db).parent;
                let name = parent.enum_variants(db).variant_name_by_id(id);
                format!(
                    "{}::{}",
                    self.path(AdtId::from(parent)),
                    name.as_ref().map_or("_", |name| name.as_str())
                )
            }
        }
    }
    fn container_path(&self, container: ItemContainerId, module: ModuleId) -> String {
        match container {
            ItemContainerId::TraitId(id) => self.path(id),
            ItemContainerId::ImplId(id) => {
                let ty = self.db.impl_self_ty(id).skip_binder();
                match ty.kind() {
                    RaKind::Adt(def, _) => self.path(def.def_id()),
                    _ => format!("<{}>", self.show(ty)),
                }
            }
            ItemContainerId::ModuleId(_) | ItemContainerId::ExternBlockId(_) => {
                self.module_path(module)
            }
        }
    }
    pub(crate) fn module_path(&self, module: ModuleId) -> String {
        let module = hir::Module::from(module).nearest_non_block_module(self.db);
        let mut parts: Vec<String> = module
            .path_to_root(self.db)
            .into_iter()
            .filter_map(|module| module.name(self.db))
            .map(|name| name.as_str().to_owned())
            .collect();
        let krate = module.krate(self.db).display_name(self.db);
        parts.push(krate.map_or_else(
            || "crate".to_owned(),
            |name| name.canonical_name().as_str().to_owned(),
        ));
        parts.reverse();
        parts.join("::")
    }
    pub(crate) fn adt_name(&self, id: AdtId) -> String {
        match id {
            AdtId::StructId(id) => StructSignature::of(self.db, id).name.as_str().to_owned(),
            AdtId::EnumId(id) => EnumSignature::of(self.db, id).name.as_str().to_owned(),
            AdtId::UnionId(id) => UnionSignature::of(self.db, id).name.as_str().to_owned(),
        }
    }

    /// A type as rustc prints it in messages, without paths. Parameters have no names here.
    pub fn display(&self, ty: Ty) -> String {
        Printer {
            session: self,
            full: false,
        }
        .ty(ty)
    }
    /// A type as `std::any::type_name` gives it.
    pub fn type_name(&self, ty: Ty) -> String {
        Printer {
            session: self,
            full: true,
        }
        .ty(ty)
    }
    /// A type of rust-analyzer's as rustc prints it, with the names of parameters.
    pub(crate) fn show(&self, ty: RaTy<'a>) -> String {
        match ty.kind() {
            RaKind::Adt(def, args) => {
                let mut out = self.adt_name(def.def_id());
                out.push_str(&self.show_args(args));
                out
            }
            RaKind::Ref(_, to, mutability) => {
                format!(
                    "&{}{}",
                    if mutability.is_mut() { "mut " } else { "" },
                    self.show_inner(to)
                )
            }
            RaKind::RawPtr(to, mutability) => {
                format!(
                    "*{} {}",
                    if mutability.is_mut() { "mut" } else { "const" },
                    self.show_inner(to)
                )
            }
            RaKind::Slice(of) => format!("[{}]", self.show(of)),
            RaKind::Array(of, len) => {
                format!("[{}; {}]", self.show(of), show_const(self.konst(len)))
            }
            RaKind::Tuple(of) => match of.as_slice() {
                [one] => format!("({},)", self.show(*one)),
                of => format!("({})", join(of.iter().map(|ty| self.show(*ty)))),
            },
            RaKind::Alias(alias) => match alias.kind {
                AliasTyKind::Projection { def_id } => {
                    let name = TypeAliasSignature::of(self.db, def_id.0)
                        .name
                        .as_str()
                        .to_owned();
                    let this = alias.args.as_slice().first().and_then(|arg| arg.ty());
                    let this = this.map_or_else(|| "_".to_owned(), |ty| self.show(ty));
                    match def_id.0.lookup(self.db).container {
                        ItemContainerId::TraitId(id) => {
                            format!(
                                "<{this} as {}>::{name}",
                                TraitSignature::of(self.db, id).name.as_str()
                            )
                        }
                        _ => format!("{this}::{name}"),
                    }
                }
                _ => self.show_impl(ty),
            },
            RaKind::Param(_) => self.hir_display(ty),
            RaKind::Error(_) | RaKind::Infer(_) => "_".to_owned(),
            _ => self.display(self.ty(ty)),
        }
    }
    /// Behind a `&`, where a sum of bounds needs parentheses.
    fn show_inner(&self, ty: RaTy<'a>) -> String {
        let text = self.show(ty);
        match ty.kind() {
            RaKind::Dynamic(..) if text.contains(" + ") => format!("({text})"),
            _ => text,
        }
    }
    fn show_args(&self, args: GenericArgs<'a>) -> String {
        let shown: Vec<String> = args
            .iter()
            .filter_map(|arg| match (arg.ty(), arg.konst()) {
                (Some(ty), _) => Some(self.show(ty)),
                (_, Some(konst)) => Some(self.show_argument(konst)),
                _ => None,
            })
            .collect();
        if shown.is_empty() {
            String::new()
        } else {
            format!("<{}>", shown.join(", "))
        }
    }
    /// A const argument as it would be written.
    fn show_argument(&self, konst: RaConst<'a>) -> String {
        match konst.kind() {
            ConstKind::Value(known) => match (known.ty.kind(), known.try_to_leaf()) {
                (RaKind::Bool, Some(leaf)) => (!leaf.is_null()).to_string(),
                (RaKind::Char, Some(leaf)) => u32::try_from(leaf.to_bits_unchecked())
                    .ok()
                    .and_then(char::from_u32)
                    .map_or_else(|| "_".to_owned(), |c| format!("{c:?}")),
                (RaKind::Int(_), Some(leaf)) => leaf.to_int_unchecked().to_string(),
                _ => show_const(self.konst(konst)),
            },
            _ => show_const(self.konst(konst)),
        }
    }
    /// `impl Trait<…> + …`.
    fn show_impl(&self, ty: RaTy<'a>) -> String {
        let clauses = ty.impl_trait_bounds(self.db).unwrap_or_default();
        let mut bounds: Vec<(TraitId, String)> = Vec::new();
        let mut outputs: Vec<(TraitId, String)> = Vec::new();
        for clause in clauses {
            match clause.kind().skip_binder() {
                ClauseKind::Trait(of) => {
                    let id = of.trait_ref.def_id.0;
                    if Some(id) == self.lang.Sized || Some(id) == self.lang.MetaSized {
                        continue;
                    }
                    let args = GenericArgs::new_from_slice(&of.trait_ref.args.as_slice()[1..]);
                    let name = TraitSignature::of(self.db, id).name.as_str().to_owned();
                    bounds.push((id, format!("{name}{}", self.show_args(args))));
                }
                ClauseKind::Projection(of) => {
                    let hir_ty::next_solver::SolverDefId::TypeAliasId(assoc) =
                        of.projection_term.def_id()
                    else {
                        continue;
                    };
                    let ItemContainerId::TraitId(id) = assoc.lookup(self.db).container else {
                        continue;
                    };
                    if let Some(ty) = of.term.as_type() {
                        let name = TypeAliasSignature::of(self.db, assoc)
                            .name
                            .as_str()
                            .to_owned();
                        outputs.push((id, format!("{name} = {}", self.show(ty))));
                    }
                }
                _ => {}
            }
        }
        let bounds: Vec<String> = bounds
            .into_iter()
            .map(|(id, mut text)| {
                for (_, output) in outputs.iter().filter(|(of, _)| *of == id) {
                    match text.strip_suffix('>') {
                        Some(open) => text = format!("{open}, {output}>"),
                        None => text = format!("{text}<{output}>"),
                    }
                }
                text
            })
            .collect();
        format!("impl {}", bounds.join(" + "))
    }
    fn hir_display(&self, ty: RaTy<'a>) -> String {
        ty.display(self.db, DisplayTarget::from_crate(self.db, self.krate))
            .to_string()
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// Where the real library keeps what this one has in `core`, the last part left away: single items before
/// the rest of their module.
const REAL_PATHS: &[(&str, &str)] = &[
    ("core::string", "alloc::string"),
    ("core::vec", "alloc::vec"),
    ("core::boxed", "alloc::boxed"),
    ("core::rc", "alloc::rc"),
    ("core::borrow", "alloc::borrow"),
    ("core::sync::arc", "alloc::sync"),
    ("core::sync::mutex", "std::sync::poison::mutex"),
    ("core::sync::rwlock", "std::sync::poison::rwlock"),
    ("core::sync::mpsc", "std::sync::mpsc"),
    ("core::thread::JoinHandle", "std::thread::join_handle"),
    ("core::thread::Thread", "std::thread::thread"),
    ("core::thread::ThreadId", "std::thread::id"),
    ("core::thread", "std::thread"),
    ("core::task::Poll", "core::task::poll"),
    ("core::task", "core::task::wake"),
    ("core::future::Future", "core::future::future"),
    ("core::future::IntoFuture", "core::future::into_future"),
    ("core::iter::iterator", "core::iter::traits::iterator"),
    ("core::sync::once::OnceLock", "std::sync::once_lock"),
    ("core::sync::once::LazyLock", "std::sync::lazy_lock"),
    ("core::num::parse", "core::num::error"),
    ("core::vec::into_iter", "alloc::vec::into_iter"),
    ("core::io::error", "std::io::error"),
    ("core::io::stdio", "std::io::stdio"),
    ("core::io::cursor", "std::io::cursor"),
    ("core::fs::file", "std::fs"),
    ("core::path", "std::path"),
    ("core::path::buf", "std::path"),
    ("core::ffi::OsString", "std::ffi::os_str"),
    ("core::ffi::OsStr", "std::ffi::os_str"),
    ("core::hash::RandomState", "std::hash::random"),
    ("core::sync::condvar", "std::sync::poison::condvar"),
    ("core::sync::barrier", "std::sync::barrier"),
    ("core::time::clock", "std::time"),
    ("core::time::duration", "core::time"),
    ("core::collections::hash_map", "std::collections::hash::map"),
    ("core::collections::hash_set", "std::collections::hash::set"),
    (
        "core::collections::btree_map",
        "alloc::collections::btree::map",
    ),
    (
        "core::collections::btree_set",
        "alloc::collections::btree::set",
    ),
    (
        "core::collections::vec_deque",
        "alloc::collections::vec_deque",
    ),
    (
        "core::collections::binary_heap",
        "alloc::collections::binary_heap",
    ),
    (
        "core::collections::linked_list",
        "alloc::collections::linked_list",
    ),
];

fn real_path(path: &str) -> String {
    path.rsplit_once("::")
        .and_then(|(around, name)| {
            // Each adapter has its own file there.
            if around == "core::iter::adapters" {
                return Some(format!("{around}::{}::{name}", snake_case(name)));
            }
            let (_, real) = REAL_PATHS
                .iter()
                .find(|(ours, _)| *ours == path || *ours == around)?;
            Some(format!("{real}::{name}"))
        })
        .unwrap_or_else(|| path.to_owned())
}

/// `TakeWhile` as the name of a file.
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn show_const(konst: Const) -> String {
    match konst {
        Const::Value(value) => value.to_string(),
        Const::Param(_) | Const::Error => "_".to_owned(),
    }
}

struct Printer<'s, 'a> {
    session: &'s Session<'a>,
    /// With paths, as `type_name` wants it.
    full: bool,
}

impl Printer<'_, '_> {
    fn ty(&self, ty: Ty) -> String {
        match ty.kind() {
            TyKind::Bool => "bool".to_owned(),
            TyKind::Char => "char".to_owned(),
            TyKind::Str => "str".to_owned(),
            TyKind::Never => "!".to_owned(),
            TyKind::Int(int) => format!("{int:?}").to_lowercase(),
            TyKind::Uint(int) => format!("{int:?}").to_lowercase(),
            TyKind::Float(float) => format!("{float:?}").to_lowercase(),
            TyKind::Adt(id, args) => {
                let def = self.session.adt(*id);
                format!(
                    "{}{}",
                    if self.full {
                        real_path(&def.path)
                    } else {
                        def.name.clone()
                    },
                    self.adt_args(ty, self.without_defaults(*id, *args))
                )
            }
            TyKind::Tuple(of) => match of.as_slice() {
                [one] => format!("({},)", self.ty(*one)),
                of => format!("({})", join(of.iter().map(|ty| self.ty(*ty)))),
            },
            TyKind::Array(of, len) => format!("[{}; {}]", self.ty(*of), show_const(*len)),
            TyKind::Slice(of) => format!("[{}]", self.ty(*of)),
            TyKind::Ref(to, Mutability::Not) => format!("&{}", self.inner(*to)),
            TyKind::Ref(to, Mutability::Mut) => format!("&mut {}", self.inner(*to)),
            TyKind::RawPtr(to, Mutability::Not) => format!("*const {}", self.inner(*to)),
            TyKind::RawPtr(to, Mutability::Mut) => format!("*mut {}", self.inner(*to)),
            TyKind::FnDef(id, args) if self.full => {
                format!("{}{}", self.session.fn_sig(*id).path, self.turbofish(*args))
            }
            TyKind::FnDef(id, args) => self.fn_item(*id, *args),
            TyKind::Ctor(id, variant, args) => {
                let def = self.session.adt(*id);
                let name = def
                    .variants
                    .get(*variant as usize)
                    .map_or("", |variant| &variant.name);
                match (self.full, def.kind) {
                    (true, crate::AdtKind::Enum) => {
                        format!("{}::{name}{}", def.path, self.turbofish(*args))
                    }
                    (true, _) => format!("{}{}", def.path, self.turbofish(*args)),
                    (false, _) => format!(
                        "fn(…) -> {} {{{name}}}",
                        self.ty(Ty::new(TyKind::Adt(*id, *args)))
                    ),
                }
            }
            TyKind::FnPtr(params, ret) => format!(
                "fn({}){}",
                join(params.iter().map(|ty| self.ty(*ty))),
                self.ret(*ret)
            ),
            TyKind::Closure(id, _) | TyKind::CoroutineClosure(id, _) if self.full => {
                format!("{}::{{{{closure}}}}", self.closure_owner(*id))
            }
            TyKind::Coroutine(id, _) if self.full => {
                format!("{}::{{{{closure}}}}", self.closure_owner(*id))
            }
            TyKind::Closure(id, _) => format!("{{closure@{}}}", self.closure_place(*id)),
            TyKind::CoroutineClosure(id, _) => {
                format!("{{async closure@{}}}", self.closure_place(*id))
            }
            TyKind::Coroutine(id, _) => self.coroutine(*id),
            TyKind::Dyn(of) => self.dynamic(of),
            TyKind::Param(_) | TyKind::Error => "_".to_owned(),
            TyKind::Assoc(id, args) => {
                let assoc = self.session.ids.ra_assoc(*id);
                let name = TypeAliasSignature::of(self.session.db, assoc)
                    .name
                    .as_str()
                    .to_owned();
                match args.first() {
                    Some(Arg::Ty(this)) => format!("{}::{name}", self.ty(*this)),
                    _ => name,
                }
            }
            TyKind::Opaque(..) => {
                let theirs = self.session.ra_ty(ty, self.session.no_params());
                self.session.show_impl(theirs)
            }
        }
    }
    fn inner(&self, ty: Ty) -> String {
        let text = self.ty(ty);
        match ty.kind() {
            TyKind::Dyn(_) if text.contains(" + ") => format!("({text})"),
            _ => text,
        }
    }
    fn ret(&self, ret: Ty) -> String {
        if ret.is_unit() {
            String::new()
        } else {
            format!(" -> {}", self.ty(ret))
        }
    }
    fn args(&self, args: Args) -> String {
        self.args_with(args, |_, konst| show_const(konst))
    }
    /// The arguments of a struct or enum, whose definition says of which type a const argument is.
    fn adt_args(&self, ty: Ty, args: Args) -> String {
        if !args.iter().any(|arg| matches!(arg, Arg::Const(_))) {
            return self.args(args);
        }
        let theirs = self.session.ra_ty(ty, self.session.no_params());
        let RaKind::Adt(_, theirs) = theirs.kind() else {
            return self.args(args);
        };
        self.args_with(args, |index, konst| {
            match theirs.as_slice().get(index).and_then(|arg| arg.konst()) {
                Some(theirs) => self.session.show_argument(theirs),
                None => show_const(konst),
            }
        })
    }
    fn args_with(&self, args: Args, show_const: impl Fn(usize, Const) -> String) -> String {
        let shown: Vec<String> = args
            .iter()
            .enumerate()
            .filter_map(|(index, arg)| match arg {
                Arg::Ty(ty) => Some(self.ty(*ty)),
                Arg::Const(konst) => Some(show_const(index, *konst)),
                Arg::Lifetime => self.full.then(|| "'_".to_owned()),
            })
            .collect();
        if shown.is_empty() {
            String::new()
        } else {
            format!("<{}>", shown.join(", "))
        }
    }
    /// Arguments at the end that are what is taken when nothing is written are not written.
    fn without_defaults(&self, id: OurAdtId, args: Args) -> Args {
        let defaults = self
            .session
            .db
            .generic_defaults(self.session.ids.ra_adt(id).into());
        let is_default = |index: usize| {
            let default = defaults.get(index)?.skip_binder().ty()?;
            Some(args[index] == Arg::Ty(self.session.ty(default).subst(&args)))
        };
        let mut written = args.len();
        while written > 0 && is_default(written - 1) == Some(true) {
            written -= 1;
        }
        Args::new(args[..written].to_vec())
    }
    fn turbofish(&self, args: Args) -> String {
        // `type_name` writes the arguments of functions without `::`.
        self.args(args)
    }
    fn fn_item(&self, id: FnId, args: Args) -> String {
        let sig = self.session.fn_sig(id);
        let params = join(sig.params.iter().map(|ty| self.ty(ty.subst(&args))));
        format!(
            "fn({params}){} {{{}{}}}",
            self.ret(sig.ret.subst(&args)),
            sig.name,
            match self.args(args).as_str() {
                "" => String::new(),
                args => format!("::{args}"),
            }
        )
    }
    fn dynamic(&self, of: &DynTy) -> String {
        let mut out = "dyn ".to_owned();
        let mut first = true;
        let mut plus = |out: &mut String| {
            if !std::mem::take(&mut first) {
                out.push_str(" + ");
            }
        };
        if let Some(principal) = of.principal {
            plus(&mut out);
            let id = self.session.ids.ra_trait(principal);
            let name = TraitSignature::of(self.session.db, id)
                .name
                .as_str()
                .to_owned();
            let is_fn = [
                self.session.lang.Fn,
                self.session.lang.FnMut,
                self.session.lang.FnOnce,
            ]
            .contains(&Some(id));
            match (is_fn, of.args.as_slice()) {
                (true, [Arg::Ty(tuple)]) => {
                    let params = match tuple.kind() {
                        TyKind::Tuple(of) => join(of.iter().map(|ty| self.ty(*ty))),
                        _ => "_".to_owned(),
                    };
                    let ret = of.assoc.first().map_or(Ty::unit(), |(_, ty)| *ty);
                    let _ = write!(
                        out,
                        "{}({params}){}",
                        self.trait_name(principal, &name),
                        self.ret(ret)
                    );
                }
                _ => {
                    let mut args: Vec<String> = of
                        .args
                        .iter()
                        .filter_map(|arg| match arg {
                            Arg::Ty(ty) => Some(self.ty(*ty)),
                            Arg::Const(konst) => Some(show_const(*konst)),
                            Arg::Lifetime => None,
                        })
                        .collect();
                    for (assoc, ty) in of.assoc.iter() {
                        let assoc = self.session.ids.ra_assoc(*assoc);
                        let name = TypeAliasSignature::of(self.session.db, assoc)
                            .name
                            .as_str()
                            .to_owned();
                        args.push(format!("{name} = {}", self.ty(*ty)));
                    }
                    out.push_str(&self.trait_name(principal, &name));
                    if !args.is_empty() {
                        let _ = write!(out, "<{}>", args.join(", "));
                    }
                }
            }
        }
        for auto in of.auto.iter() {
            plus(&mut out);
            let id = self.session.ids.ra_trait(*auto);
            out.push_str(
                &self.trait_name(*auto, TraitSignature::of(self.session.db, id).name.as_str()),
            );
        }
        out
    }
    fn trait_name(&self, id: OurTraitId, name: &str) -> String {
        if self.full {
            real_path(&self.session.path(self.session.ids.ra_trait(id)))
        } else {
            name.to_owned()
        }
    }
    fn closure_owner(&self, id: crate::ty::ClosureId) -> String {
        let (def, _) = self.session.ids.ra_closure(id);
        match def {
            hir_def::DefWithBodyId::FunctionId(id) => self.session.path(id),
            hir_def::DefWithBodyId::ConstId(id) => self.session.path(id),
            _ => OWN.to_owned(),
        }
    }
    /// `src/main.rs:2:5: 2:7`.
    fn closure_place(&self, id: crate::ty::ClosureId) -> String {
        let session = self.session;
        let (def, expr) = session.ids.ra_closure(id);
        let (_, map) = hir_def::expr_store::Body::with_source_map(session.db, def);
        let Ok(node) = map.expr_syntax(expr) else {
            return "src/main.rs".to_owned();
        };
        let span = spans::any_span(
            session.db,
            hir_expand::InFile::new(node.file_id, node.value.text_range()),
        );
        let (file, line, column) = session.place(span);
        let end = crate::thir::Span {
            start: span.end,
            ..span
        };
        let (_, end_line, end_column) = session.place(end);
        format!(
            "src/{}:{line}:{column}: {end_line}:{end_column}",
            session.analysis.file_name(file)
        )
    }
    fn coroutine(&self, id: crate::ty::ClosureId) -> String {
        let (def, expr) = self.session.ids.ra_closure(id);
        let body = hir_def::expr_store::Body::of(self.session.db, def);
        let source = match &body[expr] {
            hir_def::hir::Expr::Closure {
                closure_kind: hir_def::hir::ClosureKind::Coroutine { source, .. },
                ..
            } => *source,
            _ => hir_def::hir::CoroutineSource::Block,
        };
        match (source, def) {
            (hir_def::hir::CoroutineSource::Fn, hir_def::DefWithBodyId::FunctionId(id)) => {
                format!(
                    "{{async fn body of {}()}}",
                    FunctionSignature::of(self.session.db, id).name.as_str()
                )
            }
            (hir_def::hir::CoroutineSource::Closure, _) => {
                format!("{{async closure body@{}}}", self.closure_place(id))
            }
            _ => format!("{{async block@{}}}", self.closure_place(id)),
        }
    }
}

const OWN: &str = crate::load::OWN_CRATE;
