//! Six workers together, the longest first: they end in the order of their durations.

use futures::executor::block_on;
use futures::join;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::thread;
use std::time::Duration;

async fn sleep(millis: u64) {
    let fired = Arc::new(AtomicBool::new(false));
    let mut waiting = false;
    poll_fn(|cx| {
        if fired.load(Ordering::SeqCst) {
            return Poll::Ready(());
        }
        if !waiting {
            waiting = true;
            let timer = fired.clone();
            let waker = cx.waker().clone();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(millis));
                timer.store(true, Ordering::SeqCst);
                waker.wake();
            });
        }
        Poll::Pending
    })
    .await
}

async fn do_work(n: u64, millis: u64) -> u64 {
    println!("worker {n} takes {millis} ms");
    sleep(millis / 2).await;
    println!("worker {n} is halfway");
    sleep(millis / 2).await;
    println!("worker {n} is done");
    n * millis
}

fn main() {
    let results = block_on(async {
        join!(do_work(1, 900), do_work(2, 700), do_work(3, 500), do_work(4, 400), do_work(5, 300), do_work(6, 100))
    });
    println!("{results:?}");
}
