//! rust-analyzer's diagnostics that need no types to be told.

use hir::diagnostics::AnyDiagnostic as D;
use hir_def::VariantId;
use hir_expand::InFile;
use hir_ty::diagnostics::UnsafetyReason;
use syntax::{AstNode as _, AstPtr, ast, ast::HasName as _};

use super::{Diagnostic, error};
use crate::{Session, thir::Span};

/// `1 field`, `2 fields`.
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub(super) fn enumerate(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

impl Session<'_> {
    /// `None` for what is told elsewhere (with types) or is no error.
    pub(super) fn structural(&self, it: &D<'_>) -> Option<Diagnostic> {
        Some(match it {
            D::AwaitOutsideOfAsync(d) => {
                let node = self.node(&d.node);
                let keyword = node.await_token();
                let span = keyword.map_or(self.at(&d.node), |token| {
                    self.range(InFile::new(d.node.file_id, token.text_range()))
                });
                error(
                    "E0728",
                    span,
                    "`await` is only allowed inside `async` functions and blocks",
                    "only allowed inside `async` functions and blocks",
                )
                .also(
                    self.around(d.node.file_id, node.syntax()),
                    "this is not `async`",
                )
            }
            D::BreakOutsideOfLoop(d) if d.bad_value_break => error(
                "E0571",
                self.at(&d.expr),
                "`break` with value from a `while` loop",
                "can only break with a value inside `loop` or breakable block",
            ),
            D::BreakOutsideOfLoop(d) => {
                let word = if d.is_break { "break" } else { "continue" };
                if let Some(around) = inside_of(self.node(&d.expr).syntax()) {
                    return Some(error(
                        "E0267",
                        self.at(&d.expr),
                        format!("`{word}` inside {around}"),
                        format!("cannot `{word}` inside {around}"),
                    ));
                }
                let around = if d.is_break { " or labeled block" } else { "" };
                error(
                    "E0268",
                    self.at(&d.expr),
                    format!("`{word}` outside of a loop{around}"),
                    format!("cannot `{word}` outside of a loop{around}"),
                )
            }
            D::UndeclaredLabel(d) => {
                let name = d.name.as_str();
                error(
                    "E0426",
                    self.at(&d.node),
                    format!("use of undeclared label `{name}`"),
                    format!("undeclared label `{name}`"),
                )
            }
            D::UnreachableLabel(d) => {
                let name = d.name.as_str();
                error(
                    "E0767",
                    self.at(&d.node),
                    format!("use of unreachable label `{name}`"),
                    format!("unreachable label `{name}`"),
                )
            }
            D::MissingUnsafe(d) => {
                if !matches!(d.lint, hir::diagnostics::UnsafeLint::HardError) {
                    return None;
                }
                let (what, label) = match d.reason {
                    UnsafetyReason::UnsafeFnCall => {
                        ("call to unsafe function", "call to unsafe function")
                    }
                    UnsafetyReason::RawPtrDeref => {
                        ("dereference of raw pointer", "dereference of raw pointer")
                    }
                    UnsafetyReason::MutableStatic => {
                        ("use of mutable static", "use of mutable static")
                    }
                    UnsafetyReason::ExternStatic => {
                        ("use of extern static", "use of extern static")
                    }
                    UnsafetyReason::UnionField => {
                        ("access to union field", "access to union field")
                    }
                    UnsafetyReason::InlineAsm => {
                        ("use of inline assembly", "use of inline assembly")
                    }
                };
                error(
                    "E0133",
                    self.at(&d.node),
                    format!("{what} is unsafe and requires unsafe function or block"),
                    label,
                )
            }
            D::MissingFields(d) => return Some(self.missing_fields(d)),
            D::TraitImplMissingAssocItems(d) => {
                let names: Vec<String> = d
                    .missing
                    .iter()
                    .map(|(name, _)| format!("`{}`", name.as_str()))
                    .collect();
                let names = names.join(", ");
                let (span, _) = self.impl_header(&InFile::new(d.file_id, d.impl_));
                error(
                    "E0046",
                    span,
                    format!("not all trait items implemented, missing: {names}"),
                    format!("missing {names} in implementation"),
                )
            }
            D::TraitImplRedundantAssocItems(d) => {
                let (name, item) = (&d.assoc_item.0, &d.assoc_item.1);
                let trait_ = d.trait_.name(self.db).as_str().to_owned();
                let (code, kind) = match item {
                    hir::AssocItem::Function(_) => ("E0407", "method"),
                    hir::AssocItem::TypeAlias(_) => ("E0437", "type"),
                    hir::AssocItem::Const(_) => ("E0438", "const"),
                };
                let ptr = InFile::new(d.file_id, d.impl_);
                let node = self.node(&ptr);
                let place = node
                    .syntax()
                    .descendants()
                    .filter_map(ast::AssocItem::cast)
                    .find(|item| {
                        item_name(item).is_some_and(|known| known.text() == name.as_str())
                    });
                let span = place.map_or(self.at(&ptr), |place| {
                    self.of_node(d.file_id, place.syntax())
                });
                error(
                    code,
                    span,
                    format!(
                        "{kind} `{}` is not a member of trait `{trait_}`",
                        name.as_str()
                    ),
                    format!("not a member of trait `{trait_}`"),
                )
            }
            D::TraitImplOrphan(d) => {
                let (span, _) = self.impl_header(&InFile::new(d.file_id, d.impl_));
                let node = self.node(&InFile::new(d.file_id, d.impl_));
                if let Some(param) = bare_parameter(&node) {
                    return Some(error(
                        "E0210",
                        self.of_node(d.file_id, param.syntax()),
                        format!(
                            "type parameter `{0}` must be used as the type parameter for some local type (e.g., `MyStruct<{0}>`)",
                            param.text()
                        ),
                        "uncovered type parameter",
                    ));
                }
                error(
                    "E0117",
                    span,
                    "only traits defined in the current crate can be implemented for types defined outside of the crate",
                    "impl doesn't have any local type before any uncovered type parameters",
                )
            }
            D::IncoherentImpl(d) => {
                let (span, _) = self.impl_header(&InFile::new(d.file_id, d.impl_));
                let node = self.node(&InFile::new(d.file_id, d.impl_));
                let ty = node.self_ty().map(|ty| ty.syntax().text().to_string());
                if ty.is_some_and(|ty| is_primitive(&ty)) {
                    return Some(error(
                        "E0390",
                        span,
                        "cannot define inherent `impl` for primitive types",
                        "",
                    ));
                }
                error(
                    "E0116",
                    span,
                    "cannot define inherent `impl` for a type outside of the crate where the type is defined",
                    "impl of type defined outside of crate",
                )
            }
            D::TraitImplIncorrectSafety(d) => {
                let (span, text) = self.impl_header(&InFile::new(d.file_id, d.impl_));
                let of = text
                    .split(" for ")
                    .next()
                    .unwrap_or("")
                    .trim_start_matches("unsafe ")
                    .trim_start_matches("impl ");
                match d.should_be_safe {
                    true => error(
                        "E0199",
                        span,
                        format!("implementing the trait `{of}` is not unsafe"),
                        "",
                    ),
                    false => error(
                        "E0200",
                        span,
                        format!("the trait `{of}` requires an `unsafe impl` declaration"),
                        "",
                    ),
                }
            }
            D::UnresolvedModule(d) => {
                let node = self.node(&d.decl);
                let name = node
                    .name()
                    .map_or_else(String::new, |name| name.text().to_string());
                error("E0583", self.at(&d.decl), format!("file not found for module `{name}`"), "")
                    .help(format!("to create the module `{name}`, create file \"src/{name}.rs\" or \"src/{name}/mod.rs\""))
            }
            D::UnresolvedExternCrate(d) => {
                let name = self
                    .node(&d.decl)
                    .name_ref()
                    .map_or_else(String::new, |name| name.text().to_string());
                error(
                    "E0463",
                    self.at(&d.decl),
                    format!("can't find crate for `{name}`"),
                    "can't find crate",
                )
            }
            D::UnresolvedMacroCall(d) => {
                let name = d.path.segments().last().map_or("", |name| name.as_str());
                let span = self.range(d.range);
                match d.is_bang {
                    true => error(
                        "",
                        span,
                        format!("cannot find macro `{name}` in this scope"),
                        "",
                    ),
                    false if self.is_in_derive(span) => error(
                        "",
                        span,
                        format!("cannot find derive macro `{name}` in this scope"),
                        "",
                    ),
                    false => error(
                        "",
                        span,
                        format!("cannot find attribute `{name}` in this scope"),
                        "",
                    ),
                }
            }
            D::MacroError(d) if !d.error => return None,
            D::MacroError(d) => self.macro_error(self.range(d.range), &d.message),
            D::MacroExpansionParseError(d) => {
                let first = d
                    .errors
                    .first()
                    .map_or_else(String::new, |error| error.to_string());
                error(
                    "",
                    self.range(d.range),
                    format!("macro expansion does not parse: {first}"),
                    "",
                )
            }
            D::MacroDefError(d) => error("", self.at(&d.node), d.message.clone(), ""),
            D::UnimplementedBuiltinMacro(d) => {
                let range = InFile::new(d.node.file_id, d.node.value.text_range());
                Diagnostic {
                    unsupported: true,
                    ..error(
                        "",
                        self.range(range),
                        "not supported here yet: this builtin macro",
                        "",
                    )
                }
            }
            D::InvalidDeriveTarget(d) => error(
                "E0774",
                self.range(d.range),
                "`derive` may only be applied to `struct`s, `enum`s and `union`s",
                "not applicable here",
            ),
            D::MalformedDerive(d) => error(
                "E0777",
                self.range(d.range),
                "expected path to a trait, found literal",
                "",
            ),
            D::IncorrectGenericsLen(d) => {
                let (what, name) = self.generic_def(d.def);
                let kind = match d.kind {
                    hir::diagnostics::IncorrectGenericsLenKind::Lifetimes => "lifetime",
                    hir::diagnostics::IncorrectGenericsLenKind::TypesAndConsts => "generic",
                };
                let span = self.generics_name(&d.generics_or_segment);
                let expected = count(d.expected as usize, &format!("{kind} argument"));
                if d.provided == 0 {
                    error(
                        "E0107",
                        span,
                        format!("missing generics for {what} `{name}`"),
                        format!("expected {expected}"),
                    )
                } else {
                    let were = if d.provided == 1 { "was" } else { "were" };
                    let provided = count(d.provided as usize, &format!("{kind} argument"));
                    error(
                        "E0107",
                        span,
                        format!("{what} takes {expected} but {provided} {were} supplied"),
                        format!("expected {expected}"),
                    )
                }
            }
            D::MissingLifetime(d) => error(
                "E0106",
                self.at(&d.generics_or_segment),
                "missing lifetime specifier",
                "expected named lifetime parameter",
            ),
            D::ElidedLifetimesInPath(d) if d.hard_error => error(
                "E0726",
                self.at(&d.generics_or_segment),
                "implicit elided lifetime not allowed here",
                "expected lifetime parameter",
            ),
            D::GenericArgsProhibited(d) => error(
                "E0109",
                self.at(&d.args),
                "generic arguments are not allowed here",
                "not allowed here",
            ),
            D::ParenthesizedGenericArgsWithoutFnTrait(d) => error(
                "E0214",
                self.at(&d.args),
                "parenthesized type parameters may only be used with a `Fn` trait",
                "only `Fn` traits may use parentheses",
            ),
            D::IncorrectGenericsOrder(d) => error(
                "E0747",
                self.at(&d.provided_arg),
                "generic arguments are in the wrong order",
                "",
            ),
            D::InferVarsNotAllowed(d) => error(
                "E0121",
                self.range(InFile::new(d.node.file_id, d.node.value.text_range())),
                "the placeholder `_` is not allowed within types on item signatures",
                "not allowed in type signatures",
            ),
            D::GenericDefaultRefersToSelf(d) => error(
                "E0735",
                self.at(&d.segment),
                "generic parameters cannot use `Self` in their defaults",
                "`Self` in generic parameter default",
            ),
            D::BadRtn(d) => error(
                "",
                self.at(&d.rtn),
                "return type notation is not allowed here",
                "",
            ),
            D::PatternArgInExternFn(d) => error(
                "E0130",
                self.at(&d.node),
                "patterns aren't allowed in foreign function declarations",
                "pattern not allowed in foreign function",
            ),
            D::FruInDestructuringAssignment(d) => error(
                "E0797",
                self.at(&d.node),
                "functional record updates are not allowed in destructuring assignments",
                "",
            ),
            // Told with types, by checks of our own (exhaustiveness), or only matters of style.
            _ => return None,
        })
    }
    /// The signature of the function or closure around a place.
    fn around(&self, file: hir_expand::HirFileId, node: &syntax::SyntaxNode) -> Option<Span> {
        node.ancestors().find_map(|node| {
            let range = match ast::Fn::cast(node.clone()) {
                Some(of) => of.name()?.syntax().text_range(),
                None => ast::ClosureExpr::cast(node)?
                    .param_list()?
                    .syntax()
                    .text_range(),
            };
            Some(self.range(InFile::new(file, range)))
        })
    }
    fn missing_fields(&self, d: &hir::diagnostics::MissingFields) -> Diagnostic {
        let names: Vec<String> = d
            .missed_fields
            .iter()
            .map(|(name, _)| name.as_str().to_owned())
            .collect();
        let ptr = InFile::new(d.file, d.field_list_parent);
        let fields = if names.len() == 1 { "field" } else { "fields" };
        match self.node(&ptr) {
            either::Either::Left(literal) => {
                let path = literal.path();
                let name = path
                    .as_ref()
                    .map_or_else(String::new, |path| path.syntax().text().to_string());
                let span = path.map_or(self.at(&ptr), |path| self.of_node(d.file, path.syntax()));
                let list = enumerate(&names);
                error(
                    "E0063",
                    span,
                    format!("missing {fields} {list} in initializer of `{name}`"),
                    format!("missing {list}"),
                )
            }
            either::Either::Right(_) => {
                let list = enumerate(&names);
                error(
                    "E0027",
                    self.at(&ptr),
                    format!("pattern does not mention {fields} {list}"),
                    format!("missing {fields} {list}"),
                )
            }
        }
    }
    /// An impl up to its brace.
    pub(super) fn impl_header(&self, ptr: &InFile<AstPtr<ast::Impl>>) -> (Span, String) {
        let node = self.node(ptr);
        let start = node.syntax().children_with_tokens().find(|it| {
            !it.kind().is_trivia()
                && it.kind() != syntax::SyntaxKind::ATTR
                && it.kind() != syntax::SyntaxKind::COMMENT
        });
        let start = start.map_or(node.syntax().text_range().start(), |it| {
            it.text_range().start()
        });
        let end = node
            .self_ty()
            .map_or(node.syntax().text_range().end(), |ty| {
                ty.syntax().text_range().end()
            });
        let range = span::TextRange::new(start, end.max(start));
        let text = node
            .syntax()
            .text()
            .slice(range - node.syntax().text_range().start())
            .to_string();
        (self.range(InFile::new(ptr.file_id, range)), text)
    }
    fn is_in_derive(&self, span: Span) -> bool {
        let before = self
            .text(span.file)
            .get(..span.start as usize)
            .unwrap_or("");
        before
            .rsplit("#[")
            .next()
            .is_some_and(|attr| attr.trim_start().starts_with("derive") && !attr.contains(']'))
    }
    fn macro_error(&self, span: Span, message: &str) -> Diagnostic {
        let message = message
            .strip_prefix("proc-macro panicked: ")
            .unwrap_or(message);
        let no_rule = ["no rule matches", "leftover tokens", "unexpected token"];
        if no_rule.iter().any(|it| message.starts_with(it)) || is_fragment_error(message) {
            return error("", span, super::NO_RULE, "");
        }
        let code = if message.contains("with no `#[default]`") {
            "E0665"
        } else {
            ""
        };
        error(code, span, message, "")
    }
    /// The name before a list of generic arguments.
    fn generics_name(
        &self,
        ptr: &InFile<AstPtr<either::Either<ast::GenericArgList, ast::NameRef>>>,
    ) -> Span {
        match self.node(ptr) {
            either::Either::Left(list) => {
                let name = list
                    .syntax()
                    .parent()
                    .and_then(ast::PathSegment::cast)
                    .and_then(|segment| segment.name_ref());
                name.map_or(self.at(ptr), |name| {
                    self.of_node(ptr.file_id, name.syntax())
                })
            }
            either::Either::Right(_) => self.at(ptr),
        }
    }
    fn generic_def(&self, def: hir::GenericDef) -> (&'static str, String) {
        let name = |name: hir_expand::name::Name| name.as_str().to_owned();
        match def {
            hir::GenericDef::Function(it) => ("function", name(it.name(self.db))),
            hir::GenericDef::Adt(hir::Adt::Struct(it)) => ("struct", name(it.name(self.db))),
            hir::GenericDef::Adt(hir::Adt::Enum(it)) => ("enum", name(it.name(self.db))),
            hir::GenericDef::Adt(hir::Adt::Union(it)) => ("union", name(it.name(self.db))),
            hir::GenericDef::Trait(it) => ("trait", name(it.name(self.db))),
            hir::GenericDef::TypeAlias(it) => ("type alias", name(it.name(self.db))),
            hir::GenericDef::Impl(_) => ("impl", String::new()),
            hir::GenericDef::Const(_) | hir::GenericDef::Static(_) => ("constant", String::new()),
        }
    }
    /// `struct `S``, `variant `E::A``.
    pub(super) fn describe_variant(&self, variant: VariantId) -> (&'static str, String) {
        let adt = self.adt_name(variant.adt_id(self.db));
        match variant {
            VariantId::EnumVariantId(id) => {
                let parent = hir_def::Lookup::lookup(&id, self.db).parent;
                let name = parent.enum_variants(self.db).variant_name_by_id(id);
                (
                    "variant",
                    format!("{adt}::{}", name.as_ref().map_or("_", |name| name.as_str())),
                )
            }
            VariantId::StructId(_) => ("struct", adt),
            VariantId::UnionId(_) => ("union", adt),
        }
    }
}

/// `expected Expr`: of a macro's matcher.
fn is_fragment_error(message: &str) -> bool {
    message
        .strip_prefix("expected ")
        .is_some_and(|what| what.bytes().all(|it| it.is_ascii_alphabetic()))
}

fn is_primitive(ty: &str) -> bool {
    let ty = ty.trim();
    ty.starts_with(['&', '*', '[', '('])
        || matches!(
            ty,
            "u8" | "u16"
                | "u32"
                | "u64"
                | "u128"
                | "usize"
                | "i8"
                | "i16"
                | "i32"
                | "i64"
                | "i128"
                | "isize"
                | "f32"
                | "f64"
                | "bool"
                | "char"
                | "str"
                | "!"
        )
}

/// The type parameter that a trait is implemented for.
fn bare_parameter(of: &ast::Impl) -> Option<ast::Name> {
    let ty = of.self_ty()?.syntax().text().to_string();
    let list = ast::HasGenericParams::generic_param_list(of)?;
    list.type_or_const_params()
        .filter_map(|it| it.name())
        .find(|name| name.text() == ty)
}

/// The closure or async block around a place, up to the function.
fn inside_of(node: &syntax::SyntaxNode) -> Option<&'static str> {
    node.ancestors().find_map(|it| match it.kind() {
        syntax::SyntaxKind::FN => Some(None),
        syntax::SyntaxKind::CLOSURE_EXPR => Some(Some("of a closure")),
        syntax::SyntaxKind::BLOCK_EXPR => ast::BlockExpr::cast(it)
            .filter(|it| it.async_token().is_some())
            .map(|_| Some("`async` block")),
        _ => None,
    })?
}

fn item_name(item: &ast::AssocItem) -> Option<ast::Name> {
    match item {
        ast::AssocItem::Const(it) => it.name(),
        ast::AssocItem::Fn(it) => it.name(),
        ast::AssocItem::TypeAlias(it) => it.name(),
        ast::AssocItem::MacroCall(_) => None,
    }
}
