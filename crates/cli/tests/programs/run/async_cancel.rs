//! Dropping a suspended future drops what it holds, innermost first; it never runs on.

use futures::executor::block_on;
use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::task::Poll;

struct Guard(&'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        println!("release {}", self.0);
    }
}

async fn inner() {
    let _guard = Guard("inner");
    println!("inner waits");
    pending::<()>().await;
    println!("never printed");
}

async fn outer() {
    let _first = Guard("first");
    let _second = Guard("second");
    inner().await;
}

async fn poll_once<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

fn main() {
    let given_up = block_on(poll_once(outer())).is_none();
    println!("given up: {given_up}");
    println!("{:?}", block_on(poll_once(async { 5 })));
    let unpolled = outer();
    drop(unpolled);
    println!("an unpolled future holds nothing");
}
