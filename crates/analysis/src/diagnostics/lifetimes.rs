//! Lifetimes as they are written: names that are not declared, references whose lifetime nothing says,
//! generic parameters declared twice.
//!
//! The rules are those of elision, which need the text and no types; they are found on the syntax trees
//! of the visitor's files. What macros expand to is not looked at.

use span::{Edition, TextRange};
use syntax::{
    AstNode as _, SourceFile, SyntaxKind, SyntaxNode, SyntaxToken, T, ast,
    ast::{HasGenericArgs as _, HasGenericParams as _, HasName as _},
};

use super::{Diagnostic, error};
use crate::{Session, thir::Span};

/// What a reference without a lifetime means at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elided {
    /// A lifetime of its own, or one that inference finds.
    Fine,
    /// As `Fine`, but bounds of `impl Trait` there may not have any.
    Parameter,
    /// Nothing it could be.
    Missing,
    /// In bounds and associated types nothing may be left out (E0637).
    Bound,
    /// An associated type in an impl: it can only come from the implemented type.
    Assoc,
    /// A trait argument of an `impl Trait` parameter (E0658).
    ImplArgument,
}

/// What is declared around a place.
#[derive(Clone, Default)]
struct Scope {
    lifetimes: Vec<String>,
    /// Types and constants, with where they are declared.
    types: Vec<(String, TextRange)>,
}

impl Session<'_> {
    pub(super) fn lifetimes(&self, found: &mut Vec<Diagnostic>) {
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            let mut walk = Walk {
                file,
                hidden: &|path| self.hidden_lifetimes(path),
                found,
            };
            walk.children(tree.syntax(), &Scope::default(), Elided::Fine);
        }
    }
    /// How many lifetimes a type has that is written without any.
    fn hidden_lifetimes(&self, path: &ast::Path) -> usize {
        let segments: Vec<String> = path
            .segments()
            .map(|segment| segment.syntax().text().to_string())
            .collect();
        let module = self.own_crate().root_module(self.db);
        let super::lookup::Stop::Found(def) = self.follow(module, &segments) else {
            return 0;
        };
        let lifetimes = match def {
            hir::ModuleDef::Adt(adt) => hir::GenericDef::Adt(adt).lifetime_params(self.db),
            hir::ModuleDef::TypeAlias(it) => {
                hir::GenericDef::TypeAlias(it).lifetime_params(self.db)
            }
            _ => Vec::new(),
        };
        lifetimes.len()
    }
}

struct Walk<'f> {
    file: u16,
    hidden: &'f dyn Fn(&ast::Path) -> usize,
    found: &'f mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn span(&self, range: TextRange) -> Span {
        Span {
            file: self.file,
            start: range.start().into(),
            end: range.end().into(),
        }
    }
    fn children(&mut self, node: &SyntaxNode, scope: &Scope, elided: Elided) {
        for child in node.children() {
            self.visit(&child, scope, elided);
        }
    }
    fn visit(&mut self, node: &SyntaxNode, scope: &Scope, elided: Elided) {
        match node.kind() {
            SyntaxKind::FN => {
                if let Some(of) = ast::Fn::cast(node.clone()) {
                    self.function(&of, scope);
                }
            }
            SyntaxKind::STRUCT | SyntaxKind::ENUM | SyntaxKind::UNION => {
                let inner = self.declare(node, &Scope::default());
                self.parts(node, &inner, Elided::Missing);
            }
            SyntaxKind::TRAIT | SyntaxKind::IMPL => {
                let inner = self.declare(node, &Scope::default());
                self.parts(node, &inner, Elided::Fine);
            }
            SyntaxKind::TYPE_ALIAS => {
                let assoc = is_assoc(node);
                let outer = if assoc {
                    scope.clone()
                } else {
                    Scope::default()
                };
                let inner = self.declare(node, &outer);
                let elided = match assoc {
                    true if in_impl(node) => Elided::Assoc,
                    true => Elided::Bound,
                    false => Elided::Missing,
                };
                self.parts(node, &inner, elided);
            }
            SyntaxKind::CONST | SyntaxKind::STATIC | SyntaxKind::MODULE => {
                let outer = if is_assoc(node) {
                    scope.clone()
                } else {
                    Scope::default()
                };
                self.children(node, &outer, Elided::Fine);
            }
            // In enums' discriminants and bodies, inference finds what is left out.
            SyntaxKind::BLOCK_EXPR | SyntaxKind::CONST_ARG => {
                self.children(node, scope, Elided::Fine)
            }
            SyntaxKind::CLOSURE_EXPR => {
                let inner = self.bound_by(node, scope);
                self.children(node, &inner, Elided::Fine);
            }
            SyntaxKind::FOR_TYPE => {
                let inner = self.bound_by(node, scope);
                self.children(node, &inner, elided);
            }
            SyntaxKind::WHERE_PRED => {
                let inner = self.bound_by(node, scope);
                self.children(node, &inner, Elided::Bound);
            }
            SyntaxKind::TYPE_BOUND => {
                let inner = self.bound_by(node, scope);
                let in_impl = node
                    .ancestors()
                    .nth(2)
                    .is_some_and(|it| it.kind() == SyntaxKind::IMPL_TRAIT_TYPE);
                let elided = match elided == Elided::Parameter && in_impl {
                    true => Elided::ImplArgument,
                    false => elided,
                };
                self.children(node, &inner, elided);
            }
            SyntaxKind::FOR_BINDER => {}
            SyntaxKind::GENERIC_PARAM_LIST => self.children(node, scope, Elided::Bound),
            SyntaxKind::REF_TYPE => {
                let named = node.children().any(|it| ast::Lifetime::can_cast(it.kind()));
                if !named && let Some(and) = token(node, T![&]) {
                    self.left_out(and.text_range(), elided);
                }
                self.children(node, scope, elided);
            }
            SyntaxKind::PATH_TYPE if elided == Elided::Missing => {
                if let Some(path) = ast::PathType::cast(node.clone()).and_then(|it| it.path())
                    && self.hidden_in(&path) > 0
                    && let Some(name) = path.segment().and_then(|it| it.name_ref())
                {
                    self.left_out(name.syntax().text_range(), elided);
                }
                self.children(node, scope, elided);
            }
            SyntaxKind::LIFETIME => self.lifetime(node, scope, elided),
            SyntaxKind::FN_PTR_TYPE => {
                if let Some(of) = ast::FnPtrType::cast(node.clone()) {
                    let inputs = of.param_list().map(|it| it.syntax().clone());
                    self.signature(inputs, of.ret_type(), None, scope, elided);
                }
            }
            SyntaxKind::PATH_SEGMENT => {
                let segment = ast::PathSegment::cast(node.clone());
                match segment.as_ref().and_then(|it| it.parenthesized_arg_list()) {
                    Some(inputs) => {
                        let output = segment.and_then(|it| it.ret_type());
                        let inputs = Some(inputs.syntax().clone());
                        self.signature(inputs, output, None, scope, elided);
                    }
                    None => self.children(node, scope, elided),
                }
            }
            SyntaxKind::LABEL | SyntaxKind::MACRO_CALL | SyntaxKind::ATTR => {}
            SyntaxKind::BREAK_EXPR | SyntaxKind::CONTINUE_EXPR => {
                for child in node.children() {
                    if child.kind() != SyntaxKind::LIFETIME {
                        self.visit(&child, scope, elided);
                    }
                }
            }
            _ => self.children(node, scope, elided),
        }
    }
    /// The parts of an item; its own generic parameters are declared already.
    fn parts(&mut self, node: &SyntaxNode, scope: &Scope, elided: Elided) {
        for child in node.children() {
            match child.kind() {
                SyntaxKind::WHERE_CLAUSE => self.children(&child, scope, Elided::Bound),
                SyntaxKind::TYPE_BOUND_LIST => self.visit(&child, scope, Elided::Bound),
                _ => self.visit(&child, scope, elided),
            }
        }
    }
    fn function(&mut self, of: &ast::Fn, outer: &Scope) {
        let outer = if is_assoc(of.syntax()) {
            outer.clone()
        } else {
            Scope::default()
        };
        let scope = self.declare(of.syntax(), &outer);
        for child in of.syntax().children() {
            match child.kind() {
                SyntaxKind::WHERE_CLAUSE => self.children(&child, &scope, Elided::Bound),
                SyntaxKind::PARAM_LIST | SyntaxKind::RET_TYPE => {}
                _ => self.visit(&child, &scope, Elided::Fine),
            }
        }
        let list = of.param_list();
        let this = list.as_ref().and_then(|it| it.self_param());
        let inputs = list.map(|it| it.syntax().clone());
        self.signature(inputs, of.ret_type(), this, &scope, Elided::Parameter);
    }
    /// Inputs have lifetimes of their own; the output takes that of `&self`, or the only one there is.
    fn signature(
        &mut self,
        inputs: Option<SyntaxNode>,
        output: Option<ast::RetType>,
        this: Option<ast::SelfParam>,
        scope: &Scope,
        around: Elided,
    ) {
        let mut lifetimes = 0;
        if let Some(inputs) = inputs {
            let elided = match around {
                Elided::Parameter => Elided::Parameter,
                _ => Elided::Fine,
            };
            self.children(&inputs, scope, elided);
            let mut named = Vec::new();
            let children = inputs.children();
            lifetimes = children.map(|it| self.count(&it, &mut named)).sum();
            lifetimes += named.len();
        }
        let Some(output) = output else { return };
        let of_self = this.is_some_and(|this| match this.ty() {
            None => this.amp_token().is_some(),
            Some(ty) => ty
                .syntax()
                .descendants()
                .filter_map(ast::RefType::cast)
                .any(|it| it.ty().is_some_and(|ty| ty.syntax().text() == "Self")),
        });
        let elided = match of_self || lifetimes == 1 {
            true => Elided::Fine,
            false => Elided::Missing,
        };
        let before = self.found.len();
        self.children(output.syntax(), scope, elided);
        self.join_missing(before);
    }
    /// All that is missing in one return type is told once.
    fn join_missing(&mut self, before: usize) {
        let missing = |it: &Diagnostic| it.code.as_deref() == Some("E0106");
        let rest = self.found.split_off(before);
        let (lost, other): (Vec<_>, Vec<_>) = rest.into_iter().partition(missing);
        self.found.extend(other);
        let mut lost = lost.into_iter();
        let Some(mut first) = lost.next() else { return };
        for more in lost {
            first.message = "missing lifetime specifiers".to_owned();
            first.labels.extend(more.labels);
        }
        self.found.push(first);
    }
    /// Lifetimes left out in the parameters of a function; those named are gathered, each once.
    fn count(&self, node: &SyntaxNode, named: &mut Vec<String>) -> usize {
        match node.kind() {
            // `Fn(&u8)` and `fn(&u8)` have lifetimes of their own.
            SyntaxKind::FN_PTR_TYPE | SyntaxKind::FOR_TYPE | SyntaxKind::PARENTHESIZED_ARG_LIST => {
                return 0;
            }
            SyntaxKind::LIFETIME => {
                let name = node.text().to_string();
                if name == "'_" {
                    return 1;
                }
                if !named.contains(&name) {
                    named.push(name);
                }
                return 0;
            }
            _ => {}
        }
        let own = match node.kind() {
            SyntaxKind::REF_TYPE | SyntaxKind::SELF_PARAM => {
                let named = node.children().any(|it| ast::Lifetime::can_cast(it.kind()));
                usize::from(!named && token(node, T![&]).is_some())
            }
            SyntaxKind::PATH_TYPE => ast::PathType::cast(node.clone())
                .and_then(|it| it.path())
                .map_or(0, |path| self.hidden_in(&path)),
            _ => 0,
        };
        own + node
            .children()
            .map(|it| self.count(&it, named))
            .sum::<usize>()
    }
    /// Lifetimes that a path has and does not write.
    fn hidden_in(&self, path: &ast::Path) -> usize {
        let args = path.segment().and_then(|it| it.generic_arg_list());
        match args.is_some_and(|args| args.lifetime_args().next().is_some()) {
            true => 0,
            false => (self.hidden)(path),
        }
    }
    /// A reference without a lifetime, or `'_`.
    fn left_out(&mut self, range: TextRange, elided: Elided) {
        let span = self.span(range);
        self.found.push(match elided {
            Elided::Fine | Elided::Parameter => return,
            Elided::Missing => error(
                "E0106",
                span,
                "missing lifetime specifier",
                "expected named lifetime parameter",
            ),
            Elided::Assoc => error(
                "",
                span,
                "associated type is declared without lifetime parameters, so using a borrowed type for them requires that lifetime to come from the implemented type",
                "this lifetime must come from the implemented type",
            ),
            Elided::Bound => error(
                "E0637",
                span,
                "`&` without an explicit lifetime name cannot be used here",
                "explicit lifetime name needed here",
            ),
            Elided::ImplArgument => error(
                "E0658",
                // Where the lifetime would be written.
                match is_and(range) {
                    true => Span {
                        start: span.end,
                        ..span
                    },
                    false => span,
                },
                "anonymous lifetimes in `impl Trait` are unstable",
                "expected named lifetime parameter",
            ),
        });
    }
    fn lifetime(&mut self, node: &SyntaxNode, scope: &Scope, elided: Elided) {
        let name = node.text().to_string();
        // `use<'a>` and `for<'a>` are other matters, `'static` is everywhere.
        match name.as_str() {
            "'static" => {}
            "'_" if elided == Elided::Bound => {
                let span = self.span(node.text_range());
                self.found.push(error(
                    "E0637",
                    span,
                    "`'_` cannot be used here",
                    "`'_` is a reserved lifetime name",
                ));
            }
            "'_" => self.left_out(node.text_range(), elided),
            _ if scope.lifetimes.contains(&name) => {}
            _ => {
                let span = self.span(node.text_range());
                self.found.push(error(
                    "E0261",
                    span,
                    format!("use of undeclared lifetime name `{name}`"),
                    "undeclared lifetime",
                ));
            }
        }
    }
    /// What `for<'a>` adds.
    fn bound_by(&mut self, node: &SyntaxNode, scope: &Scope) -> Scope {
        let list = node
            .children()
            .find_map(ast::ForBinder::cast)
            .and_then(|it| it.generic_param_list());
        match list {
            Some(list) => self.declare_list(&list, scope),
            None => scope.clone(),
        }
    }
    fn declare(&mut self, item: &SyntaxNode, outer: &Scope) -> Scope {
        let list =
            ast::AnyHasGenericParams::cast(item.clone()).and_then(|it| it.generic_param_list());
        match list {
            Some(list) => self.declare_list(&list, outer),
            None => outer.clone(),
        }
    }
    fn declare_list(&mut self, list: &ast::GenericParamList, outer: &Scope) -> Scope {
        let mut scope = outer.clone();
        let mut here: Vec<(String, TextRange)> = Vec::new();
        for param in list.generic_params() {
            let (name, node) = match &param {
                ast::GenericParam::LifetimeParam(it) => {
                    let Some(lifetime) = it.lifetime() else {
                        continue;
                    };
                    (lifetime.text().to_string(), lifetime.syntax().clone())
                }
                ast::GenericParam::TypeParam(it) => {
                    let Some(name) = it.name() else { continue };
                    (name.text().to_string(), name.syntax().clone())
                }
                ast::GenericParam::ConstParam(it) => {
                    let Some(name) = it.name() else { continue };
                    (name.text().to_string(), name.syntax().clone())
                }
            };
            let is_lifetime = matches!(param, ast::GenericParam::LifetimeParam(_));
            self.declare_one(name.clone(), &node, is_lifetime, &here, outer);
            here.push((name.clone(), node.text_range()));
            match is_lifetime {
                true => scope.lifetimes.push(name),
                false => scope.types.push((name, node.text_range())),
            }
        }
        scope
    }
    fn declare_one(
        &mut self,
        name: String,
        node: &SyntaxNode,
        is_lifetime: bool,
        here: &[(String, TextRange)],
        outer: &Scope,
    ) {
        let span = self.span(node.text_range());
        if name == "'static" {
            self.found.push(error(
                "E0262",
                span,
                format!("invalid lifetime parameter name: `{name}`"),
                format!("{name} is a reserved lifetime name"),
            ));
            return;
        }
        if name == "'_" {
            self.found.push(error(
                "E0637",
                span,
                "`'_` cannot be used here",
                "`'_` is a reserved lifetime name",
            ));
            return;
        }
        let before = here
            .iter()
            .chain(&outer.types)
            .find(|(known, _)| *known == name)
            .map(|(_, range)| self.span(*range));
        if before.is_some() {
            let message = format!(
                "the name `{name}` is already used for a generic parameter in this item's generic parameters"
            );
            self.found.push(
                error("E0403", span, message, "already used")
                    .also(before, format!("first use of `{name}`")),
            );
        } else if is_lifetime && outer.lifetimes.contains(&name) {
            let message =
                format!("lifetime name `{name}` shadows a lifetime name that is already in scope");
            let label = format!("lifetime `{name}` already in scope");
            self.found.push(error("E0496", span, message, label));
        }
    }
}

/// `&`, and not `'_`.
fn is_and(range: TextRange) -> bool {
    u32::from(range.len()) == 1
}

fn is_assoc(node: &SyntaxNode) -> bool {
    node.parent()
        .is_some_and(|it| it.kind() == SyntaxKind::ASSOC_ITEM_LIST)
}

fn in_impl(node: &SyntaxNode) -> bool {
    node.ancestors()
        .nth(2)
        .is_some_and(|it| it.kind() == SyntaxKind::IMPL)
}

fn token(node: &SyntaxNode, kind: SyntaxKind) -> Option<SyntaxToken> {
    node.children_with_tokens()
        .filter_map(|it| it.into_token())
        .find(|it| it.kind() == kind)
}
