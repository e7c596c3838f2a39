//! Types, fields, arguments and casts that do not fit.

use either::Either;
use hir_def::{
    DefWithBodyId, VariantId,
    hir::{Expr, ExprId, ExprOrPatId, ExprOrPatIdPacked, Literal, Statement},
};
use hir_ty::{
    CastError,
    next_solver::{Ty as RaTy, TyKind as RaKind},
};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::AstNode as _;

use super::{
    super::{Diagnostic, error, structure::count},
    BodyCx,
};
use crate::thir::Span;

impl<'a> BodyCx<'_, 'a> {
    /// Is it (a part of) the value of a `let` that names the type? Then what is wrong with the type is
    /// told there. An argument of a call has its type from the function.
    fn in_typed_let(&self, node: ExprOrPatId) -> bool {
        let ExprOrPatId::ExprId(node) = node else {
            return false;
        };
        let is_argument = |it: &Expr| match it {
            Expr::Call { args, .. } | Expr::MethodCall { args, .. } => args.contains(&node),
            _ => false,
        };
        let Some(span) = self.expr(node) else {
            return false;
        };
        let within = |whole: Span| {
            whole.file == span.file && whole.start <= span.start && span.end <= whole.end
        };
        let values = self.body.exprs().flat_map(|(_, it)| match it {
            Expr::Block { statements, .. } => &**statements,
            _ => &[],
        });
        let mut typed = values.filter_map(|it| match it {
            Statement::Let {
                type_ref: Some(_),
                initializer,
                ..
            } => *initializer,
            _ => None,
        });
        !self.body.exprs().any(|(_, it)| is_argument(it))
            && typed.any(|value| self.expr(value).is_some_and(within))
    }
    pub(super) fn mismatch(
        &self,
        node: ExprOrPatId,
        expected: RaTy<'a>,
        found: RaTy<'a>,
    ) -> Option<Diagnostic> {
        let session = self.session;
        let span = match node {
            ExprOrPatId::ExprId(expr) => self.expr(expr),
            ExprOrPatId::PatId(pat) => self.pat(pat),
        };
        // Anything fits what is not known: then the reason is another error.
        if matches!(expected.kind(), RaKind::Infer(_) | RaKind::Error(_)) {
            return None;
        }
        let mut found_text = session.sort(found);
        if let Some(name) = session.no_object(expected) {
            if self.in_typed_let(node) {
                return None;
            }
            return Some(error(
                "E0038",
                span?,
                format!("the trait `{name}` is not dyn compatible"),
                format!("`{name}` is not dyn compatible"),
            ));
        }
        if let ExprOrPatId::ExprId(expr) = node {
            match &self.body[expr] {
                Expr::If {
                    else_branch: None, ..
                } if session.ty(found).is_unit() => {
                    return Some(error(
                        "E0317",
                        span?,
                        "`if` may be missing an `else` clause",
                        format!("expected {}, found `()`", session.sort(expected)),
                    ));
                }
                Expr::Return { expr: None } => {
                    return Some(error(
                        "E0069",
                        span?,
                        "`return;` in a function whose return type is not `()`",
                        "return type is not `()`",
                    ));
                }
                Expr::Literal(Literal::Int(_, None) | Literal::Uint(_, None)) => {
                    found_text = "integer".to_owned()
                }
                Expr::Literal(Literal::Float(_, None)) => {
                    found_text = "floating-point number".to_owned()
                }
                Expr::Block { tail: None, .. }
                    if session.ty(found).is_unit() && self.is_body_block(expr) =>
                {
                    if let Some(made) = self.implicit_unit(expected) {
                        return Some(made);
                    }
                }
                _ => {}
            }
        }
        let label = format!("expected {}, found {found_text}", session.sort(expected));
        let made = error("E0308", span?, "mismatched types", label);
        Some(match found_text.as_str() {
            "future" => made.help("consider `await`ing on the `Future`"),
            _ => made,
        })
    }
    /// The block of the function, be it async or not.
    pub(super) fn is_body_block(&self, expr: ExprId) -> bool {
        let mut at = self.body.root_expr();
        loop {
            if at == expr {
                return true;
            }
            at = match &self.body[at] {
                Expr::Closure { body, .. } => *body,
                Expr::Block {
                    tail: Some(tail), ..
                } => *tail,
                _ => return false,
            };
        }
    }
    /// A body without a value where one is declared: rustc points at the declared type.
    pub(super) fn implicit_unit(&self, expected: RaTy<'a>) -> Option<Diagnostic> {
        let DefWithBodyId::FunctionId(id) = self.def else {
            return None;
        };
        let source = hir::HasSource::source(hir::Function::from(id), self.session.db)?;
        let ty = source.value.ret_type()?.ty()?;
        let span = self.session.of_node(source.file_id, ty.syntax());
        let label = format!("expected {}, found `()`", self.session.sort(expected));
        let name = self.session.name_span(self.def);
        Some(error("E0308", span, "mismatched types", label).also(
            name,
            "implicitly returns `()` as its body has no tail or `return` expression",
        ))
    }
    pub(super) fn field_name(&self, field: ExprOrPatIdPacked) -> Option<(Span, String, bool)> {
        let (ptr, pattern) = match field.unpack() {
            ExprOrPatId::ExprId(expr) => (
                self.map.field_syntax(expr).map(|ptr| ptr.wrap_left()),
                false,
            ),
            ExprOrPatId::PatId(pat) => (self.map.pat_field_syntax(pat), true),
        };
        let node = self.session.node(&ptr);
        let (name, whole) = match &node {
            Either::Left(field) => (
                field.field_name().map(|name| name.syntax().clone()),
                field.syntax().clone(),
            ),
            Either::Right(field) => (
                field.field_name().map(|name| name.syntax().clone()),
                field.syntax().clone(),
            ),
        };
        let name = name.unwrap_or(whole);
        Some((
            self.session.of_node(ptr.file_id, &name),
            name.text().to_string(),
            pattern,
        ))
    }
    pub(super) fn no_such_field(
        &self,
        field: ExprOrPatIdPacked,
        private: bool,
        variant: VariantId,
    ) -> Option<Diagnostic> {
        let (span, name, pattern) = self.field_name(field)?;
        let (kind, of) = self.session.describe_variant(variant);
        if private {
            return Some(error(
                "E0451",
                span,
                format!("field `{name}` of {kind} `{of}` is private"),
                "private field",
            ));
        }
        Some(match (pattern, kind) {
            (true, _) => error(
                "E0026",
                span,
                format!("{kind} `{of}` does not have a field named `{name}`"),
                format!("{kind} `{of}` does not have this field"),
            ),
            (false, "variant") => error(
                "E0559",
                span,
                format!("variant `{of}` has no field named `{name}`"),
                format!("`{of}` does not have this field"),
            ),
            (false, _) => error(
                "E0560",
                span,
                format!("{kind} `{of}` has no field named `{name}`"),
                format!("`{of}` does not have this field"),
            ),
        })
    }
    pub(super) fn argument_count(
        &self,
        call: ExprId,
        expected: usize,
        found: usize,
        fn_trait: bool,
    ) -> Option<Diagnostic> {
        let (span, what) = match &self.body[call] {
            Expr::MethodCall { .. } => (self.member_name(call)?, "method"),
            Expr::Call { callee, .. } => {
                let what = match self.infer.expr_ty(*callee).kind() {
                    RaKind::FnDef(id, _) => match id.0 {
                        hir_def::CallableDefId::StructId(_) => "struct",
                        hir_def::CallableDefId::EnumVariantId(_) => "enum variant",
                        hir_def::CallableDefId::FunctionId(_) => "function",
                    },
                    _ => "function",
                };
                (self.expr(*callee)?, what)
            }
            _ => (self.expr(call)?, "function"),
        };
        let were = if found == 1 { "was" } else { "were" };
        let message = format!(
            "this {what} takes {} but {} {were} supplied",
            count(expected, "argument"),
            count(found, "argument")
        );
        Some(error(
            if fn_trait { "E0057" } else { "E0061" },
            span,
            message,
            "",
        ))
    }
    pub(super) fn invalid_cast(
        &self,
        expr: ExprId,
        why: CastError,
        from: RaTy<'a>,
        to: RaTy<'a>,
    ) -> Option<Diagnostic> {
        let span = self.expr(expr)?;
        if self.session.no_object(to).is_some() {
            // Told where the type is named.
            return None;
        }
        let (from, to) = (self.session.show(from), self.session.show(to));
        Some(match why {
            CastError::CastToBool => {
                error("E0054", span, format!("cannot cast `{from}` as `bool`"), "")
            }
            CastError::CastToChar => error(
                "E0604",
                span,
                format!("only `u8` can be cast as `char`, not `{from}`"),
                "invalid cast",
            ),
            CastError::NonScalar => error(
                "E0605",
                span,
                format!("non-primitive cast: `{from}` as `{to}`"),
                "an `as` expression can only be used to convert between primitive types or to coerce to a specific trait object",
            ),
            CastError::SizedUnsizedCast => error(
                "E0607",
                span,
                format!("cannot cast thin pointer `{from}` to wide pointer `{to}`"),
                "",
            ),
            _ => error(
                "E0606",
                span,
                format!("casting `{from}` as `{to}` is invalid"),
                "",
            ),
        })
    }
    pub(super) fn unknown_type(&self, span: Span) -> Diagnostic {
        error(
            "E0282",
            span,
            "type annotations needed",
            "cannot infer type",
        )
    }
}
