//! What an editor asks about a place: the front end's answers, which need no program that runs.

pub use analysis::ide::{Call, Completion, CompletionKind, Definition, Edit, Hover, Signature};
use analysis::{Session, SourceFile};

use crate::Compiler;

/// An offset in a file, in bytes. Files beyond the visitor's are those of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: u16,
    pub offset: u32,
}

/// Stands where a name will be, so that `x.` becomes an expression.
const BEGUN: &str = "begun";

impl Compiler {
    pub fn hover(&mut self, files: &[SourceFile], at: Place) -> Option<Hover> {
        self.ask(files, |session| session.hover(at.file, at.offset))
    }

    pub fn definition(&mut self, files: &[SourceFile], at: Place) -> Option<Definition> {
        self.ask(files, |session| session.definition(at.file, at.offset))
    }

    /// Of the call in whose parentheses the place is.
    pub fn signature(&mut self, files: &[SourceFile], at: Place) -> Option<Signature> {
        self.ask(files, |session| session.signature(at.file, at.offset))
    }

    pub fn rename(
        &mut self,
        files: &[SourceFile],
        at: Place,
        to: &str,
    ) -> Result<Vec<Edit>, String> {
        self.ask(files, |session| session.rename(at.file, at.offset, to))
    }

    /// What may be written at a place, and where the name begins that it replaces.
    pub fn completions(&mut self, files: &[SourceFile], at: Place) -> (u32, Vec<Completion>) {
        let nothing = (at.offset, Vec::new());
        let Some(file) = files.get(usize::from(at.file)) else {
            return nothing;
        };
        let Some((before, after)) = file.text.split_at_checked(at.offset as usize) else {
            return nothing;
        };
        let is_part = |it: char| it == '_' || it.is_alphanumeric();
        let start = before.trim_end_matches(is_part).len();
        if before[start..].starts_with(|it: char| it.is_ascii_digit()) {
            return nothing;
        }
        let mut files = files.to_vec();
        let mut end = at.offset;
        if start == before.len() && !after.starts_with(is_part) {
            files[usize::from(at.file)].text = format!("{before}{BEGUN}{after}");
            end += BEGUN.len() as u32;
        }
        let found = self.ask(&files, |session| session.completions(at.file, end));
        (start as u32, found)
    }

    /// A file of the library: its name and its text.
    pub fn library_file(&self, file: u16) -> Option<SourceFile> {
        self.analysis.library_file(file)
    }

    fn ask<R>(&mut self, files: &[SourceFile], question: impl FnOnce(&Session<'_>) -> R) -> R {
        self.analysis.set_files(files);
        self.analysis.with(question)
    }
}
