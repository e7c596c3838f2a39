//! `cargo xtask test`: everything that CI checks, nothing more and nothing less.
//!
//! Two builds are dear: rust-analyzer natively and for wasm. Each is done once: the native one in the
//! profile of the tests, which also gives the tool that compiles the lessons; the one for wasm in the
//! release profile of the site, which the size limits and the browser tests need.

use crate::setup::{self, Tools};
use crate::sh::{self, Result, Steps};
use crate::site::{self, Mode};
use crate::{lint, sizes};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// Builds of `xtask/wasm-bindgen` are for its own sake only.
const WORKSPACE: [&str; 3] = ["--workspace", "--exclude", "pollscope-wasm-bindgen"];

/// What each runner of tests counted.
#[derive(Default)]
struct Tally {
    runners: Vec<(String, usize, usize)>,
    /// Checks and builds that failed without counting anything.
    failures: Vec<String>,
}

/// Runs everything, also after a failure, as far as it makes sense. `quick` leaves out the release
/// site and what is tested on it.
pub fn test(quick: bool) -> Result<()> {
    let mut steps = Steps::default();
    let mut tally = Tally::default();
    let result = all(&mut steps, &mut tally, quick);
    println!("\n{}", steps.table());
    if let Err(why) = result {
        tally.failures.push(why);
    }
    for failure in &tally.failures {
        println!("failed: {failure}");
    }
    let (mut passed, mut failed) = (0, tally.failures.len());
    for (runner, p, f) in &tally.runners {
        println!("{runner}: {p} passed, {f} failed");
        passed += p;
        failed += f;
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 {
        Ok(())
    } else {
        Err(format!("{failed} failed"))
    }
}

fn all(steps: &mut Steps, tally: &mut Tally, quick: bool) -> Result<()> {
    let tools = setup::site(steps)?;
    let browser = if quick {
        None
    } else {
        Some(setup::browser(steps)?)
    };

    let mut check = |steps: &mut Steps, name: &str, work: &dyn Fn() -> Result<()>| {
        if let Err(why) = steps.step(name, work) {
            eprintln!("{why}");
            tally.failures.push(format!(
                "{name}: {}",
                why.lines().next().unwrap_or_default()
            ));
        }
    };
    check(steps, "rustfmt", &|| {
        sh::run(&mut sh::cargo(["fmt", "--all", "--check"])?)
    });
    check(steps, "lint", &lint::lint);
    check(steps, "clippy", &|| {
        let mut clippy = sh::cargo(["clippy", "--locked", "--all-targets"])?;
        clippy.args(WORKSPACE).args(["--", "-D", "warnings"]);
        sh::run(&mut clippy)
    });

    // Built apart from running, so that the table tells building from testing.
    steps.step("build of the tests", || {
        sh::run(sh::cargo(["test", "--locked", "--no-run"])?.args(WORKSPACE))
    })?;
    let mut native = sh::cargo(["test", "--locked", "--no-fail-fast"])?;
    native.args(WORKSPACE);
    counted(steps, tally, "native tests", &mut native);
    let samples = steps.step("trace of a native run", site::samples)?;
    counted(
        steps,
        tally,
        "wasm tests",
        &mut wasm_tests(&tools, &samples)?,
    );

    if let Some(browser) = browser {
        site::build(steps, &tools, Mode::Release, "./")?;
        let (within, over) = steps.step("sizes", || sizes::check(&site::folder()))?;
        tally.runners.push(("sizes".into(), within, over));
        steps.step("build of the server", || {
            sh::run(&mut sh::cargo([
                "build",
                "--locked",
                "--package",
                "pollscope-server",
            ])?)
        })?;
        counted(steps, tally, "browser tests", &mut playwright(&browser)?);
    }
    Ok(())
}

/// The tests that must hold in wasm as well, in Node.
fn wasm_tests(tools: &Tools, samples: &Path) -> Result<Command> {
    let mut cargo = sh::cargo([
        "test",
        "--locked",
        "--no-fail-fast",
        "--target",
        "wasm32-unknown-unknown",
    ])?;
    cargo.args(["--package", "pollscope-executor", "--test", "web"]);
    cargo.args(["--package", "pollscope-runner", "--test", "everywhere"]);
    cargo.env("POLLSCOPE_SAMPLES", samples);
    cargo.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        tools.test_runner(),
    );
    Ok(cargo)
}

/// Playwright's tests, on the site in `dist/` as the server gives it.
pub fn playwright(browser: &Path) -> Result<Command> {
    let mut npx = sh::command("node")?;
    npx.args(["node_modules/@playwright/test/cli.js", "test"])
        .current_dir(sh::root().join("e2e"));
    npx.env("CHROMIUM", browser).env(
        "POLLSCOPE_SERVER",
        sh::target()?.join("debug/pollscope-server"),
    );
    Ok(npx)
}

/// Runs a test runner, shows what it prints, and adds up what it counts.
fn counted(steps: &mut Steps, tally: &mut Tally, name: &str, command: &mut Command) {
    let mut counts = (0, 0);
    let result = steps.step(name, || {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{name}: {e}"))?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n') {
                let line = line.map_err(|e| format!("{name}: {e}"))?;
                let line = String::from_utf8_lossy(&line);
                // Whoever started us may have stopped listening; the tests go on.
                let _ = writeln!(std::io::stdout(), "{line}");
                let (passed, failed) = count(&line);
                counts.0 += passed;
                counts.1 += failed;
            }
        }
        let status = child.wait().map_err(|e| format!("{name}: {e}"))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("{name}: {status}"))
        }
    });
    // A runner that fails has counted why, or has not even begun.
    if let Err(why) = result
        && counts.1 == 0
    {
        tally.failures.push(why);
    } else if counts.0 == 0 && counts.1 == 0 {
        tally.failures.push(format!("{name}: no test ran"));
    }
    tally.runners.push((name.to_owned(), counts.0, counts.1));
}

/// What a line of a test runner counts: cargo's `test result: ok. 3 passed; 0 failed; …` and
/// Playwright's `  3 passed (2.1s)`, `  1 failed`.
fn count(line: &str) -> (usize, usize) {
    let line = line.trim();
    let number_before = |part: &str, word: &str| -> Option<usize> {
        let (number, rest) = part.trim().split_once(' ')?;
        (rest == word || rest.starts_with(&format!("{word} (")))
            .then(|| number.parse().ok())
            .flatten()
    };
    if let Some(result) = line.strip_prefix("test result: ") {
        let counts = result.split_once(". ").map_or("", |(_, counts)| counts);
        let find = |word| {
            counts
                .split(';')
                .find_map(|part| number_before(part, word))
                .unwrap_or(0)
        };
        return (find("passed"), find("failed"));
    }
    let flaky = number_before(line, "flaky")
        .or(number_before(line, "did not run"))
        .unwrap_or(0);
    (
        number_before(line, "passed").unwrap_or(0),
        number_before(line, "failed").unwrap_or(0) + flaky,
    )
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn closing_lines_of_runners_are_counted() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(count(cargo), (12, 3));
        assert_eq!(
            count("test result: ok. 0 passed; 0 failed; 0 ignored"),
            (0, 0)
        );
        assert_eq!(count("  14 passed (31.2s)"), (14, 0));
        assert_eq!(count("  1 failed"), (0, 1));
        assert_eq!(count("  2 flaky"), (0, 2));
        assert_eq!(count("  2 did not run"), (0, 2));
        for other in [
            "3 passed through here",
            "passed",
            "running 4 tests",
            "    [chromium] › a.spec.ts:3:1 › 5 failed logins",
        ] {
            assert_eq!(count(other), (0, 0), "{other}");
        }
    }
}
