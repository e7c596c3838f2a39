//! An exercise: a program that does not do what it should, and how to tell when it does.

mod claim;
mod seen;
#[cfg(test)]
#[path = "exercise/tests.rs"]
mod trace_tests;

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use claim::{Claim, Refuted};
pub use seen::Seen;

/// What a lesson asks its visitor to do with the example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    /// What the program should do, in a sentence or two.
    pub task: String,
    /// To be shown one at a time: each says more than the one before.
    pub hints: Vec<String>,
    pub check: Check,
    /// A `main.rs` that passes the check.
    pub solution: String,
}

/// What a run must show. The program itself may look as it likes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What is printed, line by line. Blanks at the ends of lines do not count.
    pub stdout: String,
    /// On the program's clock; it tells whether waits overlap, which the output alone may not.
    pub within: Option<Duration>,
    /// What the trace must show, in the order in which it is told of.
    pub claims: Vec<Claim>,
}

/// The first thing in which a run differs from what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It panicked, was ended, or exited with an error.
    Failed,
    /// A line is different, missing or too many; lines are counted from 1.
    Line {
        number: usize,
        expected: Option<String>,
        printed: Option<String>,
    },
    /// All is printed, but it took too long.
    Late { took: Duration, within: Duration },
    /// All is printed, and in time, but not in the way that is asked for.
    Otherwise(Refuted),
}

impl Check {
    /// Judges a run by its exit code, what it printed, and what its trace has shown.
    pub fn judge(&self, exit_code: i32, stdout: &str, seen: &Seen) -> Result<(), Miss> {
        let mut expected = self.stdout.lines().map(str::trim_end);
        let mut printed = stdout.lines().map(str::trim_end);
        for number in 1.. {
            match (expected.next(), printed.next()) {
                (None, None) => break,
                // A program that was ended early has shown why: that is told first.
                (Some(_), None) if exit_code != 0 => return Err(Miss::Failed),
                (expected, printed) if expected != printed => {
                    return Err(Miss::Line {
                        number,
                        expected: expected.map(str::to_owned),
                        printed: printed.map(str::to_owned),
                    });
                }
                _ => {}
            }
        }
        if exit_code != 0 {
            return Err(Miss::Failed);
        }
        let took = seen.took();
        if let Some(within) = self.within.filter(|within| took > *within) {
            return Err(Miss::Late { took, within });
        }
        self.claims
            .iter()
            .try_for_each(|claim| claim.judge(seen))
            .map_err(Miss::Otherwise)
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Miss::Failed => write!(f, "The program does not come to a good end."),
            Miss::Line {
                number,
                expected: Some(expected),
                printed: Some(printed),
            } => write!(
                f,
                "Line {number} is “{printed}”. It should be “{expected}”."
            ),
            Miss::Line {
                number,
                expected: Some(expected),
                printed: None,
            } => write!(f, "Line {number} is missing. It should be “{expected}”."),
            Miss::Line {
                number, printed, ..
            } => write!(
                f,
                "Line {number}, “{}”, is one too many.",
                printed.as_deref().unwrap_or_default()
            ),
            Miss::Late { took, within } => write!(
                f,
                "The output is right, but it took {} ms. It can be done within {} ms.",
                took.as_millis(),
                within.as_millis()
            ),
            Miss::Otherwise(refuted) => write!(f, "The output is right. {refuted}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Event, Kind, ThreadId};

    const SOON: Duration = Duration::from_millis(100);

    fn check(stdout: &str) -> Check {
        Check {
            stdout: stdout.to_owned(),
            within: Some(SOON * 2),
            claims: Vec::new(),
        }
    }

    /// A run of that length, and no task in it.
    fn after(took: Duration) -> Seen {
        let mut seen = Seen::default();
        seen.event(&Event {
            at: took.as_nanos() as u64,
            thread: ThreadId(1),
            place: None,
            kind: Kind::Idle { until: None },
        });
        seen
    }

    #[test]
    fn what_is_asked_for_passes() {
        assert_eq!(check("a\nb\n").judge(0, "a\nb\n", &after(SOON)), Ok(()));
        assert_eq!(check("a\nb").judge(0, "a  \nb\n", &after(SOON * 2)), Ok(()));
        let whenever = Check {
            within: None,
            ..check("")
        };
        assert_eq!(whenever.judge(0, "", &after(SOON * 100)), Ok(()));
    }

    #[test]
    fn the_first_miss_is_told() {
        let told = |exit_code, stdout, took| {
            let missed = check("a\nb\n").judge(exit_code, stdout, &after(took));
            missed.unwrap_err().to_string()
        };
        assert_eq!(told(0, "a\nc\n", SOON), "Line 2 is “c”. It should be “b”.");
        assert_eq!(told(0, "a\n", SOON), "Line 2 is missing. It should be “b”.");
        assert_eq!(told(0, "a\nb\nc\n", SOON), "Line 3, “c”, is one too many.");
        assert_eq!(
            told(101, "a\n", SOON),
            "The program does not come to a good end."
        );
        assert_eq!(
            told(1, "a\nb\n", SOON),
            "The program does not come to a good end."
        );
        assert_eq!(
            told(0, "a\nb\n", SOON * 3),
            "The output is right, but it took 300 ms. It can be done within 200 ms."
        );
        let rests = Check {
            claims: vec![Claim::Spawns(1)],
            ..check("")
        };
        assert_eq!(
            rests.judge(0, "", &after(SOON)).unwrap_err().to_string(),
            "The output is right. No task was spawned. There should be 1 or more."
        );
    }
}
