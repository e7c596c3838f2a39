//! The web worker around the runner: takes a program, runs it slice by slice, and sends what happens.
//!
//! Between two slices it goes back to the browser's event loop, so that a Stop gets through.

mod port;
mod running;

use std::cell::RefCell;

use protocol::{End, EndKind, FromRunner, SourceFile, ToRunner};

use port::Port;
use running::{Next, Running};

thread_local! {
    /// The run that goes on, if any. A worker has one thread.
    static NOW: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// What is in the folder of the programs.
    static FILES: RefCell<Vec<SourceFile>> = const { RefCell::new(Vec::new()) };
}

fn main() {
    let Some(port) = Port::open(heard, step) else {
        return;
    };
    port::keep(port);
    port::send(&FromRunner::Ready);
}

fn heard(message: ToRunner) {
    match message {
        ToRunner::Files { files } => FILES.set(files),
        ToRunner::Run { run, program, seed } => match start(run, &program, seed) {
            Ok(running) => {
                NOW.set(Some(running));
                port::come_back();
            }
            Err(why) => {
                let end = End {
                    kind: EndKind::Internal,
                    message: why,
                    exit_code: 70,
                };
                port::send(&FromRunner::Ended {
                    run,
                    end,
                    dropped: 0,
                });
            }
        },
        ToRunner::Stop { run } => {
            let stopped = NOW.with_borrow_mut(|now| now.take_if(|running| running.number == run));
            if let Some(running) = stopped {
                running.stop();
            }
        }
        ToRunner::Visit { run, visit } => {
            let woken = NOW.with_borrow_mut(|now| {
                let running = now.as_mut().filter(|running| running.number == run)?;
                running.visit(visit);
                Some(std::mem::take(&mut running.idle))
            });
            if woken == Some(true) {
                port::come_back();
            }
        }
    }
}

fn start(run: u32, program: &[u8], seed: u64) -> Result<Running, String> {
    FILES.with_borrow(|files| Running::start(run, program, seed, files))
}

/// Runs a slice, and asks to be called again while there is more.
fn step() {
    let next = NOW.with_borrow_mut(|now| {
        let next = now.as_mut().map_or(Next::Nothing, Running::step);
        if next == Next::Nothing {
            *now = None;
        }
        next
    });
    if next == Next::Slice {
        port::come_back();
    }
}
