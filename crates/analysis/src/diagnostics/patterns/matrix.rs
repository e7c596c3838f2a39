//! The matrix of patterns, specialised by one constructor after the other.

use hir_ty::{consteval::allocation_as_usize, db::HirDatabase as _};

use super::{Checker, Diagnostic, error};
use crate::{
    AdtKind,
    thir::{Arm, ExprId, ExprKind, Literal, PatId, PatKind, UnOp},
    ty::{Const, Ty, TyKind},
};

/// What a value is made by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ctor {
    /// Of a struct, tuple, reference or box.
    Single,
    Variant(u32),
    Bool(bool),
    /// Integers and chars, shifted so that their order is that of the numbers.
    Range(u128, u128),
    Str(String),
    /// A value that is equal only to itself, such as a float.
    Opaque(u32),
    /// A slice of just this length, or of at least this length (the first and the last elements).
    Slice {
        prefix: usize,
        suffix: usize,
        open: bool,
    },
    /// All that is not named in the column.
    Rest,
}

#[derive(Clone, Debug)]
pub(super) enum Pat {
    Wild,
    Of(Ctor, Vec<Pat>),
    Or(Vec<Pat>),
}

/// A value that no row takes.
#[derive(Clone, Debug)]
pub(super) enum Witness {
    Wild,
    Of(Ctor, Ty, Vec<Witness>),
}

/// More of them no one wants to read.
const ENOUGH: usize = 12;

impl Checker<'_, '_> {
    /// What of a type's values no pattern takes, as patterns.
    pub(super) fn missing(&self, rows: Vec<PatId>, ty: Ty) -> Vec<String> {
        let rows: Vec<Vec<Pat>> = rows.into_iter().map(|pat| vec![self.pat(pat)]).collect();
        let found = self.uncovered(&rows, &[ty], true);
        let mut shown: Vec<String> = Vec::new();
        for witness in found.iter().filter_map(|row| row.first()) {
            let text = self.show(witness);
            if !shown.contains(&text) {
                shown.push(text);
            }
        }
        shown
    }
    fn pat(&self, id: PatId) -> Pat {
        let pat = self.body.pat(id);
        let positional = |fields: &[(u32, PatId)], count: usize| {
            let mut all = vec![Pat::Wild; count];
            for (index, field) in fields {
                if let Some(place) = all.get_mut(*index as usize) {
                    *place = self.pat(*field);
                }
            }
            all
        };
        match &pat.kind {
            PatKind::Wild | PatKind::Place(_) | PatKind::Bind { sub: None, .. } => Pat::Wild,
            PatKind::Bind { sub: Some(sub), .. } => self.pat(*sub),
            PatKind::Or(of) => Pat::Or(of.iter().map(|pat| self.pat(*pat)).collect()),
            PatKind::Deref(inner) => Pat::Of(Ctor::Single, vec![self.pat(*inner)]),
            PatKind::Leaf { fields } => {
                let count = self.fields(&Ctor::Single, pat.ty).len();
                Pat::Of(Ctor::Single, positional(fields, count))
            }
            PatKind::Variant {
                variant, fields, ..
            } => {
                let ctor = Ctor::Variant(*variant);
                let count = self.fields(&ctor, pat.ty).len();
                Pat::Of(ctor, positional(fields, count))
            }
            PatKind::Slice {
                prefix,
                has_rest,
                suffix,
                ..
            } => {
                let mut all: Vec<Pat> = prefix.iter().map(|pat| self.pat(*pat)).collect();
                if let TyKind::Array(_, Const::Value(len)) = pat.ty.kind() {
                    let between = (*len as usize).saturating_sub(prefix.len() + suffix.len());
                    all.extend(std::iter::repeat_n(
                        Pat::Wild,
                        if *has_rest { between } else { 0 },
                    ));
                    all.extend(suffix.iter().map(|pat| self.pat(*pat)));
                    return Pat::Of(Ctor::Single, all);
                }
                all.extend(suffix.iter().map(|pat| self.pat(*pat)));
                Pat::Of(
                    Ctor::Slice {
                        prefix: prefix.len(),
                        suffix: suffix.len(),
                        open: *has_rest,
                    },
                    all,
                )
            }
            PatKind::Value(value) => match self.constant(*value, pat.ty) {
                Some(ctor @ Ctor::Str(_)) if matches!(pat.ty.kind(), TyKind::Ref(..)) => {
                    Pat::Of(Ctor::Single, vec![Pat::Of(ctor, Vec::new())])
                }
                Some(ctor) => Pat::Of(ctor, Vec::new()),
                None => Pat::Of(Ctor::Opaque(id.0), Vec::new()),
            },
            PatKind::Range {
                low,
                high,
                inclusive,
            } => {
                let Some((first, last)) = limits(pat.ty) else {
                    return Pat::Of(Ctor::Opaque(id.0), Vec::new());
                };
                let bound = |expr: &Option<ExprId>, or: u128| match expr {
                    None => Some(or),
                    Some(expr) => match self.constant(*expr, pat.ty)? {
                        Ctor::Range(value, _) => Some(value),
                        _ => None,
                    },
                };
                match (bound(low, first), bound(high, last)) {
                    (Some(low), Some(high)) => {
                        let high_end = if *inclusive || self.no_end(&pat.kind) {
                            Some(high)
                        } else {
                            high.checked_sub(1)
                        };
                        match high_end {
                            Some(high) if low <= high => {
                                Pat::Of(Ctor::Range(low, high), Vec::new())
                            }
                            // An empty range takes nothing.
                            _ => Pat::Or(Vec::new()),
                        }
                    }
                    _ => Pat::Of(Ctor::Opaque(id.0), Vec::new()),
                }
            }
        }
    }
    /// Ranges in which there is nothing.
    pub(super) fn empty_ranges(&self, found: &mut Vec<Diagnostic>) {
        for pat in &self.body.pats {
            let PatKind::Range {
                low: Some(low),
                high: Some(high),
                inclusive,
            } = &pat.kind
            else {
                continue;
            };
            let (Some(Ctor::Range(low, _)), Some(Ctor::Range(high, _)), Some(span)) = (
                self.constant(*low, pat.ty),
                self.constant(*high, pat.ty),
                pat.span,
            ) else {
                continue;
            };
            match inclusive {
                true if low > high => found.push(error(
                    "E0030",
                    span,
                    "lower bound for range pattern must be less than or equal to upper bound",
                    "lower bound larger than upper bound",
                )),
                false if low >= high => found.push(error(
                    "E0579",
                    span,
                    "lower bound for range pattern must be less than upper bound",
                    "lower bound larger than upper bound",
                )),
                _ => {}
            }
        }
    }
    fn no_end(&self, kind: &PatKind) -> bool {
        matches!(kind, PatKind::Range { high: None, .. })
    }
    fn constant(&self, expr: ExprId, ty: Ty) -> Option<Ctor> {
        let number = |bits: u128| Some(Ctor::Range(shifted(bits, ty)?, shifted(bits, ty)?));
        match &self.body.expr(expr).kind {
            ExprKind::Literal(Literal::Bool(value)) => Some(Ctor::Bool(*value)),
            ExprKind::Literal(Literal::Char(value)) => number(u128::from(u32::from(*value))),
            ExprKind::Literal(Literal::Int(bits)) => number(*bits),
            ExprKind::Literal(Literal::Str(text)) => Some(Ctor::Str(text.clone())),
            ExprKind::Unary {
                op: UnOp::Neg,
                operand,
            } => match &self.body.expr(*operand).kind {
                ExprKind::Literal(Literal::Int(bits)) => number(bits.wrapping_neg()),
                _ => None,
            },
            ExprKind::Const(id, args)
                if matches!(
                    ty.kind(),
                    TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Uint(_)
                ) =>
            {
                let session = self.session;
                let konst = session.ids.ra_konst(*id);
                let args = session.ra_args(konst.into(), *args, session.no_params());
                let value = allocation_as_usize(session.db.const_eval(konst, args, None).ok()?);
                match ty.kind() {
                    TyKind::Bool => Some(Ctor::Bool(value != 0)),
                    _ => number(value),
                }
            }
            _ => None,
        }
    }
    /// The types of what a constructor holds.
    pub(super) fn fields(&self, ctor: &Ctor, ty: Ty) -> Vec<Ty> {
        match (ctor, ty.kind()) {
            (Ctor::Single, TyKind::Tuple(of)) => of.to_vec(),
            (Ctor::Single, TyKind::Ref(to, _)) => vec![*to],
            (Ctor::Single, TyKind::Array(of, Const::Value(len))) => vec![*of; *len as usize],
            (Ctor::Single, TyKind::Adt(id, args)) => {
                let def = self.session.adt(*id);
                if def.is_box {
                    return args
                        .iter()
                        .find_map(|arg| {
                            if let crate::ty::Arg::Ty(ty) = arg {
                                Some(*ty)
                            } else {
                                None
                            }
                        })
                        .into_iter()
                        .collect();
                }
                self.variant_fields(&def, 0, args)
            }
            (Ctor::Variant(index), TyKind::Adt(id, args)) => {
                self.variant_fields(&self.session.adt(*id), *index, args)
            }
            (Ctor::Slice { prefix, suffix, .. }, TyKind::Slice(of)) => vec![*of; prefix + suffix],
            _ => Vec::new(),
        }
    }
    fn variant_fields(
        &self,
        def: &crate::AdtDef,
        variant: u32,
        args: &[crate::ty::Arg],
    ) -> Vec<Ty> {
        let variant = def.variants.get(variant as usize);
        variant
            .into_iter()
            .flat_map(|variant| &variant.fields)
            .map(|field| self.field_ty(field.ty, args))
            .collect()
    }
    /// Does a row take a value that those before it do not?
    fn useful(&self, rows: &[Vec<Pat>], row: &[Pat], types: &[Ty]) -> bool {
        let Some((ty, other_types)) = types.split_first() else {
            return rows.is_empty();
        };
        let rows = expand(rows);
        expand(&[row.to_vec()]).iter().any(|row| {
            let heads: Vec<&Ctor> = rows
                .iter()
                .chain(std::iter::once(row))
                .filter_map(|row| match &row[0] {
                    Pat::Of(ctor, _) => Some(ctor),
                    _ => None,
                })
                .collect();
            let mut ctors = self.ctors(*ty, &heads);
            // Variants without values count: rustc does not tell of them.
            for head in &heads {
                if matches!(head, Ctor::Variant(_)) && !ctors.contains(head) {
                    ctors.push((*head).clone());
                }
            }
            let named = |ctor: &Ctor| heads.iter().any(|head| covers(head, ctor));
            // Constructors that no row names are all the same to the rows; types may hold themselves.
            if matches!(row[0], Pat::Wild) && (ctors.is_empty() || !ctors.iter().all(named)) {
                let rest: Vec<Vec<Pat>> = rows
                    .iter()
                    .filter(|row| matches!(row[0], Pat::Wild))
                    .map(|row| row[1..].to_vec())
                    .collect();
                if self.useful(&rest, &row[1..], other_types) {
                    return true;
                }
            }
            ctors.iter().filter(|ctor| named(ctor)).any(|ctor| {
                let fields = self.fields(ctor, *ty);
                let Some(row) = specialise(row, ctor, fields.len()) else {
                    return false;
                };
                let special: Vec<Vec<Pat>> = rows
                    .iter()
                    .filter_map(|row| specialise(row, ctor, fields.len()))
                    .collect();
                let all: Vec<Ty> = fields.iter().chain(other_types).copied().collect();
                self.useful(&special, &row, &all)
            })
        })
    }
    /// Patterns of a match, and alternatives in them, that take nothing that earlier ones leave.
    pub(super) fn unreachable(&self, arms: &[Arm], ty: Ty) -> Vec<PatId> {
        let mut taken: Vec<Vec<Pat>> = Vec::new();
        let mut found = Vec::new();
        for arm in arms {
            let alternatives = match &self.body.pat(arm.pat).kind {
                PatKind::Or(of) => of.clone(),
                _ => vec![arm.pat],
            };
            let mut rows = taken.clone();
            let mut useless = Vec::new();
            for alternative in &alternatives {
                let row = vec![self.pat(*alternative)];
                if !self.useful(&rows, &row, &[ty]) {
                    useless.push(*alternative);
                }
                rows.push(row);
            }
            match useless.len() == alternatives.len() {
                true => found.push(arm.pat),
                false => found.extend(useless),
            }
            if arm.guard.is_none() {
                taken = rows;
            }
        }
        found
    }
    /// Rows of witnesses, one value for each column.
    fn uncovered(&self, rows: &[Vec<Pat>], types: &[Ty], top: bool) -> Vec<Vec<Witness>> {
        let Some((ty, other_types)) = types.split_first() else {
            return if rows.is_empty() {
                vec![Vec::new()]
            } else {
                Vec::new()
            };
        };
        let rows = expand(rows);
        let heads: Vec<&Ctor> = rows
            .iter()
            .filter_map(|row| {
                if let Pat::Of(ctor, _) = &row[0] {
                    Some(ctor)
                } else {
                    None
                }
            })
            .collect();
        let ctors = self.ctors(*ty, &heads);
        let named = |ctor: &Ctor| heads.iter().any(|head| covers(head, ctor));
        let any_named = ctors.iter().any(named);
        let any_missing = ctors.iter().any(|ctor| !named(ctor));
        let mut found = Vec::new();
        // Values whose constructor no row names are all the same to the rows: one look suffices.
        if any_missing {
            let rest: Vec<Vec<Pat>> = rows
                .iter()
                .filter(|row| matches!(row[0], Pat::Wild))
                .map(|row| row[1..].to_vec())
                .collect();
            let tails = self.uncovered(&rest, other_types, false);
            for tail in tails {
                if !any_named && !top {
                    found.push(prepend(Witness::Wild, tail));
                    continue;
                }
                for ctor in ctors.iter().filter(|ctor| !named(ctor)) {
                    let fields = vec![Witness::Wild; self.fields(ctor, *ty).len()];
                    found.push(prepend(
                        Witness::Of(ctor.clone(), *ty, fields),
                        tail.clone(),
                    ));
                }
            }
        }
        for ctor in ctors.iter().filter(|ctor| named(ctor)) {
            if found.len() >= ENOUGH {
                break;
            }
            let fields = self.fields(ctor, *ty);
            let special: Vec<Vec<Pat>> = rows
                .iter()
                .filter_map(|row| specialise(row, ctor, fields.len()))
                .collect();
            let all: Vec<Ty> = fields.iter().chain(other_types).copied().collect();
            for mut row in self.uncovered(&special, &all, false) {
                let tail = row.split_off(fields.len());
                found.push(prepend(Witness::Of(ctor.clone(), *ty, row), tail));
            }
        }
        if top {
            found.sort_by_key(|row| match row.first() {
                Some(Witness::Of(ctor, ..)) => ctors
                    .iter()
                    .position(|known| known == ctor)
                    .unwrap_or(usize::MAX),
                _ => usize::MAX,
            });
        }
        found
    }
    /// All constructors of a type, fine enough for those that the column names.
    fn ctors(&self, ty: Ty, heads: &[&Ctor]) -> Vec<Ctor> {
        if let Some((first, last)) = limits(ty) {
            return self.ranges(ty, first, last, heads);
        }
        match ty.kind() {
            TyKind::Bool => vec![Ctor::Bool(false), Ctor::Bool(true)],
            TyKind::Never => Vec::new(),
            TyKind::Adt(id, args) => {
                let def = self.session.adt(*id);
                match def.kind {
                    AdtKind::Enum => (0..def.variants.len() as u32)
                        .filter(|index| {
                            self.variant_fields(&def, *index, args)
                                .iter()
                                .all(|ty| self.inhabited(*ty, 0))
                        })
                        .map(Ctor::Variant)
                        .collect(),
                    _ if !self.inhabited(ty, 0) => Vec::new(),
                    _ => opaque_or(heads, Ctor::Single),
                }
            }
            TyKind::Tuple(_) | TyKind::Ref(..) if !self.inhabited(ty, 0) => Vec::new(),
            TyKind::Array(_, Const::Value(_)) | TyKind::Tuple(_) | TyKind::Ref(..) => {
                opaque_or(heads, Ctor::Single)
            }
            TyKind::Slice(_) => {
                // Up to the longest that a pattern looks at each length is on its own.
                let (mut prefix, mut suffix, mut longest) = (0, 0, 0);
                for head in heads {
                    if let Ctor::Slice {
                        prefix: a,
                        suffix: b,
                        open,
                    } = head
                    {
                        if *open {
                            prefix = prefix.max(*a);
                            suffix = suffix.max(*b);
                        }
                        longest = longest.max(a + b);
                    }
                }
                if longest >= prefix + suffix {
                    prefix = longest + 1 - suffix;
                }
                let fixed = (0..prefix + suffix).map(|len| Ctor::Slice {
                    prefix: len,
                    suffix: 0,
                    open: false,
                });
                fixed
                    .chain([Ctor::Slice {
                        prefix,
                        suffix,
                        open: true,
                    }])
                    .collect()
            }
            _ => opaque_or(heads, Ctor::Rest),
        }
    }
    /// The numbers of a type, cut wherever a pattern begins or ends.
    fn ranges(&self, ty: Ty, first: u128, last: u128, heads: &[&Ctor]) -> Vec<Ctor> {
        let mut starts = vec![first];
        for head in heads {
            if let Ctor::Range(low, high) = head {
                starts.push(*low);
                starts.extend(high.checked_add(1).filter(|next| *next <= last));
            }
        }
        if matches!(ty.kind(), TyKind::Char) {
            // Surrogates are no chars.
            starts.extend([0xD800, 0xE000]);
        }
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([last]);
        let pieces: Vec<(u128, u128)> = starts
            .iter()
            .copied()
            .zip(ends)
            .filter(|(low, _)| !(matches!(ty.kind(), TyKind::Char) && *low == 0xD800))
            .collect();
        // Neighbours that no pattern tells apart are one.
        let mut merged: Vec<(u128, u128)> = Vec::new();
        let named = |range: &(u128, u128)| {
            heads
                .iter()
                .any(|head| covers(head, &Ctor::Range(range.0, range.1)))
        };
        for piece in pieces {
            match merged.last_mut() {
                Some(before)
                    if before.1.checked_add(1) == Some(piece.0)
                        && !named(before)
                        && !named(&piece) =>
                {
                    before.1 = piece.1;
                }
                _ => merged.push(piece),
            }
        }
        merged
            .into_iter()
            .map(|(low, high)| Ctor::Range(low, high))
            .collect()
    }
}

/// The one constructor of a type, and constants that are compared as a whole.
fn opaque_or(heads: &[&Ctor], ctor: Ctor) -> Vec<Ctor> {
    let mut all: Vec<Ctor> = Vec::new();
    for head in heads {
        if matches!(head, Ctor::Opaque(_) | Ctor::Str(_)) && !all.contains(head) {
            all.push((*head).clone());
        }
    }
    all.push(ctor);
    all
}

fn prepend(first: Witness, mut rest: Vec<Witness>) -> Vec<Witness> {
    rest.insert(0, first);
    rest
}

/// Alternatives in the first column become rows.
fn expand(rows: &[Vec<Pat>]) -> Vec<Vec<Pat>> {
    let mut out = Vec::new();
    for row in rows {
        match &row[0] {
            Pat::Or(of) => {
                let rows: Vec<Vec<Pat>> = of
                    .iter()
                    .map(|pat| {
                        std::iter::once(pat.clone())
                            .chain(row[1..].iter().cloned())
                            .collect()
                    })
                    .collect();
                out.extend(expand(&rows));
            }
            _ => out.push(row.clone()),
        }
    }
    out
}

/// Does a pattern's constructor take all values of a piece?
fn covers(head: &Ctor, piece: &Ctor) -> bool {
    match (head, piece) {
        (Ctor::Range(low, high), Ctor::Range(first, last)) => low <= first && last <= high,
        (
            Ctor::Slice {
                prefix,
                suffix,
                open: false,
            },
            Ctor::Slice {
                prefix: a,
                suffix: b,
                open: false,
            },
        ) => prefix + suffix == a + b,
        (
            Ctor::Slice {
                prefix,
                suffix,
                open: true,
            },
            Ctor::Slice {
                prefix: a,
                suffix: b,
                ..
            },
        ) => prefix + suffix <= a + b,
        (head, piece) => head == piece,
    }
}

/// A row, for values made by `ctor`: the fields take the place of the first column.
fn specialise(row: &[Pat], ctor: &Ctor, count: usize) -> Option<Vec<Pat>> {
    let mut fields = match &row[0] {
        Pat::Wild => vec![Pat::Wild; count],
        Pat::Of(
            head @ Ctor::Slice {
                prefix, open: true, ..
            },
            fields,
        ) if covers(head, ctor) => {
            let mut all = fields[..*prefix].to_vec();
            all.extend(std::iter::repeat_n(Pat::Wild, count - fields.len()));
            all.extend(fields[*prefix..].iter().cloned());
            all
        }
        Pat::Of(head, fields) if covers(head, ctor) => fields.clone(),
        _ => return None,
    };
    fields.extend(row[1..].iter().cloned());
    Some(fields)
}

/// The least and the greatest number of a type, shifted.
fn limits(ty: Ty) -> Option<(u128, u128)> {
    match ty.kind() {
        TyKind::Char => Some((0, 0x10FFFF)),
        _ => ty
            .int_bits()
            .map(|(bits, _)| (0, u128::MAX >> (128 - bits))),
    }
}

/// Two's complement to an order that goes from the least to the greatest.
fn shifted(value: u128, ty: Ty) -> Option<u128> {
    match ty.kind() {
        TyKind::Char => Some(value),
        _ => {
            let (bits, signed) = ty.int_bits()?;
            let value = value & (u128::MAX >> (128 - bits));
            Some(if signed {
                value ^ (1 << (bits - 1))
            } else {
                value
            })
        }
    }
}
