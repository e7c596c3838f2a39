//! The call of an async function: in JavaScript its body begins, in Rust it does not.

use std::time::Duration;

use tokio::time::sleep;

async fn greet(name: &str) {
    println!("hello, {name}");
    sleep(Duration::from_millis(100)).await;
    println!("goodbye, {name}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let greeting = greet("Ada");
    println!("the call has returned");
    greeting.await;
    println!("the greeting is over");
}
