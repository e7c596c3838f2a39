//! Whoever is first: `select` takes one answer, and the other future is dropped.

use std::pin::pin;
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::future::{Either, select};

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn ask(server: &str, millis: u64) -> String {
    println!("{server}: asked");
    pause(millis).await;
    println!("{server}: answers");
    format!("hello from {server}")
}

async fn first_answer() -> String {
    let near = pin!(ask("near", 100));
    let far = pin!(ask("far", 300));
    match select(near, far).await {
        Either::Left((answer, _far)) => answer,
        Either::Right((answer, _near)) => answer,
    }
}

fn main() {
    block_on(async {
        let answer = first_answer().await;
        println!("took: {answer}");
        pause(400).await;
        println!("closing");
    });
}
