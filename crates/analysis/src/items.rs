//! Functions, types, consts and statics, as the compiler wants to know them.

use std::rc::Rc;

use hir::HasSource as _;
use hir_def::{
    AttrDefId, DefWithBodyId, ItemContainerId, Lookup as _, VariantId,
    attrs::AttrFlags,
    expr_store::Body,
    hir::Expr,
    item_tree::FieldsShape,
    layout::IntegerType,
    signatures::{
        ConstSignature, EnumSignature, FunctionSignature, StaticFlags, StaticSignature,
        StructSignature, UnionSignature,
    },
};
use hir_expand::InFile;
use hir_ty::{
    consteval::allocation_as_usize,
    db::HirDatabase as _,
    next_solver::{EarlyBinder, GenericArgs, ParamEnv, SolverDefId, Ty as RaTy},
};
use rustc_type_ir::inherent::GenericArgs as _;
use syntax::{
    AstNode as _,
    ast::{HasAttrs as _, HasName as _},
};

use crate::{
    Session, spans,
    thir::{Owner, Span},
    ty::{AdtId, Arg, Args, ConstId, FnId, Mutability, StaticId, TraitId, Ty, TyKind},
};

#[derive(Clone, Debug)]
pub struct FnSig {
    pub name: String,
    /// `core::mem::swap`, `core::vec::Vec::push`.
    pub path: String,
    /// Types with the function's own parameters.
    pub params: Vec<Ty>,
    pub ret: Ty,
    pub is_async: bool,
    pub is_unsafe: bool,
    /// The name, when the machine or the compiler does it.
    pub intrinsic: Option<String>,
    pub has_body: bool,
    /// `#[track_caller]`, of the visitor's functions.
    pub track_caller: bool,
    /// In the visitor's crate.
    pub own: bool,
    /// The name in the visitor's text.
    pub span: Option<Span>,
    pub container: Container,
    /// How many generic parameters it has, those of its impl or trait included.
    pub generics: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    None,
    Impl,
    Trait(TraitId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdtKind {
    Struct,
    Enum,
    Union,
}

#[derive(Clone, Debug)]
pub struct AdtDef {
    pub name: String,
    pub path: String,
    pub kind: AdtKind,
    pub is_box: bool,
    pub is_manually_drop: bool,
    pub is_phantom: bool,
    pub is_unsafe_cell: bool,
    pub has_drop_impl: bool,
    /// Bytes of the integer in `#[repr(u8)]` and the like.
    pub repr_size: Option<u64>,
    /// `#[repr(C)]`: fields lie in the order of declaration.
    pub is_repr_c: bool,
    /// The last field of the struct need not be sized (`T: ?Sized`), so it always lies last.
    pub unsized_tail: bool,
    /// One for a struct or union.
    pub variants: Vec<VariantDef>,
    /// In the visitor's crate.
    pub own: bool,
}

#[derive(Clone, Debug)]
pub struct VariantDef {
    pub name: String,
    pub discriminant: i128,
    pub fields: Vec<FieldDef>,
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Named,
    Tuple,
    Unit,
}

#[derive(Clone, Debug)]
pub struct FieldDef {
    /// A name or an index.
    pub name: String,
    /// With the type's own parameters.
    pub ty: Ty,
}

impl AdtDef {
    pub fn is_union(&self) -> bool {
        self.kind == AdtKind::Union
    }
}

impl<'a> Session<'a> {
    pub fn fn_sig(&self, id: FnId) -> Rc<FnSig> {
        if let Some(known) = self.memo.fn_sigs.borrow().get(&id) {
            return Rc::clone(known);
        }
        let db = self.db;
        let function = self.ids.ra_function(id);
        let of = FunctionSignature::of(db, function);
        let sig = db
            .callable_item_signature(function.into())
            .skip_binder()
            .skip_binder();
        let name = of.name.as_str().to_owned();
        let container = match function.lookup(db).container {
            ItemContainerId::ModuleId(_) | ItemContainerId::ExternBlockId(_) => Container::None,
            ItemContainerId::ImplId(_) => Container::Impl,
            ItemContainerId::TraitId(id) => Container::Trait(self.ids.trait_(id)),
        };
        let own = self.is_own_def(DefWithBodyId::FunctionId(function));
        let sig = Rc::new(FnSig {
            path: self.path(function),
            params: sig.inputs().iter().map(|ty| self.ty(*ty)).collect(),
            ret: self.ty(sig.output()),
            is_async: of.is_async(),
            is_unsafe: of.is_unsafe(),
            intrinsic: FunctionSignature::is_intrinsic(db, function).then(|| name.clone()),
            has_body: of.has_body(),
            track_caller: own && self.tracks_caller(function),
            own,
            span: if own {
                self.name_span(function.into())
            } else {
                None
            },
            container,
            generics: GenericArgs::identity_for_item(self.interner, function.into()).len(),
            name,
        });
        self.memo.fn_sigs.borrow_mut().insert(id, Rc::clone(&sig));
        sig
    }
    fn tracks_caller(&self, function: hir_def::FunctionId) -> bool {
        let source = hir::Function::from(function).source(self.db);
        source.is_some_and(|source| {
            source.value.attrs().any(|attr| {
                let text = attr.syntax().text().to_string();
                text.replace(' ', "") == "#[track_caller]"
            })
        })
    }

    pub fn adt(&self, id: AdtId) -> Rc<AdtDef> {
        if let Some(known) = self.memo.adts.borrow().get(&id) {
            return Rc::clone(known);
        }
        let def = Rc::new(self.adt_new(self.ids.ra_adt(id)));
        self.memo.adts.borrow_mut().insert(id, Rc::clone(&def));
        def
    }
    fn adt_new(&self, adt: hir_def::AdtId) -> AdtDef {
        let db = self.db;
        let mut def = AdtDef {
            name: String::new(),
            path: self.path(adt),
            kind: AdtKind::Struct,
            is_box: false,
            is_manually_drop: false,
            is_phantom: false,
            is_unsafe_cell: false,
            has_drop_impl: hir_ty::drop::destructor(db, adt).is_some(),
            repr_size: AttrFlags::repr(db, adt)
                .and_then(|repr| repr.int)
                .map(|int| match int {
                    // The machine's pointers have 8 bytes, whatever rust-analyzer was told.
                    IntegerType::Pointer(_) => 8,
                    IntegerType::Fixed(int, _) => int.size().bytes(),
                }),
            is_repr_c: AttrFlags::repr(db, adt).is_some_and(|repr| repr.c()),
            unsized_tail: false,
            variants: Vec::new(),
            own: hir_def::HasModule::krate(&adt, db) == self.krate,
        };
        match adt {
            hir_def::AdtId::StructId(id) => {
                def.name = StructSignature::of(db, id).name.as_str().to_owned();
                def.is_box = self.lang.OwnedBox == Some(id);
                def.is_manually_drop = self.lang.ManuallyDrop == Some(id);
                def.is_phantom = self.lang.PhantomData == Some(id);
                def.is_unsafe_cell = self.lang.UnsafeCell == Some(id);
                def.variants
                    .push(self.variant_def(def.name.clone(), 0, id.into()));
                def.unsized_tail = self.has_unsized_tail(id);
            }
            hir_def::AdtId::UnionId(id) => {
                def.name = UnionSignature::of(db, id).name.as_str().to_owned();
                def.kind = AdtKind::Union;
                def.variants
                    .push(self.variant_def(def.name.clone(), 0, id.into()));
            }
            hir_def::AdtId::EnumId(id) => {
                def.name = EnumSignature::of(db, id).name.as_str().to_owned();
                def.kind = AdtKind::Enum;
                let mut next = 0;
                for (name, (variant, _)) in &id.enum_variants(db).variants {
                    let body = Body::of(db, DefWithBodyId::VariantId(*variant));
                    if !matches!(body[body.root_expr()], Expr::Missing) {
                        next = db.const_eval_discriminant(*variant).unwrap_or(next);
                    }
                    def.variants.push(self.variant_def(
                        name.as_str().to_owned(),
                        next,
                        (*variant).into(),
                    ));
                    next += 1;
                }
            }
        }
        def
    }
    fn variant_def(&self, name: String, discriminant: i128, variant: VariantId) -> VariantDef {
        let fields = variant.fields(self.db);
        let types = self.db.field_types(variant);
        VariantDef {
            name,
            discriminant,
            fields: fields
                .fields()
                .iter()
                .map(|(id, field)| FieldDef {
                    name: field.name.as_str().to_owned(),
                    ty: self.ty(types[id].ty().skip_binder()),
                })
                .collect(),
            shape: match fields.shape {
                FieldsShape::Record => Shape::Named,
                FieldsShape::Tuple => Shape::Tuple,
                FieldsShape::Unit => Shape::Unit,
            },
        }
    }
    /// The type of a const with these arguments of its impl or trait.
    pub fn const_ty(&self, id: ConstId, args: Args) -> Ty {
        self.ty(self.db.type_for_const(self.ids.ra_konst(id)).skip_binder())
            .subst(&args)
    }
    pub fn const_name(&self, id: ConstId) -> String {
        let name = &ConstSignature::of(self.db, self.ids.ra_konst(id)).name;
        name.as_ref().map_or("_", |name| name.as_str()).to_owned()
    }
    pub fn const_is_own(&self, id: ConstId) -> bool {
        self.is_own_def(DefWithBodyId::ConstId(self.ids.ra_konst(id)))
    }
    pub fn static_ty(&self, id: StaticId) -> Ty {
        self.ty(self
            .db
            .type_for_static(self.ids.ra_static(id))
            .skip_binder())
    }
    pub fn static_name(&self, id: StaticId) -> String {
        StaticSignature::of(self.db, self.ids.ra_static(id))
            .name
            .as_str()
            .to_owned()
    }
    /// The bits of an integer constant that can be evaluated without running the program.
    pub fn const_integer(&self, id: ConstId, args: Args) -> Option<u128> {
        if args
            .iter()
            .any(|arg| matches!(arg, Arg::Ty(ty) if ty.has_params()))
        {
            return None;
        }
        let konst = self.ids.ra_konst(id);
        let args = self.ra_args(konst.into(), args, self.no_params());
        let value = self.db.const_eval(konst, args, None).ok()?;
        Some(allocation_as_usize(value))
    }
    /// Not of an impl or trait.
    pub fn const_is_free(&self, id: ConstId) -> bool {
        let container = self.ids.ra_konst(id).lookup(self.db).container;
        matches!(container, ItemContainerId::ModuleId(_))
    }
    /// A `static mut`.
    pub fn static_mutable(&self, id: StaticId) -> bool {
        StaticSignature::of(self.db, self.ids.ra_static(id))
            .flags
            .contains(StaticFlags::MUTABLE)
    }
    /// The name of what a body belongs to.
    pub fn owner_name(&self, owner: Owner) -> String {
        match owner {
            Owner::Fn(id) => self.fn_sig(id).name.clone(),
            Owner::Const(id) => self.const_name(id),
            Owner::Static(id) => self.static_name(id),
        }
    }
    /// `#[must_use]`, perhaps with a reason.
    pub fn adt_must_use(&self, id: AdtId) -> Option<Option<String>> {
        let of = AttrFlags::must_use_message(self.db, AttrDefId::AdtId(self.ids.ra_adt(id)));
        of.map(|reason| reason.map(str::to_owned))
    }
    pub fn fn_must_use(&self, id: FnId) -> Option<Option<String>> {
        let of =
            AttrFlags::must_use_message(self.db, AttrDefId::FunctionId(self.ids.ra_function(id)));
        of.map(|reason| reason.map(str::to_owned))
    }
    pub fn trait_must_use(&self, id: TraitId) -> Option<Option<String>> {
        let of = AttrFlags::must_use_message(self.db, AttrDefId::TraitId(self.ids.ra_trait(id)));
        of.map(|reason| reason.map(str::to_owned))
    }

    pub(crate) fn is_own_def(&self, def: DefWithBodyId) -> bool {
        hir_def::HasModule::krate(&def, self.db) == self.krate
    }
    /// What a body's value is declared as.
    pub(crate) fn return_ty(&self, owner: Owner) -> Option<Ty> {
        match owner {
            Owner::Fn(id) => Some(self.fn_sig(id).ret),
            Owner::Const(_) | Owner::Static(_) => None,
        }
    }
    pub(crate) fn fn_output(
        &self,
        function: hir_def::FunctionId,
        args: GenericArgs<'a>,
    ) -> RaTy<'a> {
        let sig: EarlyBinder<'a, _> = self.db.callable_item_signature(function.into());
        self.erase(
            sig.instantiate(self.interner, args)
                .skip_norm_wip()
                .skip_binder()
                .output(),
        )
    }
    fn has_unsized_tail(&self, id: hir_def::StructId) -> bool {
        let types = self.db.field_types(id.into());
        let Some((_, last)) = types.iter().last() else {
            return false;
        };
        let last = last.ty().instantiate_identity().skip_norm_wip();
        let env = self.db.trait_environment(id.into());
        !self.infcx.type_is_sized_modulo_regions(env, last)
    }
    /// What holds for the parameters of the item around a body.
    pub(crate) fn param_env(&self, def: DefWithBodyId) -> ParamEnv<'a> {
        self.db.trait_environment(def.generic_def(self.db))
    }
    /// The parameters of an item, each standing for itself.
    pub(crate) fn identity(&self, def: SolverDefId<'a>) -> GenericArgs<'a> {
        GenericArgs::identity_for_item(self.interner, def)
    }
    /// Whether a method wants its receiver by `&mut`.
    pub(crate) fn receiver_mutability(&self, id: FnId) -> Mutability {
        match self.fn_sig(id).params.first().map(|ty| ty.kind()) {
            Some(TyKind::Ref(_, mutability)) => *mutability,
            _ => Mutability::Not,
        }
    }
    /// Where an item's name is written.
    pub(crate) fn name_span(&self, def: DefWithBodyId) -> Option<Span> {
        let name = match def {
            DefWithBodyId::FunctionId(id) => hir::Function::from(id)
                .source(self.db)?
                .map(|it| it.name().map(|name| name.syntax().text_range())),
            DefWithBodyId::ConstId(id) => hir::Const::from(id)
                .source(self.db)?
                .map(|it| it.name().map(|name| name.syntax().text_range())),
            DefWithBodyId::StaticId(id) => hir::Static::from(id)
                .source(self.db)?
                .map(|it| it.name().map(|name| name.syntax().text_range())),
            DefWithBodyId::VariantId(_) => return None,
        };
        spans::own_span(self.db, InFile::new(name.file_id, name.value?))
    }
}
