//! A bounded channel lets the quick one wait for the slow one.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(2);

    let kitchen = tokio::spawn(async move {
        for plate in 1..=6 {
            sender.send(plate).await.unwrap();
            println!("kitchen: plate {plate} is on the counter");
        }
        println!("kitchen: closed");
    });

    while let Some(plate) = receiver.recv().await {
        sleep(Duration::from_millis(100)).await;
        println!("waiter: plate {plate} is served");
    }
    kitchen.await.unwrap();
}
