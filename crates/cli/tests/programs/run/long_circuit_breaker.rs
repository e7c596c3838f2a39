//! A client that tries again, with a circuit breaker and time limits around any service, in paused time.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, error::Elapsed, sleep, timeout};

#[derive(Debug, Clone, PartialEq, Eq)]
enum ServiceError {
    Refused,
    Status(u16),
    TimedOut,
    Open { retry_in: Duration },
}

impl ServiceError {
    fn is_transient(&self) -> bool {
        !matches!(self, Self::Status(400..=499) | Self::Open { .. })
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServiceError::Refused => f.write_str("connection refused"),
            ServiceError::Status(code @ 500..) => write!(f, "server error {code}"),
            ServiceError::Status(code) => write!(f, "client error {code}"),
            ServiceError::TimedOut => f.write_str("timed out"),
            ServiceError::Open { retry_in } => write!(f, "circuit open, retry in {retry_in:?}"),
        }
    }
}

impl std::error::Error for ServiceError {}

impl From<Elapsed> for ServiceError {
    fn from(_: Elapsed) -> Self {
        ServiceError::TimedOut
    }
}

trait Service<Request> {
    type Response;

    fn call(&self, request: Request) -> impl Future<Output = Result<Self::Response, ServiceError>> + Send;
}

trait ServiceExt<R>: Service<R> + Sized {
    fn with_timeout(self, limit: Duration) -> Timeout<Self> {
        Timeout { inner: self, limit }
    }

    fn with_breaker(self, threshold: u32, cooldown: Duration) -> Breaker<Self> {
        Breaker { inner: self, threshold, cooldown, state: Mutex::new(State::Closed { failures: 0 }) }
    }

    fn with_retry<B: Backoff>(self, backoff: B, attempts: u32) -> Retry<Self, B> {
        Retry { inner: self, backoff, attempts, retries: AtomicU32::new(0) }
    }
}

impl<R, S: Service<R>> ServiceExt<R> for S {}

struct Timeout<S> {
    inner: S,
    limit: Duration,
}

impl<R: Send, S: Service<R> + Sync> Service<R> for Timeout<S> {
    type Response = S::Response;

    async fn call(&self, request: R) -> Result<S::Response, ServiceError> {
        timeout(self.limit, self.inner.call(request)).await?
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant },
    HalfOpen,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Closed { failures: 0 } => "closed",
            State::Closed { .. } => "closed (shaky)",
            State::Open { .. } => "open",
            State::HalfOpen => "half-open",
        }
    }
}

struct Breaker<S> {
    inner: S,
    threshold: u32,
    cooldown: Duration,
    state: Mutex<State>,
}

impl<S> Breaker<S> {
    fn state(&self) -> State {
        *self.state.lock().unwrap()
    }

    fn before(&self) -> Result<(), ServiceError> {
        let mut state = self.state.lock().unwrap();
        if let State::Open { until } = *state {
            let retry_in = until.saturating_duration_since(Instant::now());
            if !retry_in.is_zero() {
                return Err(ServiceError::Open { retry_in });
            }
            *state = State::HalfOpen;
        }
        Ok(())
    }

    fn after<T>(&self, result: &Result<T, ServiceError>) {
        let mut state = self.state.lock().unwrap();
        *state = match (result, *state) {
            (Ok(_), _) => State::Closed { failures: 0 },
            (Err(e), old) if !e.is_transient() => old,
            (Err(_), State::Closed { failures }) if failures + 1 < self.threshold => {
                State::Closed { failures: failures + 1 }
            }
            (Err(_), _) => State::Open { until: Instant::now() + self.cooldown },
        };
    }
}

impl<R: Send, S> Service<R> for Breaker<S>
where
    S: Service<R> + Sync + Send,
    S::Response: Send,
{
    type Response = S::Response;

    async fn call(&self, request: R) -> Result<Self::Response, ServiceError> {
        self.before()?;
        let result = self.inner.call(request).await;
        self.after(&result);
        result
    }
}

trait Backoff: Send + Sync {
    fn delay(&self, attempt: u32) -> Duration;
}

struct Exponential {
    base: Duration,
    max: Duration,
}

impl Backoff for Exponential {
    fn delay(&self, attempt: u32) -> Duration {
        2u32.checked_pow(attempt).map_or(self.max, |factor| (self.base * factor).min(self.max))
    }
}

impl<F: Fn(u32) -> Duration + Send + Sync> Backoff for F {
    fn delay(&self, attempt: u32) -> Duration {
        self(attempt)
    }
}

struct Retry<S, B> {
    inner: S,
    backoff: B,
    attempts: u32,
    retries: AtomicU32,
}

impl<R, S, B> Service<R> for Retry<S, B>
where
    R: Clone + Send + Sync,
    S: Service<R, Response: Send> + Send + Sync,
    B: Backoff,
{
    type Response = S::Response;

    async fn call(&self, request: R) -> Result<Self::Response, ServiceError> {
        let mut attempt = 0;
        loop {
            match self.inner.call(request.clone()).await {
                Err(e) if e.is_transient() && attempt + 1 < self.attempts => {
                    sleep(self.backoff.delay(attempt)).await;
                    attempt += 1;
                    self.retries.fetch_add(1, Ordering::Relaxed);
                }
                result => break result,
            }
        }
    }
}

type Step = (u64, Result<&'static str, ServiceError>);

#[derive(Clone, Default)]
struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    calls: Arc<AtomicU32>,
}

impl Script {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Script { steps: Arc::new(Mutex::new(steps.into_iter().collect())), ..Self::default() }
    }
}

impl Service<&str> for Script {
    type Response = String;

    async fn call(&self, path: &str) -> Result<String, ServiceError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let step = self.steps.lock().unwrap().pop_front();
        let Some((ms, answer)) = step else { return Err(ServiceError::Refused) };
        sleep(Duration::from_millis(ms)).await;
        answer.map(|body| format!("{path}: {body}"))
    }
}

/// For those that want to keep services of several kinds.
trait DynService {
    fn call_boxed<'a>(
        &'a self,
        path: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<String, ServiceError>> + Send + 'a>>;
}

impl<S> DynService for S
where
    S: for<'r> Service<&'r str, Response = String> + Sync,
{
    fn call_boxed<'a>(
        &'a self,
        path: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<String, ServiceError>> + Send + 'a>> {
        Box::pin(self.call(path))
    }
}

thread_local! {
    static LOG: RefCell<Vec<String>> = RefCell::default();
}

async fn timed(label: &str, call: impl Future<Output = Result<String, ServiceError>>) {
    let start = Instant::now();
    let text = match call.await {
        Ok(body) => format!("{label}: ok {body:?}"),
        Err(e) => format!("{label}: {e}"),
    };
    LOG.with_borrow_mut(|log| log.push(format!("{text} after {} ms", start.elapsed().as_millis())));
}

fn flush() {
    LOG.take().iter().for_each(|line| println!("{line}"));
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let ms = Duration::from_millis;
    use ServiceError::*;

    let script = Script::new([(5, Err(Refused)), (5, Err(Status(503))), (5, Ok("hello"))]);
    let client = script.clone().with_retry(Exponential { base: ms(100), max: ms(150) }, 4);
    timed("retry", client.call("/a")).await;
    timed("empty", client.call("/b")).await;
    println!("{} calls, {} retries", script.calls.load(Ordering::SeqCst), client.retries.load(Ordering::Relaxed));
    flush();

    let script = Script::new([(5, Err(Status(404))), (500, Ok("late")), (20, Ok("in time"))]);
    let client = script.with_timeout(ms(50)).with_retry(|n| Duration::from_millis(10) * (n + 1), 3);
    timed("missing", client.call("/c")).await;
    timed("slow", client.call("/d")).await;
    flush();

    let failing = (0..3).map(|n| (1, Err(Status(500 + n))));
    let script = Script::new(failing.chain([(1, Err(Refused)), (1, Ok("back")), (1, Ok("again"))]));
    let breaker = script.clone().with_breaker(3, ms(1000));
    for n in 0..9 {
        timed(&format!("call {n}"), breaker.call("/e")).await;
        println!("{n}: {}", breaker.state().name());
        sleep(ms(if n > 3 { 600 } else { 0 })).await;
    }
    println!("{} calls of 9", script.calls.load(Ordering::SeqCst));
    flush();

    let steps = [(30, Err(Refused)), (10, Ok("one")), (20, Ok("two")), (90, Ok("three"))];
    let services: Vec<(&str, Box<dyn DynService>)> = vec![
        ("plain", Box::new(Script::new(steps.clone()))),
        ("timeout", Box::new(Script::new(steps.clone()).with_timeout(ms(25)))),
        ("retry", Box::new(Script::new(steps.clone()).with_retry(|_| Duration::ZERO, 2))),
        ("breaker", Box::new(Script::new(steps).with_breaker(1, ms(15)).with_timeout(ms(80)))),
    ];
    for (name, service) in &services {
        let (a, b) = tokio::join!(service.call_boxed("/1"), service.call_boxed("/2"));
        println!("{name}: {a:?} {b:?}");
        timed(name, service.call_boxed("/3")).await;
    }
    flush();
}
