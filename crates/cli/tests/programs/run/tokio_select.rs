//! `select!`: patterns, conditions, `else`, loops, borrows, and what is dropped.

use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, sleep_until};

struct Guard(&'static str);
impl Drop for Guard {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

async fn guarded(name: &'static str, ms: u64) -> &'static str {
    let _guard = Guard(name);
    sleep(Duration::from_millis(ms)).await;
    name
}

async fn first_byte(rx: &mut mpsc::Receiver<Vec<u8>>) -> Result<u8, String> {
    tokio::select! {
        Some(bytes) = rx.recv() => {
            let first = bytes.first().ok_or("empty")?;
            Ok(*first)
        }
        else => return Err("closed".to_string()),
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let winner = tokio::select! {
        name = guarded("slow", 20) => name,
        name = guarded("fast", 10) => name,
    };
    println!("{winner} won");

    let (tx, mut rx) = mpsc::channel(4);
    for bytes in [vec![7, 8], vec![]] {
        tx.send(bytes).await.unwrap();
    }
    println!(
        "{:?} {:?}",
        first_byte(&mut rx).await,
        first_byte(&mut rx).await
    );
    drop(tx);
    println!("{:?}", first_byte(&mut rx).await);

    // Two channels until both are closed.
    let (tx1, mut rx1) = mpsc::unbounded_channel();
    let (tx2, mut rx2) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for i in 0..3 {
            tx1.send(i).unwrap();
            sleep(Duration::from_millis(10)).await;
        }
    });
    tokio::spawn(async move {
        for word in ["a", "b"] {
            sleep(Duration::from_millis(15)).await;
            tx2.send(word).unwrap();
        }
    });
    loop {
        tokio::select! {
            Some(n) = rx1.recv() => println!("number {n}"),
            Some(word) = rx2.recv() => println!("word {word}"),
            else => break,
        }
    }

    // A future that lives longer than one round, and a condition.
    let work = guarded("work", 25);
    tokio::pin!(work);
    let mut done = false;
    let mut ticks = 0;
    while ticks < 5 {
        tokio::select! {
            biased;
            name = &mut work, if !done => {
                println!("{name} is done");
                done = true;
            }
            _ = sleep(Duration::from_millis(10)) => ticks += 1,
        }
    }
    println!("{ticks} ticks, {done}");

    let (tx, mut rx) = oneshot::channel::<u32>();
    let deadline = Instant::now() + Duration::from_millis(5);
    tokio::spawn(async move {
        sleep(Duration::from_millis(3)).await;
        let _ = tx.send(42);
    });
    let value = loop {
        tokio::select! {
            biased;
            result = &mut rx => break result.ok(),
            () = sleep_until(deadline) => break None,
        }
    };
    println!("{value:?}");

    // An output that does not fit disables its branch.
    let out = tokio::select! {
        Some(n) = async { None::<i32> } => n,
        (a, mut b) = async { (1, 2) } => { b += a; b }
        else => -1,
    };
    println!("{out}");
    let panics = tokio::spawn(async {
        tokio::select! {
            Some(()) = async { None } => {}
        }
    });
    println!("{}", panics.await.unwrap_err());
}
