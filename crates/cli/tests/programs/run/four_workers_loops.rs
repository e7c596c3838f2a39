//! The workers come from loops: a Vec of handles, a Vec of results.

use futures::executor::block_on;
use std::thread;
use std::time::Duration;

const WORKERS: u64 = 4;

fn do_work(n: u64) -> u64 {
    println!("worker {n} starts");
    let mut sum = 0;
    let mut i = 1;
    while i <= n * 10 {
        sum += i;
        i += 1;
    }
    thread::sleep(Duration::from_millis(100 * n));
    println!("worker {n} has counted to {sum}");
    sum
}

async fn do_work_async(n: u64) -> u64 {
    do_work(n)
}

fn sequential() -> Vec<u64> {
    let mut results = Vec::new();
    for n in 1..=WORKERS {
        results.push(do_work(n));
    }
    results
}

fn multi_threaded() -> Vec<u64> {
    let mut handles = Vec::new();
    for n in 1..=WORKERS {
        // Each starts when the one before it has printed its first line.
        thread::sleep(Duration::from_millis(30));
        handles.push(thread::spawn(move || do_work(n)));
    }
    let mut results = Vec::with_capacity(handles.len());
    for handle in handles {
        results.push(handle.join().unwrap());
    }
    results
}

async fn async_seq() -> Vec<u64> {
    let mut results = vec![0; WORKERS as usize];
    for n in 1..=WORKERS {
        results[(n - 1) as usize] = do_work_async(n).await;
    }
    results
}

fn main() {
    println!("{:?}", sequential());
    println!("{:?}", multi_threaded());
    println!("{:?}", block_on(async_seq()));
    assert_eq!(block_on(async_seq()).len(), WORKERS as usize);
}
