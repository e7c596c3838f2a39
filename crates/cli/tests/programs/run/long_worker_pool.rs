//! A pool of worker threads: a queue, handles with results, panics that are caught, a drop that waits.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send + 'static>;

#[derive(Default)]
struct Queue {
    jobs: Mutex<VecDeque<Job>>,
    ready: Condvar,
    idle: Condvar,
    closed: AtomicBool,
    running: AtomicUsize,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Job>> {
        self.jobs.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn push(&self, job: Job) -> Result<(), Job> {
        if self.closed.load(Ordering::Acquire) {
            return Err(job);
        }
        self.lock().push_back(job);
        self.ready.notify_one();
        Ok(())
    }

    fn pop(&self) -> Option<Job> {
        let mut jobs = self
            .ready
            .wait_while(self.lock(), |jobs| jobs.is_empty() && !self.closed.load(Ordering::Acquire))
            .unwrap();
        let job = jobs.pop_front()?;
        self.running.fetch_add(1, Ordering::SeqCst);
        Some(job)
    }

    fn done(&self) {
        let _jobs = self.lock();
        self.running.fetch_sub(1, Ordering::SeqCst);
        self.idle.notify_all();
    }

    fn wait_idle(&self) {
        let mut jobs = self.lock();
        while !jobs.is_empty() || self.running.load(Ordering::SeqCst) > 0 {
            jobs = self.idle.wait(jobs).unwrap();
        }
    }

    fn close(&self) {
        let _jobs = self.lock();
        self.closed.store(true, Ordering::Release);
        self.ready.notify_all();
    }
}

#[derive(Debug, PartialEq)]
enum TaskError {
    Panicked(String),
    Rejected,
    TimedOut,
}

struct Task<T> {
    result: Receiver<thread::Result<T>>,
}

fn panic_text(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast_ref::<&'static str>() {
            Some(text) => text.to_string(),
            None => String::from("something else"),
        },
    }
}

impl<T> Task<T> {
    fn join(self) -> Result<T, TaskError> {
        match self.result.recv() {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(payload)) => Err(TaskError::Panicked(panic_text(payload))),
            Err(_) => Err(TaskError::Rejected),
        }
    }

    fn join_timeout(&self, limit: Duration) -> Result<T, TaskError> {
        match self.result.recv_timeout(limit) {
            Ok(result) => result.map_err(|payload| TaskError::Panicked(panic_text(payload))),
            Err(RecvTimeoutError::Timeout) => Err(TaskError::TimedOut),
            Err(RecvTimeoutError::Disconnected) => Err(TaskError::Rejected),
        }
    }
}

struct Pool {
    queue: Arc<Queue>,
    workers: Vec<Option<JoinHandle<usize>>>,
    stats: Arc<RwLock<BTreeMap<String, usize>>>,
}

impl Pool {
    fn new(size: usize) -> std::io::Result<Self> {
        assert!(size > 0, "a pool needs workers");
        let queue = Arc::new(Queue::default());
        let stats = Arc::new(RwLock::new(BTreeMap::new()));
        let workers = (0..size)
            .map(|n| {
                let queue = Arc::clone(&queue);
                let stats = Arc::clone(&stats);
                thread::Builder::new()
                    .name(format!("worker-{n}"))
                    .spawn(move || {
                        let mut count = 0;
                        while let Some(job) = queue.pop() {
                            job();
                            count += 1;
                            let name = thread::current().name().unwrap_or("?").to_owned();
                            *stats.write().unwrap().entry(name).or_insert(0) += 1;
                            queue.done();
                        }
                        count
                    })
                    .map(Some)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Pool { queue, workers, stats })
    }

    fn spawn<F, T>(&self, work: F) -> Task<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let (tx, result) = mpsc::sync_channel(1);
        let job: Job = Box::new(move || {
            let value = panic::catch_unwind(AssertUnwindSafe(work));
            let _ = tx.send(value);
        });
        if let Err(rejected) = self.queue.push(job) {
            drop(rejected);
        }
        Task { result }
    }

    fn map<I, F, T>(&self, items: I, f: F) -> Vec<Result<T, TaskError>>
    where
        I: IntoIterator,
        I::Item: Send + 'static,
        F: Fn(I::Item) -> T + Send + Sync + 'static,
        T: Send + 'static,
    {
        let f = Arc::new(f);
        let tasks: Vec<Task<T>> = items
            .into_iter()
            .map(|item| {
                let f = f.clone();
                self.spawn(move || f(item))
            })
            .collect();
        tasks.into_iter().map(Task::join).collect()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.queue.close();
        let total: usize = self
            .workers
            .iter_mut()
            .filter_map(Option::take)
            .map(|worker| worker.join().expect("a worker never panics"))
            .sum();
        println!("pool dropped after {total} jobs");
    }
}

fn is_prime(n: u64) -> bool {
    n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| n % d != 0)
}

fn word_counts(text: &str) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

fn main() -> std::io::Result<()> {
    panic::set_hook(Box::new(|_| {}));
    let pool = Pool::new(3)?;

    let squares = pool.map(1..=6, |n: i32| n * n);
    println!("{:?}", squares.into_iter().collect::<Result<Vec<_>, _>>());

    let counts = pool.map([100u64, 200, 300], |limit| (0..limit).filter(|&n| is_prime(n)).count());
    println!("{counts:?}");

    let texts = ["the cat and the hat", "The dog, the cat; the end.", "a hat"];
    let merged = pool
        .map(texts, word_counts)
        .into_iter()
        .flatten()
        .fold(BTreeMap::new(), |mut all: BTreeMap<String, u32>, one| {
            for (word, n) in one {
                *all.entry(word).or_insert(0) += n;
            }
            all
        });
    let mut top: Vec<(&String, &u32)> = merged.iter().collect();
    top.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    for (word, n) in top.iter().take(3) {
        println!("{word:>5} {n}");
    }

    let risky = pool.map(vec![4, 0, 2], |n: i32| {
        if n == 0 {
            panic!("cannot divide by {n}");
        }
        100 / n
    });
    println!("{risky:?}");
    println!("{:?}", pool.spawn(|| -> u8 { panic!("plain text") }).join());
    println!("{:?}", pool.spawn(|| panic::resume_unwind(Box::new(7u8))).join());

    let slow = pool.spawn(|| {
        thread::sleep(Duration::from_millis(60));
        "slow result"
    });
    println!("{:?}", slow.join_timeout(Duration::from_millis(5)));
    println!("{:?}", slow.join_timeout(Duration::from_secs(5)));

    let total = Arc::new(AtomicUsize::new(0));
    for n in 1..=20 {
        let total = Arc::clone(&total);
        drop(pool.spawn(move || total.fetch_add(n, Ordering::Relaxed)));
    }
    pool.queue.wait_idle();
    println!("total {} (shared by {})", total.load(Ordering::Relaxed), Arc::strong_count(&total));
    println!("jobs {}", pool.stats.read().unwrap().values().sum::<usize>());

    pool.queue.close();
    println!("{:?}", pool.spawn(|| 1).join());
    drop(pool);
    println!("end");
    Ok(())
}
