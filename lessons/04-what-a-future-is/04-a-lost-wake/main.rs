//! A future that forgets its waker, and a neighbour that hides the mistake.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
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

/// Checks a flag that a thread sets after 100 ms. Nobody is given the waker.
async fn forgetful() {
    let flag = Arc::new(AtomicBool::new(false));
    let for_thread = flag.clone();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        for_thread.store(true, Ordering::SeqCst);
        println!("the flag is set");
    });
    poll_fn(|_cx| {
        if flag.load(Ordering::SeqCst) {
            Poll::Ready(())
        } else {
            println!("forgetful: pending");
            Poll::Pending
        }
    })
    .await;
    println!("forgetful: done");
}

async fn neighbour() {
    pause(300).await;
    println!("neighbour: done");
}

fn main() {
    block_on(async { join!(forgetful(), neighbour()) });
}
