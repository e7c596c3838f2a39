//! Three machines, a task for each, and a log that may change threads.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

type Log = Arc<Mutex<Vec<String>>>;

const MACHINES: [(&str, u64); 3] = [("mill", 300), ("press", 100), ("oven", 200)];

async fn run(machine: &str, millis: u64, log: Log) {
    sleep(Duration::from_millis(millis)).await;
    log.lock().unwrap().push(format!("{machine} is done"));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = Log::default();
    let mut set = JoinSet::new();
    for (machine, millis) in MACHINES {
        set.spawn(run(machine, millis, log.clone()));
    }
    set.join_all().await;
    for line in log.lock().unwrap().iter() {
        println!("{line}");
    }
}
