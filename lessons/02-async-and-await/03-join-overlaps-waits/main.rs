//! The same two cups, joined: one thread, and the waits overlap.

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

async fn brew(drink: &str, millis: u64) -> String {
    println!("{drink}: kettle on");
    pause(millis).await;
    println!("{drink}: poured");
    format!("a cup of {drink}")
}

async fn breakfast() {
    let (coffee, tea) = join!(brew("coffee", 300), brew("tea", 200));
    println!("served: {tea} and {coffee}");
}

fn main() {
    block_on(breakfast());
}
