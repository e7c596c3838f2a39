//! A breakfast whose three things are made at the same time.

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

async fn make(what: &str, millis: u64) -> &str {
    println!("{what}: begun");
    pause(millis).await;
    println!("{what}: done");
    what
}

async fn breakfast() {
    let (toast, egg, tea) = join!(make("toast", 100), make("egg", 300), make("tea", 200));
    println!("served: {toast}, {egg} and {tea}");
}

fn main() {
    block_on(breakfast());
}
