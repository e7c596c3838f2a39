//! Driving a run: whose turn it is, when the clock jumps, when it is over.

use std::collections::VecDeque;
use std::rc::Rc;

use bytecode::Program;
use executor::Key;
use protocol::network::{Visit, Visited};
use trace::{Event, Kind, Nanos, Stream};
use vm::{Halt, Machine, NewError, Stop, ThreadId};

use crate::world::World;
use crate::{End, Options};

/// How a run stands after a slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Running {
        fuel_used: u64,
    },
    /// Every thread waits, and only the visitor can go on: [`Run::visit`].
    Idle,
    Ended(End),
}

/// A program that is being run.
pub struct Run {
    machine: Machine,
    world: World,
    options: Options,
    files: Vec<String>,
    /// The thread whose turn it is, and the steps it has left.
    turn: Option<(Key, ThreadId, u64)>,
    /// What the visitor will do and when, in order of time.
    visits: VecDeque<(Nanos, Visit)>,
    /// Nothing has happened since the run became idle.
    idle: bool,
    end: Option<End>,
}

impl Run {
    pub fn new(program: Program, options: Options) -> Result<Run, NewError> {
        let files = program.files.clone();
        let machine = Machine::new(Rc::new(program), options.limits)?;
        Ok(Run {
            machine,
            world: World::new(&options),
            options,
            files,
            turn: None,
            visits: VecDeque::new(),
            idle: false,
            end: None,
        })
    }

    /// Runs for about `fuel` instructions.
    pub fn step(&mut self, fuel: u64) -> Status {
        let until = self
            .machine
            .steps()
            .saturating_add(fuel)
            .min(self.options.fuel);
        loop {
            if let Some(end) = &self.end {
                return Status::Ended(end.clone());
            }
            if self.idle {
                return Status::Idle;
            }
            let steps = self.machine.steps();
            if steps >= self.options.fuel {
                self.halt(&Halt::OutOfFuel {
                    limit: self.options.fuel,
                });
                continue;
            }
            if steps >= until {
                return Status::Running { fuel_used: steps };
            }
            let Some((key, thread, quantum)) = self.turn.take().or_else(|| self.next_turn()) else {
                continue;
            };
            let stop = self
                .machine
                .run(thread, quantum.min(until - steps), &mut self.world);
            let used = self.machine.steps() - steps;
            self.after(key, thread, quantum.saturating_sub(used), stop);
        }
    }

    /// The next thread that can run. None if time had to pass first, or nothing can ever run.
    fn next_turn(&mut self) -> Option<(Key, ThreadId, u64)> {
        let steps = self.machine.steps();
        self.world.fire_timers(steps);
        while let Some((_, visit)) = self
            .visits
            .pop_front_if(|(due, _)| *due <= self.world.now(steps))
        {
            self.world.visit(steps, visit);
        }
        self.deliver();
        if let Some((key, thread)) = self.world.next_thread() {
            return Some((key, thread, self.world.quantum()));
        }
        let next_visit = self.visits.front().map(|(due, _)| *due);
        if !self.world.jump(steps, next_visit) {
            if self.world.awaits_visitor() {
                self.idle = true;
                let thread = self.world.last_thread();
                self.world
                    .record_at(steps, thread, Kind::Idle { until: None });
            } else {
                let waiting = self.world.who_waits();
                self.halt(&Halt::Deadlock { waiting });
            }
        }
        None
    }

    /// The visitor does something, now.
    pub fn visit(&mut self, visit: Visit) {
        self.idle = false;
        self.world.visit(self.machine.steps(), visit);
    }

    /// The visitor will do something at that time, or as soon as possible after it.
    pub fn visit_at(&mut self, at: Nanos, visit: Visit) {
        self.idle = false;
        let place = self.visits.partition_point(|(due, _)| *due <= at);
        self.visits.insert(place, (at, visit));
    }

    /// What the visitor has seen since the last call, and when.
    pub fn take_visited(&mut self) -> Vec<(Nanos, Visited)> {
        self.world.take_visited()
    }

    /// Nobody will visit: a run that is idle is over.
    pub fn end_idle(&mut self) {
        if self.idle && self.end.is_none() {
            let waiting = self.world.who_waits();
            self.halt(&Halt::Idle { waiting });
        }
    }

    fn after(&mut self, key: Key, thread: ThreadId, left: u64, stop: Stop) {
        match stop {
            Stop::Preempted if left > 0 => self.turn = Some((key, thread, left)),
            Stop::Preempted | Stop::Yielded => self.world.requeue(key),
            Stop::Blocked => self.world.block(key),
            Stop::Ended { panicked } => {
                self.world
                    .thread_ended(self.machine.steps(), key, thread, panicked)
            }
            Stop::Halted(halt) => self.halt(&halt),
        }
        self.deliver();
    }

    /// Gives threads the answers they waited for.
    fn deliver(&mut self) {
        for (thread, value) in self.world.take_answers() {
            self.machine.complete(thread, value);
        }
    }

    /// Ends the run at once; no-op if it is over.
    pub fn stop(&mut self) {
        if self.end.is_none() {
            self.halt(&Halt::Stopped);
        }
    }

    fn halt(&mut self, halt: &Halt) {
        let end = End::new(halt, &self.files);
        self.world.halt(self.machine.steps(), halt, &end);
        self.end = Some(end);
    }

    pub fn fuel_used(&self) -> u64 {
        self.machine.steps()
    }

    /// The events since the last call, in order.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.world.recorder.drain()
    }

    /// The same as bytes of [`trace::wire`]: the next batch for a decoder.
    pub fn take_event_bytes(&mut self) -> Vec<u8> {
        self.world.recorder.drain_bytes()
    }

    /// How many events did not fit.
    pub fn dropped(&self) -> u64 {
        self.world.recorder.dropped().total()
    }

    /// What was printed since the last call, in order.
    pub fn take_output(&mut self) -> Vec<(Stream, Vec<u8>)> {
        std::mem::take(&mut self.world.output)
    }

    /// To look in from outside: backtraces, locals.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Runs to the end, where nobody visits but as arranged; for programs that are known to end, and tests.
    pub fn finish(&mut self) -> (End, Vec<Event>) {
        let mut events = Vec::new();
        loop {
            let status = self.step(1 << 20);
            events.append(&mut self.take_events());
            if status == Status::Idle {
                self.end_idle();
            }
            if let Status::Ended(end) = status {
                return (end, events);
            }
        }
    }
}

/// The event of a run's end.
pub(crate) fn halt_event(end: &End) -> Kind {
    let ok = end.exit_code == 0 && end.by_program;
    Kind::Halt {
        reason: end.message.clone(),
        ok,
    }
}
