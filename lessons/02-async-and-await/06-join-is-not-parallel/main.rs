//! Joined futures share one thread: work that never waits is done in turn.

use std::thread;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::join;

/// Counts the steps until n becomes 1: only work, no waiting.
fn collatz(mut n: u64) -> u32 {
    let mut steps = 0;
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    steps
}

fn longest_below(limit: u64) -> u32 {
    (1..limit).map(collatz).max().unwrap_or(0)
}

async fn in_the_future(limit: u64) -> u32 {
    println!("below {limit}: begins");
    let longest = longest_below(limit);
    println!("below {limit}: ends");
    longest
}

async fn on_a_thread(limit: u64) -> u32 {
    println!("below {limit}: sent away");
    let (send, answer) = oneshot::channel();
    thread::spawn(move || {
        send.send(longest_below(limit)).ok();
    });
    answer.await.unwrap_or(0)
}

fn main() {
    let answers = block_on(async { join!(in_the_future(1000), in_the_future(500)) });
    println!("in the future: {answers:?}");

    let answers = block_on(async { join!(on_a_thread(1000), on_a_thread(500)) });
    println!("on threads: {answers:?}");
}
