//! Exercise: a heart that misses its beats while files are being opened.

use std::thread;
use std::time::Duration;

use tokio::join;
use tokio::time::sleep;

/// From a library that knows nothing of async.
fn load(name: &str, millis: u64) -> usize {
    thread::sleep(Duration::from_millis(millis));
    println!("{name}: loaded");
    name.len()
}

async fn open(name: String, millis: u64) -> usize {
    load(&name, millis)
}

async fn heart() {
    for beat in 1..=3 {
        sleep(Duration::from_millis(100)).await;
        println!("beat {beat}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let map = open(String::from("map"), 250);
    let plan = open(String::from("plan"), 150);
    let (_, map, plan) = join!(heart(), map, plan);
    println!("{} letters", map + plan);
}
