//! `select!` in a loop: a future that is made anew each round loses what it had.

use std::pin::pin;
use std::time::Duration;

use tokio::select;
use tokio::sync::mpsc::{self, Receiver};
use tokio::time::{interval, sleep};

/// The two halves of a word come 100 milliseconds apart.
fn post() -> Receiver<&'static str> {
    let (sender, receiver) = mpsc::channel(8);
    tokio::spawn(async move {
        for half in ["sun", "flower"] {
            sleep(Duration::from_millis(100)).await;
            sender.send(half).await.ok();
        }
    });
    receiver
}

async fn whole_word(post: &mut Receiver<&str>) -> Option<String> {
    let first = post.recv().await?;
    println!("  the first half is {first}");
    let second = post.recv().await?;
    Some(format!("{first}{second}"))
}

async fn made_anew() {
    let mut post = post();
    let mut bell = interval(Duration::from_millis(150));
    loop {
        select! {
            word = whole_word(&mut post) => return println!("  got {word:?}"),
            _ = bell.tick() => println!("  the bell rings"),
        }
    }
}

async fn kept() {
    let mut post = post();
    let mut bell = interval(Duration::from_millis(150));
    let mut word = pin!(whole_word(&mut post));
    loop {
        select! {
            word = &mut word => return println!("  got {word:?}"),
            _ = bell.tick() => println!("  the bell rings"),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("made anew");
    made_anew().await;
    println!("kept");
    kept().await;
}
