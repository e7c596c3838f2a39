//! Numbers for rust-analyzer's ids: given once, kept across edits.

use std::{cell::RefCell, collections::HashMap, hash::Hash};

use hir_def::{
    AdtId, ConstId, DefWithBodyId, FunctionId, StaticId, TraitId, TypeAliasId, hir::ExprId,
};
use hir_ty::ImplTraitId;

use crate::{thir::Owner, ty};

pub(crate) struct Table<K> {
    state: RefCell<(HashMap<K, u32>, Vec<K>)>,
}

impl<K> Default for Table<K> {
    fn default() -> Table<K> {
        Table {
            state: RefCell::default(),
        }
    }
}

impl<K: Copy + Eq + Hash> Table<K> {
    fn id(&self, key: K) -> u32 {
        let (ids, keys) = &mut *self.state.borrow_mut();
        *ids.entry(key).or_insert_with(|| {
            keys.push(key);
            keys.len() as u32 - 1
        })
    }
    fn key(&self, id: u32) -> K {
        self.state.borrow().1[id as usize]
    }
}

#[derive(Default)]
pub(crate) struct Ids {
    adts: Table<AdtId>,
    fns: Table<FunctionId>,
    traits: Table<TraitId>,
    consts: Table<ConstId>,
    statics: Table<StaticId>,
    /// An expression is known by its body and its place there, so its number outlives edits elsewhere.
    closures: Table<(DefWithBodyId, ExprId)>,
    assocs: Table<TypeAliasId>,
    opaques: Table<ImplTraitId>,
}

macro_rules! table {
    ($($to:ident $from:ident $table:ident: $key:ty => $id:ident;)*) => {
        impl Ids {$(
            pub(crate) fn $to(&self, key: $key) -> ty::$id {
                ty::$id(self.$table.id(key))
            }
            pub(crate) fn $from(&self, id: ty::$id) -> $key {
                self.$table.key(id.0)
            }
        )*}
    };
}

table! {
    adt ra_adt adts: AdtId => AdtId;
    function ra_function fns: FunctionId => FnId;
    trait_ ra_trait traits: TraitId => TraitId;
    konst ra_konst consts: ConstId => ConstId;
    static_ ra_static statics: StaticId => StaticId;
    closure ra_closure closures: (DefWithBodyId, ExprId) => ClosureId;
    assoc ra_assoc assocs: TypeAliasId => AssocTyId;
    opaque ra_opaque opaques: ImplTraitId => OpaqueId;
}

impl Ids {
    pub(crate) fn ra_owner(&self, owner: Owner) -> DefWithBodyId {
        match owner {
            Owner::Fn(id) => DefWithBodyId::FunctionId(self.ra_function(id)),
            Owner::Const(id) => DefWithBodyId::ConstId(self.ra_konst(id)),
            Owner::Static(id) => DefWithBodyId::StaticId(self.ra_static(id)),
        }
    }
    /// `None` for the discriminant of an enum variant, which rust-analyzer evaluates.
    pub(crate) fn owner(&self, def: DefWithBodyId) -> Option<Owner> {
        Some(match def {
            DefWithBodyId::FunctionId(id) => Owner::Fn(self.function(id)),
            DefWithBodyId::ConstId(id) => Owner::Const(self.konst(id)),
            DefWithBodyId::StaticId(id) => Owner::Static(self.static_(id)),
            DefWithBodyId::VariantId(_) => return None,
        })
    }
}
