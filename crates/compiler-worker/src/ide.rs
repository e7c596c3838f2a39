//! The editor's questions, from JSON and back to it, in UTF-16 units outside and bytes inside.

use compiler::{
    Compiler, SourceFile, Span,
    ide::{Call, CompletionKind, Place},
};
use protocol::ide::{Answer, Completion, Edit, LibraryFile, Question, What};

/// The answer in JSON; to what is no question, or about no place, that there is nothing.
pub fn answer(compiler: &mut Compiler, files: &[SourceFile], question: &str) -> String {
    let answer = serde_json::from_str(question)
        .ok()
        .and_then(|question| told(compiler, files, &question))
        .unwrap_or(Answer::Nothing);
    // Nothing in an answer can fail to be written.
    serde_json::to_string(&answer).unwrap_or_default()
}

fn told(compiler: &mut Compiler, files: &[SourceFile], question: &Question) -> Option<Answer> {
    let text = text_of(compiler, files, question.file)?;
    let at = Place {
        file: question.file,
        offset: bytes(&text, question.at)?,
    };
    Some(match &question.what {
        What::Hover => {
            let found = compiler.hover(files, at)?;
            Answer::Hover {
                from: units(&text, found.span.start),
                to: units(&text, found.span.end),
                text: found.text,
            }
        }
        What::Complete => {
            let (from, found) = compiler.completions(files, at);
            Answer::Completions {
                from: units(&text, from),
                options: found.into_iter().map(completion).collect(),
            }
        }
        What::Signature => {
            let found = compiler.signature(files, at)?;
            let range = |(from, to)| (units(&found.text, from), units(&found.text, to));
            Answer::Signature {
                params: found.params.iter().copied().map(range).collect(),
                active: found.active,
                text: found.text,
            }
        }
        What::Definition => {
            let Span { file, start, end } = compiler.definition(files, at)?.span;
            let there = text_of(compiler, files, file)?;
            let own = usize::from(file) < files.len();
            Answer::Definition {
                file,
                from: units(&there, start),
                to: units(&there, end),
                library: match own {
                    true => None,
                    false => {
                        let SourceFile { name, text } = compiler.library_file(file)?;
                        Some(LibraryFile { name, text })
                    }
                },
            }
        }
        What::Rename(to) => match compiler.rename(files, at, to) {
            Ok(edits) => Answer::Edits {
                edits: edits
                    .into_iter()
                    .filter_map(|edit| {
                        let Span { file, start, end } = edit.span;
                        let text = &files.get(usize::from(file))?.text;
                        Some(Edit {
                            file,
                            from: units(text, start),
                            to: units(text, end),
                            text: edit.text,
                        })
                    })
                    .collect(),
            },
            Err(why) => Answer::Refused { why },
        },
    })
}

fn completion(of: compiler::ide::Completion) -> Completion {
    let kind = match of.kind {
        CompletionKind::Field => "property",
        CompletionKind::Function => "function",
        CompletionKind::Keyword => "keyword",
        CompletionKind::Macro => "macro",
        CompletionKind::Method => "method",
        CompletionKind::Module => "namespace",
        CompletionKind::Trait => "interface",
        CompletionKind::Type => "type",
        CompletionKind::Value => "constant",
        CompletionKind::Variable => "variable",
    };
    Completion {
        name: of.name,
        kind: kind.to_owned(),
        detail: of.detail,
        call: match of.call {
            Call::No => None,
            Call::Empty => Some(false),
            Call::Arguments => Some(true),
        },
    }
}

fn text_of(compiler: &Compiler, files: &[SourceFile], file: u16) -> Option<String> {
    match files.get(usize::from(file)) {
        Some(file) => Some(file.text.clone()),
        None => Some(compiler.library_file(file)?.text),
    }
}

/// The byte offset of an offset in UTF-16 units.
fn bytes(text: &str, units: u32) -> Option<u32> {
    let mut left = units as usize;
    for (offset, char) in text.char_indices() {
        if left == 0 {
            return u32::try_from(offset).ok();
        }
        left = left.checked_sub(char.len_utf16())?;
    }
    (left == 0).then_some(text.len() as u32)
}

fn units(text: &str, bytes: u32) -> u32 {
    let end = text.floor_char_boundary(bytes as usize);
    text[..end].encode_utf16().count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_counting() {
        let text = "bé😀c";
        for (byte, unit) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!(bytes(text, unit), Some(byte));
            assert_eq!(units(text, byte), unit);
        }
        // In the middle of a character, and behind the end.
        assert_eq!(bytes(text, 3), None);
        assert_eq!(bytes(text, 6), None);
    }

    #[test]
    fn questions_are_answered_in_json() {
        let mut compiler = Compiler::new();
        let text = "fn main() { let é = \"😀\"; println!(\"{é}\"); }";
        let files = [SourceFile {
            name: "main.rs".to_owned(),
            text: text.to_owned(),
        }];
        let mut ask = |question: &str| answer(&mut compiler, &files, question);
        assert_eq!(
            ask(r#"{"file":0,"at":16,"what":"hover"}"#),
            r#"{"from":16,"to":17,"text":"let é: &str"}"#
        );
        assert_eq!(
            ask(r#"{"file":0,"at":16,"what":{"rename":"smile"}}"#),
            r#"{"edits":[{"file":0,"from":16,"to":17,"text":"smile"},{"file":0,"from":37,"to":38,"text":"smile"}]}"#
        );
        assert_eq!(
            ask(r#"{"file":0,"at":16,"what":{"rename":"fn"}}"#),
            r#"{"why":"`fn` is no name."}"#
        );
        for nonsense in [
            "",
            "{}",
            r#"{"file":9,"at":0,"what":"hover"}"#,
            r#"{"file":0,"at":999,"what":"complete"}"#,
        ] {
            assert_eq!(ask(nonsense), "null", "{nonsense}");
        }
    }
}
