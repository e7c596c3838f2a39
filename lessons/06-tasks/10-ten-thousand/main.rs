//! Ten thousand tasks, all of them waiting at once on one thread.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

const TASKS: u64 = 10_000;
const WAIT: Duration = Duration::from_secs(2);

async fn wait_and_count(number: u64) -> u64 {
    sleep(WAIT).await;
    number
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let mut set = JoinSet::new();
    for number in 1..=TASKS {
        set.spawn(wait_and_count(number));
    }
    println!("tasks: {}", set.len());

    let mut sum = 0;
    while let Some(number) = set.join_next().await {
        sum += number.unwrap();
    }
    println!("sum of their numbers: {sum}");

    let in_a_row = WAIT.as_secs() * TASKS;
    println!("one after the other: {} hours", in_a_row / 3600);
    let together = start.elapsed();
    println!("all at once, under 5 seconds: {}", together.as_secs() < 5);
}
