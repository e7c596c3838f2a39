//! What makes a lesson an exercise: `exercise: …` in its front matter, hints, a solution, and what that
//! prints.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::exercise::{Check, Exercise};

use crate::front_matter::FrontMatter;

const SOLUTION: &str = "solution.rs";
const EXPECTED: &str = "expected.txt";

/// The exercise of a lesson, if it has one; its files are taken out of `files`.
pub fn read(
    front: &FrontMatter,
    files: &mut BTreeMap<String, String>,
    problem: &mut impl FnMut(String),
) -> Option<Exercise> {
    let hints: Vec<String> = front.list("hint").map(str::to_owned).collect();
    if front.list("exercise").next().is_none() {
        if !hints.is_empty() || front.list("within").next().is_some() {
            problem("hints and a time are for an exercise: `exercise: …` is missing".into());
        }
        return None;
    }
    let mut text = |name: &str| {
        let text = files.remove(name);
        if text.is_none() {
            problem(format!("{name} is missing: an exercise needs it"));
        }
        text
    };
    let (solution, stdout) = (text(SOLUTION), text(EXPECTED));
    if hints.len() < 2 {
        problem("an exercise needs at least two lines `hint: …`, each with more help".into());
    }
    let within = match front.list("within").next() {
        None => None,
        Some(_) => match front.one("within").map(|millis| millis.parse::<u64>()) {
            Ok(Ok(millis)) => Some(Duration::from_millis(millis)),
            _ => {
                problem("within: one number of milliseconds".into());
                None
            }
        },
    };
    let task = front.one("exercise").unwrap_or_else(|what| {
        problem(what);
        String::new()
    });
    Some(Exercise {
        task,
        hints,
        check: Check {
            stdout: stdout?,
            within,
        },
        solution: solution?,
    })
}
