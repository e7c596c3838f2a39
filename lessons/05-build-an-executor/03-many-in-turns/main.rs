//! An executor for many futures: each is polled in its turn.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Executor {
    queue: VecDeque<Task>,
}

impl Executor {
    fn spawn(&mut self, future: impl Future<Output = ()> + 'static) {
        self.queue.push_back(Box::pin(future));
    }

    fn run(&mut self) {
        let mut cx = Context::from_waker(Waker::noop());
        while let Some(mut task) = self.queue.pop_front() {
            if task.as_mut().poll(&mut cx).is_pending() {
                self.queue.push_back(task);
            }
        }
    }
}

/// Pending once, so that the others have their turn.
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

async fn count(name: &str, to: u32) {
    for n in 1..=to {
        println!("{name} {n}");
        step_aside().await;
    }
    println!("{name} done");
}

fn main() {
    let mut executor = Executor::default();
    executor.spawn(count("cat", 3));
    executor.spawn(count("dog", 1));
    executor.spawn(count("owl", 2));
    executor.run();
}
