//! The same three hundred waits on threads and in tasks, on the clock.

use std::thread;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

const VISITORS: u64 = 300;
const WAIT: Duration = Duration::from_millis(500);

/// Rounded, since no two runs take equally long.
fn report(what: &str, start: Instant) {
    let tenths = (start.elapsed().as_millis() + 50) / 100;
    println!("{VISITORS} {what}: about {tenths} tenths of a second");
}

fn on_threads() {
    let start = Instant::now();
    let mut handles = Vec::new();
    for _ in 0..VISITORS {
        handles.push(thread::spawn(|| thread::sleep(WAIT)));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    report("threads", start);
}

#[tokio::main(flavor = "current_thread")]
async fn in_tasks() {
    let start = Instant::now();
    let mut set = JoinSet::new();
    for _ in 0..VISITORS {
        set.spawn(tokio::time::sleep(WAIT));
    }
    set.join_all().await;
    report("tasks", start);
}

fn main() {
    on_threads();
    in_tasks();
}
