//! A timer: a thread sleeps, then tells the waker that the future left behind.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use futures::executor::block_on;

struct Shared {
    done: bool,
    waker: Option<Waker>,
}

struct Timer {
    shared: Arc<Mutex<Shared>>,
}

impl Timer {
    fn new(millis: u64) -> Timer {
        let shared = Arc::new(Mutex::new(Shared {
            done: false,
            waker: None,
        }));
        let for_thread = shared.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(millis));
            let mut shared = for_thread.lock().unwrap();
            shared.done = true;
            if let Some(waker) = shared.waker.take() {
                waker.wake();
            }
        });
        Timer { shared }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut shared = self.shared.lock().unwrap();
        if shared.done {
            println!("polled: ready");
            return Poll::Ready(());
        }
        println!("polled: pending");
        shared.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

fn main() {
    let timer = Timer::new(300);
    println!("the timer runs");
    block_on(timer);
    println!("time is up");
}
