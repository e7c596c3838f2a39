//! One value from one task to another.

use std::time::Duration;
use tokio::sync::oneshot::{self, error::TryRecvError};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tx, rx) = oneshot::channel();
    tokio::spawn(async move {
        println!("{:?}", tx.send("hello"));
    });
    println!("{:?}", rx.await);

    let (tx, rx) = oneshot::channel::<u8>();
    drop(tx);
    let error = rx.await.unwrap_err();
    println!("{error} {error:?}");

    let (tx, mut rx) = oneshot::channel();
    println!("{:?} {}", rx.try_recv(), TryRecvError::Empty);
    tx.send(5).unwrap();
    println!(
        "{:?} {:?} {}",
        rx.try_recv(),
        rx.try_recv(),
        TryRecvError::Closed
    );

    let (tx, rx) = oneshot::channel::<String>();
    drop(rx);
    println!("{} {:?}", tx.is_closed(), tx.send("back".to_string()));

    let (mut tx, mut rx) = oneshot::channel::<u32>();
    let waits = tokio::spawn(async move {
        tokio::select! {
            _ = tx.closed() => println!("nobody wants it"),
            _ = tokio::time::sleep(Duration::from_secs(1)) => println!("too late"),
        }
    });
    tokio::task::yield_now().await;
    rx.close();
    waits.await.unwrap();
    println!("{:?}", rx.try_recv());

    let (tx, rx) = oneshot::channel();
    let thread = std::thread::spawn(move || rx.blocking_recv());
    tx.send(1).unwrap();
    println!("{:?}", thread.join().unwrap());
}
