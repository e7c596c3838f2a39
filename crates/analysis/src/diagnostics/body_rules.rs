//! Rules about bodies that inference does not ask for: closures with another number of parameters
//! (E0593), values without a size (E0277), calls in constants that only run (E0015).

use hir_def::{
    CallableDefId, DefWithBodyId, FunctionId, GenericDefId, ItemContainerId, Lookup as _,
    hir::{Expr, ExprId, Literal, Pat, Statement},
    signatures::FunctionSignature,
};
use hir_expand::InFile;
use hir_ty::{
    GenericPredicates,
    next_solver::{ClauseKind, EarlyBinder, GenericArgs, Ty as RaTy, TyKind as RaKind},
};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::{AstNode as _, SyntaxKind, ast};

use super::{Diagnostic, error, inference::BodyCx, structure::count};
use crate::thir::Span;

impl<'a> BodyCx<'_, 'a> {
    /// What is called, with its arguments.
    fn called(&self, expr: ExprId) -> Option<(FunctionId, GenericArgs<'a>)> {
        match &self.body[expr] {
            Expr::Call { callee, .. } => match self.infer.expr_ty(*callee).kind() {
                RaKind::FnDef(id, args) => match id.0 {
                    CallableDefId::FunctionId(id) => Some((id, args)),
                    _ => None,
                },
                _ => None,
            },
            Expr::MethodCall { .. } => self.infer.method_resolution(expr),
            _ => None,
        }
    }
    pub(super) fn closure_arguments(&self, found: &mut Vec<Diagnostic>) {
        let calls = self.body.exprs().filter_map(|(expr, it)| match it {
            Expr::Call { args, .. } | Expr::MethodCall { args, .. } => Some((expr, args)),
            _ => None,
        });
        for (call, args) in calls {
            let Some((function, generics)) = self.called(call) else {
                continue;
            };
            for arg in args.iter() {
                let Expr::Closure { args: params, .. } = &self.body[*arg] else {
                    continue;
                };
                let ty = self.infer.expr_ty(*arg);
                let Some(wanted) = self.arity(function.into(), generics, ty) else {
                    continue;
                };
                let has = params.len();
                if wanted == has {
                    continue;
                }
                let Some(span) = self.closure_head(*arg) else {
                    continue;
                };
                let (expected, takes) = (count(wanted, "argument"), count(has, "argument"));
                found.push(error(
                    "E0593",
                    span,
                    format!("closure is expected to take {expected}, but it takes {takes}"),
                    format!("takes {takes}"),
                ));
            }
        }
    }
    /// How many arguments the bounds of a function want a closure among its arguments to take.
    fn arity(&self, def: GenericDefId, args: GenericArgs<'a>, closure: RaTy<'a>) -> Option<usize> {
        let session = self.session;
        GenericPredicates::query_all(session.db, def)
            .iter_identity()
            .find_map(|clause| {
                let ClauseKind::Trait(of) = clause.skip_norm_wip().kind().skip_binder() else {
                    return None;
                };
                let lang = session.lang;
                let is = Some(of.trait_ref.def_id.0);
                if is != lang.Fn && is != lang.FnMut && is != lang.FnOnce {
                    return None;
                }
                let generic = of.trait_ref.self_ty();
                let this = EarlyBinder::bind(generic)
                    .instantiate(session.interner, args)
                    .skip_norm_wip();
                if this != closure {
                    return None;
                }
                match of.trait_ref.args.as_slice().get(1)?.ty()?.kind() {
                    RaKind::Tuple(of) => Some(of.len()),
                    _ => None,
                }
            })
    }
    /// From a closure's start to its parameters' end.
    pub(super) fn closure_head(&self, closure: ExprId) -> Option<Span> {
        let ptr = self.map.expr_syntax(closure).ok()?;
        let root = ptr.file_id.parse_or_expand(self.session.db);
        let node = ptr.value.syntax_node_ptr().to_node(&root);
        let head = ast::ClosureExpr::cast(node.clone())?.param_list()?;
        let range =
            span::TextRange::new(node.text_range().start(), head.syntax().text_range().end());
        Some(self.session.range(InFile::new(ptr.file_id, range)))
    }
    /// Parameters, variables and results need a size.
    pub(super) fn sizes(&self, found: &mut Vec<Diagnostic>) {
        let session = self.session;
        let mut unsized_at = |ty: RaTy<'a>, span: Option<Span>| {
            let sized = !matches!(
                ty.kind(),
                RaKind::Str | RaKind::Slice(_) | RaKind::Dynamic(..)
            );
            if let (false, Some(span)) = (sized, span) {
                let name = session.show(ty);
                found.push(error(
                    "E0277",
                    span,
                    format!(
                        "the size for values of type `{name}` cannot be known at compilation time"
                    ),
                    "doesn't have a size known at compile-time",
                ));
            }
        };
        let params: Vec<_> = self.body.params.iter().map(|it| it.user_written).collect();
        let source = match self.def {
            DefWithBodyId::FunctionId(id) => {
                hir::HasSource::source(hir::Function::from(id), session.db)
            }
            _ => None,
        };
        let written = source
            .as_ref()
            .and_then(|it| it.value.param_list())
            .map(|list| list.params().collect::<Vec<_>>())
            .unwrap_or_default();
        let skipped = params.len().saturating_sub(written.len());
        for (index, pat) in params.iter().enumerate() {
            let ty = index
                .checked_sub(skipped)
                .and_then(|index| written.get(index)?.ty());
            let span = match (&source, ty) {
                // A trait's name without `dyn` is told as such.
                (Some(_), Some(ast::Type::PathType(_)))
                    if matches!(self.infer.pat_ty(*pat).kind(), RaKind::Dynamic(..)) =>
                {
                    None
                }
                (Some(source), Some(ty)) => Some(session.of_node(source.file_id, ty.syntax())),
                _ => None,
            };
            unsized_at(self.infer.pat_ty(*pat), span);
        }
        let statements = self.body.exprs().filter_map(|(_, it)| match it {
            Expr::Block { statements, .. } | Expr::Unsafe { statements, .. } => Some(statements),
            _ => None,
        });
        for statement in statements.flatten() {
            if let Statement::Let { pat, .. } = statement
                && matches!(self.body[*pat], Pat::Bind { .. })
            {
                let span = self.map.pat_syntax(*pat).ok().map(|node| session.at(&node));
                unsized_at(self.infer.pat_ty(*pat), span);
            }
        }
    }
    /// A literal where a value of another kind is matched: a future above all.
    pub(super) fn literal_patterns(&self, found: &mut Vec<Diagnostic>) {
        let arms = self.body.exprs().filter_map(|(_, it)| match it {
            Expr::Match { expr, arms } => Some(arms.iter().map(|arm| (*expr, arm.pat))),
            _ => None,
        });
        for (matched, id) in arms.flatten() {
            let Pat::Lit(literal) = &self.body[id] else {
                continue;
            };
            let ty = self.infer.expr_ty(matched);
            let future = matches!(ty.kind(), RaKind::Alias(_) | RaKind::Coroutine(..));
            let name = match &self.body[*literal] {
                Expr::Literal(Literal::Int(..) | Literal::Uint(..)) => "integer",
                Expr::Literal(Literal::String(_)) => "`&str`",
                Expr::Literal(Literal::Bool(_)) => "`bool`",
                _ => continue,
            };
            let span = self.map.pat_syntax(id).ok().map(|it| self.session.at(&it));
            if future && let Some(span) = span {
                found.push(
                    error(
                        "E0308",
                        span,
                        "mismatched types",
                        format!("expected future, found {name}"),
                    )
                    .help("consider `await`ing on the `Future`"),
                );
            }
        }
    }
    /// In a constant only what is `const` may be called.
    pub(super) fn const_calls(&self, found: &mut Vec<Diagnostic>) {
        let place = match self.def {
            DefWithBodyId::ConstId(_) => "constants",
            DefWithBodyId::StaticId(_) => "statics",
            DefWithBodyId::FunctionId(id)
                if FunctionSignature::of(self.session.db, id).is_const() =>
            {
                "constant functions"
            }
            _ => return,
        };
        self.const_calls_in(self.body.root_expr(), place, found);
    }
    fn const_calls_in(&self, expr: ExprId, place: &str, found: &mut Vec<Diagnostic>) {
        if matches!(self.body[expr], Expr::Closure { .. }) {
            return;
        }
        if let Some((function, _)) = self.called(expr)
            && let Some(made) = self.not_const(expr, function, place)
        {
            found.push(made);
        }
        self.body
            .walk_child_exprs(expr, |child| self.const_calls_in(child, place, found));
    }
    fn not_const(&self, expr: ExprId, function: FunctionId, place: &str) -> Option<Diagnostic> {
        let db = self.session.db;
        let signature = FunctionSignature::of(db, function);
        let container = function.lookup(db).container;
        let own = self.session.is_own_def(function.into());
        let of_trait = matches!(container, ItemContainerId::TraitId(_));
        // Of the library's own functions this library does not know which are const, but for those that
        // make a value of their type: `Box::new`, `Vec::with_capacity`, and what `vec!` calls.
        let makes = matches!(
            signature.name.as_str(),
            "new" | "with_capacity" | "now" | "from_elem" | "from_array"
        );
        if signature.is_const() || !(own || of_trait || makes) {
            return None;
        }
        let kind = match (&self.body[expr], container) {
            (Expr::MethodCall { .. }, _) => "method",
            (_, ItemContainerId::ImplId(_) | ItemContainerId::TraitId(_)) => "associated function",
            _ => "function",
        };
        let name = self.session.path(function);
        let name = name.strip_prefix("main::").unwrap_or(&name).to_owned();
        let span = self.expr(expr)?;
        Some(
            error(
                "E0015",
                span,
                format!("cannot call non-const {kind} `{name}` in {place}"),
                "",
            )
            .note(format!(
                "calls in {place} are limited to constant functions, tuple structs and tuple variants"
            )),
        )
    }
    /// `[` of an indexing.
    pub(super) fn bracket(&self, expr: ExprId) -> Option<Span> {
        let ptr = self.map.expr_syntax(expr).ok()?;
        let root = ptr.file_id.parse_or_expand(self.session.db);
        let node = ptr.value.syntax_node_ptr().to_node(&root);
        let start = node
            .children_with_tokens()
            .find(|it| it.kind() == SyntaxKind::L_BRACK)?
            .text_range()
            .start();
        let range = span::TextRange::new(start, node.text_range().end());
        Some(self.session.range(InFile::new(ptr.file_id, range)))
    }
    /// `{float}` where a method is called on a number whose type nothing says.
    pub(super) fn undecided_number(&self, call: ExprId) -> Option<&'static str> {
        let Expr::MethodCall { receiver, .. } = &self.body[call] else {
            return None;
        };
        let literal = match &self.body[*receiver] {
            Expr::Path(path) if path.segments().len() == 1 => {
                let name = path.segments().iter().next()?.name.as_str().to_owned();
                self.untyped_literal_of(&name)?
            }
            _ => *receiver,
        };
        match &self.body[literal] {
            Expr::Literal(Literal::Int(_, None) | Literal::Uint(_, None)) => Some("{integer}"),
            Expr::Literal(Literal::Float(_, None)) => Some("{float}"),
            _ => None,
        }
    }
    /// The literal in `let name = 2.0;`.
    fn untyped_literal_of(&self, name: &str) -> Option<ExprId> {
        let statements = self.body.exprs().filter_map(|(_, it)| match it {
            Expr::Block { statements, .. } => Some(statements),
            _ => None,
        });
        statements.flatten().find_map(|statement| match statement {
            Statement::Let {
                pat,
                type_ref: None,
                initializer: Some(value),
                ..
            } => match &self.body[*pat] {
                Pat::Bind { id, .. } if self.body[*id].name.as_str() == name => Some(*value),
                _ => None,
            },
            _ => None,
        })
    }
}
