//! A blocking read in async code: everybody on the thread waits for the disk.

use std::fs;
use std::io;
use std::thread;
use std::time::Duration;

use tokio::join;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// A file on a slow disk: an ordinary function, which returns when it is done.
fn read_from_slow_disk(path: &str) -> io::Result<String> {
    thread::sleep(Duration::from_millis(250));
    fs::read_to_string(path)
}

async fn clock() {
    for n in 1..=3 {
        sleep(Duration::from_millis(100)).await;
        println!("  tick {n}");
    }
}

async fn here() {
    let text = read_from_slow_disk("diary.txt");
    println!("  read: {text:?}");
}

async fn elsewhere() {
    let text = spawn_blocking(|| read_from_slow_disk("diary.txt")).await;
    println!("  read: {:?}", text.unwrap());
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    fs::write("diary.txt", "all is well")?;

    println!("on this thread");
    join!(clock(), here());
    println!("on another thread");
    join!(clock(), elsewhere());
    Ok(())
}
