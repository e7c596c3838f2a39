//! What makes a lesson an exercise: `exercise: …` in its front matter, hints, a solution, what that
//! prints, and what its trace shows.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::exercise::{Check, Claim, Exercise};

use crate::front_matter::FrontMatter;

const SOLUTION: &str = "solution.rs";
const EXPECTED: &str = "expected.txt";

/// The keys of what is asked of the trace, and what their values look like.
pub const CLAIMS: [(&str, &str); 7] = [
    (
        "side-by-side",
        "how many, and the name of an async function",
    ),
    (
        "not-more-at-once",
        "how many, and the name of an async function",
    ),
    ("polls-at-most", "a number"),
    ("longest-poll", "a number of milliseconds"),
    ("threads-at-most", "a number"),
    ("spawns", "a number"),
    ("complete", "all"),
];

/// The exercise of a lesson, if it has one; its files are taken out of `files`.
pub fn read(
    front: &FrontMatter,
    files: &mut BTreeMap<String, String>,
    problem: &mut impl FnMut(String),
) -> Option<Exercise> {
    let hints: Vec<String> = front.list("hint").map(str::to_owned).collect();
    if front.list("exercise").next().is_none() {
        let mut of_a_check = CLAIMS.iter().map(|(key, _)| *key).chain(["within"]);
        if !hints.is_empty() || of_a_check.any(|key| front.list(key).next().is_some()) {
            problem("hints and checks are for an exercise: `exercise: …` is missing".into());
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
    let claims = claims(front, problem);
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
            claims,
        },
        solution: solution?,
    })
}

fn claims(front: &FrontMatter, problem: &mut impl FnMut(String)) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (key, form) in CLAIMS {
        for value in front.list(key) {
            match claim(key, value) {
                Some(claim) => claims.push(claim),
                None => problem(format!("{key}: {form}")),
            }
        }
    }
    claims
}

fn claim(key: &str, value: &str) -> Option<Claim> {
    let number = || value.parse().ok();
    let named = || {
        let (count, name) = value.split_once(' ')?;
        Some((count.parse().ok()?, name.to_owned()))
    };
    Some(match key {
        "side-by-side" => {
            let (at_least, name) = named()?;
            Claim::SideBySide { name, at_least }
        }
        "not-more-at-once" => {
            let (at_most, name) = named()?;
            Claim::NotMoreAtOnce { name, at_most }
        }
        "polls-at-most" => Claim::Polls { at_most: number()? },
        "longest-poll" => Claim::LongestPoll(Duration::from_millis(value.parse().ok()?)),
        "threads-at-most" => Claim::Threads { at_most: number()? },
        "spawns" => Claim::Spawns(number()?),
        "complete" if value == "all" => Claim::AllComplete,
        _ => return None,
    })
}
