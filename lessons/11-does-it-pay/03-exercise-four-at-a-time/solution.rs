//! Twelve pages, fetched on one thread, four at a time.

use std::time::{Duration, Instant};

use futures::stream::{self, StreamExt};
use tokio::time::sleep;

/// Stands for a request to another machine.
async fn fetch(page: u32) -> u32 {
    sleep(Duration::from_millis(100)).await;
    page * 10
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let mut fetches = stream::iter(1..=12).map(fetch).buffer_unordered(4);
    let mut words = 0;
    while let Some(count) = fetches.next().await {
        words += count;
    }
    println!("{words} words");
    println!("in time: {}", start.elapsed() < Duration::from_millis(350));
}
