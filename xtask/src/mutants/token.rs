//! Rust text as tokens: enough to edit programs, not to understand them.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names, keywords and numbers.
    Word,
    Lifetime,
    Text,
    Mark,
}

#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// The tokens of a program, without comments. Marks come one character each.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let rest = &bytes[at..];
        let kind = match rest[0] {
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b'/' if rest.starts_with(b"//") => {
                at += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
                continue;
            }
            b'/' if rest.starts_with(b"/*") => {
                at = text[at..]
                    .find("*/")
                    .map_or(bytes.len(), |end| at + end + 2);
                continue;
            }
            b'"' => {
                at = end_of_text(bytes, at + 1, b'"');
                Kind::Text
            }
            b'b' if rest.starts_with(b"b\"") => {
                at = end_of_text(bytes, at + 2, b'"');
                Kind::Text
            }
            b'r' if rest.starts_with(b"r\"") || rest.starts_with(b"r#\"") => {
                let end = if rest[1] == b'#' { "\"#" } else { "\"" };
                let inner = at + 1 + end.len();
                at = text
                    .get(inner..)
                    .and_then(|inside| inside.find(end))
                    .map_or(bytes.len(), |length| inner + length + end.len());
                Kind::Text
            }
            // A character, unless a name follows that no quote ends.
            b'\'' if rest.get(1) == Some(&b'\\') || text[at + 1..].chars().nth(1) == Some('\'') => {
                at = end_of_text(bytes, at + 1, b'\'');
                Kind::Text
            }
            b'\'' => {
                at += 1 + word(&rest[1..]);
                Kind::Lifetime
            }
            b if is_word(b) => {
                at += word(rest);
                Kind::Word
            }
            _ => {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                Kind::Mark
            }
        };
        tokens.push(Token {
            kind,
            range: start..at.min(bytes.len()),
        });
    }
    tokens
}

fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

fn word(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&b| is_word(b)).count()
}

/// Behind the closing quote.
fn end_of_text(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn comments_texts_and_lifetimes_are_told_apart() {
        let text = r##"let x: &'a str = "// \" no"; /* ' */ 'c' r#"""# '\'' // end"##;
        let found: Vec<&str> = tokens(text).into_iter().map(|t| &text[t.range]).collect();
        assert_eq!(
            found,
            [
                "let",
                "x",
                ":",
                "&",
                "'a",
                "str",
                "=",
                r#""// \" no""#,
                ";",
                "'c'",
                r###"r#"""#"###,
                "'\\''"
            ]
        );
    }
}
