//! Exercise: an order, written down from JavaScript, of which only a part is carried out.

use std::time::Duration;

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

async fn order(customer: &'static str, amount: u32) {
    let _logged = log("an order begins");
    charge(amount).await;
    // Nobody has to wait for the receipt.
    let _receipt = send_receipt(customer);
    println!("thank you, {customer}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    order("Ada", 30).await;
    println!("the shop closes");
}
