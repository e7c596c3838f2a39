//! An executor that rests: the waker unparks its thread.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use futures::channel::oneshot;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    let mut polls = 0;
    loop {
        polls += 1;
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => {
                println!("{polls} polls");
                return output;
            }
            Poll::Pending => thread::park(),
        }
    }
}

fn main() {
    let (send, answer) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        send.send(42).ok();
    });

    let answer = block_on(async {
        println!("waiting for an answer");
        answer.await.unwrap_or(0)
    });
    println!("the answer is {answer}");
}
