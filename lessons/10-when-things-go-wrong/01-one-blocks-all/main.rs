//! A thread that sleeps inside a future holds up all the others.

use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::join;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn clock() {
    for n in 1..=4 {
        pause(100).await;
        println!("tick {n}");
    }
}

async fn polite() {
    pause(250).await;
    println!("polite: done");
}

async fn rude() {
    thread::sleep(Duration::from_millis(250));
    println!("rude: done");
}

fn main() {
    println!("with a polite neighbour");
    block_on(async { join!(clock(), polite()) });

    println!("with a rude neighbour");
    block_on(async { join!(clock(), rude()) });
}
