//! Two tasks take two locks, each in its own order, and wait for each other.

use std::time::Duration;

use tokio::join;
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

async fn cook(name: &str, first: &Mutex<()>, second: &Mutex<()>) {
    let _first = first.lock().await;
    println!("  {name} has the first");
    sleep(Duration::from_millis(50)).await;
    let _second = second.lock().await;
    println!("  {name} has both");
    sleep(Duration::from_millis(50)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (pan, stove) = (Mutex::new(()), Mutex::new(()));

    println!("each in its own order");
    let both = async { join!(cook("Ada", &pan, &stove), cook("Bob", &stove, &pan)) };
    match timeout(Duration::from_secs(1), both).await {
        Ok(_) => println!("dinner is ready"),
        Err(_) => println!("no dinner after a second"),
    }

    println!("both in the same order");
    let both = async { join!(cook("Ada", &pan, &stove), cook("Bob", &pan, &stove)) };
    match timeout(Duration::from_secs(1), both).await {
        Ok(_) => println!("dinner is ready"),
        Err(_) => println!("no dinner after a second"),
    }
}
