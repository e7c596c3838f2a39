//! tokio's tasks and time with the combinators of `futures`.

use futures::StreamExt;
use futures::future::{self, FutureExt};
use futures::stream::{self, FuturesUnordered};
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn wait(ms: u64) -> u64 {
    sleep(Duration::from_millis(ms)).await;
    ms
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    println!(
        "{:?} {:?}",
        future::join_all([30, 10, 20].map(wait)).await,
        start.elapsed()
    );
    let mut unordered: FuturesUnordered<_> = [30, 10, 20].into_iter().map(wait).collect();
    while let Some(ms) = unordered.next().await {
        println!("{ms} {:?}", start.elapsed());
    }
    let buffered: Vec<u64> = stream::iter([40, 10, 20, 10])
        .map(wait)
        .buffer_unordered(2)
        .collect()
        .await;
    println!("{buffered:?} {:?}", start.elapsed());
    let first = future::select(wait(5).boxed(), wait(3).boxed()).await;
    println!("{} {:?}", first.factor_first().0, start.elapsed());
    let shared = tokio::spawn(wait(7)).map(|r| r.unwrap()).shared();
    println!("{:?}", tokio::join!(shared.clone(), shared));
    println!("{:?}", wait(1).now_or_never());
}
