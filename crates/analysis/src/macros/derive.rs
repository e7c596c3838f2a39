//! `#[derive]` of the standard traits, with bodies as rustc writes them.
//!
//! rust-analyzer knows these impls but gives them no bodies; made here they are code like any other.

use tt::TopSubtree;

use super::{
    Call, Expand,
    input::{Body, Field, Fields, Input, Shape, Variant},
    quote::Quote,
};

pub(super) const DERIVES: &[(&str, Expand)] = &[
    ("Clone", clone),
    ("Copy", copy),
    ("Debug", debug),
    ("Default", default),
    ("PartialEq", partial_eq),
    ("Eq", eq),
    ("PartialOrd", partial_ord),
    ("Ord", ord),
    ("Hash", hash),
];

fn clone(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, "::core::clone::Clone", true);
    out.add("{ #[inline] fn clone(&self) -> Self {");
    match &input.body {
        Body::Union => {
            out.add("*self");
        }
        Body::Struct(fields) => {
            let of = |field: &Field| format!("::core::clone::Clone::clone(&self.{})", field.name);
            construct(&mut out, "Self", fields, of);
        }
        Body::Enum(variants) => each_variant(&mut out, variants, "*self", |out, variant| {
            let mut index = 0;
            construct(
                out,
                &format!("Self::{}", variant.name),
                &variant.fields,
                |_| {
                    index += 1;
                    format!("::core::clone::Clone::clone(__self_{})", index - 1)
                },
            );
        }),
    }
    out.add("} }");
    out.finish()
}

fn copy(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, "::core::marker::Copy", true);
    out.add("{ }");
    out.finish()
}

fn debug(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let unsized_ = input.params.iter().any(|param| param.unsized_);
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, "::core::fmt::Debug", true);
    out.add("{ fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {");
    match &input.body {
        Body::Union => return Err("this trait cannot be derived for unions".to_owned()),
        Body::Struct(fields) => {
            // A last field that may be unsized becomes a trait object through one more reference.
            let name = |index: usize, field: &Field| {
                let again = if unsized_ && index + 1 == fields.list.len() {
                    "&"
                } else {
                    ""
                };
                format!("{again}&self.{}", field.name)
            };
            debug_fields(&mut out, &input.name, fields, name);
        }
        Body::Enum(variants) => each_variant(&mut out, variants, "*self", |out, variant| {
            debug_fields(out, &variant.name, &variant.fields, |index, _| {
                format!("__self_{index}")
            });
        }),
    }
    out.add("} }");
    out.finish()
}

fn debug_fields(
    out: &mut Quote,
    name: &str,
    fields: &Fields,
    value: impl Fn(usize, &Field) -> String,
) {
    let name = name.trim_start_matches("r#");
    match fields.shape {
        Shape::Unit => {
            out.add(&format!(
                "::core::fmt::Formatter::write_str(__f, \"{name}\")"
            ));
            return;
        }
        Shape::Tuple => out.add(&format!(
            "::core::fmt::Formatter::debug_tuple(__f, \"{name}\")"
        )),
        Shape::Named => out.add(&format!(
            "::core::fmt::Formatter::debug_struct(__f, \"{name}\")"
        )),
    };
    for (index, field) in fields.list.iter().enumerate() {
        out.add(".field(");
        if fields.shape == Shape::Named {
            out.add(&format!("\"{}\",", field.name.trim_start_matches("r#")));
        }
        out.add_at(field.span, &value(index, field)).add(")");
    }
    out.add(".finish()");
}

fn default(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    let value = |_: &Field| "::core::default::Default::default()".to_owned();
    match &input.body {
        Body::Union => return Err("this trait cannot be derived for unions".to_owned()),
        Body::Struct(fields) => {
            header(&mut out, &input, "::core::default::Default", true);
            out.add("{ fn default() -> Self {");
            construct(&mut out, "Self", fields, value);
        }
        Body::Enum(variants) => {
            let mut marked = variants.iter().filter(|variant| variant.is_default);
            let (Some(variant), None) = (marked.next(), marked.next()) else {
                return Err("`#[derive(Default)]` on enum with no `#[default]`".to_owned());
            };
            header(&mut out, &input, "::core::default::Default", false);
            out.add("{ fn default() -> Self {");
            construct(
                &mut out,
                &format!("Self::{}", variant.name),
                &variant.fields,
                value,
            );
        }
    }
    out.add("} }");
    out.finish()
}

fn partial_eq(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, "::core::cmp::PartialEq", true);
    out.add("{ #[inline] fn eq(&self, __other: &Self) -> bool {");
    let all =
        |out: &mut Quote, fields: &Fields, sides: &dyn Fn(usize, &Field) -> (String, String)| {
            if fields.list.is_empty() {
                out.add("true");
            }
            for (index, field) in fields.list.iter().enumerate() {
                let (left, right) = sides(index, field);
                if index > 0 {
                    out.add("&&");
                }
                out.add_at(field.span, &format!("{left} == {right}"));
            }
        };
    match &input.body {
        Body::Union => return Err("this trait cannot be derived for unions".to_owned()),
        Body::Struct(fields) => all(&mut out, fields, &|_, field| {
            (
                format!("self.{}", field.name),
                format!("__other.{}", field.name),
            )
        }),
        Body::Enum(variants) => each_pair(
            &mut out,
            variants,
            |out, variant| {
                all(out, &variant.fields, &|index, _| {
                    (format!("*__self_{index}"), format!("*__other_{index}"))
                })
            },
            |out| {
                out.add("false");
            },
        ),
    }
    out.add("} }");
    out.finish()
}

fn eq(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, "::core::cmp::Eq", true);
    out.add("{ }");
    let fields: Vec<&Field> = match &input.body {
        Body::Union => Vec::new(),
        Body::Struct(fields) => fields.list.iter().collect(),
        Body::Enum(variants) => variants
            .iter()
            .flat_map(|variant| &variant.fields.list)
            .collect(),
    };
    if !fields.is_empty() {
        // The fields have to be `Eq` too, though no code needs it.
        out.add("const _: () = { fn is_eq<__T: ?Sized + ::core::cmp::Eq>() {} fn fields");
        parameters(&mut out, &input);
        out.add("()");
        predicates(&mut out, &input, Some("::core::cmp::Eq"));
        out.add("{");
        for field in fields {
            out.add_at(field.span, &format!("is_eq::<{}>()", field.ty))
                .add(";");
        }
        out.add("} };");
    }
    out.finish()
}

fn partial_ord(call: &Call<'_>) -> Result<TopSubtree, String> {
    let equal = "::core::option::Option::Some(::core::cmp::Ordering::Equal)";
    ordering(
        call,
        "::core::cmp::PartialOrd",
        "partial_cmp",
        "::core::option::Option<::core::cmp::Ordering>",
        equal,
    )
}

fn ord(call: &Call<'_>) -> Result<TopSubtree, String> {
    ordering(
        call,
        "::core::cmp::Ord",
        "cmp",
        "::core::cmp::Ordering",
        "::core::cmp::Ordering::Equal",
    )
}

fn ordering(
    call: &Call<'_>,
    trait_: &str,
    method: &str,
    ret: &str,
    equal: &str,
) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, trait_, true);
    out.add(&format!(
        "{{ #[inline] fn {method}(&self, __other: &Self) -> {ret} {{"
    ));
    let lexicographic =
        |out: &mut Quote, fields: &Fields, sides: &dyn Fn(usize, &Field) -> (String, String)| {
            let last = fields.list.len().saturating_sub(1);
            for (index, field) in fields.list.iter().enumerate() {
                let (left, right) = sides(index, field);
                if index < last {
                    out.add("match");
                }
                out.add_at(field.span, &format!("{trait_}::{method}({left}, {right})"));
                if index < last {
                    out.add(&format!("{{ {equal} =>"));
                }
            }
            if fields.list.is_empty() {
                out.add(equal);
            }
            for _ in 0..last {
                out.add(", __unequal => __unequal }");
            }
        };
    match &input.body {
        Body::Union => return Err("this trait cannot be derived for unions".to_owned()),
        Body::Struct(fields) => lexicographic(&mut out, fields, &|_, field| {
            (
                format!("&self.{}", field.name),
                format!("&__other.{}", field.name),
            )
        }),
        Body::Enum(variants) => each_pair(
            &mut out,
            variants,
            |out, variant| {
                lexicographic(out, &variant.fields, &|index, _| {
                    (format!("__self_{index}"), format!("__other_{index}"))
                });
            },
            |out| {
                out.add(&format!("{trait_}::{method}(&"));
                discriminant(out, variants, "*self");
                out.add(", &");
                discriminant(out, variants, "*__other");
                out.add(")");
            },
        ),
    }
    out.add("} }");
    out.finish()
}

fn hash(call: &Call<'_>) -> Result<TopSubtree, String> {
    let input = Input::parse(call)?;
    let mut out = Quote::new(call.call_site);
    header(&mut out, &input, "::core::hash::Hash", true);
    out.add("{ fn hash<__H: ::core::hash::Hasher>(&self, __state: &mut __H) {");
    match &input.body {
        Body::Union => return Err("this trait cannot be derived for unions".to_owned()),
        Body::Struct(fields) => {
            for field in &fields.list {
                out.add_at(
                    field.span,
                    &format!("::core::hash::Hash::hash(&self.{}, __state)", field.name),
                )
                .add(";");
            }
        }
        Body::Enum(variants) => {
            if variants.len() > 1 {
                out.add("::core::hash::Hash::hash(&");
                discriminant(&mut out, variants, "*self");
                out.add(", __state);");
            }
            each_variant(&mut out, variants, "*self", |out, variant| {
                out.add("{");
                for (index, field) in variant.fields.list.iter().enumerate() {
                    out.add_at(
                        field.span,
                        &format!("::core::hash::Hash::hash(__self_{index}, __state)"),
                    )
                    .add(";");
                }
                out.add("}");
            });
        }
    }
    out.add("} }");
    out.finish()
}

/// `impl<…> Trait for Name<…> where …`, where each type parameter has the trait too (when `bound`).
fn header(out: &mut Quote, input: &Input, trait_: &str, bound: bool) {
    out.add("#[automatically_derived] impl");
    parameters(out, input);
    out.add(&format!("{trait_} for {}", input.name));
    if !input.params.is_empty() {
        let names: Vec<&str> = input
            .params
            .iter()
            .map(|param| param.name.as_str())
            .collect();
        out.add(&format!("<{}>", names.join(", ")));
    }
    predicates(out, input, bound.then_some(trait_));
}

fn parameters(out: &mut Quote, input: &Input) {
    if !input.params.is_empty() {
        let declarations: Vec<&str> = input
            .params
            .iter()
            .map(|param| param.declaration.as_str())
            .collect();
        out.add(&format!("<{}>", declarations.join(", ")));
    }
}

fn predicates(out: &mut Quote, input: &Input, bound: Option<&str>) {
    let mut all = input.predicates.clone();
    if let Some(trait_) = bound {
        let fields: Vec<&Field> = match &input.body {
            Body::Union => Vec::new(),
            Body::Struct(fields) => fields.list.iter().collect(),
            Body::Enum(variants) => variants
                .iter()
                .flat_map(|variant| &variant.fields.list)
                .collect(),
        };
        all.extend(
            input
                .params
                .iter()
                .filter(|param| param.is_type)
                .map(|param| format!("{}: {trait_}", param.name)),
        );
        all.extend(
            fields
                .iter()
                .flat_map(|field| &field.projections)
                .map(|ty| format!("{ty}: {trait_}")),
        );
    }
    if !all.is_empty() {
        out.add(&format!("where {}", all.join(", ")));
    }
}

/// A struct's or variant's value with `value` for each field.
fn construct(
    out: &mut Quote,
    path: &str,
    fields: &Fields,
    mut value: impl FnMut(&Field) -> String,
) {
    let (open, close) = match fields.shape {
        Shape::Unit => {
            out.add(path);
            return;
        }
        Shape::Tuple => ("(", ")"),
        Shape::Named => ("{", "}"),
    };
    out.add(path).add(open);
    for field in &fields.list {
        if fields.shape == Shape::Named {
            out.add(&format!("{}:", field.name));
        }
        let value = value(field);
        out.add_at(field.span, &value).add(",");
    }
    out.add(close);
}

/// `Self::Name(ref prefix_0, …)`.
fn pattern(variant: &Variant, prefix: &str) -> String {
    let fields = variant.fields.list.iter().enumerate();
    match variant.fields.shape {
        Shape::Unit => format!("Self::{}", variant.name),
        Shape::Tuple => {
            let fields: Vec<String> = fields
                .map(|(index, _)| format!("ref {prefix}_{index}"))
                .collect();
            format!("Self::{}({})", variant.name, fields.join(", "))
        }
        Shape::Named => {
            let fields: Vec<String> = fields
                .map(|(index, field)| format!("{}: ref {prefix}_{index}", field.name))
                .collect();
            format!("Self::{} {{ {} }}", variant.name, fields.join(", "))
        }
    }
}

fn each_variant(
    out: &mut Quote,
    variants: &[Variant],
    value: &str,
    arm: impl Fn(&mut Quote, &Variant),
) {
    out.add(&format!("match {value} {{"));
    for variant in variants {
        out.add(&format!("{} =>", pattern(variant, "__self")));
        arm(out, variant);
        out.add(",");
    }
    out.add("}");
}

/// Two values of the same variant, or of different ones.
fn each_pair(
    out: &mut Quote,
    variants: &[Variant],
    same: impl Fn(&mut Quote, &Variant),
    different: impl Fn(&mut Quote),
) {
    if variants.is_empty() {
        out.add("match *self {}");
        return;
    }
    out.add("match (self, __other) {");
    for variant in variants {
        out.add(&format!(
            "(&{}, &{}) =>",
            pattern(variant, "__self"),
            pattern(variant, "__other")
        ));
        same(out, variant);
        out.add(",");
    }
    if variants.len() > 1 {
        out.add("_ =>");
        different(out);
    }
    out.add("}");
}

/// The discriminant as an `isize`.
fn discriminant(out: &mut Quote, variants: &[Variant], value: &str) {
    out.add(&format!("match {value} {{"));
    let (mut base, mut offset) = ("0isize".to_owned(), 0);
    for variant in variants {
        if let Some(explicit) = &variant.discriminant {
            (base, offset) = (format!("({explicit})"), 0);
        }
        out.add(&format!(
            "Self::{} {{ .. }} => {base} + {offset}isize,",
            variant.name
        ));
        offset += 1;
    }
    out.add("}");
}
