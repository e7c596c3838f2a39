//! `#[tokio::main]`, `#[tokio::test]`, and what `tokio::select!` asks of a pattern.
//!
//! The visitor's tokens are kept as they are, so that everything said of them shows where they were written.

use span::{Edition, Span};
use syntax::{AstNode, ast};
use syntax_bridge::TopEntryPoint;
use tt::{Delimiter, DelimiterKind, Leaf, TopSubtree, TopSubtreeBuilder, TtElement, iter::TtIter};

use super::{Call, Expand, quote::Quote};

pub(super) const ATTRIBUTES: &[(&str, Expand)] = &[("tokio_main", main), ("tokio_test", test)];
pub(super) const FUNCTIONS: &[(&str, Expand)] = &[("tokio_clean_pattern", clean_pattern)];

/// What is wrong with the visitor's use, and where.
type Wrong = (String, Span);

/// `async fn` becomes a function that blocks on what was its body. One that is used wrongly does too, and says why.
fn main(call: &Call<'_>) -> Result<TopSubtree, String> {
    let (builder, mut wrong) = match builder(call.attribute, call.call_site) {
        Ok(builder) => (builder, None),
        Err(wrong) => (DEFAULT.to_owned(), Some(wrong)),
    };
    let parts = Parts::of(call.input)?;
    if parts.name == "main" && parts.has_inputs {
        let message = "the main function cannot accept arguments";
        wrong = Some((message.to_owned(), parts.name_span));
    }
    if !parts.is_async {
        let message = "the `async` keyword is missing from the function declaration";
        wrong = Some((message.to_owned(), parts.keyword));
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
    // A wrong output shows at the last statement.
    let (first, last) = last_statement(call).unwrap_or((call.call_site, call.call_site));
    text(&mut out, &builder, first)?;
    let run = ".enable_all().build().expect(\"Failed building the Runtime\").block_on(body)";
    text(&mut out, run, last)?;
    out.close(span.close);
    if let Some((message, span)) = wrong {
        text(
            &mut out,
            &format!("::core::compile_error!({message:?});"),
            span,
        )?;
    }
    Ok(out.build())
}

/// The first and the last token of the body's last statement.
fn last_statement(call: &Call<'_>) -> Option<(Span, Span)> {
    let (parse, map) = syntax_bridge::token_tree_to_syntax_node(
        call.input,
        TopEntryPoint::MacroItems,
        &mut |_| Edition::Edition2024,
    );
    let function = parse.syntax_node().descendants().find_map(ast::Fn::cast)?;
    let list = function.body()?.stmt_list()?;
    let node = match list.tail_expr() {
        Some(tail) => tail.syntax().clone(),
        None => list.statements().last()?.syntax().clone(),
    };
    let at = |token: Option<syntax::SyntaxToken>| Some(map.span_at(token?.text_range().start()));
    Some((at(node.first_token())?, at(node.last_token())?))
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
    name_span: Span,
    /// Of `fn`.
    keyword: Span,
    has_inputs: bool,
    /// The elements of the declared output, if there is one.
    output: Option<(usize, usize)>,
    body_at: usize,
}

impl Parts {
    fn of(input: &TopSubtree) -> Result<Parts, String> {
        let elements: Vec<TtElement<'_>> = input.iter().collect();
        let leaf = |at: usize| match elements.get(at) {
            Some(TtElement::Leaf(Leaf::Ident(ident))) => Some(ident),
            _ => None,
        };
        let ident = |at: usize| leaf(at).map(|ident| ident.sym.as_str().to_owned());
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
            name_span: leaf(function + 1).ok_or(no_function)?.span,
            keyword: leaf(function).ok_or(no_function)?.span,
            has_inputs: group(inputs, DelimiterKind::Parenthesis)
                .is_some_and(|inner| inner.clone().next().is_some()),
            output,
            body_at,
        })
    }
}

const DEFAULT: &str = "::tokio::runtime::Builder::new_multi_thread()";
const SINGLE: &str = "::tokio::runtime::Builder::new_current_thread()";

/// The runtime that the attribute's arguments ask for.
fn builder(arguments: Option<&TopSubtree>, call_site: Span) -> Result<String, Wrong> {
    let (mut flavor, mut workers, mut paused) = (None, None, None);
    let mut elements = arguments.into_iter().flat_map(|it| it.iter());
    while let Some(element) = elements.next() {
        let (name, at) = match element {
            TtElement::Leaf(Leaf::Ident(ident)) => (ident.sym.as_str().to_owned(), ident.span),
            TtElement::Leaf(Leaf::Punct(it)) if it.char == ',' => continue,
            other => {
                return Err((
                    "Unknown attribute inside the macro".to_owned(),
                    other.first_span(),
                ));
            }
        };
        let is_value =
            matches!(elements.next(), Some(TtElement::Leaf(Leaf::Punct(it))) if it.char == '=');
        let (value, value_at) = match is_value.then(|| elements.next()).flatten() {
            Some(TtElement::Leaf(Leaf::Literal(it))) => (it.text().to_owned(), it.span),
            Some(TtElement::Leaf(Leaf::Ident(it))) => (it.sym.as_str().to_owned(), it.span),
            _ => return Err((no_value(&name), at)),
        };
        match name.as_str() {
            "flavor" => flavor = Some((value, value_at)),
            "worker_threads" => workers = Some((value, value_at)),
            "start_paused" => paused = Some((value, value_at)),
            "crate" | "unhandled_panic" | "name" => {}
            "core_threads" => {
                let message = "Attribute `core_threads` is renamed to `worker_threads`";
                return Err((message.to_owned(), at));
            }
            _ => return Err((unknown(&name), at)),
        }
    }
    let is_multi = match flavor {
        None => true,
        Some((flavor, at)) => match flavor.as_str() {
            "multi_thread" => true,
            "current_thread" | "local" => false,
            other => {
                let message = format!(
                    "No such runtime flavor `{other}`. The runtime flavors are `current_thread`, `local`, and `multi_thread`."
                );
                return Err((message, at));
            }
        },
    };
    let only = |option: &str, flavor: &str| {
        format!(
            "The `{option}` option requires the `{flavor}` runtime flavor. Use `#[tokio::main(flavor = \"{flavor}\")]`"
        )
    };
    let mut out = String::from(if is_multi { DEFAULT } else { SINGLE });
    if let Some((workers, at)) = workers {
        match workers.parse::<u64>() {
            _ if !is_multi => {
                return Err((only("worker_threads", "multi_thread"), call_site));
            }
            Ok(0) => return Err(("`worker_threads` may not be 0.".to_owned(), at)),
            _ => out += &format!(".worker_threads({workers})"),
        }
    }
    if let Some((paused, _)) = paused {
        if is_multi {
            return Err((only("start_paused", "current_thread"), call_site));
        }
        out += &format!(".start_paused({paused})");
    }
    Ok(out)
}

fn no_value(name: &str) -> String {
    match name {
        "threaded_scheduler" | "multi_thread" => {
            "Set the runtime flavor with #[tokio::main(flavor = \"multi_thread\")].".to_owned()
        }
        "basic_scheduler" | "current_thread" | "single_threaded" => {
            "Set the runtime flavor with #[tokio::main(flavor = \"current_thread\")].".to_owned()
        }
        "flavor" | "worker_threads" | "start_paused" | "crate" | "unhandled_panic" | "name" => {
            format!("The `{name}` attribute requires an argument.")
        }
        _ => unknown(name),
    }
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
