//! A task that panics ends alone; whoever awaits its handle gets to know.

use std::time::Duration;

use tokio::time::sleep;

async fn deliver(parcel: &str, house: usize) -> String {
    let houses = ["bakery", "school", "mill"];
    sleep(Duration::from_millis(100)).await;
    format!("{parcel} to the {}", houses[house])
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let flour = tokio::spawn(deliver("flour", 0));
    let chalk = tokio::spawn(deliver("chalk", 7));
    let grain = tokio::spawn(deliver("grain", 2));

    for handle in [flour, chalk, grain] {
        match handle.await {
            Ok(delivery) => println!("delivered: {delivery}"),
            Err(error) if error.is_panic() => println!("not delivered: the task has panicked"),
            Err(error) => println!("not delivered: {error}"),
        }
    }

    tokio::spawn(deliver("a letter", 9));
    sleep(Duration::from_millis(200)).await;
    println!("nobody has asked for the letter");
}
