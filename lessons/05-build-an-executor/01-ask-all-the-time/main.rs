//! The smallest executor: poll, and poll again.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    let mut polls = 0;
    loop {
        polls += 1;
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            println!("more than a hundred polls: {}", polls > 100);
            return output;
        }
    }
}

/// Ready when a thread has set the flag. It leaves no waker with anybody.
async fn signal() {
    let flag = Arc::new(AtomicBool::new(false));
    let for_thread = flag.clone();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        for_thread.store(true, Ordering::SeqCst);
    });
    poll_fn(|_cx| {
        if flag.load(Ordering::SeqCst) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

fn main() {
    let answer = block_on(async {
        println!("waiting for the signal");
        signal().await;
        println!("there it is");
        42
    });
    println!("the answer is {answer}");
}
