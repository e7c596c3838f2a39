//! `unused_must_use` and `path_statements`: expression statements whose value should not get lost.

use analysis::{
    Container, Diagnostic, Level,
    thir::{BinOp, ExprId, ExprKind, Span, Statement, UnOp},
    ty::{AdtId, Arg, Const, FnId, Ty, TyKind},
};

use super::{Linter, names, text::is_macro_call, walk, warning, with_note};

const LINT: &str = "unused_must_use";
const FUTURES: &str = "futures do nothing unless you `.await` or poll them";
const ITERATORS: &str = "iterators are lazy and do nothing unless consumed";
const CLOSURES: &str = "closures are lazy and do nothing unless called";

/// Iterators that rustc lets go.
const SOURCES: &[&str] = &[
    "::Once",
    "::OnceWith",
    "::Repeat",
    "::RepeatN",
    "::RepeatWith",
    "::FromFn",
    "::Successors",
];

/// Traits of the operators, by lang item, with what the operation is called.
const OPERATORS: &[(&str, &str)] = &[
    ("eq", "comparison"),
    ("partial_ord", "comparison"),
    ("add", "arithmetic operation"),
    ("sub", "arithmetic operation"),
    ("mul", "arithmetic operation"),
    ("div", "arithmetic operation"),
    ("rem", "arithmetic operation"),
    ("bitand", "bitwise operation"),
    ("bitor", "bitwise operation"),
    ("bitxor", "bitwise operation"),
    ("shl", "bitwise operation"),
    ("shr", "bitwise operation"),
    ("not", "unary operation"),
    ("neg", "unary operation"),
];

pub fn check(linter: &Linter<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut checker = Checker {
        linter,
        uses_futures: false,
        found,
    };
    walk::each_expr(linter.body, linter.body.root, &mut |id| {
        let expr = linter.body.expr(id);
        let ExprKind::Block(block) = &expr.kind else {
            return;
        };
        for statement in &block.statements {
            let Statement::Expr(it) = statement else {
                continue;
            };
            let span = linter.body.expr(*it).span;
            // A statement that a macro made inside its own block.
            let made =
                span == expr.span && span.is_some_and(|span| is_macro_call(linter.text(span)));
            if !made {
                checker.statement(*it);
            }
        }
    });
}

struct Checker<'l, 'a, 'db> {
    linter: &'l Linter<'a, 'db>,
    /// The program names the crate `futures`, which re-exports `Future`.
    uses_futures: bool,
    found: &'l mut Vec<Diagnostic>,
}

/// What rustc says before and behind the name of the type.
#[derive(Clone, Default)]
struct Around {
    before: String,
    behind: String,
    plural: &'static str,
}

impl Checker<'_, '_, '_> {
    fn statement(&mut self, id: ExprId) {
        let expr = self.linter.body.expr(id);
        let Some(span) = expr.span.and_then(|span| self.linter.statement(span)) else {
            return;
        };
        let text = self.linter.text(span);
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        self.uses_futures = self.linter.session.text(span.file).contains("futures::");
        match &expr.kind {
            ExprKind::Block(block) => {
                // The value is that of the tail; that of an unlabeled block is judged there.
                if let (Some(tail), None) = (block.tail, block.label) {
                    let tail_span = self.linter.body.expr(tail).span;
                    if tail_span != Some(span) || !is_macro_call(text) {
                        self.statement(tail);
                    } else {
                        self.of_type(expr.ty, span, &Around::default());
                    }
                }
                return;
            }
            ExprKind::Local(local) => {
                if self.linter.body.local(*local).name == text {
                    self.path_statement(expr.ty, span);
                }
                return;
            }
            ExprKind::Tuple(of) if !of.is_empty() && !is_macro_call(text) => {
                for (index, &part) in of.iter().enumerate() {
                    let part = self.linter.body.expr(part);
                    let behind = format!(" in tuple element {index}");
                    self.of_type(
                        part.ty,
                        part.span.unwrap_or(span),
                        &Around {
                            behind,
                            ..Around::default()
                        },
                    );
                }
                return;
            }
            _ => {}
        }
        let mut told = self.of_type(expr.ty, span, &Around::default());
        if let ExprKind::Call { func, .. } = &expr.kind {
            told |= self.of_call(*func, span);
        }
        if !told && !is_macro_call(text) {
            self.of_operation(id, span);
        }
    }

    /// Is a value of the type not to be lost? Tells, or says that it need not be told.
    fn of_type(&mut self, ty: Ty, span: Span, around: &Around) -> bool {
        let session = self.linter.session;
        if ty.is_unit() || ty.is_never() {
            return true;
        }
        match ty.kind() {
            TyKind::Adt(adt, args) => {
                let def = session.adt(*adt);
                let inner = args.iter().find_map(|arg| {
                    if let Arg::Ty(ty) = arg {
                        Some(*ty)
                    } else {
                        None
                    }
                });
                let pointed = if def.is_box {
                    Some("boxed ")
                } else if session.library_adt("core::pin::Pin") == Some(*adt) {
                    Some("pinned ")
                } else {
                    None
                };
                if let (Some(pointed), Some(inner)) = (pointed, inner) {
                    let before = format!("{}{pointed}", around.before);
                    return self.of_type(
                        inner,
                        span,
                        &Around {
                            before,
                            ..around.clone()
                        },
                    );
                }
                if session.library_adt("core::result::Result") == Some(*adt)
                    && self.cannot_fail(args)
                {
                    return true;
                }
                let attribute = session.adt_must_use(*adt);
                let known = || {
                    self.library_reason(ty, &def.path)
                        .map(|reason| Some(reason.to_owned()))
                };
                let Some(reason) = attribute.or_else(known) else {
                    return false;
                };
                let name = self.adt_name(*adt);
                let message = format!(
                    "unused {}`{name}`{} that must be used",
                    around.before, around.behind
                );
                // rustc offers `let _ =` for the value itself only.
                let help = around.before.is_empty() && around.behind.is_empty();
                self.tell(message, span, "", reason.as_deref(), help);
                true
            }
            TyKind::Tuple(of) => {
                let mut told = false;
                for (index, &part) in of.iter().enumerate() {
                    if part.is_unit() || part.is_never() {
                        continue;
                    }
                    let behind = format!(" in tuple element {index}");
                    told |= self.of_type(
                        part,
                        span,
                        &Around {
                            behind,
                            ..around.clone()
                        },
                    );
                }
                told
            }
            TyKind::Array(_, Const::Value(0)) => false,
            TyKind::Array(of, length) if !of.is_unit() && !of.is_never() => {
                let before = format!("{}array{} of ", around.before, around.plural);
                let plural = if *length == Const::Value(1) { "" } else { "s" };
                self.of_type(
                    *of,
                    span,
                    &Around {
                        before,
                        plural,
                        ..around.clone()
                    },
                )
            }
            TyKind::Opaque(..) | TyKind::Coroutine(..) => {
                let coroutine = matches!(ty.kind(), TyKind::Coroutine(..));
                let (name, reason) = if coroutine || self.implements(ty, "future_trait") {
                    (names::future_trait(self.uses_futures), FUTURES)
                } else if self.implements(ty, "iterator") {
                    ("Iterator", ITERATORS)
                } else {
                    return false;
                };
                let Around {
                    before,
                    behind,
                    plural,
                } = around;
                let message = format!(
                    "unused {before}implementer{plural} of `{name}`{behind} that must be used"
                );
                self.tell(message, span, "", Some(reason), false);
                true
            }
            TyKind::Dyn(of) => {
                let lang = |name: &str| {
                    session.lang_trait(name).is_some() && session.lang_trait(name) == of.principal
                };
                let (name, reason) = if lang("future_trait") {
                    (names::future_trait(self.uses_futures), FUTURES)
                } else if lang("iterator") {
                    ("Iterator", ITERATORS)
                } else {
                    return false;
                };
                let Around {
                    before,
                    behind,
                    plural,
                } = around;
                let message = format!(
                    "unused {before}`{name}` trait object{plural}{behind} that must be used"
                );
                self.tell(message, span, "", Some(reason), false);
                true
            }
            TyKind::Closure(..) if around.plural.is_empty() => {
                let message = format!(
                    "unused {}closure{} that must be used",
                    around.before, around.behind
                );
                self.tell(message, span, "", Some(CLOSURES), false);
                true
            }
            _ => false,
        }
    }

    /// Why the library's iterator adaptors and futures are not to be lost: all say the same.
    fn library_reason(&self, ty: Ty, path: &str) -> Option<&'static str> {
        let lazy = path.starts_with("core::iter::") && !SOURCES.iter().any(|it| path.ends_with(it));
        if lazy && self.implements(ty, "iterator") {
            return Some(ITERATORS);
        }
        let future = path.starts_with("core::future::") || path.starts_with("futures");
        (future && self.implements(ty, "future_trait")).then_some(FUTURES)
    }

    fn implements(&self, ty: Ty, lang: &str) -> bool {
        let session = self.linter.session;
        session
            .lang_trait(lang)
            .is_some_and(|it| session.implements(ty, it, Some(self.linter.body.owner)))
    }

    /// `Result<(), E>` with an `E` that has no values.
    fn cannot_fail(&self, args: &[Arg]) -> bool {
        let [Arg::Ty(value), Arg::Ty(error)] = args else {
            return false;
        };
        let uninhabited = match error.kind() {
            TyKind::Never => true,
            TyKind::Adt(adt, _) => {
                let def = self.linter.session.adt(*adt);
                def.variants.is_empty()
            }
            _ => false,
        };
        value.is_unit() && uninhabited
    }

    fn adt_name(&self, adt: AdtId) -> String {
        let def = self.linter.session.adt(adt);
        let library = ["core::", "alloc::", "std::", "futures", "tokio"];
        match library.iter().any(|it| def.path.starts_with(it)) {
            true => names::library_item(&def.path, self.uses_futures),
            false => def.name.clone(),
        }
    }

    fn of_call(&mut self, func: FnId, span: Span) -> bool {
        let Some(reason) = self.linter.session.fn_must_use(func) else {
            return false;
        };
        let signature = self.linter.session.fn_sig(func);
        // How rustc prints the path of a method it takes more than its name to know.
        if !signature.own {
            return true;
        }
        let message = format!(
            "unused return value of `{}` that must be used",
            signature.name
        );
        self.tell(message, span, "", reason.as_deref(), true);
        true
    }

    fn of_operation(&mut self, id: ExprId, span: Span) {
        let linter = self.linter;
        let operation = match &linter.body.expr(id).kind {
            ExprKind::Binary { op, .. } => match op {
                BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge => {
                    "comparison"
                }
                BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::Div | BinOp::Rem => {
                    "arithmetic operation"
                }
                BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor | BinOp::Shl | BinOp::Shr => {
                    "bitwise operation"
                }
            },
            ExprKind::Unary {
                op: UnOp::Not | UnOp::Neg,
                ..
            } => "unary operation",
            ExprKind::And(..) | ExprKind::Or(..) => "logical operation",
            ExprKind::Call { func, operands, .. } if (1..=2).contains(&operands.len()) => {
                match self.overloaded(*func, operands, span) {
                    Some(operation) => operation,
                    None => return,
                }
            }
            _ => return,
        };
        let message = format!("unused {operation} that must be used");
        self.tell(
            message,
            span,
            &format!("the {operation} produces a value"),
            None,
            true,
        );
    }

    /// `a + b` calls a trait's method, and so may `a.add(b)`: in an operation something lies between
    /// the operands that is an operator, not a dot.
    fn overloaded(&self, func: FnId, operands: &[ExprId], span: Span) -> Option<&'static str> {
        let session = self.linter.session;
        let Container::Trait(trait_) = session.fn_sig(func).container else {
            return None;
        };
        let (_, operation) = OPERATORS
            .iter()
            .find(|(lang, _)| session.lang_trait(lang) == Some(trait_))?;
        let text = self.linter.text(span);
        let operator = match operands {
            [operand] => {
                let operand = self.linter.body.expr(*operand).span?;
                text.get(..operand.start.checked_sub(span.start)? as usize)?
            }
            [left, right] => {
                let (left, right) = (
                    self.linter.body.expr(*left).span?,
                    self.linter.body.expr(*right).span?,
                );
                let from = left.end.checked_sub(span.start)? as usize;
                text.get(from..right.start.checked_sub(span.start)? as usize)?
            }
            _ => return None,
        };
        let operator = operator.trim_matches(|c: char| c.is_whitespace() || c == '(' || c == ')');
        let symbols = !operator.is_empty() && operator.chars().all(|c| "+-*/%&|^<>=!".contains(c));
        symbols.then_some(operation)
    }

    fn path_statement(&mut self, ty: Ty, span: Span) {
        let message = match self.needs_drop(ty, 0) {
            Some(true) => "path statement drops value",
            Some(false) => "path statement with no effect",
            None => return,
        };
        let span = self.linter.with_semicolon(span);
        self.found
            .push(warning("path_statements", message.to_owned(), span, ""));
    }

    /// `None`: not known.
    fn needs_drop(&self, ty: Ty, depth: u32) -> Option<bool> {
        let session = self.linter.session;
        let any = |parts: &mut dyn Iterator<Item = Ty>| -> Option<bool> {
            let mut needs = false;
            for part in parts {
                needs |= self.needs_drop(part, depth + 1)?;
            }
            Some(needs)
        };
        if depth > 8 {
            return None;
        }
        match ty.kind() {
            _ if session.is_copy(ty, self.linter.body.owner) => Some(false),
            TyKind::Ref(..) | TyKind::RawPtr(..) | TyKind::FnPtr(..) => Some(false),
            TyKind::Tuple(of) => any(&mut of.iter().copied()),
            TyKind::Array(of, _) => self.needs_drop(*of, depth + 1),
            TyKind::Dyn(_) => Some(true),
            TyKind::Adt(adt, args) => {
                let def = session.adt(*adt);
                if def.is_box || def.has_drop_impl {
                    return Some(true);
                }
                let fields = def.variants.iter().flat_map(|variant| &variant.fields);
                any(&mut fields.map(|field| field.ty.subst(args)))
            }
            _ => None,
        }
    }

    fn tell(&mut self, message: String, span: Span, label: &str, reason: Option<&str>, help: bool) {
        let mut it = warning(LINT, message, span, label);
        if let Some(reason) = reason {
            it = with_note(it, Level::Note, reason.to_owned());
        }
        if help {
            it = with_note(
                it,
                Level::Help,
                "use `let _ = ...` to ignore the resulting value".to_owned(),
            );
        }
        self.found.push(it);
    }
}
