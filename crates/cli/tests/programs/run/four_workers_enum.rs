//! Jobs are an enum, and a match decides what each of the workers does.

use futures::executor::block_on;
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq)]
enum Job {
    Rest,
    Sleep { millis: u64 },
    Say(String),
    Add(i64, i64),
    Both(Box<Job>, Box<Job>),
}

use Job::{Add, Both, Say};

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Outcome {
    Nothing,
    Number(i64),
}

fn run(job: &Job) -> Outcome {
    match job {
        Job::Rest => Outcome::Nothing,
        Job::Sleep { millis: 0 } => {
            println!("no sleep at all");
            Outcome::Nothing
        }
        Job::Sleep { millis } => {
            println!("sleeping {millis} ms");
            thread::sleep(Duration::from_millis(*millis));
            Outcome::Nothing
        }
        Say(text) if text.is_empty() => Outcome::Nothing,
        Say(text) => {
            println!("{text}");
            Outcome::Number(text.len() as i64)
        }
        Add(a, b) => Outcome::Number(a + b),
        Both(first, second) => match (run(first), run(second)) {
            (Outcome::Number(a), Outcome::Number(b)) => Outcome::Number(a + b),
            (Outcome::Number(n), _) | (_, Outcome::Number(n)) => Outcome::Number(n),
            (Outcome::Nothing, Outcome::Nothing) => Outcome::Nothing,
        },
    }
}

async fn run_async(n: usize, job: Job) -> i64 {
    println!("worker {n} gets {job:?}");
    let outcome = run(&job);
    if let Outcome::Number(value) = outcome { value } else { -1 }
}

fn main() {
    let jobs = vec![
        Job::Rest,
        Job::Sleep { millis: 0 },
        Job::Sleep { millis: 15 },
        Say(String::new()),
        Say("hello".to_string()),
        Add(40, 2),
        Both(Box::new(Add(1, 1)), Box::new(Both(Box::new(Job::Rest), Box::new(Say("deep".into()))))),
    ];
    assert!(jobs[0] == Job::Rest && jobs[1] != jobs[2]);
    let total = block_on(async {
        let mut total = 0;
        for (n, job) in jobs.into_iter().enumerate() {
            total += run_async(n, job).await;
        }
        total
    });
    println!("total {total}");
}
