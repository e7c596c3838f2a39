//! Polling a future without any executor.

use std::pin::pin;
use std::task::{Context, Waker};

use futures::channel::oneshot;

fn main() {
    let (send, number) = oneshot::channel::<u32>();
    let mut double = pin!(async move {
        println!("  the body begins");
        let n = number.await.unwrap_or(0);
        println!("  the body goes on with {n}");
        n * 2
    });

    // A waker that does nothing: we shall poll whenever we like.
    let mut cx = Context::from_waker(Waker::noop());

    println!("first poll");
    let answer = double.as_mut().poll(&mut cx);
    println!("{answer:?}");

    println!("second poll");
    let answer = double.as_mut().poll(&mut cx);
    println!("{answer:?}");

    send.send(21).ok();

    println!("third poll");
    let answer = double.as_mut().poll(&mut cx);
    println!("{answer:?}");
}
