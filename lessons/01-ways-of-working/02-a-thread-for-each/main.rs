//! Three downloads, each waiting on a thread of its own.

use std::thread;
use std::time::Duration;

/// Stands for a download: nearly all of it is waiting.
fn download(name: &str, millis: u64) -> usize {
    println!("{name}: asked for");
    thread::sleep(Duration::from_millis(millis));
    println!("{name}: arrived");
    name.len()
}

fn main() {
    let jobs = [("map", 300), ("photo", 200), ("index", 100)];

    let handles: Vec<_> = jobs
        .into_iter()
        .map(|(name, millis)| thread::spawn(move || download(name, millis)))
        .collect();

    let mut letters = 0;
    for handle in handles {
        let length = handle.join().unwrap();
        println!("main: collected {length}");
        letters += length;
    }
    println!("main: {letters} letters in all");
}
