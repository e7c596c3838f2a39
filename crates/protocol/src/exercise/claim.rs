//! What an exercise asks of a trace, and what a learner is told when the trace shows something else: what
//! was seen and what was asked, never how to get there.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Seen;

/// One thing that the trace of a run must show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// At some moment, so many futures of the async function are waiting at the same time.
    SideBySide { name: String, at_least: u32 },
    /// At no moment are there more of them.
    NotMoreAtOnce { name: String, at_most: u32 },
    /// So many polls of tasks, those that they pass on to child futures not counted.
    Polls { at_most: u32 },
    /// No poll of a task keeps its thread for longer.
    LongestPoll(Duration),
    /// The threads of the program, that of `main` included.
    Threads { at_most: u32 },
    /// At least so many tasks are spawned.
    Spawns(u32),
    /// No future is dropped before it is ready.
    AllComplete,
}

/// A claim, and what the trace showed instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refuted {
    SideBySide {
        name: String,
        at_least: u32,
        seen: u32,
    },
    NotMoreAtOnce {
        name: String,
        at_most: u32,
        seen: u32,
    },
    Polls {
        at_most: u32,
        seen: u32,
    },
    LongestPoll {
        at_most: Duration,
        seen: Duration,
    },
    Threads {
        at_most: u32,
        seen: u32,
    },
    Spawns {
        at_least: u32,
        seen: u32,
    },
    /// The first future that was dropped too early.
    AllComplete {
        name: String,
        polled: bool,
    },
}

impl Claim {
    /// Holds the claim against a run that has ended.
    pub fn judge(&self, seen: &Seen) -> Result<(), Refuted> {
        let (kept, refuted) = match self {
            Claim::SideBySide { name, at_least } => {
                let (name, at_least, seen) = (name.clone(), *at_least, seen.at_once(name));
                let refuted = Refuted::SideBySide {
                    name,
                    at_least,
                    seen,
                };
                (seen >= at_least, refuted)
            }
            Claim::NotMoreAtOnce { name, at_most } => {
                let (name, at_most, seen) = (name.clone(), *at_most, seen.at_once(name));
                let refuted = Refuted::NotMoreAtOnce {
                    name,
                    at_most,
                    seen,
                };
                (seen <= at_most, refuted)
            }
            &Claim::Polls { at_most } => {
                let seen = seen.polls();
                (seen <= at_most, Refuted::Polls { at_most, seen })
            }
            &Claim::LongestPoll(at_most) => {
                let seen = seen.longest_poll();
                (seen <= at_most, Refuted::LongestPoll { at_most, seen })
            }
            &Claim::Threads { at_most } => {
                let seen = seen.threads();
                (seen <= at_most, Refuted::Threads { at_most, seen })
            }
            &Claim::Spawns(at_least) => {
                let seen = seen.spawns();
                (seen >= at_least, Refuted::Spawns { at_least, seen })
            }
            Claim::AllComplete => match seen.unfinished() {
                None => return Ok(()),
                Some((name, polled)) => {
                    let name = name.to_owned();
                    return Err(Refuted::AllComplete { name, polled });
                }
            },
        };
        if kept { Ok(()) } else { Err(refuted) }
    }
}

impl fmt::Display for Refuted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refuted::SideBySide {
                name,
                at_least,
                seen,
            } => match seen {
                0 => write!(
                    f,
                    "No `{name}` ever waited. At some moment {at_least} should wait side by side."
                ),
                1 => write!(
                    f,
                    "Only one `{name}` waited at a time. At some moment {at_least} should wait side by side."
                ),
                _ => write!(
                    f,
                    "Never more than {seen} `{name}` waited side by side. At some moment {at_least} should."
                ),
            },
            Refuted::NotMoreAtOnce {
                name,
                at_most,
                seen,
            } => write!(
                f,
                "At some moment {seen} `{name}` waited side by side. There should never be more than {at_most}."
            ),
            Refuted::Polls { at_most, seen } => write!(
                f,
                "But tasks were polled {seen} times. It can be done with {at_most}."
            ),
            Refuted::LongestPoll { at_most, seen } => write!(
                f,
                "But one poll kept its thread for {} ms. None should take longer than {} ms.",
                seen.as_millis(),
                at_most.as_millis()
            ),
            Refuted::Threads { at_most, seen } => write!(
                f,
                "But it took {seen} threads. It can be done with {at_most}."
            ),
            Refuted::Spawns { at_least, seen } => match seen {
                0 => write!(
                    f,
                    "No task was spawned. There should be {at_least} or more."
                ),
                _ => write!(
                    f,
                    "Tasks that were spawned: {seen}. There should be {at_least} or more."
                ),
            },
            Refuted::AllComplete { name, polled } => {
                let when = if *polled {
                    "before it was ready"
                } else {
                    "before it was polled even once"
                };
                write!(
                    f,
                    "But the future `{name}` was dropped {when}. Each should come to its end."
                )
            }
        }
    }
}
