//! What the real rustc, std, futures and tokio say of every program in the tests and lessons.
//!
//! `cargo xtask bless` writes one `NAME.oracle.json` beside each `NAME.rs`; the tests of the engine
//! read it. Nobody writes one by hand. This crate is the format and the list of programs, so that
//! the writer and the readers cannot disagree.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is asked of rustc about a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What does it print, and how does it exit?
    Run,
    /// Which errors does it have? (It lies below a folder `reject`.)
    Reject,
    /// Which warnings does it have? (It lies below a folder `lint`.)
    Lint,
}

/// A program whose behaviour is known from rustc.
///
/// Small programs that are to be rejected may share a file: a line `//# NAME` begins the next one.
/// A line of a rejected program may end with `//= TEXT`. With `TEXT` in the place of each such line it is
/// the program's twin, which has no error.
#[derive(Clone, Debug)]
pub struct Program {
    /// The Rust file.
    pub path: PathBuf,
    /// The path from the repository's root without `.rs`, with `/` between its parts; then `#` and the
    /// program's own name where it shares the file.
    pub name: String,
    pub question: Question,
    /// Its name within a shared file.
    pub part: Option<String>,
}

/// How one run ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Outcome {
    pub exit_code: i32,
    /// Standard output in lines, each with its line feed.
    pub stdout: Vec<String>,
}

/// What a program prints whose threads race. A section ends wherever every run had printed the same
/// lines, in whatever order; a section of one line is therefore a line with a fixed place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    pub exit_code: i32,
    pub sections: Vec<Vec<String>>,
}

/// One error or warning of rustc.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message {
    /// `E0308`, the name of a lint, or none (a syntax error).
    pub code: Option<String>,
    /// Of the first primary span, counted from 1; columns in characters.
    pub line: u32,
    pub column: u32,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Every run printed this.
    Outcome(Outcome),
    /// The order of some lines differed from run to run: they race.
    Race(Race),
    Errors(Vec<Message>),
    Warnings(Vec<Message>),
}

/// The contents of a `.oracle.json` file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oracle {
    /// [`fingerprint`] of the program that was asked about.
    pub source: String,
    /// The release of rustc that answered, such as `1.95.0`.
    pub rustc: String,
    #[serde(flatten)]
    pub answer: Answer,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}: nobody has asked rustc yet; run `cargo xtask bless`")]
    Missing(String),
    #[error("{0}: the program has changed since rustc was asked; run `cargo xtask bless`")]
    Stale(String),
    #[error("{path}: {source}")]
    Unreadable { path: String, source: io::Error },
    #[error("{path}: not an oracle file: {source}")]
    Malformed {
        path: String,
        source: serde_json::Error,
    },
}

/// The contents of the `.oracle.json` file of several programs, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    pub parts: BTreeMap<String, Oracle>,
}

const PART: &str = "//# ";
const TWIN: &str = "//=";

impl Program {
    /// Where the answer is stored.
    pub fn oracle_path(&self) -> PathBuf {
        self.path.with_extension("oracle.json")
    }

    pub fn text(&self) -> Result<String, Error> {
        let text = read(&self.path)?;
        let Some(part) = &self.part else {
            return Ok(text);
        };
        let parts = parts(&text);
        let found = parts.into_iter().find(|(name, _)| name == part);
        found
            .map(|(_, text)| text)
            .ok_or_else(|| Error::Missing(self.name.clone()))
    }

    /// The program with its error mended, if it says how.
    pub fn twin(&self) -> Result<Option<String>, Error> {
        let text = self.text()?;
        if self.question != Question::Reject || !text.contains(TWIN) {
            return Ok(None);
        }
        let mended = text.split_inclusive('\n').map(|line| {
            let Some((wrong, right)) = line.split_once(TWIN) else {
                return line.to_owned();
            };
            let indented = wrong.len() - wrong.trim_start().len();
            format!("{}{}\n", &wrong[..indented], right.trim())
        });
        Ok(Some(mended.collect()))
    }

    /// The program as one file, in a folder for those that share theirs.
    pub fn alone(&self, folder: &Path) -> Result<Program, Error> {
        match &self.part {
            None => Ok(self.clone()),
            Some(_) => self.written(folder, "", &self.text()?),
        }
    }

    /// The twin as a file of the folder.
    pub fn twin_alone(&self, folder: &Path) -> Result<Option<Program>, Error> {
        let twin = self.twin()?;
        twin.map(|text| self.written(folder, ".twin", &text))
            .transpose()
    }

    fn written(&self, folder: &Path, suffix: &str, text: &str) -> Result<Program, Error> {
        let name = self
            .name
            .replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "_");
        let path = folder.join(format!("{name}{suffix}.rs"));
        let unchanged = fs::read_to_string(&path).is_ok_and(|old| old == text);
        let written = match unchanged {
            true => Ok(()),
            false => fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)),
        };
        written.map_err(|source| Error::Unreadable {
            path: path.display().to_string(),
            source,
        })?;
        Ok(Program {
            path,
            name: format!("{}{suffix}", self.name),
            question: self.question,
            part: None,
        })
    }

    /// The stored answer, if it is about the program as it stands.
    pub fn oracle(&self) -> Result<Oracle, Error> {
        let path = self.oracle_path();
        if !path.exists() {
            return Err(Error::Missing(self.name.clone()));
        }
        let malformed = |source| Error::Malformed {
            path: path.display().to_string(),
            source,
        };
        let text = read(&path)?;
        let oracle: Oracle = match &self.part {
            None => serde_json::from_str(&text).map_err(malformed)?,
            Some(part) => {
                let mut all: Parts = serde_json::from_str(&text).map_err(malformed)?;
                let found = all.parts.remove(part);
                found.ok_or_else(|| Error::Missing(self.name.clone()))?
            }
        };
        if oracle.source != fingerprint(&self.text()?) {
            return Err(Error::Stale(self.name.clone()));
        }
        Ok(oracle)
    }
}

impl Outcome {
    pub fn new(exit_code: i32, stdout: &str) -> Outcome {
        Outcome {
            exit_code,
            stdout: stdout.split_inclusive('\n').map(str::to_owned).collect(),
        }
    }
}

impl Race {
    /// What a number of runs have in common: `None` if even their lines or exit codes differ.
    pub fn of(outcomes: &[Outcome]) -> Option<Race> {
        let first = outcomes.first()?;
        let same_length = outcomes
            .iter()
            .all(|o| o.stdout.len() == first.stdout.len());
        if !same_length || outcomes.iter().any(|o| o.exit_code != first.exit_code) {
            return None;
        }
        let mut sections = Vec::new();
        let mut start = 0;
        for end in 1..=first.stdout.len() {
            let section = sorted(&first.stdout[start..end]);
            if outcomes
                .iter()
                .all(|o| sorted(&o.stdout[start..end]) == section)
            {
                sections.push(first.stdout[start..end].to_vec());
                start = end;
            }
        }
        (start == first.stdout.len()).then_some(Race {
            exit_code: first.exit_code,
            sections,
        })
    }

    /// Is this one of the outcomes that the race allows?
    pub fn allows(&self, outcome: &Outcome) -> bool {
        let mut rest = &outcome.stdout[..];
        for section in &self.sections {
            let Some((here, after)) = rest.split_at_checked(section.len()) else {
                return false;
            };
            if sorted(here) != sorted(section) {
                return false;
            }
            rest = after;
        }
        rest.is_empty() && outcome.exit_code == self.exit_code
    }
}

fn sorted(lines: &[String]) -> Vec<&str> {
    let mut lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    lines.sort_unstable();
    lines
}

/// All programs below the repository's root, in the order of their names:
/// `crates/*/tests/programs/**/*.rs`, `lessons/**/main.rs` and the exercises' `solution.rs`.
pub fn programs(root: &Path) -> Result<Vec<Program>, Error> {
    let mut programs = Vec::new();
    for krate in entries(&root.join("crates"))? {
        collect(
            root,
            &krate.join("tests/programs"),
            &|_| true,
            &mut programs,
        )?;
    }
    collect(
        root,
        &root.join("lessons"),
        &|path| path.ends_with("main.rs") || path.ends_with("solution.rs"),
        &mut programs,
    )?;
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(programs)
}

/// FNV-1a of 64 bits, in hexadecimal: enough to notice that a text was edited.
pub fn fingerprint(text: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

fn collect(
    root: &Path,
    folder: &Path,
    wanted: &dyn Fn(&Path) -> bool,
    programs: &mut Vec<Program>,
) -> Result<(), Error> {
    for path in entries(folder)? {
        if path.is_dir() {
            collect(root, &path, wanted, programs)?;
        } else if path.extension().is_some_and(|e| e == "rs") && wanted(&path) {
            let stem = path.with_extension("");
            let parts: Vec<_> = stem
                .strip_prefix(root)
                .unwrap_or(&stem)
                .components()
                .map(|part| part.as_os_str().to_string_lossy().into_owned())
                .collect();
            let below = |name: &str| parts.iter().any(|part| part == name);
            let question = if below("reject") {
                Question::Reject
            } else if below("lint") {
                Question::Lint
            } else {
                Question::Run
            };
            let name = parts.join("/");
            let shared = match question {
                Question::Reject => self::parts(&read(&path)?),
                _ => Vec::new(),
            };
            programs.extend(shared.iter().map(|(part, _)| Program {
                name: format!("{name}#{part}"),
                path: path.clone(),
                question,
                part: Some(part.clone()),
            }));
            if shared.is_empty() {
                programs.push(Program {
                    name,
                    path,
                    question,
                    part: None,
                });
            }
        }
    }
    Ok(())
}

/// The programs that share a text, by name; none if it is one program.
fn parts(text: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix(PART) {
            parts.push((name.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = parts.last_mut() {
            text.push_str(line);
        }
    }
    parts
}

/// What a folder contains; nothing where there is no folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let fail = |source| Error::Unreadable {
        path: folder.display().to_string(),
        source,
    };
    if !folder.exists() {
        return Ok(Vec::new());
    }
    fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|e| e.path()).map_err(fail))
        .collect()
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Unreadable {
        path: path.display().to_string(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprint_is_fnv_1a() {
        // Reference values of the algorithm's authors.
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
    }

    #[test]
    fn stdout_is_kept_to_the_last_byte() {
        for text in ["", "\n", "a", "a\n", "a\n\nb"] {
            assert_eq!(Outcome::new(0, text).stdout.concat(), text);
        }
    }

    #[test]
    fn a_race_keeps_what_all_runs_agree_on() {
        let runs = [
            "start\na1\nb1\nmid\nb2\na2\n",
            "start\nb1\na1\nmid\na2\nb2\n",
        ]
        .map(|text| Outcome::new(0, text));
        let race = Race::of(&runs).unwrap();
        assert_eq!(
            race.sections.iter().map(Vec::len).collect::<Vec<_>>(),
            [1, 2, 1, 2]
        );
        assert!(race.allows(&Outcome::new(0, "start\nb1\na1\nmid\nb2\na2\n")));
        for wrong in [
            "start\na1\nmid\nb1\nb2\na2\n",
            "start\na1\nb1\nmid\nb2\n",
            "start\na1\na1\nmid\nb2\na2\n",
            "",
        ] {
            assert!(!race.allows(&Outcome::new(0, wrong)), "{wrong:?}");
        }
        assert!(!race.allows(&Outcome {
            exit_code: 1,
            ..runs[0].clone()
        }));
        assert_eq!(
            Race::of(&[Outcome::new(0, "a\n"), Outcome::new(0, "b\n")]),
            None
        );
        assert_eq!(
            Race::of(&[Outcome::new(0, "a\n"), Outcome::new(1, "a\n")]),
            None
        );
    }

    #[test]
    fn programs_share_a_file_and_have_twins() {
        let folder = std::env::temp_dir().join(format!("pollscope-oracle-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("shared.rs");
        let text = "//! Head.\n//# a\nfn main() {\n    f(); //= g();\n}\n//# b\nfn main() {}\n";
        fs::write(&path, text).unwrap();
        let program = |part: &str| Program {
            path: path.clone(),
            name: format!("shared#{part}"),
            question: Question::Reject,
            part: Some(part.to_owned()),
        };
        let (a, b) = (program("a"), program("b"));
        assert_eq!(a.text().unwrap(), "fn main() {\n    f(); //= g();\n}\n");
        let twin = a.twin_alone(&folder).unwrap().unwrap();
        assert_eq!(twin.text().unwrap(), "fn main() {\n    g();\n}\n");
        assert_eq!(b.twin().unwrap(), None);
        assert!(program("c").text().is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_folder_decides_the_question() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let programs = programs(&root).unwrap();
        let question = |name: &str| programs.iter().find(|p| p.name == name).map(|p| p.question);
        assert_eq!(
            question("crates/cli/tests/programs/run/four_workers"),
            Some(Question::Run)
        );
        assert_eq!(
            question("crates/cli/tests/programs/reject/e0308_argument"),
            Some(Question::Reject)
        );
        assert_eq!(
            question("crates/cli/tests/programs/lint/unused_future"),
            Some(Question::Lint)
        );
        assert_eq!(question("crates/cli/tests/programs/absent"), None);
    }
}
