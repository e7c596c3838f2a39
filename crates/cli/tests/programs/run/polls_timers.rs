//! Timers wake a task once when they are due, and not while others run.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{self, Instant, MissedTickBehavior};

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

async fn sleeps(meter: &Meter) {
    let mut tasks = Vec::new();
    for n in [30, 10, 0, 20] {
        tasks.push(tokio::spawn(meter.count(
            format!("sleep {n}"),
            async move {
                time::sleep(ms(n)).await;
                time::sleep(ms(n / 2)).await;
            },
        )));
    }
    for task in tasks {
        task.await.unwrap();
    }
    meter.report("sleeps");
}

async fn moved_deadline(meter: &Meter) {
    let start = Instant::now();
    tokio::spawn(meter.count("reset", async move {
        let mut sleep = std::pin::pin!(time::sleep(ms(5)));
        for _ in 0..3 {
            sleep.as_mut().reset(Instant::now() + ms(50));
            let step = time::timeout(ms(10), sleep.as_mut()).await;
            assert!(step.is_err());
        }
        sleep.await;
    }))
    .await
    .unwrap();
    println!("after {:?}", start.elapsed());
    meter.report("reset");
}

async fn ticks(meter: &Meter) {
    let start = Instant::now();
    for behavior in [
        MissedTickBehavior::Burst,
        MissedTickBehavior::Delay,
        MissedTickBehavior::Skip,
    ] {
        let at = tokio::spawn(meter.count(format!("{behavior:?}"), async move {
            let start = Instant::now();
            let mut interval = time::interval(ms(10));
            interval.set_missed_tick_behavior(behavior);
            let mut at = Vec::new();
            for i in 0..6 {
                interval.tick().await;
                at.push(start.elapsed().as_millis());
                if i == 1 {
                    time::sleep(ms(25)).await;
                }
            }
            at
        }))
        .await
        .unwrap();
        println!("{behavior:?} {at:?}");
    }
    println!("all {:?}", start.elapsed());
    meter.report("intervals");
}

async fn limits(meter: &Meter) {
    let in_time = tokio::spawn(meter.count("in time", async {
        time::timeout(ms(20), time::sleep(ms(10))).await
    }));
    let too_late = tokio::spawn(meter.count("too late", async {
        time::timeout(ms(10), time::sleep(ms(20))).await
    }));
    let equal = tokio::spawn(meter.count("equal", async {
        time::timeout(ms(10), time::sleep(ms(10))).await
    }));
    let at_once =
        tokio::spawn(meter.count("at once", async { time::timeout(ms(0), async { 7 }).await }));
    let never = tokio::spawn(meter.count("never", async {
        time::timeout_at(Instant::now() + ms(3), std::future::pending::<()>()).await
    }));
    println!("{:?}", in_time.await.unwrap());
    println!("{:?}", too_late.await.unwrap());
    println!("{:?}", equal.await.unwrap());
    println!("{:?}", at_once.await.unwrap());
    println!("{:?}", never.await.unwrap());
    meter.report("timeouts");
}

async fn inner_polls(meter: &Meter) {
    let inner = meter.count("inner", async {
        for _ in 0..4 {
            time::sleep(ms(4)).await;
        }
    });
    let outer = meter.count("outer", time::timeout(ms(9), inner));
    println!("{:?}", outer.await);
    meter.report("a timeout around a loop");
}

async fn by_hand(meter: &Meter) {
    let task = tokio::spawn(meter.count("advanced", async {
        let mut at = Vec::new();
        let start = Instant::now();
        for _ in 0..3 {
            time::sleep(ms(100)).await;
            at.push(start.elapsed());
        }
        at
    }));
    tokio::task::yield_now().await;
    time::advance(ms(50)).await;
    time::advance(ms(50)).await;
    time::advance(ms(70)).await;
    println!("done {}", task.is_finished());
    println!("{:?}", task.await.unwrap());
    meter.report("advance");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let meter = Meter::default();
    sleeps(&meter).await;
    moved_deadline(&meter).await;
    ticks(&meter).await;
    limits(&meter).await;
    inner_polls(&meter).await;
    by_hand(&meter).await;
}
