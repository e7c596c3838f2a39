//! What the editor asks about a place in the program, and what it is told.
//!
//! Question and answer are JSON: the editor is a script, and the page hands both on unread. Places are
//! counted as scripts count them, in UTF-16 units.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Index of the file among the visitor's; the library's files follow, far behind.
    pub file: u16,
    pub at: u32,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// What stands here?
    Hover,
    /// What may be written here?
    Complete,
    /// Which call's arguments are these?
    Signature,
    /// Where is this declared?
    Definition,
    /// What changes when this is called so?
    Rename(String),
}

/// Which of them it is, the question tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    Completions {
        /// Where the name begins that is replaced.
        from: u32,
        options: Vec<Completion>,
    },
    Definition {
        file: u16,
        from: u32,
        to: u32,
        /// If it is one of the library's, which the editor does not hold.
        library: Option<LibraryFile>,
    },
    Signature {
        text: String,
        /// Where the parameters are in that text.
        params: Vec<(u32, u32)>,
        active: Option<u32>,
    },
    Hover {
        from: u32,
        to: u32,
        text: String,
    },
    Edits {
        edits: Vec<Edit>,
    },
    /// It cannot be renamed.
    Refused {
        why: String,
    },
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completion {
    pub name: String,
    pub kind: String,
    /// A type, or the head of a declaration.
    pub detail: String,
    /// Whether `()` belongs behind it, and whether something between.
    pub call: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LibraryFile {
    pub name: String,
    pub text: String,
}

/// A text in the place of what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    pub file: u16,
    pub from: u32,
    pub to: u32,
    pub text: String,
}
