//! A clock that stands still: it jumps when everything waits, and can be moved by hand.

use std::time::Duration;
use tokio::time::{self, Instant};

const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    time::sleep(Duration::from_secs(3600)).await;
    println!("{:?}", start.elapsed());
    time::sleep(Duration::from_micros(1500)).await;
    println!("{:?}", start.elapsed());
    time::sleep(Duration::ZERO).await;
    println!("{:?}", start.elapsed());

    let tasks: Vec<_> = [30, 10, 20, 10]
        .into_iter()
        .enumerate()
        .map(|(i, n)| {
            tokio::spawn(async move {
                time::sleep(ms(n)).await;
                println!("task {i} after {n} ms");
            })
        })
        .collect();
    time::advance(ms(15)).await;
    println!("advanced to {:?}", start.elapsed());
    for task in tasks {
        task.await.unwrap();
    }
    println!("{:?}", start.elapsed());

    let until = Instant::now() + ms(40);
    let sleep = time::sleep_until(until);
    tokio::pin!(sleep);
    println!("{} {}", sleep.is_elapsed(), sleep.deadline() == until);
    sleep.as_mut().reset(until + ms(10));
    sleep.as_mut().await;
    println!("{} {:?}", sleep.is_elapsed(), Instant::now() - until);

    time::resume();
    let real = std::time::Instant::now();
    time::sleep(ms(5)).await;
    println!("{}", real.elapsed() >= ms(5));
    time::pause();
    let before = Instant::now();
    println!("{:?}", before.elapsed());
}
