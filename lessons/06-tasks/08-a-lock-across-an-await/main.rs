//! What a task holds while it waits must be able to change threads; the guard of a lock is not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::sleep;

async fn send_receipt(balance: u64) {
    sleep(Duration::from_millis(100)).await;
    println!("receipt: {balance}");
}

async fn deposit(account: Arc<Mutex<u64>>, amount: u64) {
    let balance = {
        let mut balance = account.lock().unwrap();
        *balance += amount;
        *balance
    };
    send_receipt(balance).await;
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let account = Arc::new(Mutex::new(0));

    let first = tokio::spawn(deposit(account.clone(), 50));
    sleep(Duration::from_millis(50)).await;
    let second = tokio::spawn(deposit(account.clone(), 20));
    first.await.unwrap();
    second.await.unwrap();

    println!("balance: {}", account.lock().unwrap());
}
