//! Values that are not covered, written as patterns the way rustc writes them.

use super::{
    Checker,
    matrix::{Ctor, Witness},
};
use crate::{
    AdtKind, Shape,
    ty::{Ty, TyKind},
};

impl Checker<'_, '_> {
    pub(super) fn show(&self, witness: &Witness) -> String {
        let Witness::Of(ctor, ty, fields) = witness else {
            return "_".to_owned();
        };
        let list = || {
            fields
                .iter()
                .map(|field| self.show(field))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (ctor, ty.kind()) {
            (Ctor::Bool(value), _) => value.to_string(),
            (Ctor::Range(low, high), _) => range(*low, *high, *ty),
            (Ctor::Variant(index), TyKind::Adt(id, _)) => self.adt(*id, *index, fields),
            (Ctor::Single, TyKind::Adt(id, _)) if self.session.adt(*id).is_box => {
                format!("box {}", list())
            }
            (Ctor::Single, TyKind::Adt(id, _)) => self.adt(*id, 0, fields),
            (Ctor::Single, TyKind::Ref(..)) => format!("&{}", list()),
            (Ctor::Single, TyKind::Array(..)) => format!("[{}]", list()),
            (Ctor::Single, TyKind::Tuple(of)) if of.len() == 1 => format!("({},)", list()),
            (Ctor::Single, _) => format!("({})", list()),
            (Ctor::Slice { prefix, open, .. }, _) => {
                let mut parts: Vec<String> = fields.iter().map(|field| self.show(field)).collect();
                if *open {
                    parts.insert(*prefix, "..".to_owned());
                }
                format!("[{}]", parts.join(", "))
            }
            (Ctor::Str(text), _) => format!("{text:?}"),
            (Ctor::Opaque(_) | Ctor::Rest | Ctor::Variant(_), _) => "_".to_owned(),
        }
    }
    fn adt(&self, id: crate::ty::AdtId, variant: u32, fields: &[Witness]) -> String {
        let def = self.session.adt(id);
        let Some(of) = def.variants.get(variant as usize) else {
            return "_".to_owned();
        };
        let in_prelude = matches!(of.name.as_str(), "Some" | "None" | "Ok" | "Err")
            && matches!(def.name.as_str(), "Option" | "Result")
            && !def.own;
        let name = match def.kind {
            AdtKind::Enum if !in_prelude => format!("{}::{}", def.name, of.name),
            _ => of.name.clone(),
        };
        match of.shape {
            Shape::Unit => name,
            Shape::Tuple => {
                let fields: Vec<String> = fields.iter().map(|field| self.show(field)).collect();
                format!("{name}({})", fields.join(", "))
            }
            Shape::Named
                if fields.iter().all(|field| matches!(field, Witness::Wild))
                    && !fields.is_empty() =>
            {
                format!("{name} {{ .. }}")
            }
            Shape::Named => {
                let fields: Vec<String> = of
                    .fields
                    .iter()
                    .zip(fields)
                    .filter(|(_, field)| !matches!(field, Witness::Wild))
                    .map(|(known, field)| format!("{}: {}", known.name, self.show(field)))
                    .collect();
                let rest = if fields.len() < of.fields.len() {
                    ", .."
                } else {
                    ""
                };
                format!("{name} {{ {}{rest} }}", fields.join(", "))
            }
        }
    }
}

fn range(low: u128, high: u128, ty: Ty) -> String {
    let name = format!("{:?}", ty.kind());
    if matches!(ty.kind(), TyKind::Char) {
        let char = |value: u128| {
            u32::try_from(value)
                .ok()
                .and_then(char::from_u32)
                .map_or_else(String::new, |it| format!("{it:?}"))
        };
        return if low == high {
            char(low)
        } else {
            format!("{}..={}", char(low), char(high))
        };
    }
    let Some((bits, signed)) = ty.int_bits() else {
        return "_".to_owned();
    };
    // `Uint(U32)` to `u32`.
    let name = name
        .trim_end_matches(')')
        .rsplit('(')
        .next()
        .unwrap_or("")
        .to_lowercase();
    let greatest = u128::MAX >> (128 - bits);
    if low == 0 && high == greatest {
        return "_".to_owned();
    }
    let number = |value: u128| {
        if !signed {
            return format!("{value}_{name}");
        }
        let half = 1 << (bits - 1);
        match value >= half {
            true => format!("{}_{name}", value - half),
            false => format!("-{}_{name}", half - value),
        }
    };
    if low == high {
        return match low {
            0 if signed => format!("{name}::MIN"),
            _ if low == greatest => format!("{name}::MAX"),
            _ => number(low),
        };
    }
    let sized = name.ends_with("size");
    let start = if low == 0 && signed {
        format!("{name}::MIN")
    } else {
        number(low)
    };
    match (low == 0, high == greatest) {
        (_, true) if sized => format!("{}..", number(low)),
        (true, _) if sized && signed => format!("..{}", number(high + 1)),
        (_, true) => format!("{start}..={name}::MAX"),
        _ => format!("{start}..={}", number(high)),
    }
}
