//! A dropped future stops at its await; its values are dropped, its last lines never run.

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

/// Puts something right again, however its owner ends.
struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        println!("  {} put away", self.0);
    }
}

async fn repair() {
    let _ladder = Guard("ladder");
    println!("  ladder up");
    pause(100).await;
    let _hammer = Guard("hammer");
    println!("  hammer out");
    pause(200).await;
    println!("  repaired");
}

async fn at_most(millis: u64) {
    println!("at most {millis} ms");
    match select(pin!(repair()), pin!(pause(millis))).await {
        Either::Left(_) => println!("finished"),
        Either::Right(_) => println!("out of time"),
    }
}

fn main() {
    for millis in [50, 200, 400] {
        block_on(at_most(millis));
    }
}
