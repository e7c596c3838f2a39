//! Many tasks in a set.

use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

struct Guard(u64);
impl Drop for Guard {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let mut set = JoinSet::new();
    for n in [30, 10, 20] {
        set.spawn(async move {
            sleep(Duration::from_millis(n)).await;
            n
        });
    }
    println!("{} {:?}", set.len(), set.try_join_next().is_none());
    while let Some(done) = set.join_next().await {
        println!("{done:?} at {:?}", start.elapsed());
    }
    println!("{:?} {}", set.join_next().await.is_none(), set.is_empty());

    set.spawn(async { panic!("no luck") });
    set.spawn(async { 1 });
    let aborted = set.spawn(async { std::future::pending().await });
    aborted.abort();
    let mut texts = Vec::new();
    while let Some(done) = set.join_next_with_id().await {
        texts.push(match done {
            Ok((id, n)) => format!("{id}: {n}"),
            Err(e) => e.to_string(),
        });
    }
    println!("{texts:?}");

    for n in 0..3 {
        set.spawn(async move {
            let _guard = Guard(n);
            sleep(Duration::from_secs(n + 1)).await;
            n
        });
    }
    sleep(Duration::from_millis(1500)).await;
    println!("{:?}", set.try_join_next());
    set.shutdown().await;
    println!("shut down");
    set.spawn(async {
        let _guard = Guard(9);
        std::future::pending().await
    });
    tokio::task::yield_now().await;
    drop(set);
    tokio::task::yield_now().await;
    let squares: JoinSet<u64> = (1..4).map(|n| async move { n * n }).collect();
    println!("{:?}", squares.join_all().await);
}
