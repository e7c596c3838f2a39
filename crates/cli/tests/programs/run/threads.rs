//! Threads: results by join, names, ids, sleeping in order, scoped borrows.

use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let start = Instant::now();
    let handles: Vec<_> = [30u64, 10, 50]
        .into_iter()
        .map(|millis| {
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(millis * 2));
                println!("slept {millis}");
                millis
            })
        })
        .collect();
    let total: u64 = handles.into_iter().map(|h| h.join().unwrap()).sum();
    println!("{total} {}", start.elapsed() >= Duration::from_millis(100));

    let named = thread::Builder::new()
        .name("helper".to_string())
        .spawn(|| thread::current().name().map(|name| name.to_string()))
        .unwrap();
    println!("{:?} {:?}", named.join().unwrap(), thread::current().name());

    let mut numbers = vec![1, 2, 3];
    let mut sum = 0;
    thread::scope(|scope| {
        scope.spawn(|| sum = numbers.iter().sum());
    });
    numbers.push(sum);
    println!("{numbers:?}");
}
