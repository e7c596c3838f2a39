//! Many blocking calls at once: each on a thread of the pool, all awaited by one task.

use std::fs;
use std::io;
use std::thread;
use std::time::Duration;

use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::timeout;

fn count_words(path: &str) -> io::Result<usize> {
    thread::sleep(Duration::from_millis(200));
    Ok(fs::read_to_string(path)?.split_whitespace().count())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    fs::write("spring.txt", "the snow has gone")?;
    fs::write("summer.txt", "it is hot")?;
    fs::write("autumn.txt", "leaves fall")?;

    let mut set = JoinSet::new();
    for path in ["spring.txt", "summer.txt", "autumn.txt"] {
        set.spawn_blocking(move || count_words(path));
    }
    let mut words = 0;
    while let Some(count) = set.join_next().await {
        words += count.unwrap()?;
    }
    println!("{words} words");

    let count = spawn_blocking(|| {
        let count = count_words("winter.txt");
        println!("the thread has ended its work");
        count
    });
    match timeout(Duration::from_millis(100), count).await {
        Ok(count) => println!("winter: {count:?}"),
        Err(_) => println!("winter takes too long"),
    }
    println!("main returns");
    Ok(())
}
