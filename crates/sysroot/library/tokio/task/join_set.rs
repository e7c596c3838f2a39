//! `JoinSet`: many tasks, joined as they end, and aborted when the set is dropped.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::vec::Vec;

use super::{AbortHandle, Id, JoinError, JoinHandle, LocalSet, coop};
use crate::runtime::{Handle, waits};

pub struct JoinSet<T> {
    entries: Vec<Entry<T>>,
    next: u64,
    lists: Arc<Lists>,
}
struct Entry<T> {
    key: u64,
    handle: JoinHandle<T>,
    waker: Waker,
}
struct Lists {
    state: Mutex<State>,
}
struct State {
    /// Those that have been woken, in that order.
    notified: VecDeque<u64>,
    waker: Option<Waker>,
}
/// The waker of one entry.
struct Notify {
    lists: Arc<Lists>,
    key: u64,
}
impl Wake for Notify {
    fn wake(self: Arc<Self>) {
        Notify::wake_by_ref(&self)
    }
    fn wake_by_ref(self: &Arc<Self>) {
        let mut state = self.lists.state.lock().unwrap();
        if state.notified.contains(&self.key) {
            return;
        }
        state.notified.push_back(self.key);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> JoinSet<T> {
    pub fn new() -> JoinSet<T> {
        JoinSet {
            entries: Vec::new(),
            next: 0,
            lists: Arc::new(Lists {
                state: Mutex::new(State {
                    notified: VecDeque::new(),
                    waker: None,
                }),
            }),
        }
    }
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
impl<T: 'static> JoinSet<T> {
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.insert(crate::task::spawn(task))
    }
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.insert(handle.spawn(task))
    }
    #[track_caller]
    pub fn spawn_local<F: Future<Output = T> + 'static>(&mut self, task: F) -> AbortHandle {
        self.insert(crate::task::spawn_local(task))
    }
    #[track_caller]
    pub fn spawn_local_on<F: Future<Output = T> + 'static>(&mut self, task: F, local_set: &LocalSet) -> AbortHandle {
        self.insert(local_set.spawn_local(task))
    }
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, f: F) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.insert(crate::task::spawn_blocking(f))
    }
    #[track_caller]
    pub fn spawn_blocking_on<F>(&mut self, f: F, handle: &Handle) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.insert(handle.spawn_blocking(f))
    }
    fn insert(&mut self, mut handle: JoinHandle<T>) -> AbortHandle {
        let abort = handle.abort_handle();
        let key = self.next;
        self.next += 1;
        let notify = Arc::new(Notify {
            lists: self.lists.clone(),
            key,
        });
        let waker = Waker::from(notify.clone());
        if !handle.will_wake(&waker) {
            // It has ended already.
            notify.wake_by_ref();
        }
        self.entries.push(Entry { key, handle, waker });
        abort
    }
    pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {
        std::future::poll_fn(|cx| self.poll_join_next(cx)).await
    }
    pub async fn join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        std::future::poll_fn(|cx| self.poll_join_next_with_id(cx)).await
    }
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        Some(self.try_join_next_with_id()?.map(|(_, output)| output))
    }
    pub fn try_join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        loop {
            let key = self.lists.state.lock().unwrap().notified.pop_front()?;
            if let Some(done) = self.take(key) {
                return Some(done);
            }
        }
    }
    /// The output of an entry, if it has ended.
    fn take(&mut self, key: u64) -> Option<Result<(Id, T), JoinError>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let entry = &mut self.entries[at];
        let mut cx = Context::from_waker(&entry.waker);
        let id = entry.handle.id();
        // A budget that is used up does not hide what is there.
        let polled = coop::unlimited(|| Pin::new(&mut entry.handle).poll(&mut cx));
        match polled {
            Poll::Ready(output) => {
                drop(self.entries.remove(at));
                Some(output.map(|output| (id, output)))
            }
            Poll::Pending => None,
        }
    }
    pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {
        self.poll_join_next_with_id(cx)
            .map(|next| next.map(|done| done.map(|(_, output)| output)))
    }
    pub fn poll_join_next_with_id(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(Id, T), JoinError>>> {
        loop {
            let mut state = self.lists.state.lock().unwrap();
            let next = state.notified.pop_front();
            if next.is_none() {
                let old = state.waker.replace(cx.waker().clone());
                drop(state);
                drop(old);
                return if self.entries.is_empty() {
                    Poll::Ready(None)
                } else {
                    waits::on("the next task of the set to end");
                    Poll::Pending
                };
            }
            drop(state);
            let Some(key) = next else { continue };
            let coop = match coop::poll_proceed(cx) {
                Poll::Ready(coop) => coop,
                Poll::Pending => {
                    self.lists.state.lock().unwrap().notified.push_front(key);
                    return Poll::Pending;
                }
            };
            if let Some(done) = self.take(key) {
                coop.made_progress();
                return Poll::Ready(Some(done));
            }
        }
    }
    /// Aborts all and waits until they have ended.
    pub async fn shutdown(&mut self) {
        self.abort_all();
        while self.join_next().await.is_some() {}
    }
    /// The outputs of all, in the order in which they end; a panic of one goes on here.
    pub async fn join_all(mut self) -> Vec<T> {
        let mut outputs = Vec::with_capacity(self.len());
        while let Some(done) = self.join_next().await {
            match done {
                Ok(output) => outputs.push(output),
                Err(e) if e.is_panic() => std::panic::resume_unwind(e.into_panic()),
                Err(e) => panic!("{}", e),
            }
        }
        outputs
    }
    pub fn abort_all(&mut self) {
        for entry in &self.entries {
            entry.handle.abort();
        }
    }
    pub fn detach_all(&mut self) {
        self.entries.clear();
    }
}
impl<T> Drop for JoinSet<T> {
    fn drop(&mut self) {
        for entry in &self.entries {
            entry.handle.abort();
        }
    }
}
impl<T> Default for JoinSet<T> {
    fn default() -> JoinSet<T> {
        JoinSet::new()
    }
}
impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.len()).finish()
    }
}
impl<F> FromIterator<F> for JoinSet<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn from_iter<I: IntoIterator<Item = F>>(iter: I) -> JoinSet<F::Output> {
        let mut set = JoinSet::new();
        for future in iter {
            set.spawn(future);
        }
        set
    }
}
