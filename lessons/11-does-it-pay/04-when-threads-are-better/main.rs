//! A few jobs that run from start to end: threads can do that, and they may borrow.

use std::thread;
use std::time::Duration;

struct Report {
    title: String,
    pages: Vec<u32>,
}

/// Reads from a slow disk, and computes: the thread is blocked, and nobody minds.
fn total(name: &str, pages: &[u32]) -> u32 {
    thread::sleep(Duration::from_millis(100));
    println!("{name}: {} pages read", pages.len());
    pages.iter().sum()
}

fn main() {
    let report = Report {
        title: String::from("The year"),
        pages: vec![3, 1, 4, 1, 5, 9],
    };
    let (winter, summer) = report.pages.split_at(2);

    let words = thread::scope(|scope| {
        let first = scope.spawn(|| total("winter", winter));
        thread::sleep(Duration::from_millis(50));
        let second = scope.spawn(|| total("summer", summer));
        first.join().unwrap() + second.join().unwrap()
    });
    println!("{}: {words} words", report.title);
}
