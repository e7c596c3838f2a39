//! What tokio gives and nobody uses.

use std::time::Duration;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::time::{sleep, timeout};
async fn work() -> u32 {
    1
}
#[tokio::main]
async fn main() {
    sleep(Duration::from_millis(1));
    tokio::spawn(async {
        work();
    });
    let (tx, mut rx) = mpsc::channel(1);
    tx.send(1);
    tx.send(2).await;
    rx.recv();
    let m = Mutex::new(1);
    m.lock();
    m.lock().await;
    timeout(Duration::from_millis(1), work());
    timeout(Duration::from_millis(1), work()).await;
    let unused = tokio::spawn(work());
    let (a, b) = oneshot::channel::<u32>();
    a.send(1);
    b;
    tokio::task::yield_now();
    let mut x = 5;
    let h = tokio::spawn(work());
    h.await;
    tokio::select! {
        v = work() => {}
        Some(w) = async { Some(1) } => println!("w"),
    }
    tokio::join!(work(), work());
    tokio::try_join!(async { Ok::<_, ()>(1) });
    async { 1 };
}
