//! `FuturesUnordered`: polls only those of its futures that were woken, in the order of their wakes.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::vec::Vec;

use super::{FusedStream, Stream};
use crate::task::{ArcWake, AtomicWaker};

struct Ready {
    queue: Mutex<VecDeque<u64>>,
    waker: AtomicWaker,
}
struct Wake {
    ready: Arc<Ready>,
    key: u64,
    queued: AtomicBool,
    woken: AtomicBool,
}
impl ArcWake for Wake {
    fn wake_by_ref(arc_self: &Arc<Self>) {
        arc_self.woken.store(true, Ordering::Relaxed);
        if !arc_self.queued.swap(true, Ordering::SeqCst) {
            arc_self.ready.queue.lock().unwrap().push_back(arc_self.key);
            arc_self.ready.waker.wake();
        }
    }
}
struct Entry<Fut> {
    key: u64,
    wake: Arc<Wake>,
    future: Pin<Box<Fut>>,
}
#[must_use = "streams do nothing unless polled"]
pub struct FuturesUnordered<Fut> {
    entries: Vec<Entry<Fut>>,
    next: u64,
    ready: Arc<Ready>,
    terminated: bool,
}
impl<Fut> Unpin for FuturesUnordered<Fut> {}
impl<Fut> FuturesUnordered<Fut> {
    pub fn new() -> FuturesUnordered<Fut> {
        let ready = Arc::new(Ready {
            queue: Mutex::new(VecDeque::new()),
            waker: AtomicWaker::new(),
        });
        FuturesUnordered {
            entries: Vec::new(),
            next: 0,
            ready,
            terminated: false,
        }
    }
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
    fn add(&mut self, future: Fut) {
        let key = self.next;
        self.next += 1;
        let wake = Arc::new(Wake {
            ready: self.ready.clone(),
            key,
            queued: AtomicBool::new(true),
            woken: AtomicBool::new(false),
        });
        self.entries.push(Entry {
            key,
            wake,
            future: Box::pin(future),
        });
        self.terminated = false;
        self.ready.queue.lock().unwrap().push_back(key);
    }
    /// By shared reference, as in the real one: the stream is of one thread, and nobody looks at it meanwhile.
    pub fn push(&self, future: Fut) {
        unsafe { &mut *(self as *const Self as *mut Self) }.add(future)
    }
    pub fn clear(&mut self) {
        self.entries.clear();
        self.ready.queue.lock().unwrap().clear();
        self.terminated = false;
    }
}
impl<Fut> Default for FuturesUnordered<Fut> {
    fn default() -> Self {
        FuturesUnordered::new()
    }
}
impl<Fut: Future> Stream for FuturesUnordered<Fut> {
    type Item = Fut::Output;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Fut::Output>> {
        let this = &mut *self;
        let len = this.entries.len();
        let (mut polled, mut yielded) = (0, 0);
        this.ready.waker.register(cx.waker());
        loop {
            let key = this.ready.queue.lock().unwrap().pop_front();
            let Some(key) = key else {
                if this.entries.is_empty() {
                    this.terminated = true;
                    return Poll::Ready(None);
                }
                return Poll::Pending;
            };
            let Some(at) = this.entries.iter().position(|entry| entry.key == key) else {
                continue;
            };
            let entry = &mut this.entries[at];
            entry.wake.queued.store(false, Ordering::SeqCst);
            entry.wake.woken.store(false, Ordering::Relaxed);
            let wake = entry.wake.clone();
            let waker = crate::task::waker_ref(&wake);
            let result = entry.future.as_mut().poll(&mut Context::from_waker(&waker));
            polled += 1;
            match result {
                Poll::Ready(output) => {
                    drop(this.entries.remove(at));
                    return Poll::Ready(Some(output));
                }
                Poll::Pending => {
                    // Others get their turn: after each future was polled once, or two have woken themselves.
                    yielded += wake.woken.load(Ordering::Relaxed) as usize;
                    if yielded >= 2 || polled == len {
                        cx.waker().wake_by_ref();
                        return Poll::Pending;
                    }
                }
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}
impl<Fut: Future> FusedStream for FuturesUnordered<Fut> {
    fn is_terminated(&self) -> bool {
        self.terminated
    }
}
impl<Fut> core::fmt::Debug for FuturesUnordered<Fut> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("FuturesUnordered { ... }")
    }
}
impl<Fut> FromIterator<Fut> for FuturesUnordered<Fut> {
    fn from_iter<I: IntoIterator<Item = Fut>>(iter: I) -> Self {
        let mut all = FuturesUnordered::new();
        all.extend(iter);
        all
    }
}
impl<Fut> Extend<Fut> for FuturesUnordered<Fut> {
    fn extend<I: IntoIterator<Item = Fut>>(&mut self, iter: I) {
        for future in iter {
            self.add(future);
        }
    }
}
