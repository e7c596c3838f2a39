//! `Notify`, `Barrier` and `OnceCell`.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Barrier, Notify, OnceCell, SetError};
use tokio::task::yield_now;

static CONFIG: OnceCell<String> = OnceCell::const_new();

async fn config() -> &'static String {
    CONFIG
        .get_or_init(|| async {
            println!("reading");
            tokio::time::sleep(Duration::from_millis(1)).await;
            "value".to_string()
        })
        .await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let notify = Arc::new(Notify::new());
    notify.notify_one();
    notify.notify_one();
    notify.notified().await;
    println!("one was kept");
    let waiting = notify.notified();
    tokio::pin!(waiting);
    println!("{}", waiting.as_mut().enable());
    let tasks: Vec<_> = (0..3)
        .map(|i| {
            let notify = notify.clone();
            tokio::spawn(async move {
                notify.notified().await;
                println!("task {i} notified");
            })
        })
        .collect();
    yield_now().await;
    notify.notify_one();
    waiting.await;
    println!("main first");
    notify.notify_last();
    yield_now().await;
    notify.notify_waiters();
    for task in tasks {
        task.await.unwrap();
    }
    // Of those that were made before, even if not polled.
    let made = notify.notified();
    notify.notify_waiters();
    made.await;

    let barrier = Arc::new(Barrier::new(3));
    let tasks: Vec<_> = (0..3)
        .map(|i| {
            let barrier = barrier.clone();
            tokio::spawn(async move {
                println!("{i} arrives");
                barrier.wait().await.is_leader()
            })
        })
        .collect();
    let mut leaders = Vec::new();
    for task in tasks {
        leaders.push(task.await.unwrap());
    }
    println!("{leaders:?}");

    let (a, b) = tokio::join!(config(), config());
    println!("{a} {b} {}", CONFIG.initialized());
    match CONFIG.set("other".to_string()) {
        Err(e @ SetError::AlreadyInitializedError(_)) => println!("{e} {e:?}"),
        other => println!("{other:?}"),
    }
    let cell = OnceCell::new();
    println!(
        "{:?}",
        cell.get_or_try_init(|| async { "x".parse::<u8>() })
            .await
            .is_err()
    );
    println!(
        "{:?} {cell:?}",
        cell.get_or_try_init(|| async { "7".parse::<u8>() }).await
    );
}
