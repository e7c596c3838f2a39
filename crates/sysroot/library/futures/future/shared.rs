//! One future for many: each clone gets a copy of the output.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::boxed::Box;
use std::sync::{Arc, Mutex, Weak};
use std::vec::Vec;

use super::FusedFuture;

enum State<F: Future> {
    Running(Pin<Box<F>>),
    /// Somebody polls it right now.
    Polling,
    Done(F::Output),
}
struct Inner<F: Future> {
    state: Mutex<State<F>>,
    wakers: Mutex<Vec<Option<Waker>>>,
}
/// Wakes all the clones.
struct Notify<F: Future> {
    inner: Weak<Inner<F>>,
}
impl<F: Future> Inner<F> {
    fn wake_all(&self) {
        let mut wakers = self.wakers.lock().unwrap();
        let all: Vec<Waker> = wakers.iter_mut().filter_map(|w| w.take()).collect();
        drop(wakers);
        for waker in all {
            waker.wake();
        }
    }
}
unsafe impl<F: Future> Send for Notify<F> {}
unsafe impl<F: Future> Sync for Notify<F> {}
impl<F: Future + 'static> crate::task::ArcWake for Notify<F> {
    fn wake_by_ref(arc_self: &Arc<Self>) {
        if let Some(inner) = arc_self.inner.upgrade() {
            inner.wake_all();
        }
    }
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Shared<F: Future> {
    inner: Option<Arc<Inner<F>>>,
    key: Option<usize>,
}
pub struct WeakShared<F: Future> {
    inner: Weak<Inner<F>>,
}
impl<F: Future> Unpin for Shared<F> {}
impl<F: Future> Shared<F> {
    pub(super) fn new(future: F) -> Shared<F> {
        let state = Mutex::new(State::Running(Box::pin(future)));
        Shared {
            inner: Some(Arc::new(Inner {
                state,
                wakers: Mutex::new(Vec::new()),
            })),
            key: None,
        }
    }
    /// The output, when it is there.
    pub fn peek(&self) -> Option<&F::Output> {
        let inner = self.inner.as_ref()?;
        let state = inner.state.lock().unwrap();
        match &*state {
            // Once there it stays where it is as long as this clone lives.
            State::Done(output) => Some(unsafe { &*(output as *const F::Output) }),
            _ => None,
        }
    }
    pub fn downgrade(&self) -> Option<WeakShared<F>> {
        self.inner.as_ref().map(|inner| WeakShared {
            inner: Arc::downgrade(inner),
        })
    }
    pub fn strong_count(&self) -> Option<usize> {
        self.inner.as_ref().map(Arc::strong_count)
    }
}
impl<F: Future> WeakShared<F> {
    pub fn upgrade(&self) -> Option<Shared<F>> {
        Some(Shared {
            inner: Some(self.inner.upgrade()?),
            key: None,
        })
    }
}
impl<F: Future> Clone for Shared<F> {
    fn clone(&self) -> Shared<F> {
        Shared {
            inner: self.inner.clone(),
            key: None,
        }
    }
}
impl<F: Future + 'static> FusedFuture for Shared<F>
where
    F::Output: Clone,
{
    fn is_terminated(&self) -> bool {
        self.inner.is_none()
    }
}
impl<F: Future + 'static> Future for Shared<F>
where
    F::Output: Clone,
{
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let inner = this.inner.clone().expect("Shared future polled again after completion");
        let mut wakers = inner.wakers.lock().unwrap();
        let waker = Some(cx.waker().clone());
        match this.key {
            Some(key) => wakers[key] = waker,
            None => {
                this.key = Some(wakers.len());
                wakers.push(waker);
            }
        }
        drop(wakers);
        let mut state = inner.state.lock().unwrap();
        let mut future = match core::mem::replace(&mut *state, State::Polling) {
            State::Running(future) => future,
            State::Polling => return Poll::Pending,
            State::Done(output) => {
                let copy = output.clone();
                *state = State::Done(output);
                drop(state);
                this.inner = None;
                return Poll::Ready(copy);
            }
        };
        drop(state);
        let notify = Arc::new(Notify {
            inner: Arc::downgrade(&inner),
        });
        let waker = crate::task::waker(notify);
        let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
        let mut state = inner.state.lock().unwrap();
        match polled {
            Poll::Pending => {
                *state = State::Running(future);
                Poll::Pending
            }
            Poll::Ready(output) => {
                let copy = output.clone();
                *state = State::Done(output);
                drop(state);
                if let Some(key) = this.key {
                    inner.wakers.lock().unwrap()[key] = None;
                }
                inner.wake_all();
                this.inner = None;
                Poll::Ready(copy)
            }
        }
    }
}
impl<F: Future> Drop for Shared<F> {
    fn drop(&mut self) {
        if let (Some(inner), Some(key)) = (&self.inner, self.key) {
            inner.wakers.lock().unwrap()[key] = None;
        }
    }
}
