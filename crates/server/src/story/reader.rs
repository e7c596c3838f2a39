//! Reading the story while it happens.

use super::{AFTER, Inner, Story};
use protocol::live::{Resume, Snapshot};
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::sleep;
use trace::Event;

/// Events in a batch at most.
const BATCH: usize = 4096;
/// Events are gathered for so long: a page draws no faster.
const GATHER: Duration = Duration::from_millis(16);

/// One page's place in the story. While there is a reader, everything is recorded.
pub struct Reader {
    story: Story,
    next: u64,
    /// Begin anew from who is alive.
    lost: bool,
}

/// What a reader gets.
pub enum Batch {
    /// Begin here, and forget what was before.
    Snapshot(Snapshot),
    /// The next ones; the first has this number.
    Events { first: u64, events: Vec<Event> },
}

impl Story {
    /// Begins to read: now, or where a reader that lost its connection was, if that is still kept.
    pub fn read(&self, resume: Option<Resume>) -> Reader {
        let mut inner = self.0.lock();
        inner.readers += 1;
        inner.visits += 1;
        let resume = resume.filter(|resume| resume.instance == self.0.instance);
        let recorded = self.0.watched.swap(true, Ordering::Relaxed);
        let next = inner.next();
        let from = resume.map_or(next, |resume| resume.next.min(next));
        let reader = Reader {
            story: self.clone(),
            next: from,
            lost: resume.is_none() || !recorded || from < inner.first,
        };
        drop(inner);
        reader
    }
}

impl Reader {
    /// Waits for what happens next. Nothing is lost when the waiting is given up.
    pub async fn next(&mut self) -> Batch {
        loop {
            let story = self.story.clone();
            let news = story.0.news.notified();
            tokio::pin!(news);
            // Before looking: an event between looking and waiting is noticed.
            news.as_mut().enable();
            if self.waits() {
                news.await;
            }
            sleep(GATHER).await;
            if let Some(batch) = self.take() {
                return batch;
            }
        }
    }

    /// Whether there is nothing to read yet; the next event then notifies.
    fn waits(&self) -> bool {
        let mut inner = self.story.0.lock();
        let waits = !self.lost && self.next == inner.next();
        inner.hungry |= waits;
        waits
    }

    fn take(&mut self) -> Option<Batch> {
        let inner = self.story.0.lock();
        if self.lost || self.next < inner.first {
            let snapshot = self.snapshot(&inner);
            drop(inner);
            (self.next, self.lost) = (snapshot.next, false);
            return Some(Batch::Snapshot(snapshot));
        }
        let first = self.next;
        let skip = usize::try_from(first - inner.first).unwrap_or(usize::MAX);
        let events: Vec<Event> = inner
            .events
            .iter()
            .skip(skip)
            .take(BATCH)
            .cloned()
            .collect();
        drop(inner);
        if events.is_empty() {
            return None;
        }
        self.next += events.len() as u64;
        Some(Batch::Events { first, events })
    }

    fn snapshot(&self, inner: &Inner) -> Snapshot {
        let (tasks, unlisted) = inner.alive.tasks();
        Snapshot {
            next: inner.next(),
            at: self.story.now(),
            missed: inner.next() - self.next,
            tasks,
            unlisted,
            threads: inner.alive.threads(),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut inner = self.story.0.lock();
        inner.readers -= 1;
        inner.visits += 1;
        let visits = inner.visits;
        let last = inner.readers == 0;
        drop(inner);
        // Without a runtime the process ends anyway.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        if last {
            let story = self.story.clone();
            runtime.spawn(async move {
                sleep(AFTER).await;
                story.stop_recording(visits);
            });
        }
    }
}

impl Story {
    /// Unless somebody came since.
    fn stop_recording(&self, visits: u64) {
        let mut inner = self.0.lock();
        if inner.visits == visits {
            self.0.watched.store(false, Ordering::Relaxed);
            inner.first = inner.next();
            inner.events.clear();
            inner.events.shrink_to_fit();
            inner.alive.forget_polls();
        }
    }
}
