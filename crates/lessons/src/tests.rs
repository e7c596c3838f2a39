//! What is accepted, and what each mistake is told.

use super::*;
use protocol::exercise::{Claim, Seen};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const HEAD: &str = "---\nid: one\ntitle: One\nsummary: A first.\nquestion: Who?\nchoice: A\n\
                    choice: B\nanswer: 2\nbecause: So.\n---\n";

fn input(path: &str, text: impl Into<String>) -> Input {
    Input {
        path: path.into(),
        text: text.into(),
    }
}

fn lesson_md() -> String {
    format!(
        "{HEAD}\nA task is [polled](idea:poll). {}\n",
        "word ".repeat(160)
    )
}

/// Parses a good lesson after `change` has spoilt it, and returns what is told.
fn told(change: impl FnOnce(&mut Vec<Input>)) -> Vec<String> {
    let mut inputs = vec![
        input("01-first-things/01-one/lesson.md", lesson_md()),
        input("01-first-things/01-one/main.rs", "fn main() {}\n"),
    ];
    change(&mut inputs);
    match parse(inputs) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(Problem::to_string).collect(),
    }
}

#[test]
fn a_good_lesson_is_read() {
    let course = parse(vec![
        input("01-first-things/01-one/lesson.md", lesson_md()),
        input("01-first-things/01-one/main.rs", "fn main() {}\n"),
    ])
    .unwrap();
    let chapter = &course.chapters[0];
    assert_eq!(chapter.title, "First things");
    let lesson = &chapter.lessons[0];
    assert_eq!(
        (lesson.page.id.as_str(), lesson.page.predict.answer),
        ("one", 1)
    );
    assert!(
        lesson
            .page
            .html
            .contains("<span class=\"idea idea-poll\">polled</span>")
    );
    assert_eq!(lesson.page.files[0].name, "main.rs");
    let read: protocol::lesson::Lesson = postcard::from_bytes(&lesson.to_bytes()).unwrap();
    assert_eq!(read, lesson.page);
}

#[test]
fn missing_and_stray_files_are_told() {
    assert_eq!(
        told(|inputs| {
            inputs.remove(1);
        }),
        ["lessons/01-first-things/01-one/lesson.md: main.rs is missing from the folder"]
    );
    assert_eq!(
        told(|inputs| {
            inputs.remove(0);
        }),
        ["lessons/01-first-things/01-one: lesson.md is missing"]
    );
    assert_eq!(
        told(|inputs| inputs.push(input("01-first-things/01-one/notes.txt", ""))),
        [
            "lessons/01-first-things/01-one/lesson.md: stray file notes.txt: name it with \
          `file: notes.txt` or remove it"
        ]
    );
    assert_eq!(
        told(|inputs| inputs.push(input("README.md", ""))),
        ["lessons/README.md: stray file: only NN-chapter/NN-lesson/file belongs here"]
    );
}

#[test]
fn front_matter_is_checked() {
    let with = |from: &'static str, to: &'static str| {
        told(move |inputs| inputs[0].text = inputs[0].text.replace(from, to))
    };
    let at = "lessons/01-first-things/01-one/lesson.md: ";
    assert_eq!(
        with("title: One\n", ""),
        [format!("{at}`title: …` is missing from the front matter")]
    );
    assert_eq!(
        with("answer: 2", "answer: 3"),
        [format!(
            "{at}answer: the number of the right choice, counted from 1"
        )]
    );
    assert_eq!(
        with("id: one", "id: one\ncolour: red"),
        [format!("{at}unknown key \"colour\" in the front matter")]
    );
    assert_eq!(
        with("idea:poll", "idea:pol"),
        [format!(
            "{at}unknown idea \"pol\": one of poll, pending, ready, wake, waiting, queued, \
             blocked, dropped"
        )]
    );
    assert_eq!(
        with("id: one", "id: One"),
        [format!(
            "{at}id \"One\": lower-case letters, digits and hyphens only"
        )]
    );
}

#[test]
fn an_id_is_used_once() {
    let problems = told(|inputs| {
        inputs.push(input("01-first-things/02-two/lesson.md", lesson_md()));
        inputs.push(input("01-first-things/02-two/main.rs", "fn main() {}\n"));
    });
    assert_eq!(
        problems,
        ["lessons/01-first-things/02-two/lesson.md: the id \"one\" is taken by another lesson"]
    );
}

#[test]
fn html_in_prose_is_shown_not_run() {
    let lesson = format!("{HEAD}<script>alert(1)</script>\n\n{}", "word ".repeat(160));
    let course = parse(vec![
        input("01-first-things/01-one/lesson.md", lesson),
        input("01-first-things/01-one/main.rs", "fn main() {}\n"),
    ])
    .unwrap();
    assert!(!course.chapters[0].lessons[0].page.html.contains("<script>"));
}

#[test]
fn an_exercise_is_read() {
    let inputs = || {
        let keys = "exercise: Make it print 2.\nhint: Look.\nhint: Add one.\nwithin: 300\nspawns: 0\n---\n\n";
        vec![
            input(
                "01-first-things/01-one/lesson.md",
                lesson_md().replacen("---\n\n", keys, 1),
            ),
            input("01-first-things/01-one/main.rs", "fn main() {}\n"),
            input(
                "01-first-things/01-one/solution.rs",
                "fn main() { println!(\"2\"); }\n",
            ),
            input("01-first-things/01-one/expected.txt", "2\n"),
        ]
    };
    let course = parse(inputs()).unwrap();
    let exercise = course.chapters[0].lessons[0].page.exercise.clone().unwrap();
    assert_eq!(exercise.task, "Make it print 2.");
    assert_eq!(exercise.hints, ["Look.", "Add one."]);
    assert!(exercise.solution.contains("println"));
    let soon = Duration::from_millis(300);
    assert_eq!(exercise.check.within, Some(soon));
    assert_eq!(exercise.check.claims, [Claim::Spawns(0)]);
    let seen = Seen::default();
    assert_eq!(exercise.check.judge(0, "2\n", &seen), Ok(()));

    let told = |change: fn(&mut Vec<Input>)| {
        let mut inputs = inputs();
        change(&mut inputs);
        let problems = parse(inputs).unwrap_err();
        problems.iter().map(Problem::to_string).collect::<Vec<_>>()
    };
    let at = "lessons/01-first-things/01-one/lesson.md: ";
    assert_eq!(
        told(|inputs| {
            inputs.pop();
        }),
        [format!("{at}expected.txt is missing: an exercise needs it")]
    );
    assert_eq!(
        told(|inputs| inputs[0].text = inputs[0].text.replace("hint: Look.\n", "")),
        [format!(
            "{at}an exercise needs at least two lines `hint: …`, each with more help"
        )]
    );
    assert_eq!(
        told(|inputs| inputs[0].text = inputs[0].text.replace("within: 300", "within: soon")),
        [format!("{at}within: one number of milliseconds")]
    );
    assert_eq!(
        told(|inputs| inputs[0].text = inputs[0].text.replace("spawns: 0", "side-by-side: fetch")),
        [format!(
            "{at}side-by-side: how many, and the name of an async function"
        )]
    );
    assert_eq!(
        told(|inputs| inputs[0].text = inputs[0].text.replace("exercise: Make it print 2.\n", "")),
        [
            format!("{at}hints and checks are for an exercise: `exercise: …` is missing"),
            format!("{at}stray file expected.txt: name it with `file: expected.txt` or remove it"),
            format!("{at}stray file solution.rs: name it with `file: solution.rs` or remove it"),
        ]
    );
}

#[test]
fn the_lessons_of_this_repository_are_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let mut inputs = Vec::new();
    for path in below(&root) {
        let name = path.strip_prefix(&root).unwrap().components();
        let parts: Vec<_> = name
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        inputs.push(input(&parts.join("/"), fs::read_to_string(&path).unwrap()));
    }
    if let Err(problems) = parse(inputs) {
        let told: Vec<_> = problems.iter().map(Problem::to_string).collect();
        panic!("{}", told.join("\n"));
    }
}

/// All files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.append(&mut below(&path));
        } else {
            files.push(path);
        }
    }
    files
}
