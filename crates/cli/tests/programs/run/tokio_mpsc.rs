//! Channels of tokio: room, waiting for room, closing, and errors.

use std::time::Duration;
use tokio::sync::mpsc::{
    self,
    error::{SendTimeoutError, TryRecvError, TrySendError},
};
use tokio::time::{sleep, timeout};

#[derive(Debug, PartialEq)]
struct Job(u32);
impl Drop for Job {
    fn drop(&mut self) {
        println!("drop job {}", self.0);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tx, mut rx) = mpsc::channel::<u32>(2);
    println!("{} of {}", tx.capacity(), tx.max_capacity());
    let senders: Vec<_> = (0..3)
        .map(|s| {
            let tx = tx.clone();
            tokio::spawn(async move {
                for i in 0..2 {
                    tx.send(s * 10 + i).await.unwrap();
                    println!("{s} sent {i}");
                }
            })
        })
        .collect();
    drop(tx);
    while let Some(n) = rx.recv().await {
        println!("received {n}");
    }
    for sender in senders {
        sender.await.unwrap();
    }
    println!("{:?} {}", rx.try_recv(), TryRecvError::Disconnected);

    let (tx, mut rx) = mpsc::channel(1);
    println!("{:?}", rx.try_recv());
    println!("{:?}", tx.try_send(1));
    match tx.try_send(2) {
        Err(e @ TrySendError::Full(2)) => println!("{e} {e:?}"),
        other => println!("{other:?}"),
    }
    match tx.send_timeout(3, Duration::from_millis(5)).await {
        Err(e @ SendTimeoutError::Timeout(3)) => println!("{e} {e:?}"),
        other => println!("{other:?}"),
    }
    println!(
        "{}",
        timeout(Duration::from_millis(5), tx.reserve())
            .await
            .is_err()
    );
    rx.close();
    println!(
        "{} {:?} {:?}",
        tx.is_closed(),
        rx.recv().await,
        rx.recv().await
    );
    let e = tx.send(4).await.unwrap_err();
    println!("{e} {e:?} {}", e.0);
    println!("{:?}", tx.try_send(5));
    tx.closed().await;

    // Permits are room that is kept, and messages go with the receiver.
    let (tx, mut rx) = mpsc::channel(3);
    let permit = tx.reserve().await.unwrap();
    println!("{}", tx.capacity());
    permit.send(Job(1));
    drop(tx.reserve().await.unwrap());
    for (permit, n) in tx.reserve_many(2).await.unwrap().zip(2..) {
        permit.send(Job(n));
    }
    println!("{} {}", tx.capacity(), rx.len());
    println!("{:?}", rx.recv().await.map(|job| job.0));
    let weak = tx.downgrade();
    println!("{} {}", tx.strong_count(), weak.upgrade().is_some());
    drop(rx);
    println!("receiver dropped");
    drop(tx);
    println!("{}", weak.upgrade().is_none());

    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for i in 0..5 {
            tx.send(i).unwrap();
        }
        sleep(Duration::from_millis(1)).await;
        tx.send(9).unwrap();
    });
    let mut many = Vec::new();
    while rx.recv_many(&mut many, 3).await > 0 {
        println!("{many:?}");
    }
}
