//! How often each end of a channel is polled: a task is woken no more than the channel asks for.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot, watch};

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

async fn bounded(meter: &Meter, capacity: usize) {
    let (tx, mut rx) = mpsc::channel::<u32>(capacity);
    let producer = tokio::spawn(meter.count("producer", async move {
        for i in 0..12 {
            tx.send(i).await.unwrap();
        }
    }));
    let consumer = tokio::spawn(meter.count("consumer", async move {
        let mut sum = 0;
        while let Some(i) = rx.recv().await {
            sum += i;
        }
        sum
    }));
    producer.await.unwrap();
    println!("sum {}", consumer.await.unwrap());
    meter.report(&format!("mpsc of {capacity}"));
}

async fn three_senders(meter: &Meter) {
    let (tx, mut rx) = mpsc::channel::<(u32, u32)>(2);
    let mut tasks = Vec::new();
    for id in 0..3 {
        let tx = tx.clone();
        tasks.push(tokio::spawn(meter.count(
            format!("sender {id}"),
            async move {
                for i in 0..4 {
                    tx.send((id, i)).await.unwrap();
                }
            },
        )));
    }
    drop(tx);
    let seen = tokio::spawn(meter.count("receiver", async move {
        let mut seen = Vec::new();
        while let Some(pair) = rx.recv().await {
            seen.push(pair);
        }
        seen
    }))
    .await
    .unwrap();
    for task in tasks {
        task.await.unwrap();
    }
    println!("{seen:?}");
    meter.report("three senders");
}

async fn unbounded(meter: &Meter) {
    let (tx, mut rx) = mpsc::unbounded_channel();
    let reader = tokio::spawn(meter.count("reader", async move {
        let mut batches = Vec::new();
        let mut buffer = Vec::new();
        loop {
            let n = rx.recv_many(&mut buffer, 3).await;
            if n == 0 {
                break;
            }
            batches.push(n);
        }
        (batches, buffer.len())
    }));
    tokio::spawn(meter.count("writer", async move {
        for burst in [1, 5, 2] {
            for i in 0..burst {
                tx.send(i).unwrap();
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }));
    println!("{:?}", reader.await.unwrap());
    meter.report("unbounded, recv_many");
}

async fn one_answer(meter: &Meter) {
    let (tx, rx) = oneshot::channel();
    let (gone, lost) = oneshot::channel::<u8>();
    let waiting = tokio::spawn(meter.count("waiting", rx));
    let orphan = tokio::spawn(meter.count("orphan", lost));
    let answering = tokio::spawn(meter.count("answering", async move {
        tokio::time::sleep(Duration::from_millis(10)).await;
        tx.send("answer").unwrap();
        drop(gone);
    }));
    let (mut closing, dropped) = oneshot::channel::<u8>();
    let closed = tokio::spawn(meter.count("closed", async move { closing.closed().await }));
    drop(dropped);
    println!("{:?} {:?}", waiting.await.unwrap(), orphan.await.unwrap());
    answering.await.unwrap();
    closed.await.unwrap();
    meter.report("oneshot");
}

async fn latest(meter: &Meter) {
    let (tx, rx) = watch::channel(0);
    let mut tasks = Vec::new();
    for id in 0..2 {
        let mut rx = rx.clone();
        tasks.push(tokio::spawn(meter.count(
            format!("watcher {id}"),
            async move {
                let mut seen = Vec::new();
                while rx.changed().await.is_ok() {
                    seen.push(*rx.borrow_and_update());
                }
                seen
            },
        )));
    }
    let mut rx = rx;
    tasks.push(tokio::spawn(meter.count("waits for 4", async move {
        let value = *rx.wait_for(|v| *v >= 4).await.unwrap();
        vec![value]
    })));
    for i in 1..=6 {
        tx.send(i).unwrap();
        if i % 2 == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    drop(tx);
    for task in tasks {
        println!("{:?}", task.await.unwrap());
    }
    meter.report("watch");
}

async fn everyone(meter: &Meter) {
    let (tx, _) = broadcast::channel(4);
    let mut tasks = Vec::new();
    for id in 0..2 {
        let mut rx = tx.subscribe();
        tasks.push(tokio::spawn(meter.count(
            format!("listener {id}"),
            async move {
                let mut seen = Vec::new();
                loop {
                    match rx.recv().await {
                        Ok(v) => seen.push(format!("{v}")),
                        Err(broadcast::error::RecvError::Lagged(n)) => seen.push(format!("-{n}")),
                        Err(broadcast::error::RecvError::Closed) => break,
                    }
                }
                seen.join(" ")
            },
        )));
    }
    for i in 0..3 {
        tx.send(i).unwrap();
        tokio::task::yield_now().await;
    }
    for i in 3..10 {
        tx.send(i).unwrap();
    }
    drop(tx);
    for task in tasks {
        println!("{}", task.await.unwrap());
    }
    meter.report("broadcast");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let meter = Meter::default();
    bounded(&meter, 1).await;
    bounded(&meter, 3).await;
    bounded(&meter, 32).await;
    three_senders(&meter).await;
    unbounded(&meter).await;
    one_answer(&meter).await;
    latest(&meter).await;
    everyone(&meter).await;
}
