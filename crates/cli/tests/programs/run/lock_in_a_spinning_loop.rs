//! The smallest executor: poll, and poll again.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    let mut polls = 0;
    loop {
        polls += 1;
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            println!("more than a hundred polls: {}", polls > 100);
            return output;
        }
    }
}

fn main() {
    let (send, answer) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(20));
        send.send(42).ok();
    });

    let answer = block_on(async {
        println!("waiting for an answer");
        answer.await.unwrap_or(0)
    });
    println!("the answer is {answer}");
}
