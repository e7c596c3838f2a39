//! What becomes of a call without await, and what to write when nobody wants to wait.

use std::time::Duration;

use tokio::time::sleep;

async fn save(what: &str) {
    println!("  {what}: saving");
    sleep(Duration::from_millis(100)).await;
    println!("  {what}: saved");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("forgotten");
    let _promise = save("draft");
    sleep(Duration::from_millis(200)).await;

    println!("awaited");
    save("letter").await;

    println!("in the background");
    tokio::spawn(save("backup"));
    println!("  main goes on");
    sleep(Duration::from_millis(200)).await;
}
