//! Work that blocks, beside work that does not.

use std::time::{Duration, Instant};
use tokio::task::{block_in_place, spawn_blocking};

fn fib(n: u32) -> u64 {
    if n < 2 {
        u64::from(n)
    } else {
        fib(n - 1) + fib(n - 2)
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    println!("{:?}", spawn_blocking(|| fib(10)).await);
    let error = spawn_blocking(|| -> u8 { panic!("inside") })
        .await
        .unwrap_err();
    println!("{}", error.is_panic());

    // They sleep at the same time.
    let start = Instant::now();
    let sleeps: Vec<_> = (0..5u64)
        .map(|i| {
            spawn_blocking(move || {
                std::thread::sleep(Duration::from_millis(100));
                i
            })
        })
        .collect();
    let mut sum = 0;
    for sleep in sleeps {
        sum += sleep.await.unwrap();
    }
    println!("{sum} {}", start.elapsed() < Duration::from_millis(400));

    // Both workers' threads block; what is left to do is done all the same.
    let blocked: Vec<_> = (0..2)
        .map(|_| {
            tokio::spawn(async {
                block_in_place(|| std::thread::sleep(Duration::from_millis(200)))
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let start = Instant::now();
    tokio::spawn(async { tokio::time::sleep(Duration::from_millis(20)).await })
        .await
        .unwrap();
    println!("{}", start.elapsed() < Duration::from_millis(150));
    for task in blocked {
        task.await.unwrap();
    }
    println!("{}", block_in_place(|| fib(5)));

    let (tx, mut rx) = tokio::sync::mpsc::channel(1);
    let sender = spawn_blocking(move || {
        for i in 0..3 {
            tx.blocking_send(i).unwrap();
        }
    });
    while let Some(i) = rx.recv().await {
        println!("{i}");
    }
    sender.await.unwrap();
    let handle = tokio::runtime::Handle::current();
    let nested =
        spawn_blocking(move || handle.block_on(async { tokio::spawn(async { 5 }).await.unwrap() }));
    println!("{}", nested.await.unwrap());
}
