//! How a run ended, for people.

use vm::Halt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// `main` returned, or the program exited.
    Finished,
    Panicked,
    Stopped,
    OutOfFuel,
    OutOfMemory,
    TooMuchOutput,
    Deadlock,
    /// The program waited for somebody outside, and nobody was to come.
    Idle,
    /// An abort, an overflowed stack, too many threads, a bad access to memory.
    Fault,
    /// A bug of the engine.
    Internal,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub kind: EndKind,
    /// One sentence.
    pub message: String,
    pub exit_code: i32,
    /// The program came to its own end: it was not the engine that ended it.
    pub by_program: bool,
}

impl End {
    /// The end that a halt is. `files` names those of its place.
    pub(crate) fn new(halt: &Halt, files: &[String]) -> End {
        let (kind, message) = match halt {
            Halt::Finished { code: 0 } => (EndKind::Finished, "Finished".to_string()),
            Halt::Finished { code } => {
                (EndKind::Finished, format!("Finished with exit code {code}"))
            }
            Halt::Exit { code } => (EndKind::Finished, format!("Exited with code {code}")),
            Halt::Panicked => (EndKind::Panicked, "The main thread panicked".to_string()),
            Halt::Abort { reason } => (EndKind::Fault, format!("Aborted: {reason}")),
            Halt::OutOfFuel { limit } => (
                EndKind::OutOfFuel,
                format!("Stopped: out of fuel after {} steps", grouped(*limit)),
            ),
            Halt::OutOfMemory { limit } => (
                EndKind::OutOfMemory,
                format!("Stopped: out of memory, {} MiB are full", limit >> 20),
            ),
            Halt::OutputLimit { limit } => (
                EndKind::TooMuchOutput,
                format!("Stopped: more than {} bytes of output", grouped(*limit)),
            ),
            Halt::TooManyThreads { limit } => (
                EndKind::Fault,
                format!("Stopped: more than {limit} threads at a time"),
            ),
            Halt::Deadlock { waiting } => (
                EndKind::Deadlock,
                format!("Deadlock: {}", waiting.join("; ")),
            ),
            Halt::Idle { waiting } => (
                EndKind::Idle,
                format!(
                    "Idle: {}, and nobody comes from outside",
                    waiting.join("; ")
                ),
            ),
            Halt::StackOverflow { thread } => (
                EndKind::Fault,
                format!("Thread '{thread}' has overflowed its stack"),
            ),
            Halt::Fault { message, place } => {
                let place = place.and_then(|place| {
                    let file = files.get(place.file as usize)?;
                    Some(format!(" at {file}:{}:{}", place.line, place.column))
                });
                (
                    EndKind::Fault,
                    format!(
                        "Undefined behaviour{}: {message}",
                        place.unwrap_or_default()
                    ),
                )
            }
            Halt::Stopped => (EndKind::Stopped, "Stopped".to_string()),
            Halt::Internal { message } => (
                EndKind::Internal,
                format!("Internal error, please report: {message}"),
            ),
        };
        let by_program = matches!(
            halt,
            Halt::Finished { .. }
                | Halt::Exit { .. }
                | Halt::Panicked
                | Halt::Abort { .. }
                | Halt::StackOverflow { .. }
        );
        End {
            kind,
            message,
            exit_code: halt.exit_code(),
            by_program,
        }
    }
}

/// 2000000000 as 2,000,000,000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_by_three() {
        let texts = [0, 7, 999, 1000, 123_456, 2_000_000_000].map(grouped);
        assert_eq!(
            texts,
            ["0", "7", "999", "1,000", "123,456", "2,000,000,000"]
        );
    }
}
