//! Which bodies there are, and what they look like typed.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use base_db::Crate;
use hir_def::{
    AdtId, AssocItemId, DefWithBodyId, ImplId, ModuleDefId, TraitId, TypeAliasId,
    expr_store::Body as HirBody,
    nameres::{DefMap, crate_def_map},
    signatures::FunctionSignature,
};
use hir_ty::InferenceResult;

use crate::{
    Session,
    lower::{self, Failure},
    thir::{Body, ExprId, ExprKind, Owner, Span},
    ty::{ClosureId, FnId},
};

/// Why there is no typed body to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// What comes after “not supported here yet: ”.
    pub message: String,
    pub span: Option<Span>,
}

/// Bodies lowered before, with the addresses of what they were made of: as long as salsa gives back
/// the same body and the same inference result, nothing changed.
#[derive(Default)]
pub(crate) struct BodyCache {
    library: RefCell<HashMap<Owner, Entry>>,
}

struct Entry {
    made_of: (usize, usize),
    body: Result<Rc<Body>, Failure>,
}

/// What there is in a crate.
#[derive(Default)]
pub(crate) struct Items {
    pub(crate) bodies: Vec<DefWithBodyId>,
    /// Methods and consts that a trait only asks for.
    pub(crate) bodiless: Vec<DefWithBodyId>,
    pub(crate) impls: Vec<ImplId>,
    pub(crate) traits: Vec<TraitId>,
    pub(crate) adts: Vec<AdtId>,
    pub(crate) aliases: Vec<TypeAliasId>,
}

impl Session<'_> {
    /// The visitor's `main`.
    pub fn main(&self) -> Option<FnId> {
        let root = self.own_crate().root_module(self.db);
        root.declarations(self.db)
            .into_iter()
            .find_map(|def| match def {
                hir::ModuleDef::Function(function) if function.name(self.db).as_str() == "main" => {
                    hir_def::FunctionId::try_from(function)
                        .ok()
                        .map(|id| self.ids.function(id))
                }
                _ => None,
            })
    }
    /// Everything with a body in the visitor's crate: items of modules, impls, traits and blocks.
    pub fn own_bodies(&self) -> Vec<Owner> {
        self.defs_of(self.krate)
            .into_iter()
            .filter_map(|def| self.ids.owner(def))
            .collect()
    }
    pub(crate) fn defs_of(&self, krate: Crate) -> Vec<DefWithBodyId> {
        self.items_of(krate).bodies
    }
    /// All items of a crate, those inside of bodies included.
    pub(crate) fn items_of(&self, krate: Crate) -> Items {
        let mut found = Items::default();
        self.collect(crate_def_map(self.db, krate), &mut found);
        found
    }
    fn collect(&self, map: &DefMap, found: &mut Items) {
        let db = self.db;
        let mut here: Vec<DefWithBodyId> = Vec::new();
        for (_, module) in map.modules() {
            let scope = &module.scope;
            let assoc = |items: &[(hir_expand::name::Name, AssocItemId)],
                         found: &mut Items,
                         here: &mut Vec<DefWithBodyId>| {
                for (_, item) in items {
                    match *item {
                        AssocItemId::FunctionId(id) => here.push(id.into()),
                        AssocItemId::ConstId(id) => here.push(id.into()),
                        AssocItemId::TypeAliasId(id) => found.aliases.push(id),
                    }
                }
            };
            for def in scope.declarations() {
                match def {
                    ModuleDefId::FunctionId(id) => here.push(id.into()),
                    ModuleDefId::ConstId(id) => here.push(id.into()),
                    ModuleDefId::StaticId(id) => here.push(id.into()),
                    ModuleDefId::AdtId(id) => found.adts.push(id),
                    ModuleDefId::TypeAliasId(id) => found.aliases.push(id),
                    ModuleDefId::TraitId(id) => {
                        found.traits.push(id);
                        assoc(&id.trait_items(db).items, found, &mut here);
                    }
                    _ => {}
                }
            }
            here.extend(scope.unnamed_consts().map(DefWithBodyId::from));
            for id in scope.impls() {
                found.impls.push(id);
                assoc(&id.impl_items(db).items, found, &mut here);
            }
        }
        for def in here {
            let body = HirBody::of(db, def);
            if self.has_body(def) {
                found.bodies.push(def);
            } else {
                found.bodiless.push(def);
            }
            for (_, block) in body.blocks(db) {
                self.collect(block, found);
            }
        }
    }
    fn has_body(&self, def: DefWithBodyId) -> bool {
        match def {
            DefWithBodyId::FunctionId(id) => FunctionSignature::of(self.db, id).has_body(),
            DefWithBodyId::ConstId(id) => {
                hir_def::signatures::ConstSignature::of(self.db, id).has_body()
            }
            DefWithBodyId::StaticId(_) | DefWithBodyId::VariantId(_) => true,
        }
    }
    /// The typed body of a function, const or static.
    pub fn body(&self, owner: Owner) -> Result<Rc<Body>, Unsupported> {
        self.lowered(owner).map_err(|failure| Unsupported {
            message: failure.message,
            span: failure.span,
        })
    }
    pub(crate) fn lowered(&self, owner: Owner) -> Result<Rc<Body>, Failure> {
        if let Some(known) = self.memo.bodies.borrow().get(&owner) {
            return known.clone();
        }
        let def = self.ids.ra_owner(owner);
        let made_of = (
            address(HirBody::of(self.db, def)),
            address(InferenceResult::of(self.db, def)),
        );
        let own = self.is_own_def(def);
        // The visitor's bodies carry spans, which move with every edit; the library's have none.
        let cache = &self.analysis.bodies.library;
        if !own
            && let Some(entry) = cache.borrow().get(&owner)
            && entry.made_of == made_of
        {
            return entry.body.clone();
        }
        let body = lower::lower(self, owner, own).map(Rc::new);
        if own {
            self.memo.bodies.borrow_mut().insert(owner, body.clone());
        } else {
            cache.borrow_mut().insert(
                owner,
                Entry {
                    made_of,
                    body: body.clone(),
                },
            );
        }
        body
    }
    /// Where a closure or async block is written: the body it is part of, and its expression there.
    pub fn closure(&self, id: ClosureId) -> (Owner, ExprId) {
        if let Some(known) = self.memo.closures.borrow().get(&id) {
            return *known;
        }
        let (def, _) = self.ids.ra_closure(id);
        // A closure in an enum's discriminant is the one that has no owner; evaluation refuses it before.
        let owner = self.ids.owner(def).unwrap_or(Owner::Fn(FnId(0)));
        let mut found = (owner, ExprId(0));
        if let Ok(body) = self.lowered(owner) {
            for (index, expr) in body.exprs.iter().enumerate() {
                if let ExprKind::Closure(closure) = &expr.kind {
                    let at = (owner, ExprId(index as u32));
                    self.memo.closures.borrow_mut().insert(closure.id, at);
                    if closure.id == id {
                        found = at;
                    }
                }
            }
        }
        found
    }
}

fn address<T>(of: &T) -> usize {
    std::ptr::from_ref(of) as usize
}
