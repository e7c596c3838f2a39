//! What type inference found wrong in a body.
//!
//! Here is the body under examination and where its parts are written; `explain` lists the remarks, and
//! `mismatch`, `bounds` and `paths` have what takes more than words.

mod bounds;
mod explain;
mod hidden;
mod mismatch;
mod paths;

use hir_def::{
    DefWithBodyId,
    expr_store::{Body, BodySourceMap},
    hir::{ExprId, ExprOrPatId, ExprOrPatIdPacked, PatId},
};
use hir_expand::InFile;
use hir_ty::{
    InferenceResult,
    next_solver::{Ty as RaTy, TyKind as RaKind},
};
use rustc_type_ir::inherent::IntoKind as _;
use syntax::{AstNode as _, SyntaxNode, ast};

use super::Diagnostic;
use crate::{Session, thir::Span};

/// A body under examination.
pub(super) struct BodyCx<'s, 'a> {
    pub(super) session: &'s Session<'a>,
    pub(super) def: DefWithBodyId,
    pub(super) body: &'a Body,
    pub(super) map: &'a BodySourceMap,
    pub(super) infer: &'a InferenceResult<'a>,
}

impl<'a> Session<'a> {
    fn body_cx(&self, def: DefWithBodyId) -> BodyCx<'_, 'a> {
        let (body, map) = Body::with_source_map(self.db, def);
        BodyCx {
            session: self,
            def,
            body,
            map,
            infer: InferenceResult::of(self.db, def),
        }
    }
    /// Is a value of a hidden type matched with a pattern for another one?
    pub(super) fn hides(&self, def: DefWithBodyId) -> bool {
        let mut found = Vec::new();
        self.body_cx(def).hidden_types(&mut found);
        !found.is_empty()
    }
    pub(super) fn of_body(&self, def: DefWithBodyId, found: &mut Vec<Diagnostic>) {
        let cx = self.body_cx(def);
        let mut here = Vec::new();
        cx.unresolved_paths(&mut here);
        for it in cx.infer.diagnostics() {
            here.extend(cx.explain(it));
        }
        cx.hidden_types(&mut here);
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
}
