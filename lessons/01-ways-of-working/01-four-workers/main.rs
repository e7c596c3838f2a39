//! Four workers, each with half a second of waiting to do, run in five ways.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use futures::executor::block_on;
use futures::join;

const WAIT: Duration = Duration::from_millis(500);

/// Waits by putting the whole thread to sleep.
fn do_work(n: u32) {
    println!("worker {n} starts on {:?}", thread::current().id());
    thread::sleep(WAIT);
    println!("worker {n} ends on {:?}", thread::current().id());
}

/// Waits as a future: a timer thread is given the waker, and uses it once.
async fn do_work_async(n: u32) {
    println!("worker {n} starts on {:?}", thread::current().id());
    let done = Arc::new(AtomicBool::new(false));
    let mut timer_started = false;
    poll_fn(move |cx| {
        if done.load(Ordering::SeqCst) {
            return Poll::Ready(());
        }
        if !timer_started {
            timer_started = true;
            let done = done.clone();
            let waker = cx.waker().clone();
            thread::spawn(move || {
                thread::sleep(WAIT);
                done.store(true, Ordering::SeqCst);
                waker.wake();
            });
        }
        Poll::Pending
    })
    .await;
    println!("worker {n} ends on {:?}", thread::current().id());
}

/// Waits as a future that asks to be polled again at once, until the flag is set.
async fn do_work_busy(n: u32) {
    println!("worker {n} starts on {:?}", thread::current().id());
    let done = Arc::new(AtomicBool::new(false));
    let flag = done.clone();
    thread::spawn(move || {
        thread::sleep(WAIT);
        flag.store(true, Ordering::SeqCst);
    });
    poll_fn(move |cx| {
        if done.load(Ordering::SeqCst) {
            Poll::Ready(())
        } else {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await;
    println!("worker {n} ends on {:?}", thread::current().id());
}

fn sequential() {
    do_work(1);
    do_work(2);
    do_work(3);
    do_work(4);
}

fn multi_threaded() {
    let mut handles = Vec::new();
    for n in 1..=4 {
        handles.push(thread::spawn(move || do_work(n)));
    }
    for handle in handles {
        handle.join().unwrap();
    }
}

async fn async_seq() {
    do_work_async(1).await;
    do_work_async(2).await;
    do_work_async(3).await;
    do_work_async(4).await;
}

async fn async_concurrent() {
    join!(
        do_work_async(1),
        do_work_async(2),
        do_work_async(3),
        do_work_async(4),
    );
}

async fn async_busy() {
    join!(
        do_work_busy(1),
        do_work_busy(2),
        do_work_busy(3),
        do_work_busy(4),
    );
}

fn main() {
    println!("sequential");
    sequential();

    println!("multi-threaded");
    multi_threaded();

    println!("async, one after another");
    block_on(async_seq());

    println!("async, concurrent");
    block_on(async_concurrent());

    println!("async, concurrent, always asking");
    block_on(async_busy());
}
