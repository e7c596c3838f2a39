//! Exercise: an executor that gives up in time, but never rests until then.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use futures::channel::oneshot;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end, or gives up when the limit has passed.
fn block_on_for<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    let give_up = Instant::now() + limit;
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    while Instant::now() < give_up {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return Some(output);
        }
    }
    None
}

/// An answer that comes after so many milliseconds.
async fn ask(name: &str, millis: u64) -> String {
    let (send, answer) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        send.send(()).ok();
    });
    answer.await.ok();
    format!("hello from {name}")
}

fn main() {
    let limit = Duration::from_millis(40);
    println!("{:?}", block_on_for(limit, ask("near", 10)));
    println!("{:?}", block_on_for(limit, ask("far", 400)));
}
