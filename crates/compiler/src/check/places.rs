//! Types and names of places.

use analysis::{
    Session,
    ty::{AdtId, Mutability, Ty, TyKind},
};

use crate::mir::*;

/// Answers about the places of one body.
pub struct Places<'a, 'db> {
    pub session: &'a Session<'db>,
    pub mir: &'a Mir,
}

impl Places<'_, '_> {
    pub fn ty(&self, place: &Place) -> Option<Ty> {
        let mut ty = self.mir.local(place.local).ty;
        for projection in &place.path {
            ty = self.project(ty, *projection)?;
        }
        Some(ty)
    }

    pub fn project(&self, ty: Ty, projection: Projection) -> Option<Ty> {
        match (projection, ty.kind()) {
            (Projection::Deref, TyKind::Ref(to, _) | TyKind::RawPtr(to, _)) => Some(*to),
            (Projection::Deref, TyKind::Adt(_, args)) => args.iter().find_map(|arg| match arg {
                analysis::ty::Arg::Ty(ty) => Some(*ty),
                _ => None,
            }),
            (Projection::Field { field, .. }, TyKind::Tuple(of)) => of.get(field as usize).copied(),
            (Projection::Field { variant, field }, TyKind::Adt(adt, args)) => {
                let def = self.session.adt(*adt);
                let variant = def.variants.get(variant.unwrap_or(0) as usize)?;
                Some(variant.fields.get(field as usize)?.ty.subst(args))
            }
            (
                Projection::Index(_) | Projection::ConstIndex { .. },
                TyKind::Array(of, _) | TyKind::Slice(of),
            ) => Some(*of),
            (Projection::Subslice { .. }, TyKind::Array(..) | TyKind::Slice(_)) => Some(ty),
            _ => None,
        }
    }

    /// Box, whose `*` can be moved out of.
    pub fn is_box(&self, ty: Ty) -> bool {
        matches!(ty.kind(), TyKind::Adt(adt, _) if self.session.adt(*adt).is_box)
    }

    pub fn has_drop_impl(&self, ty: Ty) -> Option<AdtId> {
        match ty.kind() {
            TyKind::Adt(adt, _) if self.session.adt(*adt).has_drop_impl => Some(*adt),
            _ => None,
        }
    }

    /// The steps of a place with the type that each is taken from.
    pub fn steps<'p>(&self, place: &'p Place) -> Vec<(Ty, &'p Projection)> {
        let mut steps = Vec::new();
        let mut ty = self.mir.local(place.local).ty;
        for projection in &place.path {
            steps.push((ty, projection));
            match self.project(ty, *projection) {
                Some(next) => ty = next,
                None => break,
            }
        }
        steps
    }

    /// As rustc names a place in messages: `point.x`, `*list`, `pair.0`; `None` when no name begins it.
    pub fn describe(&self, place: &Place) -> Option<String> {
        let name = self.mir.local(place.local).name.clone()?;
        self.describe_as(name, place)
    }

    /// The same of a place whose local goes by another name.
    pub fn describe_as(&self, name: String, place: &Place) -> Option<String> {
        let mut text = name;
        let mut ty = self.mir.local(place.local).ty;
        for (index, projection) in place.path.iter().enumerate() {
            match projection {
                // `.` goes through references by itself.
                Projection::Deref
                    if matches!(place.path.get(index + 1), Some(Projection::Field { .. })) => {}
                Projection::Deref => text = format!("*{text}"),
                Projection::Field {
                    variant: None,
                    field,
                } => text = format!("{text}.{}", self.field_name(ty, *field)),
                Projection::Field {
                    variant: Some(_),
                    field,
                } => text = format!("{text}.{field}"),
                Projection::Index(_)
                | Projection::ConstIndex { .. }
                | Projection::Subslice { .. } => {
                    text = format!("{text}[..]");
                }
            }
            ty = self.project(ty, *projection)?;
        }
        Some(text)
    }

    fn field_name(&self, ty: Ty, field: u32) -> String {
        match ty.kind() {
            TyKind::Adt(adt, _) => {
                let def = self.session.adt(*adt);
                let name = def
                    .variants
                    .first()
                    .and_then(|it| it.fields.get(field as usize))
                    .map(|it| it.name.clone());
                name.unwrap_or_else(|| field.to_string())
            }
            _ => field.to_string(),
        }
    }

    /// Why the place may not be written through, if it may not.
    pub fn frozen(&self, place: &Place) -> Option<Frozen> {
        let steps = self.steps(place);
        // What counts is the last reference or pointer on the way.
        for (index, (ty, projection)) in steps.iter().enumerate().rev() {
            if let (Projection::Deref, TyKind::Ref(_, mutability) | TyKind::RawPtr(_, mutability)) =
                (projection, ty.kind())
            {
                return match mutability {
                    // Through a `&mut` it may, if every reference before it is unique as well.
                    Mutability::Mut => {
                        let before = Place {
                            local: place.local,
                            path: place.path[..index].to_vec(),
                        };
                        match self.frozen(&before) {
                            Some(Frozen::Behind { pointer, place }) => {
                                Some(Frozen::Behind { pointer, place })
                            }
                            _ => None,
                        }
                    }
                    Mutability::Not => Some(Frozen::Behind {
                        pointer: if matches!(ty.kind(), TyKind::Ref(..)) {
                            "`&` reference"
                        } else {
                            "`*const` pointer"
                        },
                        place: Place {
                            local: place.local,
                            path: place.path[..index].to_vec(),
                        },
                    }),
                };
            }
        }
        let decl = self.mir.local(place.local);
        (decl.name.is_some() && !decl.mutable).then_some(Frozen::Immutable(place.local))
    }
}

/// Why a place may not be changed.
pub enum Frozen {
    /// Its local is not declared `mut`.
    Immutable(Local),
    /// It is reached through a shared reference, held in `place`.
    Behind { pointer: &'static str, place: Place },
}
