//! Every program of the corpus and of the lessons, run by `pollscope` and compared with what the
//! real rustc says of it (`cargo xtask bless`). One test a program, named by its path:
//! `cargo test -p pollscope-cli --test oracle -- four_workers`.

use libtest_mimic::{Arguments, Failed, Trial};
use oracle::{Answer, Message, Outcome, Program, Question};
use std::path::Path;
use std::process::{Command, ExitCode, Output};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let programs = match oracle::programs(&root) {
        Ok(programs) => programs,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let trials = programs
        .into_iter()
        .map(|p| Trial::test(p.name.clone(), move || check(&p)))
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn check(program: &Program) -> Result<(), Failed> {
    let stored = program.oracle()?.answer;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("alone");
    // With its error mended it must not be rejected any more.
    if let Some(twin) = program.twin_alone(&folder)? {
        let (exit_code, found) = messages(&twin, "error")?;
        same("errors of the mended twin", &Vec::new(), &found)?;
        same("exit code of the mended twin", &0, &exit_code)?;
    }
    let program = &program.alone(&folder)?;
    match (program.question, stored) {
        (Question::Run, Answer::Outcome(expected)) => {
            let ran = run(program)?;
            same("stdout", &expected.stdout.concat(), &ran.stdout.concat())?;
            same("exit code", &expected.exit_code, &ran.exit_code)
        }
        (Question::Run, Answer::Race(race)) => {
            let ran = run(program)?;
            if race.allows(&ran) {
                Ok(())
            } else {
                Err(format!(
                    "not an order that the threads allow\nrustc: {race:#?}\npollscope: {ran:#?}"
                )
                .into())
            }
        }
        (Question::Reject, Answer::Errors(expected)) => {
            let (exit_code, found) = messages(program, "error")?;
            same_errors(&codes(&expected), &found)?;
            same("exit code", &2, &exit_code)?;
            // `run` must refuse as well.
            same(
                "exit code of `run`",
                &2,
                &code(&pollscope("run", program, &[])?)?,
            )
        }
        (Question::Lint, Answer::Warnings(expected)) => {
            let (exit_code, found) = messages(program, "warning")?;
            same("warnings (code, line)", &codes(&expected), &found)?;
            same("exit code", &0, &exit_code)
        }
        (question, answer) => Err(format!("asked {question:?}, stored {answer:?}").into()),
    }
}

/// Runs the program; a refusal of the engine is told with its reason.
fn run(program: &Program) -> Result<Outcome, Failed> {
    let output = pollscope("run", program, &[])?;
    let exit_code = code(&output)?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    // The program may exit with such a code of its own accord; then stdout decides.
    let why = match exit_code {
        2 => "rejected",
        3 => "not supported here yet",
        4 => "ended by the engine",
        70 => "bug of the engine",
        _ => "",
    };
    let stdout = String::from_utf8(output.stdout).map_err(|_| "stdout is not UTF-8")?;
    if !why.is_empty() && stdout.is_empty() {
        return Err(format!("{why}:\n{stderr}").into());
    }
    Ok(Outcome::new(exit_code, &stdout))
}

/// The diagnostics of one level that `check` reports, as code and line, in the order of lines.
fn messages(program: &Program, level: &str) -> Result<(i32, Vec<CodeAndLine>), Failed> {
    let output = pollscope("check", program, &["--message-format", "json"])?;
    let stdout = String::from_utf8(output.stdout.clone()).map_err(|_| "stdout is not UTF-8")?;
    let exit_code = code(&output)?;
    if exit_code != 0 && exit_code != 2 {
        return Err(format!(
            "exit code {exit_code}\n{stdout}{}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into());
    }
    let mut found = Vec::new();
    for line in stdout.lines() {
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|e| format!("{e} in {line}"))?;
        if value["level"] == level {
            let number = value["line"]
                .as_u64()
                .ok_or_else(|| format!("no line number in {line}"))?;
            found.push((value["code"].as_str().map(str::to_owned), number));
        }
    }
    found.sort_by(in_order);
    Ok((exit_code, found))
}

type CodeAndLine = (Option<String>, u64);

fn codes(messages: &[Message]) -> Vec<CodeAndLine> {
    let mut codes: Vec<CodeAndLine> = messages
        .iter()
        .map(|m| (m.code.clone(), u64::from(m.line)))
        .collect();
    codes.sort_by(in_order);
    codes
}

/// By line; what rustc says first of one line depends on its passes and means nothing.
fn in_order(a: &CodeAndLine, b: &CodeAndLine) -> std::cmp::Ordering {
    (a.1, &a.0).cmp(&(b.1, &b.0))
}

/// The same errors of the same lines. Of one line rustc repeats some, once for each of a call's bounds that
/// the same type breaks; saying them once is enough, and more often than rustc is too often.
fn same_errors(rustc: &[CodeAndLine], ours: &[CodeAndLine]) -> Result<(), Failed> {
    let count = |all: &[CodeAndLine], one: &CodeAndLine| all.iter().filter(|it| *it == one).count();
    let all_said = rustc.iter().all(|it| ours.contains(it));
    if all_said && ours.iter().all(|it| count(ours, it) <= count(rustc, it)) {
        return Ok(());
    }
    same("errors (code, line)", &rustc, &ours)
}

fn pollscope(command: &str, program: &Program, options: &[&str]) -> Result<Output, Failed> {
    let binary = env!("CARGO_BIN_EXE_pollscope");
    let output = Command::new(binary)
        .arg(command)
        .arg(&program.path)
        .args(options)
        .output();
    output.map_err(|e| format!("{binary}: {e}").into())
}

fn code(output: &Output) -> Result<i32, Failed> {
    output
        .status
        .code()
        .ok_or_else(|| format!("pollscope was killed: {}", output.status).into())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, rustc: &T, ours: &T) -> Result<(), Failed> {
    if rustc == ours {
        return Ok(());
    }
    Err(format!("{what} differs\nrustc:     {rustc:?}\npollscope: {ours:?}").into())
}
