//! A worker is a struct with methods; the async one borrows itself.

use futures::executor::block_on;
use futures::join;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone)]
struct Worker {
    name: String,
    millis: u64,
    rounds: u32,
}

impl Worker {
    fn new(name: &str, millis: u64) -> Self {
        Worker { name: name.to_string(), millis, rounds: 1 }
    }

    fn rounds(mut self, rounds: u32) -> Self {
        self.rounds = rounds;
        self
    }

    fn duration(&self) -> Duration {
        Duration::from_millis(self.millis)
    }

    fn work(&self) {
        for round in 0..self.rounds {
            println!("{} works, round {}", self.name, round + 1);
            thread::sleep(self.duration());
        }
        println!("{} rests", self.name);
    }

    async fn work_async(&mut self) -> u32 {
        let total = self.rounds;
        while self.rounds > 0 {
            println!("{} has {} to go", self.name, self.rounds);
            pause(self.duration()).await;
            self.rounds -= 1;
        }
        println!("{} rests", self.name);
        total
    }
}

async fn pause(duration: Duration) {
    let fired = Arc::new(AtomicBool::new(false));
    let mut started = false;
    poll_fn(move |cx| {
        if fired.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        if !started {
            started = true;
            let (fired, waker) = (Arc::clone(&fired), cx.waker().clone());
            thread::spawn(move || {
                thread::sleep(duration);
                fired.store(true, Ordering::Release);
                waker.wake();
            });
        }
        Poll::Pending
    })
    .await
}

fn main() {
    let ada = Worker::new("Ada", 50);
    let mut bob = Worker::new("Bob", 70).rounds(2);
    let mut cyd = Worker { name: String::from("Cyd"), ..ada.clone() };
    cyd.millis = 110;
    ada.work();
    bob.work();
    let before = bob.clone();
    let (b, c) = block_on(async { join!(bob.work_async(), cyd.work_async()) });
    println!("{b} and {c} rounds");
    println!("{before:?} became {bob:?}");
}
