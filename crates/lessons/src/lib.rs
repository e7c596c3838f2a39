//! Lesson folders: parsed and checked.
//!
//! `lessons/NN-chapter/NN-lesson/` holds `lesson.md` (front matter and prose), `main.rs` and the
//! other files that the front matter names. This crate does no input or output: its callers read
//! the folder and hand the texts over, so a build script, a test and a tool see the same rules.

mod exercise;
mod front_matter;
mod prose;

use std::collections::{BTreeMap, BTreeSet};

use front_matter::FrontMatter;
use protocol::SourceFile;
use protocol::lesson::Predict;

/// A file below `lessons/`, its path with `/` between the parts.
#[derive(Clone, Debug)]
pub struct Input {
    pub path: String,
    pub text: String,
}

/// The lessons in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    pub chapters: Vec<Chapter>,
}

impl Course {
    pub fn lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.chapters.iter().flat_map(|chapter| &chapter.lessons)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub title: String,
    pub lessons: Vec<Lesson>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its folder below `lessons/`.
    pub folder: String,
    /// One sentence for the list of lessons.
    pub summary: String,
    /// What the page shows. Its id is unique.
    pub page: protocol::lesson::Lesson,
}

impl Lesson {
    /// The file that the page fetches.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(&self.page).expect("postcard writes any of our structs into a vector")
    }
}

/// What is wrong with a lesson folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("lessons/{path}: {what}")]
pub struct Problem {
    pub path: String,
    pub what: String,
}

impl Problem {
    fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Problem {
            path: path.into(),
            what: what.into(),
        }
    }
}

const MAIN: &str = "main.rs";
const TEXT: &str = "lesson.md";
/// What the programs print when rustc has compiled them; tests read it, the site does not.
const ORACLES: [&str; 2] = ["main.oracle.json", "solution.oracle.json"];
const WORDS: std::ops::RangeInclusive<usize> = 150..=500;

/// Reads all lessons, or says everything that is wrong with them.
pub fn parse(inputs: Vec<Input>) -> Result<Course, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut folders: BTreeMap<(String, String), BTreeMap<String, String>> = BTreeMap::new();
    for input in inputs {
        match input.path.split('/').collect::<Vec<_>>()[..] {
            [chapter, lesson, file] => {
                let folder = folders.entry((chapter.into(), lesson.into())).or_default();
                folder.insert(file.into(), input.text);
            }
            _ => problems.push(Problem::new(
                &input.path,
                "stray file: only NN-chapter/NN-lesson/file belongs here",
            )),
        }
    }

    let mut course = Course::default();
    let mut chapter_now = String::new();
    let mut ids = BTreeSet::new();
    for ((chapter, lesson), files) in folders {
        let folder = format!("{chapter}/{lesson}");
        let Some(title) = title_of(&chapter) else {
            problems.push(Problem::new(
                chapter,
                "a chapter's folder is named NN-like-this",
            ));
            continue;
        };
        if title_of(&lesson).is_none() {
            problems.push(Problem::new(
                folder,
                "a lesson's folder is named NN-like-this",
            ));
            continue;
        }
        if let Some(lesson) = parse_lesson(folder, files, &mut problems) {
            let id = &lesson.page.id;
            if !ids.insert(id.clone()) {
                let what = format!("the id {id:?} is taken by another lesson");
                problems.push(Problem::new(format!("{}/{TEXT}", lesson.folder), what));
            }
            if chapter_now != chapter {
                course.chapters.push(Chapter {
                    title,
                    lessons: Vec::new(),
                });
                chapter_now = chapter;
            }
            if let Some(chapter) = course.chapters.last_mut() {
                chapter.lessons.push(lesson);
            }
        }
    }
    if problems.is_empty() {
        Ok(course)
    } else {
        Err(problems)
    }
}

fn parse_lesson(
    folder: String,
    mut files: BTreeMap<String, String>,
    problems: &mut Vec<Problem>,
) -> Option<Lesson> {
    let Some(text) = files.remove(TEXT) else {
        problems.push(Problem::new(&folder, format!("{TEXT} is missing")));
        return None;
    };
    let path = format!("{folder}/{TEXT}");
    let (front, body) = match FrontMatter::split(&text) {
        Ok(parts) => parts,
        Err(what) => {
            problems.push(Problem::new(path, what));
            return None;
        }
    };
    let before = problems.len();
    let mut problem = |what: String| problems.push(Problem::new(&path, what));

    let mut names = vec![MAIN.to_owned()];
    names.extend(front.list("file").map(str::to_owned));
    let mut sources = Vec::new();
    for name in names {
        match files.remove(&name) {
            Some(text) => sources.push(SourceFile { name, text }),
            None => problem(format!("{name} is missing from the folder")),
        }
    }
    let exercise = exercise::read(&front, &mut files, &mut problem);
    for stray in files
        .keys()
        .filter(|name| !ORACLES.contains(&name.as_str()))
    {
        problem(format!(
            "stray file {stray}: name it with `file: {stray}` or remove it"
        ));
    }
    let mut one = |key: &str| {
        front.one(key).unwrap_or_else(|what| {
            problem(what);
            String::new()
        })
    };
    let (id, title, summary) = (one("id"), one("title"), one("summary"));
    let (question, answer, because) = (one("question"), one("answer"), one("because"));
    if !id.is_empty() && !is_slug(&id) {
        problem(format!(
            "id {id:?}: lower-case letters, digits and hyphens only"
        ));
    }
    let choices: Vec<String> = front.list("choice").map(str::to_owned).collect();
    if choices.len() < 2 {
        problem("a question needs at least two lines `choice: …`".into());
    }
    let answer = answer.parse::<usize>().unwrap_or(0);
    if !(1..=choices.len()).contains(&answer) {
        problem("answer: the number of the right choice, counted from 1".into());
    }
    let mut known = vec![
        "id", "title", "summary", "question", "choice", "answer", "because", "file", "exercise",
        "hint", "within",
    ];
    known.extend(exercise::CLAIMS.iter().map(|(key, _)| *key));
    for key in front.unknown(&known) {
        problem(format!("unknown key {key:?} in the front matter"));
    }
    let rendered = prose::render(body);
    for idea in &rendered.unknown_ideas {
        problem(format!(
            "unknown idea {idea:?}: one of {}",
            prose::IDEAS.join(", ")
        ));
    }
    if !WORDS.contains(&rendered.words) {
        let (low, high) = (WORDS.start(), WORDS.end());
        problem(format!(
            "{} words of prose: between {low} and {high}, please",
            rendered.words
        ));
    }
    (problems.len() == before).then(|| Lesson {
        folder,
        summary,
        page: protocol::lesson::Lesson {
            id,
            title,
            predict: Predict {
                question,
                choices,
                answer: answer - 1,
                because,
            },
            html: rendered.html,
            files: sources,
            exercise,
        },
    })
}

/// `01-ways-of-working` → `Ways of working`.
fn title_of(folder: &str) -> Option<String> {
    let (number, name) = folder.split_once('-')?;
    let numbered = number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit());
    if !numbered || !is_slug(name) {
        return None;
    }
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
}

fn is_slug(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.bytes().all(plain)
}

#[cfg(test)]
mod tests;
