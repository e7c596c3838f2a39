//! What select!, join!, a JoinSet and a LocalSet poll, and how often.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinSet, LocalSet, yield_now};

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

async fn steps(n: usize) -> usize {
    for _ in 0..n {
        yield_now().await;
    }
    n
}

async fn joined(meter: &Meter) {
    let sums = tokio::spawn(meter.count("join!", {
        let meter = meter.clone();
        async move {
            tokio::join!(
                meter.count("three", steps(3)),
                meter.count("none", steps(0)),
                meter.count("one", steps(1)),
                meter.count("sleep", tokio::time::sleep(ms(2))),
            )
        }
    }))
    .await
    .unwrap();
    println!("{sums:?}");
    meter.report("join!");
    let tried = tokio::try_join!(
        meter.count("slow", async {
            tokio::time::sleep(ms(9)).await;
            Ok::<u8, String>(1)
        }),
        meter.count("fails", async {
            yield_now().await;
            Err::<u8, String>("no".into())
        }),
        meter.count("after", async {
            yield_now().await;
            Ok::<u8, String>(2)
        }),
    );
    println!("{tried:?}");
    meter.report("try_join!");
}

async fn selected(meter: &Meter) {
    let (tx, mut rx) = mpsc::channel(4);
    let (stop, mut stopped) = oneshot::channel();
    let looping = tokio::spawn(meter.count("loop", {
        let meter = meter.clone();
        async move {
            let mut log = Vec::new();
            let mut tick = tokio::time::interval(ms(10));
            loop {
                tokio::select! {
                    biased;
                    _ = &mut stopped => break,
                    Some(i) = meter.count("recv", rx.recv()) => log.push(format!("got {i}")),
                    _ = tick.tick() => log.push("tick".into()),
                }
            }
            log
        }
    }));
    tokio::spawn(meter.count("feeder", async move {
        for i in 0..4 {
            tokio::time::sleep(ms(7)).await;
            tx.send(i).await.unwrap();
        }
        stop.send(()).unwrap();
    }));
    println!("{:?}", looping.await.unwrap());
    meter.report("select! in a loop");
}

async fn branches(meter: &Meter) {
    let on = false;
    let which = tokio::select! {
        biased;
        n = meter.count("disabled", steps(0)), if on => n,
        n = meter.count("four", steps(4)) => n,
        n = meter.count("two", steps(2)) => n,
        n = meter.count("also two", steps(2)) => n + 100,
    };
    println!("{which}");
    let other = tokio::select! {
        biased;
        Some(n) = meter.count("refused", async { None::<usize> }) => n,
        n = meter.count("taken", steps(3)) => n,
        else => 0,
    };
    println!("{other}");
    meter.report("select! once");
}

async fn set(meter: &Meter) {
    let order = tokio::spawn(meter.count("owner", {
        let meter = meter.clone();
        async move {
            let mut set = JoinSet::new();
            for n in [5, 1, 3] {
                set.spawn(meter.count(format!("steps {n}"), steps(n)));
            }
            let handle = set.spawn(meter.count("aborted", async {
                tokio::time::sleep(ms(100)).await;
                0
            }));
            let mut order = Vec::new();
            while let Some(result) = set.join_next().await {
                match result {
                    Ok(n) => order.push(n),
                    Err(e) => println!("cancelled {}", e.is_cancelled()),
                }
                if order.len() == 3 {
                    handle.abort();
                }
            }
            order
        }
    }))
    .await
    .unwrap();
    println!("{order:?}");
    meter.report("JoinSet");
}

async fn local(meter: &Meter) {
    let local = LocalSet::new();
    let seen = local
        .run_until(async {
            let shared = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
            let mut tasks = Vec::new();
            for id in 0..3 {
                let shared = std::rc::Rc::clone(&shared);
                tasks.push(tokio::task::spawn_local(meter.count(
                    format!("local {id}"),
                    async move {
                        for round in 0..=id {
                            shared.borrow_mut().push((id, round));
                            yield_now().await;
                        }
                    },
                )));
            }
            for task in tasks {
                task.await.unwrap();
            }
            shared.take()
        })
        .await;
    println!("{seen:?}");
    meter.report("LocalSet");
}

async fn handles(meter: &Meter) {
    let never = tokio::spawn(meter.count("never run", steps(1)));
    never.abort();
    println!("{:?}", never.await.map_err(|e| e.is_cancelled()));
    let slow = tokio::spawn(meter.count("awaited", tokio::time::sleep(ms(5))));
    meter.count("handle", slow).await.unwrap();
    let done = tokio::spawn(meter.count("finished", steps(0)));
    yield_now().await;
    println!("{}", done.is_finished());
    println!("{:?}", meter.count("its handle", done).await.ok());
    meter.report("JoinHandle");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let meter = Meter::default();
    joined(&meter).await;
    selected(&meter).await;
    branches(&meter).await;
    set(&meter).await;
    local(&meter).await;
    handles(&meter).await;
}
