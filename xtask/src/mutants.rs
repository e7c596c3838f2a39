//! Programs that nobody has seen: accepted ones with one small edit each, judged by the real rustc and
//! by `pollscope check`. What differs is a bug of ours.

mod edit;
mod token;

use crate::bless::{self, write};
use crate::sh::{self, Result};
use oracle::{Message, Program, Question};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Each takes a process of rustc and one of ours.
const AT_ONCE: usize = 2;

/// An error's or warning's code and line.
type Found = BTreeSet<(Option<String>, u32)>;

/// What a compiler says of a program.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Verdict {
    accepted: bool,
    /// It ended in neither way: a panic, or a bug that it found itself.
    broken: Option<String>,
    errors: Found,
    warnings: Found,
}

/// How two verdicts differ, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Difference {
    Broken,
    FalseAlarm,
    WronglyAccepted,
    OtherErrors,
    OtherWarnings,
}

struct Mutant {
    of: String,
    kind: &'static str,
    text: String,
    path: PathBuf,
}

/// Makes `count` mutants and compares; the differing ones and a list of them go to `out`.
pub fn mutants(count: usize, seed: u64, out: Option<&str>) -> Result<()> {
    crate::site::command_line_tool(&mut sh::Steps::default())?;
    let folder = sh::target()?.join("mutants");
    let out = out.map_or_else(|| folder.join("differing"), |out| sh::root().join(out));
    for folder in [&folder.join("answers"), &folder.join("programs"), &out] {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let rustc = Rustc::new(&folder)?;
    let pollscope = sh::target()?.join("debug/pollscope");
    let mutants = choose(count, seed, &folder.join("programs"))?;

    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(mutant) = mutants.get(index) else {
                        break;
                    };
                    let both = rustc
                        .ask(mutant)
                        .and_then(|theirs| Ok((theirs, ours(&pollscope, &mutant.path)?)));
                    if let Ok(mut verdicts) = verdicts.lock() {
                        verdicts.insert(index, both);
                    }
                }
            });
        }
    });
    let mut found = Vec::new();
    let mut rejected = 0;
    for (index, both) in verdicts.into_inner().unwrap_or_default() {
        let (theirs, ours) = both?;
        rejected += usize::from(!theirs.accepted);
        if let Some(difference) = compare(&theirs, &ours) {
            found.push((difference, &mutants[index], theirs, ours));
        }
    }
    found.sort_by_key(|(difference, mutant, ..)| (*difference, mutant.kind));
    let mut list = String::new();
    for (index, (difference, mutant, theirs, ours)) in found.iter().enumerate() {
        let name = format!("{index:03}.rs");
        write(&out.join(&name), &mutant.text)?;
        list += &format!("{name} {difference:?} ({}; {})\n", mutant.kind, mutant.of);
        if *difference == Difference::OtherWarnings {
            list += &tell(&theirs.warnings, &ours.warnings);
        } else {
            list += &tell(&theirs.errors, &ours.errors);
        }
        if let Some(why) = &ours.broken {
            list += &format!("    {why}\n");
        }
    }
    write(&out.join("list.txt"), &list)?;
    print!("{list}");
    let of_kind = |wanted| found.iter().filter(|(kind, ..)| *kind == wanted).count();
    println!(
        "{} mutants, {rejected} rejected by rustc. Ours broke on {}, rejects {} that rustc accepts, \
         accepts {} that rustc rejects; other errors in {}, other warnings in {}.",
        mutants.len(),
        of_kind(Difference::Broken),
        of_kind(Difference::FalseAlarm),
        of_kind(Difference::WronglyAccepted),
        of_kind(Difference::OtherErrors),
        of_kind(Difference::OtherWarnings),
    );
    println!("The differing ones are in {}.", out.display());
    Ok(())
}

/// What only one of the two says.
fn tell(theirs: &Found, ours: &Found) -> String {
    let mut text = String::new();
    for (who, one, other) in [("rustc", theirs, ours), ("ours", ours, theirs)] {
        for (code, line) in one.difference(other) {
            let code = code.as_deref().unwrap_or("no code");
            text += &format!("    only {who}: {code} in line {line}\n");
        }
    }
    text
}

fn compare(theirs: &Verdict, ours: &Verdict) -> Option<Difference> {
    if ours.broken.is_some() {
        return Some(Difference::Broken);
    }
    match (theirs.accepted, ours.accepted) {
        (true, false) => Some(Difference::FalseAlarm),
        (false, true) => Some(Difference::WronglyAccepted),
        (false, false) => (theirs.errors != ours.errors).then_some(Difference::OtherErrors),
        // Which warnings come beside errors depends on how far rustc went.
        (true, true) => (theirs.warnings != ours.warnings).then_some(Difference::OtherWarnings),
    }
}

/// Different mutants of programs that rustc accepts; kinds of edits come equally often.
fn choose(count: usize, seed: u64, folder: &Path) -> Result<Vec<Mutant>> {
    let mut programs = oracle::programs(&sh::root()).map_err(|e| e.to_string())?;
    programs.retain(|program| program.question != Question::Reject);
    let mut texts = Vec::new();
    for program in programs {
        let text = program.text().map_err(|e| e.to_string())?;
        texts.push((program.name, text));
    }
    let mut random = Random(seed);
    let mut seen = HashSet::new();
    let mut mutants = Vec::new();
    // Small corpora have fewer mutants than were asked for.
    for _ in 0..count * 20 {
        if mutants.len() == count || texts.is_empty() {
            break;
        }
        let (name, text) = &texts[random.below(texts.len())];
        let mut edits = edit::edits(text);
        let kinds: BTreeSet<&str> = edits.iter().map(|edit| edit.kind).collect();
        let Some(kind) = kinds.iter().nth(random.below(kinds.len().max(1))).copied() else {
            continue;
        };
        edits.retain(|edit| edit.kind == kind);
        let edit = &edits[random.below(edits.len())];
        let mutant = edit.apply(text);
        let fingerprint = oracle::fingerprint(&mutant);
        if mutant == *text || !seen.insert(fingerprint.clone()) {
            continue;
        }
        let path = folder.join(format!("{fingerprint}.rs"));
        write(&path, &mutant)?;
        mutants.push(Mutant {
            of: name.clone(),
            kind: edit.kind,
            text: mutant,
            path,
        });
    }
    Ok(mutants)
}

/// SplitMix64: the same seed gives the same mutants.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bounded = (z ^ (z >> 31)) % limit as u64;
        usize::try_from(bounded).unwrap_or(0)
    }
}

/// The real compiler with the real libraries, asked once about each text.
struct Rustc {
    libraries: Vec<(String, PathBuf)>,
    folder: PathBuf,
    release: String,
}

impl Rustc {
    fn new(folder: &Path) -> Result<Self> {
        Ok(Rustc {
            libraries: bless::libraries()?,
            folder: folder.to_owned(),
            release: bless::rustc_release()?,
        })
    }

    fn ask(&self, mutant: &Mutant) -> Result<Verdict> {
        let fingerprint = oracle::fingerprint(&format!("{} mir {}", self.release, mutant.text));
        let stored = self.folder.join(format!("answers/{fingerprint}.json"));
        if let Some(verdict) = fs::read_to_string(&stored)
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
        {
            return Ok(verdict);
        }
        let verdict = self.compile(&mutant.path)?;
        let text = serde_json::to_string(&verdict).map_err(|e| e.to_string())?;
        write(&stored, &text)?;
        Ok(verdict)
    }

    fn compile(&self, path: &Path) -> Result<Verdict> {
        let mut command = Command::new("rustc");
        command
            .args(["--edition", "2024", "--crate-type", "bin"])
            .args(["--emit=mir", "--error-format", "json"])
            .arg("--out-dir")
            .arg(self.folder.join("metadata"))
            .arg("--crate-name=mutant")
            .arg(path);
        for (name, file) in &self.libraries {
            command.arg("--extern");
            command.arg(format!("{name}={}", file.display()));
            if let Some(folder) = file.parent() {
                command.arg("-L");
                command.arg(format!("dependency={}", folder.display()));
            }
        }
        let output = command
            .stdin(Stdio::null())
            .output()
            .map_err(|e| format!("cannot start rustc: {e}"))?;
        let mut verdict = Verdict {
            accepted: output.status.success(),
            ..Verdict::default()
        };
        let program = Program {
            path: path.to_owned(),
            name: "mutant".to_owned(),
            question: Question::Reject,
            part: None,
        };
        let said = bless::messages(&String::from_utf8_lossy(&output.stderr), &program);
        verdict.errors = set(said.0);
        verdict.warnings = set(said.1);
        if !verdict.accepted && verdict.errors.is_empty() {
            return Err(format!("rustc rejects {} without a reason", path.display()));
        }
        Ok(verdict)
    }
}

fn set(messages: Vec<Message>) -> Found {
    messages.into_iter().map(|m| (m.code, m.line)).collect()
}

fn ours(pollscope: &Path, path: &Path) -> Result<Verdict> {
    let output = Command::new(pollscope)
        .args(["check", "--message-format", "json"])
        .arg(path)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("cannot start pollscope: {e}"))?;
    let mut verdict = Verdict {
        accepted: output.status.code() == Some(0),
        ..Verdict::default()
    };
    if !matches!(output.status.code(), Some(0 | 2 | 3)) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        verdict.broken = Some(format!("{}: {}", output.status, stderr.trim()));
    }
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let value: Value = serde_json::from_str(line).map_err(|e| format!("{line}: {e}"))?;
        let line = value["line"].as_u64().and_then(|n| u32::try_from(n).ok());
        let entry = (
            value["code"].as_str().map(str::to_owned),
            line.unwrap_or_default(),
        );
        match value["level"].as_str() {
            Some("error") => verdict.errors.insert(entry),
            Some("warning") => verdict.warnings.insert(entry),
            _ => continue,
        };
    }
    Ok(verdict)
}
