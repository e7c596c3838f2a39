//! The oracle: asks the real rustc, with the real std, futures and tokio, what each program does.
//!
//! All programs become binaries of one generated package in the target folder, so that the
//! libraries are built once. Programs that run are run several times: what threads do may differ.

use crate::sh::{self, Result};
use oracle::{Answer, Message, Oracle, Outcome, Parts, Program, Question, Race};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// How often each program runs, and how often one runs whose runs differed.
const RUNS: usize = 10;
const RUNS_WHEN_THEY_DIFFER: usize = 25;
/// A program that takes longer is not fit for the oracle.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// They mostly sleep, but some ask to be polled all the time.
const RUNS_AT_ONCE: usize = 3;
/// Held by a program that listens: two may want the same port.
static PORTS: Mutex<()> = Mutex::new(());

/// Asks about programs that are new or have changed; with `all` about every one. `filter` keeps
/// those whose name contains it. With `check` nothing is written: what is stored must still be true.
pub fn bless(all: bool, check: bool, filter: Option<&str>) -> Result<()> {
    let root = sh::root();
    let mut programs = oracle::programs(&root).map_err(|e| e.to_string())?;
    programs.retain(|p| filter.is_none_or(|f| p.name.contains(f)));
    if !all && !check {
        programs.retain(|p| p.oracle().is_err());
    }
    if programs.is_empty() {
        println!("rustc has been asked about every program.");
        return Ok(());
    }
    println!("asking rustc about {} programs", programs.len());
    let folder = package("oracle")?.join("src/alone");
    let mut alone = Vec::new();
    let mut twins = Vec::new();
    for program in &programs {
        alone.push(program.alone(&folder).map_err(|e| e.to_string())?);
        twins.extend(program.twin_alone(&folder).map_err(|e| e.to_string())?);
    }
    let count = alone.len();
    alone.extend(twins);
    let mut built = build(&alone)?;
    let rustc = rustc_release()?;
    let mut failures = Vec::new();
    for (twin, built) in alone.drain(count..).zip(built.drain(count..)) {
        if built.executable.is_none() {
            failures.push(format!("{}: rejected\n{}", twin.name, built.rendered));
        }
    }
    let asked = ask_all(&alone, &built);
    for (program, answer) in programs.iter().zip(asked) {
        let result = answer.and_then(|answer| {
            if check {
                compare(program, &answer)
            } else {
                store(program, answer, &rustc)
            }
        });
        if let Err(why) = result {
            failures.push(format!("{}: {why}", program.name));
        }
    }
    if failures.is_empty() {
        println!(
            "{} programs {}",
            programs.len(),
            if check { "are as stored" } else { "stored" }
        );
        Ok(())
    } else {
        Err(format!(
            "{} of {} programs:\n{}",
            failures.len(),
            programs.len(),
            failures.join("\n")
        ))
    }
}

/// What the compiler said and made of one program.
#[derive(Default)]
struct Built {
    executable: Option<PathBuf>,
    errors: Vec<Message>,
    warnings: Vec<Message>,
    /// As rustc renders them, to be shown when nothing was expected.
    rendered: String,
}

/// Compiles all programs, each under the name of its index.
fn build(programs: &[Program]) -> Result<Vec<Built>> {
    let package = package("oracle")?;
    let mut manifest = String::from(MANIFEST);
    let mut by_path = HashMap::new();
    for (index, program) in programs.iter().enumerate() {
        let name = binary_name(program);
        let path = program
            .path
            .canonicalize()
            .map_err(|e| format!("{}: {e}", program.name))?;
        let _ = write!(manifest, "\n[[bin]]\nname = {name:?}\npath = {path:?}\n");
        by_path.insert(path, index);
    }
    write(&package.join("Cargo.toml"), &manifest)?;

    let mut cargo = sh::cargo([
        "build",
        "--bins",
        "--keep-going",
        "--message-format=json",
        "--quiet",
    ])?;
    cargo.current_dir(&package).stderr(Stdio::piped());
    let output = cargo
        .output()
        .map_err(|e| format!("cannot start cargo: {e}"))?;
    let mut built: Vec<Built> = programs.iter().map(|_| Built::default()).collect();
    let mut heard = 0;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(value) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let Some(index) = value["target"]["src_path"]
            .as_str()
            .and_then(|path| by_path.get(Path::new(path)).copied())
        else {
            continue;
        };
        heard += 1;
        match value["reason"].as_str() {
            Some("compiler-artifact") => {
                built[index].executable = value["executable"].as_str().map(PathBuf::from);
            }
            Some("compiler-message") => {
                take_message(&value["message"], &programs[index], &mut built[index])
            }
            _ => {}
        }
    }
    if heard == 0 {
        return Err(format!(
            "cargo built nothing:\n{}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(built)
}

/// A generated package's folder in the target folder.
fn package(name: &str) -> Result<PathBuf> {
    let package = sh::target()?.join(name);
    fs::create_dir_all(package.join("src")).map_err(|e| format!("{}: {e}", package.display()))?;
    // The same versions as the project's own: cargo drops the entries that are not needed.
    fs::copy(sh::root().join("Cargo.lock"), package.join("Cargo.lock"))
        .map_err(|e| format!("Cargo.lock: {e}"))?;
    // The real `trpl` brings a whole web client along. Ours only re-exports what it takes from the
    // other libraries, so here it is compiled as it is, over the real ones.
    let trpl = package.join("trpl");
    fs::create_dir_all(&trpl).map_err(|e| format!("{}: {e}", trpl.display()))?;
    let source = sh::root().join("crates/sysroot/library/trpl/lib.rs");
    write(
        &trpl.join("Cargo.toml"),
        &format!("{TRPL}\n[lib]\npath = {source:?}\n"),
    )?;
    Ok(package)
}

/// The built libraries that programs may use, by name.
pub fn libraries() -> Result<Vec<(String, PathBuf)>> {
    let package = package("oracle-libraries")?;
    write(&package.join("Cargo.toml"), MANIFEST)?;
    write(&package.join("src/lib.rs"), "")?;
    let mut cargo = sh::cargo(["build", "--message-format=json", "--quiet"])?;
    let said = sh::read(cargo.current_dir(&package))?;
    let mut libraries = Vec::new();
    for line in said.lines() {
        let Ok(artifact) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let (Some(name), Some(files)) = (
            artifact["target"]["name"].as_str(),
            artifact["filenames"].as_array(),
        ) else {
            continue;
        };
        let library = files
            .iter()
            .filter_map(Value::as_str)
            .find(|file| file.ends_with(".rlib"));
        if let Some(file) =
            library.filter(|_| ["futures", "tokio", "tokio_stream", "trpl"].contains(&name))
        {
            libraries.push((name.to_owned(), PathBuf::from(file)));
        }
    }
    Ok(libraries)
}

/// The errors and warnings of a rustc that was started without cargo.
pub fn messages(said: &str, program: &Program) -> (Vec<Message>, Vec<Message>) {
    let mut built = Built::default();
    for line in said.lines() {
        if let Ok(message) = serde_json::from_str(line) {
            take_message(&message, program, &mut built);
        }
    }
    (built.errors, built.warnings)
}

const MANIFEST: &str = r#"# Written by `cargo xtask bless`.
[package]
name = "oracle-programs"
edition = "2024"
autobins = false

[dependencies]
futures = "0.3"
tokio = { version = "1", features = ["full", "test-util"] }
tokio-stream = { version = "0.1", features = ["fs", "io-util", "net", "sync", "time"] }
trpl = { path = "trpl" }

[profile.dev]
debug = false
incremental = false

[workspace]
"#;

const TRPL: &str = r#"# Written by `cargo xtask bless`.
[package]
name = "trpl"
version = "0.3.0"
edition = "2024"

[dependencies]
futures = "0.3"
tokio = { version = "1", features = ["full"] }
tokio-stream = "0.1"
"#;

fn binary_name(program: &Program) -> String {
    program
        .name
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

fn take_message(message: &Value, program: &Program, built: &mut Built) {
    let Some(line_and_column) = message["spans"]
        .as_array()
        .and_then(|spans| spans.iter().find(|span| span["is_primary"] == true))
        .and_then(|span| place(span, program))
    else {
        // "aborting due to 1 previous error" and the like.
        if message["level"] != "error"
            || message["message"]
                .as_str()
                .is_none_or(|m| m.starts_with("aborting"))
        {
            return;
        }
        built.rendered += message["rendered"].as_str().unwrap_or_default();
        return;
    };
    let entry = Message {
        code: message["code"]["code"].as_str().map(str::to_owned),
        line: line_and_column.0,
        column: line_and_column.1,
        message: without_folder(message["message"].as_str().unwrap_or_default(), program),
    };
    match message["level"].as_str() {
        Some("error") => {
            built.rendered += message["rendered"].as_str().unwrap_or_default();
            built.errors.push(entry);
        }
        Some("warning") => built.warnings.push(entry),
        _ => {}
    }
}

/// A message that names the file, as that of an async block's type does, without the folder on this machine.
fn without_folder(message: &str, program: &Program) -> String {
    let folder = program.path.parent().unwrap_or(Path::new(""));
    message.replace(&format!("{}/", folder.display()), "")
}

/// The place of a span in the program's own text: out of the macros of other crates.
fn place(span: &Value, program: &Program) -> Option<(u32, u32)> {
    let mut span = span;
    while !span["file_name"]
        .as_str()
        .is_some_and(|name| program.path.ends_with(name) || Path::new(name) == program.path)
    {
        span = span["expansion"].as_object()?.get("span")?;
    }
    let number = |key: &str| span[key].as_u64().and_then(|n| u32::try_from(n).ok());
    Some((number("line_start")?, number("column_start")?))
}

/// Answers for all programs, in their order; several run at once.
fn ask_all(programs: &[Program], built: &[Built]) -> Vec<Result<Answer>> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(programs.iter().map(|_| None).collect::<Vec<_>>());
    thread::scope(|scope| {
        for _ in 0..RUNS_AT_ONCE {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(program) = programs.get(index) else {
                        break;
                    };
                    let answer = ask(program, &built[index]);
                    if let Ok(mut answers) = answers.lock() {
                        answers[index] = Some(answer);
                    }
                }
            });
        }
    });
    let answers = answers.into_inner().unwrap_or_default();
    answers
        .into_iter()
        .map(|a| a.unwrap_or_else(|| Err("not asked".into())))
        .collect()
}

fn ask(program: &Program, built: &Built) -> Result<Answer> {
    let executable = match (program.question, &built.executable) {
        (Question::Reject, None) if !built.errors.is_empty() => {
            let mut errors = built.errors.clone();
            errors.sort_by_key(|m| (m.line, m.column));
            return Ok(Answer::Errors(errors));
        }
        (Question::Reject, Some(_)) => return Err("rustc accepts it".into()),
        (_, None) => return Err(format!("rustc does not build it:\n{}", built.rendered)),
        (Question::Lint, Some(_)) => {
            let mut warnings = built.warnings.clone();
            warnings.sort_by_key(|m| (m.line, m.column));
            return Ok(Answer::Warnings(warnings));
        }
        (Question::Run, Some(executable)) => executable,
    };
    let text = program.text().map_err(|e| e.to_string())?;
    let _ports = text
        .contains("::bind(")
        .then(|| PORTS.lock().unwrap_or_else(PoisonError::into_inner));
    let folder = package("oracle")?.join("runs").join(binary_name(program));
    let mut outcomes = BTreeSet::new();
    let mut runs = 0;
    while runs
        < if outcomes.len() > 1 {
            RUNS_WHEN_THEY_DIFFER
        } else {
            RUNS
        }
    {
        outcomes.insert(run_once(executable, &folder)?);
        runs += 1;
    }
    let mut outcomes: Vec<Outcome> = outcomes.into_iter().collect();
    if outcomes.len() > 1 {
        println!(
            "{}: {} different outcomes in {runs} runs",
            program.name,
            outcomes.len()
        );
        let race = Race::of(&outcomes).ok_or("its runs differ by more than the order of lines")?;
        return Ok(Answer::Race(race));
    }
    outcomes
        .pop()
        .map(Answer::Outcome)
        .ok_or_else(|| "it never ran".into())
}

/// Runs it in an empty folder, as the engine does: what it writes is of one run.
fn run_once(executable: &Path, folder: &Path) -> Result<Outcome> {
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(fail)?;
    }
    fs::create_dir_all(folder).map_err(fail)?;
    // Ahead of the machine's other work where that is allowed, so that sleeps end in time; where it
    // is not, `nice` says so on stderr and runs the program all the same.
    let mut child = Command::new("nice")
        .args(["-n", "-15"])
        .arg(executable)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("cannot start it: {e}"))?;
    let Some(mut pipe) = child.stdout.take() else {
        return Err("no pipe".into());
    };
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let result = pipe.read_to_end(&mut bytes).map(|_| bytes);
        // Nobody listens any more after the time limit.
        let _ = send.send(result);
    });
    let Ok(bytes) = receive.recv_timeout(TIME_LIMIT) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!("still running after {} s", TIME_LIMIT.as_secs()));
    };
    let status = child.wait().map_err(|e| e.to_string())?;
    let stdout =
        String::from_utf8(bytes.map_err(|e| e.to_string())?).map_err(|_| "prints no UTF-8")?;
    let exit_code = status.code().ok_or_else(|| format!("killed: {status}"))?;
    Ok(Outcome::new(exit_code, &stdout))
}

fn store(program: &Program, answer: Answer, rustc: &str) -> Result<()> {
    let source = oracle::fingerprint(&program.text().map_err(|e| e.to_string())?);
    let oracle = Oracle {
        source,
        rustc: rustc.to_owned(),
        answer,
    };
    let path = program.oracle_path();
    let text = match &program.part {
        None => serde_json::to_string_pretty(&oracle),
        Some(part) => {
            let stored = fs::read_to_string(&path).ok();
            let mut all: Parts = stored
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or_default();
            all.parts.insert(part.clone(), oracle);
            serde_json::to_string_pretty(&all)
        }
    };
    let text = text.map_err(|e| e.to_string())?;
    write(&path, &(text + "\n"))
}

/// Is the stored answer still true? Of a race, what was seen now may have been narrower or wider.
fn compare(program: &Program, answer: &Answer) -> Result<()> {
    let stored = program.oracle().map_err(|e| e.to_string())?.answer;
    let agree = match (&stored, answer) {
        (Answer::Race(race), Answer::Outcome(outcome)) => race.allows(outcome),
        (Answer::Race(old), Answer::Race(new)) => {
            lines(old) == lines(new) && old.exit_code == new.exit_code
        }
        (stored, answer) => stored == answer,
    };
    if agree {
        Ok(())
    } else {
        Err(format!("stored {stored:?}\nbut rustc says {answer:?}"))
    }
}

fn lines(race: &Race) -> Vec<&str> {
    let mut lines: Vec<&str> = race.sections.iter().flatten().map(String::as_str).collect();
    lines.sort_unstable();
    lines
}

pub fn rustc_release() -> Result<String> {
    let version = sh::read(sh::command("rustc")?.arg("--version"))?;
    Ok(version
        .split_whitespace()
        .nth(1)
        .unwrap_or("unknown")
        .to_owned())
}

/// Writes only what has changed, so that nothing is rebuilt for nothing.
pub fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
