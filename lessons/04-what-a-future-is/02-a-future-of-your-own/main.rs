//! A future is any type with a poll function.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::executor::block_on;
use futures::join;

/// Ready with its name after it has been polled a number of times.
struct Countdown {
    name: &'static str,
    left: u32,
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            println!("{}: lift-off", self.name);
            return Poll::Ready(self.name);
        }
        println!("{}: {}", self.name, self.left);
        self.left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

async fn launch(name: &'static str, left: u32) -> usize {
    let name = Countdown { name, left }.await;
    name.len()
}

fn main() {
    let lengths = block_on(async { join!(launch("Ariane", 3), launch("Vega", 1)) });
    println!("{lengths:?}");
}
