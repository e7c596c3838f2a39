//! A promise can be awaited again and again, a future once; a shared future is in between.

use std::time::Duration;

use futures::FutureExt;
use tokio::time::sleep;

async fn look_up(word: &str) -> String {
    println!("  looking up {word}");
    sleep(Duration::from_millis(100)).await;
    word.to_uppercase()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("twice asked");
    println!("  {}", look_up("await").await);
    println!("  {}", look_up("await").await);

    println!("shared");
    let shared = look_up("poll").shared();
    println!("  {}", shared.clone().await);
    println!("  {}", shared.await);

    println!("kept as a value");
    let answer = look_up("wake").await;
    println!("  {answer}");
    println!("  {answer}");
}
