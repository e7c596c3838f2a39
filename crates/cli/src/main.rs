//! `pollscope`: check, run, trace and disassemble async Rust programs from the command line.
//!
//! Exit codes of its own: 2 the program is rejected, 3 it needs what is not supported yet, 4 the engine ended the run
//! (also one that waits for somebody outside, and nobody comes),
//! 64 wrong usage, 66 a file that cannot be read or written, 70 a bug of the engine. Otherwise that of the program.

mod args;
mod diagnostics;
mod output;
mod run;
mod visits;

use std::path::Path;
use std::process::ExitCode;

use bytecode::Program;
use clap::Parser;
use compiler::{Build, Compiler, SourceFile};

use args::{Args, Command, MessageFormat};
use output::{err, out};

const REJECTED: u8 = 2;
const UNSUPPORTED: u8 = 3;
const USAGE: u8 = 64;
const NO_FILE: u8 = 66;
const BUG: u8 = 70;

/// Deeply nested programs recurse deeply in the compiler.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let wrong = error.use_stderr();
            let text = error.render();
            if wrong {
                err(text)
            } else {
                out(text)
            }
            return ExitCode::from(if wrong { USAGE } else { 0 });
        }
    };
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || command(&args.command));
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => ExitCode::from(code),
        // The panic has printed its message.
        Ok(Err(_)) => {
            err("internal error, please report: pollscope panicked\n");
            ExitCode::from(BUG)
        }
        Err(error) => {
            err(format_args!("pollscope cannot start a thread: {error}\n"));
            ExitCode::from(BUG)
        }
    }
}

fn command(command: &Command) -> u8 {
    match command {
        Command::Run {
            file,
            seed,
            with,
            visits,
            trace,
        } => {
            let surroundings = run::given(with)
                .and_then(|files| visits::read(visits.as_deref()).map(|visits| (files, visits)));
            match surroundings {
                Ok((files, visits)) => with_program(file, |program| {
                    run::run(program, *seed, files, visits, trace.as_deref())
                }),
                Err(code) => code,
            }
        }
        Command::Trace { file, seed } => with_program(file, |program| run::trace(program, *seed)),
        Command::Build { file, output } => with_program(file, |program| {
            output::write_file(output, &program.to_bytes()).map_or_else(|code| code, |()| 0)
        }),
        Command::Disasm { file } => with_program(file, |program| {
            out(bytecode::disasm::program(&program));
            0
        }),
        Command::Check {
            file,
            message_format,
        } => {
            let files = match read(file) {
                Ok(files) => files,
                Err(code) => return code,
            };
            let built = build(&files);
            match message_format {
                MessageFormat::Human => err(diagnostics::human(&built.diagnostics, &files)),
                MessageFormat::Json => out(diagnostics::json(&built.diagnostics, &files)),
            }
            verdict(&built)
        }
    }
}

/// Compiles the file and goes on with its program; diagnostics go to stderr.
fn with_program(file: &Path, next: impl FnOnce(Program) -> u8) -> u8 {
    let files = match read(file) {
        Ok(files) => files,
        Err(code) => return code,
    };
    let built = build(&files);
    err(diagnostics::human(&built.diagnostics, &files));
    match (verdict(&built), built.program) {
        (0, Some(program)) => next(program),
        (0, None) => {
            err("internal error, please report: neither a program nor an error\n");
            BUG
        }
        (code, _) => code,
    }
}

/// To the compiler the file is `main.rs` wherever it lies, so that what a program prints does not depend on that.
fn build(files: &[SourceFile]) -> Build {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|file| SourceFile {
            name: "main.rs".to_string(),
            text: file.text.clone(),
        })
        .collect();
    Compiler::new().build(&files)
}

/// The exit code that the diagnostics mean; tells of a bug of the engine.
fn verdict(built: &Build) -> u8 {
    if let Some(bug) = &built.internal {
        err(format_args!("internal error, please report: {bug}\n"));
        BUG
    } else if built.only_unsupported() {
        UNSUPPORTED
    } else if built.has_errors() {
        REJECTED
    } else {
        0
    }
}

/// The one file, under the name that the visitor gave it.
fn read(file: &Path) -> Result<Vec<SourceFile>, u8> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(vec![SourceFile {
            name: file.display().to_string(),
            text,
        }]),
        Err(error) => {
            err(format_args!(
                "pollscope: cannot read {}: {error}\n",
                file.display()
            ));
            Err(NO_FILE)
        }
    }
}
