//! A main that is async without a runtime.

use std::time::Duration;
async fn get() -> i32 {
    5
}
async fn main() {
    let x = get().await;
    println!("{x}");
    tokio::time::sleep(Duration::from_millis(1)).await;
}
