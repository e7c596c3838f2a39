//! Declarations that contradict themselves: parameters never used, visibility where there is none,
//! discriminants twice, a `main` that cannot be one.

use span::Edition;
use syntax::{
    AstNode as _, AstToken as _, SourceFile, SyntaxKind, SyntaxNode, ast,
    ast::{HasAttrs as _, HasGenericParams as _, HasName as _, HasVisibility as _},
};

use super::{Diagnostic, error, recursive_types::header};
use crate::{Session, thir::Span};

impl Session<'_> {
    pub(super) fn declarations(&self, found: &mut Vec<Diagnostic>) {
        for file in 0..self.analysis.own_files() {
            let tree = SourceFile::parse(self.text(file), Edition::Edition2024).tree();
            let mut look = Look { file, found };
            for node in tree.syntax().descendants() {
                look.at(&node);
            }
            look.idle_comments(tree.syntax());
            if file == 0 {
                for item in tree.syntax().children().filter_map(ast::Fn::cast) {
                    if item.name().is_some_and(|name| name.text() == "main") {
                        look.main(&item);
                    }
                }
            }
        }
        self.main_returns(found);
    }
    /// `main` may only return what can end a process.
    fn main_returns(&self, found: &mut Vec<Diagnostic>) {
        let (Some(main), Some(termination)) = (
            self.main(),
            self.library_trait("core::process::Termination"),
        ) else {
            return;
        };
        let sig = self.fn_sig(main);
        if sig.is_async || self.implements(sig.ret, termination, None) {
            return;
        }
        if sig
            .ret
            .any(&mut |ty| matches!(ty.kind(), crate::ty::TyKind::Error))
        {
            return;
        }
        let Some(span) = self.return_span(main) else {
            return;
        };
        let ty = self.display(sig.ret);
        found.push(error(
            "E0277",
            span,
            format!("`main` has invalid return type `{ty}`"),
            "`main` can only return types that implement `Termination`",
        ));
    }
}

struct Look<'f> {
    file: u16,
    found: &'f mut Vec<Diagnostic>,
}

impl Look<'_> {
    fn span(&self, node: &SyntaxNode) -> Span {
        self.range(node.text_range())
    }
    fn range(&self, range: span::TextRange) -> Span {
        Span {
            file: self.file,
            start: range.start().into(),
            end: range.end().into(),
        }
    }
    fn at(&mut self, node: &SyntaxNode) {
        match node.kind() {
            SyntaxKind::STRUCT | SyntaxKind::ENUM | SyntaxKind::UNION => {
                self.unused_parameters(node);
                if let Some(of) = ast::Enum::cast(node.clone()) {
                    self.discriminants(&of);
                }
            }
            SyntaxKind::TYPE_ALIAS
                if node
                    .parent()
                    .is_none_or(|it| it.kind() != SyntaxKind::ASSOC_ITEM_LIST) =>
            {
                self.unused_parameters(node);
            }
            SyntaxKind::VISIBILITY => self.visibility(node),
            SyntaxKind::GENERIC_PARAM_LIST => self.defaults(node),
            SyntaxKind::FN => {
                if let Some(of) = ast::Fn::cast(node.clone()) {
                    self.const_in_trait(&of);
                    self.parameters_twice(&of);
                }
            }
            SyntaxKind::IMPL => {
                if let Some(of) = ast::Impl::cast(node.clone()) {
                    self.impl_of_parameter(&of);
                }
            }
            SyntaxKind::IMPL_TRAIT_TYPE => self.impl_trait_place(node),
            SyntaxKind::ARRAY_EXPR | SyntaxKind::ARRAY_TYPE => self.length_of_variable(node),
            _ => {}
        }
    }
    /// Parameters that no field mentions (E0392), or no aliased type (E0091).
    fn unused_parameters(&mut self, item: &SyntaxNode) {
        let Some(of) = ast::AnyHasGenericParams::cast(item.clone()) else {
            return;
        };
        let mentions = |name: &str| {
            item.children()
                .filter(|it| {
                    !matches!(
                        it.kind(),
                        SyntaxKind::GENERIC_PARAM_LIST
                            | SyntaxKind::WHERE_CLAUSE
                            | SyntaxKind::ATTR
                            | SyntaxKind::NAME
                    )
                })
                .flat_map(|it| it.descendants_with_tokens())
                .filter_map(|it| it.into_token())
                .any(|token| token.text() == name)
        };
        let alias = item.kind() == SyntaxKind::TYPE_ALIAS;
        for param in of
            .generic_param_list()
            .iter()
            .flat_map(|list| list.generic_params())
        {
            let (kind, name) = match &param {
                ast::GenericParam::LifetimeParam(it) => {
                    ("lifetime", it.lifetime().map(|it| it.syntax().clone()))
                }
                ast::GenericParam::TypeParam(it) => {
                    ("type", it.name().map(|it| it.syntax().clone()))
                }
                ast::GenericParam::ConstParam(_) => continue,
            };
            let Some(name) = name else { continue };
            let text = name.text().to_string();
            if mentions(&text) {
                continue;
            }
            let made = error(
                if alias { "E0091" } else { "E0392" },
                self.span(&name),
                format!("{kind} parameter `{text}` is never used"),
                format!("unused {kind} parameter"),
            );
            self.found.push(match kind {
                _ if alias => made,
                "type" => made.help(format!(
                    "consider removing `{text}`, referring to it in a field, or using a marker such as `PhantomData`"
                )),
                _ => made,
            });
        }
    }
    /// The same number for two variants, as far as they are written as numbers.
    fn discriminants(&mut self, of: &ast::Enum) {
        let variants: Vec<ast::Variant> = of
            .variant_list()
            .into_iter()
            .flat_map(|list| list.variants())
            .collect();
        let explicit = variants.iter().any(|it| it.const_arg().is_some());
        let payload = variants.iter().any(|it| it.field_list().is_some());
        let repr = of
            .attrs()
            .any(|attr| attr.syntax().text().to_string().contains("repr"));
        let Some(whole) = header(of.syntax()) else {
            return;
        };
        if explicit && payload && !repr {
            self.found.push(error(
                "E0732",
                self.range(whole),
                "`#[repr(inttype)]` must be specified for enums with explicit discriminants and non-unit variants",
                "",
            ));
        }
        let (mut next, mut seen) = (0i128, Vec::new());
        for variant in &variants {
            if let Some(value) = variant.const_arg() {
                let text = value.syntax().text().to_string().replace('_', "");
                let Ok(value) = text.trim().parse() else {
                    return;
                };
                next = value;
            }
            if seen.contains(&next) {
                self.found.push(error(
                    "E0081",
                    self.range(whole),
                    format!("discriminant value `{next}` assigned more than once"),
                    "",
                ));
            }
            seen.push(next);
            next += 1;
        }
    }
    fn visibility(&mut self, node: &SyntaxNode) {
        let mut around = node.ancestors().skip(1);
        let Some(item) = around.next() else { return };
        let in_trait = || {
            let list = item
                .parent()
                .filter(|it| it.kind() == SyntaxKind::ASSOC_ITEM_LIST);
            list.and_then(|it| it.parent())
                .is_some_and(|it| match ast::Impl::cast(it.clone()) {
                    Some(of) => of.trait_().is_some(),
                    None => it.kind() == SyntaxKind::TRAIT,
                })
        };
        let wrong = match item.kind() {
            SyntaxKind::IMPL | SyntaxKind::VARIANT => true,
            SyntaxKind::RECORD_FIELD | SyntaxKind::TUPLE_FIELD => item
                .ancestors()
                .nth(2)
                .is_some_and(|it| it.kind() == SyntaxKind::VARIANT),
            SyntaxKind::FN | SyntaxKind::CONST | SyntaxKind::TYPE_ALIAS => in_trait(),
            _ => false,
        };
        if wrong {
            let note = match item.kind() {
                SyntaxKind::IMPL => "place qualifiers on individual impl items instead",
                SyntaxKind::VARIANT | SyntaxKind::RECORD_FIELD | SyntaxKind::TUPLE_FIELD => {
                    "enum variants and their fields always share the visibility of the enum they are in"
                }
                _ => "trait items always share the visibility of their trait",
            };
            let made = error(
                "E0449",
                self.span(node),
                "visibility qualifiers are not permitted here",
                "help: remove the qualifier",
            );
            self.found.push(made.note(note));
        }
    }
    /// A default may only name parameters before it.
    fn defaults(&mut self, list: &SyntaxNode) {
        let Some(list) = ast::GenericParamList::cast(list.clone()) else {
            return;
        };
        let mut later: Vec<String> = list
            .type_or_const_params()
            .filter_map(|it| it.name())
            .map(|name| name.text().to_string())
            .collect();
        for param in list.type_or_const_params() {
            if let ast::TypeOrConstParam::Type(param) = &param
                && let Some(default) = param.default_type()
            {
                let early = default
                    .syntax()
                    .descendants()
                    .filter_map(ast::NameRef::cast)
                    .find(|name| later.iter().any(|it| *it == name.text()));
                if let Some(name) = early {
                    let span = self.span(name.syntax());
                    self.found.push(error(
                        "E0128",
                        span,
                        "generic parameter defaults cannot reference parameters before they are declared",
                        format!("cannot reference `{}` before it is declared", name.text()),
                    ));
                }
            }
            if !later.is_empty() {
                later.remove(0);
            }
        }
    }
    /// Documentation with nothing behind it.
    fn idle_comments(&mut self, root: &SyntaxNode) {
        let comments = root
            .descendants_with_tokens()
            .filter_map(|it| it.into_token())
            .filter_map(ast::Comment::cast)
            .filter(|it| it.kind().doc == Some(ast::CommentPlacement::Outer));
        for comment in comments {
            let mut next = comment.syntax().next_token();
            while let Some(token) = next.clone().filter(|it| it.kind().is_trivia()) {
                next = token.next_token();
            }
            let ends = next.is_none_or(|it| it.kind() == SyntaxKind::R_CURLY);
            let span = self.range(comment.syntax().text_range());
            if ends
                && comment
                    .syntax()
                    .parent()
                    .is_some_and(|it| it.kind() != SyntaxKind::SOURCE_FILE)
            {
                self.found.push(error(
                    "E0585",
                    span,
                    "found a documentation comment that doesn't document anything",
                    "",
                ));
            }
        }
    }
    fn parameters_twice(&mut self, of: &ast::Fn) {
        let mut seen: Vec<ast::Name> = Vec::new();
        let params = of.param_list().into_iter().flat_map(|list| list.params());
        for param in params {
            let names: Vec<ast::Name> = param
                .pat()
                .into_iter()
                .flat_map(|pat| pat.syntax().descendants().collect::<Vec<_>>())
                .filter_map(ast::IdentPat::cast)
                .filter_map(|pat| pat.name())
                .collect();
            for name in &names {
                if seen.iter().any(|known| known.text() == name.text()) {
                    let span = self.span(name.syntax());
                    let message = format!(
                        "identifier `{}` is bound more than once in this parameter list",
                        name.text()
                    );
                    self.found.push(error(
                        "E0415",
                        span,
                        message,
                        "used as parameter more than once",
                    ));
                }
            }
            seen.extend(names);
        }
    }
    fn impl_of_parameter(&mut self, of: &ast::Impl) {
        let (None, Some(ty), Some(list)) = (of.trait_(), of.self_ty(), of.generic_param_list())
        else {
            return;
        };
        let text = ty.syntax().text().to_string();
        let is_param = list
            .type_or_const_params()
            .filter_map(|it| it.name())
            .any(|name| name.text() == text);
        if is_param {
            let start = of.syntax().text_range().start();
            let whole = span::TextRange::new(start, ty.syntax().text_range().end());
            let span = self.range(whole);
            self.found.push(error(
                "E0118",
                span,
                "no nominal type found for inherent implementation",
                "impl requires a nominal type",
            ));
        }
    }
    /// `impl Trait` where no function's signature is.
    fn impl_trait_place(&mut self, node: &SyntaxNode) {
        let mut place = None;
        for it in node.ancestors().skip(1) {
            place = match it.kind() {
                SyntaxKind::IMPL_TRAIT_TYPE => return,
                SyntaxKind::FN | SyntaxKind::BLOCK_EXPR | SyntaxKind::SOURCE_FILE => return,
                SyntaxKind::FN_PTR_TYPE => Some("`fn` pointer parameters"),
                SyntaxKind::LET_STMT => Some("the type of variable bindings"),
                SyntaxKind::RECORD_FIELD | SyntaxKind::TUPLE_FIELD => Some("field types"),
                SyntaxKind::CLOSURE_EXPR => Some("closure parameters"),
                SyntaxKind::CONST => Some("const types"),
                SyntaxKind::STATIC => Some("static types"),
                SyntaxKind::CAST_EXPR => Some("cast expression types"),
                SyntaxKind::GENERIC_PARAM_LIST | SyntaxKind::WHERE_CLAUSE => Some("bounds"),
                SyntaxKind::IMPL => Some("impl headers"),
                SyntaxKind::TYPE_ALIAS => {
                    let span = self.span(node);
                    let assoc = it
                        .parent()
                        .is_some_and(|it| it.kind() == SyntaxKind::ASSOC_ITEM_LIST);
                    let what = if assoc {
                        "associated types"
                    } else {
                        "type aliases"
                    };
                    self.found.push(error(
                        "E0658",
                        span,
                        format!("`impl Trait` in {what} is unstable"),
                        "",
                    ));
                    return;
                }
                _ => continue,
            };
            break;
        }
        if let Some(place) = place {
            let span = self.span(node);
            let message = format!("`impl Trait` is not allowed in {place}");
            self.found.push(error("E0562", span, message, "").note(
                "`impl Trait` is only allowed in arguments and return types of functions and methods",
            ));
        }
    }
    /// An array as long as a variable says.
    fn length_of_variable(&mut self, node: &SyntaxNode) {
        let length = match ast::ArrayExpr::cast(node.clone()) {
            Some(of) if of.semicolon_token().is_some() => of.exprs().last(),
            Some(_) => None,
            None => ast::ArrayType::cast(node.clone())
                .and_then(|it| it.const_arg())
                .and_then(|it| it.expr()),
        };
        let Some(ast::Expr::PathExpr(path)) = length else {
            return;
        };
        let text = path.syntax().text().to_string();
        let Some(around) = node.ancestors().find_map(ast::Fn::cast) else {
            return;
        };
        let is_variable = around
            .syntax()
            .descendants()
            .filter_map(ast::IdentPat::cast)
            .filter(|it| it.syntax().text_range().end() <= node.text_range().start())
            .any(|it| it.name().is_some_and(|name| name.text() == text));
        let is_constant = around.syntax().ancestors().any(|it| {
            it.descendants().any(|it| {
                let name = match it.kind() {
                    SyntaxKind::CONST => ast::Const::cast(it).and_then(|it| it.name()),
                    SyntaxKind::CONST_PARAM => ast::ConstParam::cast(it).and_then(|it| it.name()),
                    _ => None,
                };
                name.is_some_and(|name| name.text() == text)
            })
        });
        if is_variable && !is_constant {
            let span = self.span(path.syntax());
            self.found.push(error(
                "E0435",
                span,
                "attempt to use a non-constant value in a constant",
                "non-constant value",
            ));
        }
    }
    fn const_in_trait(&mut self, of: &ast::Fn) {
        let parent = of.syntax().ancestors().nth(2);
        let place = match parent.map(|it| (ast::Impl::cast(it.clone()), it.kind())) {
            Some((Some(of), _)) if of.trait_().is_some() => "trait impls",
            Some((None, SyntaxKind::TRAIT)) => "traits",
            _ => return,
        };
        if let Some(token) = of.const_token() {
            let span = self.range(token.text_range());
            self.found.push(error(
                "E0379",
                span,
                format!("functions in {place} cannot be declared const"),
                format!("functions in {place} cannot be const"),
            ));
        }
    }
    fn main(&mut self, of: &ast::Fn) {
        // `#[tokio::main]` makes another function of it.
        let by_macro = of.attrs().any(|attr| {
            attr.path()
                .is_some_and(|it| it.syntax().text().to_string().ends_with("main"))
        });
        if by_macro {
            return;
        }
        let start = of.visibility().map(|it| it.syntax().text_range());
        let start = start.or(header(of.syntax())).map(|it| it.start());
        let end = of
            .ret_type()
            .map(|it| it.syntax().text_range())
            .or(of.param_list().map(|it| it.syntax().text_range()));
        let (Some(start), Some(end)) = (start, end) else {
            return;
        };
        let whole = self.range(span::TextRange::new(start, end.end()));
        if let Some(list) = of.generic_param_list() {
            let span = self.span(list.syntax());
            self.found.push(error(
                "E0131",
                span,
                "`main` function is not allowed to have generic parameters",
                "`main` cannot have generic parameters",
            ));
        } else if of.async_token().is_some() {
            self.found.push(error(
                "E0752",
                whole,
                "`main` function is not allowed to be `async`",
                "`main` function is not allowed to be `async`",
            ));
        } else if of
            .param_list()
            .is_some_and(|it| it.params().next().is_some())
        {
            self.found.push(error(
                "E0580",
                whole,
                "`main` function has wrong type",
                "incorrect number of function parameters",
            ));
        }
    }
}
