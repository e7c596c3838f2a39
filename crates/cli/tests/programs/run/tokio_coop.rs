//! The budget of a poll: a task that is always ready lets others go first all the same.

use tokio::sync::mpsc;
use tokio::task::{consume_budget, unconstrained, yield_now};

fn full(n: u32) -> mpsc::UnboundedReceiver<u32> {
    let (tx, rx) = mpsc::unbounded_channel();
    for i in 0..n {
        tx.send(i).unwrap();
    }
    rx
}

async fn drain(mut rx: mpsc::UnboundedReceiver<u32>) -> u32 {
    let mut count = 0;
    while let Some(n) = rx.recv().await {
        if n % 64 == 0 {
            println!("at {n}");
        }
        count += 1;
    }
    count
}

async fn other(name: &str) {
    for turn in 0..4 {
        println!("{name} {turn}");
        yield_now().await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let drained = tokio::spawn(drain(full(300)));
    tokio::spawn(other("beside"));
    println!("{:?}", drained.await);
    let drained = tokio::spawn(unconstrained(drain(full(300))));
    tokio::spawn(other("behind"));
    println!("{:?}", drained.await);
    let counts = tokio::spawn(async {
        for i in 0..260 {
            if i % 130 == 0 {
                println!("step {i}");
            }
            consume_budget().await;
        }
    });
    tokio::spawn(other("between"));
    counts.await.unwrap();
    // In `select!` too.
    let mut rx = full(200);
    let mut n = 0;
    let loops = tokio::spawn(async move {
        loop {
            tokio::select! {
                biased;
                Some(_) = rx.recv() => n += 1,
                else => break n,
            }
        }
    });
    tokio::spawn(other("last"));
    println!("{:?}", loops.await);
}
