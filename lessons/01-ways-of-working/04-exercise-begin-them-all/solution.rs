//! A search on three threads, all of them begun before the first is joined.

use std::thread;
use std::time::Duration;

/// Looks through one shelf: nearly all of it is waiting.
fn search(shelf: &str, millis: u64) -> usize {
    thread::sleep(Duration::from_millis(millis));
    println!("{shelf}: searched");
    shelf.len()
}

fn main() {
    let shelves = [("novels", 300), ("poems", 100), ("letters", 200)];

    let mut handles = Vec::new();
    for (shelf, millis) in shelves {
        handles.push(thread::spawn(move || search(shelf, millis)));
    }
    let mut found = 0;
    for handle in handles {
        found += handle.join().unwrap();
    }
    println!("found {found} books");
}
