//! What a generic item asks of its arguments: that they implement traits, and what associated types are.

use hir_def::{
    AssocItemId, FunctionId, GenericDefId, ItemContainerId, Lookup as _,
    signatures::FunctionSignature,
};
use hir_ty::{
    GenericPredicates,
    db::HirDatabase as _,
    next_solver::{Clause, ClauseKind, SolverDefId, TraitAssocTyId, util::explicit_item_bounds},
};

use rustc_type_ir::inherent::IntoKind as _;

use crate::{
    Session,
    thir::Owner,
    ty::{Args, AssocTyId, FnId, OpaqueId, TraitId, Ty, subst_args},
};

#[derive(Clone, Debug)]
pub enum Ask {
    /// The type implements the trait (whose other arguments are left out).
    Trait(Ty, TraitId),
    /// The associated type of these arguments (the first is `Self`) is this type.
    Assoc(AssocTyId, Args, Ty),
    /// The type borrows nothing (`'static`).
    Static(Ty),
}

impl Ask {
    pub fn subst(&self, args: Args) -> Ask {
        match self {
            Ask::Static(ty) => Ask::Static(ty.subst(&args)),
            Ask::Trait(ty, of) => Ask::Trait(ty.subst(&args), *of),
            Ask::Assoc(id, of, ty) => Ask::Assoc(*id, subst_args(*of, &args), ty.subst(&args)),
        }
    }
}

impl<'a> Session<'a> {
    /// In terms of the function's own parameters.
    pub fn asks_of_fn(&self, id: FnId) -> Vec<Ask> {
        let function: FunctionId = self.ids.ra_function(id);
        self.asks_of(function.into())
    }
    pub(crate) fn asks_of(&self, def: GenericDefId) -> Vec<Ask> {
        let clauses = GenericPredicates::query_all(self.db, def);
        clauses
            .iter_identity()
            .filter_map(|clause| self.ask(clause.skip_norm_wip()))
            .collect()
    }
    /// The bounds of an `impl Trait`, in terms of the parameters of the function around it.
    pub fn asks_of_opaque(&self, id: OpaqueId) -> Vec<Ask> {
        let opaque = self.ids.ra_opaque(id);
        let def = hir_ty::db::InternedOpaqueTyId::new(self.db, opaque);
        let clauses = explicit_item_bounds(self.interner, SolverDefId::InternedOpaqueTyId(def));
        clauses
            .iter_identity()
            .filter_map(|clause| self.ask(clause.skip_norm_wip()))
            .collect()
    }
    fn ask(&self, clause: Clause<'a>) -> Option<Ask> {
        match clause.kind().skip_binder() {
            ClauseKind::Trait(of) => Some(Ask::Trait(
                self.ty(of.trait_ref.self_ty()),
                self.ids.trait_(of.trait_ref.def_id.0),
            )),
            ClauseKind::Projection(of) => {
                let id = TraitAssocTyId::try_from(of.def_id()).ok()?;
                let ty = rustc_type_ir::inherent::Term::as_type(&of.term)?;
                let args = self.args(of.projection_term.args);
                Some(Ask::Assoc(self.ids.assoc(id.0), args, self.ty(ty)))
            }
            ClauseKind::TypeOutlives(of) => match of.1.kind() {
                rustc_type_ir::RegionKind::ReStatic => Some(Ask::Static(self.ty(of.0))),
                _ => None,
            },
            _ => None,
        }
    }
    /// What is known to borrow nothing in a function: its parameters' `'static` bounds.
    pub fn static_params(&self, owner: Owner) -> Vec<u32> {
        let asks = match owner {
            Owner::Fn(id) => self.asks_of_fn(id),
            Owner::Const(_) | Owner::Static(_) => Vec::new(),
        };
        asks.into_iter()
            .filter_map(|ask| {
                let ty = match ask {
                    Ask::Static(ty) => ty,
                    Ask::Trait(ty, of) if self.is_static_trait(of, 0) => ty,
                    _ => return None,
                };
                match ty.kind() {
                    crate::ty::TyKind::Param(index) => Some(*index),
                    _ => None,
                }
            })
            .collect()
    }
    /// `trait Any: 'static`, and traits that ask for such a one.
    fn is_static_trait(&self, of: TraitId, depth: u32) -> bool {
        let is_self = |ty: Ty| matches!(ty.kind(), crate::ty::TyKind::Param(0));
        depth < 8
            && self
                .asks_of(self.ids.ra_trait(of).into())
                .iter()
                .any(|ask| match ask {
                    Ask::Static(ty) => is_self(*ty),
                    Ask::Trait(ty, next) => {
                        is_self(*ty) && *next != of && self.is_static_trait(*next, depth + 1)
                    }
                    Ask::Assoc(..) => false,
                })
    }
    /// The name of a type parameter of a function or of what is around it.
    pub fn param_text(&self, owner: Owner, ty: Ty) -> String {
        let (params, _) = self.context(Some(owner));
        self.show(self.ra_ty(ty, params))
    }
    /// Does the declared return type hold a `dyn` without a lifetime that is not behind a reference?
    pub fn returns_static_object(&self, id: FnId) -> bool {
        let function = self.ids.ra_function(id);
        let Some(source) = hir::HasSource::source(hir::Function::from(function), self.db) else {
            return false;
        };
        let Some(ret) = source.value.ret_type() else {
            return false;
        };
        syntax::AstNode::syntax(&ret)
            .descendants()
            .filter_map(<syntax::ast::DynTraitType as syntax::AstNode>::cast)
            .any(|it| {
                let node = syntax::AstNode::syntax(&it);
                let bounded = it
                    .type_bound_list()
                    .is_some_and(|list| list.bounds().any(|bound| bound.lifetime().is_some()));
                let behind = node
                    .ancestors()
                    .any(|it| it.kind() == syntax::SyntaxKind::REF_TYPE);
                !bounded && !behind
            })
    }
    /// Do the bounds of an `impl Trait` name this trait, or one that has it as a supertrait?
    pub fn opaque_promises(&self, id: OpaqueId, of: TraitId) -> bool {
        self.asks_of_opaque(id)
            .iter()
            .any(|ask| matches!(ask, Ask::Trait(_, it) if self.has_supertrait(*it, of, 0)))
    }
    fn has_supertrait(&self, of: TraitId, wanted: TraitId, depth: u32) -> bool {
        of == wanted
            || depth < 8
                && self
                    .asks_of(self.ids.ra_trait(of).into())
                    .iter()
                    .any(|ask| match ask {
                        Ask::Trait(ty, next) => {
                            matches!(ty.kind(), crate::ty::TyKind::Param(0))
                                && *next != of
                                && self.has_supertrait(*next, wanted, depth + 1)
                        }
                        _ => false,
                    })
    }
    /// The traits that a trait's method promises of the `impl Trait` it returns, for the method of an impl.
    pub fn promised_by_trait(&self, id: FnId) -> Vec<TraitId> {
        let promised = |wanted: FunctionId| {
            let wanted = self.ids.function(wanted);
            match self.fn_sig(wanted).ret.kind() {
                crate::ty::TyKind::Opaque(opaque, _) => self.asks_of_opaque(*opaque),
                _ => Vec::new(),
            }
        };
        let asks = self.overridden(self.ids.ra_function(id)).map(promised);
        asks.into_iter()
            .flatten()
            .filter_map(|ask| match ask {
                Ask::Trait(_, of) => Some(of),
                _ => None,
            })
            .collect()
    }
    /// The trait's method that a method of an impl stands for.
    fn overridden(&self, id: FunctionId) -> Option<FunctionId> {
        let ItemContainerId::ImplId(within) = id.lookup(self.db).container else {
            return None;
        };
        let of = self.db.impl_trait(within)?.skip_binder().def_id.0;
        let name = &FunctionSignature::of(self.db, id).name;
        let mut items = of.trait_items(self.db).items.iter();
        items.find_map(|(known, item)| match item {
            AssocItemId::FunctionId(wanted) if known == name => Some(*wanted),
            _ => None,
        })
    }
    /// Resolves associated and opaque types in a type of a body that may be generic.
    pub fn normalize_for(&self, ty: Ty, owner: Owner) -> Ty {
        if !ty.needs_normalizing() {
            return ty;
        }
        if !ty.has_params() {
            return self.normalize(ty);
        }
        let (params, env) = self.context(Some(owner));
        self.ty(self.ra_normalize(self.ra_ty(ty, params), env))
    }
    /// `Future` and `Output` of an associated type.
    pub fn assoc_path(&self, id: AssocTyId) -> (String, String) {
        let alias = hir::TypeAlias::from(self.ids.ra_assoc(id));
        let of = match hir::AsAssocItem::as_assoc_item(alias, self.db)
            .and_then(|it| it.container_trait(self.db))
        {
            Some(of) => of.name(self.db).as_str().to_owned(),
            None => String::new(),
        };
        (of, alias.name(self.db).as_str().to_owned())
    }
    /// Where the return type of a function is written, or else its name.
    pub fn return_span(&self, id: FnId) -> Option<crate::thir::Span> {
        let function = self.ids.ra_function(id);
        let source = hir::HasSource::source(hir::Function::from(function), self.db)?;
        let ty = source.value.ret_type().and_then(|it| it.ty());
        match ty {
            Some(ty) => crate::spans::own_span(
                self.db,
                source.with_value(syntax::AstNode::syntax(&ty).text_range()),
            ),
            None => self.name_span(function.into()),
        }
    }
    /// From the start of a function (`pub async fn …`) to its name.
    pub fn fn_start(&self, id: FnId) -> Option<crate::thir::Span> {
        let function = self.ids.ra_function(id);
        let source = hir::HasSource::source(hir::Function::from(function), self.db)?;
        let whole = syntax::AstNode::syntax(&source.value);
        let first = whole
            .children_with_tokens()
            .find(|it| !it.kind().is_trivia() && it.kind() != syntax::SyntaxKind::ATTR)?;
        let end = syntax::ast::HasName::name(&source.value)?;
        let range = span::TextRange::new(
            first.text_range().start(),
            syntax::AstNode::syntax(&end).text_range().end(),
        );
        crate::spans::own_span(self.db, source.with_value(range))
    }
}
