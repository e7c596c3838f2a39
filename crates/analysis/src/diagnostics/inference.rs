//! What type inference found wrong in a body.
//!
//! The file is long because it is one list: each remark of the inference and the words that rustc has for it.

use either::Either;
use hir_def::{
    DefWithBodyId, VariantId,
    expr_store::{Body, BodySourceMap},
    hir::{Expr, ExprId, ExprOrPatId, ExprOrPatIdPacked, Literal, Pat, PatId},
    resolver::HasResolver as _,
    signatures::{FunctionSignature, TraitSignature},
};
use hir_expand::InFile;
use hir_ty::{
    CastError, InferenceDiagnostic as D, InferenceResult, ReturnKind,
    next_solver::{TraitRef, Ty as RaTy, TyKind as RaKind},
    solver_errors::SolverDiagnosticKind,
};
use rustc_type_ir::inherent::{IntoKind as _, Ty as _};
use syntax::{AstNode as _, SyntaxNode, ast};

use super::{Diagnostic, bodies::several, error, structure::count};
use crate::{Session, thir::Span, ty::TyKind};

/// A body under examination.
pub(super) struct BodyCx<'s, 'a> {
    pub(super) session: &'s Session<'a>,
    pub(super) def: DefWithBodyId,
    pub(super) body: &'a Body,
    pub(super) map: &'a BodySourceMap,
    pub(super) infer: &'a InferenceResult<'a>,
}

impl<'a> Session<'a> {
    pub(super) fn of_body(&self, def: DefWithBodyId, found: &mut Vec<Diagnostic>) {
        let (body, map) = Body::with_source_map(self.db, def);
        let infer = InferenceResult::of(self.db, def);
        let cx = BodyCx {
            session: self,
            def,
            body,
            map,
            infer,
        };
        let mut here = Vec::new();
        cx.unresolved_paths(&mut here);
        for it in infer.diagnostics() {
            here.extend(cx.explain(it));
        }
        cx.bindings(&mut here);
        cx.closure_arguments(&mut here);
        cx.sizes(&mut here);
        cx.literal_patterns(&mut here);
        cx.const_calls(&mut here);
        cx.operators(&mut here);
        // What is not known after another error is only its echo.
        let unknown = |it: &Diagnostic| it.code.as_deref() == Some("E0282");
        if here.iter().any(|it| !unknown(it)) {
            here.retain(|it| !unknown(it));
        }
        let unresolved: Vec<Option<Span>> = here
            .iter()
            .filter(|it| it.code.as_deref() == Some("E0599"))
            .map(|it| it.labels.first().map(|label| label.range))
            .collect();
        here.retain(|it| {
            it.code.as_deref() != Some("E0061")
                || !unresolved.contains(&it.labels.first().map(|label| label.range))
        });
        // rustc stops at the first.
        here.sort_by_key(|it| it.labels.first().map(|label| label.range.start));
        let mut first = true;
        here.retain(|it| !unknown(it) || std::mem::take(&mut first));
        found.extend(here);
    }
    /// What rustc puts after “expected” and “found”.
    fn sort(&self, ty: RaTy<'a>) -> String {
        match ty.kind() {
            RaKind::FnDef(id, _) => match id.0 {
                hir_def::CallableDefId::FunctionId(_) => "fn item".to_owned(),
                hir_def::CallableDefId::StructId(_) => "struct constructor".to_owned(),
                hir_def::CallableDefId::EnumVariantId(_) => "enum constructor".to_owned(),
            },
            RaKind::FnPtr(..) => "fn pointer".to_owned(),
            RaKind::Closure(..) => "closure".to_owned(),
            RaKind::Coroutine(..) => match self.show(ty) {
                text if text.contains("async block") => "`async` block".to_owned(),
                _ => "future".to_owned(),
            },
            RaKind::Alias(alias) => match alias.kind {
                rustc_type_ir::AliasTyKind::Opaque { .. } => {
                    match self.show(ty).contains("Future<") {
                        true => "future".to_owned(),
                        false => "opaque type".to_owned(),
                    }
                }
                _ => "associated type".to_owned(),
            },
            RaKind::Param(_) => format!("type parameter `{}`", self.show(ty)),
            RaKind::Dynamic(..) => format!("trait object `{}`", self.show(ty)),
            _ => format!("`{}`", self.show(ty)),
        }
    }
    /// What kind of thing a type is, before its name: `struct `S``.
    fn kind_and_name(&self, ty: RaTy<'a>) -> String {
        let name = self.show(ty);
        match ty.kind() {
            RaKind::Adt(def, _) => match def.def_id() {
                hir_def::AdtId::StructId(_) => format!("struct `{name}`"),
                hir_def::AdtId::EnumId(_) => format!("enum `{name}`"),
                hir_def::AdtId::UnionId(_) => format!("union `{name}`"),
            },
            RaKind::Ref(..) => format!("reference `{name}`"),
            RaKind::RawPtr(..) => format!("raw pointer `{name}`"),
            RaKind::Param(_) => format!("type parameter `{name}`"),
            RaKind::Tuple(of) if of.is_empty() => "unit type `()`".to_owned(),
            RaKind::Tuple(_) => format!("tuple `{name}`"),
            RaKind::Array(..) => format!("array `{name}`"),
            RaKind::Slice(_) => format!("slice `{name}`"),
            RaKind::Dynamic(..) => format!("trait object `{name}`"),
            RaKind::Closure(..) => format!("closure `{name}`"),
            RaKind::FnDef(..) => format!("fn item `{name}`"),
            RaKind::FnPtr(..) => format!("fn pointer `{name}`"),
            RaKind::Alias(alias) => match alias.kind {
                rustc_type_ir::AliasTyKind::Opaque { .. } => format!("opaque type `{name}`"),
                _ => format!("associated type `{name}`"),
            },
            RaKind::Coroutine(..) => match name.contains("async block") {
                true => format!("`async` block `{name}`"),
                false => format!("`async` fn body `{name}`"),
            },
            _ => format!("type `{name}`"),
        }
    }
}

impl<'a> BodyCx<'_, 'a> {
    pub(super) fn expr(&self, expr: ExprId) -> Option<Span> {
        let node = self.map.expr_syntax(expr).ok()?;
        Some(self.session.at(&node))
    }
    fn pat(&self, pat: PatId) -> Option<Span> {
        Some(self.session.at(&self.map.pat_syntax(pat).ok()?))
    }
    /// The syntax of an expression, to find a part of it.
    fn syntax(&self, expr: ExprId) -> Option<InFile<SyntaxNode>> {
        let ptr = self.map.expr_syntax(expr).ok()?;
        let root = ptr.file_id.parse_or_expand(self.session.db);
        Some(InFile::new(
            ptr.file_id,
            ptr.value.syntax_node_ptr().to_node(&root),
        ))
    }
    fn part(&self, expr: ExprId, part: impl Fn(&SyntaxNode) -> Option<SyntaxNode>) -> Option<Span> {
        let node = self.syntax(expr)?;
        match part(&node.value) {
            Some(part) => Some(self.session.of_node(node.file_id, &part)),
            None => self.expr(expr),
        }
    }
    /// The name in `receiver.name` or `receiver.name()`.
    fn member_name(&self, expr: ExprId) -> Option<Span> {
        self.part(expr, |node| {
            let name = match ast::MethodCallExpr::cast(node.clone()) {
                Some(call) => call.name_ref(),
                None => ast::FieldExpr::cast(node.clone()).and_then(|field| field.name_ref()),
            };
            name.map(|name| name.syntax().clone())
        })
    }
    /// The last segment of a path.
    fn last_segment(&self, node: ExprOrPatIdPacked) -> Option<Span> {
        let ptr = match node.unpack() {
            ExprOrPatId::ExprId(expr) => self.map.expr_syntax(expr).ok()?,
            ExprOrPatId::PatId(pat) => self.map.pat_syntax(pat).ok()?,
        };
        let root = ptr.file_id.parse_or_expand(self.session.db);
        let node = ptr.value.syntax_node_ptr().to_node(&root);
        let path = node.descendants().find_map(ast::Path::cast);
        let name = path
            .and_then(|path| path.segment())
            .and_then(|segment| segment.name_ref());
        Some(name.map_or(self.session.at(&ptr), |name| {
            self.session.of_node(ptr.file_id, name.syntax())
        }))
    }
    fn text(&self, span: Span) -> &'a str {
        self.session
            .text(span.file)
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    fn explain(&self, it: &'a D) -> Option<Diagnostic> {
        let session = self.session;
        Some(match it {
            D::TypeMismatch {
                node,
                expected,
                found,
            } => {
                return self.mismatch(node.unpack(), expected.as_ref(), found.as_ref());
            }
            D::UnresolvedMethodCall {
                expr,
                receiver,
                name,
                field_with_same_name,
                ..
            } => {
                let receiver = receiver.as_ref();
                // What is left of an unknown type behind another error.
                if receiver.is_never() {
                    return None;
                }
                let span = self.member_name(*expr)?;
                if self.offers(receiver, name.as_str()) > 1 {
                    return Some(several(span, name.as_str()));
                }
                let what = session.kind_and_name(receiver);
                let name = name.as_str();
                if let Some(kind) = self.undecided_number(*expr) {
                    return Some(error(
                        "E0689",
                        span,
                        format!("can't call method `{name}` on ambiguous numeric type `{kind}`"),
                        "",
                    ));
                }
                let label = match field_with_same_name {
                    Some(_) => "field, not a method".to_owned(),
                    None => format!("method not found in `{}`", session.show(receiver)),
                };
                let made = error(
                    "E0599",
                    span,
                    format!("no method named `{name}` found for {what} in the current scope"),
                    label,
                );
                if session.sort(receiver) == "future" {
                    return Some(made.help("consider `await`ing on the `Future` and calling the method on its `Output`"));
                }
                made
            }
            D::UnresolvedField {
                expr,
                receiver,
                name,
                method_with_same_name_exists,
            } => {
                let (ty, name) = (session.show(receiver.as_ref()), name.as_str());
                let span = self.member_name(*expr)?;
                let ours = session.ty(receiver.as_ref());
                if *method_with_same_name_exists {
                    error(
                        "E0615",
                        span,
                        format!("attempted to take value of method `{name}` on type `{ty}`"),
                        "method, not a field",
                    )
                } else if ours.is_scalar() {
                    let message =
                        format!("`{ty}` is a primitive type and therefore doesn't have fields");
                    error("E0610", span, message, "")
                } else {
                    error(
                        "E0609",
                        span,
                        format!("no field `{name}` on type `{ty}`"),
                        "unknown field",
                    )
                }
            }
            D::UnresolvedIdent { id } => return self.unresolved_name(*id),
            D::UnresolvedAssocItem { id } => return self.unresolved_assoc(*id),
            D::PrivateField { expr, field } => {
                let (_, name) = session.describe_variant(field.parent);
                let fields = field.parent.fields(session.db);
                let field = fields.fields()[field.local_id].name.as_str().to_owned();
                error(
                    "E0616",
                    self.member_name(*expr)?,
                    format!("field `{field}` of struct `{name}` is private"),
                    "private field",
                )
            }
            D::PrivateAssocItem { id, item } => {
                let span = match id.unpack() {
                    ExprOrPatId::ExprId(expr)
                        if matches!(self.body[expr], Expr::MethodCall { .. }) =>
                    {
                        self.member_name(expr)?
                    }
                    _ => self.last_segment(*id)?,
                };
                let (kind, name) = match item {
                    hir_def::AssocItemId::FunctionId(id) => {
                        let of = FunctionSignature::of(session.db, *id);
                        (
                            if of.has_self_param() {
                                "method"
                            } else {
                                "associated function"
                            },
                            of.name.as_str().to_owned(),
                        )
                    }
                    hir_def::AssocItemId::ConstId(id) => (
                        "associated constant",
                        session.const_name(session.ids.konst(*id)),
                    ),
                    hir_def::AssocItemId::TypeAliasId(_) => {
                        ("associated type", self.text(span).to_owned())
                    }
                };
                error(
                    "E0624",
                    span,
                    format!("{kind} `{name}` is private"),
                    format!("private {kind}"),
                )
            }
            D::NoSuchField {
                field,
                private,
                variant,
            } => return self.no_such_field(*field, private.is_some(), *variant),
            D::DuplicateField { field, .. } => {
                let (span, name, pattern) = self.field_name(*field)?;
                match pattern {
                    true => error(
                        "E0025",
                        span,
                        format!("field `{name}` bound multiple times in the pattern"),
                        format!("multiple uses of `{name}` in pattern"),
                    ),
                    false => error(
                        "E0062",
                        span,
                        format!("field `{name}` specified more than once"),
                        "used more than once",
                    ),
                }
            }
            D::MismatchedArgCount {
                call_expr,
                expected,
                found,
                is_fn_trait_call,
            } => {
                return self.argument_count(*call_expr, *expected, *found, *is_fn_trait_call);
            }
            D::MismatchedTupleStructPatArgCount {
                pat,
                expected,
                found,
            } => {
                let kind = match self.infer.variant_resolution_for_pat(*pat) {
                    Some(VariantId::StructId(_)) => "tuple struct",
                    _ => "tuple variant",
                };
                let at = match &self.body[*pat] {
                    Pat::TupleStruct { args, .. } => args.first().and_then(|arg| self.pat(*arg)),
                    _ => None,
                };
                let message = format!(
                    "this pattern has {}, but the corresponding {kind} has {}",
                    count(*found, "field"),
                    count(*expected, "field")
                );
                error(
                    "E0023",
                    at.or_else(|| self.pat(*pat))?,
                    message,
                    format!("expected {}, found {found}", count(*expected, "field")),
                )
            }
            D::MismatchedArrayPatLen {
                pat,
                expected,
                found,
                has_rest,
            } => {
                let (code, at_least) = if *has_rest {
                    ("E0528", "at least ")
                } else {
                    ("E0527", "")
                };
                let message = format!(
                    "pattern requires {at_least}{} but array has {expected}",
                    count(*found as usize, "element")
                );
                error(
                    code,
                    self.pat(*pat)?,
                    message,
                    format!("expected {}", count(*expected as usize, "element")),
                )
            }
            D::ArrayPatternWithoutFixedLength { pat } => error(
                "E0730",
                self.pat(*pat)?,
                "cannot pattern-match on an array without a fixed length",
                "",
            ),
            D::ExpectedArrayOrSlicePat { pat, found } => {
                let ty = session.show(found.as_ref());
                error(
                    "E0529",
                    self.pat(*pat)?,
                    format!("expected an array or slice, found `{ty}`"),
                    format!("pattern cannot match with input type `{ty}`"),
                )
            }
            D::InvalidRangePatType { pat } => error(
                "E0029",
                self.pat(*pat)?,
                "only `char` and numeric types are allowed in range patterns",
                "",
            ),
            D::ExpectedFunction { call_expr, found } => {
                let Expr::Call { callee, .. } = &self.body[*call_expr] else {
                    return None;
                };
                let ty = session.show(found.as_ref());
                error(
                    "E0618",
                    self.expr(*callee)?,
                    format!("expected function, found `{ty}`"),
                    "",
                )
                .also(self.expr(*call_expr), "call expression requires function")
            }
            D::CannotBeDereferenced { expr, found } => {
                let ty = session.show(found.as_ref());
                error(
                    "E0614",
                    self.expr(*expr)?,
                    format!("type `{ty}` cannot be dereferenced"),
                    "can't be dereferenced",
                )
            }
            D::CannotIndexInto { expr, found } => {
                let ty = session.show(found.as_ref());
                let span = self.bracket(*expr).or(self.expr(*expr))?;
                error(
                    "E0608",
                    span,
                    format!("cannot index into a value of type `{ty}`"),
                    "",
                )
            }
            D::CannotImplicitlyDerefTraitObject { pat, found } => {
                let ty = session.show(found.as_ref());
                error(
                    "E0033",
                    self.pat(*pat)?,
                    format!("type `{ty}` cannot be dereferenced"),
                    "",
                )
            }
            D::TypedHole { expr, .. } => error(
                "",
                self.expr(*expr)?,
                "in expressions, `_` can only be used on the left-hand side of an assignment",
                "`_` not allowed here",
            ),
            D::CastToUnsized { expr, cast_ty } => {
                let ty = session.show(cast_ty.as_ref());
                error(
                    "E0620",
                    self.expr(*expr)?,
                    format!("cast to unsized type: `{ty}`"),
                    "",
                )
            }
            D::InvalidCast {
                expr,
                error: why,
                expr_ty,
                cast_ty,
            } => {
                return self.invalid_cast(*expr, *why, expr_ty.as_ref(), cast_ty.as_ref());
            }
            D::InvalidLhsOfAssignment { lhs } => {
                let whole = self.body.exprs().find_map(|(id, it)| match it {
                    Expr::BinaryOp { lhs: left, op, .. } if left == lhs => Some((id, *op)),
                    Expr::Assignment { .. } => None,
                    _ => None,
                });
                let compound = matches!(
                    whole,
                    Some((_, Some(hir_def::hir::BinaryOp::Assignment { op: Some(_) })))
                );
                let operator = self.operator_after(*lhs);
                let span = operator.or(self.expr(*lhs))?;
                error(
                    if compound { "E0067" } else { "E0070" },
                    span,
                    "invalid left-hand side of assignment",
                    "cannot assign to this expression",
                )
            }
            D::TypeMustBeKnown { at_point, .. } => {
                let span = match at_point {
                    hir_ty::Span::ExprId(expr) => self.let_of(*expr),
                    _ => None,
                };
                let span = span.or_else(|| self.solver_span(*at_point))?;
                return Some(self.unknown_type(span));
            }
            D::SolverDiagnostic(it) => {
                let SolverDiagnosticKind::TraitUnimplemented {
                    trait_predicate,
                    parent_trait_predicates,
                } = &it.kind;
                let of = trait_predicate.get(session.interner).trait_ref;
                let parents = parent_trait_predicates
                    .iter()
                    .map(|it| it.get(session.interner).trait_ref)
                    .collect();
                return self.unimplemented(it.span, of, parents);
            }
            D::ExplicitDropMethodUse { kind } => {
                let span = match kind {
                    hir_ty::ExplicitDropMethodUseKind::MethodCall(expr) => {
                        self.member_name(*expr)?
                    }
                    hir_ty::ExplicitDropMethodUseKind::Path(path) => match path.unpack() {
                        ExprOrPatId::ExprId(expr) => self.expr(expr)?,
                        ExprOrPatId::PatId(pat) => self.pat(pat)?,
                    },
                };
                error(
                    "E0040",
                    span,
                    "explicit use of destructor method",
                    "explicit destructor calls not allowed",
                )
            }
            D::ReturnOutsideFunction { expr, kind } => match kind {
                ReturnKind::ReturnExpr => error(
                    "E0572",
                    self.expr(*expr)?,
                    "return statement outside of function body",
                    "",
                ),
                _ => error(
                    "E0572",
                    self.expr(*expr)?,
                    "become statement outside of function body",
                    "",
                ),
            },
            D::YieldOutsideCoroutine { expr } => error(
                "E0627",
                self.expr(*expr)?,
                "yield expression outside of coroutine literal",
                "",
            ),
            D::MutRefInImmRefPat { pat } => error(
                "E0596",
                self.pat(*pat)?,
                "cannot borrow as mutable inside an `&` pattern",
                "",
            ),
            D::MutableRefBinding { pat } => error(
                "",
                self.pat(*pat)?,
                "binding cannot be both mutable and by-reference",
                "",
            ),
            D::MethodCallIllegalSizedBound { call_expr } => {
                let span = self.member_name(*call_expr)?;
                error(
                    "",
                    span,
                    format!(
                        "the `{}` method cannot be invoked on a trait object",
                        self.text(span)
                    ),
                    "",
                )
            }
            D::FunctionalRecordUpdateOnNonStruct { base_expr } => error(
                "E0436",
                self.expr(*base_expr)?,
                "functional record update syntax requires a struct",
                "",
            ),
            D::NonExhaustiveRecordExpr { expr } => error(
                "E0639",
                self.expr(*expr)?,
                "cannot create non-exhaustive struct using struct expression",
                "",
            ),
            D::NonExhaustiveRecordPat { pat, .. } => error(
                "E0638",
                self.pat(*pat)?,
                "`..` required with struct marked as non-exhaustive",
                "",
            ),
            D::UnionExprMustHaveExactlyOneField { expr } => error(
                "E0784",
                self.expr(*expr)?,
                "union expressions should have exactly one field",
                "",
            ),
            D::UnionPatMustHaveExactlyOneField { pat } => error(
                "",
                self.pat(*pat)?,
                "union patterns should have exactly one field",
                "",
            ),
            D::UnionPatHasRest { pat } => error(
                "",
                self.pat(*pat)?,
                "`..` cannot be used in union patterns",
                "",
            ),
            D::MethodCallIncorrectGenericsLen {
                expr,
                provided_count,
                expected_count,
                ..
            } => {
                let expected = count(*expected_count as usize, "generic argument");
                let provided = count(*provided_count as usize, "generic argument");
                let were = if *provided_count == 1 { "was" } else { "were" };
                error(
                    "E0107",
                    self.member_name(*expr)?,
                    format!("method takes {expected} but {provided} {were} supplied"),
                    format!("expected {expected}"),
                )
            }
            // Told from rust-analyzer's structural diagnostics.
            D::BreakOutsideOfLoop { .. }
            | D::RecordMissingFields { .. }
            | D::TyDiagnostic { .. }
            | D::PathDiagnostic { .. }
            | D::MethodCallIncorrectGenericsOrder { .. } => return None,
        })
    }
    fn mismatch(
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
    fn is_body_block(&self, expr: ExprId) -> bool {
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
    fn implicit_unit(&self, expected: RaTy<'a>) -> Option<Diagnostic> {
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
    fn field_name(&self, field: ExprOrPatIdPacked) -> Option<(Span, String, bool)> {
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
    fn no_such_field(
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
    fn argument_count(
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
    fn invalid_cast(
        &self,
        expr: ExprId,
        why: CastError,
        from: RaTy<'a>,
        to: RaTy<'a>,
    ) -> Option<Diagnostic> {
        let span = self.expr(expr)?;
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
    fn unknown_type(&self, span: Span) -> Diagnostic {
        error(
            "E0282",
            span,
            "type annotations needed",
            "cannot infer type",
        )
    }
    fn solver_span(&self, span: hir_ty::Span) -> Option<Span> {
        match span {
            hir_ty::Span::ExprId(expr) => self.expr(expr),
            hir_ty::Span::PatId(pat) => self.pat(pat),
            hir_ty::Span::BindingId(binding) => {
                self.pat(*self.map.patterns_for_binding(binding).first()?)
            }
            hir_ty::Span::TypeRefId(ty) => Some(self.session.at(&self.map.type_syntax(ty).ok()?)),
            hir_ty::Span::Dummy => None,
        }
    }
    /// A trait that is asked for and not there. Some traits have words of their own.
    fn unimplemented(
        &self,
        at: hir_ty::Span,
        of: TraitRef<'a>,
        parents: Vec<TraitRef<'a>>,
    ) -> Option<Diagnostic> {
        let session = self.session;
        let (mut span, mut of) = (self.solver_span(at)?, of);
        if let Some(argument) = self.blamed_argument(at, &of, &parents) {
            span = argument;
        } else if let hir_ty::Span::ExprId(expr) = at
            && matches!(self.body[expr], Expr::MethodCall { .. })
        {
            span = self.member_name(expr)?;
        }
        let trait_of = |of: &TraitRef<'a>| of.def_id.0;
        let lang = session.lang;
        if of.self_ty().is_ty_error() {
            return None;
        }
        // `IntoFuture` is asked of what stands before `.await`; rustc speaks of it by itself.
        let asks = |id: Option<hir_def::TraitId>| {
            id.is_some()
                && (Some(trait_of(&of)) == id || parents.iter().any(|it| Some(trait_of(it)) == id))
        };
        if Some(trait_of(&of)) == lang.Future {
            let ty = session.show(of.self_ty());
            if asks(lang.IntoFuture)
                && let hir_ty::Span::ExprId(expr) = at
                && let Some(keyword) = self.await_keyword(expr)
            {
                span = keyword;
            }
            return Some(error(
                "E0277",
                span,
                format!("`{ty}` is not a future"),
                format!("`{ty}` is not a future"),
            ));
        }
        if let hir_ty::Span::ExprId(expr) = at
            && self.is_operand(expr)
            && self.is_operator_trait(trait_of(&of))
        {
            // Told of the operator.
            return None;
        }
        let name = session.path(trait_of(&of));
        if name.ends_with("::SliceIndex") {
            return self.index_of(at, &of);
        }
        if matches!(of.self_ty().kind(), RaKind::Closure(..))
            && let Some(made) = self.closure_kind(&of, &name)
        {
            return Some(made);
        }
        if name.ends_with("ops::FromResidual") || name.ends_with("::FromResidual") {
            return Some(self.question_mark(span, of));
        }
        if name.ends_with("::Try") {
            let ty = session.show(of.self_ty());
            let message = "the `?` operator can only be applied to values that implement `Try`";
            return Some(error(
                "E0277",
                span,
                message,
                format!("the `?` operator cannot be applied to type `{ty}`"),
            ));
        }
        let short = name.rsplit("::").next();
        let in_future = parents
            .iter()
            .any(|it| matches!(it.self_ty().kind(), RaKind::Coroutine(..)));
        if in_future && matches!(short, Some("Send" | "Sync")) {
            let (how, what) = match short {
                Some("Send") => ("sent", "Send"),
                _ => ("shared", "Sync"),
            };
            return Some(error(
                "",
                span,
                format!("future cannot be {how} between threads safely"),
                format!("future is not `{what}`"),
            ));
        }
        // rustc tells of the type that was asked about where that is one with words of its own.
        if let Some(outer) = parents.last()
            && name.rsplit("::").next() == Some("Send")
        {
            of = *outer_send(&of, outer, &parents);
        }
        let ty = session.show(of.self_ty());
        let short = name.rsplit("::").next().unwrap_or(&name).to_owned();
        let (message, label) = match short.as_str() {
            "Display" => (
                format!("`{ty}` doesn't implement `std::fmt::Display`"),
                format!("`{ty}` cannot be formatted with the default formatter"),
            ),
            "Debug" => (
                format!("`{ty}` doesn't implement `Debug`"),
                format!("`{ty}` cannot be formatted using `{{:?}}`"),
            ),
            "Send" => {
                let text = format!("`{ty}` cannot be sent between threads safely");
                (text.clone(), text)
            }
            "Sync" => {
                let text = format!("`{ty}` cannot be shared between threads safely");
                (text.clone(), text)
            }
            "Sized" => {
                let message = format!(
                    "the size for values of type `{ty}` cannot be known at compilation time"
                );
                (
                    message,
                    "doesn't have a size known at compile-time".to_owned(),
                )
            }
            "Iterator" => (
                format!("`{ty}` is not an iterator"),
                format!("`{ty}` is not an iterator"),
            ),
            "FromIterator" => {
                let of = of.args.as_slice().get(1).and_then(|arg| arg.ty());
                let item = of.map_or_else(String::new, |ty| session.show(ty));
                (
                    format!(
                        "a value of type `{ty}` cannot be built from an iterator over elements of type `{item}`"
                    ),
                    format!(
                        "value of type `{ty}` cannot be built from `std::iter::Iterator<Item={item}>`"
                    ),
                )
            }
            "Unpin" => (
                format!("`{ty}` cannot be unpinned"),
                "within this, the trait `Unpin` is not implemented".to_owned(),
            ),
            _ => {
                let whole = self.trait_text(&of);
                (
                    format!("the trait bound `{ty}: {whole}` is not satisfied"),
                    format!("the trait `{whole}` is not implemented for `{ty}`"),
                )
            }
        };
        let mut made = error("E0277", span, message, label);
        for parent in parents.iter().rev().take(1) {
            made = made.note(format!(
                "required for `{}` to implement `{}`",
                session.show(parent.self_ty()),
                self.trait_text(parent)
            ));
        }
        Some(made)
    }
    /// The argument whose type is asked for a trait it does not have; rustc points there.
    fn blamed_argument(
        &self,
        at: hir_ty::Span,
        of: &TraitRef<'a>,
        parents: &[TraitRef<'a>],
    ) -> Option<Span> {
        let hir_ty::Span::ExprId(at) = at else {
            return None;
        };
        let args = self.body.exprs().find_map(|(expr, it)| match it {
            Expr::Call { callee, args } if *callee == at || expr == at => Some(args),
            Expr::MethodCall { args, .. } if expr == at => Some(args),
            _ => None,
        })?;
        let asked: Vec<_> = std::iter::once(of)
            .chain(parents)
            .map(|it| self.session.ty(it.self_ty()))
            .collect();
        let arg = args
            .iter()
            .find(|arg| asked.contains(&self.session.ty(self.infer.expr_ty(**arg))))?;
        self.expr(*arg)
    }
    fn trait_text(&self, of: &TraitRef<'a>) -> String {
        let name = TraitSignature::of(self.session.db, of.def_id.0)
            .name
            .as_str()
            .to_owned();
        let args: Vec<String> = of.args.as_slice()[1..]
            .iter()
            .filter_map(|arg| arg.ty())
            .map(|ty| self.session.show(ty))
            .collect();
        if args.is_empty() {
            name
        } else {
            format!("{name}<{}>", args.join(", "))
        }
    }
    fn await_keyword(&self, expr: ExprId) -> Option<Span> {
        let node = self.syntax(expr)?;
        let of = node.value.ancestors().find_map(ast::AwaitExpr::cast)?;
        Some(
            self.session
                .range(InFile::new(node.file_id, of.await_token()?.text_range())),
        )
    }
    fn question_mark(&self, span: Span, of: TraitRef<'a>) -> Diagnostic {
        // The whole `value?` is known; rustc points at the mark.
        let behind = self.text(Span {
            start: span.end,
            end: span.end + 1,
            ..span
        });
        let mark = match behind == "?" && !self.text(span).ends_with('?') {
            true => Span {
                start: span.end,
                end: span.end + 1,
                ..span
            },
            false => Span {
                start: span.end.saturating_sub(1),
                ..span
            },
        };
        let is_try = |ty: RaTy<'a>| match self.session.ty(ty).kind() {
            TyKind::Adt(id, _) => matches!(
                self.session.adt(*id).name.as_str(),
                "Result" | "Option" | "Poll" | "ControlFlow"
            ),
            _ => false,
        };
        let residual = of.args.as_slice().get(1).and_then(|arg| arg.ty());
        let name = |ty: RaTy<'a>| self.session.show(ty);
        let this = of.self_ty();
        let around = match self.def {
            DefWithBodyId::FunctionId(id)
                if FunctionSignature::of(self.session.db, id).is_async() =>
            {
                "an async function"
            }
            _ => "a function",
        };
        if !is_try(this) {
            return error(
                "E0277",
                mark,
                format!("the `?` operator can only be used in {around} that returns `Result` or `Option` (or another type that implements `FromResidual`)"),
                format!("cannot use the `?` operator in {around} that returns `{}`", name(this)),
            )
            .also(self.session.name_span(self.def), "this function should return `Result` or `Option` to accept `?`");
        }
        let error_of = |ty: RaTy<'a>| match self.session.ty(ty).kind() {
            TyKind::Adt(id, args) if self.session.adt(*id).name == "Result" => {
                match args.as_slice() {
                    [_, crate::ty::Arg::Ty(error), ..] => Some(self.session.display(*error)),
                    _ => None,
                }
            }
            _ => None,
        };
        match (error_of(this), residual.and_then(error_of)) {
            (Some(to), Some(from)) => error(
                "E0277",
                mark,
                format!("`?` couldn't convert the error to `{to}`"),
                format!("the trait `From<{from}>` is not implemented for `{to}`"),
            ),
            _ => error(
                "E0277",
                mark,
                format!(
                    "the `?` operator on a `{}` cannot be used in a function that returns `{}`",
                    residual.map_or_else(String::new, name),
                    name(this)
                ),
                format!(
                    "use `.ok_or(...)?` to provide an error compatible with `{}`",
                    name(this)
                ),
            ),
        }
    }
    fn unresolved_name(&self, id: ExprOrPatIdPacked) -> Option<Diagnostic> {
        let (span, path) = match id.unpack() {
            ExprOrPatId::ExprId(expr) => {
                let path = match &self.body[expr] {
                    Expr::Path(path) => Some(path),
                    Expr::RecordLit { path, .. } => Some(path),
                    _ => None,
                };
                let span = match self.expr(expr) {
                    Some(span) => span,
                    // A name inside of a format string.
                    None => {
                        let capture = self.map.format_args_implicit_capture(expr)?;
                        let (node, range) = capture.value;
                        let in_text = range + node.syntax_node_ptr().text_range().start();
                        self.session.range(InFile::new(capture.file_id, in_text))
                    }
                };
                (span, path)
            }
            ExprOrPatId::PatId(pat) => {
                let path = match &self.body[pat] {
                    Pat::Path(path) | Pat::TupleStruct { path, .. } | Pat::Record { path, .. } => {
                        Some(path)
                    }
                    _ => None,
                };
                (self.pat(pat)?, path)
            }
        };
        let kind = match id.unpack() {
            ExprOrPatId::ExprId(expr) if self.is_callee(expr) => super::lookup::Wanted::Function,
            ExprOrPatId::ExprId(expr) if matches!(self.body[expr], Expr::RecordLit { .. }) => {
                super::lookup::Wanted::Struct
            }
            ExprOrPatId::ExprId(_) => super::lookup::Wanted::Value,
            ExprOrPatId::PatId(pat) => match &self.body[pat] {
                Pat::TupleStruct { .. } => super::lookup::Wanted::TupleStruct,
                Pat::Record { .. } => super::lookup::Wanted::Struct,
                _ => super::lookup::Wanted::Pattern,
            },
        };
        let segments: Vec<String> = match path {
            Some(path) => path
                .segments()
                .iter()
                .map(|segment| segment.name.as_str().to_owned())
                .collect(),
            None => vec![self.text(span).to_owned()],
        };
        let mut spans = self.segment_spans(id, segments.len(), span);
        if segments.is_empty() {
            spans = vec![span];
        }
        Some(
            self.session
                .unresolved_path(self.def, &segments, &spans, kind),
        )
    }
    /// Paths of more than one name, of which inference says only that it knows no type.
    fn unresolved_paths(&self, found: &mut Vec<Diagnostic>) {
        let db = self.session.db;
        let mut resolver = self.def.resolver(db);
        for (expr, it) in self.body.exprs() {
            let Expr::Path(path) = it else { continue };
            let segments = path.segments().len();
            let known = self.infer.assoc_resolutions_for_expr(expr).is_some()
                || self.infer.variant_resolution_for_expr(expr).is_some();
            if segments < 2
                || known
                || path.type_anchor().is_some()
                || self.map.expr_syntax(expr).is_err()
            {
                continue;
            }
            let guard = resolver.update_to_inner_scope(
                db,
                hir_def::ExpressionStoreOwnerId::from(self.def),
                expr,
            );
            let resolved =
                resolver.resolve_path_in_value_ns(db, path, self.body.expr_path_hygiene(expr));
            resolver.reset_to_guard(guard);
            if resolved.is_none() {
                found.extend(self.unresolved_name(expr.into()));
            }
        }
        self.unresolved_variants(found);
    }
    /// `Option::Sum(x)` in a pattern, of which inference says nothing.
    fn unresolved_variants(&self, found: &mut Vec<Diagnostic>) {
        for (pat, it) in self.body.pats() {
            let (Pat::TupleStruct { path, .. } | Pat::Record { path, .. }) = it else {
                continue;
            };
            let segments: Vec<String> = path
                .segments()
                .iter()
                .map(|segment| segment.name.as_str().to_owned())
                .collect();
            let known = self.infer.variant_resolution_for_pat(pat).is_some()
                || self.infer.assoc_resolutions_for_pat(pat).is_some();
            if known || segments.len() < 2 || path.type_anchor().is_some() {
                continue;
            }
            let (_, _, is_enum) = self.session.type_of_prefix(self.def, &segments);
            if is_enum {
                found.extend(self.unresolved_assoc(pat.into()));
            }
        }
    }
    fn is_callee(&self, expr: ExprId) -> bool {
        self.body
            .exprs()
            .any(|(_, it)| matches!(it, Expr::Call { callee, .. } if *callee == expr))
    }
    /// Where each segment of a path is written.
    fn segment_spans(&self, id: ExprOrPatIdPacked, count: usize, whole: Span) -> Vec<Span> {
        let ptr = match id.unpack() {
            ExprOrPatId::ExprId(expr) => self.map.expr_syntax(expr).ok(),
            ExprOrPatId::PatId(pat) => self.map.pat_syntax(pat).ok(),
        };
        let spans = ptr.and_then(|ptr| {
            let root = ptr.file_id.parse_or_expand(self.session.db);
            let node = ptr.value.syntax_node_ptr().to_node(&root);
            let path = ast::Path::cast(node.clone())
                .or_else(|| node.descendants().find_map(ast::Path::cast))?;
            let spans: Vec<Span> = path
                .segments()
                .map(|segment| {
                    let node = segment
                        .name_ref()
                        .map_or(segment.syntax().clone(), |name| name.syntax().clone());
                    self.session.of_node(ptr.file_id, &node)
                })
                .collect();
            (spans.len() >= count).then(|| spans[spans.len() - count..].to_vec())
        });
        spans.unwrap_or_else(|| vec![whole; count.max(1)])
    }
    fn unresolved_assoc(&self, id: ExprOrPatIdPacked) -> Option<Diagnostic> {
        let session = self.session;
        let span = self.last_segment(id)?;
        let name = self.text(span).to_owned();
        let path = match id.unpack() {
            ExprOrPatId::ExprId(expr) => match &self.body[expr] {
                Expr::Path(path) | Expr::RecordLit { path, .. } => path,
                _ => return None,
            },
            ExprOrPatId::PatId(pat) => match &self.body[pat] {
                Pat::Path(path) | Pat::TupleStruct { path, .. } | Pat::Record { path, .. } => path,
                _ => return None,
            },
        };
        let segments: Vec<String> = path
            .segments()
            .iter()
            .map(|segment| segment.name.as_str().to_owned())
            .collect();
        let (kind, of, is_enum) = session.type_of_prefix(self.def, &segments);
        let literal = matches!(id.unpack(), ExprOrPatId::ExprId(expr) if matches!(self.body[expr], Expr::RecordLit { .. }));
        if is_enum && literal {
            return Some(error(
                "E0599",
                span,
                format!("no variant named `{name}` found for {kind} `{of}`"),
                format!("variant not found in `{of}`"),
            ));
        }
        let what = if is_enum {
            "variant or associated item"
        } else {
            "associated function or constant"
        };
        let what = match (is_enum, id.unpack()) {
            (false, ExprOrPatId::ExprId(expr)) if self.is_callee(expr) => {
                "associated function or constant"
            }
            _ => what,
        };
        let label = if is_enum {
            format!("variant or associated item not found in `{of}`")
        } else {
            format!("{what} not found in `{of}`")
        };
        Some(error(
            "E0599",
            span,
            format!("no {what} named `{name}` found for {kind} `{of}` in the current scope"),
            label,
        ))
    }
}

/// The outermost type of the chain that is asked to be `Send`: a struct or reference is told by its
/// inner type, a library type with an impl of its own by itself.
fn outer_send<'r, 'a>(
    leaf: &'r TraitRef<'a>,
    _outer: &'r TraitRef<'a>,
    parents: &'r [TraitRef<'a>],
) -> &'r TraitRef<'a> {
    // A raw pointer inside of a library type is that type's own matter.
    match leaf.self_ty().kind() {
        RaKind::RawPtr(..) => parents
            .iter()
            .find(|it| it.def_id == leaf.def_id && matches!(it.self_ty().kind(), RaKind::Adt(..)))
            .unwrap_or(leaf),
        _ => leaf,
    }
}
