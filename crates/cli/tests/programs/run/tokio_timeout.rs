//! Limits of time.

use std::time::Duration;
use tokio::time::{Instant, error::Elapsed, sleep, timeout, timeout_at};

async fn work(ms: u64) -> u64 {
    sleep(Duration::from_millis(ms)).await;
    ms
}

struct Guard;
impl Drop for Guard {
    fn drop(&mut self) {
        println!("cancelled");
    }
}

async fn limited(ms: u64) -> Result<u64, Elapsed> {
    let n = timeout(Duration::from_millis(50), work(ms)).await?;
    Ok(n + 1)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("{:?} {:?}", limited(10).await, limited(100).await);
    // What is ready in time wins.
    println!("{:?}", limited(50).await);
    let late = timeout(Duration::from_millis(5), async {
        let _guard = Guard;
        work(100).await
    })
    .await;
    println!("{late:?} {}", late.as_ref().unwrap_err());
    let io: std::io::Error = late.unwrap_err().into();
    println!("{:?}", io.kind());
    println!(
        "{:?}",
        timeout_at(Instant::now(), std::future::pending::<()>())
            .await
            .is_err()
    );
    println!("{:?}", timeout(Duration::ZERO, async { 1 }).await);
    println!("{:?}", timeout(Duration::MAX, work(1)).await);
    let nested = timeout(
        Duration::from_millis(20),
        timeout(Duration::from_millis(10), work(30)),
    )
    .await;
    println!("{nested:?}");
}
