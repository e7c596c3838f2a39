//! Answers about one body that several of its diagnostics need.

use hir_def::{
    TraitId,
    hir::{Array, BindingProblems, Expr, ExprId, Pat, Statement},
};
use hir_expand::InFile;
use hir_ty::next_solver::{TraitRef, Ty as RaTy, TyKind as RaKind};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::{AstNode as _, SyntaxKind, ast};

use super::{Diagnostic, error, inference::BodyCx};
use crate::{
    Session,
    thir::Span,
    ty::{Ty, TyKind},
};

impl<'a> Session<'a> {
    /// The trait in a `dyn` that there cannot be.
    pub(super) fn no_object(&self, ty: RaTy<'a>) -> Option<String> {
        let mut name = None;
        let ours: Ty = self.ty(ty);
        ours.any(&mut |ty| {
            if let TyKind::Dyn(of) = ty.kind()
                && let Some(id) = of.principal
            {
                let id = self.ids.ra_trait(id);
                if hir_ty::dyn_compatibility::dyn_compatibility(self.db, id).is_some() {
                    name = Some(hir::Trait::from(id).name(self.db).as_str().to_owned());
                }
            }
            false
        });
        name
    }
}

impl<'a> BodyCx<'_, 'a> {
    /// One name bound twice in a pattern or parameter list, or not by all alternatives.
    pub(super) fn bindings(&self, found: &mut Vec<Diagnostic>) {
        for (id, binding) in self.body.bindings() {
            let Some(problem) = &binding.problems else {
                continue;
            };
            let name = binding.name.as_str();
            let places: Vec<Span> = self
                .map
                .patterns_for_binding(id)
                .iter()
                .filter_map(|pat| {
                    let node = self.map.pat_syntax(*pat).ok()?;
                    let root = node.file_id.parse_or_expand(self.session.db);
                    let range =
                        crate::spans::binding_name(&node.value.syntax_node_ptr().to_node(&root));
                    Some(self.session.range(InFile::new(node.file_id, range)))
                })
                .collect();
            match problem {
                BindingProblems::BoundMoreThanOnce => {
                    let Some(second) = places.get(1) else {
                        continue;
                    };
                    let (code, place) = match self.among_params(*second) {
                        true => ("E0415", "this parameter list"),
                        false => ("E0416", "the same pattern"),
                    };
                    let label = match code {
                        "E0415" => "used as parameter more than once",
                        _ => "used in a pattern more than once",
                    };
                    found.push(error(
                        code,
                        *second,
                        format!("identifier `{name}` is bound more than once in {place}"),
                        label,
                    ));
                }
                BindingProblems::NotBoundAcrossAll => {
                    let Some(place) = places.first() else {
                        continue;
                    };
                    let alternative = self.alternative_without(*place, name);
                    found.push(
                        error(
                            "E0408",
                            alternative.unwrap_or(*place),
                            format!("variable `{name}` is not bound in all patterns"),
                            format!("pattern doesn't bind `{name}`"),
                        )
                        .also(Some(*place), "variable not in all patterns"),
                    );
                }
                BindingProblems::BoundInconsistently => {
                    let Some(place) = places.get(1).or(places.first()) else {
                        continue;
                    };
                    found.push(error(
                        "E0409",
                        *place,
                        format!("variable `{name}` is bound inconsistently across alternatives separated by `|`"),
                        "bound in different ways",
                    ));
                }
            }
        }
    }
    fn tree_at(&self, span: Span) -> Option<syntax::SyntaxNode> {
        let tree =
            syntax::SourceFile::parse(self.session.text(span.file), span::Edition::Edition2024)
                .tree();
        tree.syntax()
            .token_at_offset(span.start.into())
            .right_biased()?
            .parent()
    }
    fn among_params(&self, span: Span) -> bool {
        self.tree_at(span).is_some_and(|node| {
            let around = node.ancestors().find(|it| {
                matches!(
                    it.kind(),
                    SyntaxKind::PARAM_LIST | SyntaxKind::LET_STMT | SyntaxKind::MATCH_ARM
                )
            });
            around.is_some_and(|it| it.kind() == SyntaxKind::PARAM_LIST)
        })
    }
    /// The first alternative of the or-pattern around a binding that does not bind the name.
    fn alternative_without(&self, span: Span, name: &str) -> Option<Span> {
        let node = self.tree_at(span)?;
        let either = node.ancestors().filter_map(ast::OrPat::cast).next()?;
        let without = either.pats().find(|pat| {
            !pat.syntax()
                .descendants()
                .filter_map(ast::IdentPat::cast)
                .any(|it| ast::HasName::name(&it).is_some_and(|it| it.text() == name))
        })?;
        let range = without.syntax().text_range();
        Some(Span {
            file: span.file,
            start: range.start().into(),
            end: range.end().into(),
        })
    }
    /// The operator that follows an operand.
    pub(super) fn operator_after(&self, lhs: ExprId) -> Option<Span> {
        let ptr = self.map.expr_syntax(lhs).ok()?;
        let root = ptr.file_id.parse_or_expand(self.session.db);
        let node = ptr.value.syntax_node_ptr().to_node(&root);
        let whole = node.ancestors().find_map(ast::BinExpr::cast)?;
        let token = whole.op_token()?;
        Some(
            self.session
                .range(InFile::new(ptr.file_id, token.text_range())),
        )
    }
    /// Is it an operator or an operand of one?
    pub(super) fn is_operand(&self, expr: ExprId) -> bool {
        self.body.exprs().any(|(id, it)| match it {
            Expr::BinaryOp { lhs, rhs, .. } => id == expr || *lhs == expr || *rhs == expr,
            Expr::UnaryOp { expr: of, .. } => id == expr || *of == expr,
            _ => false,
        })
    }
    pub(super) fn is_operator_trait(&self, of: TraitId) -> bool {
        let name = self.session.path(of);
        let Some((around, last)) = name.rsplit_once("::") else {
            return false;
        };
        match last {
            "PartialEq" | "PartialOrd" => true,
            "Neg" | "Not" => around.contains("ops"),
            _ => {
                around.contains("ops")
                    && matches!(
                        last.trim_end_matches("Assign"),
                        "Add"
                            | "Sub"
                            | "Mul"
                            | "Div"
                            | "Rem"
                            | "Shl"
                            | "Shr"
                            | "BitAnd"
                            | "BitOr"
                            | "BitXor"
                    )
            }
        }
    }
    /// `values[index]` with an index of another type.
    pub(super) fn index_of(&self, at: hir_ty::Span, of: &TraitRef<'a>) -> Option<Diagnostic> {
        let hir_ty::Span::ExprId(at) = at else {
            return None;
        };
        let index = self.body.exprs().find_map(|(id, it)| match it {
            Expr::Index { base, index } if id == at || *base == at || *index == at => Some(*index),
            _ => None,
        })?;
        let name = self.operand_name(index);
        let base = of.args.as_slice().get(1)?.ty()?;
        let (base_name, is_str) = (self.session.show(base), matches!(base.kind(), RaKind::Str));
        let label = match is_str {
            true => "string indices are ranges of `usize`",
            false => "slice indices are of type `usize` or ranges of `usize`",
        };
        Some(error(
            "E0277",
            self.expr(index)?,
            format!("the type `{base_name}` cannot be indexed by `{name}`"),
            label,
        ))
    }
    /// A closure that consumes or changes what it captured, where one is wanted that may be called again.
    pub(super) fn closure_kind(&self, of: &TraitRef<'a>, path: &str) -> Option<Diagnostic> {
        let wanted = path.rsplit("::").next()?;
        if !matches!(wanted, "Fn" | "FnMut" | "FnOnce") {
            return None;
        }
        let closure = self.body.exprs().find(|(id, it)| {
            matches!(it, Expr::Closure { .. }) && self.infer.expr_ty(*id) == of.self_ty()
        })?;
        let span = self.closure_head(closure.0)?;
        if wanted == "FnOnce" || !self.takes(closure.0, of) {
            // What it takes is of another type; its result is told by inference.
            return Some(error(
                "E0631",
                span,
                "type mismatch in closure arguments",
                "expected due to this",
            ));
        }
        // A closure that only changes its captures is `FnMut`, which is told of the change itself.
        let is = "FnOnce";
        Some(error(
            "E0525",
            span,
            format!(
                "expected a closure that implements the `{wanted}` trait, but this closure only implements `{is}`"
            ),
            format!("this closure implements `{is}`, not `{wanted}`"),
        ))
    }
    /// Are the parameters of a closure of the types that a trait hands it?
    fn takes(&self, closure: ExprId, of: &TraitRef<'a>) -> bool {
        let Expr::Closure { args, .. } = &self.body[closure] else {
            return false;
        };
        let Some(RaKind::Tuple(wanted)) = of
            .args
            .as_slice()
            .get(1)
            .and_then(|it| it.ty())
            .map(|it| it.kind())
        else {
            return false;
        };
        let session = self.session;
        args.len() == wanted.len()
            && args
                .iter()
                .zip(wanted.iter())
                .all(|(pat, wanted)| session.ty(self.infer.pat_ty(*pat)) == session.ty(wanted))
    }
    /// How many traits of the visitor give a method of this name to the type.
    pub(super) fn offers(&self, ty: RaTy<'a>, name: &str) -> usize {
        let session = self.session;
        let mut ty = session.ty(ty);
        while let TyKind::Ref(to, _) = ty.kind() {
            ty = *to;
        }
        session
            .items_of(session.krate)
            .traits
            .into_iter()
            .filter(|id| {
                let has = id
                    .trait_items(session.db)
                    .items
                    .iter()
                    .any(|(known, _)| known.as_str() == name);
                has && session.implements(ty, session.ids.trait_(*id), session.ids.owner(self.def))
            })
            .count()
    }
    /// The variable that an expression of unknown type initialises.
    pub(super) fn let_of(&self, expr: ExprId) -> Option<Span> {
        let inside = |of: ExprId| match &self.body[of] {
            Expr::Call { callee, .. } => of == expr || *callee == expr,
            Expr::Array(Array::ElementList { elements }) => of == expr || elements.contains(&expr),
            _ => of == expr,
        };
        let blocks = self.body.exprs().filter_map(|(_, it)| match it {
            Expr::Block { statements, .. } | Expr::Unsafe { statements, .. } => Some(statements),
            _ => None,
        });
        blocks.flatten().find_map(|statement| match statement {
            Statement::Let {
                pat,
                type_ref: None,
                initializer: Some(of),
                ..
            } if inside(*of) && matches!(self.body[*pat], Pat::Bind { .. }) => {
                let node = self.map.pat_syntax(*pat).ok()?;
                let root = node.file_id.parse_or_expand(self.session.db);
                let range = node.value.syntax_node_ptr().to_node(&root).text_range();
                Some(self.session.range(InFile::new(node.file_id, range)))
            }
            _ => None,
        })
    }
}

/// Several traits offer a name.
pub(super) fn several(span: Span, name: &str) -> Diagnostic {
    error(
        "E0034",
        span,
        "multiple applicable items in scope",
        format!("multiple `{name}` found"),
    )
}
