//! The rules of the project that no compiler knows: who may depend on whom, what the map names, how
//! long a file may be, where `unsafe` may stand.

use crate::sh::{self, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Our crates, by the name after `pollscope-`, and which of ours each may depend on. What is only
/// for tests (dev-dependencies) is free.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("trace", &[]),
    ("bytecode", &[]),
    ("analysis", &[]),
    ("sysroot", &[]),
    ("oracle", &[]),
    ("executor", &["trace"]),
    ("vm", &["bytecode"]),
    ("protocol", &["trace"]),
    ("lessons", &["protocol"]),
    ("compiler", &["analysis", "bytecode", "sysroot", "protocol"]),
    (
        "runner",
        &["vm", "bytecode", "executor", "trace", "protocol"],
    ),
    (
        "cli",
        &[
            "compiler", "runner", "lessons", "bytecode", "trace", "protocol",
        ],
    ),
    ("server", &["trace", "protocol"]),
    ("app", &["trace", "protocol", "lessons"]),
    (
        "runner-worker",
        &["runner", "bytecode", "trace", "protocol"],
    ),
    ("compiler-worker", &["compiler", "bytecode", "protocol"]),
    ("xtask", &["lessons", "oracle"]),
    ("wasm-bindgen", &[]),
];

/// Other people's crates, by how their name starts, that only some of ours may know.
const RESERVED: &[(&str, &[&str])] = &[
    ("ra_ap_", &["analysis"]),
    ("salsa", &["analysis"]),
    ("tokio", &["server"]),
    ("axum", &["server"]),
    (
        "web-sys",
        &["app", "runner-worker", "compiler-worker", "executor"],
    ),
    ("wasm-bindgen-cli", &["wasm-bindgen"]),
];

/// A file that is longer must say why in its head.
const LONG: usize = 800;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

/// Checks everything, and returns an error that lists every offence.
pub fn lint() -> Result<()> {
    let root = sh::root();
    let text = sh::read(&mut sh::cargo([
        "metadata",
        "--format-version",
        "1",
        "--no-deps",
        "--locked",
    ])?)?;
    let metadata: Metadata =
        serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    let mut offences = dependencies(&metadata.packages);
    let map = read(&root.join("ARCHITECTURE.md"))?;
    offences.extend(
        paths(&map)
            .into_iter()
            .filter(|path| !exists(&root, path))
            .map(|path| format!("ARCHITECTURE.md names {path}, which does not exist")),
    );
    let listed =
        sh::read(sh::command("git")?.args(["ls-files", "-co", "--exclude-standard", "*.rs"]))?;
    let mut names: Vec<&str> = listed
        .lines()
        .filter(|name| root.join(name).is_file())
        .collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        if is_data(name) {
            continue;
        }
        offences.extend(source(name, &read(&root.join(name))?));
    }
    if offences.is_empty() {
        println!("no rule is broken");
        return Ok(());
    }
    Err(format!(
        "{} offences:\n{}",
        offences.len(),
        offences.join("\n")
    ))
}

/// A package's name in the tables above; `None` for one that is not ours.
fn ours(package: &str) -> Option<&str> {
    match package {
        "pollscope" => Some("app"),
        "xtask" => Some("xtask"),
        _ => package.strip_prefix("pollscope-"),
    }
}

fn dependencies(packages: &[Package]) -> Vec<String> {
    let rules: BTreeMap<_, _> = MAY_KNOW.iter().copied().collect();
    let mut offences = Vec::new();
    for package in packages {
        let Some(from) = ours(&package.name) else {
            offences.push(format!("package {}: name it pollscope-…", package.name));
            continue;
        };
        let Some(allowed) = rules.get(from) else {
            offences.push(format!(
                "package {from}: say in xtask/src/lint.rs what it may depend on"
            ));
            continue;
        };
        for dependency in package
            .dependencies
            .iter()
            .filter(|d| d.kind.as_deref() != Some("dev"))
        {
            if let Some(to) = ours(&dependency.name)
                && !allowed.contains(&to)
            {
                offences.push(format!("{from} must not depend on {to}"));
            }
            for (prefix, who) in RESERVED {
                if dependency.name.starts_with(prefix) && !who.contains(&from) {
                    offences.push(format!(
                        "{from} must not depend on {}: only {}",
                        dependency.name,
                        who.join(", ")
                    ));
                }
            }
        }
    }
    offences
}

/// The paths that a text names: words in backticks with a slash in them, and what a code block lists.
fn paths(map: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut in_block = false;
    for line in map.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
            continue;
        }
        if in_block {
            // A tree: one path at the start of a line, two spaces, then words.
            let word = line.split("  ").next().unwrap_or_default();
            if looks_like_path(word) {
                paths.insert(word.to_owned());
            }
            continue;
        }
        for word in line.split('`').skip(1).step_by(2) {
            if looks_like_path(word) {
                paths.insert(word.to_owned());
            }
        }
    }
    paths
}

fn looks_like_path(word: &str) -> bool {
    word.contains('/')
        && !word.starts_with(['/', '~', '#', '<'])
        && !word.contains("://")
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-*{},".contains(c))
}

/// Does the path exist? `*` stands for any one name, `{a,b}` for each of its words; what building
/// writes need not be there.
fn exists(root: &Path, path: &str) -> bool {
    if let (Some(open), Some(close)) = (path.find('{'), path.find('}')) {
        return path[open + 1..close].split(',').all(|word| {
            exists(
                root,
                &format!("{}{word}{}", &path[..open], &path[close + 1..]),
            )
        });
    }
    if path.starts_with("dist/")
        || path.starts_with("assets/generated")
        || path.starts_with("target/")
    {
        return true;
    }
    match path.split_once('*') {
        None => root.join(path).exists(),
        Some((before, _)) => {
            let folder = before.rsplit_once('/').map_or("", |(folder, _)| folder);
            root.join(folder).is_dir()
        }
    }
}

/// Is the file a text to compile, not a part of ours? Programs, the library under them, and what lies in
/// the folders of tests.
fn is_data(name: &str) -> bool {
    name.starts_with("lessons/")
        || ["/sysroot/library/", "/lints/tests/"]
            .iter()
            .any(|folder| name.contains(folder))
        || name
            .split_once("/tests/")
            .is_some_and(|(_, rest)| rest.contains('/'))
}

/// Offences of one source file.
fn source(name: &str, text: &str) -> Vec<String> {
    let mut offences = Vec::new();
    let head: Vec<&str> = text
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .collect();
    if head.is_empty() {
        offences.push(format!("{name}: a `//!` head must say what it is for"));
    }
    let lines = text.lines().count();
    if lines > LONG && !head.iter().any(|line| line.contains("long")) {
        offences.push(format!(
            "{name}: {lines} lines; split it, or say in its head why it is long"
        ));
    }
    let allowed = text
        .lines()
        .any(|line| line.trim() == "#![allow(unsafe_code)]");
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        if code.trim_start().starts_with("#[") && code.contains("allow(unsafe_code)") {
            offences.push(format!(
                "{name}:{}: unsafe code is allowed by the module, not by the item",
                number + 1
            ));
        }
        if allowed && code.contains("unsafe {") && !argued(text, number) {
            offences.push(format!("{name}:{}: no SAFETY comment above", number + 1));
        }
    }
    offences
}

/// Is there a SAFETY argument in the few lines above this one, or at its end?
fn argued(text: &str, number: usize) -> bool {
    text.lines()
        .skip(number.saturating_sub(8))
        .take(number.min(8) + 1)
        .any(|line| line.contains("SAFETY"))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Package {
        let dependency = |&(name, kind): &(&str, Option<&str>)| Dependency {
            name: name.to_owned(),
            kind: kind.map(str::to_owned),
        };
        Package {
            name: name.to_owned(),
            dependencies: dependencies.iter().map(dependency).collect(),
        }
    }

    #[test]
    fn a_dependency_in_the_wrong_direction_is_told() {
        let vm = package(
            "pollscope-vm",
            &[("pollscope-bytecode", None), ("pollscope-executor", None)],
        );
        assert_eq!(dependencies(&[vm]), ["vm must not depend on executor"]);
    }

    #[test]
    fn tests_may_know_more() {
        let executor = package(
            "pollscope-executor",
            &[("tokio", Some("dev")), ("pollscope-trace", None)],
        );
        assert!(dependencies(&[executor]).is_empty());
        let executor = package("pollscope-executor", &[("tokio", None)]);
        assert_eq!(
            dependencies(&[executor]),
            ["executor must not depend on tokio: only server"]
        );
    }

    #[test]
    fn rust_analyzer_stays_in_analysis() {
        let compiler = package("pollscope-compiler", &[("ra_ap_hir", None)]);
        assert_eq!(
            dependencies(&[compiler]),
            ["compiler must not depend on ra_ap_hir: only analysis"]
        );
        assert!(dependencies(&[package("pollscope-analysis", &[("ra_ap_hir", None)])]).is_empty());
    }

    #[test]
    fn a_new_package_needs_a_rule() {
        assert_eq!(dependencies(&[package("pollscope-new", &[])]).len(), 1);
        assert_eq!(dependencies(&[package("helper", &[])]).len(), 1);
    }

    #[test]
    fn paths_are_found_in_words_and_trees() {
        let map = "See `src/app.rs` and `Option<T>` or `a / b`.\n```\ncrates/trace/  events\n  (more/words here)\n```\n`https://x.org/y` `lessons/*/main.rs`";
        let found: Vec<_> = paths(map).into_iter().collect();
        assert_eq!(found, ["crates/trace/", "lessons/*/main.rs", "src/app.rs"]);
        let root = sh::root();
        assert!(exists(&root, "xtask/src/{lint,main}.rs") && exists(&root, "crates/*/Cargo.toml"));
        assert!(!exists(&root, "xtask/src/{lint,absent}.rs") && !exists(&root, "absent/*.rs"));
    }

    #[test]
    fn sources_have_a_head_and_an_end() {
        assert_eq!(source("a.rs", "fn f() {}\n").len(), 1);
        assert!(source("a.rs", "//! What it is for.\nfn f() {}\n").is_empty());
        let long = format!("//! What it is for.\n{}", "\n".repeat(LONG));
        assert_eq!(source("a.rs", &long).len(), 1);
        assert!(
            source(
                "a.rs",
                &long.replace("for.", "for; long because it is one table.")
            )
            .is_empty()
        );
    }

    #[test]
    fn programs_are_data_and_tests_are_not() {
        for data in [
            "lessons/01-a/01-b/main.rs",
            "crates/analysis/tests/thir/items.rs",
            "crates/sysroot/library/std/a.rs",
        ] {
            assert!(is_data(data), "{data}");
        }
        for ours in [
            "crates/lessons/src/lib.rs",
            "crates/cli/tests/oracle.rs",
            "crates/lessons/src/tests.rs",
        ] {
            assert!(!is_data(ours), "{ours}");
        }
    }

    #[test]
    fn unsafe_blocks_are_argued() {
        let head = "//! Raw memory.\n#![allow(unsafe_code)]\n";
        let block = "fn f() {\n    unsafe { g() }\n}\n";
        assert_eq!(source("a.rs", &format!("{head}{block}")).len(), 1);
        assert!(source("a.rs", &format!("{head}// SAFETY: g is safe.\n{block}")).is_empty());
        assert_eq!(
            source("a.rs", "//! Head.\n#[allow(unsafe_code)]\nfn f() {}\n").len(),
            1
        );
    }
}
