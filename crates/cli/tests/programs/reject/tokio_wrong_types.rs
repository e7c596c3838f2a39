//! Wrong types through channels, locks and tasks.

use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};
#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel::<u32>(4);
    tx.send("text").await.unwrap();
    let n: String = rx.recv().await.unwrap();
    let (otx, orx) = oneshot::channel::<i32>();
    otx.send(1.5).unwrap();
    otx.send(1).unwrap();
    let v: u32 = orx.await.unwrap();
    let m = Arc::new(Mutex::new(0));
    *m.lock() += 1;
    let g = m.lock().await.unwrap();
    let h = tokio::spawn(async { 1 });
    let k: i32 = h.await;
    println!("{n} {v} {k}");
}
