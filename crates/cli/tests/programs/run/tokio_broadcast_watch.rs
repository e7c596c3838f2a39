//! Messages for all, and a value that is watched.

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut first) = broadcast::channel(4);
    let mut second = tx.subscribe();
    println!("{:?} {}", tx.send("a"), tx.receiver_count());
    println!("{:?} {:?}", first.recv().await, second.recv().await);
    let tasks: Vec<_> = (0..2)
        .map(|i| {
            let mut rx = tx.subscribe();
            tokio::spawn(async move {
                loop {
                    match rx.recv().await {
                        Ok(message) => println!("{i} heard {message}"),
                        Err(e) => break println!("{i} ends: {e}"),
                    }
                }
            })
        })
        .collect();
    yield_now().await;
    tx.send("b").unwrap();
    yield_now().await;
    for message in ["c", "d", "e", "f", "g"] {
        tx.send(message).unwrap();
    }
    println!("{} {}", tx.len(), second.len());
    println!("{:?}", second.try_recv());
    println!("{:?} {}", second.try_recv(), RecvError::Lagged(3));
    drop((first, second));
    yield_now().await;
    drop(tx);
    for task in tasks {
        task.await.unwrap();
    }
    let (tx, rx) = broadcast::channel(1);
    drop(rx);
    let error = tx.send(1).unwrap_err();
    println!("{error} {error:?}");

    let (tx, mut rx) = watch::channel(0);
    println!("{:?} {:?}", *rx.borrow(), rx.has_changed().unwrap());
    let watcher = tokio::spawn({
        let mut rx = rx.clone();
        async move {
            while rx.changed().await.is_ok() {
                println!("now {}", *rx.borrow_and_update());
            }
            println!("closed at {}", *rx.borrow());
        }
    });
    yield_now().await;
    for n in 1..4 {
        tx.send(n).unwrap();
    }
    yield_now().await;
    println!(
        "{}",
        tx.send_if_modified(|n| {
            *n += 1;
            *n % 2 == 1
        })
    );
    println!("{} {}", tx.send_replace(10), *tx.borrow());
    println!("{}", rx.has_changed().unwrap());
    println!("{:?}", rx.wait_for(|n| *n > 5).await.map(|n| *n));
    yield_now().await;
    tx.send_modify(|n| *n *= 2);
    drop(tx);
    watcher.await.unwrap();
    println!(
        "{:?} {:?}",
        rx.changed().await.is_ok(),
        rx.changed().await.map_err(|e| e.to_string())
    );
}
