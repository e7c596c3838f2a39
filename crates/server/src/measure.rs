//! What sleepers cost on this machine: N sleeping tasks beside N sleeping threads, in memory and in the
//! time to start them.
//!
//! Each measurement is a process of its own, this program again: one does not disturb the next, and the
//! end of the process ends all sleepers.

use protocol::live::{Measured, SLEEPERS, Sleepers};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The sub-command that the other process is started with: `measure-sleepers tasks 1000`.
pub const COMMAND: &str = "measure-sleepers";
/// Longer than any measurement takes.
const ASLEEP: Duration = Duration::from_secs(600);
/// A measurement that takes longer is given up.
const WITHIN: Duration = Duration::from_secs(30);

/// Starts measurements, one at a time.
pub struct Measurements {
    /// This program.
    program: PathBuf,
    turn: Semaphore,
}

impl Measurements {
    pub fn new(program: PathBuf) -> Self {
        Measurements {
            program,
            turn: Semaphore::new(1),
        }
    }

    /// Measures, or says why not.
    pub async fn measure(&self, what: Sleepers, count: u32) -> Result<Measured, String> {
        if !(1..=SLEEPERS).contains(&count) {
            return Err(format!("between 1 and {SLEEPERS} sleepers can be measured"));
        }
        let _turn = self
            .turn
            .try_acquire()
            .map_err(|_| "another measurement is going on".to_owned())?;
        let mut command = Command::new(&self.program);
        command
            .args([COMMAND, name(what), &count.to_string()])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        let output = match timeout(WITHIN, command.output()).await {
            Ok(Ok(output)) => output,
            Ok(Err(error)) => return Err(format!("the measurement did not start: {error}")),
            Err(_) => return Err("the measurement took too long".to_owned()),
        };
        serde_json::from_slice(&output.stdout)
            .map_err(|_| format!("the measurement ended without a result ({})", output.status))
    }
}

fn name(what: Sleepers) -> &'static str {
    match what {
        Sleepers::Tasks => "tasks",
        Sleepers::Threads => "threads",
    }
}

/// What the other process does: returns what it prints, in JSON.
pub fn command(arguments: &[String]) -> Result<String, String> {
    let usage = || format!("{COMMAND} tasks|threads COUNT");
    let [what, count] = arguments else {
        return Err(usage());
    };
    let what = [Sleepers::Tasks, Sleepers::Threads]
        .into_iter()
        .find(|w| name(*w) == what)
        .ok_or_else(usage)?;
    let count = count
        .parse()
        .ok()
        .filter(|count| (1..=SLEEPERS).contains(count))
        .ok_or_else(usage)?;
    let measured = match what {
        Sleepers::Tasks => tasks(count).map_err(|error| error.to_string())?,
        Sleepers::Threads => threads(count),
    };
    serde_json::to_string(&measured).map_err(|error| error.to_string())
}

fn tasks(count: u32) -> std::io::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build()?;
    // The runtime's own threads are there before.
    runtime.block_on(async { tokio::spawn(async {}).await.unwrap_or_default() });
    let asleep = Arc::new(AtomicU32::new(0));
    let before = resident();
    let start = Instant::now();
    for _ in 0..count {
        let asleep = asleep.clone();
        runtime.spawn(async move {
            asleep.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(ASLEEP).await;
        });
    }
    let start_nanos = all_asleep(&asleep, count, start);
    let resident = grown(before);
    runtime.shutdown_background();
    Ok(Measured {
        what: Sleepers::Tasks,
        count,
        start_nanos,
        resident,
        refused: None,
    })
}

fn threads(count: u32) -> Measured {
    let asleep = Arc::new(AtomicU32::new(0));
    let before = resident();
    let start = Instant::now();
    let (mut started, mut refused) = (0, None);
    for _ in 0..count {
        let asleep = asleep.clone();
        let thread = std::thread::Builder::new().spawn(move || {
            asleep.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(ASLEEP);
        });
        match thread {
            Ok(_) => started += 1,
            Err(error) => {
                refused = Some(error.to_string());
                break;
            }
        }
    }
    Measured {
        what: Sleepers::Threads,
        count: started,
        start_nanos: all_asleep(&asleep, started, start),
        resident: grown(before),
        refused,
    }
}

/// Waits until all sleep; returns how long it took since `start`.
fn all_asleep(asleep: &AtomicU32, count: u32, start: Instant) -> u64 {
    while asleep.load(Ordering::Relaxed) < count {
        std::thread::sleep(Duration::from_micros(100));
    }
    start.elapsed().as_nanos() as u64
}

/// Bytes of memory that this process occupies.
fn resident() -> Option<u64> {
    memory_stats::memory_stats().map(|memory| memory.physical_mem as u64)
}

fn grown(before: Option<u64>) -> Option<u64> {
    Some(resident()?.saturating_sub(before?))
}
