//! The worker's future written by hand: a state machine that counts its own polls.

use futures::executor::block_on;
use futures::join;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

enum State {
    Start,
    Waiting { fired: Arc<AtomicBool> },
    Done,
}

struct DoWork {
    n: u64,
    polls: u32,
    state: State,
}

impl DoWork {
    fn new(n: u64) -> DoWork {
        DoWork { n, polls: 0, state: State::Start }
    }
}

impl Future for DoWork {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        self.polls += 1;
        loop {
            match &self.state {
                State::Start => {
                    println!("worker {} starts", self.n);
                    let fired = Arc::new(AtomicBool::new(false));
                    let (timer, waker, n) = (fired.clone(), cx.waker().clone(), self.n);
                    thread::spawn(move || {
                        thread::sleep(Duration::from_millis(60 * n));
                        timer.store(true, Ordering::SeqCst);
                        waker.wake();
                    });
                    self.state = State::Waiting { fired };
                    return Poll::Pending;
                }
                State::Waiting { fired } if fired.load(Ordering::SeqCst) => {
                    println!("worker {} is done", self.n);
                    self.state = State::Done;
                }
                State::Waiting { .. } => return Poll::Pending,
                State::Done => return Poll::Ready(self.polls),
            }
        }
    }
}

impl Drop for DoWork {
    fn drop(&mut self) {
        let how = match self.state {
            State::Start => "unused",
            State::Waiting { .. } => "waiting",
            State::Done => "done",
        };
        println!("worker {} dropped {how}", self.n);
    }
}

fn main() {
    println!("alone: {} polls", block_on(DoWork::new(1)));
    let unused = DoWork::new(9);
    drop(unused);
    let polls = block_on(async { join!(DoWork::new(1), DoWork::new(2), DoWork::new(3)) });
    println!("every worker was polled at least twice: {}", polls.0 >= 2 && polls.1 >= 2 && polls.2 >= 2);
}
