//! A lesson as the page fetches it: `lessons/<id>.bin`, in postcard's bytes.
//!
//! The page's own code knows of each lesson only its title and summary, so that it stays small however
//! many there are.

use serde::{Deserialize, Serialize};

use crate::SourceFile;
use crate::exercise::Exercise;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Names it in links, in kept edits and in `programs/<id>.bin`.
    pub id: String,
    pub title: String,
    pub predict: Predict,
    /// The prose, rendered.
    pub html: String,
    /// The example's files, `main.rs` first: there is at least that one.
    pub files: Vec<SourceFile>,
    /// What is to be mended in the example, if the lesson is an exercise.
    pub exercise: Option<Exercise>,
}

/// What the visitor is asked before the first run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predict {
    pub question: String,
    pub choices: Vec<String>,
    /// Index of the right choice.
    pub answer: usize,
    /// Why it is right.
    pub because: String,
}
