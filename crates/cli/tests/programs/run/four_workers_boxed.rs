//! Workers of different kinds in one Vec: boxed futures, polled in turn by hand-made round robin.

use futures::executor::block_on;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

type Boxed = Pin<Box<dyn Future<Output = String>>>;

/// Pending once.
async fn yield_now() {
    let mut yielded = false;
    poll_fn(|cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

async fn counter(name: &'static str, to: u32) -> String {
    for i in 1..=to {
        println!("{name}: {i} of {to}");
        yield_now().await;
    }
    format!("{name} reached {to}")
}

fn workers() -> Vec<Boxed> {
    let greeting = String::from("hi");
    vec![
        Box::pin(counter("A", 3)),
        Box::pin(counter("B", 1)),
        Box::pin(async move {
            yield_now().await;
            println!("{greeting} from a block");
            yield_now().await;
            greeting + "!"
        }),
        Box::pin(std::future::ready("at once".to_string())),
    ]
}

fn main() {
    let mut workers: Vec<Option<Boxed>> = workers().into_iter().map(Some).collect();
    let mut results = vec![String::new(); workers.len()];
    let mut passes = 0;
    block_on(poll_fn(|cx| {
        passes += 1;
        let mut left = 0;
        for (i, slot) in workers.iter_mut().enumerate() {
            if let Some(worker) = slot {
                match worker.as_mut().poll(cx) {
                    Poll::Ready(result) => {
                        results[i] = result;
                        *slot = None;
                    }
                    Poll::Pending => left += 1,
                }
            }
        }
        if left == 0 { Poll::Ready(()) } else { Poll::Pending }
    }));
    println!("{passes} passes");
    for result in &results {
        println!("{result}");
    }
}
