//! An order of which every part is carried out, one of them in the background.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::sleep;

async fn log(line: &str) {
    sleep(Duration::from_millis(50)).await;
    println!("log: {line}");
}

async fn charge(amount: u32) {
    sleep(Duration::from_millis(100)).await;
    println!("charged: {amount}");
}

async fn send_receipt(customer: &'static str) {
    sleep(Duration::from_millis(200)).await;
    println!("receipt: sent to {customer}");
}

/// Returns the handle of what is still going on in the background.
async fn order(customer: &'static str, amount: u32) -> JoinHandle<()> {
    log("an order begins").await;
    charge(amount).await;
    let receipt = tokio::spawn(send_receipt(customer));
    println!("thank you, {customer}");
    receipt
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let receipt = order("Ada", 30).await;
    receipt.await.unwrap();
    println!("the shop closes");
}
