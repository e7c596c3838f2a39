//! Typed HIR to [`thir`](crate::thir): every implicit step becomes an expression.
//!
//! Builtin or overloaded is decided on the types as written, with parameters, never on instantiated ones.

mod adjust;
mod block;
mod closure;
mod expr;
mod operator;
mod panic_place;
mod pat;
mod path;

use std::{collections::HashMap, rc::Rc};

use hir_def::{
    DefWithBodyId, ExpressionStoreOwnerId,
    expr_store::{Body as HirBody, BodySourceMap, ExpressionStore},
    hir::{BindingAnnotation, BindingId, ExprId as HirExpr, LabelId as HirLabel, PatId as HirPat},
    resolver::{HasResolver as _, Resolver},
};
use hir_expand::InFile;
use hir_ty::{
    InferenceDiagnostic, InferenceResult, PathLoweringDiagnostic, TyLoweringDiagnostic,
    next_solver::Ty as RaTy,
};

use crate::{
    Session, spans,
    thir::{
        Body, Expr, ExprId, ExprKind, LabelId, Local, LocalId, Owner, Param, Pat, PatId, PatKind,
        Span,
    },
    ty::{List, Mutability, Ty},
};

/// Why a body cannot be lowered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) span: Option<Span>,
    /// The body is wrong, which a diagnostic has to tell.
    pub(crate) erroneous: bool,
}

type Result<T> = std::result::Result<T, Failure>;

pub(crate) struct Lowerer<'s, 'a> {
    session: &'s Session<'a>,
    def: DefWithBodyId,
    owner: ExpressionStoreOwnerId,
    store: &'a ExpressionStore,
    infer: &'a InferenceResult<'a>,
    resolver: Resolver<'a>,
    /// Of the visitor's own bodies.
    source_map: Option<&'a BodySourceMap>,
    exprs: Vec<Expr>,
    pats: Vec<Pat>,
    locals: HashMap<BindingId, LocalId>,
    local_list: Vec<Local>,
    labels: HashMap<HirLabel, LabelId>,
    label_count: u32,
    /// Innermost last: what `break` and `continue` without a label mean.
    loops: Vec<LabelId>,
    /// The innermost expression: the names in its patterns are looked up where it stands.
    innermost: Option<HirExpr>,
    panic_places: HashMap<Span, Span>,
    /// Where the surrounding expression was written; what desugaring made inherits it.
    span: Option<Span>,
}

/// Lowers the body of a function, const or static.
pub(crate) fn lower(session: &Session<'_>, owner: Owner, own: bool) -> Result<Body> {
    let db = session.db;
    let def = session.ids.ra_owner(owner);
    let (body, source_map) = if own {
        let (body, map) = HirBody::with_source_map(db, def);
        (&**body, Some(map))
    } else {
        (HirBody::of(db, def), None)
    };
    let infer = InferenceResult::of(db, def);
    let mut lowerer = Lowerer {
        session,
        def,
        owner: def.into(),
        store: &body.store,
        infer,
        resolver: def.resolver(db),
        source_map,
        exprs: Vec::new(),
        pats: Vec::new(),
        locals: HashMap::new(),
        local_list: Vec::new(),
        labels: HashMap::new(),
        label_count: 0,
        loops: Vec::new(),
        innermost: None,
        panic_places: HashMap::new(),
        span: None,
    };
    if infer.has_type_mismatches()
        || infer.is_erroneous()
        || !infer.diagnostics().iter().all(is_style)
    {
        return Err(lowerer.erroneous());
    }
    lowerer.span = own.then(|| session.name_span(def)).flatten();
    let mut params = Vec::new();
    if let Some(this) = &body.self_param {
        let local = lowerer.local(this.formal);
        let ty = lowerer.binding_ty(this.formal);
        let kind = PatKind::Bind {
            local,
            by_ref: None,
            sub: None,
        };
        let pat = lowerer.push_pat(ty, kind);
        params.push(Param { pat, ty });
    }
    for param in &body.params {
        params.push(lowerer.param(param.formal)?);
    }
    let ret = lowerer.ty(infer
        .type_of_expr_with_adjust(body.root_expr())
        .unwrap_or(infer.expr_ty(body.root_expr())));
    let root = lowerer.expr(body.root_expr())?;
    let ret = session.return_ty(owner).unwrap_or(ret);
    let body = Body {
        owner,
        exprs: lowerer.exprs,
        pats: lowerer.pats,
        locals: lowerer.local_list,
        params,
        ret,
        root,
        own,
        panic_places: Rc::new(lowerer.panic_places),
    };
    match body.exprs.iter().find(|expr| {
        expr.ty
            .any(&mut |ty| matches!(ty.kind(), crate::ty::TyKind::Error))
    }) {
        Some(wrong) => Err(Failure {
            message: "a type that is not known".to_owned(),
            span: wrong.span,
            erroneous: true,
        }),
        None => Ok(body),
    }
}
/// What inference remarks on without an error: lifetimes left out of a path, as in `fmt::Formatter`.
fn is_style(remark: &InferenceDiagnostic) -> bool {
    let (InferenceDiagnostic::PathDiagnostic { diag, .. }
    | InferenceDiagnostic::TyDiagnostic {
        diag: TyLoweringDiagnostic::PathDiagnostic { diag, .. },
        ..
    }) = remark
    else {
        return false;
    };
    matches!(
        diag,
        PathLoweringDiagnostic::ElidedLifetimesInPath {
            hard_error: false,
            ..
        }
    )
}

impl<'a> Lowerer<'_, 'a> {
    fn param(&mut self, pat: HirPat) -> Result<Param> {
        let lowered = self.pat(pat)?;
        Ok(Param {
            pat: lowered,
            ty: self.pats[lowered.0 as usize].ty,
        })
    }
    fn ty(&self, ty: RaTy<'a>) -> Ty {
        self.session.ty(ty)
    }
    fn expr_ty(&self, expr: HirExpr) -> Ty {
        self.ty(self.infer.expr_ty(expr))
    }
    fn binding_ty(&self, binding: BindingId) -> Ty {
        self.ty(self.infer.binding_ty(binding))
    }
    fn push(&mut self, ty: Ty, kind: ExprKind) -> ExprId {
        self.exprs.push(Expr {
            ty,
            span: self.span,
            kind,
        });
        ExprId(self.exprs.len() as u32 - 1)
    }
    fn push_pat(&mut self, ty: Ty, kind: PatKind) -> PatId {
        self.pats.push(Pat {
            ty,
            span: self.span,
            kind,
        });
        PatId(self.pats.len() as u32 - 1)
    }
    fn made(&self, expr: ExprId) -> &Expr {
        &self.exprs[expr.0 as usize]
    }
    fn made_ty(&self, expr: ExprId) -> Ty {
        self.made(expr).ty
    }
    fn borrow(&mut self, mutability: Mutability, place: ExprId) -> ExprId {
        let ty = Ty::reference(self.made_ty(place), mutability);
        let two_phase = false;
        self.push(
            ty,
            ExprKind::Borrow {
                mutability,
                place,
                two_phase,
            },
        )
    }
    /// A tuple of values.
    fn tuple(&mut self, of: Vec<ExprId>) -> ExprId {
        let ty = Ty::new(crate::ty::TyKind::Tuple(List::new(
            of.iter().map(|expr| self.made_ty(*expr)).collect(),
        )));
        self.push(ty, ExprKind::Tuple(of))
    }
    fn local(&mut self, binding: BindingId) -> LocalId {
        if let Some(known) = self.locals.get(&binding) {
            return *known;
        }
        let of = &self.store[binding];
        let span = self.source_map.and_then(|map| {
            let pat = *map.patterns_for_binding(binding).first()?;
            let node = map.pat_syntax(pat).ok()?;
            let root = node.file_id.parse_or_expand(self.session.db);
            let range = spans::binding_name(&node.value.syntax_node_ptr().to_node(&root));
            spans::own_span(self.session.db, InFile::new(node.file_id, range))
        });
        self.local_list.push(Local {
            // What desugaring declared has a name that no one could write.
            name: if of.name.is_generated() {
                String::new()
            } else {
                of.name.as_str().to_owned()
            },
            ty: self.binding_ty(binding),
            mutable: of.mode == BindingAnnotation::Mutable,
            span,
        });
        let id = LocalId(self.local_list.len() as u32 - 1);
        self.locals.insert(binding, id);
        id
    }
    fn label(&mut self, label: Option<HirLabel>) -> LabelId {
        let fresh = LabelId(self.label_count);
        let id = match label {
            Some(label) => *self.labels.entry(label).or_insert(fresh),
            None => fresh,
        };
        if id == fresh {
            self.label_count += 1;
        }
        id
    }
    fn expr_span(&self, expr: HirExpr) -> Option<Span> {
        let node = self.source_map?.expr_syntax(expr).ok()?;
        spans::own_span(
            self.session.db,
            InFile::new(node.file_id, node.value.text_range()),
        )
    }
    fn pat_span(&self, pat: HirPat) -> Option<Span> {
        let node = self.source_map?.pat_syntax(pat).ok()?;
        spans::own_span(
            self.session.db,
            InFile::new(node.file_id, node.value.text_range()),
        )
    }
    /// Does something for which the text of `span`, if there is one, is the place.
    fn within<T>(&mut self, span: Option<Span>, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.span;
        self.span = span.or(outer);
        let done = work(self);
        self.span = outer;
        done
    }
    fn unsupported<T>(&self, what: impl Into<String>) -> Result<T> {
        Err(Failure {
            message: what.into(),
            span: self.span,
            erroneous: false,
        })
    }
    /// Something inference should have known.
    fn erroneous(&self) -> Failure {
        Failure {
            message: "this body has errors".to_owned(),
            span: self.span,
            erroneous: true,
        }
    }
}
