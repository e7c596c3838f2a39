//! Exercise: twelve pages, fetched by twelve threads.

use std::thread;
use std::time::{Duration, Instant};

/// Stands for a request to another machine.
fn fetch(page: u32) -> u32 {
    thread::sleep(Duration::from_millis(100));
    page * 10
}

fn main() {
    let start = Instant::now();
    let mut handles = Vec::new();
    for page in 1..=12 {
        handles.push(thread::spawn(move || fetch(page)));
    }
    let mut words = 0;
    for handle in handles {
        words += handle.join().unwrap();
    }
    println!("{words} words");
    println!("in time: {}", start.elapsed() < Duration::from_millis(350));
}
