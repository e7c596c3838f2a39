//! Expressions by kind.

use hir_def::{
    VariantId,
    hir::{
        Array, Expr as HirExprKind, ExprId as HirExpr, Literal as HirLiteral, Pat as HirPatKind,
        RecordSpread,
    },
    type_ref::{Mutability as HirMutability, Rawness},
};

use super::{Lowerer, Result};
use crate::{
    thir::{Arm, ExprId, ExprKind, Literal},
    ty::{FloatTy, Mutability, Ty, TyKind},
};

impl Lowerer<'_, '_> {
    /// An expression before what happens to it implicitly.
    pub(super) fn plain(&mut self, expr: HirExpr) -> Result<ExprId> {
        let span = self.expr_span(expr);
        let around = self.innermost.replace(expr);
        let made = self.within(span, |this| this.plain_here(expr));
        self.innermost = around;
        let made = made?;
        if let Some(span) = span {
            self.note_panic_place(expr, made, span);
        }
        Ok(made)
    }
    fn plain_here(&mut self, expr: HirExpr) -> Result<ExprId> {
        let store = self.store;
        let ty = self.expr_ty(expr);
        let kind = match &store[expr] {
            HirExprKind::Missing => return Err(self.erroneous()),
            HirExprKind::Path(path) => return self.path(expr, path),
            HirExprKind::If {
                condition,
                then_branch,
                else_branch,
            } => ExprKind::If {
                condition: self.expr(*condition)?,
                then: self.expr(*then_branch)?,
                otherwise: else_branch.map(|expr| self.expr(expr)).transpose()?,
            },
            HirExprKind::Let { pat, expr } => {
                let value = self.expr(*expr)?;
                ExprKind::Let {
                    pat: self.pat(*pat)?,
                    value,
                }
            }
            HirExprKind::Block {
                statements,
                tail,
                label,
                ..
            } => self.block(statements, *tail, *label)?,
            HirExprKind::Unsafe {
                statements, tail, ..
            } => self.block(statements, *tail, None)?,
            HirExprKind::Const(block) => return self.expr(*block),
            HirExprKind::Loop { body, label, .. } => {
                let label = self.label(*label);
                self.loops.push(label);
                let body = self.expr(*body);
                self.loops.pop();
                ExprKind::Loop { body: body?, label }
            }
            HirExprKind::Break { expr, label } => {
                let value = expr.map(|expr| self.expr(expr)).transpose()?;
                let label = match label {
                    Some(label) => self.label(Some(*label)),
                    None => *self.loops.last().ok_or_else(|| self.erroneous())?,
                };
                ExprKind::Break { label, value }
            }
            HirExprKind::Continue { label } => ExprKind::Continue {
                label: match label {
                    Some(label) => self.label(Some(*label)),
                    None => *self.loops.last().ok_or_else(|| self.erroneous())?,
                },
            },
            HirExprKind::Return { expr } => {
                ExprKind::Return(expr.map(|expr| self.expr(expr)).transpose()?)
            }
            HirExprKind::Call { callee, args } => self.call(expr, *callee, args)?,
            HirExprKind::MethodCall { receiver, args, .. } => {
                self.method_call(expr, *receiver, args)?
            }
            HirExprKind::Match { expr, arms } => {
                let scrutinee = self.expr(*expr)?;
                let mut made = Vec::new();
                for arm in arms {
                    made.push(Arm {
                        pat: self.pat(arm.pat)?,
                        guard: arm.guard.map(|expr| self.expr(expr)).transpose()?,
                        body: self.expr(arm.expr)?,
                    });
                }
                ExprKind::Match {
                    scrutinee,
                    arms: made,
                }
            }
            HirExprKind::RecordLit { fields, spread, .. } => {
                let Some(variant) = self.infer.variant_resolution_for_expr(expr) else {
                    return Err(self.erroneous());
                };
                let known = variant.fields(self.session.db);
                let mut made = Vec::new();
                for field in fields {
                    let Some(index) = known.field(&field.name) else {
                        return Err(self.erroneous());
                    };
                    made.push((u32::from(index.into_raw()), self.expr(field.expr)?));
                }
                let base = match spread {
                    RecordSpread::None => None,
                    RecordSpread::Expr(expr) => Some(self.expr(*expr)?),
                    RecordSpread::FieldDefaults => {
                        return self.unsupported("default values of fields");
                    }
                };
                if base.is_none()
                    && !matches!(variant, VariantId::UnionId(_))
                    && made.len() < known.fields().len()
                {
                    return Err(self.erroneous());
                }
                let (adt, variant) = self.variant(variant);
                ExprKind::Adt {
                    adt,
                    variant,
                    fields: made,
                    base,
                }
            }
            HirExprKind::Field { expr: base, name } => self.field(expr, *base, name)?,
            HirExprKind::Index { base, index } => self.index(expr, *base, *index)?,
            HirExprKind::UnaryOp { expr: operand, op } => self.unary(expr, *operand, *op)?,
            HirExprKind::BinaryOp { lhs, rhs, op } => {
                let Some(op) = op else {
                    return Err(self.erroneous());
                };
                self.binary(expr, *lhs, *rhs, *op)?
            }
            HirExprKind::Assignment { target, value } => match &store[*target] {
                HirPatKind::Expr(place) if !matches!(store[*place], HirExprKind::Underscore) => {
                    let value = self.expr(*value)?;
                    ExprKind::Assign {
                        place: self.expr(*place)?,
                        value,
                    }
                }
                _ => {
                    let value = self.expr(*value)?;
                    ExprKind::Destructure {
                        pat: self.pat(*target)?,
                        value,
                    }
                }
            },
            HirExprKind::Await { expr } => self.await_(*expr)?,
            HirExprKind::Cast { expr: operand, .. } => return self.cast(expr, *operand),
            HirExprKind::Ref {
                expr,
                rawness,
                mutability,
            } => {
                let mutability = match mutability {
                    HirMutability::Shared => Mutability::Not,
                    HirMutability::Mut => Mutability::Mut,
                };
                let place = self.expr(*expr)?;
                match rawness {
                    Rawness::Ref => ExprKind::Borrow {
                        mutability,
                        place,
                        two_phase: false,
                    },
                    Rawness::RawPtr => ExprKind::RawBorrow { mutability, place },
                }
            }
            HirExprKind::Closure {
                args,
                body,
                closure_kind,
                ..
            } => self.closure(expr, closure_kind, args, *body)?,
            HirExprKind::Tuple { exprs } => ExprKind::Tuple(self.exprs(exprs)?),
            HirExprKind::Array(Array::ElementList { elements }) => {
                ExprKind::Array(self.exprs(elements)?)
            }
            HirExprKind::Array(Array::Repeat { initializer, .. }) => match ty.kind() {
                TyKind::Array(_, count) => ExprKind::Repeat {
                    value: self.expr(*initializer)?,
                    count: *count,
                },
                _ => return Err(self.erroneous()),
            },
            HirExprKind::Literal(of) => ExprKind::Literal(match literal(of, ty) {
                Some(literal) => literal,
                None => return self.unsupported("C string literals"),
            }),
            HirExprKind::Underscore => return Err(self.erroneous()),
            HirExprKind::Become { .. } => return self.unsupported("`become`"),
            HirExprKind::Yield { .. } => return self.unsupported("`yield`"),
            HirExprKind::Yeet { .. } => return self.unsupported("`do yeet`"),
            HirExprKind::OffsetOf(_) => return self.unsupported("`offset_of!`"),
            HirExprKind::InlineAsm(_) => return self.unsupported("inline assembly"),
            HirExprKind::IncludeBytes => return self.unsupported("`include_bytes!`"),
        };
        Ok(self.push(ty, kind))
    }
}

pub(super) fn literal(of: &HirLiteral, ty: Ty) -> Option<Literal> {
    Some(match of {
        HirLiteral::String(text) => Literal::Str(text.as_str().to_owned()),
        HirLiteral::ByteString(bytes) => Literal::Bytes(bytes.to_vec()),
        HirLiteral::CString(_) => return None,
        HirLiteral::Char(char) => Literal::Char(*char),
        HirLiteral::Bool(bool) => Literal::Bool(*bool),
        // `1` may be a float where one is expected.
        HirLiteral::Int(value, _) if matches!(ty.kind(), TyKind::Float(_)) => {
            Literal::Float(*value as f64)
        }
        HirLiteral::Uint(value, _) if matches!(ty.kind(), TyKind::Float(_)) => {
            Literal::Float(*value as f64)
        }
        HirLiteral::Int(value, _) => Literal::Int(truncate(*value as u128, ty)),
        HirLiteral::Uint(value, _) => Literal::Int(truncate(*value, ty)),
        HirLiteral::Float(value, _) => {
            let text = value.to_string();
            Literal::Float(match ty.kind() {
                // Rounded once, not twice.
                TyKind::Float(FloatTy::F32) => f64::from(text.parse::<f32>().ok()?),
                _ => text.parse().ok()?,
            })
        }
    })
}

pub(super) fn truncate(value: u128, ty: Ty) -> u128 {
    match ty.int_bits() {
        Some((bits, _)) => value & (u128::MAX >> (128 - bits)),
        None => value,
    }
}
