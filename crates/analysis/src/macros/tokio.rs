//! `#[tokio::main]`, `#[tokio::test]`, and what `tokio::select!` asks of a pattern.
//!
//! The visitor's tokens are kept as they are, so that everything said of them shows where they were written.

use span::Span;
use tt::{Delimiter, DelimiterKind, Leaf, TopSubtree, TopSubtreeBuilder, TtElement, iter::TtIter};

use super::{Call, Expand, quote::Quote};

pub(super) const ATTRIBUTES: &[(&str, Expand)] = &[("tokio_main", main), ("tokio_test", test)];
pub(super) const FUNCTIONS: &[(&str, Expand)] = &[("tokio_clean_pattern", clean_pattern)];

/// `async fn` becomes a function that blocks on what was its body.
fn main(call: &Call<'_>) -> Result<TopSubtree, String> {
    let builder = builder(call.attribute)?;
    let parts = Parts::of(call.input)?;
    if !parts.is_async {
        return Err("the `async` keyword is missing from the function declaration".to_owned());
    }
    if parts.name == "main" && parts.has_inputs {
        return Err("the main function cannot accept arguments".to_owned());
    }
    let mut out = TopSubtreeBuilder::new(Delimiter::invisible_spanned(call.call_site));
    let mut elements = call.input.iter();
    let mut is_async_left = true;
    for _ in 0..parts.body_at {
        match elements.next() {
            Some(TtElement::Leaf(Leaf::Ident(ident)))
                if is_async_left && ident.sym.as_str() == "async" =>
            {
                is_async_left = false;
            }
            Some(element) => copy(&mut out, element, &|_| true),
            None => {}
        }
    }
    let Some(TtElement::Subtree(body, inner)) = elements.next() else {
        return Err("expected a function with a body".to_owned());
    };
    let span = body.delimiter.delim_span();
    out.open(DelimiterKind::Brace, span.open);
    text(&mut out, "let body = async", call.call_site)?;
    out.open(DelimiterKind::Brace, span.open);
    copy_all(&mut out, inner, &|_| true);
    out.close(span.close);
    text(&mut out, ";", call.call_site)?;
    if let Some((from, to)) = parts.output {
        // What `?` and the last expression become is known from the signature.
        text(&mut out, "let body = ", call.call_site)?;
        out.open(DelimiterKind::Brace, call.call_site);
        text(&mut out, "if false", call.call_site)?;
        out.open(DelimiterKind::Brace, call.call_site);
        text(
            &mut out,
            "let _: &dyn ::core::future::Future<Output =",
            call.call_site,
        )?;
        for element in call.input.iter().skip(from).take(to - from) {
            copy(&mut out, element, &|_| true);
        }
        text(&mut out, "> = &body;", call.call_site)?;
        out.close(call.call_site);
        text(&mut out, "body", call.call_site)?;
        out.close(call.call_site);
        text(&mut out, ";", call.call_site)?;
    }
    text(
        &mut out,
        &format!(
            "{builder}.enable_all().build().expect(\"Failed building the Runtime\").block_on(body)"
        ),
        call.call_site,
    )?;
    out.close(span.close);
    Ok(out.build())
}

/// As `#[test]`: outside of tests there is no such function.
fn test(call: &Call<'_>) -> Result<TopSubtree, String> {
    Ok(TopSubtreeBuilder::new(Delimiter::invisible_spanned(call.call_site)).build())
}

/// The pattern without `mut` and `ref`, to be tried on a reference.
fn clean_pattern(call: &Call<'_>) -> Result<TopSubtree, String> {
    let mut out = TopSubtreeBuilder::new(Delimiter::invisible_spanned(call.call_site));
    copy_all(
        &mut out,
        call.input.iter(),
        &|leaf| !matches!(leaf, Leaf::Ident(ident) if matches!(ident.sym.as_str(), "mut" | "ref")),
    );
    Ok(out.build())
}

/// What the expansion needs to know of a function.
struct Parts {
    is_async: bool,
    name: String,
    has_inputs: bool,
    /// The elements of the declared output, if there is one.
    output: Option<(usize, usize)>,
    body_at: usize,
}

impl Parts {
    fn of(input: &TopSubtree) -> Result<Parts, String> {
        let elements: Vec<TtElement<'_>> = input.iter().collect();
        let ident = |at: usize| match elements.get(at) {
            Some(TtElement::Leaf(Leaf::Ident(ident))) => Some(ident.sym.as_str().to_owned()),
            _ => None,
        };
        let punct = |at: usize, c: char| matches!(elements.get(at), Some(TtElement::Leaf(Leaf::Punct(it))) if it.char == c);
        let group = |at: usize, kind| match elements.get(at) {
            Some(TtElement::Subtree(of, inner)) if of.delimiter.kind == kind => Some(inner),
            _ => None,
        };
        let no_function = "expected a function with a body";
        let function = (0..elements.len())
            .find(|&at| ident(at).as_deref() == Some("fn"))
            .ok_or(no_function)?;
        let inputs = (function..elements.len())
            .find(|&at| group(at, DelimiterKind::Parenthesis).is_some())
            .ok_or(no_function)?;
        let body_at = elements.len() - 1;
        if group(body_at, DelimiterKind::Brace).is_none() {
            return Err(no_function.to_owned());
        }
        let end = (inputs..body_at)
            .find(|&at| ident(at).as_deref() == Some("where"))
            .unwrap_or(body_at);
        let output =
            (punct(inputs + 1, '-') && punct(inputs + 2, '>')).then_some((inputs + 3, end));
        Ok(Parts {
            is_async: (0..function).any(|at| ident(at).as_deref() == Some("async")),
            name: ident(function + 1).unwrap_or_default(),
            has_inputs: group(inputs, DelimiterKind::Parenthesis)
                .is_some_and(|inner| inner.clone().next().is_some()),
            output,
            body_at,
        })
    }
}

/// The runtime that the attribute's arguments ask for.
fn builder(arguments: Option<&TopSubtree>) -> Result<String, String> {
    let (mut flavor, mut workers, mut paused) = (None, None, None);
    let mut elements = arguments.into_iter().flat_map(|it| it.iter());
    while let Some(element) = elements.next() {
        let name = match element {
            TtElement::Leaf(Leaf::Ident(ident)) => ident.sym.as_str().to_owned(),
            TtElement::Leaf(Leaf::Punct(it)) if it.char == ',' => continue,
            _ => return Err("Unknown attribute inside the macro".to_owned()),
        };
        let is_value =
            matches!(elements.next(), Some(TtElement::Leaf(Leaf::Punct(it))) if it.char == '=');
        if !is_value {
            return Err(match name.as_str() {
                "threaded_scheduler" | "multi_thread" => {
                    "Set the runtime flavor with #[tokio::main(flavor = \"multi_thread\")]."
                        .to_owned()
                }
                "basic_scheduler" | "current_thread" | "single_threaded" => {
                    "Set the runtime flavor with #[tokio::main(flavor = \"current_thread\")]."
                        .to_owned()
                }
                "flavor" | "worker_threads" | "start_paused" => {
                    format!("The `{name}` attribute requires an argument.")
                }
                _ => unknown(&name),
            });
        }
        let value = match elements.next() {
            Some(TtElement::Leaf(Leaf::Literal(it))) => it.text().to_owned(),
            Some(TtElement::Leaf(Leaf::Ident(it))) => it.sym.as_str().to_owned(),
            _ => return Err(format!("The `{name}` attribute requires an argument.")),
        };
        match name.as_str() {
            "flavor" => flavor = Some(value),
            "worker_threads" => workers = Some(value),
            "start_paused" => paused = Some(value),
            "crate" | "unhandled_panic" | "name" => {}
            "core_threads" => {
                return Err("Attribute `core_threads` is renamed to `worker_threads`".to_owned());
            }
            _ => return Err(unknown(&name)),
        }
    }
    let is_multi = match flavor.as_deref() {
        None | Some("multi_thread") => true,
        Some("current_thread" | "local") => false,
        Some(other) => {
            return Err(format!(
                "No such runtime flavor `{other}`. The runtime flavors are `current_thread`, `local`, and `multi_thread`."
            ));
        }
    };
    let mut out = String::from(if is_multi {
        "::tokio::runtime::Builder::new_multi_thread()"
    } else {
        "::tokio::runtime::Builder::new_current_thread()"
    });
    if let Some(workers) = workers {
        if !is_multi {
            return Err("The `worker_threads` option requires the `multi_thread` runtime flavor. Use `#[tokio::main(flavor = \"multi_thread\")]`".to_owned());
        }
        out += &format!(".worker_threads({workers})");
    }
    if let Some(paused) = paused {
        if is_multi {
            return Err("The `start_paused` option requires the `current_thread` runtime flavor. Use `#[tokio::main(flavor = \"current_thread\")]`".to_owned());
        }
        out += &format!(".start_paused({paused})");
    }
    Ok(out)
}

fn unknown(name: &str) -> String {
    format!(
        "Unknown attribute {name} is specified; expected one of: `flavor`, `worker_threads`, `start_paused`, `crate`, `unhandled_panic`, `name`."
    )
}

/// Tokens of our own, as if written at the macro's call.
fn text(out: &mut TopSubtreeBuilder, text: &str, span: Span) -> Result<(), String> {
    let mut quote = Quote::new(span);
    quote.add(text);
    copy_all(out, quote.finish()?.iter(), &|_| true);
    Ok(())
}

fn copy_all(out: &mut TopSubtreeBuilder, from: TtIter<'_>, keep: &dyn Fn(&Leaf) -> bool) {
    for element in from {
        copy(out, element, keep);
    }
}

fn copy(out: &mut TopSubtreeBuilder, element: TtElement<'_>, keep: &dyn Fn(&Leaf) -> bool) {
    match element {
        TtElement::Leaf(leaf) if keep(&leaf) => out.push(leaf),
        TtElement::Leaf(_) => {}
        TtElement::Subtree(subtree, inner) => {
            let span = subtree.delimiter.delim_span();
            out.open(subtree.delimiter.kind, span.open);
            copy_all(out, inner, keep);
            out.close(span.close);
        }
    }
}
