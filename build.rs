//! Reads the lessons when the app is built, for its table of contents: their mistakes are told here, not in
//! the visitor's browser.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("lessons");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut inputs = Vec::new();
    read(&root, &root, &mut inputs).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let course = match lessons::parse(inputs) {
        Ok(course) => course,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            return;
        }
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("lessons.rs");
    fs::write(&out, code(&course)).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

/// All files below a folder, sorted so that the same lessons give the same code.
fn read(root: &Path, folder: &Path, inputs: &mut Vec<lessons::Input>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            read(root, &path, inputs)?;
        } else {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            let text = fs::read_to_string(&path)?;
            inputs.push(lessons::Input {
                path: parts.join("/"),
                text,
            });
        }
    }
    Ok(())
}

/// The value of `content::CHAPTERS`.
fn code(course: &lessons::Course) -> String {
    let mut code = String::from("&[\n");
    for chapter in &course.chapters {
        let _ = writeln!(code, "Chapter {{ title: {:?}, lessons: &[", chapter.title);
        for lesson in &chapter.lessons {
            let _ = writeln!(
                code,
                "Card {{ id: {:?}, title: {:?}, summary: {:?} }},",
                lesson.page.id, lesson.page.title, lesson.summary,
            );
        }
        code.push_str("] },\n");
    }
    code.push_str("]\n");
    code
}
