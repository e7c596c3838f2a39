//! What a name means, whether it is used or declared there.

use either::Either;
use hir::{
    AsAssocItem as _, AssocItem, ConstParam, Field, Function, Impl, Label, LifetimeParam, Local,
    ModuleDef, PathResolution, TypeParam,
};
use syntax::{AstNode as _, SyntaxKind, SyntaxNode, SyntaxToken, ast};

use super::Sema;
use crate::Session;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    Item(ModuleDef),
    Local(Local<'a>),
    Field(Field),
    TypeParam(TypeParam),
    ConstParam(ConstParam),
    Lifetime(LifetimeParam),
    Label(Label),
    /// `Self`.
    SelfType(Impl),
}

impl<'a> Meaning<'a> {
    pub(super) fn of_path(path: PathResolution<'a>) -> Option<Meaning<'a>> {
        Some(match path {
            PathResolution::Def(it) => Meaning::Item(it),
            PathResolution::Local(it) => Meaning::Local(it),
            PathResolution::TypeParam(it) => Meaning::TypeParam(it),
            PathResolution::ConstParam(it) => Meaning::ConstParam(it),
            PathResolution::SelfType(it) => Meaning::SelfType(it),
            _ => return None,
        })
    }
}

impl<'a> Session<'a> {
    /// What the name at a token means: two things where a field and a variable share it. In a macro's
    /// arguments the expansion decides.
    pub(super) fn meanings(&self, sema: &Sema<'a>, token: &SyntaxToken) -> Vec<Meaning<'a>> {
        let inner = sema.descend_into_macros_exact(token.clone());
        let found = inner.iter().map(|token| self.meanings_here(sema, token));
        found
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn meanings_here(&self, sema: &Sema<'a>, token: &SyntaxToken) -> Vec<Meaning<'a>> {
        let Some(parent) = token.parent() else {
            return Vec::new();
        };
        if let Some(name) = ast::NameRef::cast(parent.clone()) {
            return self.of_use(sema, &name);
        }
        if let Some(name) = ast::Name::cast(parent.clone()) {
            return self.of_declaration(sema, &name);
        }
        if let Some(lifetime) = ast::Lifetime::cast(parent) {
            return self.of_lifetime(sema, &lifetime).into_iter().collect();
        }
        Vec::new()
    }

    fn of_use(&self, sema: &Sema<'a>, name: &ast::NameRef) -> Vec<Meaning<'a>> {
        if let Some(field) = ast::RecordExprField::for_field_name(name) {
            let Some((of, local, _)) = sema.resolve_record_field(&field) else {
                return Vec::new();
            };
            let local = local.map(Meaning::Local);
            return [Meaning::Field(of)].into_iter().chain(local).collect();
        }
        let Some(parent) = name.syntax().parent() else {
            return Vec::new();
        };
        let one = || {
            if let Some(call) = ast::MethodCallExpr::cast(parent.clone()) {
                let method = sema.resolve_method_call(&call)?;
                return Some(Meaning::Item(ModuleDef::Function(method)));
            }
            if let Some(field) = ast::FieldExpr::cast(parent.clone()) {
                return match sema.resolve_field(&field)? {
                    Either::Left(field) => Some(Meaning::Field(field)),
                    Either::Right(_) => None,
                };
            }
            if let Some(field) = ast::RecordPatField::cast(parent.clone()) {
                return Some(Meaning::Field(sema.resolve_record_pat_field(&field)?.0));
            }
            if let Some(of) = ast::AssocTypeArg::cast(parent.clone()) {
                let trait_ = of.syntax().ancestors().find_map(ast::Path::cast)?;
                let PathResolution::Def(ModuleDef::Trait(trait_)) = sema.resolve_path(&trait_)?
                else {
                    return None;
                };
                let items = trait_.items(self.db).into_iter();
                let mut named = items.filter_map(|item| match item {
                    AssocItem::TypeAlias(it) if it.name(self.db).as_str() == name.text() => {
                        Some(it)
                    }
                    _ => None,
                });
                return Some(Meaning::Item(ModuleDef::TypeAlias(named.next()?)));
            }
            let path = ast::PathSegment::cast(parent.clone())?.parent_path();
            if let Some(call) = path.syntax().parent().and_then(ast::MacroCall::cast) {
                let of = sema.resolve_macro_call(&call)?;
                return Some(Meaning::Item(ModuleDef::Macro(of)));
            }
            Meaning::of_path(sema.resolve_path(&path)?)
        };
        one().into_iter().collect()
    }

    fn of_declaration(&self, sema: &Sema<'a>, name: &ast::Name) -> Vec<Meaning<'a>> {
        let Some(parent) = name.syntax().parent() else {
            return Vec::new();
        };
        if let Some(pat) = ast::IdentPat::cast(parent.clone()) {
            let field = ast::RecordPatField::for_field_name(name)
                .and_then(|field| sema.resolve_record_pat_field(&field))
                .map(|(field, _)| Meaning::Field(field));
            let bound = sema
                .resolve_bind_pat_to_const(&pat)
                .map(Meaning::Item)
                .or_else(|| sema.to_def(&pat).map(Meaning::Local));
            return field.into_iter().chain(bound).collect();
        }
        self.declared(sema, parent).into_iter().collect()
    }

    fn declared(&self, sema: &Sema<'a>, node: SyntaxNode) -> Option<Meaning<'a>> {
        use ast::{
            Const, ConstParam, Enum, Fn, MacroRules, Module, RecordField, Static, Struct, Trait,
            TypeAlias, TypeParam, Union, Variant,
        };
        let item = Meaning::Item;
        let kind = node.kind();
        match kind {
            SyntaxKind::FN => Some(item(sema.to_def(&Fn::cast(node)?)?.into())),
            SyntaxKind::STRUCT => Some(item(
                hir::Adt::from(sema.to_def(&Struct::cast(node)?)?).into(),
            )),
            SyntaxKind::ENUM => Some(item(
                hir::Adt::from(sema.to_def(&Enum::cast(node)?)?).into(),
            )),
            SyntaxKind::UNION => Some(item(
                hir::Adt::from(sema.to_def(&Union::cast(node)?)?).into(),
            )),
            SyntaxKind::VARIANT => Some(item(sema.to_def(&Variant::cast(node)?)?.into())),
            SyntaxKind::TRAIT => Some(item(sema.to_def(&Trait::cast(node)?)?.into())),
            SyntaxKind::CONST => Some(item(sema.to_def(&Const::cast(node)?)?.into())),
            SyntaxKind::STATIC => Some(item(sema.to_def(&Static::cast(node)?)?.into())),
            SyntaxKind::TYPE_ALIAS => Some(item(sema.to_def(&TypeAlias::cast(node)?)?.into())),
            SyntaxKind::MODULE => Some(item(sema.to_def(&Module::cast(node)?)?.into())),
            SyntaxKind::MACRO_RULES => {
                let of = ast::Macro::MacroRules(MacroRules::cast(node)?);
                Some(item(sema.to_def(&of)?.into()))
            }
            SyntaxKind::RECORD_FIELD => {
                Some(Meaning::Field(sema.to_def(&RecordField::cast(node)?)?))
            }
            SyntaxKind::TYPE_PARAM => {
                Some(Meaning::TypeParam(sema.to_def(&TypeParam::cast(node)?)?))
            }
            SyntaxKind::CONST_PARAM => {
                Some(Meaning::ConstParam(sema.to_def(&ConstParam::cast(node)?)?))
            }
            _ => None,
        }
    }

    fn of_lifetime(&self, sema: &Sema<'a>, lifetime: &ast::Lifetime) -> Option<Meaning<'a>> {
        let parent = lifetime.syntax().parent()?;
        if let Some(declared) = ast::LifetimeParam::cast(parent.clone()) {
            return Some(Meaning::Lifetime(sema.to_def(&declared)?));
        }
        if let Some(declared) = ast::Label::cast(parent) {
            return Some(Meaning::Label(sema.to_def(&declared)?));
        }
        sema.resolve_lifetime_param(lifetime)
            .map(Meaning::Lifetime)
            .or_else(|| sema.resolve_label(lifetime).map(Meaning::Label))
    }

    /// What a trait declares stands for what its implementations declare by the same name.
    pub(super) fn as_declared(&self, meaning: Meaning<'a>) -> Meaning<'a> {
        let in_trait = || {
            let item = match meaning {
                Meaning::Item(ModuleDef::Function(it)) => it.as_assoc_item(self.db)?,
                Meaning::Item(ModuleDef::Const(it)) => it.as_assoc_item(self.db)?,
                Meaning::Item(ModuleDef::TypeAlias(it)) => it.as_assoc_item(self.db)?,
                _ => return None,
            };
            let of = item.implemented_trait(self.db)?;
            let name = item.name(self.db)?;
            let mut items = of.items(self.db).into_iter();
            items.find(|it| it.name(self.db).as_ref() == Some(&name))
        };
        match in_trait() {
            Some(AssocItem::Function(it)) => Meaning::Item(ModuleDef::Function(it)),
            Some(AssocItem::Const(it)) => Meaning::Item(ModuleDef::Const(it)),
            Some(AssocItem::TypeAlias(it)) => Meaning::Item(ModuleDef::TypeAlias(it)),
            None => meaning,
        }
    }

    /// The head of a declaration, or a name with its type.
    pub(super) fn head(&self, meaning: Meaning<'a>) -> Option<String> {
        Some(match meaning {
            Meaning::Item(item) => self.item_head(item)?,
            Meaning::Local(it) => {
                let mutable = if it.is_mut(self.db) { "mut " } else { "" };
                let name = it.name(self.db);
                format!(
                    "let {mutable}{}: {}",
                    name.as_str(),
                    self.shown(&it.ty(self.db))
                )
            }
            Meaning::Field(it) => {
                let ty = it.ty(self.db);
                format!("{}: {}", it.name(self.db).as_str(), self.shown(&ty))
            }
            Meaning::TypeParam(it) => format!("type parameter {}", self.shown(&it)),
            Meaning::ConstParam(it) => self.shown(&it),
            Meaning::Lifetime(it) => format!("lifetime {}", it.name(self.db).as_str()),
            Meaning::Label(it) => format!("label {}", it.name(self.db).as_str()),
            Meaning::SelfType(it) => format!("Self = {}", self.shown(&it.self_ty(self.db))),
        })
    }

    fn item_head(&self, item: ModuleDef) -> Option<String> {
        Some(match item {
            ModuleDef::Function(it) => self.function_head(it),
            ModuleDef::Adt(it) => {
                let word = match it {
                    hir::Adt::Struct(_) => "struct",
                    hir::Adt::Enum(_) => "enum",
                    hir::Adt::Union(_) => "union",
                };
                format!("{word} {}", self.shown(&it.ty(self.db)))
            }
            ModuleDef::EnumVariant(it) => {
                let of = it.parent_enum(self.db).name(self.db);
                format!("{}::{}", of.as_str(), self.shown(&it))
            }
            ModuleDef::Const(it) => self.shown(&it),
            ModuleDef::Static(it) => self.shown(&it),
            ModuleDef::Trait(it) => format!("trait {}", it.name(self.db).as_str()),
            ModuleDef::TypeAlias(it) => self.shown(&it),
            ModuleDef::Module(it) => match it.name(self.db) {
                Some(name) => format!("mod {}", name.as_str()),
                None => {
                    let name = it.krate(self.db).display_name(self.db)?;
                    format!("crate {}", name.canonical_name())
                }
            },
            ModuleDef::BuiltinType(it) => it.name().as_str().to_owned(),
            ModuleDef::Macro(it) => format!("macro {}!", it.name(self.db).as_str()),
        })
    }

    pub(super) fn function_head(&self, function: Function) -> String {
        self.shown(&function)
    }
}
