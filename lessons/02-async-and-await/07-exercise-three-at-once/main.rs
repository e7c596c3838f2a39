//! Exercise: a breakfast that is made one thing after another.

use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn make(what: &str, millis: u64) -> &str {
    println!("{what}: begun");
    pause(millis).await;
    println!("{what}: done");
    what
}

async fn breakfast() {
    let toast = make("toast", 100).await;
    let egg = make("egg", 300).await;
    let tea = make("tea", 200).await;
    println!("served: {toast}, {egg} and {tea}");
}

fn main() {
    block_on(breakfast());
}
