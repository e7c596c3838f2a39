//! A closure after a future: it is called in the poll of the one who awaits it.

use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

async fn read_name() -> String {
    sleep(Duration::from_millis(100)).await;
    println!("  the name is read");
    String::from("Ada")
}

async fn continued() {
    let name = read_name().await;
    println!("  hello, {name}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("with a closure");
    let greeting = read_name().map(|name| println!("  hello, {name}"));
    println!("  nothing has begun");
    greeting.await;

    println!("with await");
    continued().await;

    println!("thrown away");
    drop(read_name().map(|name| println!("  hello, {name}")));
    sleep(Duration::from_millis(200)).await;
    println!("  nobody is greeted");
}
