//! A phrase book: what some habits of JavaScript are called here.

use std::time::Duration;

use futures::future::{join_all, select_ok, try_join_all};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

async fn ask(server: &str, millis: u64) -> Result<String, String> {
    sleep(Duration::from_millis(millis)).await;
    if server == "old" {
        return Err(format!("{server} is out of order"));
    }
    Ok(format!("hello from {server}"))
}

const SERVERS: [(&str, u64); 3] = [("far", 300), ("old", 100), ("near", 200)];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let asks = || SERVERS.map(|(server, millis)| ask(server, millis));

    println!("all: {:?}", try_join_all(asks()).await);
    println!("allSettled: {:?}", join_all(asks()).await);
    let any = select_ok(asks().map(Box::pin)).await;
    println!("any: {:?}", any.map(|(answer, _others)| answer));

    // new Promise((resolve) => setTimeout(() => resolve("rings"), 100))
    let (resolve, promise) = oneshot::channel();
    tokio::spawn(async move {
        sleep(Duration::from_millis(100)).await;
        resolve.send("rings").ok();
    });
    println!("new Promise: {:?}", promise.await);

    let limited = timeout(Duration::from_millis(100), ask("far", 300)).await;
    println!("AbortSignal.timeout: {:?}", limited.is_err());
}
