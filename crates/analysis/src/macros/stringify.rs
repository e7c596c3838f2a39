//! `stringify!` as rustc writes it: with spaces where the source has some, but for those that nobody wants.
//!
//! rust-analyzer's own puts a space around every token, and cannot tell the parentheses that it wraps an
//! `$x:expr` in from those that were written.

use span::Span;
use tt::{
    Delimiter, DelimiterKind, Leaf, LitKind, Literal, Spacing, TopSubtree, TopSubtreeBuilder,
    TtElement, iter::TtIter,
};

use super::{Call, Expand};

pub(super) const FUNCTIONS: &[(&str, Expand)] = &[("stringify", stringify)];

fn stringify(call: &Call<'_>) -> Result<TopSubtree, String> {
    let mut writer = Writer::default();
    writer.all(call.input.iter());
    let mut out = TopSubtreeBuilder::new(Delimiter::invisible_spanned(call.call_site));
    let text = writer.text.escape_debug().to_string();
    out.push(Leaf::Literal(Literal::new(
        &text,
        call.call_site,
        LitKind::Str,
        "",
    )));
    Ok(out.build())
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The token before.
    last: Option<Span>,
    /// It was punctuation that the next one belongs to.
    joint: bool,
}

impl Writer {
    fn all(&mut self, tokens: TtIter<'_>) {
        for element in tokens {
            match element {
                TtElement::Leaf(leaf) => {
                    let joint = matches!(&leaf, Leaf::Punct(it) if it.spacing == Spacing::Joint);
                    self.token(&leaf.to_string(), *leaf.span());
                    self.joint = joint;
                }
                TtElement::Subtree(of, inner) => {
                    let span = of.delimiter.delim_span();
                    let (open, close) = match of.delimiter.kind {
                        // Wrapped around an expression by the expansion of a macro: both at one place.
                        DelimiterKind::Parenthesis if span.open == span.close => ("", ""),
                        DelimiterKind::Parenthesis => ("(", ")"),
                        DelimiterKind::Brace => ("{", "}"),
                        DelimiterKind::Bracket => ("[", "]"),
                        DelimiterKind::Invisible => ("", ""),
                    };
                    if open.is_empty() {
                        self.all(inner);
                        continue;
                    }
                    self.token(open, span.open);
                    let before = self.text.len();
                    self.all(inner);
                    if close == "}" && self.text.len() > before {
                        self.text.push(' ');
                    }
                    self.text.push_str(close);
                    self.last = Some(span.close);
                    self.joint = false;
                }
            }
        }
    }
    fn token(&mut self, text: &str, span: Span) {
        let apart = match self.last {
            None => false,
            Some(last) if last.anchor == span.anchor && last.range.end() == span.range.start() => {
                self.text.ends_with('{')
            }
            // Here the source has a space, or the tokens are from different texts.
            Some(_) => {
                let word = self
                    .text
                    .ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let tight = matches!(text, "," | ";" | "." | "(") && word
                    || matches!(text, "," | ";" | ".") && self.text.ends_with([')', ']', '}', '"'])
                    || text == "[" && self.text.ends_with('#')
                    || self.text.ends_with(['(', '[']);
                !self.joint && !tight
            }
        };
        if apart {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.last = Some(span);
        self.joint = false;
    }
}
