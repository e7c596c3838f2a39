//! Running a program natively, as fast as it goes.

use std::io::Write;
use std::path::{Path, PathBuf};

use bytecode::Program;
use runner::{End, Options, Run, Status, Stream};
use trace::Event;

use crate::output::{err, out, write_file};
use crate::visits::{self, Visits};
use crate::{BUG, NO_FILE, UNSUPPORTED};

/// Names and contents.
type Files = Vec<(String, Vec<u8>)>;

/// Instructions between two looks at the output.
const SLICE: u64 = 1_000_000;

/// Nobody reads the output any more: the code that SIGPIPE would give.
const BROKEN_PIPE: u8 = 141;

/// What the program prints comes out as it is printed; what the visitor sees goes to stderr.
pub fn run(program: Program, seed: u64, files: Files, visits: Visits, trace: Option<&Path>) -> u8 {
    let mut run = match start(program, seed, files) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let are_visits = !visits.is_empty();
    for (at, visit) in visits {
        run.visit_at(at, visit);
    }
    let mut events = Vec::new();
    let end = loop {
        let status = run.step(SLICE);
        if trace.is_some() {
            events.append(&mut run.take_events());
        } else {
            run.take_event_bytes();
        }
        if !pass_on(&mut run) {
            return BROKEN_PIPE;
        }
        let visited = run.take_visited();
        if are_visits {
            visits::tell(&visited);
        }
        match status {
            Status::Running { .. } => {}
            Status::Idle => run.end_idle(),
            Status::Ended(end) => break end,
        }
    };
    if let Some(path) = trace {
        let document = serde_json::json!({ "events": events, "dropped": run.dropped() });
        if let Err(code) = write_file(path, format!("{document}\n").as_bytes()) {
            return code;
        }
    }
    tell(&end)
}

/// The events instead of the output.
pub fn trace(program: Program, seed: u64) -> u8 {
    let files = program.files.clone();
    let mut run = match start(program, seed, Files::new()) {
        Ok(run) => run,
        Err(code) => return code,
    };
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    loop {
        let status = run.step(SLICE);
        let events: Vec<Event> = run.take_events();
        run.take_output();
        out(trace::text::list(&events, &names));
        match status {
            Status::Running { .. } => {}
            Status::Idle => run.end_idle(),
            Status::Ended(end) => return tell(&end),
        }
    }
}

/// The files that the program finds in its folder, each under its own name. Otherwise the exit code.
pub fn given(paths: &[PathBuf]) -> Result<Files, u8> {
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        match std::fs::read(path) {
            Ok(contents) => Ok((name.to_string_lossy().into_owned(), contents)),
            Err(error) => {
                err(format_args!(
                    "pollscope: cannot read {}: {error}\n",
                    path.display()
                ));
                Err(NO_FILE)
            }
        }
    };
    paths.iter().map(read).collect()
}

fn start(program: Program, seed: u64, files: Files) -> Result<Run, u8> {
    Run::new(
        program,
        Options {
            seed,
            files,
            ..Options::default()
        },
    )
    .map_err(|error| match error {
        runner::NewError::TooLarge => {
            err(format_args!("error: not supported here: {error}\n"));
            UNSUPPORTED
        }
        runner::NewError::Verify(_) => {
            err(format_args!("internal error, please report: {error}\n"));
            BUG
        }
    })
}

/// Says whether there are still readers.
fn pass_on(run: &mut Run) -> bool {
    run.take_output()
        .iter()
        .all(|(stream, bytes)| match stream {
            Stream::Stdout => {
                let mut stdout = std::io::stdout().lock();
                stdout
                    .write_all(bytes)
                    .and_then(|()| stdout.flush())
                    .is_ok()
            }
            Stream::Stderr => std::io::stderr().write_all(bytes).is_ok(),
        })
}

/// The exit code; and why, if it was not the program that ended the run.
fn tell(end: &End) -> u8 {
    if !end.by_program {
        err(format_args!("pollscope: {}\n", end.message));
    }
    // As a shell sees it: the lowest byte.
    end.exit_code as u8
}
