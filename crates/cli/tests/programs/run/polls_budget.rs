//! A task that is always ready has to yield after 128 operations: its budget is spent.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Mutex, Semaphore, mpsc};
use tokio::task::{consume_budget, unconstrained, yield_now};

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

async fn full_channel(meter: &Meter, n: u32, free: bool) {
    let (tx, mut rx) = mpsc::unbounded_channel();
    for i in 0..n {
        tx.send(i).unwrap();
    }
    drop(tx);
    let drain = async move {
        let mut sum = 0;
        while let Some(i) = rx.recv().await {
            sum += i;
        }
        sum
    };
    let sum = if free {
        tokio::spawn(meter.count("free", unconstrained(drain)))
            .await
            .unwrap()
    } else {
        tokio::spawn(meter.count("drain", drain)).await.unwrap()
    };
    println!("{sum}");
    meter.report(&format!("{n} messages"));
}

async fn uncontended(meter: &Meter) {
    let mutex = Arc::new(Mutex::new(0));
    let inside = Arc::clone(&mutex);
    let permits = Semaphore::new(1);
    let locks = tokio::spawn(meter.count("locks", async move {
        for _ in 0..300 {
            *inside.lock().await += 1;
        }
    }));
    let acquires = tokio::spawn(meter.count("acquires", async move {
        for _ in 0..300 {
            drop(permits.acquire().await.unwrap());
        }
    }));
    let plain = tokio::spawn(meter.count("plain", async {
        for _ in 0..300 {
            std::future::ready(()).await;
        }
    }));
    let consumes = tokio::spawn(meter.count("consumes", async {
        for _ in 0..300 {
            consume_budget().await;
        }
    }));
    let sleeps = tokio::spawn(meter.count("sleeps", async {
        for _ in 0..300 {
            tokio::time::sleep(Duration::ZERO).await;
        }
    }));
    let yields = tokio::spawn(meter.count("yields", async {
        for _ in 0..10 {
            yield_now().await;
        }
    }));
    for task in [locks, acquires, plain, consumes, sleeps, yields] {
        task.await.unwrap();
    }
    println!("{}", mutex.lock().await);
    meter.report("uncontended");
}

async fn fair(meter: &Meter) {
    let (tx, mut rx) = mpsc::channel::<usize>(1000);
    let log = Arc::new(StdMutex::new(Vec::new()));
    let first = Arc::clone(&log);
    let second = Arc::clone(&log);
    let greedy = tokio::spawn(meter.count("greedy", async move {
        for i in 0..500 {
            tx.send(i).await.unwrap();
        }
        first.lock().unwrap().push("greedy is done".to_string());
    }));
    let modest = tokio::spawn(meter.count("modest", async move {
        let mut n = 0;
        let mut buffer = Vec::new();
        while rx.recv_many(&mut buffer, 1000).await > 0 {
            n += 1;
            second
                .lock()
                .unwrap()
                .push(format!("batch {n}: {}", buffer.len()));
            buffer.clear();
        }
    }));
    greedy.await.unwrap();
    modest.await.unwrap();
    for line in log.lock().unwrap().iter() {
        println!("{line}");
    }
    meter.report("greedy");
}

async fn many_handles(meter: &Meter) {
    let tasks: Vec<_> = (0..200u64)
        .map(|i| tokio::spawn(async move { i }))
        .collect();
    yield_now().await;
    let sum = tokio::spawn(meter.count("collects", async move {
        let mut sum = 0;
        for task in tasks {
            sum += task.await.unwrap();
        }
        sum
    }))
    .await
    .unwrap();
    println!("{sum}");
    meter.report("200 handles");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let meter = Meter::default();
    full_channel(&meter, 127, false).await;
    full_channel(&meter, 128, false).await;
    full_channel(&meter, 1000, false).await;
    full_channel(&meter, 1000, true).await;
    uncontended(&meter).await;
    fair(&meter).await;
    many_handles(&meter).await;
}
