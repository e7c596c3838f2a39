//! Whoever waits for a lock, a permit or a notification is polled again only when its turn has come.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Barrier, Mutex, Notify, RwLock, Semaphore};
use tokio::task::yield_now;

/// The polls of every task, in the order the tasks were made.
#[derive(Clone, Default)]
struct Meter {
    rows: Arc<StdMutex<Vec<(String, Arc<AtomicUsize>)>>>,
}

impl Meter {
    fn count<F: Future>(&self, name: impl Into<String>, future: F) -> Counted<F> {
        let polls = Arc::new(AtomicUsize::new(0));
        self.rows
            .lock()
            .unwrap()
            .push((name.into(), Arc::clone(&polls)));
        Counted {
            inner: Box::pin(future),
            polls,
        }
    }

    fn report(&self, title: &str) {
        println!("{title}");
        for (name, polls) in self.rows.lock().unwrap().drain(..) {
            println!("  {name:<12} {:>4} polls", polls.load(Ordering::Relaxed));
        }
    }
}

struct Counted<F> {
    inner: Pin<Box<F>>,
    polls: Arc<AtomicUsize>,
}

impl<F: Future> Future for Counted<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.polls.fetch_add(1, Ordering::Relaxed);
        self.inner.as_mut().poll(cx)
    }
}

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

async fn mutex(meter: &Meter) {
    let shared = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for id in 0..4 {
        let shared = Arc::clone(&shared);
        tasks.push(tokio::spawn(meter.count(
            format!("locker {id}"),
            async move {
                for round in 0..3 {
                    let mut list = shared.lock().await;
                    if id % 2 == 0 {
                        yield_now().await;
                    }
                    list.push((id, round));
                }
            },
        )));
    }
    for task in tasks {
        task.await.unwrap();
    }
    println!("{:?}", shared.lock().await);
    meter.report("Mutex");
}

async fn semaphore(meter: &Meter) {
    let permits = Arc::new(Semaphore::new(3));
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for (id, n) in [2, 2, 1, 3, 1].into_iter().enumerate() {
        let permits = Arc::clone(&permits);
        let order = Arc::clone(&order);
        tasks.push(tokio::spawn(meter.count(
            format!("{id} wants {n}"),
            async move {
                let _permit = permits.acquire_many_owned(n).await.unwrap();
                order.lock().await.push(id);
                tokio::time::sleep(ms(u64::from(n) * 5)).await;
            },
        )));
    }
    for task in tasks {
        task.await.unwrap();
    }
    println!(
        "{:?}, {} left",
        order.lock().await,
        permits.available_permits()
    );
    meter.report("Semaphore");
}

async fn readers_and_writers(meter: &Meter) {
    let shared = Arc::new(RwLock::new(0));
    let mut tasks = Vec::new();
    for id in 0..3 {
        let shared = Arc::clone(&shared);
        tasks.push(tokio::spawn(meter.count(
            format!("reader {id}"),
            async move {
                let mut seen = Vec::new();
                for _ in 0..3 {
                    let value = shared.read().await;
                    seen.push(*value);
                    yield_now().await;
                }
                seen
            },
        )));
    }
    let writer = Arc::clone(&shared);
    tasks.push(tokio::spawn(meter.count("writer", async move {
        for _ in 0..3 {
            *writer.write().await += 1;
            yield_now().await;
        }
        Vec::new()
    })));
    for task in tasks {
        println!("{:?}", task.await.unwrap());
    }
    meter.report("RwLock");
}

async fn notify(meter: &Meter) {
    let bell = Arc::new(Notify::new());
    let mut tasks = Vec::new();
    for id in 0..3 {
        let bell = Arc::clone(&bell);
        tasks.push(tokio::spawn(meter.count(
            format!("sleeper {id}"),
            async move {
                bell.notified().await;
                bell.notified().await;
            },
        )));
    }
    yield_now().await;
    bell.notify_one();
    yield_now().await;
    bell.notify_waiters();
    yield_now().await;
    println!(
        "{:?}",
        tasks.iter().map(|t| t.is_finished()).collect::<Vec<_>>()
    );
    bell.notify_one();
    bell.notify_waiters();
    yield_now().await;
    println!(
        "{:?}",
        tasks.iter().map(|t| t.is_finished()).collect::<Vec<_>>()
    );
    for task in tasks {
        task.abort();
        println!("{}", task.await.is_ok());
    }
    meter.report("Notify");
}

async fn stored(meter: &Meter) {
    let bell = Notify::new();
    bell.notify_one();
    bell.notify_one();
    meter.count("stored", bell.notified()).await;
    let second = tokio::time::timeout(ms(1), meter.count("not twice", bell.notified())).await;
    println!("{second:?}");
    meter.report("a stored notification");
}

async fn barrier(meter: &Meter) {
    let barrier = Arc::new(Barrier::new(3));
    let mut tasks = Vec::new();
    for id in 0..3 {
        let barrier = Arc::clone(&barrier);
        tasks.push(tokio::spawn(meter.count(
            format!("party {id}"),
            async move {
                let mut led = 0;
                for round in 0..2 {
                    tokio::time::sleep(ms(id * 3 + round)).await;
                    led += usize::from(barrier.wait().await.is_leader());
                }
                led
            },
        )));
    }
    for task in tasks {
        println!("led {}", task.await.unwrap());
    }
    meter.report("Barrier");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let meter = Meter::default();
    mutex(&meter).await;
    semaphore(&meter).await;
    readers_and_writers(&meter).await;
    notify(&meter).await;
    stored(&meter).await;
    barrier(&meter).await;
}
