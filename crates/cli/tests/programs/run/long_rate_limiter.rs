//! A token bucket for each client, with bursts, waiting in line, and a sliding window, in paused time.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, sleep_until, timeout};

#[derive(Debug, Clone, Copy)]
struct Quota {
    burst: NonZeroU32,
    refill: Duration,
}

impl Quota {
    fn per_second(n: u32) -> Option<Self> {
        let burst = NonZeroU32::new(n)?;
        Some(Quota { burst, refill: Duration::from_secs(1) / n })
    }

    fn with_burst(self, burst: u32) -> Option<Self> {
        Some(Quota { burst: NonZeroU32::new(burst)?, ..self })
    }
}

#[derive(Debug)]
struct Bucket {
    quota: Quota,
    tokens: f64,
    updated: Instant,
}

#[derive(Debug, PartialEq)]
enum Denied {
    TooMany { asked: u32, burst: u32 },
    Wait(Duration),
}

impl std::fmt::Display for Denied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Denied::TooMany { asked, burst } => write!(f, "{asked} is more than {burst}"),
            Denied::Wait(d) => write!(f, "wait {:.1} ms", d.as_secs_f64() * 1e3),
        }
    }
}

impl Bucket {
    fn new(quota: Quota) -> Self {
        Bucket { quota, tokens: f64::from(quota.burst.get()), updated: Instant::now() }
    }

    fn take(&mut self, n: u32) -> Result<u32, Denied> {
        let burst = self.quota.burst.get();
        if n > burst {
            return Err(Denied::TooMany { asked: n, burst });
        }
        let now = Instant::now();
        let passed = now.duration_since(self.updated).as_secs_f64();
        self.tokens = (self.tokens + passed / self.quota.refill.as_secs_f64()).min(burst.into());
        self.updated = now;
        let missing = f64::from(n) - self.tokens;
        if missing > 1e-6 {
            Err(Denied::Wait(self.quota.refill.mul_f64(missing)))
        } else {
            self.tokens -= n as f64;
            Ok(self.tokens.max(0.0) as u32)
        }
    }
}

#[derive(Clone)]
struct Limiter {
    buckets: Arc<Mutex<BTreeMap<String, Bucket>>>,
    quota: Quota,
}

impl Limiter {
    fn new(quota: Quota) -> Self {
        Limiter { buckets: Default::default(), quota }
    }

    fn check(&self, who: &str, n: u32) -> Result<u32, Denied> {
        let mut buckets = self.buckets.lock().unwrap();
        let bucket = buckets.entry(who.to_owned()).or_insert_with(|| Bucket::new(self.quota));
        bucket.take(n)
    }

    async fn acquire(&self, who: &str, n: u32) -> Result<Duration, Denied> {
        let start = Instant::now();
        loop {
            match self.check(who, n) {
                Ok(_) => return Ok(start.elapsed()),
                Err(Denied::Wait(d)) => sleep(d + Duration::from_millis(1)).await,
                Err(e) => return Err(e),
            }
        }
    }

    fn forget_idle(&self, idle: Duration) -> usize {
        let mut buckets = self.buckets.lock().unwrap();
        let before = buckets.len();
        buckets.retain(|_, bucket| bucket.updated.elapsed() < idle);
        before - buckets.len()
    }
}

struct Window<const N: usize> {
    span: Duration,
    hits: VecDeque<Instant>,
}

impl<const N: usize> Window<N> {
    fn new(span: Duration) -> Self {
        Self { span, hits: VecDeque::with_capacity(N) }
    }

    fn allow(&mut self) -> bool {
        let now = Instant::now();
        while self.hits.front().is_some_and(|&hit| now - hit >= self.span) {
            self.hits.pop_front();
        }
        let free = self.hits.len() < N;
        if free {
            self.hits.push_back(now);
        }
        free
    }

    async fn wait(&mut self) -> Instant {
        while !self.allow() {
            if let Some(&first) = self.hits.front() {
                sleep_until(first + self.span).await;
            }
        }
        Instant::now()
    }
}

async fn semaphore_limiter() {
    let permits = Arc::new(Semaphore::new(2));
    let refill = {
        let permits = Arc::downgrade(&permits);
        tokio::spawn(async move {
            let mut tick = interval(Duration::from_millis(100));
            tick.set_missed_tick_behavior(MissedTickBehavior::Skip);
            tick.tick().await;
            let mut added = 0;
            loop {
                tick.tick().await;
                let Some(permits) = permits.upgrade() else { break added };
                if permits.available_permits() < 2 {
                    permits.add_permits(1);
                    added += 1;
                }
            }
        })
    };
    let start = Instant::now();
    for n in 0..5 {
        permits.acquire().await.expect("never closed").forget();
        println!("permit {n} at {} ms", start.elapsed().as_millis());
    }
    drop(permits);
    println!("refilled {}", refill.await.unwrap());
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let ms = || start.elapsed().as_millis();

    assert!(Quota::per_second(0).is_none());
    let quota = Quota::per_second(10).and_then(|q| q.with_burst(3)).unwrap();
    println!("{quota:?}");
    let limiter = Limiter::new(quota);

    for n in 1..=5 {
        match limiter.check("ann", 1) {
            Ok(left) => println!("request {n}: ok, {left} left"),
            Err(e) => println!("request {n}: {e}"),
        }
    }
    println!("bob: {:?}", limiter.check("bob", 3));
    println!("bob: {:?}", limiter.check("bob", 2).map_err(|e| e.to_string()));
    println!("bob: {:?}", limiter.check("bob", 4).map_err(|e| e.to_string()));

    sleep(Duration::from_millis(250)).await;
    println!("{} ms: {:?} {:?}", ms(), limiter.check("ann", 2), limiter.check("ann", 1).is_err());
    sleep(Duration::from_secs(60)).await;
    println!("{} ms: {:?}", ms(), limiter.check("ann", 1));

    let mut line = Vec::new();
    for (name, count) in [("cid", 5), ("dan", 4)] {
        let limiter = limiter.clone();
        line.push(tokio::spawn(async move {
            let mut waits = Vec::new();
            for _ in 0..count {
                let waited = limiter.acquire(name, 1).await?;
                waits.push(waited.as_millis());
            }
            Ok::<_, Denied>((name, waits))
        }));
    }
    for task in line {
        println!("{:?}", task.await.unwrap());
    }
    println!("{:?}", limiter.acquire("cid", 9).await);
    let short = timeout(Duration::from_millis(20), limiter.acquire("cid", 3)).await;
    println!("gave up: {}", short.is_err());
    println!("forgot {}", limiter.forget_idle(Duration::from_secs(30)));
    println!("{:?}", limiter.buckets.lock().unwrap().keys().collect::<Vec<_>>());

    let mut window = Window::<3>::new(Duration::from_millis(100));
    let base = Instant::now();
    let mut log = String::new();
    for _ in 0..12 {
        log.push(if window.allow() { '+' } else { '-' });
        sleep(Duration::from_millis(20)).await;
    }
    println!("{log}");
    let mut at = Vec::new();
    for _ in 0..4 {
        at.push((window.wait().await - base).as_millis());
    }
    println!("{at:?}");

    semaphore_limiter().await;
}
