//! `Html`: finds the first element of a name, which is all that the book asks of a page.

use std::string::{String, ToString};

pub struct Html {
    source: String,
}
/// An element of a page.
pub struct ElementRef<'a> {
    inner: &'a str,
}
impl ElementRef<'_> {
    /// What stands between its tags.
    pub fn inner_html(&self) -> String {
        self.inner.to_string()
    }
}
impl Html {
    pub fn parse(source: &str) -> Html {
        Html {
            source: source.to_string(),
        }
    }
    pub fn select_first<'a>(&'a self, selector: &'a str) -> Option<ElementRef<'a>> {
        // ASCII letters change case in place, so what is found lies at the same bytes of the source.
        let text = self.source.to_ascii_lowercase();
        let name = selector.to_ascii_lowercase();
        let open = format!("<{name}");
        let start = text
            .match_indices(&open)
            .map(|(at, _)| at + open.len())
            .find(|&at| text[at..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))?;
        let start = start + text[start..].find('>')? + 1;
        let end = text[start..].find(&format!("</{name}")).map_or(text.len(), |end| start + end);
        Some(ElementRef {
            inner: &self.source[start..end],
        })
    }
}
