//! Each remark of the inference, and the words that rustc has for it.
//!
//! The file is long because it is one list.

use hir_def::{
    VariantId,
    hir::{Expr, ExprOrPatId, Pat},
    signatures::FunctionSignature,
};
use hir_ty::{InferenceDiagnostic as D, ReturnKind, solver_errors::SolverDiagnosticKind};

use super::{
    super::{Diagnostic, bodies::several, error, structure::count},
    BodyCx,
};

impl<'a> BodyCx<'_, 'a> {
    pub(super) fn explain(&self, it: &'a D) -> Option<Diagnostic> {
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
}
