//! A future that is pending once, and asks to be polled again.

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

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.gave {
            return Poll::Ready(());
        }
        self.gave = true;
        cx.waker().wake_by_ref();
        Poll::Pending
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
