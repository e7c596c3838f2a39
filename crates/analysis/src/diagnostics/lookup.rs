//! Why a path leads nowhere.

use hir::{ModuleDef, ScopeDef};
use hir_def::{
    DefWithBodyId, HasModule as _,
    resolver::{HasResolver as _, TypeNs},
};

use super::{Diagnostic, error, missing};
use crate::{Session, thir::Span};

/// What a path should have named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Value,
    Function,
    Struct,
    TupleStruct,
    Pattern,
    Type,
    Trait,
}

impl Wanted {
    fn word(self) -> &'static str {
        match self {
            Wanted::Value => "value",
            Wanted::Function => "function",
            Wanted::Struct => "struct, variant or union type",
            Wanted::TupleStruct => "tuple struct or tuple variant",
            Wanted::Pattern => "unit struct, unit variant or constant",
            Wanted::Type => "type",
            Wanted::Trait => "trait",
        }
    }
    fn code(self) -> &'static str {
        match self {
            Wanted::Value | Wanted::Function | Wanted::Type => "E0425",
            Wanted::Struct => "E0422",
            Wanted::TupleStruct | Wanted::Pattern => "E0531",
            Wanted::Trait => "E0405",
        }
    }
}

/// Where following a path came to an end.
pub(super) enum Stop {
    /// The first segment is not known.
    First,
    /// A module (by its path) has no such member; the index of the segment.
    Member(usize, String),
    /// It is there but private; the index, and what it is.
    Private(usize, &'static str),
    /// It leads somewhere after all, though not to what is wanted.
    Found(ModuleDef),
}

impl Session<'_> {
    /// Follows a path from a module without regard for privacy, then with it.
    pub(super) fn follow(&self, from: hir::Module, segments: &[String]) -> Stop {
        let db = self.db;
        let (mut at, start) = match segments.first().map(String::as_str) {
            Some("crate") => (from.crate_root(db), 1),
            Some("self") => (from, 1),
            Some("super") => (from.parent(db).unwrap_or(from), 1),
            Some(first) => match self.first_module(from, first) {
                Some(module) => (module, 1),
                None => (from, 0),
            },
            None => return Stop::First,
        };
        for (index, name) in segments.iter().enumerate().skip(start) {
            let scope = at.scope(db, None);
            let all: Vec<ModuleDef> = scope
                .into_iter()
                .filter_map(|(known, def)| match def {
                    ScopeDef::ModuleDef(def) if known.as_str() == name => Some(def),
                    _ => None,
                })
                .collect();
            let Some(found) = all.first().copied() else {
                if index == 0 {
                    return Stop::First;
                }
                return Stop::Member(index, self.module_name(at));
            };
            let visible = at
                .scope(db, Some(from))
                .into_iter()
                .any(|(known, _)| known.as_str() == name);
            if !visible {
                return Stop::Private(index, kind_of(found));
            }
            match found {
                ModuleDef::Module(module) if index + 1 < segments.len() => at = module,
                found => return Stop::Found(found),
            }
        }
        Stop::Found(ModuleDef::Module(at))
    }
    fn first_module(&self, from: hir::Module, name: &str) -> Option<hir::Module> {
        let db = self.db;
        let local = from
            .scope(db, None)
            .into_iter()
            .find_map(|(known, def)| match def {
                ScopeDef::ModuleDef(ModuleDef::Module(module)) if known.as_str() == name => {
                    Some(module)
                }
                _ => None,
            });
        local.or_else(|| {
            let dependency = from
                .krate(db)
                .dependencies(db)
                .into_iter()
                .find(|it| it.name.as_str() == name)?;
            Some(dependency.krate.root_module(db))
        })
    }
    fn module_name(&self, module: hir::Module) -> String {
        let mut parts: Vec<String> = module
            .path_to_root(self.db)
            .into_iter()
            .filter_map(|module| module.name(self.db))
            .map(|name| name.as_str().to_owned())
            .collect();
        let krate = module.krate(self.db);
        parts.push(match krate == self.own_crate() {
            true => "crate".to_owned(),
            false => self.public_name(krate),
        });
        parts.reverse();
        parts.join("::")
    }
    /// Everything of `core` and `alloc` is said to be of `std`.
    fn public_name(&self, krate: hir::Crate) -> String {
        let name = krate
            .display_name(self.db)
            .map(|name| name.canonical_name().as_str().to_owned());
        match name.as_deref() {
            Some("core" | "alloc") => "std".to_owned(),
            _ => name.unwrap_or_default(),
        }
    }

    pub(super) fn unresolved_path(
        &self,
        def: DefWithBodyId,
        segments: &[String],
        spans: &[Span],
        wanted: Wanted,
    ) -> Diagnostic {
        self.unresolved_in(def.module(self.db).into(), segments, spans, wanted)
    }
    pub(super) fn unresolved_in(
        &self,
        module: hir::Module,
        segments: &[String],
        spans: &[Span],
        wanted: Wanted,
    ) -> Diagnostic {
        let last = segments.len().saturating_sub(1);
        let span = |index: usize| {
            spans.get(index).or(spans.last()).copied().unwrap_or(Span {
                file: 0,
                start: 0,
                end: 0,
            })
        };
        let name = |index: usize| segments.get(index).map_or("", String::as_str);
        if segments.first().is_some_and(|it| it == "Self") && matches!(wanted, Wanted::Type) {
            return error(
                "E0411",
                span(0),
                "cannot find type `Self` in this scope",
                "`Self` is only available in impls, traits, or type definitions",
            );
        }
        if segments.is_empty() {
            return error(
                "E0424",
                span(0),
                "expected value, found module `self`",
                "`self` value is a keyword only available in methods with a `self` parameter",
            );
        }
        if let [only] = segments {
            let word = wanted.word();
            if let Some((code, message, label)) = self.outer_variable(span(0), only) {
                return error(code, span(0), message, label);
            }
            if let Some(made) = self.other_kind(module, only, wanted, span(0)) {
                return made;
            }
            if only == "Self" && matches!(wanted, Wanted::Value) {
                return error(
                    "E0423",
                    span(0),
                    "expected value, found self type `Self`",
                    "not a value",
                );
            }
            if only == "self" {
                return error(
                    "E0424",
                    span(0),
                    "expected value, found module `self`",
                    "`self` value is a keyword only available in methods with a `self` parameter",
                );
            }
            return error(
                wanted.code(),
                span(0),
                format!("cannot find {word} `{only}` in this scope"),
                "not found in this scope",
            );
        }
        let stop = self.follow(module.nearest_non_block_module(self.db), segments);
        if let Stop::Member(index, of) = &stop
            && let Some(made) =
                missing::not_here(of, name(*index), &segments.join("::"), span(*index))
        {
            return made;
        }
        match stop {
            Stop::Private(index, kind) => {
                let name = name(index);
                error(
                    "E0603",
                    span(index),
                    format!("{kind} `{name}` is private"),
                    format!("private {kind}"),
                )
            }
            Stop::First => {
                let first = name(0);
                if first == "Self" {
                    return error(
                        "E0433",
                        span(0),
                        "cannot find `Self` in this scope",
                        "`Self` is only available in impls, traits, or type definitions",
                    );
                }
                match first.chars().next().is_some_and(char::is_uppercase) {
                    true => error(
                        "E0433",
                        span(0),
                        format!("cannot find type `{first}` in this scope"),
                        format!("use of undeclared type `{first}`"),
                    ),
                    false => error(
                        "E0433",
                        span(0),
                        format!("cannot find module or crate `{first}` in this scope"),
                        format!("use of unresolved module or unlinked crate `{first}`"),
                    ),
                }
            }
            Stop::Member(index, of) if index == last => {
                let around = if of.contains("::") { "module" } else { "crate" };
                error(
                    wanted.code(),
                    span(index),
                    format!(
                        "cannot find {} `{}` in {around} `{of}`",
                        wanted.word(),
                        name(index)
                    ),
                    format!("not found in `{of}`"),
                )
            }
            Stop::Member(index, of) => {
                let short = of.rsplit("::").next().unwrap_or(&of);
                error(
                    "E0433",
                    span(index),
                    format!("cannot find `{}` in `{short}`", name(index)),
                    format!("could not find `{}` in `{short}`", name(index)),
                )
            }
            Stop::Found(ModuleDef::EnumVariant(_))
                if matches!(wanted, Wanted::Value | Wanted::Function) =>
            {
                let name = segments.join("::");
                error(
                    "E0533",
                    whole(spans).unwrap_or(span(last)),
                    format!("expected value, found struct variant `{name}`"),
                    "not a value",
                )
            }
            Stop::Found(found) => {
                let (word, last_name) = (wanted.word(), name(last));
                error(
                    "E0423",
                    span(last),
                    format!("expected {word}, found {} `{last_name}`", kind_of(found)),
                    format!("not a {word}"),
                )
            }
        }
    }
    /// A name that is there, but not as what is wanted.
    fn other_kind(
        &self,
        module: hir::Module,
        name: &str,
        wanted: Wanted,
        span: Span,
    ) -> Option<Diagnostic> {
        let code = match wanted {
            Wanted::Value | Wanted::Function => "E0423",
            Wanted::Struct => "E0574",
            Wanted::TupleStruct | Wanted::Pattern => "E0532",
            Wanted::Type => "E0573",
            Wanted::Trait => return None,
        };
        let path = hir_def::expr_store::path::Path::from_known_path_with_no_generic(
            hir_expand::mod_path::ModPath::from_segments(
                hir_expand::mod_path::PathKind::Plain,
                [hir_expand::name::Name::new_root(name)],
            ),
        );
        let id = hir_def::ModuleId::from(module);
        let resolver = id.resolver(self.db);
        let types = match wanted {
            Wanted::Type => None,
            _ => resolver.resolve_path_in_type_ns_fully(self.db, &path),
        };
        let kind = match types {
            Some(TypeNs::AdtId(id)) => kind_of(ModuleDef::Adt(id.into())),
            Some(TypeNs::TraitId(_)) => "trait",
            Some(TypeNs::TypeAliasId(_)) => "type alias",
            Some(TypeNs::BuiltinType(_)) => "builtin type",
            Some(TypeNs::ModuleId(_)) => "module",
            Some(_) => return None,
            None if wanted == Wanted::Type => match self.follow(module, &[name.to_owned()]) {
                Stop::Found(
                    def @ (ModuleDef::Function(_)
                    | ModuleDef::Const(_)
                    | ModuleDef::Static(_)
                    | ModuleDef::EnumVariant(_)),
                ) => kind_of(def),
                _ if matches!(name, "Some" | "None" | "Ok" | "Err") => "variant",
                _ => return None,
            },
            None if matches!(wanted, Wanted::Value | Wanted::Function)
                && self.is_macro(module, name) =>
            {
                "macro"
            }
            None => return None,
        };
        // A struct with fields is what was meant, only not so.
        let word = match (wanted, kind) {
            (Wanted::Function, "struct") => "function, tuple struct or tuple variant",
            _ => wanted.word(),
        };
        Some(error(
            code,
            span,
            format!("expected {word}, found {kind} `{name}`"),
            format!("not a {word}"),
        ))
    }
    fn is_macro(&self, module: hir::Module, name: &str) -> bool {
        let own = module.scope(self.db, None).into_iter().any(|(known, def)| {
            known.as_str() == name && matches!(def, ScopeDef::ModuleDef(ModuleDef::Macro(_)))
        });
        own || matches!(
            name,
            "println"
                | "print"
                | "eprintln"
                | "eprint"
                | "vec"
                | "format"
                | "panic"
                | "assert"
                | "assert_eq"
                | "assert_ne"
                | "todo"
                | "unimplemented"
                | "unreachable"
                | "dbg"
                | "write"
                | "writeln"
                | "matches"
        )
    }
    /// A variable of the function around an item (E0434), or around a constant (E0435).
    fn outer_variable(
        &self,
        span: Span,
        name: &str,
    ) -> Option<(&'static str, &'static str, &'static str)> {
        use syntax::{AstNode as _, SyntaxKind, ast, ast::HasName as _};
        if u32::from(span.file) >= crate::load::FIRST_LIBRARY_FILE {
            return None;
        }
        let tree =
            syntax::SourceFile::parse(self.text(span.file), span::Edition::Edition2024).tree();
        let node = tree
            .syntax()
            .token_at_offset(span.start.into())
            .right_biased()?
            .parent()?;
        let item = node.ancestors().find(|it| {
            matches!(
                it.kind(),
                SyntaxKind::FN | SyntaxKind::CONST | SyntaxKind::STATIC | SyntaxKind::CONST_ARG
            )
        })?;
        let around = item.ancestors().skip(1).find_map(ast::Fn::cast)?;
        let bound = around
            .syntax()
            .descendants()
            .filter_map(ast::IdentPat::cast)
            .any(|pat| {
                let outside = !item.text_range().contains_range(pat.syntax().text_range());
                let before = pat.syntax().text_range().end() <= item.text_range().start();
                outside && before && pat.name().is_some_and(|it| it.text() == name)
            });
        if !bound {
            return None;
        }
        Some(match item.kind() {
            SyntaxKind::FN => (
                "E0434",
                "can't capture dynamic environment in a fn item",
                "use the `|| { ... }` closure form instead",
            ),
            _ => (
                "E0435",
                "attempt to use a non-constant value in a constant",
                "non-constant value",
            ),
        })
    }
    /// The type that all but the last segment name: its kind, its name, and whether it is an enum.
    pub(super) fn type_of_prefix(
        &self,
        def: DefWithBodyId,
        segments: &[String],
    ) -> (&'static str, String, bool) {
        let prefix = &segments[..segments.len().saturating_sub(1)];
        let module: hir::Module = def.module(self.db).into();
        let written = prefix.join("::");
        let found = match self.follow(module.nearest_non_block_module(self.db), prefix) {
            Stop::Found(ModuleDef::Adt(adt)) => Some(adt),
            _ => {
                // `Self`, prelude names, parameters.
                let name = hir_expand::name::Name::new_root(&written);
                let path = hir_def::expr_store::path::Path::from_known_path_with_no_generic(
                    hir_expand::mod_path::ModPath::from_segments(
                        hir_expand::mod_path::PathKind::Plain,
                        [name],
                    ),
                );
                match def
                    .resolver(self.db)
                    .resolve_path_in_type_ns_fully(self.db, &path)
                {
                    Some(TypeNs::AdtId(adt) | TypeNs::AdtSelfType(adt)) => {
                        Some(hir::Adt::from(adt))
                    }
                    Some(TypeNs::SelfType(id)) => hir::Impl::from(id).self_ty(self.db).as_adt(),
                    Some(TypeNs::TraitId(_)) => return ("trait", written, false),
                    Some(TypeNs::GenericParam(_)) => return ("type parameter", written, false),
                    _ => None,
                }
            }
        };
        match found {
            Some(adt) => {
                let (kind, is_enum) = match adt {
                    hir::Adt::Struct(_) => ("struct", false),
                    hir::Adt::Enum(_) => ("enum", true),
                    hir::Adt::Union(_) => ("union", false),
                };
                let name = adt.name(self.db).as_str().to_owned();
                (
                    kind,
                    if adt.ty(self.db).type_arguments().next().is_some() {
                        self.with_holes(adt, name)
                    } else {
                        name
                    },
                    is_enum,
                )
            }
            None => ("type", written, false),
        }
    }
    fn with_holes(&self, adt: hir::Adt, name: String) -> String {
        let holes: Vec<&str> = adt.ty(self.db).type_arguments().map(|_| "_").collect();
        format!("{name}<{}>", holes.join(", "))
    }
}

/// From the first segment to the last.
fn whole(spans: &[Span]) -> Option<Span> {
    let (first, last) = (spans.first()?, spans.last()?);
    Some(Span {
        end: last.end,
        ..*first
    })
}

/// What rustc calls an item.
pub(super) fn kind_of(def: ModuleDef) -> &'static str {
    match def {
        ModuleDef::Module(_) => "module",
        ModuleDef::Function(_) => "function",
        ModuleDef::Adt(hir::Adt::Struct(_)) => "struct",
        ModuleDef::Adt(hir::Adt::Enum(_)) => "enum",
        ModuleDef::Adt(hir::Adt::Union(_)) => "union",
        ModuleDef::EnumVariant(_) => "variant",
        ModuleDef::Const(_) => "constant",
        ModuleDef::Static(_) => "static",
        ModuleDef::Trait(_) => "trait",
        ModuleDef::TypeAlias(_) => "type alias",
        ModuleDef::BuiltinType(_) => "builtin type",
        ModuleDef::Macro(_) => "macro",
    }
}
