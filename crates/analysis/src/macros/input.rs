//! The item that a derive stands on, taken apart.

use span::{Edition, Span, SpanMap};
use syntax::{
    AstNode, AstToken as _, ast,
    ast::{HasAttrs, HasGenericParams, HasName, HasTypeBounds},
};
use syntax_bridge::TopEntryPoint;

use super::{Call, quote::node_span};

pub(super) struct Input {
    pub(super) name: String,
    /// Declared parameters without their defaults: `'a`, `T: Bound`, `const N: usize`.
    pub(super) params: Vec<Param>,
    /// Predicates after `where`.
    pub(super) predicates: Vec<String>,
    pub(super) body: Body,
}

pub(super) struct Param {
    pub(super) name: String,
    pub(super) declaration: String,
    pub(super) is_type: bool,
    /// Declared `?Sized`.
    pub(super) unsized_: bool,
}

pub(super) enum Body {
    Struct(Fields),
    Enum(Vec<Variant>),
    Union,
}

pub(super) struct Variant {
    pub(super) name: String,
    pub(super) fields: Fields,
    pub(super) discriminant: Option<String>,
    /// Marked `#[default]`.
    pub(super) is_default: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Unit,
    Tuple,
    Named,
}

pub(super) struct Fields {
    pub(super) shape: Shape,
    pub(super) list: Vec<Field>,
}

pub(super) struct Field {
    /// A name or an index.
    pub(super) name: String,
    pub(super) ty: String,
    /// Of the whole field.
    pub(super) span: Span,
    /// Types such as `T::Item` inside, which need bounds of their own.
    pub(super) projections: Vec<String>,
}

impl Input {
    pub(super) fn parse(call: &Call<'_>) -> Result<Input, String> {
        let (parse, map) = syntax_bridge::token_tree_to_syntax_node(
            call.input,
            TopEntryPoint::MacroItems,
            &mut |_| Edition::Edition2024,
        );
        let item = parse
            .syntax_node()
            .descendants()
            .find_map(ast::Adt::cast)
            .ok_or("expected a struct, enum or union")?;
        let name = item.name().ok_or("expected a name")?.text().to_string();
        let mut params = Vec::new();
        for param in item
            .generic_param_list()
            .into_iter()
            .flat_map(|list| list.generic_params())
        {
            params.push(parameter(param)?);
        }
        let types: Vec<&str> = params
            .iter()
            .filter(|p| p.is_type)
            .map(|p| p.name.as_str())
            .collect();
        let predicates = item
            .where_clause()
            .into_iter()
            .flat_map(|clause| clause.predicates())
            .map(|predicate| text(predicate.syntax()))
            .collect();
        let body = match &item {
            ast::Adt::Struct(it) => Body::Struct(fields(it.field_list(), &map, &types)),
            ast::Adt::Enum(it) => Body::Enum(
                it.variant_list()
                    .into_iter()
                    .flat_map(|list| list.variants())
                    .map(|variant| Variant {
                        name: variant
                            .name()
                            .map_or_else(String::new, |name| name.text().to_string()),
                        fields: fields(variant.field_list(), &map, &types),
                        discriminant: variant.const_arg().map(|arg| text(arg.syntax())),
                        is_default: variant.attrs().any(|attr| {
                            let text = text(attr.syntax());
                            text.replace(' ', "") == "#[default]"
                        }),
                    })
                    .collect(),
            ),
            ast::Adt::Union(_) => Body::Union,
        };
        Ok(Input {
            name,
            params,
            predicates,
            body,
        })
    }
}

fn parameter(param: ast::GenericParam) -> Result<Param, String> {
    let missing = "expected a parameter's name";
    Ok(match param {
        ast::GenericParam::LifetimeParam(param) => {
            let name = param.lifetime().ok_or(missing)?.syntax().text().to_string();
            let bounds = param
                .type_bound_list()
                .map_or_else(String::new, |list| format!(": {}", text(list.syntax())));
            Param {
                declaration: format!("{name}{bounds}"),
                name,
                is_type: false,
                unsized_: false,
            }
        }
        ast::GenericParam::TypeParam(param) => {
            let name = param.name().ok_or(missing)?.text().to_string();
            let bounds = param
                .type_bound_list()
                .map_or_else(String::new, |list| text(list.syntax()));
            let unsized_ = bounds.replace(' ', "").contains("?Sized");
            Param {
                declaration: format!("{name}: {bounds}"),
                name,
                is_type: true,
                unsized_,
            }
        }
        ast::GenericParam::ConstParam(param) => {
            let name = param.name().ok_or(missing)?.text().to_string();
            let ty = param.ty().ok_or("expected a type")?;
            Param {
                declaration: format!("const {name}: {}", text(ty.syntax())),
                name,
                is_type: false,
                unsized_: false,
            }
        }
    })
}

fn fields(list: Option<ast::FieldList>, map: &SpanMap, types: &[&str]) -> Fields {
    let field = |name: String, ty: Option<ast::Type>, range| Field {
        name,
        projections: ty
            .as_ref()
            .map_or_else(Vec::new, |ty| projections(ty, types)),
        ty: ty.map_or_else(String::new, |ty| text(ty.syntax())),
        span: node_span(map, range),
    };
    match list {
        None => Fields {
            shape: Shape::Unit,
            list: Vec::new(),
        },
        Some(ast::FieldList::TupleFieldList(list)) => Fields {
            shape: Shape::Tuple,
            list: list
                .fields()
                .enumerate()
                .map(|(index, it)| field(index.to_string(), it.ty(), it.syntax().text_range()))
                .collect(),
        },
        Some(ast::FieldList::RecordFieldList(list)) => Fields {
            shape: Shape::Named,
            list: list
                .fields()
                .map(|it| {
                    let name = it
                        .name()
                        .map_or_else(String::new, |name| name.text().to_string());
                    let range = match (it.name(), it.ty()) {
                        (Some(name), Some(ty)) => {
                            name.syntax().text_range().cover(ty.syntax().text_range())
                        }
                        _ => it.syntax().text_range(),
                    };
                    field(name, it.ty(), range)
                })
                .collect(),
        },
    }
}

/// Paths below a type parameter, such as `T::Item`.
fn projections(ty: &ast::Type, types: &[&str]) -> Vec<String> {
    ty.syntax()
        .descendants()
        .filter_map(ast::PathType::cast)
        .filter(|path| {
            path.path().is_some_and(|path| {
                path.qualifier().is_some()
                    && path
                        .first_segment()
                        .and_then(|s| s.name_ref())
                        .is_some_and(|name| types.contains(&name.text()))
            })
        })
        .map(|path| text(path.syntax()))
        .collect()
}

/// A node's tokens with spaces between, for macro expansions may have none; comments left out.
fn text(node: &syntax::SyntaxNode) -> String {
    let mut out = String::new();
    for token in node
        .descendants_with_tokens()
        .filter_map(|element| element.into_token())
    {
        if token.kind().is_trivia() && ast::Comment::cast(token.clone()).is_some() {
            continue;
        }
        let before = out.chars().last();
        let word = |c: char| c.is_alphanumeric() || c == '_';
        if before.is_some_and(word) && token.text().starts_with(word) {
            out.push(' ');
        }
        out.push_str(token.text());
    }
    out
}
