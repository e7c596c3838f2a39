//! Events in words, a line each, for terminals and for reading a failed test.
//!
//! ```text
//!     500.000ms  thread 1  main.rs:12:9    poll end task 2: pending
//! ```

use std::fmt::{self, Display, Formatter};

use crate::{
    DropHow, Event, Kind, Outcome, Place, Stream, TaskId, TaskKind, ThreadId, TimerId, WaitReason,
    WakeCause,
};

/// The events, a line each, with the places in the files named; a file without a name is `main.rs` or a number.
pub fn list<'a>(events: &'a [Event], files: &'a [&'a str]) -> impl Display + 'a {
    List { events, files }
}

struct List<'a> {
    events: &'a [Event],
    files: &'a [&'a str],
}

impl Display for List<'_> {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        self.events.iter().try_for_each(|event| {
            line(event, self.files, f)?;
            writeln!(f)
        })
    }
}

impl Display for Event {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        line(self, &[], f)
    }
}

fn line(event: &Event, files: &[&str], f: &mut Formatter) -> fmt::Result {
    let place = event
        .place
        .map(|place| match files.get(usize::from(place.file)) {
            Some(name) => format!("{name}:{}:{}", place.line, place.column),
            None => place.to_string(),
        });
    let (millis, rest) = (event.at / 1_000_000, event.at % 1_000_000);
    let Event { thread, kind, .. } = event;
    write!(
        f,
        "{millis:>6}.{rest:06}ms  {thread}  {:<15}  {kind}",
        place.unwrap_or_default()
    )
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self.file {
            0 => write!(f, "main.rs:{}:{}", self.line, self.column),
            file => write!(f, "file {file}:{}:{}", self.line, self.column),
        }
    }
}

impl Display for TaskId {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "task {}", self.0)
    }
}

impl Display for ThreadId {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "thread {}", self.0)
    }
}

impl Display for TimerId {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        write!(f, "timer {}", self.0)
    }
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Kind::Spawn {
                task,
                parent,
                kind,
                name,
            } => {
                write!(
                    f,
                    "{} {task}",
                    match kind {
                        TaskKind::BlockOn => "block on",
                        TaskKind::Spawned => "spawn",
                        TaskKind::Child => "child",
                    }
                )?;
                if let Some(parent) = parent {
                    write!(f, " by {parent}")?;
                }
                if name.is_empty() {
                    Ok(())
                } else {
                    write!(f, ": {name}")
                }
            }
            Kind::PollStart { task } => write!(f, "poll {task}"),
            Kind::PollEnd { task, outcome } => write!(f, "poll end {task}: {outcome}"),
            Kind::Wake { task, by, queued } => {
                write!(
                    f,
                    "wake {task} by {by}{}",
                    if *queued { "" } else { " (no effect)" }
                )
            }
            Kind::WakerClone { task } => write!(f, "waker of {task} cloned"),
            Kind::WakerDrop { task } => write!(f, "waker of {task} dropped"),
            Kind::TimerSet { timer, task, due } => {
                write!(f, "{timer} set to {}", Millis(*due))?;
                task.map_or(Ok(()), |task| write!(f, " for {task}"))
            }
            Kind::TimerFired { timer } => write!(f, "{timer} fired"),
            Kind::Dropped { task, how } => write!(f, "drop {task}: {how}"),
            Kind::ThreadStart { started, name } => {
                write!(f, "start {started}")?;
                name.as_ref().map_or(Ok(()), |name| write!(f, ": {name}"))
            }
            Kind::ThreadBlock { on } => write!(f, "blocked: {on}"),
            Kind::ThreadUnblock { thread } => write!(f, "unblocks {thread}"),
            Kind::ThreadEnd { panicked } => f.write_str(if *panicked {
                "thread panicked"
            } else {
                "thread ended"
            }),
            Kind::Print {
                stream: Stream::Stdout,
                text,
            } => write!(f, "print {text:?}"),
            Kind::Print {
                stream: Stream::Stderr,
                text,
            } => write!(f, "print to stderr {text:?}"),
            Kind::Panic { task, message } => {
                f.write_str("panic")?;
                task.map_or(Ok(()), |task| write!(f, " in {task}"))?;
                if message.is_empty() {
                    Ok(())
                } else {
                    write!(f, ": {message}")
                }
            }
            Kind::Waits { task, on } => write!(f, "{task} waits for {on}"),
            Kind::Idle { until: Some(until) } => write!(f, "idle until {}", Millis(*until)),
            Kind::Idle { until: None } => f.write_str("idle"),
            Kind::Halt { reason, ok } => {
                write!(f, "halt ({}): {reason}", if *ok { "ok" } else { "failed" })
            }
        }
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(match self {
            Outcome::Ready => "ready",
            Outcome::Pending => "pending",
            Outcome::Panicked => "panicked",
        })
    }
}

impl Display for DropHow {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(match self {
            DropHow::Completed => "completed",
            DropHow::Cancelled => "cancelled",
            DropHow::NeverPolled => "never polled",
        })
    }
}

impl Display for WakeCause {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            WakeCause::Itself => f.write_str("itself"),
            WakeCause::Task(task) => task.fmt(f),
            WakeCause::Thread(thread) => thread.fmt(f),
            WakeCause::Timer(timer) => timer.fmt(f),
            WakeCause::Outside => f.write_str("the outside"),
        }
    }
}

impl Display for WaitReason {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            WaitReason::Sleep { until } => write!(f, "sleep until {}", Millis(*until)),
            WaitReason::Timer { timer, until } => write!(f, "{timer}, due {}", Millis(*until)),
            WaitReason::JoinThread(thread) => write!(f, "end of {thread}"),
            WaitReason::JoinTask(task) => write!(f, "end of {task}"),
            WaitReason::Park => f.write_str("parked"),
            WaitReason::Woken(task) => write!(f, "wake of {task}"),
            WaitReason::Other(words) => f.write_str(words),
        }
    }
}

/// Nanoseconds as milliseconds, without zeros that say nothing.
struct Millis(u64);

impl Display for Millis {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let (millis, rest) = (self.0 / 1_000_000, self.0 % 1_000_000);
        if rest == 0 {
            return write!(f, "{millis}ms");
        }
        write!(
            f,
            "{millis}.{}ms",
            format!("{rest:06}").trim_end_matches('0')
        )
    }
}
