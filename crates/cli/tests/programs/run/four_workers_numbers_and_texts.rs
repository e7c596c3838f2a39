//! A visitor changes durations and texts, each worker its own.

use futures::executor::block_on;
use futures::join;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::thread;
use std::time::Duration;

fn do_work(n: u64) {
    println!("worker {n} geht los:  {:?}", thread::current().id());
    thread::sleep(Duration::from_millis(50 + 100 * n));
    println!("worker {n} ist fertig · ✓ {:?}", thread::current().id());
}

/// Asks to be polled again at once, for as long as the timer has not fired.
async fn do_work_busy(n: u64) {
    println!("busy worker {n} geht los:  {:?}", thread::current().id());
    let fired = Arc::new(AtomicBool::new(false));
    let timer = Arc::clone(&fired);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(50 + 100 * n));
        timer.store(true, Ordering::SeqCst);
    });
    poll_fn(|cx| {
        if fired.load(Ordering::SeqCst) {
            Poll::Ready(())
        } else {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await;
    println!("busy worker {n} ist fertig · ✓ {:?}", thread::current().id());
}

/// Hands its waker to the timer's thread and sleeps until that thread wakes it.
async fn do_work_async(n: u64) {
    println!("async worker {n} geht los:  {:?}", thread::current().id());
    let fired = Arc::new(AtomicBool::new(false));
    let mut started = false;
    poll_fn(|cx| {
        if !started {
            started = true;
            let timer = Arc::clone(&fired);
            let waker = cx.waker().clone();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(50 + 100 * n));
                timer.store(true, Ordering::SeqCst);
                waker.wake();
            });
        }
        if fired.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    println!("async worker {n} ist fertig · ✓ {:?}", thread::current().id());
}

fn sequential() {
    do_work(1);
    do_work(2);
    do_work(3);
    do_work(4);
}

fn multi_threaded() {
    let first = thread::spawn(|| do_work(1));
    let second = thread::spawn(|| do_work(2));
    let third = thread::spawn(|| do_work(3));
    let fourth = thread::spawn(|| do_work(4));
    first.join().unwrap();
    second.join().unwrap();
    third.join().unwrap();
    fourth.join().unwrap();
}

async fn async_seq() {
    do_work_async(1).await;
    do_work_async(2).await;
    do_work_async(3).await;
    do_work_async(4).await;
}

async fn async_concurrent() {
    join!(do_work_async(1), do_work_async(2), do_work_async(3), do_work_async(4));
}

async fn busy_concurrent() {
    join!(do_work_busy(1), do_work_busy(2), do_work_busy(3), do_work_busy(4));
}

fn main() {
    println!("-- one after the other");
    sequential();
    println!("-- four threads");
    multi_threaded();
    println!("-- async, one after the other");
    block_on(async_seq());
    println!("-- async, together");
    block_on(async_concurrent());
    println!("-- async, together, busy");
    block_on(busy_concurrent());
}
