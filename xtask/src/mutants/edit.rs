//! Small edits such as a learner's slips: each takes away, adds or changes one thing.

use super::token::{Kind, Token, tokens};
use std::ops::Range;

/// What was done to a program.
pub struct Edit {
    pub kind: &'static str,
    range: Range<usize>,
    replacement: String,
}

impl Edit {
    pub fn apply(&self, text: &str) -> String {
        format!(
            "{}{}{}",
            &text[..self.range.start],
            self.replacement,
            &text[self.range.end..]
        )
    }
}

/// A program's text with its tokens, and the edits found in it so far.
struct Finder<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    edits: Vec<Edit>,
}

/// Every edit that is possible in a program.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut finder = Finder {
        text,
        tokens: tokens(text),
        edits: Vec::new(),
    };
    finder.words_and_marks();
    finder.lists();
    finder.lines();
    finder.names();
    finder.edits
}

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "Self", "static", "struct", "super", "trait", "true", "type",
    "unsafe", "use", "where", "while",
];

impl<'a> Finder<'a> {
    fn word(&self, index: usize) -> &'a str {
        self.tokens
            .get(index)
            .map_or("", |token| &self.text[token.range.clone()])
    }

    /// Do these tokens follow one another?
    fn are(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.word(index + offset) == *word)
    }

    fn edit(&mut self, kind: &'static str, range: Range<usize>, replacement: &str) {
        self.edits.push(Edit {
            kind,
            range,
            replacement: replacement.to_owned(),
        });
    }

    /// Takes tokens away, with the space behind them.
    fn delete(&mut self, kind: &'static str, tokens: Range<usize>) {
        let start = self.tokens[tokens.start].range.start;
        let mut end = self.tokens[tokens.end - 1].range.end;
        if self.text[end..].starts_with(' ') {
            end += 1;
        }
        self.edit(kind, start..end, "");
    }

    fn is_name(&self, index: usize) -> bool {
        let word = self.word(index);
        self.tokens
            .get(index)
            .is_some_and(|token| token.kind == Kind::Word)
            && !KEYWORDS.contains(&word)
            && !word.starts_with(|c: char| c.is_ascii_digit())
    }

    fn words_and_marks(&mut self) {
        for index in 0..self.tokens.len() {
            let range = self.tokens[index].range.clone();
            match self.word(index) {
                "mut" => self.delete("delete mut", index..index + 1),
                "move" => self.delete("delete move", index..index + 1),
                "async" => self.delete("delete async", index..index + 1),
                "pub" => self.delete("delete pub", index..index + 1),
                "dyn" => self.delete("delete dyn", index..index + 1),
                "return" => self.delete("delete return", index..index + 1),
                ";" => self.delete("delete semicolon", index..index + 1),
                "?" => self.delete("delete ?", index..index + 1),
                "!" if self.word(index + 1) != "=" && self.word(index + 1) != "[" => {
                    self.delete("delete !", index..index + 1);
                }
                "*" => self.delete("delete *", index..index + 1),
                "&" if self.word(index + 1) != "&" && self.word(index.wrapping_sub(1)) != "&" => {
                    self.delete("delete &", index..index + 1);
                    if self.word(index + 1) == "mut" {
                        let end = self.tokens[index + 1].range.end;
                        self.edit("&mut to &", range.start..end + 1, "&");
                    } else if !self.word(index + 1).starts_with('\'') {
                        self.edit("& to &mut", range, "&mut ");
                    }
                }
                "." if self.word(index + 1) == "await" => {
                    self.delete("delete .await", index..index + 2);
                }
                "." if self.are(index + 2, &["(", ")"]) => {
                    let kind = if self.word(index + 1) == "clone" {
                        "delete .clone()"
                    } else {
                        "delete a method call"
                    };
                    self.delete(kind, index..index + 4);
                }
                ")" if self.word(index + 1) == ";" => {
                    self.edit("add .await", range.end..range.end, ".await");
                    self.edit("add ?", range.end..range.end, "?");
                }
                "+" => self.delete("delete a bound", index..index + 2),
                ":" if self.is_name(index + 1)
                    && matches!(self.word(index + 2), ">" | ",")
                    && self.word(index.wrapping_sub(1)) != ":" =>
                {
                    self.delete("delete a bound", index..index + 2);
                }
                "let" if self.word(index + 1) != "mut" && self.is_name(index + 1) => {
                    self.edit("add mut", range.end..range.end, " mut");
                }
                "if" | "while" if self.word(index + 1) != "let" => {
                    self.edit("add !", range.end..range.end, " !");
                }
                word if self.tokens[index].kind == Kind::Lifetime => {
                    let other = if word == "'static" { "'_" } else { "'static" };
                    self.edit("change a lifetime", range, other);
                    let behind = usize::from(self.word(index + 1) == ",");
                    self.delete("delete a lifetime", index..index + 1 + behind);
                }
                word if word.starts_with(|c: char| c.is_ascii_digit()) => {
                    self.edit("change a literal", range.clone(), "\"text\"");
                    self.edit("change a literal", range.clone(), "1.5");
                    self.edit("change a literal", range.clone(), "1u8");
                    self.edit("change a literal", range, "-1");
                }
                word if word.starts_with('"') && self.word(index.wrapping_sub(2)) != "!" => {
                    self.edit("change a literal", range.clone(), "7");
                    self.edit("change a literal", range, "String::new()");
                }
                "true" | "false" => self.edit("change a literal", range, "1"),
                _ => {}
            }
        }
    }

    /// Arguments, parameters and fields: whatever stands between commas in brackets.
    fn lists(&mut self) {
        let mut open: Vec<(usize, usize)> = Vec::new();
        for index in 0..self.tokens.len() {
            match self.word(index) {
                "(" | "[" | "{" => open.push((index, index + 1)),
                mark @ ("," | ")" | "]" | "}") => {
                    let Some((bracket, start)) = open.last_mut() else {
                        return;
                    };
                    let item = *start..index;
                    let bracket = *bracket;
                    *start = index + 1;
                    if mark != "," {
                        open.pop();
                    }
                    let kind = match self.word(bracket) {
                        "(" => "delete an argument",
                        "{" if mark == "," => "delete a field or arm",
                        _ => continue,
                    };
                    if item.is_empty() {
                        continue;
                    }
                    if mark == "," {
                        let again = self.between(item.clone());
                        self.delete(kind, item.start..index + 1);
                        let at = self.tokens[index].range.end;
                        self.edit("repeat an argument", at..at, &format!(" {again},"));
                    } else {
                        let comma = usize::from(self.word(item.start - 1) == ",");
                        self.delete(kind, item.start - comma..index);
                    }
                }
                _ => {}
            }
        }
    }

    fn between(&self, tokens: Range<usize>) -> &'a str {
        &self.text[self.tokens[tokens.start].range.start..self.tokens[tokens.end - 1].range.end]
    }

    /// Statements and other things of one line.
    fn lines(&mut self) {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            lines.push(start..start + line.len());
            start += line.len();
        }
        for (index, range) in lines.iter().enumerate() {
            let line = self.text[range.clone()].trim();
            if line.starts_with("use ") && line.ends_with(';') {
                self.edit("delete a use", range.clone(), "");
            } else if line.ends_with(';') && !line.starts_with('}') && !line.starts_with('.') {
                self.edit("delete a statement", range.clone(), "");
                let again = self.text[range.clone()].to_owned();
                self.edit("repeat a statement", range.end..range.end, &again);
            } else if line.contains(" => ") && line.ends_with(',') {
                self.edit("delete an arm", range.clone(), "");
            } else if line.starts_with("#[derive(") {
                self.edit("delete a derive", range.clone(), "");
            }
            let Some(next) = lines.get(index + 1) else {
                continue;
            };
            let after = self.text[next.clone()].trim();
            if line.ends_with(';') && after.ends_with(';') && !after.starts_with(['.', '}']) {
                let swapped = format!("{}{}", &self.text[next.clone()], &self.text[range.clone()]);
                self.edit("swap two lines", range.start..next.end, &swapped);
            }
        }
    }

    /// Names that are used: misspelt, or used once more behind the last use.
    fn names(&mut self) {
        for index in 1..self.tokens.len() {
            if !self.is_name(index) {
                continue;
            }
            let range = self.tokens[index].range.clone();
            let before = self.word(index - 1);
            let misspelt = format!("{}x", self.word(index));
            self.edit("rename a name", range.clone(), &misspelt);
            if matches!(before, "let" | "mut") {
                self.use_again(index);
            }
            // Another local variable in its place.
            if before != "." && before != ":" && self.word(index + 1) != ":" {
                let other = (1..index)
                    .rev()
                    .find(|&at| self.word(at - 1) == "let" && self.is_name(at))
                    .map(|at| self.word(at));
                if let Some(other) = other.filter(|other| *other != self.word(index)) {
                    self.edit("take another name", range, other);
                }
            }
        }
    }

    /// Uses a variable again behind the statement of its last use.
    fn use_again(&mut self, declared: usize) {
        let name = self.word(declared);
        let mut depth = 0_i32;
        let mut behind_use = None;
        let mut used = false;
        for index in declared + 1..self.tokens.len() {
            match self.word(index) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                ";" if depth == 0 && used => {
                    behind_use = Some(self.tokens[index].range.end);
                    used = false;
                }
                word if word == name => used = true,
                _ => {}
            }
            if depth < 0 {
                break;
            }
        }
        if let Some(at) = behind_use {
            self.edit("use again", at..at, &format!(" let _again = {name};"));
            self.edit("drop again", at..at, &format!(" drop({name});"));
            self.edit("borrow again", at..at, &format!(" let _again = &{name};"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn mutants(text: &str, kind: &str) -> Vec<String> {
        edits(text)
            .iter()
            .filter(|edit| edit.kind == kind)
            .map(|edit| edit.apply(text))
            .collect()
    }

    #[test]
    fn one_thing_changes_at_a_time() {
        let text = "fn main() {\n    let mut a = f(1, 2).await;\n    g(&mut a);\n}\n";
        assert_eq!(
            mutants(text, "delete mut"),
            [text.replace("let mut", "let"), text.replace("&mut a", "&a")]
        );
        assert_eq!(mutants(text, "delete .await"), [text.replace(".await", "")]);
        assert_eq!(
            mutants(text, "delete an argument"),
            [
                text.replace("1, ", ""),
                text.replace(", 2", ""),
                text.replace("&mut a", "")
            ]
        );
        assert_eq!(
            mutants(text, "use again"),
            [text.replace("g(&mut a);", "g(&mut a); let _again = a;")]
        );
        assert_eq!(
            mutants(text, "swap two lines"),
            ["fn main() {\n    g(&mut a);\n    let mut a = f(1, 2).await;\n}\n"]
        );
    }
}
