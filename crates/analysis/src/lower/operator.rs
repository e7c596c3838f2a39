//! Operators and calls: builtin, or calls of their trait's method.

use either::Either;
use hir_def::{
    CallableDefId, HasModule as _, VariantId,
    hir::{
        ArithOp, BinaryOp, CmpOp, Expr, ExprId as HirExpr, Literal as HirLiteral, LogicOp,
        Ordering, UnaryOp,
    },
};
use hir_expand::name::Name;
use hir_ty::next_solver::TyKind as RaKind;
use rustc_type_ir::inherent::IntoKind as _;

use super::{
    Lowerer, Result,
    expr::{literal, truncate},
};
use crate::{
    thir::{BinOp, ExprId, ExprKind, Literal, UnOp},
    ty::{Args, FnId, Ty, TyKind, UintTy},
};

impl Lowerer<'_, '_> {
    /// The method an operator or call was resolved to.
    fn method(&self, expr: HirExpr) -> Option<(FnId, Args)> {
        let (function, args) = self.infer.method_resolution(expr)?;
        Some((self.session.ids.function(function), self.session.args(args)))
    }
    pub(super) fn unary(
        &mut self,
        expr: HirExpr,
        operand: HirExpr,
        op: UnaryOp,
    ) -> Result<ExprKind> {
        let op = match op {
            UnaryOp::Deref => return self.deref(expr, operand),
            UnaryOp::Neg => UnOp::Neg,
            UnaryOp::Not => UnOp::Not,
        };
        if let (UnOp::Neg, Some(number)) = (op, self.negative_literal(operand)) {
            return Ok(number);
        }
        if self.expr_ty(operand).is_scalar() {
            return Ok(ExprKind::Unary {
                op,
                operand: self.operand(operand)?,
            });
        }
        let Some((func, args)) = self.method(expr) else {
            return Err(self.erroneous());
        };
        Ok(ExprKind::Call {
            func,
            args,
            operands: vec![self.expr(operand)?],
        })
    }
    /// `-128i8` is one number: that without its sign would be too big.
    fn negative_literal(&self, operand: HirExpr) -> Option<ExprKind> {
        let Expr::Literal(of @ (HirLiteral::Int(..) | HirLiteral::Uint(..))) = &self.store[operand]
        else {
            return None;
        };
        let ty = self.expr_ty(operand);
        match literal(of, ty)? {
            Literal::Int(value) => Some(ExprKind::Literal(Literal::Int(truncate(
                value.wrapping_neg(),
                ty,
            )))),
            _ => None,
        }
    }
    fn deref(&mut self, expr: HirExpr, operand: HirExpr) -> Result<ExprKind> {
        let builtin = match self.infer.expr_ty(operand).kind() {
            RaKind::Ref(..) | RaKind::RawPtr(..) => true,
            RaKind::Adt(def, _) => def.is_box(),
            _ => false,
        };
        if builtin {
            return Ok(ExprKind::Deref(self.expr(operand)?));
        }
        let Some((func, args)) = self.method(expr) else {
            return Err(self.erroneous());
        };
        let receiver = self.expr(operand)?;
        self.deref_call(expr, func, args, vec![receiver])
    }
    /// A method that returns a reference, and what is behind it: `*deref(…)`, `*index(…)`.
    fn deref_call(
        &mut self,
        expr: HirExpr,
        func: FnId,
        args: Args,
        mut operands: Vec<ExprId>,
    ) -> Result<ExprKind> {
        let receiver = self.made_ty(operands[0]);
        let mutability = match receiver.kind() {
            TyKind::Ref(_, mutability) if self.is_autoref(operands[0]) => *mutability,
            // Inference left the autoref out: it is as the method wants it.
            _ => {
                let mutability = self.session.receiver_mutability(func);
                operands[0] = self.borrow(mutability, operands[0]);
                mutability
            }
        };
        let ty = self.expr_ty(expr);
        let call = self.push(
            Ty::reference(ty, mutability),
            ExprKind::Call {
                func,
                args,
                operands,
            },
        );
        Ok(ExprKind::Deref(call))
    }
    fn is_autoref(&self, made: ExprId) -> bool {
        matches!(
            self.made(made).kind,
            ExprKind::Borrow { .. } | ExprKind::Unsize(_)
        )
    }
    pub(super) fn index(
        &mut self,
        expr: HirExpr,
        base: HirExpr,
        index: HirExpr,
    ) -> Result<ExprKind> {
        let base_ty = self
            .infer
            .type_of_expr_with_adjust(base)
            .unwrap_or(self.infer.expr_ty(base))
            .strip_reference();
        let index_ty = self
            .infer
            .type_of_expr_with_adjust(index)
            .unwrap_or(self.infer.expr_ty(index));
        let by_usize = matches!(self.ty(index_ty).kind(), TyKind::Uint(UintTy::Usize));
        if by_usize && matches!(base_ty.kind(), RaKind::Array(..) | RaKind::Slice(..)) {
            return Ok(ExprKind::Index {
                base: self.operand(base)?,
                index: self.expr(index)?,
            });
        }
        let Some((func, args)) = self.method(expr) else {
            return Err(self.erroneous());
        };
        let operands = vec![self.expr(base)?, self.expr(index)?];
        self.deref_call(expr, func, args, operands)
    }
    pub(super) fn field(&mut self, expr: HirExpr, base: HirExpr, name: &Name) -> Result<ExprKind> {
        let field = match self.infer.field_resolution(expr) {
            Some(Either::Left(field)) => u32::from(field.local_id.into_raw()),
            Some(Either::Right(field)) => field.index,
            None => match name.as_tuple_index() {
                Some(index) => index as u32,
                None => return Err(self.erroneous()),
            },
        };
        Ok(ExprKind::Field {
            base: self.expr(base)?,
            field,
        })
    }
    pub(super) fn binary(
        &mut self,
        expr: HirExpr,
        left: HirExpr,
        right: HirExpr,
        op: BinaryOp,
    ) -> Result<ExprKind> {
        if let BinaryOp::LogicOp(op) = op {
            let (left, right) = (self.expr(left)?, self.expr(right)?);
            return Ok(match op {
                LogicOp::And => ExprKind::And(left, right),
                LogicOp::Or => ExprKind::Or(left, right),
            });
        }
        let (left_ty, right_ty) = (self.expr_ty(left), self.expr_ty(right));
        let pointers = matches!(left_ty.kind(), TyKind::RawPtr(..))
            && matches!(right_ty.kind(), TyKind::RawPtr(..));
        let builtin = pointers || left_ty.is_scalar() && right_ty.is_scalar();
        match op {
            BinaryOp::Assignment { op: Some(op) } if builtin => Ok(ExprKind::AssignOp {
                op: arithmetic(op),
                place: self.operand(left)?,
                value: self.operand(right)?,
            }),
            BinaryOp::ArithOp(op) if builtin => Ok(ExprKind::Binary {
                op: arithmetic(op),
                left: self.operand(left)?,
                right: self.operand(right)?,
            }),
            BinaryOp::CmpOp(op) if builtin => Ok(ExprKind::Binary {
                op: comparison(op),
                left: self.operand(left)?,
                right: self.operand(right)?,
            }),
            _ => {
                let Some((func, args)) = self.method(expr) else {
                    return Err(self.erroneous());
                };
                Ok(ExprKind::Call {
                    func,
                    args,
                    operands: vec![self.expr(left)?, self.expr(right)?],
                })
            }
        }
    }
    pub(super) fn call(
        &mut self,
        expr: HirExpr,
        callee: HirExpr,
        args: &[HirExpr],
    ) -> Result<ExprKind> {
        if let Some((func, generic)) = self.method(expr) {
            // Through an `Fn*` trait: the arguments as one tuple.
            let callee = self.expr(callee)?;
            let operands = self.exprs(args)?;
            let tuple = self.tuple(operands);
            return Ok(ExprKind::Call {
                func,
                args: generic,
                operands: vec![callee, tuple],
            });
        }
        let callee_ty = self
            .infer
            .type_of_expr_with_adjust(callee)
            .unwrap_or(self.infer.expr_ty(callee));
        match callee_ty.kind() {
            RaKind::FnDef(def, generic) => {
                let operands = self.exprs(args)?;
                Ok(match def.0 {
                    CallableDefId::FunctionId(id) if self.session.is_module_path(id) => {
                        let module = self.def.module(self.session.db);
                        ExprKind::Literal(Literal::Str(self.session.module_path(module)))
                    }
                    CallableDefId::FunctionId(id) => ExprKind::Call {
                        func: self.session.ids.function(id),
                        args: self.session.args(generic),
                        operands,
                    },
                    CallableDefId::StructId(id) => self.construct(id.into(), operands),
                    CallableDefId::EnumVariantId(id) => self.construct(id.into(), operands),
                })
            }
            RaKind::FnPtr(..) => Ok(ExprKind::CallPtr {
                callee: self.expr(callee)?,
                operands: self.exprs(args)?,
            }),
            _ => Err(self.erroneous()),
        }
    }
    fn construct(&self, variant: VariantId, operands: Vec<ExprId>) -> ExprKind {
        let (adt, variant) = self.variant(variant);
        let fields = operands
            .into_iter()
            .enumerate()
            .map(|(index, operand)| (index as u32, operand))
            .collect();
        ExprKind::Adt {
            adt,
            variant,
            fields,
            base: None,
        }
    }
    pub(super) fn method_call(
        &mut self,
        expr: HirExpr,
        receiver: HirExpr,
        args: &[HirExpr],
    ) -> Result<ExprKind> {
        let Some((func, generic)) = self.method(expr) else {
            return Err(self.erroneous());
        };
        let mut operands = vec![self.expr(receiver)?];
        operands.extend(self.exprs(args)?);
        Ok(ExprKind::Call {
            func,
            args: generic,
            operands,
        })
    }
    pub(super) fn exprs(&mut self, exprs: &[HirExpr]) -> Result<Vec<ExprId>> {
        exprs.iter().map(|expr| self.expr(*expr)).collect()
    }
    /// `operand as …`.
    pub(super) fn cast(&mut self, expr: HirExpr, operand: HirExpr) -> Result<ExprId> {
        let target = self.expr_ty(expr);
        let operand = self.expr(operand)?;
        let source = self.made_ty(operand);
        let kind = match (source.kind(), target.kind()) {
            // What coercion did already.
            _ if source == target && !source.is_scalar() => return Ok(operand),
            (TyKind::FnDef(..) | TyKind::Ctor(..) | TyKind::Closure(..), TyKind::FnPtr(..)) => {
                ExprKind::Reify(operand)
            }
            (TyKind::Adt(..), TyKind::Adt(..)) => ExprKind::Unsize(operand),
            (
                TyKind::Ref(from, _) | TyKind::RawPtr(from, _),
                TyKind::Ref(to, _) | TyKind::RawPtr(to, _),
            ) if is_unsized(*to) && !is_unsized(*from) && from != to => ExprKind::Unsize(operand),
            _ => ExprKind::Cast(operand),
        };
        Ok(self.push(target, kind))
    }
}

fn is_unsized(ty: Ty) -> bool {
    matches!(ty.kind(), TyKind::Slice(_) | TyKind::Dyn(_) | TyKind::Str)
}

fn arithmetic(op: ArithOp) -> BinOp {
    match op {
        ArithOp::Add => BinOp::Add,
        ArithOp::Mul => BinOp::Mul,
        ArithOp::Sub => BinOp::Sub,
        ArithOp::Div => BinOp::Div,
        ArithOp::Rem => BinOp::Rem,
        ArithOp::Shl => BinOp::Shl,
        ArithOp::Shr => BinOp::Shr,
        ArithOp::BitXor => BinOp::BitXor,
        ArithOp::BitOr => BinOp::BitOr,
        ArithOp::BitAnd => BinOp::BitAnd,
    }
}

fn comparison(op: CmpOp) -> BinOp {
    match op {
        CmpOp::Eq { negated: false } => BinOp::Eq,
        CmpOp::Eq { negated: true } => BinOp::Ne,
        CmpOp::Ord {
            ordering: Ordering::Less,
            strict: true,
        } => BinOp::Lt,
        CmpOp::Ord {
            ordering: Ordering::Less,
            strict: false,
        } => BinOp::Le,
        CmpOp::Ord {
            ordering: Ordering::Greater,
            strict: true,
        } => BinOp::Gt,
        CmpOp::Ord {
            ordering: Ordering::Greater,
            strict: false,
        } => BinOp::Ge,
    }
}
