//! The lessons, as the build script read them.

#[derive(Debug, PartialEq, Eq)]
pub struct Chapter {
    pub title: &'static str,
    pub lessons: &'static [Lesson],
}

#[derive(Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Names it in links, in kept edits and in `programs/<id>.bin`.
    pub id: &'static str,
    pub title: &'static str,
    pub summary: &'static str,
    /// The prose, rendered.
    pub html: &'static str,
    pub predict: Predict,
    /// The example's files, `main.rs` first.
    pub files: &'static [File],
}

/// What the visitor is asked before the first run.
#[derive(Debug, PartialEq, Eq)]
pub struct Predict {
    pub question: &'static str,
    pub choices: &'static [&'static str],
    pub answer: usize,
    pub because: &'static str,
}

#[derive(Debug, PartialEq, Eq)]
pub struct File {
    pub name: &'static str,
    pub text: &'static str,
}

pub static CHAPTERS: &[Chapter] = include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// All lessons in reading order.
pub fn lessons() -> impl Iterator<Item = &'static Lesson> {
    CHAPTERS.iter().flat_map(|chapter| chapter.lessons)
}

pub fn lesson(id: &str) -> Option<&'static Lesson> {
    lessons().find(|lesson| lesson.id == id)
}
