//! Two async blocks share a counter without a lock, and one of them goes wrong.

use std::cell::Cell;
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

async fn careful(visits: &Cell<u32>) {
    pause(100).await;
    visits.set(visits.get() + 1);
}

async fn careless(visits: &Cell<u32>) {
    let seen = visits.get();
    pause(100).await;
    visits.set(seen + 1);
}

fn main() {
    block_on(async {
        let visits = Cell::new(0);
        join!(careful(&visits), careful(&visits));
        println!("careful: {} visits", visits.get());

        let visits = Cell::new(0);
        join!(careless(&visits), careless(&visits));
        println!("careless: {} visits", visits.get());
    });
}
