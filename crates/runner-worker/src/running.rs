//! One run, in slices of the length of a frame.

use bytecode::Program;
use protocol::network::Visit;
use protocol::{End, EndKind, FromRunner, SourceFile};
use runner::{Options, Run, Status};

use crate::port;

/// How long a slice should take, in milliseconds: short, for a Stop waits for its end.
const SLICE: f64 = 12.0;
/// How often the page is told how far a silent run is.
const PROGRESS: f64 = 100.0;

/// What comes after a slice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Slice,
    /// The run is idle: it goes on when the visitor does something.
    Visit,
    /// The run is over.
    Nothing,
}

pub struct Running {
    pub number: u32,
    /// It waits for the visitor, and is not stepped meanwhile.
    pub idle: bool,
    run: Run,
    fuel_limit: u64,
    /// Fuel for the next slice.
    slice: u64,
    told: f64,
}

impl Running {
    pub fn start(
        number: u32,
        program: &[u8],
        seed: u64,
        files: &[SourceFile],
    ) -> Result<Self, String> {
        let files = files.iter();
        let options = Options {
            seed,
            files: files
                .map(|file| (file.name.clone(), file.text.clone().into_bytes()))
                .collect(),
            ..Options::default()
        };
        let fuel_limit = options.fuel;
        let program = Program::from_bytes(program).map_err(|error| error.to_string())?;
        let run = Run::new(program, options).map_err(|error| error.to_string())?;
        Ok(Running {
            number,
            idle: false,
            run,
            fuel_limit,
            slice: 100_000,
            told: port::now(),
        })
    }

    /// What the visitor does on the program's network.
    pub fn visit(&mut self, visit: Visit) {
        self.run.visit(visit);
    }

    /// Runs a slice.
    pub fn step(&mut self) -> Next {
        let before = port::now();
        let status = self.run.step(self.slice);
        self.send_events();
        self.send_visited();
        let now = port::now();
        match status {
            Status::Running { fuel_used } => {
                let fits = (SLICE / (now - before).max(0.1)).clamp(0.25, 4.0);
                self.slice = ((self.slice as f64 * fits) as u64).clamp(10_000, 1_000_000_000);
                if now - self.told >= PROGRESS {
                    self.told = now;
                    let fuel_limit = self.fuel_limit;
                    port::send(&FromRunner::Progress {
                        run: self.number,
                        fuel_used,
                        fuel_limit,
                    });
                }
                Next::Slice
            }
            Status::Idle => {
                self.idle = true;
                port::send(&FromRunner::Idle { run: self.number });
                Next::Visit
            }
            Status::Ended(end) => {
                self.send_end(end);
                Next::Nothing
            }
        }
    }

    /// Ends the run where it stands, at the visitor's wish.
    pub fn stop(mut self) {
        self.run.stop();
        // A run that has been stopped says so at its next step, however short.
        if let Status::Ended(end) = self.run.step(0) {
            self.send_events();
            self.send_end(end);
        }
    }

    fn send_events(&mut self) {
        let events = self.run.take_event_bytes();
        if !events.is_empty() {
            port::send(&FromRunner::Events {
                run: self.number,
                events,
            });
        }
    }

    fn send_visited(&mut self) {
        let visited = self.run.take_visited();
        if !visited.is_empty() {
            port::send(&FromRunner::Visited {
                run: self.number,
                visited,
            });
        }
    }

    fn send_end(&self, end: runner::End) {
        let runner::End {
            kind,
            message,
            exit_code,
            ..
        } = end;
        let end = End {
            kind: kind_of(kind),
            message,
            exit_code,
        };
        port::send(&FromRunner::Ended {
            run: self.number,
            end,
            dropped: self.run.dropped(),
        });
    }
}

fn kind_of(kind: runner::EndKind) -> EndKind {
    match kind {
        runner::EndKind::Finished => EndKind::Finished,
        runner::EndKind::Panicked => EndKind::Panicked,
        runner::EndKind::Stopped => EndKind::Stopped,
        runner::EndKind::OutOfFuel => EndKind::OutOfFuel,
        runner::EndKind::OutOfMemory => EndKind::OutOfMemory,
        runner::EndKind::TooMuchOutput => EndKind::TooMuchOutput,
        runner::EndKind::Deadlock => EndKind::Deadlock,
        runner::EndKind::Idle => EndKind::Idle,
        runner::EndKind::Fault => EndKind::Fault,
        runner::EndKind::Internal => EndKind::Internal,
    }
}
