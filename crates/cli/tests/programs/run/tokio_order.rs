//! Who is polled when on one thread: the queue, yields, wakes, and the future that is blocked on.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for i in 0..3 {
        tokio::spawn(async move {
            for step in 0..3 {
                println!("task {i} step {step}");
                yield_now().await;
            }
        });
    }
    for step in 0..4 {
        println!("main step {step}");
        yield_now().await;
    }

    // More tasks than are run in one go.
    for i in 0..130 {
        tokio::spawn(async move {
            if i % 20 == 0 {
                println!("one of many: {i}");
            }
        });
    }
    for step in 0..4 {
        println!("main between {step}");
        yield_now().await;
    }

    let notify = Arc::new(Notify::new());
    let tasks: Vec<_> = (0..3)
        .map(|i| {
            let notify = notify.clone();
            tokio::spawn(async move {
                notify.notified().await;
                println!("woken {i}");
                tokio::spawn(async move { println!("child of {i}") })
                    .await
                    .unwrap();
                println!("after the child of {i}");
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(5)).await;
    notify.notify_waiters();
    println!("all notified");
    for task in tasks {
        task.await.unwrap();
    }
}
