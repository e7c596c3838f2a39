//! join! polls its branches in turn on one thread; their lines interleave at the awaits.

use futures::executor::block_on;
use futures::join;
use std::future::poll_fn;
use std::task::Poll;

async fn yield_now() {
    let mut yielded = false;
    poll_fn(|cx| {
        if yielded {
            Poll::Ready(())
        } else {
            yielded = true;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await
}

async fn count(name: char, to: u32) -> u32 {
    let mut steps = 0;
    while steps < to {
        println!("{name}{steps}");
        steps += 1;
        yield_now().await;
    }
    steps
}

async fn nested() -> (u32, u32) {
    join!(count('x', 2), count('y', 1))
}

fn main() {
    let (a, b, c) = block_on(async { join!(count('a', 3), nested(), count('c', 2)) });
    println!("{a} {b:?} {c}");
    let futures = vec![count('p', 2), count('q', 3)];
    let total: u32 = block_on(futures::future::join_all(futures)).into_iter().sum();
    println!("{total}");
}
