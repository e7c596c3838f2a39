//! What the servers' tasks and threads do, as it happens: recorded by them, read by any number of pages.
//!
//! Who is alive is always known. Polls and wakes are recorded only while somebody reads, and a while
//! after, for a page that lost its connection: a server that nobody watches is not slowed down. The
//! latest [`KEPT`] events are kept, numbered; a [`Reader`] that is slower than that misses some, is told how
//! many, and goes on from who is alive then.
//!
//! (`trace::Recorder` keeps the beginning of a run instead, for runs that end.)

mod alive;
mod reader;
mod timer;

pub use alive::thread_here;
pub use reader::{Batch, Reader};

use alive::Alive;
use std::collections::VecDeque;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use trace::{Event, Kind, Nanos, Sink, TaskId, TimerId, Traced, WakeCause};

/// Events that are kept for readers.
pub const KEPT: usize = 65_536;
/// How long recording goes on when the last reader has left.
const AFTER: Duration = Duration::from_secs(30);

/// The story of a server process.
#[derive(Clone)]
pub struct Story(Arc<Shared>);

struct Shared {
    start: Instant,
    instance: u64,
    next_task: AtomicU32,
    next_timer: AtomicU32,
    /// Read at every event: whether more than births and deaths is recorded.
    watched: AtomicBool,
    inner: Mutex<Inner>,
    /// Notified when there is an event and a reader waits for one.
    news: Notify,
}

#[derive(Default)]
struct Inner {
    alive: Alive,
    events: VecDeque<Event>,
    /// The number of the first of `events`.
    first: u64,
    readers: usize,
    /// Counts arrivals and departures of readers.
    visits: u64,
    /// A reader waits for news.
    hungry: bool,
}

impl Default for Story {
    /// Time begins now.
    fn default() -> Self {
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let instance = since_1970.map_or(0, |time| time.as_nanos() as u64)
            ^ u64::from(std::process::id()) << 48;
        Story(Arc::new(Shared {
            start: Instant::now(),
            instance,
            next_task: AtomicU32::new(1),
            next_timer: AtomicU32::new(1),
            watched: AtomicBool::new(false),
            inner: Mutex::default(),
            news: Notify::new(),
        }))
    }
}

impl Story {
    /// The time on the story's clock.
    pub fn now(&self) -> Nanos {
        self.0.now()
    }

    /// Tells this story from that of a server started at another time.
    pub fn instance(&self) -> u64 {
        self.0.instance
    }

    /// A future whose polls, wakes and end are part of the story.
    pub fn spawned<F>(&self, name: &str, future: F) -> Traced<F> {
        Traced::spawned(self.0.clone(), name, future)
    }

    /// As [`spawned`](Story::spawned), for one that the task itself polls.
    pub fn child<F>(&self, name: &str, future: F) -> Traced<F> {
        Traced::child(self.0.clone(), name, future)
    }

    /// Sleeps; the timer is part of the story.
    pub fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send + use<> {
        timer::Sleep::new(self.clone(), duration)
    }

    /// The name of the task or thread that serves a connection.
    pub fn connection(&self, stream: &TcpStream) -> String {
        match stream.peer_addr() {
            Ok(peer) => format!("connection from {peer}"),
            Err(_) => "connection that broke off".to_owned(),
        }
    }

    /// Records what `kind` says, if somebody reads.
    pub fn note(&self, kind: impl FnOnce() -> Kind) {
        if self.0.watched.load(Ordering::Relaxed) {
            self.0.record(&kind());
        }
    }

    /// Runs what a thread does, from its start to its end, on that thread.
    pub fn thread<T>(&self, name: &str, work: impl FnOnce() -> T) -> T {
        self.0.record(&Kind::ThreadStart {
            started: thread_here(),
            name: Some(name.to_owned()),
        });
        let result = work();
        self.0.record(&Kind::ThreadEnd { panicked: false });
        result
    }

    fn new_timer(&self) -> TimerId {
        TimerId(self.0.next_timer.fetch_add(1, Ordering::Relaxed))
    }
}

impl Shared {
    fn now(&self) -> Nanos {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    /// A panic elsewhere leaves the story whole: every event is either there or not.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Shared {
    fn new_task(&self) -> TaskId {
        TaskId(self.next_task.fetch_add(1, Ordering::Relaxed))
    }

    /// A thread that polls none of our tasks wakes one when a timer of ours is due, or on behalf of the
    /// network or the visitor.
    fn waking(&self) -> WakeCause {
        timer::due_here().map_or(WakeCause::Outside, WakeCause::Timer)
    }

    fn record(&self, kind: &Kind) {
        let watched = self.watched.load(Ordering::Relaxed);
        if !watched && !alive::matters(kind) {
            return;
        }
        let thread = thread_here();
        let mut inner = self.lock();
        // The clock is read under the lock, so that the events are in the order of their times.
        let at = self.now();
        let whole = inner.alive.apply(at, thread, kind);
        if !watched || !whole {
            return;
        }
        let event = Event {
            at,
            thread,
            place: None,
            kind: kind.clone(),
        };
        if inner.push(event) {
            drop(inner);
            self.news.notify_waiters();
        }
    }
}

impl Inner {
    /// Keeps an event; returns whether a reader waits for it.
    fn push(&mut self, event: Event) -> bool {
        if self.events.len() == KEPT {
            self.events.pop_front();
            self.first += 1;
        }
        self.events.push_back(event);
        std::mem::take(&mut self.hungry)
    }

    /// The number of the next event.
    fn next(&self) -> u64 {
        self.first + self.events.len() as u64
    }
}
