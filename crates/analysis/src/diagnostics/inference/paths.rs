//! Names and paths in a body that lead nowhere.

use hir_def::{
    hir::{Expr, ExprId, ExprOrPatId, ExprOrPatIdPacked, Pat},
    resolver::HasResolver as _,
};
use hir_expand::InFile;
use syntax::{AstNode as _, ast};

use super::{
    super::{Diagnostic, error, lookup::Wanted},
    BodyCx,
};
use crate::thir::Span;

impl<'a> BodyCx<'_, 'a> {
    pub(super) fn unresolved_name(&self, id: ExprOrPatIdPacked) -> Option<Diagnostic> {
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
            ExprOrPatId::ExprId(expr) if self.is_callee(expr) => Wanted::Function,
            ExprOrPatId::ExprId(expr) if matches!(self.body[expr], Expr::RecordLit { .. }) => {
                Wanted::Struct
            }
            ExprOrPatId::ExprId(_) => Wanted::Value,
            ExprOrPatId::PatId(pat) => match &self.body[pat] {
                Pat::TupleStruct { .. } => Wanted::TupleStruct,
                Pat::Record { .. } => Wanted::Struct,
                _ => Wanted::Pattern,
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
    pub(super) fn unresolved_paths(&self, found: &mut Vec<Diagnostic>) {
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
    pub(super) fn unresolved_variants(&self, found: &mut Vec<Diagnostic>) {
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
    pub(super) fn is_callee(&self, expr: ExprId) -> bool {
        self.body
            .exprs()
            .any(|(_, it)| matches!(it, Expr::Call { callee, .. } if *callee == expr))
    }
    /// Where each segment of a path is written.
    pub(super) fn segment_spans(
        &self,
        id: ExprOrPatIdPacked,
        count: usize,
        whole: Span,
    ) -> Vec<Span> {
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
    pub(super) fn unresolved_assoc(&self, id: ExprOrPatIdPacked) -> Option<Diagnostic> {
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
