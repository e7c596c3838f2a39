//! A future may point into itself, so it stays where it was first polled.

use std::future::poll_fn;
use std::task::{Context, Poll, Waker};

/// Pending once.
async fn step_aside() {
    let mut asked = false;
    poll_fn(|_cx| {
        if asked {
            return Poll::Ready(());
        }
        asked = true;
        Poll::Pending
    })
    .await;
}

async fn largest_of(numbers: [u32; 4]) -> u32 {
    let largest: &u32 = numbers.iter().max().unwrap_or(&0);
    let before: *const u32 = largest;
    step_aside().await;
    println!("  in the same place: {}", std::ptr::eq(before, largest));
    *largest
}

fn main() {
    let mut here = Box::pin(largest_of([3, 1, 4, 1]));
    let mut cx = Context::from_waker(Waker::noop());
    println!("{:?}", here.as_mut().poll(&mut cx));

    let mut shelf = vec![here];
    println!("the box has moved to a shelf");
    println!("{:?}", shelf[0].as_mut().poll(&mut cx));
}
