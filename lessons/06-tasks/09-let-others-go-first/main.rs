//! Giving way: a task that has no wait of its own can still let the others have a turn.

use tokio::join;
use tokio::task::yield_now;

async fn sort_letters(clerk: &str) {
    for letter in 1..=3 {
        println!("  {clerk}: letter {letter}");
    }
}

async fn sort_politely(clerk: &str) {
    for letter in 1..=3 {
        println!("  {clerk}: letter {letter}");
        yield_now().await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("without giving way");
    let (ada, bob) = (
        tokio::spawn(sort_letters("Ada")),
        tokio::spawn(sort_letters("Bob")),
    );
    let _ = join!(ada, bob);

    println!("giving way");
    let (ada, bob) = (
        tokio::spawn(sort_politely("Ada")),
        tokio::spawn(sort_politely("Bob")),
    );
    let _ = join!(ada, bob);
}
