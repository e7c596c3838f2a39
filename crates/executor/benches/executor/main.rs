//! `LocalExecutor` beside `futures::executor::LocalPool` and Tokio's current-thread runtime.
//!
//! `cargo bench -p pollscope-executor --profile fast`. The repetitions of all contestants are interleaved, so that
//! a busy machine slows them alike. The table shows medians and, as a check on a machine that is not quiet, the best
//! ones; both with the ratio to the better of the two peers.

mod counting;
mod work;

use std::time::{Duration, Instant};

use work::{Contestant, Work};

const REPETITIONS: usize = 21;

const ALL: [Contestant; 4] = [
    Contestant::LocalPool,
    Contestant::Tokio,
    Contestant::Ours,
    Contestant::OursRecording,
];

fn main() {
    println!(
        "medians of {REPETITIONS} interleaved repetitions; goals: at most 1.00 plain, 1.50 recording"
    );
    println!(
        "{:<28} {:<22} {:>10} {:>8} {:>10} {:>8}",
        "work", "executor", "median ms", "ratio", "best ms", "ratio"
    );
    for work in [
        Work::SpawnJoin { tasks: 100_000 },
        Work::Yields {
            tasks: 1,
            each: 1_000_000,
        },
        Work::Yields {
            tasks: 1000,
            each: 1000,
        },
    ] {
        compare(work);
    }
    println!("{:<28} {:<22} {:>10}", "bytes a task", "executor", "bytes");
    for contestant in ALL {
        let bytes = work::bytes_a_task(contestant, 10_000);
        println!(
            "{:<28} {:<22} {:>10}",
            "spawned, with its handle",
            contestant.name(),
            bytes
        );
    }
}

fn compare(work: Work) {
    let mut times: [Vec<Duration>; ALL.len()] = Default::default();
    for repetition in 0..=REPETITIONS {
        for (contestant, times) in ALL.iter().zip(&mut times) {
            let start = Instant::now();
            work.run(*contestant);
            let time = start.elapsed();
            // The first one warms up.
            if repetition > 0 {
                times.push(time);
            }
        }
    }
    let times = times.map(|mut times| {
        times.sort();
        times
            .into_iter()
            .map(|time| time.as_secs_f64() * 1e3)
            .collect::<Vec<_>>()
    });
    let median = |contestant: usize| times[contestant][REPETITIONS / 2];
    let best = |contestant: usize| times[contestant][0];
    let peer = median(0).min(median(1));
    let best_peer = best(0).min(best(1));
    for (index, contestant) in ALL.iter().enumerate() {
        println!(
            "{:<28} {:<22} {:>10.2} {:>8.2} {:>10.2} {:>8.2}",
            work.name(),
            contestant.name(),
            median(index),
            median(index) / peer,
            best(index),
            best(index) / best_peer
        );
    }
}
