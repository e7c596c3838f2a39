//! Traits that a type is asked for and does not have.

use hir_def::{
    DefWithBodyId,
    hir::{Expr, ExprId},
    signatures::{FunctionSignature, TraitSignature},
};
use hir_expand::InFile;
use hir_ty::next_solver::{TraitRef, Ty as RaTy, TyKind as RaKind};
use rustc_type_ir::inherent::{IntoKind as _, Ty as _};
use syntax::{AstNode as _, ast};

use super::{
    super::{Diagnostic, error},
    BodyCx,
};
use crate::{thir::Span, ty::TyKind};

impl<'a> BodyCx<'_, 'a> {
    pub(super) fn solver_span(&self, span: hir_ty::Span) -> Option<Span> {
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
    pub(super) fn unimplemented(
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
        if name.ends_with("::FromResidual") {
            // `Try` asks it of the value before the mark, too; that a future lacks `Try` is told already.
            let this = of.self_ty();
            let is_value = |it| {
                self.expr(it).is_some_and(|it| it.start == span.start)
                    && session.ty(self.infer.expr_ty(it)) == session.ty(this)
            };
            if matches!(this.kind(), RaKind::Alias(_) | RaKind::Coroutine(..))
                && self.body.exprs().any(|(it, _)| is_value(it))
            {
                return None;
            }
            return Some(self.question_mark(span, of));
        }
        // The error of a `?` is turned with `From`, and rustc speaks of the `?`.
        if name.ends_with("::From")
            && let Some(asked) = parents
                .iter()
                .find(|it| session.path(trait_of(it)).ends_with("::FromResidual"))
        {
            return Some(self.question_mark(span, *asked));
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
    pub(super) fn blamed_argument(
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
    pub(super) fn trait_text(&self, of: &TraitRef<'a>) -> String {
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
    pub(super) fn await_keyword(&self, expr: ExprId) -> Option<Span> {
        let node = self.syntax(expr)?;
        let of = node.value.ancestors().find_map(ast::AwaitExpr::cast)?;
        Some(
            self.session
                .range(InFile::new(node.file_id, of.await_token()?.text_range())),
        )
    }
    pub(super) fn question_mark(&self, span: Span, of: TraitRef<'a>) -> Diagnostic {
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
