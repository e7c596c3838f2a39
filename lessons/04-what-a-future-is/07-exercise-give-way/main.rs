//! Exercise: a future that should let the others go first, and does not.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::executor::block_on;
use futures::join;

/// Pending once, so that the others have their turn; then ready.
#[derive(Default)]
struct GiveWay {
    gave: bool,
}

impl Future for GiveWay {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<()> {
        if self.gave {
            return Poll::Ready(());
        }
        self.gave = true;
        Poll::Ready(())
    }
}

async fn walk(foot: &str) {
    for step in 1..=3 {
        println!("{foot} {step}");
        GiveWay::default().await;
    }
}

fn main() {
    block_on(async { join!(walk("left"), walk("right")) });
    println!("there");
}
