//! An executor of our own in a few lines: a Wake that unparks, and a loop that polls.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

struct Unpark {
    thread: Thread,
    wakes: AtomicU32,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wakes.fetch_add(1, Ordering::SeqCst);
        self.thread.unpark();
    }
}

fn run<F: Future>(future: F) -> (F::Output, u32, u32) {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark { thread: thread::current(), wakes: AtomicU32::new(0) });
    let waker = Waker::from(unpark.clone());
    let mut cx = Context::from_waker(&waker);
    let mut polls = 0;
    loop {
        polls += 1;
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return (value, polls, unpark.wakes.load(Ordering::SeqCst));
        }
        thread::park();
    }
}

struct Later {
    sent: bool,
    millis: u64,
}

impl Future for Later {
    type Output = &'static str;

    fn poll(mut self: std::pin::Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.sent {
            return Poll::Ready("woken");
        }
        self.sent = true;
        let waker = cx.waker().clone();
        let millis = self.millis;
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(millis));
            waker.wake_by_ref();
        });
        Poll::Pending
    }
}

fn main() {
    println!("{:?}", run(async { 1 }));
    println!("{:?}", run(Later { sent: false, millis: 20 }));
    println!(
        "{:?}",
        run(async {
            Later { sent: false, millis: 5 }.await;
            Later { sent: false, millis: 10 }.await.len()
        })
    );
    println!("{:?}", Pollable.is_ready());
}

struct Pollable;

impl Pollable {
    fn is_ready(&self) -> Poll<Option<u8>> {
        Poll::Ready(1).map(Some)
    }
}
