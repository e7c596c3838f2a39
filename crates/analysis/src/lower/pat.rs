//! Patterns, with the references that default binding modes look through.

use hir_def::{
    VariantId,
    hir::{Expr as HirExprKind, Pat as HirPatKind, PatId as HirPat},
};
use hir_ty::{BindingMode, ByRef, next_solver::TyKind as RaKind};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::ast::RangeOp;

use super::{Lowerer, Result};
use crate::{
    thir::{PatId, PatKind},
    ty::Ty,
};

impl Lowerer<'_, '_> {
    pub(super) fn pat(&mut self, pat: HirPat) -> Result<PatId> {
        let span = self.pat_span(pat);
        self.within(span, |this| {
            let mut made = this.plain_pat(pat)?;
            for adjustment in this.infer.pat_adjustment(pat).unwrap_or(&[]).iter().rev() {
                let source = adjustment.source.as_ref();
                if !matches!(source.kind(), RaKind::Ref(..)) {
                    return this.unsupported("patterns that look through `Deref`");
                }
                let ty = this.ty(source);
                made = this.push_pat(ty, PatKind::Deref(made));
            }
            Ok(made)
        })
    }
    fn plain_pat(&mut self, pat: HirPat) -> Result<PatId> {
        let ty = self.ty(self.infer.pat_ty(pat));
        let kind = match &self.store[pat] {
            HirPatKind::Missing => return Err(self.erroneous()),
            HirPatKind::Wild | HirPatKind::Rest => PatKind::Wild,
            HirPatKind::Bind { id, subpat } => return self.bind(pat, *id, *subpat, ty),
            HirPatKind::Tuple { args, ellipsis } => {
                let RaKind::Tuple(of) = self.infer.pat_ty(pat).kind() else {
                    return Err(self.erroneous());
                };
                PatKind::Leaf {
                    fields: self.positional(args, *ellipsis, of.len())?,
                }
            }
            HirPatKind::TupleStruct { args, ellipsis, .. } => {
                let Some(variant) = self.infer.variant_resolution_for_pat(pat) else {
                    return Err(self.erroneous());
                };
                let count = variant.fields(self.session.db).fields().len();
                let fields = self.positional(args, *ellipsis, count)?;
                self.of_variant(variant, fields)
            }
            HirPatKind::Record { args, .. } => {
                let Some(variant) = self.infer.variant_resolution_for_pat(pat) else {
                    return Err(self.erroneous());
                };
                let known = variant.fields(self.session.db);
                let mut fields = Vec::new();
                for arg in args {
                    let Some(field) = known.field(&arg.name) else {
                        return Err(self.erroneous());
                    };
                    fields.push((u32::from(field.into_raw()), self.pat(arg.pat)?));
                }
                self.of_variant(variant, fields)
            }
            HirPatKind::Path(path) => match self.infer.variant_resolution_for_pat(pat) {
                Some(variant) => self.of_variant(variant, Vec::new()),
                None => PatKind::Value(self.const_pattern(pat, path, ty)?),
            },
            HirPatKind::Lit(expr) => {
                let value = self.plain(*expr)?;
                PatKind::Value(value)
            }
            HirPatKind::ConstBlock(expr) => PatKind::Value(self.expr(*expr)?),
            HirPatKind::Range {
                start,
                end,
                range_type,
            } => PatKind::Range {
                low: start.map(|expr| self.plain(expr)).transpose()?,
                high: end.map(|expr| self.plain(expr)).transpose()?,
                inclusive: matches!(range_type, RangeOp::Inclusive),
            },
            HirPatKind::Slice {
                prefix,
                slice,
                suffix,
            } => PatKind::Slice {
                prefix: prefix
                    .iter()
                    .map(|pat| self.pat(*pat))
                    .collect::<Result<_>>()?,
                rest: match slice {
                    Some(rest) if !matches!(self.store[*rest], HirPatKind::Rest) => {
                        Some(self.pat(*rest)?)
                    }
                    _ => None,
                },
                has_rest: slice.is_some(),
                suffix: suffix
                    .iter()
                    .map(|pat| self.pat(*pat))
                    .collect::<Result<_>>()?,
            },
            // A `&` that default binding modes had already looked through.
            HirPatKind::Ref { pat: inner, .. } if self.infer.is_skipped_ref_pat(pat) => {
                return self.pat(*inner);
            }
            HirPatKind::Ref { pat: inner, .. } | HirPatKind::Box { inner } => {
                PatKind::Deref(self.pat(*inner)?)
            }
            HirPatKind::Or(of) => {
                PatKind::Or(of.iter().map(|pat| self.pat(*pat)).collect::<Result<_>>()?)
            }
            HirPatKind::Expr(expr) => match &self.store[*expr] {
                HirExprKind::Underscore => PatKind::Wild,
                _ => PatKind::Place(self.expr(*expr)?),
            },
            HirPatKind::Deref { .. } => return self.unsupported("`deref!` patterns"),
            HirPatKind::NotNull => return self.unsupported("pattern types"),
        };
        Ok(self.push_pat(ty, kind))
    }
    fn bind(
        &mut self,
        pat: HirPat,
        id: hir_def::hir::BindingId,
        sub: Option<HirPat>,
        ty: Ty,
    ) -> Result<PatId> {
        let by_ref = match self.infer.binding_mode(pat) {
            Some(BindingMode(ByRef::Yes(mutability), _)) => Some(mutability.into()),
            _ => None,
        };
        let sub = match sub {
            Some(sub) if !matches!(self.store[sub], HirPatKind::Rest) => Some(self.pat(sub)?),
            _ => None,
        };
        let local = self.local(id);
        Ok(self.push_pat(ty, PatKind::Bind { local, by_ref, sub }))
    }
    fn of_variant(&self, variant: VariantId, fields: Vec<(u32, PatId)>) -> PatKind {
        match variant {
            VariantId::EnumVariantId(_) => {
                let (adt, variant) = self.variant(variant);
                PatKind::Variant {
                    adt,
                    variant,
                    fields,
                }
            }
            VariantId::StructId(_) | VariantId::UnionId(_) => PatKind::Leaf { fields },
        }
    }
    /// Patterns by position, where `..` stands for all that is not named.
    fn positional(
        &mut self,
        pats: &[HirPat],
        ellipsis: Option<u32>,
        count: usize,
    ) -> Result<Vec<(u32, PatId)>> {
        let before = ellipsis.map_or(pats.len(), |at| at as usize);
        pats.iter()
            .enumerate()
            .map(|(index, pat)| {
                let field = if index < before {
                    index
                } else {
                    count + index - pats.len()
                };
                Ok((field as u32, self.pat(*pat)?))
            })
            .collect()
    }
}
