//! Text to tokens, where each piece of the text may have a span of its own.
//!
//! Tokens made for a field carry the field's span, so that an error in what was made for it shows there.

use span::{Edition, Span, TextSize};
use tt::{
    DelimSpan, Delimiter, DelimiterKind, Leaf, TopSubtree, TopSubtreeBuilder, TtElement,
    iter::TtIter,
};

pub(super) struct Quote {
    text: String,
    /// Where in the text a span begins to hold.
    spans: Vec<(u32, Span)>,
    call_site: Span,
}

impl Quote {
    pub(super) fn new(call_site: Span) -> Quote {
        Quote {
            text: String::new(),
            spans: vec![(0, call_site)],
            call_site,
        }
    }
    /// Appends text at the macro's call.
    pub(super) fn add(&mut self, text: &str) -> &mut Quote {
        self.add_at(self.call_site, text)
    }
    /// Appends text that is shown at `span`. Its names are those of the macro's call all the same: a field may
    /// come from another macro than the item, and `self` must not be unknown for that. What another macro
    /// wrote has no place to show but the call.
    pub(super) fn add_at(&mut self, span: Span, text: &str) -> &mut Quote {
        let span = match span.ctx.is_root() {
            true => Span {
                ctx: self.call_site.ctx,
                ..span
            },
            false => self.call_site,
        };
        self.spans.push((self.text.len() as u32, span));
        self.text.push_str(text);
        self.text.push(' ');
        self
    }
    pub(super) fn finish(self) -> Result<TopSubtree, String> {
        // The spans of this tree are ranges of `text`, to be replaced.
        let anchor = self.call_site.anchor;
        let tree = syntax_bridge::parse_to_token_tree(
            Edition::Edition2024,
            anchor,
            self.call_site.ctx,
            &self.text,
        )
        .ok_or("a macro made text that is no Rust")?;
        let mut builder = TopSubtreeBuilder::new(Delimiter::invisible_spanned(self.call_site));
        let top = tree.top_subtree();
        // A text that is one delimited group comes back as that group.
        if top.delimiter.kind == DelimiterKind::Invisible {
            self.copy(&mut builder, tree.iter());
        } else {
            let DelimSpan { open, close } = top.delimiter.delim_span();
            builder.open(top.delimiter.kind, self.span(open));
            self.copy(&mut builder, tree.iter());
            builder.close(self.span(close));
        }
        Ok(builder.build())
    }
    fn copy(&self, to: &mut TopSubtreeBuilder, from: TtIter<'_>) {
        for element in from {
            match element {
                TtElement::Leaf(mut leaf) => {
                    let span = self.span(*leaf.span());
                    match &mut leaf {
                        Leaf::Literal(literal) => literal.span = span,
                        Leaf::Punct(punct) => punct.span = span,
                        Leaf::Ident(ident) => ident.span = span,
                    }
                    to.push(leaf);
                }
                TtElement::Subtree(subtree, inner) => {
                    let DelimSpan { open, close } = subtree.delimiter.delim_span();
                    to.open(subtree.delimiter.kind, self.span(open));
                    self.copy(to, inner);
                    to.close(self.span(close));
                }
            }
        }
    }
    fn span(&self, in_text: Span) -> Span {
        let at = u32::from(in_text.range.start());
        let index = self.spans.partition_point(|(from, _)| *from <= at);
        self.spans[index.saturating_sub(1)].1
    }
}

/// The span of a node of a parsed input, from its first token to its last where they lie in one item.
pub(super) fn node_span(map: &span::SpanMap, range: span::TextRange) -> Span {
    let first = map.span_at(range.start());
    let last = map.span_at(range.end() - TextSize::from(u32::from(!range.is_empty())));
    if first.anchor == last.anchor
        && first.ctx == last.ctx
        && first.range.start() <= last.range.end()
    {
        Span {
            range: first.range.cover(last.range),
            ..first
        }
    } else {
        first
    }
}
