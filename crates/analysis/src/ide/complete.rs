//! What may be written at a place: behind a dot, behind `::`, or where a name begins.

use hir::{
    AsAssocItem as _, AssocItem, HasAttrs, HasVisibility as _, Module, ModuleDef, PathResolution,
    ScopeDef, Type,
};
use syntax::{AstNode as _, SyntaxToken, T, ast};

use super::{Call, Completion, CompletionKind, Sema, before, meaning::Meaning};
use crate::Session;

/// Words that may begin a statement, an expression or an item.
const KEYWORDS: [&str; 26] = [
    "as", "async", "await", "break", "const", "continue", "else", "enum", "fn", "for", "if",
    "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "return", "static",
    "struct", "trait", "use", "while",
];

impl<'a> Session<'a> {
    /// What may stand in the place of the name that is before an offset of a file. Where only a sign
    /// is, a name has to be put there first, since `x.` alone is no expression.
    pub fn completions(&self, file: u16, offset: u32) -> Vec<Completion> {
        let mut found = self.candidates(file, offset).unwrap_or_default();
        // Names that begin so are the library's own.
        found.retain(|it| !it.name.starts_with("__"));
        found.sort_by(|a, b| a.name.cmp(&b.name));
        // The first of a name hides the others: the nearer scope, the receiver before its targets.
        found.dedup_by(|a, b| a.name == b.name && namespace(a.kind) == namespace(b.kind));
        found
    }

    fn candidates(&self, file: u16, offset: u32) -> Option<Vec<Completion>> {
        let sema = Sema::new(self.db);
        let token = self.token_before(&sema, file, offset)?;
        if !token.kind().is_any_identifier() {
            return None;
        }
        // An expansion may hold the name several times; one of them tells.
        let inner = sema.descend_into_macros_exact(token);
        inner.iter().find_map(|name| {
            let sign = before(name)?;
            match sign.kind() {
                T![.] => self.members(&sema, name),
                T![::] => self.in_path(&sema, name),
                _ => self.in_scope(&sema, name),
            }
        })
    }

    fn members(&self, sema: &Sema<'a>, name: &SyntaxToken) -> Option<Vec<Completion>> {
        let access = name.parent()?.parent()?;
        let receiver = access.children().find_map(ast::Expr::cast)?;
        let ty = sema.type_of_expr(&receiver)?.original;
        let scope = sema.scope(receiver.syntax())?;
        let module = scope.module();
        let mut found = Vec::new();
        if ty.clone().into_future_output(self.db).is_some() {
            found.push(keyword("await"));
        }
        for step in ty.autoderef(self.db) {
            for (field, of) in step.fields(self.db) {
                if field.is_visible_from(self.db, module) {
                    found.push(Completion {
                        name: field.name(self.db).as_str().to_owned(),
                        kind: CompletionKind::Field,
                        detail: self.shown(&of),
                        call: Call::No,
                    });
                }
            }
            for (index, of) in step.tuple_fields(self.db).iter().enumerate() {
                found.push(Completion {
                    name: index.to_string(),
                    kind: CompletionKind::Field,
                    detail: self.shown(of),
                    call: Call::No,
                });
            }
        }
        ty.iterate_method_candidates(self.db, &scope, None, |method| {
            let callable = method.has_self_param(self.db)
                && method.is_visible_from(self.db, module)
                && !self.is_of_drop(method)
                && !is_hidden(self, method);
            if callable {
                found.push(self.function(method, CompletionKind::Method));
            }
            None::<()>
        });
        Some(found)
    }

    fn in_path(&self, sema: &Sema<'a>, name: &SyntaxToken) -> Option<Vec<Completion>> {
        let path = name.parent_ancestors().find_map(ast::Path::cast)?;
        let qualifier = path.qualifier()?;
        let scope = sema.scope(path.syntax())?;
        let module = scope.module();
        let of_type = |ty: Type<'a>| {
            let mut found = Vec::new();
            let traits = scope.visible_traits();
            ty.iterate_path_candidates(self.db, &scope, &traits.0, None, |item| {
                found.extend(self.associated(item, module));
                None::<()>
            });
            found
        };
        Some(match sema.resolve_path(&qualifier)? {
            PathResolution::Def(ModuleDef::Module(of)) => of
                .scope(self.db, Some(module))
                .into_iter()
                .filter_map(|(name, def)| self.named(name.as_str(), def))
                .collect(),
            PathResolution::Def(ModuleDef::Adt(of)) => {
                let mut found = Vec::new();
                if let hir::Adt::Enum(of) = of {
                    for variant in of.variants(self.db) {
                        let name = variant.name(self.db);
                        let item = ScopeDef::ModuleDef(ModuleDef::EnumVariant(variant));
                        found.extend(self.named(name.as_str(), item));
                    }
                }
                // Of a generic type, what it has with any arguments.
                found.extend(of_type(of.ty(self.db).instantiate_with_errors()));
                found
            }
            PathResolution::Def(ModuleDef::BuiltinType(of)) => of_type(of.ty(self.db)),
            PathResolution::Def(ModuleDef::TypeAlias(of)) => {
                of_type(of.ty(self.db).instantiate_with_errors())
            }
            PathResolution::SelfType(of) => of_type(of.self_ty(self.db)),
            PathResolution::TypeParam(of) => of_type(of.ty(self.db)),
            PathResolution::Def(ModuleDef::Trait(of)) => {
                let items = of.items(self.db).into_iter();
                items
                    .filter_map(|item| self.associated(item, module))
                    .collect()
            }
            _ => return None,
        })
    }

    fn in_scope(&self, sema: &Sema<'a>, name: &SyntaxToken) -> Option<Vec<Completion>> {
        let scope = sema.scope_at_offset(&name.parent()?, name.text_range().start())?;
        let mut found: Vec<Completion> = KEYWORDS.into_iter().map(keyword).collect();
        scope.process_all_names(&mut |name, def| found.extend(self.named(name.as_str(), def)));
        for (name, root) in scope.extern_crates() {
            let root = ScopeDef::ModuleDef(ModuleDef::Module(root));
            found.extend(self.named(name.as_str(), root));
        }
        Some(found)
    }

    fn associated(&self, item: AssocItem, module: Module) -> Option<Completion> {
        if !item.is_visible_from(self.db, module) {
            return None;
        }
        let (name, kind, item) = match item {
            AssocItem::Function(it) => return Some(self.function(it, CompletionKind::Function)),
            AssocItem::Const(it) => (
                it.name(self.db)?,
                CompletionKind::Value,
                ModuleDef::Const(it),
            ),
            AssocItem::TypeAlias(it) => (
                it.name(self.db),
                CompletionKind::Type,
                ModuleDef::TypeAlias(it),
            ),
        };
        Some(Completion {
            name: name.as_str().to_owned(),
            kind,
            detail: self.head(Meaning::Item(item))?,
            call: Call::No,
        })
    }

    fn function(&self, of: hir::Function, kind: CompletionKind) -> Completion {
        let params = match kind {
            CompletionKind::Method => of.method_params(self.db).map_or(0, |params| params.len()),
            _ => of.assoc_fn_params(self.db).len(),
        };
        Completion {
            name: of.name(self.db).as_str().to_owned(),
            kind,
            detail: self.function_head(of),
            call: call(params),
        }
    }

    /// `Drop::drop`, which nobody may call.
    fn is_of_drop(&self, method: hir::Function) -> bool {
        let of = method
            .as_assoc_item(self.db)
            .and_then(|item| item.container_or_implemented_trait(self.db));
        of.is_some() && of == self.lang.Drop.map(hir::Trait::from)
    }

    fn named(&self, name: &str, def: ScopeDef<'a>) -> Option<Completion> {
        let (kind, detail, call) = match def {
            ScopeDef::Local(it) => (
                CompletionKind::Variable,
                self.shown(&it.ty(self.db)),
                Call::No,
            ),
            ScopeDef::ModuleDef(ModuleDef::Function(it)) => {
                let mut found = self.function(it, CompletionKind::Function);
                found.name = name.to_owned();
                return Some(found);
            }
            ScopeDef::ModuleDef(ModuleDef::Module(it)) if is_hidden(self, it) => return None,
            ScopeDef::ModuleDef(item) => {
                let (kind, call) = match item {
                    ModuleDef::Module(_) => (CompletionKind::Module, Call::No),
                    ModuleDef::Trait(_) => (CompletionKind::Trait, Call::No),
                    // Only what is called with `!` may stand where a name begins.
                    ModuleDef::Macro(it) if it.kind(self.db) != hir::MacroKind::Declarative => {
                        return None;
                    }
                    ModuleDef::Macro(_) => (CompletionKind::Macro, Call::Arguments),
                    ModuleDef::EnumVariant(it) => {
                        let fields = match it.kind(self.db) {
                            hir::StructKind::Tuple => it.fields(self.db).len(),
                            _ => 0,
                        };
                        let behind = if fields > 0 {
                            Call::Arguments
                        } else {
                            Call::No
                        };
                        (CompletionKind::Value, behind)
                    }
                    ModuleDef::Const(_) | ModuleDef::Static(_) => (CompletionKind::Value, Call::No),
                    _ => (CompletionKind::Type, Call::No),
                };
                (kind, self.head(Meaning::Item(item))?, call)
            }
            ScopeDef::GenericParam(_) => {
                (CompletionKind::Type, "type parameter".to_owned(), Call::No)
            }
            ScopeDef::ImplSelfType(of) => (
                CompletionKind::Type,
                self.shown(&of.self_ty(self.db)),
                Call::No,
            ),
            _ => return None,
        };
        Some(Completion {
            name: name.to_owned(),
            kind,
            detail,
            call,
        })
    }
}

/// What the library has for its own macros only.
fn is_hidden(session: &Session<'_>, it: impl HasAttrs) -> bool {
    it.attrs(session.db).is_doc_hidden()
}

fn keyword(word: &str) -> Completion {
    Completion {
        name: word.to_owned(),
        kind: CompletionKind::Keyword,
        detail: String::new(),
        call: Call::No,
    }
}

fn call(params: usize) -> Call {
    match params {
        0 => Call::Empty,
        _ => Call::Arguments,
    }
}

/// A type, a value and a macro may share a name.
fn namespace(kind: CompletionKind) -> u8 {
    match kind {
        CompletionKind::Module | CompletionKind::Trait | CompletionKind::Type => 0,
        CompletionKind::Macro => 1,
        CompletionKind::Keyword => 2,
        _ => 3,
    }
}
