//! The exercises: `pollscope` runs each start and each solution, and the check that the page uses
//! judges them. The start must miss it, the solution must pass.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lessons::{Input, Lesson};
use oracle::Answer;
use protocol::exercise::{Check, Exercise, Miss, Seen};

#[test]
fn solutions_pass_and_starts_do_not() {
    let mut seen = 0;
    for (lesson, exercise) in exercises() {
        let folder = root().join(&lesson.folder);
        let solved = judge(&exercise.check, &folder.join("solution.rs"));
        assert_eq!(solved, Ok(()), "the solution of {}", lesson.folder);
        let started = judge(&exercise.check, &folder.join("main.rs"));
        assert!(
            started.is_err(),
            "{} is solved before it begins",
            lesson.folder
        );
        seen += 1;
    }
    assert!(seen > 0, "there are exercises");
}

#[test]
fn what_is_expected_is_what_rustc_makes_of_the_solution() {
    let stored: BTreeMap<_, _> = oracle::programs(&root().join(".."))
        .unwrap()
        .into_iter()
        .map(|program| (program.name.clone(), program))
        .collect();
    for (lesson, exercise) in exercises() {
        let program = &stored[&format!("lessons/{}/solution", lesson.folder)];
        let Answer::Outcome(outcome) = program.oracle().unwrap().answer else {
            panic!("{}: it must print the same in each run", program.name);
        };
        assert_eq!(
            exercise.check.stdout,
            outcome.stdout.concat(),
            "{}",
            lesson.folder
        );
        assert_eq!(outcome.exit_code, 0, "{}", lesson.folder);
    }
}

/// Runs a program and judges it.
fn judge(check: &Check, program: &Path) -> Result<(), Miss> {
    let events = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exercise.json");
    let output = Command::new(env!("CARGO_BIN_EXE_pollscope"))
        .arg("run")
        .arg("--trace")
        .args([&events, program])
        .output()
        .unwrap();
    let document: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&events).unwrap()).unwrap();
    let mut seen = Seen::default();
    for event in document["events"].as_array().unwrap() {
        let event: trace::Event = serde_json::from_value(event.clone()).unwrap();
        seen.event(&event);
    }
    check.judge(
        output.status.code().unwrap(),
        &String::from_utf8(output.stdout).unwrap(),
        &seen,
    )
}

fn exercises() -> impl Iterator<Item = (Lesson, Exercise)> {
    let mut inputs = Vec::new();
    read(&root(), &mut inputs);
    let course = lessons::parse(inputs).unwrap();
    let lessons: Vec<_> = course.lessons().cloned().collect();
    lessons.into_iter().filter_map(|lesson| {
        let exercise = lesson.page.exercise.clone()?;
        Some((lesson, exercise))
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons")
}

/// All files below a folder of the lessons.
fn read(folder: &Path, inputs: &mut Vec<Input>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, inputs);
            continue;
        }
        let parts: Vec<_> = path
            .strip_prefix(root())
            .unwrap()
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        inputs.push(Input {
            path: parts.join("/"),
            text: fs::read_to_string(&path).unwrap(),
        });
    }
}
