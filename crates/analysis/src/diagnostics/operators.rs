//! Operators and indexing that no impl provides: rust-analyzer leaves them unresolved without a word.

use hir_def::{
    TraitId,
    hir::{ArithOp, BinaryOp, CmpOp, Expr, ExprId, Literal, UnaryOp},
};
use hir_ty::next_solver::{
    GenericArgs, TraitRef, Ty as RaTy,
    infer::traits::{Obligation, ObligationCause},
};
use rustc_type_ir::inherent::Ty as _;

use super::{Diagnostic, error, inference::BodyCx};
use crate::ty::{Ty, TyKind};

impl<'a> BodyCx<'_, 'a> {
    pub(super) fn operators(&self, found: &mut Vec<Diagnostic>) {
        for (expr, it) in self.body.exprs() {
            match *it {
                Expr::BinaryOp {
                    lhs,
                    rhs,
                    op: Some(op),
                } => found.extend(self.binary(expr, lhs, rhs, op)),
                Expr::UnaryOp {
                    expr: operand,
                    op: op @ (UnaryOp::Neg | UnaryOp::Not),
                } => {
                    found.extend(self.unary(expr, operand, op));
                }
                Expr::Index { base, index } => found.extend(self.indexing(expr, base, index)),
                _ => {}
            }
        }
    }
    fn known(&self, ty: RaTy<'a>) -> Option<Ty> {
        let ty = self.session.ty(ty);
        (!ty.any(&mut |ty| matches!(ty.kind(), TyKind::Error))).then_some(ty)
    }
    /// A type as rustc names it in messages about operators: literals are not of a type yet.
    pub(super) fn operand_name(&self, expr: ExprId) -> String {
        match &self.body[expr] {
            Expr::Literal(Literal::Int(_, None) | Literal::Uint(_, None)) => "{integer}".to_owned(),
            Expr::Literal(Literal::Float(_, None)) => "{float}".to_owned(),
            _ => self.session.show(self.infer.expr_ty(expr)),
        }
    }
    fn has_mismatch(&self, expr: ExprId) -> bool {
        self.infer.expr_has_type_mismatch(expr)
    }
    fn binary(&self, expr: ExprId, lhs: ExprId, rhs: ExprId, op: BinaryOp) -> Option<Diagnostic> {
        let session = self.session;
        let failed = self.solver_refused(&[expr, lhs, rhs]);
        if self.infer.method_resolution(expr).is_some()
            && !failed
            && !self.scalars_apart(lhs, rhs, op)
        {
            return None;
        }
        let (left, right) = (
            self.known(self.infer.expr_ty(lhs))?,
            self.known(self.infer.expr_ty(rhs))?,
        );
        if matches!(op, BinaryOp::LogicOp(_) | BinaryOp::Assignment { op: None })
            || left.is_never()
            || right.is_never()
        {
            return None;
        }
        let pointers = matches!(
            (left.kind(), right.kind()),
            (TyKind::RawPtr(..), TyKind::RawPtr(..))
        );
        if pointers || builtin(op, left, right) || self.has_mismatch(rhs) || self.has_mismatch(lhs)
        {
            return None;
        }
        let (left_name, right_name) = (self.operand_name(lhs), self.operand_name(rhs));
        let span = self.expr(expr)?;
        let (left_span, right_span) = (self.expr(lhs), self.expr(rhs));
        let symbol = symbol(op);
        let lang = session.lang;
        let trait_ = match op {
            BinaryOp::ArithOp(op) => arithmetic_trait(lang, op),
            BinaryOp::Assignment { op: Some(op) } => assign_trait(lang, op),
            BinaryOp::CmpOp(CmpOp::Eq { .. }) => lang.PartialEq,
            BinaryOp::CmpOp(CmpOp::Ord { .. }) => lang.PartialOrd,
            _ => None,
        };
        let other_impl =
            trait_.is_some_and(|trait_| self.has_some_impl(self.infer.expr_ty(lhs), trait_));
        let operator = self.operator_span(expr).unwrap_or(span);
        if other_impl && (left.is_scalar() || failed) {
            // rustc sees that some right operand would do, only not this one.
            let message = match op {
                BinaryOp::CmpOp(_) => format!("can't compare `{left_name}` with `{right_name}`"),
                _ => format!("cannot {}", verb(op, &left_name, &right_name)),
            };
            let label = match op {
                BinaryOp::CmpOp(_) => {
                    format!("no implementation for `{left_name} {symbol} {right_name}`")
                }
                _ => format!("no implementation for `{left_name} {symbol} {right_name}`"),
            };
            if right.is_scalar() && matches!(op, BinaryOp::CmpOp(_)) {
                let label = format!("expected `{left_name}`, found `{right_name}`");
                return Some(error("E0308", right_span?, "mismatched types", label));
            }
            return Some(error("E0277", operator, message, label));
        }
        let at = match op {
            BinaryOp::Assignment { .. } => span,
            _ => operator,
        };
        let (code, message) = match op {
            BinaryOp::Assignment { .. } => (
                "E0368",
                format!(
                    "binary assignment operation `{symbol}` cannot be applied to type `{left_name}`"
                ),
            ),
            BinaryOp::ArithOp(ArithOp::Add | ArithOp::Sub | ArithOp::Mul | ArithOp::Div) => (
                "E0369",
                format!("cannot {}", verb(op, &left_name, &right_name)),
            ),
            BinaryOp::ArithOp(ArithOp::Rem) => (
                "E0369",
                format!(
                    "cannot calculate the remainder of `{left_name}` divided by `{right_name}`"
                ),
            ),
            BinaryOp::ArithOp(_) => (
                "E0369",
                format!("no implementation for `{left_name} {symbol} {right_name}`"),
            ),
            _ => (
                "E0369",
                format!("binary operation `{symbol}` cannot be applied to type `{left_name}`"),
            ),
        };
        let mut made = error(code, at, message, "");
        if code == "E0369" {
            made = made.also(left_span, left_name).also(right_span, right_name);
        }
        if session.show(self.infer.expr_ty(lhs)).contains("Future<") {
            made = made.help("consider `await`ing on the `Future`");
        }
        Some(made)
    }
    /// Did the trait of an operator turn out not to be implemented?
    fn solver_refused(&self, at: &[ExprId]) -> bool {
        self.infer.diagnostics().iter().any(|it| match it {
            hir_ty::InferenceDiagnostic::SolverDiagnostic(it) => {
                let hir_ty::solver_errors::SolverDiagnosticKind::TraitUnimplemented {
                    trait_predicate,
                    ..
                } = &it.kind;
                let of = trait_predicate.get(self.session.interner).trait_ref;
                let here = matches!(it.span, hir_ty::Span::ExprId(id) if at.contains(&id));
                here && self.is_operator_trait(of.def_id.0)
            }
            _ => false,
        })
    }
    /// rust-analyzer takes any two scalars; Rust only two of one type (shifts apart).
    fn scalars_apart(&self, lhs: ExprId, rhs: ExprId, op: BinaryOp) -> bool {
        let (left, right) = (
            self.session.ty(self.infer.expr_ty(lhs)),
            self.session.ty(self.infer.expr_ty(rhs)),
        );
        left.is_scalar() && right.is_scalar() && !builtin(op, left, right)
    }
    fn operator_span(&self, expr: ExprId) -> Option<crate::thir::Span> {
        let ptr = self.map.expr_syntax(expr).ok()?;
        let root = ptr.file_id.parse_or_expand(self.session.db);
        let node = ptr.value.syntax_node_ptr().to_node(&root);
        let token =
            syntax::AstNode::cast(node).and_then(|it: syntax::ast::BinExpr| it.op_token())?;
        Some(
            self.session
                .range(hir_expand::InFile::new(ptr.file_id, token.text_range())),
        )
    }
    /// Is there an impl of a binary operator's trait for the left operand, whatever stands on the right?
    fn has_some_impl(&self, left: RaTy<'a>, trait_: TraitId) -> bool {
        let session = self.session;
        let args: GenericArgs<'a> =
            session
                .infcx
                .fill_rest_fresh_args(hir_ty::Span::Dummy, trait_.into(), [left.into()]);
        let trait_ref = TraitRef::new_from_args(session.interner, trait_.into(), args);
        let env = session.param_env(self.def);
        let obligation =
            Obligation::new(session.interner, ObligationCause::dummy(), env, trait_ref);
        session.infcx.predicate_may_hold(&obligation)
    }
    fn unary(&self, expr: ExprId, operand: ExprId, op: UnaryOp) -> Option<Diagnostic> {
        if self.infer.method_resolution(expr).is_some() {
            return None;
        }
        let ty = self.known(self.infer.expr_ty(operand))?;
        let symbol = if op == UnaryOp::Neg { "-" } else { "!" };
        let works = matches!(
            (op, ty.kind()),
            (_, TyKind::Never)
                | (UnaryOp::Neg, TyKind::Int(_) | TyKind::Float(_))
                | (
                    UnaryOp::Not,
                    TyKind::Bool | TyKind::Int(_) | TyKind::Uint(_)
                )
        );
        if works {
            return None;
        }
        let name = self.session.show(self.infer.expr_ty(operand));
        let code = if matches!(ty.kind(), TyKind::Uint(_)) {
            "E0277"
        } else {
            "E0600"
        };
        let message = match code {
            "E0277" => format!("the trait bound `{name}: Neg` is not satisfied"),
            _ => format!("cannot apply unary operator `{symbol}` to type `{name}`"),
        };
        Some(error(
            "E0600",
            self.expr(expr)?,
            match code {
                "E0277" => format!("cannot apply unary operator `{symbol}` to type `{name}`"),
                _ => message,
            },
            format!("cannot apply unary operator `{symbol}`"),
        ))
    }
    fn indexing(&self, expr: ExprId, base: ExprId, index: ExprId) -> Option<Diagnostic> {
        let told = self.infer.diagnostics().iter().any(|it| {
            matches!(it, hir_ty::InferenceDiagnostic::CannotIndexInto { expr: of, .. } if *of == expr)
        });
        if told || self.infer.method_resolution(expr).is_some() {
            return None;
        }
        let base_ty = self
            .infer
            .type_of_expr_with_adjust(base)
            .unwrap_or(self.infer.expr_ty(base))
            .strip_references();
        let index_ty = self
            .infer
            .type_of_expr_with_adjust(index)
            .unwrap_or(self.infer.expr_ty(index));
        let (base_ours, index_ours) = (self.known(base_ty)?, self.known(index_ty)?);
        let sequence = matches!(base_ours.kind(), TyKind::Array(..) | TyKind::Slice(_));
        if sequence && index_ours == Ty::usize() || base_ty.is_ty_error() {
            return None;
        }
        let (base_name, index_name) = (self.session.show(base_ty), self.operand_name(index));
        let of = match base_ours.kind() {
            TyKind::Array(of, _) => format!("[{}]", self.session.display(*of)),
            _ => base_name,
        };
        Some(error(
            "E0277",
            self.expr(index)?,
            format!("the type `{of}` cannot be indexed by `{index_name}`"),
            "slice indices are of type `usize` or ranges of `usize`",
        ))
    }
}

/// Does the operator work on these scalars without a trait?
fn builtin(op: BinaryOp, left: Ty, right: Ty) -> bool {
    let integer = |ty: Ty| matches!(ty.kind(), TyKind::Int(_) | TyKind::Uint(_));
    let number = |ty: Ty| integer(ty) || matches!(ty.kind(), TyKind::Float(_));
    let arithmetic = |op: ArithOp| match op {
        ArithOp::Shl | ArithOp::Shr => integer(left) && integer(right),
        ArithOp::BitAnd | ArithOp::BitOr | ArithOp::BitXor => {
            left == right && (integer(left) || matches!(left.kind(), TyKind::Bool))
        }
        _ => left == right && number(left),
    };
    match op {
        BinaryOp::LogicOp(_) => true,
        BinaryOp::ArithOp(op) | BinaryOp::Assignment { op: Some(op) } => arithmetic(op),
        BinaryOp::CmpOp(_) => left == right && left.is_scalar(),
        BinaryOp::Assignment { op: None } => true,
    }
}

fn symbol(op: BinaryOp) -> String {
    let arithmetic = |op: ArithOp| match op {
        ArithOp::Add => "+",
        ArithOp::Sub => "-",
        ArithOp::Mul => "*",
        ArithOp::Div => "/",
        ArithOp::Rem => "%",
        ArithOp::Shl => "<<",
        ArithOp::Shr => ">>",
        ArithOp::BitAnd => "&",
        ArithOp::BitOr => "|",
        ArithOp::BitXor => "^",
    };
    use hir_def::hir::Ordering::{Greater, Less};
    match op {
        BinaryOp::ArithOp(op) => arithmetic(op).to_owned(),
        BinaryOp::Assignment { op: Some(op) } => format!("{}=", arithmetic(op)),
        BinaryOp::Assignment { op: None } => "=".to_owned(),
        BinaryOp::LogicOp(hir_def::hir::LogicOp::And) => "&&".to_owned(),
        BinaryOp::LogicOp(hir_def::hir::LogicOp::Or) => "||".to_owned(),
        BinaryOp::CmpOp(CmpOp::Eq { negated }) => if negated { "!=" } else { "==" }.to_owned(),
        BinaryOp::CmpOp(CmpOp::Ord { ordering, strict }) => match (ordering, strict) {
            (Less, true) => "<",
            (Less, false) => "<=",
            (Greater, true) => ">",
            (Greater, false) => ">=",
        }
        .to_owned(),
    }
}

fn verb(op: BinaryOp, left: &str, right: &str) -> String {
    let op = match op {
        BinaryOp::ArithOp(op) | BinaryOp::Assignment { op: Some(op) } => op,
        _ => ArithOp::Add,
    };
    match op {
        ArithOp::Add => format!("add `{right}` to `{left}`"),
        ArithOp::Sub => format!("subtract `{right}` from `{left}`"),
        ArithOp::Mul => format!("multiply `{left}` by `{right}`"),
        ArithOp::Div => format!("divide `{left}` by `{right}`"),
        ArithOp::Rem => format!("calculate the remainder of `{left}` divided by `{right}`"),
        _ => format!("combine `{left}` and `{right}`"),
    }
}

fn arithmetic_trait(lang: &hir_def::lang_item::LangItems, op: ArithOp) -> Option<TraitId> {
    match op {
        ArithOp::Add => lang.Add,
        ArithOp::Sub => lang.Sub,
        ArithOp::Mul => lang.Mul,
        ArithOp::Div => lang.Div,
        ArithOp::Rem => lang.Rem,
        ArithOp::Shl => lang.Shl,
        ArithOp::Shr => lang.Shr,
        ArithOp::BitAnd => lang.BitAnd,
        ArithOp::BitOr => lang.BitOr,
        ArithOp::BitXor => lang.BitXor,
    }
}

fn assign_trait(lang: &hir_def::lang_item::LangItems, op: ArithOp) -> Option<TraitId> {
    match op {
        ArithOp::Add => lang.AddAssign,
        ArithOp::Sub => lang.SubAssign,
        ArithOp::Mul => lang.MulAssign,
        ArithOp::Div => lang.DivAssign,
        ArithOp::Rem => lang.RemAssign,
        ArithOp::Shl => lang.ShlAssign,
        ArithOp::Shr => lang.ShrAssign,
        ArithOp::BitAnd => lang.BitAndAssign,
        ArithOp::BitOr => lang.BitOrAssign,
        ArithOp::BitXor => lang.BitXorAssign,
    }
}
