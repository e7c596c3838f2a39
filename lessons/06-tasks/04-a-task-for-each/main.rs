//! A task for each call, so that nobody is kept waiting by the one before.

use std::time::Duration;

use tokio::time::sleep;

const CALLS: [(&str, u64); 3] = [("Ada", 300), ("Bob", 100), ("Cleo", 200)];

async fn answer(caller: &str, millis: u64) {
    println!("  {caller}: hello");
    sleep(Duration::from_millis(millis)).await;
    println!("  {caller}: goodbye");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("one after the other");
    for (caller, millis) in CALLS {
        answer(caller, millis).await;
    }

    println!("a task for each");
    for (caller, millis) in CALLS {
        tokio::spawn(answer(caller, millis));
    }
    println!("all calls are put through");
    sleep(Duration::from_millis(400)).await;
    println!("the office closes");
}
