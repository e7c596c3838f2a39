//! Exercise: ten visitors at once, and a counter that forgets most of them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

async fn greet() {
    sleep(Duration::from_millis(100)).await;
}

async fn visit(counter: Arc<Mutex<u32>>) {
    let before = *counter.lock().unwrap();
    greet().await;
    *counter.lock().unwrap() = before + 1;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let counter = Arc::new(Mutex::new(0));
    let mut set = JoinSet::new();
    for _ in 0..10 {
        set.spawn(visit(counter.clone()));
    }
    set.join_all().await;
    println!("{} visits", counter.lock().unwrap());
}
