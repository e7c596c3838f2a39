//! Exercise: a search on three threads that is no quicker than on one.

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

    let mut found = 0;
    for (shelf, millis) in shelves {
        let handle = thread::spawn(move || search(shelf, millis));
        found += handle.join().unwrap();
    }
    println!("found {found} books");
}
