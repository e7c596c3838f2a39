//! `.await` forgotten, and other slips with what tokio has.

use std::time::Duration;
async fn fetch() -> Result<u32, String> {
    Ok(1)
}
#[tokio::main]
async fn main() {
    let a = fetch();
    println!("{}", a + 1);
    let b: u32 = fetch().await;
    let c = fetch().await?;
    tokio::time::sleep(5).await;
    tokio::time::sleep(Duration::from_secs(1)).wait();
    tokio::select! {
        x = fetch() => println!("{x}"),
    }
    let (x, y) = tokio::join!(fetch(), fetch(), fetch());
    println!("{b} {c}");
}
